"""The part of a course that one partner may see, as a course of its own.

Everything a delivered workbook says is taken from here, so that nothing else can come into it.
"""

from collections.abc import Collection, Iterable, Iterator

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.kursbok import Kursbok, R
from kursverktoy.course.schema import Rad, columns
from kursverktoy.course.terskler import Lister
from kursverktoy.sharing.recipient import Mottaker
from kursverktoy.workbook.labels import VIST_NAVN

_OM_KURSET = ("D1", "D4", "D6a")
"""The agreement, the course plan and the information sheet: what they say of the course, the
partner is told anyway."""
_OM_AVTALEN = ("D1",)
_PLAN_FRA = 2
"""The lowest level at which goals and persons are seen together."""


def utsnitt(mottaker: Mottaker) -> Kursbok:
    """Return what a partner may see of the course: other rows, columns and values are not there."""
    bok, personer = mottaker.bok, sorted(mottaker.personer)
    ansvar = [a for a in bok.ansvar if a.er_aktuell and mottaker.partner.id in _de_i(a)]
    mål = [m for m in bok.læringsmål if mottaker.lærer_bort(m)]
    kandidater = [k for k in map(bok.kandidat, personer) if k]
    praksis = [p for id in personer for p in mottaker.plasser(id)]
    shown: dict[str, tuple[Rad, ...]] = {
        "ansvar": _rows(mottaker, ansvar),
        "læringsmål": _rows(mottaker, mål),
        "kandidater": _rows(mottaker, kandidater),
        "praksis": _rows(mottaker, praksis),
        "planer": _rows(mottaker, filter(None, map(bok.plan_for, personer))),
        "kartlegging": _rows(mottaker, filter(None, map(bok.kartlegging_av, personer))),
        "planmål": _rows(mottaker, _planmål(mottaker, {m.id for m in mål})),
    }
    kurs = _shown(mottaker, bok.kurs, _documented(Kurs, _OM_KURSET))
    own = _shown(mottaker, mottaker.partner, _documented(Partner, _OM_AVTALEN))
    named = [kurs, own, *(rad for rows in shown.values() for rad in rows)]
    shown["partnere"] = (own, *_labels(mottaker, Partner, _named(named, Partner) - {own.id}))
    staff = mottaker.ansatte | _named(named, Fagperson) - {bok.kurs.koordinator_person_id}
    shown["fagpersoner"] = (*_koordinator(mottaker), *_labels(mottaker, Fagperson, staff))
    shown["moduler"] = tuple(_labels(mottaker, Modul, _named(named, Modul)))
    return Kursbok(dato=bok.dato, kurs=kurs, lister=Lister(valg=bok.lister.valg), **shown)  # type: ignore[arg-type]  # each under the name of its sheet


def _de_i(ansvar: Ansvar) -> Collection[str | None]:
    """Return the partners that a responsibility is about."""
    return {ansvar.ansvarlig_partner_id, *ansvar.medvirkende_partner_id}


def _planmål(mottaker: Mottaker, mål: Collection[str | None]) -> Iterator[Planmål]:
    if mottaker.nivå >= _PLAN_FRA:
        for id in sorted(mottaker.personer):
            yield from (pm for pm in mottaker.bok.aktive_mål_for(id) if pm.mål_id in mål)


def _rows(mottaker: Mottaker, rows: Iterable[R]) -> tuple[R, ...]:
    return tuple(_shown(mottaker, rad, columns(type(rad))) for rad in rows)


def _shown(mottaker: Mottaker, rad: R, felter: Collection[str]) -> R:
    """Return a row with those of `felter` that the partner may see, and nothing in the others."""
    derived = rad.utledet(vars(rad))
    values: dict[str, object] = {}
    for name, field in columns(type(rad)).items():
        if name in felter and mottaker.ser(rad, field):
            value = derived.get(name) or getattr(rad, name)
            values[name] = _initial(value) if mottaker.forkortes(field) else value
    return type(rad)(rad=rad.rad, **values)


def _initial(value: object) -> str | None:
    return f"{str(value)[0]}." if value else None


def _documented(ark: type[Rad], documents: Iterable[str]) -> Collection[str]:
    """Return the columns that some of `documents` may show, and the key."""
    shown = (n for n, f in columns(ark).items() if any(f.may_show(each) for each in documents))
    return {*ark.nøkkel, *shown}


def _named(rows: Iterable[Rad], ark: type[Rad]) -> set[str]:
    """Return the keys of the rows of `ark` that some of `rows` refer to."""
    found: set[str] = set()
    for rad in rows:
        for name, field in columns(type(rad)).items():
            if field.column.ref == ark.ark and (value := getattr(rad, name)):
                found |= {*value} if field.many else {value}
    return found


def _labels(mottaker: Mottaker, ark: type[R], keys: Iterable[str]) -> Iterator[R]:
    """Yield rows with their number and name alone."""
    for key in sorted(keys):
        if rad := mottaker.bok.slå_opp(ark, key):
            yield _shown(mottaker, rad, {*ark.nøkkel, *VIST_NAVN[ark]})


def _koordinator(mottaker: Mottaker) -> Iterator[Fagperson]:
    """Yield the contact at the course."""
    if koordinator := mottaker.bok.koordinator:
        yield _shown(mottaker, koordinator, {"person_id", "navn", "epost"})
