"""One run at a time in a folder of documents.

The system holds the lock and lets go of it when a process ends, however it ends, so a run that
was killed stands in nobody's way.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import WINDOWS, cause

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_NAME = ".dokumentregister.lock"
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold `folder` for this run; raise `KursverktoyError` when another run holds it.

    A network drive that knows no locks is used without one.
    """
    path = folder / _NAME
    handle = _held(path)
    try:
        yield
    finally:
        if WINDOWS:  # removes no file that is open, and so none that another run holds
            os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
        if not WINDOWS:
            os.close(handle)


def _held(path: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise KursverktoyError(
                f"Det kan ikke skrives i mappen {path.parent}. Se at du har tilgang til den, "
                "eller velg en annen mappe."
            ) from error
        try:
            _hold(handle)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                os.close(handle)
                raise _refused(path, error) from error
        if _is_still(path, handle):
            return handle
        os.close(handle)  # the run that held it has removed it meanwhile


def _refused(path: Path, error: OSError) -> KursverktoyError:
    if error.errno in _TAKEN:
        return KursverktoyError(
            f"Det skrives allerede dokumenter i mappen {path.parent}. Vent til det er ferdig, og "
            "prøv igjen."
        )
    return KursverktoyError(
        f"Mappen {path.parent} kan ikke holdes av mens det skrives: {cause(error)}"
    )


def _is_still(path: Path, handle: int) -> bool:
    """Whether the file that is held still has its name."""
    try:
        return WINDOWS or os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
