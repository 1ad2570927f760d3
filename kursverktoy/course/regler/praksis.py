"""The rules of the sheet «Praksis»."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter

from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Fagrolle
from kursverktoy.course.schema import Treff

_DELING_TIL_VURDERING = 2
"""The level at which a workplace may see goals, and so assess them."""


@regel(
    "PRA-01",
    "Praksis",
    Alvor.FEIL,
    Fase.GJENNOMFØRING,
    "Datoene for praksisen til {navn} går utenfor opplæringsplanen. Rett dem.",
)
def praksis_utenfor_planen(bok: Kursbok) -> Iterator[Treff]:
    """The agreement, the insurance and the plan must speak of the same days."""
    for praksis in bok.praksis:
        plan = bok.plan_for(praksis.kandidat_id) or Plan()
        if felt := _utenfor(praksis, plan.startdato, plan.sluttdato):
            yield praksis.treff(felt)


def _utenfor(praksis: Praksis, fra: date | None, til: date | None) -> str | None:
    """Return the date that puts a placement outside a period, or its end before its start."""
    start, slutt = praksis.startdato, praksis.sluttdato
    if start and ((fra and start < fra) or (til and start > til)):
        return "startdato"
    if slutt and ((til and slutt > til) or (start and slutt < start) or (fra and slutt < fra)):
        return "sluttdato"
    return None


@regel(
    "PRA-02",
    "Praksis",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "{navn} har ingen praksis eller jobb i kurset. Finn en plass, eller praksisnær opplæring.",
)
def uten_praksis(bok: Kursbok) -> Iterator[Treff]:
    """The guidance makes learning at a workplace part of every course."""
    if bok.lesbar(Praksis, "kandidat_id"):
        for k in bok.deltakere:
            if k.kandidat_id and not bok.praksis_for(k.kandidat_id):
                yield k.treff("status")


@regel(
    "PRA-03",
    "Praksis",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "{navn} har ingen fadder. Spør arbeidsplassen om noen kan være fadder.",
)
def uten_fadder(bok: Kursbok) -> Iterator[Treff]:
    """A colleague to ask is what earlier courses name as decisive."""
    for praksis in bok.praksis:
        if not praksis.fadder_person_id:
            yield praksis.treff("fadder_person_id")


@regel(
    "PRA-04",
    "Praksis",
    Alvor.FEIL,
    Fase.GJENNOMFØRING,
    "Forsikring er ikke avklart for {navn}. Avklar den før praksisavtalen lages.",
)
def forsikring_ikke_avklart(bok: Kursbok) -> Iterator[Treff]:
    """Who pays when someone is hurt must be settled before anyone can be."""
    for praksis in bok.praksis:
        if not praksis.forsikring_avklart:
            yield praksis.treff("forsikring_avklart")
        elif not praksis.forsikring_partner_id:
            yield praksis.treff("forsikring_partner_id")


@regel(
    "PRA-05",
    "Praksis",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Praksisavtalen for {navn} skal være signert før oppstart {dato}.",
)
def signert_etter_oppstart(bok: Kursbok) -> Iterator[Treff]:
    """The agreement protects the participant from the first day."""
    for praksis in bok.praksis:
        if praksis.startdato and (praksis.avtale_signert_dato or bok.dato) > praksis.startdato:
            yield praksis.treff("avtale_signert_dato", dato=praksis.startdato)


@regel(
    "PRA-06",
    "Praksis",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "{partner} har {plasser} plasser, men {antall} deltakere. Sjekk med arbeidsplassen.",
)
def flere_enn_praksisplasser(bok: Kursbok) -> Iterator[Treff]:
    """A workplace that takes more than it said can follow up none of them well."""
    for partner in bok.partnere:
        plasser = partner.praksisplasser
        antall = _samtidige(bok.praksis_hos(partner.partner_id))
        if plasser is not None and antall > plasser:
            yield partner.treff("praksisplasser", partner=partner, plasser=plasser, antall=antall)


def _samtidige(praksis: Iterable[Praksis]) -> int:
    """Return how many have a placement on the busiest day; one without an end lasts."""
    changes = []
    for p in praksis:
        slutt = p.sluttdato or date.max
        if p.startdato and p.startdato <= slutt:
            # The last day is a day: whoever starts that day is counted before the other leaves.
            changes += [(p.startdato, 0, 1, p.kandidat_id), (slutt, 1, -1, p.kandidat_id)]
    present: Counter[str | None] = Counter()
    most = 0
    for *_, change, hvem in sorted(changes, key=itemgetter(0, 1)):
        present[hvem] += change
        if not present[hvem]:
            del present[hvem]
        most = max(most, len(present))
    return most


@regel(
    "PRA-07",
    "Praksis",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "Norsklæreren har ikke besøkt {navn} på arbeidsplassen. Avtal et besøk.",
)
def uten_norsklærerbesøk(bok: Kursbok) -> Iterator[Treff]:
    """The Norwegian of the job is learnt on the job, and the teacher should have heard it."""
    for praksis in bok.praksis:
        if not praksis.norsklærerbesøk_antall:
            yield praksis.treff("norsklærerbesøk_antall")


@regel(
    "PRA-08",
    "Praksis",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "{partner} vurderer læringsmål, men har Deling {nivå}. Sett Deling til 2, eller la læreren "
    "vurdere.",
)
def vurderer_uten_deling(bok: Kursbok) -> Iterator[Treff]:
    """A mentor who assesses goals needs to see them, and the workbook should say that he may."""
    vurderer = {pm.vurdert_av_person_id for pm in bok.planmål}
    faddere = {praksis.fadder_person_id for praksis in bok.praksis}
    hos = {
        person.partner_id
        for person in bok.fagpersoner
        if person.person_id in vurderer
        and (person.person_id in faddere or person.rolle == Fagrolle.FADDER)
    }
    for partner in bok.partnere:
        nivå = partner.deling_nivå or 0
        if partner.partner_id and partner.partner_id in hos and nivå < _DELING_TIL_VURDERING:
            yield partner.treff("deling_nivå", partner=partner, nivå=nivå)


@regel(
    "PRA-09",
    "Praksis",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Fyll ut {felt} for {navn}. Det skal stå i praksisavtalen.",
)
def ufullstendig_praksis(bok: Kursbok) -> Iterator[Treff]:
    """An agreement without tasks, place and hours can't be kept by anyone."""
    høyst = bok.lister.terskler.timer_per_uke_høyst
    for praksis in bok.praksis:
        for felt in praksis.mangler("arbeidsoppgaver", "arbeidssted", "arbeidstid"):
            yield praksis.treff(felt)
        if praksis.timer_per_uke is not None and praksis.timer_per_uke > høyst:
            heading = bok.overskrift(Praksis, "timer_per_uke")
            grense = f"{høyst:g}".replace(".", ",")
            yield praksis.treff("timer_per_uke", felt=f"{heading} (høyst {grense})")
