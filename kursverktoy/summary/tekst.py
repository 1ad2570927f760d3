"""How figures are said: «10 av 12», «63 %», «256,8», and «–» for what is not known."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kursverktoy.course.regler import skriv

UKJENT = "–"
_DIGITS = re.compile(r"(\d+)")


def prosent_av(antall: int, av: int) -> int | None:
    """Return `antall` of `av` in whole per cent, halves rounded up as Excel shows them.

    None when there is nothing to take a part of. Python's own `round` would make 62.5 into 62.
    """
    return (200 * antall + av) // (2 * av) if av else None


def prosent(verdi: int | None) -> str:
    """Return per cent as it is printed."""
    return UKJENT if verdi is None else f"{verdi} %"


def tall(verdi: float | None) -> str:
    """Return a number with one decimal at most, halves rounded up: «256,8», «280»."""
    if verdi is None:
        return UKJENT
    rounded = Decimal(str(verdi)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".0").replace(".", ",")


def av(antall: int, total: int | None) -> str:
    """Return a count of a whole: «10 av 12», or just «10» when the whole is not known."""
    return f"{antall}" if total is None else f"{antall} av {total}"


def flertall(antall: int, en: str, flere: str) -> str:
    """Return a count with its noun: «1 mål», «3 partnere»."""
    return f"{antall} {en if antall == 1 else flere}"


def periode(fra: date | None, til: date | None) -> str:
    """Return a period: «17.08.2026–20.11.2026»; nothing when neither end is known."""
    return f"{skriv(fra)}–{skriv(til)}" if fra or til else ""


def rekke(deler: Iterable[str | None]) -> str:
    """Return the parts that say something, side by side: «KJ-2026-H · per 23.11.2026»."""
    return " · ".join(filter(None, deler))


def liten(tekst: str) -> str:
    """Return a heading as it stands inside a sentence: «interesse», but «NAV-tiltak»."""
    return tekst[:1].lower() + tekst[1:] if tekst[1:2].islower() else tekst


def ordnet(nøkkel: str | None) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts row numbers as people do (K2 before K10), those without one last."""
    if nøkkel is None:
        return ((1, 0, ""),)
    parts = _DIGITS.split(nøkkel)
    return tuple((0, int(part) if part.isdecimal() else 0, part) for part in parts)
