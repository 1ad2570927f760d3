"""Tables and paragraphs for a terminal of a given width."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

_GAP = "  "
_NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right."""

    heading: str
    right: bool = False
    at_least: int = 0


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the heading and the rows of a table; the widest text columns give way to `width`."""
    cells = [[c.heading for c in columns], *([printable(each) for each in row] for row in rows)]
    widths = _widths(columns, cells, width)
    return [
        _GAP.join(
            clipped(cell, size).rjust(size) if column.right else clipped(cell, size).ljust(size)
            for cell, size, column in zip(row, widths, columns, strict=True)
        ).rstrip()
        for row in cells
    ]


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    natural = [max(map(len, column)) for column in zip(*cells, strict=True)]
    widths = [max(size, column.at_least) for size, column in zip(natural, columns, strict=True)]
    texts = [n for n, column in enumerate(columns) if not column.right]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        widest = max(texts, key=lambda n: widths[n])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths


def clipped(text: str, size: int) -> str:
    """Return `text`, cut with «…» when it is longer than `size`."""
    return text if len(text) <= size else f"{text[: size - 1].rstrip()}…"


def paragraph(text: str, width: int, indent: str) -> list[str]:
    """Return `text` on lines of at most `width`, every one indented."""
    return wrap(printable(text), width, initial_indent=indent, subsequent_indent=indent)


def printable(text: str) -> str:
    """Return `text` without what could move the cursor or change the colours of a terminal."""
    return "".join(each if each.isprintable() else " " for each in text)
