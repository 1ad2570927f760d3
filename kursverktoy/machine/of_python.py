"""Checks of Python, the packages, and the settings that tell Excel where they are."""

import os
from pathlib import PureWindowsPath

from kursverktoy.machine import settings
from kursverktoy.machine.changes import bytes_of
from kursverktoy.machine.check import INSTALL, Case, Svar, advarsel, feil, ok
from kursverktoy.machine.machine import Machine, System
from kursverktoy.machine.places import applescript, dll, from_the_store, places

_XLWINGS_NEEDS = {System.WINDOWS: "pywin32", System.MACOS: "appscript"}
_UTF8_BY_DEFAULT = (3, 15)


def python(case: Case) -> Svar:
    """Look at the interpreter that runs now."""
    machine = case.machine
    version = ".".join(map(str, machine.python_version))
    hva = f"Python {version}: {machine.python}"
    if from_the_store(machine):
        return feil(
            f"{hva}. Den er fra Microsoft Store, og Excel ser ikke det den skriver i brukermappen.",
            "Installer Python fra python.org, og installer kursverktoy der.",
        )
    utf8 = machine.variable("PYTHONUTF8") == "1" or machine.python_version >= _UTF8_BY_DEFAULT
    if machine.system is System.WINDOWS and utf8:
        return advarsel(
            f"{hva}. Den skriver UTF-8, og Excel leser det ikke, så æ, ø og å kan bli feil i "
            "feilmeldinger.",
            "Bruk Python 3.11–3.14 uten PYTHONUTF8 om det er i veien.",
        )
    return ok(hva)


def package(case: Case) -> Svar:
    """Look at how kursverktoy is installed."""
    machine = case.machine
    version = machine.version("kursverktoy")
    if not version:
        return advarsel(
            f"kursverktoy er ikke installert; det kjører fra {machine.packages}. Excel finner det "
            "ikke der.",
            "Skriv «pip install kursverktoy».",
        )
    hva = f"kursverktoy {version} i {machine.packages}"
    if machine.packages == machine.user_packages and machine.system is System.WINDOWS:
        return advarsel(
            f"{hva}. Det er installert med --user, og da virker ikke «installer --varm».",
            "Installer i et virtuelt miljø (python -m venv) om du vil bruke --varm.",
        )
    return ok(hva)


def xlwings(case: Case) -> Svar:
    """Look at the package that Excel reaches Python with, and at its DLL."""
    machine = case.machine
    version, pinned = machine.version("xlwings"), machine.pinned("xlwings")
    if not version:
        return feil("xlwings er ikke installert.", "Skriv «pip install xlwings».")
    if pinned and version != pinned:
        return feil(
            f"xlwings er {version}, men tillegget er laget for {pinned}.",
            f"Skriv «pip install xlwings=={pinned}».",
        )
    needed = _XLWINGS_NEEDS[machine.system]
    if not machine.version(needed):
        return feil(f"xlwings {version} mangler {needed}.", f"Skriv «pip install {needed}».")
    return _dll(machine, version) if machine.system is System.WINDOWS else ok(f"xlwings {version}")


def _dll(machine: Machine, version: str) -> Svar:
    """Answer by the DLL, which only Windows has and only «--varm» needs."""
    needed = dll(machine)
    if needed.is_file():
        return ok(f"xlwings {version}, og {needed}")
    hva = f"xlwings {version}. {needed.name} ligger ikke sammen med Python"
    if _settings(machine).get(settings.WARM) == str(True):
        return feil(
            f"{hva}, og den trengs fordi --varm er valgt.",
            "Skriv «kursverktoy installer» uten --varm, eller installer kursverktoy i et virtuelt "
            "miljø (python -m venv) og kjør «installer --varm» derfra.",
        )
    return ok(f"{hva}, og den trengs bare med «installer --varm».")


def told_where(case: Case) -> Svar:
    """Look at what Excel is told about where Python is."""
    machine = case.machine
    at = places(machine).settings
    found = _settings(machine)
    if not found:
        return feil(f"Excel vet ikke hvor Python er: {at} finnes ikke.", INSTALL)
    interpreter = found.get(settings.INTERPRETER[machine.system], "")
    if not os.path.isfile(interpreter):  # noqa: PTH113  also false for what is no path at all
        return feil(
            f"Excel skal starte «{interpreter}», og det finnes ikke.",
            INSTALL,
        )
    if not _same(machine, interpreter, str(machine.python)):
        return advarsel(
            f"Excel starter en annen Python enn den som kjører nå: {interpreter}",
            "Skriv «kursverktoy installer» om det er denne Excel skal bruke.",
        )
    if odd := settings.pitfalls(machine.python):
        return advarsel(
            f"Stien til Python har tegnet «{odd[0]}», som xlwings kan misforstå.",
            "Virker ikke knappene, så installer kursverktoy i en mappe uten det.",
        )
    warm = found.get(settings.WARM) == str(True)
    return ok(
        f"Excel starter {interpreter}"
        + (", og holder den i gang mellom klikkene" if warm else " ved hvert klikk")
    )


def script(case: Case) -> Svar:
    """Look for the script that lets Excel on macOS start a program at all."""
    at = applescript(case.machine)
    if at.is_file():
        return ok(f"Excel får starte Python: {at.name}")
    return feil(
        f"Excel får ikke starte Python: {at} finnes ikke.",
        "Skriv «xlwings runpython install» i Terminal.",
    )


def _settings(machine: Machine) -> dict[str, str]:
    at = places(machine).settings
    data = bytes_of(at)
    return settings.read(data, str(at), machine.encoding) if data else {}


def _same(machine: Machine, one: str, other: str) -> bool:
    if machine.system is System.WINDOWS:
        return PureWindowsPath(one) == PureWindowsPath(other)
    return one == other
