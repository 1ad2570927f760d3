"""A course without people: who is taken out, and what then must stand nowhere.

Which columns tell of people the declaration says (`Field.is_personal`). What someone has written
elsewhere in their own words may name a person too; see `cleaning`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.cleaning import Cleaning, Endring, texts_of
from kursverktoy.course.funn import KATALOG
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.regler.tvers import uten_nummer
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.course.sought import SHORTEST, Sought

R = TypeVar("R", bound=Rad)
V = TypeVar("V")
_NAME = re.compile(r"[A-ZÆØÅ]\w+(?:[ -][A-ZÆØÅ]\w+)+")
"""A name of several words: each of them may stand alone elsewhere."""


class Values(NamedTuple):
    """What a course tells of people, as it may be found in a text or a file."""

    names: frozenset[str]
    """Names, telephone numbers, days of birth: what gives someone away wherever it stands."""
    texts: frozenset[str]
    """All else that is text."""
    days: frozenset[date]
    """Days as the cells of a workbook hold them."""

    def without(self, other: "Values") -> "Values":
        """Return what is here and not in `other`."""
        return Values(self.names - other.names, self.texts - other.texts, self.days - other.days)


class Uten(NamedTuple):
    """A course after people were taken out of it."""

    bok: Kursbok
    borte: Values
    """What is taken out, and must be found nowhere in what is made of the course now."""
    endret: tuple[Endring, ...]
    står: tuple[Endring, ...]
    """Where such a name stands in what an organisation or a place is called, and is left."""


def without_people(bok: Kursbok) -> Uten:
    """Return the course without participants, staff and contacts, and without acknowledgements.

    The sheets about people are empty, and so are the columns about people on the others. What
    looks like an identity number is masked wherever it stands.
    """
    sheets = {
        ark.navn_i_bok: () if ark.er_om_personer() else _kept(bok, ark, _impersonal) for ark in ARK
    }
    return _without(bok, replace(bok, **one_course(sheets), vurderinger=()), masked=uten_nummer)


def without_rows(bok: Kursbok, gone: Collection[Rad]) -> Uten:
    """Return the course without rows about people, and without what is acknowledged of them."""
    left: dict[str, Any] = {
        ark.navn_i_bok: tuple(rad for rad in bok.rader(ark) if rad not in gone)
        for ark in ARK
        if ark.er_om_personer()
    }
    after = replace(bok, **left)
    lost = {(rad.ark, rad.id) for rad in gone}
    ended = {id_ for _, id_ in lost} - {rad.id for rad in after.alle_rader()}
    kept = tuple(
        v
        for v in bok.vurderinger
        if v.id not in ended
        and (KATALOG[v.kode].ark if v.kode in KATALOG else "", v.id) not in lost
    )
    return _without(bok, replace(after, vurderinger=kept))


def one_course(rows: Mapping[str, tuple[Rad, ...]]) -> dict[str, Any]:
    """Return the sheets as `Kursbok` has them: the one row of Kurs is no list."""
    return {name: value[0] if name == Kurs.navn_i_bok else value for name, value in rows.items()}


def _kept(bok: Kursbok, ark: type[R], change: Callable[[R], R]) -> tuple[R, ...]:
    return tuple(change(rad) for rad in bok.rader(ark))


def _impersonal(rad: R) -> R:
    return emptied(rad, [name for name, f in columns(type(rad)).items() if f.is_personal])


def emptied(rad: R, felter: Collection[str]) -> R:
    """Return a row with the columns `felter` empty."""
    blank: dict[str, Any] = {name: () if columns(type(rad))[name].many else None for name in felter}
    unreadable = {name: said for name, said in rad.unreadable.items() if name not in blank}
    return replace(rad, **blank, unreadable=unreadable)


def _without(
    before: Kursbok, after: Kursbok, masked: Callable[[str], str] = lambda said: said
) -> Uten:
    """Return `after` without the names that only `before` has; `masked` hides what else must go."""
    borte = values_of(before).without(values_of(after))
    cleaning = Cleaning(after, Sought(borte.names), masked)
    rows = {ark.navn_i_bok: _kept(after, ark, cleaning.row) for ark in ARK}
    clean = replace(
        after,
        **one_course(rows),
        vurderinger=tuple(map(cleaning.reason, after.vurderinger)),
        lister=cleaning.lists(after.lister),
        plassering={},
        tallceller=(),
    )
    return Uten(clean, _exempted(borte, clean), tuple(cleaning.changed), cleaning.left())


def _exempted(borte: Values, after: Kursbok) -> Values:
    """Return what must be found nowhere: not what the course says for another reason.

    A name has been replaced wherever it stood; the rest may also be what the course is about,
    such as a certificate that someone got.
    """
    said = "\n".join(_said(after))
    kept = Sought(borte.texts).those_in(said)
    days = {value for rad in after.alle_rader() for value in _of_type(rad, date)}
    return Values(borte.names, borte.texts - kept, borte.days - days - {after.dato})


def _said(bok: Kursbok) -> Iterator[str]:
    for rad in bok.alle_rader():
        yield from (value for _, value in texts_of(rad))
        yield from rad.unreadable.values()
        yield from (str(each) for value in _of_type(rad, tuple) for each in value)
        yield from _of_type(rad, StrEnum)
    for offered in bok.lister.valg.values():
        yield from offered
    yield from (word for words in bok.lister.ord.values() for word in words)
    yield from (v.grunn for v in bok.vurderinger)


def contents(bok: Kursbok) -> tuple[str, ...]:
    """Return what a course holds, one phrase for each sheet: «Læringsmål: 24 rader»."""
    answers = len(columns(Kurs)) - len(bok.kurs.mangler(*columns(Kurs)))
    counts = ((ark.ark, len(bok.rader(ark))) for ark in ARK if ark is not Kurs)
    return (
        f"{Kurs.ark}: {answers} svar",
        *(f"{ark}: {count} {'rad' if count == 1 else 'rader'}" for ark, count in counts if count),
    )


def values_of(bok: Kursbok) -> Values:
    """Return what a course tells of people: texts of four letters or more, and days."""
    names: set[str] = set()
    texts: set[str] = set()
    days: set[date] = set()
    for rad in bok.alle_rader():
        names.update(names_of(rad))
        for name, field in columns(type(rad)).items():
            if field.is_personal:
                said = [*_single(getattr(rad, name)), rad.unreadable.get(name)]
                days.update(each for each in said if isinstance(each, date))
                if not (field.column.identifies or _refers(field)):
                    texts.update(str(each) for each in said if isinstance(each, str))
    return Values(frozenset(names), _long(texts) - names, frozenset(days))


def names_of(rad: Rad) -> frozenset[str]:
    """Return all that names the people of a row or says how to reach them, as it may be written."""
    fields = columns(type(rad)).items()
    said = [
        each
        for name, field in fields
        if field.column.identifies
        for each in (*_single(getattr(rad, name)), rad.unreadable.get(name))
    ]
    return _long(piece for each in said for piece in _pieces(each))


def _single(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)


def _refers(field: Field) -> bool:
    """Whether a column holds numbers and words that say nothing outside their workbook."""
    return field.is_ref or field.column.is_key or field.choices is not None or field.type is bool


def _pieces(said: object) -> Iterator[str]:
    """Yield the ways a name, a number or a day of birth may be written."""
    if isinstance(said, date):
        yield from (f"{said:%d.%m.%Y}", said.isoformat())
    elif isinstance(said, str):
        yield said
        digits = said.replace(" ", "")
        if digits.lstrip("+").isdigit():
            yield digits
        if _NAME.fullmatch(said):
            yield from re.split("[ -]", said)


def _long(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value in map(str.strip, values) if len(value) >= SHORTEST)


def _of_type(rad: Rad, kind: type[V]) -> Iterator[V]:
    values = (getattr(rad, name) for name in columns(type(rad)))
    return (value for value in values if isinstance(value, kind))
