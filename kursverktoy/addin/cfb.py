"""A compound file ([MS-CFB], version 3), the container of a VBA project.

As small as the format allows: storages only just below the root, and no room for more than 7 MB.
The bytes depend on the streams alone; there are no times and no random numbers in them.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SECTOR, MINI = 512, 64
CUTOFF = 4096
"""A stream shorter than this lies in mini sectors."""
_PER_SECTOR = SECTOR // 4
_FREE, _END, _FAT_SECTOR, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEADER = 109
"""How many sectors of the allocation table the header itself can point at."""
_LONGEST_NAME = 31
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")
_HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIII")
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(eq=False)
class _Entry:
    """One line of the directory; numbers point at other entries."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    black: bool = True
    start: int = _END

    def __post_init__(self) -> None:
        if len(self.name) > _LONGEST_NAME or set(self.name) & set("/\\:!"):
            raise ValueError(f"not a name in a compound file: {self.name!r}")
        if self.kind == _STORAGE:
            self.start = 0

    @property
    def key(self) -> tuple[int, str]:
        """What orders siblings: shorter names first, then letters in upper case."""
        return len(self.name), self.name.upper()

    @property
    def small(self) -> bool:
        """Whether it lies in mini sectors."""
        return self.kind == _STREAM and len(self.data) < CUTOFF

    def packed(self) -> bytes:
        """Return the 128 bytes of the entry."""
        name = self.name.encode("utf-16-le")
        return _ENTRY.pack(
            name, len(name) + 2, self.kind, self.black, self.left, self.right, self.child,
            b"", 0, 0, 0, self.start, len(self.data),
        )  # fmt: skip


_UNUSED = _ENTRY.pack(b"", 0, 0, 0, _NONE, _NONE, _NONE, b"", 0, 0, 0, 0, 0)


class _Area:
    """Sectors of one size, and the table that says for each which comes after it."""

    def __init__(self, size: int, table: Iterable[int] = ()) -> None:
        self.size, self.table, self.data = size, list(table), bytearray()

    def place(self, data: bytes) -> int:
        """Put `data` in new sectors and return the first."""
        if not data:
            return _END
        first, count = len(self.table), _count(len(data), self.size)
        self.table += [*range(first + 1, first + count), _END]
        self.data += data + bytes(-len(data) % self.size)
        return first


def compound_file(tree: Mapping[str, bytes | Mapping[str, bytes]]) -> bytes:
    """Return the file with the streams in `tree`, where a mapping is a storage of streams.

    Raises `ValueError` for a name or a size that such a file can't have.
    """
    entries = _entries(tree)
    root, streams = entries[0], [entry for entry in entries if entry.kind == _STREAM]
    mini = _Area(MINI)
    for entry in streams:
        if entry.small:
            entry.start = mini.place(entry.data)
    root.data = bytes(mini.data)
    mini_table = _table(mini.table)
    large = [root, *(entry for entry in streams if not entry.small)]
    sizes = [len(mini_table), *(len(entry.data) for entry in large), _ENTRY.size * len(entries)]
    fat_sectors = _fat_sectors(sum(_count(size, SECTOR) for size in sizes))
    area = _Area(SECTOR, [_FAT_SECTOR] * fat_sectors)
    first_mini_table = area.place(mini_table)
    for entry in large:
        entry.start = area.place(entry.data)
    first_directory = area.place(_directory(entries))
    header = _HEADER.pack(
        _SIGNATURE, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors, first_directory, 0, CUTOFF,
        first_mini_table, _count(len(mini_table), SECTOR), _END, 0,
    )  # fmt: skip
    where = [*range(fat_sectors), *[_FREE] * (_IN_HEADER - fat_sectors)]
    return header + _numbers(where) + _table(area.table) + bytes(area.data)


def _entries(tree: Mapping[str, bytes | Mapping[str, bytes]]) -> list[_Entry]:
    """Return the directory, root first, with every family of siblings linked as a tree."""
    root = _Entry("Root Entry", _ROOT)
    entries, families = [root], [(root, _family(tree))]
    for parent, family in families:
        entries += family
        if parent is root:
            nested = {entry.name: entry for entry in family}
            families += [
                (nested[name], _family(streams))
                for name, streams in tree.items()
                if not isinstance(streams, bytes)
            ]
    numbers = {id(entry): number for number, entry in enumerate(entries)}
    for parent, family in families:
        parent.child = _link(sorted(family, key=lambda entry: entry.key), numbers)
    return entries


def _family(tree: Mapping[str, bytes | Mapping[str, bytes]]) -> list[_Entry]:
    family = [
        _Entry(name, _STREAM, data) if isinstance(data, bytes) else _Entry(name, _STORAGE)
        for name, data in tree.items()
    ]
    if len({entry.key for entry in family}) != len(family):
        raise ValueError("two names in a compound file differ only in case")
    return family


def _link(entries: Sequence[_Entry], numbers: Mapping[int, int]) -> int:
    """Link sorted siblings as a balanced red-black tree and return the number of its top."""
    deepest = len(entries).bit_length() - 1

    def link(first: int, end: int, depth: int) -> int:
        if first >= end:
            return _NONE
        middle = (first + end) // 2
        entry = entries[middle]
        entry.black = depth == 0 or depth < deepest
        entry.left = link(first, middle, depth + 1)
        entry.right = link(middle + 1, end, depth + 1)
        return numbers[id(entry)]

    return link(0, len(entries), 0)


def _directory(entries: Sequence[_Entry]) -> bytes:
    missing = -len(entries) % (SECTOR // _ENTRY.size)
    return b"".join(entry.packed() for entry in entries) + _UNUSED * missing


def _fat_sectors(used: int) -> int:
    """Return how many sectors of table it takes to tell of `used` sectors and of itself."""
    count = 1
    while count * _PER_SECTOR < used + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError("a compound file of more than 7 MB")
    return count


def _table(numbers: Sequence[int]) -> bytes:
    return _numbers([*numbers, *[_FREE] * (-len(numbers) % _PER_SECTOR)])


def _numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _count(size: int, unit: int) -> int:
    return -(-size // unit)
