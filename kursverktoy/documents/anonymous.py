"""The figures of a course that may be kept when its people are gone: those of D7 for others."""

from collections.abc import Iterator
from itertools import chain

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.documents.contexts.report import Counts
from kursverktoy.documents.contexts.report_external import EksternRapport


def kept_figures(bok: Kursbok, earlier: Counts = ()) -> Counts:
    """Return the figures as the external report tells them; what it leaves out is not here.

    `earlier` is what was kept when some were deleted, who can't be counted any more.
    """
    rapport = EksternRapport(bok, bok.kurs)
    intake = () if earlier else _told(_intake(rapport))
    counted = (*_told(_people(rapport)), *intake, *_told(_outcomes(rapport), _goals(rapport)))
    return tuple((dict(counted) | dict(earlier)).items())


def intake_figures(bok: Kursbok, earlier: Counts = ()) -> Counts:
    """Return the figures that need the candidates who got no place, or those kept `earlier`."""
    return earlier or _told(_intake(EksternRapport(bok, bok.kurs)))


def _told(*counted: Iterator[tuple[str, object]]) -> Counts:
    return tuple(
        (name, f"{value:g}" if isinstance(value, float) else str(value))
        for name, value in chain(*counted)
        if value not in (None, "")
    )


def experience(bok: Kursbok) -> str:
    """Return the figures that the next course learns from, as one text."""
    rapport = EksternRapport(bok, bok.kurs)
    told = (
        ("Deltakere", rapport.deltakere),
        *rapport.gjennomføring,
        *rapport.resultater,
        ("Mål i opplæringsplanene", rapport.mål_aktive),
        ("Mål som er oppnådd", rapport.mål_oppnådd),
    )
    return ". ".join(f"{name}: {value}" for name, value in told if value is not None) + "."


def _people(rapport: EksternRapport) -> Iterator[tuple[str, object]]:
    yield "Deltakere", rapport.deltakere
    yield "Plasser", rapport.kurs.antall_plasser
    yield from _under("Målgruppe", rapport.målgrupper)


def _intake(rapport: EksternRapport) -> Iterator[tuple[str, object]]:
    yield "Kandidater som ble vurdert", rapport.kandidater
    yield from _under("Opptak", rapport.opptak)


def _outcomes(rapport: EksternRapport) -> Iterator[tuple[str, object]]:
    yield from _under("Gjennomføring", rapport.gjennomføring)
    yield "Timer planlagt for én deltaker", rapport.timer_planlagt
    yield "Timer gjennomført, i snitt", rapport.timer_snitt
    yield "Deltakere som har hatt praksis eller jobb", rapport.i_praksis
    yield "Samtaler med deltakerne", rapport.samtaler
    yield "Samtaler der alle fire partene var med", rapport.samtaler_alle_fire
    yield from _under("Resultat", rapport.resultater)


def _under(heading: str, counts: Counts) -> Iterator[tuple[str, str]]:
    return ((f"{heading}: {name}", count) for name, count in counts)


def _goals(rapport: EksternRapport) -> Iterator[tuple[str, object]]:
    yield "Mål i opplæringsplanene", rapport.mål_aktive
    yield "Mål som er oppnådd", rapport.mål_oppnådd
    yield "Mål som er delvis eller ikke nådd", rapport.mål_resten
    for navn, antall, nådd, resten in rapport.kategorier:
        yield f"{navn}: mål i planene", antall
        yield f"{navn}: oppnådd", nådd
        yield f"{navn}: delvis eller ikke nådd", resten
