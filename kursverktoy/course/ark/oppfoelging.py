"""The sheet «Oppfølging»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Deltok, Oppfølgingstype
from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Oppfølging(Rad):
    """One conversation: who took part and what was agreed."""

    ark: ClassVar = "Oppfølging"
    navn_i_bok: ClassVar = "oppfølging"
    tittel: ClassVar = "Oppfølging"
    formål: ClassVar = "Samtaler og besøk: hvem som var med, og hva dere avtalte."
    nøkkel: ClassVar = ("oppfølging_id",)
    steg: ClassVar = 8

    oppfølging_id: Annotated[str | None, fortrolig("Nr", help="O001, O002 …", is_key=True)] = None
    dato: Annotated[date | None, fortrolig("Dato", documents="D3")] = None
    kandidat_id: Annotated[
        str | None, fortrolig("Deltaker", nn="Deltakar", ref="Planer", documents="D3")
    ] = None
    type: Annotated[Oppfølgingstype | str | None, fortrolig("Type", documents="D7")] = None
    deltok: Annotated[
        tuple[Deltok | str, ...],
        fortrolig(
            "Hvem deltok?",
            nn="Kven deltok?",
            help="Flere skilles med semikolon: Lærer;Deltaker",
            documents="D3 D7",
        ),
    ] = ()
    tema: Annotated[
        str | None, fortrolig("Tema", help="Noen få ord. Ingen helseopplysninger.", documents="D3")
    ] = None
    avtalt_videre: Annotated[
        str | None,
        fortrolig(
            "Avtalt videre",
            nn="Avtalt vidare",
            help="Hva skal skje nå?",
            required=Required.NEVER,
            long=True,
            documents="D3",
        ),
    ] = None
    ansvarlig_person_id: Annotated[
        str | None,
        fortrolig(
            "Ansvarlig",
            nn="Ansvarleg",
            help="Den som følger opp det dere avtalte.",
            required=Required.CONDITIONAL,
            ref="Fagpersoner",
            documents="D3",
        ),
    ] = None
    frist: Annotated[
        date | None,
        fortrolig(
            "Frist", help="Når det skal være gjort.", required=Required.CONDITIONAL, documents="D3"
        ),
    ] = None
    utført: Annotated[bool | None, fortrolig("Utført", required=Required.NEVER)] = None
