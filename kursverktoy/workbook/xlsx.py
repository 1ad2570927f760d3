"""The sheets of an Excel workbook (.xlsx, .xlsm and their templates), cell by cell.

Transitional and strict files read alike. Nothing is guessed: what no spreadsheet writes, and
two readers could understand differently, is refused.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from math import inf

from kursverktoy.course.cells import ErrorCell, Raw, Uncalculated
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet, column_letters
from kursverktoy.workbook.package import (
    Attributes,
    Ends,
    Package,
    Relationship,
    Starts,
    damaged,
    parse_xml,
)

MAX_ROW, MAX_COLUMN = 200_000, 2_000
MAX_CELLS = 2_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TRUE = {"1", "true"}
_TOO_MUCH = "Fila «{}» har flere enn to millioner celler med innhold. Del den i flere arbeidsbøker."
INVALID_DATE = ErrorCell("ugyldig dato")
"""A number that is formatted as a date, but is no day in Excel's calendar."""


def read_sheets(
    package: Package, part: str, only: Collection[str] | None = None
) -> dict[str, Sheet]:
    """Return the worksheets of the workbook in `part`, by name and in order.

    Only the sheets in `only` are read when it is given. Formulas come as their stored results;
    a formula without one is `Uncalculated`, and a number shown as a date that does not exist
    is an `ErrorCell`. Raises `KursverktoyError` for anything damaged.
    """
    names, since_1904 = _contents(package, part)
    related = package.relationships(part)
    shared = _Shared(
        package.name,
        _strings(package, _part_of(related, "sharedStrings")),
        _formats(package, _part_of(related, "styles")),
        since_1904,
    )
    sheets: dict[str, Sheet] = {}
    room = MAX_CELLS
    for name, identity in names.items():
        target = related.get(identity)
        if target is None or target.external:
            raise damaged(package.name, f"arket «{name:.40}» ligger ikke i fila")
        if target.kind == "worksheet" and (only is None or name in only):
            grid = _Grid(name, shared, room)
            xml = _without_empty_cells(package.read(target.target))
            parse_xml(package.name, xml, grid.starts, grid.ends, grid.string.pieces.append)
            sheets[name], room = grid.sheet(), grid.room
    return sheets


def _contents(package: Package, part: str) -> tuple[dict[str, str], bool]:
    """Return the relationship id of each sheet by its name, and whether days count from 1904."""
    names: dict[str, str] = {}
    since_1904 = False

    def sheet(attributes: Attributes) -> None:
        name = attributes.get("name", "")
        if not name or name.casefold() in map(str.casefold, names):
            raise damaged(package.name, f"to ark heter «{name:.40}»")
        ids = [value for key, value in attributes.items() if key.endswith(" id")]
        names[name] = ids[0] if ids else ""

    def properties(attributes: Attributes) -> None:
        nonlocal since_1904
        since_1904 = attributes.get("date1904") in _TRUE

    package.parse(part, {"sheet": sheet, "workbookPr": properties})
    if not names:
        raise damaged(package.name, "den har ingen ark")
    return names, since_1904


def _part_of(related: Mapping[str, Relationship], kind: str) -> str | None:
    """Return the part of a kind that a workbook has at most one of."""
    return next((one.target for one in related.values() if one.kind == kind), None)


def _strings(package: Package, part: str | None) -> list[str]:
    strings: list[str] = []
    string = _Text()

    def end() -> None:
        strings.append(string.take())
        if len(strings) > MAX_CELLS:
            raise KursverktoyError(_TOO_MUCH.format(package.name))

    if part is not None:
        package.parse(
            part,
            {"t": string.begin, "rPh": string.begin_phonetic},
            {"t": string.keep, "rPh": string.end_phonetic, "si": end},
            string.pieces.append,
        )
    return strings


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(written: str) -> str:
    if "_x" not in written:
        return written
    written = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
    # Two escapes can be the halves of one character outside the basic plane.
    return written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


