"""The course at a glance: candidates, partners, responsibilities, goals and figures (§4).

What the workbook says about a course, brought together as plain values. Nothing here is about
one candidate against another: no score, no rank, and lists of persons are by number.
"""

from dataclasses import dataclass
from datetime import date

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.summary.gruppe import Gruppe, gruppe
from kursverktoy.summary.helhet import Kandidatbilde, kandidatbilder
from kursverktoy.summary.kurstall import Kurstall, kurstall
from kursverktoy.summary.maaltall import Måloppnåelse, måloppnåelse
from kursverktoy.summary.partnerbilde import (
    Ansvarsområde,
    Partnerbilde,
    ansvarsområder,
    partnerbilder,
)


@dataclass(frozen=True, slots=True)
class Oversikt:
    """Everything *oppsummer* tells, as of a day."""

    dato: date
    kurs_id: str | None
    kursnavn: str | None
    startdato: date | None
    sluttdato: date | None
    kurstall: Kurstall
    kandidater: tuple[Kandidatbilde, ...]
    gruppe: Gruppe
    måloppnåelse: Måloppnåelse
    partnere: tuple[Partnerbilde, ...]
    ansvar: tuple[Ansvarsområde, ...]


def oppsummer(bok: Kursbok) -> Oversikt:
    """Return the course at a glance.

    Works for any course, however little is filled in; what is not known is None or empty.
    """
    return Oversikt(
        dato=bok.dato,
        kurs_id=bok.kurs.kurs_id,
        kursnavn=bok.kurs.kursnavn,
        startdato=bok.kurs.startdato,
        sluttdato=bok.kurs.sluttdato,
        kurstall=kurstall(bok),
        kandidater=kandidatbilder(bok),
        gruppe=gruppe(bok),
        måloppnåelse=måloppnåelse(bok),
        partnere=partnerbilder(bok),
        ansvar=ansvarsområder(bok),
    )
