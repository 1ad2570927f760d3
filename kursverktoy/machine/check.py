"""A check of the machine, and what it can answer."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.machine.machine import Machine, System

EXCEL = (System.WINDOWS, System.MACOS)
"""Where there can be an Excel."""
INSTALL = "Skriv «kursverktoy installer»."
"""What to do when what it puts on a machine is missing or stale."""


class Tilstand(StrEnum):
    """How a check came out: only FEIL stops a click in Excel."""

    OK = "ok"
    ADVARSEL = "advarsel"
    FEIL = "feil"


class Kontroll(NamedTuple):
    """One thing that was looked at, how it is, and what the coordinator can do about it."""

    navn: str
    tilstand: Tilstand
    hva: str
    råd: str = ""


class Svar(NamedTuple):
    """What a check answers."""

    tilstand: Tilstand
    hva: str
    råd: str = ""


class Case(NamedTuple):
    """What is looked at."""

    machine: Machine
    addin: bytes | None
    """The add-in that this version would install; None when it does not come with it."""
    bok: Path | None
    """A course workbook to look at too."""


class Check(NamedTuple):
    """A check, and the systems it is for."""

    navn: str
    ask: Callable[[Case], Svar | None]
    """Answers, or returns None where there is nothing to look at."""
    systems: Sequence[System] = tuple(System)


def ok(hva: str) -> Svar:
    """Answer that all is well."""
    return Svar(Tilstand.OK, hva)


def advarsel(hva: str, råd: str) -> Svar:
    """Answer that something may come in the way."""
    return Svar(Tilstand.ADVARSEL, hva, råd)


def feil(hva: str, råd: str) -> Svar:
    """Answer that a click will not work."""
    return Svar(Tilstand.FEIL, hva, råd)


def asked(checks: Sequence[Check], case: Case) -> Iterator[Kontroll]:
    """Yield what each of the checks that fits the machine answers."""
    for check in checks:
        if case.machine.system in check.systems:
            try:
                svar = check.ask(case)
            except KursverktoyError as error:
                svar = feil(str(error), "")
            if svar is not None:
                yield Kontroll(check.navn, *svar)
