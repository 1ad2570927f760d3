"""The journeys: a workbook in, a value or files out. The faces decide nothing about a course.

Heavy libraries are imported inside the journeys that need them, so that *sjekk* stays quick.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy.course.exchange import to_data, to_tables
from kursverktoy.course.funn import Alvor, Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import sjekk as run_rules
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.reader import read
from kursverktoy.workbook.saving import save

if TYPE_CHECKING:
    from kursverktoy.documents.writing import Skriveresultat
    from kursverktoy.summary.oversikt import Oversikt

Fremdrift = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Lest:
    """A course as read from a file, and what the reader found on the way."""

    bok: Kursbok
    funn: tuple[Funn, ...]
    path: Path
    sha256: str


def les(path: Path, dato: date) -> Lest:
    """Return the course in a workbook; raises `KursverktoyError` when it can't be opened."""
    file = open_book(path)
    try:
        bok, funn = read(file, dato)
    except KursverktoyError as error:
        raise KursverktoyError(f"«{path.name}»: {error}") from None
    return Lest(bok, tuple(funn), path, file.sha256)


def les_json(path: Path, dato: date) -> str:
    """Return the course in a workbook in the exchange format."""
    return json.dumps(to_data(les(path, dato).bok), ensure_ascii=False, indent=1) + "\n"


def sjekk(path: Path, dato: date, *, alt: bool = False, struktur: bool = False) -> "Sjekket":
    """Return the course in a workbook with everything to look at, in workbook order.

    `alt` runs also the rules that wait for their sheet to be begun; `struktur` compares the
    workbook itself (drop-downs, tables, formats, locks, lists) with a fresh one.
    """
    lest = les(path, dato)
    funn = list(lest.funn)
    if struktur:
        from kursverktoy.workbook.structure import compare  # noqa: PLC0415

        funn += compare(path, lest.bok)
    return Sjekket(lest.bok, tuple(run_rules(lest.bok, funn, alt=alt)))


@dataclass(frozen=True, slots=True)
class Sjekket:
    """A course, and everything to look at in it."""

    bok: Kursbok
    funn: tuple[Funn, ...]

    @property
    def har_feil(self) -> bool:
        """Whether anything stops a document."""
        return any(f.alvor is Alvor.FEIL for f in self.funn)


def rapport(sjekket: Sjekket, source: Path, target: Path) -> None:
    """Write the findings as a page (.html) or a workbook (.xlsx) with links to the cells."""
    from kursverktoy.workbook.report import as_html, as_workbook  # noqa: PLC0415

    makers = {".html": as_html, ".xlsx": as_workbook}
    maker = makers.get(target.suffix.lower())
    if maker is None:
        raise KursverktoyError(
            f"Rapporten «{target.name}» må slutte på .xlsx eller .html. Gi den et annet navn."
        )
    save(target, maker(sjekket.bok, sjekket.funn, source))


def ny(target: Path, dato: date, fra: Path | None = None) -> Kursbok:
    """Write a fresh workbook, empty or with the course in `fra` (exchange format).

    An existing file is never overwritten.
    """
    from kursverktoy.workbook.builder import build  # noqa: PLC0415

    _refuse_other_suffix(target)
    lest = _fra_json(fra, dato) if fra else (None, ())
    bok, funn = lest
    ...


def _refuse_other_suffix(target: Path) -> None:
    if target.suffix.lower() != ".xlsx":
        raise KursverktoyError(f"«{target.name}» må slutte på .xlsx. Gi boka et annet navn.")
