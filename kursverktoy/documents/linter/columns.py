"""The columns that must be filled and that our own templates show, and hers no longer do."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.abc import InspectLoader
from types import CodeType, FunctionType, ModuleType

from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.schema import Required, columns
from kursverktoy.documents.contexts.context import Context
from kursverktoy.documents.kinds import Kind, titled
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.malfunn import Malfunn, malfunn
from kursverktoy.documents.shapes import reached, shapes

_OURS = __name__.partition(".")[0]


Asked = frozenset[tuple[str, str]]
"""The columns that a template asks for, by sheet and name."""


def unused(
    looked_through: Iterable[tuple[Kind, Asked]], ours: Callable[[Kind], Asked]
) -> Iterator[Malfunn]:
    """Yield a hint for each document whose templates leave out required columns that ours show.

    `looked_through` has, for each template, its kind and the columns it asks for, and `ours`
    returns what the shipped templates for a document ask for. What none of those shows is asked
    for to be checked, not to be printed; a column that the code behind the placeholders reads
    counts as used.
    """
    kinds: dict[str, Kind] = {}
    used: dict[str, set[tuple[str, str]]] = {}
    for kind, asked in looked_through:
        kinds.setdefault(kind.code, kind)
        used.setdefault(kind.code, set()).update(asked)
    for code, kind in kinds.items():
        left = list(_left(kind, used[code]))
        if left and (left := [each for each in left if each in ours(kind)]):
            words = {"dokument": titled(code), "kolonner": ", ".join(map(_said, left))}
            yield malfunn(regler.UBRUKTE_KOLONNER, "", words=words)


def _said(column: tuple[str, str]) -> str:
    ark, name = column
    return f"«{columns(ARK_ETTER_NAVN[ark])[name].heading()}» på arket {ark}"


def _left(kind: Kind, used: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    read = _read_by_code(kind.context)
    beginnings = tuple(name for name in read if name.endswith("_"))  # «formål_» is all five
    for sheet in reached(kind.sight, shapes(kind.context).values()):
        for field in columns(sheet).values():
            asked = (sheet.ark, field.name) in used or field.name in read
            needed = field.column.required is Required.ALWAYS and not field.column.is_key
            if (
                needed
                and field.may_show(kind.sight)
                and not (asked or field.name.startswith(beginnings))
            ):
                yield sheet.ark, field.name


def _read_by_code(context: type[Context]) -> set[str]:
    """Return the names in the code that makes the placeholders of a document."""
    modules = {sys.modules[each.__module__] for each in (*context.__mro__, Kursbok)}
    helpers = {
        sys.modules[each.__module__]
        for module in modules
        for each in vars(module).values()
        if isinstance(each, FunctionType) and each.__module__.startswith(_OURS)
    }
    return set().union(*(_names_in(module) for module in modules | helpers))


@cache
def _names_in(module: ModuleType) -> frozenset[str]:
    """Return the names and texts in the code of a module."""
    loader = module.__spec__.loader if module.__spec__ else None
    ahead: list[object] = []
    if isinstance(loader, InspectLoader):
        ahead.append(loader.get_code(module.__name__))
    found: set[str] = set()
    while ahead:
        each = ahead.pop()
        match each:
            case str():
                found.add(each)
            case tuple():
                ahead += each
            case CodeType():
                ahead += (*each.co_names, *each.co_consts)
    return frozenset(found)
