"""Values on their way between a returned copy, the delivery it came from and the workbook."""

from collections.abc import Mapping
from typing import Any

from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.cells import ErrorCell, Raw, Uncalculated, UnreadableError, key, text
from kursverktoy.course.exchange import plain
from kursverktoy.course.fritekst import pattern_of
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.parsing import Parser, parser
from kursverktoy.course.regler.tvers import uten_nummer
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.sharing.delivery import Verdi
from kursverktoy.workbook.loose_cells import as_typed


class Leser:
    """Reads cells of returned copies as the workbook `bok` would."""

    def __init__(self, bok: Kursbok) -> None:
        self._bok = bok
        self._keys = {
            ark.ark: {key(rad.id): rad.id for rad in reversed(bok.rader(ark)) if rad.id}
            for ark in ARK
        }
        self._parsers: dict[tuple[str, str], Parser] = {}
        self._words = {kind: pattern_of(words) for kind, words in bok.lister.ord.items()}

    def verdi(self, ark: str, felt: str, raw: Raw) -> Verdi:
        """Return what a cell says in a column; raises `UnreadableError` when it is none of it.

        A column that is none of the workbook's is a text.
        """
        if isinstance(raw, ErrorCell | Uncalculated):
            raise UnreadableError("en verdi, ikke en feil")
        if not text(raw):
            return None
        field = felt_av(ark, felt)
        if field is None:
            return text(raw)
        where = ark, felt
        if where not in self._parsers:
            self._parsers[where] = parser(field, self._bok.lister.valg, self._keys)
        value = self._parsers[where](raw)
        if field.column.ref == Fagperson.ark and isinstance(value, str):
            value = self._person(value)
        written = plain(value, field)
        return None if written == "" else written

    def _person(self, value: str) -> str:
        """Return the number of a person who is written by name, where one alone is called so."""
        if self._bok.person(value):
            return value
        named = {p.id for p in self._bok.fagpersoner if p.id and key(p.navn or "") == key(value)}
        return named.pop() if len(named) == 1 else value

    def er_ukjent(self, ark: str, felt: str, value: Verdi) -> bool:
        """Whether a value names a row that is not in the workbook."""
        field = felt_av(ark, felt)
        if field is None or not field.is_ref or value is None:
            return False
        return any(key(each) not in self._keys[field.column.ref] for each in str(value).split(";"))

    def sensitivt(self, value: Verdi) -> str:
        """Return what a text may reveal that belongs on Fortrolig, if anywhere (KAR-06)."""
        folded = str(value or "").casefold()
        kinds = [str(kind) for kind, words in self._words.items() if words.search(folded)]
        return kinds[0] if kinds else ""


def felt_av(ark: str, felt: str) -> Field | None:
    """Return the column of a delivered field: of `ark`, or of another sheet as «Praksis.slutt»."""
    other, _, name = felt.rpartition(".")
    declared = ARK_ETTER_NAVN.get(other or ark)
    return columns(declared).get(name) if declared else None


def har_nummer(raw: Raw) -> bool:
    """Whether a cell seems to hold an identity number, also as a number (KAN-02)."""
    written = text(raw) if isinstance(raw, str) else as_typed(raw)
    return uten_nummer(written) != written


def vår_verdi(rad: Rad, felt: str) -> Verdi:
    """Return what a row of the workbook says in a column; what can't be read, as it says."""
    field = columns(type(rad))[felt]
    value = rad.unreadable.get(felt) or plain(getattr(rad, felt), field)
    return None if value == "" else value


def lik(one: Any, other: Any) -> bool:
    """Whether two values say the same: 7 and 7.0 do, and so do a text and its tidied form."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or key_of(one) == key_of(other)
    return bool(one == other)


def key_of(written: str) -> str:
    """Return a text without the white space that programs change on the way."""
    return " ".join(written.split())


Verdier = Mapping[str, Verdi]
