"""What must not be in a document is in no byte of it."""

import pytest

from documents.test_golden import NAMES
from documents.word import course, example, parts, text_of
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import Personvern, columns

SECRET = {
    "kandidater": ("hovedgrunn", "beslutning_begrunnelse", "alternativt_tilbud", "målgruppe"),
    "kartlegging": ("helhetsvurdering", "norsk_progresjon_realistisk", "norsk_kilde"),
    "planmål": ("utgått_grunn",),
    "avslutning": ("resultat", "etteroppf_tilbudt"),
    "fortrolig": (
        *("helse_og_tilrettelegging", "arbeidstid_og_rammer", "kulturelle_religiøse_hensyn"),
        *("opplyst_av", "grunnlag"),
    ),
}
PLANTED = ("Bør ikke løfte tungt alene", "Ønsker ikke å smake på alle råvarer", "Henter barn")
SHORTEST = 4
"""Shorter values, such as «Ja» and «M2», are everywhere by chance."""
EVERYDAY = {"Annet", "Ikke aktuelt", "Videregående opplæring"}
"""List values that are also words of an ordinary sentence, or final goals, which a plan shows."""


def secrets():
    data = example()
    values = {
        row[field] for sheet, fields in SECRET.items() for row in data[sheet] for field in fields
    }
    found = {v for v in values if isinstance(v, str) and len(v) >= SHORTEST} - EVERYDAY
    assert all(any(planted in value for value in found) for planted in PLANTED)
    return sorted(found | set(PLANTED))


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_is_in_any_part(name, documents):
    for part, content in parts(documents[name]).items():
        for secret in secrets():
            for codec in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(codec) not in content, f"«{secret}» in {part}"


@pytest.mark.parametrize("name", NAMES)
def test_no_other_person_is_in_a_document(name, documents):
    data = example()
    own = name.split("_")[2]
    everything = b"".join(parts(documents[name]).values()).decode("utf-8", "ignore")
    for k in data["kandidater"]:
        if k["kandidat_id"] != own:
            assert k["etternavn"] not in everything
            assert f"{k['fornavn']} " not in everything


@pytest.mark.parametrize("name", [name for name in NAMES if "samarbeidsavtale" in name])
def test_an_agreement_names_no_participant(name, documents):
    everything = b"".join(parts(documents[name]).values()).decode("utf-8", "ignore")
    assert not any(k["etternavn"] in everything for k in example()["kandidater"])


REVEALING = (
    *(
        "introduksjon",
        "flyktning",
        "integrering",
        "avbrutt",
        "sluttet",
        "fravær",
        "trivsel",
        "utgått",
    ),
    *(
        "ikke startet",
        "i gang",
        "ikke nådd",
        "progresjon",
        "helse",
        "tilrettelegging",
        "lovgrunnlag",
    ),
    *("målgruppe", "sluttmål", "nav-tiltak", "lønnstilskudd", "%", "programrådgiver"),
)


@pytest.mark.parametrize("name", [name for name in NAMES if "kursbevis" in name])
def test_a_certificate_reveals_nothing_about_its_owner(name, documents):
    text = text_of(documents[name]).casefold()
    for mål in example()["læringsmål"]:  # one is to tell when one can't come
        text = text.replace(mål["tekst"], "")
    assert [word for word in REVEALING if word in text] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "opplaeringsplan" in name])
def test_a_plan_has_no_marks_and_no_percentages(name, documents):
    lines = text_of(documents[name]).splitlines()
    cells = {cell.strip() for line in lines for cell in line.split("|")}
    assert cells.isdisjoint({"0", "1", "2", "3"})
    assert not any("%" in line for line in lines)


@pytest.mark.parametrize("name", NAMES[::9])
def test_properties_say_only_what_the_document_is(name, documents):
    core = parts(documents[name])["docProps/core.xml"].decode()
    assert "2026-11-23T00:00:00Z" in core
    assert ">nb-NO<" in core
    for empty in ("creator", "lastModifiedBy", "keywords", "description", "subject", "category"):
        assert f"{empty}>" not in core.replace(f"<dc:{empty}></dc:{empty}>", "").replace(
            f"<cp:{empty}></cp:{empty}>", ""
        )
    assert set(parts(documents[name])) <= {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        *(f"word/{part}.xml" for part in ("document", "styles", "settings", "numbering")),
        *(f"word/{part}.xml" for part in ("fontTable", "webSettings", "footer1", "header1")),
        "word/theme/theme1.xml",
    }


def test_no_column_of_a_special_category_is_for_any_document():
    særlige = [
        field
        for sheet in ARK
        for field in columns(sheet).values()
        if field.column.personvern is Personvern.SÆRLIG or sheet.ark == "Fortrolig"
    ]
    assert len(særlige) == 8
    assert [field.name for field in særlige if field.column.documents] == []


def test_an_agreement_can_show_no_column_about_a_candidate():
    shown = [
        field.name
        for sheet in ARK
        for field in columns(sheet).values()
        if field.column.personvern is not Personvern.ÅPEN and field.may_show("D1")
    ]
    assert shown == []
    assert course()[0].kandidater
