"""New rows in the table of a sheet: first where it has room, and then by letting it grow."""

import pyexpat
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.package import Attributes
from kursverktoy.workbook.patching.cells import Value
from kursverktoy.workbook.patching.places import Area, area_of, tag_end, with_attribute
from kursverktoy.workbook.patching.sheet import SheetEdit, spliced

_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_RELATIVE = re.compile(r"(?<![\w$.!])(?:[A-Z]{1,3}\$?[0-9]+|\$[A-Z]{1,3}[0-9]+)(?![\w(.])")


class Table(NamedTuple):
    """A table part taken apart."""

    part: str
    xml: bytes
    area: Area
    totals: bool
    formulas: Mapping[int, str]
    """Column of the sheet → the formula that fills it."""
    heads: Sequence[tuple[int, int]]
    """The start tags that name the range of the table."""


def table_of(part: str, xml: bytes) -> Table:
    """Return the table in a part that the gate has read."""
    reading = _Reading(xml)
    attributes = reading.attributes
    area = area_of(attributes.get("ref", "")) or Area(0, 0, 0, 0)
    totals = attributes.get("totalsRowCount", "0") != "0"
    formulas = {area.left + at: formula for at, formula in reading.formulas.items()}
    return Table(part, xml, area, totals, formulas, reading.heads)


class _Reading:
    """One pass over a table part."""

    def __init__(self, xml: bytes) -> None:
        self.attributes: Attributes = {}
        self.heads: list[tuple[int, int]] = []
        self.formulas: dict[int, str] = {}
        self._xml, self._column, self._inside = xml, -1, False
        self._parser = pyexpat.ParserCreate(None, " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.Parse(xml, True)

    def _start(self, tag: str, attributes: Attributes) -> None:
        name, at = tag.rpartition(" ")[2], self._parser.CurrentByteIndex
        if name in {"table", "autoFilter"}:
            self.heads.append((at, tag_end(self._xml, at)))
            self.attributes = self.attributes or attributes
        elif name == "tableColumn":
            self._column += 1
        elif name == "calculatedColumnFormula":
            self._inside = True
            self.formulas[self._column] = ""

    def _end(self, tag: str) -> None:
        if tag.endswith("calculatedColumnFormula"):
            self._inside = False

    def _text(self, text: str) -> None:
        if self._inside:
            self.formulas[self._column] += text


class Added(NamedTuple):
    """Where new rows went, and what else changed for them."""

    rows: tuple[int, ...]
    table: tuple[str, bytes] | None
    """The table part and its new contents, when it had to grow."""


def add_rows(
    edit: SheetEdit,
    sheet: Sheet,
    tables: Sequence[Table],
    header_row: int,
    rows: Sequence[Mapping[int, Value]],
) -> Added:
    """Put `rows` (column → value) in the first free rows under the headings in `header_row`.

    Raises `KursverktoyError` when the table can't grow without harm to something.
    """
    columns = {column for row in rows for column in row}
    table = next((t for t in tables if t.area.top == header_row
                  and any(t.area.left <= c <= t.area.right for c in columns)), None)  # fmt: skip
    width = range(table.area.left, table.area.right + 1) if table else sorted(columns)
    first = _first_free(sheet, header_row, width, table)
    numbers = tuple(range(first, first + len(rows)))
    last = numbers[-1]
    if table and last > table.area.bottom:
        _refuse_to_grow(edit, sheet, table, tables, last)
    for number, row in zip(numbers, rows, strict=True):
        inside = not table or number <= table.area.bottom
        like = 0 if inside else table.area.bottom if table else 0
        for column in width if not inside else sorted(row):
            if not inside and table and column in table.formulas:
                edit.put_formula(number, column, table.formulas[column], like=like)
            else:
                edit.put(number, column, row.get(column), like=like)
    if not table or last <= table.area.bottom:
        return Added(numbers, None)
    edit.cover(table.area, last)
    return Added(numbers, (table.part, _grown(table, last)))


def _first_free(sheet: Sheet, header_row: int, width: Sequence[int], table: Table | None) -> int:
    """Return the row after the last one in which something is typed."""
    bottom = table.area.bottom if table else max(sheet.rows, default=header_row)
    used = [
        number
        for number, cells in sheet.rows.items()
        if header_row < number <= bottom
        and any(c in cells and (number, c) not in sheet.formulas for c in width)
    ]
    return max(used, default=header_row) + 1


def _refuse_to_grow(
    edit: SheetEdit, sheet: Sheet, table: Table, tables: Sequence[Table], last: int
) -> None:
    below = Area(table.area.bottom + 1, table.area.left, last, table.area.right)
    taken = any(below.holds(number, c) for number, cells in sheet.rows.items() for c in cells)
    taken |= any(other.area.meets(below) for other in tables)
    taken |= any(area.meets(below) for area in (*edit.spans.merged, *edit.spans.arrays))
    loose = [
        column
        for column in range(table.area.left, table.area.right + 1)
        if (table.area.bottom, column) in edit.spans.formulas and column not in table.formulas
    ]
    why = None
    if table.totals:
        why = "den har en sumrad"
    elif taken:
        why = "det står noe rett under den"
    elif loose or any(map(_is_relative, table.formulas.values())):
        why = "den har formler som ikke kan føres videre herfra"
    if why:
        raise KursverktoyError(
            f"Tabellen på arket «{sheet.name:.40}» har ikke plass til flere rader, og kan ikke "
            f"utvides: {why}. Utvid den i Excel, og prøv igjen."
        )


def _is_relative(formula: str) -> bool:
    """Whether a formula names cells by where they lie from its own."""
    plain, before = _QUOTED.sub("", formula), ""
    while plain != before:
        plain, before = _BRACKETS.sub("", plain), plain
    return bool(_RELATIVE.search(plain))


def _grown(table: Table, last: int) -> bytes:
    edits = []
    for begin, end in table.heads:
        area = table.area._replace(bottom=last)
        edits.append((begin, end, with_attribute(table.xml[begin:end], "ref", str(area))))
    return spliced(table.xml, edits)
