"""The sheet «Læringsmål»."""

from typing import Annotated, ClassVar

from kursverktoy.course.lists import (
    Arena,
    Cefr,
    GrunnleggendeFerdighet,
    Kategori,
    Målkilde,
    NorskFerdighet,
)
from kursverktoy.course.schema import Column, Rad, Required, sheet


@sheet
class Læringsmål(Rad):
    """A learning goal of the course plan, in one of six categories."""

    ark: ClassVar = "Læringsmål"
    navn_i_bok: ClassVar = "læringsmål"
    tittel: ClassVar = "Læringsmål"
    formål: ClassVar = "Det deltakerne skal kunne når kurset er slutt, i seks kategorier."
    nøkkel: ClassVar = ("mål_id",)
    steg: ClassVar = 4

    mål_id: Annotated[str | None, Column("Nr", help="L01, L02 …", is_key=True, documents="D4")] = (
        None
    )
    kategori: Annotated[
        Kategori | str | None, Column("Kategori", documents="D1 D3 D4 D5 D7", unreadable="LM-01")
    ] = None
    tekst: Annotated[
        str | None,
        Column(
            "Læringsmål",
            help="Fortsett setningen «Deltakeren …». Noe dere kan se eller høre.",
            max_length=140,
            long=True,
            documents="D1 D2 D3 D4 D5 D7",
        ),
    ] = None
    kortnavn: Annotated[
        str | None,
        Column(
            "Kortnavn",
            nn="Kortnamn",
            help="Høyst 15 tegn, til sammendraget.",
            required=Required.NEVER,
            max_length=15,
            documents="D7",
        ),
    ] = None
    obligatorisk: Annotated[
        bool | None, Column("For alle?", help="Ja: målet står i alle planer.", documents="D3 D4")
    ] = None
    arena: Annotated[
        Arena | str | None,
        Column("Hvor læres det?", nn="Kvar lærer deltakaren det?", documents="D2 D3 D4"),
    ] = None
    læreplan_kode: Annotated[
        str | None,
        Column(
            "Læreplankode",
            help="For eksempel KOS02-01.",
            required=Required.CONDITIONAL,
            documents="D4 D5",
        ),
    ] = None
    kompetansemål_kode: Annotated[
        tuple[str, ...],
        Column(
            "Kompetansemålkode",
            help="For eksempel KM4505. Flere skilles med semikolon.",
            required=Required.NEVER,
            documents="D4 D5",
        ),
    ] = ()
    norsk_ferdighet: Annotated[
        NorskFerdighet | str | None,
        Column(
            "Norskferdighet",
            nn="Norskferdigheit",
            help="For norskmål.",
            required=Required.CONDITIONAL,
            documents="D3 D4 D5",
        ),
    ] = None
    norsk_nivå: Annotated[
        Cefr | str | None,
        Column(
            "Norsknivå", help="For norskmål.", required=Required.CONDITIONAL, documents="D3 D4 D5"
        ),
    ] = None
    grunnleggende_ferdighet: Annotated[
        GrunnleggendeFerdighet | str | None,
        Column(
            "Grunnleggende ferdighet",
            nn="Grunnleggjande ferdigheit",
            help="For mål i grunnleggende ferdigheter.",
            required=Required.CONDITIONAL,
            documents="D4",
        ),
    ] = None
    gruppe: Annotated[
        str | None,
        Column("Gjelder", nn="Gjeld", help="Felles, eller «Spesialisert: …».", documents="D4"),
    ] = None
    ansvarlig_partner_id: Annotated[
        str | None, Column("Ansvarlig", nn="Ansvarleg", ref="Partnere", documents="D4")
    ] = None
    kilde: Annotated[
        Målkilde | str | None,
        Column("Kilde", nn="Kjelde", help="Hvor målet kommer fra.", documents="D4"),
    ] = None
    avklart_med_partner_id: Annotated[
        tuple[str, ...],
        Column(
            "Avklart med",
            help="Partnerne målet er laget sammen med, skilt med semikolon.",
            ref="Partnere",
            documents="D4",
        ),
    ] = ()

    def __str__(self) -> str:
        return " ".join(filter(None, (self.mål_id, self.kortnavn))) or f"rad {self.rad}"
