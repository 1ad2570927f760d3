"""What must not be in a workbook that is made: looked for in every part of the file."""

from collections.abc import Collection, Iterator
from datetime import date
from html import unescape

from kursverktoy.course.persons import Values
from kursverktoy.course.sought import Sought
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.raw_parts import decoded, parts_of

_DAY_ZERO = date(1899, 12, 30)
"""The day a spreadsheet counts from."""


def refuse_leaks(data: bytes, values: Values, *, own: bytes, houses: Collection[str]) -> None:
    """Raise `KursverktoyError` when the workbook `data` holds any of `values`.

    What a workbook without a course says, `own`, is no leak, and neither is a name in the name
    of an organisation or a place, one of `houses`.
    """
    found = leaking_parts(data, values, own=own, houses=houses)
    if found:
        raise KursverktoyError(
            "Boka ble ikke laget, for den ville fortsatt hatt opplysninger om personer (i "
            f"{', '.join(found)}). Se etter navn på arket Lister og i kursets egne tekster, fjern "
            "dem, og prøv igjen."
        )


def leaking_parts(data: bytes, values: Values, *, own: bytes, houses: Collection[str]) -> list[str]:
    """Return the parts of the workbook `data` in which something of `values` stands."""
    ours = "\n".join(text for _, text in _texts(own))
    told = values.names | values.texts
    wanted = Sought(told - Sought(told).those_in(ours))
    days = [cell for day in values.days if (cell := _cell(day)) not in ours]
    return [
        part
        for part, text in _texts(data)
        if any(cell in text for cell in days) or wanted.in_(_without(text, houses))
    ]


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each part of a package with its name and all that is written in it."""
    for name, part in parts_of(data):
        yield name, "\n".join((name, *map(unescape, decoded(part))))


def _without(text: str, houses: Collection[str]) -> str:
    for house in houses:
        text = text.replace(house, " ")
    return text


def _cell(day: date) -> str:
    """Return how a day stands in a cell. In words it tells of nobody, but for a day of birth."""
    return f">{(day - _DAY_ZERO).days}<"
