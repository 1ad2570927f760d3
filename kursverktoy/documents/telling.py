"""Why a template can't be filled, in Norwegian.

What is said is made of the template's own text and of sentences here. What an error says of
itself is not used: it may hold what a cell holds.
"""

import re
from collections.abc import Iterable

from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError

from kursverktoy.course.parsing import nearest
from kursverktoy.documents.faults import (
    Asked,
    AskedTooMuchError,
    EmptyCellError,
    LooseTagError,
    TemplateFaultError,
)
from kursverktoy.documents.kinds import titled
from kursverktoy.documents.word import MARKUP

_NO_SUCH = re.compile("No (?:filter|test) named '([^']*)'")
_ELSEWHERE = re.compile(r"\{%[-+]?\s*(include|import|from|extends)\b")
_FILTER = "et filter eller en test får noe annet enn det tar"
_WHY: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "det deler på null"),
    (TypeError, "det blander verdier som ikke passer sammen, for eksempel en tekst og et tall"),
    (AssertionError, _FILTER),
    (AttributeError, _FILTER),
    (LookupError, "det slår opp noe som ikke finnes"),
    (OverflowError, "tallet blir for stort"),
    (ArithmeticError, _FILTER),  # the decimal module's
    (ValueError, "en verdi kan ikke brukes slik"),
)
"""What an error of Python means for an expression; the first that fits."""


def told(error: Exception, tag: str | None, loose: str, names: Iterable[str]) -> str:
    """Return what is wrong, as a sentence without its end.

    `tag` is where filling failed and `loose` the text around a tag that is not whole, both as
    the template has them, and empty where nobody knows; without a `tag` nothing has been filled,
    so that the error can hold no value. `names` are the document's own.
    """
    if isinstance(error, TemplateFaultError):
        return _of_ours(error, tag, loose)
    if isinstance(error, TemplateError):
        return _of_jinja(error, tag, names)
    if isinstance(error, RecursionError):
        return "en makro eller en løkke i den kaller seg selv uten ende"
    return _meaningless(error, tag)


def sentence(what: str) -> str:
    """Return what is wrong as a sentence of its own."""
    return f"{what[:1].upper()}{what[1:]}{'' if what.endswith(('?', '.')) else '.'}"


def _of_ours(error: TemplateFaultError, tag: str | None, loose: str) -> str:
    match error:
        case LooseTagError():
            return f"{error}{f' ved «{loose}»' if loose else ''}"
        case AskedTooMuchError():
            return _asked(error.asked, tag)
        case _:
            where = f", i «{tag}»" if tag else ""
            return ". ".join(filter(None, (f"{error}{where}", error.hint)))


def _of_jinja(error: TemplateError, tag: str | None, names: Iterable[str]) -> str:
    if found := _NO_SUCH.match(str(error.message)):
        return _no_filter(found[1], tag)
    match error:
        case TemplateSyntaxError():
            return f"en tag er skrevet feil ved «{_near(error)}»"
        case SecurityError():
            return f"{_this(tag)} prøver på noe en mal ikke får lov til"
        case EmptyCellError():
            return f"{_this(tag)} regner med en celle som kan være tom ({error.message})"
        case UndefinedError():
            return _unknown(str(error.message), tag, names)
        case _:
            return _meaningless(error, tag)


def _this(tag: str | None) -> str:
    return f"«{tag}»" if tag else "den"


def _asked(asked: Asked, tag: str | None) -> str:
    written = as_written(asked.name, tag)
    if not written:
        what = "noe som ikke skal vises" if asked.heading else "et navn som ikke finnes"
        return f"{_this(tag)} slår opp {what} på arket {asked.ark}"
    if asked.heading:
        what = f"«{written}» («{asked.heading}» på arket {asked.ark})"
        return f"{what} skal ikke stå i dokumentet {titled(asked.document)}"
    return f"«{written}» finnes ikke på arket {asked.ark}{_meant(asked.close)}"


def _unknown(name: str, tag: str | None, names: Iterable[str]) -> str:
    if not name:
        return f"{_this(tag)} gir ingenting som kan brukes"
    written = as_written(name, tag)
    if not written:
        return f"{_this(tag)} slår opp et navn som ikke finnes"
    close = nearest(name, names) if written == name else None
    return f"«{written}» finnes ikke i dette dokumentet{_meant(close)}"


def _no_filter(name: str, tag: str | None) -> str:
    if tag is None or as_written(name, tag):
        return f"«{name}» er ikke et filter eller en test"
    return f"{_this(tag)} bruker et filter eller en test som ikke finnes"


def _meant(close: str | None) -> str:
    return f". Mente du «{close}»?" if close else ""


def as_written(name: str, tag: str | None) -> str:
    """Return a name with what stands before it in a tag; empty when the tag does not have it.

    Then a value has been looked up, and is nobody's business.
    """
    if not (tag and name.isidentifier()):
        return ""
    found = re.search(rf"(?:(?<![\w.])(?:[^\W\d]\w*\.)+)?(?<!\w){re.escape(name)}(?!\w)", tag)
    return found[0] if found else ""


def _meaningless(error: Exception, tag: str | None) -> str:
    if tag and (found := _ELSEWHERE.match(tag)):
        return f"«{found[1]}» er ikke lov i en mal: alt må stå i malen selv"
    called = "taggen" if tag and tag.startswith("{%") else "uttrykket"
    what = f"{called} «{tag}»" if tag else "et uttrykk i den"
    why = next((f": {why}" for kind, why in _WHY if isinstance(error, kind)), "")
    return f"{what} kan ikke regnes ut{why}"


def _near(error: TemplateSyntaxError) -> str:
    """Return the text of the template around a wrong tag, as its author sees it."""
    lines = (error.source or "").splitlines()[max(error.lineno - 1, 0) :]
    return " ".join(MARKUP.sub("", lines[0]).split())[:80] if lines else "?"
