"""Where the course stands in a workbook: which sheet is which, and what is in which column.

Everything is found by its name, never by its position; a name that is nearly right is taken,
and told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kursverktoy.course.cells import Raw, key, text
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.workbook.book import Sheet

ANSWER = "Svar"
"""The heading over the answers on Kurs."""
_TOP_ROWS = 40
"""A heading further down than this is data."""
_SURE = 1.2
"""More points for each column than a row of field names can have: no row below is better."""
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


class Heading(NamedTuple):
    """A cell taken as the heading of a field."""

    felt: str
    rad: int
    kolonne: int
    tekst: str
    exact: bool
    """False: spelt differently from the column's heading."""


class Layout(NamedTuple):
    """The headings found on one sheet."""

    sheet: Sheet
    header_row: int
    headings: Mapping[str, Heading]
    """Field → its heading."""
    repeated: tuple[tuple[Heading, Heading], ...]
    """A heading that stands twice: the one used, and the other."""
    strangers: tuple[tuple[int, str], ...]
    """(column, text) of headings that are no field."""


def fold(raw: object) -> str:
    """Return what is left of a name when case, accents, blanks and marks are taken away."""
    return _folded(raw if isinstance(raw, str) else text(raw))


@lru_cache(maxsize=4096)
def _folded(written: str) -> str:
    # The same few headings are compared with every cell near the top of every sheet.
    if not written.isascii():
        written = normalize("NFD", key(written).translate(_FOLD))
    return "".join(filter(str.isalnum, written)).casefold()


def find_sheets(
    sheets: Mapping[str, Sheet], wanted: Iterable[type[Rad]]
) -> Mapping[type[Rad], Sheet]:
    """Return the sheet of the workbook that holds each of `wanted`, where one does.

    A sheet is known by its name, else by a name spelt nearly so, else by its headings.
    """
    found: dict[type[Rad], Sheet] = {}
    left = dict(sheets)
    wanted = list(wanted)
    for match in (_by_name, _by_spelling, _by_headings):
        for ark in wanted:
            if ark not in found and (name := match(ark, left)):
                found[ark] = left.pop(name)
    return found


def _by_name(ark: type[Rad], sheets: Mapping[str, Sheet]) -> str | None:
    return next((name for name in sheets if fold(name) == fold(ark.ark)), None)


def _by_spelling(ark: type[Rad], sheets: Mapping[str, Sheet]) -> str | None:
    return _closest(fold(ark.ark), {fold(name): name for name in sheets}, cutoff=0.8)


def _by_headings(ark: type[Rad], sheets: Mapping[str, Sheet]) -> str | None:
    enough = 0.6 * len(columns(ark))
    return next((n for n, s in sheets.items() if len(find_layout(ark, s).headings) > enough), None)


def _closest(wanted: str, offered: Mapping[str, str], cutoff: float) -> str | None:
    if not offered:
        return None
    from difflib import get_close_matches  # noqa: PLC0415  only when a name is not right

    close = get_close_matches(wanted, offered, n=1, cutoff=cutoff)
    return offered[close[0]] if close else None


def find_layout(ark: type[Rad], sheet: Sheet) -> Layout:
    """Return where the columns of `ark` stand on `sheet`, by the row with most headings."""
    names = _names(ark)
    ids = {fold(field) for field in columns(ark)}
    best, best_score = 0, 0
    for number, cells in _top(sheet):
        found = [fold(raw) for raw in cells.values() if isinstance(raw, str)]
        score = sum(2 if name not in ids else 1 for name in found if name in names)
        if score > best_score:
            best, best_score = number, score
        if best_score > _SURE * len(columns(ark)):
            break
    cells = sheet.rows.get(best, {})
    above = sheet.rows.get(best - 1, {})
    return _layout(ark, sheet, best, [(best, column, raw) for column, raw in cells.items()], above)


def find_questions(ark: type[Rad], sheet: Sheet) -> tuple[Layout, int]:
    """Return where the questions of a key/value sheet stand, and the column of the answers."""
    names = _names(ark)
    scores = Counter(
        column
        for cells in sheet.rows.values()
        for column, raw in cells.items()
        if isinstance(raw, str) and fold(raw) in names
    )
    # Equal scores: the questions stand to the right of the grey field names.
    column = max(scores, key=lambda c: (scores[c], c), default=1)
    asked = [(row, column, cells[column]) for row, cells in sheet.rows.items() if column in cells]
    header = next((row for row, _, raw in asked if fold(raw) in names), 1)
    answers = (
        c
        for row, cells in _top(sheet)
        for c, raw in cells.items()
        if row <= header and c > column and fold(raw) == fold(ANSWER)
    )
    return _layout(ark, sheet, header, asked, {}), next(answers, column + 1)


def _top(sheet: Sheet) -> Iterator[tuple[int, Mapping[int, Raw]]]:
    return ((number, cells) for number, cells in sheet.rows.items() if number <= _TOP_ROWS)


_NAMES: dict[type[Rad], Mapping[str, str]] = {}


def _names(ark: type[Rad]) -> Mapping[str, str]:
    """Return every spelling of a heading, folded, with its field: id, bokmål and nynorsk."""
    if ark not in _NAMES:
        found: dict[str, str] = {}
        for spelling in (lambda f: f.name, Field.heading, lambda f: f.heading("nn")):
            found |= {fold(spelling(field)): name for name, field in columns(ark).items()}
        _NAMES[ark] = found
    return _NAMES[ark]


def _layout(
    ark: type[Rad],
    sheet: Sheet,
    header_row: int,
    cells: list[tuple[int, int, Raw]],
    ids_above: Mapping[int, Raw],
) -> Layout:
    names = _names(ark)
    headings: dict[str, Heading] = {}
    repeated, unknown = [], []
    for row, column, raw in cells:
        felt = names.get(fold(raw))
        if felt is None:
            unknown.append((row, column, str(raw)))
            continue
        heading = Heading(felt, row, column, str(raw), _is_exact(raw, columns(ark)[felt]))
        if felt in headings:
            repeated.append((headings[felt], heading))
        else:
            headings[felt] = heading
    strangers = []
    for row, column, said in unknown:
        felt = _id_above(ids_above.get(column), headings, ark) or _nearly(said, headings, ark)
        if felt:
            headings[felt] = Heading(felt, row, column, said, exact=False)
        else:
            strangers.append((column, said))
    return Layout(sheet, header_row, headings, tuple(repeated), tuple(strangers))


def _is_exact(raw: Raw, field: Field) -> bool:
    spellings = (field.column.header, field.column.nn, field.name)
    return raw in spellings or key(raw) in map(key, spellings)


def _id_above(raw: Raw, taken: Mapping[str, Heading], ark: type[Rad]) -> str | None:
    return next((f for f in columns(ark) if f not in taken and fold(f) == fold(raw)), None)


def _nearly(said: str, taken: Mapping[str, Heading], ark: type[Rad]) -> str | None:
    free = {
        fold(spelling): name
        for name, field in columns(ark).items()
        if name not in taken
        for spelling in (field.heading(), field.heading("nn"))
    }
    return _closest(fold(said), free, cutoff=0.75)
