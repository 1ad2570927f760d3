"""One Word template: opened with suspicion, filled for one row, and saved as a fresh document.

Templates are Jinja in Word, so what docxtpl's manual says holds, within the sandbox of
`environment`; `engine` fills them.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from kursverktoy.documents import language
from kursverktoy.documents.engine import cache
from kursverktoy.documents.engine.prepared import Prepared
from kursverktoy.documents.engine.rendering import By, Engine
from kursverktoy.documents.environment import Environment
from kursverktoy.documents.faults import (
    FAILURES,
    MEANINGLESS,
    LooseTagError,
    TemplateFaultError,
)
from kursverktoy.documents.word import DOCUMENT, FOLLOWS
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.package import Package

_PAGES = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_REFUSED = tuple((re.compile(rf"<w:({'|'.join(names)}) "), what) for names, what in FOLLOWS)
_TOO_DEEP = (MemoryError, OverflowError, RecursionError, SyntaxError)
"""What Python raises for a template whose blocks or brackets lie too deep in one another."""


class Template:
    """A template that has been looked through and can be filled any number of times."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self._prepared: Prepared | None = None
        self._engines: dict[str, Engine] = {}

    def render(
        self,
        values: Mapping[str, object],
        *,
        title: str,
        day: date,
        målform: str,
        by: By | None = None,
    ) -> bytes:
        """Return the finished document; the same input gives the same bytes.

        `title` and `day` become the document's properties, `målform` (nb, nn or en) its
        language. `by` sends it docxtpl's way, see `Engine.fill`. Raises `UnusableTemplateError`
        when it can't be filled: unknown names, broken tags, what a template may not do.
        """
        try:
            return self._engine(målform).fill(values, title=title, day=day, by=by)
        except FAILURES as error:
            raise self._unusable(error, values, målform) from error

    def _unusable(
        self, error: Exception, values: Mapping[str, object], målform: str
    ) -> "UnusableTemplateError":
        from kursverktoy.documents.telling import told  # noqa: PLC0415  loaded for a fault only

        engine = self._engines.get(målform)
        tag = engine.blame(values) if engine else None
        loose = engine.loose_tag() if engine and isinstance(error, LooseTagError) else ""
        return UnusableTemplateError(self.name, told(error, tag, loose, values))

    def _engine(self, målform: str) -> Engine:
        """Return the template compiled for a language, at its first document in it."""
        found = self._engines.get(målform)
        if found is None:
            environment = Environment(målform)
            prepared = self._prepare(environment)
            try:
                found = Engine(self.data, prepared, environment, language.TAGS[målform])
            except _TOO_DEEP as error:
                raise TemplateFaultError(
                    "«{% for %}», «{% if %}» eller parenteser ligger for dypt inni hverandre"
                ) from error
            self._engines[målform] = found
        return found

    def _prepare(self, environment: Environment) -> Prepared:
        """Return the template made ready: from this run, from the disk, or by docxtpl."""
        if self._prepared is None:
            found = cache.recall(self.data)
            if found is None:
                # docxtpl and lxml are slow to load, and a template is seldom new.
                from kursverktoy.documents.engine.preparing import prepare  # noqa: PLC0415

                try:
                    found = prepare(self.data, environment.lex)
                except (*MEANINGLESS, SyntaxError) as error:  # lxml's is Python's own
                    raise _not_word(self.name) from error
                cache.remember(self.data, found)
            self._prepared = found
        return self._prepared


class UnusableTemplateError(KursverktoyError):
    """A template can't be filled; `why` is a sentence without its end and without any value."""

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        end = "" if why.endswith(("?", ".")) else "."
        super().__init__(
            f"Malen «{name}» kan ikke brukes: {why}{end} Åpne den i Word og rett den. "
            "Kjør «kursverktoy maler» for å se hvor."
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
        word = DOCUMENT in package.content_types().values()
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
