"""What makes a workbook one with macros: its VBA project, its settings and its buttons."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kursverktoy.workbook.tabs import OPPSETT

_BOOK = "ThisWorkbook"
_BUTTON_HEIGHT, _BETWEEN = 30, 8
"""In pixels."""
_WIDEST_KEY, _WIDEST_VALUE = 34, 70


class Button(NamedTuple):
    """A button on the sheet Start."""

    caption: str
    macro: str
    """The procedure it runs: «Knapper.Sjekk»."""


class Macros(NamedTuple):
    """What a workbook gets besides its sheets."""

    project: bytes
    """The file vbaProject.bin."""
    code_names: Mapping[str, str]
    """The name in the project of every sheet, by the name on its tab."""
    settings: Mapping[str, str]
    """What the macros of xlwings look up on the hidden sheet."""
    buttons: Sequence[Button] = ()


def add_macros(workbook: Workbook, macros: Macros) -> Worksheet:
    """Add the project and the sheet with its settings, which is returned.

    Raises `ValueError` unless the project knows exactly the sheets of the workbook; Excel would
    otherwise make modules of its own, and the old ones would run no more.
    """
    sheet = workbook.add_worksheet(OPPSETT)
    sheet.set_column(0, 0, _WIDEST_KEY)
    sheet.set_column(1, 1, _WIDEST_VALUE)
    for row, pair in enumerate(macros.settings.items()):
        # As text: VBA would turn a real FALSE into the word of the user's language.
        for column, said in enumerate(pair):
            sheet.write_string(row, column, said)
    tabs = {tab.get_name(): tab for tab in workbook.worksheets()}
    if tabs.keys() != macros.code_names.keys():
        raise ValueError(f"no module, or no sheet: {tabs.keys() ^ macros.code_names.keys()}")
    workbook.set_vba_name(_BOOK)
    for name, tab in tabs.items():
        tab.set_vba_name(macros.code_names[name])
    workbook.add_vba_project(BytesIO(macros.project), is_stream=True)
    return sheet


def write_buttons(
    sheet: Worksheet, place: tuple[int, int], across: int, buttons: Sequence[Button]
) -> None:
    """Put `buttons` in one line from the cell `place` (counted from 0), `across` pixels in all."""
    each = (across + _BETWEEN) // len(buttons)
    for number, button in enumerate(buttons):
        how = {"x_offset": number * each, "y_offset": _BETWEEN // 2, "height": _BUTTON_HEIGHT}
        sheet.insert_button(*place, {**button._asdict(), **how, "width": each - _BETWEEN})
