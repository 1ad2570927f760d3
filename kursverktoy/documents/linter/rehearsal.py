"""What goes wrong only when a template is filled: it is filled with values that are made up.

The tags run where those of a document run. What depends on the values of a course is left to
the trial on a workbook.
"""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import TemplateSyntaxError, UndefinedError

from kursverktoy.documents.engine.blame import line_of
from kursverktoy.documents.faults import FAILURES
from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.made_up import made_up
from kursverktoy.documents.linter.syntax import ENVIRONMENT, TOO_DEEP, as_filled
from kursverktoy.documents.linter.tags import Hit, Tag
from kursverktoy.documents.telling import as_written, sentence, told

_TOO_DEEP = (MemoryError, OverflowError, SyntaxError)
"""What Python raises for blocks that lie too deep in one another."""
_OWN_MARKUP = 100
"""Letters of XML around a short text, which a document has to pay for as well."""


def rehearsed(pages: Sequence[Sequence[Tag]], kind: Kind) -> Iterator[Hit]:
    """Yield the first tag of each page at which filling stops, whatever the course.

    Each page is gone through twice, so that both answers to a Ja or Nei are met.
    """
    courses = [made_up(kind, yes=yes) for yes in (True, False)]
    for page in pages:
        yield from _page(page, courses)


def _page(tags: Sequence[Tag], courses: Sequence[Mapping[str, object]]) -> Iterator[Hit]:
    source = "".join(map(_with_text, tags))
    try:
        template = ENVIRONMENT.from_string(source)
    except _TOO_DEEP:
        yield Hit(regler.SKRIVEFEIL, tags[0].span, {"hva": TOO_DEEP})
        return
    except TemplateSyntaxError as error:
        tag = tags[max(error.lineno - 2, 0)]
        yield Hit(regler.SKRIVEFEIL, tag.span, {"hva": "den er satt sammen feil"})
        return
    for values in courses:
        ENVIRONMENT.begin()
        try:
            template.render(values)
        except FAILURES as error:
            tag = tags[max(line_of(error.__traceback__) - 2, 0)]
            if _is_certain(error, tag):
                grunn = sentence(told(error, tag.raw, "", values))
                yield Hit(regler.STOPPER, tag.span, {"grunn": grunn}, tag.raw)
                return


def _with_text(tag: Tag) -> str:
    """Return a tag with its expression on the next line, and as much text as it stands in."""
    return f"{'x' * (_OWN_MARKUP + len(tag.span.passage.text))}{as_filled(tag)}"


def _is_certain(error: Exception, tag: Tag) -> bool:
    """Whether a real course would fail too: not when a value is not found in a list."""
    if isinstance(error, UndefinedError):
        return bool(as_written(str(error.message), tag.raw))
    return not isinstance(error, ValueError | IndexError)
