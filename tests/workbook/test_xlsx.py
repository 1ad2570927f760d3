"""The cells of an .xlsx come out as Excel shows them, and as other readers find them."""

import io
import random
from datetime import date, datetime, timedelta
from hashlib import sha256

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.course.cells import ErrorCell
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.files import open_book
from workbook.corpus import (
    ACCEPTED,
    SHEET,
    book,
    cell,
    packed,
    parts_of,
    plain,
    row,
    worksheet,
)

ALL = sorted(ACCEPTED)


@pytest.fixture
def opened(tmp_path):
    """Return a function from bytes to the workbook in a file of them."""

    def read(data, **options):
        path = tmp_path / "Kurs.xlsx"
        path.write_bytes(data)
        return open_book(path, **options)

    return read


def found(sheet):
    """Return the cells of `sheet` by address."""
    return {
        f"{openpyxl.utils.get_column_letter(column)}{number}": raw
        for number, cells in sheet.rows.items()
        for column, raw in cells.items()
    }


def typed(cells):
    return {address: (type(raw), raw) for address, raw in cells.items()}


@pytest.mark.parametrize("kind", ALL)
def test_accepted_with_these_cells(kind, opened):
    make, cells = ACCEPTED[kind]
    assert typed(found(opened(make()).sheets["Ark1"])) == typed(cells)


def test_the_file_is_told(opened, tmp_path):
    data = packed(plain())
    read = opened(data)
    assert (read.path, read.sha256) == (tmp_path / "Kurs.xlsx", sha256(data).hexdigest())


def test_positions_of_formulas(opened):
    assert opened(ACCEPTED["formulas"][0]()).sheets["Ark1"].formulas == {
        (1, column) for column in (1, 2, 3, 4, 5)
    }


def test_hidden_rows(opened):
    assert opened(ACCEPTED["hidden rows"][0]()).sheets["Ark1"].hidden_rows == {1}


def test_merged_ranges(opened):
    read = opened(ACCEPTED["a merge over everything"][0]())
    assert read.sheets["Ark1"].merged == ("A1:XFD1048576",)


def test_sheets_come_in_order(opened):
    data = book(row(1, cell("A1", "1")), sheets=("Å", "B", "A"))
    assert list(opened(data).sheets) == ["Å", "B", "A"]


def test_a_sheet_of_the_tools_own_comes_without_cells_but_is_proven(opened):
    parts = parts_of(row(1, cell("A1", "0.1234567890123")), sheets=("A", "B"))
    read = opened(packed(parts), own={"A", "finnes ikke"})
    assert [len(sheet.rows) for sheet in read.sheets.values()] == [0, 0]
    data = bytearray(packed(parts))
    data[data.index(b"sheet1.xml") + 14] ^= 1
    with pytest.raises(KursverktoyError):
        opened(bytes(data), own={"A"})


@pytest.mark.parametrize("number", ["1019012345", "01019012345", "010190 12345"])
def test_a_sheet_of_the_tools_own_is_read_when_it_may_hold_an_identity_number(opened, number):
    held = f'<c r="A1" t="inlineStr"><is><t>{number}</t></is></c>'
    data = packed(parts_of(row(1, held), sheets=("A",)))
    assert opened(data, own={"A"}).sheets["A"].rows == {1: {1: number}}


def test_chart_sheets_are_skipped(opened):
    targets = [("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml")]
    data = packed(parts_of("", sheets=("Diagram", "Ark"), targets=targets))
    assert list(opened(data).sheets) == ["Ark"]


