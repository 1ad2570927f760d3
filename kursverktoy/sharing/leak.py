"""The leak test: a workbook is opened again, and everything a partner may not see is looked for.

It knows nothing of how the workbook was made. What must not be there is worked out from the course
itself: every value of every column about people, unless this partner may see it in some row. It is
searched for in every part of the file, in what stands inside, between and beside the marks of XML.
A value that is found is no leak where it stands inside a longer text that anyone may read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kursverktoy.course.cells import legal
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.schema import Field, Personvern, Rad, columns
from kursverktoy.sharing.opened import numbers_in, texts_in
from kursverktoy.sharing.recipient import Mottaker
from kursverktoy.sharing.texts import all_said
from kursverktoy.workbook.raw_parts import decoded, parts_of

SHORTEST = 4
"""Shorter values are found in any text; the numbers of people are looked for all the same."""
_LONG = 2 * SHORTEST
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?;\n]")
_TELLING = 3
"""So many words together are somebody's own; fewer stand in many texts."""
_DAY_ZERO = date(1899, 12, 30).toordinal()


class Sted(NamedTuple):
    """Where a value stands in the course; never what it says."""

    rad: Rad
    field: Field

    @property
    def kandidat_id(self) -> str | None:
        """Whom it is about."""
        return getattr(self.rad, "kandidat_id", None)

    def er_åpent(self, mottaker: Mottaker) -> bool:
        """Whether the partner may see all of the value there."""
        return mottaker.ser(self.rad, self.field) and not mottaker.forkortes(self.field)


@dataclass(frozen=True)
class Vokter:
    """What is to be kept from partners, made once for a course."""

    bok: Kursbok
    known: frozenset[str]
    """The texts of a workbook without a course (`opened.texts_of`)."""
    frist: date
    """The day that stands in every workbook, whatever else happens on it."""
    _open_around: dict[str, frozenset[str]] = field(default_factory=dict)

    def leaks(self, data: bytes, mottaker: Mottaker) -> list[Sted]:
        """Return where in the course it stands, what a file says that its partner may not see."""
        found: dict[Sted, None] = {}
        for raw in (text for _, part in parts_of(data) for text in decoded(part)):
            said = [text.casefold() for text in texts_in(raw) if text not in self.known]
            found |= dict.fromkeys(self._in_texts(said, mottaker))
            found |= dict.fromkeys(self._in_numbers(numbers_in(raw), mottaker))
        return list(found)

    def _in_texts(self, said: list[str], mottaker: Mottaker) -> Iterator[Sted]:
        whole = "\n".join(said)
        ends = {whole[at : at + n] for n in (SHORTEST, _LONG) for at in range(len(whole))}
        for value in (v for end in ends & self._by_end.keys() for v in self._by_end[end]):
            if value in whole and not _any_open(self._places[value], mottaker):
                around = self._around(value, mottaker)
                if any(value in text and value in _without(around, text) for text in said):
                    yield self._places[value][0]
        for word in self._people.keys() & set(_WORD.findall(whole)):
            if not self._people[word].er_åpent(mottaker):
                around = self._around(word, mottaker)
                if any(word in _WORD.findall(_without(around, text)) for text in said):
                    yield self._people[word]

    def _in_numbers(self, numbers: Iterable[float], mottaker: Mottaker) -> Iterator[Sted]:
        for number in self._days.keys() & set(numbers) - self._open_numbers:
            if not _any_open(self._days[int(number)], mottaker):
                yield self._days[int(number)][0]

    def _around(self, value: str, mottaker: Mottaker) -> list[str]:
        """Return the texts the partner may read that contain a value, the longest first."""
        if value not in self._open_around:
            self._open_around[value] = frozenset(text for text in self._open if value in text)
        own = {
            text
            for person in mottaker.personer
            for text, sted in self._of_person.get(person, ())
            if value in text and sted.er_åpent(mottaker)
        }
        return sorted(self._open_around[value] | own, key=len, reverse=True)

    @cached_property
    def _secrets(self) -> list[tuple[str | date, Sted]]:
        """Every value about people that says more than a drop-down does, and where it stands."""
        return [
            (value, Sted(rad, each))
            for ark, each in _columns()
            if each.column.personvern is not Personvern.ÅPEN and _tells(each)
            for rad in self.bok.rader(ark)
            if (value := rad.unreadable.get(each.name) or getattr(rad, each.name))
        ]

    @cached_property
    def _places(self) -> Mapping[str, list[Sted]]:
        places: dict[str, list[Sted]] = {}
        for value, sted in self._secrets:
            for text in {*_written(value), *_sentences(value)}:
                if len(text) >= SHORTEST:
                    places.setdefault(text, []).append(sted)
        return places

    @cached_property
    def _by_end(self) -> Mapping[str, list[str]]:
        """Values by their last letters, as names and numbers in a row begin alike."""
        ends: dict[str, list[str]] = {}
        for value in self._places:
            ends.setdefault(value[-(_LONG if len(value) >= _LONG else SHORTEST) :], []).append(
                value
            )
        return ends

    @cached_property
    def _days(self) -> Mapping[int, list[Sted]]:
        days: dict[int, list[Sted]] = {}
        for value, sted in self._secrets:
            if isinstance(value, date):
                days.setdefault(value.toordinal() - _DAY_ZERO, []).append(sted)
        return days

    @cached_property
    def _people(self) -> Mapping[str, Sted]:
        """The numbers of people, where they can't be taken for those of anything else."""
        keys = ((text, sted) for value, sted in self._secrets for text in _written(value)
                if sted.field.column.is_key and text[:1].isalpha())  # fmt: skip
        return dict(keys)

    @cached_property
    def _of_person(self) -> Mapping[str, list[tuple[str, Sted]]]:
        own: dict[str, list[tuple[str, Sted]]] = {}
        for value, sted in self._secrets:
            own.setdefault(sted.kandidat_id or "", []).extend((t, sted) for t in _written(value))
        return own

    @cached_property
    def _open_values(self) -> list[object]:
        return [
            part
            for ark, each in _columns()
            if each.column.personvern is Personvern.ÅPEN
            for rad in self.bok.rader(ark)
            for part in _parts(getattr(rad, each.name))
        ]

    @cached_property
    def _open(self) -> frozenset[str]:
        values = (v for v in self._open_values if isinstance(v, str | date))
        return frozenset(
            text for v in (*values, self.frist, *_phrases(self.bok)) for text in _written(v)
        )

    @cached_property
    def _open_numbers(self) -> frozenset[float]:
        days = {
            v.toordinal() - _DAY_ZERO
            for v in (*self._open_values, self.frist)
            if isinstance(v, date)
        }
        return frozenset(v for v in self._open_values if isinstance(v, int | float)) | days


