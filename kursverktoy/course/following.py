"""The course after this one: what is known by now is taken along, and the people are not.

Which columns are of one course alone, and begin empty, the declaration says (`Column.anew`).
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.lists import Oppgavestatus
from kursverktoy.course.persons import Uten, emptied, one_course, without_people
from kursverktoy.course.schema import Rad, columns


class Neste(NamedTuple):
    """The next course, before anyone has filled in what is new."""

    uten: Uten
    """The course without people, and what must be found nowhere in its workbook."""
    nytt: tuple[str, ...]
    """What must be filled in anew: «Partnere: Status, Avtaledato og …», one for each sheet."""


def following(bok: Kursbok, dato: date) -> Neste:
    """Return the course after `bok`, as on `dato`."""
    uten = without_people(bok)
    sheets = {ark.navn_i_bok: tuple(map(_begun_anew, uten.bok.rader(ark))) for ark in ARK}
    course = replace(uten.bok, **one_course(sheets), dato=dato)
    return Neste(uten._replace(bok=course), _new(course))


def _begun_anew(rad: Rad) -> Rad:
    blank = emptied(rad, [name for name, f in columns(type(rad)).items() if f.column.anew])
    return replace(blank, status=Oppgavestatus.IKKE_STARTET) if isinstance(blank, Ansvar) else blank


def _new(bok: Kursbok) -> tuple[str, ...]:
    told = []
    for ark in ARK:
        if ark.er_om_personer():
            told.append(f"{ark.ark}: alt")
            continue
        empty = [
            f.heading(bok.målform) for f in columns(ark).values() if f.column.anew or f.is_personal
        ]
        if empty and bok.rader(ark):
            told.append(f"{ark.ark}: {', '.join(empty)}")
    return tuple(told)
