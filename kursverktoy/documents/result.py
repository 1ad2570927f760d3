"""What became of the documents that were asked for, as data for a face to tell."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kursverktoy.course.funn import Funn


class Utfall(StrEnum):
    """What became of one document."""

    SKREVET = "skrevet"
    UENDRET = "uendret"
    """The same bytes lie there already, and were left alone."""
    STANSET = "stanset"
    """Something in the workbook stopped it."""
    MISLYKKET = "mislykket"
    """Trouble that is not about the course: the template, the disk."""


@dataclass(frozen=True, slots=True)
class Dokument:
    """One document that was asked for, and what became of it."""

    type: str
    """The code of its kind, such as D5."""
    id: str
    """The row it is for: a partner's or a candidate's number."""
    fil: Path
    """Where it lies, or would have lain."""
    utfall: Utfall
    funn: tuple[Funn, ...] = ()
    """What stopped it, or what to know about it."""
    merknad: str = ""
    """A sentence about what is not in the course: why it failed, or what was done instead."""

    @property
    def grunn(self) -> str:
        """Everything there is to say about it, as one text."""
        return " ".join(filter(None, (*(f.melding for f in self.funn), self.merknad)))


Progress = Callable[[int, int, Dokument], None]
"""Told after each document: how many are done, of how many, and what became of this one."""


@dataclass(frozen=True, slots=True)
class Skriveresultat:
    """Every document that was asked for, in the order they were made."""

    dokumenter: tuple[Dokument, ...]

    def med(self, utfall: Utfall) -> tuple[Dokument, ...]:
        """Return the documents with one outcome."""
        return tuple(d for d in self.dokumenter if d.utfall is utfall)

    @property
    def alt_laget(self) -> bool:
        """Whether every document lies there now, written or unchanged."""
        return not self.med(Utfall.STANSET) and not self.med(Utfall.MISLYKKET)

    @property
    def funn(self) -> tuple[Funn, ...]:
        """All findings, each once."""
        return tuple(dict.fromkeys(f for d in self.dokumenter for f in d.funn))
