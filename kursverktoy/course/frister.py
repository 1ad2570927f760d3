"""How long a course may keep what it tells of people, and what is due by its day.

The periods that no cell gives are proposals, which the coordinator may change on Lister.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import FÅR_PLASS, Kandidatstatus
from kursverktoy.course.schema import Rad

FORTROLIG = "Fortrolige opplysninger"
UTEN_PLASS = "Kandidat uten plass"
ALLE = "Alle personer i boka"
_LAST_YEAR = 9999


class Frist(NamedTuple):
    """Something about people, and when it must be gone."""

    hva: str
    rad: Rad
    """The row it is about; the row of Kurs for all people in the course."""
    dato: date | None
    """The last day; None when it can't be told."""
    grunn: str
    """Where the day comes from."""

    @property
    def id(self) -> str:
        """The number of the candidate; empty for the course as a whole."""
        return getattr(self.rad, "kandidat_id", None) or ""

    def er_forfalt(self, dato: date) -> bool:
        """Whether the last day is `dato` or before."""
        return self.dato is not None and self.dato <= dato


def frister(bok: Kursbok) -> tuple[Frist, ...]:
    """Return every deadline for deleting in a course, the first first, those without day last."""
    found = (*_fortrolige(bok), *_uten_plass(bok), *_alle(bok))
    return tuple(sorted(found, key=lambda f: (f.dato or date.max, f.hva, f.id)))


def alle_er_forfalt(bok: Kursbok) -> bool:
    """Whether the day has come to delete all that is about people."""
    return any(f.er_forfalt(bok.dato) for f in _alle(bok))


def due_rows(bok: Kursbok) -> frozenset[Rad]:
    """Return the rows about people that are to be deleted by the day of the book.

    With a candidate goes all that is said of that number, unless somebody else has it too.
    """
    about = [rad for rad in bok.alle_rader() if type(rad).er_om_personer()]
    if alle_er_forfalt(bok):
        return frozenset(about)
    due = {f.rad for f in frister(bok) if f.er_forfalt(bok.dato)}
    gone = {k.id for k in bok.kandidater if k in due} - {
        k.id for k in bok.kandidater if k not in due
    }
    return frozenset(
        rad for rad in about if rad in due or getattr(rad, "kandidat_id", None) in gone - {None}
    )


def _fortrolige(bok: Kursbok) -> Iterator[Frist]:
    slutt = bok.kurs.sluttdato
    for rad in bok.fortrolig:
        if rad.slettes_dato:
            grunn = f"«{bok.overskrift(Fortrolig, 'slettes_dato')}» på arket Fortrolig"
        elif slutt:
            day = months_after(slutt, int(bok.lister.terskler.fortrolig_måneder))
            grunn = f"ingen dato er satt. Forslag: {day:%d.%m.%Y}"
        else:
            grunn = "ingen dato er satt"
        yield Frist(FORTROLIG, rad, rad.slettes_dato, grunn)


def _uten_plass(bok: Kursbok) -> Iterator[Frist]:
    måneder = int(bok.lister.terskler.uten_plass_måneder)
    for kandidat in bok.kandidater:
        if kandidat.status in FÅR_PLASS:
            continue
        start, fra = _settled(bok, kandidat)
        day = months_after(start, måneder) if start else None
        grunn = f"{måneder} måneder etter {fra}" if start else f"{fra} har ingen dato"
        yield Frist(UTEN_PLASS, kandidat, day, grunn)


def _settled(bok: Kursbok, kandidat: Kandidat) -> tuple[date | None, str]:
    """Return the day from which nothing more can come of it, and what that day is."""
    waits = kandidat.status == Kandidatstatus.VENTELISTE
    if kandidat.beslutning_dato and not waits:
        return kandidat.beslutning_dato, "beslutningen"
    return bok.kurs.sluttdato, "kursslutt"


def _alle(bok: Kursbok) -> Iterator[Frist]:
    heading = bok.overskrift(type(bok.kurs), "slettedato")
    slettes = bok.kurs.slettedato
    grunn = f"«{heading}» på arket Kurs" if slettes else "ingen dato er satt"
    yield Frist(ALLE, bok.kurs, slettes, grunn)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, _LAST_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
