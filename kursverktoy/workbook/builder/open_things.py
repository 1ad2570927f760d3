"""What can still be open in a step: as a formula for the sheet, and as Python for its value.

Each class is one question to the course. `formula` gives a piece of an array formula that is
the sentence about the first open row, or else `otherwise`; `first` gives the same sentence
from the course, or None.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad, Required, columns
from kursverktoy.workbook.builder.draft import Draft, answer_name
from kursverktoy.workbook.builder.kurs_sheet import ANSWERS, MUST, QUESTION, WHEN, answer_rows

Only = tuple[str, tuple[str, ...]]
"""A column and the values in it that a question is about."""


class Åpen(Protocol):
    """A question that may find something open."""

    def formula(self, draft: Draft, otherwise: str) -> str:
        """Return the piece of formula that tells the first open thing, or `otherwise`."""

    def first(self, bok: Kursbok) -> str | None:
        """Return the sentence about the first open thing; None when nothing is open."""


@dataclass(frozen=True, slots=True)
class Ingen:
    """No row on a sheet, or none with one of `verdier` in `felt`."""

    ark: type[Rad]
    tekst: str
    bare: Only | None = None

    def formula(self, draft: Draft, otherwise: str) -> str:
        """See `Åpen`."""
        felt, values = self.bare or (self.ark.nøkkel[0], ("?*",))
        column = draft.column(self.ark, felt)
        count = "+".join(f"COUNTIF({column},{_quoted(value)})" for value in values)
        return f"IF({count}=0,{_quoted(self.tekst)},{otherwise})"

    def first(self, bok: Kursbok) -> str | None:
        """See `Åpen`."""
        rows = (rad for rad in bok.rader(self.ark) if self.bare or rad.id)
        return None if any(_counts(rad, self.bare) for rad in rows) else self.tekst


@dataclass(frozen=True, slots=True)
class Tom:
    """A row where `felt` is empty; with no `felt`, any row that `bare` is about."""

    ark: type[Rad]
    tekst: str
    """The sentence, with {} for the row's number."""
    felt: str = ""
    bare: Only | None = None
    fylt: str = ""
    """A column that must be filled for the row to count."""

    def formula(self, draft: Draft, otherwise: str) -> str:
        """See `Åpen`."""
        tests = [f'({draft.column(self.ark, self.felt)}="")'] if self.felt else []
        tests += [f'({draft.column(self.ark, self.fylt)}<>"")'] if self.fylt else []
        tests += _only(draft, self.ark, self.bare)
        return _told(draft, self.ark, self.tekst, tests, otherwise)

    def first(self, bok: Kursbok) -> str | None:
        """See `Åpen`."""
        rows = (rad for rad in bok.rader(self.ark) if _counts(rad, self.bare))
        return _said(self.tekst, (rad for rad in rows if self._is_open(rad)))

    def _is_open(self, rad: Rad) -> bool:
        empty = not self.felt or bool(rad.mangler(self.felt))
        return empty and not (self.fylt and rad.mangler(self.fylt))


@dataclass(frozen=True, slots=True)
class UtenRad:
    """A row whose number stands nowhere in a column of another sheet."""

    ark: type[Rad]
    tekst: str
    annet: type[Rad]
    felt: str = "kandidat_id"
    bare: Only | None = None

    def formula(self, draft: Draft, otherwise: str) -> str:
        """See `Åpen`."""
        own = _mark(draft.column(self.ark, self.ark.nøkkel[0]))
        other = _mark(draft.column(self.annet, self.felt))
        tests = [f"ISNA(MATCH({own},{other},0))", *_only(draft, self.ark, self.bare)]
        return _told(draft, self.ark, self.tekst, tests, otherwise)

    def first(self, bok: Kursbok) -> str | None:
        """See `Åpen`."""
        there = {_id_of(getattr(rad, self.felt)) for rad in bok.rader(self.annet)}
        rows = (rad for rad in bok.rader(self.ark) if _counts(rad, self.bare))
        return _said(self.tekst, (rad for rad in rows if _id_of(rad.id) not in there))


@dataclass(frozen=True, slots=True)
class Ubesvart:
    """A question on Kurs that must be answered; without `felt`, the first of them all."""

    felt: str = ""
    tekst: str = ""

    def formula(self, _: Draft, otherwise: str) -> str:
        """See `Åpen`."""
        if self.felt:
            return f'IF({answer_name(self.felt)}="",{_quoted(self.tekst)},{otherwise})'
        rows = answer_rows().values()
        question, answer, when = (
            f"{Kurs.ark}!${letter}${min(rows) + 1}:${letter}${max(rows) + 1}"
            for letter in ("ABCDE"[QUESTION], "ABCDE"[ANSWERS], "ABCDE"[WHEN])
        )
        place = f'MATCH(1,({when}="{MUST}")*({answer}=""),0)'
        return f'IFERROR("Svar på «"&INDEX({question},{place})&"»",{otherwise})'

    def first(self, bok: Kursbok) -> str | None:
        """See `Åpen`."""
        if self.felt:
            return self.tekst if bok.kurs.mangler(self.felt) else None
        must = (n for n, f in columns(Kurs).items() if f.column.required is Required.ALWAYS)
        empty = bok.kurs.mangler(*must)
        return f"Svar på «{bok.overskrift(Kurs, empty[0])}»" if empty else None


@dataclass(frozen=True, slots=True)
class Dato:
    """Something to be done by the date in an answer on Kurs; open as long as there is a date."""

    felt: str
    tekst: str

    def formula(self, _: Draft, otherwise: str) -> str:
        """See `Åpen`."""
        # DAY and its like instead of TEXT: the letters of a date format depend on the language.
        cell, (before, after) = answer_name(self.felt), self.tekst.split("{}")
        day = f'DAY({cell})&"."&MONTH({cell})&"."&YEAR({cell})'
        return f"IF(ISNUMBER({cell}),{_quoted(before)}&{day}&{_quoted(after)},{otherwise})"

    def first(self, bok: Kursbok) -> str | None:
        """See `Åpen`."""
        value: date | None = getattr(bok.kurs, self.felt)
        return self.tekst.format(f"{value.day}.{value.month}.{value.year}") if value else None


def _told(draft: Draft, ark: type[Rad], tekst: str, tests: list[str], otherwise: str) -> str:
    keys = draft.column(ark, ark.nøkkel[0])
    there = "*".join([f'({keys}<>"")', *tests])
    place = f"MATCH(1,{there},0)"
    before, after = (_quoted(part) for part in tekst.split("{}"))
    key = f"INDEX({keys},{place})"
    return f'IFERROR({before}&LEFT({key},FIND(" ",{key}&" ")-1)&{after},{otherwise})'


def _said(tekst: str, rows: Iterable[Rad]) -> str | None:
    found = next((_id_of(rad.id) for rad in rows if rad.id), None)
    return tekst.format(found) if found else None


def _only(draft: Draft, ark: type[Rad], bare: Only | None) -> list[str]:
    if bare is None:
        return []
    column = draft.column(ark, bare[0])
    return [f"({'+'.join(f'({column}={_quoted(value)})' for value in bare[1])})"]


def _counts(rad: Rad, bare: Only | None) -> bool:
    return bare is None or getattr(rad, bare[0]) in bare[1]


def _id_of(key: str | None) -> str:
    return (key or "").split(" ")[0]


def _mark(column: str) -> str:
    """Return the numbers in a column, with a blank after each: a label begins with its number."""
    return f'LEFT({column}&" ",FIND(" ",{column}&" "))'


def _quoted(said: str) -> str:
    return '"' + said.replace('"', '""') + '"'
