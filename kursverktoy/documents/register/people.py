"""Whom a certificate was issued to, so that its number is never taken for another person's."""

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.cells import key
from kursverktoy.documents.register.basis import MARK, Fingerprints

_TOLD_BY = ("fornavn", "etternavn", "fødselsdato")


def marks_of(kandidat: Kandidat, prints: Fingerprints) -> str:
    """Return marks of the name and the day of birth, for `same_person`."""
    return "".join(prints.marks[key(str(getattr(kandidat, name)))] for name in _TOLD_BY)


def same_person(one: str, other: str) -> bool:
    """Whether two `marks_of` may be of one person: two of the three are equal.

    So a name may be changed or spelt anew, or a day of birth mended. The day alone proves
    nothing: many refugees are registered as born on 1 January.
    """
    places = range(0, MARK * len(_TOLD_BY), MARK)
    equal = sum(one[at : at + MARK] == other[at : at + MARK] for at in places)
    return equal >= len(_TOLD_BY) - 1
