"""D2, the agreement on practice or a job: the participant, the course and the workplace.

The workplace reads all of it. It must not tell that the participant is in the introduction
programme, nor anything of health, decisions or how far a goal is reached. What the participant
wants to reach, and what the workplace shall do in another way, are written by hand and signed: no
column says that the participant has agreed that the workplace may know. The docstrings of the
properties are printed; see `context`.
"""

from typing import ClassVar

from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.lists import Arena, Område, Praksistype
from kursverktoy.documents.contexts.context import ParticipantContext, outward_name
from kursverktoy.documents.views import Cell

PÅ_ARBEIDSPLASSEN = frozenset({Arena.ARBEIDSPLASS, Arena.BEGGE})
NAVS_AVTALE = frozenset({Praksistype.ARBEIDSTRENING, Praksistype.JOBB_MED_LØNNSTILSKUDD})
"""Placements for which NAV has an agreement of its own."""
JOBB = frozenset({Praksistype.ORDINÆR_JOBB, Praksistype.JOBB_MED_LØNNSTILSKUDD})
UTEN_ANSETTELSE = frozenset(Praksistype) - JOBB


class Praksisavtale(ParticipantContext):
    """The values of D2, made for a row of Praksis."""

    document: ClassVar = "D2"
    rad: Praksis

    @property
    def praksis(self) -> Praksis:
        """Praksisen eller jobben avtalen gjelder."""
        return self.rad

    @property
    def arbeidsplass(self) -> Partner | Cell:
        """Partneren som tar imot deltakeren."""
        return self.bok.partner(self.rad.partner_id) or Cell(self.rad, "partner")

    @property
    def kurstilbyder(self) -> str | Cell:
        """Navnet på kurseieren; kommunen selv når det er enheten for introduksjonsprogrammet.

        Navnet på enheten ville fortalt hvorfor deltakeren er i kurset.
        """
        eier = self.eier
        return eier if isinstance(eier, Cell) else outward_name(self.bok, eier)

    @property
    def forsikrer(self) -> str | Cell:
        """Navnet på den som forsikrer deltakeren, skrevet på samme måte."""
        partner = self.bok.partner(self.rad.forsikring_partner_id)
        return outward_name(self.bok, partner) if partner else Cell(self.rad, "forsikring_partner")

    @property
    def oppfølging_av(self) -> tuple[str | Cell, ...]:
        """Navnene på dem som følger opp på arbeidsplassen (A09), skrevet på samme måte."""
        ansvarlige = (
            self.bok.partner(a.ansvarlig_partner_id)
            for a in self.bok.ansvar
            if a.område == Område.A09 and a.er_aktuell
        )
        return tuple(dict.fromkeys(outward_name(self.bok, p) for p in ansvarlige if p))

    @property
    def læringsmål(self) -> tuple[Læringsmål, ...]:
        """Målene i planen som læres på arbeidsplassen, i samme rekkefølge som på arket."""
        valgt = {pm.mål_id for pm in self.bok.aktive_mål_for(self.rad.kandidat_id)}
        return tuple(
            mål
            for mål in self.bok.læringsmål
            if mål.mål_id in valgt and mål.arena in PÅ_ARBEIDSPLASSEN
        )

    @property
    def navs_avtale(self) -> bool:
        """Ja når NAV har en egen avtale, og dette bare er et vedlegg."""
        return self.rad.type in NAVS_AVTALE

    @property
    def jobb(self) -> bool:
        """Ja når deltakeren er ansatt, med eller uten lønnstilskudd."""
        return self.rad.type in JOBB

    @property
    def uten_ansettelse(self) -> bool:
        """Ja når deltakeren ikke er ansatt. Nei også for typer dere har lagt til selv."""
        return self.rad.type in UTEN_ANSETTELSE
