"""One cell as XML, with its text inside it, so that no other part needs to change."""

import re
from datetime import date, timedelta
from math import isfinite
from xml.sax.saxutils import escape

from kursverktoy.errors import KursverktoyError

Value = str | int | float | bool | date | None
"""What can be written in a cell; None empties it."""
LONGEST = 32_767
"""The characters a cell of Excel can hold."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST = date(1900, 3, 1)
"""Before this day programs do not agree on the number of a date."""
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def cell_xml(prefix: str, place: str, value: Value, style: str | None) -> str:
    """Return the cell at `place` as XML; a date must have been made a number before.

    Raises `KursverktoyError` for what no cell can hold.
    """
    head = f'<{prefix}c r="{place}"' + (f' s="{style}"' if style else "")
    match value:
        case None | "":
            return f"{head}/>"
        case bool():
            return f'{head} t="b"><{prefix}v>{int(value)}</{prefix}v></{prefix}c>'
        case str():
            text = f'<{prefix}is><{prefix}t xml:space="preserve">{_escaped(value, place)}'
            return f'{head} t="inlineStr">{text}</{prefix}t></{prefix}is></{prefix}c>'
        case int() | float() if isfinite(value):
            return f"{head}><{prefix}v>{value!r}</{prefix}v></{prefix}c>"
    raise KursverktoyError(f"Celle {place} kan ikke få denne verdien. Skriv den inn selv.")


def formula_xml(prefix: str, place: str, formula: str, style: str | None) -> str:
    """Return the cell at `place` with a formula that is not yet calculated."""
    head = f'<{prefix}c r="{place}"' + (f' s="{style}"' if style else "")
    return f"{head}><{prefix}f>{escape(formula)}</{prefix}f></{prefix}c>"


def serial(day: date, *, since_1904: bool) -> int | str:
    """Return the number of a date; for one that programs count differently, its text."""
    if day < (_EPOCH_1904 if since_1904 else _FIRST):
        return f"{day:%d.%m.%Y}"
    return (day - (_EPOCH_1904 if since_1904 else _EPOCH)) // timedelta(days=1)


def _escaped(text: str, place: str) -> str:
    if len(text) > LONGEST:
        raise KursverktoyError(
            f"Teksten til celle {place} har {len(text)} tegn, og en celle tar {LONGEST}. "
            "Kort den ned, og prøv igjen."
        )
    plain = escape(_LOOKS_ESCAPED.sub("_x005F_", text))
    return _NOT_IN_XML.sub(lambda odd: f"_x{ord(odd[0]):04X}_", plain)
