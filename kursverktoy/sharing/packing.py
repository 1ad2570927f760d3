"""From a course to a workbook for each partner: made, opened again, tested, and locked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.funn import Alvor, Funn, Regel
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.regler import deling, funn_av
from kursverktoy.course.schema import Treff
from kursverktoy.sharing.delivery import Delivery, new_delivery_id
from kursverktoy.sharing.encryption import encrypted, new_password
from kursverktoy.sharing.extract import utsnitt
from kursverktoy.sharing.leak import Sted, Vokter
from kursverktoy.sharing.mentions import Omtaler
from kursverktoy.sharing.opened import hiding_in, texts_of
from kursverktoy.sharing.recipient import Mottaker
from kursverktoy.sharing.sheets import Ramme, contents
from kursverktoy.workbook.builder.partner_book import partner_book
from kursverktoy.workbook.saving import digest

_MUST_BE_RIGHT = ("PAR-08", "PAR-09", "PAR-10", "PAR-11")
"""Open on the partner, they stop a file; no acknowledgement helps."""
_NOWHERE = "KAN-02"
"""A national identity number anywhere stops everything."""
_TO_READ = "KAR-06"
"""Told where it is about a text that leaves."""
_KEEP, _AT_LEAST = timedelta(days=30), timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Valg:
    """What the coordinator chose."""

    nivå: int | None = None
    """The level to make files for; the partner's own when None."""
    passord: bool | None = None
    """Whether files are locked; None: those about people are."""


@dataclass(frozen=True, kw_only=True)
class Pakke:
    """What became of one partner's workbook. With a finding that stops, there is no file."""

    mottaker: Mottaker
    funn: tuple[Funn, ...] = ()
    data: bytes = field(default=b"", repr=False)
    """The workbook; locked when there is a password."""
    skal_låses: bool = False
    passord: str = field(default="", repr=False)
    """Told once, and kept nowhere."""
    levering: Delivery | None = None
    ramme: Ramme | None = None
    feil: str = ""
    """Why it could not be put down, in a sentence."""
    merknad: str = ""
    """Why there is no draft beside the file, in a sentence."""
    fil: Path | None = None
    epost: Path | None = None

    @property
    def stoppet(self) -> bool:
        """Whether nothing was made."""
        return bool(self.feil) or any(f.alvor is Alvor.FEIL for f in self.funn)

    @property
    def må_sendes_sikkert(self) -> bool:
        """Whether it is about people and has no password: no e-mail is drafted for it."""
        return not self.skal_låses and bool(self.mottaker.personer)

    def låst(self) -> "Pakke":
        """Return the same with its workbook locked by a new password, if it is to be locked."""
        if not self.skal_låses:
            return self
        password = new_password()
        return replace(self, data=encrypted(self.data, password), passord=password)


