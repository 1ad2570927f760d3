"""What the rest of the tool may ask of a workbook: a file, live in Excel, or in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kursverktoy.course.cells import Raw


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, sparse, and what the grid says about them.

    `rows` maps a 1-based row number to that row's non-empty cells by 1-based column number,
    both in ascending order. Cells with only a format are not there.
    """

    name: str
    rows: Mapping[int, Mapping[int, Raw]]
    hidden_rows: frozenset[int] = frozenset()
    """Rows that are hidden or filtered away; they are read like all others."""
    merged: tuple[str, ...] = ()
    """Merged ranges as A1 references."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of each cell whose value came from a formula."""


class Book(Protocol):
    """A workbook reduced to its sheets of raw cell values, in workbook order."""

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every worksheet by the name on its tab."""


@dataclass(frozen=True, slots=True)
class MemoryBook:
    """A workbook that lives in memory; tests and the exchange format make these."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Sequence[Raw]]]) -> "MemoryBook":
        """Return a book with one sheet for each table; the first row is row 1."""
        return cls({name: _sheet(name, table) for name, table in tables.items()})


def _sheet(name: str, table: Sequence[Sequence[Raw]]) -> Sheet:
    rows = {
        number: {column: raw for column, raw in enumerate(row, start=1) if raw not in (None, "")}
        for number, row in enumerate(table, start=1)
    }
    return Sheet(name, {number: cells for number, cells in rows.items() if cells})
