"""Who a partner may be told about, and what (domene.md §6.2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    ARBEIDSGIVERE,
    DELTAKER,
    IKKE_PLASS,
    OFFENTLIGE,
    Arena,
    Kandidatstatus,
    Lovgrunnlag,
    Partnertype,
    Realkompetanse,
)
from kursverktoy.course.schema import Field, Personvern, Rad

BARE_EGNE = ARBEIDSGIVERE | {Partnertype.FRIVILLIGE_ORGANISASJONER}
"""Partners that may know of nobody but those who are placed with them."""
_UTEN_PLASS = IKKE_PLASS | {Kandidatstatus.TAKKET_NEI}
"""No partner is told of those who were turned down, or turned the course down."""
_PERSONER_FRA = 1
"""The lowest level at which a partner is told of anyone at all."""


@dataclass(frozen=True)
class Mottaker:
    """A partner that is to get a workbook, and the level it is made for."""

    bok: Kursbok
    partner: Partner
    nivå: int

    @property
    def målform(self) -> str:
        """The written standard of the partner; the course's, unless it has one of its own."""
        return self.partner.målform or self.bok.målform

    @cached_property
    def personer(self) -> frozenset[str]:
        """The numbers of those the partner may be told about."""
        nobody = self.partner.partnertype == Partnertype.NÆRINGSFORENINGER
        if nobody or self.nivå < _PERSONER_FRA:
            return frozenset()
        theirs = {p.kandidat_id for p in self.bok.praksis_hos(self.partner.id)}
        if follows := _FØLGER.get(str(self.partner.partnertype)):
            theirs |= {k.id for k in self.bok.kandidater if follows(self, k)}
        known = (self.bok.kandidat(id) for id in theirs)
        return frozenset(k.id for k in known if k and k.id and k.status not in _UTEN_PLASS)

    def åpner(self, ark: type[Rad], field: Field) -> bool:
        """Whether the level opens a column of a sheet at all."""
        column = field.column
        if ark is Fortrolig or column.personvern is Personvern.SÆRLIG:
            return False
        return column.level is not None and column.level <= self.nivå

    def ser(self, ark: type[Rad], field: Field, kandidat_id: str | None = None) -> bool:
        """Whether the partner may see a column of a sheet, in the rows of one person."""
        if not self.åpner(ark, field):
            return False
        if field.column.personvern is Personvern.ÅPEN:
            return True
        if kandidat_id not in self.personer:
            return False
        return not field.column.signed_for or self._har_signert(kandidat_id)

    def forkortes(self, field: Field) -> bool:
        """Whether the partner sees only the first letter of a column."""
        return self.nivå < field.column.initial_below

    def plasser(self, kandidat_id: str) -> tuple[Praksis, ...]:
        """Return the placements of a person at the partner."""
        return tuple(
            p for p in self.bok.praksis_for(kandidat_id) if p.partner_id == self.partner.id
        )

    def lærer_bort(self, mål: Læringsmål) -> bool:
        """Whether a goal is learnt with the partner, or the partner follows all of a plan."""
        partner = self.partner
        if mål.ansvarlig_partner_id == partner.id or mål.id in self._mål_i_modulene:
            return True
        if partner.partnertype in OFFENTLIGE - ARBEIDSGIVERE:
            return True
        workplace = partner.partnertype in BARE_EGNE or self.bok.praksis_hos(partner.id)
        return mål.arena in (Arena.ARBEIDSPLASS, Arena.BEGGE) and bool(workplace)

    def _har_signert(self, kandidat_id: str) -> bool:
        """Whether the participant has signed an agreement or a plan that says the same."""
        if plasser := self.plasser(kandidat_id):
            return any(p.avtale_signert_dato for p in plasser)
        plan = self.bok.plan_for(kandidat_id)
        return self.partner.partnertype not in BARE_EGNE and bool(plan and plan.signert_dato)

    @cached_property
    def ansatte(self) -> frozenset[str]:
        """The numbers of the partner's own staff."""
        id = self.partner.id
        return frozenset(f.id for f in self.bok.fagpersoner if f.id and f.partner_id == id)

    @cached_property
    def moduler(self) -> tuple[Modul, ...]:
        """The modules the partner's own staff answer for."""
        return tuple(m for m in self.bok.moduler if m.ansvarlig_person_id in self.ansatte)

    @cached_property
    def _mål_i_modulene(self) -> frozenset[str]:
        return frozenset(mål for modul in self.moduler for mål in modul.mål_id)


def _underviser(mottaker: Mottaker, kandidat: Kandidat) -> bool:
    plan = mottaker.bok.plan_for(kandidat.id)
    if plan is None or kandidat.status not in DELTAKER:
        return False
    if {plan.norsklærer_person_id, plan.faglærer_person_id} & mottaker.ansatte:
        return True
    return any(modul in mottaker.moduler for modul in mottaker.bok.løp(plan.spesialisering))


def _kartlegger(mottaker: Mottaker, kandidat: Kandidat) -> bool:
    if kandidat.status in DELTAKER:
        return True
    kartlegging = mottaker.bok.kartlegging_av(kandidat.id)
    if kartlegging is None:
        return False
    by = {*kartlegging.kartlagt_av_person_id, kartlegging.norsk_vurdert_av_person_id}
    return bool(by & mottaker.ansatte)


def _foreslo(mottaker: Mottaker, kandidat: Kandidat) -> bool:
    return kandidat.rekruttert_av_partner_id == mottaker.partner.id


def _nav_følger(mottaker: Mottaker, kandidat: Kandidat) -> bool:
    plan = mottaker.bok.plan_for(kandidat.id)
    advisers = {kandidat.programrådgiver_person_id, plan and plan.programrådgiver_person_id}
    tiltak = kandidat.lovgrunnlag == Lovgrunnlag.NAV_TILTAK
    return tiltak or _foreslo(mottaker, kandidat) or bool(advisers & mottaker.ansatte)


def _fylket_veileder(mottaker: Mottaker, kandidat: Kandidat) -> bool:
    slutt = mottaker.bok.avslutning_for(kandidat.id)
    vurdert = slutt and slutt.realkompetansevurdering
    asked = vurdert not in (None, Realkompetanse.IKKE_AKTUELT)
    return asked or bool(kandidat.karriereveiledning_dato)


_FØLGER: Mapping[str, Callable[[Mottaker, Kandidat], bool]] = {
    Partnertype.VOKSENOPPLÆRINGEN: _kartlegger,
    Partnertype.NAV: _nav_følger,
    Partnertype.FYLKESKOMMUNEN: _fylket_veileder,
    Partnertype.NABOKOMMUNER: _foreslo,
    Partnertype.INTRODUKSJONSENHETEN: _foreslo,
    Partnertype.TILTAKSARRANGØRER: _underviser,
    Partnertype.OPPLÆRINGSKONTOR: _underviser,
    Partnertype.SOSIALE_ENTREPRENØRER: _underviser,
}
"""Whom a partner of each type follows beside those who are placed with it."""


def mottakere(bok: Kursbok) -> Iterator[Partner]:
    """Yield the partners that may be given a workbook: all but the owner that have a level."""
    for partner in bok.partnere:
        others = partner.id and partner.id != bok.kurs.eier_partner_id
        if others and partner.er_aktuell and partner.deling_nivå is not None:
            yield partner