@dataclass(frozen=True)
class Pakker:
    """Packs one course for any number of partners."""

    bok: Kursbok
    funn: Sequence[Funn]
    """What *sjekk* found, with what is acknowledged."""
    taken: set[str] = field(default_factory=set)
    """Row ids of earlier deliveries; those of new ones are added."""

    def pakke(self, partner: Partner, valg: Valg, now: datetime) -> Pakke:
        """Return the tested workbook of a partner, not yet locked, or why there is none."""
        nivå = partner.deling_nivå or 0
        mottaker = Mottaker(self.bok, partner, nivå if valg.nivå is None else valg.nivå)
        if stops := list(self._stops(mottaker)):
            return Pakke(mottaker=mottaker, funn=tuple(stops))
        ramme = Ramme(new_delivery_id(), frist(self.bok))
        part = utsnitt(mottaker)
        if stops := list(self._mentions(mottaker, part)):
            return Pakke(mottaker=mottaker, funn=tuple(stops))
        inside = contents(mottaker, part, ramme, self.taken)
        data = partner_book(inside.book)
        if stops := list(self._faults(data, mottaker)):
            return Pakke(mottaker=mottaker, funn=tuple(stops))
        self.taken.update(row.rad_id for row in inside.rader)
        locked = mottaker.nivå > 0 if valg.passord is None else valg.passord
        levering = Delivery(
            id=ramme.id,
            kurs_id=self.bok.kurs.kurs_id or "",
            partner_id=partner.id or "",
            nivå=mottaker.nivå,
            laget=now.isoformat(timespec="seconds"),
            frist=ramme.frist.isoformat(),
            fil="",
            sha256=digest(data),
            passord=locked,
            rader=inside.rader,
            overskrifter=inside.overskrifter,
        )
        return Pakke(
            mottaker=mottaker,
            funn=tuple(self._warnings(mottaker, part, locked=locked)),
            data=data,
            skal_låses=locked,
            levering=levering,
            ramme=ramme,
        )

    def _stops(self, mottaker: Mottaker) -> Iterator[Funn]:
        """Yield what must be put right before anything is made."""
        partner = mottaker.partner
        if mottaker.nivå > (partner.deling_nivå or 0):
            yield _funn(
                deling.OVER_NIVÅET, mottaker, nivå=partner.deling_nivå or 0, krav=mottaker.nivå
            )
        about = [
            f
            for f in self.funn
            if f.kode == _NOWHERE or (f.kode in _MUST_BE_RIGHT and f.id == partner.id)
        ]
        for kode in sorted({f.kode for f in about}):
            yield _funn(deling.RETT_FØRST, mottaker, regel=kode)
            yield from (f for f in about if f.kode == kode)
        twice = [id for id in (partner.id, *sorted(mottaker.personer)) if self._times[id] > 1]
        for id in twice:
            yield _funn(deling.RETT_FØRST, mottaker, regel=f"{id} står på to rader")

    def _mentions(self, mottaker: Mottaker, part: Kursbok) -> Iterator[Funn]:
        """Yield the cells whose text tells of others than the partner's own participants."""
        for rad, felt in self._omtaler.i_tekster(part, mottaker.personer):
            hit = Treff(rad, felt, {"partner": mottaker.partner})
            yield funn_av(deling.ANDRES_DELTAKERE, hit, self.bok)

    def _faults(self, data: bytes, mottaker: Mottaker) -> Iterator[Funn]:
        """Open a workbook again, and yield what must not be in it, each kind once."""
        if hidden := hiding_in(data):
            yield _funn(deling.SKJULTE_DATA, mottaker, hva=", ".join(hidden))
        yield from dict.fromkeys(
            _leak(sted, mottaker) for sted in self._vokter.leaks(data, mottaker)
        )

    def _warnings(self, mottaker: Mottaker, part: Kursbok, *, locked: bool) -> Iterator[Funn]:
        if mottaker.personer and not locked:
            yield _funn(deling.UTEN_PASSORD, mottaker)
        for f in self.funn:
            if f.kode == _TO_READ and f.felt and f.ark in ARK_ETTER_NAVN:
                rows = part.rader(ARK_ETTER_NAVN[f.ark])
                if any(rad.rad == f.rad and getattr(rad, f.felt) for rad in rows):
                    yield f

    @cached_property
    def _omtaler(self) -> Omtaler:
        return Omtaler(self.bok)

    @cached_property
    def _times(self) -> Counter[str | None]:
        """How many rows have each number of a partner or a candidate."""
        return Counter(rad.id for rad in (*self.bok.partnere, *self.bok.kandidater))

    @cached_property
    def _vokter(self) -> Vokter:
        nobody = Partner(partner_id="P")
        empty = Mottaker(Kursbok(dato=self.bok.dato, partnere=(nobody,)), nobody, 0)
        inside = contents(empty, utsnitt(empty), Ramme("", self.bok.dato))
        return Vokter(self.bok, texts_of(partner_book(inside.book)), frist(self.bok))


def frist(bok: Kursbok) -> date:
    """Return when partners must have deleted what they get: a month after the course.

    Never sooner than in two weeks, and never later than the workbook itself is to be deleted.
    """
    end = max(bok.kurs.sluttdato or bok.dato, bok.dato - _KEEP + _AT_LEAST) + _KEEP
    last = bok.kurs.slettedato
    return min(end, last) if last and last >= bok.dato else end


def _leak(sted: Sted, mottaker: Mottaker) -> Funn:
    """Return the finding for a value that must not be there; it never says the value."""
    opened = mottaker.åpner(sted.ark, sted.field)
    if opened and sted.kandidat_id not in mottaker.personer:
        return _funn(deling.ANDRES_DELTAKERE, mottaker)
    column = sted.field.column
    krav = max(column.level or 0, column.initial_below)
    if column.level is None or sted.ark is Fortrolig or krav <= mottaker.nivå:
        return _funn(deling.FORTROLIG, mottaker)
    return _funn(deling.OVER_NIVÅET, mottaker, nivå=mottaker.nivå, krav=krav)


def _funn(regel: Regel, mottaker: Mottaker, /, **words: object) -> Funn:
    hit = Treff(mottaker.partner, "deling_nivå", {"partner": mottaker.partner} | words)
    return funn_av(regel, hit, mottaker.bok)
