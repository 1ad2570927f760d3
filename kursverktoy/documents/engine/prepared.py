"""A template made ready: nothing but text and packed bytes, so that it can lie on a disk."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kursverktoy.documents.engine.archive import Entry

_LENGTH = 8
BODY, PAGE, NOTES = "body", "page", "notes"
"""The body of the document, a header or footer, and the footnotes: docxtpl fills each its way."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part with tags. Its text is `before`, the rendered `source`, and `after`."""

    name: str
    kind: str
    before: str
    source: str
    after: str
    opening: str = ""
    """The start tag of the body by itself, with the namespaces that the root declares."""
    drawings: bool = False
    """Its drawings are numbered anew in each document."""
    tree: str = ""
    """Why docxtpl's repairs may change something, or "" where it is proven that they can't."""
    inspect: str = ""
    """Why a document must be looked through before it is trusted, or ""."""
    bare_cells: tuple[str, ...] = ()
    """The texts one of which is in the part whenever a table cell is left without paragraphs."""
    bare_tables: tuple[str, ...] = ()
    """The same for a table that is left without rows, which docxtpl repairs."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template made ready, and cleaned of what tells about the template."""

    parts: tuple[Part, ...]
    properties: tuple[str, ...]
    """The document properties with tags; they are filled for their faults alone."""
    about: str
    """The name of the part with the document properties, made anew for each document."""
    styles: tuple[str, str, str] | None
    """The part with the styles: its name, and its text before and after the language."""
    static: tuple[Entry, ...]
    by_docxtpl: str = ""
    """Why docxtpl itself must fill it, or ""."""

    def to_bytes(self) -> bytes:
        """Return all of it, for `from_bytes`."""
        told = asdict(self) | {"static": [entry[:3] for entry in self.static]}
        told["lengths"] = [len(entry.packed) for entry in self.static]
        text = json.dumps(told, ensure_ascii=False).encode()
        packed = (entry.packed for entry in self.static)
        return b"".join((len(text).to_bytes(_LENGTH, "big"), text, *packed))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Prepared":
        """Return what `to_bytes` made."""
        end = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        told: Any = json.loads(data[_LENGTH:end], object_hook=_frozen)
        blobs = _cut(data[end:], told.pop("lengths"))
        static = zip(told["static"], blobs, strict=True)
        return cls(
            **told
            | {
                "parts": tuple(Part(**part) for part in told["parts"]),
                "static": tuple(Entry(name, size, crc, blob) for (name, size, crc), blob in static),
            }
        )


def _frozen(told: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}


def _cut(data: bytes, lengths: Iterable[int]) -> Iterator[bytes]:
    start = 0
    for length in lengths:
        yield data[start : start + length]
        start += length
