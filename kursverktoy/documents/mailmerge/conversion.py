"""A template made for Word's own mail merge, as one of ours, with a report of every field.

What can't be said in a tag is left standing and told with what to do; nothing goes away in
silence. The link to the data source, which tells where somebody's lists lie, is taken out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from posixpath import basename, dirname, join

from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.linter.page import CORE, Page, T, Word, open_word
from kursverktoy.documents.mailmerge.fields import Field, fields_of, remove, replace
from kursverktoy.documents.mailmerge.formatting import is_mixed
from kursverktoy.documents.mailmerge.names import Names, StandsError
from kursverktoy.documents.mailmerge.regions import (
    UNPAIRED,
    Region,
    around,
    loop_over,
    nested,
    put_loop,
)
from kursverktoy.documents.mailmerge.tags import MERGING, Writer
from kursverktoy.documents.packing import parsed, repacked, written
from kursverktoy.documents.word import W
from kursverktoy.errors import KursverktoyError

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TRACKED = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_SOURCES = {"mailMergeSource", "mailMergeHeaderSource", "recipientData"}
_TYPES = "[Content_Types].xml"
_NOT_WHOLE = (
    "Feltet går over flere avsnitt, eller mangler slutten. Sett det i ett avsnitt, eller skriv "
    "{%p if … %} og {%p endif %} i egne avsnitt."
)
_UNLINKED = "Word spør ikke lenger etter datakilden. Verdiene kommer fra arbeidsboka."
_MIXED = "Deler av feltet var formatert hver for seg. Nå er alt formatert likt. Se over det i Word."
_TYPED = (
    "Dette er skrevet som vanlig tekst, og er ikke noe felt. Ta det bort, og skriv en tag i stedet."
)
_TYPED_FIELD = re.compile(
    rf"(?<!\{{)\{{\s*(?:{'|'.join(sorted(MERGING))})(?=[\s{{])[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*\}}?",
    re.IGNORECASE,
)
_INSIDE = "Står inne i noe som ikke kunne gjøres om. Rett det først, og gjør malen om på nytt."


class Feltutfall(StrEnum):
    """What became of a field."""

    OMGJORT = "gjort om"
    STÅR = "står igjen"
    FJERNET = "tatt bort"


@dataclass(frozen=True, slots=True)
class Flettefelt:
    """One field of a mail-merge template, and what became of it."""

    sted: str
    """Where it stands, as a reader of the document sees it."""
    felt: str
    """Its code, such as MERGEFIELD Navn \\* Upper."""
    utfall: Feltutfall
    tag: str = ""
    """What stands there now."""
    merknad: str = ""
    """Why it stands and what to do, or what is not quite the same any more."""


@dataclass(frozen=True, slots=True)
class Omgjøring:
    """A template that has been made over, and the report."""

    mal: bytes
    felt: tuple[Flettefelt, ...]
    """Every field of a mail merge, part by part, in order."""

    def med(self, utfall: Feltutfall) -> tuple[Flettefelt, ...]:
        """Return the fields with one outcome."""
        return tuple(each for each in self.felt if each.utfall is utfall)


def converted(name: str, data: bytes, kind: Kind) -> Omgjøring:
    """Return the mail-merge template `data` as a template for documents of `kind`.

    Raises `KursverktoyError` when it is no whole document or has tracked changes.
    """
    word = open_word(name, data)
    pages = [page for page in word.pages if page.part != CORE]
    if any(next(page.root.iter(*_TRACKED), None) is not None for page in pages):
        raise KursverktoyError(
            f"«{name}» har sporede endringer. Godta eller avvis dem alle i Word, og prøv igjen."
        )
    felt: list[Flettefelt] = []
    changed: dict[str, bytes] = {}
    for page in pages:
        typed = list(_typed(page))
        told = [*_Conversion(page, kind).told(), *typed]
        felt += told
        if any(each.tag for each in told):
            changed[page.part] = written(page.root)
    source = _Source(word)
    if source.linked:
        felt.append(Flettefelt("", "koblingen til datakilden", Feltutfall.FJERNET, "", _UNLINKED))
    return Omgjøring(repacked(data, changed | source.parts(), source.gone), tuple(felt))


def _typed(page: Page) -> Iterator[Flettefelt]:
    """Yield what looks like a field to a reader of the document, and is letters and braces."""
    for passage in page.passages:
        if all(holder.tag == T for _, holder in passage.pieces):
            for found in _TYPED_FIELD.finditer(passage.text):
                code = " ".join(found[0].split())
                yield Flettefelt(page.where(passage.element), code, Feltutfall.STÅR, "", _TYPED)


class _Conversion:
    """The fields of one page on their way to tags."""

    def __init__(self, page: Page, kind: Kind) -> None:
        self._names = Names(kind)
        self._fields = list(_merging(fields_of(page.root)))
        # Before anything changes: where a thing stands depends on what stands before it.
        self._places = {id(each): page.where(each.paragraph) for each in self._fields}
        # Word repeats some drawings for old versions: filled too, but told once.
        self._repeated = {
            id(each)
            for each in self._fields
            if next(each.first.iterancestors(_FALLBACK), None) is not None
        }

    def told(self) -> Iterator[Flettefelt]:
        """Convert all, and yield what became of each."""
        items, alone = nested(self._fields)
        self._alone = {id(each) for each in alone}
        for this, told in self._all(items, self._names, 0):
            if id(this) not in self._repeated:
                yield told

    def _all(
        self, items: Iterable[Field | Region], names: Names, depth: int
    ) -> Iterator[tuple[Field, Flettefelt]]:
        for each in items:
            if isinstance(each, Region):
                yield from self._region(each, names, depth)
            else:
                yield from self._field(each, names)

    def _field(self, this: Field, names: Names) -> Iterator[tuple[Field, Flettefelt]]:
        writer = Writer(names)
        try:
            tag = self._tag(this, writer)
        except StandsError as error:
            yield from self._stands(this, str(error))
            return
        if this.kind == "IF" and is_mixed(this):
            writer.remarks.append(_MIXED)
        yield this, self._told(this, Feltutfall.OMGJORT, tag, " ".join(writer.remarks))
        replace(this, tag)
        yield from self._within(this, Feltutfall.OMGJORT, "Er med i feltet over.")

    def _tag(self, this: Field, writer: Writer) -> str:
        if id(this) in self._alone:
            raise StandsError(UNPAIRED)
        if not this.whole:
            raise StandsError(_NOT_WHOLE)
        return writer.tag(this)

    def _region(
        self, region: Region, names: Names, depth: int
    ) -> Iterator[tuple[Field, Flettefelt]]:
        try:
            start, end = region.marks()
            found = names.several(region.label)
        except StandsError as error:
            yield from self._stands(region.start, str(error))
            yield from self._left(region)
            if region.end is not None:
                yield from self._stands(region.end, str(error))
            return
        loop = loop_over(found, depth)
        tag = around(start, end).tag
        tags = "".join(map(tag, loop.heads))
        yield start, self._told(start, Feltutfall.OMGJORT, tags, found.remark)
        yield from self._all(region.items, names.within(loop.variables), depth + 1)
        yield end, self._told(end, Feltutfall.OMGJORT, tag("endfor") * len(loop.heads))
        put_loop(start, end, loop.heads)

    def _left(self, region: Region) -> Iterator[tuple[Field, Flettefelt]]:
        """Yield that what is inside a region stands: it would mean something else outside."""
        for each in region.items:
            if isinstance(each, Region):
                yield from self._stands(each.start, _INSIDE)
                yield from self._left(each)
                if each.end is not None:
                    yield from self._stands(each.end, _INSIDE)
            else:
                yield from self._stands(each, _INSIDE)

    def _stands(self, this: Field, why: str) -> Iterator[tuple[Field, Flettefelt]]:
        yield this, self._told(this, Feltutfall.STÅR, "", why)
        yield from self._within(this, Feltutfall.STÅR, _INSIDE)

    def _within(
        self, this: Field, utfall: Feltutfall, merknad: str
    ) -> Iterator[tuple[Field, Flettefelt]]:
        """Yield the merge fields in the code of a field, which share its fate."""
        for inner in _all_within(this):
            yield this, Flettefelt(self._places[id(this)], inner.words, utfall, "", merknad)

    def _told(self, this: Field, utfall: Feltutfall, tag: str, merknad: str = "") -> Flettefelt:
        return Flettefelt(self._places[id(this)], this.words, utfall, tag, merknad)


def _merging(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield the fields that are about the merge; those of Word itself are looked into."""
    for each in fields:
        inside = any(True for _ in _all_within(each))
        if inside or (each.kind in MERGING and each.kind != "IF"):
            yield each
        else:
            yield from _merging(each.result)


