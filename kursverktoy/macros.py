"""The verbs as they are clicked in Excel. What RunPython calls: one function for each button.

Each works on the workbook whose button was clicked, as it stands there, saved or not. What goes
wrong is told in one message box, and nothing is then half written.
"""

import sys
import traceback
from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from kursverktoy import verbs
from kursverktoy.course.funn import counted
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.excel import Excel, is_busy
from kursverktoy.workbook.tabs import FUNN, SAMMENDRAG, VEILEDNING

if TYPE_CHECKING:
    from kursverktoy.documents.result import Dokument, Skriveresultat

P = ParamSpec("P")
_BUSY = (
    "Excel er opptatt, kanskje fordi du holder på å skrive i en celle. Trykk Enter eller Esc, og "
    "prøv igjen."
)
_BUG = (
    "Noe gikk galt som ikke skulle kunne skje ({}). Boka er ikke ødelagt. Prøv igjen, og meld fra "
    "til den som hjelper dere med kursverktøy hvis det skjer på nytt."
)
_FEW = 8
"""So many stopped documents have room in a message box."""


def macro(run: Callable[Concatenate[Excel, P], str | None]) -> Callable[P, None]:
    """Let the decorated function be clicked: it gets Excel, and its text is the last message."""

    @wraps(run)
    def clicked(*args: P.args, **kwargs: P.kwargs) -> None:
        excel = None
        try:
            excel = Excel()
            with excel.quietly():
                said = run(excel, *args, **kwargs)
            if said:
                excel.tell(said)
        except Exception as error:
            sentence = _sentence(error)
            if excel is None:
                sys.exit(sentence)  # xlwings shows what a process that failed has written
            excel.tell(sentence, wrong=True)

    return clicked


def _sentence(error: Exception) -> str:
    if isinstance(error, KursverktoyError):
        return str(error)
    if is_busy(error):
        return _BUSY
    traceback.print_exception(error)  # to the log that xlwings keeps of the click
    return _BUG.format(type(error).__name__)


@macro
def ny(excel: Excel, dato: date | None = None) -> str | None:
    """Make a new workbook for a course in a folder she points out, and open it."""
    folder = excel.ask_folder("Hvor skal den nye kursboka ligge?")
    if folder is None:
        return None
    path = _unused(excel, folder)
    verbs.ny(path, _day(dato))
    excel.open(path)
    return f"Laget «{path.name}». Begynn på arket Start."


@macro
def sjekk(excel: Excel, dato: date | None = None) -> str:
    """Show everything to look at on Funn, and mark the cells."""
    excel.status("Sjekker kurset …")
    sjekket = verbs.sjekk_åpen(excel.book(), _day(dato))
    found = [f for f in sjekket.funn if f.vurdert is None]
    return f"{counted(found)}. Se arket {FUNN}." if found else "Ingen funn. Alt stemmer."


@macro
def oppsummer(excel: Excel, dato: date | None = None) -> str:
    """Work out Sammendrag, show it, and tell the figures of the course."""
    from kursverktoy.summary.fakta import kursfakta  # noqa: PLC0415  pandas

    bok = excel.book()
    excel.status("Oppsummerer kurset …")
    bok.calculate()
    oversikt = verbs.oppsummer(bok, _day(dato))
    bok.show(SAMMENDRAG)
    lines = [f"{name}: {value}" for name, value in kursfakta(oversikt)]
    if left := verbs.uten_plass(bok, verbs.les(bok, _day(dato)).bok):
        lines.append(
            f"Arket {SAMMENDRAG} viser ikke {', '.join(left[:_FEW])}{' …' * (len(left) > _FEW)}. "
            "Lag en ny bok med «kursverktoy reparer», så får alle plass."
        )
    return "\n".join(lines)


@macro
def skriv(excel: Excel, *kinds: str, dato: date | None = None) -> str | None:
    """Write the documents of `kinds`, as on the command line; without `kinds` all of them."""
    return _write(excel, kinds, (), _day(dato))


@macro
def skriv_valgte(excel: Excel, *kinds: str, dato: date | None = None) -> str | None:
    """Write the documents for the persons or partners in the marked rows."""
    bok, day = excel.book(), _day(dato)
    return _write(excel, kinds, verbs.valgte(verbs.les(bok, day).bok, bok.selection), day)


@macro
def skriv_pdf(excel: Excel, *kinds: str, dato: date | None = None) -> str | None:
    """Write the documents, and a PDF beside each."""
    return _write(excel, kinds, (), _day(dato), pdf=True)


