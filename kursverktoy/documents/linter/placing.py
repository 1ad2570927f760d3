"""Where tags may stand: what a tag takes the place of, and what it would take along."""

from collections.abc import Iterable, Iterator, Sequence

from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.blocks import Block
from kursverktoy.documents.linter.malfunn import Malregel
from kursverktoy.documents.linter.page import TC, TR, Element, P, T, text_of
from kursverktoy.documents.linter.tags import Hit, Tag
from kursverktoy.documents.word import W

_PLACES = {"p": "avsnittet", "tr": "tabellraden", "tc": "tabellcellen"}
_TAGS = {"p": P, "tr": TR, "tc": TC}
_HARMLESS = {
    f"{W}{name}"
    for name in (
        *("rPr", "t", "tab", "br", "cr", "proofErr", "lastRenderedPageBreak"),
        *("noBreakHyphen", "softHyphen", "bookmarkStart", "bookmarkEnd"),
    )
}
"""What docxtpl may cut away from within a tag."""
_PICTURES = {f"{W}drawing": "et bilde", f"{W}pict": "et bilde", f"{W}object": "et objekt"}


def placing(tags: Sequence[Tag], blocks: Iterable[Block]) -> Iterator[Hit]:
    """Yield the tags that stand where they can't, in the order of the page."""
    taken: set[Element] = set()
    for tag in tags:
        yield from _split(tag)
        if tag.level not in _TAGS:
            continue
        whole = _whole(tag)
        if whole is None:
            yield Hit(regler.UTENFOR_TABELL, tag.span, ledd=f"{tag.opening}{tag.level}")
        elif whole not in taken:
            taken.add(whole)
            if _text(whole) != tag.raw.strip() or _picture(whole):
                yield Hit(regler.IKKE_ALENE, tag.span, {"hva": _PLACES[tag.level]}, tag.raw)
    yield from _empty_cells(tags, taken)
    for block in blocks:
        yield from _apart(block)


def _whole(tag: Tag) -> Element | None:
    """Return the paragraph, row or cell that the tag takes the place of."""
    if tag.level == "p":
        return tag.span.passage.element
    return next(tag.span.passage.element.iterancestors(_TAGS[tag.level]), None)


def _text(whole: Element) -> str:
    return "".join(map(text_of, whole.iter(P)) if whole.tag != P else text_of(whole)).strip()


def _picture(whole: Element) -> bool:
    return next(whole.iter(*_PICTURES), None) is not None


def _split(tag: Tag) -> Iterator[Hit]:
    """Tell of a tag with something between its letters that is not text."""
    if len(tag.span.passage.pieces) == 1:
        return
    holders = tag.span.holders()
    runs = list(dict.fromkeys(each.getparent() for each in holders if each.tag == T))
    if len(runs) < 2 or runs[0] is None:  # noqa: PLR2004  one run can't be apart
        return
    parents = {run.getparent() for run in runs if run is not None}
    if len(parents) > 1:
        yield Hit(regler.DELT_TAG, tag.span, {"hva": "en lenke eller et annet element"})
        return
    between = [runs[0]]
    while between[-1] is not runs[-1] and (after := between[-1].getnext()) is not None:
        between.append(after)
    inside = (e for each in between for e in ([*each] if each.tag == f"{W}r" else [each]))
    strange = next((e for e in inside if e.tag not in _HARMLESS), None)
    if strange is not None:
        what = _PICTURES.get(str(strange.tag), "et felt eller noe annet som ikke er tekst")
        yield Hit(regler.DELT_TAG, tag.span, {"hva": what})


def _empty_cells(tags: Sequence[Tag], taken: set[Element]) -> Iterator[Hit]:
    """Tell of cells that hold nothing but tags that disappear with their paragraphs."""
    told: set[Element] = set()
    for tag in tags:
        cell = tag.span.passage.element.getparent()
        if tag.level == "p" and cell is not None and cell.tag == TC and cell not in told:
            told.add(cell)
            if all(paragraph in taken for paragraph in cell.iterchildren(P)):
                yield Hit(regler.TOM_CELLE, tag.span)


def _apart(block: Block) -> Iterator[Hit]:
    """Tell of the first tag of a block that stands elsewhere than its beginning."""
    first, *rest = block.tags
    if any(tag.trims for tag in block.tags):
        return  # they move along with what they eat
    for tag in rest:
        if rule := _between(first, tag):
            yield Hit(rule, tag.span, {"åpen": first.raw}, tag.raw)
            return


def _between(first: Tag, other: Tag) -> Malregel | None:
    """Return what is wrong when one block has tags in these two places."""
    if first.level != other.level:
        return regler.ULIKE_STEDER
    if first.level in _TAGS:
        one, two = _whole(first), _whole(other)
        if one is None or two is None or one.getparent() is two.getparent():
            return None
        return regler.ULIKE_STEDER
    one, two = (each.span.holders()[0] for each in (first, other))
    if _path(one) != _path(two):
        return regler.ULIKE_STEDER
    paragraphs = first.span.passage.element, other.span.passage.element
    if paragraphs[0] is paragraphs[1]:
        return None if _container(one) is _container(two) else regler.ULIKE_STEDER
    same = paragraphs[0].getparent() is paragraphs[1].getparent()
    return regler.TOMME_AVSNITT if same else regler.ULIKE_STEDER


def _path(holder: Element) -> list[str]:
    """Return the kinds of elements around a text, up to its paragraph."""
    path = [str(holder.tag)]
    for above in holder.iterancestors():
        path.append(str(above.tag))
        if above.tag == P:
            break
    return path


def _container(holder: Element) -> Element | None:
    run = holder.getparent()
    return run.getparent() if holder.tag == T and run is not None else holder