def _all_within(this: Field) -> Iterator[Field]:
    """Yield the merge fields in the code of a field, at any depth."""
    for inner in this.inner:
        if inner.kind in MERGING:
            yield inner
        yield from _all_within(inner)


class _Source:
    """What a template remembers of the lists it was merged with."""

    def __init__(self, word: Word) -> None:
        self._package = word.package
        related = self._package.relationships(word.pages[0].part).values()
        self._part = next((r.target for r in related if r.kind == "settings"), "")
        self._root = parsed(self._package.read(self._part)) if self._part else None
        self._links = [] if self._root is None else list(self._root.iter(f"{W}mailMerge"))
        self._related = self._package.relationships(self._part) if self._part else {}

    @property
    def linked(self) -> bool:
        """Whether it remembers anything."""
        return bool(self._links)

    @property
    def gone(self) -> set[str]:
        """The parts that go with the link: who was chosen in the list."""
        sources = (r for r in self._related.values() if r.kind in _SOURCES and not r.external)
        return {r.target for r in sources} if self._links else set()

    def parts(self) -> dict[str, bytes]:
        """Return the parts that told of the link, as they shall be."""
        if self._root is None or not self._links:
            return {}
        for link in self._links:
            remove(link)
        parts = {self._part: written(self._root)}
        rels = join(dirname(self._part), "_rels", f"{basename(self._part)}.rels")
        if rels.lower() in self._package.parts:
            kept = parsed(self._package.read(rels))
            for each in list(kept):
                if each.get("Type", "").rpartition("/")[2] in _SOURCES:
                    remove(each)
            parts[rels] = written(kept)
        types = parsed(self._package.read(_TYPES))
        for each in list(types):
            if each.get("PartName", "").lstrip("/").lower() in {n.lower() for n in self.gone}:
                remove(each)
        return parts | {_TYPES: written(types)}
