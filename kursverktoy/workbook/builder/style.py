"""How the workbook looks: one restrained palette, and every cell format by name."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, PETROL, TEAL, MIST, BAND = "#22313A", "#1F4E5F", "#5F8A99", "#E6EEF1", "#F6F9FA"
GREY, LINE, WHITE, PAPER = "#7B8A93", "#D5DEE2", "#FFFFFF", "#FFFDF5"
YELLOW, ORANGE, ROSE, GREEN = "#FFF3C4", "#FBD9B5", "#F4B8B0", "#D8EBDD"

TABS: Mapping[int, str] = {
    **dict.fromkeys(range(1, 6), "#2F6F7E"),
    6: "#8A6BA1",
    **dict.fromkeys((7, 8), "#5E8C61"),
    **dict.fromkeys((9, 10), "#B8863B"),
}
"""The colour of a tab by the first step that uses the sheet: plan, intake, course, closing."""
GENERATED_TAB = "#A9B4BA"

_STYLES: Mapping[str, Mapping[str, Any]] = {
    "text": {"font_color": INK, "valign": "top", "text_wrap": True},
    "middle": {"valign": "vcenter"},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "indent": {"indent": 1, "align": "left"},
    "bold": {"bold": True},
    "small": {"font_size": 9},
    "grey": {"font_color": GREY},
    "title": {"font_size": 18, "bold": True, "font_color": PETROL, "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": GREY, "valign": "vcenter"},
    "banner": {"bg_color": PETROL, "font_color": WHITE, "valign": "vcenter"},
    "section": {
        "font_size": 12, "bold": True, "font_color": PETROL, "valign": "vcenter",
        "bottom": 2, "bottom_color": PETROL,
    },
    "link": {"font_color": "#1F6F8B", "underline": 1},
    "help": {
        "font_size": 9, "font_color": GREY, "italic": True, "valign": "bottom", "text_wrap": True,
    },
    "id": {"font_size": 8, "font_color": "#A9B4BA", "valign": "bottom"},
    "unseen": {"num_format": ";;;"},
    "must": {"bg_color": PETROL, "font_color": WHITE, "bold": True},
    "may need": {"bg_color": TEAL, "font_color": WHITE, "bold": True},
    "optional": {"bg_color": MIST, "font_color": PETROL, "bold": True},
    "computed": {"bg_color": "#DCE1E4", "font_color": INK, "bold": True},
    "heading": {
        "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": WHITE,
        "indent": 1, "align": "left",
    },
    "answer": {"bg_color": PAPER, "border": 1, "border_color": LINE, "locked": False},
    "paper": {"bg_color": PAPER},
    "line": {"bottom": 1, "bottom_color": LINE},
    "box": {"border": 1, "border_color": LINE},
    "open": {"locked": False},
    "hidden": {"hidden": True},
    "missing": {"bg_color": YELLOW},
    "wrong": {"bg_color": ORANGE, "font_color": "#7A3E00"},
    "tip": {"bg_color": MIST, "font_color": PETROL},
    "danger": {"bg_color": ROSE, "font_color": "#7A1E14", "bold": True},
    "done": {"bg_color": GREEN, "font_color": "#1E5B34"},
    "doing": {"bg_color": YELLOW, "font_color": "#6B4E00"},
    "band": {"bg_color": BAND},
    "found": {"border": 1, "border_color": "#C4453A"},
    "built in": {"font_color": GREY, "bg_color": "#F1F4F5"},
}  # fmt: skip


class Style:
    """The formats of one workbook; the same combination of names is made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Format] = {}

    def __call__(self, *names: str, **properties: Any) -> Format:
        """Return the format of the named styles, later ones over earlier, and `properties`."""
        key = (names, *properties.items())
        if key not in self._made:
            merged: dict[str, Any] = {}
            for name in names:
                merged |= _STYLES[name]
            self._made[key] = self._workbook.add_format(merged | properties)
        return self._made[key]
