"""The overall view of a candidate: the worked example, and what must hold for every candidate."""

import json
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.lists import Cefr, NorskFerdighet, Realistisk
from kursverktoy.course.terskler import Terskler
from kursverktoy.course.vurdering import NORSK, PUNKTER, SKALAER, Grunnlag, Samlet, Språk, vurder
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

EXAMPLE = Path(__file__).parents[2] / "workbooks/eksempelkurs.json"
WORKED = """
K01 | 3 3 3 2 3 | A1 A1 A1 Under A1 | Ja, med støtte | 13 | Tydelig | Under, realistisk | Godt grunnlag med språkstøtte
K02 | 1 0 0 0 1 | B1 B1 B1 B1 | Ja | 13 | Uavklart | På nivå | Drøftes i inntaksmøtet
K03 | 3 1 1 0 3 | A2 A2 A2 A1 | Ja | 13 | Tydelig | På nivå | Godt grunnlag
K04 | 2 2 2 0 2 | A2 A1 A2 A1 | Ja | 13 | Tydelig | På nivå | Godt grunnlag
K05 | 3 2 2 1 2 | A1 A1 A2 A1 | Ja, med støtte | 13 | Tydelig | Under, realistisk | Godt grunnlag med språkstøtte
K06 | 2 1 0 0 3 | B1 A2 A2 A2 | Ja | 13 | Tydelig | På nivå | Godt grunnlag
K07 | 3 3 3 3 2 | A2 A2 A2 A2 | Ja | 13 | Tydelig | På nivå | Godt grunnlag
K08 | 2 0 0 0 2 | A1 Under A1 A1 Under A1 | Usikkert | 13 | Tydelig | Under, uavklart | Drøftes i inntaksmøtet
K09 | 3 1 2 0 3 | A2 A2 B1 A2 | Ja | 13 | Tydelig | På nivå | Godt grunnlag
K10 | 2 2 1 2 2 | B1 B1 B1 B1 | Ja | 13 | Tydelig | På nivå | Godt grunnlag
K11 | 3 2 3 1 3 | A1 Under A1 A2 Under A1 | Ja, med støtte | 13 | Tydelig | Under, realistisk | Godt grunnlag med språkstøtte
K12 | 2 1 0 0 1 | A2 A2 A2 A1 | Ja | 13 | Uavklart | På nivå | Drøftes i inntaksmøtet
K13 | 1 0 1 0 1 | A2 A2 A2 A2 | Ja | 13 | Uavklart | På nivå | Drøftes i inntaksmøtet
K14 | 3 2 - - 3 | - - A1 - | - | 4 | - | - | Mangler kartlegging
"""  # noqa: E501  one candidate a line, as in domene.md §4.2
"""Interest, the three roads and drive; listening, reading, speaking, writing; the answer."""
FACTORS = ("interesse", "forkunnskaper", "arbeidserfaring", "utdanning_sertifikat", "drivkrefter")
KURS = Kurs(
    ønsket_start_lytte=Cefr.A2,
    ønsket_start_lese=Cefr.A1,
    ønsket_start_muntlig=Cefr.A2,
    ønsket_start_skriftlig=Cefr.A1,
)
MIDDLE = dict.fromkeys(SKALAER, 1) | {"rammer_avklart": True, "norsk_progresjon_realistisk": "Ja"}


def candidate(nivå=Cefr.A2, **points):
    """Return a complete assessment with the same level in all four skills."""
    return Kartlegging(**(MIDDLE | dict.fromkeys(NORSK.values(), nivå) | points))


def view(kartlegging, terskler=None):
    return vurder(KURS, kartlegging, terskler or Terskler())


@pytest.fixture(scope="module")
def example():
    tables = to_tables(json.loads(EXAMPLE.read_text("utf-8")))
    return read(MemoryBook.of(tables), date(2026, 11, 23))[0]


@pytest.mark.parametrize("line", WORKED.strip().splitlines(), ids=lambda line: line[:3])
def test_the_worked_example(example, line):
    kandidat_id, *expected = line.split(" | ")
    k = example.kartlegging_av(kandidat_id)
    helhet = vurder(example.kurs, k, example.lister.terskler)
    given = [
        " ".join(shown(getattr(k, factor)) for factor in FACTORS),
        " ".join(shown(getattr(k, felt)) for felt in NORSK.values()),
        shown(k.norsk_progresjon_realistisk),
        shown(helhet.kartleggingsgrad),
        shown(helhet.grunnlag),
        shown(helhet.språk),
        shown(helhet.samlet),
    ]
    assert given == expected


def shown(value):
    return "-" if value is None else str(value)


def test_where_and_how_far_below_the_wished_level(example):
    below = {
        k.kandidat_id: {f.value: steg for f, steg in helhet.under.items()}
        for k in example.kartlegging
        if (helhet := vurder(example.kurs, k, Terskler())).under
    }
    assert below == {
        "K01": {"Lytte": 1, "Muntlig": 1, "Skriftlig": 1},
        "K05": {"Lytte": 1},
        "K08": {"Lytte": 1, "Lese": 1, "Muntlig": 1, "Skriftlig": 1},
        "K11": {"Lytte": 1, "Lese": 1, "Skriftlig": 1},
        "K14": {"Muntlig": 1},
    }


