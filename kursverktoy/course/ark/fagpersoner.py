"""The sheet «Fagpersoner»."""

from typing import Annotated, ClassVar

from kursverktoy.course.lists import Fagrolle
from kursverktoy.course.schema import Rad, Required, ansatt, sheet


@sheet
class Fagperson(Rad):
    """A named member of staff: who teaches, follows up or mentors."""

    ark: ClassVar = "Fagpersoner"
    navn_i_bok: ClassVar = "fagpersoner"
    tittel: ClassVar = "Fagpersoner"
    formål: ClassVar = "De som underviser, følger opp og er faddere, og kompetansen deres."
    nøkkel: ClassVar = ("person_id",)
    steg: ClassVar = 3

    person_id: Annotated[str | None, ansatt("Nr", help="F01, F02 …", is_key=True)] = None
    navn: Annotated[
        str | None,
        ansatt("Navn", nn="Namn", documents="D1 D2 D3 D4 D5 D6a D6b D7", identifies=True),
    ] = None
    partner_id: Annotated[
        str | None, ansatt("Partner", nn="Partnar", ref="Partnere", documents="D4")
    ] = None
    rolle: Annotated[Fagrolle | str | None, ansatt("Rolle", documents="D2 D3 D4")] = None
    epost: Annotated[
        str | None,
        ansatt(
            "E-post", required=Required.NEVER, email=True, documents="D1 D2 D3 D6a", identifies=True
        ),
    ] = None
    erfaring_målgruppe: Annotated[
        bool | None,
        ansatt(
            "Erfaring med målgruppen",
            nn="Erfaring med målgruppa",
            required=Required.NEVER,
            documents="D7",
        ),
    ] = None
    erfaring_kartlegging: Annotated[
        bool | None, ansatt("Erfaring med kartlegging", required=Required.NEVER, documents="D7")
    ] = None
    kunnskap_arbeidsmarked: Annotated[
        bool | None,
        ansatt(
            "Kjenner arbeidsmarkedet",
            nn="Kjenner arbeidsmarknaden",
            required=Required.NEVER,
            documents="D7",
        ),
    ] = None
    nettverk_bransje: Annotated[
        bool | None, ansatt("Nettverk i bransjen", required=Required.NEVER, documents="D7")
    ] = None
    bransjeerfaring_år: Annotated[
        float | None,
        ansatt(
            "Bransjeerfaring (år)",
            help="For bransjefaglig ansvarlig og faglærer.",
            required=Required.CONDITIONAL,
            low=0,
            high=60,
            unit="år",
            documents="D4",
        ),
    ] = None
    bransje_oppdatert_år: Annotated[
        int | None,
        ansatt(
            "Sist oppdatert i bransjen (år)",
            help="Årstall.",
            required=Required.CONDITIONAL,
            low=1950,
            high=2100,
            documents="D4",
        ),
    ] = None
    norsk_studiepoeng: Annotated[
        int | None,
        ansatt(
            "Norsk som andrespråk (studiepoeng)",
            help="For norsklærer: vanligvis minst 30.",
            required=Required.CONDITIONAL,
            low=0,
            high=600,
            unit="studiepoeng",
            documents="D4",
        ),
    ] = None
    kompetanse_merknad: Annotated[
        str | None,
        ansatt("Annen kompetanse", nn="Annan kompetanse", required=Required.NEVER, documents="D4"),
    ] = None

    def __str__(self) -> str:
        return self.navn or self.person_id or f"rad {self.rad}"