class _Text:
    """The text of one string, from plain or rich runs, without its pronunciation guide."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._kept: list[str] = []
        self._phonetic = False

    def begin(self, _: Attributes) -> None:
        self.pieces.clear()

    def begin_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def end_phonetic(self) -> None:
        self._phonetic = False

    def keep(self) -> None:
        if not self._phonetic:
            self._kept += self.pieces

    def take(self) -> str:
        whole = "".join(self._kept)
        self._kept.clear()
        return _unescaped(whole)


def _formats(package: Package, part: str | None) -> dict[str, str]:
    """Return how each cell format, by its number as text, shows a number: see `shown_as`."""
    codes: dict[str, str] = {}
    formats: dict[str, str] = {}
    inside = ""

    def enter(name: str, _: Attributes) -> None:
        nonlocal inside
        inside = name

    def leave() -> None:
        nonlocal inside
        inside = ""

    def number_format(attributes: Attributes) -> None:
        if inside == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def cell_format(attributes: Attributes) -> None:
        if inside == "cellXfs":
            number = attributes.get("numFmtId", "0")
            code = codes.get(number)
            shown = _BUILT_IN.get(number, PLAIN) if code is None else shown_as(code)
            formats[str(len(formats))] = shown

    if part is not None:
        groups = ("numFmts", "cellXfs")
        package.parse(
            part,
            {name: partial(enter, name) for name in groups}
            | {"numFmt": number_format, "xf": cell_format},
            dict.fromkeys(groups, leave),
        )
    return formats


DAY, CLOCK, ELAPSED, PLAIN = "day", "clock", "elapsed", ""
_BUILT_IN = (
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


def _iso(written: str) -> Raw:
    try:
        if "T" not in written and ":" in written:
            return time.fromisoformat(written)
        read = datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return INVALID_DATE
    return read if read.time() else read.date()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the sheets of one workbook have in common."""

    file: str
    strings: list[str]
    formats: dict[str, str]
    since_1904: bool


class _Columns(dict[str, int]):
    """The column numbers of the letters met so far; every miss is a KeyError."""

    def __missing__(self, letters: str) -> int:
        if not re.fullmatch("[A-Z]{1,3}", letters):
            raise KeyError(letters)
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        if number > _LAST_COLUMN:
            raise KeyError(letters)
        self[letters] = number
        return number


_COLUMNS = _Columns()
_ROW = re.compile("[1-9][0-9]{0,6}")
_NUMBER = re.compile(r"\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*", re.ASCII)
_EXACT_DIGITS, _EXACT = 15, 1e15
_RANGE = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")


