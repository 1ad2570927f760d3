"""The journeys: a workbook in, a value or files out. The faces decide nothing about a course.

Heavy libraries are imported inside the journeys that need them, so that *sjekk* stays quick.
"""

from kursverktoy.verbs.closing import anonymiser, avslutt, etter, slett
from kursverktoy.verbs.demo import Demo, demo
from kursverktoy.verbs.documents import kommenter, konverter, maler, pdf, register, skriv
from kursverktoy.verbs.insight import innsyn, protokoll
from kursverktoy.verbs.shipping import bygg
from kursverktoy.verbs.workbook import (
    Lest,
    Reparert,
    Sjekket,
    les,
    les_json,
    les_til,
    ny,
    oppsummer,
    rapport,
    reparer,
    sammendrag,
    sjekk,
)

__all__ = [
    "Demo",
    "Lest",
    "Reparert",
    "Sjekket",
    "anonymiser",
    "avslutt",
    "bygg",
    "demo",
    "etter",
    "innsyn",
    "kommenter",
    "konverter",
    "les",
    "les_json",
    "les_til",
    "maler",
    "ny",
    "oppsummer",
    "pdf",
    "protokoll",
    "rapport",
    "register",
    "reparer",
    "sammendrag",
    "sjekk",
    "skriv",
    "slett",
]