@macro
def ny_plan(excel: Excel, dato: date | None = None) -> str:
    """Add a plan with its goals for each marked participant who has none."""
    bok = excel.book()
    lagt = verbs.ny_plan(bok, _day(dato), bok.selection)
    if not lagt.planer:
        return "Ingen nye planer: de merkede har plan fra før, eller er ikke deltakere."
    who = ", ".join(filter(None, (plan.id for plan in lagt.planer)))
    return f"La til plan for {who}, med {len(lagt.planmål)} mål. Se arkene Planer og Planmål."


@macro
def nye_planmal(excel: Excel, dato: date | None = None) -> str:
    """Add the goals that are missing in the plans."""
    lagt = verbs.nye_planmål(excel.book(), _day(dato))
    if not lagt.planmål:
        return "Alle planene har målene de skal ha."
    plans = len({mål.kandidat_id for mål in lagt.planmål})
    return f"La til {len(lagt.planmål)} mål i {plans} planer. Se arket Planmål."


@macro
def velg_mappe(excel: Excel, dato: date | None = None) -> str | None:
    """Choose anew where the documents of the course go."""
    kurs = verbs.les(excel.book(), _day(dato)).bok
    folder = excel.ask_folder("Hvor skal dokumentene ligge?")
    if folder is None:
        return None
    verbs.husk_dokumentmappe(kurs, folder)
    return f"Dokumentene skrives heretter til {folder}."


@macro
def hjelp(excel: Excel) -> None:
    """Show the guide."""
    excel.book().show(VEILEDNING)


def _day(dato: date | None) -> date:
    return dato or date.today()  # noqa: DTZ011  her own day


def _unused(excel: Excel, folder: Path) -> Path:
    """Return «kursbok.xlsx», «kursbok-2.xlsx» … in `folder`, the first that is free everywhere."""
    names = (f"kursbok{f'-{n}' if n > 1 else ''}.xlsx" for n in count(1))
    return next(
        folder / name for name in names if not (folder / name).exists() and not excel.is_open(name)
    )


def _write(
    excel: Excel, kinds: Collection[str], ids: Collection[str], dato: date, *, pdf: bool = False
) -> str | None:
    bok = excel.book()
    if bok.never_saved:
        raise KursverktoyError(
            f"«{bok.name}» er ikke lagret ennå. Lagre kursboka først, så dokumentene har en bok å "
            "høre til, og prøv igjen."
        )
    kurs = verbs.les(bok, dato).bok
    folder = verbs.dokumentmappe(kurs)
    if folder is None:
        folder = excel.ask_folder("Hvor skal dokumentene ligge?")
        if folder is None:
            return None
        verbs.husk_dokumentmappe(kurs, folder)

    def step(done: int, of: int, _made: object) -> None:
        excel.status(f"Skriver dokument {done} av {of} …")

    resultat = verbs.skriv(bok, folder, dato, hva=tuple(kinds), ids=ids, progress=step)
    if pdf:
        resultat = verbs.pdf(resultat, folder, lambda n, of, _: excel.status(f"PDF {n} av {of} …"))
    return "\n".join(_result(resultat, folder))


def _result(resultat: "Skriveresultat", folder: Path) -> list[str]:
    """Return what was written, and what was not and why."""
    from kursverktoy.documents.result import Utfall  # noqa: PLC0415

    made, same = len(resultat.med(Utfall.SKREVET)), len(resultat.med(Utfall.UENDRET))
    what = "dokument" if made == 1 else "dokumenter"
    lines = [f"{made} {what} skrevet i {folder}."]
    if same:
        lines.append(f"{same} var der fra før, og er som de skal.")
    if frozen := resultat.med(Utfall.FRYST):
        lines.append(f"{len(frozen)} er utstedt, og endres ikke.")
    stopped = [*resultat.med(Utfall.STANSET), *resultat.med(Utfall.MISLYKKET)]
    lines += [_stopped(document) for document in stopped[:_FEW]]
    if len(stopped) > _FEW:
        lines.append(f"… og {len(stopped) - _FEW} til. Se arket {FUNN}.")
    lines += [f"{each.fil.name}: {each.merknad}" for each in resultat.uten_pdf[:_FEW]]
    return [*lines, *resultat.merknader]


def _stopped(document: "Dokument") -> str:
    return f"Ikke skrevet, {document.type} {document.id}: {document.grunn}"
