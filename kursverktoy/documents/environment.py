"""The Jinja environment a template runs in: a sandbox in which data stay data.

What a cell holds never runs and never disappears, whatever it looks like; what a template asks
for can't reach Python, files or other rows. Measured against docxtpl's own environment: an
exploit in a header printed the user id, and «A & B» became «A  B».
"""

import re
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from kursverktoy.course.cells import legal
from kursverktoy.documents.filters import FILTERS, written
from kursverktoy.documents.views import TemplateFaultError

_JINJA_FILTERS = (
    *("abs", "batch", "capitalize", "count", "d", "default", "first", "groupby", "int", "join"),
    *("last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace"),
    *("reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum", "title"),
    *("trim", "unique", "upper"),
)
"""Jinja's filters that neither make markup, reach attributes by text nor grow without limit."""
LONGEST_RANGE = 1000
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")


class Unknown(StrictUndefined):
    """A name the document does not know; its message is the name alone."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or str(self._undefined_name)


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox for one written standard of Norwegian, nb or nn."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, målform: str) -> None:
        super().__init__(autoescape=True, undefined=Unknown, finalize=literal)
        known = self.filters
        self.filters = {name: known[name] for name in _JINJA_FILTERS} | dict(FILTERS)
        self.globals = {"range": limited_range, "målform": målform}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small numbers only: `"a" * 10**9` would fill the memory."""
        small = all(isinstance(n, int | float) and abs(n) <= 1e9 for n in (left, right))  # noqa: PLR2004  far above any figure of a course
        if not small or (operator == "**" and abs(right) > 9):  # noqa: PLR2004  1e9 ** 9 is still quick
            raise TemplateFaultError(f"«{operator}» kan bare brukes med vanlige tall")
        return super().call_binop(context, operator, left, right)


def limited_range(*bounds: int) -> range:
    """Return a range no longer than any list of a course."""
    found = range(*bounds)
    if len(found) > LONGEST_RANGE:
        raise TemplateFaultError(f"«range» kan gi høyst {LONGEST_RANGE} tall")
    return found


def literal(value: object) -> object:
    """Return `value` as XML text that Word shows exactly as the cell holds it.

    Braces are written as character references, so that neither Jinja nor docxtpl, which
    rewrites `{_{`, can take data for a tag.
    """
    if isinstance(value, Undefined):
        return str(value)
    # A block of the template gives markup, made of values that have been here already.
    text = value if isinstance(value, Markup) else escape(_LINE_ENDS.sub("\n", written(value)))
    return Markup(legal(text).translate(_BRACES))  # noqa: S704  escaped
