"""The file in which xlwings' VBA looks for Python: a name and a value in quotes on each line.

VBA reads it with `Input #`, which knows no escapes, in the code page of the machine.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from kursverktoy.errors import KursverktoyError
from kursverktoy.machine.machine import Machine, System

INTERPRETER = {System.WINDOWS: "INTERPRETER_WIN", System.MACOS: "INTERPRETER_MAC"}
WARM = "USE UDF SERVER"
RECEIPT = "KURSVERKTOY TILLEGG"
"""Ours alone: the fingerprint of the add-in that was installed, so that no other is removed."""
OURS = (*INTERPRETER.values(), WARM, RECEIPT)
_PAIR = 2


def read(data: bytes, name: str, encoding: str) -> dict[str, str]:
    """Return the settings in the file `name`, by upper-case name, the first of each as VBA does."""
    try:
        lines = data.decode(encoding).splitlines()
        rows = [row for row in csv.reader(lines, skipinitialspace=True, strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _broken(name) from error
    if any(len(row) != _PAIR for row in rows):
        raise _broken(name)
    return {key.upper(): value for key, value in reversed(rows)}


def _broken(name: str) -> KursverktoyError:
    return KursverktoyError(
        f"Innstillingene i «{name}» kan ikke leses. Slett filen, og kjør «kursverktoy installer» "
        "på nytt."
    )


def written(settings: Mapping[str, str], encoding: str) -> bytes:
    """Return the file of `settings`; raises `KursverktoyError` for what VBA could not read."""
    for value in settings.values():
        if wrong := unreadable(value, encoding):
            raise KursverktoyError(
                f"Excel kan ikke lese tegnet «{wrong}» i «{value}». Installer Python og "
                "kursverktoy i en mappe med enkle bokstaver i stien, og kjør installer derfra. "
                "Ingenting er endret."
            )
    lines = (f'"{name}","{value}"\r\n' for name, value in sorted(settings.items()))
    return "".join(lines).encode(encoding)


def unreadable(text: str, encoding: str) -> str:
    """Return the first character that VBA would not get as it is; empty when there is none."""
    return next((each for each in text if each in '"\r\n' or not _fits(each, encoding)), "")


def _fits(character: str, encoding: str) -> bool:
    try:
        # Some code pages turn a letter into one that looks like it without saying so.
        return character.encode(encoding).decode(encoding) == character
    except UnicodeError:
        return False


def wanted(machine: Machine, receipt: str, *, warm: bool) -> dict[str, str]:
    """Return what our settings shall be on this machine."""
    return {
        INTERPRETER[machine.system]: str(machine.python),
        WARM: str(warm),  # as text: VBA's own booleans follow the language of Windows
        RECEIPT: receipt,
    }


def pitfalls(path: Path) -> str:
    """Return the characters in a path that xlwings, cmd or AppleScript may take for their own."""
    return "".join(each for each in ";=%|" if each in str(path))
