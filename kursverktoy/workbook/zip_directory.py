"""What the directory at the end of a zip archive says of its entries, checked against the rest."""

import struct
from collections.abc import Iterable
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry: its name, and where its packed bytes lie in the archive."""

    name: str
    header: int
    start: int
    end: int
    size: int
    crc: int
    deflated: bool
    record: bytes
    """What the directory says of it, as it stands."""


class BrokenDirectoryError(Exception):
    """The archive's own directory does not add up."""


MAX_PARTS = 3_000
_END = struct.Struct("<4s4xHHLLH")
_END_64 = struct.Struct("<4s28xQQQ")
_LOCATOR_64 = struct.Struct("<4s4xQ4x")
_CENTRAL = struct.Struct("<4s4xHH4xLLLHHHH6xL")
_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED, _UTF8 = 1, 0x800
_STORED, _DEFLATED = 0, 8
_FULL_SHORT, _FULL = 0xFFFF, 0xFFFFFFFF
"""A field that says: look in the 64-bit one. Apache POI writes these in small files too."""
_EXTRA_64 = 1


def entries_of(data: bytes) -> Iterable[Entry]:
    """Yield the entries of the archive `data`, in directory order.

    Raises `BrokenDirectoryError` or `struct.error` for what is no archive, or one that is
    encrypted or packed in a way no spreadsheet uses.
    """
    count, begin, end = _directory(data)
    at = begin
    for _ in range(count):
        mark, flags, method, crc, packed, size, *lengths, header = _CENTRAL.unpack_from(data, at)
        name_at = at + _CENTRAL.size
        extra_at = name_at + lengths[0]
        at = extra_at + lengths[1] + lengths[2]
        name, extra = data[name_at:extra_at], data[extra_at : extra_at + lengths[1]]
        size, packed, header = _long_fields(extra, [size, packed, header])
        start = _start(data, header, name)
        if mark != b"PK\1\2" or at > end or start + packed > begin:
            raise BrokenDirectoryError
        if flags & _ENCRYPTED or method not in {_STORED, _DEFLATED}:
            raise BrokenDirectoryError
        text = name.decode("utf-8" if flags & _UTF8 else "cp437")
        record = data[name_at - _CENTRAL.size : at]
        yield Entry(text, header, start, start + packed, size, crc, method == _DEFLATED, record)
    if at != end:
        raise BrokenDirectoryError


def _directory(data: bytes) -> tuple[int, int, int]:
    """Return how many parts there are, and where the list of them begins and ends."""
    at = data.rfind(b"PK\5\6")
    if at < 0:
        raise BrokenDirectoryError
    _, _, count, size, begin, comment = _END.unpack_from(data, at)
    if at + _END.size + comment != len(data):
        raise BrokenDirectoryError
    if count == _FULL_SHORT or _FULL in {size, begin}:
        mark, at = _LOCATOR_64.unpack_from(data, at - _LOCATOR_64.size)
        end_mark, count, size, begin = _END_64.unpack_from(data, min(at, len(data)))
        if (mark, end_mark) != (b"PK\6\7", b"PK\6\6"):
            raise BrokenDirectoryError
    if begin + size != at or count > MAX_PARTS:
        raise BrokenDirectoryError
    return count, begin, at


def _long_fields(extra: bytes, fields: list[int]) -> Iterable[int]:
    """Return size, packed size and position, with those that are full read from `extra`."""
    if _FULL in fields:
        for identity, content in _extras(extra):
            if identity == _EXTRA_64:
                longs = (long for (long,) in struct.iter_unpack("<Q", content[: len(content) & ~7]))
                return [next(longs, _FULL) if field == _FULL else field for field in fields]
    return fields


def _extras(extra: bytes) -> Iterable[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        identity, length = struct.unpack_from("<HH", extra, at)
        yield identity, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _start(data: bytes, header: int, name: bytes) -> int:
    """Return where the contents of the part with its local header at `header` begin."""
    mark, name_length, extra_length = _LOCAL.unpack_from(data, min(header, len(data)))
    name_at = header + _LOCAL.size
    if mark != b"PK\3\4" or data[name_at : name_at + name_length] != name:
        raise BrokenDirectoryError
    return int(name_at + name_length + extra_length)
