"""The sheet «Praksis»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Praksistype
from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Praksis(Rad):
    """One placement: practice, practice-like training or a job."""

    ark: ClassVar = "Praksis"
    navn_i_bok: ClassVar = "praksis"
    tittel: ClassVar = "Praksis og jobb"
    formål: ClassVar = "Én rad for hver plass: praksis, praksisnær opplæring eller jobb."
    nøkkel: ClassVar = ("praksis_id",)
    steg: ClassVar = 7

    praksis_id: Annotated[
        str | None, fortrolig("Nr", help="PR01, PR02 …", is_key=True, level=1)
    ] = None
    kandidat_id: Annotated[
        str | None, fortrolig("Deltaker", nn="Deltakar", ref="Planer", level=1, documents="D2 D3")
    ] = None
    partner_id: Annotated[
        str | None, fortrolig("Arbeidsplass", ref="Partnere", level=1, documents="D2 D3 D5")
    ] = None
    type: Annotated[Praksistype | str | None, fortrolig("Type", level=2, documents="D2 D5")] = None
    startdato: Annotated[
        date | None,
        fortrolig("Fra", nn="Frå", help="I planperioden.", level=1, documents="D2 D3 D5"),
    ] = None
    sluttdato: Annotated[
        date | None, fortrolig("Til", help="I planperioden.", level=1, documents="D2 D3 D5")
    ] = None
    dager_per_uke: Annotated[
        float | None,
        fortrolig(
            "Dager per uke",
            nn="Dagar per veke",
            help="Mellom 0,5 og 5.",
            low=0.5,
            high=5,
            unit="dager",
            level=2,
            documents="D2",
        ),
    ] = None
    timer_per_uke: Annotated[
        float | None,
        fortrolig(
            "Timer per uke",
            nn="Timar per veke",
            help="Høyst 37,5.",
            low=0,
            unit="timer",
            level=2,
            documents="D2 D5",
        ),
    ] = None
    arbeidstid: Annotated[
        str | None,
        fortrolig("Arbeidstid", help="For eksempel 08.30–14.15.", level=2, documents="D2"),
    ] = None
    arbeidssted: Annotated[str | None, fortrolig("Sted", nn="Stad", level=2, documents="D2")] = None
    arbeidsoppgaver: Annotated[
        str | None,
        fortrolig("Arbeidsoppgaver", nn="Arbeidsoppgåver", long=True, level=2, documents="D2 D5"),
    ] = None
    fadder_person_id: Annotated[
        str | None,
        fortrolig(
            "Fadder",
            help="En person på arbeidsplassen.",
            required=Required.NEVER,
            ref="Fagpersoner",
            level=2,
            documents="D2 D3",
        ),
    ] = None
    forsikring_avklart: Annotated[
        bool | None,
        fortrolig(
            "Er forsikring avklart?", help="Må være Ja før avtalen lages.", level=2, documents="D2"
        ),
    ] = None
    forsikring_partner_id: Annotated[
        str | None,
        fortrolig(
            "Hvem forsikrer?",
            nn="Kven forsikrar?",
            required=Required.CONDITIONAL,
            ref="Partnere",
            level=2,
            documents="D2",
        ),
    ] = None
    verneutstyr: Annotated[
        str | None,
        fortrolig("Verneutstyr og arbeidstøy", required=Required.NEVER, level=2, documents="D2"),
    ] = None
    norsklærerbesøk_antall: Annotated[
        int | None,
        fortrolig(
            "Besøk av norsklærer (antall)",
            nn="Besøk av norsklærar (tal)",
            help="Hvor mange besøk på arbeidsplassen.",
            required=Required.NEVER,
            low=0,
            level=2,
            documents="D2",
        ),
    ] = None
    avtale_signert_dato: Annotated[
        date | None,
        fortrolig(
            "Avtale signert",
            help="Før første dag.",
            required=Required.CONDITIONAL,
            level=2,
            documents="D2",
        ),
    ] = None
