"""A zip archive again with some parts replaced, and the packed bytes of all others copied."""

import struct
import zlib
from collections.abc import Iterable, Mapping

from kursverktoy.workbook.zip_directory import Entry

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_VERSION, _DEFLATED, _DESCRIPTOR = 20, 8, 8
_EXTRA_64 = 1


def repacked(data: bytes, entries: Iterable[Entry], parts: Mapping[str, bytes]) -> bytes:
    """Return the archive `data` with new contents for `parts`, by name as in the archive.

    Order, times and attributes of all parts are kept. Sizes are written in the ordinary 32-bit
    fields, also where the archive had them in 64-bit ones or after the contents: what
    `package` takes in is never that large.
    """
    archive, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        new = parts.get(entry.name)
        size, crc = (entry.size, entry.crc) if new is None else (len(new), zlib.crc32(new))
        packed = data[entry.start : entry.end] if new is None else _deflated(new)
        method = _DEFLATED if new is not None or entry.deflated else 0
        fields = [*_CENTRAL.unpack_from(entry.record)]
        flags, sizes = fields[3] & ~_DESCRIPTOR, (crc, len(packed), size)
        name = entry.record[_CENTRAL.size :][: fields[10]]
        extra = _plain_extra(entry.record[_CENTRAL.size + fields[10] :][: fields[11]])
        comment = entry.record[len(entry.record) - fields[12] :]
        fields[2:5] = max(fields[2], _VERSION), flags, method
        fields[7:13] = *sizes, len(name), len(extra), len(comment)
        fields[16] = len(archive)
        directory += _CENTRAL.pack(*fields) + name + extra + comment
        extra = _plain_extra(_local_extra(data, entry))
        local = (*fields[2:7], *sizes, len(name), len(extra))
        archive += _LOCAL.pack(b"PK\3\4", *local) + name + extra + packed
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(archive), 0)
    return bytes(archive + directory + end)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _local_extra(data: bytes, entry: Entry) -> bytes:
    *_, name, extra = _LOCAL.unpack_from(data, entry.header)
    begin = entry.header + _LOCAL.size + int(name)
    return data[begin : begin + int(extra)]


def _plain_extra(extra: bytes) -> bytes:
    """Return the extra field of an entry without the sizes in 64 bits."""
    kept, at = bytearray(), 0
    while at + 4 <= len(extra):
        identity, length = struct.unpack_from("<HH", extra, at)
        if identity != _EXTRA_64:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return bytes(kept)
