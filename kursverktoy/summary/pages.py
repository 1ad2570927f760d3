"""Sheets of the summary workbook: a title, tables under one another, charts beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kursverktoy.course.cells import legal
from kursverktoy.workbook.builder.style import GENERATED_TAB, Style

_LINE, _AIR = 15, 4
"""Points. A row is as high as its longest text, with some air: spreadsheets don't see to it."""
_PER_WIDTH = 1.1
"""How many letters of a text fit where one digit does."""
_INDENT = 2
"""How many letters the indent of a cell takes."""
_A4 = 9
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Attention:
    """A text about a task that asks to be seen to; never about a person."""

    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Where a table stands: its first and last row of values, 0-based, without the sum."""

    sheet: str
    first: int
    last: int

    def column(self, column: int) -> list[Any]:
        """Return the values of a column as a chart refers to them."""
        return [self.sheet, self.first, column, self.last, column]


class Page:
    """A sheet that is written from the top. `row` is where the next line goes."""

    def __init__(self, book: Workbook, style: Style, name: str, widths: Sequence[float]) -> None:
        self.book, self.name, self.row = book, name, 0
        self._breaks: list[int] = []
        self.sheet = book.add_worksheet(name)
        self._style, self._widths = style, widths
        self.sheet.set_tab_color(GENERATED_TAB)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def title(self, text: str, *below: str) -> None:
        """Write the title, and lines under it."""
        self.sheet.set_row(self.row, 28)
        self._write(0, text, self._style("title"))
        self.row += 1
        for line in below:
            self.note(line)
        self.row += 1

    def new_page(self) -> None:
        """Let what follows begin on a new page in print."""
        self._breaks.append(self.row)
        self.sheet.set_h_pagebreaks(self._breaks)

    def section(self, text: str) -> None:
        """Write the heading of a table."""
        self.sheet.set_row(self.row, 20)
        self._write(0, text, self._style("title", font_size=13))
        self.row += 1

    def note(self, text: str) -> None:
        """Write a line in grey."""
        self._write(0, text, self._style("subtitle"))
        self.row += 1

    def fact(self, label: str, said: str) -> None:
        """Write a label, and what there is to say on the rest of the width."""
        look = self._style("text", "middle")
        self._write(0, label, self._style("subtitle"))
        self.sheet.merge_range(self.row, 1, self.row, len(self._widths) - 1, "", look)
        self._write(1, said, look)
        self._end_row([said], [sum(self._widths[1:])])

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Value | Attention]],
        *,
        numbers: Mapping[int, str] | None = None,
        total: Sequence[Value] | None = None,
    ) -> Part:
        """Write a table and return where its rows are.

        `numbers` are the columns to the right, with their number formats; `total` is a sum.
        """
        formats = numbers or {}
        for column, heading in enumerate(headings):
            side = ("right",) if column in formats else ()
            self._write(
                column, heading, self._style("heading", "optional", "indent", *side, border=0)
            )
        self._end_row(headings, self._widths)
        part = Part(self.name, self.row, self.row + len(rows) - 1)
        for cells in rows:
            self._cells(cells, formats, "line")
        if total is not None:
            self._cells(total, formats, "bold")
        self.row += 1
        return part

    def _cells(
        self, cells: Sequence[Value | Attention], formats: Mapping[int, str], *looks: str
    ) -> None:
        texts = [each.text if isinstance(each, Attention) else each for each in cells]
        for column, (cell, said) in enumerate(zip(cells, texts, strict=True)):
            base = ("text", "middle", "indent", *looks)
            if isinstance(cell, Attention):
                look = self._style(*base, "wrong")
            elif column in formats:
                look = self._style(*base, "right", num_format=formats[column])
            else:
                look = self._style(*base)
            self._write(column, said, look)
        self._end_row(texts, self._widths)

    def _write(self, column: int, value: Value, look: Format) -> None:
        if isinstance(value, str):
            self.sheet.write_string(self.row, column, legal(value), look)
        elif value is None:
            self.sheet.write_blank(self.row, column, None, look)
        else:
            self.sheet.write_number(self.row, column, value, look)

    def _end_row(self, texts: Sequence[Value], widths: Sequence[float]) -> None:
        """Make the row as high as its texts need, and go to the next."""
        lines = [
            len(wrap(text, int(width * _PER_WIDTH) - _INDENT)) if isinstance(text, str) else 1
            for text, width in zip(texts, widths, strict=False)
        ]
        self.sheet.set_row(self.row, _LINE * max(1, *lines) + _AIR)
        self.row += 1
