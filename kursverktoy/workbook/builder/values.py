"""What the course says in a field, as the cell the coordinator would have made herself."""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.schema import Field, Rad
from kursverktoy.workbook.builder.draft import Draft, written
from kursverktoy.workbook.labels import Cell


def cell_of(draft: Draft, rad: Rad, field: Field) -> Cell:
    """Return what to write for a field of a row; what could not be read, as it said.

    Raises `KursverktoyError` when a text has no room in a cell.
    """
    raw = rad.unreadable.get(field.name)
    value = raw or draft.labels.cell(getattr(rad, field.name), field)
    if not isinstance(value, str):
        return value
    return written(value, f"«{field.heading(draft.bok.målform)}» på arket {rad.ark} ({rad})")


def write_cell(sheet: Worksheet, at: tuple[int, int], value: Cell, look: Any = None) -> None:
    """Write `value` at (row, column), a text always as text, whatever it looks like.

    `look` is the cell's format; without it the column's own is used.
    """
    match value:
        case None:
            pass
        case str():
            sheet.write_string(*at, value, look)
        case date():
            sheet.write_datetime(*at, value, look)
        case _:
            sheet.write_number(*at, value, look)
