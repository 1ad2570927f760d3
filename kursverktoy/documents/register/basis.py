"""What a document is made from, as fingerprints: enough to tell what has changed since.

A document is decided by its template, by the values that the template was given, and by the
cells that it read through them. So when all of those are as they were, the document is as it
was, and need not be made to find that out.

The fingerprints stand in the register, which outlives the workbook, and hold no values. They
are keyed with a random key of the folder's own, so nobody can look them up in a table, or see
that two folders tell of the same person. The key lies beside them, so whoever has the register
can try values: against the fingerprint of one cell, which is cut to 12 bits, each guess in 4,096
fits, so a yes or no can be guessed and a name or a birth date only narrowed down; against the
fingerprint of the whole, which is exact, only all the values of the document at once.
"""

import string
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.schema import Rad, columns
from kursverktoy.documents.views import Cell

MAKING = 2
"""The tool's way of making documents: raise it when the same course gives other documents."""
UNMARKED = frozenset({"dato", "utkast", "duplikat"})
"""Placeholders that differ from day to day or from copy to copy, and not with the course."""
_LETTERS = string.ascii_letters + string.digits + "-_"
_MARKS = tuple(one + other for one in _LETTERS for other in _LETTERS)
"""The fingerprints of single cells: two letters, 12 bits."""
MARK = 2
_UNREAD = ".."
_NEXT = "\x1e"
_MOST = 1 << 13
"""So many rows and texts are kept for the next document."""
K = TypeVar("K")
V = TypeVar("V")

Fields = tuple[str, ...]
"""Columns of a sheet, in the order they were read."""
Place = tuple[str, str, str]
"""Sheet, row and column of a cell."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What one document was made from."""

    avtrykk: str
    """The exact fingerprint of all of it."""
    verdier: Mapping[str, str]
    """Placeholder → its fingerprint."""
    felter: Mapping[str, Collection[str]]
    """Sheet → the columns that were read on it, in the order of the marks below."""
    celler: Mapping[str, Mapping[str, str]]
    """Sheet → row → the fingerprints of its cells, end to end; `..` for one not read."""

    def rows(self) -> Iterator[tuple[str, str, Fields, str]]:
        """Yield each row that was read: sheet, key, columns, and the marks of those end to end."""
        for ark, rows in self.celler.items():
            every = tuple(self.felter[ark])
            for key, marks in rows.items():
                if _UNREAD not in marks:
                    yield ark, key, every, marks
                else:
                    read = [
                        (f, m) for f, m in zip(every, _pairs(marks), strict=False) if m != _UNREAD
                    ]
                    yield ark, key, tuple(f for f, _ in read), "".join(m for _, m in read)


