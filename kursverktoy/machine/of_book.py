"""Checks of a course workbook, and of where files are written."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from kursverktoy.machine.check import EXCEL, Case, Svar, advarsel, feil, ok
from kursverktoy.machine.machine import Machine
from kursverktoy.machine.places import places
from kursverktoy.machine.policy import Macros, macros_need, setting, synchronised, trusts

_FROM_THE_INTERNET = 3
"""The zones of Windows from here on are those outside."""
_ZONE = re.compile(r"^ZoneId\s*=\s*(\d+)", re.MULTILINE)
_WITH_MACROS = {".xlsm", ".xlam", ".xltm", ".xlsb"}
_UNBLOCK = "Høyreklikk filen, velg Egenskaper, kryss av for «Opphev blokkering», og trykk OK."


def mark(case: Case) -> Svar:
    """Look for the mark that Windows puts on files from the internet and from e-mail."""
    machine = case.machine
    addin = places(machine).addin
    for path in (addin, *_book(case)):
        if not _is_marked(machine, path) or trusts(machine, path.absolute().parent):
            continue
        if path.suffix.lower() not in _WITH_MACROS:
            return advarsel(
                f"«{path.name}» er merket som hentet fra nettet, og åpnes i beskyttet visning. Der "
                "virker ingen knapper.",
                f"Trykk «Aktiver redigering» i Excel. Eller: {_UNBLOCK}",
            )
        block = setting(machine, r"Excel\Security", "BlockContentExecutionFromInternet")
        if block is None or block.value:
            return feil(
                f"«{path.name}» er merket som hentet fra nettet, og Excel kjører ikke makroene.",
                _UNBLOCK,
            )
        return advarsel(
            f"«{path.name}» er merket som hentet fra nettet, og Excel spør før makroene kjøres.",
            _UNBLOCK,
        )
    return ok("Ingen filer er merket som hentet fra nettet.")


def place(case: Case) -> Svar | None:
    """Look at where a workbook lies and what it is called."""
    if case.bok is None:
        return None
    if is_address(case.bok):
        return feil(
            "Boka er en nettadresse, og den kan bare åpnes av Excel.",
            "Åpne den i Excel på maskinen, eller la OneDrive synkronisere den, og nevn filen der.",
        )
    if "=" in case.bok.name:
        return feil(
            f"«{case.bok.name}» har tegnet «=» i navnet, og da finner ikke knappene boka.",
            "Gi filen et navn uten «=».",
        )
    if ";" in str(case.bok.absolute()):
        return advarsel(
            "Stien til boka har tegnet «;», som xlwings kan misforstå.",
            "Flytt boka til en mappe uten «;» i stien om knappene ikke virker.",
        )
    where = PureWindowsPath(case.bok.absolute())
    if any(folder in where.parents for folder in synchronised(case.machine)):
        return ok("Boka ligger i OneDrive eller SharePoint, og det går fint.")
    return ok(f"Boka ligger i {case.bok.absolute().parent}")


def macros_of_book(case: Case) -> Svar | None:
    """Look at whether Excel runs the macros of a workbook that has its own."""
    machine, bok = case.machine, case.bok
    if bok is None or bok.suffix.lower() not in _WITH_MACROS:
        return None
    if trusts(machine, bok.absolute().parent):
        return ok("Excel stoler på mappen til boka, så knappene i den virker.")
    if macros_need(machine, Macros.ONLY_SIGNED, Macros.NEVER):
        return feil(
            "Excel kjører bare makroer med signatur, så knappene i boka virker ikke.",
            "Lagre boka som .xlsx, og bruk fanen Kursverktøy.",
        )
    return ok("Excel kjører makroene i boka, eller spør om lov.")


def can_write(case: Case) -> Svar:
    """Look at whether files can be written where they are to be written."""
    for folder in _written_to(case):
        existing = next(each for each in (folder, *folder.parents) if each.exists())
        try:
            tempfile.TemporaryFile(dir=existing).close()
        except OSError:
            return feil(
                f"Det kan ikke skrives i {existing}.",
                "Gi deg selv skrivetilgang til mappen, eller bruk en annen.",
            )
    return ok("Det kan skrives der det trengs.")


def is_address(path: Path) -> bool:
    """Return whether what should be a file is an address on the web."""
    return path.parts[:1] in (("http:",), ("https:",))


def _written_to(case: Case) -> Iterator[Path]:
    if case.machine.system in EXCEL:
        at = places(case.machine)
        yield from (at.addin.parent, at.settings.parent)
    yield from (path.absolute().parent for path in _book(case))


def _book(case: Case) -> list[Path]:
    return [case.bok] if case.bok else []


def _is_marked(machine: Machine, path: Path) -> bool:
    zone = _ZONE.search(machine.stream(path, "Zone.Identifier"))
    return zone is not None and int(zone[1]) >= _FROM_THE_INTERNET
