"""Every document of the example course, word by word."""

import re
from io import BytesIO

import docx
import pytest

from documents.word import TEMPLATES, text_of
from kursverktoy.documents.kinds import KINDS, by_template_name

PARTNERE = ["P02", "P03", "P04", "P05", "P06", "P07", "P08"]
DELTAKERE = ["K01", "K03", "K04", "K05", "K06", "K07", "K09", "K10", "K11", "K12"]
UTEN_PLASS = ["K02", "K08", "K13"]
KANDIDATER = [f"K{number:02}" for number in range(1, 15)]
NAMES = [
    *(f"KJ-2026-H_samarbeidsavtale_{id}_2026-11-23.docx" for id in PARTNERE),
    "KJ-2026-H_samarbeidsavtale_felles_2026-11-23.docx",
    *(f"KJ-2026-H_praksisavtale_{id}_2026-11-23.docx" for id in DELTAKERE),
    *(f"KJ-2026-H_opplaeringsplan_{id}_2026-11-23.docx" for id in DELTAKERE),
    "KJ-2026-H_kursplan_2026-11-23.docx",
    *(f"KJ-2026-H_kursbevis_{id}_2026-11-23.docx" for id in DELTAKERE),
    "KJ-2026-H_infoark_2026-11-23.docx",
    "KJ-2026-H_infoark_enkel_2026-11-23.docx",
    *(f"KJ-2026-H_kandidatark_intern_{id}_2026-11-23.docx" for id in KANDIDATER),
    *(
        f"KJ-2026-H_kandidatark_delt_{id}_2026-11-23.docx"
        for id in KANDIDATER
        if id not in UTEN_PLASS
    ),
    "KJ-2026-H_kursrapport_intern_2026-11-23.docx",
    "KJ-2026-H_kursrapport_ekstern_2026-11-23.docx",
]

FOREIGN = [
    f"KJ-2026-H_{name}_2026-11-23.docx"
    for name in (
        *("samarbeidsavtale_nn_P06", "samarbeidsavtale_felles_nn"),
        *("praksisavtale_nn_K03", "opplaeringsplan_nn_K03"),
        *("kursplan_nn", "kursbevis_nn_K03", "kursbevis_en_K03", "kursbevis_en_K04"),
        *("infoark_nn", "infoark_en", "infoark_enkel_nn", "infoark_enkel_en"),
        *("kandidatark_intern_nn_K03", "kandidatark_delt_nn_K03"),
        *("kursrapport_intern_nn", "kursrapport_ekstern_nn"),
    )
]
"""One or two of each in nynorsk and English; what they are made from is the same as in bokmål."""


def test_the_course_becomes_these_documents(documents):
    assert list(documents) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_exactly_this(name, documents, golden):
    golden(f"dokumenter/{name.removesuffix('.docx')}.txt", text_of(documents[name]))


@pytest.mark.parametrize("name", FOREIGN)
def test_a_document_in_another_language_says_exactly_this(name, foreign, golden):
    golden(f"dokumenter/{name.removesuffix('.docx')}.txt", text_of(foreign[name]))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_of_the_template_or_of_python(name, documents):
    text = text_of(documents[name])
    assert not re.search(r"[{}]|\b(None|nan|True|False|Undefined)\b|<|[^\w]object at", text)


def test_a_document_has_real_headings_and_tables_that_hold_together(documents):
    for name in NAMES:
        document = docx.Document(BytesIO(documents[name]))
        styles = {p.style.style_id for p in document.paragraphs}
        assert {"Title", "Heading1"} <= styles
        for table in document.tables:
            assert all(line._tr.trPr.find("{*}cantSplit") is not None for line in table.rows[1:])
    agreement = docx.Document(BytesIO(documents[NAMES[0]]))
    signatures = agreement.tables[-2]
    assert [line.cells[0].text for line in signatures.rows][-2:] == ["Sted og dato", "Underskrift"]
    for line in signatures.rows[:-1]:
        assert all(p.paragraph_format.keep_with_next for c in line.cells for p in c.paragraphs)


def test_the_templates_that_come_with_the_program_are_complete():
    there = {path.name for path in TEMPLATES.glob("*.docx")}
    assert {kind.template_name("nb") for kind in KINDS.values()} <= there
    assert [name for name in there if by_template_name(name) is None] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_every_page_of_a_template_says_its_version_and_which_it_is(path):
    (kind, språk) = by_template_name(path.name)
    (footer,) = docx.Document(path).sections[0].footer.paragraphs
    version = {
        "nb": ("Versjon av {{ dato | dato }}", "Utstedt {{ avslutning.bevis_dato | dato }}"),
        "nn": ("Versjon av {{ dato | dato }}", "Utferda {{ avslutning.bevis_dato | dato }}"),
        "en": ("Version of {{ dato | dato }}", "Issued {{ avslutning.bevis_dato | dato }}"),
    }[språk][kind.issued]
    assert footer.text.startswith("{{ kurs.kurs_id }} · ")
    assert f" · {version} · " in footer.text
    fields = [e.text.strip() for e in footer._p.iter("{*}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
