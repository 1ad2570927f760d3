"""D5, the course certificate: what someone did and can do, and nothing else about them.

A certificate is shown to employers for years. It must not tell that its owner is a refugee, was
away, stopped early or did not reach a goal. The docstrings of the properties are printed; see
`context`.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import ClassVar

from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.lists import Fullført, Målstatus
from kursverktoy.documents.contexts.context import (
    Grouped,
    ParticipantContext,
    goals_by_category,
    outward_name,
)
from kursverktoy.documents.views import Cell

FULLFØRT: Mapping[str, tuple[str, str]] = {
    "nb": ("har fullført", "har deltatt på"),
    "nn": ("har fullført", "har delteke på"),
    "en": ("has completed", "has taken part in"),
}
"""What someone has done who completed the course, and who stopped early."""


class Kursbevis(ParticipantContext):
    """The values of D5, made for a row of Avslutning."""

    document: ClassVar = "D5"
    rad: Avslutning

    @property
    def avslutning(self) -> Avslutning:
        """Avslutningen for deltakeren."""
        return self.rad

    @property
    def utsteder(self) -> Partner | Cell:
        """Partneren som utsteder beviset."""
        issuer = self.bok.partner(self.rad.bevis_utsteder_partner_id)
        return issuer or Cell(self.rad, "bevis_utsteder")

    @property
    def utstedernavn(self) -> str | Cell:
        """Navnet på utstederen; kommunen selv når det er enheten for introduksjonsprogrammet.

        Navnet på enheten ville fortalt hvorfor deltakeren var der.
        """
        issuer = self.utsteder
        return issuer if isinstance(issuer, Cell) else outward_name(self.bok, issuer)

    @property
    def fullført_tekst(self) -> str | Cell:
        """«har fullført», eller «har deltatt på» når kurset ble avbrutt."""
        match self.rad.fullført:
            case None:
                return Cell(self.rad, "fullført")
            case Fullført.FULLFØRT:
                return FULLFØRT[self.språk][0]
            case _:
                return FULLFØRT[self.språk][1]

    @property
    def duplikat(self) -> date | None:
        """Dagen dokumentet er laget, når det er et duplikat av et bevis som er utstedt før."""
        return self.dato if self.choices.duplikat else None

    @property
    def erstatter(self) -> str | None:
        """Beviset dette erstatter: «KJ-2026-H-03 av 20. november 2026»."""
        return self.choices.erstatter

    @property
    def moduler(self) -> tuple[Modul, ...]:
        """Modulene i løpet som var begynt da deltakeren sluttet."""
        order = {uke: number for number, (_, uke) in enumerate(self.bok.kursuker())}
        slutt = self._plan.sluttdato if self._plan else None
        siste = order.get(slutt.isocalendar().week) if slutt else None
        if siste is None:
            return self.løp
        return tuple(m for m in self.løp if order.get(m.fra_uke or 0, 0) <= siste)

    @property
    def praksis(self) -> tuple[Praksis, ...]:
        """Praksis og jobb i kurset."""
        return self.bok.praksis_for(self.rad.id)

    @property
    def oppnådde_mål(self) -> Grouped[Planmål]:
        """Målene: de som er nådd, under kategorien sin; delvis nådde når deltakeren vil det."""
        return self._nådde_mål

    @property
    def læreplaner(self) -> tuple[str, ...]:
        """Kodene til læreplanene som de oppnådde målene bygger på."""
        mål = (self.bok.mål(pm.mål_id) for _, group in self._nådde_mål for pm in group)
        return tuple(dict.fromkeys(m.læreplan_kode for m in mål if m and m.læreplan_kode))

    @cached_property
    def _nådde_mål(self) -> Grouped[Planmål]:
        vist = {Målstatus.OPPNÅDD} | (
            {Målstatus.DELVIS_OPPNÅDD} if self.choices.vis_delvis else set()
        )
        nådd = (pm for pm in self.bok.planmål_for(self.rad.id) if pm.status in vist)
        return goals_by_category(self.bok, nådd)
