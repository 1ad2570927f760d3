"""The rules of the sheet «Planer»."""

from collections.abc import Iterator
from datetime import timedelta

from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import DELTAKER, Kategori
from kursverktoy.course.schema import Treff
from kursverktoy.course.vurdering import under_ønsket


@regel(
    "PLA-01",
    "Planer",
    Alvor.FEIL,
    Fase.GJENNOMFØRING,
    "{navn} har ingen opplæringsplan. Lag en med knappen «Ny plan».",
)
def uten_plan(bok: Kursbok) -> Iterator[Treff]:
    """Every participant has a right to an individual plan."""
    if bok.lesbar(Plan, "kandidat_id"):
        for k in bok.deltakere:
            if k.kandidat_id and not bok.plan_for(k.kandidat_id):
                yield k.treff("status")


def _planer_til_deltakere(bok: Kursbok) -> Iterator[Plan]:
    for plan in bok.planer:
        kandidat = bok.kandidat(plan.kandidat_id)
        if kandidat and kandidat.status in DELTAKER:
            yield plan


@regel(
    "PLA-02",
    "Planer",
    Alvor.FEIL,
    Fase.GJENNOMFØRING,
    "{navn} har ingen læringsmål. Velg mål i opplæringsplanen. Alle deltakere skal ha en plan med "
    "læringsmål.",
)
def plan_uten_mål(bok: Kursbok) -> Iterator[Treff]:
    """A plan without goals says nothing about what the participant will learn."""
    if bok.lesbar(Planmål, "kandidat_id"):
        for plan in _planer_til_deltakere(bok):
            if not bok.aktive_mål_for(plan.kandidat_id):
                yield plan.treff("kandidat_id")


def _planer_med_mål(bok: Kursbok) -> Iterator[Plan]:
    """Yield the plans with goals that are all known: only there can a goal be missed."""
    if bok.lesbar(Planmål, "kandidat_id"):
        for plan in _planer_til_deltakere(bok):
            aktive = bok.aktive_mål_for(plan.kandidat_id)
            if aktive and all(map(bok.mål, (pm.mål_id for pm in aktive))):
                yield plan


@regel(
    "PLA-03",
    "Planer",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "{navn} mangler {mål}, som gjelder alle. Legg det til, eller gjør målet valgfritt.",
)
def uten_felles_mål(bok: Kursbok) -> Iterator[Treff]:
    """What the partners agreed that everybody learns should be in everybody's plan."""
    felles = [mål for mål in bok.læringsmål if mål.obligatorisk and mål.mål_id]
    for plan in _planer_med_mål(bok):
        # A goal taken out with a reason («Utgått») is still in the plan.
        i_planen = {pm.mål_id for pm in bok.planmål_for(plan.kandidat_id)}
        for mål in felles:
            if mål.mål_id not in i_planen:
                yield plan.treff("kandidat_id", id=f"{plan.kandidat_id} {mål.mål_id}", mål=mål)


@regel(
    "PLA-04",
    "Planer",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Planen til {navn} har ingen mål i «{kategori}».",
)
def uten_kategori(bok: Kursbok) -> Iterator[Treff]:
    """The guidance describes the learning outcome in six categories, and a plan needs them all."""
    # A category the course itself has no goals in is told once (LM-02).
    tilbudt = {mål.kategori for mål in bok.læringsmål}
    for plan in _planer_med_mål(bok):
        aktive = (bok.mål(pm.mål_id) for pm in bok.aktive_mål_for(plan.kandidat_id))
        dekket = {mål.kategori for mål in aktive if mål}
        for kategori in Kategori if None not in dekket else ():
            if kategori in tilbudt and kategori not in dekket:
                yield plan.treff(
                    "kandidat_id", id=f"{plan.kandidat_id} {kategori}", kategori=kategori
                )


@regel(
    "PLA-05",
    "Planer",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Opplæringsplanen til {navn} er ikke signert i tide. Gå gjennom planen sammen og signer.",
)
def ikke_signert_i_tide(bok: Kursbok) -> Iterator[Treff]:
    """The signature shows that the participant has been through the plan while it still matters."""
    for plan in bok.planer:
        if plan.startdato:
            frist = plan.startdato + timedelta(days=bok.lister.terskler.signert_innen)
            if (plan.signert_dato or bok.dato) > frist:
                yield plan.treff("signert_dato")


@regel("PLA-06", "Planer", Alvor.ADVARSEL, Fase.GJENNOMFØRING, "Velg {hvem} for {navn}.")
def uten_ansvarlige(bok: Kursbok) -> Iterator[Treff]:
    """Close follow-up means that the participant knows whom to ask about what."""
    roller = ("norsklærer_person_id", "faglærer_person_id", "programrådgiver_person_id")
    for plan in bok.planer:
        empty = plan.mangler(*roller)
        if empty:
            hvem = [bok.overskrift(Plan, felt).lower() for felt in empty]
            yield plan.treff(empty[0], hvem=hvem)


@regel(
    "PLA-07",
    "Planer",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "{navn} er under ønsket norsknivå. Skriv hvilken støtte deltakeren får.",
)
def uten_tilpasning(bok: Kursbok) -> Iterator[Treff]:
    """Whoever was taken in below the wished level was promised support."""
    for plan in _planer_til_deltakere(bok):
        kartlegging = bok.kartlegging_av(plan.kandidat_id)
        if not plan.tilpasning and kartlegging and under_ønsket(bok.kurs, kartlegging):
            yield plan.treff("tilpasning")


@regel(
    "PLA-08",
    "Planer",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "Planen til {navn} er ikke revidert. Se på målene sammen.",
)
def ikke_revidert(bok: Kursbok) -> Iterator[Treff]:
    """By half-way, what was planned on the first day has met what is real."""
    start, slutt = bok.kurs.startdato, bok.kurs.sluttdato
    if start and slutt and bok.dato - start > slutt - bok.dato:
        for plan in bok.planer:
            if plan.revidert_dato is None:
                yield plan.treff("revidert_dato")


@regel(
    "PLA-09",
    "Planer",
    Alvor.FEIL,
    Fase.GJENNOMFØRING,
    "{navn} har plan, men er ikke deltaker, eller planen går utenfor kurset. Rett status eller "
    "datoer.",
)
def plan_uten_deltaker(bok: Kursbok) -> Iterator[Treff]:
    """A plan that fits neither the participants nor the course would end up in documents."""
    for plan in bok.planer:
        kandidat = bok.kandidat(plan.kandidat_id)
        if kandidat and kandidat.status not in DELTAKER and kandidat.kjent("status"):
            yield plan.treff("kandidat_id")
        elif felt := _utenfor_kurset(bok, plan):
            yield plan.treff(felt)


def _utenfor_kurset(bok: Kursbok, plan: Plan) -> str | None:
    """Return the date that puts a plan outside the course; an end before its start does too."""
    start, slutt = bok.kurs.startdato, bok.kurs.sluttdato
    if not start or not slutt or slutt < start:  # told on Kurs (KUR-01, KUR-02)
        return None
    if plan.startdato and not start <= plan.startdato <= slutt:
        return "startdato"
    if plan.sluttdato and not (plan.startdato or start) <= plan.sluttdato <= slutt:
        return "sluttdato"
    return None
