"""The sheet «Ansvar»."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import OMRÅDER, Område, Oppgavestatus
from kursverktoy.course.schema import Column, Rad, Required, sheet


@sheet
class Ansvar(Rad):
    """One answer to who does what, from the ten questions of the guidance."""

    ark: ClassVar = "Ansvar"
    navn_i_bok: ClassVar = "ansvar"
    tittel: ClassVar = "Ansvar og oppgaver"
    formål: ClassVar = "Hvem som gjør hva. De ti områdene fra IMDis veiledning er fylt inn."
    nøkkel: ClassVar = ("ansvar_id",)
    steg: ClassVar = 3

    ansvar_id: Annotated[
        str | None, Column("Nr", help="A01-1, A01-2 …", is_key=True, prefilled=True)
    ] = None
    område: Annotated[
        Område | str | None,
        Column(
            "Område",
            help="De ti spørsmålene fra IMDis veiledning.",
            prefilled=True,
            documents="D1 D4",
        ),
    ] = None
    område_tekst: Annotated[
        str | None,
        Column(
            "Hva gjelder det?",
            nn="Kva gjeld det?",
            help="Fylles ut av seg selv.",
            prefilled=True,
            formula='=IFERROR(VLOOKUP([@Område],område_tekster,2,FALSE),"")',
            documents="D1 D4",
        ),
    ] = None
    delområde: Annotated[
        str | None,
        Column(
            "Del",
            help="En del av området, for eksempel Reisepenger.",
            required=Required.CONDITIONAL,
            prefilled=True,
            documents="D1 D4",
        ),
    ] = None
    ansvarlig_partner_id: Annotated[
        str | None,
        Column(
            "Ansvarlig", nn="Ansvarleg", help="Én partner.", ref="Partnere", documents="D1 D2 D4"
        ),
    ] = None
    medvirkende_partner_id: Annotated[
        tuple[str, ...],
        Column(
            "Medvirker",
            nn="Medverkar",
            help="Flere partnere skilles med semikolon: P06;P07",
            required=Required.NEVER,
            ref="Partnere",
            documents="D1",
        ),
    ] = ()
    beskrivelse: Annotated[
        str | None,
        Column(
            "Hva er avtalt?",
            nn="Kva er avtalt?",
            help="For A02: på hvilken måte norskopplæringen gis.",
            required=Required.CONDITIONAL,
            long=True,
            documents="D1 D4",
        ),
    ] = None
    frist: Annotated[
        date | None, Column("Frist", required=Required.NEVER, documents="D1", anew=True)
    ] = None
    status: Annotated[
        Oppgavestatus | str | None,
        Column("Status", prefilled=True, partner_edits=True, documents="D7", anew=True),
    ] = None
    beløp_kr: Annotated[
        float | None,
        Column(
            "Beløp (kr)",
            help="Hele kroner, for område A05.",
            required=Required.NEVER,
            low=0,
            unit="kr",
            documents="D1",
            anew=True,
        ),
    ] = None

    @classmethod
    def utledet(cls, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return the question of the area, where it is one of the guidance's own."""
        known = (tekst for område, (tekst, _) in OMRÅDER.items() if område == values.get("område"))
        tekst = next(known, None)
        return {"område_tekst": tekst} if tekst else {}

    @property
    def er_aktuell(self) -> bool:
        """Whether the task is to be answered for at all."""
        return self.status != Oppgavestatus.IKKE_AKTUELT

    def __str__(self) -> str:
        return " ".join(filter(None, (self.ansvar_id, self.delområde))) or f"rad {self.rad}"
