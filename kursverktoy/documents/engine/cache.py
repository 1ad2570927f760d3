"""Prepared templates on the disk, so that the next run need not load docxtpl to make one ready.

A file here is text and packed bytes, never code. It is used only when it lies in a folder of
the user's own, was written by the same tools for the same template, and is whole; on any doubt
it is made again. A disk that can't be written to costs time and nothing else.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from kursverktoy.documents.engine.prepared import Prepared

MOST = 64
"""How many templates are kept; the oldest give way."""
_DIGEST = 32
_OTHERS = 0o077
_LARGEST = 50 << 20
_MAKERS = ("docxtpl", "docx", "lxml", "jinja2")
"""The libraries that decide what comes of a template."""
_NO_PLACE = (OSError, RuntimeError)
"""What a disk says that can't be used, and Python where a user has no home."""
_NO_LINKS: int = getattr(os, "O_NOFOLLOW", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


def recall(template: bytes) -> Prepared | None:
    """Return what was made of `template` before, or None."""
    try:
        content = _read(_place(template))
    except _NO_PLACE:
        return None
    return Prepared.from_bytes(content) if content else None


def remember(template: bytes, prepared: Prepared) -> None:
    """Keep what was made of `template`, if it can be done."""
    content = prepared.to_bytes()
    with suppress(*_NO_PLACE):
        place = _place(template)
        temporary = place.with_suffix(f".{os.urandom(4).hex()}.tmp")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(place.parent.lstat(), stat.S_IFDIR):
            return
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(content).digest() + content)
        temporary.replace(place)
        _make_room(place.parent)


def folder() -> Path:
    """Return the folder, which need not be there."""
    home = Path.home()
    match sys.platform:
        case "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        case "darwin":
            base = home / "Library" / "Caches"
        case _:
            base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "kursverktoy" / "maler"


def _place(template: bytes) -> Path:
    """Return where a template lies: the name tells of it and of all that made it ready."""
    made_by = sha256(template)
    for each in _tools():
        made_by.update(each.encode())
    return folder() / f"{made_by.hexdigest()}.mal"


def _tools() -> Iterator[str]:
    """Yield what changes when a tool does: its files get another size or another day."""
    specs = (find_spec(name) for name in _MAKERS)
    files = [Path(spec.origin) for spec in specs if spec and spec.origin]
    here = Path(__file__).parent
    for path in (*files, *sorted(here.glob("*.py")), here.with_name("finish.py")):
        about = path.stat()
        yield f"{path.name} {about.st_size} {about.st_mtime_ns}\n"


def _read(place: Path) -> bytes | None:
    """Return the content of a file that nobody else can have written, if it is whole."""
    if not _is_own(place.parent.lstat(), stat.S_IFDIR):
        return None
    handle = os.open(place, os.O_RDONLY | _NO_LINKS | _BINARY)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not _is_own(about, stat.S_IFREG) or about.st_size > _LARGEST:
            return None
        content = file.read()
    digest, content = content[:_DIGEST], content[_DIGEST:]
    return content if sha256(content).digest() == digest else None


def _is_own(about: os.stat_result, kind: int) -> bool:
    if stat.S_IFMT(about.st_mode) != kind:
        return False
    # Windows keeps the folder of a user for that user, and has no such modes.
    return sys.platform == "win32" or (about.st_uid == os.geteuid() and not about.st_mode & _OTHERS)


def _make_room(place: Path) -> None:
    kept = sorted(place.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST:]:
        path.unlink()
