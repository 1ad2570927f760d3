"""Cells change, and nothing else does: part by part, cell by cell, in real files."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursverktoy.course.cells import Uncalculated
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.files import book_of
from kursverktoy.workbook.patch import SheetChange, patch
from workbook.rich import FIRST, HEADER_ROW, LAST, TABLE, parts_of, rich, with_parts

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "eksempel.xlsx"
BOOK = Path("Kurs.xlsm")
RICH = rich()
SHEET, TABLE_PART, WORKBOOK = (
    "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml",
)  # fmt: skip


def cells(data, name=TABLE, path=BOOK):
    return {
        (row, column): raw
        for row, held in book_of(path, data).sheets[name].rows.items()
        for column, raw in held.items()
    }


def changed(before, after):
    old, new = parts_of(before), parts_of(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


def packed(data, part):
    """Return the bytes of a part as they lie in the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(part)
    head = data[info.header_offset : info.header_offset + 30]
    begin = info.header_offset + 30 + int.from_bytes(head[26:28], "little")
    begin += int.from_bytes(head[28:30], "little")
    return data[begin : begin + info.compress_size]


def test_a_changed_cell_changes_one_sheet():
    done = patch(BOOK, RICH, {TABLE: SheetChange({(5, 3): 12.5, (6, 2): "Åse"})})
    assert changed(RICH, done.data) == {SHEET}
    assert cells(done.data)[5, 3] == 12.5
    assert cells(done.data)[6, 2] == "Åse"
    for part in parts_of(RICH).keys() - changed(RICH, done.data):
        assert packed(RICH, part) == packed(done.data, part)


def test_the_rest_of_the_sheet_is_byte_for_byte_as_it_was():
    before = parts_of(RICH)[SHEET]
    after = parts_of(patch(BOOK, RICH, {TABLE: SheetChange({(5, 3): 12.5})}).data)[SHEET]
    assert after == before.replace(b'<c r="C5"><v>15</v></c>', b'<c r="C5"><v>12.5</v></c>')
    assert after != before


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1901, 1, 1), date(2150, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        ["=1+1", "_x0041_", "_x000d_", "a\rb\n", " \t", "]]>", "&amp;", "00123", "#REF!"]
    ),
)
PLACES = st.tuples(st.integers(1, 30), st.integers(1, 12))


def free(places):
    """Return the places that may be written without harm to the rich workbook."""
    formulas = book_of(BOOK, RICH).sheets[TABLE].formulas
    return {place: v for place, v in places.items() if place not in formulas}


@settings(max_examples=120)
@given(st.dictionaries(PLACES, VALUES, max_size=12))
def test_any_change_is_read_back_and_nothing_else_changes(places):
    wanted = free(places)
    dated = {place for place, value in wanted.items() if type(value) in {int, float, bool}
             and place[1] == 4}  # fmt: skip
    wanted = {place: value for place, value in wanted.items() if place not in dated}
    data = patch(BOOK, RICH, {TABLE: SheetChange(wanted)}).data
    before, after = cells(RICH), cells(data)
    for place, value in wanted.items():
        found = after.get(place)
        if isinstance(value, date) and found != value:
            assert found == f"{value:%d.%m.%Y}"
        else:
            assert found == (None if value == "" else value)
    untouched = before.keys() - wanted.keys()
    assert {p: after[p] for p in untouched} == {p: before[p] for p in untouched}
    assert after.keys() <= before.keys() | wanted.keys()
    assert changed(RICH, data) <= {SHEET, WORKBOOK, "xl/sharedStrings.xml"}


def test_a_date_gets_the_format_of_its_column_or_is_a_text():
    day = date(2026, 11, 24)
    after = cells(patch(BOOK, RICH, {TABLE: SheetChange({(20, 4): day, (20, 9): day})}).data)
    assert after[20, 4] == day
    assert after[20, 9] == "24.11.2026"


