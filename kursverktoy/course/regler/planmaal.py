"""The rules of the sheet «Planmål»."""

from collections.abc import Iterator

from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import DELTAKER, Målstatus
from kursverktoy.course.schema import Treff

_VURDERT = frozenset({Målstatus.DELVIS_OPPNÅDD, Målstatus.OPPNÅDD})
_IKKE_NÅDD = frozenset({Målstatus.IKKE_STARTET, Målstatus.I_GANG})


@regel(
    "PM-01",
    "Planmål",
    Alvor.FEIL,
    Fase.GJENNOMFØRING,
    "Raden viser til {id}, som ikke finnes. Rett eller slett raden.",
)
def ukjent_plan_eller_mål(bok: Kursbok) -> Iterator[Treff]:
    """A row that leads nowhere is a goal that nobody follows up."""
    planer = bok.lesbar(Plan, "kandidat_id")
    mål = bok.lesbar(Læringsmål, "mål_id")
    for pm in bok.planmål:
        if planer and pm.kandidat_id and not bok.plan_for(pm.kandidat_id):
            kandidat = bok.kandidat(pm.kandidat_id)
            if kandidat is None:
                yield Treff(pm, "kandidat_id", {"id": pm.kandidat_id})
            elif kandidat.kjent("status") and kandidat.status not in DELTAKER:
                # A participant without a plan is told by PLA-01.
                yield Treff(pm, "kandidat_id", {"id": f"planen til {kandidat}"})
        if mål and pm.mål_id and not bok.mål(pm.mål_id):
            yield Treff(pm, "mål_id", {"id": pm.mål_id})


@regel(
    "PM-02", "Planmål", Alvor.FEIL, Fase.GJENNOMFØRING, "{id} står to ganger. Slett den ene raden."
)
def mål_to_ganger(bok: Kursbok) -> Iterator[Treff]:
    """Two rows for one goal can say two different things, and would count twice."""
    seen = set()
    for _, pm in bok.mål_i_planene:
        pair = (pm.kandidat_id, pm.mål_id)
        if pair in seen:
            yield pm.treff("mål_id")
        seen.add(pair)


@regel("PM-03", "Planmål", Alvor.FEIL, Fase.GJENNOMFØRING, "Velg status for {id}.")
def mål_uten_status(bok: Kursbok) -> Iterator[Treff]:
    """Without a status nobody can tell what the participant has learnt."""
    for _, pm in bok.mål_i_planene:
        if pm.status is None:
            yield pm.treff("status")


@regel(
    "PM-04",
    "Planmål",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Hvem vurderte {id}, og når? Fyll ut dato og navn.",
)
def vurdert_uten_dato_og_navn(bok: Kursbok) -> Iterator[Treff]:
    """The certificate builds on assessments that someone can stand by."""
    for _, pm in bok.mål_i_planene:
        if pm.status in _VURDERT:
            for felt in pm.mangler("status_dato", "vurdert_av_person_id")[:1]:
                yield pm.treff(felt)


@regel(
    "PM-05",
    "Planmål",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Skriv kort hvorfor {id} er tatt ut av planen.",
)
def utgått_uten_grunn(bok: Kursbok) -> Iterator[Treff]:
    """A goal may leave a plan, but not without the participant knowing why."""
    for _, pm in bok.mål_i_planene:
        if pm.status == Målstatus.UTGÅTT and not pm.utgått_grunn:
            yield pm.treff("utgått_grunn")


@regel(
    "PM-06",
    "Planmål",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "{navn} har {antall} mål som ikke er ferdig vurdert. Sett «Oppnådd», «Delvis oppnådd» eller "
    "«Utgått», eller la dem stå som ikke nådd.",
)
def ikke_ferdig_vurdert(bok: Kursbok) -> Iterator[Treff]:
    """What the participant learnt in the last weeks should not be lost on the certificate."""
    open_rows: dict[str, list[Planmål]] = {}
    for plan, pm in bok.mål_i_planene:
        if plan.sluttdato and plan.sluttdato < bok.dato and pm.status in _IKKE_NÅDD:
            open_rows.setdefault(str(pm.kandidat_id), []).append(pm)
    for kandidat_id, rows in open_rows.items():
        yield rows[0].treff("status", id=kandidat_id, antall=len(rows))


@regel(
    "PM-07",
    "Planmål",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "Datoen for {id} er utenfor planperioden. Sjekk den.",
)
def dato_utenfor_planen(bok: Kursbok) -> Iterator[Treff]:
    """An assessment from before the plan, or from the future, is nearly always a slip."""
    for plan, pm in bok.mål_i_planene:
        if pm.status_dato and (
            pm.status_dato > bok.dato or (plan.startdato and pm.status_dato < plan.startdato)
        ):
            yield pm.treff("status_dato")
