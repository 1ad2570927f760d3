"""Checks, sums up and documents a short industry course that lives in an Excel workbook.

The verbs as functions, and the words of the domain:

>>> from datetime import date
>>> from pathlib import Path
>>> import kursverktoy
>>> kursverktoy.sjekk(Path("KJ-2026-H_kursbok.xlsx"), date(2026, 11, 23)).funn  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kursverktoy.course.funn import Alvor, Funn
    from kursverktoy.course.kursbok import Kursbok
    from kursverktoy.errors import KursverktoyError
    from kursverktoy.verbs import les, ny, oppsummer, reparer, sjekk, skriv

__all__ = [
    "Alvor",
    "Funn",
    "Kursbok",
    "KursverktoyError",
    "les",
    "ny",
    "oppsummer",
    "reparer",
    "sjekk",
    "skriv",
]
_HOMES = {
    "Alvor": "course.funn",
    "Funn": "course.funn",
    "Kursbok": "course.kursbok",
    "KursverktoyError": "errors",
}


def __getattr__(name: str) -> object:
    """Return a verb or a word from where it lives, first imported when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'verbs')}"), name)
