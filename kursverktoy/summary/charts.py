"""The charts of the summary workbook: native, calm, and never of one person beside another."""

from dataclasses import dataclass

from kursverktoy.summary.pages import Page, Part
from kursverktoy.workbook.builder.style import GREY, INK, WHITE

_BESIDE = 9
"""The column to the right of every table with a chart."""
_WIDTH = 600
_SMALL = {"size": 9, "color": INK}


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the parts that are stacked: its name, its column in the table, its colour."""

    name: str
    column: int
    colour: str


def stacked_bars(
    page: Page, part: Part, title: str, layers: tuple[Layer, ...], *, row: int
) -> None:
    """Insert a bar for each row of `part`, the first on top, beside the table from `row` on."""
    chart = page.book.add_chart({"type": "bar", "subtype": "stacked"})
    for layer in layers:
        chart.add_series(
            {
                "name": layer.name,
                "categories": part.column(0),
                "values": part.column(layer.column),
                "fill": {"color": layer.colour},
                "gap": 40,
                "data_labels": {
                    "value": True,
                    "num_format": "0;;",  # no label on an empty part
                    "font": {"size": 9, "color": _readable_on(layer.colour)},
                },
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True, "color": INK}})
    chart.set_legend({"position": "bottom", "font": {"size": 9, "color": GREY}})
    line = {"none": True}
    chart.set_y_axis({"reverse": True, "num_font": _SMALL, "line": line, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": line})
    chart.set_size({"width": _WIDTH, "height": 110 + 24 * (part.last - part.first + 1)})
    described = {"object_position": 2, "description": f"{title}: antall i hver rad."}
    page.sheet.insert_chart(row, _BESIDE, chart, described)


def _readable_on(colour: str) -> str:
    """Return white or dark, whichever can be read on `colour`."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return WHITE if 3 * red + 6 * green + blue < 1300 else INK  # noqa: PLR2004  of 2550
