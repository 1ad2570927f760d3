"""What can't be read is told once, by the reader: no rule adds that something is missing."""

from dataclasses import replace

import pytest

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.cells import ErrorCell
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.regler import sjekk
from kursverktoy.course.schema import columns
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read
from pages import Case

BOOK = Case().book()
BROKEN = ErrorCell("#REF!")
sheets = pytest.mark.parametrize("ark", ARK, ids=lambda ark: ark.ark)


def told(ark, rows):
    """Return the codes found in the base course with other rows on one sheet; None: no sheet."""
    changed = dict(BOOK.sheets)
    if rows is None:
        del changed[ark.ark]
    else:
        changed[ark.ark] = replace(changed[ark.ark], rows=rows)
    bok, lest = read(MemoryBook(changed), Case().dato)
    return [funn.kode for funn in sjekk(bok, lest, alt=True)]


def cells_of(ark, name):
    """Return the (row, column) of each filled cell of a column, its heading first."""
    rows, heading = BOOK.sheets[ark.ark].rows, columns(ark)[name].heading()
    if ark is Kurs:
        row = next(number for number, cells in rows.items() if cells[1] == heading)
        return [(row, column) for column in rows[row]]
    column = next(number for number, written in rows[1].items() if written == heading)
    return [(row, column) for row, cells in rows.items() if column in cells]


def with_cells(ark, cells, value=None):
    """Return the rows of a sheet with `value` in those cells; None empties them."""
    return {
        row: {c: raw for c, raw in there.items() if (row, c) not in cells}
        | ({c: value for r, c in cells if r == row} if value else {})
        for row, there in BOOK.sheets[ark.ark].rows.items()
    }


def typed(ark):
    """What a formula shows is worked out anew, so a broken one costs nothing."""
    return [name for name, field in columns(ark).items() if not field.column.formula]


@sheets
def test_a_missing_sheet(ark):
    assert told(ark, None) == ["LES-01"]


@sheets
def test_a_missing_column(ark):
    for name, field in columns(ark).items():
        expected = [] if field.column.formula else ["LES-02"]
        assert told(ark, with_cells(ark, cells_of(ark, name))) == expected, name


@sheets
def test_a_broken_cell(ark):
    for name in typed(ark):
        broken = cells_of(ark, name)[1:2]
        assert told(ark, with_cells(ark, broken, BROKEN)) == ["LES-05"] * len(broken), name


@sheets
def test_a_broken_column(ark):
    for name in typed(ark):
        broken = cells_of(ark, name)[1:]
        assert told(ark, with_cells(ark, broken, BROKEN)) == ["LES-05"] * len(broken), name


@sheets
def test_an_empty_cell_or_column_is_for_the_rules(ark):
    for name in columns(ark):
        filled = cells_of(ark, name)[1:]
        expected = {"LES-07"} if name in ark.nøkkel and ark is not Kurs else set()
        for emptied in (filled[:1], filled):
            found = told(ark, with_cells(ark, emptied))
            assert {kode for kode in found if kode.startswith("LES")} == (
                expected if emptied else set()
            ), name
