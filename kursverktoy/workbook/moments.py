"""How Excel shows a number as a day or a time of day, and which one it is."""

import re
from datetime import date, datetime, time

from kursverktoy.course.cells import ErrorCell, Raw

INVALID_DATE = ErrorCell("ugyldig dato")
"""A number that is formatted as a date, but is no day in Excel's calendar."""
DAY, CLOCK, ELAPSED, PLAIN = "day", "clock", "elapsed", ""
BUILT_IN = (
    dict.fromkeys(map(str, (*range(14, 18), 22, *range(27, 37), *range(50, 59))), DAY)
    | dict.fromkeys(("18", "19", "20", "21", "45", "47"), CLOCK)
    | {"46": ELAPSED}
)
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')
_COUNTED = re.compile(r"\[(h+|m+|s+)\]")
_BRACKETED = re.compile(r"\[[^\]]*\]")


def shown_as(code: str) -> str:
    """Return whether the number format `code` shows a DAY, a CLOCK, ELAPSED time or is PLAIN."""
    code = _LITERAL.sub("", code).lower().partition(";")[0]
    if _COUNTED.search(code):
        return ELAPSED
    letters = set(_BRACKETED.sub("", code))
    if letters & set("hs") and not letters & set("dy"):
        return CLOCK
    return DAY if letters & set("dmy") else PLAIN


_DAY_MS = 86_400_000
_FIRST_1900, _FIRST_1904 = date(1899, 12, 31).toordinal(), date(1904, 1, 1).toordinal()
_NO_SUCH_DAY = 60
"""29 February 1900, which Excel counts and the calendar does not have."""


def moment(serial: float, shown: str, *, since_1904: bool = False) -> Raw:
    """Return the day, time of day or both that Excel shows for `serial`.

    Elapsed time of a day or more comes as the text Excel shows, such as "36:00".
    """
    if not 0 <= serial <= date.max.toordinal():
        return INVALID_DATE
    # Excel itself rounds to milliseconds; half past one is not exact in a binary fraction.
    days, clock = divmod(round(serial * _DAY_MS), _DAY_MS)
    if shown == ELAPSED and days:
        minutes, seconds = divmod(round(serial * 86_400), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if shown != DAY and not days:
        return _time(clock)
    if since_1904:
        ordinal = _FIRST_1904 + days
    else:
        ordinal = _FIRST_1900 + days - (days > _NO_SUCH_DAY)
        if days in {0, _NO_SUCH_DAY}:
            return INVALID_DATE
    if ordinal > date.max.toordinal():
        return INVALID_DATE
    day = date.fromordinal(ordinal)
    return datetime.combine(day, _time(clock)) if clock else day


def _time(milliseconds: int) -> time:
    seconds, rest = divmod(milliseconds, 1_000)
    return time(seconds // 3_600, seconds // 60 % 60, seconds % 60, rest * 1_000)


def iso_moment(written: str) -> Raw:
    """Return the day or time that a cell of ISO type says."""
    try:
        if "T" not in written and ":" in written:
            return time.fromisoformat(written)
        read = datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return INVALID_DATE
    return read.date() if read.time() == time.min else read
