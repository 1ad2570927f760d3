"""D7 for others than the owner of the course: no number in it tells of one to four people.

What is printed, and what is left out because it would give a small number away, is decided in
`disclosure`. Every count of people, of talks and of goals reached goes that way. Goals are
counted by category only, and as reached or not fully reached: for a single goal, or with more
columns, nearly every number would have to be hidden. Results are told when all participants have
one: a count of those who have none yet would be one more number to take away from the others.

The tables share only the number of participants and the number of goals, which are printed, and
each splits it in a way of its own. So what is open in one table is open in all of them together.
What has been found out of needs is told without the findings: they are free text, and may tell of
a few.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kursverktoy.documents.contexts import disclosure
from kursverktoy.documents.contexts.disclosure import Band, Halves, Shown
from kursverktoy.documents.contexts.report import OPPTAK, UTFALL, Counts, Kursrapport
from kursverktoy.documents.pictures import Picture

_BANDS: Mapping[str, Mapping[Band, str]] = {
    "nb": {Band.FEW: "færre enn 5", Band.MANY: "5 eller flere"},
    "nn": {Band.FEW: "færre enn 5", Band.MANY: "5 eller fleire"},
}
_HALVDELER: Mapping[str, tuple[str, str]] = {
    "nb": ("Oppnådd", "Delvis eller ikke nådd"),
    "nn": ("Oppnådd", "Delvis eller ikkje nådd"),
}


class EksternRapport(Kursrapport):
    """The values of D7 for others; what can't be told is an empty value or an empty list."""

    @property
    def deltakere(self) -> str:
        """Antall deltakere, også de som sluttet; «færre enn 5» når de er så få."""
        return self._said(disclosure.alone(self._deltakere))

    @property
    def kandidater(self) -> str | None:
        """Antall kandidater som ble vurdert. Tom når det ville røpe et lite tall i `opptak`."""
        counts = self._opptak()
        if not self.opptak or any(map(disclosure.is_few, counts)):
            return None
        return str(sum(counts))

    @property
    def opptak(self) -> Counts:
        """Hvordan det gikk med kandidatene: hva, og hvor mange. Tom når deltakerne er for få."""
        # Decided by a number that is printed: how many the others are must not show in it.
        if self._deltakere < disclosure.SMALLEST_TOTAL:
            return ()
        return self._table(OPPTAK[self.språk], tuple(map(disclosure.alone, self._opptak())))

    @property
    def målgrupper(self) -> Counts:
        """Deltakerne etter målgruppe: hvilken, og hvor mange. Tom når tallene er for små."""
        counted = self._oversikt.kurstall.målgrupper
        names = map(self._målgruppe, counted)
        return self._table(names, disclosure.parts([each.antall for each in counted]))

    @property
    def resultatene_er_klare(self) -> bool:
        """Ja når alle deltakerne er avsluttet. Før det er ingen resultater med."""
        t = self._oversikt.kurstall
        return not self.foreløpig and t.fullført + t.avbrutt == t.avsluttet == t.deltakere

    @property
    def gjennomføring(self) -> Counts:
        """Hvor mange som fullførte kurset, og hvor mange som sluttet før. Tom når for små."""
        if not self.resultatene_er_klare:
            return ()
        return self._table(UTFALL[self.språk][:2], disclosure.parts(self._utfall()[:2]))

    @property
    def timer_snitt(self) -> int | None:
        """Timene deltakerne gjennomførte, i snitt og hele timer. Tom når deltakerne er for få."""
        snitt = self._oversikt.kurstall.timer_snitt
        hours = [a for a in self.bok.avslutning if a.timer_gjennomført is not None]
        if snitt is None or len(hours) < disclosure.ENOUGH or not self.resultatene_er_klare:
            return None
        return int(snitt + 0.5)  # decimals would tell what it was divided by

    @property
    def i_praksis(self) -> str | None:
        """Antall deltakere som har hatt praksis eller jobb. Tom når tallene er for små."""
        praksis = self._oversikt.kurstall.praksis
        return self._part(praksis, self._deltakere - praksis)

    @property
    def samtaler(self) -> str:
        """Antall samtaler med deltakerne."""
        return self._said(disclosure.alone(self._oversikt.kurstall.samtaler))

    @property
    def samtaler_alle_fire(self) -> str | None:
        """Antall av disse der alle fire partene var med. Tom når tallene er for små."""
        t = self._oversikt.kurstall
        return self._part(t.samtaler_alle_fire, t.samtaler - t.samtaler_alle_fire)

    @property
    def mål_aktive(self) -> int | None:
        """Antall mål i opplæringsplanene, for alle deltakerne. Tom når tallene er for små."""
        return sum(self._mål) if self._mål_vist else None

    @property
    def mål_oppnådd(self) -> str | None:
        """Antall av målene som er oppnådd."""
        return self._said(self._mål_vist[0]) if self._mål_vist else None

    @property
    def mål_oppnådd_prosent(self) -> int | None:
        """Oppnådde mål i prosent av målene i planene. Tom når det ville røpe et lite tall."""
        return self._oversikt.måloppnåelse.samlet.oppnådd_prosent if self._mål_er_tall else None

    @property
    def mål_resten(self) -> str | None:
        """Antall av målene som er delvis oppnådd eller ikke nådd."""
        return self._said(self._mål_vist[1]) if self._mål_vist else None

    @property
    def mål_delvis(self) -> int | None:
        """Antall av målene som er delvis oppnådd. Tom når det ville røpe et lite tall."""
        return self._oversikt.måloppnåelse.samlet.delvis if self._resten_deles else None

    @property
    def mål_ikke_nådd(self) -> int | None:
        """Antall av målene som ikke er nådd. Tom når det ville røpe et lite tall."""
        return self._oversikt.måloppnåelse.samlet.ikke_nådd if self._resten_deles else None

    @property
    def kategorier(self) -> tuple[tuple[str, int, str, str], ...]:
        """Målene etter kategori: navnet, antall i planene, oppnådd, og delvis eller ikke nådd.

        Tom når tallene er for små.
        """
        shown = self._kategorier_vist
        if shown is None:
            return ()
        return tuple(
            (navn, sum(counts), self._said(nådd), self._said(resten))
            for (navn, counts), (nådd, resten) in zip(self._kategorier, shown.rows, strict=True)
        )

    @property
    def diagram(self) -> Picture | None:
        """Diagrammet over måloppnåelsen i hver kategori. Tomt når det ville røpe et lite tall."""
        if not (self._kategorier_vist and self._kategorier_vist.exact):
            return None
        names = [navn for navn, _ in self._kategorier]
        counts = zip(*(row for _, row in self._kategorier), strict=True)
        return self._chart(names, tuple(zip(_HALVDELER[self.språk], counts, strict=True)))

    @property
    def resultater(self) -> Counts:
        """Hva deltakerne gikk til: hva, og hvor mange. Tom når tallene er for små."""
        if not self.resultatene_er_klare:
            return ()
        counted = self._oversikt.kurstall.resultater
        names = (self._in_words(each.navn) for each in counted)
        return self._table(names, disclosure.parts([each.antall for each in counted]))

    @property
    def etteroppfølging_til_alle(self) -> bool:
        """Ja når alle som gikk til jobb, har fått tilbud om etteroppfølging."""
        t = self._oversikt.kurstall
        return bool(self.resultater) and t.i_jobb == t.etteroppfølging_tilbudt > 0

    @property
    def _deltakere(self) -> int:
        return self._oversikt.kurstall.deltakere

    @property
    def _mål(self) -> tuple[int, int]:
        """How many goals are reached, and how many are not or in part."""
        samlet = self._oversikt.måloppnåelse.samlet
        return samlet.oppnådd, samlet.aktive - samlet.oppnådd

    @cached_property
    def _mål_vist(self) -> tuple[Shown, ...] | None:
        return disclosure.parts(self._mål)

    @property
    def _mål_er_tall(self) -> bool:
        return self._mål_vist == self._mål

    @property
    def _resten_deles(self) -> bool:
        samlet = self._oversikt.måloppnåelse.samlet
        few = any(map(disclosure.is_few, (samlet.delvis, samlet.ikke_nådd)))
        return self._mål_er_tall and not few

    @cached_property
    def _kategorier(self) -> tuple[tuple[str, tuple[int, int]], ...]:
        return tuple(
            (self._in_words(k.navn), (k.tall.oppnådd, k.tall.aktive - k.tall.oppnådd))
            for k in self._oversikt.måloppnåelse.kategorier
            if k.tall.aktive
        )

    @cached_property
    def _kategorier_vist(self) -> Halves | None:
        return disclosure.halves([counts for _, counts in self._kategorier])

    def _part(self, count: int, rest: int) -> str | None:
        """Return a part of a printed total, or None when it can't be told."""
        shown = disclosure.parts((count, rest)) if rest >= 0 else None
        return self._said(shown[0]) if shown else None

    def _table(self, names: Iterable[str], shown: Sequence[Shown] | None) -> Counts:
        if shown is None:
            return ()
        return tuple((name, self._said(each)) for name, each in zip(names, shown, strict=True))

    def _said(self, shown: Shown) -> str:
        return _BANDS[self.språk][shown] if isinstance(shown, Band) else str(shown)
