"""Every document of the example course, word by word."""

import re
from io import BytesIO

import docx
import pytest

from documents.word import TEMPLATES, text_of
from kursverktoy.documents.kinds import KINDS

PARTNERE = ["P02", "P03", "P04", "P05", "P06", "P07", "P08"]
DELTAKERE = ["K01", "K03", "K04", "K05", "K06", "K07", "K09", "K10", "K11", "K12"]
NAMES = [
    *(f"KJ-2026-H_samarbeidsavtale_{id}_2026-11-23.docx" for id in PARTNERE),
    *(f"KJ-2026-H_opplaeringsplan_{id}_2026-11-23.docx" for id in DELTAKERE),
    *(f"KJ-2026-H_kursbevis_{id}_2026-11-23.docx" for id in DELTAKERE),
]


def test_the_course_becomes_these_documents(documents):
    assert list(documents) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_exactly_this(name, documents, golden):
    golden(f"dokumenter/{name.removesuffix('.docx')}.txt", text_of(documents[name]))


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
    names = {kind.template_name("nb") for kind in KINDS.values()}
    assert {path.name for path in TEMPLATES.glob("*.docx")} == names
