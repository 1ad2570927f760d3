"""The sheet «Planer»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Plan(Rad):
    """The individual training plan of one participant."""

    ark: ClassVar = "Planer"
    navn_i_bok: ClassVar = "planer"
    tittel: ClassVar = "Individuelle opplæringsplaner"
    formål: ClassVar = (
        "Én rad for hver deltaker: den individuelle opplæringsplanen. Målene står på Planmål."
    )
    nøkkel: ClassVar = ("kandidat_id",)
    steg: ClassVar = 7

    kandidat_id: Annotated[
        str | None,
        fortrolig(
            "Deltaker",
            nn="Deltakar",
            help="Deltakere, også de som har fullført eller avbrutt.",
            is_key=True,
            ref="Kandidater",
            level=1,
            documents="D3",
        ),
    ] = None
    startdato: Annotated[date | None, fortrolig("Fra", nn="Frå", level=1, documents="D3 D5")] = None
    sluttdato: Annotated[date | None, fortrolig("Til", level=1, documents="D3 D5")] = None
    eget_mål: Annotated[
        str | None,
        fortrolig(
            "Deltakerens eget mål",
            nn="Deltakarens eige mål",
            help="Med deltakerens egne ord.",
            documents="D3",
        ),
    ] = None
    spesialisering: Annotated[
        str | None,
        fortrolig(
            "Spesialisering",
            help="En modul av typen Spesialisert.",
            required=Required.CONDITIONAL,
            ref="Moduler",
            level=2,
            documents="D3 D5",
        ),
    ] = None
    tilpasning: Annotated[
        str | None,
        fortrolig(
            "Tilpasning",
            nn="Tilpassing",
            help="Støtten deltakeren får. Trengs når norsken er under ønsket startnivå.",
            required=Required.CONDITIONAL,
            long=True,
            level=2,
            documents="D3",
        ),
    ] = None
    norsklærer_person_id: Annotated[
        str | None,
        fortrolig("Norsklærer", nn="Norsklærar", ref="Fagpersoner", level=2, documents="D2 D3"),
    ] = None
    faglærer_person_id: Annotated[
        str | None, fortrolig("Faglærer", nn="Faglærar", ref="Fagpersoner", level=2, documents="D3")
    ] = None
    programrådgiver_person_id: Annotated[
        str | None,
        fortrolig(
            "Programrådgiver", nn="Programrådgivar", ref="Fagpersoner", level=2, documents="D3"
        ),
    ] = None
    oppfølging_hver_dag: Annotated[
        int | None,
        fortrolig(
            "Samtale minst hver (dager)",
            nn="Samtale minst kvar (dagar)",
            help="Mellom 7 og 42 dager.",
            low=7,
            high=42,
            unit="dager",
            level=2,
            documents="D2 D3",
        ),
    ] = None
    plan_dato: Annotated[date | None, fortrolig("Plan laget", nn="Plan laga", documents="D3")] = (
        None
    )
    revidert_dato: Annotated[
        date | None,
        fortrolig(
            "Sist revidert",
            help="Minst én gang i løpet av kurset.",
            required=Required.NEVER,
            documents="D3",
        ),
    ] = None
    signert_dato: Annotated[
        date | None,
        fortrolig(
            "Signert",
            help="Innen 14 dager etter start.",
            required=Required.CONDITIONAL,
            documents="D3",
        ),
    ] = None
