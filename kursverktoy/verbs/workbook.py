"""The verbs about the workbook itself: ny, les, sjekk, reparer, oppsummer."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.course.funn import Alvor, Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import sjekk as run_rules
from kursverktoy.errors import KursverktoyError
from kursverktoy.verbs.targets import refuse_same, refuse_unless
from kursverktoy.workbook.book import Book
from kursverktoy.workbook.files import book_of, open_book
from kursverktoy.workbook.lister import SharingRow, read_delinger, read_tall
from kursverktoy.workbook.reader import read
from kursverktoy.workbook.saving import save
from kursverktoy.workbook.tabs import WRITTEN

if TYPE_CHECKING:
    from kursverktoy.summary.oversikt import Oversikt


class Lest(NamedTuple):
    """A course as read from a workbook, and what the reader found on the way."""

    bok: Kursbok
    funn: tuple[Funn, ...]


class Sjekket(NamedTuple):
    """A course, and everything to look at in it, in workbook order."""

    bok: Kursbok
    funn: tuple[Funn, ...]

    @property
    def har_feil(self) -> bool:
        """Whether anything stops a document."""
        return any(f.alvor is Alvor.FEIL for f in self.funn)


Kilde = Path | Book
"""Where a course is read from: a file, or a workbook that is open, in Excel or in memory."""


def les(kilde: Kilde, dato: date) -> Lest:
    """Return the course in a workbook; raises `KursverktoyError` when it can't be opened."""
    return read_course(open_book(kilde, own=WRITTEN) if isinstance(kilde, Path) else kilde, dato)


def les_json(path: Path, dato: date) -> str:
    """Return the course in a workbook in the exchange format."""
    import json  # noqa: PLC0415

    from kursverktoy.course.exchange import to_data  # noqa: PLC0415

    return json.dumps(to_data(les(path, dato).bok), ensure_ascii=False, indent=1) + "\n"


def les_til(path: Path, target: Path, dato: date) -> None:
    """Write the course in a workbook to a file in the exchange format."""
    refuse_unless(".json", target)
    save(target, les_json(path, dato).encode())


def sjekk(kilde: Kilde, dato: date, *, alt: bool = False, struktur: bool = False) -> Sjekket:
    """Return the course in a workbook with everything to look at.

    `alt` runs also the rules that wait for their sheet to be begun; `struktur` compares a file
    itself (drop-downs, tables, formats, locks, lists) with a fresh one.
    """
    lest = les(kilde, dato)
    funn = list(lest.funn)
    if struktur and isinstance(kilde, Path):
        from kursverktoy.workbook.structure import compare  # noqa: PLC0415

        funn += compare(kilde, lest.bok)
    return Sjekket(lest.bok, tuple(run_rules(lest.bok, funn, alt=alt)))


def rapport(sjekket: Sjekket, source: Path, target: Path) -> None:
    """Write the findings as a page (.html) or a workbook (.xlsx) with links to the cells."""
    from kursverktoy.workbook.report import as_html, as_workbook  # noqa: PLC0415

    maker = {".html": as_html, ".xlsx": as_workbook}.get(target.suffix.lower())
    if maker is None:
        raise KursverktoyError(
            f"Rapporten «{target.name}» må slutte på .xlsx eller .html. Gi den et annet navn."
        )
    refuse_same(source, target)
    save(target, maker(sjekket.bok, sjekket.funn, source))


def ny(target: Path, dato: date, fra: Path | None = None) -> Sjekket:
    """Write a fresh workbook, empty or with the course in `fra` (exchange format).

    Returns the course with its findings. An existing file is never overwritten.
    """
    refuse_unless(".xlsx", target)
    sjekket, data = built(from_exchange(fra, dato), target) if fra else empty(dato)
    save(target, data, overwrite=False)
    return sjekket


def empty(dato: date) -> tuple[Sjekket, bytes]:
    """Return a course nobody has filled in, and its workbook."""
    from kursverktoy.course.fresh import fresh  # noqa: PLC0415
    from kursverktoy.workbook.builder import build  # noqa: PLC0415

    bok = fresh(dato)
    return Sjekket(bok, ()), build(bok)


def from_exchange(path: Path, dato: date) -> Lest:
    """Return the course in a file in the exchange format."""
    from kursverktoy.workbook.exchange_file import open_exchange  # noqa: PLC0415

    return read_course(open_exchange(path), dato)


def read_course(book: Book, dato: date) -> Lest:
    """Return the course in a workbook that is open."""
    try:
        bok, funn = read(book, dato)
    except KursverktoyError as error:
        raise KursverktoyError(f"«{book.name}»: {error}") from None
    return Lest(bok, tuple(funn))


def built(
    lest: Lest,
    name: Path,
    delinger: Sequence[SharingRow] = (),
    tall: Sequence[tuple[str, str]] = (),
) -> tuple[Sjekket, bytes]:
    """Return a course as its own new workbook shows it, and that workbook.

    It is built twice: only a workbook that has been read again can say in which of its cells
    the findings are.
    """
    from kursverktoy.summary.figures import figures  # noqa: PLC0415
    from kursverktoy.workbook.builder import build  # noqa: PLC0415

    again = read_course(book_of(name, build(lest.bok)), lest.bok.dato)
    funn = tuple(run_rules(again.bok, again.funn))
    return Sjekket(again.bok, funn), build(again.bok, funn, figures(again.bok), delinger, tall=tall)


class Reparert(NamedTuple):
    """A course in its new workbook, and what could not be taken along, one sentence each."""

    sjekket: Sjekket
    ikke_med: tuple[str, ...]


def reparer(path: Path, target: Path, dato: date, *, tilbakestill: bool = False) -> Reparert:
    """Write a fresh workbook with the content of a damaged one; never over an existing file.

    `tilbakestill` restores the lists and thresholds on Lister to those of a new workbook.
    """
    from dataclasses import replace  # noqa: PLC0415

    from kursverktoy.course.terskler import Lister  # noqa: PLC0415
    from kursverktoy.workbook.structure import not_carried  # noqa: PLC0415

    refuse_unless(".xlsx", target)
    refuse_same(path, target)
    file = open_book(path)
    lest = read_course(file, dato)
    if tilbakestill:
        lest = Lest(replace(lest.bok, lister=Lister()), lest.funn)
    left = not_carried(path, lest.bok)
    sjekket, data = built(lest, target, read_delinger(file.sheets), read_tall(file.sheets))
    save(target, data, overwrite=False)
    kept = {(f.kode, f.id or "") for f in sjekket.funn if f.vurdert is not None}
    still = {(f.kode, f.id or "") for f in sjekket.funn} - kept
    ended = [
        f"Grunnen til {v.kode} {v.id} («{v.grunn}»): raden er endret siden"
        for v in lest.bok.vurderinger
        if (v.kode, v.id) in still
    ]
    return Reparert(sjekket, (*left, *ended))


def oppsummer(kilde: Kilde, dato: date) -> "Oversikt":
    """Return the figures of the course in a workbook."""
    from kursverktoy.summary.oversikt import oppsummer as summarise  # noqa: PLC0415

    return summarise(les(kilde, dato).bok)


def sammendrag(oversikt: "Oversikt", source: Path, target: Path) -> None:
    """Write the figures of a course as a workbook with charts."""
    from kursverktoy.summary.workbook import as_workbook  # noqa: PLC0415

    refuse_unless(".xlsx", target)
    refuse_same(source, target)
    save(target, as_workbook(oversikt))
