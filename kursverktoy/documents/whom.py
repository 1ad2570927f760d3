"""Whom each kind of document is made for: the rows, who should have had one, and their numbers."""

from collections.abc import Iterable

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad
from kursverktoy.documents.contexts import agreement
from kursverktoy.documents.contexts.candidate_sheet import UTEN_PLASS


def partnere(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the partners that the owner makes an agreement with."""
    return agreement.partners(bok)


def fellesavtalen(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the one row of an agreement with all partners, where there are any."""
    return kurset(bok) if partnere(bok) else ()


def planer(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the plans of the participants."""
    return tuple(p for p in map(bok.plan_for, _deltakere(bok)) if p)


def avslutninger(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the closings of the participants."""
    return tuple(a for a in map(bok.avslutning_for, _deltakere(bok)) if a)


def uten_plan(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the participants without a plan."""
    return tuple(k for k in bok.deltakere if not bok.plan_for(k.id))


def uten_avslutning(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the participants without a closing."""
    return tuple(k for k in bok.deltakere if not bok.avslutning_for(k.id))


def praksis(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the placements of the participants."""
    return tuple(p for k in _deltakere(bok) for p in bok.praksis_for(k) if p.id)


def uten_praksis(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the participants without a placement."""
    return tuple(k for k in bok.deltakere if not bok.praksis_for(k.id))


def praksisnummer(bok: Kursbok, rad: Rad) -> str:
    """Return the participant's number; with that of the placement where there are several."""
    hvem = getattr(rad, "kandidat_id", None) or ""
    return f"{hvem}-{rad.id}" if len(bok.praksis_for(hvem)) > 1 else hvem


def kartlegginger(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the assessments of the candidates."""
    return tuple(k for k in map(bok.kartlegging_av, _numre(bok.kandidater)) if k)


def uten_kartlegging(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the candidates without an assessment."""
    return tuple(k for k in bok.kandidater if k.id and not bok.kartlegging_av(k.id))


def delte_kartlegginger(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the assessments that may be shared: of those not turned down."""
    delte = (k for k in bok.kandidater if k.status not in UTEN_PLASS)
    return tuple(k for k in map(bok.kartlegging_av, _numre(delte)) if k)


def kurset(bok: Kursbok) -> tuple[Rad, ...]:
    """Return the one row of a document about the course as a whole."""
    return (bok.kurs,)


def uten_nummer(_bok: Kursbok, _rad: Rad) -> str:
    """Return nothing: a course has but one such document."""
    return ""


def _deltakere(bok: Kursbok) -> list[str]:
    return _numre(bok.deltakere)


def _numre(kandidater: Iterable[Kandidat]) -> list[str]:
    return [k.id for k in kandidater if k.id]
