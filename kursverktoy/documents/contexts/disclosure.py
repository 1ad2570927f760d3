"""What a report for others may say of small numbers: never how many, when it is one to four.

A count of one to four people can point at someone. So it is written «færre enn 5», and where a
total beside it would give it away by subtraction, its neighbours are written «5 eller flere»
too. What then is left is proven: a hidden count stays hidden when the hidden terms around it can
be shifted by one, up or down, so that every printed sum still holds and every term still fits
what is printed in it. Whether such a shift exists depends on what is printed alone, so that one
who knows these rules learns no more than one who doesn't.
"""

from collections.abc import Collection, Iterator, Sequence
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

    def fits(self, count: int) -> bool:
        """Whether the band would be printed for `count`."""
        return is_few(count) if self is Band.FEW else count >= ENOUGH


Shown = int | Band
"""A count as it is printed."""


def is_few(count: int) -> bool:
    """Whether a count is too small to print."""
    return 0 < count < ENOUGH


def banded(count: int) -> Shown:
    """Return what stands for a count in a row that hides one: its band, or that it is zero."""
    if count == 0:
        return 0
    return Band.FEW if is_few(count) else Band.MANY


def alone(count: int) -> Shown:
    """Return a count that stands in no sum."""
    return Band.FEW if is_few(count) else count


def parts(counts: Sequence[int], known: Collection[int] = ()) -> tuple[Shown, ...] | None:
    """Return the parts of a printed total; None when they can't be printed beside it.

    `known` are the places of the parts that are printed elsewhere anyway.
    """
    if sum(counts) < SMALLEST_TOTAL:
        return None
    if not any(map(is_few, counts)):
        return tuple(counts)
    shown = tuple(
        alone(count) if place in known else banded(count) for place, count in enumerate(counts)
    )
    terms = [Term("all", "each", *pair) for pair in zip(counts, shown, strict=True)]
    return None if any_derivable(terms) else shown


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

    A row that hides a count hides both its halves; the others are exact.
    """
    first, second = (sum(row[half] for row in rows) for half in (0, 1))
    if first + second < SMALLEST_TOTAL or any(is_few(sum(row)) for row in rows):
        return None
    shown = Halves(tuple(map(_row, rows)), _row((first, second)))
    terms = [
        term
        for number, (counts, row) in enumerate(zip(rows, shown.rows, strict=True))
        for term in (
            Term(f"row {number}", "first", counts[0], row[0]),
            Term(f"row {number}", "second", counts[1], row[1]),
        )
    ]
    terms += [
        Term("first", "all", first, shown.sums[0]),
        Term("second", "all", second, shown.sums[1]),
    ]
    return None if any_derivable(terms) else shown


def _row(counts: tuple[int, int]) -> tuple[Shown, Shown]:
    first, second = counts
    if any(map(is_few, counts)):
        return (banded(first), banded(second))
    return counts


@dataclass(frozen=True, slots=True)
class Term:
    """A count in a table, as a part of the sum `part_of` and of the sum `goes_into`."""

    part_of: str
    goes_into: str
    count: int
    shown: Shown

    def may_change(self, step: int) -> bool:
        """Whether one more (or less, for -1) would be printed the same."""
        return isinstance(self.shown, Band) and self.shown.fits(self.count + step)


def any_derivable(terms: Sequence[Term]) -> bool:
    """Whether some hidden count of one to four can be worked out from what is printed.

    The sums that terms are parts of, or go into, are printed too, or are terms themselves. A term
    can change when a round of changes through others gives the same sums and the same bands.
    """
    few = (n for n, term in enumerate(terms) if term.shown is Band.FEW)
    return any(not _can_change(terms, number) for number in few)


def _can_change(terms: Sequence[Term], number: int) -> bool:
    term = terms[number]
    others = [other for n, other in enumerate(terms) if n != number]
    up = term.may_change(1) and _reaches(others, term.goes_into, term.part_of)
    return up or (term.may_change(-1) and _reaches(others, term.part_of, term.goes_into))


def _reaches(terms: Sequence[Term], start: str, goal: str) -> bool:
    """Whether one too many in the sum `start` can be passed on from term to term to `goal`."""
    seen, ahead = {start}, [start]
    while ahead:
        for sum_ in _passes_on(terms, ahead.pop()):
            if sum_ not in seen:
                seen.add(sum_)
                ahead.append(sum_)
    return goal in seen


def _passes_on(terms: Sequence[Term], sum_: str) -> Iterator[str]:
    for term in terms:
        if term.part_of == sum_ and term.may_change(1):
            yield term.goes_into
        if term.goes_into == sum_ and term.may_change(-1):
            yield term.part_of
