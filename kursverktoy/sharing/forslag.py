"""What a merge proposes, cell by cell, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from kursverktoy.sharing.delivery import Verdi


class Utfall(StrEnum):
    """What becomes of something a partner has written."""

    ENDRING = "endring"
    """Only the partner has changed it."""
    NY_RAD = "ny rad"
    KONFLIKT = "konflikt"
    """It has been changed on both sides, or by two partners."""
    AVVIST = "avvist"
    """It can't be taken in, and why is told."""
    MERKNAD = "merknad"
    """It has no place in the workbook: for the coordinator to read."""


KAN_VELGES = frozenset({Utfall.ENDRING, Utfall.NY_RAD, Utfall.KONFLIKT})


@dataclass(frozen=True, kw_only=True)
class Forslag:
    """One cell, or one new row, of a returned copy that differs from what was delivered."""

    utfall: Utfall
    partner: str
    """The number of the partner."""
    fil: str
    """The returned copy, and its row there."""
    rad: int
    rad_id: str
    ark: str
    """The sheet of the main workbook."""
    nøkkel: tuple[str, ...] = ()
    """The key of its row there; empty for a new one."""
    felt: str = ""
    """The column; "" for a whole row."""
    overskrift: str = ""
    base: Verdi = None
    """What was delivered."""
    vår: Verdi = None
    """What the workbook says now."""
    deres: Verdi = None
    """What the partner has written."""
    verdier: Mapping[str, Verdi] = field(default_factory=dict)
    """The values of a new row."""
    valgt: bool = False
    """Whether it is taken in unless the coordinator says otherwise."""
    grunn: str = ""
    """Why it is not simply taken in, one sentence."""

    @cached_property
    def id(self) -> str:
        """A name that is the same as long as the same would be written over the same."""
        said: tuple[object, ...] = (self.ark, self.nøkkel, self.felt, self.vår, self.deres)
        if self.utfall not in KAN_VELGES:
            said = (*said, self.utfall, self.fil, self.rad, self.grunn)
        written = repr((*said, sorted(self.verdier.items())))
        return sha256(written.encode()).hexdigest()[:12]

    @property
    def celle(self) -> tuple[str, tuple[str, ...], str]:
        """The cell it would change; proposals for the same cell exclude each other."""
        return self.ark, self.nøkkel or (self.rad_id or self.id,), self.felt


@dataclass(frozen=True, kw_only=True)
class Fletting:
    """Everything that came back, compared with the workbook."""

    forslag: tuple[Forslag, ...]
    """In the order of the workbook, whatever the order of the copies."""
    alt_inne: int
    """How many changed cells the workbook says already."""
    avgjort: int
    """How many the coordinator has said no to before."""
    merknader: tuple[str, ...]
    """What could not be read, one sentence each."""

    def av(self, *utfall: Utfall) -> tuple[Forslag, ...]:
        """Return the proposals with one of these outcomes."""
        return tuple(f for f in self.forslag if f.utfall in utfall)
