"""A workbook as a stored file: what kind it is, and its parts, each proven whole.

Nothing that a file says about itself is believed. The archive is read here and not with
`zipfile`, which costs a third of a cold start and trusts more than we do.
"""

import pyexpat
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import program_of
from kursverktoy.workbook.zip_directory import MAX_PARTS, BrokenDirectoryError, Entry, entries_of

MAX_FILE = 50 << 20
MAX_PART = 100 << 20
MAX_TOTAL = 250 << 20
MAX_RATIO = 300
MAX_DEPTH = 64
_SMALL = 1 << 20
"""Parts up to this size may be packed as hard as they like."""

Attributes = dict[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]
TextHandler = Callable[[str], object]


def damaged(name: str, what: str) -> KursverktoyError:
    """Return the error for a file that is broken, where `what` says how."""
    return KursverktoyError(
        f"Filen «{name}» er skadet: {what}. "
        f"Hent fram en tidligere versjon, eller åpne den i {program_of(name)} og lagre den på nytt."
    )


def unsafe(name: str, what: str) -> KursverktoyError:
    """Return the error for a file that no office program makes by itself."""
    usual = "arbeidsbok" if program_of(name) == "Excel" else "Word-fil"
    return KursverktoyError(
        f"Filen «{name}» åpnes ikke: {what}. Slik er ingen vanlig {usual}; "
        f"spør den som sendte filen, eller lag en ny {usual}."
    )


def protected(name: str) -> KursverktoyError:
    """Return the error for a file that needs a password."""
    return KursverktoyError(
        f"Filen «{name}» er beskyttet med passord. Åpne den i {program_of(name)}, fjern passordet "
        "under Fil > Info, og prøv igjen."
    )


class Relationship(NamedTuple):
    """A pointer from one part to another."""

    kind: str
    """The last word of its type, the same in transitional and strict files."""
    target: str
    external: bool


