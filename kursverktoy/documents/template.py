"""One Word template: opened with suspicion, filled for one row, and saved as a fresh document.

The one door to docxtpl. Templates are Jinja in Word, so what docxtpl's manual says holds, within
the sandbox of `environment`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from lxml import etree

from kursverktoy.course.parsing import nearest
from kursverktoy.documents.environment import Environment
from kursverktoy.documents.finish import finish
from kursverktoy.documents.views import EmptyCellError, TemplateFaultError
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.package import Package

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGES = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_TAGS = re.compile(r"\{[{%#]|[}%#]\}")
_MARKUP = re.compile(r"<[^>]+>")
_REFUSED = (
    (re.compile(r"<w:(ins|del|moveFrom|moveTo) "), "sporede endringer. Godta eller avvis dem alle"),
    (re.compile(r"<w:commentReference "), "kommentarer. Slett dem"),
    (re.compile(r"<w:footnoteReference "), "fotnoter. Flytt teksten inn i avsnittene"),
    (re.compile(r"<w:endnoteReference "), "sluttnoter. Flytt teksten inn i avsnittene"),
)
"""What would follow the template into every document, or is not filled safely: docxtpl fills
footnotes once for each section, so that the second time it runs what the cells hold."""
_WRONG = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an expression in a template can raise when it does something meaningless."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has been looked through and can be filled any number of times."""

    name: str
    _data: bytes

    def render(self, values: Mapping[str, object], *, title: str, day: date, målform: str) -> bytes:
        """Return the finished document; the same input gives the same bytes.

        `title` and `day` become the document's properties. Raises `KursverktoyError` when the
        template can't be filled: unknown names, broken tags, what a template may not do.
        """
        filled = _Filled(BytesIO(self._data))
        try:
            filled.render(dict(values), Environment(målform))
        except TemplateFaultError as error:
            raise self._fault(str(error)) from error
        except TemplateError as error:
            raise self._fault(_said(error, values)) from error
        except etree.XMLSyntaxError as error:
            raise self._fault(_UNBALANCED) from error
        except _WRONG as error:
            raise self._fault(f"et uttrykk i den kan ikke regnes ut ({error})") from error
        return finish(filled.docx, title=title, day=day, language=_LANGUAGES[målform])

    def _fault(self, what: str) -> KursverktoyError:
        end = "" if what.endswith(("?", ".")) else "."
        return KursverktoyError(
            f"Malen «{self.name}» kan ikke brukes: {what}{end} Åpne den i Word og rett den."
        )


_LANGUAGES: Mapping[str, str] = {"nb": "nb-NO", "nn": "nn-NO"}
_NO_SUCH = re.compile("No (?:filter|test) named '([^']*)'")
_UNBALANCED = (
    "en «{% if %}» eller «{% for %}» begynner og slutter ikke på samme slags sted. Sett dem i "
    "hvert sitt avsnitt med «{%p», eller i hver sin tabellrad med «{%tr»"
)


def open_template(path: Path) -> Template:
    """Return the template at `path`, or raise `KursverktoyError` with what to do about it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise KursverktoyError(
            f"Malen «{path.name}» finnes ikke i mappen {path.parent}. "
            "Kopier den dit fra mappen templates, eller velg en annen mappe for maler."
        ) from error
    except OSError as error:
        raise KursverktoyError(
            f"Malen «{path.name}» kan ikke leses. Lukk den i Word, og prøv igjen."
        ) from error
    for what in _refused(path.name, data):
        raise KursverktoyError(
            f"Malen «{path.name}» har {what}, lagre den, og prøv igjen. "
            "Slikt skal ikke følge med i dokumentene."
        )
    return Template(path.name, data)


def _refused(name: str, data: bytes) -> Iterable[str]:
    try:
        package = Package(name, data)
        word = _WORD in package.content_types().values()
        pages = [package.read(part).decode() for part in package.parts if _PAGES.fullmatch(part)]
        package.prove_the_rest()
    except (KursverktoyError, UnicodeDecodeError) as error:
        raise _not_word(name) from error
    if not word:
        raise _not_word(name)
    return (what for pattern, what in _REFUSED if any(map(pattern.search, pages)))


def _not_word(name: str) -> KursverktoyError:
    return KursverktoyError(
        f"Malen «{name}» er ikke et helt Word-dokument (.docx). "
        "Åpne den i Word, lagre den som Word-dokument, og prøv igjen."
    )


def _said(error: TemplateError, values: Iterable[str]) -> str:
    """Return in Norwegian what Jinja has to say about a template."""
    match error:
        case TemplateSyntaxError() if found := _NO_SUCH.match(str(error.message)):
            return f"«{found[1]}» er ikke et filter eller en test"
        case TemplateSyntaxError():
            return f"en tag er skrevet feil ved «{_near(error)}»"
        case SecurityError():
            return "den prøver på noe en mal ikke får lov til"
        case EmptyCellError():
            return f"den regner med en celle som kan være tom ({error.message})"
        case UndefinedError():
            close = nearest(str(error.message), values)
            hint = f". Mente du «{close}»?" if close else ""
            return f"«{error.message}» finnes ikke i dette dokumentet{hint}"
        case _:
            return str(error.message)


def _near(error: TemplateSyntaxError) -> str:
    """Return the text of the template around a wrong tag, as its author sees it."""
    lines = (error.source or "").splitlines()[max(error.lineno - 1, 0) :]
    return " ".join(_MARKUP.sub("", lines[0]).split())[:80] if lines else "?"


class _Filled(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, which repairs broken XML in silence and lets broken tags stand; here both stop."""

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        xml: str = super().render_xml_part(src_xml, part, context, jinja_env)
        text = _MARKUP.sub("", xml)
        # What cells hold has no braces here: `literal` wrote them as character references.
        if found := _TAGS.search(text):
            near = text[max(found.start() - 30, 0) : found.end() + 30]
            raise TemplateFaultError(f"en tag er ikke hel ved «{' '.join(near.split())}»")
        for cell in etree.fromstring(xml.encode()).iter(f"{_W}tc"):
            if cell.find(f"{_W}p") is None:  # Word calls such a file damaged
                raise TemplateFaultError("en tabellcelle blir stående uten avsnitt")
        return xml
