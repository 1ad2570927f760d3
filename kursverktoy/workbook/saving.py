"""The one way a file reaches the disk: whole or not at all, and never over someone's work.

The bytes go to a temporary file beside the target, are flushed to the disk, read back, and only
then take the target's name. A full disk, a lock or a kill at any moment leaves the old file or
the new one, never a half one. Temporary files may hold personal data: only their owner may read
them, and those a kill left behind are removed by the first save of a later run.
"""

import contextlib
import errno
import functools
import os
import re
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kursverktoy.errors import KursverktoyError

WINDOWS = sys.platform == "win32"
LONGEST_PATH = 240
"""Windows takes 259 characters; the rest is left for temporary and owner files."""
PAUSES = (0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds between attempts while antivirus, backup or synchronising holds the file."""
LEFTOVER_AGE = 3600
"""Seconds after which a temporary file can no longer be a save under way."""

_TEMPORARY = re.compile(r"\.kursverktoy-[0-9a-f]{8}\.tmp")
_BINARY: int = getattr(os, "O_BINARY", 0)  # only Windows has text mode
_UMASK = os.umask(0o077)
os.umask(_UMASK)
_EXCEL_OWNER_FILE = 165
"""Bytes in Excel's ~$ file, whose names hold 54 characters; Word's hold 53."""
_WORD = {".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx"}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}
_LOCKED = (
    "et annet program holder den, eller du mangler skrivetilgang. "
    "Lukk filen overalt og prøv igjen, eller velg en annen mappe."
)
_CAUSES = {
    errno.EACCES: _LOCKED,
    errno.EBUSY: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EDQUOT: "lagringskvoten er brukt opp. Slett noe du ikke trenger, og prøv igjen.",
    errno.EEXIST: "filen finnes fra før. Velg et annet navn, eller flytt den gamle.",
    errno.EFBIG: "disken tar ikke imot så store filer. Velg en annen mappe.",
    errno.ENAMETOOLONG: "navnet er for langt. Velg et kortere navn eller en kortere mappe.",
    errno.ENOENT: "mappen ble borte underveis. Se at den finnes, og prøv igjen.",
    errno.ENOSPC: "disken er full. Frigjør plass og prøv igjen.",
    errno.EROFS: "disken kan bare leses. Velg en annen mappe.",
}


def save(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = True,
    expect: str | None = None,
    more_to_come: bool = False,
) -> None:
    """Write `data` to `path`, or raise a KursverktoyError and leave what was there.

    With `overwrite=False` an existing file is refused, without a moment in which another
    program could slip one in. `expect` is the `digest` of the file when it was read: if it has
    changed since, somebody else has been at work and nothing is written. A symbolic link is
    followed, and the file keeps its mode. With `more_to_come` the folder itself is tidied and
    seen onto the disk with the last file of many, which is saved without it.
    """
    path = Path(os.path.realpath(path))
    try:
        mode = _mode(path, overwrite=overwrite)
        if not more_to_come:
            _sweep(path.parent)
        temporary = path.with_name(f".kursverktoy-{os.urandom(4).hex()}.tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        try:
            _write(handle, data)
            _check(temporary, data, path)
            with contextlib.suppress(OSError):  # a disk without modes still gets its file
                temporary.chmod(mode)
            _refuse_if_changed(path, expect)
            _patiently(lambda: _publish(temporary, path, overwrite=overwrite))
        finally:
            with contextlib.suppress(OSError):  # gone when published; else swept up later
                temporary.unlink()
    except OSError as error:
        raise KursverktoyError(f"«{path.name}» ble ikke lagret: {cause(error)}") from error
    if not more_to_come:
        _sync_folder(path)


def move(path: Path, target: Path) -> None:
    """Give a file another name or folder, never the name of another file.

    Raises a KursverktoyError, with the file where it was, when a program has it open or holds it.
    """
    try:
        _refuse_if_open(path)
        _patiently(lambda: _publish(path, target, overwrite=False))
        path.unlink(missing_ok=True)  # a hard link leaves the old name too
    except OSError as error:
        raise KursverktoyError(f"«{path.name}» ble ikke flyttet: {cause(error)}") from error
    _sync_folder(target)


def remove(path: Path) -> None:
    """Remove a file; raises a KursverktoyError when a program has it open or holds it."""
    try:
        _refuse_if_open(path)
        _patiently(path.unlink)
    except OSError as error:
        raise KursverktoyError(f"«{path.name}» ble ikke fjernet: {cause(error)}") from error
    _sync_folder(path)


def program_of(name: str) -> str:
    """Return the program that files with such a name are opened in: Word or Excel."""
    return "Word" if name[name.rfind(".") :].lower() in _WORD else "Excel"


def digest(data: bytes) -> str:
    """Return the fingerprint (SHA-256) by which a file is known again."""
    from hashlib import sha256  # noqa: PLC0415  a check that writes nothing need not load OpenSSL

    return sha256(data).hexdigest()


def _mode(path: Path, *, overwrite: bool) -> int:
    """Return the mode the saved file shall have, or refuse to save here."""
    if WINDOWS and len(str(path)) > LONGEST_PATH:
        raise KursverktoyError(
            f"«{path.name}» ble ikke lagret: hele stien er {len(str(path))} tegn, og Windows tar "
            f"{LONGEST_PATH}. Velg en mappe med kortere sti."
        )
    if not path.parent.is_dir():
        raise KursverktoyError(
            f"«{path.name}» ble ikke lagret: mappen {path.parent} finnes ikke. "
            "Lag den først, eller velg en annen mappe."
        )
    _refuse_if_open(path)
    try:
        old = path.lstat()
    except FileNotFoundError:
        return 0o666 & ~_UMASK
    if not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    _refuse_if_not_writable(path, old.st_mode)
    return stat.S_IMODE(old.st_mode)


def _refuse_if_not_writable(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise KursverktoyError(
            f"«{path.name}» er en mappe, så ingen fil kan lagres med det navnet. "
            "Velg et annet filnavn."
        )
    if not stat.S_ISREG(mode):
        raise KursverktoyError(f"«{path.name}» er ikke en vanlig fil. Velg et annet filnavn.")
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise KursverktoyError(
            f"«{path.name}» er skrivebeskyttet. "
            "Fjern skrivebeskyttelsen i filens egenskaper, eller velg et annet filnavn."
        )


def _refuse_if_changed(path: Path, expect: str | None) -> None:
    if expect is None:
        return
    try:
        found = digest(path.read_bytes())
    except FileNotFoundError:
        raise KursverktoyError(
            f"«{path.name}» er flyttet eller slettet siden den ble lest, og ble ikke lagret. "
            "Finn filen igjen og gjør det du ville på nytt."
        ) from None
    if found != expect:
        raise KursverktoyError(
            f"«{path.name}» er endret av noen andre siden den ble lest, og ble ikke lagret. "
            "Gjør det du ville på nytt med den nye filen."
        )


def _refuse_if_open(path: Path) -> None:
    """Refuse when the owner file of Excel, Word or LibreOffice lies beside the file."""
    for program, name, owner in _owner_files(path):
        try:
            who = owner(path.with_name(name).read_bytes())
        except FileNotFoundError:
            continue
        except PermissionError:  # Excel lets nobody read it
            who = ""
        raise KursverktoyError(
            f"«{path.name}» er åpen i {program}{f' hos {who}' if who else ''}. Lukk den der og "
            f"prøv igjen. Er den ikke åpen noe sted, kan du slette den skjulte filen «{name}»."
        )


def _owner_files(path: Path) -> tuple[tuple[str, str, Callable[[bytes], str]], ...]:
    """Return program, file name and reader of each; Word drops up to two letters for its ~$."""
    program = program_of(path.name)
    dropped = min(max(len(path.stem) - 6, 0), 2) if program == "Word" else 0
    return (
        (program, "~$" + path.name[dropped:], _office_owner),
        ("LibreOffice", f".~lock.{path.name}#", _libreoffice_owner),
    )


def _office_owner(raw: bytes) -> str:
    """Return the user named in a ~$ file: counted cp1252 text, then the same in UTF-16."""
    wide = 55 if len(raw) >= _EXCEL_OWNER_FILE else 54
    length = 2 * int.from_bytes(raw[wide : wide + 2], "little")
    if 0 < length <= len(raw) - wide - 2:
        return _printable(raw[wide + 2 : wide + 2 + length].decode("utf-16-le", "ignore"))
    return _printable(raw[1 : 1 + raw[0]].decode("cp1252", "ignore")) if raw else ""


def _libreoffice_owner(raw: bytes) -> str:
    """Return the full name, else the login name, in a .~lock.…# file."""
    full, _, rest = raw.decode("utf-8", "ignore").partition(",")
    return _printable(full) or _printable(rest.partition(",")[0])


def _printable(text: str) -> str:
    return "".join(filter(str.isprintable, text)).strip()


@functools.lru_cache(maxsize=64)
def _sweep(folder: Path) -> None:
    """Remove what killed runs left in `folder`; looked for once a run, as folders grow large."""
    oldest = time.time() - LEFTOVER_AGE
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.stat().st_mtime < oldest:
                (folder / entry.name).unlink()


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`, see it onto the disk, and close."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(temporary: Path, data: bytes, path: Path) -> None:
    if temporary.read_bytes() != data:
        raise KursverktoyError(
            f"«{path.name}» ble ikke lagret: disken ga ikke tilbake det som ble skrevet. "
            "Lagre i en annen mappe, og få disken sjekket."
        )


def _publish(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Give the temporary file its name; this is the moment of all or nothing."""
    if overwrite:
        temporary.replace(path)
    elif WINDOWS:
        temporary.rename(path)  # refuses an existing file
    else:
        _link(temporary, path)


def _link(temporary: Path, path: Path) -> None:
    """Name the file unless the name is taken: by a hard link, else by reserving the name."""
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise


def _patiently(step: Callable[[], None]) -> None:
    """Do `step`, again after each pause as long as the system says the file is held."""
    for pause in PAUSES:
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()


def _sync_folder(path: Path) -> None:
    """See the file's new name onto the disk, where the system can."""
    if WINDOWS:
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise KursverktoyError(
                f"«{path.name}» er lagret, men disken bekreftet det ikke ({_code(error)}). "
                "Åpne filen og se at alt er med."
            ) from error


def cause(error: OSError) -> str:
    """Return what went wrong on the disk, and what to do, as the end of a sentence."""
    unknown = f"disken svarte med feil {_code(error)}. Prøv igjen, eller velg en annen mappe."
    return _CAUSES.get(error.errno or 0, unknown)


def _code(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, str(error.errno))
