"""Free text, where words turn up that should not be written there."""

import re
from collections.abc import Iterable

from kursverktoy.course.schema import Rad, columns

_NAVN = frozenset({"fornavn", "etternavn", "telefon", "arbeidssted", "bevis_nr"})
"""Text that names someone or something: a person or a street may be called anything."""


def fritekst(ark: type[Rad]) -> tuple[str, ...]:
    """Return the columns of a sheet where people write in their own words."""
    return tuple(
        name
        for name, field in columns(ark).items()
        if field.type is str and not (field.is_ref or field.column.is_key or field.column.email)
        if name not in _NAVN
    )


def begynner_med(ord: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds, in case-folded text, a word that begins with one of `ord`."""
    beginnings = (re.escape(each.casefold()).replace(r"\ ", r"\s+") for each in ord if each)
    return re.compile(rf"(?<!\w)(?:{'|'.join(beginnings) or '(?!)'})")
