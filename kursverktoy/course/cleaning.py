"""Names taken out of what is written in someone's own words, so that the text itself can stay."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from kursverktoy.course.funn import Vurdering
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad, columns
from kursverktoy.course.sought import Sought
from kursverktoy.course.terskler import Lister

R = TypeVar("R", bound=Rad)
NAVN = "[navn]"
"""What stands in a text where somebody was named."""


class Endring(NamedTuple):
    """Where a text names or numbers somebody, or did."""

    ark: str
    id: str
    felt: str
    """The heading of its column."""

    def __str__(self) -> str:
        return f"«{self.felt}» på arket {self.ark}{f', {self.id}' if self.id else ''}"


@dataclass
class Cleaning:
    """The names that are to go from a course, and where they have been found."""

    bok: Kursbok
    names: Sought
    masked: Callable[[str], str]
    """Hides what else must not stand in a text."""
    changed: list[Endring] = field(default_factory=list)

    def text(self, said: str) -> str:
        """Return a text without the names."""
        return self.masked(self.names.replaced(said, NAVN))

    def row(self, rad: R) -> R:
        """Return a row with its texts clean, but for the names of organisations and places."""
        fields = columns(type(rad))
        told: dict[str, Any] = {
            name: self.text(value)
            for name, value in texts_of(rad)
            if not fields[name].column.house and self.text(value) != value
        }
        unreadable = {name: self.text(said) for name, said in rad.unreadable.items()}
        found = {*told, *(n for n, said in unreadable.items() if said != rad.unreadable[n])}
        self.changed += [self._place(rad, name) for name in fields if name in found]
        return replace(rad, **told, unreadable=unreadable) if found else rad

    def reason(self, vurdering: Vurdering) -> Vurdering:
        """Return an acknowledgement with its reason clean."""
        grunn = self.text(vurdering.grunn)
        if grunn != vurdering.grunn:
            self.changed.append(Endring("Funn", vurdering.id, "Sett og vurdert"))
        return replace(vurdering, grunn=grunn)

    def lists(self, lister: Lister) -> Lister:
        """Return the lists without the values that hold a name."""
        valg = {
            name: tuple(value for value in offered if not self.names.in_(value))
            for name, offered in lister.valg.items()
        }
        self.changed += [
            Endring("Lister", "", name) for name in valg if valg[name] != lister.valg[name]
        ]
        return replace(lister, valg=valg)

    def left(self) -> tuple[Endring, ...]:
        """Return where a name is a part of what an organisation or a place is called."""
        return tuple(
            self._place(rad, name) for rad, name, said in _named(self.bok) if self.names.in_(said)
        )

    def _place(self, rad: Rad, felt: str) -> Endring:
        return Endring(rad.ark, rad.id or "", self.bok.overskrift(type(rad), felt))


def houses(bok: Kursbok) -> tuple[str, ...]:
    """Return what the organisations and places of a course are called, the longest first."""
    found = {said for _, _, said in _named(bok)}
    return tuple(sorted(found, key=len, reverse=True))


def _named(bok: Kursbok) -> Iterator[tuple[Rad, str, str]]:
    """Yield row, column and text of each name of an organisation, a place or a course."""
    for rad in bok.alle_rader():
        fields = columns(type(rad))
        yield from ((rad, name, said) for name, said in texts_of(rad) if fields[name].column.house)


def texts_of(rad: Rad) -> Iterator[tuple[str, str]]:
    """Yield the columns where something is written in someone's own words, each with its text."""
    for name, each in columns(type(rad)).items():
        value = getattr(rad, name)
        own = not (each.is_ref or each.column.is_key or isinstance(value, StrEnum))
        if own and isinstance(value, str) and value:
            yield name, value
