"""The sheet «Planmål»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Målstatus
from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Planmål(Rad):
    """One goal in one plan, and how far the participant has come."""

    ark: ClassVar = "Planmål"
    navn_i_bok: ClassVar = "planmål"
    tittel: ClassVar = "Mål i planene"
    formål: ClassVar = "Én rad for hvert mål i hver plan, med status underveis."
    nøkkel: ClassVar = (
        "kandidat_id",
        "mål_id",
    )
    steg: ClassVar = 7

    kandidat_id: Annotated[
        str | None,
        fortrolig(
            "Deltaker", nn="Deltakar", ref="Planer", level=2, documents="D3 D5", unknown="PM-01"
        ),
    ] = None
    mål_id: Annotated[
        str | None,
        fortrolig("Læringsmål", ref="Læringsmål", level=2, documents="D2 D3 D5", unknown="PM-01"),
    ] = None
    status: Annotated[
        Målstatus | str | None,
        fortrolig(
            "Status",
            help="Settes av lærer eller fadder.",
            level=2,
            partner_edits=True,
            documents="D3 D5 D7",
            unreadable="PM-03",
        ),
    ] = None
    status_dato: Annotated[
        date | None,
        fortrolig(
            "Dato",
            help="Når målet ble vurdert.",
            required=Required.CONDITIONAL,
            level=2,
            partner_edits=True,
            documents="D3 D5",
        ),
    ] = None
    vurdert_av_person_id: Annotated[
        str | None,
        fortrolig(
            "Vurdert av",
            required=Required.CONDITIONAL,
            ref="Fagpersoner",
            level=2,
            partner_edits=True,
            documents="D3",
        ),
    ] = None
    utgått_grunn: Annotated[
        str | None,
        fortrolig("Grunn (ved Utgått)", help="Deles aldri.", required=Required.CONDITIONAL),
    ] = None
