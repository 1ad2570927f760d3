"""Looking through templates: the ones that are named, or all in a folder."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kursverktoy.course.funn import Alvor
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.parsing import nearest
from kursverktoy.documents.kinds import KINDS, SPRÅK, Kind, by_template_name
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.columns import unused
from kursverktoy.documents.linter.lint import Gjennomgang, lint
from kursverktoy.documents.linter.malfunn import Malfunn, malfunn
from kursverktoy.errors import KursverktoyError
from kursverktoy.shipped import shipped

_WORD_HAS_IT_OPEN = "~$"
"""How the names of the files begin that Word keeps beside an open document."""


@dataclass(frozen=True, slots=True)
class Malsjekk:
    """The templates that were looked through, and everything to look at in them."""

    filer: tuple[Path, ...]
    funn: tuple[Malfunn, ...]
    """Template by template, each in the order of its pages."""

    @property
    def maler(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(path.name for path in self.filer)

    @property
    def har_feil(self) -> bool:
        """Whether a template can't be used as it is."""
        return any(each.alvor is Alvor.FEIL for each in self.funn)


def maler(
    paths: Sequence[Path] = (), *, folder: Path | None = None, bok: Kursbok | None = None
) -> Malsjekk:
    """Look through the templates `paths`, or without any all in `folder` or those we ship.

    With `bok` each template is also filled for every row of the course, to tell for which it
    fails; nothing is written. Only when all are looked through, the columns that none of them
    uses are told. Raises `KursverktoyError` when a template can't be read or there is none.
    """
    found = list(paths) or _all_in(folder or shipped("templates"))
    seen: list[tuple[Path, Kind | None, Gjennomgang]] = []
    funn: list[Malfunn] = []
    for path in found:
        known = by_template_name(path.name)
        kind, språk = known or (_guessed(path.name), "")
        gjennomgang = lint(path.name, _read(path), kind, språk)
        seen.append((path, kind, gjennomgang))
        funn += [] if known else [_unknown_name(path.name)]
        funn += gjennomgang.funn
        if bok and known and not any(each.alvor is Alvor.FEIL for each in gjennomgang.funn):
            funn += _tried(bok, path, *known)
    if not paths:
        funn += unused((kind, each.brukt) for _, kind, each in seen if kind)
    return Malsjekk(tuple(found), tuple(funn))


def _all_in(folder: Path) -> list[Path]:
    found = sorted(p for p in folder.glob("*.docx") if not p.name.startswith(_WORD_HAS_IT_OPEN))
    if not found:
        raise KursverktoyError(
            f"Det er ingen maler (.docx) i mappen {folder}. Velg en annen mappe med --maler."
        )
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise KursverktoyError(
            f"Malen «{path.name}» finnes ikke. Skriv hvor den ligger, eller la være å nevne noen "
            "for å se på alle."
        ) from error
    except OSError as error:
        raise KursverktoyError(
            f"Malen «{path.name}» kan ikke leses. Lukk den i Word, og prøv igjen."
        ) from error


def template_names() -> Iterator[str]:
    """Yield every name a template may have."""
    for kind in KINDS.values():
        yield from (kind.template_name(språk) for språk in SPRÅK if språk in kind.titles)


def _near(name: str) -> tuple[Kind, str] | None:
    """Return the document and language that a wrong name was probably meant for."""
    known = by_template_name(nearest(name, template_names()) or "")
    if known and f"_{known[1]}" not in name:
        return known[0], "nb"
    return known


def _guessed(name: str) -> Kind | None:
    """Return the document that a template with a wrong name is probably for."""
    if known := _near(name):
        return known[0]
    code = re.split(r"[\W_]", name)[0]
    return next((kind for kind in KINDS.values() if kind.code.lower() == code.lower()), None)


def _unknown_name(name: str) -> Malfunn:
    known = _near(name)
    close = known[0].template_name(known[1]) if known else None
    words = {"råd": f"Mente du «{close}»?" if close else "", "navn": ", ".join(template_names())}
    return malfunn(regler.UKJENT_FILNAVN, name, words=words, ledd=name, forslag=close)


def _tried(bok: Kursbok, path: Path, kind: Kind, språk: str) -> Iterator[Malfunn]:
    from kursverktoy.documents.linter.trial import trial  # noqa: PLC0415  docxtpl is slow to load
    from kursverktoy.documents.template import open_template  # noqa: PLC0415

    yield from trial(bok, open_template(path), kind, språk)
