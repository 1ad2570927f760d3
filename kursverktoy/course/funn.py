"""What the tool can find wrong, and how it says so."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.course.schema import Treff

if TYPE_CHECKING:
    from kursverktoy.course.kursbok import Kursbok, Tallcelle

Sjekk = Callable[["Kursbok"], "Iterator[Treff] | Iterator[Tallcelle]"]
"""A rule: what it hits in a course, in any order; a cell need not belong to any row."""


class Alvor(StrEnum):
    """How serious a finding is: only FEIL stops documents, a TIPS can be hidden for good."""

    FEIL = "feil"
    ADVARSEL = "advarsel"
    TIPS = "tips"


class Fase(StrEnum):
    """When a rule begins to matter (domene.md §3); a fresh workbook is quiet."""

    ALLTID = "*"
    PLANLEGGING = "P"
    INNTAK = "I"
    GJENNOMFØRING = "G"
    AVSLUTNING = "S"


class Regel(NamedTuple):
    """A rule of the catalogue.

    A code is printed in manuals and e-mails, so it is never reused or renumbered.
    """

    kode: str
    ark: str
    alvor: Alvor
    fase: Fase
    melding: str
    """The message, with braces for the words of a `Treff`."""
    hvorfor: str
    """Why the rule exists, in English: the docstring of its check."""
    sjekk: Sjekk | None = None
    """None for the rules of the reader and of the verbs, which run where the verb runs."""


KATALOG: dict[str, Regel] = {}
"""Every rule by its code, in the order of declaration. Import `kursverktoy.course.regler`."""


def regel(kode: str, ark: str, alvor: Alvor, fase: Fase, melding: str) -> Callable[[Sjekk], Sjekk]:
    """Enter the decorated check into the catalogue under `kode`."""

    def enter(sjekk: Sjekk) -> Sjekk:
        declare(Regel(kode, ark, alvor, fase, melding, _sentence(sjekk), sjekk))
        return sjekk

    return enter


def declare(entry: Regel) -> Regel:
    """Enter a rule that has no check of its own, such as those of the reader."""
    if entry.kode in KATALOG:
        raise ValueError(f"{entry.kode} is declared twice")
    KATALOG[entry.kode] = entry
    return entry


def told(kode: str, ark: str) -> Callable[[int, Alvor, str, str], Regel]:
    """Return what declares the rules `kode`-01, -02 … of those who tell as they work.

    They have no check of their own: the reader, the writer of documents and the like find them.
    """

    def tell(nummer: int, alvor: Alvor, melding: str, hvorfor: str) -> Regel:
        return declare(Regel(f"{kode}-{nummer:02}", ark, alvor, Fase.ALLTID, melding, hvorfor))

    return tell


def _sentence(sjekk: Sjekk) -> str:
    return " ".join((sjekk.__doc__ or "").split())


@dataclass(frozen=True, slots=True)
class Funn:
    """One thing to look at, said in plain Norwegian, with the cell it is about."""

    kode: str
    alvor: Alvor
    ark: str
    celle: str | None
    """The A1 address on `ark`; None where the finding is about no cell."""
    rad: int | None
    id: str | None
    """What it is about: a row's number, or for a group of rows a word such as «lese»."""
    felt: str | None
    """The attribute of the column; `Kursbok.overskrift` gives its heading."""
    melding: str
    forslag: str | None = None
    kolonne: int = 0
    """1-based; with `rad` it gives the order in the workbook."""
    vurdert: str | None = field(default=None, compare=False)
    """The reason the coordinator gave when she acknowledged it («Sett og vurdert»)."""
    avtrykk: str = field(default="", compare=False)
    """Changes when the row changes, so an acknowledgement ends with what it was about."""


@dataclass(frozen=True, slots=True)
class Vurdering:
    """An acknowledgement on the sheet Funn: the finding, and why it may stand."""

    kode: str
    id: str
    felt: str
    grunn: str
    avtrykk: str


def counted(funn: Collection[Funn]) -> str:
    """Return how many findings are open: «0 feil, 1 advarsel og 7 tips»."""
    return tally(f.alvor for f in funn if f.vurdert is None)


def tally(found: Iterable[Alvor]) -> str:
    """Return how many there are of each: «0 feil, 1 advarsel og 7 tips»."""
    count = Counter(found)
    warnings = "advarsel" if count[Alvor.ADVARSEL] == 1 else "advarsler"
    return (
        f"{count[Alvor.FEIL]} feil, {count[Alvor.ADVARSEL]} {warnings} og {count[Alvor.TIPS]} tips"
    )
