"""The sheet Tall: figures of a course whose people are no longer in its workbook."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.page import lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.lister import TALL_COLUMN
from kursverktoy.workbook.tabs import TALL

_PURPOSE = "Tall fra kurset, slik de var før opplysninger om personer ble tatt ut."
_SMALL = "Tall fra 1 til 4 står som «færre enn 5». Tall som kunne røpet et slikt tall, er utelatt."
_WIDTHS = (8, 60, 30)


def write_numbers_sheet(draft: Draft, numbers: Sequence[tuple[str, str]]) -> Worksheet:
    """Add the sheet with what is counted and how many; both are texts, and no formula."""
    sheet = draft.sheet(TALL, GENERATED_TAB)
    top(draft, sheet, TALL, _PURPOSE)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    name, value = (
        draft.style("text", "line", "middle", "indent", align=a) for a in ("left", "right")
    )
    row = 3
    for row, (what, count) in enumerate(numbers, start=3):
        sheet.write_string(row, TALL_COLUMN - 1, what, name)
        sheet.write_string(row, TALL_COLUMN, count, value)
    sheet.write_string(row + 2, 1, _SMALL, draft.style("grey", "small"))
    print_setup(draft, sheet)
    lock(sheet)
    return sheet