def _columns() -> Iterator[tuple[type[Rad], Field]]:
    return ((ark, each) for ark in ARK for each in columns(ark).values())


def _tells(field: Field) -> bool:
    """Whether the values of a column are someone's own: no choice, and no row of another sheet."""
    own_number = field.column.is_key or not field.is_ref
    return field.type in (str, date) and not field.choices and own_number


def _phrases(bok: Kursbok) -> Iterator[str]:
    """Yield what a workbook says by itself, whoever it is for."""
    yield from all_said()
    for values in bok.lister.valg.values():
        yield from map(str, values)
    for _, each in _columns():
        yield from (each.heading("nb"), each.heading("nn"), *(each.column.scale or ()))


def _parts(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)


def _written(value: object) -> Iterator[str]:
    """Yield how a value may be written in a file, in lower case."""
    if isinstance(value, date):
        yield value.isoformat()
        yield f"{value:%d.%m.%Y}"
    elif text := legal(str(value)).strip().casefold():
        yield text


def _sentences(value: object) -> Iterator[str]:
    """Yield the sentences of a text: one of them gives away as much as all."""
    for sentence in _STOP.split(legal(str(value))) if isinstance(value, str) else ():
        if len(sentence.split()) >= _TELLING:
            yield sentence.strip().casefold()


def _any_open(places: Iterable[Sted], mottaker: Mottaker) -> bool:
    return any(sted.er_åpent(mottaker) for sted in places)


def _without(texts: Iterable[str], said: str) -> str:
    for text in texts:
        said = said.replace(text, "\n")
    return said
