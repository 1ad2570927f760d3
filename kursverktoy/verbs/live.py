"""The journeys on a workbook that is open in Excel: what is found is shown, and plans are added."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.schema import Rad, columns
from kursverktoy.errors import KursverktoyError
from kursverktoy.verbs.workbook import Sjekket, les, sjekk
from kursverktoy.workbook.finding_rows import (
    CELLE,
    FUNN_TABLE,
    HEADINGS,
    TOLD,
    Row,
    link_formula,
    rows_of,
    told,
)
from kursverktoy.workbook.tabs import FUNN, SAMMENDRAG

if TYPE_CHECKING:
    from kursverktoy.workbook.excel import ExcelBook, Selection, Value


def sjekk_åpen(bok: "ExcelBook", dato: date) -> Sjekket:
    """Return what `sjekk` does, and let the sheet Funn say the same.

    Reasons under «Sett og vurdert» stay with what they are about. The marks on the other sheets
    follow from Funn. Raises `KursverktoyError`, with everything as it was, when Funn can't be
    written on.
    """
    sjekket = sjekk(bok, dato)
    rows = list(rows_of(sjekket.funn, sjekket.bok.vurderinger))
    bok.refuse_unless_writable(FUNN)
    first = _first_finding(bok)
    before = bok.table_end(FUNN, FUNN_TABLE) or max(bok.sheets[FUNN].rows)
    last = first + max(len(rows), 1) - 1
    _refuse_to_cover(bok, range(before + 1, last + 1))
    bok.refuse_filtered(FUNN, range(first, max(before, last) + 1))
    bok.write(FUNN, (first, 1), [_cells(row) for row in rows or [{}]])
    if before > last:
        bok.clear(FUNN, (last + 1, 1), (before - last, len(HEADINGS)))
    bok.set_table(FUNN, FUNN_TABLE, last)
    bok.write(FUNN, TOLD, [[told(sjekket.bok, sjekket.funn)]])
    bok.fit_rows(FUNN, range(first, last + 1))
    return sjekket


def _first_finding(bok: "ExcelBook") -> int:
    """Return the row below the headings of Funn."""
    for number, cells in bok.sheets[FUNN].rows.items():
        if tuple(cells.get(column) for column in range(1, len(HEADINGS) + 1)) == HEADINGS:
            return number + 1
    raise KursverktoyError(
        f"Kolonnene på arket {FUNN} er ikke slik de var. Sett dem tilbake i rekkefølgen "
        f"{', '.join(HEADINGS)}, eller lag en frisk bok med «kursverktoy reparer»."
    )


def _refuse_to_cover(bok: "ExcelBook", rows: range) -> None:
    """Raise `KursverktoyError` when the coordinator has written below the table."""
    if any(row in bok.sheets[FUNN].rows for row in rows):
        raise KursverktoyError(
            f"Under tabellen på arket {FUNN} står det noe som ville blitt skrevet over. Flytt det "
            "til et annet ark, og prøv igjen."
        )


def _cells(row: Row) -> "list[Value]":
    from kursverktoy.workbook.excel import Formula  # noqa: PLC0415

    link = link_formula(row)
    cells: list[Value] = [row.get(heading) or None for heading in HEADINGS]
    if link:
        cells[HEADINGS.index(CELLE)] = Formula(link)
    return cells


def uten_plass(bok: "ExcelBook", kurs: Kursbok) -> tuple[str, ...]:
    """Return the numbers of the rows that Sammendrag has no room for."""
    shown = {cells.get(1) for cells in bok.sheets[SAMMENDRAG].rows.values()}
    tables = (kurs.kandidater, kurs.læringsmål, kurs.partnere)
    return tuple(rad.id for table in tables for rad in table if rad.id and rad.id not in shown)


def valgte(kurs: Kursbok, valg: "Selection") -> tuple[str, ...]:
    """Return the numbers of the persons or partners in the marked rows, in the order of the sheet.

    Raises `KursverktoyError` when there are none, or when some of the rows can't be seen.
    """
    ark = ARK_ETTER_NAVN.get(valg.tab)
    rows = [rad for rad in kurs.rader(ark) if rad.rad in valg.rows] if ark else []
    numbers = tuple(dict.fromkeys(filter(None, map(_hvem, rows))))
    if not numbers:
        raise KursverktoyError(
            "De merkede radene har ingen nummer. Merk rader på et ark som Partnere, Kandidater "
            "eller Planer, og prøv igjen."
        )
    if valg.hidden:
        raise KursverktoyError(
            f"Mellom de merkede radene på «{valg.tab}» er det rader som er filtrert bort eller "
            "skjult. Vis dem, eller merk radene i mindre grupper, og prøv igjen."
        )
    return numbers


def _hvem(rad: Rad) -> str | None:
    return getattr(rad, "kandidat_id", None) or rad.id


class Lagt(NamedTuple):
    """What was added to the plans."""

    planer: tuple[Plan, ...]
    planmål: tuple[Planmål, ...]


def ny_plan(bok: "ExcelBook", dato: date, valg: "Selection") -> Lagt:
    """Add a plan with its goals for each marked participant who has none."""
    from kursverktoy.course.planlegging import nye_planer, nye_planmål  # noqa: PLC0415

    kurs = les(bok, dato).bok
    hvem = valgte(kurs, valg)
    planer = nye_planer(kurs, hvem)
    lagt = Lagt(planer, nye_planmål(kurs, planer, [p.id or "" for p in planer]) if planer else ())
    _add(bok, kurs, lagt)
    return lagt


def nye_planmål(bok: "ExcelBook", dato: date, hvem: Collection[str] = ()) -> Lagt:
    """Add the goals that are missing in the plans, in all of them or in those of `hvem`."""
    from kursverktoy.course.planlegging import nye_planmål as missing  # noqa: PLC0415

    kurs = les(bok, dato).bok
    lagt = Lagt((), missing(kurs, hvem=hvem))
    _add(bok, kurs, lagt)
    return lagt


def _add(bok: "ExcelBook", kurs: Kursbok, lagt: Lagt) -> None:
    added: tuple[tuple[type[Rad], Sequence[Rad]], ...]
    added = ((Plan, lagt.planer), (Planmål, lagt.planmål))
    below = {ark: _below(bok, kurs, ark) for ark, rows in added if rows}
    for ark, rows in added:
        if rows:
            bok.refuse_unless_writable(ark.ark)
            bok.refuse_filtered(ark.ark, range(below[ark], below[ark] + len(rows)))
    for ark, rows in added:
        if rows:
            _append(bok, kurs, rows, below[ark])


def _below(bok: "ExcelBook", kurs: Kursbok, ark: type[Rad]) -> int:
    """Return the first row below everything that stands in the columns of a sheet."""
    if ark.ark not in kurs.plassering or ark.ark not in bok.sheets:
        from kursverktoy.workbook.excel import missing  # noqa: PLC0415

        raise missing(ark.ark, bok.name)
    ours = kurs.plassering[ark.ark].kolonner.values()
    rows = bok.sheets[ark.ark].rows
    return max(row for row, cells in rows.items() if any(c in cells for c in ours)) + 1


def _append(bok: "ExcelBook", kurs: Kursbok, rows: Sequence[Rad], first: int) -> None:
    """Write each column that has something as one block, and let the table take the rows in."""
    from kursverktoy.workbook.labels import Labels, table_name  # noqa: PLC0415

    ark, labels = type(rows[0]), Labels(kurs)
    for felt, column in kurs.plassering[ark.ark].kolonner.items():
        field = columns(ark)[felt]
        values = [labels.cell(getattr(rad, felt), field) for rad in rows]
        if any(value is not None for value in values):
            bok.write(ark.ark, (first, column), [[value] for value in values])
    last = first + len(rows) - 1
    table = table_name(ark)
    if bok.table_end(ark.ark, table) < last:
        bok.set_table(ark.ark, table, last)
