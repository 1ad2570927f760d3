"""Putting the add-in and its settings on the machine, and taking them away again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.machine import settings
from kursverktoy.machine.changes import Change, bytes_of, carry_out
from kursverktoy.machine.machine import Machine, System
from kursverktoy.machine.places import (
    ADDIN,
    OWN_FOLDER,
    Places,
    applescript,
    dll,
    excel_is_open,
    from_the_store,
    has_excel,
    places,
)
from kursverktoy.workbook.saving import digest

TILLEGGET, INNSTILLINGENE = "Tillegget", "Innstillingene"


class Hendelse(StrEnum):
    """What became of a file."""

    NY = "lagt inn"
    ENDRET = "oppdatert"
    UENDRET = "riktig fra før"
    FJERNET = "fjernet"
    BEHOLDT = "står igjen"


class Steg(NamedTuple):
    """What became of one of the files, and more about it in sentences."""

    hva: str
    hendelse: Hendelse
    fil: Path
    merknader: tuple[str, ...] = ()


class Installert(NamedTuple):
    """What was done, and what the coordinator does next."""

    steg: tuple[Steg, ...]
    neste: tuple[str, ...]


def install(machine: Machine, addin: bytes | None, *, warm: bool = False) -> Installert:
    """Put the add-in in Excel's start folder, and tell it where Python is.

    `addin` is None where none came with the package. With `warm` Excel keeps Python running
    between clicks. Done again, it changes only what is not as it should be. Raises
    `KursverktoyError` with everything as it was.
    """
    at = places(machine)
    if addin is None:
        raise KursverktoyError(
            f"{ADDIN} følger ikke med i denne pakken. Skriv «pip install --force-reinstall "
            "kursverktoy», og kjør installer igjen."
        )
    _refuse_what_cant_work(machine, at, warm=warm)
    old, before = bytes_of(at.addin), bytes_of(at.settings)
    had = _read(machine, at, before)
    if old is not None and not _is_ours(old, addin, had):
        raise KursverktoyError(
            f"Det ligger allerede en fil i {at.addin}, og den er ikke lagt der av installer. "
            "Flytt eller slett den, og kjør installer igjen. Ingenting er endret."
        )
    ours = settings.wanted(machine, digest(addin), warm=warm)
    after = settings.written({**had, **ours}, machine.encoding)
    put, told = Change(at.addin, old, addin), Change(at.settings, before, after)
    _carry_out(machine, put, told)
    steps = (
        Steg(TILLEGGET, _became(put), at.addin),
        Steg(INNSTILLINGENE, _became(told), at.settings, tuple(_differences(had, ours))),
    )
    return Installert(steps, tuple(_next(machine)))


def remove(machine: Machine, addin: bytes | None) -> Installert:
    """Remove what `install` put there, and nothing else; `addin` is what it would put there now.

    Settings that somebody else wrote in the same file stay, and so does an add-in that is not
    the one that was installed.
    """
    at = places(machine)
    old, before = bytes_of(at.addin), bytes_of(at.settings)
    had = _read(machine, at, before)
    foreign = old is not None and not _is_ours(old, addin, had)
    rest = {name: value for name, value in had.items() if name not in settings.OURS}
    left = settings.written(rest, machine.encoding) if rest else None
    taken = Change(at.addin, old, old if foreign else None)
    forgotten = Change(at.settings, before, before if rest == had else left)
    _carry_out(machine, taken, forgotten)
    if forgotten.after is None and at.settings.parent.name == OWN_FOLDER:
        with suppress(OSError):  # what somebody else put in our folder stays
            at.settings.parent.rmdir()
    why = "Filen er ikke den som installer la der. Slett den selv om den skal bort."
    kept = "Innstillinger som installer ikke har skrevet, står igjen."
    steps = (
        *_taken_away(TILLEGGET, taken, why if foreign else ""),
        *_taken_away(INNSTILLINGENE, forgotten, kept if rest else ""),
    )
    return Installert(steps, tuple(_after_removal(machine, steps)))


def _refuse_what_cant_work(machine: Machine, at: Places, *, warm: bool) -> None:
    if from_the_store(machine):
        raise KursverktoyError(
            "Denne Python-en er fra Microsoft Store. Den skriver til en egen kopi av "
            "brukerprofilen, som Excel ikke ser. Installer Python fra python.org, installer "
            "kursverktoy der, og kjør installer igjen."
        )
    # On macOS VBA gets the folder from the system itself, and not as text.
    windows = machine.system is System.WINDOWS
    if windows and (wrong := settings.unreadable(str(at.settings), machine.encoding)):
        raise KursverktoyError(
            f"Brukermappen din har tegnet «{wrong}» i navnet, og det kan ikke Excels makroer lese. "
            "Be IT om en brukermappe med enkle bokstaver. Kommandoene virker som de skal."
        )
    if warm and not windows:
        raise KursverktoyError("--varm finnes bare på Windows. Kjør installer uten --varm.")
    if warm and not (needed := dll(machine)).is_file():
        raise KursverktoyError(
            f"--varm trenger filen {needed.name} i mappen {needed.parent}, og den er ikke der. "
            "Installer kursverktoy i et virtuelt miljø (python -m venv), uten --user, og kjør "
            "installer derfra. Uten --varm trengs ikke filen."
        )


def _read(machine: Machine, at: Places, data: bytes | None) -> dict[str, str]:
    return settings.read(data, str(at.settings), machine.encoding) if data else {}


def _is_ours(found: bytes, addin: bytes | None, had: Mapping[str, str]) -> bool:
    return found == addin or had.get(settings.RECEIPT) == digest(found)


def _carry_out(machine: Machine, *changes: Change) -> None:
    try:
        carry_out(changes)
    except KursverktoyError as error:
        if excel_is_open(machine):
            raise KursverktoyError(
                f"Excel er åpent. Lukk alle Excel-vinduer, og kjør installer igjen. {error}"
            ) from error
        raise


def _became(change: Change) -> Hendelse:
    if change.before == change.after:
        return Hendelse.UENDRET
    if change.before is None:
        return Hendelse.NY
    return Hendelse.FJERNET if change.after is None else Hendelse.ENDRET


def _taken_away(hva: str, change: Change, told: str) -> Iterator[Steg]:
    """Yield what became of a file that was to go; nothing when there was none."""
    if change.before is not None:
        same = change.before == change.after
        became = Hendelse.BEHOLDT if same else _became(change)
        yield Steg(hva, became, change.path, (told,) if told else ())


def _differences(had: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each setting a coordinator would want to know is another now."""
    interpreter = next(name for name in settings.INTERPRETER.values() if name in ours)
    if had.get(interpreter) != ours[interpreter]:
        yield f"Python er {ours[interpreter]}"
    if had.get(settings.WARM, str(False)) != ours[settings.WARM]:
        on = ours[settings.WARM] == str(True)
        yield f"Python {'holdes i gang' if on else 'startes på nytt'} mellom klikkene"


