"""The sheets Funn and Delinger, which the tool writes and the coordinator reads."""

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.cells import Raw, text
from kursverktoy.course.funn import Alvor, Funn, Vurdering
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.builder.draft import BEYOND, FIRST_ROW, HEADER_ROW, Draft, written
from kursverktoy.workbook.builder.fields import height, lines
from kursverktoy.workbook.builder.making import workbook_bytes
from kursverktoy.workbook.builder.page import GENERERTE, lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.finding_rows import (
    ALVOR,
    ARK,
    AVTRYKK,
    CELLE,
    FELT,
    FUNN_NAMES,
    FUNN_TABLE,
    HEADINGS,
    VURDERT,
    Row,
    link_formula,
    place_of,
    rows_of,
    told,
)
from kursverktoy.workbook.lister import SHARING_HEADINGS, SharingRow
from kursverktoy.workbook.tabs import DELINGER, FUNN

_WIDTHS = (10, 12, 14, 9, 13, 78, 22, 38, 22, 11)
FUNN_WIDTHS = dict(zip(HEADINGS, _WIDTHS, strict=True))
"""The columns of the sheet Funn in their order, and how wide they are."""
DELINGER_TABLE = "tbl_delinger"
_TID, _FIL, _MOTTAKER, _NIVÅ, _ANTALL, _KONTROLLSUM, _SLETTES = SHARING_HEADINGS
DELINGER_WIDTHS = {
    _TID: 18, _FIL: 38, _MOTTAKER: 38, _NIVÅ: 18, _ANTALL: 12, _KONTROLLSUM: 26, _SLETTES: 14,
}  # fmt: skip
"""The columns of the sheet Delinger in their order, and how wide they are."""
NO_FINDINGS = "Ingen funn da boka ble laget. Sjekk den med kursverktøy når du har fylt ut mer."
_HOW = (
    "Skriv kort hvorfor dette kan stå. Gjelder advarsler og tips; feil må rettes. Funnet kommer "
    "tilbake hvis raden endres."
)
_LOOK = {Alvor.FEIL: "danger", Alvor.ADVARSEL: "wrong", Alvor.TIPS: "tip"}
_FINE_PRINT = (FELT, AVTRYKK, _KONTROLLSUM)
_OURS = (FELT, AVTRYKK)
"""What the tool knows a finding again by, and nobody reads."""
MOST_MARKED = 4000
"""So many findings have their cells marked; whole columns would make a spreadsheet slow."""
_SHARING_ROWS = 12
_SHARING_FORMATS = {_TID: "dd.mm.yyyy hh:mm", _SLETTES: "dd.mm.yyyy"}


def workbook_of(bok: Kursbok, funn: Sequence[Funn], source: str) -> bytes:
    """Return a workbook with nothing but the sheet Funn, as the bytes of an .xlsx file.

    Its rows lead to their cells in the workbook called `source`.
    """
    return workbook_bytes(bok, lambda draft: write_findings_sheet(draft, funn, (), source))


def write_findings_sheet(
    draft: Draft, funn: Sequence[Funn], vurderinger: Sequence[Vurdering], source: str = ""
) -> Worksheet:
    """Add the sheet Funn with `funn`; acknowledgements of nothing found are kept below them."""
    sheet = draft.sheet(FUNN, GENERATED_TAB)
    sheet.growing_from = FIRST_ROW + 1
    top(draft, sheet, FUNN, told(draft.bok, funn) if funn else NO_FINDINGS)
    rows = list(rows_of(funn, vurderinger))
    _add_table(draft, sheet, FUNN_TABLE, FUNN_WIDTHS, len(rows))
    for number, row in enumerate(rows, start=FIRST_ROW):
        _write_row(sheet, number, row)
        _write_link(draft, sheet, number, row, source)
    for heading, name in FUNN_NAMES.items():
        column = xl_col_to_name(HEADINGS.index(heading))
        place = f"${column}${FIRST_ROW + 1}:${column}${FIRST_ROW + MOST_MARKED}"
        draft.workbook.define_name(name, f"={FUNN}!{place}")
    _paint(draft, sheet, FIRST_ROW + len(funn) + BEYOND)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet)
    return sheet


