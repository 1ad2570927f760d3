"""The changed workbook is read again: it says what it was asked to, and all else as before."""

from collections.abc import Mapping
from pathlib import Path

from kursverktoy.course.cells import Raw, Uncalculated
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.patching.sheet import SheetEdit


def prove(
    path: Path,
    before: Mapping[str, Sheet],
    after: Mapping[str, Sheet],
    edits: Mapping[str, SheetEdit],
) -> None:
    """Raise `KursverktoyError` unless exactly the cells of `edits` are other than before."""
    same = before.keys() == after.keys() and all(
        _is_so(before[name], after[name], edits.get(name)) for name in before
    )
    if not same:
        raise KursverktoyError(
            f"Endringene i «{path.name}» lot seg ikke lese igjen slik de skulle stå, så ingenting "
            "er endret. Skriv dem inn selv i Excel."
        )


def _is_so(before: Sheet, after: Sheet, edit: SheetEdit | None) -> bool:
    wanted: dict[tuple[int, int], Raw] = {
        (row, column): raw for row, cells in before.rows.items() for column, raw in cells.items()
    }
    formulas = set(before.formulas)
    for place, value in edit.wanted.items() if edit else ():
        wanted.pop(place, None)
        if isinstance(value, Uncalculated):
            formulas.add(place)
        if value not in (None, ""):
            wanted[place] = value
    found = {
        (row, column): raw for row, cells in after.rows.items() for column, raw in cells.items()
    }
    return (
        _typed(found) == _typed(wanted)
        and after.formulas == formulas
        and (after.merged, after.hidden_rows & before.rows.keys())
        == (before.merged, before.hidden_rows & after.rows.keys())
    )


def _typed(cells: Mapping[tuple[int, int], Raw]) -> Mapping[tuple[int, int], object]:
    return {place: (type(raw) is bool, raw) for place, raw in cells.items()}