def _next(machine: Machine) -> Iterator[str]:
    if not has_excel(machine):
        yield "Jeg finner ikke Excel på denne maskinen. Installer Excel før du går videre."
    if machine.system is System.MACOS and not applescript(machine).is_file():
        yield (
            "Skriv «xlwings runpython install» i Terminal, én gang. Uten det får ikke Excel lov "
            "til å starte Python."
        )
    if found := settings.pitfalls(machine.python):
        yield (
            f"Stien til Python har tegnet «{found[0]}», som xlwings kan misforstå. Virker ikke "
            "knappene, så installer kursverktoy i en mappe uten det."
        )
    first = (
        "Lukk alle Excel-vinduer, og åpne Excel igjen" if excel_is_open(machine) else "Åpne Excel"
    )
    yield f"{first}. Da er fanen Kursverktøy på båndet."
    yield "Er ikke fanen der, eller virker ikke knappene? Skriv «kursverktoy diagnose»."


def _after_removal(machine: Machine, steps: Sequence[Steg]) -> Iterator[str]:
    if not steps:
        yield "Kursverktøy var ikke installert i Excel, så det er ingenting å fjerne."
    elif excel_is_open(machine):
        yield "Fanen Kursverktøy blir borte når du har lukket alle Excel-vinduer."
