"""Everything to say about one template, in the order of the document."""

from collections.abc import Iterator
from dataclasses import dataclass

from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.blocks import Leaf, tree_of
from kursverktoy.documents.linter.languages import languages
from kursverktoy.documents.linter.looks import looks
from kursverktoy.documents.linter.malfunn import NOWHERE, Malfunn, malfunn
from kursverktoy.documents.linter.names import Walk
from kursverktoy.documents.linter.page import CORE, Word, open_word
from kursverktoy.documents.linter.placing import placing
from kursverktoy.documents.linter.reader import Reader
from kursverktoy.documents.linter.syntax import TOO_DEEP, parsed
from kursverktoy.documents.linter.tags import Hit, tags_of
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
    hits = [*_tags(word, reader), *reader.hits, *looks(word), *languages(word, språk)]
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


def _tags(word: Word, reader: Reader) -> Iterator[Hit]:
    """Yield what is wrong with the tags, apart from what `reader` finds in them."""
    walk = Walk(reader)
    told = False
    for page in word.pages:
        leaves: list[Leaf] = []
        for each in (each for passage in page.passages for each in tags_of(passage)):
            if isinstance(each, Hit):
                yield each
                continue
            read = parsed(each)
            if isinstance(read, Hit):
                yield read
                leaves.append(Leaf(each, None, told=True))
            else:
                leaves.append(Leaf(each, read, told=not each.readable))
        tree, blocks, unbalanced = tree_of(leaves)
        yield from unbalanced
        if page.part != CORE:
            yield from placing([leaf.tag for leaf in leaves], blocks)
        reader.asked.clear()
        try:
            walk.page(tree)
        except RecursionError:
            at = reader.tag.span if reader.tag else None
            yield Hit(regler.SKRIVEFEIL, at, {"hva": TOO_DEEP})
        told = told or bool(page.name and "utkast" in reader.asked)
    if reader.kind and not told:
        yield Hit(regler.UTEN_UTKAST)


def _order(parts: list[str], funn: Malfunn) -> tuple[int, int, int, str]:
    """Return what sorts findings as a reader meets them; those about the whole file come last."""
    place = funn.place
    if place is None:
        return len(parts), 0, 0, funn.kode
    return parts.index(place.part), place.paragraph, place.start, funn.kode
