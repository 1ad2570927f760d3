"""What is wrong with a template apart from its tags: what follows along, and what is missing."""

import re
from collections.abc import Iterator

from lxml import etree

from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.page import REL, VAL, Element, Page, Word, selected
from kursverktoy.documents.linter.tags import Hit
from kursverktoy.documents.word import FOLLOWS, W

_MERGE_FIELD = re.compile(r'MERGEFIELD\s+"?([^"\\\s]+)')
_STYLES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))
_LINKS = tuple(f"{REL}{name}" for name in ("embed", "id", "link"))
_LINKED = etree.XPath("//*[@r:embed or @r:id or @r:link]", namespaces={"r": REL[1:-1]})


def looks(word: Word) -> Iterator[Hit]:
    """Yield what would follow into every document, what is not filled, and what is missing."""
    known = None if word.styles is None else _style_ids(word.styles)
    for page in word.pages:
        yield from _followers(page)
        yield from _merge_fields(page)
        yield from _missing_parts(word, page)
        if known is not None:
            yield from _missing_styles(page, known)


def _followers(page: Page) -> Iterator[Hit]:
    for names, what in FOLLOWS:
        first = next(page.root.iter(*(f"{W}{name}" for name in names)), None)
        if first is not None:
            yield Hit(regler.FØLGER_MED, page.around(first), {"hva": what})


def _merge_fields(page: Page) -> Iterator[Hit]:
    for element in page.root.iter(f"{W}fldSimple", f"{W}instrText"):
        code = element.get(f"{W}instr") or element.text or ""
        if "MERGEFIELD" in code:
            name = _MERGE_FIELD.search(code)
            yield Hit(regler.FLETTEFELT, page.around(element), ledd=name[1] if name else "…")


def _missing_parts(word: Word, page: Page) -> Iterator[Hit]:
    related = word.package.relationships(page.part)
    for element in selected(_LINKED, page.root):
        for id in filter(None, map(element.get, _LINKS)):
            to = related.get(id)
            if to is None or not (to.external or to.target.lower() in word.package.parts):
                ledd = to.target if to else id
                yield Hit(regler.BILDE_MANGLER, page.around(element), ledd=ledd)


def _style_ids(styles: Element) -> set[str]:
    return {each.get(f"{W}styleId", "") for each in styles.iter(f"{W}style")}


def _missing_styles(page: Page, known: set[str]) -> Iterator[Hit]:
    told = set(known)
    for element in page.root.iter(*_STYLES):
        style = element.get(VAL, "")
        if style not in told:
            told.add(style)
            yield Hit(regler.STIL_MANGLER, page.around(element), ledd=style)
