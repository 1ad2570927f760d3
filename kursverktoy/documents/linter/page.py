"""A template as a Word user sees it: pages, paragraphs, and where each of them stands.

Read once by lxml, apart from docxtpl, so that everything can be told with its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count
from typing import Any

from lxml import etree

from kursverktoy.documents.linter.malfunn import Place, Spot
from kursverktoy.documents.packing import parsed
from kursverktoy.documents.word import DOCUMENT, W
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.package import Package

Element = etree._Element  # noqa: SLF001  the only name lxml has for it

REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
P, T, TC, TR, TBL = (f"{W}{name}" for name in ("p", "t", "tc", "tr", "tbl"))
VAL = f"{W}val"
CORE = "docProps/core.xml"
LOWEST_HEADING = 9
_PROPERTIES = {
    "title": "Tittel",
    "subject": "Emne",
    "creator": "Forfatter",
    "description": "Kommentarer",
    "identifier": "Identifikator",
    "language": "Språk",
}
"""The properties of a file that docxtpl fills."""
_HIDDEN = etree.XPath(
    "//*[@*[contains(., '{{') or contains(., '{%')]] | //w:instrText[contains(., '{')]",
    namespaces={"w": W[1:-1]},
)
_BEFORE, _AFTER = 40, 30
"""So many letters around a tag show where it stands."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in which tags are looked for: of a paragraph, or of an attribute within it."""

    page: "Page"
    number: int
    element: Element
    text: str
    pieces: tuple[tuple[int, Element], ...]
    """The elements that hold the text, each with the place of its first letter."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some letters of a text; without any, the text as a whole."""

    passage: Passage
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """The letters."""
        return self.passage.text[self.start : self.end]

    def holders(self) -> list[Element]:
        """Return the elements that hold the letters."""
        pieces = self.passage.pieces
        ends = [at for at, _ in pieces[1:]] + [len(self.passage.text)]
        return [
            element
            for (at, element), to in zip(pieces, ends, strict=True)
            if at < self.end and to > self.start
        ]

    def spot(self) -> Spot:
        """Return where it stands, in words and for a program; this takes a while."""
        passage, tag = self.passage, self.text
        before, after = passage.text[: self.start], passage.text[self.end :]
        if len(before) > _BEFORE:
            before = f"…{before[-_BEFORE:].partition(' ')[2] or before[-_BEFORE:]}"
        if len(after) > _AFTER:
            after = f"{after[:_AFTER].rpartition(' ')[0] or after[:_AFTER]}…"
        is_text = all(holder.tag == T for _, holder in passage.pieces)
        ends = (self.start, self.end) if is_text else (0, 0)
        return Spot(
            sted=passage.page.where(passage.element),
            tekst=" ".join(f"{before}{tag}{after}".split()),
            tag=tag,
            place=Place(passage.page.part, passage.number, *ends),
        )


@dataclass(frozen=True)
class Page:
    """A part of the document with text of its own: the body, a header, a footer."""

    part: str
    name: str
    """What a reader calls it, such as toppteksten; empty for the body."""
    root: Element
    headings: dict[str, int] = field(default_factory=dict)
    """The level of each style that is a heading."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text in the order of the XML; what Word repeats for old versions is left out."""
        if self.part == CORE:
            return tuple(self._properties())
        old = next(self.root.iter(_FALLBACK), None) is not None
        return tuple(
            passage
            for number, paragraph in enumerate(self.root.iter(P))
            if not (old and next(paragraph.iterancestors(_FALLBACK), None) is not None)
            for passage in self._of(number, paragraph)
        )

    def _properties(self) -> Iterator[Passage]:
        for number, each in enumerate(self.root):
            if etree.QName(each).localname in _PROPERTIES and each.text:
                yield Passage(self, number, each, each.text, ((0, each),))

    def _of(self, number: int, paragraph: Element) -> Iterator[Passage]:
        holders = list(paragraph.iter(T))
        if next(paragraph.iterdescendants(P), None) is not None:  # text boxes come by themselves
            holders = [t for t in holders if next(t.iterancestors(P)) is paragraph]
        text, pieces = "", []
        for holder in holders:
            pieces.append((len(text), holder))
            text += holder.text or ""
        yield Passage(self, number, paragraph, text, tuple(pieces))
        for element, written in self._hidden.get(paragraph, ()):
            yield Passage(self, number, paragraph, written, ((0, element),))

    @cached_property
    def _hidden(self) -> dict[Element, list[tuple[Element, str]]]:
        """By paragraph, the texts with tags that no reader sees: in attributes, in field codes."""
        found: dict[Element, list[tuple[Element, str]]] = {}
        for element in selected(_HIDDEN, self.root):
            paragraph = next(element.iterancestors(P), element)
            texts = [str(each) for each in element.attrib.values()]
            if element.tag == f"{W}instrText":
                texts.append(element.text or "")
            found.setdefault(paragraph, []).extend((element, t) for t in texts if "{" in t)
        return found

    def around(self, element: Element) -> Span | None:
        """Return the paragraph nearest to what is not text itself, such as a picture."""
        inside = (each.iter(P) for each in element.iterancestors())
        near = next(chain(element.iterancestors(P), *inside), None)
        found = next((each for each in self.passages if each.element is near), None)
        return Span(found) if found else None

    def where(self, element: Element) -> str:
        """Return where a paragraph stands: headings above it, table, row and column."""
        if self.part == CORE:
            return f"filegenskapen «{_PROPERTIES[etree.QName(element).localname]}»"
        inside: list[str] = []
        block = element
        for above in element.iterancestors():
            if above is self.root or above.tag == f"{W}body":
                break
            if above.tag == TC:
                inside.insert(0, self._cell(above))
            elif above.tag == f"{W}txbxContent":
                inside.insert(0, "tekstboks")
            block = above
        if block is element and self._level(block):
            return f"overskriften «{_short(text_of(block))}»"
        path = self.name or " › ".join(self._headings_above(block))
        return ", ".join(filter(None, (path, *(inside or [self._nth(block)]))))

    def _headings_above(self, block: Element) -> list[str]:
        path: list[str] = []
        lowest = LOWEST_HEADING + 1
        for before in block.itersiblings(P, preceding=True):
            level = self._level(before)
            if level and level < lowest:
                lowest = level
                path.insert(0, f"«{_short(text_of(before))}»")
        return path

    def _nth(self, block: Element) -> str:
        texts = (each for each in self._since_heading(block, P) if text_of(each).strip())
        return f"avsnitt {1 + sum(1 for _ in texts)}"

    def _cell(self, cell: Element) -> str:
        row, table = (next(cell.iterancestors(tag)) for tag in (TR, TBL))
        tables = 1 + sum(1 for _ in self._since_heading(table, TBL))
        numbers = (1 + sum(1 for _ in e.itersiblings(e.tag, preceding=True)) for e in (row, cell))
        return "tabell {}, rad {}, kolonne {}".format(tables, *numbers)

    def _since_heading(self, block: Element, tag: str) -> Iterator[Element]:
        """Yield what is like `block` before it, back to the heading it stands under."""
        for before in block.itersiblings(preceding=True):
            if before.tag == P and self._level(before):
                return
            if before.tag == tag:
                yield before

    def _level(self, paragraph: Element) -> int:
        """Return the level of a heading; 0 for other paragraphs."""
        return self.headings.get(style_of(paragraph), 0)


