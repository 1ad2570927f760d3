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
    def name(self) -> str:
        """What the coordinator knows it by: the name of its file."""

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every worksheet by the name on its tab."""


@dataclass(frozen=True, slots=True)
class MemoryBook:
    """A workbook that lives in memory; tests and the exchange format make these."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    name: str = ""

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Sequence[Raw]]], name: str = "") -> "MemoryBook":
        """Return a book with one sheet for each table; the first row is row 1."""
        return cls({each: sheet_of(each, table) for each, table in tables.items()}, name)


def sheet_of(name: str, table: Sequence[Sequence[Raw]], corner: tuple[int, int] = (1, 1)) -> Sheet:
    """Return a sheet of what stands in a block of cells whose first is at `corner`."""
    top, left = corner
    rows = {
        number: {column: raw for column, raw in enumerate(row, left) if raw not in (None, "")}
        for number, row in enumerate(table, top)
    }
    return Sheet(name, {number: cells for number, cells in rows.items() if cells})
