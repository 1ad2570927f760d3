"""A template made ready: nothing but text and packed bytes, so that it can lie on a disk."""

import json
from typing import Any, NamedTuple

from kursverktoy.documents.engine.archive import Entry

_LENGTH = 8
BODY, PAGE, NOTES = "body", "page", "notes"
"""The body of the document, a header or footer, and the footnotes: docxtpl fills each its way."""


class Part(NamedTuple):
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


class Prepared(NamedTuple):
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
        static = [(each.name, each.size, each.crc, len(each.packed)) for each in self.static]
        told = (*self[:4], static, self.by_docxtpl)
        text = json.dumps(told, ensure_ascii=False).encode()
        packed = (each.packed for each in self.static)
        return b"".join((len(text).to_bytes(_LENGTH, "big"), text, *packed))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Prepared":
        """Return what `to_bytes` made."""
        start = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        parts, properties, about, styles, static, by_docxtpl = json.loads(data[_LENGTH:start])
        entries = []
        for name, size, crc, length in static:
            entries.append(Entry(name, size, crc, data[start : start + length]))
            start += length
        return cls(
            tuple(Part(*map(_frozen, part)) for part in parts),
            tuple(properties),
            about,
            _frozen(styles),
            tuple(entries),
            by_docxtpl,
        )


def _frozen(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told
