"""The sheet «Kandidater»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Hovedgrunn, Kandidatstatus, Lovgrunnlag, Målgruppe, Sluttmål
from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Kandidat(Rad):
    """A person who is considered for the course."""

    ark: ClassVar = "Kandidater"
    navn_i_bok: ClassVar = "kandidater"
    tittel: ClassVar = "Kandidater"
    formål: ClassVar = (
        "Én rad for hver person dere vurderer. Skriv aldri fødselsnummer eller DUF-nummer."
    )
    nøkkel: ClassVar = ("kandidat_id",)
    steg: ClassVar = 6

    kandidat_id: Annotated[
        str | None,
        fortrolig(
            "Nr",
            help="K01, K02 … Aldri fødselsnummer eller DUF-nummer.",
            is_key=True,
            level=1,
            documents="D2 D3 D5 D6b",
        ),
    ] = None
    fornavn: Annotated[
        str | None,
        fortrolig("Fornavn", nn="Fornamn", level=1, documents="D2 D3 D5 D6b", identifies=True),
    ] = None
    etternavn: Annotated[
        str | None,
        fortrolig(
            "Etternavn",
            nn="Etternamn",
            level=1,
            initial_below=3,
            documents="D2 D3 D5 D6b",
            identifies=True,
        ),
    ] = None
    fødselsdato: Annotated[
        date | None,
        fortrolig(
            "Fødselsdato",
            help="Bare datoen. Trengs til kursbeviset.",
            required=Required.CONDITIONAL,
            documents="D5",
            identifies=True,
        ),
    ] = None
    telefon: Annotated[
        str | None, fortrolig("Telefon", required=Required.NEVER, documents="D2", identifies=True)
    ] = None
    epost: Annotated[
        str | None,
        fortrolig("E-post", required=Required.NEVER, email=True, documents="D2", identifies=True),
    ] = None
    lovgrunnlag: Annotated[Lovgrunnlag | str | None, fortrolig("Lovgrunnlag", documents="D3")] = (
        None
    )
    sluttmål: Annotated[
        Sluttmål | str | None,
        fortrolig("Sluttmål", help="Fra integreringsplanen.", level=3, documents="D3 D6b"),
    ] = None
    programrådgiver_person_id: Annotated[
        str | None,
        fortrolig(
            "Programrådgiver",
            nn="Programrådgivar",
            ref="Fagpersoner",
            level=3,
            documents="D2 D3 D6b",
        ),
    ] = None
    kompetansekartlegging_dato: Annotated[
        date | None,
        fortrolig(
            "Kompetansekartlegging",
            help="Datoen for kartleggingen dere bygger på.",
            required=Required.CONDITIONAL,
            level=3,
            documents="D6b",
        ),
    ] = None
    karriereveiledning_dato: Annotated[
        date | None,
        fortrolig(
            "Karriereveiledning",
            nn="Karriererettleiing",
            required=Required.NEVER,
            level=3,
            documents="D6b",
        ),
    ] = None
    integreringsplan_dato: Annotated[
        date | None,
        fortrolig(
            "Kurset står i integreringsplanen",
            help="Datoen kurset kom inn i planen.",
            required=Required.CONDITIONAL,
            documents="D3",
        ),
    ] = None
    målgruppe: Annotated[
        Målgruppe | str | None,
        fortrolig(
            "Målgruppe",
            help="M1–M4, en av dem dere har valgt på Kurs.",
            level=3,
            documents="D6b D7",
        ),
    ] = None
    informert_dato: Annotated[
        date | None,
        fortrolig("Informert om kurset", help="Før kartleggingen.", level=3, documents="D6b"),
    ] = None
    rekruttert_av_partner_id: Annotated[
        str | None,
        fortrolig("Foreslått av", required=Required.NEVER, ref="Partnere", documents="D7"),
    ] = None
    status: Annotated[
        Kandidatstatus | str | None,
        fortrolig(
            "Status",
            help="Et menneske bestemmer. Programmet endrer aldri status.",
            documents="D6b D7",
        ),
    ] = None
    beslutning_dato: Annotated[
        date | None,
        fortrolig(
            "Beslutning tatt", nn="Avgjerd teken", required=Required.CONDITIONAL, documents="D6b"
        ),
    ] = None
    hovedgrunn: Annotated[
        Hovedgrunn | str | None,
        fortrolig(
            "Hovedgrunn (ved nei)",
            nn="Hovudgrunn (ved nei)",
            help="Bare når kandidaten ikke får plass nå.",
            required=Required.CONDITIONAL,
            documents="D6b-intern",
        ),
    ] = None
    beslutning_begrunnelse: Annotated[
        str | None,
        fortrolig(
            "Begrunnelse",
            nn="Grunngiving",
            help="Deles aldri.",
            required=Required.CONDITIONAL,
            long=True,
            documents="D6b-intern",
        ),
    ] = None
    alternativt_tilbud: Annotated[
        str | None,
        fortrolig(
            "Hva får kandidaten i stedet?",
            nn="Kva får kandidaten i staden?",
            help="Neste steg for den som ikke får plass.",
            required=Required.CONDITIONAL,
            documents="D6b-intern",
        ),
    ] = None

    def __str__(self) -> str:
        # «K05 Yonas F.»: enough for the coordinator, little for anyone who looks over her shoulder.
        initial = f"{self.etternavn[0]}." if self.etternavn else ""
        short = " ".join(filter(None, (self.kandidat_id, self.fornavn, initial)))
        return short or f"rad {self.rad}"

    @property
    def fullt_navn(self) -> str:
        """The name as documents print it."""
        return " ".join(filter(None, (self.fornavn, self.etternavn)))
