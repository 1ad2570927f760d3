"""The sheet «Behov»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Behovstype, Cefr
from kursverktoy.course.schema import Column, Rad, Required, sheet


@sheet
class Behov(Rad):
    """What was found out before the course was designed."""

    ark: ClassVar = "Behov"
    navn_i_bok: ClassVar = "behov"
    tittel: ClassVar = "Behov"
    formål: ClassVar = (
        "Det dere undersøkte før kurset ble bestemt: tilbud, arbeidsmarked, deltakergruppe og "
        "innspill."
    )
    nøkkel: ClassVar = ("behov_id",)
    steg: ClassVar = 1

    behov_id: Annotated[str | None, Column("Nr", help="B01, B02 …", is_key=True)] = None
    type: Annotated[
        Behovstype | str | None,
        Column(
            "Hva er undersøkt?", nn="Kva er undersøkt?", help="Velg fra listen.", documents="D7"
        ),
    ] = None
    partner_id: Annotated[
        str | None,
        Column(
            "Partner",
            nn="Partnar",
            help="Hvem opplysningen kommer fra, hvis det er en partner.",
            required=Required.NEVER,
            ref="Partnere",
            documents="D4 D7",
        ),
    ] = None
    kilde: Annotated[
        str | None,
        Column(
            "Kilde", nn="Kjelde", help="Plan, møte, intervju eller nettside.", documents="D4 D7"
        ),
    ] = None
    dato: Annotated[date | None, Column("Dato", help="Når dere fant det ut.", documents="D7")] = (
        None
    )
    funn: Annotated[
        str | None,
        Column("Hva fant dere ut?", nn="Kva fann de ut?", long=True, documents="D7-intern"),
    ] = None
    konsekvens: Annotated[
        str | None,
        Column(
            "Hva betyr det for kurset?",
            nn="Kva betyr det for kurset?",
            help="Én setning om hva dere gjør med det.",
            long=True,
            documents="D4 D7-intern",
        ),
    ] = None
    krav_lytte: Annotated[
        Cefr | str | None,
        Column("Norsk på jobb: lytte", required=Required.CONDITIONAL, documents="D4"),
    ] = None
    krav_lese: Annotated[
        Cefr | str | None,
        Column("Norsk på jobb: lese", required=Required.CONDITIONAL, documents="D4"),
    ] = None
    krav_muntlig: Annotated[
        Cefr | str | None,
        Column("Norsk på jobb: muntlig", required=Required.CONDITIONAL, documents="D4"),
    ] = None
    krav_skriftlig: Annotated[
        Cefr | str | None,
        Column("Norsk på jobb: skriftlig", required=Required.CONDITIONAL, documents="D4"),
    ] = None
    krav_kunnskap_ferdighet: Annotated[
        str | None,
        Column(
            "Kunnskaper og ferdigheter det bør legges vekt på",
            nn="Kunnskapar og ferdigheiter det bør leggjast vekt på",
            help="Også grunnleggende ferdigheter. Fylles ut ved innspill.",
            required=Required.CONDITIONAL,
            long=True,
            documents="D4",
        ),
    ] = None
    rekruttering_vektlegger: Annotated[
        str | None,
        Column(
            "Hva legger arbeidsgiveren vekt på når de ansetter?",
            nn="Kva legg arbeidsgivaren vekt på når dei tilset?",
            help="Yrkeskompetanse, ferdigheter, personlige egenskaper og annet.",
            required=Required.CONDITIONAL,
            long=True,
            documents="D4",
        ),
    ] = None
