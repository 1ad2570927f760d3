"""The charts on Sammendrag: goals reached by category and one by one, and Norwegian by skill.

No chart compares persons.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.style import LINE, MIST, PETROL
from kursverktoy.workbook.builder.summary_areas import Area
from kursverktoy.workbook.tabs import SAMMENDRAG

_ATTAINMENT = {"Oppnådd": "#2F6F7E", "Delvis": "#E0B75B", "Ikke nådd": "#D5DEE2"}
_LEVELS = ("#D9C7A3", "#D5E3E6", "#A9C7CE", "#74A3AE", "#3F7C8B", "#1F4E5F")
_COLUMN = 11
"""The column (from 0) where charts begin, to the right of the narrow parts."""
_WIDTH = 760
_GOALS_SHOWN = 20
"""How many goals the chart has room for in a course without goals."""


def write_charts(draft: Draft, sheet: Worksheet, parts: Mapping[str, Area]) -> None:
    """Put the charts beside the parts they are drawn from."""
    goals, categories = parts["mål"], parts["kategorier"]
    shown = goals.first + (len(draft.bok.læringsmål) or _GOALS_SHOWN) - 1
    reached = _attainment(draft, categories, (0, categories.last - 1), categories.title)
    _place(sheet, parts["kurs"].header, reached, 420)
    _place(sheet, categories.header, _levels(draft, parts["norsk"]), 400)
    one_by_one = _attainment(draft, goals, (1, shown), goals.title)
    _place(sheet, goals.header, one_by_one, 90 + 26 * (shown - goals.first + 1))


def _place(sheet: Worksheet, row: int, chart: Chart, height: int) -> None:
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.insert_chart(row - 1, _COLUMN, chart, {"x_offset": 30})


def _attainment(draft: Draft, area: Area, names: tuple[int, int], title: str) -> Chart:
    """Return a chart of how large a part of the goals is reached, partly and not.

    `names` is the column of the names, and the last row to show.
    """
    chart = draft.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    column, last = names
    for heading, colour in _ATTAINMENT.items():
        number = area.headings.index(heading)
        chart.add_series(_series(area, (column, number), last, colour))
    _dress(chart, title, "0 %")
    return chart


def _levels(draft: Draft, area: Area) -> Chart:
    """Return a chart of how many are at each level in each skill."""
    chart = draft.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for number, colour in enumerate(_LEVELS, start=1):
        chart.add_series(_series(area, (0, number), area.last, colour))
    _dress(chart, "Norsk ved kartleggingen: antall med plass på hvert nivå", "0")
    return chart


def _series(area: Area, columns: tuple[int, int], last: int, colour: str) -> dict[str, Any]:
    names, values = (area.columns[number] - 1 for number in columns)
    first, end = area.first - 1, last - 1
    return {
        "name": [SAMMENDRAG, area.header - 1, values],
        "categories": [SAMMENDRAG, first, names, end, names],
        "values": [SAMMENDRAG, first, values, end, values],
        "fill": {"color": colour},
        "gap": 45,
    }


def _dress(chart: Chart, title: str, number_format: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12, "color": PETROL}})
    chart.set_legend({"position": "bottom", "font": {"size": 9}})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "line": {"color": LINE}})
    lines = {"visible": True, "line": {"color": MIST}}
    chart.set_x_axis(
        {"num_font": {"size": 9}, "num_format": number_format, "label_position": "high",
         "major_gridlines": lines, "line": {"none": True}, "major_tick_mark": "none"}
    )  # fmt: skip
