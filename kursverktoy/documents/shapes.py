"""What a template's placeholders are: values, rows, lists and pairs, as the contexts say.

The annotations of the context properties and the columns of the sheets are the only source;
`templates/README.md` prints these shapes, and the linter follows them into every tag.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from kursverktoy.course.kursbok import ARK_ETTER_NAVN
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.documents.contexts.context import Context, placeholders
from kursverktoy.documents.pictures import Picture
from kursverktoy.documents.views import Cell, references


class Slag(StrEnum):
    """The kinds of single values, in the words of the reference page."""

    TEKST = "tekst"
    TALL = "tall"
    DATO = "dato"
    JA_NEI = "Ja/Nei"


@dataclass(frozen=True, slots=True)
class Value:
    """A single value."""

    slag: Slag
    field: Field | None = None
    """The column it comes from, where it comes from one."""
    ark: str = ""
    """The sheet of that column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet."""

    sheet: type[Rad]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of alike things."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class Several:
    """A fixed number of things, which a template unpacks: `{% for kategori, mål in … %}`."""

    items: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Something that is none of these, such as a picture."""

    name: str


Shape = Value | Row | Many | Several | Other
"""What a placeholder, or a part of one, is."""
ANYTHING = Other("")
"""What is not known."""
TEXT, NUMBER, TRUTH = Value(Slag.TEKST), Value(Slag.TALL), Value(Slag.JA_NEI)


def joined(*found: Shape) -> Shape:
    """Return what can be any of `found`: their shape when they are alike."""
    if len(set(found)) == 1:
        return found[0]
    plain = {Value(each.slag) if isinstance(each, Value) else each for each in found}
    return plain.pop() if len(plain) == 1 else ANYTHING


def shapes(context: type[Context]) -> Mapping[str, Shape]:
    """Return the placeholders of a document's template, each with its shape."""
    return {
        name: shape_of(get_type_hints(each.fget)["return"])
        for name, each in placeholders(context).items()
    }


def shape_of(hint: Any) -> Shape:
    """Return the shape of what is annotated with `hint`; that it may be empty is left out."""
    if isinstance(hint, UnionType):
        return shape_of(next(each for each in get_args(hint) if each not in (type(None), Cell)))
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [Ellipsis]:
            return Many(shape_of(first))
        return Several(tuple(map(shape_of, (first, *rest))))
    if not isinstance(hint, type):
        return Other(str(hint))
    if issubclass(hint, Rad):
        return Row(hint)
    return _value(hint)


_SLAG: Mapping[type, Slag] = {
    bool: Slag.JA_NEI,  # before int, of which it is a kind
    int: Slag.TALL,
    float: Slag.TALL,
    date: Slag.DATO,
    str: Slag.TEKST,
}


def _value(hint: type) -> Shape:
    if hint is Picture:
        return Other("bilde")
    slag = _slag(hint)
    return Value(slag) if slag else Other(hint.__name__)


def _slag(hint: type) -> Slag | None:
    return next((slag for kind, slag in _SLAG.items() if issubclass(hint, kind)), None)


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a template can ask of a row, and what it gets."""

    field: Field
    """The column that says which documents may show it."""
    shape: Shape


_ATTRIBUTES: dict[type[Rad], Mapping[str, Attribute]] = {}


def attributes(sheet: type[Rad]) -> Mapping[str, Attribute]:
    """Return what a template can ask of a row of `sheet`; not all of it is for every document.

    A reference leads to the row itself: `partner` beside the column `partner_id`.
    """
    found = _ATTRIBUTES.get(sheet)
    if found is None:
        rows = references(sheet)
        found = _ATTRIBUTES[sheet] = {
            name: Attribute(field, _shape_in(sheet.ark, field, is_row=name in rows))
            for name, field in {**columns(sheet), **rows}.items()
        }
    return found


def _shape_in(ark: str, field: Field, *, is_row: bool) -> Shape:
    one: Shape
    if is_row:
        one = Row(ARK_ETTER_NAVN[field.column.ref])
    elif field.column.scale:
        one = Value(Slag.TEKST, field, ark)  # a document says a step in words
    else:
        one = Value(_slag(field.type) or Slag.TEKST, field, ark)
    return Many(one) if field.many else one


def sheets_of(shape: Shape) -> Iterator[type[Rad]]:
    """Yield the sheets whose rows a shape holds."""
    match shape:
        case Row(sheet):
            yield sheet
        case Many(item):
            yield from sheets_of(item)
        case Several(items):
            for each in items:
                yield from sheets_of(each)


def reached(document: str, found: Iterable[Shape]) -> list[type[Rad]]:
    """Return the sheets a document sees rows of, directly or by reference, in workbook order."""
    names: set[str] = set()
    ahead = [sheet.ark for shape in found for sheet in sheets_of(shape)]
    while ahead:
        name = ahead.pop()
        if name not in names:
            names.add(name)
            fields = columns(ARK_ETTER_NAVN[name]).values()
            ahead += [f.column.ref for f in fields if f.is_ref and f.may_show(document)]
    return [sheet for name, sheet in ARK_ETTER_NAVN.items() if name in names]


def in_words(shape: Shape) -> str:
    """Return what a placeholder holds, in words: «liste: rad fra Praksis»."""
    match shape:
        case Value(slag):
            return slag
        case Row(sheet):
            return f"rad fra {sheet.ark}"
        case Many(item):
            return f"liste: {in_words(item)}"
        case Several(items):
            *before, last = map(in_words, items)
            how = "par" if len(before) == 1 else "sett"
            return f"{how} av {', '.join(before)} og {last}"
        case Other(name):
            return name
