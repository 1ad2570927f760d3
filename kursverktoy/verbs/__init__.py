"""The journeys: a workbook in, a value or files out. The faces decide nothing about a course.

Heavy libraries are imported inside the journeys that need them, so that *sjekk* stays quick. The
journeys that few take (`closing`, `insight`, `merging`) are imported by who takes them.
"""

from kursverktoy.verbs.demo import Demo, demo
from kursverktoy.verbs.documents import kommenter, konverter, maler, pdf, register, skriv
from kursverktoy.verbs.folders import dokumentmappe, husk_dokumentmappe
from kursverktoy.verbs.live import ny_plan, nye_planmål, sjekk_åpen, uten_plass, valgte
from kursverktoy.verbs.machine import Diagnose, diagnose, installer
from kursverktoy.verbs.sharing import delinger, forfalt, pakk
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
    "Diagnose",
    "Lest",
    "Reparert",
    "Sjekket",
    "bygg",
    "delinger",
    "demo",
    "diagnose",
    "dokumentmappe",
    "forfalt",
    "husk_dokumentmappe",
    "installer",
    "kommenter",
    "konverter",
    "les",
    "les_json",
    "les_til",
    "maler",
    "ny",
    "ny_plan",
    "nye_planmål",
    "oppsummer",
    "pakk",
    "pdf",
    "rapport",
    "register",
    "reparer",
    "sammendrag",
    "sjekk",
    "sjekk_åpen",
    "skriv",
    "uten_plass",
    "valgte",
]
