"""An input sheet with one Excel table: title, help, field names, headings and rows."""

import re
from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.schema import Field, Rad, Required, columns
from kursverktoy.workbook.builder.draft import (
    FIRST_ROW,
    HEADER_ROW,
    Draft,
    last_row,
    table_rows,
)
from kursverktoy.workbook.builder.fields import (
    Cells,
    height,
    help_lines,
    help_text,
    lines,
    number_format,
    validation,
    width_of,
)
from kursverktoy.workbook.builder.marks import Site, begun, mark_found, marks
from kursverktoy.workbook.builder.page import marking_of, print_setup, top
from kursverktoy.workbook.builder.style import GREY, PETROL, TABS
from kursverktoy.workbook.builder.values import cell_of, write_cell
from kursverktoy.workbook.labels import VIST_NAVN, Cell, table_name

_HELP_ROW, _ID_ROW = 2, 3
_HEADING_STYLE = {
    Required.ALWAYS: "must",
    Required.CONDITIONAL: "may need",
    Required.NEVER: "optional",
}
_NEXT_WIDTH = 15
_BUTTON = 4
"""The letters a filter button covers."""
_ROW, _TALLEST = 20, 400
_ROOMY = 1.06
"""How many letters of running text fit in a width, which is counted in digits."""
_KEY_EXAMPLE = re.compile(r"([A-ZÆØÅ]+)(\d+)(?=[, ])")


def write_table_sheet(draft: Draft, ark: type[Rad], rows: Sequence[Rad]) -> Worksheet:
    """Add the sheet of `ark` to the workbook, with `rows` in its table, and return it."""
    sheet = draft.sheet(ark.ark, TABS[ark.steg])
    sheet.growing_from = FIRST_ROW + 1
    top(draft, sheet, ark.tittel, ark.formål)
    widths = _widths(draft, ark)
    _write_heads(draft, sheet, ark, widths)
    _add_table(draft, sheet, ark, len(rows))
    _write_rows(draft, sheet, ark, rows, widths)
    _write_next_key(draft, sheet, ark, rows)
    _guard(draft, sheet, ark, len(rows))
    named = len(ark.nøkkel) + len(VIST_NAVN.get(ark, ()))
    sheet.freeze_panes(FIRST_ROW, named)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet, marking_of(ark), width=sum(widths), repeat=named)
    return sheet


def heading_style(field: Field) -> str:
    """Return the style of a column's heading: how needed the column is."""
    return "computed" if field.column.formula else _HEADING_STYLE[field.column.required]


def _widths(draft: Draft, ark: type[Rad]) -> list[int]:
    lister, målform = draft.bok.lister, draft.bok.målform
    widths = [width_of(f, lister, f.heading(målform)) for f in columns(ark).values()]
    if key_example(ark):
        widths[0] = max(widths[0], _NEXT_WIDTH)
    return widths


def _write_heads(draft: Draft, sheet: Worksheet, ark: type[Rad], widths: Sequence[int]) -> None:
    style, most, deepest = draft.style, 1, 1
    for number, (field, width) in enumerate(zip(columns(ark).values(), widths, strict=True)):
        most = max(most, lines(field.heading(draft.bok.målform), width - _BUTTON))
        deepest = max(deepest, help_lines(field, width))
        sheet.set_column(number, number, width, _body(draft, field))
        sheet.write_string(_HELP_ROW, number, help_text(field), style("help"))
        sheet.write_string(_ID_ROW, number, field.name, style("id"))
    sheet.set_row(_HELP_ROW, height(deepest, 12), None, {"level": 1})
    sheet.set_row(_ID_ROW, 12, None, {"hidden": True})
    sheet.set_row(HEADER_ROW, height(most) + 4)
    sheet.outline_settings(symbols_below=False)


def _body(draft: Draft, field: Field) -> object:
    extra = dict(number_format(field))
    if field.column.formula:
        extra["font_color"] = GREY
    return draft.style("text", "middle", "indent", **extra)


def _add_table(draft: Draft, sheet: Worksheet, ark: type[Rad], filled: int) -> None:
    fields = list(columns(ark).values())
    options = {
        "name": table_name(ark),
        "style": None,
        "columns": [_table_column(draft, ark, field) for field in fields],
    }
    end = HEADER_ROW + table_rows(filled)
    sheet.add_table(HEADER_ROW, 0, end, len(fields) - 1, options)


def _table_column(draft: Draft, ark: type[Rad], field: Field) -> dict[str, object]:
    look = draft.style("heading", heading_style(field))
    described = {"header": field.heading(draft.bok.målform), "header_format": look}
    if field.column.formula:
        described["formula"] = _formula(draft, ark, field)
        described["format"] = _body(draft, field)
    return described


