"""What every click must do, tried on a real spreadsheet: in Calc by our tests, in Excel by hers.

The verbs run as they are clicked, except that nobody is asked and no message waits to be read.
The workbook is the example course in a folder that is thrown away, so that what should come of
each click is known: it is what Python says of the same course as a file.
"""

import inspect
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kursverktoy import macros, verbs
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.funn import counted
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.errors import KursverktoyError
from kursverktoy.machine.check import Kontroll, Svar, Tilstand, feil, ok
from kursverktoy.machine.machine import Machine, System
from kursverktoy.machine.places import has_excel
from kursverktoy.machine.this import ThisMachine
from kursverktoy.verbs.demo import EXAMPLE_DAY, example
from kursverktoy.workbook.builder import Area, areas
from kursverktoy.workbook.builder.marks import is_found
from kursverktoy.workbook.excel import Formula
from kursverktoy.workbook.finding_rows import ARK, CELLE, HEADINGS, KODE, rows_of
from kursverktoy.workbook.own_excel import OwnExcel
from kursverktoy.workbook.tabs import FUNN, SAMMENDRAG

BOK = "eksempel.xlsx"
_TELL = "Send hele dette svaret til den som hjelper dere med kursverktøy."
_YELLOW = (255, 255, 0)
_PAINTED = (21, 2)
"""A cell on Oppfølging that a finding is about."""
_GOAL, _OTHER_GOAL = (20, 3), (44, 3)
"""Two cells on Planmål with a finding, for which «Oppnådd» is the remedy."""
_PERSON = "K01"
_ASIDE = (1, 30)
"""A cell on Funn that is free, for a formula of ours."""
_CLOSE = 1e-9


class Prøve(NamedTuple):
    """What the clicks are tried on: the example course open in a spreadsheet, and as a file."""

    excel: OwnExcel
    fil: Path


def prøv(machine: Machine | None = None) -> tuple[Kontroll, ...]:
    """Return what comes of each click in the Excel of this machine, started for it and ended.

    Nothing is left behind. Raises `KursverktoyError` where there is no Excel, on `machine` if
    given.
    """
    machine = machine or ThisMachine()
    if machine.system is System.OTHER or not has_excel(machine):
        raise KursverktoyError(
            "Excel finnes ikke på denne maskinen, så knappene kan ikke prøves her."
        )
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        fil = new_example(Path(folder))
        try:
            with OwnExcel.started(fil) as excel:
                return tried(Prøve(excel, fil))
        except Exception as error:  # noqa: BLE001  told as what came of it
            return (Kontroll("Excel", *_unexpected(error)),)


def new_example(folder: Path) -> Path:
    """Write the workbook of the example course in a folder, and return its path."""
    fil = folder / BOK
    verbs.ny(fil, EXAMPLE_DAY, fra=example())
    return fil


def tried(prøve: Prøve) -> tuple[Kontroll, ...]:
    """Return what comes of each click, in the order a coordinator makes them."""
    version = Kontroll("Excel", Tilstand.OK, f"Versjon {prøve.excel.version}.")
    return (version, *(_asked(navn, check, prøve) for navn, check in CHECKS))


def _asked(navn: str, check: Callable[[Prøve], Svar], prøve: Prøve) -> Kontroll:
    began = time.perf_counter()
    try:
        svar = check(prøve)
    except KursverktoyError as error:
        svar = feil(str(error), _TELL)
    except Exception as error:  # noqa: BLE001  the other clicks are to be tried too
        svar = _unexpected(error)
    took = f"{time.perf_counter() - began:.1f}".replace(".", ",")
    return Kontroll(navn, svar.tilstand, f"{svar.hva} ({took} s)", svar.råd)


def _unexpected(error: Exception) -> Svar:
    """Tell of what Excel refuses: it has no type of ours, and is what the trial is to find."""
    traceback.print_exception(error)
    return feil(f"{type(error).__name__}: {error}", _TELL)


def _svar(right: bool, hva: str, else_: str) -> Svar:
    return ok(hva) if right else feil(else_, _TELL)


def _click(name: str, prøve: Prøve) -> object:
    """Run what stands under a button, and return what its message would say."""
    run = inspect.unwrap(getattr(macros, name))
    with prøve.excel.quietly():
        return run(prøve.excel, dato=EXAMPLE_DAY)


def _sjekk(prøve: Prøve) -> Svar:
    """See that Funn says what Python finds in the file, and the links show their cells."""
    sjekket = verbs.sjekk(prøve.fil, EXAMPLE_DAY)
    expected = [
        tuple(row.get(heading) for heading in (KODE, ARK, CELLE))
        for row in rows_of(sjekket.funn, sjekket.bok.vurderinger)
    ]
    said, found = _click("sjekk", prøve), _found(prøve)
    return _svar(
        found == expected and said == f"{counted(sjekket.funn)}. Se arket {FUNN}.",
        f"{len(found)} funn på arket {FUNN}.",
        f"Arket {FUNN} viser {len(found)} funn, og ikke de {len(expected)} i boka: {said}",
    )


def _mended(prøve: Prøve) -> Svar:
    """See that what is mended is gone from Funn and no longer marked; other marks stay."""
    before = _found(prøve)
    marked = _is_marked(prøve, _GOAL)
    prøve.excel.book().write(Planmål.ark, _GOAL, [["Oppnådd"]])
    _click("sjekk", prøve)
    gone = [each for each in before if each not in _found(prøve)]
    marks = (marked, _is_marked(prøve, _GOAL), _is_marked(prøve, _OTHER_GOAL))
    return _svar(
        len(gone) == 1 and len(before) - len(_found(prøve)) == 1 and marks == (True, False, True),
        "Ett funn og ett merke er borte når cellen er rettet.",
        f"Etter at én celle er rettet, er {len(gone)} funn borte, og merkene er {marks}.",
    )


