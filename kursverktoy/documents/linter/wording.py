"""How expressions and what they are get said, and which name was probably meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jinja2 import nodes

from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Field, Rad
from kursverktoy.documents.shapes import (
    Attribute,
    Many,
    Row,
    Several,
    Shape,
    Slag,
    Value,
    attributes,
)

_SLAG = {
    Slag.TEKST: "en tekst",
    Slag.TALL: "et tall",
    Slag.DATO: "en dato",
    Slag.JA_NEI: "Ja eller Nei",
}


def described(shape: Shape) -> str:
    """Return what a shape is, as it is said in a sentence: «en rad fra arket Praksis»."""
    match shape:
        case Value(slag):
            found = _SLAG[slag]
        case Row(sheet):
            found = f"en rad fra arket {sheet.ark}"
        case Many(Row(sheet)):
            found = f"en liste av rader fra arket {sheet.ark}"
        case Many(Several(items)):
            found = f"en liste av {_together(items)}"
        case Many():
            found = "en liste"
        case Several((*before, last)):
            inside = ", ".join(map(described, before))
            found = f"et {_together(shape.items)} av {inside} og {described(last)}"
        case _:
            found = "noe annet"
    return found


def _together(items: Sequence[Shape]) -> str:
    return "par" if len(items) == 2 else "sett"  # noqa: PLR2004  a pair


def said(node: nodes.Node | None) -> str:
    """Return an expression as it was probably written; «uttrykket» for what is too long to say."""
    said_ = "uttrykket"
    match node:
        case nodes.Name(name=name):
            said_ = name
        case nodes.Getattr(node=owner, attr=name):
            said_ = f"{said(owner)}.{name}".removeprefix(".")
        case nodes.Getitem(node=owner, arg=nodes.Const(value=value)):
            said_ = f"{said(owner)}[{value!r}]"
        case nodes.Call(node=owner):
            said_ = f"{said(owner)}()"
        case nodes.Filter(node=nodes.Expr() as owner, name=name):
            said_ = f"{said(owner)} | {name}"
    return said_


def shown(sheet: type[Rad], document: str) -> Mapping[str, Attribute]:
    """Return what a document may ask of a row."""
    return {name: each for name, each in attributes(sheet).items() if each.field.may_show(document)}


def example(sheet: type[Rad], document: str) -> str:
    """Return a column to choose instead of a whole row; empty where the document has none."""
    known = shown(sheet, document)
    own = (name for name, each in known.items() if not each.field.column.is_key)
    return next(own, next(iter(known), ""))


def with_heading(name: str, sheet: type[Rad], field: Field) -> str:
    """Return a name with the place of its cells: «kurs.sted» («Sted» på arket Kurs)."""
    return f"«{name}» («{field.heading()}» på arket {sheet.ark})"


def in_rows(
    wanted: str, rows: Iterable[tuple[str, type[Rad]]], document: str
) -> Iterator[tuple[str, str]]:
    """Yield where a column called `wanted` can be had: the name to write, and it with its place."""
    for row, sheet in rows:
        if each := shown(sheet, document).get(wanted):
            name = f"{row}.{wanted}"
            yield name, with_heading(name, sheet, each.field)


def near_column(wanted: str, sheet: type[Rad], document: str) -> str | None:
    """Return the column probably meant, by its name or by its heading."""
    known = shown(sheet, document)
    by_heading = {each.field.heading(): name for name, each in known.items()}
    if close := nearest(wanted, known):
        return close
    heading = nearest(wanted.replace("_", " "), by_heading)
    return by_heading[heading] if heading else None
