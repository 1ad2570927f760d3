"""Which cells of an OpenDocument spreadsheet (.ods) are formulas: calamine does not tell."""

import re
from collections.abc import Mapping

from kursverktoy.workbook.package import Attributes, Package

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_PART = "content.xml"
_MOST = 100
"""A formula is written once for each of its cells; repeating many is nothing a program does."""


def formulas_of(package: Package) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Return the (row, column) of each formula, by sheet."""
    reading = _Reading()
    starts = {
        "table": reading.table,
        "table-row": reading.row,
        "table-cell": reading.cell,
        "covered-table-cell": reading.cell,
    }
    package.parse(_PART, {_SPACE + name: handler for name, handler in starts.items()})
    return {name: frozenset(places) for name, places in reading.formulas.items()}


class _Reading:
    """One pass over the contents of a spreadsheet."""

    def __init__(self) -> None:
        self.formulas: dict[str, set[tuple[int, int]]] = {}
        self._sheet: set[tuple[int, int]] = set()
        self._next_row, self._row, self._rows, self._column = 1, 1, 1, 1

    def table(self, attributes: Attributes) -> None:
        """Begin a sheet."""
        self._sheet = self.formulas.setdefault(attributes.get(f"{_SPACE}name", ""), set())
        self._next_row = 1

    def row(self, attributes: Attributes) -> None:
        """Begin a row, which may stand for several."""
        self._row, self._column = self._next_row, 1
        self._rows = _repeated(attributes, "number-rows-repeated")
        self._next_row += self._rows

    def cell(self, attributes: Attributes) -> None:
        """Take in a cell, which may stand for several."""
        columns = _repeated(attributes, "number-columns-repeated")
        if f"{_SPACE}formula" in attributes:
            self._sheet |= {
                (row, column)
                for row in range(self._row, self._row + min(self._rows, _MOST))
                for column in range(self._column, self._column + min(columns, _MOST))
            }
        self._column += columns


def _repeated(attributes: Attributes, name: str) -> int:
    written = attributes.get(_SPACE + name, "1")
    return int(written) if re.fullmatch("[0-9]{1,7}", written) else 1
