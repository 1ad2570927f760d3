"""The sheet «Partnere»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Målformvalg, Partnerstatus, Partnertype, Personvernrolle
from kursverktoy.course.schema import Column, Rad, Required, ansatt, sheet


@sheet
class Partner(Rad):
    """An actor that was considered, and the agreement with it."""

    ark: ClassVar = "Partnere"
    navn_i_bok: ClassVar = "partnere"
    tittel: ClassVar = "Samarbeidspartnere"
    formål: ClassVar = "Alle aktører dere har vurdert, og avtalen med hver av dem."
    nøkkel: ClassVar = ("partner_id",)
    steg: ClassVar = 1

    partner_id: Annotated[str | None, Column("Nr", help="P01, P02 …", is_key=True)] = None
    partnernavn: Annotated[
        str | None,
        Column(
            "Navn",
            nn="Namn",
            help="Slik det skal stå i avtalen.",
            documents="D1 D2 D3 D4 D5 D6a D7",
            house=True,
        ),
    ] = None
    partnertype: Annotated[
        Partnertype | str | None, Column("Type", documents="D1 D7", unreadable="PAR-01")
    ] = None
    orgnr: Annotated[
        str | None,
        Column(
            "Organisasjonsnummer",
            help="Ni siffer. Slå opp på brreg.no.",
            required=Required.CONDITIONAL,
            documents="D1 D2 D5",
        ),
    ] = None
    kontaktperson: Annotated[
        str | None,
        ansatt(
            "Kontaktperson", required=Required.CONDITIONAL, documents="D1 D2 D4", identifies=True
        ),
    ] = None
    epost: Annotated[
        str | None,
        ansatt(
            "E-post",
            help="Avtaler og delte bøker sendes hit.",
            required=Required.CONDITIONAL,
            email=True,
            documents="D1 D2",
            identifies=True,
        ),
    ] = None
    telefon: Annotated[
        str | None, ansatt("Telefon", required=Required.NEVER, documents="D1 D2", identifies=True)
    ] = None
    rolle_i_kurset: Annotated[
        str | None,
        Column("Rolle i kurset", help="Kort: hva bidrar partneren med?", documents="D1 D4"),
    ] = None
    målform: Annotated[
        Målformvalg | str | None,
        Column(
            "Målform", help="Tom betyr samme som kurset.", required=Required.NEVER, documents="D1"
        ),
    ] = None
    status: Annotated[
        Partnerstatus | str | None,
        Column("Status", help="Hvor langt samarbeidet er kommet.", documents="D7", anew=True),
    ] = None
    avtale_dato: Annotated[
        date | None, Column("Avtaledato", required=Required.CONDITIONAL, documents="D1", anew=True)
    ] = None
    avtale_fra: Annotated[
        date | None,
        Column(
            "Avtalen gjelder fra",
            nn="Avtalen gjeld frå",
            required=Required.CONDITIONAL,
            documents="D1",
            anew=True,
        ),
    ] = None
    avtale_til: Annotated[
        date | None,
        Column(
            "Avtalen gjelder til",
            nn="Avtalen gjeld til",
            required=Required.CONDITIONAL,
            documents="D1",
            anew=True,
        ),
    ] = None
    signerer_navn: Annotated[
        str | None,
        ansatt(
            "Signeres av",
            nn="Blir signert av",
            help="Den som har fullmakt til å signere.",
            required=Required.CONDITIONAL,
            documents="D1 D2 D5",
            identifies=True,
        ),
    ] = None
    signerer_tittel: Annotated[
        str | None, ansatt("Tittel", required=Required.CONDITIONAL, documents="D1 D2 D5")
    ] = None
    personvernrolle: Annotated[
        Personvernrolle | str | None,
        Column("Personvernrolle", help="Spør personvernombudet hvis du er i tvil.", documents="D1"),
    ] = None
    deling_nivå: Annotated[
        int | None,
        Column(
            "Deling",
            help="0 ingen, 1 deltakerliste, 2 plan og mål, 3 kartlegging. Fortrolig deles aldri.",
            scale=("Ingen", "Deltakerliste", "Plan og mål", "Kartlegging"),
            low=0,
            high=3,
            documents="D1",
            anew=True,
        ),
    ] = None
    taushetserklæring_dato: Annotated[
        date | None,
        Column(
            "Taushetserklæring",
            nn="Teieplikterklæring",
            help="Trengs når en ikke-offentlig partner får opplysninger.",
            required=Required.CONDITIONAL,
            documents="D1",
            anew=True,
        ),
    ] = None
    databehandleravtale_dato: Annotated[
        date | None,
        Column(
            "Databehandleravtale",
            nn="Databehandlaravtale",
            help="Trengs når rollen er Databehandler.",
            required=Required.CONDITIONAL,
            documents="D1",
            anew=True,
        ),
    ] = None
    samarbeid_siden: Annotated[
        int | None,
        Column(
            "Samarbeid siden (år)",
            nn="Samarbeid sidan (år)",
            help="Årstall.",
            required=Required.NEVER,
            low=1990,
            high=2100,
            documents="D7",
        ),
    ] = None
    praksisplasser: Annotated[
        int | None,
        Column(
            "Praksisplasser",
            nn="Praksisplassar",
            help="Hvor mange deltakere de kan ta imot samtidig.",
            required=Required.NEVER,
            low=0,
            documents="D1",
        ),
    ] = None

    @property
    def er_aktuell(self) -> bool:
        """Whether the partner is in the course, or may come to be."""
        return self.status != Partnerstatus.IKKE_AKTUELL

    def __str__(self) -> str:
        return self.partnernavn or self.partner_id or f"rad {self.rad}"
