"""The hidden sheet Valg: what drop-downs of rows show, such as «P07 Blåklokka Kantiner AS»."""

from collections.abc import Callable

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.schema import Rad
from kursverktoy.workbook.builder.draft import (
    Draft,
    choices_name,
)
from kursverktoy.workbook.builder.page import ABOUT_PEOPLE, lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.labels import LONGEST_CHOICE, VIST_NAVN, shown
from kursverktoy.workbook.tabs import VALG

PURPOSE = "Det rullelistene viser fra de andre arkene. Fyller seg selv."
_HEADER_ROW, _FIRST = 4, 5
_WIDTH = 30
_OTHERS = 40
"""How many more rows than there are today a drop-down of rows has room for."""


def write_choices_sheet(draft: Draft) -> None:
    """Add the sheet Valg to the workbook, out of sight."""
    sheet = draft.sheet(VALG, GENERATED_TAB)
    top(draft, sheet, "Valg i rullelistene", PURPOSE)
    for column, ark in enumerate(VIST_NAVN):
        _write_choices(draft, sheet, column, ark)
    print_setup(draft, sheet, ABOUT_PEOPLE)
    lock(sheet)
    sheet.hide()


def _write_choices(draft: Draft, sheet: Worksheet, column: int, ark: type[Rad]) -> None:
    """Write the texts that drop-downs show for the rows of a sheet, one formula for each row."""
    style, rows = draft.style, draft.bok.rader(ark)
    sheet.set_column(column, column, _WIDTH, style("grey", "small"))
    sheet.write_string(_HEADER_ROW, column, ark.ark, style("heading", "computed"))
    room, formula = max(len(rows) + _OTHERS, 60), _choice(draft, ark)
    for number in range(room):
        said = _shown(draft, rows[number]) if number < len(rows) else ""
        sheet.write_formula(_FIRST + number, column, formula(number + 1), None, said)
    keys = draft.column(ark, ark.nøkkel[0])
    head = draft.head(ark, ark.nøkkel[0])
    last = f'SUMPRODUCT(MAX(({keys}<>"")*(ROW({keys})-ROW({head}))))'
    used = max((n for n, rad in enumerate(rows, start=1) if rad.id), default=0)
    sheet.write_formula(_HEADER_ROW - 1, column, f"={last}", style("unseen"), used)
    place = f"{VALG}!{xl_range_abs(_FIRST, column, _FIRST + room - 1, column)}"
    count = f"{VALG}!{xl_rowcol_to_cell(_HEADER_ROW - 1, column, row_abs=True, col_abs=True)}"
    draft.name_filled(choices_name(ark.ark), place, f"MIN({room},{count})")


def _choice(draft: Draft, ark: type[Rad]) -> Callable[[int], str]:
    """Return how the formula reads that shows the n-th row of a sheet's table."""

    def at(felt: str, number: int) -> str:
        return f"INDEX({draft.column(ark, felt)},{number})"

    def own(number: int) -> str:
        key = at(ark.nøkkel[0], number)
        names = "".join(f'&" "&{at(felt, number)}' for felt in VIST_NAVN[ark])
        return f'=IFERROR(IF({key}="","",TRIM(LEFT({key}{names},{LONGEST_CHOICE}))),"")'

    def referred(number: int) -> str:
        key, people = at(ark.nøkkel[0], number), choices_name(Kandidat.ark)
        mark = f'LEFT({key},FIND(" ",{key}&" ")-1)'
        return f'=IFERROR(INDEX({people},MATCH({mark}&" *",{people},0)),IFERROR({mark},""))'

    return referred if ark is Plan else own


def _shown(draft: Draft, rad: Rad) -> str:
    return draft.labels.label(Plan.ark, rad.id or "") if isinstance(rad, Plan) else _own(rad)


def _own(rad: Rad) -> str:
    return shown(rad) if rad.id else ""
