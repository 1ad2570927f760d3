"""D1, the cooperation agreement: of the owner of a course with one partner, or with all of them.

It holds nothing about any participant. The docstrings of the properties are printed; see
`context`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import OMRÅDER, Område
from kursverktoy.documents.contexts.context import Context, Grouped, answered_yes, by_category
from kursverktoy.documents.views import Cell

Tasks = tuple[tuple[str, Ansvar], ...]

DELING: Mapping[str, tuple[str, str, str, str]] = {
    "nb": (
        "Partneren får ingen opplysninger om deltakerne.",
        (
            "Partneren får en deltakerliste med fornavn og første bokstav i etternavnet, datoene "
            "hos partneren og hvem som er kontaktperson i kurset."
        ),
        (
            "Partneren får en deltakerliste. For deltakerne som er hos partneren, får partneren "
            "også se læringsmålene de skal lære der, hvor langt de er kommet, norsklærer, fadder "
            "og tider, og avtalt støtte når deltakeren har sagt ja til det."
        ),
        (
            "Partneren får se planer, læringsmål og kartlegging for deltakerne partneren har "
            "ansvar for. Fortrolige opplysninger deles ikke."
        ),
    ),
    "nn": (
        "Partnaren får ingen opplysningar om deltakarane.",
        (
            "Partnaren får ei deltakarliste med førenamn og første bokstav i etternamnet, datoane "
            "hos partnaren og kven som er kontaktperson i kurset."
        ),
        (
            "Partnaren får ei deltakarliste. For deltakarane som er hos partnaren, får partnaren "
            "også sjå læringsmåla dei skal lære der, kor langt dei er komne, norsklærar, fadder og "
            "tider, og avtalt støtte når deltakaren har sagt ja til det."
        ),
        (
            "Partnaren får sjå planar, læringsmål og kartlegging for deltakarane partnaren har "
            "ansvar for. Fortrulege opplysningar blir ikkje delte."
        ),
    ),
}
"""What the sharing levels 0-3 mean, in words that both parties can hold each other to."""


class Avtale(Context):
    """What both editions of D1 say of the course."""

    document: ClassVar = "D1"

    @property
    def formål(self) -> tuple[str, ...]:
        """Formålene det er svart Ja på, som tekst."""
        return answered_yes(self.kurs, "formål_", self.språk)

    @property
    def mål_etter_kategori(self) -> Grouped[Læringsmål]:
        """Læringsmålene i kurset, samlet under kategorien de hører til."""
        return by_category(self.bok.læringsmål, lambda mål: mål)

    @property
    def oppstart(self) -> Tasks:
        """Oppgaver i oppstarten (A06): området som tekst, og raden."""
        return self._tasks(self._in(Område.A06))

    @property
    def finansiering(self) -> tuple[Ansvar, ...]:
        """Hvem som betaler hva (A05)."""
        return tuple(self._in(Område.A05))

    @property
    def finansiering_sum(self) -> float:
        """Summen av beløpene i A05."""
        return sum(a.beløp_kr or 0 for a in self.finansiering)

    @property
    def forsikring(self) -> tuple[Ansvar, ...]:
        """Hvem som forsikrer deltakerne i hver del av kurset (A08)."""
        return tuple(self._in(Område.A08))

    @property
    def praksisoppfølging(self) -> Tasks:
        """Praksisavtaler (A07) og oppfølging på arbeidsplassen (A09)."""
        return self._tasks(self._in(Område.A07, Område.A09))

    @property
    def etteroppfølging(self) -> tuple[Ansvar, ...]:
        """Etteroppfølging etter kurset (A10)."""
        return tuple(self._in(Område.A10))

    @property
    def ansvar_etter_område(self) -> Grouped[Ansvar]:
        """Hele ansvarsfordelingen, samlet under området, med alle partnerne."""
        groups: dict[str, list[Ansvar]] = {}
        for oppgave, rad in self._tasks(self._ansvar):
            groups.setdefault(oppgave, []).append(rad)
        return tuple((oppgave, tuple(rows)) for oppgave, rows in groups.items())

    @cached_property
    def _ansvar(self) -> tuple[Ansvar, ...]:
        return tuple(a for a in self.bok.ansvar if a.er_aktuell)

    def _in(self, *områder: Område) -> Iterator[Ansvar]:
        return (a for a in self._ansvar if a.område in områder)

    def _tasks(self, rows: Iterable[Ansvar]) -> Tasks:
        return tuple((task(rad), rad) for rad in rows)


class Samarbeidsavtale(Avtale):
    """The values of D1 with one partner, made for a row of Partnere."""

    rad: Partner

    @property
    def partner(self) -> Partner:
        """Partneren avtalen er med."""
        return self.rad

    @property
    def oppgaver_som_ansvarlig(self) -> Tasks:
        """Oppgavene partneren har ansvaret for: området som tekst, og raden."""
        return self._tasks(a for a in self._ansvar if a.ansvarlig_partner_id == self.rad.partner_id)

    @property
    def oppgaver_som_medvirker(self) -> Tasks:
        """Oppgavene partneren medvirker i: området som tekst, og raden."""
        return self._tasks(
            a for a in self._ansvar if self.rad.partner_id in a.medvirkende_partner_id
        )

    @property
    def får_opplysninger(self) -> bool:
        """Ja når partneren får opplysninger om deltakerne."""
        return bool(self.rad.deling_nivå)

    @property
    def deling_i_ord(self) -> str | Cell:
        """Hva «Deling» betyr for partneren, i hele setninger."""
        return sharing(self.rad, self.språk)


class Fellesavtale(Avtale):
    """The values of D1 with all partners in one agreement, made for the course itself."""

    rad: Kurs

    @property
    def partnere(self) -> tuple[Partner, ...]:
        """Partnerne avtalen er med, uten kurseieren."""
        return partners(self.bok)

    @property
    def parter(self) -> tuple[Partner, ...]:
        """Alle som skriver under: kurseieren først, og så partnerne."""
        eier = self.bok.eier
        return (eier, *self.partnere) if eier else self.partnere

    @property
    def praksissteder(self) -> tuple[Partner, ...]:
        """Partnerne som tar imot deltakere."""
        return tuple(p for p in self.partnere if p.praksisplasser)

    @property
    def får_opplysninger(self) -> bool:
        """Ja når noen av partnerne får opplysninger om deltakerne."""
        return any(p.deling_nivå for p in self.partnere)

    @property
    def deling_per_partner(self) -> tuple[tuple[str | Cell, Partner], ...]:
        """Hva «Deling» betyr for hver partner: hele setninger, og partneren."""
        return tuple((sharing(p, self.språk), p) for p in self.partnere)


def partners(bok: Kursbok) -> tuple[Partner, ...]:
    """Return the partners that the owner of a course makes an agreement with."""
    return tuple(
        p for p in bok.partnere if p.id and p.er_aktuell and p.id != bok.kurs.eier_partner_id
    )


def sharing(partner: Partner, språk: str) -> str | Cell:
    """Return in words what a partner is told of the participants."""
    nivå, texts = partner.deling_nivå, DELING.get(språk, DELING["nb"])
    return Cell(partner, "deling_nivå") if nivå is None else texts[nivå]


def task(rad: Ansvar) -> str:
    """Return what the area of a row asks; the formula in the workbook may not be calculated."""
    known = {område.value: text for område, (text, _) in OMRÅDER.items()}
    return known.get(rad.område or "") or rad.område_tekst or rad.område or "Annet"