def test_a_plain_row_and_an_unusual_one_read_alike(opened):
    lines = [
        [cell(f"A{nr}", nr % 2, "s"), cell(f"B{nr}", nr / 4), cell(f"C{nr}", 45000 + nr, style="1")]
        for nr in range(1, 9)
    ]
    options = {"strings": ["<t>Anne</t>", "<t/>"], "formats": [14]}
    usual = "".join(row(nr, *cells) for nr, cells in enumerate(lines, start=1))
    unusual = usual.replace("<v>", "<!-- x --><v>")
    mixed = usual.replace("<v>1.5</v>", "<v >1.5</v>").replace("<v>45003</v>", "<v>45003 </v>")
    read = opened(book(usual, **options)).sheets
    assert read == opened(book(unusual, **options)).sheets
    assert read == opened(book(mixed, **options)).sheets
    assert read["Ark1"].rows[3] == {2: 0.75, 3: date(2023, 3, 18)}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Anne &amp; Bo &lt;3&gt;", "Anne & Bo <3>"),
        ("&amp;lt;", "&lt;"),
        ("Ingenting_x0021_ _x005F_x0021_", "Ingenting! _x0021_"),
        ("Grønt\teple\n🍏", "Grønt\teple\n🍏"),
    ],
)
def test_plain_strings_and_unusual_ones_read_alike(written, said, opened):
    rows = row(1, cell("A1", 0, "s"), cell("B1", 1, "s"))
    for other in ("<t>Bo</t>", "<r><t>B</t></r><r><t>o</t></r>", "<t>&#66;o</t>", "<t >Bo</t>"):
        read = opened(book(rows, strings=[f"<t>{written}</t>", other])).sheets["Ark1"].rows
        assert read == {1: {1: said, 2: "Bo"}}


@pytest.mark.parametrize("odd", ["]]>", "\x0b", "\ufffe", "&nbsp;", "&"])
def test_a_string_that_is_no_xml_is_refused(odd, opened):
    with pytest.raises(KursverktoyError, match="skadet"):
        opened(book(row(1, cell("A1", 0, "s")), strings=[f"<t>Anne{odd}</t>"]))


def test_rows_stay_in_order_when_some_are_plain(opened):
    rows = "".join(
        row(nr, cell(f"A{nr}", nr, formula="1" if nr % 3 else None)) for nr in range(1, 30)
    )
    assert list(opened(book(rows)).sheets["Ark1"].rows) == list(range(1, 30))


WORDS = ["Anne", "Åse Ødegård", "<&>", 'sitat "', " kant ", "linje\nskift", "=1+1", "😀", "x\x0by"]


def rich():
    """Return a workbook with all that a course workbook has, and what is in it."""
    chance, stream = random.Random(7), io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = made.add_format({"num_format": "dd.mm.yyyy"})
    clock = made.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    expected = {}
    for name in ("Kandidater", "Plan"):
        sheet, cells = made.add_worksheet(name), {}
        for line in range(1, 60):
            start = datetime(2026, 1, 1) + timedelta(days=chance.randrange(700))  # noqa: DTZ001  a workbook knows no zone
            cells |= {(line, 0): chance.choice(WORDS), (line, 1): chance.randrange(-99, 10**9)}
            cells |= {(line, 2): chance.randrange(1, 999, 2) / 8, (line, 3): start.date()}
            cells |= {(line, 4): start + timedelta(minutes=61), (line, 5): chance.random() < 0.5}
        for (line, column), value in cells.items():
            if isinstance(value, datetime):
                sheet.write_datetime(line, column, value, clock)
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(line, column, value)
            else:
                sheet.write(line, column, value)
        sheet.add_table(0, 0, 59, 5, {"columns": [{"header": f"K{nr}"} for nr in range(6)]})
        sheet.data_validation(1, 5, 59, 5, {"validate": "list", "source": ["Ja", "Nei"]})
        sheet.write_formula(60, 1, "=SUM(B2:B60)", None, 42)
        sheet.write_formula(61, 1, "=1/0", None, "#DIV/0!")
        sheet.merge_range("H1:J2", "slått sammen")
        sheet.write_comment("A2", "merknad")
        sheet.set_row(5, None, None, {"hidden": True})
        headings = {(0, nr): f"K{nr}" for nr in range(6)} | {(0, 7): "slått sammen"}
        cells |= headings | {(60, 1): 42, (61, 1): ErrorCell("#DIV/0!")}
        expected[name] = {(line + 1, column + 1): value for (line, column), value in cells.items()}
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": "=Plan!$B$2:$B$9"})
    made.add_chartsheet("Diagram").set_chart(chart)
    made.close()
    return stream.getvalue(), expected


def by_place(sheet):
    return {(nr, column): raw for nr, cells in sheet.rows.items() for column, raw in cells.items()}


