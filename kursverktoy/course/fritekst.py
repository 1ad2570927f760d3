"""Free text about people, where words turn up that should not be written there."""

import re
from collections.abc import Iterable

from kursverktoy.course.schema import Personvern, Rad, columns

_NAVN = frozenset({"fornavn", "etternavn", "telefon", "arbeidssted", "bevis_nr"})
"""Text that names someone or something: a person or a street may be called anything."""


def fritekst(ark: type[Rad]) -> tuple[str, ...]:
    """Return the columns of a sheet where someone writes about a candidate in their own words."""
    return tuple(
        name
        for name, field in columns(ark).items()
        if field.type is str and not (field.is_ref or field.column.is_key or field.column.email)
        if field.column.personvern is not Personvern.ÅPEN and name not in _NAVN
    )


def pattern_of(ord: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds one of `ord` in case-folded text.

    «sykdom*» finds every word that begins so; without the star the whole word must be there.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_alternative, filter(None, ord))) or '(?!)'})")


def _alternative(word: str) -> str:
    stem = re.escape(word.casefold().rstrip("*")).replace(r"\ ", r"\s+")
    return stem if word.endswith("*") else rf"{stem}(?!\w)"
