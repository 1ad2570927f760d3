"""The group as a whole: how far Norwegian spreads, and what those with an offer have in common."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import FÅR_PLASS, IKKE_PLASS, Cefr
from kursverktoy.course.vurdering import NORSK, SKALAER, TRINN
from kursverktoy.summary.tekst import tall

_FAKTORER = (*SKALAER, *NORSK.values())
_PLASS, _IKKE_PLASS = "plass", "ikke plass"


@dataclass(frozen=True, slots=True)
class Norskspredning:
    """One skill in Norwegian among those with a place."""

    ferdighet: str
    lavest: str | None
    """None when no one has a level; the same for `høyest` and `sprik`."""
    høyest: str | None
    sprik: int | None
    """Steps between the lowest and the highest."""
    stort_sprik: bool
    """Whether X-02 suggests to adapt the teaching or split the group."""
    antall: tuple[int, ...]
    """How many are on each level, lowest first: one for each of `Cefr`."""


@dataclass(frozen=True, slots=True)
class Faktor:
    """The median of one factor for two groups; steps 0-3, for Norwegian 0 («Under A1») to 5."""

    navn: str
    norsk: bool
    har_plass: float | None
    """None when no one in the group has been assessed; the same for `ikke_plass`."""
    ikke_plass: float | None

    def som_ord(self, median: float | None) -> str:
        """Return a median as it is printed: «2,5», «A2», «A1–A2»."""
        if median is None or not self.norsk:
            return tall(median)
        nivåer = list(Cefr)
        low, high = nivåer[int(median)], nivåer[int(median + 0.5)]
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Gruppe:
    """The candidates taken together."""

    har_plass: int
    """Participants, and candidates with an offer."""
    ikke_plass: int
    """Turned down, or on the waiting list."""
    norsk: tuple[Norskspredning, ...]
    """The skills among those with a place."""
    faktorer: tuple[Faktor, ...]


def gruppe(bok: Kursbok) -> Gruppe:
    """Return the candidates taken together."""
    frame = _frame(bok)
    groups = {svar: frame[frame["svar"] == svar] for svar in (_PLASS, _IKKE_PLASS)}
    medians = {svar: group[list(_FAKTORER)].median() for svar, group in groups.items()}
    plass, grense = groups[_PLASS], bok.lister.terskler.norsk_sprik
    return Gruppe(
        har_plass=len(plass),
        ikke_plass=len(groups[_IKKE_PLASS]),
        norsk=tuple(_spredning(f.value, plass[felt], grense) for f, felt in NORSK.items()),
        faktorer=tuple(
            Faktor(
                navn=bok.overskrift(Kartlegging, felt),
                norsk=felt in NORSK.values(),
                har_plass=_known(medians[_PLASS][felt]),
                ikke_plass=_known(medians[_IKKE_PLASS][felt]),
            )
            for felt in _FAKTORER
        ),
    )


def _frame(bok: Kursbok) -> pd.DataFrame:
    """Return one row for each candidate: whether there is a place, and each factor as a step."""
    rows = []
    for kandidat in bok.kandidater:
        kartlegging = bok.kartlegging_av(kandidat.id) or Kartlegging()
        steg = {felt: getattr(kartlegging, felt) for felt in SKALAER}
        # A level the coordinator added to the list has no place in the order.
        nivå = {felt: TRINN.get(getattr(kartlegging, felt) or "") for felt in NORSK.values()}
        rows.append({"svar": _svar(kandidat.status)} | steg | nivå)
    frame = pd.DataFrame(rows, columns=["svar", *_FAKTORER])
    return frame.astype({"svar": "string"} | dict.fromkeys(_FAKTORER, "Float64"))


def _svar(status: str | None) -> str:
    if status in FÅR_PLASS:
        return _PLASS
    return _IKKE_PLASS if status in IKKE_PLASS else ""


def _spredning(ferdighet: str, steps: "pd.Series[float]", grense: int) -> Norskspredning:
    nivåer = [nivå.value for nivå in Cefr]
    counts = steps.value_counts().reindex(range(len(nivåer)), fill_value=0)
    antall = tuple(int(n) for n in counts)
    if not any(antall):
        return Norskspredning(ferdighet, None, None, None, False, antall)
    lavest, høyest = int(steps.min()), int(steps.max())
    sprik = høyest - lavest
    return Norskspredning(ferdighet, nivåer[lavest], nivåer[høyest], sprik, sprik >= grense, antall)


def _known(median: Any) -> float | None:
    return None if pd.isna(median) else float(median)
