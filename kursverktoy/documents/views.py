"""What a template may see of a course: rows behind a whitelist, and empty cells that speak up.

A template is edited by people and may ask for anything. What it gets is decided here, from the
schema alone: a column that does not name the document in `Column.documents` can't be read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from jinja2 import ChainableUndefined, UndefinedError

from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Field, Rad, Required, columns


class TemplateFaultError(Exception):
    """A template asks for what it can't have; the text is a Norwegian sentence without its end."""


class EmptyCellError(UndefinedError):
    """A template computes with an empty cell."""


def references(sheet: type[Rad]) -> Mapping[str, Field]:
    """Return the attributes by which a template reaches the rows that `sheet` refers to.

    The attribute is the column's name without its ending: `norsklærer_person_id` →
    `norsklærer`, `partner_id` → `partner`, `mål_id` → `mål`, `spesialisering` as it is.
    """
    return {
        re.sub(r"(_partner|_person)?_id$", "", name): each
        for name, each in columns(sheet).items()
        if each.is_ref
    }


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

    def show(self, value: object) -> object:
        """Return `value` as a template gets it: rows as views, None as an empty value."""
        match value:
            case None:
                return Empty("verdien")
            case Rad():
                return RowView(value, self)
            case Cell():
                return self.read(value.rad, value.felt)
            case tuple():
                return tuple(map(self.show, value))
            case _:
                return value

    def read(self, rad: Rad, name: str) -> object:
        """Return what `name` is on a row; raise `TemplateFaultError` when it can't be shown."""
        sheet = type(rad)
        reference = references(sheet).get(name)
        declared = reference or columns(sheet).get(name)
        if declared is None:
            raise TemplateFaultError(_unknown(sheet, name))
        if not declared.may_show(self.document):
            heading = self.bok.overskrift(sheet, declared.name)
            raise TemplateFaultError(
                f"«{sheet.navn_i_bok}.{name}» («{heading}» på arket {sheet.ark}) skal ikke stå i "
                f"{self.document}"
            )
        value = getattr(rad, declared.name)
        if reference:
            value = self._rows(reference, value)
        elif declared.column.scale and value is not None:
            value = declared.column.scale[value]  # a document says it in words, never as a mark
        return self._empty(rad, declared) if value in (None, "", ()) else self.show(value)

    def _rows(self, reference: Field, value: str | tuple[str, ...] | None) -> object:
        sheet = ARK_ETTER_NAVN[reference.column.ref]
        if isinstance(value, tuple):
            found = (self.bok.slå_opp(sheet, key) for key in value)
            return tuple(row for row in found if row)
        return self.bok.slå_opp(sheet, value)

    def _empty(self, rad: Rad, declared: Field) -> "Empty":
        def tell() -> None:
            cell = Cell(rad, declared.name)
            if cell not in self.missing:
                self.missing.append(cell)

        needed = declared.column.required is not Required.NEVER
        return Empty(f"«{declared.column.header}»", tell if needed else None)


def _unknown(sheet: type[Rad], name: str) -> str:
    close = nearest(name, chain(columns(sheet), references(sheet)))
    hint = f". Mente du «{close}»?" if close else ""
    return f"«{name}» finnes ikke på arket {sheet.ark}{hint}"


class RowView:
    """A row as a template sees it: `partner.orgnr`, `praksis.partner.partnernavn`."""

    __slots__ = ("_rad", "_sight")

    def __init__(self, rad: Rad, sight: Sight) -> None:
        self._rad, self._sight = rad, sight

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._sight.read(self._rad, name)

    def __str__(self) -> str:
        sheet = type(self._rad)
        raise TemplateFaultError(
            f"en hel rad fra arket {sheet.ark} kan ikke skrives ut. Velg en kolonne, for eksempel "
            f"«{sheet.navn_i_bok}.{next(iter(columns(sheet)))}»"
        )


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
