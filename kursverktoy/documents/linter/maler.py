"""Looking through templates: the ones that are named, or all in a folder."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kursverktoy.course.funn import Alvor
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.parsing import nearest
from kursverktoy.documents.kinds import KINDS, SPRÅK, Kind, by_template_name
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.columns import unused
from kursverktoy.documents.linter.lint import lint
from kursverktoy.documents.linter.malfunn import Malfunn, malfunn
from kursverktoy.errors import KursverktoyError
from kursverktoy.shipped import shipped

_SOME = 5
"""So many names are shown to who has chosen one that is none."""
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
        return _has_faults(self.funn)


def maler(
    paths: Sequence[Path] = (), *, folder: Path | None = None, bok: Kursbok | None = None
) -> Malsjekk:
    """Look through the templates `paths`, or without any all in `folder` or those we ship.

    With `bok` each template is also filled for every row of the course, to tell for which it
    fails; nothing is written. Only when all in a folder are looked through and can be used, the
    columns that none of them shows are told. Raises `KursverktoyError` when a template can't be
    read and is the only one, or there is none.
    """
    found = list(paths) or _all_in(folder or shipped("templates"))
    used: list[tuple[Kind, frozenset[tuple[str, str]]]] = []
    funn: list[Malfunn] = []
    for path in found:
        known = by_template_name(path.name)
        kind, språk = known or (_guessed(path.name), "")
        funn += [] if known else [_unknown_name(path.name)]
        try:
            gjennomgang = lint(path.name, _read(path), kind, språk)
        except KursverktoyError as error:
            if len(found) == 1:
                raise
            funn.append(malfunn(regler.IKKE_LEST, path.name, words={"grunn": error}))
            continue
        funn += gjennomgang.funn
        used += [(kind, gjennomgang.brukt)] if kind else []
        if bok and known and not _has_faults(gjennomgang.funn):
            funn += _tried(bok, path, *known)
    if folder and not paths and not _has_faults(funn):
        funn += unused(used, _shown_by_ours)
    return Malsjekk(tuple(found), tuple(funn))


def _has_faults(funn: Iterable[Malfunn]) -> bool:
    return any(each.alvor is Alvor.FEIL for each in funn)


def _shown_by_ours(kind: Kind) -> frozenset[tuple[str, str]]:
    """Return the columns that the shipped templates for a document ask for, by sheet and name."""
    ours = ((path, by_template_name(path.name)) for path in _all_in(shipped("templates")))
    return frozenset().union(
        *(
            lint(path.name, _read(path), *known).brukt
            for path, known in ours
            if known and known[0].code == kind.code
        )
    )


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
    if known := _near(name):
        close = known[0].template_name(known[1])
        return malfunn(
            regler.UKJENT_FILNAVN,
            name,
            words={"råd": f"Mente du «{close}»?"},
            ledd=name,
            forslag=close,
        )
    # As alike as they happen to be: no name is far from all.
    some = get_close_matches(name.lower(), template_names(), _SOME, cutoff=0)
    råd = f"De som ligner mest, er {', '.join(some)}. Alle står i templates/README.md."
    return malfunn(regler.UKJENT_FILNAVN, name, words={"råd": råd}, ledd=name)


def _tried(bok: Kursbok, path: Path, kind: Kind, språk: str) -> Iterator[Malfunn]:
    from kursverktoy.documents.linter.trial import trial  # noqa: PLC0415  docxtpl is slow to load
    from kursverktoy.documents.template import open_template  # noqa: PLC0415

    yield from trial(bok, open_template(path), kind, språk)
