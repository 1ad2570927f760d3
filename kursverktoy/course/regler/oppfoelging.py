"""The rules of the sheet «Oppfølging»."""

from collections.abc import Iterator
from datetime import date, timedelta
from operator import itemgetter

from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import ALLE_FIRE, Deltok
from kursverktoy.course.schema import Rad, Treff

_ARBEIDSPLASSEN = frozenset({Deltok.ARBEIDSGIVER, Deltok.FADDER})
_KORT = 60
"""How much of an agreement a message repeats."""


@regel(
    "OPP-01",
    "Oppfølging",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Det er {dager} dager mellom to samtaler med {navn}. Avtalt er {mal}. Avtal en samtale.",
)
def for_lenge_mellom_samtaler(bok: Kursbok) -> Iterator[Treff]:
    """Close follow-up is what the plan promises; the widest gap shows where it slipped."""
    if not bok.lesbar(Oppfølging, "kandidat_id"):
        return
    for plan in bok.planer:
        avtalt = plan.oppfølging_hver_dag
        gaps = list(_opphold(bok, plan))
        if avtalt is not None and gaps:
            dager, rad, felt = max(gaps, key=itemgetter(0))
            if dager > avtalt:
                yield rad.treff(felt, id=plan.kandidat_id, dager=dager, mal=avtalt)


def _opphold(bok: Kursbok, plan: Plan) -> Iterator[tuple[int, Rad, str]]:
    """Yield the days between conversations within a plan, and the cell where each gap begins."""
    samtaler = bok.oppfølging_for(plan.kandidat_id)
    if not all(samtale.kjent("dato") for samtale in samtaler):
        return
    start, slutt = plan.startdato or date.min, min(plan.sluttdato or bok.dato, bok.dato)
    held: list[tuple[date, Rad, str]] = []
    if plan.startdato and start <= slutt:
        held.append((start, plan, "oppfølging_hver_dag"))
    held += [(o.dato, o, "dato") for o in samtaler if o.dato and start <= o.dato <= slutt]
    held.sort(key=itemgetter(0))
    ends = [*(day for day, *_ in held[1:]), slutt]
    for (day, rad, felt), end in zip(held, ends, strict=False):
        yield (end - day).days, rad, felt


@regel(
    "OPP-02",
    "Oppfølging",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "{navn} har ikke hatt en samtale der både programrådgiver, lærer, deltaker og arbeidsgiver var "
    "med. Avtal en.",
)
def uten_samtale_med_alle(bok: Kursbok) -> Iterator[Treff]:
    """The guidance wants these four to talk together; four pairs do not make a team."""
    if not bok.lesbar(Oppfølging, "kandidat_id"):
        return
    senest = bok.dato - timedelta(days=bok.lister.terskler.samtale_alle_innen)
    for plan in bok.planer:
        begun = [
            praksis
            for praksis in bok.praksis_for(plan.kandidat_id)
            if praksis.startdato and praksis.startdato <= senest
        ]
        samtaler = bok.oppfølging_for(plan.kandidat_id)
        met = any(set(o.deltok) >= ALLE_FIRE or not o.kjent("deltok") for o in samtaler)
        if begun and not met:
            yield begun[0].treff("startdato", id=plan.kandidat_id)


@regel(
    "OPP-03",
    "Oppfølging",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "{nr}: Hvem følger opp, og når? Fyll ut ansvarlig og frist.",
)
def avtalt_uten_ansvarlig(bok: Kursbok) -> Iterator[Treff]:
    """What everybody agreed on and nobody was given is not done."""
    for o in bok.oppfølging:
        if o.avtalt_videre:
            for felt in o.mangler("ansvarlig_person_id", "frist")[:1]:
                yield o.treff(felt)


@regel(
    "OPP-04",
    "Oppfølging",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Fristen er passert for {nr}: {hva}. Gjør det, eller sett ny frist.",
)
def frist_passert(bok: Kursbok) -> Iterator[Treff]:
    """The participant remembers what was promised."""
    for o in bok.oppfølging:
        if o.frist and o.frist < bok.dato and not o.utført and o.kjent("utført"):
            yield o.treff("frist", hva=_kort(o.avtalt_videre or o.tema or "det dere avtalte"))


def _kort(tekst: str) -> str:
    """Return the first line of a text, without its full stop, short enough for a message."""
    line = tekst.partition("\n")[0].rstrip(". ")
    return line if len(line) <= _KORT else f"{line[: _KORT - 1].rstrip()}…"


@regel(
    "OPP-05",
    "Oppfølging",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "{partner} har ikke fått oppfølging. Ring eller besøk arbeidsplassen.",
)
def arbeidsplass_uten_oppfølging(bok: Kursbok) -> Iterator[Treff]:
    """An employer who is left alone does not take the next participant."""
    known = [(Oppfølging, "kandidat_id"), (Oppfølging, "deltok"), (Praksis, "kandidat_id")]
    if not all(bok.lesbar(ark, felt) for ark, felt in known):
        return
    followed = {o.kandidat_id for o in bok.oppfølging if not _ARBEIDSPLASSEN.isdisjoint(o.deltok)}
    for partner in bok.partnere:
        praksis = bok.praksis_hos(partner.partner_id)
        if praksis and not any(p.kandidat_id in followed for p in praksis):
            yield partner.treff("partnernavn", partner=partner)
