"""D7, the course report, for the owner of the course: what was planned, done and reached.

The figures are those of *oppsummer*. Persons are counted, never in per cent, and nobody is told
apart; why someone got no place is not here. `report_external` is the edition for others. The
docstrings of the properties are printed; see `context`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.lists import DELTAKER, IKKE_PLASS, Kandidatstatus, Målgruppe
from kursverktoy.course.schema import Rad, columns
from kursverktoy.documents.contexts.checklist import checklist
from kursverktoy.documents.contexts.context import Context, answered_yes
from kursverktoy.documents.language import translated
from kursverktoy.documents.pictures import Picture

if TYPE_CHECKING:
    from kursverktoy.summary.kurstall import Antall
    from kursverktoy.summary.maaltall import Måltall
    from kursverktoy.summary.oversikt import Oversikt

Counts = tuple[tuple[str, str], ...]
"""What is counted, and how many, as they are printed."""
CHART_MM = 160.0
"""As wide as the text of the page."""
_TILBUD = frozenset({Kandidatstatus.TILBUD, Kandidatstatus.TAKKET_NEI})
OPPTAK: Mapping[str, tuple[str, str, str, str]] = {
    "nb": (
        "Fikk plass og deltok",
        "Fikk tilbud, men deltok ikke",
        "Fikk ikke tilbud eller står på venteliste",
        "Ikke avgjort",
    ),
    "nn": (
        "Fekk plass og deltok",
        "Fekk tilbod, men deltok ikkje",
        "Fekk ikkje tilbod eller står på venteliste",
        "Ikkje avgjort",
    ),
}
UTFALL: Mapping[str, tuple[str, str, str]] = {
    "nb": ("Fullførte kurset", "Sluttet før kurset var ferdig", "Ikke avsluttet ennå"),
    "nn": ("Fullførte kurset", "Slutta før kurset var ferdig", "Ikkje avslutta enno"),
}
STATUS: Mapping[str, tuple[str, str, str]] = {
    "nb": ("Oppnådd", "Delvis oppnådd", "Ikke nådd"),
    "nn": ("Oppnådd", "Delvis oppnådd", "Ikkje nådd"),
}
_ALT: Mapping[str, str] = {
    "nb": "Liggende søyler som viser hvor mange mål som er nådd i hver kategori.",
    "nn": "Liggjande søyler som viser kor mange mål som er nådde i kvar kategori.",
}


class Kursrapport(Context):
    """What both editions of D7 say alike; made for the course itself."""

    document: ClassVar = "D7"

    def rows(self) -> Iterator[Rad]:
        """Yield every row of the course: the figures count them all."""
        return self.bok.alle_rader()

    @property
    def foreløpig(self) -> bool:
        """Ja når kurset ikke er slutt, eller noen deltakere mangler avslutning."""
        slutt = self.kurs.sluttdato
        return slutt is None or self.dato <= slutt or self._uavsluttet > 0

    @property
    def formål(self) -> tuple[str, ...]:
        """Formålene det er svart Ja på, som tekst."""
        return answered_yes(self.kurs, "formål_", self.språk)

    @property
    def behov(self) -> tuple[Behov, ...]:
        """Det som ble undersøkt før kurset, i samme rekkefølge som på arket."""
        return tuple(b for b in self.bok.behov if b.id)

    @property
    def partnere(self) -> tuple[Partner, ...]:
        """Partnerne i kurset."""
        return tuple(p for p in self.bok.partnere if p.id and p.er_aktuell)

    @property
    def ansvar_i_alt(self) -> int:
        """Antall oppgaver på arket Ansvar, uten dem som ikke er aktuelle."""
        return self._oversikt.kurstall.ansvar

    @property
    def ansvar_med_ansvarlig(self) -> int:
        """Antall av disse som har en ansvarlig partner."""
        return self._oversikt.kurstall.ansvar_med_ansvarlig

    @property
    def timer_planlagt(self) -> float:
        """Timene som var planlagt for én deltaker."""
        return self._oversikt.kurstall.timer_planlagt

    @property
    def sjekkliste(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Hovedpunktene i veiledningen etter område, hvert med ✓ eller – og teksten."""
        return tuple(checklist(self.bok, self.språk))

    @cached_property
    def _oversikt(self) -> "Oversikt":
        # Only the report counts by pandas, which would cost the other documents their start.
        from kursverktoy.summary.oversikt import oppsummer  # noqa: PLC0415

        return oppsummer(self.bok)

    @property
    def _uavsluttet(self) -> int:
        return sum(not self.bok.avslutning_for(k.id) for k in self.bok.deltakere)

    def _opptak(self) -> list[int]:
        """Return how many candidates took part, had an offer, had none, and are undecided."""
        counted = self._oversikt.kurstall.kandidatstatus
        groups = [
            sum(each.antall for each in counted if each.navn in group)
            for group in (DELTAKER, _TILBUD, IKKE_PLASS)
        ]
        return [*groups, sum(each.antall for each in counted) - sum(groups)]

    def _utfall(self) -> list[int]:
        """Return how many participants completed the course, left it early, and neither yet."""
        t = self._oversikt.kurstall
        return [t.fullført, t.avbrutt, max(t.deltakere - t.fullført - t.avbrutt, 0)]

    def _målgruppe(self, counted: "Antall") -> str:
        """Return a target group as the document's language has it; other answers as they are."""
        kode = counted.navn.partition(" ")[0]
        if kode not in set(Målgruppe):
            return self._in_words(counted.navn)
        text = columns(Kurs)[f"målgruppe_{kode[1:]}"].heading(self.språk).partition(": ")[2]
        return text[:1].upper() + text[1:]

    def _in_words(self, word: str) -> str:
        """Return a word of a list in the document's language."""
        return translated(word, self.språk)

    def _chart(self, names: Sequence[str], parts: Sequence[tuple[str, Sequence[int]]]) -> Picture:
        """Return a bar for each category, with the parts told in the alternative text."""
        from kursverktoy.documents.contexts.charts import stacked_bars  # noqa: PLC0415  see `_oversikt`

        said = (
            f"{name}: {', '.join(f'{counts[n]} {label.lower()}' for label, counts in parts)}."
            for n, name in enumerate(names)
        )
        return Picture(stacked_bars(names, parts), " ".join([_ALT[self.språk], *said]), CHART_MM)