def _formula(draft: Draft, ark: type[Rad], field: Field) -> str:
    """Return a declared formula, whose `[@Heading]` means a cell of its own row."""
    felt = {each.heading(): name for name, each in columns(ark).items()}
    return re.sub(
        r"\[@([^\]]+)\]", lambda at: draft.this_row(ark, felt[at[1]]), field.column.formula
    )


def _write_rows(
    draft: Draft, sheet: Worksheet, ark: type[Rad], rows: Sequence[Rad], widths: Sequence[int]
) -> None:
    for row in range(table_rows(len(rows))):
        deepest, rad = 1, rows[row] if row < len(rows) else None
        for number, field in enumerate(columns(ark).values()):
            value: Cell
            if field.column.formula:
                value = _shown(rad, field) if rad else ""
                formula = _formula(draft, ark, field)
                sheet.write_formula(FIRST_ROW + row, number, formula, None, value)
            elif rad:
                value = cell_of(draft, rad, field)
                write_cell(sheet, (FIRST_ROW + row, number), value)
            else:
                continue
            if isinstance(value, str):
                deepest = max(deepest, lines(value, widths[number] * _ROOMY))
        sheet.set_row(FIRST_ROW + row, min(max(_ROW, height(deepest)), _TALLEST))


def _shown(rad: Rad, field: Field) -> str:
    """Return what the formula of a column gives in a row."""
    return str(rad.utledet(vars(rad)).get(field.name) or getattr(rad, field.name) or "")


def key_example(ark: type[Rad]) -> tuple[str, str] | None:
    """Return the letters and digits of a sheet's first number; None without numbers in a row.

    The help of the column shows them: «P01, P02 …» gives ("P", "01").
    """
    field = columns(ark)[ark.nøkkel[0]]
    found = None if field.is_ref else _KEY_EXAMPLE.match(field.column.help)
    return (found[1], found[2]) if found else None


def _write_next_key(draft: Draft, sheet: Worksheet, ark: type[Rad], rows: Sequence[Rad]) -> None:
    example = key_example(ark)
    if example is None:
        return
    letters, digits = example
    keys = draft.column(ark, ark.nøkkel[0])
    start = len(letters) + 1
    number = f'IF(LEFT({keys},{start - 1})="{letters}",IFERROR(VALUE(MID({keys},{start},9)),0),0)'
    formula = f'="Neste nr: {letters}"&TEXT(MAX({number})+1,"{"0" * len(digits)}")'
    used = [str(getattr(rad, ark.nøkkel[0]) or "") for rad in rows]
    numbers = [int(k[start - 1 :]) for k in used
               if k.startswith(letters) and k[start - 1 :].isdecimal()]  # fmt: skip
    said = f"Neste nr: {letters}{max(numbers, default=0) + 1:0{len(digits)}}"
    sheet.write_array_formula(
        1, 0, f"{{{formula}}}", draft.style("subtitle", "bold", font_color=PETROL), said
    )


def _guard(draft: Draft, sheet: Worksheet, ark: type[Rad], filled: int) -> None:
    """Add drop-downs, messages and colours to the table and to the rows it may grow by."""
    end, names = last_row(filled), columns(ark)
    letters = {name: xl_col_to_name(number) for number, name in enumerate(names)}
    cells = {name: f"${letter}{FIRST_ROW + 1}" for name, letter in letters.items()}
    everything = {
        name: xl_range_abs(FIRST_ROW, number, end, number) for number, name in enumerate(names)
    }
    site = Site(cells, everything, begun(ark, cells))
    person = ark is Kandidat
    # A row more than the bands: rules of one range lie together, and LibreOffice takes the first
    # range that has one that holds.
    mark_found(draft, sheet, ark, (FIRST_ROW, 0, end + 1, len(names) - 1))
    for number, (name, field) in enumerate(names.items()):
        first = Cells(f"{letters[name]}{FIRST_ROW + 1}", everything[name])
        heading = field.heading(draft.bok.målform)
        sheet.data_validation(
            FIRST_ROW, number, end, number, validation(field, heading, first, person=person)
        )
        for mark in marks(ark, field, site):
            sheet.conditional_format(
                FIRST_ROW, number, end, number,
                {"type": "formula", "criteria": mark.formula, "format": draft.style(mark.style),
                 "stop_if_true": True},
            )  # fmt: skip
    inside = f"OR(ROW()<={FIRST_ROW + table_rows(filled)},{site.begun})"
    _band(draft, sheet, inside, (FIRST_ROW, 0, end, len(names) - 1))


def _band(draft: Draft, sheet: Worksheet, inside: str, place: tuple[int, int, int, int]) -> None:
    """Draw the lines and bands of the table, and of the rows it has grown by."""
    for criteria, style in (
        (f"=AND(ISEVEN(ROW()),{inside})", ("band", "line")),
        (f"={inside}", ("line",)),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": draft.style(*style)}
        sheet.conditional_format(*place, rule)
