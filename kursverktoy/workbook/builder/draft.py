"""The workbook being made: what its parts are called, and how one row names another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.workbook import Workbook

from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.cells import text
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad, columns
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.builder.lean_sheet import LeanSheet
from kursverktoy.workbook.builder.style import Style

LONGEST, LONGEST_CHOICE = 32767, 200
"""What a cell in Excel can hold, and how much of a name a drop-down shows."""
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
"""Where the headings and the first row of a table stand, counted from 0 as XlsxWriter does."""
BEYOND = 200
"""How many rows below the table drop-downs and colours reach."""

VIST_NAVN: Mapping[type[Rad], tuple[str, ...]] = {
    Partner: ("partnernavn",),
    Fagperson: ("navn",),
    Læringsmål: ("kortnavn",),
    Modul: ("navn",),
    Kandidat: ("fornavn", "etternavn"),
    Plan: (),
}
"""The sheets that others refer to, and the columns a drop-down shows after the number."""
_SAFE_KEY = re.compile(r"[^\s,;:–—]+")


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

    def label(self, ark: str, key: str) -> str:
        """Return a row of another sheet as its drop-down shows it: «P07 Blåklokka Kantiner AS».

        A key that names no row, or could not be told from the name after it, stays as it is.
        """
        known = self._labels.get(ark, {})
        return known.get(key, key) if _SAFE_KEY.fullmatch(key) else key

    def name_filled(self, name: str, place: str, count: str) -> None:
        """Name the filled part of a column, so that a drop-down shows no empty lines.

        `place` is the whole column, as «Lister!$E$6:$E$65», and `count` the formula for how many
        of its cells are filled.
        """
        first = place.partition(":")[0]
        self.workbook.define_name(name, f"={first}:INDEX({place},MAX(1,{count}))")

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, str]]:
        people = _labels_of(self.bok, Kandidat)
        return {ark.ark: _labels_of(self.bok, ark) for ark in VIST_NAVN} | {Plan.ark: people}


def _labels_of(bok: Kursbok, ark: type[Rad]) -> Mapping[str, str]:
    return {rad.id: shown(rad) for rad in reversed(bok.rader(ark)) if rad.id}


def shown(rad: Rad) -> str:
    """Return the number and the name of a row, as the formulas on Valg put them together."""
    names = [getattr(rad, felt) for felt in VIST_NAVN[type(rad)]]
    return text(" ".join(filter(None, [rad.id, *names]))[:LONGEST_CHOICE])


def table_name(ark: type[Rad]) -> str:
    """Return the name of the table on a sheet: tbl_læringsmål."""
    return f"tbl_{ark.ark.lower()}"


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
