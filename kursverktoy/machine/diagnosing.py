"""All that is looked at on a machine, in the order it is told."""

from kursverktoy.machine import of_book, of_excel, of_python
from kursverktoy.machine.check import EXCEL, Case, Check, Kontroll, asked
from kursverktoy.machine.machine import System

_ON_WINDOWS = (System.WINDOWS,)
CHECKS = (
    Check("Python", of_python.python),
    Check("Kursverktøy", of_python.package),
    Check("xlwings", of_python.xlwings, EXCEL),
    Check("Excel", of_excel.excel),
    Check("Tillegget", of_excel.addin, EXCEL),
    Check("Innstillingene", of_python.told_where, EXCEL),
    Check("Tillatelse", of_python.script, (System.MACOS,)),
    Check("Makroer", of_excel.macros, _ON_WINDOWS),
    Check("Nettmerke", of_book.mark, _ON_WINDOWS),
    Check("Defender", of_excel.defender_rules, _ON_WINDOWS),
    Check("Skrivetilgang", of_book.can_write),
    Check("Bokas plass", of_book.place),
    Check("Bokas makroer", of_book.macros_of_book, _ON_WINDOWS),
)


def diagnosed(case: Case) -> tuple[Kontroll, ...]:
    """Return how each of the checks came out."""
    return tuple(asked(CHECKS, case))
