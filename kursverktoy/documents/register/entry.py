"""One line of the register: a document, where it lies, and what it was made from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from kursverktoy.documents.pdf import pdf_of
from kursverktoy.documents.register.basis import Basis, read_basis
from kursverktoy.workbook.saving import digest


class Tilstand(StrEnum):
    """How the file of a document is found."""

    UENDRET = "uendret"
    ENDRET = "endret for hånd"
    BORTE = "borte"
    ULESELIG = "kan ikke leses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a document was made, apart from the course."""

    mal: str
    malavtrykk: str
    """The digest of the template."""
    språk: str
    utkast: bool
    valg: Mapping[str, object] = field(compare=False)
    """The choices that stand in no cell; what comes of them is among the values."""
    versjon: int
    """The tool's way of making documents."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How and of what a document was made; None for what the register has lost."""

    making: Making | None
    grunnlag: Basis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppføring:
    """A document as the register knows it. It holds numbers, and no names of people."""

    dokument: str
    """What it is known by: its file name without the day."""
    kurs: str
    type: str
    """The code of its kind, such as D5."""
    utgave: str = ""
    id: str
    fil: str
    """Its file name, in the folder of the register."""
    avtrykk: str
    """The `saving.digest` of the file as it was written."""
    skrevet: str
    """The day it was written, as 2026-11-23; so are the days below."""
    nummer: str = ""
    """The number of a certificate."""
    utstedt: str = ""
    """The day on the certificate; empty for what has not been issued."""
    erstatter: str = ""
    """The number of the certificate it replaces."""
    duplikat: bool = False
    person: str = ""
    """Whom a certificate was issued to, as `Fingerprints.person`; empty when that is lost."""
    pdf: str = ""
    """The digest of the PDF beside it, as the tool made it."""
    linje: str = field(default="", repr=False, compare=False)
    """The whole entry as it stands in the register."""

    def written(self, making: Making, grunnlag: Basis) -> "Oppføring":
        """Return the entry with its line, which also tells how and of what it was made."""
        return _lined(self, _data(making) | {"grunnlag": _data(grunnlag)})

    def med_pdf(self, avtrykk: str) -> "Oppføring":
        """Return the entry with the digest of its PDF."""
        return _lined(replace(self, pdf=avtrykk), self._rest)

    def uten_grunnlag(self) -> "Oppføring":
        """Return the entry without the fingerprints, whose key has been lost."""
        return _lined(
            replace(self, person=""),
            {name: self._rest[name] for name in _MAKING if name in self._rest},
        )

    def origin(self) -> Origin:
        """Return how and of what it was made; its line is long, and read when it is asked for."""
        known = self._rest
        grunnlag = read_basis(known.pop("grunnlag", None))
        try:
            return Origin(Making(**known), grunnlag)
        except TypeError:
            return Origin(None, grunnlag)

    def place(self, folder: Path) -> Path:
        """Return where its file lies."""
        return folder / self.fil

    def pdf_place(self, folder: Path) -> Path:
        """Return where its PDF lies, or would lie: beside it."""
        return pdf_of(self.place(folder))

    def tilstand(self, folder: Path) -> Tilstand:
        """Return how its file is found."""
        found = digest_of(self.place(folder))
        if found is None:
            return Tilstand.BORTE
        if found == "":
            return Tilstand.ULESELIG
        return Tilstand.UENDRET if found == self.avtrykk else Tilstand.ENDRET

    def har_endret_pdf(self, folder: Path) -> bool:
        """Whether the PDF beside it is another than the tool made."""
        return bool(self.pdf) and digest_of(self.pdf_place(folder)) not in (self.pdf, None)

    @property
    def _rest(self) -> dict[str, Any]:
        """What its line tells beyond the entry itself."""
        known: dict[str, Any] = json.loads(self.linje)
        return {name: value for name, value in known.items() if name not in _OWN}


_MAKING = tuple(each.name for each in fields(Making))
_OWN = tuple(each.name for each in fields(Oppføring) if each.name != "linje")


def read_entry(line: bytes) -> Oppføring:
    """Return the entry a line holds; raises `ValueError` when it holds none."""
    text = line.decode()
    try:
        known = json.loads(text)
        own = {name: known[name] for name in _OWN if name in known}
        found = Oppføring(**own, linje=text)
    except (TypeError, RecursionError) as error:
        raise ValueError("no entry") from error
    if not all(isinstance(v, bool if n == "duplikat" else str) for n, v in own.items()):
        raise ValueError("no entry")
    for day in filter(None, (found.skrevet, found.utstedt)):
        date.fromisoformat(day)
    if Path(found.fil).name != found.fil:  # an entry reaches no other folder
        raise ValueError("no file name")
    return found


def _lined(entry: Oppføring, rest: Mapping[str, object]) -> Oppføring:
    """Return an entry with its line, which holds `rest` too."""
    own = {name: value for name, value in _data(entry).items() if value and name != "linje"}
    text = json.dumps({**own, **rest}, ensure_ascii=False, separators=(",", ":"))
    return replace(entry, linje=text)


def digest_of(path: Path) -> str | None:
    """Return the digest of a file, None where there is none; empty when it can't be read."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def _data(value: Making | Basis | Oppføring) -> dict[str, object]:
    return {each.name: getattr(value, each.name) for each in fields(value)}
