"""D3, the individual training plan: the participant's own document.

The docstrings of the properties are printed; see `context`.
"""

from datetime import date, timedelta
from typing import ClassVar

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.schema import columns
from kursverktoy.course.vurdering import vurder
from kursverktoy.documents.contexts.context import Grouped, ParticipantContext, goals_by_category
from kursverktoy.documents.language import translated

SAMTALER = 5
"""How many of the last conversations the plan shows."""
_LONGEST_WAIT = 366
"""Days; more is a slip that *sjekk* tells of, and would leave the calendar."""


class Opplæringsplan(ParticipantContext):
    """The values of D3, made for a row of Planer."""

    document: ClassVar = "D3"

    @property
    def kartlegging(self) -> Kartlegging | None:
        """Kartleggingen av deltakeren."""
        return self.bok.kartlegging_av(self.rad.id)

    @property
    def styrker(self) -> tuple[str, ...]:
        """Det deltakeren har med seg, i ord: «Arbeidserfaring: over tre år»."""
        if self.kartlegging is None:
            return ()
        fields = columns(Kartlegging)
        sterke = vurder(self.kurs, self.kartlegging, self.bok.lister.terskler).styrker
        return tuple(self._in_words(f) for f in sterke if fields[f].may_show(self.document))

    def _in_words(self, felt: str) -> str:
        field = columns(Kartlegging)[felt]
        scale = field.column.scale or ("", "", "", "")
        step = translated(scale[getattr(self.kartlegging, felt)], self.språk)
        return f"{field.heading(self.språk)}: {step[:1].lower()}{step[1:]}"

    @property
    def mål_etter_kategori(self) -> Grouped[Planmål]:
        """Målene i planen, samlet under kategorien. Mål som er tatt ut av planen, er ikke med."""
        return goals_by_category(self.bok, self.bok.aktive_mål_for(self.rad.id))

    @property
    def praksis(self) -> tuple[Praksis, ...]:
        """Praksis og jobb i kurset."""
        return self.bok.praksis_for(self.rad.id)

    @property
    def samtaler(self) -> tuple[Oppfølging, ...]:
        """De fem siste samtalene, den eldste først."""
        return self._samtaler[-SAMTALER:]

    @property
    def neste_samtale(self) -> date | None:
        """Når neste samtale senest skal være. Tom når det ikke blir flere i kurset."""
        if self._plan is None:
            return None
        hver, slutt = self._plan.oppfølging_hver_dag, self._plan.sluttdato
        siste = next((s.dato for s in reversed(self._samtaler) if s.dato), self._plan.startdato)
        if not (hver and siste and slutt) or self.dato > slutt:
            return None
        return max(min(siste + timedelta(days=min(hver, _LONGEST_WAIT)), slutt), self.dato)

    @property
    def _samtaler(self) -> tuple[Oppfølging, ...]:
        held = self.bok.oppfølging_for(self.rad.id)
        return tuple(sorted(held, key=lambda s: s.dato or date.min))
