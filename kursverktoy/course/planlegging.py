"""The plans and the goals in them that are missing, as the rows the coordinator would write."""

from collections.abc import Collection, Iterator, Sequence

from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Målstatus


def nye_planer(bok: Kursbok, hvem: Collection[str] = ()) -> tuple[Plan, ...]:
    """Return a plan for each participant without one, or for those of `hvem` alone.

    It runs as long as the course, and has what the course has chosen for everybody.
    """
    return tuple(
        Plan(kandidat_id=k.id, startdato=bok.kurs.startdato, sluttdato=bok.kurs.sluttdato)
        for k in bok.deltakere
        if k.id and (not hvem or k.id in hvem) and bok.plan_for(k.id) is None
    )


def nye_planmål(
    bok: Kursbok, nye: Sequence[Plan] = (), hvem: Collection[str] = ()
) -> tuple[Planmål, ...]:
    """Return the goals that are missing in the plans of the course and in the `nye`.

    A goal for everybody belongs in every plan, and a goal of a specialisation in the plans with
    that specialisation. A goal that is there already is left as it is, also when it is taken out.
    """
    plans = [*bok.planer, *nye]
    return tuple(
        Planmål(kandidat_id=plan.id, mål_id=mål_id, status=Målstatus.IKKE_STARTET)
        for plan in plans
        if plan.id and (not hvem or plan.id in hvem)
        for mål_id in _mål(bok, plan)
        if mål_id not in {pm.mål_id for pm in bok.planmål_for(plan.id)}
    )


def _mål(bok: Kursbok, plan: Plan) -> Iterator[str]:
    """Yield the goals a plan should have, in the order of the course."""
    modul = bok.modul(plan.spesialisering)
    valgt = modul.mål_id if modul else ()
    for mål in bok.læringsmål:
        if mål.mål_id and (mål.obligatorisk or mål.mål_id in valgt):
            yield mål.mål_id
