"""The workbook in a real spreadsheet: its formulas agree with Python, and its colours show."""

import html
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.fresh import fresh
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.reader import read

pytestmark = pytest.mark.libreoffice

DAY = date(2026, 11, 23)
EXAMPLE = Path(__file__).parents[2] / "workbooks" / "eksempelkurs.json"
MISSING, WRONG, DANGER = "#FFF3C4", "#FBD9B5", "#F4B8B0"


def example():
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return read(MemoryBook.of(to_tables(data)), DAY)[0]


def empty():
    return fresh(DAY)


def begun():
    """Return a course where every step has been begun, and none is done."""
    return Kursbok(
        dato=DAY,
        kurs=Kurs(
            kurs_id="X-1", kursnavn="Kjøkken", målform="nn",
            slettedato=date(2027, 8, 31), informasjonsark_sendt_dato=date(2026, 5, 4),
        ),
        behov=(Behov(behov_id="B03", type="Fylkeskommunens plan"),),
        partnere=(Partner(partner_id="P09", status="Avtale til signering"),),
        fagpersoner=(Fagperson(person_id="F01"),),
        ansvar=(
            Ansvar(ansvar_id="A01-1", status="Ikke aktuelt"),
            Ansvar(ansvar_id="A02-1", område="A02", status="Pågår", ansvarlig_partner_id="P09"),
        ),
        læringsmål=(Læringsmål(mål_id="L07", ansvarlig_partner_id="P09"),),
        moduler=(Modul(modul_id="M3"),),
        kandidater=(
            Kandidat(kandidat_id="K02", fornavn="Åse", etternavn="Ø", status="Deltaker"),
            Kandidat(kandidat_id="K10", status="Foreslått"),
        ),
        kartlegging=(Kartlegging(kandidat_id="K02"),),
        planer=(Plan(kandidat_id="K02"),),
        planmål=(Planmål(kandidat_id="K02", mål_id="L07"),),
        praksis=(Praksis(praksis_id="PR21", kandidat_id="K02"),),
        oppfølging=(
            Oppfølging(oppfølging_id="O001", kandidat_id="K02"),
            Oppfølging(oppfølging_id="O002", kandidat_id="K02", frist=date(2026, 9, 1)),
        ),
        avslutning=(Avslutning(kandidat_id="K02", etteroppf_tilbudt="Ikke aktuelt"),),
    )  # fmt: skip


BEGUN_STEPS = [
    ("I gang", "Undersøk: Eksisterende tilbud"),
    ("I gang", "Svar på «Bransje»"),
    ("I gang", "Inngå den første avtalen"),
    ("I gang", "Avklar L07 med en partner"),
    ("I gang", "Informer K02 om kurset"),
    ("I gang", "Kartlegg K10"),
    ("I gang", "Få planen for K02 signert"),
    ("I gang", "Er det som er avtalt i O002, utført?"),
    ("I gang", "Velg resultat for K02"),
    ("I gang", "Slett personopplysningene senest 31.8.2027"),
]


COURSES = [example, begun, empty]


