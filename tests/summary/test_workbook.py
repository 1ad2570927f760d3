import zipfile
from io import BytesIO

import openpyxl
import pytest

from kursverktoy.summary.oversikt import oppsummer
from kursverktoy.summary.workbook import as_workbook

SHEETS = ["Kandidater", "Måloppnåelse", "Partnere og ansvar", "Kurstall"]


@pytest.fixture(scope="module")
def book(oversikt):
    return openpyxl.load_workbook(BytesIO(as_workbook(oversikt)))


def row_of(sheet, first):
    """Return the cells of the row that begins with `first`."""
    return next(row for row in sheet.iter_rows() if row[0].value == first)


def said(row):
    return [cell.value for cell in row if cell.value is not None]


def charts(book):
    return {
        title(chart): (sheet.title, chart) for sheet in book.worksheets for chart in sheet._charts
    }


def title(chart):
    return "".join(run.t for p in chart.title.tx.rich.p for run in p.r)


def test_the_sheets(book):
    assert book.sheetnames == SHEETS


def test_the_candidates_by_number_strengths_before_needs(book):
    sheet = book["Kandidater"]
    assert said(row_of(sheet, "Kandidat")) == [
        "Kandidat",
        "Status",
        "Styrker",
        "Trenger støtte på",
        "Norsklærer",
        "Kartlagt",
        "Grunnlag",
        "Språk",
        "Samlet",
    ]
    names = [row[0].value for row in sheet.iter_rows() if row[5].value == "13 av 13"]
    assert names == sorted(names)
    assert len(names) == 13
    assert said(row_of(sheet, "K08 Lul H.")) == [
        "K08 Lul H.",
        "Venteliste",
        "interesse, andre drivkrefter",
        (
            "norsk (lytte, lese, muntlig og skriftlig), digitale ferdigheter, kommunikasjon og "
            "grunnleggende ferdigheter"
        ),
        "Usikkert",
        "13 av 13",
        "Tydelig",
        "Under, uavklart",
        "Drøftes i inntaksmøtet",
    ]


@pytest.mark.parametrize(
    ("first", "figures"),
    [
        ("Norskferdigheter", [38, 21, 14, 3, 0, 0.55]),
        ("Andre grunnleggende ferdigheter", [7, 5, 1, 1, 1, 0.71]),
        ("L14 Lese", [9, 3, 5, 1, 0, 0.33]),
        ("K04 Fatima E.", [16, 3, 8, 5, 1, 0.19, 0.63]),
        ("Sum", [160, 114, 38, 8, 1, 0.71]),
    ],
)
def test_goal_attainment(book, first, figures):
    assert said(row_of(book["Måloppnåelse"], first)) == [first, *figures]


def test_the_hole_is_marked(book):
    row = row_of(book["Partnere og ansvar"], "A08-3")
    assert said(row)[1:5] == [
        "Forsikringsansvar",
        "Reise og ekskursjon",
        "Mangler ansvarlig",
        "Ikke startet",
    ]
    assert row[3].fill.fgColor.rgb == "FFFBD9B5"
    assert row_of(book["Partnere og ansvar"], "A08-2")[3].fill.fill_type is None


def test_a_partner(book):
    assert said(row_of(book["Partnere og ansvar"], "P07")) == [
        "P07",
        "Blåklokka Kantiner AS (fiktiv)",
        "Private arbeidsgivere",
        "15.06.2026–31.12.2026",
        "Avtale inngått",
        *(2, 0, 4, 4, 4, 4),
    ]


def test_the_course_figures(book):
    sheet = book["Kurstall"]
    assert said(row_of(sheet, "Timer i snitt")) == ["Timer i snitt", "256,8 av 280"]
    assert said(row_of(sheet, "Lese")) == ["Lese", 1, 3, 5, 1, 0, 0, 3]
    assert said(row_of(sheet, "Andre drivkrefter")) == ["Andre drivkrefter", "2,5", "1"]
    assert said(row_of(sheet, "Ordinær jobb")) == ["Ordinær jobb", 3]


