"""Values of a merge as they are read."""

import contextlib
from datetime import date

from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import columns
from kursverktoy.sharing.delivery import Verdi
from kursverktoy.sharing.forslag import Forslag


def vist(forslag: Forslag, verdi: Verdi) -> str:
    """Return a value as it is read: dates as dd.mm.åååå, numbers with a comma."""
    if verdi is None:
        return "(tom)" if forslag.felt else ""
    ark = ARK_ETTER_NAVN.get(forslag.ark)
    field = columns(ark).get(forslag.felt) if ark else None
    if field and field.type is date:
        with contextlib.suppress(ValueError):  # a date that could not be read is a text
            return skriv(date.fromisoformat(str(verdi)))
    return skriv(verdi)


def ny_rad(bok: Kursbok, forslag: Forslag) -> str:
    """Return what a new row says, one line for each column."""
    declared = columns(ARK_ETTER_NAVN[forslag.ark]) if forslag.verdier else {}
    return "\n".join(
        f"{declared[felt].heading(bok.målform)}: {skriv(verdi)}"
        for felt, verdi in forslag.verdier.items()
        if felt in declared
    )
