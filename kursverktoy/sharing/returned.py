"""What stands in a copy that a partner has sent back, however it has been handled on the way.

Rows are known by their id, columns by their headings; sheets, names of files and places of
columns mean nothing. What can't be known for sure is told, never guessed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from kursverktoy.course.cells import Raw, text
from kursverktoy.sharing.delivery import check_row_id
from kursverktoy.sharing.leveranser import Leveranser, Overskrifter
from kursverktoy.sharing.unlocking import unlocked
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.files import FileBook, book_of, bytes_of
from kursverktoy.workbook.layout import fold
from kursverktoy.workbook.package import ProtectedError
from kursverktoy.workbook.patching.places import area_of

_CLOSE = 0.75
"""How alike a heading must be to one of ours to be taken for it."""
_LONGEST_ID = 15
"""A row id, with the blanks that may have come around it."""
_ENOUGH = 2
"""A row with fewer headings than this is not the row of headings."""


class ReturnedRow(NamedTuple):
    """One row of a returned copy."""

    fane: str
    """The tab of the delivered workbook that it belongs to."""
    rad: int
    """Its row in the copy."""
    rad_id: str
    """As it stands there, tidied; "" when there is none."""
    celler: Mapping[str, Raw]
    """Field → cell, of each column that was found; None for an empty cell."""
    usikre: Mapping[str, str]
    """Field → why its cell does not say what the partner wrote."""


class Returned(NamedTuple):
    """A returned copy."""

    fil: str
    rader: tuple[ReturnedRow, ...]
    leveranse: str
    """The delivery most of its rows belong to; "" when none is known."""
    merknader: tuple[str, ...]
    """What could not be read, one sentence each."""
    uten_nummer: frozenset[str] = frozenset()
    """The tabs that have lost the column of row ids."""


def read_returned(path: Path, leveranser: Leveranser, passwords: Sequence[str] = ()) -> Returned:
    """Return what stands in the copy at `path`, of any of `leveranser`.

    Raises `KursverktoyError` when the file can't be opened.
    """
    book = _opened(path, passwords)
    found = returned(path.name, book.sheets, leveranser)
    if book.data.startswith(b"\xd0\xcf\x11\xe0"):
        told = "Filen er i det gamle formatet .xls, som ikke viser hva som er formler."
        found = found._replace(merknader=(*found.merknader, told))
    return found


def returned(name: str, sheets: Mapping[str, Sheet], leveranser: Leveranser) -> Returned:
    """Return what stands in the sheets of a copy called `name`."""
    leveranse = _delivery(sheets.values(), leveranser)
    headings = leveranser.overskrifter(leveranse)
    rows: list[ReturnedRow] = []
    told: list[str] = []
    without: set[str] = set()
    for sheet in sheets.values():
        reading = _Reading(sheet, leveranser, headings)
        if reading.fane:
            rows += reading.rows()
            told += reading.told()
            without |= {reading.fane} if not reading.id_column else set()
    if not rows:
        told.append("Ingen rader i filen er fra noe som er delt fra denne boka.")
    return Returned(name, tuple(rows), leveranse, tuple(told), frozenset(without))


def _opened(path: Path, passwords: Sequence[str]) -> FileBook:
    data = bytes_of(path)
    try:
        return book_of(path, data)
    except ProtectedError:
        return book_of(path, unlocked(path.name, data, passwords))


def _delivery(sheets: Iterable[Sheet], leveranser: Leveranser) -> str:
    """Return the delivery that most of the workbook tells of: by its rows, else by its name."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        at = _id_column(sheet)
        for cells in sheet.rows.values():
            if (row_id := _tidied(cells.get(at))) in leveranser.rader:
                found[leveranser.rader[row_id][0].id] += 1
            if not at:  # «Les meg» and its like
                said = [_tidied(raw) for raw in cells.values()]
                found.update(each for each in leveranser.alle if any(each in one for one in said))
    return min(found, key=lambda each: (-found[each], each), default="")


def _tidied(raw: Raw) -> str:
    return text(raw).upper() if isinstance(raw, str) else ""


