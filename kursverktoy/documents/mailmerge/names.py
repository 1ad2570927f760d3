"""Which of our placeholders a merge field means: it is named after a heading somebody chose."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from kursverktoy.course.kursbok import ARK
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.documents.kinds import Kind, titled
from kursverktoy.documents.shapes import Many, Row, Shape, Slag, Value, attributes, shapes
from kursverktoy.documents.views import references
from kursverktoy.workbook.names import safe_name

_CLOSE = 0.85
"""How alike two names must be to be taken for one with a slip of the pen."""
_DEEPEST = 2
"""Rows that are followed from a placeholder: `plan.norsklærer.epost`."""
_SAME_SOUND = (("aa", "a"), ("ae", "a"), ("oe", "o"))
"""How å, æ and ø are written where they can't be: laeringsmaal, larings-mal and læringsmål."""
_BY_HAND = "Sett inn tagger for det som skal stå, slik templates/README.md viser."
_LOOK = "Se etter at verdien er den riktige."


class StandsError(Exception):
    """A field can't become a tag; the text says why, and what to do, in whole sentences."""


@dataclass(frozen=True, slots=True)
class Target:
    """A value that a tag can ask for."""

    expression: str
    shape: Shape
    labels: tuple[str, ...]
    """What a merge field for it may be called."""
    distance: int
    """How far from the document's own: a loop around it, its own context, all documents."""
    depth: int
    """How many rows are followed to it."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a field turned out to mean."""

    expression: str
    shape: Shape
    remark: str = ""


class Names:
    """The values one kind of document may show, and those of the loops around a place."""

    def __init__(self, kind: Kind, targets: Iterable[Target] | None = None) -> None:
        self.kind = kind
        self._targets = tuple(_own(kind) if targets is None else targets)

    def within(self, loop: Iterable[tuple[str, Shape]]) -> "Names":
        """Return the same with the variables of a loop, which come before all others."""
        near = (
            target
            for name, shape in loop
            for target in _reached(name, shape, (name,), self.kind.sight, -1)
        )
        return Names(self.kind, (*near, *self._targets))

    def value(self, label: str) -> Match:
        """Return what the field `label` shows; raises `StandsError` when that can't be told."""
        shown = [each for target in self._targets if (each := self._shown(target))]
        target, remark = self._match(label, shown)
        return Match(target.expression, target.shape, remark)

    def several(self, label: str) -> Match:
        """Return the list a repeated part goes through; raises `StandsError` likewise."""
        lists = [target for target in self._targets if isinstance(target.shape, Many)]
        target, remark = self._match(label, lists)
        return Match(target.expression, target.shape, remark)

    def _shown(self, target: Target) -> Target | None:
        """Return a target as a field can show it: a row by its name; None when it can't."""
        match target.shape:
            case Value() | Many(Value(Slag.TEKST)):
                return target
            case Row(sheet):
                known = attributes(sheet)
                named = [name for name in known if name.endswith("navn")]
                if len(named) == 1 and known[named[0]].field.may_show(self.kind.sight):
                    name = f"{target.expression}.{named[0]}"
                    return replace(target, expression=name, shape=known[named[0]].shape)
        return None

    def _match(self, label: str, targets: list[Target]) -> tuple[Target, str]:
        ranked = sorted(((rank, t) for t in targets if (rank := _rank(label, t))), key=_by_rank)
        # The very name of a column that can't stand here is no slip for one that can.
        if not ranked or (ranked[0][0].guess and _columns_called(label)):
            raise StandsError(self._unknown(label, targets))
        best = ranked[0][0]
        alike = [target for rank, target in ranked if rank == best]
        if len(alike) > 1:
            either = " eller ".join(f"«{t.expression}»" for t in alike)
            raise StandsError(f"Det kan bety {either}. Skriv den du mener, i {{{{ }}}}.")
        if best.guess:
            return alike[0], f"Navnet er ikke helt likt. {_LOOK}"
        others = [t for rank, t in ranked if rank != best and rank[:3] == best[:3]]
        if others:
            either = " eller ".join(f"«{t.expression}»" for t in others)
            return alike[0], f"Det kan også bety {either}. {_LOOK}"
        return alike[0], ""

    def _unknown(self, label: str, targets: list[Target]) -> str:
        if any(_rank(label, t) for t in self._targets if not isinstance(t.shape, Value)):
            return f"«{label}» er en liste eller en hel rad. {_BY_HAND}"
        elsewhere = _columns_called(label)
        for sheet, field in elsewhere:
            if field.may_show(self.kind.sight):
                return (
                    f"«{field.heading()}» på arket {sheet.ark} finnes her bare i lister og rader. "
                    + _BY_HAND
                )
        if elsewhere:
            sheet, field = elsewhere[0]
            return (
                f"«{field.heading()}» på arket {sheet.ark} skal ikke stå i dokumentet "
                f"{titled(self.kind.sight)}. "
                "Ta feltet bort."
            )
        labels = {each: t.expression for t in targets for each in t.labels}
        close = nearest(label.replace("_", " "), labels)
        hint = f" Mente du «{labels[close]}»?" if close else ""
        return (
            f"Ingen verdi i {self.kind.sight} heter «{label}».{hint} "
            "Sett inn en tag fra templates/README.md i stedet."
        )