def test_a_rich_workbook_is_read_as_written(opened):
    data, expected = rich()
    sheets = opened(data).sheets
    assert {name: typed(by_place(sheet)) for name, sheet in sheets.items()} == {
        name: typed(cells) for name, cells in expected.items()
    }
    assert sheets["Plan"].hidden_rows == {6}
    assert sheets["Plan"].merged == ("H1:J2",)
    assert sheets["Plan"].formulas == {(61, 2), (62, 2)}


def test_a_rich_workbook_is_read_as_openpyxl_reads_it(opened):
    data, _ = rich()
    theirs = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for name, sheet in opened(data).sheets.items():
        cells = {
            (one.row, one.column): one.value
            for line in theirs[name].iter_rows()
            for one in line
            if one.value is not None
        }
        assert {place: _as_openpyxl(raw) for place, raw in by_place(sheet).items()} == cells


def _as_openpyxl(raw):
    if isinstance(raw, ErrorCell):
        return raw.text
    if isinstance(raw, str):
        return raw.replace("\x0b", "_x000B_")  # it does not undo Excel's escapes
    return datetime(raw.year, raw.month, raw.day) if type(raw) is date else raw  # noqa: DTZ001


def test_a_rich_workbook_is_read_as_calamine_reads_it(opened):
    data, _ = rich()
    theirs = python_calamine.load_workbook(io.BytesIO(data))
    for name, sheet in opened(data).sheets.items():
        lines = theirs.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells = {
            (number, column): value
            for number, line in enumerate(lines, start=1)
            for column, value in enumerate(line, start=1)
            if value != ""
        }
        ours = {p: raw for p, raw in by_place(sheet).items() if not isinstance(raw, ErrorCell)}
        assert ours == cells


def test_openpyxl_files_are_uncalculated(opened):
    stream = io.BytesIO()
    made = openpyxl.Workbook()
    made.active["A1"], made.active["B1"] = "=1+1", "tekst"
    made.save(stream)
    read = opened(stream.getvalue()).sheets["Sheet"].rows[1]
    assert (str(read[1]), read[2]) == ("=1+1", "tekst")


TOKENS = [
    *(
        "<c>",
        "</c>",
        '<c r="A1">',
        "<v>",
        "</v>",
        "<row>",
        "&amp;",
        "&",
        '"',
        "r=",
        "-1",
        "0",
        "1e9",
    ),
    *("<!--", "<t>", "</is>", ' t="s"', ' s="9"', "\0", "]]>", "nan", "<row r='1'>", "<v/>", "1e9"),
]


def cells_or_sentence(read, source):
    """Return what comes of reading `source`; any other exception fails the test."""
    try:
        return read(source).sheets
    except KursverktoyError as error:
        return str(error)


@pytest.mark.parametrize("seed", range(20))
def test_mutated_xml_is_accepted_or_refused(seed, opened):
    chance = random.Random(seed)
    parts = parts_of("", formats=[14], strings=["<t>a</t>"])
    parts[SHEET] = worksheet(
        row(1, cell("A1", "0", "s"), cell("B1", "45413", style="1"), cell("C1", "2", formula="1+1"))
        + row(2, cell("A2", "1", "b"), '<c r="B2" t="inlineStr"><is><t>x</t></is></c>')
        + row(3, cell("A3", "5"), cell("B3", "0", "s"))
    )
    for _ in range(40):
        name = chance.choice(sorted(parts))
        xml = parts[name]
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(xml))
            xml = xml[:at] + chance.choice(TOKENS) + xml[at + chance.randrange(4) :]
        usual = cells_or_sentence(opened, packed(parts | {name: xml}))
        # A comment anywhere makes every row unusual.
        slow = parts | {name: xml} | {SHEET: (parts | {name: xml})[SHEET] + "<!-- x -->"}
        assert usual == cells_or_sentence(opened, packed(slow))


@given(data=st.data())
def test_mutated_bytes_are_accepted_or_refused(data, tmp_path_factory):
    whole = bytearray(packed(plain()))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    path = tmp_path_factory.getbasetemp() / "Kurs.xlsx"
    path.write_bytes(whole)
    cells_or_sentence(open_book, path)


@given(
    head=st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<"]),
    tail=st.binary(max_size=300),
)
def test_any_bytes_are_refused(head, tail, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "Kurs.xlsx"
    path.write_bytes(head + tail)
    with pytest.raises(KursverktoyError):
        open_book(path)