def selected(path: etree.XPath, root: Element) -> list[Element]:
    """Return the elements that `path` finds; lxml can't tell what a path finds."""
    found: Any = path(root)
    return list(found)


def _short(text: str) -> str:
    return f"{text[:39]}…" if len(text) > 40 else text  # noqa: PLR2004  a line has room for two


def text_of(paragraph: Element) -> str:
    """Return the text of a paragraph."""
    return "".join(t.text or "" for t in paragraph.iter(T))


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style; empty where it has none of its own."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(found.get(VAL, "")) if found is not None else ""


@dataclass(frozen=True)
class Word:
    """A template as a file: its pages, its styles, and all its parts."""

    name: str
    package: Package
    pages: tuple[Page, ...]
    styles: Element | None


def open_word(name: str, data: bytes) -> Word:
    """Return a template taken apart; raises `KursverktoyError` when it is no whole document."""
    package = Package(name, data)
    starts = (r for r in package.relationships("").values() if r.kind == "officeDocument")
    start = next(starts, None)
    if DOCUMENT not in package.content_types().values() or start is None:
        raise KursverktoyError(f"«{name}» er ikke et Word-dokument. Lagre det som .docx i Word.")
    package.prove_the_rest()
    body = _parsed(package, start.target)
    related = package.relationships(start.target)
    styles = next((r.target for r in related.values() if r.kind == "styles"), None)
    look = _parsed(package, styles) if styles else None
    headings = {} if look is None else _headings(look)
    pages = [Page(start.target, "", body, headings)]
    called = _names(body)
    for id, each in related.items():
        if each.kind in {"header", "footer"} and id in called:
            pages.append(Page(each.target, called[id], _parsed(package, each.target)))
    if CORE.lower() in package.parts:
        pages.append(Page(CORE, "filegenskapene", _parsed(package, CORE)))
    return Word(name, package, tuple(pages), look)


def _parsed(package: Package, part: str) -> Element:
    try:
        return parsed(package.read(part))
    except etree.XMLSyntaxError as error:
        raise KursverktoyError(f"«{package.name}» er skadet. Lagre den på nytt i Word.") from error


def _headings(styles: Element) -> dict[str, int]:
    """Return the level of the heading styles by their id; Word keeps their names in English."""
    named = (
        (style.get(f"{W}styleId", ""), name.get(VAL, "").lower())
        for style in styles.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
    )
    return {
        id: int(name[-1]) for id, name in named if name[:-1] == "heading " and name[-1:].isdigit()
    }


_KINDS = {"default": "", "first": " på første side", "even": " på partallssider"}


def _names(body: Element) -> dict[str, str]:
    """Return what a reader calls each header and footer, by the id of its relationship."""
    found: dict[str, str] = {}
    sections = list(body.iter(f"{W}sectPr"))
    for number, section in zip(count(1), sections):
        for what, called in (("header", "toppteksten"), ("footer", "bunnteksten")):
            for each in section.iter(f"{W}{what}Reference"):
                kind = _KINDS.get(each.get(f"{W}type", "default"), "")
                part = f" i del {number}" if len(sections) > 1 else ""
                found.setdefault(each.get(f"{REL}id", ""), f"{called}{kind}{part}")
    return found
