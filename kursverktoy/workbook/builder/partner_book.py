"""The workbook a partner is given: made from scratch, of what it is handed and nothing else.

No formulas, no macros, nothing hidden, no names; open cells are yellow. What is locked is locked
as a help to whoever fills it in: it protects nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Field, Rad
from kursverktoy.workbook.builder.draft import FIRST_ROW, HEADER_ROW, Draft
from kursverktoy.workbook.builder.fields import (
    NEWEST,
    OLDEST,
    Kind,
    height,
    kind_of,
    lines,
    number_format,
    width_of,
)
from kursverktoy.workbook.builder.page import lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB, TABS, YELLOW, Style
from kursverktoy.workbook.builder.values import cell_of, write_cell
from kursverktoy.workbook.labels import Cell
from kursverktoy.workbook.tabs import LISTER

ROW_HEADING = "Rad"
"""The heading over the row ids."""
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a fixed day, which tells nobody anything
_ROW_WIDTH, _NAME_WIDTH, _TEXT_WIDTH = 10, 42, 90
_TALLEST = 300


class PartnerColumn(NamedTuple):
    """A column of a sheet with rows."""

    heading: str
    field: Field
    ark: type[Rad] | None
    """The sheet its values come from; None for one that is only for the partner to fill in."""
    hint: str = ""
    """What Excel says when a cell of it is chosen; "" for a locked column."""
    listed: str = ""
    """The list on Lister that it chooses from."""

    @property
    def editable(self) -> bool:
        """Whether the partner may write in it."""
        return bool(self.hint)


class PartnerRow(NamedTuple):
    """A row: its id, and the rows of the course it shows something of."""

    id: str
    rows: Mapping[type[Rad], Rad]


class PartnerSheet(NamedTuple):
    """A sheet with rows."""

    name: str
    title: str
    purpose: str
    columns: Sequence[PartnerColumn]
    rows: Sequence[PartnerRow]
    step: int
    """The step of the course that gives the tab its colour."""
    marking: str = ""
    """What stands at the top of each printed page."""


class PartnerText(NamedTuple):
    """The sheet that is read first."""

    name: str
    title: str
    purpose: str
    sections: Sequence[tuple[str, Sequence[str]]]
    """Heading, and the sentences below it."""


class PartnerFacts(NamedTuple):
    """A sheet of headings with a value beside each."""

    name: str
    title: str
    purpose: str
    sections: Sequence[tuple[str, Rad, Sequence[tuple[str, Field]]]]
    """Heading of the section, the row it is about, and its columns by heading."""


class PartnerBook(NamedTuple):
    """Everything that stands in a delivered workbook."""

    id: str
    bok: Kursbok
    """What the partner may see of the course."""
    read_me: PartnerText
    facts: PartnerFacts
    sheets: Sequence[PartnerSheet]
    lists: Mapping[str, Sequence[str]]
    """Heading → what a drop-down offers."""
    lists_purpose: str


def partner_book(book: PartnerBook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; equal for equal input."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": book.id, "created": _MADE})
        draft = Draft(workbook, book.bok, Style(workbook))
        _write_text(draft, book.read_me)
        _write_facts(draft, book.facts)
        places = _places(book.lists)
        for sheet in book.sheets:
            _write_sheet(draft, sheet, places)
        _write_lists(draft, book)
    return file.getvalue()


def _places(lists: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return where each list stands, as a drop-down names it."""
    return {
        name: f"={LISTER}!{xl_range_abs(FIRST_ROW, column, FIRST_ROW + len(values) - 1, column)}"
        for column, (name, values) in enumerate(lists.items())
        if values
    }


def _sheet(draft: Draft, name: str, title: str, purpose: str, tab: str) -> Worksheet:
    sheet = draft.sheet(name, tab)
    top(draft, sheet, title, purpose)
    lock(sheet)
    return sheet


def _write_text(draft: Draft, text: PartnerText) -> None:
    sheet = _sheet(draft, text.name, text.title, text.purpose, GENERATED_TAB)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    row = 3
    for heading, sentences in text.sections:
        sheet.set_row(row, 30)
        sheet.write_string(row, 1, heading, draft.style("section", valign="bottom"))
        for said in sentences:
            row += 1
            sheet.write_string(row, 1, said, draft.style("text", "middle"))
            sheet.set_row(row, height(lines(said, _TEXT_WIDTH)))
        row += 2
    print_setup(draft, sheet)


