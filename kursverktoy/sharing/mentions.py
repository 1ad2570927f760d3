"""Texts that tell a partner of someone else than its own participants, in the writer's own words.

A column may be open and the row the partner's own, and the text still say «sammen med Sabrina N.».
A full name, a first name with its initial, and a number are taken for a person; a first name alone
may be anybody's, and is left to whoever reads the file before it is sent.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.schema import Field, Rad, columns

_WORD = re.compile(r"\w+")
_NAMES = frozenset({"fornavn", "etternavn"})


@dataclass(frozen=True)
class Omtaler:
    """How the people of a course may be mentioned, made once for it."""

    bok: Kursbok

    def i_tekster(self, part: Kursbok, personer: frozenset[str]) -> Iterator[tuple[Rad, str]]:
        """Yield row and field of each text in an extract that mentions others than `personer`."""
        for ark in ARK:
            for name in _texts(ark):
                for rad in part.rader(ark):
                    value = getattr(rad, name)
                    if isinstance(value, str) and any(self._others_in(value, personer)):
                        yield rad, name

    def _others_in(self, text: str, personer: frozenset[str]) -> Iterator[bool]:
        """Yield for each mention in a text whether it can't be of one of `personer`."""
        words = _WORD.findall(text.casefold())
        yield from (self._numbers[word] not in personer for word in words if word in self._numbers)
        for pair in pairwise(words):
            if called := self._pairs.get(pair):
                yield personer.isdisjoint(called)

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return {k.id.casefold(): k.id for k in self.bok.kandidater if k.id and k.id[0].isalpha()}

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], list[str]]:
        """First name and last name, or its initial → the numbers of those who are called so."""
        pairs: dict[tuple[str, str], list[str]] = {}
        for kandidat in self.bok.kandidater:
            first, last = _words_of(kandidat.fornavn), _words_of(kandidat.etternavn)
            if kandidat.id and first and last:
                for told in (last[0], last[0][0]):
                    pairs.setdefault((first[-1], told), []).append(kandidat.id)
        return pairs


def _words_of(name: str | None) -> list[str]:
    return _WORD.findall((name or "").casefold())


def _texts(ark: type[Rad]) -> list[str]:
    """Return the columns of a sheet that hold somebody's own words."""
    return [name for name, field in columns(ark).items() if _is_text(ark, field)]


def _is_text(ark: type[Rad], field: Field) -> bool:
    if ark is Kandidat and field.name in _NAMES:
        return False
    column = field.column
    return field.type is str and not (field.is_ref or column.is_key or column.email)
