"""D6b, the candidate sheet: all there is for a meeting to talk about, on one page.

Words, no score and no rank; a person decides. The edition «intern» also tells how the decision was
weighed, and why someone got no place. «delt» is for a teacher of Norwegian, a public partner or a
provider at level 3, never for an employer, and is made only for those who are considered or have a
place. It leaves out the overall assessment, which is often the grounds of the decision word for
word, and what the workplace has promised, which is shared with a yes that no column records. The
docstrings of the properties are printed; see `context`.
"""

from functools import cached_property
from typing import ClassVar

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.lists import FÅR_PLASS, IKKE_PLASS, Kandidatstatus, Målgruppe
from kursverktoy.course.schema import columns
from kursverktoy.course.vurdering import Helhet, vurder
from kursverktoy.documents.contexts.context import PersonContext
from kursverktoy.documents.views import Cell
from kursverktoy.summary.helhet import styrker, støtte

UTEN_PLASS = IKKE_PLASS | {Kandidatstatus.TAKKET_NEI}


class Kandidatark(PersonContext):
    """The values of D6b, made for a row of Kartlegging."""

    document: ClassVar = "D6b"
    rad: Kartlegging

    @property
    def kandidat(self) -> Kandidat | Cell:
        """Kandidaten arket er om."""
        return self._person or Cell(self.rad, "kandidat")

    @property
    def kartlegging(self) -> Kartlegging:
        """Kartleggingen av kandidaten. Trinnene på skalaene blir skrevet som ord."""
        return self.rad

    @property
    def målgruppe(self) -> str | None:
        """Målgruppen i ord. Tom når den ikke er en av de fire."""
        felt = {m.value: f"målgruppe_{m.value[1:]}" for m in Målgruppe}
        valgt = felt.get((self._person and self._person.målgruppe) or "")
        if valgt is None:
            return None
        text = columns(Kurs)[valgt].heading(self.språk).partition(": ")[2]
        return text[:1].upper() + text[1:]

    @property
    def styrker(self) -> tuple[str, ...]:
        """Det som er tydelig eller sterkt, med små bokstaver."""
        return styrker(self._helhet, self.språk)

    @property
    def støtte(self) -> tuple[str, ...]:
        """Det kandidaten trenger støtte på, med små bokstaver."""
        return støtte(self._helhet, self.språk)

    @property
    def samlet(self) -> str:
        """Samlet inntrykk, en av fire setninger. Det er ikke en beslutning."""
        return self._helhet.samlet

    @property
    def mangler(self) -> tuple[str, ...]:
        """Det som ikke er kartlagt ennå. Tom når alt er på plass."""
        fields = columns(Kartlegging)
        return tuple(fields[felt].heading(self.språk) for felt in self._helhet.mangler)

    @property
    def beslutning(self) -> str | None:
        """Tilbud, Venteliste, Ikke tilbud eller Takket nei. Tom når ingen har bestemt ennå."""
        status = self._person and self._person.status
        if status in FÅR_PLASS:
            return Kandidatstatus.TILBUD
        return status if status in UTEN_PLASS else None

    @cached_property
    def _helhet(self) -> Helhet:
        return vurder(self.kurs, self.rad, self.bok.lister.terskler)
