"""What a row is called in a cell that names it, and what a field says in a cell."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.cells import text
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Field, Rad

VIST_NAVN: Mapping[type[Rad], tuple[str, ...]] = {
    Partner: ("partnernavn",),
    Fagperson: ("navn",),
    Læringsmål: ("kortnavn",),
    Modul: ("navn",),
    Kandidat: ("fornavn", "etternavn"),
    Plan: (),
}
"""The sheets that others refer to, and the columns a drop-down shows after the number."""
LONGEST_CHOICE = 200
"""How much of a name a drop-down shows."""
_SAFE_KEY = re.compile(r"[^\s,;:–—]+")
Cell = str | float | date | None
"""A text, a number or a date; None leaves the cell empty."""


class Labels:
    """The rows of a course by their numbers, as its cells name them."""

    def __init__(self, bok: Kursbok) -> None:
        self._bok = bok

    def label(self, ark: str, key: str) -> str:
        """Return a row of another sheet as its drop-down shows it: «P07 Blåklokka Kantiner AS».

        A key that names no row, or could not be told from the name after it, stays as it is.
        """
        known = self._known.get(ark, {})
        return known.get(key, key) if _SAFE_KEY.fullmatch(key) else key

    def cell(self, value: Any, field: Field) -> Cell:
        """Return what the coordinator would have written for `value` in the column `field`."""
        if value in (None, "", ()):
            return None
        if isinstance(value, bool):
            return "Ja" if value else "Nei"
        if isinstance(value, tuple):
            return "; ".join(map(str, value))
        if field.column.scale:
            return f"{value} – {field.column.scale[value]}"
        if field.is_ref:
            return self.label(field.column.ref, value)
        return value if isinstance(value, float | int | date) else str(value)

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        people = _labels_of(self._bok, Kandidat)
        return {ark.ark: _labels_of(self._bok, ark) for ark in VIST_NAVN} | {Plan.ark: people}


def _labels_of(bok: Kursbok, ark: type[Rad]) -> Mapping[str, str]:
    return {rad.id: shown(rad) for rad in reversed(bok.rader(ark)) if rad.id}


def shown(rad: Rad) -> str:
    """Return the number and the name of a row, as the formulas on Valg put them together."""
    names = [getattr(rad, felt) for felt in VIST_NAVN[type(rad)]]
    return text(" ".join(filter(None, [rad.id, *names]))[:LONGEST_CHOICE])


def table_name(ark: type[Rad]) -> str:
    """Return the name of the table on a sheet: tbl_læringsmål."""
    return f"tbl_{ark.ark.lower()}"
