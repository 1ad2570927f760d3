"""The formulas on Sammendrag, calculated by a real spreadsheet, say what Python says."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kursverktoy.course.exchange import to_tables
from kursverktoy.summary.figures import figures
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import areas, build
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.reader import read

pytestmark = pytest.mark.libreoffice

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "eksempelkurs.json"
TODAY = date(2026, 11, 23)
NO_FORMULA = {("kurs", 0)}
"""What the figures of the course are called is fixed text."""


def course(data, **sheets):
    return read(MemoryBook.of({**to_tables(data), **sheets}), TODAY)[0]


def example():
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def nothing():
    return {"kurs": {}}


def in_the_middle():
    """Return the example a month before its end: statuses changed, rows added and taken out."""
    data = example()
    statuses = ("I gang", "Ikke startet", "Utgått", "Delvis oppnådd", "Oppnådd", "")
    for n, row in enumerate(data["planmål"]):
        if n % 3 == 0:
            row["status"] = statuses[n // 3 % len(statuses)]
    for row in data["planmål"]:
        if row["kandidat_id"] == "K12":
            row["status"] = "Utgått"
    data["avslutning"] = data["avslutning"][2:4]
    data["avslutning"][0]["timer_gjennomført"] = 200.25
    data["kandidater"][1]["status"] = "Tilbud"
    data["kandidater"][2]["status"] = "Deltaker"
    data["kandidater"][3]["status"] = "Takket nei"
    data["kandidater"].append(
        {"kandidat_id": "K15", "fornavn": "Nina", "etternavn": "Årtest", "status": "Foreslått"}
    )
    data["kartlegging"][4] |= {"interesse": 0, "norsk_lese": "C1", "rammer_avklart": "Nei"}
    data["kartlegging"][7] |= {"norsk_progresjon_realistisk": "Nei", "digitale": None}
    data["kartlegging"].insert(0, {"kandidat_id": "K15", "interesse": 3, "norsk_lytte": "B2"})
    data["kurs"] |= {"ønsket_start_lese": "B1", "ønsket_start_muntlig": "", "antall_plasser": None}
    data["læringsmål"].append({"mål_id": "L18", "kategori": "", "tekst": "kan si fra om feil"})
    data["planmål"] += [
        {"kandidat_id": "K10", "mål_id": "L18", "status": "I gang"},
        {"kandidat_id": "K01", "mål_id": "L18", "status": "Oppnådd"},
    ]
    data["moduler"][4]["timer"] = 90.5
    data["ansvar"][3]["ansvarlig_partner_id"] = ""
    data["ansvar"][5] |= {"ansvarlig_partner_id": "", "status": "Ikke aktuelt"}
    data["ansvar"][8] |= {"medvirkende_partner_id": "P02;P08;P01", "status": "Pågår"}
    data["partnere"].append({"partner_id": "P10", "partnernavn": "Ny partner"})
    return data


COURSES = [example, in_the_middle, nothing]


@pytest.fixture(scope="module")
def calculated(convert_all, tmp_path_factory):
    """Return the workbook of each course after LibreOffice: as the file it saved, and opened.

    What the file shows before that are the figures of another course, so that nothing but a
    calculation can make them right.
    """
    folder = tmp_path_factory.mktemp("bok")
    paths = [folder / f"{data.__name__}.xlsx" for data in COURSES]
    for path, data in zip(paths, COURSES, strict=True):
        stale = figures(course(nothing() if data is example else example()))
        path.write_bytes(build(course(data()), (), stale))
    saved = convert_all(paths, "xlsx")
    return {
        data: (path, openpyxl.load_workbook(path, data_only=True))
        for data, path in zip(COURSES, saved, strict=True)
    }


def cells(book, area, rows):
    """Return what stands in the first `rows` of a part."""
    sheet = book["Sammendrag"]
    return [
        [sheet.cell(row, column).value for column in area.columns]
        for row in range(area.first, area.first + rows)
    ]


@pytest.mark.parametrize("data", COURSES, ids=lambda f: f.__name__)
def test_every_figure_is_what_python_says(data, calculated):
    path, book = calculated[data]
    bok, _ = read(open_book(path), TODAY)
    parts, expected = areas(bok), figures(bok)
    assert list(parts) == list(expected)
    for key, area in parts.items():
        shown = cells(book, area, area.last - area.first + 1)
        for n, row in enumerate(shown):
            known = expected[key][n] if n < len(expected[key]) else []
            for place, value in enumerate(row):
                if (key, place) in NO_FORMULA or area.headings[place] == "Rad":
                    continue
                wanted = known[place] if place < len(known) else None
                where = f"{key}, row {n}, {area.headings[place]}"
                assert same(value, wanted), f"{where}: {value!r}, and not {wanted!r}"


def same(shown, wanted):
    if isinstance(wanted, int | float):
        return shown == pytest.approx(wanted, abs=1e-9)
    return shown in ({None, ""} if wanted in (None, "") else {wanted})


@pytest.mark.parametrize("data", COURSES, ids=lambda f: f.__name__)
def test_no_cell_of_any_sheet_is_an_error(data, calculated):
    errors = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in calculated[data][1].worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert errors == []


def test_what_is_shown_before_a_spreadsheet_calculates_is_the_same(tmp_path):
    path = tmp_path / "kurs.xlsx"
    bok = course(example())
    expected = figures(bok)
    path.write_bytes(build(bok, (), expected))
    book = openpyxl.load_workbook(path, data_only=True)
    for key, area in areas(bok).items():
        shown = cells(book, area, len(expected[key]))
        for row, known in zip(shown, expected[key], strict=True):
            for place, wanted in enumerate(known):
                if (key, place) not in NO_FORMULA:
                    assert same(row[place], wanted)
