"""What must not be in a document is in no byte of it."""

import re

import pytest

from documents.test_golden import NAMES
from documents.word import course, example, parts, text_of
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import Personvern, columns
from kursverktoy.documents.kinds import KINDS

FORTROLIG = {
    "fortrolig": (
        *("helse_og_tilrettelegging", "arbeidstid_og_rammer", "kulturelle_religiøse_hensyn"),
        *("opplyst_av", "grunnlag"),
    )
}
WHY_NO_PLACE = {"kandidater": ("hovedgrunn", "beslutning_begrunnelse", "alternativt_tilbud")}
GROUP = {"kandidater": ("målgruppe",)}
ASSESSMENT = {"kartlegging": ("helhetsvurdering", "norsk_progresjon_realistisk", "norsk_kilde")}
WEIGHED = {"kartlegging": ("helhetsvurdering",)}
AGREED = {"kartlegging": ("avtalt_tilrettelegging",)}
FOUND = {"behov": ("funn",)}
PLAN = {"planer": ("eget_mål", "tilpasning")}
TAKEN_OUT = {"planmål": ("utgått_grunn",)}
RESULT = {"avslutning": ("resultat", "etteroppf_tilbudt")}
_OTHERS = (FORTROLIG, WHY_NO_PLACE, GROUP, ASSESSMENT, AGREED, PLAN, TAKEN_OUT, RESULT)
SECRET = {
    "D1": _OTHERS,
    "D1-felles": _OTHERS,
    "D2": _OTHERS,
    "D3": (FORTROLIG, WHY_NO_PLACE, GROUP, ASSESSMENT, TAKEN_OUT, RESULT),
    "D4": _OTHERS,
    "D5": _OTHERS,
    "D6a": _OTHERS,
    "D6a-enkel": _OTHERS,
    "D6b-intern": (FORTROLIG, PLAN, TAKEN_OUT, RESULT),
    "D6b-delt": (FORTROLIG, WHY_NO_PLACE, WEIGHED, AGREED, PLAN, TAKEN_OUT, RESULT),
    "D7-intern": (FORTROLIG, WHY_NO_PLACE, ASSESSMENT, AGREED, PLAN, TAKEN_OUT),
    "D7-ekstern": (FORTROLIG, WHY_NO_PLACE, ASSESSMENT, AGREED, FOUND, PLAN, TAKEN_OUT),
}
"""What never stands in which document; a new kind must say it here."""
PLANTED = ("Bør ikke løfte tungt alene", "Ønsker ikke å smake på alle råvarer", "Henter barn")
SHORTEST = 4
"""Shorter values, such as «Ja» and «M2», are everywhere by chance."""
EVERYDAY = {"Annet", "Ikke aktuelt", "Videregående opplæring"}
"""List values that are also words of an ordinary sentence, or final goals, which a plan shows."""


def sight(name):
    """Return the whitelist code of a document, by its file name."""
    found = [
        kind for kind in KINDS.values() if f"_{kind.name}_{kind.utgave}".rstrip("_") + "_" in name
    ]
    return max(found, key=lambda kind: len(kind.utgave)).sight


def secrets(document):
    """Return the values that `document` may not hold, without those it shows for another reason."""
    data = example()
    values = {
        row[field]
        for group in SECRET[document]
        for sheet, fields in group.items()
        for row in data[sheet]
        for field in fields
    }
    shown = {
        row[field.name]
        for sheet in ARK
        for field in columns(sheet).values()
        if sheet.ark != "Kurs" and field.may_show(document)
        for row in data[sheet.navn_i_bok]
    }
    found = {v for v in values if isinstance(v, str) and len(v) >= SHORTEST} - EVERYDAY - shown
    assert all(any(planted in value for value in found) for planted in PLANTED)
    return sorted(found | set(PLANTED))


def everything_in(document):
    """Return all text in a document, also in parts that nobody sees."""
    return b"".join(parts(document).values()).decode("utf-8", "ignore")


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_is_in_any_part(name, documents):
    keeps_secrets(name, documents[name])


def test_no_secret_is_in_any_part_in_another_language(foreign):
    for name, document in foreign.items():
        keeps_secrets(name, document)


def keeps_secrets(name, document):
    """Fail when a secret is in any part of a document, however it is encoded."""
    hidden = secrets(sight(name))
    for part, content in parts(document).items():
        for secret in hidden:
            for codec in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(codec) not in content, f"«{secret}» in {part} of {name}"


@pytest.mark.parametrize("name", NAMES)
def test_no_other_person_is_in_a_document(name, documents):
    names_nobody_else(name, documents[name])


def test_no_other_person_is_in_a_document_in_another_language(foreign):
    for name, document in foreign.items():
        names_nobody_else(name, document)


def names_nobody_else(name, document):
    """Fail when a document names a candidate that its file name does not."""
    own = set(re.findall(r"K\d\d", name))
    everything = everything_in(document)
    for k in example()["kandidater"]:
        if k["kandidat_id"] not in own:
            assert k["etternavn"] not in everything
            assert f"{k['fornavn']} " not in everything


@pytest.mark.parametrize("name", [name for name in NAMES if "kursbevis" not in name])
def test_only_a_certificate_tells_when_someone_is_born(name, documents):
    text = text_of(documents[name])
    for k in example()["kandidater"]:
        assert k["fødselsdato"][:4] not in text
    assert not re.search(r"\d{11}|\d{6} \d{5}", text)


@pytest.mark.parametrize("name", [name for name in NAMES if "samarbeidsavtale" in name])
def test_an_agreement_names_no_participant(name, documents):
    everything = everything_in(documents[name])
    assert not any(k["etternavn"] in everything for k in example()["kandidater"])


REVEALING = (
    *("introduksjon", "flyktning", "integrering", "avbrutt", "sluttet", "trivsel", "utgått"),
    *("ikke startet", "i gang", "ikke nådd", "progresjon", "lovgrunnlag", "målgruppe", "sluttmål"),
    *("nav-tiltak", "lønnstilskudd", "%", "programrådgiver"),
)
ABSENCE_AND_HEALTH = ("fravær", "helse", "tilrettelegging")
"""On a certificate they would be about the owner; an agreement says what to do about them."""
MOST_REVEALING = {
    "kursbevis": (*REVEALING, *ABSENCE_AND_HEALTH),
    "praksisavtale": (*REVEALING, "oppnådd", "norskprøve", "kandidat"),
}


@pytest.mark.parametrize(
    ("name", "words"),
    [(name, words) for kind, words in MOST_REVEALING.items() for name in NAMES if kind in name],
)
def test_an_employer_reads_nothing_about_why_someone_is_there(name, words, documents):
    text = text_of(documents[name]).casefold()
    for mål in example()["læringsmål"]:  # one is to tell when one can't come
        text = text.replace(mål["tekst"].casefold(), "")
    assert [word for word in words if word in text] == []


@pytest.mark.parametrize("name", [n for n in NAMES if "opplaeringsplan" in n or "ark_" in n])
def test_a_person_is_told_in_words_never_in_marks_or_percentages(name, documents):
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
        *(["word/media/image1.png"] if "kursrapport_intern" in name else []),
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
