from dataclasses import fields

import pytest

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.summary.helhet import Kandidatbilde, kandidatbilder

GODT, STØTTE, DRØFTES = (
    "Godt grunnlag",
    "Godt grunnlag med språkstøtte",
    "Drøftes i inntaksmøtet",
)
EXPECTED = [
    ("K01", 13, "Tydelig", "Under, realistisk", STØTTE),
    ("K02", 13, "Uavklart", "På nivå", DRØFTES),
    ("K03", 13, "Tydelig", "På nivå", GODT),
    ("K04", 13, "Tydelig", "På nivå", GODT),
    ("K05", 13, "Tydelig", "Under, realistisk", STØTTE),
    ("K06", 13, "Tydelig", "På nivå", GODT),
    ("K07", 13, "Tydelig", "På nivå", GODT),
    ("K08", 13, "Tydelig", "Under, uavklart", DRØFTES),
    ("K09", 13, "Tydelig", "På nivå", GODT),
    ("K10", 13, "Tydelig", "På nivå", GODT),
    ("K11", 13, "Tydelig", "Under, realistisk", STØTTE),
    ("K12", 13, "Uavklart", "På nivå", DRØFTES),
    ("K13", 13, "Uavklart", "På nivå", DRØFTES),
    ("K14", 4, None, None, "Mangler kartlegging"),
]


def one(bok, kandidat_id):
    return next(k for k in kandidatbilder(bok) if k.kandidat_id == kandidat_id)


def test_every_candidate_of_the_worked_example(oversikt):
    shown = [
        (k.kandidat_id, k.kartlagt, k.grunnlag, k.språk, k.samlet) for k in oversikt.kandidater
    ]
    assert shown == EXPECTED
    assert {k.punkter for k in oversikt.kandidater} == {13}


def test_strengths_come_first_in_the_text(bok):
    assert one(bok, "K01").tekst == (
        "Styrker: interesse, forkunnskaper, arbeidserfaring (formell og uformell), utdanning og "
        "sertifikater, kommunikasjon og grunnleggende ferdigheter, andre drivkrefter. Trenger "
        "støtte på: norsk (lytte, muntlig og skriftlig), digitale ferdigheter. Norsklærer: Ja, "
        "med støtte. Samlet: Godt grunnlag med språkstøtte."
    )


def test_what_is_missing_is_told_by_its_heading(bok):
    rahel = one(bok, "K14")
    assert rahel.mangler == (
        "Arbeidserfaring (formell og uformell)",
        "Utdanning og sertifikater",
        "Digitale ferdigheter",
        "Kommunikasjon og grunnleggende ferdigheter",
        "Norsk: lytte",
        "Norsk: lese",
        "Norsk: skriftlig",
        "Er progresjonen realistisk?",
        "Er helse, tid og andre rammer avklart?",
    )
    assert rahel.tekst == (
        "Styrker: interesse, forkunnskaper, andre drivkrefter. Trenger støtte på: norsk "
        "(muntlig). Norsklærer: har ikke svart. Samlet: Mangler kartlegging."
    )


def test_a_candidate_nobody_has_assessed(data, lest):
    data["kartlegging"] = []
    samir = one(lest(data), "K01")
    assert (samir.kartlagt, len(samir.mangler)) == (0, 13)
    assert samir.tekst == (
        "Styrker: ikke tydelige ennå. Trenger støtte på: ikke noe særskilt. "
        "Norsklærer: har ikke svart. Samlet: Mangler kartlegging."
    )


def test_headings_follow_the_written_standard_of_the_course(data, lest):
    data["kurs"]["målform"] = "nn"
    assert one(lest(data), "K14").mangler[2] == "Digitale ferdigheiter"


def test_names_are_short(oversikt):
    names = [k.navn for k in oversikt.kandidater]
    assert names[:3] == ["K01 Samir B.", "K02 Olena L.", "K03 Meron S."]
    assert not any("test" in name for name in names)


def test_candidates_are_listed_by_number_whatever_their_row(data, lest):
    data["kandidater"].reverse()
    data["kandidater"].append({"kandidat_id": "", "fornavn": "Ny"})
    data["kandidater"].insert(0, {"kandidat_id": "K100", "fornavn": "Hundre"})
    shown = [k.kandidat_id for k in kandidatbilder(lest(data))]
    assert shown == [f"K{n:02}" for n in range(1, 15)] + ["K100", None]


def test_there_is_no_score_and_no_rank():
    numbers = {f.name for f in fields(Kandidatbilde) if f.type is int}
    assert numbers == {"kartlagt", "punkter"}


def test_values_are_plain_text(oversikt):
    texts = [(k.status, k.grunnlag, k.språk, k.samlet, k.norsklærer) for k in oversikt.kandidater]
    assert {type(text) for each in texts for text in each} == {str, type(None)}


@pytest.mark.parametrize("felt", ["digitale", "interesse", "norsk_lese"])
def test_a_cell_that_can_not_be_read_is_missing(data, lest, felt):
    data["kartlegging"][0][felt] = "#REF!"
    samir = one(lest(data), "K01")
    assert samir.kartlagt == 12
    assert samir.samlet == "Mangler kartlegging"


def test_no_candidates(bok):
    assert kandidatbilder(Kursbok(dato=bok.dato)) == ()
