"""The fields of a Word document, as they are nested, and what can be put in their place.

A field is either one element or a row of runs: begin, the code, separate, the result of last
time, end. Word splits the code over any number of runs, and fields stand within fields.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from kursverktoy.documents.linter.page import Element, P, T
from kursverktoy.documents.word import W

RUN, LOOK = f"{W}r", f"{W}rPr"
CHAR, CODE, _SIMPLE = f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"
_TAB, _BREAK = f"{W}tab", f"{W}br"
_WRITTEN = {_TAB: "\t", _BREAK: "\n", f"{W}noBreakHyphen": "\u2011"}
_KEEP_SPACES = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_PIECES = re.compile(r"[\t\n]|[^\t\n]+")
_QUOTES = '"“”„'


@dataclass(eq=False, slots=True)
class Field:
    """A field, with the fields within its code and those within its result."""

    first: Element
    """The run it begins with, or the one element it is."""
    last: Element | None = None
    """The run it ends with; None when its end is missing."""
    code: "list[str | Field]" = field(default_factory=list)
    result: "list[Field]" = field(default_factory=list)
    looks: list[Element | None] = field(default_factory=list)
    """The formatting of its result, or else of its code, run by run."""
    in_code: bool = True

    @property
    def words(self) -> str:
        """The code as it stands, in one line, with the fields within in braces."""
        pieces = (each if isinstance(each, str) else f"{{ {each.words} }}" for each in self.code)
        return " ".join("".join(pieces).split())

    @property
    def kind(self) -> str:
        """The first word of the code: what sort of field it is."""
        first = self.code[0] if self.code else ""
        return (
            first.split(maxsplit=1)[0].upper() if isinstance(first, str) and first.strip() else ""
        )

    @property
    def inner(self) -> "list[Field]":
        """The fields within the code, in order."""
        return [each for each in self.code if isinstance(each, Field)]

    @property
    def paragraph(self) -> Element:
        """The paragraph it begins in."""
        return next(self.first.iterancestors(P))

    @property
    def whole(self) -> bool:
        """Whether it has an end, in the paragraph it begins in."""
        return self.last is not None and next(self.last.iterancestors(P)) is self.paragraph

    def add(self, text: str) -> None:
        """Add a piece of code."""
        if self.code and isinstance(self.code[-1], str):
            self.code[-1] += text
        else:
            self.code.append(text)


def fields_of(root: Element) -> list[Field]:
    """Return the outermost fields of a part in order, those without an end among them."""
    _split_runs(root)
    found: list[Field] = []
    stack: list[Field] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=f"{W}*"):
        kind = element.get(f"{W}fldCharType") if element.tag == CHAR else None
        if event == "end":
            if element.tag == _SIMPLE and stack:
                stack.pop()
        elif kind == "begin" or element.tag == _SIMPLE:
            _open(element, found, stack)
        elif stack and kind == "separate":
            stack[-1].in_code = False
            stack[-1].looks.clear()
        elif stack and kind == "end":
            stack.pop().last = element.getparent()
        elif stack:
            _take(element, stack)
    return list(_promoted(found))


def _open(element: Element, found: list[Field], stack: list[Field]) -> None:
    begun = Field(element if element.tag == _SIMPLE else next(element.iterancestors(RUN)))
    if element.tag == _SIMPLE:
        begun.last, begun.in_code = element, False
        begun.add(str(element.get(f"{W}instr", "")))
    if not stack:
        found.append(begun)
    elif stack[-1].in_code:
        stack[-1].code.append(begun)
    else:
        stack[-1].result.append(begun)
    stack.append(begun)


def _take(element: Element, stack: list[Field]) -> None:
    """Add what a run holds to the field it stands in."""
    run = element.getparent()
    if run is None or run.tag != RUN:
        return
    text = _WRITTEN.get(str(element.tag), element.text or "")
    if element.tag in (CODE, T, *_WRITTEN):
        if stack[-1].in_code:
            stack[-1].add(text)
        for each in stack:
            if text.strip() and (each is stack[-1] or not each.in_code):
                each.looks.append(run.find(LOOK))


def _promoted(found: list[Field]) -> Iterator[Field]:
    """Yield the fields; one without an end has swallowed those after it, which come after it."""
    for each in found:
        yield each
        if each.last is None:
            yield from _promoted([*each.inner, *each.result])


def _split_runs(root: Element) -> None:
    """Give each begin, separate and end a run of its own."""
    for run in list(root.iter(RUN)):
        content = [child for child in run if child.tag != LOOK]
        if len(content) > 1 and any(child.tag == CHAR for child in content):
            look = run.find(LOOK)
            for child in content:
                piece = run.makeelement(RUN)
                if look is not None:
                    piece.append(deepcopy(look))
                run.addprevious(piece)
                piece.append(child)
            remove(run)


def remove(element: Element) -> None:
    """Take an element out of its document."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def replace(this: Field, text: str) -> None:
    """Put `text` in the place of a whole field, with the formatting of its first run."""
    if text:
        this.first.addprevious(run_of(text, this.looks[0] if this.looks else None, this.first))
    if this.first is this.last:
        remove(this.first)
        return
    inside = False
    for run in list(this.paragraph.iter(RUN)):
        inside = inside or run is this.first
        if inside:
            remove(run)
        if run is this.last:
            return