def test_new_rows_let_the_table_grow_with_all_that_covers_it():
    rows = [{1: "K90", 2: "Ny", 3: 1, 4: date(2026, 9, 1)}, {1: "K91"}]
    done = patch(BOOK, RICH, {TABLE: SheetChange(rows=rows, header_row=HEADER_ROW)})
    assert done.rows[TABLE] == (LAST + 1, LAST + 2)
    parts = parts_of(done.data)
    assert parts[TABLE_PART].count(f'ref="A{HEADER_ROW}:F{LAST + 2}"'.encode()) == 2
    new = parts[SHEET].decode()
    assert f"<xm:sqref>C{FIRST}:C{LAST + 2}</xm:sqref>" in new
    assert f'sqref="A{FIRST}:F{LAST + 2}"' in new
    assert f'sqref="E{FIRST}:E{LAST + 2}"' in new
    assert not re.search(rf'(sqref="|sqref>)[A-F]{FIRST}:[A-F]{LAST}\b', new)
    after = cells(done.data)
    assert after[LAST + 1, 4] == date(2026, 9, 1)
    assert isinstance(after[LAST + 1, 6], Uncalculated)
    assert isinstance(after[LAST + 2, 6], Uncalculated)
    assert changed(RICH, done.data) <= {SHEET, TABLE_PART, WORKBOOK, "xl/sharedStrings.xml"}


def test_new_rows_fill_the_empty_rows_of_the_table_first():
    data = EXAMPLE.read_bytes()
    change = SheetChange(rows=[{1: "B13"}, {1: "B14"}], header_row=5)
    done = patch(EXAMPLE, data, {"Behov": change})
    assert done.rows["Behov"] == (17, 18)
    assert changed(data, done.data) == {"xl/worksheets/sheet3.xml"}


def test_text_that_was_written_over_is_nowhere_in_the_file():
    done = patch(BOOK, RICH, {TABLE: SheetChange({(5, 2): "X", (6, 2): None})})
    assert b"Navn 2<" in parts_of(RICH)["xl/sharedStrings.xml"]
    kept = parts_of(done.data)["xl/sharedStrings.xml"]
    assert b"K01<" in kept
    assert b"K02<" in kept
    gone = patch(BOOK, RICH, {TABLE: SheetChange({(4, 1): "X"})})
    assert not any(b"K01<" in content for content in parts_of(gone.data).values())
    assert cells(gone.data)[5, 1] == "K02"


def test_text_another_sheet_still_says_stays():
    done = patch(BOOK, RICH, {TABLE: SheetChange({(4, 2): None})})
    assert cells(done.data, "Oversikt")[1, 1] == "Navn 1"


def test_text_that_changes_on_two_sheets_at_once_is_gone():
    both = {TABLE: SheetChange({(4, 2): None}), "Oversikt": SheetChange({(1, 1): None})}
    done = patch(BOOK, RICH, both)
    assert not any(b"Navn 1<" in part for name, part in parts_of(done.data).items()
                   if name != "xl/worksheets/sheet2.xml")  # fmt: skip


def test_excel_calculates_everything_when_it_opens_the_file():
    plain = with_replaced(RICH, WORKBOOK, rb"<calcPr[^>]*/>", b"")
    for data in (RICH, plain, with_replaced(RICH, WORKBOOK, rb' fullCalcOnLoad="1"', b"")):
        done = parts_of(patch(BOOK, data, {TABLE: SheetChange({(5, 3): 1})}).data)[WORKBOOK]
        assert re.search(rb'</definedNames><calcPr [^>]*fullCalcOnLoad="1"/>', done)


def with_replaced(data, part, pattern, new):
    parts = parts_of(data)
    content, count = re.subn(pattern, new, parts[part])
    assert count
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in parts.items():
            archive.writestr(name, content if name == part else old)
    return stream.getvalue()


