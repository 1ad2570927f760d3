"""How a VBA project hides its text: compression and obfuscation ([MS-OVBA] 2.4)."""

import struct
from collections.abc import Mapping

CHUNK = 4096
"""Bytes that are compressed on their own."""
_SHORTEST = 3
"""A copy of fewer bytes would take more room than the bytes."""


def compress(data: bytes) -> bytes:
    """Return `data` as a compressed container.

    Office refuses a module with a chunk that is stored as it is, and text always gets shorter:
    raises `ValueError` for data that don't.
    """
    packed = bytearray(b"\x01")
    for start in range(0, len(data), CHUNK):
        tokens = _tokens(data[start : start + CHUNK])
        if len(tokens) > CHUNK:
            raise ValueError("4096 bytes that do not compress: is this the text of a module?")
        packed += struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens
    return bytes(packed)


def _tokens(chunk: bytes) -> bytes:
    """Return a chunk as groups of eight tokens, each a byte or a copy of earlier bytes."""
    packed = bytearray()
    seen: dict[bytes, list[int]] = {}
    at = 0
    while at < len(chunk):
        flags, group = 0, bytearray()
        for bit in range(8):
            if at == len(chunk):
                break
            bits = max(4, (at - 1).bit_length()) if at else 4
            length, back = _longest(chunk, at, seen, (0xFFFF >> bits) + _SHORTEST)
            if length:
                flags |= 1 << bit
                group += struct.pack("<H", (back - 1) << (16 - bits) | (length - _SHORTEST))
            else:
                length = 1
                group.append(chunk[at])
            for start in range(at, at + length):
                seen.setdefault(chunk[start : start + _SHORTEST], []).append(start)
            at += length
        packed.append(flags)
        packed += group
    return bytes(packed)


def _longest(chunk: bytes, at: int, seen: Mapping[bytes, list[int]], limit: int) -> tuple[int, int]:
    """Return the length of the longest copy for what begins at `at`, and how far back it is."""
    limit = min(limit, len(chunk) - at)
    if limit < _SHORTEST:
        return 0, 0
    length = back = 0
    for start in reversed(seen.get(chunk[at : at + _SHORTEST], ())):
        same = _SHORTEST
        while same < limit and chunk[start + same] == chunk[at + same]:
            same += 1
        if same > length:
            length, back = same, at - start
            if same == limit:
                break
    return length, back


def obscure(data: bytes, project_id: str) -> str:
    """Return `data` as the protection lines of a project hold it, in hexadecimal.

    The seed is always 0, so that equal input gives equal text.
    """
    key = sum(project_id.encode("ascii")) & 0xFF
    written = [0, 2, key]
    plain, before, last = key, 2, key
    for byte in struct.pack("<I", len(data)) + data:
        hidden = byte ^ ((before + plain) & 0xFF)
        written.append(hidden)
        before, last, plain = last, hidden, byte
    return bytes(written).hex().upper()
