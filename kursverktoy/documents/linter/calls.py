"""Filters, tests and calls: whether they exist, what they take, and what they give."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from jinja2 import nodes

from kursverktoy.course.parsing import nearest
from kursverktoy.documents.filters import FILTERS
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.syntax import ENVIRONMENT
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
    shape_of,
)

if TYPE_CHECKING:
    from kursverktoy.documents.linter.reader import Macro, Reader

_TEXTS = {"capitalize", "join", "lower", "replace", "string", "title", "trim", "upper"}
_NUMBERS = {"abs", "count", "int", "length", "round", "sum"}
_ALIKE = {"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"}
"""Filters that give the same list, or some of it."""
_ONE = {"first", "last", "max", "min"}
_PARTS = {"batch", "slice"}
_BY_COLUMN = {"groupby": 0, "map": None, "rejectattr": 0, "selectattr": 0}
"""Filters that take the name of a column, and as which argument; the others by `attribute`."""
_LISTS = {*_ALIKE, *_ONE, *_PARTS, *_BY_COLUMN, "join", "sum"}
_COUNTING = {"count", "length"}
"""Filters that take a list or a text."""
_SAME = {"strek", "linje", "default", "d"}
"""Filters that give what they get, unless it is empty."""


def filtered(reader: "Reader", node: nodes.Filter) -> Shape:
    """Return what a filter gives, and tell of what is wrong with it."""
    of = TEXT if node.node is None else reader.shape(node.node)
    given = [reader.shape(each) for each in node.args]
    given += [reader.shape(each.value) for each in node.kwargs]
    name = node.name
    # What it gives may be a row or not; whether that is printed is seen when it is filled.
    reader.doubtful = reader.doubtful or (name in {"d", "default"} and isinstance(of, Many | Row))
    if name not in ENVIRONMENT.filters:
        close = nearest(name, ENVIRONMENT.filters)
        hint = f"Mente du «{close}»?" if close else "Filtrene står i templates/README.md."
        return reader.tell(regler.UKJENT_FILTER, name, close, hva="et filter", råd=hint)
    _fits(reader, name, ENVIRONMENT.filters[name], node)
    if node.node is None or isinstance(of, Other):
        return given[0] if name in {"default", "d"} and given else _without_input(name)
    if name in FILTERS:
        return _own(reader, node, of)
    return _of_jinja(reader, node, of, given)


def _without_input(name: str) -> Shape:
    if name in _NUMBERS:
        return NUMBER
    own = name in FILTERS and name not in _SAME
    return TEXT if own or name in _TEXTS else ANYTHING


def _own(reader: "Reader", node: nodes.Filter, of: Shape) -> Shape:
    """Return what a filter of ours gives; its annotation says what it takes."""
    takes, written = _takes(FILTERS[node.name]), said(node.node) if node.node else ""
    if takes is not None and not _is_taken(of, takes):
        return reader.tell(
            regler.PASSER_IKKE,
            written,
            filter=node.name,
            hva=described(of),
            tar=described(takes),
        )
    if isinstance(takes, Many) and node.node:
        reader.printed(node.node, of)
    return of if node.name in _SAME else TEXT


@cache
def _takes(function: Callable[..., Any]) -> Shape | None:
    """Return what a filter takes; None for anything."""
    hints = get_type_hints(function)
    hints.pop("environment", None)
    first = next(iter(hints.values()))
    if first is object:
        return None
    found = shape_of(first)
    return Many(ANYTHING) if isinstance(found, Other) else found


def _is_taken(of: Shape, takes: Shape) -> bool:
    match of, takes:
        case Value(slag), Value(wanted):
            return slag is wanted
        case ((Many() | Several()), Many()):
            return True
        case _:
            return False


def _of_jinja(reader: "Reader", node: nodes.Filter, of: Shape, given: list[Shape]) -> Shape:
    name, written = node.name, said(node.node) if node.node else ""
    item = iterated(of)
    is_text = isinstance(of, Value) and of.slag is Slag.TEKST
    if item is None and (name in _LISTS or (name in _COUNTING and not is_text)):
        return reader.tell(regler.IKKE_LISTE, written, hva=described(of), råd="")
    column = _by_column(reader, node, item) if item is not None else None
    if name in _TEXTS and node.node and column is None:
        reader.printed(node.node, of)
    return _given(node, of, item or ANYTHING, column, given)


def _given(
    node: nodes.Filter, of: Shape, item: Shape, column: Shape | None, given: list[Shape]
) -> Shape:
    name = node.name
    found: Shape = of if name in _ALIKE and isinstance(of, Many) else Many(item)
    if name in _TEXTS or name in _NUMBERS:
        found = TEXT if name in _TEXTS else NUMBER
    elif name in {"default", "d"}:
        found = joined(of, *given[:1])
    elif name in _ONE:
        found = item
    elif name in _PARTS:
        found = Many(Many(item))
    elif name == "groupby":
        found = Many(Several((column or ANYTHING, Many(item))))
    elif name == "map":
        found = Many(column or ANYTHING)
    return found


def iterated(shape: Shape) -> Shape | None:
    """Return what going through a shape gives each time; None when it is no list."""
    match shape:
        case Many(item):
            return item
        case Several(items):
            return joined(*items)
        case Other():
            return ANYTHING
        case _:
            return None


def _by_column(reader: "Reader", node: nodes.Filter, item: Shape) -> Shape | None:
    """Return what the column gives that a filter names: `map(attribute="partnernavn")`."""
    named = next((each.value for each in node.kwargs if each.key == "attribute"), None)
    place = _BY_COLUMN.get(node.name)
    if named is None and place is not None and len(node.args) > place:
        named = node.args[place]
    if not (isinstance(named, nodes.Const) and isinstance(named.value, str)):
        return None
    return reader.path(item, named.value)


def tested(reader: "Reader", node: nodes.Test) -> Shape:
    """Tell of a test that does not exist or is not used right; it gives yes or no."""
    for each in (node.node, *node.args):
        reader.shape(each)
    if node.name not in ENVIRONMENT.tests:
        close = nearest(node.name, ENVIRONMENT.tests)
        hint = f"Mente du «{close}»?" if close else "Bruk for eksempel «==»."
        reader.tell(regler.UKJENT_FILTER, node.name, close, hva="en test", råd=hint)
    else:
        _fits(reader, node.name, ENVIRONMENT.tests[node.name], node)
    return TRUTH


def _fits(reader: "Reader", name: str, function: Any, node: nodes.Filter | nodes.Test) -> None:
    """Tell when a filter or test gets other arguments than it takes."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return
    takes = _refused(function, len(node.args), tuple(str(each.key) for each in node.kwargs))
    if takes is not None:
        what = f"Det tar {', '.join(takes)}." if takes else "Det tar ikke noe i parentes."
        reader.tell(regler.FEIL_ARGUMENTER, name, råd=what)


