"""Everything to say about one template, in the order of the document."""

from collections.abc import Iterator
from dataclasses import dataclass

from kursverktoy.course.funn import Alvor
from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.blocks import Leaf, depth, tree_of
from kursverktoy.documents.linter.doubts import DEEPEST
from kursverktoy.documents.linter.languages import languages
from kursverktoy.documents.linter.looks import looks
from kursverktoy.documents.linter.malfunn import NOWHERE, Malfunn, malfunn
from kursverktoy.documents.linter.names import Walk
from kursverktoy.documents.linter.page import CORE, Page, Word, open_word
from kursverktoy.documents.linter.placing import placing
from kursverktoy.documents.linter.reader import Reader
from kursverktoy.documents.linter.rehearsal import rehearsed
from kursverktoy.documents.linter.syntax import TOO_DEEP, parsed
from kursverktoy.documents.linter.tags import Hit, Tag, tags_of
from kursverktoy.documents.word import W
from kursverktoy.errors import KursverktoyError


@dataclass(frozen=True, slots=True)
class Gjennomgang:
    """A template that has been looked through."""

    mal: str
    funn: tuple[Malfunn, ...]
    brukt: frozenset[tuple[str, str]]
    """The columns it asks for, by sheet and name."""


def lint(name: str, data: bytes, kind: Kind | None, språk: str) -> Gjennomgang:
    """Return all there is to say about the template `data`, called `name`.

    `kind` is the document it is for; None when nobody knows, and then its names are not looked
    at. `språk` is the language it should be in: nb, nn or en; empty when nobody knows.
    """
    word = _opened(name, data)
    if word is None:
        return Gjennomgang(name, (malfunn(regler.IKKE_WORD, name),), frozenset())
    reader = Reader(kind)
    tags: list[list[Tag]] = []
    hits = [*_tags(word, reader, tags), *reader.hits]
    if kind and not any(hit.regel.alvor is Alvor.FEIL for hit in hits):
        hits += rehearsed(tags, kind)
    hits += (*looks(word), *languages(word, språk))
    parts = [page.part for page in word.pages]
    funn = dict.fromkeys(_funn(name, hit) for hit in hits)
    in_order = sorted(funn, key=lambda each: _order(parts, each))
    return Gjennomgang(name, tuple(in_order), frozenset(reader.used))


def _opened(name: str, data: bytes) -> Word | None:
    try:
        word = open_word(name, data)
    except KursverktoyError:
        return None
    # «Strict Open XML» has its elements in another namespace, and docxtpl can't read it.
    return word if word.pages[0].root.tag == f"{W}document" else None


def _funn(mal: str, hit: Hit) -> Malfunn:
    spot = hit.span.spot() if hit.span else NOWHERE
    return malfunn(hit.regel, mal, spot, hit.words, ledd=hit.ledd, forslag=hit.forslag)


def _tags(word: Word, reader: Reader, tags: list[list[Tag]]) -> Iterator[Hit]:
    """Yield what is wrong with the tags, apart from what `reader` finds in them.

    Where only filling them can show whether they work, they are added to `tags`, page by page.
    """
    walk = Walk(reader)
    told = False
    for page in word.pages:
        read = list(_read(page))
        yield from (each for each in read if isinstance(each, Hit))
        leaves = [each for each in read if isinstance(each, Leaf)]
        tree, blocks, unbalanced = tree_of(leaves)
        yield from unbalanced
        if page.part != CORE:
            yield from placing([leaf.tag for leaf in leaves], blocks)
        reader.asked.clear()
        reader.doubtful = depth(tree) > DEEPEST or any(b.keyword == "block" for b in blocks)
        try:
            walk.page(tree)
        except RecursionError:
            at = reader.tag.span if reader.tag else None
            yield Hit(regler.SKRIVEFEIL, at, {"hva": TOO_DEEP})
        told = told or bool(page.name and "utkast" in reader.asked)
        if reader.doubtful:
            tags.append([leaf.tag for leaf in leaves])
    if reader.kind and not told:
        yield Hit(regler.UTEN_UTKAST)


def _read(page: Page) -> Iterator[Leaf | Hit]:
    """Yield the tags of a page in order, and what is wrong with each by itself."""
    for each in (each for passage in page.passages for each in tags_of(passage)):
        if isinstance(each, Hit):
            yield each
            continue
        node = parsed(each)
        if isinstance(node, Hit):
            yield node
            yield Leaf(each, None, told=True)
        else:
            yield Leaf(each, node, told=not each.readable)


def _order(parts: list[str], funn: Malfunn) -> tuple[int, int, int, str]:
    """Return what sorts findings as a reader meets them; those about the whole file come last."""
    place = funn.place
    if place is None:
        return len(parts), 0, 0, funn.kode
    return parts.index(place.part), place.paragraph, place.start, funn.kode
