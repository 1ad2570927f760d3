"""Documents from a template made ready, each part the fastest way that is proven right."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any

from jinja2 import Template

from kursverktoy.documents.engine.archive import Entry, Shelf, entry, in_order, lasting_entry
from kursverktoy.documents.engine.breaks import has_breaks, with_breaks
from kursverktoy.documents.engine.inspection import inspect, refuse_tags
from kursverktoy.documents.engine.prepared import BODY, Part, Prepared
from kursverktoy.documents.engine.sandbox import Sandbox
from kursverktoy.documents.finish import About
from kursverktoy.documents.pictures import Picture

_PARAGRAPH = re.compile(r"\n(<w:p[ >])")
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*')
_FIRST_DRAWING = 1001
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""How a template writes braces that are no tag."""
_ILLEGAL = "\a\f"
"""What docxtpl takes for breaks, and drops where it finds no text to break."""
By = Callable[[Any], Mapping[str, object]]


class Engine:
    """A template compiled for one environment and one language (as Word has it: nb-NO).

    `strict` stops what docxtpl would let stand or repair in silence: remains of tags, broken
    XML, table cells without paragraphs.
    """

    def __init__(
        self,
        data: bytes,
        prepared: Prepared,
        environment: Sandbox,
        language: str,
        *,
        strict: bool = True,
    ) -> None:
        self._data, self._prepared, self._strict = data, prepared, strict
        self._environment, self._language = environment, language
        self._fillers = [_Filler(part, environment, strict) for part in prepared.parts]
        self._properties = [environment.from_string(text) for text in prepared.properties]
        # The documents of a run tell the same of themselves.
        self._about = lru_cache(1)(self._packed_about)
        static = list(prepared.static)
        if prepared.styles:
            name, before, after = prepared.styles
            static.append(lasting_entry(name, f"{before}{language}{after}".encode()))
        self._shelf = Shelf(static)

    def fill(
        self, values: Mapping[str, object], *, title: str, day: date, by: By | None = None
    ) -> bytes:
        """Return the document; the same input gives the same bytes.

        `by` sends it docxtpl's way: it gets the `DocxTemplate`, may replace pictures and the
        like in it, and returns further values, made for it. Raises what Jinja raises, and
        `TemplateFaultError` for what a document must not be.
        """
        about = self._about(title, day)
        if by or self._prepared.by_docxtpl or any(type(v) is Picture for v in values.values()):
            return self._by_docxtpl(values, about, by)
        entries = [filler.entry(values) for filler in self._fillers]
        for template in self._properties:
            self._environment.begin()
            template.render(values)
        return self._shelf.package([*entries, about])

    def blame(self, values: Mapping[str, object]) -> str:
        """Return the tag at which filling fails, as it is written; empty when none can be told."""
        from kursverktoy.documents.engine.blame import failing_tag  # noqa: PLC0415  seldom needed

        sources = (*(part.source for part in self._prepared.parts), *self._prepared.properties)
        tags = (failing_tag(source, self._environment, values) for source in sources)
        return next((tag for tag in tags if tag is not None), "")

    def loose_tag(self) -> str:
        """Return the text of the template around a tag that is not whole; empty where none is."""
        from kursverktoy.documents.engine.blame import loose_tag  # noqa: PLC0415  as above

        return loose_tag((part.source for part in self._prepared.parts), self._environment)

    def _packed_about(self, title: str, day: date) -> Entry:
        return entry(self._prepared.about, About(title, day, self._language).to_bytes())

    def _by_docxtpl(self, values: Mapping[str, object], about: Entry, by: By | None) -> bytes:
        # docxtpl is slow to load, and most documents do without it.
        from kursverktoy.documents.engine.by_docxtpl import Whole  # noqa: PLC0415

        template = Whole(self._data, self._environment, strict=self._strict)
        more = by(template) if by else {}
        contents = template.contents({**values, **more}, self._language)
        names = in_order(contents.keys() - {about.name})
        return Shelf(()).package([*(entry(name, contents[name]) for name in names), about])


class _Filler:
    """Fills one part of a template."""

    def __init__(self, part: Part, environment: Sandbox, strict: bool) -> None:
        self._part, self._environment, self._strict = part, environment, strict
        self._template: Template = environment.from_string(part.source)
        self._last, self._entry = b"", entry(part.name, b"")

    def entry(self, values: Mapping[str, object]) -> Entry:
        """Return the part for one document, packed again only when it is another."""
        content = self._content(self._text(values))
        if content != self._last:
            self._last, self._entry = content, entry(self._part.name, content)
        return self._entry

    def _text(self, values: Mapping[str, object]) -> str:
        self._environment.begin()
        text = self._template.render(values)
        if self._environment.markup:
            text = _PARAGRAPH.sub(r"\1", text)
        if "{" in text or "}" in text:
            for written, meant in _ESCAPES:
                text = text.replace(written, meant)
            if self._strict:
                refuse_tags(text)
        return with_breaks(text) if has_breaks(text) else text

    def _content(self, text: str) -> bytes:
        part, markup = self._part, self._environment.markup
        if self._strict and (markup or part.inspect or _has(part.bare_cells, text)):
            inspect(f"<w:body>{text}</w:body>" if part.kind == BODY else text)
        if markup or part.tree or _has(part.bare_tables, text) or _has(_ILLEGAL, text):
            from kursverktoy.documents.engine.by_docxtpl import repaired  # noqa: PLC0415  as above

            return repaired(part, text)
        if part.drawings:
            numbers = count(_FIRST_DRAWING)
            text = _DRAWING.sub(lambda found: f"{found[1]}{next(numbers)}", text)
        return f"{part.before}{text}{part.after}".encode()


def _has(marks: Iterable[str], text: str) -> bool:
    return any(mark in text for mark in marks)
