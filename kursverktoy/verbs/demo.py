"""The verb demo, and the example course it is about."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.shipped import shipped
from kursverktoy.verbs.documents import skriv
from kursverktoy.verbs.workbook import Sjekket, ny, oppsummer, rapport, sammendrag, sjekk

if TYPE_CHECKING:
    from kursverktoy.documents.result import Skriveresultat
    from kursverktoy.summary.oversikt import Oversikt

EXAMPLE_DAY = date(2026, 11, 23)
"""The day the example course is told on, three days after it ended."""


def example() -> Path:
    """Return the example course in the exchange format, as it is shipped."""
    return shipped("workbooks") / "eksempelkurs.json"


class Demo(NamedTuple):
    """What the demonstration made, in the order it was made."""

    bok: Path
    rapport: Path
    sammendrag: Path
    dokumenter: Path
    sjekket: Sjekket
    oversikt: "Oversikt"
    skrevet: "Skriveresultat"


def demo(folder: Path) -> Demo:
    """Make, check, sum up and write the example course in a new folder: `folder`, or beside it."""
    folder = _unused(folder)
    try:
        folder.mkdir(parents=True)
    except OSError:
        raise KursverktoyError(
            f"Mappen «{folder.name}» kan ikke lages her. Velg en annen mappe med --ut."
        ) from None
    bok = folder / "KJ-2026-H_kursbok.xlsx"
    rapport_, sammendrag_ = folder / "KJ-2026-H_funn.html", folder / "KJ-2026-H_sammendrag.xlsx"
    ny(bok, EXAMPLE_DAY, example())
    sjekket = sjekk(bok, EXAMPLE_DAY)
    rapport(sjekket, bok, rapport_)
    oversikt = oppsummer(bok, EXAMPLE_DAY)
    sammendrag(oversikt, bok, sammendrag_)
    dokumenter = folder / "dokumenter"
    skrevet = skriv(bok, dokumenter, EXAMPLE_DAY)
    return Demo(bok, rapport_, sammendrag_, dokumenter, sjekket, oversikt, skrevet)


def _unused(folder: Path) -> Path:
    """Return `folder`, or the first of «demo-2», «demo-3» … that is not there yet."""
    names = (folder.with_name(f"{folder.name}-{n}") for n in range(2, 1000))
    free = next((path for path in (folder, *names) if not path.exists()), None)
    if free is None:
        raise KursverktoyError(f"Det finnes alt for mange mapper som heter «{folder.name}».")
    return free