def write_sharing_sheet(draft: Draft, delinger: Sequence[SharingRow]) -> Worksheet:
    """Add the sheet Delinger with the log `delinger` to the workbook and return it."""
    sheet = draft.sheet(DELINGER, GENERATED_TAB)
    top(draft, sheet, DELINGER, GENERERTE[DELINGER])
    room = max(_SHARING_ROWS, len(delinger) + _SHARING_ROWS // 2)
    _add_table(draft, sheet, DELINGER_TABLE, DELINGER_WIDTHS, room)
    for row in range(room):
        logged = delinger[row] if row < len(delinger) else {}
        for number, heading in enumerate(DELINGER_WIDTHS):
            _write_logged(draft, sheet, (FIRST_ROW + row, number), heading, logged.get(heading))
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet)
    lock(sheet)
    return sheet


def _write_logged(
    draft: Draft, sheet: Worksheet, at: tuple[int, int], heading: str, value: Raw
) -> None:
    """Write a cell of the log as it stood, open to be corrected."""
    small = ("small", "grey") if heading in _FINE_PRINT else ()
    number_format = _SHARING_FORMATS.get(heading, "General")
    look = draft.style("text", "answer", *small, num_format=number_format, align="left")
    match value:
        case None:
            sheet.write_blank(*at, None, look)
        case bool():
            sheet.write_boolean(*at, value, look)
        case int() | float():
            sheet.write_number(*at, value, look)
        case date():
            sheet.write_datetime(*at, value, look)
        case _:
            sheet.write_string(*at, written(text(value), f"«{heading}» på {DELINGER}"), look)


def _add_table(
    draft: Draft, sheet: Worksheet, name: str, widths: Mapping[str, int], filled: int
) -> None:
    style = draft.style
    for number, (heading, width) in enumerate(widths.items()):
        small = ("small", "grey") if heading in _FINE_PRINT else ("link",) * (heading == CELLE)
        hidden = {"hidden": True} if heading in _OURS else {}
        sheet.set_column(number, number, width, style("text", "middle", "indent", *small), hidden)
    heads = [{"header": heading, "header_format": style("heading", "must")} for heading in widths]
    end = HEADER_ROW + max(filled, 1)
    options = {"name": name, "style": None, "columns": heads}
    sheet.add_table(HEADER_ROW, 0, end, len(widths) - 1, options)
    sheet.set_row(2, 4)
    sheet.set_row(3, 4)
    sheet.set_row(HEADER_ROW, 30)


def _write_row(sheet: Worksheet, number: int, row: Row) -> None:
    deepest = 1
    for column, (heading, width) in enumerate(FUNN_WIDTHS.items()):
        if value := row.get(heading):
            sheet.write_string(number, column, written(value, f"«{heading}» på arket {FUNN}"))
            deepest = max(deepest, lines(value, width))
    sheet.set_row(number, height(deepest))


def _write_link(draft: Draft, sheet: Worksheet, number: int, row: Row, source: str) -> None:
    formula, place = link_formula(row), HEADINGS.index(CELLE)
    if formula is None:
        return
    look = draft.style("text", "middle", "indent", "link")
    if source:
        there = f"external:{source}#'{row[ARK]}'!{place_of(row)}"
        sheet.write_url(number, place, there, look, row[CELLE])
    else:
        sheet.write_formula(number, place, formula, look, row[CELLE])


def _paint(draft: Draft, sheet: Worksheet, end: int) -> None:
    """Colour the severity and the cells for reasons; what is acknowledged turns grey."""
    headings = list(FUNN_WIDTHS)
    last, grade, reason = len(headings) - 1, headings.index(ALVOR), headings.index(VURDERT)
    alvor, vurdert = (f"${chr(65 + column)}{FIRST_ROW + 1}" for column in (grade, reason))
    rules: list[tuple[int, int, str, tuple[str, ...]]]
    rules = [(grade, grade, f'={alvor}="{each}"', (look, "line")) for each, look in _LOOK.items()]
    rules += [
        (reason, reason, f'={alvor}<>""', ("paper", "box")),
        (0, last, f'=AND({alvor}<>"",{vurdert}<>"")', ("grey", "line")),
        (0, last, f'={alvor}<>""', ("line",)),
    ]
    for first, to, criteria, look in rules:
        rule = {"type": "formula", "criteria": criteria, "format": draft.style(*look)}
        sheet.conditional_format(FIRST_ROW, first, end, to, rule)
    told = {"validate": "any", "input_title": VURDERT, "input_message": _HOW}
    sheet.data_validation(FIRST_ROW, reason, end, reason, told)