class _Reading:
    """One sheet of a returned copy."""

    def __init__(self, sheet: Sheet, leveranser: Leveranser, headings: Overskrifter) -> None:
        self._sheet, self._leveranser = sheet, leveranser
        self.id_column = _id_column(sheet)
        self.fane = self._tab(headings)
        self._header, self._columns, self._twice = 0, dict[str, int](), list[str]()
        if self.fane:
            names = headings[self.fane]
            self._header = _header_row(sheet, names)
            self._find_columns(names)

    def _tab(self, headings: Overskrifter) -> str:
        """Return the tab the sheet once was: by its rows, else by its name and its headings."""
        ids = (_tidied(cells.get(self.id_column)) for cells in self._sheet.rows.values())
        rows = self._leveranser.rader
        tabs = Counter(rows[each][1].ark for each in ids if each in rows)
        if tabs:
            return tabs.most_common(1)[0][0]
        for tab, names in headings.items():
            if fold(self._sheet.name) == fold(tab) and _header_row(self._sheet, names):
                return tab
        return ""

    def _find_columns(self, names: Mapping[str, str]) -> None:
        cells = self._sheet.rows.get(self._header, {})
        said = {c: fold(raw) for c, raw in cells.items() if c != self.id_column}
        exact = [(c, names[heading]) for c, heading in said.items() if heading in names]
        for column, felt in exact:
            if not self._same(column, self._columns.setdefault(felt, column)):
                self._twice.append(felt)
        for column, heading in said.items():
            left = {n: f for n, f in names.items() if f not in self._columns}
            close = get_close_matches(heading, left, n=1, cutoff=_CLOSE)
            if heading not in names and close:
                self._columns[left[close[0]]] = column
        for felt in self._twice:
            self._columns.pop(felt, None)

    def _same(self, column: int, other: int) -> bool:
        # The row of headings differs when one of them is spelt in another way.
        rows = [cells for row, cells in self._sheet.rows.items() if row != self._header]
        return all(text(cells.get(column)) == text(cells.get(other)) for cells in rows)

    def rows(self) -> Iterator[ReturnedRow]:
        """Yield the rows that have an id, and those below the headings that say something."""
        merged = [area for each in self._sheet.merged if (area := area_of(each))]
        for number, cells in self._sheet.rows.items():
            rad_id = _tidied(cells.get(self.id_column)) if self.id_column else ""
            taken = {felt: cells.get(column) for felt, column in self._columns.items()}
            says = any(text(raw) for raw in taken.values())
            below = number > self._header > 0 and says
            if number == self._header or not (check_row_id(rad_id) or below):
                continue
            unsure: dict[str, str] = {}
            for felt, column in self._columns.items():
                if (number, column) in self._sheet.formulas:
                    unsure[felt] = FORMEL
                if any(area.holds(number, column) for area in merged):
                    unsure[felt] = SLÅTT_SAMMEN
            yield ReturnedRow(self.fane, number, rad_id, taken, unsure)

    def told(self) -> Iterator[str]:
        """Yield what could not be read of the sheet."""
        name = self._sheet.name
        if not self._header:
            yield f"Arket «{name:.40}» har mistet overskriftene, så ingenting er lest derfra."
        if not self.id_column:
            yield f"Arket «{name:.40}» har mistet kolonnen «Rad»; radene kjennes på nøkkelen."
        for felt in self._twice:
            yield f"Arket «{name:.40}» har to kolonner «{felt}» som ikke er like; ingen er lest."
        for felt in self._leveranser.redigerbare(self.fane):
            if self._header and felt not in self._columns and felt not in self._twice:
                yield f"Arket «{name:.40}» mangler kolonnen for {felt}."


FORMEL, SLÅTT_SAMMEN = "cellen er en formel", "cellen er slått sammen med en annen"


def _id_column(sheet: Sheet) -> int:
    """Return the column with most row ids; 0 when there is none."""
    found = Counter(
        column
        for cells in sheet.rows.values()
        for column, raw in cells.items()
        if isinstance(raw, str) and len(raw) <= _LONGEST_ID and check_row_id(_tidied(raw))
    )
    return min(found, key=lambda column: (-found[column], column), default=0)


def _header_row(sheet: Sheet, names: Iterable[str]) -> int:
    """Return the row with most of the headings, wherever a sorting has left it; 0 for none."""
    wanted = set(names)
    said = {
        number: [fold(raw) for raw in cells.values() if isinstance(raw, str)]
        for number, cells in sheet.rows.items()
    }
    exact = {number: sum(each in wanted for each in row) for number, row in said.items()}
    best = _highest(exact)
    if exact.get(best, 0) >= _ENOUGH:
        return best
    near = {number: sum(_close_to(each, wanted) for each in row) for number, row in said.items()}
    best = _highest(near)
    return best if near.get(best, 0) >= _ENOUGH else 0


def _highest(scores: Mapping[int, int]) -> int:
    return min(scores, key=lambda number: (-scores[number], number), default=0)


def _close_to(heading: str, wanted: Iterable[str]) -> bool:
    return bool(get_close_matches(heading, wanted, n=1, cutoff=_CLOSE))
