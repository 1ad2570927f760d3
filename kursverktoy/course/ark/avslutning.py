"""The sheet «Avslutning»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Bevistype, Etteroppf, Fullført, Realkompetanse, Resultat
from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Avslutning(Rad):
    """How the course ended for one participant."""

    ark: ClassVar = "Avslutning"
    navn_i_bok: ClassVar = "avslutning"
    tittel: ClassVar = "Avslutning og dokumentasjon"
    formål: ClassVar = "Én rad for hver deltaker: bevis, resultat og etteroppfølging."
    nøkkel: ClassVar = ("kandidat_id",)
    steg: ClassVar = 9

    kandidat_id: Annotated[
        str | None,
        fortrolig(
            "Deltaker",
            nn="Deltakar",
            help="Én rad for hver deltaker, også de som avbrøt.",
            is_key=True,
            ref="Planer",
            documents="D5",
        ),
    ] = None
    fullført: Annotated[Fullført | str | None, fortrolig("Fullført?", documents="D5 D7")] = None
    timer_gjennomført: Annotated[
        float | None,
        fortrolig(
            "Timer gjennomført",
            nn="Timar gjennomført",
            help="Ikke flere enn timene i løpet.",
            low=0,
            unit="timer",
            documents="D5 D7",
        ),
    ] = None
    bevistype: Annotated[
        Bevistype | str | None, fortrolig("Bevis", help="Vanligvis Kursbevis.", documents="D5")
    ] = None
    bevis_utsteder_partner_id: Annotated[
        str | None, fortrolig("Utstedes av", nn="Blir utferda av", ref="Partnere", documents="D5")
    ] = None
    bevis_dato: Annotated[date | None, fortrolig("Bevisdato", documents="D5")] = None
    bevis_nr: Annotated[
        str | None,
        fortrolig(
            "Bevisnummer",
            help="Kurskoden, bindestrek og sifrene i kandidatnummeret.",
            documents="D5",
            identifies=True,
        ),
    ] = None
    sertifikater: Annotated[
        str | None,
        fortrolig(
            "Sertifikater",
            nn="Sertifikat",
            help="Sertifikater deltakeren faktisk fikk.",
            required=Required.NEVER,
            documents="D5",
        ),
    ] = None
    prøve: Annotated[
        str | None, fortrolig("Prøve eller eksamen", required=Required.NEVER, documents="D5")
    ] = None
    realkompetansevurdering: Annotated[
        Realkompetanse | str | None,
        fortrolig("Realkompetansevurdering", required=Required.NEVER, documents="D7"),
    ] = None
    resultat: Annotated[Resultat | str | None, fortrolig("Resultat", documents="D7")] = None
    arbeidsgiver_partner_id: Annotated[
        str | None,
        fortrolig(
            "Arbeidsgiver",
            nn="Arbeidsgivar",
            help="Hvis arbeidsgiveren er partner.",
            required=Required.CONDITIONAL,
            ref="Partnere",
            documents="D7",
        ),
    ] = None
    stillingsprosent: Annotated[
        float | None,
        fortrolig(
            "Stillingsprosent",
            help="1–100.",
            required=Required.CONDITIONAL,
            low=1,
            high=100,
            unit="%",
            documents="D7",
        ),
    ] = None
    jobbstart_dato: Annotated[
        date | None, fortrolig("Start i jobb", required=Required.CONDITIONAL, documents="D7")
    ] = None
    etteroppf_tilbudt: Annotated[
        Etteroppf | str | None,
        fortrolig(
            "Er etteroppfølging tilbudt?",
            nn="Er etteroppfølging tilbode?",
            help="Ja eller Nei for alle som er i jobb.",
            required=Required.CONDITIONAL,
            documents="D7",
        ),
    ] = None
    etteroppf_ansvarlig_partner_id: Annotated[
        str | None,
        fortrolig(
            "Ansvarlig for etteroppfølging",
            nn="Ansvarleg for etteroppfølging",
            required=Required.CONDITIONAL,
            ref="Partnere",
        ),
    ] = None
    etteroppf_til_dato: Annotated[
        date | None,
        fortrolig(
            "Etteroppfølging til",
            help="Hvor lenge etteroppfølgingen varer.",
            required=Required.CONDITIONAL,
        ),
    ] = None
