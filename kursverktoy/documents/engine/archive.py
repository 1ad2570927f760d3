"""Zip packages whose parts are packed one by one, and whose common parts only once.

No time and no chance comes into a package: the same parts give the same bytes. That holds for
one set-up of a machine; another compressor packs the same content into other bytes.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

try:
    from isal import isal_zlib as deflater  # a fifth of the time, files a few per cent larger
except ImportError:  # there are machines it is not made for
    deflater = zlib  # type: ignore[misc]

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_DEFLATED = 8
_UTF8 = 0x800
_EARLIEST = (0, 0x21)
"""Midnight on 1 January 1980, the first moment a zip file can tell."""
_REGULAR_FILE = 0o600 << 16
_RAW = -15
"""The window of a stream without a header of its own, as zip files have it."""


class Entry(NamedTuple):
    """A part as it lies in a package."""

    name: str
    size: int
    crc: int
    packed: bytes


def entry(name: str, content: bytes) -> Entry:
    """Return a part packed fast, as for one document."""
    packed = deflater.compress(content, wbits=_RAW)
    return Entry(name, len(content), deflater.crc32(content), packed)


def lasting_entry(name: str, content: bytes) -> Entry:
    """Return a part packed small, as for all the documents of a template."""
    return Entry(name, len(content), zlib.crc32(content), zlib.compress(content, 9, wbits=_RAW))


class Shelf:
    """The parts that many packages begin with, laid out once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        blob, directory = _laid_out(entries, 0)
        self._blob, self._directory = b"".join(blob), b"".join(directory)
        self._count = len(entries)

    def package(self, entries: Sequence[Entry]) -> bytes:
        """Return the package of the common parts and, after them, `entries`."""
        blob, directory = _laid_out(entries, len(self._blob))
        listed = self._directory + b"".join(directory)
        content = b"".join((self._blob, *blob))
        count = self._count + len(entries)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), len(content), 0)
        return b"".join((content, listed, end))


def in_order(names: Iterable[str]) -> list[str]:
    """Return names of parts as Word has them: the content types first, the rest by name."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


def _laid_out(entries: Sequence[Entry], offset: int) -> tuple[list[bytes], list[bytes]]:
    blob: list[bytes] = []
    directory: list[bytes] = []
    for name, size, crc, packed in entries:
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8
        about = (_DEFLATED, *_EARLIEST, crc, len(packed), size, len(encoded))
        header = _LOCAL.pack(b"PK\3\4", _VERSION, flags, *about, 0) + encoded
        blob += (header, packed)
        rest = (0, 0, 0, 0, _REGULAR_FILE, offset)
        listed = _CENTRAL.pack(b"PK\1\2", _VERSION, 0, _VERSION, 0, flags, *about, *rest)
        directory += (listed, encoded)
        offset += len(header) + len(packed)
    return blob, directory
