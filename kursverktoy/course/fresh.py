"""The course of a fresh workbook: nothing but the questions of who does what."""

from datetime import date

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import OMRÅDER, Område, Oppgavestatus


def fresh(dato: date) -> Kursbok:
    """Return a course with the areas of Ansvar filled in, one row for each part."""
    rows = tuple(
        Ansvar(
            ansvar_id=f"{område}-{nummer}",
            område=område,
            område_tekst=tekst,
            delområde=del_,
            status=Oppgavestatus.IKKE_STARTET,
        )
        for område, (tekst, deler) in OMRÅDER.items()
        if område is not Område.A11
        for nummer, del_ in enumerate(deler or (None,), start=1)
    )
    return Kursbok(dato=dato, ansvar=rows)
