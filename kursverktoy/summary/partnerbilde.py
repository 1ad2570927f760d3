"""The partners, what each contributes, and who answers for what, with the holes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import OMRÅDER, Deltok, Område
from kursverktoy.summary.tekst import ordnet


@dataclass(frozen=True, slots=True)
class Partnerbilde:
    """One partner: the agreement, what may be shared, and what has happened there."""

    partner_id: str | None
    navn: str
    type: str | None
    status: str | None
    avtale_fra: date | None
    avtale_til: date | None
    deling: int | None
    """How much the partner may see, 0-3."""
    ansvarlig_for: int
    """Rows of responsibilities the partner answers for; `medvirker_i` those it helps with."""
    medvirker_i: int
    praksisplasser: int | None
    """How many participants the partner can take at a time."""
    i_praksis: int
    """How many participants have or had a placement there."""
    samtaler: int
    """Conversations with a participant there in which the employer took part."""


@dataclass(frozen=True, slots=True)
class Oppgave:
    """One row of responsibilities."""

    ansvar_id: str | None
    navn: str
    """The part of the area; the area itself where it is not divided."""
    ansvarlig: str | None
    """The name of the responsible partner; its number where the workbook has no such partner."""
    status: str | None
    frist: date | None
    mangler_ansvarlig: bool
    """A hole: nobody answers for it, and it has not been set to «Ikke aktuelt»."""


@dataclass(frozen=True, slots=True)
class Ansvarsområde:
    """One of the questions of the guidance, with its rows; an area without rows is a hole too."""

    område: str | None
    tekst: str
    oppgaver: tuple[Oppgave, ...]

    @property
    def hull(self) -> tuple[Oppgave, ...]:
        """The rows that nobody answers for."""
        return tuple(oppgave for oppgave in self.oppgaver if oppgave.mangler_ansvarlig)


def partnerbilder(bok: Kursbok) -> tuple[Partnerbilde, ...]:
    """Return every partner, by number."""
    pairs = [(p.partner_id, p.kandidat_id) for p in bok.praksis]
    placed = pd.DataFrame(pairs, columns=["partner", "kandidat"], dtype="string")
    with_employer = [_place(bok, o) for o in bok.oppfølging if Deltok.ARBEIDSGIVER in o.deltok]
    counts = _Counts(
        ansvarlig=_often(rad.ansvarlig_partner_id for rad in bok.ansvar),
        medvirker=_often(each for rad in bok.ansvar for each in rad.medvirkende_partner_id),
        i_praksis=placed.groupby("partner")["kandidat"].nunique(),
        samtaler=_often(with_employer),
    )
    ordered = sorted(bok.partnere, key=lambda p: ordnet(p.id))
    return tuple(_partner(partner, counts) for partner in ordered)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often something is so, by the number of the partner."""

    ansvarlig: "pd.Series[int]"
    medvirker: "pd.Series[int]"
    i_praksis: "pd.Series[int]"
    samtaler: "pd.Series[int]"


def _often(partner_ids: Iterable[str | None]) -> "pd.Series[int]":
    return pd.Series(list(partner_ids), dtype="string").value_counts()


def _partner(partner: Partner, counts: _Counts) -> Partnerbilde:
    def count(series: "pd.Series[int]") -> int:
        return int(series.get(partner.id or "", 0))

    return Partnerbilde(
        partner_id=partner.id,
        navn=str(partner),
        type=_plain(partner.partnertype),
        status=_plain(partner.status),
        avtale_fra=partner.avtale_fra,
        avtale_til=partner.avtale_til,
        deling=partner.deling_nivå,
        ansvarlig_for=count(counts.ansvarlig),
        medvirker_i=count(counts.medvirker),
        praksisplasser=partner.praksisplasser,
        i_praksis=count(counts.i_praksis),
        samtaler=count(counts.samtaler),
    )


def _place(bok: Kursbok, samtale: Oppfølging) -> str | None:
    """Return the workplace a conversation was about: the placement begun last on that day."""
    begun = sorted(bok.praksis_for(samtale.kandidat_id), key=lambda p: p.startdato or date.min)
    by_then = [p for p in begun if (p.startdato or date.min) <= (samtale.dato or date.max)]
    places = by_then[-1:] or begun[:1]
    return places[0].partner_id if places else None


def ansvarsområder(bok: Kursbok) -> tuple[Ansvarsområde, ...]:
    """Return the ten areas, then those the coordinator has added; the eleventh if it is in use."""
    used = [rad.område for rad in bok.ansvar]
    ten = [område for område in Område if område is not Område.A11]
    return tuple(
        Ansvarsområde(
            område=_plain(område),
            tekst=OMRÅDER[Område(område)][0] if område in set(Område) else område or "Uten område",
            oppgaver=tuple(_oppgave(bok, rad) for rad in bok.ansvar if rad.område == område),
        )
        for område in dict.fromkeys([*ten, *used])
    )


def _oppgave(bok: Kursbok, rad: Ansvar) -> Oppgave:
    partner = bok.partner(rad.ansvarlig_partner_id)
    return Oppgave(
        ansvar_id=rad.ansvar_id,
        navn=rad.delområde or rad.område_tekst or str(rad),
        ansvarlig=str(partner) if partner else rad.ansvarlig_partner_id,
        status=_plain(rad.status),
        frist=rad.frist,
        mangler_ansvarlig=not rad.ansvarlig_partner_id and rad.er_aktuell,
    )


def _plain(value: str | None) -> str | None:
    return None if value is None else str(value)
