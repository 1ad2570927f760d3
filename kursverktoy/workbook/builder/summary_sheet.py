"""The sheet Sammendrag: the course in figures, by formulas over the tables, with charts.

Excel computes the figures; what a reader that does not recalculate shows, comes from
`kursverktoy.summary` as a plain mapping, `Figures`: the key of a part (see `areas`) → its rows
in the order of the sheet → the values of each row in the order of the part's headings, as
numbers and texts (None and "" are empty; a share is 0.71, not 71; «–» where there is nothing
to count). The first values, which name a row, count too. Rows and values that are not given
stay empty until a spreadsheet recalculates; the last column of «kandidater» (`Rad`) is ours.
"""

from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.vurdering import PUNKTER
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.page import (
    ABOUT_PEOPLE,
    GENERERTE,
    lock,
    one_page_across,
    print_setup,
    top,
)
from kursverktoy.workbook.builder.style import GENERATED_TAB, GREY
from kursverktoy.workbook.builder.summary_areas import (
    HEADER,
    ROW,
    TITLE,
    Area,
    areas,
    page_breaks,
)
from kursverktoy.workbook.builder.summary_charts import write_charts
from kursverktoy.workbook.builder.summary_course import (
    ansvar,
    deltakere,
    kategorier,
    kurs,
    mål,
    partnere,
)
from kursverktoy.workbook.builder.summary_people import faktorer, kandidater, norsk
from kursverktoy.workbook.tabs import SAMMENDRAG

Figures = Mapping[str, Sequence[Sequence[object]]]
_WIDTHS = (7, 36, *[10.5] * 11, 14, 9, 9, 10, 20, 28, 18)
_SHARES = {"Andel", "Oppnådd %", "Progresjon"}
_NAMES = {"Navn", "Mål", "Område"}
_LEFT: Mapping[str, object] = {"align": "left", "indent": 1}
_CENTRE: Mapping[str, object] = {"align": "center"}
_WORDS = {"Hva", "Kategori", "Ferdighet", "Forhold", "Status", "Samlet", "Språk"}


def write_summary_sheet(draft: Draft, figures: Figures) -> Worksheet:
    """Add the sheet Sammendrag to the workbook and return it."""
    sheet = draft.sheet(SAMMENDRAG, GENERATED_TAB)
    top(draft, sheet, SAMMENDRAG, GENERERTE[SAMMENDRAG])
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    parts = areas(draft.bok)
    formulas = _formulas(draft, parts)
    for key, area in parts.items():
        _write_head(draft, sheet, area)
        _write_rows(draft, sheet, area, list(formulas[key]), figures.get(key, ()))
    write_charts(draft, sheet, parts)
    sheet.freeze_panes(2, 0)
    sheet.set_column(len(_WIDTHS), len(_WIDTHS), None, None, {"hidden": True})
    print_setup(draft, sheet, ABOUT_PEOPLE)
    page = one_page_across(sheet, _WIDTHS)
    sheet.set_h_pagebreaks(page_breaks(parts.values(), page))
    lock(sheet)
    return sheet


def _formulas(draft: Draft, parts: Mapping[str, Area]) -> Mapping[str, Iterator[list[str]]]:
    people = parts["kandidater"]
    return {
        "kurs": kurs(draft, parts["kategorier"].last),
        "kategorier": kategorier(parts["kategorier"], parts["mål"]),
        "norsk": norsk(parts["norsk"], people),
        "faktorer": faktorer(people),
        "ansvar": ansvar(draft, parts["ansvar"]),
        "mål": mål(draft, parts["mål"]),
        "deltakere": deltakere(draft, parts["deltakere"], people),
        "kandidater": kandidater(draft, people),
        "partnere": partnere(draft, parts["partnere"]),
    }


def _write_head(draft: Draft, sheet: Worksheet, area: Area) -> None:
    style, row = draft.style, area.header - 1
    sheet.set_row(row - 1, TITLE)
    title = style("title", font_size=13, valign="bottom")
    sheet.write_string(row - 1, 0, area.title, title)
    sheet.write_string(row - 1, 2, area.note, style("small", "grey", valign="bottom"))
    sheet.set_row(row, HEADER)
    for number, heading in enumerate(area.headings):
        side = _look(heading)
        look = style(
            "heading", "must", align=side["align"], indent=side.get("indent", 0), font_size=8
        )
        first = area.columns[number] - 1
        last = first + (area.wide if number == 0 else 0)
        if heading is area.headings[-1]:
            last += area.spread - 1
        if last > first:
            sheet.merge_range(row, first, row, last, heading, look)
        else:
            sheet.write_string(row, first, heading, look)


def _write_rows(
    draft: Draft,
    sheet: Worksheet,
    area: Area,
    rows: Sequence[Sequence[str]],
    figures: Sequence[Sequence[object]],
) -> None:
    for number, formulas in enumerate(rows):
        row = area.first - 1 + number
        sheet.set_row(row, ROW)
        known = figures[number] if number < len(figures) else ()
        for place, formula in enumerate(formulas):
            value = known[place] if place < len(known) else None
            look = draft.style("middle", **_look(area.headings[place]))
            cell = (row, area.columns[place] - 1)
            _write(sheet, cell, formula, look, "" if value is None else value)
    line = {"type": "formula", "criteria": f'=$A{area.first}<>""', "format": draft.style("line")}
    sheet.conditional_format(
        area.first - 1, 0, area.last - 1, max(area.columns) + area.spread - 2, line
    )


def _look(heading: str) -> dict[str, object]:
    """Return how the cells below a heading look: words to the left, figures in the middle."""
    if heading in _NAMES:
        return {**_LEFT, "shrink": True}
    if heading == "Nr":
        return {**_LEFT, "bold": True}
    look = dict(_LEFT if heading in _WORDS else _CENTRE)
    if heading in _SHARES:
        look["num_format"] = "0 %"
    elif heading == "Kartlagt":
        look["num_format"] = f'0"/{len(PUNKTER)}"'
    elif heading == "Rad":
        look |= {"font_size": 8, "font_color": GREY}
    return look


def _write(
    sheet: Worksheet, at: tuple[int, int], formula: str, look: object, value: object
) -> None:
    if formula.startswith("{"):
        sheet.write_array_formula(*at, formula, look, value)
    elif formula.startswith("="):
        sheet.write_formula(*at, formula, look, value)
    elif formula:
        sheet.write_string(*at, formula, look)