def test_an_unfinished_assessment_says_what_is_missing_and_judges_nothing(example):
    helhet = vurder(example.kurs, example.kartlegging_av("K14"), Terskler())
    assert (helhet.erfaring, helhet.grunnlag, helhet.språk) == (None, None, None)
    assert helhet.mangler == (
        "arbeidserfaring",
        "utdanning_sertifikat",
        "digitale",
        "grunnleggende",
        "norsk_lytte",
        "norsk_lese",
        "norsk_skriftlig",
        "norsk_progresjon_realistisk",
        "rammer_avklart",
    )
    assert vurder(example.kurs, None, Terskler()).kartleggingsgrad == 0


@pytest.mark.parametrize("punkt", PUNKTER)
def test_every_point_is_needed(punkt):
    helhet = view(candidate(**{punkt: None}))
    assert (helhet.samlet, helhet.mangler) == (Samlet.MANGLER, (punkt,))


@pytest.fixture(scope="module")
def every_case():
    """Return the view of every complete candidate with one level in all skills.

    24,576 of them: interest, experience, drive, level and answer → the views for each step of
    digital and basic skills.
    """
    steps = range(4)
    return {
        (interesse, erfaring, drivkrefter, nivå, svar): [
            view(
                candidate(
                    nivå,
                    interesse=interesse,
                    forkunnskaper=0,
                    arbeidserfaring=erfaring,
                    utdanning_sertifikat=0,
                    drivkrefter=drivkrefter,
                    norsk_progresjon_realistisk=svar,
                    digitale=digitale,
                    grunnleggende=grunnleggende,
                )
            )
            for digitale, grunnleggende in product(steps, steps)
        ]
        for interesse, erfaring, drivkrefter, nivå, svar in product(
            steps, steps, steps, Cefr, Realistisk
        )
    }


def test_digital_and_basic_skills_never_change_the_result(every_case):
    assert sum(map(len, every_case.values())) == 24_576
    assert all(len({helhet.samlet for helhet in views}) == 1 for views in every_case.values())


def test_there_are_four_results_and_no_other(every_case):
    complete = {views[0].samlet for views in every_case.values()}
    assert complete == {"Godt grunnlag", "Godt grunnlag med språkstøtte", "Drøftes i inntaksmøtet"}
    assert set(Samlet) - complete == {"Mangler kartlegging"}
    assert {views[0].språk for views in every_case.values()} == set(Språk)


def test_no_level_in_norwegian_stops_who_is_clear_and_realistic(every_case):
    clear = [
        (nivå, views[0].samlet)
        for (*_, nivå, svar), views in every_case.items()
        if views[0].grunnlag is Grunnlag.TYDELIG and svar in ("Ja", "Ja, med støtte")
    ]
    assert {nivå for nivå, _ in clear} == set(Cefr)
    assert {samlet for _, samlet in clear} == {"Godt grunnlag", "Godt grunnlag med språkstøtte"}


def test_strong_norwegian_is_no_free_pass(every_case):
    unclear = {v[0].samlet for v in every_case.values() if v[0].grunnlag is Grunnlag.UAVKLART}
    assert unclear == {"Drøftes i inntaksmøtet"}


@pytest.mark.parametrize("road", ["forkunnskaper", "arbeidserfaring", "utdanning_sertifikat"])
def test_any_of_the_three_roads_is_experience(road):
    helhet = view(candidate(interesse=2, drivkrefter=0, **{road: 2}))
    assert (helhet.erfaring, helhet.grunnlag) == (2, Grunnlag.TYDELIG)


def test_drive_makes_up_for_experience_but_not_for_interest():
    assert view(candidate(interesse=2, drivkrefter=2)).grunnlag is Grunnlag.TYDELIG
    assert view(candidate(interesse=1, drivkrefter=3)).grunnlag is Grunnlag.UAVKLART


def test_thresholds_are_the_coordinators():
    keen = candidate(interesse=1, arbeidserfaring=3)
    assert view(keen).samlet is Samlet.DRØFTES
    assert view(keen, Terskler(interesse_minst=1)).samlet is Samlet.GODT
    assert view(keen, Terskler(interesse_minst=1, erfaring_minst=4)).samlet is Samlet.DRØFTES
    assert view(keen, Terskler(støtte_høyst=0)).støtte == ()


def test_a_level_that_is_not_asked_for_or_not_known_is_no_gap():
    low = candidate(Cefr.UNDER_A1)
    assert vurder(Kurs(), low, Terskler()).under == {}
    assert view(replace(low, norsk_lytte="A1+")).under == {
        NorskFerdighet.LESE: 1,
        NorskFerdighet.MUNTLIG: 2,
        NorskFerdighet.SKRIFTLIG: 1,
    }


def test_strengths_come_with_their_columns_and_so_do_the_needs():
    helhet = view(candidate(Cefr.A1, interesse=3, drivkrefter=2, digitale=2, grunnleggende=1))
    assert helhet.styrker == ("interesse", "digitale", "drivkrefter")
    assert helhet.støtte == ("norsk_lytte", "norsk_muntlig", "grunnleggende")