def _own_colours(prøve: Prøve) -> Svar:
    """See that a cell the coordinator has painted keeps its colour."""
    prøve.excel.paint(Oppfølging.ark, _PAINTED, _YELLOW)
    _click("sjekk", prøve)
    colour = prøve.excel.colour(Oppfølging.ark, _PAINTED)
    return _svar(colour == _YELLOW, "De blir stående.", f"Gult ble til {colour}.")


def _skriv(prøve: Prøve) -> Svar:
    """See that a document is written of the course as it is open."""
    folder = prøve.fil.parent
    verbs.skriv(prøve.excel.book(), folder, EXAMPLE_DAY, hva=("kursplan",))
    written = [path.name for path in folder.glob("*.docx")]
    return _svar(len(written) == 1, f"Skrev {', '.join(written)}.", f"Skrev {written}.")


def _oppsummer(prøve: Prøve) -> Svar:
    """See that every figure on Sammendrag is the one Python counts."""
    from kursverktoy.summary.figures import figures  # noqa: PLC0415  pandas

    _click("oppsummer", prøve)
    bok = prøve.excel.book()
    kurs = verbs.les(bok, EXAMPLE_DAY).bok
    rows, parts = bok.sheets[SAMMENDRAG].rows, areas(kurs)
    wrong, right = [], 0
    for key, known in figures(kurs).items():
        for place, column, wanted in _places(parts[key], known):
            shown = rows.get(place, {}).get(column)
            if _same(shown, wanted):
                right += 1
            else:
                wrong.append(f"rad {place}, kolonne {column}: {shown}, ikke {wanted}")
    return _svar(
        not wrong,
        f"{right} tall på arket {SAMMENDRAG}, alle som Python regner dem.",
        f"{len(wrong)} tall er ikke som Python regner dem. Det første: {''.join(wrong[:1])}",
    )


def _places(area: Area, known: Sequence[Sequence[object]]) -> list[tuple[int, int, object]]:
    """Return the row and column of each figure of a part, and what it should be.

    What is None has no formula: the names of figures are fixed text.
    """
    return [
        (row, column, value)
        for row, values in enumerate(known, area.first)
        for column, value in zip(area.columns, values, strict=False)
        if value is not None
    ]


def _same(shown: object, wanted: object) -> bool:
    if isinstance(shown, int | float) and isinstance(wanted, int | float):
        return abs(shown - wanted) < _CLOSE
    return (shown or "") == wanted


def _ny_plan(prøve: Prøve) -> Svar:
    """See that a plan that is gone is made again, with its goals, and can be read."""
    kurs = verbs.les(prøve.excel.book(), EXAMPLE_DAY).bok
    _clear(prøve, kurs, kurs.planer)
    _clear(prøve, kurs, kurs.planmål)
    (kandidat,) = (rad for rad in kurs.kandidater if rad.id == _PERSON)
    prøve.excel.mark(Kandidat.ark, kandidat.rad)
    said = _click("ny_plan", prøve)
    now = verbs.les(prøve.excel.book(), EXAMPLE_DAY).bok
    plans = [plan for plan in now.planer if plan.kandidat_id == _PERSON]
    goals = [mål for mål in now.planmål if mål.kandidat_id == _PERSON]
    return _svar(
        len(plans) == 1 and bool(goals) and f"med {len(goals)} mål" in str(said),
        f"En plan med {len(goals)} mål er lagt til.",
        f"{len(plans)} planer og {len(goals)} mål er lagt til: {said}",
    )


def _clear(prøve: Prøve, kurs: Kursbok, rows: Sequence[Plan] | Sequence[Planmål]) -> None:
    """Empty the rows of the person, as when she deletes them."""
    for rad in rows:
        if rad.kandidat_id == _PERSON:
            columns = kurs.plassering[rad.ark].kolonner.values()
            corner, wide = (rad.rad, min(columns)), max(columns) - min(columns) + 1
            prøve.excel.book().clear(rad.ark, corner, (1, wide))


def _found(prøve: Prøve) -> list[tuple[object, ...]]:
    """Return the code, sheet and cell of each row of Funn."""
    rows = list(prøve.excel.book().sheets[FUNN].rows.values())
    wide = range(1, len(HEADINGS) + 1)
    heads = [tuple(cells.get(column) for column in wide) for cells in rows].index(HEADINGS)
    places = [HEADINGS.index(heading) + 1 for heading in (KODE, ARK, CELLE)]
    found = (tuple(cells.get(place) for place in places) for cells in rows[heads + 1 :])
    return [each for each in found if any(each)]


def _is_marked(prøve: Prøve, cell: tuple[int, int]) -> bool:
    """Return whether the rule for the box around a cell on Planmål holds, as worked out there."""
    bok, (row, column) = prøve.excel.book(), cell
    rule = is_found(Planmål, f"ADDRESS({row},{column},4)")
    bok.write(FUNN, _ASIDE, [[Formula(f"=IF({rule},1,0)")]])
    bok.calculate()
    answer = bok.sheets[FUNN].rows[_ASIDE[0]][_ASIDE[1]]
    bok.clear(FUNN, _ASIDE, (1, 1))
    return answer == 1


CHECKS = (
    ("Sjekk", _sjekk),
    ("Rettet celle", _mended),
    ("Egne farger", _own_colours),
    ("Skriv", _skriv),
    ("Oppsummer", _oppsummer),
    ("Ny plan", _ny_plan),
)
"""Each click by what it is called in the report; each goes on from what the last one left."""