class _Rank(NamedTuple):
    """How well a target fits a label; the lowest fits best."""

    guess: bool
    outside: bool
    depth: int
    inexact: bool
    distance: int


def _by_rank(ranked: tuple[_Rank, Target]) -> _Rank:
    return ranked[0]


def _rank(label: str, target: Target) -> _Rank | None:
    """Return how well `target` fits, or None when it is another thing."""
    wanted, plain = _plain(label), [_plain(each) for each in target.labels]
    exact = label in target.labels
    guess = not exact and wanted not in plain
    if guess and not any(_slip(wanted, each) for each in plain):
        return None
    return _Rank(guess, target.distance >= 0, target.depth, not exact, max(target.distance, 0))


@cache
def _plain(label: str) -> str:
    """Return what is left of a name once Word and data sources have done their worst to it."""
    plain = safe_name(label, "").replace("-", "").lower()
    for written, sound in _SAME_SOUND:
        plain = plain.replace(written, sound)
    return plain


def _columns_called(label: str) -> list[tuple[type[Rad], Field]]:
    """Return every column of the workbook with this name or heading."""
    return [
        (sheet, field)
        for sheet in ARK
        for field in columns(sheet).values()
        if _plain(label) in (_plain(field.name), _plain(field.heading()))
    ]


def _slip(one: str, other: str) -> bool:
    """Whether two names differ by a slip; numbers must agree: formål_1 is not formål_2."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    alike = SequenceMatcher(None, one, other)
    return alike.quick_ratio() >= _CLOSE and alike.ratio() >= _CLOSE


def _own(kind: Kind) -> Iterator[Target]:
    """Yield what the document's placeholders reach."""
    classes = kind.context.__mro__
    for name, shape in shapes(kind.context).items():
        distance = next(n for n, each in enumerate(classes) if name in vars(each))
        yield from _reached(name, shape, (name,), kind.sight, distance)


def _reached(
    expression: str, shape: Shape, called: tuple[str, ...], document: str, distance: int
) -> Iterator[Target]:
    """Yield a value and, where it is a row, what its columns and their rows hold."""
    depth = expression.count(".")
    yield Target(expression, shape, called, distance, depth)
    if not isinstance(shape, Row) or depth == _DEEPEST:
        return
    for name, attribute in attributes(shape.sheet).items():
        column = attribute.field
        # The number of a row says nothing to a reader; its reference does.
        hidden = column.is_ref and name not in references(shape.sheet)
        if hidden or not column.may_show(document):
            continue
        own = (name, column.heading("nb"), column.heading("nn"))
        joined = tuple(f"{before} {each}" for before in called for each in own)
        labels = tuple(dict.fromkeys((*own, *joined) if depth == 0 else joined))
        yield from _reached(f"{expression}.{name}", attribute.shape, labels, document, distance)
