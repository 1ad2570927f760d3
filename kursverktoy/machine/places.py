"""Where Excel and xlwings look for what is installed."""

from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.machine.machine import Hive, Machine, System

ADDIN = "kursverktoy.xlam"
SETTINGS = "kursverktoy.conf"
"""The name that xlwings' VBA makes of the name of our project."""
OWN_FOLDER = ".kursverktoy"
_GROUP = ("Library", "Group Containers", "UBF8T346G9.Office", "User Content.localized")
_SANDBOX = ("Library", "Containers", "com.microsoft.Excel", "Data")
_SCRIPTS = ("Library", "Application Scripts", "com.microsoft.Excel")
_EXCEL = {System.WINDOWS: "EXCEL.EXE", System.MACOS: "Microsoft Excel"}


class Places(NamedTuple):
    """The two files that are installed."""

    addin: Path
    settings: Path


def places(machine: Machine) -> Places:
    """Return where the add-in and the settings belong; raises where there can be no Excel."""
    if machine.system is System.WINDOWS:
        start = _folder(machine, "APPDATA") / "Microsoft" / "Excel" / "XLSTART"
        own = _folder(machine, "USERPROFILE") / OWN_FOLDER
        return Places(start / ADDIN, own / SETTINGS)
    if machine.system is System.MACOS:
        start = machine.home.joinpath(*_GROUP, "Startup.localized", "Excel")
        return Places(start / ADDIN, machine.home.joinpath(*_SANDBOX, SETTINGS))
    raise KursverktoyError(
        "Excel finnes ikke for Linux, så her er det ingenting å installere. Kommandoene ny, sjekk, "
        "oppsummer, skriv og de andre virker som de skal, og boka kan åpnes i LibreOffice."
    )


def _folder(machine: Machine, variable: str) -> Path:
    if found := machine.variable(variable):
        return Path(found)
    raise KursverktoyError(
        f"Windows sier ikke hvor brukerprofilen din ligger ({variable} mangler). Logg ut og inn "
        "igjen, og prøv på nytt i et vanlig kommandovindu."
    )


def applescript(machine: Machine) -> Path:
    """Return the script that lets Excel on macOS start Python, of the xlwings that is installed."""
    return machine.home.joinpath(*_SCRIPTS, f"xlwings-{machine.version('xlwings')}.applescript")


def excel_is_open(machine: Machine) -> bool:
    """Return whether Excel runs."""
    return machine.system in _EXCEL and machine.is_running(_EXCEL[machine.system])


def has_excel(machine: Machine) -> bool:
    """Return whether Excel is installed."""
    if machine.system is System.WINDOWS:
        return bool(machine.keys(Hive.CLASSES, "Excel.Application"))
    return (machine.applications / "Microsoft Excel.app").is_dir()


def dll(machine: Machine) -> Path:
    """Return where the DLL lies that Excel keeps Python running with; beside Python if nowhere.

    xlwings looks beside the interpreter and, for a virtual environment, one folder up.
    """
    office = machine.values(Hive.MACHINE, r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration")
    bits = "32" if office.get("platform") == "x86" else "64"
    name = f"xlwings{bits}-{machine.version('xlwings')}.dll"
    beside, above = machine.python.with_name(name), machine.python.parent.with_name(name)
    return above if above.is_file() and not beside.is_file() else beside


def from_the_store(machine: Machine) -> bool:
    """Return whether Python is from Microsoft Store, which gives it a copy of the profile."""
    parts = [
        part.lower()
        for path in (machine.python, machine.python_base)
        for part in PureWindowsPath(path).parts
    ]
    return machine.system is System.WINDOWS and "windowsapps" in parts