@pytest.mark.parametrize(
    ("name", "sheet", "ends", "columns"),
    [
        ("Måloppnåelse per kategori", "Måloppnåelse",
         ("Yrkes-/bransjekunnskap", "Grunnleggende ferdigheter"),
         {"Oppnådd": "C", "Delvis": "D", "Ikke nådd": "E"}),
        ("Måloppnåelse per mål", "Måloppnåelse", ("L01 Hygiene", "L17 Regne"),
         {"Oppnådd": "C", "Delvis": "D", "Ikke nådd": "E"}),
        ("Norsknivå i gruppen", "Kurstall", ("Lytte", "Skriftlig"),
         {"Under A1": "B", "A1": "C", "A2": "D", "B1": "E", "B2": "F", "C1": "G"}),
    ],
)  # fmt: skip
def test_a_chart_shows_its_table(book, name, sheet, ends, columns):
    place, chart = charts(book)[name]
    assert place == sheet
    assert (chart.type, chart.grouping) == ("bar", "stacked")
    top, bottom = (row_of(book[sheet], label)[0].row for label in ends)
    drawn = {s.tx.v: (s.cat.strRef, s.val.numRef) for s in chart.series}
    assert list(drawn) == list(columns)
    for layer, column in columns.items():
        labels, values = drawn[layer]
        assert labels.f == f"{sheet}!$A${top}:$A${bottom}"
        assert values.f == f"{sheet}!${column}${top}:${column}${bottom}"
    head = [cell.value for cell in book[sheet][top - 1]]
    assert [head["ABCDEFG".index(column)] for column in columns.values()] == list(columns)


def test_no_chart_compares_persons(book):
    assert len(charts(book)) == 3
    assert [len(book[name]._charts) for name in SHEETS] == [0, 2, 0, 1]
    persons = {row[0].row for name in SHEETS for row in book[name].iter_rows()
               if str(row[0].value).startswith("K0")}  # fmt: skip
    assert persons
    for _, chart in charts(book).values():
        for series in chart.series:
            first, last = (int(part.rpartition("$")[2]) for part in series.val.numRef.f.split(":"))
            named = [book["Måloppnåelse"].cell(row, 1).value for row in range(first, last + 1)]
            assert not [name for name in named if str(name).startswith("K0")]


@pytest.mark.parametrize("name", ["Kandidater", "Måloppnåelse"])
def test_a_sheet_with_persons_says_so_in_print(book, name):
    sheet = book[name]
    assert sheet.oddHeader.left.text == "Fortrolig – taushetsplikt"
    assert sheet.oddFooter.left.text == "Ikke automatisert avgjørelse"


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_fits_a_page_in_width(book, name):
    sheet = book[name]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in (None, 1)  # one page is what is meant unless said
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.paperSize == 9


def test_nothing_is_red_on_the_sheets_with_persons(book):
    fills = {
        cell.fill.fgColor.rgb
        for name in ("Kandidater", "Måloppnåelse")
        for row in book[name].iter_rows()
        for cell in row
        if cell.fill.fill_type
    }
    assert fills == {"FFE6EEF1"}


def test_the_same_course_gives_the_same_bytes(oversikt):
    assert as_workbook(oversikt) == as_workbook(oversikt)
    with zipfile.ZipFile(BytesIO(as_workbook(oversikt))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-23T00:00:00Z" in parts.read("docProps/core.xml")


def test_an_empty_course_has_its_tables_and_no_charts(tom):
    book = openpyxl.load_workbook(BytesIO(as_workbook(tom)))
    assert book.sheetnames == SHEETS
    assert charts(book) == {}
    assert said(row_of(book["Måloppnåelse"], "Norskferdigheter"))[-1] == "–"
    assert said(row_of(book["Partnere og ansvar"], "A08"))[-1] == "Ingen rad"


def test_a_text_is_always_a_text(data, lest):
    data["kandidater"][0]["fornavn"] = "=HYPERLINK"
    data["partnere"][0]["partnernavn"] = "=1+1"
    data["partnere"][1]["partnernavn"] = "http://x.example/\x01"
    data["kurs"]["kurs_id"] = "A&B"
    book = openpyxl.load_workbook(BytesIO(as_workbook(oppsummer(lest(data)))))
    cells = [cell for name in SHEETS for row in book[name].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert row_of(book["Partnere og ansvar"], "P01")[1].value == "=1+1"
    assert row_of(book["Partnere og ansvar"], "P02")[1].value == "http://x.example/\ufffd"
    assert book["Kurstall"].oddFooter.center.text == "A&&B"


@pytest.mark.libreoffice
def test_the_pages_in_print(oversikt, convert, pdf_text, tmp_path):
    path = tmp_path / "oppsummering.xlsx"
    path.write_bytes(as_workbook(oversikt))
    pages = pdf_text(convert(path, "pdf")).split("\f")[:-1]
    assert [any(f"K{n:02} " in page for n in range(1, 15)) for page in pages] == [
        True, False, False, True, False, False, False,
    ]  # fmt: skip
    assert ["Fortrolig – taushetsplikt" in page for page in pages] == [True] * 4 + [False] * 3
    assert "Godt grunnlag med språkstøtte" in pages[0]
