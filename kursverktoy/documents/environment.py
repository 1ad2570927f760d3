"""The Jinja environment a template runs in: a sandbox in which data stay data.

What a cell holds never runs and never disappears, whatever it looks like; what a template asks
for can't reach Python, files or other rows. Measured against docxtpl's own environment: an
exploit in a header printed the user id, and «A & B» became «A  B».
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache, wraps
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.filters import FILTERS as JINJA_FILTERS
from markupsafe import escape

from kursverktoy.course.cells import legal
from kursverktoy.documents.engine.sandbox import Sandbox, short
from kursverktoy.documents.faults import TemplateFaultError
from kursverktoy.documents.filters import FILTERS, written
from kursverktoy.documents.rows import RowView, read

_SAFE = (
    *("abs", "capitalize", "count", "d", "default", "first", "groupby", "int", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr"),
    *("reverse", "select", "selectattr", "sort", "string", "title", "trim", "unique", "upper"),
)
"""Jinja's filters that neither make markup, reach attributes by text nor grow without limit."""
_GROWING = ("batch", "join", "replace", "round", "slice", "sum")
"""Those that would, unless what they are given is small."""
LONGEST_RANGE = 1000
"""As many items as no list of a course has."""
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_MARKUP = re.compile("[&<>\"'{}]")
_SIMPLE = (StrEnum, int, float, date)
_SHORT = 256
"""Characters of a text worth remembering: names and goals come again in document after document."""


class Unknown(StrictUndefined):
    """A name the document does not know; its message is the name alone.

    Empty where Jinja has no name, such as for the first of no items.
    """

    @property
    def _undefined_message(self) -> str:
        return "" if self._undefined_hint else str(self._undefined_name)


class Environment(Sandbox):
    """A sandbox for one language, nb, nn or en."""

    def __init__(self, målform: str) -> None:
        super().__init__(self.shown, undefined=Unknown)
        self._simple = lru_cache(1024, typed=True)(lambda value: literal(written(value, målform)))
        self._språk = målform
        self.filters = dict(_FILTERS)
        self.globals = {"range": limited_range, "målform": målform}

    def shown(self, value: object) -> str:
        """Return `value` as XML text that Word shows exactly as the cell holds it.

        Braces are written as character references, so that neither Jinja nor docxtpl, which
        rewrites `{_{`, can take data for a tag.
        """
        if type(value) is str and len(value) < _SHORT:
            return _remembered(value)
        if isinstance(value, _SIMPLE):
            return self._simple(value)
        if isinstance(value, Undefined):
            return str(value)
        if hasattr(value, "__html__"):
            # A block of the template, made of values that have been here already, or a value
            # of docxtpl's that a context has made: a cell never holds one.
            self.markup = True
            return legal(value.__html__()).translate(_BRACES)
        text = literal(written(value, self._språk))
        self.pay(len(text))
        return text

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; a row has nothing but what its document may read."""
        if type(obj) is RowView:
            return read(obj, attribute)
        return super().getattr(obj, attribute)


def limited_range(*bounds: int) -> range:
    """Return a range no longer than any list of a course."""
    found = range(*bounds)
    if len(found) > LONGEST_RANGE:
        raise TemplateFaultError(f"«range» kan gi høyst {LONGEST_RANGE} tall")
    return found


def _bounded(name: str) -> Callable[..., Any]:
    """Return Jinja's filter for small arguments; with others it is a fault."""
    original = JINJA_FILTERS[name]
    first = 2 if hasattr(original, "jinja_pass_arg") else 1  # what comes before it is the value

    @wraps(original)  # also the mark by which Jinja knows what to pass
    def bounded(*arguments: Any, **named: Any) -> Any:
        for each in (*arguments[first:], *named.values()):
            size = abs(each) if isinstance(each, int) else len(each) if isinstance(each, str) else 0
            if size > LONGEST_RANGE:
                raise TemplateFaultError(
                    f"«{name}» kan ikke brukes med så store tall eller tekster"
                )
        return short(original(*arguments, **named))

    return bounded


_FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: JINJA_FILTERS[name] for name in _SAFE},
    **{name: _bounded(name) for name in _GROWING},
    **FILTERS,
}


def literal(text: str) -> str:
    """Return `text` as XML that shows every character of it, braces as character references."""
    if text.isprintable() and not _MARKUP.search(text):
        return text
    return str(escape(_LINE_ENDS.sub("\n", legal(text)))).translate(_BRACES)


_remembered = lru_cache(4096)(literal)