REFUSED = {
    "formula": ({TABLE: SheetChange({(5, 6): 1})}, "Celle F5 på arket «Deltakere» har en formel"),
    "spilled": ({"Oversikt": SheetChange({(2, 3): 1})}, "Celle C2 .* del av en matriseformel"),
    "merged": ({"Oversikt": SheetChange({(2, 7): 1})}, "Celle G2 .* er slått sammen"),
    "no sheet": ({"Nei": SheetChange({(1, 1): 1})}, "Arket «Nei» finnes ikke"),
    "too long": ({TABLE: SheetChange({(1, 9): "x" * 32_768})}, "har 32768 tegn"),
    "infinite": ({TABLE: SheetChange({(1, 9): float("inf")})}, "Celle I1 kan ikke få"),
    "a number in a column of dates": ({TABLE: SheetChange({(4, 4): 7})}, "ingenting er endret"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_would_lose_something_is_refused(why):
    changes, message = REFUSED[why]
    with pytest.raises(KursverktoyError, match=message):
        patch(BOOK, RICH, changes)


GROWING = SheetChange(rows=[{1: "K90"}], header_row=HEADER_ROW)


@pytest.mark.parametrize(
    ("part", "pattern", "new", "why"),
    [
        (TABLE_PART, rb'totalsRowShown="0"', b'totalsRowCount="1"', "en sumrad"),
        (SHEET, rb"</sheetData>", b'<row r="10"><c r="B10"><v>1</v></c></row></sheetData>',
         "noe rett under"),
        (TABLE_PART, rb"(<calculatedColumnFormula>)[^<]*", rb"\1C4*2", "ikke kan føres videre"),
        (TABLE_PART, rb"<calculatedColumnFormula>[^<]*</calculatedColumnFormula>", b"",
         "ikke kan føres videre"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_grow_says_why(part, pattern, new, why):
    data = with_replaced(RICH, part, pattern, new)
    with pytest.raises(KursverktoyError, match=why):
        patch(BOOK, data, {TABLE: GROWING})


def test_a_signed_workbook_is_refused():
    signed = with_parts(RICH, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    with pytest.raises(KursverktoyError, match="signert digitalt"):
        patch(BOOK, signed, {TABLE: SheetChange({(5, 3): 1})})


def test_a_workbook_without_tables_gets_rows_under_its_last():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Ark"
    for row in (["Nr", "Navn"], ["B01", "x"]):
        book.active.append(row)
    book.save(stream)
    path = Path("Kurs.xlsx")
    change = SheetChange(rows=[{1: "B02", 2: "y"}], header_row=1)
    done = patch(path, stream.getvalue(), {"Ark": change})
    assert cells(done.data, "Ark", path)[3, 2] == "y"


@settings(max_examples=25)
@given(st.lists(st.dictionaries(st.integers(1, 5), VALUES, min_size=1), min_size=1, max_size=8))
def test_any_new_rows_are_read_back(rows):
    rows = [{c: v for c, v in row.items() if not (c == 4 and type(v) in {int, float, bool})}
            for row in rows]  # fmt: skip
    if not any(rows):
        return
    done = patch(BOOK, RICH, {TABLE: SheetChange(rows=rows, header_row=HEADER_ROW)})
    after = cells(done.data)
    for number, row in zip(done.rows[TABLE], rows, strict=True):
        for column, value in row.items():
            found = after.get((number, column))
            shown = f"{value:%d.%m.%Y}" if isinstance(value, date) and column != 4 else value
            assert found == (None if value == "" else shown)
    assert {p: v for p, v in after.items() if p[0] <= LAST} == cells(RICH)


@pytest.mark.libreoffice
def test_a_real_spreadsheet_opens_it(convert, tmp_path):
    rows = [{1: "K90", 2: "Ny", 3: 4, 4: date(2026, 9, 1)}]
    change = SheetChange({(5, 3): 100}, rows, HEADER_ROW)
    path = tmp_path / "Kurs.xlsx"
    path.write_bytes(patch(path, rich(macros=False), {TABLE: change}).data)
    saved = cells(convert(path, "xlsx:Calc MS Excel 2007 XML").read_bytes(), path=path)
    assert [saved[LAST + 1, column] for column in (1, 2, 3, 6)] == ["K90", "Ny", 4, 8]
