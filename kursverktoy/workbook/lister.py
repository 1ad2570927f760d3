"""What the coordinator has changed on Lister, and what she has acknowledged on Funn."""

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kursverktoy.course.cells import Raw, UnreadableError, key, number, text
from kursverktoy.course.funn import Vurdering
from kursverktoy.course.lists import LISTER
from kursverktoy.course.terskler import Lister, Ordliste, Terskler, thresholds
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.layout import fold
from kursverktoy.workbook.tabs import DELINGER, FUNN, TALL
from kursverktoy.workbook.tabs import LISTER as LISTER_TAB

FORMAT_LABEL = "Format på arbeidsboka"
FORMAT = 1
"""The version of the workbook's layout; a newer one is refused, an older one is migrated."""
MOST = 9999
"""No threshold is larger: so many weeks before a course there is still a date."""
FORTROLIG_LABEL = "Bruk arket Fortrolig"
HIDDEN_LABEL = "Skjulte tips"
WORDS_LABEL = "Ord om "
"""Stands before what the words are about, as the heading of a list of words."""
FINDING_HEADINGS = ("Kode", "Gjelder", "Felt", "Sett og vurdert", "Avtrykk")
"""The columns on Funn that an acknowledgement is read from."""
SHARING_HEADINGS = (
    "Tid", "Fil", "Mottaker", "Nivå", "Antall personer", "Kontrollsum", "Slettes innen",
)  # fmt: skip
"""The columns of the log of what has been shared."""
TALL_COLUMN = 2
"""Where the names of the figures stand on Tall; their values stand in the next column."""
SharingRow = Mapping[str, Raw]
"""A row of that log: its headings, where they have a cell, and the cells as they stand."""
_LIST_HEADINGS = {"cefr": "Norsknivå", "etteroppf": "Etteroppfølging tilbudt"}
"""The lists whose names are no words to read."""


def list_heading(name: str) -> str:
    """Return the heading over a list on Lister: norsk_kilde → «Norsk kilde»."""
    return _LIST_HEADINGS.get(name) or name.replace("_", " ").capitalize()


def read_lister(sheets: Mapping[str, Sheet]) -> Lister:
    """Return lists and thresholds as they stand on Lister; defaults for what is not there.

    Each is known by its heading or by its name in the exchange format. A threshold that is no
    number, or beyond all reason, is as one that is not there.
    Raises `KursverktoyError` when the workbook is made by a newer version.
    """
    sheet = _named(sheets, LISTER_TAB)
    default = Lister()
    if sheet is None:
        return default
    numbers = _threshold_names()
    fortrolig = {fold("bruk_fortrolig"), fold(FORTROLIG_LABEL)}
    changed: dict[str, Any] = {}
    for label, value in _pairs(sheet):
        if label in numbers and (read := _threshold(value)) is not None:
            changed[numbers[label]] = read
        elif label == fold(FORMAT_LABEL):
            _refuse_newer(value)
        elif label in fortrolig:
            default = replace(default, bruk_fortrolig=key(value) != "nei")
    return replace(default, terskler=Terskler(**changed), **_columns(sheet, default))


def _columns(sheet: Sheet, default: Lister) -> dict[str, Any]:
    lists = {fold(s): name for name in LISTER for s in (name, list_heading(name))}
    words = {fold(WORDS_LABEL + kind): kind for kind in Ordliste}
    valg, ord = dict(default.valg), dict(default.ord)
    hidden = default.skjulte_tips
    # The topmost is the heading: «Fullført» and «Bransje» are also values further down.
    for label, (row, column) in _topmost(sheet, {*lists, *words, fold(HIDDEN_LABEL)}).items():
        below = [text(c[column]) for r, c in sheet.rows.items() if r > row and column in c]
        below = [value for value in below if value]
        if label in lists and below:
            known = {key(member): member for member in LISTER[lists[label]]}
            valg[lists[label]] = tuple(dict.fromkeys(known.get(key(v), v) for v in below))
        elif label in words:
            ord[words[label]] = tuple(value.casefold() for value in below)
        elif label == fold(HIDDEN_LABEL):
            hidden = frozenset(value.upper() for value in below)
    return {"valg": valg, "ord": ord, "skjulte_tips": hidden}


