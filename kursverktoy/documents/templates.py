"""The templates of a folder, each opened once for a run."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import SPRÅK, Kind
from kursverktoy.documents.register.basis import names_in
from kursverktoy.documents.template import Template, open_template
from kursverktoy.workbook.saving import digest


@dataclass(frozen=True, slots=True)
class Mal:
    """A template opened, and what is known of it."""

    template: Template
    avtrykk: str
    names: Collection[str]
    """Every word in it: all the placeholders it uses, and more."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a folder, each opened once."""

    folder: Path
    opened: dict[str, Mal] = field(default_factory=dict)

    def språk(self, kind: Kind, wanted: str) -> str:
        """Return the language there is a template in: the one wanted, or bokmål."""
        return wanted if (self.folder / kind.template_name(wanted)).exists() else "nb"

    def get(self, kind: Kind, språk: str) -> Mal:
        """Return a template; raises `KursverktoyError` when it can't be used."""
        name = kind.template_name(språk)
        if name not in self.opened:
            template = open_template(self.folder / name)
            data = template.data
            self.opened[name] = Mal(template, digest(data), names_in(data))
        return self.opened[name]


@dataclass(frozen=True, slots=True)
class Languages:
    """Which language each document of a run is in."""

    bok: Kursbok
    templates: Templates
    choices: Choices

    def of(self, kind: Kind, rad: Rad) -> str:
        """Return the language of a document: the one asked for, the partner's or the course's."""
        return self.templates.språk(kind, self._wanted(rad))

    def marks(self, kind: Kind, rad: Rad) -> tuple[str, ...]:
        """Return the language, if the document is in another than it would be unasked."""
        språk = self.of(kind, rad)
        return (språk,) if språk != self.templates.språk(kind, self._own(rad)) else ()

    def remark(self, kind: Kind, rad: Rad) -> str:
        """Return a sentence when a document is not in the language wanted."""
        wanted = self._wanted(rad)
        if self.of(kind, rad) == wanted:
            return ""
        return f"Det finnes ingen mal på {SPRÅK[wanted]}. Dokumentet er på bokmål."

    def _own(self, rad: Rad) -> str:
        return getattr(rad, "målform", None) or self.bok.målform

    def _wanted(self, rad: Rad) -> str:
        return self.choices.språk or self._own(rad)
