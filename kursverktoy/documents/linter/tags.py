"""The tags in a text, also the broken ones, each told from its neighbours.

A tag is read as docxtpl reads it: what Word has cut into runs is put together, and curly
quotation marks are made straight.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.malfunn import Malregel
from kursverktoy.documents.linter.page import Passage, Span

OPENINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_CLOSINGS = {close: opening for opening, close in OPENINGS.items()}
_MARK = re.compile(r"(?P<open>\{\s*[{%#])|(?P<close>[}%#]\s*\})|(?P<escape>\{_[{%]|[}%]_\})")
_IN_TAG = re.compile(rf"""(?P<string>"[^"]*"|'[^']*')|(?P<mark>{_MARK.pattern})|[{{}}]""")
_TWO_TAGS = re.compile(r"[}%]\}.*\{[{%]")
"""Between two forgotten quotation marks: what looks like a string is two tags."""
_LEVEL = re.compile(r"(?i)\s*(p|tr|tc|r)\s+(?=[^\W\d])")
_EXACT_LEVEL = re.compile(r"(p|tr|tc|r) ")
_KEYWORD = re.compile(r"-?\s*(\w*)")
_STRINGS = re.compile(r""""[^"]*"|'[^']*'""")
_CURLY = str.maketrans("“”‘’", "\"\"''")
"""The quotation marks that docxtpl makes straight."""
_NO_QUOTES = re.compile("[«»„‟‚‛‹›]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
_SINGLE = re.compile(r"(?<!\{)\{\s*([^\W\d]\w*(?:\.\w+)*)\s*\}(?!\})")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `{{ … }}`, `{% … %}` or `{# … #}`."""

    span: Span
    """Where it stands."""
    opening: str
    level: str
    """What it takes the place of as a whole: p, tr, tc or r; empty for a tag within a text."""
    body: str
    """What Jinja gets to read between the braces."""
    readable: bool
    """Whether the body says what was meant; a broken tag still begins or ends its block."""

    @property
    def raw(self) -> str:
        """The tag as it is written."""
        return self.span.text

    @property
    def keyword(self) -> str:
        """The word a `{% … %}` begins with."""
        found = _KEYWORD.match(self.body)
        return found[1] if found and self.opening == "{%" else ""

    @property
    def trims(self) -> bool:
        """Whether it eats what stands beside it: `{%- … -%}`."""
        return self.body.startswith("-") or self.body.endswith("-")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule hit, and the words that fill the braces of its message."""

    regel: Malregel
    span: Span | None = None
    """None for the whole template."""
    words: dict[str, object] = field(default_factory=dict)
    ledd: str = ""
    forslag: str | None = None


def tags_of(passage: Passage) -> Iterator[Tag | Hit]:
    """Yield the tags of a text in order, and what is wrong with the way they are written.

    A tag that is broken but can be understood is yielded too, so that one mistake does not
    make others: without it, the end of a condition would look like one end too many.
    """
    text, at = passage.text, 0
    taken: list[tuple[int, int]] = []
    while mark := _MARK.search(text, at):
        if mark["open"]:
            at = yield from _tag(passage, mark)
        else:
            yield _loose(passage, mark)
            at = mark.end()
        taken.append((mark.start(), at))
    for found in _SINGLE.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            better = f"{{{{ {found[1]} }}}}"
            span = Span(passage, *found.span())
            yield Hit(regler.ENKLE_KLAMMER, span, ledd=found[0], forslag=better)


def _loose(passage: Passage, mark: re.Match[str]) -> Hit:
    span = Span(passage, *mark.span())
    if mark["escape"]:
        words: dict[str, object] = {"hva": f"«{mark[0]}» blir til løse krøllparenteser"}
        return Hit(regler.SKRIVEFEIL, span, words, mark[0])
    words = {"begynnelse": _CLOSINGS["".join(mark[0].split())]}
    return Hit(regler.SLUTT_UTEN_TAG, span, words, mark[0])


def _tag(passage: Passage, mark: re.Match[str]) -> Generator[Tag | Hit, None, int]:
    """Yield the tag that begins at `mark`, and return where it ends."""
    text, start, opening = passage.text, mark.start(), "".join(mark[0].split())
    wanted = OPENINGS[opening]
    last = _next_mark(text, mark.end(), opening)
    if last is None or not last["close"]:
        stop = last.start() if last else len(text)
        brace = text.find("}", mark.end(), stop)
        if brace < 0:
            yield Hit(regler.TAG_UTEN_SLUTT, Span(passage, start, stop), {"slutt": wanted})
            rest = text[mark.end() : stop]
            yield Tag(Span(passage, start, stop), opening, "", rest, readable=False)
            return stop
        inner, end, written = brace, brace + 1, "}"
    else:
        inner, end, written = last.start(), last.end(), last[0]
    span = Span(passage, start, end)
    for is_, should in ((mark[0], opening), (written, wanted)):
        if is_ != should:
            yield Hit(regler.SKILLETEGN, span, ledd=is_, forslag=should)
            break
    yield from _body(span, opening, text[mark.end() : inner])
    return end


def _next_mark(text: str, at: int, opening: str) -> re.Match[str] | None:
    """Return the mark that ends a tag, or the first one that should not stand in it.

    Marks in a string are none, nor is the end of a dictionary. When that leaves the tag without
    an end, a quotation mark was forgotten and the first mark is the one meant.
    """
    if opening == "{#":
        end = text.find("#}", at)
        return _MARK.search(text, end if end >= 0 else at)
    depth, here = 0, at
    straight = text.translate(_CURLY)
    while found := _IN_TAG.search(straight, here):
        here = found.end()
        if found["string"]:
            if _TWO_TAGS.search(found[0]):
                break
        elif found[0] == "{":
            depth += 1
        elif depth and found[0].startswith("}"):
            depth, here = depth - 1, found.start() + 1
        elif found["mark"]:
            return _MARK.search(text, found.start())
    return _MARK.search(text, at)


def _body(span: Span, opening: str, body: str) -> Iterator[Tag | Hit]:
    """Yield the tag with its level told from its body, and what is wrong with the letters."""
    level, readable = "", True
    exact = _EXACT_LEVEL.match(body)
    if exact:
        level, body = exact[1], body[exact.end() :]
        if set("}%") & set(body):
            what = f"«{opening}{level}» kan ikke stå sammen med «%» eller «}}»"
            yield Hit(regler.SKRIVEFEIL, span, {"hva": what})
            readable = False
    elif opening == "{%" and (near := _LEVEL.match(body)):
        level, body = near[1].lower(), body[near.end() :]
        wrong, right = f"{opening}{near[0]}", f"{opening}{level} "
        if "\u00a0" in near[0]:
            yield Hit(regler.USYNLIG_TEGN, span, {"ledd": "hardt mellomrom"})
        else:
            yield Hit(regler.SKILLETEGN, span, ledd=wrong.strip(), forslag=right.strip())
    if opening != "{#" and (found := _INVISIBLE.search(body)):
        yield Hit(regler.USYNLIG_TEGN, span, {"ledd": f"U+{ord(found[0]):04X}"})
        body = _INVISIBLE.sub("", body)
    body = body.translate(_CURLY)
    if opening != "{#" and (found := _NO_QUOTES.search(_STRINGS.sub("", body))):
        yield Hit(regler.ANFØRSELSTEGN, span, ledd=found[0], forslag='"')
        readable = False
    if opening != "{#" and any("&" in string for string in _STRINGS.findall(body)):
        yield Hit(regler.OG_TEGN, span, ledd="&", forslag="og")
    yield Tag(span, opening, level, body, readable=readable)