class _Grid:
    """The cells of one sheet, collected while its XML goes by."""

    def __init__(self, name: str, shared: _Shared, room: int) -> None:
        self.rows: dict[int, dict[int, Raw]] = {}
        self.hidden: set[int] = set()
        self.merged: list[str] = []
        self.formulas: set[tuple[int, int]] = set()
        self.string = _Text()
        self.room = room
        self._name, self._shared = name, shared
        self._row, self._row_text, self._in_row = 0, "0", False
        self._cells: dict[int, Raw] = {}
        self._column, self._in_cell = 0, False
        self._kind, self._format = "n", "0"
        self._value: str | None = None
        self._formula: str | None = None
        self._read: Mapping[str, Callable[[str], Raw]] = {
            "n": self._number,
            "s": self._shared_string,
            "str": _unescaped,
            "b": self._truth,
            "e": ErrorCell,
            "d": _iso,
        }

    def sheet(self) -> Sheet:
        """Return what has been collected."""
        hidden = frozenset(self.hidden & self.rows.keys())
        return Sheet(self._name, self.rows, hidden, tuple(self.merged), frozenset(self.formulas))

    @property
    def starts(self) -> Starts:
        """What to do where an element begins."""
        return dict.fromkeys("vft", self.string.begin) | {
            "row": self._start_row,
            "c": self._start_cell,
            "rPh": self.string.begin_phonetic,
            "mergeCell": self._merge,
        }

    @property
    def ends(self) -> Ends:
        """What to do where an element ends."""
        return {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_text,
            "rPh": self.string.end_phonetic,
        }

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", str(self._row + 1))
        if self._in_row or not _ROW.fullmatch(number) or not self._row < int(number) <= _LAST_ROW:
            raise self._damaged(f"en ugyldig eller dobbel rad («{number:.20}»)")
        self._row, self._row_text, self._in_row = int(number), number, True
        self._column, self._cells = 0, {}
        if attributes.get("hidden") in _TRUE:
            self.hidden.add(self._row)

    def _end_row(self) -> None:
        self._in_row = False
        if not self._cells:
            return
        last = next(reversed(self._cells))
        if self._row > MAX_ROW or last > MAX_COLUMN:
            raise KursverktoyError(
                f"Arket «{self._name:.40}» i fila «{self._shared.file}» har innhold helt ut i celle "
                f"{column_letters(last)}{self._row}. Slett det som står der, lagre, og prøv igjen."
            )
        self.rows[self._row] = self._cells
        self.room -= len(self._cells)
        if self.room < 0:
            raise KursverktoyError(_TOO_MUCH.format(self._shared.file))

    def _start_cell(self, attributes: Attributes) -> None:
        column = self._column + 1
        if (reference := attributes.get("r")) is not None:
            column = self._column_in(reference)
        if column <= self._column or self._in_cell or not self._in_row:
            raise self._damaged(f"celle {reference} to ganger eller på feil plass")
        self._column, self._in_cell = column, True
        self._kind = attributes.get("t", "n")
        self._format = attributes.get("s", "0")
        self._value = self._formula = None

    def _column_in(self, reference: str) -> int:
        letters = reference.removesuffix(self._row_text)
        try:
            return _COLUMNS[letters]
        except KeyError as error:
            raise self._damaged(f"en celle med adressen «{reference:.20}»") from error

    def _end_value(self) -> None:
        if self._value is not None:
            raise self._damaged(f"to verdier i celle {self._here}")
        self._value = "".join(self.string.pieces)

    def _end_formula(self) -> None:
        self._formula = "".join(self.string.pieces)

    def _end_text(self) -> None:
        if self._in_cell and self._kind == "inlineStr":
            self.string.keep()

    def _end_cell(self) -> None:
        self._in_cell = False
        raw: Raw = None
        if self._kind == "inlineStr":
            raw = self.string.take()
        elif self._value:
            if self._kind not in self._read:
                raise self._damaged(f"noe ukjent i celle {self._here}")
            raw = self._read[self._kind](self._value)
        if self._formula is not None:
            self.formulas.add((self._row, self._column))
            if raw is None and (self._value is None or self._kind != "str"):
                raw = Uncalculated(self._formula)
        if raw is not None and raw != "":
            self._cells[self._column] = raw

    def _number(self, value: str) -> Raw:
        shown = self._shared.formats.get(self._format)
        if shown is None and self._shared.formats:
            raise self._damaged(f"et ukjent format i celle {self._here}")
        if value.isdigit() and value.isascii() and len(value) <= _EXACT_DIGITS:
            number: float = int(value)
        elif found := _NUMBER.fullmatch(value):
            number = float(found[1])
            if number.is_integer() and abs(number) < _EXACT:
                number = int(number)
        else:
            number = inf
        if number - number != 0:
            raise self._damaged(f"noe annet enn et tall i celle {self._here}")
        return moment(number, shown, since_1904=self._shared.since_1904) if shown else number

    def _shared_string(self, value: str) -> str:
        value = value.strip()
        strings = self._shared.strings
        if not (value.isdigit() and value.isascii() and int(value[:9]) < len(strings)):
            raise self._damaged(f"en tekst som mangler i celle {self._here}")
        return strings[int(value)]

    def _truth(self, value: str) -> bool:
        if value not in {"0", "1", "true", "false"}:
            raise self._damaged(f"noe annet enn sant eller usant i celle {self._here}")
        return value in _TRUE

    def _merge(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        if not _RANGE.fullmatch(reference):
            raise self._damaged(f"sammenslåtte celler med adressen «{reference:.20}»")
        self.merged.append(reference)

    @property
    def _here(self) -> str:
        return f"{column_letters(self._column)}{self._row}"

    def _damaged(self, what: str) -> KursverktoyError:
        return damaged(self._shared.file, f"arket «{self._name:.40}» har {what}")


_MANY = 20_000
_EMPTY_CELLS = re.compile(
    rb"(?:<row [^<>]*+(?:(?<=/)>|(?<!/)>(?:<c [^<>]*+(?<=/)>)*+</row>)|<c [^<>]*+(?<=/)>)++"
)


def _without_empty_cells(xml: bytes) -> bytes:
    """Return `xml` without the cells that have a format only, if there are a great many.

    A format on whole columns can make a million of them. They go only where every cell and row
    tells its own address, and where nothing but an element can look like one.
    """
    if xml.count(b"/>") < _MANY or not (_addressed(xml, b"row") and _addressed(xml, b"c")):
        return xml
    if any(xml.find(mark, len("<?xml")) >= 0 for mark in (b"<![CDATA[", b"<!--", b"<?", b"\0")):
        return xml
    return _EMPTY_CELLS.sub(b"", xml)


def _addressed(xml: bytes, tag: bytes) -> bool:
    """Return whether every `tag` begins with its address."""
    return xml.count(b'<%b r="' % tag) == sum(
        xml.count(b"<%b%b" % (tag, after)) for after in (b" ", b">", b"/", b"\t", b"\n", b"\r")
    )
