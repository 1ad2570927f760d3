"""The figures of the course as a whole (domene.md §4.4, and what the final report counts)."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    ALLE_FIRE,
    I_JOBB,
    Etteroppf,
    Fullført,
    Kandidatstatus,
    Modultype,
    Målgruppe,
    Resultat,
)

"""The parties of a conversation in which everybody meets."""
IKKE_FYLT_UT = "Ikke fylt ut"


@dataclass(frozen=True, slots=True)
class Antall:
    """How many have one value of a list."""

    navn: str
    antall: int


@dataclass(frozen=True, slots=True)
class Kurstall:
    """Counts of persons as counts: with ten people, per cent would mislead."""

    kandidater: int
    kandidatstatus: tuple[Antall, ...]
    """Every status that occurs, in the order of the list."""
    deltakere: int
    plasser: int | None
    avsluttet: int
    """Participants with a row on Avslutning."""
    fullført: int
    """As Avslutning says; the same for `avbrutt`."""
    avbrutt: int
    målgrupper: tuple[Antall, ...]
    """Participants in each target group that occurs."""
    timer_snitt: float | None
    """Hours completed, the mean over those with hours on Avslutning; not rounded."""
    timer_planlagt: float
    """Hours of the course for one participant: what all have, and the longest specialisation."""
    praksis: int
    """Participants who have or had a placement."""
    praksisplasser: int
    """What the partners that are in question can take together."""
    samtaler: int
    samtaler_alle_fire: int
    """Conversations with adviser, teacher, participant and employer together."""
    resultater: tuple[Antall, ...]
    """Every result that occurs on Avslutning, in the order of the list."""
    i_jobb: int
    etteroppfølging_tilbudt: int
    """Of those in a job."""
    ansvar: int
    """Rows of responsibilities that are not «Ikke aktuelt»."""
    ansvar_med_ansvarlig: int


def kurstall(bok: Kursbok) -> Kurstall:
    """Return the figures of the course."""
    i_jobb = [a for a in bok.avslutning if a.resultat in I_JOBB]
    aktuelle = [rad for rad in bok.ansvar if rad.er_aktuell]
    return Kurstall(
        kandidater=sum(bool(k.id) for k in bok.kandidater),
        kandidatstatus=_occurring(_series(k.status for k in bok.kandidater), Kandidatstatus),
        deltakere=len(bok.deltakere),
        plasser=bok.kurs.antall_plasser,
        avsluttet=sum(bool(a.id) for a in bok.avslutning),
        fullført=sum(a.fullført == Fullført.FULLFØRT for a in bok.avslutning),
        avbrutt=sum(a.fullført == Fullført.AVBRUTT for a in bok.avslutning),
        målgrupper=_målgrupper(bok),
        timer_snitt=_mean([a.timer_gjennomført for a in bok.avslutning]),
        timer_planlagt=_timer_planlagt(bok),
        praksis=len({p.kandidat_id for p in bok.praksis if p.kandidat_id}),
        praksisplasser=sum(p.praksisplasser or 0 for p in bok.partnere if p.er_aktuell),
        samtaler=len(bok.oppfølging),
        samtaler_alle_fire=sum(set(o.deltok) >= ALLE_FIRE for o in bok.oppfølging),
        resultater=_occurring(_series(a.resultat for a in bok.avslutning), Resultat),
        i_jobb=len(i_jobb),
        etteroppfølging_tilbudt=sum(a.etteroppf_tilbudt == Etteroppf.JA for a in i_jobb),
        ansvar=len(aktuelle),
        ansvar_med_ansvarlig=sum(bool(rad.ansvarlig_partner_id) for rad in aktuelle),
    )


def _series(values: Iterable[str | None]) -> "pd.Series[str]":
    return pd.Series([None if v is None else str(v) for v in values], dtype="string")


def _occurring(values: "pd.Series[str]", order: Iterable[str]) -> tuple[Antall, ...]:
    """Return how often each value occurs: first those in `order`, then others, then none."""
    counts = values.fillna(IKKE_FYLT_UT).value_counts()
    others = sorted(set(counts.index) - {*order, IKKE_FYLT_UT})
    names = [str(name) for name in (*order, *others, IKKE_FYLT_UT)]
    return tuple(Antall(name, int(counts[name])) for name in names if name in counts.index)


def _målgrupper(bok: Kursbok) -> tuple[Antall, ...]:
    texts = {
        f"M{n}": bok.overskrift(Kurs, f"målgruppe_{n}").partition(": ")[2] for n in range(1, 5)
    }
    counted = _occurring(_series(k.målgruppe for k in bok.deltakere), Målgruppe)
    return tuple(
        Antall(f"{each.navn} {texts.get(each.navn, '')}".strip(), each.antall) for each in counted
    )


def _mean(hours: Iterable[float | None]) -> float | None:
    known = pd.Series([each for each in hours if each is not None], dtype="float64")
    return float(known.mean()) if len(known) else None


def _timer_planlagt(bok: Kursbok) -> float:
    valg = [m.modul_id for m in bok.moduler if m.type == Modultype.SPESIALISERT]
    return max(sum(m.timer or 0 for m in bok.løp(each)) for each in (None, *valg))
