"""What a template may see of a course: rows behind a whitelist, and empty cells that speak up.

A template is edited by people and may ask for anything. What it gets is decided here, from the
schema alone: a column that does not name the document in `Column.documents` can't be read.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from jinja2 import ChainableUndefined

from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Field, Rad, Required, columns
from kursverktoy.documents.faults import (
    Asked,
    AskedTooMuchError,
    EmptyCellError,
    TemplateFaultError,
)
from kursverktoy.documents.rows import RowView

_REFERENCES: dict[type[Rad], Mapping[str, Field]] = {}


def references(sheet: type[Rad]) -> Mapping[str, Field]:
    """Return the attributes by which a template reaches the rows that `sheet` refers to.

    The attribute is the column's name without its ending: `norsklærer_person_id` →
    `norsklærer`, `partner_id` → `partner`, `mål_id` → `mål`, `spesialisering` as it is.
    """
    found = _REFERENCES.get(sheet)
    if found is None:
        found = _REFERENCES[sheet] = {
            re.sub(r"(_partner|_person)?_id$", "", name): each
            for name, each in columns(sheet).items()
            if each.is_ref
        }
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A derived value that is the content of one cell, which may be empty."""

    rad: Rad
    felt: str
    """The column, or the attribute by which a template reaches the row it refers to."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one document (a code such as D5) may see of a course, and what it found empty."""

    bok: Kursbok
    document: str
    missing: list[Cell] = field(default_factory=list)
    """The empty cells that were printed although they must be filled, each once."""
    seen: dict[Rad, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """The columns that were read of each row: what the document is made from (see `basis`)."""

    def show(self, value: object) -> object:
        """Return `value` as a template gets it: rows as views, None as an empty value."""
        match value:
            case str():  # the most usual first: a match tries its cases in turn
                return value
            case Rad():
                return RowView(value, self)
            case tuple():
                return tuple(map(self.show, value))
            case None:
                return Empty("verdien")
            case Cell():
                return self.read(value.rad, value.felt)
            case _:
                return value

    def shown(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the values of a document by placeholder, as a template gets them."""
        return {name: self.show(value) for name, value in values.items()}

    def read(self, rad: Rad, name: str) -> object:
        """Return what `name` is on a row; raise `AskedTooMuchError` when it can't be shown."""
        shown = _readable(rad.ark, self.document).get(name)
        if shown is None:
            raise AskedTooMuchError(self._asked(type(rad), name))
        self.seen[rad][shown.felt] = None
        value = getattr(rad, shown.felt)
        if not value and value in (None, "", ()):
            return self._empty(rad, shown)
        if shown.reference:
            return self._rows(shown.reference, value) or self._empty(rad, shown)
        # A document says a step in words, never as a mark.
        return shown.scale[value] if shown.scale else value

    def no_text(self, rad: Rad) -> TemplateFaultError:
        """Return the fault of a template that prints a whole row."""
        shown = _readable(rad.ark, self.document).values()
        columns_ = (each.felt for each in shown if not each.reference and not each.key)
        example = next(columns_, "")
        hint = f"Velg en kolonne, for eksempel «{example}»" if example else ""
        return TemplateFaultError(f"en hel rad fra arket {rad.ark} kan ikke skrives ut", hint)

    def _asked(self, sheet: type[Rad], name: str) -> Asked:
        declared = references(sheet).get(name) or columns(sheet).get(name)
        if declared is None:
            close = nearest(name, chain(columns(sheet), references(sheet)))
            return Asked(name, sheet.ark, close=close or "")
        heading = self.bok.overskrift(sheet, declared.name)
        return Asked(name, sheet.ark, heading, self.document)

    def _rows(self, sheet: type[Rad], value: str | tuple[str, ...]) -> object:
        """Return the row or rows that a cell refers to, behind views; nothing for unknown ones."""
        if isinstance(value, str):
            row = self.bok.slå_opp(sheet, value)
            return RowView(row, self) if row else None
        found = (self.bok.slå_opp(sheet, key) for key in value)
        return tuple(RowView(row, self) for row in found if row)

    def _empty(self, rad: Rad, shown: "_Readable") -> "Empty":
        def tell() -> None:
            cell = Cell(rad, shown.felt)
            if cell not in self.missing:
                self.missing.append(cell)

        return Empty(shown.heading, tell if shown.needed else None)


@dataclass(frozen=True, slots=True)
class _Readable:
    """What a document may read of a row under one name, worked out once for all rows."""

    felt: str
    reference: type[Rad] | None
    scale: tuple[str, ...] | None
    heading: str
    needed: bool
    key: bool


@cache
def _readable(ark: str, document: str) -> Mapping[str, _Readable]:
    """Return all that `document` may read of a row of a sheet, by the name a template uses."""
    sheet = ARK_ETTER_NAVN[ark]
    by_name = {**columns(sheet), **references(sheet)}
    return {
        name: _Readable(
            each.name,
            ARK_ETTER_NAVN[each.column.ref] if name in references(sheet) else None,
            each.column.scale,
            f"«{each.column.header}»",
            each.column.required is not Required.NEVER,
            each.column.is_key,
        )
        for name, each in by_name.items()
        if each.may_show(document)
    }


class Empty(ChainableUndefined):
    """An empty value: false, without items, and filled by `default`; printing it is told."""

    __slots__ = ("_tell",)

    def __init__(self, what: str, tell: Callable[[], None] | None = None) -> None:
        super().__init__(hint=f"{what} er tom", exc=EmptyCellError)
        self._tell = tell

    def __str__(self) -> str:
        if self._tell:
            self._tell()
        return ""