def read_basis(known: Any) -> Basis | None:
    """Return the basis that a register holds, from its JSON; None for anything else."""
    try:
        basis = Basis(**known)
        marks = chain(*(rows.values() for rows in basis.celler.values()), basis.verdier.values())
        fields = chain(*(basis.felter[ark] for ark in basis.celler))
        whole = all(isinstance(text, str) for text in (basis.avtrykk, *marks, *fields))
    except (TypeError, AttributeError, KeyError):
        return None
    return basis if whole else None


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between what a document was made from and the course as it is now."""

    celler: tuple[Place, ...]
    nye: tuple[tuple[str, str], ...]
    """Rows (sheet and key) that the document would have now and did not have."""
    borte: tuple[tuple[str, str], ...]
    """Rows it had that are no longer in the course."""
    verdier: tuple[str, ...]
    """Placeholders of single values and rows."""
    lister: tuple[str, ...]
    """Placeholders of lists."""


class _Kept(dict[K, V]):
    """What has been worked out for a key, until there is too much of it.

    The course, its partners and its goals are in document after document. A lookup is the
    dictionary's own: there are hundreds for each document.
    """

    def __init__(self, work: Callable[[K], V]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        found = self[key] = self._work(key)
        return found


class _Row(NamedTuple):
    """A row as it is now: its key, and its cells as one text and as marks end to end."""

    key: str
    text: str
    marks: str


class Fingerprints:
    """Fingerprints of one course under the key of one folder."""

    def __init__(self, bok: Kursbok, key: bytes) -> None:
        self._bok, self._key = bok, key
        self.marks = _Kept(self._mark)
        """Any text → its fingerprint, as those of single cells."""
        self._keys = _Kept(self._key_of)
        self._read = _Kept[tuple[str, Fields], _Kept[Rad, _Row]](lambda w: _Kept(self._reader(w)))

    def __reduce__(self) -> tuple[type["Fingerprints"], tuple[Kursbok, bytes]]:
        """Travel to another process without what has been worked out."""
        return Fingerprints, (self._bok, self._key)

    def basis(
        self,
        seen: Mapping[Rad, Collection[str]],
        values: Mapping[str, object],
        names: Collection[str],
    ) -> Basis:
        """Return what a document was made from: the cells `seen`, and the values it `names`."""
        shapes = {
            name: self._shape(value)
            for name, value in values.items()
            if name in names and name not in UNMARKED
        }
        by_sheet: dict[str, dict[Rad, Fields]] = {}
        for rad, fields in seen.items():
            by_sheet.setdefault(rad.ark, {})[rad] = tuple(fields)
        texts = list(shapes.values())
        felter, celler = {}, {}
        for ark, rows in by_sheet.items():
            every = felter[ark] = tuple(dict.fromkeys(chain(*dict.fromkeys(rows.values()))))
            marks = celler[ark] = dict[str, str]()
            read = self._read[ark, every]
            for rad, fields in rows.items():
                row = read[rad] if fields == every else self._partly(rad, fields, every)
                texts.append(row.text)
                marks[row.key] = row.marks
        verdier = {name: self.marks[shape] for name, shape in shapes.items()}
        return Basis(self._exact(texts), verdier, felter, celler)

    def _partly(self, rad: Rad, fields: Fields, every: Fields) -> _Row:
        """Return a row of which not every column was read, with a place for each of them."""
        in_order = tuple(felt for felt in every if felt in fields)
        row = self._read[rad.ark, in_order][rad]
        by_field = dict(zip(in_order, _pairs(row.marks), strict=True))
        return row._replace(marks="".join([by_field.get(felt, _UNREAD) for felt in every]))

    def same(self, basis: Basis, values: Mapping[str, object]) -> bool:
        """Whether the course still gives a document exactly what `basis` was taken of."""
        if not values.keys() >= basis.verdier.keys():
            return False
        texts = [self._shape(values[name]) for name in basis.verdier]
        for ark, key, fields, _ in basis.rows():
            rad = self._row(ark, key)
            if rad is None:
                return False
            texts.append(self._read[ark, fields][rad].text)
        return self._exact(texts) == basis.avtrykk

    def changes(self, basis: Basis, values: Mapping[str, object]) -> Changes:
        """Return what differs, as far as single fingerprints tell."""
        cells: list[Place] = []
        gone = []
        for ark, key, fields, marks in basis.rows():
            rad = self._row(ark, key)
            if rad is None:
                gone.append((ark, key))
            else:
                now = zip(
                    fields, _pairs(marks), _pairs(self._read[ark, fields][rad].marks), strict=True
                )
                cells += [(ark, key, felt) for felt, mark, other in now if mark != other]
        changed = tuple(
            name
            for name, mark in basis.verdier.items()
            if self.marks[self._shape(values.get(name))] != mark
        )
        known = {(ark, key) for ark, key, _, _ in basis.rows()}
        listed = dict.fromkeys(chain(*(self._rows(values.get(name)) for name in changed)))
        new = tuple(row for row in listed if row not in known)
        lists = tuple(name for name in changed if isinstance(values.get(name), tuple))
        single = tuple(name for name in changed if name not in lists)
        return Changes(tuple(cells), new, tuple(gone), single, lists)

    def _exact(self, texts: Iterable[str]) -> str:
        return blake2b(_bytes(_NEXT.join(texts)), key=self._key, digest_size=16).hexdigest()

    def _mark(self, text: str) -> str:
        raw = blake2b(_bytes(text), key=self._key, digest_size=2).digest()
        return _MARKS[int.from_bytes(raw, "big") % len(_MARKS)]

    def _reader(self, columns_of: tuple[str, Fields]) -> Callable[[Rad], _Row]:
        """Return what reads some columns of a sheet from a row."""
        ark, fields = columns_of
        plan = [(felt, _referred(ark).get(felt)) for felt in fields]

        def read(rad: Rad) -> _Row:
            texts = [_text(self._bok, getattr(rad, felt, None), ref) for felt, ref in plan]
            marks = "".join([self.marks[text] for text in texts])
            return _Row(self._keys[rad], _NEXT.join(texts), marks)

        return read

    def _key_of(self, rad: Rad) -> str:
        """Return the key of a row, or its number on the sheet where another has that key."""
        id = rad.id
        return id if id and self._bok.slå_opp(type(rad), id) is rad else f"rad {rad.rad}"

    def _row(self, ark: str, key: str) -> Rad | None:
        """Return the row that has a key now; None when there is none."""
        sheet = ARK_ETTER_NAVN.get(ark)
        if sheet is None:
            return None
        found = self._bok.slå_opp(sheet, key)
        return found or next((r for r in self._bok.rader(sheet) if self._key_of(r) == key), None)

    def _shape(self, value: object) -> str:
        """Return a value as text, where a row is its sheet and key: its cells are read later."""
        if isinstance(value, tuple | list):
            return "(" + "\x1f".join([self._shape(each) for each in value]) + ")"
        if isinstance(value, Rad):
            return f"{value.ark}\x1d{self._keys[value]}"
        if isinstance(value, Cell):
            return f"{self._shape(value.rad)}\x1d{value.felt}"
        return "" if value is None else str(value)

    def _rows(self, value: object) -> Iterator[tuple[str, str]]:
        """Yield the rows in the lists of a value; one that stands alone is a reference."""
        for each in value if isinstance(value, tuple) else ():
            if isinstance(each, Rad):
                yield each.ark, self._keys[each]
            else:
                yield from self._rows(each)


def _text(bok: Kursbok, value: object, sheet: type[Rad] | None) -> str:
    """Return a cell as text; of one that refers to `sheet` also whether there is such a row."""
    if value is None:
        return ""
    if sheet is None and not isinstance(value, tuple):
        return value if type(value) is str else str(value)
    each = value if isinstance(value, tuple) else (value,)
    if sheet is None:
        return "\x1f".join(map(str, each))
    return "\x1f".join([f"{key}\x1d{bok.slå_opp(sheet, key) is not None}" for key in each])


@cache
def _referred(ark: str) -> Mapping[str, type[Rad]]:
    """Return the columns of a sheet that refer to rows, each with the sheet of those."""
    return {
        name: ARK_ETTER_NAVN[each.column.ref]
        for name, each in columns(ARK_ETTER_NAVN[ark]).items()
        if each.is_ref
    }


def _pairs(marks: str) -> Iterator[str]:
    return (marks[at : at + MARK] for at in range(0, len(marks), MARK))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
