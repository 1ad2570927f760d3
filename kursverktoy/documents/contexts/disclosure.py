"""What a report for others may say of small numbers: never how many, when it is one to four.

A count of one to four people can point at someone. So it is written «færre enn 5», and where a
total beside it would give it away by subtraction, its neighbours are written «5 eller flere»
too. What then is left is proven: with all that is printed, each hidden count can still be any
number from one to four. What can't be proven is left out.

One who knows these rules learns no exact number either: what is hidden around a small count is
the same whatever the counts are, and whether the proof holds depends on what is printed alone.
But that a table is left out can tell such a reader that all its counts are small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

ENOUGH = 5
"""The smallest count above zero that is printed."""
SMALLEST_TOTAL = 10
"""A table about fewer is left out."""


class Band(Enum):
    """What is printed in place of a count."""

    FEW = "one to four"
    MANY = "five or more"


Shown = int | Band
"""A count as it is printed."""
Interval = tuple[int, int]
"""The least and the most that a count can be."""
_FEW: Interval = (1, ENOUGH - 1)


def is_few(count: int) -> bool:
    """Whether a count is too small to print."""
    return 0 < count < ENOUGH


def alone(count: int) -> Shown:
    """Return a count that stands in no sum."""
    return Band.FEW if is_few(count) else count


def banded(counts: Sequence[int]) -> tuple[Shown, ...]:
    """Return the terms of a printed sum: as they are, or all in bands when one is small."""
    if not any(map(is_few, counts)):
        return tuple(counts)
    return tuple(_band(count) for count in counts)


def parts(counts: Sequence[int]) -> tuple[Shown, ...] | None:
    """Return the parts of a printed total; None when they can't be printed beside it."""
    total = sum(counts)
    if total < SMALLEST_TOTAL:
        return None
    shown = banded(counts)
    within = [_interval(each, total) for each in shown]
    return shown if _all_open(shown, narrowed(within, (total, total))) else None


@dataclass(frozen=True, slots=True)
class Halves:
    """Rows of a total each, in two halves, and the sums of the halves."""

    rows: tuple[tuple[Shown, Shown], ...]
    sums: tuple[Shown, Shown]

    @property
    def exact(self) -> bool:
        """Whether nothing is hidden."""
        return not any(isinstance(each, Band) for row in (*self.rows, self.sums) for each in row)


def halves(rows: Sequence[tuple[int, int]]) -> Halves | None:
    """Return a table whose row totals, and total, are printed; None when it can't be.

    When one row hides a count, all rows do: the exact ones, taken from the sums, would narrow it
    down. The sums are hidden only for their own sake.
    """
    totals = [sum(row) for row in rows]
    if sum(totals) < SMALLEST_TOTAL or any(map(is_few, totals)):
        return None
    few = any(is_few(count) for row in rows for count in row)
    shown = tuple((_band(a), _band(b)) if few else (a, b) for a, b in rows)
    first, second = banded([sum(row[half] for row in rows) for half in (0, 1)])
    table = Halves(shown, (first, second))
    return table if _holds(table, totals) else None


def narrowed(within: Sequence[Interval], total: Interval) -> list[Interval]:
    """Return what each of some counts can be, when their sum is in `total` too.

    The counts are free of each other but for their sum, so every number in between can be.
    """
    least, most = (sum(each[end] for each in within) for end in (0, 1))
    return [
        (max(low, total[0] - (most - high)), min(high, total[1] - (least - low)))
        for low, high in within
    ]


def _holds(table: Halves, totals: Sequence[int]) -> bool:
    """Whether all that a table of halves hides is open: in its rows, and in its sums."""
    rows = [_first(row, total) for row, total in zip(table.rows, totals, strict=True)]
    sums = _first(table.sums, sum(totals))
    least, most = (sum(each[end] for each in rows) for end in (0, 1))
    firsts = [*narrowed(rows, sums), (max(sums[0], least), min(sums[1], most))]
    every = zip((*table.rows, table.sums), firsts, (*totals, sum(totals)), strict=True)
    # As the totals are printed, a first half tells all there is to know of the second.
    return all(
        _all_open(row, (first, (total - first[1], total - first[0]))) for row, first, total in every
    )


def _first(row: tuple[Shown, Shown], total: int) -> Interval:
    """Return what the first half of a row can be, by the row alone."""
    first, second = (_interval(each, total) for each in row)
    return max(first[0], total - second[1]), min(first[1], total - second[0])


def _interval(shown: Shown, total: int) -> Interval:
    """Return what a count can be, by how it is printed, as a part of `total`."""
    match shown:
        case Band.FEW:
            return _FEW
        case Band.MANY:
            return ENOUGH, total
    return shown, shown


def _all_open(shown: Sequence[Shown], within: Sequence[Interval]) -> bool:
    """Whether each hidden small count can be anything from one to four."""
    few = (each for each, how in zip(within, shown, strict=True) if how is Band.FEW)
    return all(low <= _FEW[0] and high >= _FEW[1] for low, high in few)


def _band(count: int) -> Shown:
    """Return what stands for a count beside a hidden one: its band, or that it is zero."""
    if count == 0:
        return 0
    return Band.FEW if is_few(count) else Band.MANY