def _write_facts(draft: Draft, facts: PartnerFacts) -> None:
    style = draft.style
    sheet = _sheet(draft, facts.name, facts.title, facts.purpose, TABS[1])
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, _NAME_WIDTH)
    sheet.set_column(2, 2, _TEXT_WIDTH)
    row = 3
    for title, rad, columns in facts.sections:
        sheet.set_row(row, 30)
        sheet.write_string(row, 1, title, style("section", valign="bottom"))
        sheet.write_blank(row, 2, None, style("section"))
        for heading, field in columns:
            row += 1
            value = cell_of(draft, rad, field)
            look = {**number_format(field), "align": "left", "indent": 1, "bold": False}
            sheet.write_string(row, 1, heading, style("text", "bold", "middle", "line"))
            sheet.write_blank(row, 2, None, style("text", "middle", "line", **look))
            write_cell(sheet, (row, 2), value, style("text", "middle", "line", **look))
            deep = max(lines(heading, _NAME_WIDTH), lines(str(value or ""), _TEXT_WIDTH))
            sheet.set_row(row, min(height(deep), _TALLEST))
        row += 2
    print_setup(draft, sheet)


class _Placed(NamedTuple):
    """A column with its width and the look of its cells."""

    column: PartnerColumn
    width: int
    look: Any


def _placed(draft: Draft, column: PartnerColumn) -> _Placed:
    numbers = {**number_format(column.field), "bold": False}
    if column.editable:
        look = draft.style("text", "middle", "answer", bg_color=YELLOW, **numbers)
    else:
        look = draft.style("text", "middle", "line", **numbers)
    return _Placed(column, width_of(column.field, draft.bok.lister, column.heading), look)


def _write_sheet(draft: Draft, told: PartnerSheet, places: Mapping[str, str]) -> None:
    sheet = _sheet(draft, told.name, told.title, told.purpose, TABS[told.step])
    sheet.growing_from = FIRST_ROW + 1
    placed = [_placed(draft, column) for column in told.columns]
    _write_heads(draft, sheet, placed)
    for at, row in enumerate(told.rows, start=FIRST_ROW):
        _write_row(draft, sheet, at, row, placed)
    last = FIRST_ROW + len(told.rows) - 1
    for number, (column, *_) in enumerate(placed, start=1):
        if column.editable and told.rows:
            rule = _accepts(column, places) | _message(column)
            sheet.data_validation(FIRST_ROW, number, last, number, rule)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet, told.marking, width=_ROW_WIDTH + sum(each.width for each in placed))


def _write_heads(draft: Draft, sheet: Worksheet, placed: Sequence[_Placed]) -> None:
    style, deepest = draft.style, 1
    sheet.set_column(0, 0, _ROW_WIDTH)
    sheet.write_string(HEADER_ROW, 0, ROW_HEADING, style("heading", "computed"))
    for number, (column, width, _) in enumerate(placed, start=1):
        sheet.set_column(number, number, width)
        look = "must" if column.editable else "optional"
        sheet.write_string(HEADER_ROW, number, column.heading, style("heading", look))
        deepest = max(deepest, lines(column.heading, width - 2))
    sheet.set_row(HEADER_ROW, height(deepest) + 4)


def _write_row(
    draft: Draft,
    sheet: Worksheet,
    at: int,
    row: PartnerRow,
    placed: Sequence[_Placed],
) -> None:
    sheet.write_string(at, 0, row.id, draft.style("id", "line", "middle"))
    deepest = 1
    for number, (column, width, look) in enumerate(placed, start=1):
        value = _value(draft, row, column)
        if value is None:
            sheet.write_blank(at, number, None, look)
        else:
            write_cell(sheet, (at, number), value, look)
        if isinstance(value, str):
            deepest = max(deepest, lines(value, width))
    sheet.set_row(at, min(max(20, height(deepest)), _TALLEST))


def _value(draft: Draft, row: PartnerRow, column: PartnerColumn) -> Cell:
    rad = row.rows.get(column.ark) if column.ark else None
    return cell_of(draft, rad, column.field) if rad else None


def _message(column: PartnerColumn) -> dict[str, Any]:
    title = column.heading if len(column.heading) <= 32 else f"{column.heading[:31]}…"  # noqa: PLR2004  Excel's limit
    return {
        "input_title": title,
        "input_message": column.hint,
        "error_title": title,
        "error_message": column.hint,
        "ignore_blank": True,
    }


def _accepts(column: PartnerColumn, places: Mapping[str, str]) -> dict[str, Any]:
    if place := places.get(column.listed):
        ask = {"error_type": "warning"} if kind_of(column.field) is Kind.REF else {}
        return {"validate": "list", "source": place} | ask
    if kind_of(column.field) is Kind.DATE:
        return {"validate": "date", "criteria": "between", "minimum": OLDEST, "maximum": NEWEST}
    return {"validate": "any"}


def _write_lists(draft: Draft, book: PartnerBook) -> None:
    sheet = _sheet(draft, LISTER, LISTER, book.lists_purpose, GENERATED_TAB)
    for column, (heading, values) in enumerate(book.lists.items()):
        sheet.set_column(column, column, max(14, *(len(v) + 4 for v in (heading, *values))))
        sheet.write_string(HEADER_ROW, column, heading, draft.style("heading", "computed"))
        for row, value in enumerate(values, start=FIRST_ROW):
            sheet.write_string(row, column, value, draft.style("text", "line"))
    sheet.set_row(HEADER_ROW, 26)
    print_setup(draft, sheet)
