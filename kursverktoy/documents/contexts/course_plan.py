"""D4, the course plan: what is taught, when and where, and who does it.

It names staff and nobody else. The docstrings of the properties are printed; see `context`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, groupby
from typing import ClassVar
from urllib.parse import quote

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    INNSPILL,
    Arena,
    Cefr,
    Kategori,
    Modultype,
    NorskFerdighet,
    Område,
)
from kursverktoy.course.schema import Rad
from kursverktoy.documents.contexts.agreement import Tasks, task
from kursverktoy.documents.contexts.context import Context, Grouped, answered_yes, by_category

KUNNSKAPER = frozenset({Kategori.YRKES_BRANSJEKUNNSKAP, Kategori.ARBEIDSLIVSKUNNSKAP})
"""The categories that are knowledge; all others are skills."""
SHEETS: tuple[type[Rad], ...] = (Kurs, Behov, Partner, Fagperson, Ansvar, Læringsmål, Modul)
"""What a course plan is made from."""
_LK20 = re.compile(r"[A-ZÆØÅ]{3}\d{2}-\d{2}", re.ASCII)
"""The codes that Udir has a page for under /lk20/; older curricula have one digit less."""
_MONDAY, _FRIDAY = 1, 5

Weeks = tuple[str, date, date, tuple[str, ...], tuple[str, ...]]


class Kursplan(Context):
    """The values of D4, made for the course itself."""

    document: ClassVar = "D4"

    def rows(self) -> Iterator[Rad]:
        """Yield every row of the sheets it draws on, also those an error keeps out of it."""
        return chain.from_iterable(map(self.bok.rader, SHEETS))

    @property
    def formål(self) -> tuple[str, ...]:
        """Formålene det er svart Ja på, som tekst."""
        return answered_yes(self.kurs, "formål_", self.språk)

    @property
    def målgrupper(self) -> tuple[str, ...]:
        """Målgruppene det er svart Ja på, som tekst."""
        return answered_yes(self.kurs, "målgruppe_", self.språk)

    @property
    def innspill(self) -> tuple[Behov, ...]:
        """Innspillene fra bransjen og fra arbeidsgivere."""
        return tuple(b for b in self.bok.behov if b.type in INNSPILL)

    @property
    def høyeste_mål(self) -> tuple[tuple[str, str, str, str], ...]:
        """Høyeste norsknivå blant læringsmålene: lytte, lese, muntlig og skriftlig, i én rad.

        Ingen rad når kurset ikke har norskmål.
        """
        lytte, lese, muntlig, skriftlig = (self._highest(each) for each in NorskFerdighet)
        row = (lytte, lese, muntlig, skriftlig)
        return (row,) if any(row) else ()

    def _highest(self, ferdighet: NorskFerdighet) -> str:
        mål = (m for m in self.bok.læringsmål if m.norsk_ferdighet == ferdighet)
        nivåer = {m.norsk_nivå for m in mål}
        return next((nivå for nivå in reversed(Cefr) if nivå in nivåer), "")

    @property
    def følger(self) -> tuple[str, ...]:
        """Hva hvert av funnene på Behov betyr for kurset."""
        return tuple(b.konsekvens for b in self.bok.behov if b.konsekvens)

    @property
    def kunnskaper(self) -> Grouped[Læringsmål]:
        """Læringsmålene som er kunnskaper, samlet under kategorien."""
        return by_category(self.bok.læringsmål, lambda m: m if m.kategori in KUNNSKAPER else None)

    @property
    def ferdigheter(self) -> Grouped[Læringsmål]:
        """Læringsmålene som er ferdigheter, samlet under kategorien."""
        return by_category(
            self.bok.læringsmål, lambda m: m if m.kategori not in KUNNSKAPER else None
        )

    @property
    def avklart_med(self) -> tuple[Partner, ...]:
        """Partnerne som læringsmålene er avklart med."""
        numbers = {id for m in self.bok.læringsmål for id in m.avklart_med_partner_id}
        return tuple(p for p in self.bok.partnere if p.id in numbers)

    @property
    def mål_med_læreplan(self) -> tuple[Læringsmål, ...]:
        """Læringsmålene som er knyttet til en læreplan eller et kompetansemål."""
        return tuple(m for m in self.bok.læringsmål if m.læreplan_kode or m.kompetansemål_kode)

    @property
    def læreplaner(self) -> tuple[tuple[str, str], ...]:
        """Læreplanene, hver med koden og adressen hos Utdanningsdirektoratet."""
        koder = [self.kurs.læreplan, *(m.læreplan_kode for m in self.bok.læringsmål)]
        return tuple((kode, _address(kode)) for kode in dict.fromkeys(filter(None, koder)))

    @property
    def moduler(self) -> tuple[Modul, ...]:
        """Modulene, i samme rekkefølge som på arket."""
        return self.bok.moduler

    @property
    def timer_per_løp(self) -> tuple[tuple[str, float], ...]:
        """Timene for én deltaker: navnet på spesialiseringen og summen. Uten navn: alle."""
        valg = [m for m in self.bok.moduler if m.type == Modultype.SPESIALISERT and m.modul_id]
        if not valg:
            return (("", _hours(self.bok.løp(None))),)
        return tuple((m.navn or str(m), _hours(self.bok.løp(m.modul_id))) for m in valg)

    @property
    def ukeplan(self) -> tuple[Weeks, ...]:
        """Ukene i kurset: nummer, første og siste dag, moduler på kurset og på arbeidsplassen.

        Uker etter hverandre med de samme modulene står sammen.
        """
        return tuple(_weeks(self.bok))

    @property
    def mål_etter_arena(self) -> Grouped[Læringsmål]:
        """Læringsmålene etter hvor de læres: på kurset, på arbeidsplassen eller begge steder."""
        groups = ((a, tuple(m for m in self.bok.læringsmål if m.arena == a)) for a in Arena)
        return tuple((str(arena), mål) for arena, mål in groups if mål)

    @property
    def norsklærer_med_i(self) -> tuple[Modul, ...]:
        """Modulene der norsklæreren er med."""
        return tuple(m for m in self.bok.moduler if m.norsklærer_med)

    @property
    def norskopplæring(self) -> tuple[Ansvar, ...]:
        """Hvem som tilbyr norskfaglig innhold, og hvordan (A02)."""
        return tuple(a for a in self._ansvar if a.område == Område.A02)

    @property
    def tilpassede_moduler(self) -> tuple[Modul, ...]:
        """Modulene som ikke er like for alle: de spesialiserte og de tilpassede."""
        ulike = (Modultype.SPESIALISERT, Modultype.TILPASSET)
        return tuple(m for m in self.bok.moduler if m.type in ulike)

    @property
    def oppfølging(self) -> tuple[Ansvar, ...]:
        """Oppfølging på arbeidsplassen (A09)."""
        return tuple(a for a in self._ansvar if a.område == Område.A09)

    @property
    def partnere(self) -> tuple[Partner, ...]:
        """Partnerne i kurset."""
        return tuple(p for p in self.bok.partnere if p.id and p.er_aktuell)

    @property
    def ansvar(self) -> Tasks:
        """Oppgavene i kurset, uten dem som ikke er aktuelle: området som tekst, og raden."""
        return tuple((task(rad), rad) for rad in self._ansvar)

    @property
    def fagpersoner(self) -> tuple[Fagperson, ...]:
        """De som underviser, følger opp og er faddere."""
        return tuple(f for f in self.bok.fagpersoner if f.id)

    @property
    def _ansvar(self) -> tuple[Ansvar, ...]:
        return tuple(a for a in self.bok.ansvar if a.er_aktuell)


def _address(kode: str) -> str:
    """Return where Udir shows a curriculum; for other codes the front page to search from."""
    if _LK20.fullmatch(kode):
        return f"https://www.udir.no/lk20/{quote(kode.lower())}"
    return "https://www.udir.no"


def _hours(moduler: Iterable[Modul]) -> float:
    return sum(m.timer or 0 for m in moduler)


def _weeks(bok: Kursbok) -> Iterator[Weeks]:
    uker = bok.kursuker()
    order = {uke: number for number, (_, uke) in enumerate(uker)}
    modules = [tuple(_running(bok.moduler, order, number)) for number in range(len(uker))]
    start, slutt = bok.kurs.startdato or date.min, bok.kurs.sluttdato or date.max
    for running, numbers in groupby(range(len(uker)), key=modules.__getitem__):
        first, *rest = numbers
        last = rest[-1] if rest else first
        yield (
            f"{uker[first][1]}–{uker[last][1]}" if rest else str(uker[first][1]),
            max(date.fromisocalendar(*uker[first], _MONDAY), start),
            min(date.fromisocalendar(*uker[last], _FRIDAY), slutt),
            _names(running, Arena.KURS),
            _names(running, Arena.ARBEIDSPLASS),
        )


def _running(moduler: Iterable[Modul], order: Mapping[int, int], number: int) -> Iterator[Modul]:
    """Yield the modules that run in the week with a number in the course."""
    for m in moduler:
        fra, til = (order.get(uke or 0) for uke in (m.fra_uke, m.til_uke))
        if fra is not None and til is not None and fra <= number <= til:
            yield m


def _names(moduler: Iterable[Modul], arena: Arena) -> tuple[str, ...]:
    return tuple(m.navn or str(m) for m in moduler if m.arena in (arena, Arena.BEGGE))
