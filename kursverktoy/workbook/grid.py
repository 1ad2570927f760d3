"""The cells of one worksheet, collected while its XML goes by."""

import re
from math import isfinite
from typing import NamedTuple

from kursverktoy.course.cells import ErrorCell, Raw, Uncalculated
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.moments import iso_moment, moment
from kursverktoy.workbook.package import Attributes, Ends, Starts, damaged, parse_xml

MAX_ROW, MAX_COLUMN = 200_000, 2_000
MAX_CELLS = 2_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
TRUE, _FALSE = {"1", "true"}, {"0", "false"}
TOO_MUCH = "Filen «{}» har flere enn to millioner celler med innhold. Del den i flere arbeidsbøker."
TOO_FAR = (
    "Filen «{0}» har innhold helt ut i celle {2} i arket «{1:.40}». "
    "Slett det som står der, lagre, og prøv igjen."
)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(written: str) -> str:
    """Return the text that `written` stands for, with «_x000D_» and its like put in."""
    if "_x" not in written:
        return written
    written = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
    # Two escapes can be the halves of one character outside the basic plane.
    return written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


class Text:
    """The text of one string, from plain or rich runs, without its pronunciation guide."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._kept: list[str] = []
        self._phonetic = False

    def begin(self, _: Attributes) -> None:
        """Start a run of text."""
        self.pieces.clear()

    def begin_phonetic(self, _: Attributes) -> None:
        """Start a pronunciation guide, which is no part of the text."""
        self._phonetic = True

    def end_phonetic(self) -> None:
        """End the pronunciation guide."""
        self._phonetic = False

    def keep(self) -> None:
        """Keep the run that has gone by."""
        if not self._phonetic:
            self._kept += self.pieces

    def take(self) -> str:
        """Return the whole string, and forget it."""
        whole = "".join(self._kept)
        self._kept.clear()
        return unescaped(whole)


class Shared(NamedTuple):
    """What the sheets of one workbook have in common."""

    file: str
    strings: list[str]
    formats: dict[str, str]
    since_1904: bool


class _Columns(dict[str, int]):
    """The column number of each of the letters met so far; 0 for what are no such letters."""

    def __missing__(self, letters: str) -> int:
        if not re.fullmatch("[A-Z]{1,3}", letters):
            return 0
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        self[letters] = number if number <= _LAST_COLUMN else 0
        return self[letters]


_COLUMNS = _Columns()
_ROW = re.compile("[1-9][0-9]{0,6}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_EXACT_DIGITS, EXACT = 15, 1e15
_RANGE = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")


def _number_in(written: str) -> int | float | None:
    """Return the number `written` as Excel writes numbers, whole ones as int, or None."""
    if written.isdigit() and written.isascii() and len(written) <= _EXACT_DIGITS:
        return int(written)
    if not _NUMBER.fullmatch(written):
        return None
    number = float(written)
    if number.is_integer() and abs(number) < EXACT:
        return int(number)
    return number if isfinite(number) else None


_PLAIN_ROW = re.compile(
    r'(<row r="([0-9]++)"[^<>]*+)(?<!/)>'
    r"((?:<c [^<>]*+(?:(?<=/)>|(?<!/)><v>[0-9.eE+-]++</v></c>))*+)</row>"
)
_PLAIN_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]++)"(?: s="([0-9]++)")?(?: t="([sn])")?(?:/>|><v>([^<]++)</v></c>)'
)
_EMPTY_ROWS = re.compile(
    r'(?:<row(?: [\w:]+="[^"<>&]*+")*+>(?:<c r="[A-Z]++[0-9]++"(?: s="[0-9]++")?/>)*+</row>)++'
)
_UNADDRESSED_ROW = re.compile(r'<row(?! r=")[\s/>]')


def _is_ordinary(head: str, body: str, tail: str) -> bool:
    """Return whether what looks like rows in `body` can be nothing but the rows of a worksheet."""
    return (
        not any(
            odd in text for odd in ("<!", "<?", "\0") for text in (head[len("<?xml") :], body, tail)
        )
        and "<worksheet" in head
        and head.count("xmlns=") == 1
        and "xmlns" not in body
        and not _UNADDRESSED_ROW.search(body)
    )


class Grid:
    """The cells of one sheet, collected while its XML goes by."""

    def __init__(self, name: str, shared: Shared, room: int) -> None:
        self.rows: dict[int, dict[int, Raw]] = {}
        self.hidden: set[int] = set()
        self.merged: list[str] = []
        self.formulas: set[tuple[int, int]] = set()
        self._string = Text()
        self.room = room
        self._name, self._shared = name, shared
        self._lifted: dict[str, dict[int, Raw]] = {}
        self._row, self._row_text, self._in_row = 0, "0", False
        self._cells: dict[int, Raw] = {}
        self._column, self._in_cell = 0, False
        self._kind, self._format = "n", "0"
        self._reference: str | None = None
        self._value: str | None = None
        self._formula: str | None = None

    def sheet(self) -> Sheet:
        """Return what has been collected."""
        hidden = frozenset(self.hidden & self.rows.keys())
        return Sheet(self._name, self.rows, hidden, tuple(self.merged), frozenset(self.formulas))

    def read(self, xml: bytes) -> None:
        """Take in the cells of a worksheet part.

        Rows of nothing but numbers and shared strings, most rows of most sheets, are lifted out
        of the text first, three times as fast as the XML parser meets them. Any row that is the
        least unusual stays for the parser to understand or refuse, and it sees the lifted ones
        as empty, so that it still checks their order. Rows with formats only, of which whole
        formatted columns make a million, go altogether.
        """
        text = xml.decode("latin-1")  # keeps every byte; what is lifted is ASCII anyway
        head, begin, text = text.partition("<sheetData>")
        body, end, tail = text.partition("</sheetData>")
        if end and _is_ordinary(head, body, tail):
            body = _PLAIN_ROW.sub(self._lift, _EMPTY_ROWS.sub("", body))
            xml = f"{head}{begin}{body}{end}{tail}".encode("latin-1")
        parse_xml(self._shared.file, xml, self._starts, self._ends, self._string.pieces.append)

    def _lift(self, found: re.Match[str]) -> str:
        start, row, plain = found.groups()
        lifted: dict[int, Raw] = {}
        last = 0
        cells = _PLAIN_CELL.findall(plain)
        if len(cells) != plain.count("<c "):
            return found[0]
        for letters, number, style, kind, value in cells:
            column = _COLUMNS[letters]
            raw = self._plain(kind, style, value) if value else ""
            if number != row or column <= last or raw is None:
                return found[0]
            if raw != "":
                lifted[column] = raw
            last = column
        self._lifted[row] = lifted
        return f"{start}/>"

    def _plain(self, kind: str, style: str, value: str) -> Raw:
        """Return the number or shared string in a cell, or None when it is not one."""
        if kind == "s":
            strings = self._shared.strings
            index = _number_in(value) if value.isdigit() else None
            return strings[index] if isinstance(index, int) and index < len(strings) else None
        number = _number_in(value)
        shown = self._shared.formats.get(style or "0")
        if number is None or (shown is None and self._shared.formats):
            return None
        return moment(number, shown, since_1904=self._shared.since_1904) if shown else number

    @property
    def _starts(self) -> Starts:
        return dict.fromkeys("vft", self._string.begin) | {
            "row": self._start_row,
            "c": self._start_cell,
            "rPh": self._string.begin_phonetic,
            "mergeCell": self._merge,
        }

    @property
    def _ends(self) -> Ends:
        return {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_text,
            "rPh": self._string.end_phonetic,
        }

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", str(self._row + 1))
        if self._in_row or not _ROW.fullmatch(number) or not self._row < int(number) <= _LAST_ROW:
            raise self._damaged(f"en ugyldig eller dobbel rad («{number:.20}»)")
        self._row, self._row_text, self._in_row = int(number), number, True
        self._column, self._cells = 0, self._lifted.pop(number, {})
        if attributes.get("hidden") in TRUE:
            self.hidden.add(self._row)

    def _end_row(self) -> None:
        self._in_row = False
        if not self._cells:
            return
        last = next(reversed(self._cells))
        if self._row > MAX_ROW or last > MAX_COLUMN:
            where = next((letters for letters, column in _COLUMNS.items() if column == last), "")
            where = f"{where}{self._row}"
            raise KursverktoyError(TOO_FAR.format(self._shared.file, self._name, where))
        self.rows[self._row] = self._cells
        self.room -= len(self._cells)
        if self.room < 0:
            raise KursverktoyError(TOO_MUCH.format(self._shared.file))

    def _start_cell(self, attributes: Attributes) -> None:
        reference = self._reference = attributes.get("r")
        column = self._column + 1
        if reference is not None:
            letters = reference.removesuffix(self._row_text)
            column = _COLUMNS[letters] if letters != reference else 0
            if not column:
                raise self._damaged(f"en celle med adressen «{reference:.20}»")
        if column <= self._column or self._in_cell or not self._in_row:
            raise self._damaged(f"celle {self._here} to ganger eller på feil plass")
        self._column = column
        self._in_cell = True
        self._kind = attributes.get("t", "n")
        self._format = attributes.get("s", "0")
        self._value = self._formula = None

    def _end_value(self) -> None:
        if self._value is not None:
            raise self._damaged(f"to verdier i celle {self._here}")
        self._value = "".join(self._string.pieces)

    def _end_formula(self) -> None:
        self._formula = "".join(self._string.pieces)

    def _end_text(self) -> None:
        if self._in_cell and self._kind == "inlineStr":
            self._string.keep()

    def _end_cell(self) -> None:
        self._in_cell = False
        raw: Raw = None
        if self._value:
            raw = self._read(self._value)
            if raw is None:
                raise self._damaged(f"en ugyldig verdi i celle {self._here}")
        elif self._kind == "inlineStr":
            raw = self._string.take()
        if self._formula is not None:
            self.formulas.add((self._row, self._column))
            if raw is None and (self._value is None or self._kind != "str"):
                raw = Uncalculated(self._formula)
        if raw is not None and raw != "":
            self._cells[self._column] = raw

    def _read(self, value: str) -> Raw:
        """Return the value of the open cell, or None when it does not fit its type."""
        match self._kind:
            case "str":
                return unescaped(value)
            case "b":
                return value in TRUE if value in TRUE | _FALSE else None
            case "e":
                return ErrorCell(value)
            case "d":
                return iso_moment(value)
            case "n" | "s" as kind:
                return self._plain(kind, self._format, value.strip())
        return None

    def _merge(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        if not _RANGE.fullmatch(reference):
            raise self._damaged(f"sammenslåtte celler med adressen «{reference:.20}»")
        self.merged.append(reference)

    @property
    def _here(self) -> str:
        return self._reference or f"nummer {self._column} i rad {self._row}"

    def _damaged(self, what: str) -> KursverktoyError:
        return damaged(self._shared.file, f"arket «{self._name:.40}» har {what}")