class InternRapport(Kursrapport):
    """The values of D7 for the owner of the course, who knows the participants."""

    @property
    def deltakere(self) -> int:
        """Antall deltakere, også de som sluttet."""
        return self._oversikt.kurstall.deltakere

    @property
    def kandidater(self) -> int:
        """Antall kandidater som ble vurdert."""
        return sum(self._opptak())

    @property
    def opptak(self) -> Counts:
        """Hvordan det gikk med kandidatene: hva, og hvor mange."""
        return _counts(OPPTAK[self.språk], self._opptak())

    @property
    def målgrupper(self) -> Counts:
        """Deltakerne etter målgruppe: hvilken, og hvor mange."""
        counted = self._oversikt.kurstall.målgrupper
        return tuple((self._målgruppe(each), str(each.antall)) for each in counted)

    @property
    def gjennomføring(self) -> Counts:
        """Hvor mange som fullførte kurset, og hvor mange som sluttet før."""
        return _counts(UTFALL[self.språk], self._utfall())

    @property
    def timer_snitt(self) -> float | None:
        """Timene deltakerne gjennomførte, i snitt."""
        return self._oversikt.kurstall.timer_snitt

    @property
    def i_praksis(self) -> int:
        """Antall deltakere som har hatt praksis eller jobb i kurset."""
        return self._oversikt.kurstall.praksis

    @property
    def samtaler(self) -> int:
        """Antall samtaler med deltakerne."""
        return self._oversikt.kurstall.samtaler

    @property
    def samtaler_alle_fire(self) -> int:
        """Antall av disse der programrådgiver, lærer, deltaker og arbeidsgiver var med."""
        return self._oversikt.kurstall.samtaler_alle_fire

    @property
    def mål_aktive(self) -> int:
        """Antall mål i opplæringsplanene, lagt sammen for alle deltakerne."""
        return self._samlet.aktive

    @property
    def mål_oppnådd(self) -> int:
        """Antall av målene som er oppnådd."""
        return self._samlet.oppnådd

    @property
    def mål_oppnådd_prosent(self) -> int | None:
        """Oppnådde mål i prosent av målene i planene. Tom når det ikke er noen mål."""
        return self._samlet.oppnådd_prosent

    @property
    def mål_delvis(self) -> int:
        """Antall av målene som er delvis oppnådd."""
        return self._samlet.delvis

    @property
    def mål_ikke_nådd(self) -> int:
        """Antall av målene som ikke er nådd."""
        return self._samlet.ikke_nådd

    @property
    def mål_utgått(self) -> int:
        """Antall mål som er tatt ut av en plan. De er ikke med i tallene ellers."""
        return self._samlet.utgått

    @property
    def kategorier(self) -> tuple[tuple[str, int, int, int, int], ...]:
        """Målene etter kategori: navnet, antall i planene, oppnådd, delvis og ikke nådd."""
        return tuple(
            (self._in_words(each.navn), *_four(each.tall))
            for each in self._oversikt.måloppnåelse.kategorier
        )

    @property
    def mål(self) -> tuple[tuple[str, tuple[tuple[str, int, int, int, int], ...]], ...]:
        """Hvert mål under kategorien: navnet, antall i planene, oppnådd, delvis og ikke nådd."""
        found = self._oversikt.måloppnåelse
        groups = (
            (
                self._in_words(kategori.navn),
                tuple((m.navn, *_four(m.tall)) for m in found.mål if m.kategori == kategori.navn),
            )
            for kategori in found.kategorier
        )
        return tuple((kategori, mål) for kategori, mål in groups if mål)

    @property
    def diagram(self) -> Picture | None:
        """Diagrammet over måloppnåelsen i hver kategori."""
        groups = [k for k in self._oversikt.måloppnåelse.kategorier if k.tall.aktive]
        if not groups:
            return None
        counts = zip(*(_four(k.tall)[1:] for k in groups), strict=True)
        names = [self._in_words(k.navn) for k in groups]
        return self._chart(names, tuple(zip(STATUS[self.språk], counts, strict=True)))

    @property
    def resultater(self) -> Counts:
        """Hva deltakerne gikk til: hva, og hvor mange."""
        return tuple(
            (self._in_words(each.navn), str(each.antall))
            for each in self._oversikt.kurstall.resultater
        )

    @property
    def i_jobb(self) -> int:
        """Antall som gikk til jobb, med eller uten lønnstilskudd."""
        return self._oversikt.kurstall.i_jobb

    @property
    def etteroppfølging_tilbudt(self) -> int:
        """Antall av disse som har fått tilbud om etteroppfølging."""
        return self._oversikt.kurstall.etteroppfølging_tilbudt

    @property
    def _samlet(self) -> "Måltall":
        return self._oversikt.måloppnåelse.samlet


def _counts(names: Iterable[str], counts: Iterable[int]) -> Counts:
    return tuple((name, str(count)) for name, count in zip(names, counts, strict=True))


def _four(tall: "Måltall") -> tuple[int, int, int, int]:
    return tall.aktive, tall.oppnådd, tall.delvis, tall.ikke_nådd