def run_of(text: str, look: Element | None, beside: Element) -> Element:
    """Return a run that says `text`, made for the document of `beside`."""
    run = beside.makeelement(RUN)
    if look is not None:
        run.append(deepcopy(look))
    for piece in _PIECES.findall(text):
        if piece in _WRITTEN.values():
            run.append(run.makeelement(_TAB if piece == "\t" else _BREAK))
        else:
            holder = run.makeelement(T, _KEEP_SPACES)
            holder.text = piece
            run.append(holder)
    return run


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a field's code, or a text in quotes; either may be made of fields."""

    pieces: tuple[str | Field, ...]
    quoted: bool

    @property
    def text(self) -> str | None:
        """What it says; None when a field decides."""
        return "".join(map(str, self.pieces)) if not self.fields else None

    @property
    def is_switch(self) -> bool:
        """Whether it begins with a backslash: it says how, not what."""
        return not self.quoted and (self.text or "").startswith("\\")

    @property
    def fields(self) -> list[Field]:
        """The fields it is made of."""
        return [each for each in self.pieces if isinstance(each, Field)]


def tokens_of(code: list[str | Field]) -> list[Token]:
    """Return the words of a field's code."""
    reader = _Tokens()
    for piece in code:
        if isinstance(piece, Field):
            reader.field(piece)
        else:
            reader.text(piece)
    reader.end()
    return reader.found


class _Tokens:
    """Takes a code letter by letter."""

    def __init__(self) -> None:
        self.found: list[Token] = []
        self._pieces: list[str | Field] = []
        self._quoted = self._escaped = False

    def field(self, piece: Field) -> None:
        if not self._quoted:
            self.end()
        self._pieces.append(piece)
        if not self._quoted:
            self.end()

    def text(self, piece: str) -> None:
        for letter in piece:
            if self._quoted:
                self._within(letter)
            elif letter in _QUOTES:
                self.end()
                self._quoted = True
            elif letter.isspace():
                self.end()
            else:
                self._pieces.append(letter)

    def _within(self, letter: str) -> None:
        if self._escaped or letter not in f"{_QUOTES}\\":
            if self._escaped and letter not in f"{_QUOTES}\\":
                self._pieces.append("\\")  # it was no escape
            self._pieces.append(letter)
            self._escaped = False
        elif letter == "\\":
            self._escaped = True
        else:
            self.end()

    def end(self) -> None:
        if self._pieces or self._quoted:
            self.found.append(Token(_joined(self._pieces), self._quoted))
        self._pieces, self._quoted, self._escaped = [], False, False


def _joined(pieces: list[str | Field]) -> tuple[str | Field, ...]:
    """Return the pieces with letters that follow one another as one text."""
    joined: list[str | Field] = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)
