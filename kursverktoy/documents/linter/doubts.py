"""Which expressions can't go wrong in a way that only filling them shows."""

from jinja2 import nodes

from kursverktoy.documents.filters import FILTERS, FORMS

_PLAIN = (
    *(nodes.And, nodes.Compare, nodes.CondExpr, nodes.Const, nodes.Getattr, nodes.Keyword),
    *(nodes.Name, nodes.Not, nodes.Operand, nodes.Or, nodes.TemplateData, nodes.Tuple),
)
_FILTERS = (
    *("capitalize", "count", "d", "default", "first", "groupby", "last", "length", "list"),
    *("lower", "rejectattr", "selectattr", "sort", "string", "title", "trim", "unique", "upper"),
)
"""Filters of Jinja that give no more than they get, and take no number."""
_TESTS = ("defined", "eq", "equalto", "in", "ne", "none", "sameas", "string", "undefined")
_FEW_DECIMALS = 9
DEEPEST = 15
"""So many blocks in one another are fine; Python takes 20."""


def is_doubtful(node: nodes.Node) -> bool:
    """Whether an expression by itself, apart from what it is made of, may stop a document.

    Such as what computes, calls or looks up, and what is given a number by the template.
    """
    match node:
        case nodes.Filter(name=name, args=args, kwargs=kwargs):
            if name in FILTERS:
                return not (all(_is_usual(name, each) for each in args) and not kwargs)
            return name not in _FILTERS and not _is_by_column(node)
        case nodes.Test(name=name):
            return name not in _TESTS
        case _:
            return not isinstance(node, _PLAIN)


def _is_usual(name: str, argument: nodes.Expr) -> bool:
    match argument:
        case nodes.Const(value=str(form)):
            return name == "dato" and form in FORMS
        case nodes.Const(value=int(decimals)):
            return name == "tall" and 0 <= decimals <= _FEW_DECIMALS
        case _:
            return False


def _is_by_column(node: nodes.Filter) -> bool:
    """Whether it is `map(attribute="…")`, whose path is followed without being filled."""
    named = [each.key for each in node.kwargs]
    return node.name == "map" and named == ["attribute"] and not node.args
