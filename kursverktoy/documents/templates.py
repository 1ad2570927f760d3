"""The templates of a run: the coordinator's own, and ours where she has none; each opened once."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import Rad
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.jobs import Job
from kursverktoy.documents.kinds import SPRÅK, Kind, by_template_name
from kursverktoy.documents.template import Template, open_template
from kursverktoy.documents.word import MARKUP
from kursverktoy.errors import KursverktoyError
from kursverktoy.shipped import shipped
from kursverktoy.workbook.saving import digest

_PAGES = re.compile(r"word/\w+\.xml|docProps/core\.xml")
_NAMES = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Mal:
    """A template opened, and what is known of it."""

    template: Template
    avtrykk: str
    names: Collection[str]
    """Every word in it: all the placeholders it uses, and more."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a run, each opened once."""

    own: Path | None = None
    """The folder of the coordinator's own templates."""
    opened: dict[str, Mal | KursverktoyError] = field(default_factory=dict)

    def __reduce__(self) -> "tuple[type[Templates], tuple[Path | None]]":
        """Travel to another process as a folder: a template that is compiled can't."""
        return Templates, (self.own,)

    def språk(self, kind: Kind, wanted: str) -> str:
        """Return the language there is a template in: the one wanted, or bokmål."""
        return wanted if self._place(kind.template_name(wanted)).exists() else "nb"

    def get(self, kind: Kind, språk: str) -> Mal:
        """Return a template; raises `KursverktoyError` when it can't be used."""
        name = kind.template_name(språk)
        if name not in self.opened:
            self.opened[name] = _opened(self._place(name))
        found = self.opened[name]
        if isinstance(found, KursverktoyError):
            raise found
        return found

    def remarks(self, used: Iterable[tuple[Kind, str]]) -> Iterator[str]:
        """Yield what to know about her own templates; `used` are kinds, each with a language."""
        if self.own is None:
            return
        if ours := dict.fromkeys(self._said(*each) for each in used if not self._is_own(*each)):
            yield (
                f"Mappen «{self.own.name}» har ingen mal for {skriv(list(ours))}. "
                "Den innebygde er brukt."
            )
        for path in _documents(self.own):
            if by_template_name(path.name) is None:
                yield f"«{path.name}» er ikke navnet på en mal, og er ikke brukt."

    def _place(self, name: str) -> Path:
        """Return where a template lies: hers, if she has one of that name, or ours."""
        mine = self.own / name if self.own else None
        return mine if mine and mine.exists() else shipped("templates") / name

    def _is_own(self, kind: Kind, språk: str) -> bool:
        return self._place(kind.template_name(språk)).parent == self.own

    def _said(self, kind: Kind, språk: str) -> str:
        """Return what a template of ours is for; with its language where she has another."""
        hers = any(self._is_own(kind, each) for each in SPRÅK)
        return f"{kind.called} på {SPRÅK[språk]}" if hers else kind.called


def templates_in(own: Path | None) -> Templates:
    """Return the templates of a run; raises `KursverktoyError` for a folder that holds none."""
    if own and not any(by_template_name(path.name) for path in _documents(own)):
        raise KursverktoyError(
            f"Det er ingen maler i mappen «{own}». Velg mappen de ligger i. En mal heter som den "
            "innebygde, for eksempel D5_kursbevis_nb.docx."
        )
    return Templates(own)


def _documents(folder: Path) -> list[Path]:
    """Return the Word files of a folder, without the marks of those that are open."""
    return sorted(path for path in folder.glob("*.docx") if not path.name.startswith("~$"))


def _opened(path: Path) -> Mal | KursverktoyError:
    try:
        template = open_template(path)
    except KursverktoyError as error:
        return error
    return Mal(template, digest(template.data), _names_in(template.data))


def _names_in(template: bytes) -> frozenset[str]:
    """Return every word that stands in a template: all it names, and more."""
    with ZipFile(BytesIO(template)) as parts:
        pages = [parts.read(name).decode() for name in parts.namelist() if _PAGES.fullmatch(name)]
    return frozenset(chain(*(_NAMES.findall(MARKUP.sub("", page)) for page in pages)))


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

    def remarks(self, jobs: Iterable[Job]) -> Iterator[str]:
        """Yield what to know about the templates that `jobs` are made with."""
        return self.templates.remarks((job.kind, self.of(job.kind, job.rad)) for job in jobs)

    def _own(self, rad: Rad) -> str:
        return getattr(rad, "målform", None) or self.bok.målform

    def _wanted(self, rad: Rad) -> str:
        return self.choices.språk or self._own(rad)
