"""Values of a course that does not exist: for each placeholder one of the kind it says it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from kursverktoy.course.schema import Rad
from kursverktoy.documents.faults import Asked, AskedTooMuchError, TemplateFaultError
from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.rows import RowView
from kursverktoy.documents.shapes import (
    Many,
    Row,
    Several,
    Shape,
    Slag,
    Value,
    attributes,
    shapes,
)

_TEXT = "En tekst på fem ord"
_FIRST = date(2026, 8, 17)
_ROWS = 3
"""As many as make a list whose items have others before and after them."""


def made_up(kind: Kind, *, yes: bool) -> Mapping[str, object]:
    """Return a value for each placeholder of a document, nothing of them empty.

    All that is Ja or Nei is `yes`. No two numbers and no two days are the same.
    """
    return _MadeUp(kind.sight, yes).all(shapes(kind.context))


@dataclass(frozen=True, slots=True)
class _MadeUp:
    """Stands where `views.Sight` stands for a real course."""

    document: str
    yes: bool
    numbers: Iterator[int] = field(default_factory=lambda: count(2))

    def all(self, known: Mapping[str, Shape]) -> Mapping[str, object]:
        return {name: self.value(shape) for name, shape in known.items()}

    def read(self, sheet: type[Rad], name: str) -> object:
        found = attributes(sheet).get(name)
        if found is None or not found.field.may_show(self.document):
            raise AskedTooMuchError(Asked(name, sheet.ark))
        return self.value(found.shape)

    def no_text(self, sheet: type[Rad]) -> TemplateFaultError:
        return TemplateFaultError(f"en hel rad fra arket {sheet.ark} kan ikke skrives ut")

    def value(self, shape: Shape) -> object:
        match shape:
            case Row(sheet):
                return RowView(sheet, self)
            case Many(item):
                return tuple(self.value(item) for _ in range(_ROWS))
            case Several(items):
                return tuple(map(self.value, items))
            case Value():
                return self._single(shape)
            case _:
                return _TEXT

    def _single(self, shape: Value) -> object:
        match shape.slag:
            case Slag.JA_NEI:
                return self.yes
            case Slag.TALL:
                return next(self.numbers)
            case Slag.DATO:
                return _FIRST + timedelta(next(self.numbers))
            case _:
                column = shape.field.column if shape.field else None
                offered = (column.scale if column else None) or (
                    shape.field.choices if shape.field else None
                )
                return str(next(iter(offered))) if offered else _TEXT
