"""Charts as pictures: the one door to matplotlib, opened only when a report is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_WIDTH, _ROW, _FRAME = 6.5, 0.42, 0.75
"""Inches: the width, the height of a row, and of the legend with its space."""
_DPI = 160
_TEXT, _INK, _LINE = 9, "#1A1A1A", "#1F3A5F"
_NARROWEST = 0.045
"""Of the longest bar; a narrower part has no room for its number."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How one part of a bar looks: dark, middle and light, and patterns, also on grey paper."""

    fill: str
    ink: str
    hatch: str = ""


_LOOKS = (
    _Look("#1F3A5F", "#FFFFFF"),
    _Look("#9CC3E6", _INK, "///"),
    _Look("#FFFFFF", _INK, "..."),
)
"""In the order of the parts; blue tones differ for all kinds of colour blindness."""


def stacked_bars(names: Sequence[str], parts: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    """Return a PNG with a bar for each name, first on top, of up to three parts with numbers.

    `parts` are pairs of what the part is called and its count for each name. The same input
    gives the same bytes.
    """
    with style.context("default", after_reset=True):  # whatever the machine's own settings are
        return _drawn(names, parts)


def _drawn(names: Sequence[str], parts: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    figure = Figure((_WIDTH, _FRAME + _ROW * len(names)), dpi=_DPI, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    longest = max(map(sum, zip(*(counts for _, counts in parts), strict=True)))
    left = [0] * len(names)
    for (label, counts), look in zip(parts, _LOOKS[: len(parts)], strict=True):
        _bars(axes, label, counts, left, look)
        _numbers(axes, counts, left, look, longest)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    _frame(axes, names)
    written = BytesIO()
    canvas.print_png(written, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return written.getvalue()


def _bars(axes: Axes, label: str, counts: Sequence[int], left: Sequence[int], look: _Look) -> None:
    axes.barh(
        range(len(counts)),
        counts,
        left=left,
        height=0.66,
        label=label,
        color=look.fill,
        edgecolor=_LINE,
        linewidth=0.8,
        hatch=look.hatch,
    )


def _numbers(
    axes: Axes, counts: Sequence[int], left: Sequence[int], look: _Look, longest: int
) -> None:
    for row, (count, before) in enumerate(zip(counts, left, strict=True)):
        if count > longest * _NARROWEST:
            axes.text(
                before + count / 2,
                row,
                str(count),
                ha="center",
                va="center",
                color=look.ink,
                fontsize=_TEXT,
                # On a pattern a number needs a ground of its own.
                bbox={"facecolor": look.fill, "edgecolor": "none", "pad": 1.2},
            )


def _frame(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names, fontsize=_TEXT, color=_INK)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_visible(False)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        ncols=len(_LOOKS),
        frameon=False,
        fontsize=_TEXT,
        labelcolor=_INK,
        handleheight=1.0,
    )
