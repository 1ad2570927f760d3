"""The register as people read it: what was written, what was issued, and how it is found now.

It holds what a register of certificates needs and no more: numbers and days, and neither names
nor dates of birth. Who has a number, the workbook and the archive know.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from io import StringIO
from pathlib import Path

from kursverktoy.course.regler import skriv
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.register.entry import Oppføring, Tilstand
from kursverktoy.documents.register.register import NAME, read_register
from kursverktoy.errors import KursverktoyError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when it opens a file of text."""


EMPTY = "Ingen dokumenter er skrevet til mappen ennå."
DAMAGED = (
    "Dokumentregisteret i mappen er skadet, og noe av det kan ikke leses. Hent det tilbake fra en "
    "sikkerhetskopi før du skriver flere kursbevis."
)


@dataclass(frozen=True, slots=True)
class Registerrad:
    """One document in the register."""

    dokument: str
    """What it is, such as Kursbevis."""
    utgave: str
    id: str
    """The partner or the participant, as a number."""
    språk: str
    nummer: str
    """The number of a certificate; empty for what is not issued."""
    utstedt: date | None
    erstatter: str
    """The number of the certificate it replaces."""
    duplikat: bool
    skrevet: date
    fil: str
    tilstand: Tilstand
    pdf_endret: bool
    """Whether the PDF beside it is another than the tool made."""


@dataclass(frozen=True, slots=True)
class Dokumentliste:
    """The documents of a folder, sorted as they are named."""

    rader: tuple[Registerrad, ...]
    skadet: bool

    @property
    def merknad(self) -> str:
        """What to know about the register itself; empty when all is well."""
        return DAMAGED if self.skadet else "" if self.rader else EMPTY


def documents_of(folder: Path) -> Dokumentliste:
    """Return what the register of a folder knows.

    Raises `KursverktoyError` when there is no register, or it can't be read.
    """
    if not _is_there(folder / NAME):
        raise KursverktoyError(
            f"Det er ikke noe dokumentregister i mappen {folder}. "
            "Det blir til når dokumenter skrives dit."
        )
    register = read_register(folder)
    entries = sorted(register.entries(), key=lambda e: (e.dokument, e.fil))
    return Dokumentliste(tuple(_row(entry, folder) for entry in entries), register.damaged)


def as_data(rows: Iterable[Registerrad]) -> list[dict[str, object]]:
    """Return the rows for JSON: days as 2026-11-20, and null for none."""
    return [
        {name: str(v) if isinstance(v, date | Tilstand) else v for name, v in _items(row)}
        for row in rows
    ]


def as_lines(rows: Sequence[Registerrad]) -> Iterator[str]:
    """Yield a line for each document: what it is, its number, and how its file is found."""
    width = max((len(row.fil) for row in rows), default=0)
    for row in rows:
        issued = (
            f"utstedt {row.utstedt:%d.%m.%Y}" if row.utstedt else f"skrevet {row.skrevet:%d.%m.%Y}"
        )
        marks = (
            row.nummer and f"nr. {row.nummer}",
            row.erstatter and f"erstatter {row.erstatter}",
            "duplikat" if row.duplikat else "",
            str(row.tilstand),
            "PDF endret for hånd" if row.pdf_endret else "",
        )
        yield f"{row.fil:{width}}  {', '.join(filter(None, (issued, *marks)))}"


def as_csv(rows: Iterable[Registerrad]) -> bytes:
    """Return the rows as a file that Excel opens in columns, with Norwegian letters whole."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow([_heading(each.name) for each in fields(Registerrad)])
    for row in rows:
        lines.writerow([_cell(value) for _, value in _items(row)])
    return text.getvalue().encode("utf-8-sig")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that may not be looked into is told of when it is read
        return True


def _row(entry: Oppføring, folder: Path) -> Registerrad:
    kind = next((k for k in KINDS.values() if k.code == entry.type), None)
    making = entry.origin().making
    return Registerrad(
        kind.title("nb") if kind else entry.type,
        entry.utgave,
        entry.id,
        making.språk if making else "",
        entry.nummer,
        date.fromisoformat(entry.utstedt) if entry.utstedt else None,
        entry.erstatter,
        entry.duplikat,
        date.fromisoformat(entry.skrevet),
        entry.fil,
        entry.tilstand(folder),
        entry.har_endret_pdf(folder),
    )


def _items(row: Registerrad) -> list[tuple[str, object]]:
    return [(each.name, getattr(row, each.name)) for each in fields(row)]


def _heading(field: str) -> str:
    return field.replace("_", " ").replace("pdf", "PDF") if "_" in field else field.capitalize()


def _cell(value: object) -> str:
    text = "" if value is None else skriv(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
