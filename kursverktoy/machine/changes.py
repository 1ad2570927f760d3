"""Changing several files: all of them, or none."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import remove, save


class Change(NamedTuple):
    """What a file is, and what it shall be; None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes | None


def bytes_of(path: Path) -> bytes | None:
    """Return what is in a file; None when there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise KursverktoyError(
            f"{path} kan ikke leses. Lukk Excel, se at du har tilgang til filen, og prøv igjen."
        ) from error


def carry_out(changes: Sequence[Change]) -> None:
    """Make the changes in order; raises `KursverktoyError` with everything as it was before."""
    done: list[Change] = []
    folders: list[Path] = []
    try:
        for change in changes:
            if change.before != change.after:
                folders += _new_folders(change)
                _put(change.path, change.after)
                done.append(change)
    except KursverktoyError as error:
        _undo(done, folders, error)
        raise KursverktoyError(f"{error} Ingenting er endret.") from error


def _undo(done: Sequence[Change], folders: Sequence[Path], cause: KursverktoyError) -> None:
    for change in reversed(done):
        try:
            _put(change.path, change.before)
        except KursverktoyError as error:
            raise KursverktoyError(
                f"{cause} {change.path} er endret, og kunne ikke settes tilbake: {error}"
            ) from cause
    for folder in reversed(folders):
        with suppress(OSError):  # an empty folder does no harm
            folder.rmdir()


def _new_folders(change: Change) -> list[Path]:
    """Make the folders a file needs, and return those that were not there, the outermost first."""
    if change.after is None:
        return []
    folder = change.path.parent
    new = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KursverktoyError(
            f"Mappen {folder} kan ikke lages. Se at du har skrivetilgang til brukerprofilen din."
        ) from error
    return new


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        remove(path)
    else:
        save(path, data)