def _topmost(sheet: Sheet, wanted: Container[str]) -> Mapping[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for label, row, column in _labels(sheet):
        if label in wanted:
            found.setdefault(label, (row, column))
    return found


def _labels(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    for row, cells in sheet.rows.items():
        for column, raw in cells.items():
            if isinstance(raw, str):
                yield fold(raw), row, column


def _pairs(sheet: Sheet) -> Iterator[tuple[str, Raw]]:
    for label, row, column in _labels(sheet):
        yield label, sheet.rows[row].get(column + 1)


def unreadable_thresholds(sheets: Mapping[str, Sheet]) -> Iterator[tuple[int, int, str, Raw]]:
    """Yield row, column, heading and content of each threshold that is not taken as it stands."""
    sheet = _named(sheets, LISTER_TAB)
    names = _threshold_names()
    for label, row, column in _labels(sheet) if sheet else ():
        raw = sheet.rows[row].get(column + 1) if sheet and label in names else None
        if text(raw) and _threshold(raw) is None:
            yield row, column + 1, thresholds()[names[label]].header, raw


def _threshold_names() -> Mapping[str, str]:
    return {fold(s): name for name, t in thresholds().items() for s in (name, t.header)}


def _threshold(raw: Raw) -> float | None:
    read = _number(raw)
    return read if read is not None and 0 <= read <= MOST else None


def _number(raw: Raw) -> float | None:
    try:
        return number(raw.rstrip(" %") if isinstance(raw, str) else raw)
    except UnreadableError:
        return None


def _refuse_newer(raw: Raw) -> None:
    version = _number(raw)
    if version is not None and version > FORMAT:
        raise KursverktoyError(
            f"Arbeidsboka er laget med en nyere versjon av kursverktøy (format {version:g}, denne "
            f"versjonen leser {FORMAT}). Oppdater kursverktøy, og prøv igjen."
        )


def read_vurderinger(sheets: Mapping[str, Sheet]) -> tuple[Vurdering, ...]:
    """Return the acknowledgements on Funn: rows with a reason under «Sett og vurdert»."""
    sheet = _named(sheets, FUNN)
    if sheet is None:
        return ()
    header, places = _header(sheet, FINDING_HEADINGS)
    return tuple(_vurderinger(sheet, header, places)) if header else ()


def read_delinger(sheets: Mapping[str, Sheet]) -> tuple[SharingRow, ...]:
    """Return the log on Delinger as it stands, for a new workbook to take along."""
    sheet = _named(sheets, DELINGER)
    if sheet is None:
        return ()
    header, places = _header(sheet, SHARING_HEADINGS)
    rows = (
        {heading: cells[c] for heading, c in places.items() if text(cells.get(c))}
        for row, cells in sheet.rows.items()
        if header and row > header
    )
    return tuple(filter(None, rows))


def read_tall(sheets: Mapping[str, Sheet]) -> tuple[tuple[str, str], ...]:
    """Return the figures on Tall, name and value, for a new workbook to take along."""
    sheet = _named(sheets, TALL)
    rows = [] if sheet is None else sheet.rows.values()
    pairs = ((text(cells.get(TALL_COLUMN)), text(cells.get(TALL_COLUMN + 1))) for cells in rows)
    return tuple((name, value) for name, value in pairs if name and value)


def _named(sheets: Mapping[str, Sheet], wanted: str) -> Sheet | None:
    return next((s for name, s in sheets.items() if fold(name) == fold(wanted)), None)


def _header(sheet: Sheet, headings: Collection[str]) -> tuple[int, Mapping[str, int]]:
    """Return the row that holds all of `headings`, or 0, and the column of each."""
    wanted = {fold(heading): heading for heading in headings}
    for row, cells in sheet.rows.items():
        places = {wanted[fold(raw)]: c for c, raw in cells.items() if fold(raw) in wanted}
        if len(places) == len(wanted):
            return row, places
    return 0, {}


def _vurderinger(sheet: Sheet, header: int, places: Mapping[str, int]) -> Iterator[Vurdering]:
    for row, cells in sheet.rows.items():
        said = [text(cells.get(places[heading])) for heading in FINDING_HEADINGS]
        kode, id_, felt, grunn, avtrykk = said
        if row > header and kode and grunn:
            yield Vurdering(kode.upper(), id_, felt, grunn, avtrykk)
