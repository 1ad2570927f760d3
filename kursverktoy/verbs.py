"""The journeys: a workbook in, a value or files out. The faces decide nothing about a course.

Heavy libraries are imported inside the journeys that need them, so that *sjekk* stays quick.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy.course.funn import Alvor, Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import sjekk as run_rules
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.reader import read
from kursverktoy.workbook.saving import save

if TYPE_CHECKING:
    from kursverktoy.documents.writing import Progress, Skriveresultat
    from kursverktoy.summary.oversikt import Oversikt


@dataclass(frozen=True, slots=True)
class Lest:
    """A course as read from a file, and what the reader found on the way."""

    bok: Kursbok
    funn: tuple[Funn, ...]


@dataclass(frozen=True, slots=True)
class Sjekket:
    """A course, and everything to look at in it, in workbook order."""

    bok: Kursbok
    funn: tuple[Funn, ...]

    @property
    def har_feil(self) -> bool:
        """Whether anything stops a document."""
        return any(f.alvor is Alvor.FEIL for f in self.funn)


def les(path: Path, dato: date) -> Lest:
    """Return the course in a workbook; raises `KursverktoyError` when it can't be opened."""
    file = open_book(path)
    try:
        bok, funn = read(file, dato)
    except KursverktoyError as error:
        raise KursverktoyError(f"«{path.name}»: {error}") from None
    return Lest(bok, tuple(funn))


def les_json(path: Path, dato: date) -> str:
    """Return the course in a workbook in the exchange format."""
    import json  # noqa: PLC0415

    from kursverktoy.course.exchange import to_data  # noqa: PLC0415

    return json.dumps(to_data(les(path, dato).bok), ensure_ascii=False, indent=1) + "\n"


def sjekk(path: Path, dato: date, *, alt: bool = False, struktur: bool = False) -> Sjekket:
    """Return the course in a workbook with everything to look at.

    `alt` runs also the rules that wait for their sheet to be begun; `struktur` compares the
    workbook itself (drop-downs, tables, formats, locks, lists) with a fresh one.
    """
    lest = les(path, dato)
    funn = list(lest.funn)
    if struktur:
        from kursverktoy.workbook.structure import compare  # noqa: PLC0415

        funn += compare(path, lest.bok)
    return Sjekket(lest.bok, tuple(run_rules(lest.bok, funn, alt=alt)))


def rapport(sjekket: Sjekket, source: Path, target: Path) -> None:
    """Write the findings as a page (.html) or a workbook (.xlsx) with links to the cells."""
    from kursverktoy.workbook.report import as_html, as_workbook  # noqa: PLC0415

    maker = {".html": as_html, ".xlsx": as_workbook}.get(target.suffix.lower())
    if maker is None:
        raise KursverktoyError(
            f"Rapporten «{target.name}» må slutte på .xlsx eller .html. Gi den et annet navn."
        )
    _refuse_same(source, target)
    save(target, maker(sjekket.bok, sjekket.funn, source))


def ny(target: Path, dato: date, fra: Path | None = None) -> Sjekket:
    """Write a fresh workbook, empty or with the course in `fra` (exchange format).

    Returns the course with its findings. An existing file is never overwritten.
    """
    from kursverktoy.course.fresh import fresh  # noqa: PLC0415

    _refuse_unless_xlsx(target)
    lest = _fra_json(fra, dato) if fra else Lest(fresh(dato), ())
    return _build(lest, target)


def _fra_json(path: Path, dato: date) -> Lest:
    import json  # noqa: PLC0415

    from kursverktoy.course.exchange import to_tables  # noqa: PLC0415
    from kursverktoy.workbook.book import MemoryBook  # noqa: PLC0415

    try:
        data = json.loads(path.read_text("utf-8-sig"))
        bok, funn = read(MemoryBook.of(to_tables(data)), dato)
    except OSError:
        raise KursverktoyError(
            f"Fila «{path.name}» finnes ikke eller kan ikke åpnes. Se etter at navnet er riktig."
        ) from None
    except (ValueError, RecursionError):
        raise KursverktoyError(
            f"«{path.name}» er ikke en JSON-fil. Bruk en fil laget med «kursverktoy les BOK --json»."
        ) from None
    except KursverktoyError as error:
        raise KursverktoyError(f"«{path.name}»: {error}") from None
    return Lest(bok, tuple(funn))


def _build(lest: Lest, target: Path) -> Sjekket:
    from kursverktoy.summary import figures_for_workbook  # noqa: PLC0415
    from kursverktoy.workbook.builder import build  # noqa: PLC0415

    funn = tuple(run_rules(lest.bok, lest.funn))
    figures = figures_for_workbook(lest.bok)
    save(target, build(lest.bok, funn, figures), overwrite=False)
    return Sjekket(lest.bok, funn)


@dataclass(frozen=True, slots=True)
class Reparert:
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

    _refuse_unless_xlsx(target)
    _refuse_same(path, target)
    lest = les(path, dato)
    if tilbakestill:
        lest = Lest(replace(lest.bok, lister=Lister()), lest.funn)
    left = not_carried(path, lest.bok)
    return Reparert(_build(lest, target), tuple(left))


def oppsummer(path: Path, dato: date) -> "Oversikt":
    """Return the figures of the course in a workbook."""
    from kursverktoy.summary.oversikt import oppsummer as summarise  # noqa: PLC0415

    return summarise(les(path, dato).bok)


def sammendrag(oversikt: "Oversikt", source: Path, target: Path) -> None:
    """Write the figures of a course as a workbook with charts."""
    from kursverktoy.summary.workbook import as_workbook  # noqa: PLC0415

    _refuse_unless_xlsx(target)
    _refuse_same(source, target)
    save(target, as_workbook(oversikt))


def skriv(
    path: Path,
    folder: Path,
    dato: date,
    *,
    hva: Sequence[str] = (),
    ids: Collection[str] = (),
    maler: Path | None = None,
    vis_delvis: bool = True,
    progress: "Progress | None" = None,
) -> "Skriveresultat":
    """Write the documents of a course into `folder`.

    `hva` names kinds («avtaler», «planer», «bevis») and `ids` rows; all of them unless named.
    """
    from kursverktoy.documents.context import Choices  # noqa: PLC0415
    from kursverktoy.documents.kinds import KINDS  # noqa: PLC0415
    from kursverktoy.documents.writing import skriv as write  # noqa: PLC0415

    unknown = [word for word in hva if word not in KINDS]
    if unknown:
        raise KursverktoyError(
            f"«{unknown[0]}» er ikke et dokument. Velg blant {', '.join(KINDS)}."
        )
    sjekket = sjekk(path, dato, alt=True)
    return write(
        sjekket.bok,
        sjekket.funn,
        [kind for word, kind in KINDS.items() if not hva or word in hva],
        ids or None,
        folder=folder,
        maler=maler,
        choices=Choices(vis_delvis=vis_delvis),
        progress=progress,
    )


def _refuse_unless_xlsx(target: Path) -> None:
    if target.suffix.lower() != ".xlsx":
        raise KursverktoyError(f"«{target.name}» må slutte på .xlsx. Gi boka et annet navn.")


def _refuse_same(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve():
        raise KursverktoyError(
            f"«{target.name}» er arbeidsboka selv, og blir aldri overskrevet. Velg et annet navn."
        )