@pytest.fixture(scope="module")
def calculated(convert_all, tmp_path_factory):
    """Return the workbook of each course as it was written, and as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("bok")
    paths = [folder / f"{course.__name__}.xlsx" for course in COURSES]
    for path, course in zip(paths, COURSES, strict=True):
        path.write_bytes(build(course()))
    return dict(zip(COURSES, zip(paths, convert_all(paths, "xlsx"), strict=True), strict=True))


@pytest.mark.parametrize("course", COURSES, ids=lambda f: f.__name__)
def test_what_is_shown_before_a_spreadsheet_calculates_is_what_it_calculates(course, calculated):
    path, saved = calculated[course]
    formulas = openpyxl.load_workbook(path)
    before, after = (openpyxl.load_workbook(each, data_only=True) for each in (path, saved))
    seen = 0
    for tab in formulas:
        if tab.title == "Sammendrag":  # test_sammendrag.py holds it against Python's figures
            continue
        for row in tab.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    seen += 1
                    old, new = (b[tab.title][cell.coordinate].value for b in (before, after))
                    assert (old or None) == (new or None), f"{tab.title}!{cell.coordinate}"
    assert seen > 400


def test_the_steps_of_a_course_that_is_begun(calculated):
    tab = openpyxl.load_workbook(calculated[begun][1], data_only=True)["Start"]
    assert [(row[3].value, row[4].value) for row in tab["A9:H18"]] == BEGUN_STEPS


def wrong():
    """Return a course with every kind of value that is coloured as wrong."""
    return Kursbok(
        dato=DAY,
        kurs=Kurs(
            kursnavn="Kjøkken", startdato=date(2026, 9, 1), sluttdato=date(2026, 8, 2),
            antall_plasser=99, unreadable={"bransje": "Bransjefeil"},
        ),
        partnere=(
            Partner(partner_id="P01", orgnr="123456789"),
            Partner(partner_id="P02", orgnr="123456785"),
            Partner(partner_id="P03", orgnr="123 456 785", unreadable={"deling_nivå": "7"}),
            Partner(partner_id="P03", orgnr="12345678X", unreadable={"status": "Enig"}),
            Partner(partner_id="P05", avtale_fra=date(2026, 5, 5), avtale_til=date(2026, 4, 4)),
        ),
        ansvar=(
            Ansvar(ansvar_id="A01-1", ansvarlig_partner_id="P99",
                   medvirkende_partner_id=("P01", "P77")),
            Ansvar(ansvar_id="A01-2", ansvarlig_partner_id="P01",
                   medvirkende_partner_id=("P01", "P02")),
        ),
        kandidater=(
            Kandidat(kandidat_id="K01", fornavn="01017012345", telefon="+47 912 34 567"),
            Kandidat(kandidat_id="K02", etternavn="010170 12345", alternativt_tilbud="12345678901"),
            Kandidat(kandidat_id="K03", fornavn="0101701234"),
        ),
        kartlegging=(
            Kartlegging(kandidat_id="K02", interesse=2, unreadable={"digitale": "12"}),
            Kartlegging(kandidat_id="K02", unreadable={"interesse": "4 – mye"}),
        ),
        planmål=(
            Planmål(kandidat_id="K03", mål_id="L01"),
            Planmål(kandidat_id="K03", mål_id="L02"),
        ),
        oppfølging=(
            Oppfølging(oppfølging_id="O001", deltok=("Lærer", "NAV")),
            Oppfølging(oppfølging_id="O002", unreadable={"deltok": "Lærer;Bestemor"}),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def painted(convert_all, tmp_path_factory):
    """Return (text, colour) of every coloured cell, in order, of the workbook of each course."""
    folder = tmp_path_factory.mktemp("bok")
    paths = {course: folder / f"{course.__name__}.xlsx" for course in (empty, example, wrong)}
    for course, path in paths.items():
        path.write_bytes(build(course()))
    pages = convert_all(paths.values(), "html")
    return {course: colours(page) for course, page in zip(paths, pages, strict=True)}


def colours(page):
    """Return (text, colour) of each cell of an HTML page that has a colour with a meaning."""
    source = page.read_text(encoding="utf-8")
    cells = re.findall(r'<td[^>]*?bgcolor="(#\w{6})"[^>]*>(.*?)</td>', source, re.DOTALL)
    told = [(html.unescape(re.sub("<[^>]+>", "", said)).strip(), c) for c, said in cells]
    marks = [(said, c) for said, c in told if c in (MISSING, WRONG, DANGER)]
    # The guide explains each colour once, and Start has none here.
    guide = [("Mangler", MISSING), ("Må rettes", WRONG), ("Slett straks", DANGER)]
    assert marks[-3:] == guide
    return [(said, c) for said, c in marks[:-3] if said != "I gang"]


def test_a_fresh_workbook_has_no_colours(painted):
    assert painted[empty] == []


def test_the_example_has_colours_where_something_is_missing(painted):
    found = painted[example]
    assert {colour for _, colour in found} == {MISSING}
    assert {said for said, _ in found} == {""}
    # A08-3 has no responsible partner, and K14 lacks nine points and the teacher who assessed.
    assert len(found) == 11


def test_wrong_values_are_coloured(painted):
    found = [(said, colour) for said, colour in painted[wrong] if said]
    assert found == [
        ("Bransjefeil", WRONG),
        ("02.08.2026", WRONG),
        ("99", WRONG),
        ("123456789", WRONG),
        ("P03", WRONG),
        ("7", WRONG),
        ("P03", WRONG),
        ("12345678X", WRONG),
        ("Enig", WRONG),
        ("04.04.2026", WRONG),
        ("P99", WRONG),
        ("P01; P77", WRONG),
        ("01017012345", DANGER),
        ("010170 12345", DANGER),
        ("12345678901", DANGER),
        ("K02 010170 12345", WRONG),
        ("12", WRONG),
        ("K02 010170 12345", WRONG),
        ("4 – mye", WRONG),
        ("K03 0101701234", WRONG),
        ("L01", WRONG),
        ("K03 0101701234", WRONG),
        ("L02", WRONG),
        ("Lærer;Bestemor", WRONG),
    ]
