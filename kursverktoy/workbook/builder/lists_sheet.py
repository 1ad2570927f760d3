"""The sheet Lister: settings, lists and words the coordinator may change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.kursbok import ARK
from kursverktoy.course.lists import LISTER, OMRÅDER, Cefr
from kursverktoy.course.schema import columns
from kursverktoy.course.terskler import Lister, thresholds
from kursverktoy.workbook.builder.draft import Draft, list_range, scale_range, threshold_name
from kursverktoy.workbook.builder.page import lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.lister import (
    FORMAT,
    FORMAT_LABEL,
    FORTROLIG_LABEL,
    HIDDEN_LABEL,
    WORDS_LABEL,
    list_heading,
)
from kursverktoy.workbook.tabs import LISTER as LISTER_TAB

PURPOSE = (
    "Innstillinger og rullelister. Grå verdier er faste. Egne verdier skriver du i de lyse "
    "cellene under listen. Angre alt: kursverktoy reparer --tilbakestill."
)
LEVELS = "nivå_i_rekkefølge"
"""The name of the range with the levels in Norwegian, lowest first, whatever the list says."""
AREAS = "område_tekster"
_HEADER_ROW, _FIRST = 4, 5
_LEFT = 4
"""The column of the first list; the settings stand to the left of it."""
_SETTING_WIDTHS = (38, 11, 56, 3)
_SHOWN = 40
"""How many rows are a little taller: as many as most lists have."""
_POSITIVE = {
    "validate": "decimal", "criteria": ">=", "value": 0,
    "error_title": "Se en gang til", "error_message": "Skriv et tall, minst 0.",
}  # fmt: skip
_FREE, _ROOM = 8, 60


@dataclass(frozen=True, slots=True)
class Block:
    """A column on Lister."""

    heading: str
    values: Sequence[str]
    name: str = ""
    """The name of its range."""
    fixed: frozenset[str] = frozenset()
    """The values that are locked."""
    free: int = 0
    """How many empty cells for the coordinator's own values stand below."""


def write_lists_sheet(draft: Draft) -> Worksheet:
    """Add the sheet Lister to the workbook and return it."""
    sheet = draft.sheet(LISTER_TAB, GENERATED_TAB)
    top(draft, sheet, "Lister og innstillinger", PURPOSE)
    sheet.set_row(_HEADER_ROW, 48)
    _write_settings(draft, sheet)
    blocks = list(_blocks(draft.bok.lister))
    for column, block in enumerate(blocks, start=_LEFT):
        _write_block(draft, sheet, column, block)
    for row in range(_FIRST, _FIRST + _SHOWN):
        sheet.set_row(row, 18)
    sheet.freeze_panes(_FIRST, 1)
    sheet.repeat_rows(_HEADER_ROW)
    width = sum(_SETTING_WIDTHS) + sum(_width(block) for block in blocks if block.free)
    print_setup(draft, sheet, width=width)
    lock(sheet)
    return sheet


def _write_settings(draft: Draft, sheet: Worksheet) -> None:
    style, lister = draft.style, draft.bok.lister
    for number, width in enumerate(_SETTING_WIDTHS):
        sheet.set_column(number, number, width)
    for number, said in enumerate(("Innstilling", "Verdi", "Hva den styrer")):
        sheet.write_string(_HEADER_ROW, number, said, style("heading", "must"))
    open_cell = style("answer", "middle", align="center")
    row = _FIRST
    _write_setting(draft, sheet, row, FORMAT_LABEL, "Settes av kursverktøy. La det stå.")
    sheet.write_number(row, 1, FORMAT, style("built in", "middle", "box", align="center"))
    row += 1
    _write_setting(draft, sheet, row, FORTROLIG_LABEL, "Nei: arket Fortrolig er ikke i bruk.")
    sheet.write_string(row, 1, "Ja" if lister.bruk_fortrolig else "Nei", open_cell)
    sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": ["Ja", "Nei"]})
    for felt, terskel in thresholds().items():
        row += 1
        _write_setting(draft, sheet, row, terskel.header, terskel.help)
        sheet.write_number(row, 1, getattr(lister.terskler, felt), open_cell)
        sheet.data_validation(row, 1, row, 1, _POSITIVE)
        draft.workbook.define_name(threshold_name(felt), f"={LISTER_TAB}!$B${row + 1}")
    _write_areas(draft, sheet, row + 2)


def _write_setting(draft: Draft, sheet: Worksheet, row: int, label: str, help: str) -> None:
    sheet.write_string(row, 0, label, draft.style("middle", "line"))
    sheet.write_string(row, 2, help, draft.style("small", "grey", "middle", "line"))


def _write_areas(draft: Draft, sheet: Worksheet, row: int) -> None:
    look = draft.style("heading", "must")
    sheet.write_string(row, 0, "Områdene på arket Ansvar", look)
    sheet.merge_range(row, 1, row, 2, "Hva området gjelder", look)
    for number, (område, (gjelder, _)) in enumerate(OMRÅDER.items(), start=row + 1):
        sheet.write_string(number, 0, område, draft.style("built in", "middle"))
        sheet.write_string(number, 1, gjelder, draft.style("grey", "middle"))
    place = xl_range_abs(row + 1, 0, row + len(OMRÅDER), 1)
    draft.workbook.define_name(AREAS, f"={LISTER_TAB}!{place}")


def _blocks(lister: Lister) -> Iterator[Block]:
    for name, kind in LISTER.items():
        known = frozenset(map(str, kind))
        yield Block(list_heading(name), lister.valg[name], list_range(name), known, _FREE)
    for kind_of_word, words in lister.ord.items():
        yield Block(WORDS_LABEL + kind_of_word, words, free=_FREE)
    yield Block(HIDDEN_LABEL, sorted(lister.skjulte_tips), free=_FREE)
    levels = tuple(map(str, Cefr))
    yield Block("Nivåer, lavest først", levels, LEVELS, frozenset(levels))
    for ark in ARK:
        for name, each in columns(ark).items():
            if scale := each.column.scale:
                steps = tuple(f"{step} – {said}" for step, said in enumerate(scale))
                yield Block(f"Trinn: {each.heading()}", steps, scale_range(name), frozenset(steps))


def _write_block(draft: Draft, sheet: Worksheet, column: int, block: Block) -> None:
    style = draft.style
    hidden = {} if block.free else {"hidden": True}
    sheet.set_column(column, column, _width(block), style("open"), hidden)
    optional = "must" if block.free else "computed"
    sheet.write_string(_HEADER_ROW, column, block.heading, style("heading", optional))
    for row, value in enumerate(block.values, start=_FIRST):
        look = style("built in", "middle") if value in block.fixed else style("answer", "middle")
        sheet.write_string(row, column, value, look)
    end = _FIRST + len(block.values)
    for row in range(end, end + block.free):
        sheet.write_blank(row, column, None, style("answer", "middle"))
    if block.name:
        room = max(_ROOM, len(block.values) + _FREE) if block.free else len(block.values)
        place = f"{LISTER_TAB}!{xl_range_abs(_FIRST, column, _FIRST + room - 1, column)}"
        draft.name_filled(block.name, place, f"COUNTA({place})")


def _width(block: Block) -> int:
    longest = max(map(len, block.values), default=0)
    return min(max(16, longest + 3, max(map(len, block.heading.split())) + 4), 46)
