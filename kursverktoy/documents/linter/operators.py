"""What operators give, and what they can't be used on."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Field
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.wording import described, said
from kursverktoy.documents.shapes import (
    ANYTHING,
    NUMBER,
    TEXT,
    TRUTH,
    Many,
    Other,
    Row,
    Several,
    Shape,
    Slag,
    Value,
    joined,
)

if TYPE_CHECKING:
    from kursverktoy.documents.linter.reader import Reader

_SIGNS = {"lt": "<", "gt": ">", "lteq": "<=", "gteq": ">="}
_NUMBERS = {Slag.TALL, Slag.JA_NEI}


def result(reader: "Reader", node: nodes.Node) -> Shape:
    """Return what an expression with an operator gives; what is in it is read in any case."""
    for kind, read in _BY_KIND.items():
        if isinstance(node, kind):
            return read(reader, node)
    for each in node.iter_child_nodes():
        reader.shape(each)
    return ANYTHING


def _either(reader: "Reader", node: nodes.BinExpr) -> Shape:
    return joined(reader.shape(node.left), reader.shape(node.right))


def _chosen(reader: "Reader", node: nodes.CondExpr) -> Shape:
    reader.shape(node.test)
    ends = [each for each in (node.expr1, node.expr2) if each is not None]
    return joined(*map(reader.shape, ends))


def _glued(reader: "Reader", node: nodes.Concat) -> Shape:
    for each in node.nodes:
        reader.printed(each, reader.shape(each))
    return TEXT


def _several(reader: "Reader", node: nodes.Tuple) -> Shape:
    return Several(tuple(map(reader.shape, node.items)))


def _many(reader: "Reader", node: nodes.List) -> Shape:
    return Many(joined(*map(reader.shape, node.items)))


def _with_sign(reader: "Reader", node: nodes.UnaryExpr) -> Shape:
    found = reader.shape(node.node)
    return TRUTH if isinstance(node, nodes.Not) else found


def _calculated(reader: "Reader", node: nodes.BinExpr) -> Shape:
    sides = [(each, reader.shape(each)) for each in (node.left, node.right)]
    shapes = [shape for _, shape in sides]
    if any(isinstance(shape, Other) for shape in shapes):
        return ANYTHING
    if node.operator == "+" and all(_is(shape, {Slag.TEKST}) for shape in shapes):
        return TEXT
    if node.operator == "-" and all(_is(shape, {Slag.DATO}) for shape in shapes):
        return ANYTHING
    if node.operator == "+" and all(isinstance(shape, Many | Several) for shape in shapes):
        return joined(*shapes)
    for each, shape in sides:
        if not _is(shape, _NUMBERS):
            return reader.tell(
                regler.REGNER_FEIL, said(each), hva=described(shape), tegn=node.operator, mot=""
            )
    return NUMBER


def _is(shape: Shape, slag: set[Slag]) -> bool:
    return isinstance(shape, Value) and shape.slag in slag


def _compared(reader: "Reader", node: nodes.Compare) -> Shape:
    left, of = node.expr, reader.shape(node.expr)
    for operand in node.ops:
        right, other = operand.expr, reader.shape(operand.expr)
        if operand.op in {"eq", "ne"}:
            _never_equal(reader, of, [right])
            _never_equal(reader, other, [left])
        elif operand.op in {"in", "notin"}:
            _within(reader, (left, of), (right, other))
        elif not _comparable(of, other):
            reader.tell(
                regler.REGNER_FEIL,
                said(left),
                hva=described(of),
                tegn=_SIGNS[operand.op],
                mot=f" mot {described(other)}",
            )
        left, of = right, other
    return TRUTH


def _within(
    reader: "Reader", one: tuple[nodes.Node, Shape], many: tuple[nodes.Node, Shape]
) -> None:
    (left, of), (right, other) = one, many
    if isinstance(other, Row) or (isinstance(other, Value) and other.slag is not Slag.TEKST):
        reader.tell(regler.IKKE_LISTE, said(right), hva=described(other), råd="")
    if isinstance(right, nodes.Tuple | nodes.List):
        _never_equal(reader, of, right.items)
    if isinstance(other, Many):
        _never_equal(reader, other.item, [left])


def _comparable(one: Shape, other: Shape) -> bool:
    if isinstance(one, Other) or isinstance(other, Other):
        return True
    if not (isinstance(one, Value) and isinstance(other, Value)):
        return False
    return one.slag is other.slag or {one.slag, other.slag} <= _NUMBERS


def _never_equal(reader: "Reader", shape: Shape, others: Iterable[nodes.Node]) -> None:
    """Tell of what a column of a list is compared with and can't hold."""
    if not isinstance(shape, Value) or shape.field is None:
        return
    offered = _offered(shape.field)
    for other in others:
        if offered and isinstance(other, nodes.Const) and other.value not in (*offered, "", None):
            close = _close(shape.field, other.value, offered)
            reader.tell(
                regler.ALDRI_LIK,
                str(other.value),
                close,
                overskrift=shape.field.heading(),
                ark=shape.ark,
                råd=f"Mente du «{close}»?" if close else f"Velg blant {', '.join(offered)}.",
            )


def _offered(field: Field) -> tuple[str, ...]:
    if field.column.scale:
        return field.column.scale
    return tuple(map(str, field.choices)) if field.choices else ()


def _close(field: Field, value: object, offered: tuple[str, ...]) -> str | None:
    if field.column.scale and isinstance(value, int) and 0 <= value < len(offered):
        return offered[value]
    return nearest(str(value), offered)


_BY_KIND: Mapping[type[nodes.Node], Callable[["Reader", Any], Shape]] = {
    nodes.And: _either,
    nodes.Or: _either,
    nodes.Compare: _compared,
    nodes.BinExpr: _calculated,
    nodes.UnaryExpr: _with_sign,
    nodes.Concat: _glued,
    nodes.CondExpr: _chosen,
    nodes.Tuple: _several,
    nodes.List: _many,
}
"""What reads an operator, the more special kinds first."""
