"""The workbook being made: what its parts are called, and how one row names another."""

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.workbook import Workbook

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad, columns
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.builder.lean_sheet import LeanSheet
from kursverktoy.workbook.builder.style import Style
from kursverktoy.workbook.labels import Labels, table_name

LONGEST = 32767
"""What a cell in Excel can hold."""
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
"""Where the headings and the first row of a table stand, counted from 0 as XlsxWriter does."""
BEYOND = 200
"""How many rows below the table drop-downs and colours reach."""


@dataclass(frozen=True)
class Draft:
    """A workbook that is being written, and the course it is written from."""

    workbook: Workbook
    bok: Kursbok
    style: Style

    def sheet(self, name: str, tab: str) -> LeanSheet:
        """Return a new sheet after those already made, without grid lines."""
        sheet: LeanSheet = self.workbook.add_worksheet(name, LeanSheet)
        sheet.set_tab_color(tab)
        sheet.hide_gridlines(2)
        return sheet

    def heading(self, ark: type[Rad], felt: str) -> str:
        """Return the heading of a column in the course's written standard."""
        return columns(ark)[felt].heading(self.bok.målform)

    def column(self, ark: type[Rad], felt: str) -> str:
        """Return a formula's name for a column of a table: tbl_partnere[Navn]."""
        return f"{table_name(ark)}{_bracketed(self.heading(ark, felt))}"

    def this_row(self, ark: type[Rad], felt: str) -> str:
        """Return a formula's name for the cell of a column in the formula's own row."""
        return f"{table_name(ark)}[[#This Row],[{self.heading(ark, felt)}]]"

    def head(self, ark: type[Rad], felt: str) -> str:
        """Return a formula's name for the heading cell of a column of a table."""
        return f"{table_name(ark)}[[#Headers],[{self.heading(ark, felt)}]]"

    def name_filled(self, name: str, place: str, count: str) -> None:
        """Name the filled part of a column, so that a drop-down shows no empty lines.

        `place` is the whole column, as «Lister!$E$6:$E$65», and `count` the formula for how many
        of its cells are filled.
        """
        first = place.partition(":")[0]
        self.workbook.define_name(name, f"={first}:INDEX({place},MAX(1,{count}))")

    @cached_property
    def labels(self) -> Labels:
        """What rows are called in cells that name them."""
        return Labels(self.bok)


def choices_name(ark: str) -> str:
    """Return the name of the range a drop-down of rows takes its values from."""
    return f"valg_{ark.lower()}"


def list_range(name: str) -> str:
    """Return the name of the range of a list on Lister."""
    return f"liste_{name}"


def scale_range(felt: str) -> str:
    """Return the name of the range with the four steps of a scale."""
    return f"trinn_{felt}"


def answer_name(felt: str) -> str:
    """Return the name of the cell with an answer on Kurs."""
    return f"svar_{felt}"


def threshold_name(felt: str) -> str:
    """Return the name of the cell with a threshold on Lister."""
    return f"terskel_{felt}"


def table_rows(filled: int) -> int:
    """Return how many rows a table gets: what is filled, and some to write in."""
    return max(filled + 5, 12)


def last_row(filled: int) -> int:
    """Return the last row (from 0) that drop-downs and colours reach."""
    return FIRST_ROW + max(table_rows(filled) + BEYOND, 2 * filled)


def capacity(filled: int, fewest: int = 30) -> int:
    """Return how many rows the generated sheets have room for."""
    return max(filled + 10, fewest)


def written(value: str, where: str) -> str:
    """Return `value`, which a cell can hold; `where` says which cell.

    Raises `KursverktoyError` when it is too long.
    """
    if len(value) > LONGEST:
        raise KursverktoyError(
            f"Teksten i {where} har {len(value)} tegn, og en celle rommer {LONGEST}. "
            "Kort den ned, og prøv igjen."
        )
    return value


def _bracketed(heading: str) -> str:
    # Signs other than letters need the second pair of brackets.
    plain = all(c.isalnum() or c == " " for c in heading)
    return f"[{heading}]" if plain else f"[[{heading}]]"