class Package:
    """The parts of an untrusted Office file; `name` is what the file is called in messages.

    Every method raises `KursverktoyError` when the file is damaged or hostile. A part is
    handed out only after its checksum is proven; `prove_the_rest` does so for the others.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._data = memoryview(data)
        self._proven: set[str] = set()
        try:
            entries = list(entries_of(data))
        except (struct.error, BrokenDirectoryError) as error:
            raise damaged(
                name, "den er ikke hel (avbrutt nedlasting eller synkronisering?)"
            ) from error
        except UnicodeError as error:
            raise damaged(name, "navnet på en del kan ikke leses") from error
        self._refuse_bombs(entries)
        self._refuse_bad_names(entries)
        self._entries = {entry.name.lower(): entry for entry in entries}

    def _refuse_bombs(self, entries: list[Entry]) -> None:
        if len(entries) > MAX_PARTS or sum(entry.size for entry in entries) > MAX_TOTAL:
            raise unsafe(self.name, "den er for stor når den pakkes ut")
        for entry in entries:
            packed = max(1, entry.end - entry.start)
            if entry.size > MAX_PART or entry.size > max(_SMALL, MAX_RATIO * packed):
                raise unsafe(self.name, f"en del av den blir {entry.size >> 20} MB utpakket")
        for before, after in pairwise(sorted(entries, key=lambda entry: entry.header)):
            if after.header < before.end:
                raise unsafe(self.name, "to deler av den ligger oppå hverandre")

    def _refuse_bad_names(self, entries: list[Entry]) -> None:
        for name in (entry.name for entry in entries):
            if name.startswith("/") or ".." in name.split("/") or set(name) & set("\\:\0"):
                raise unsafe(self.name, f"en del av den har navnet «{name:.60}»")
        if len({entry.name.lower() for entry in entries}) != len(entries):
            raise unsafe(self.name, "to deler av den har samme navn")

    @property
    def parts(self) -> Iterable[str]:
        """The names of all parts, in lower case."""
        return self._entries.keys()

    def read(self, part: str) -> bytes:
        """Return the contents of `part`, whose case does not matter."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise damaged(self.name, "en del av innholdet mangler")
        packed = self._data[entry.start : entry.end]
        content = self._inflated(packed, entry.size) if entry.deflated else bytes(packed)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise damaged(self.name, "en del av innholdet er endret siden den ble lagret")
        self._proven.add(part.lower())
        return content

    def _inflated(self, packed: memoryview, size: int) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than promised is enough to find out that a part lies about its size.
            content = inflater.decompress(packed, size + 1)
        except zlib.error as error:
            raise damaged(self.name, "en del av innholdet kan ikke pakkes ut") from error
        if not inflater.eof or inflater.unused_data:
            raise damaged(self.name, "en del av innholdet kan ikke pakkes ut")
        return content

    def prove_the_rest(self) -> None:
        """Check the parts that nobody has read, so that no bit error goes unseen."""
        for part in self._entries.keys() - self._proven:
            content = self.read(part)
            if any(doctype in content for doctype in _DOCTYPES):
                raise unsafe(self.name, _DEFINITIONS)

    def parse(
        self, part: str, starts: Starts, ends: Ends | None = None, text: TextHandler | None = None
    ) -> None:
        """Run through the XML of `part`; see `parse_xml`."""
        parse_xml(self.name, self.read(part), starts, ends or {}, text)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return by id what `part` points to; "" is the package itself."""
        found: dict[str, Relationship] = {}

        def relationship(attributes: Attributes) -> None:
            external = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = Relationship(
                attributes.get("Type", "").rpartition("/")[2],
                target if external else normpath(join("/", dirname(part), target)).lstrip("/"),
                external,
            )

        where = join(dirname(part), "_rels", f"{basename(part)}.rels")
        if where.lower() in self._entries:
            self.parse(where, {"Relationship": relationship})
        return found

    def content_types(self) -> dict[str, str]:
        """Return the content type of each part (as "/name") and each ending (as "*.ending")."""
        types: dict[str, str] = {}

        def override(attributes: Attributes) -> None:
            types[attributes.get("PartName", "").lower()] = attributes.get("ContentType", "")

        def default(attributes: Attributes) -> None:
            ending = attributes.get("Extension", "").lower()
            types[f"*.{ending}"] = attributes.get("ContentType", "")

        self.parse("[Content_Types].xml", {"Override": override, "Default": default})
        return types


_DEFINITIONS = "den inneholder egne XML-definisjoner"
_DOCTYPES = ["<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be")]


def parse_xml(
    name: str, xml: bytes, starts: Starts, ends: Ends, text: TextHandler | None = None
) -> None:
    """Run through `xml` and call the handler of each element in the root's own namespace.

    Elements are found by local name, so strict and transitional files read alike. Raises
    `KursverktoyError` for XML that is not well formed, has a DOCTYPE or is nested too deep.
    """
    parser = pyexpat.ParserCreate("utf-8", " ")
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise unsafe(name, _DEFINITIONS)

    def root(tag: str, attributes: Attributes) -> None:
        space = tag[: tag.rfind(" ") + 1]
        parser.StartElementHandler, parser.EndElementHandler = _handlers(
            name,
            {space + local: handler for local, handler in starts.items()},
            {space + local: handler for local, handler in ends.items()},
        )
        parser.StartElementHandler(tag, attributes)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    parser.CharacterDataHandler = text
    try:
        parser.Parse(_as_utf8(name, xml), True)
    except pyexpat.ExpatError as error:
        raise damaged(name, "en del av innholdet er ikke gyldig XML") from error


def _handlers(
    name: str, starts: Starts, ends: Ends
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    depth = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise unsafe(name, "innholdet er pakket inn i for mange lag")
        handler = starts.get(tag)
        if handler is not None:
            handler(attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler = ends.get(tag)
        if handler is not None:
            handler()

    return start, end


_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")


def _as_utf8(name: str, xml: bytes) -> bytes:
    codec = ""
    if xml[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        codec = "utf-16"
    elif b"\0" in xml[:2]:
        codec = "utf-16-be" if xml[0] == 0 else "utf-16-le"
    elif found := _DECLARED.match(xml):
        declared = found[1].decode("latin-1").lower()
        codec = "" if declared in {"utf-8", "us-ascii", "ascii"} else declared
        if codec not in {"", "iso-8859-1"}:
            raise damaged(name, "en del av innholdet har et ukjent tegnsett")
    try:
        return xml.decode(codec).encode() if codec else xml
    except UnicodeError as error:
        raise damaged(name, "en del av innholdet har ugyldige tegn") from error
