"""Which tag it was that a template failed at; nothing is looked for until one has failed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType

from kursverktoy.documents.engine.sandbox import Sandbox
from kursverktoy.documents.faults import FAILURES
from kursverktoy.documents.word import MARKUP

_BEGINNINGS = {"block_begin", "comment_begin", "raw_begin", "raw_end", "variable_begin"}
_ENDS = {"block_end", "comment_end", "raw_begin", "raw_end", "variable_end"}
_BEGINNING = re.compile(r"\{[{%][-+]?")
_PARAGRAPH = "\n<w:p"
_LOOSE = re.compile(r"\{_?[{%#]|[}%#]_?\}")
_NEAR = 30
_LONGEST = 100
_PRIVATE = 0xE000
"""The first of thousands of letters that no text has."""


def failing_tag(source: str, environment: Sandbox, values: Mapping[str, object]) -> str | None:
    """Return the tag at which filling `source` fails, as it is written; None when it does not.

    Empty when it fails and no tag can be told.
    """
    numbered, begun, tags = _one_a_line(source, environment)
    try:
        template = environment.from_string(numbered)
        environment.begin()
        template.render(values)
    except FAILURES as error:
        line = line_of(error.__traceback__)
        number = bisect_right(begun, line) - 1
        return tags[number] if line and number >= 0 else ""
    return None


def loose_tag(sources: Iterable[str], environment: Sandbox) -> str:
    """Return the text of the template around the first tag that a reader would see; else ""."""
    for source in sources:
        for text, tags in _paragraphs(source, environment):
            plain = MARKUP.sub("", text)
            if found := _LOOSE.search(plain):
                near = plain[max(found.start() - _NEAR, 0) : found.end() + _NEAR]
                return _in_one_line("".join(tags.get(letter, letter) for letter in near))
    return ""


def _paragraphs(source: str, environment: Sandbox) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the text of each paragraph with a letter for each tag, and the tags by their letter."""
    shown, tags = "", dict[str, str]()
    for kind, text in _tokens(source, environment):
        if kind == "data":
            before, *after = text.split(_PARAGRAPH)
            shown += before
            for piece in after:
                yield shown, tags
                shown, tags = f"{_PARAGRAPH}{piece}", {}
        else:
            letter = chr(_PRIVATE + len(tags))
            tags[letter] = text
            shown += letter
    yield shown, tags


def _one_a_line(source: str, environment: Sandbox) -> tuple[str, list[int], list[str]]:
    """Return a source with a new line within each tag, the lines those begin, and the tags."""
    pieces: list[str] = []
    begun: list[int] = []
    tags: list[str] = []
    line = 1
    for kind, text in _tokens(source, environment):
        written = text
        if kind != "data":
            begun.append(line + 1)
            tags.append(_in_one_line(text))
            written = _BEGINNING.sub(r"\g<0>\n", text, count=1)
        pieces.append(written)
        line += written.count("\n")
    return "".join(pieces), begun, tags


def _tokens(source: str, environment: Sandbox) -> Iterator[tuple[str, str]]:
    """Yield the text between tags as data, and each tag as a whole as tag."""
    tag = ""
    for _, kind, text in environment.lex(source):
        tag += text if tag or kind in _BEGINNINGS else ""
        if not tag:
            yield "data", text
        elif kind in _ENDS:
            yield "tag", tag
            tag = ""


def line_of(traceback: TracebackType | None) -> int:
    """Return the line of the template that Jinja has written into a traceback; 0 for none."""
    line = 0
    while traceback is not None:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _in_one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
