"""One cell at a time: what a spreadsheet holds, and what the course means by it.

Coordinators type, paste and import, so «7,5», 7.5 and ' 7.5 ' must read the same. Nothing a
cell can hold makes `parse` raise anything but `UnreadableError`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_JOINERS = re.compile("[\u200c\u200d]")
"""Persian and Kurdish names need these, so they stay in a text; names differ by them never."""


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error such as #REF!; never the same as an empty cell."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula with no stored result: the file was never calculated by a spreadsheet."""

    formula: str

    def __str__(self) -> str:
        return f"={self.formula}"


Raw = str | int | float | bool | date | datetime | time | ErrorCell | Uncalculated | None
"""What a cell can hold. Whole numbers are int; a date without a clock time is a date."""


class UnreadableError(ValueError):
    """A cell holds something other than its column promises; the text says what is expected."""


def text(raw: object) -> str:
    """Return `raw` as tidy one-line text: composed letters (NFC), single spaces, no edges."""
    written = raw if isinstance(raw, str) else _written(raw)
    # Most cells are plain ASCII: there is nothing to compose or to take out.
    return " ".join((written if written.isascii() else _composed(written)).split())


def long_text(raw: object) -> str:
    """Return `raw` as text that keeps its line breaks; other white space is tidied."""
    written = _composed(raw if isinstance(raw, str) else _written(raw))
    lines = written.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    return "\n".join([" ".join(line.split()) for line in lines]).strip("\n")


def _composed(written: str) -> str:
    return normalize("NFC", _ZERO_WIDTH.sub("", written))


def key(raw: object) -> str:
    """Return what two spellings of one word have in common, for comparing names."""
    return _JOINERS.sub("", text(raw)).casefold()


def legal(written: str) -> str:
    """Return `written` with each character that XML forbids replaced by U+FFFD."""
    if written.isprintable():  # as nearly all is, and then the pattern need not be made
        return written
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "\ufffd", written)


def _written(raw: object) -> str:
    match raw:
        case None:
            return ""
        case bool():
            return "Ja" if raw else "Nei"
        case float():
            exact = raw.is_integer() and abs(raw) < 1e15  # noqa: PLR2004  exact in a double
            return str(int(raw)) if exact else repr(raw).replace(".", ",")
        case datetime():
            return f"{raw:%d.%m.%Y %H:%M}"
        case date():
            return f"{raw:%d.%m.%Y}"
    return str(raw)


def number(raw: object) -> float:
    """Return `raw` as a number; «1 234,50», «1.234,50» and «7.5» are all understood."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if raw - raw == 0:
            return raw
        raise UnreadableError("et tall")
    written = re.sub(r"\s", "", text(raw)).replace("\u2212", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d+", written):
        written = written.replace(".", "")
    written = written.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})", written):
        raise UnreadableError("et tall")
    return float(written)


def whole_number(raw: object) -> int:
    """Return `raw` as a whole number."""
    try:
        value = number(raw)
    except UnreadableError:
        value = 0.5
    if value != int(value):
        raise UnreadableError("et helt tall")
    return int(value)


_MONTH_NAMES = "januar februar mars april mai juni juli august september oktober november desember"
_MONTHS: Mapping[str, int] = {
    spelt: month
    for month, name in enumerate(_MONTH_NAMES.split(), start=1)
    for spelt in (name, name[:3], name[:4])
}
# Patterns that few courses need are compiled when they are first used.
_DAY_MONTH_YEAR = r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\.?"
_DAY_NAME_YEAR = r"(\d{1,2})\.?\s*([a-zæøå]+)\.?\s*(\d{4})"
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?"
_EXCEL_EPOCH, _SERIALS = date(1899, 12, 30), range(20_000, 80_000)
_OLDEST, _NEWEST = date(1900, 1, 1), date(2199, 12, 31)


def day(raw: object) -> date:
    """Return `raw` as a date: a real date, ISO, «17.8.2026», «17/8-26» or «17. august 2026».

    A number is a date that has lost its format. A form that Norwegians and others read
    differently («2/3/2024») is refused, not guessed.
    """
    if isinstance(raw, int) and not isinstance(raw, bool) and raw in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=raw)
    if isinstance(raw, datetime):
        raw = raw.date()
    if not isinstance(raw, date):
        raw = _day_in(text(raw).casefold())
    if not _OLDEST <= raw <= _NEWEST:
        raise UnreadableError("en dato (dd.mm.åååå)")
    return raw


def _day_in(written: str) -> date:
    try:
        if found := re.fullmatch(_ISO, written):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(_DAY_NAME_YEAR, written):
            return date(int(found[3]), _MONTHS[found[2]], int(found[1]))
        if (found := re.fullmatch(_DAY_MONTH_YEAR, written)) and written.count("/") < 2:  # noqa: PLR2004
            year = int(found[3]) + (2000 if len(found[3]) == len("26") else 0)
            return date(year, int(found[2]), int(found[1]))
    except (ValueError, KeyError):
        pass
    raise UnreadableError("en dato (dd.mm.åååå)")


PARSERS: Mapping[type, Callable[[object], object]] = {
    str: long_text,
    int: whole_number,
    float: number,
    date: day,
}
"""How to read a cell of each plain type; lists and references are read with their choices."""