@cache
def _refused(function: Any, count: int, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return what a function takes when it does not take these arguments; else None."""
    plain = inspect.unwrap(function)
    before = 1 + hasattr(plain, "jinja_pass_arg")  # the value, and what Jinja itself passes
    signature = inspect.signature(plain)
    try:
        signature.bind(*[None] * (before + count), **dict.fromkeys(names))
    except TypeError:
        return tuple(signature.parameters)[before:]
    return None


def called(reader: "Reader", node: nodes.Call) -> Shape:
    """Return what a call gives: of a macro, of `range`, or of what a value can do itself."""
    given = tuple(reader.shape(each) for each in node.args)
    named = {each.key: reader.shape(each.value) for each in node.kwargs}
    if isinstance(node.node, nodes.Name):
        name = node.node.name
        if macro := reader.macro(name):
            _of_macro(reader, macro, given, named)
            return TEXT
        if name == "range" and name not in reader.names:
            return Many(NUMBER)
        of = reader.shape(node.node)
        if not isinstance(of, Other):
            what = f"«{name}» er {described(of)}, og tar ikke noe i parentes"
            reader.tell(regler.SKRIVEFEIL, name, hva=what)
        return ANYTHING
    reader.shape(node.node)
    return ANYTHING


def _of_macro(
    reader: "Reader", macro: "Macro", given: Sequence[Shape], named: Mapping[str, Shape]
) -> None:
    """Have a macro gone through with what it is given, or tell that it is not what it takes."""
    takes = [each.name for each in macro.head.args]
    bound = {**dict(zip(takes, given, strict=False)), **named}
    needed = takes[: len(takes) - len(macro.head.defaults)]
    if len(given) > len(takes) or bound.keys() - takes or not bound.keys() >= set(needed):
        hint = f"Den tar {', '.join(takes)}." if takes else "Den tar ikke noe i parentes."
        reader.tell(regler.FEIL_ARGUMENTER, macro.head.name, råd=hint)
    reader.calls.append((macro, tuple(bound.get(name, ANYTHING) for name in takes)))
