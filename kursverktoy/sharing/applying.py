"""The proposals that were chosen, as changes to cells of the workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.sharing.delivery import Verdi
from kursverktoy.sharing.forslag import Forslag, Utfall
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.builder.table_sheet import key_example
from kursverktoy.workbook.labels import VIST_NAVN, shown
from kursverktoy.workbook.layout import find_layout, find_sheets
from kursverktoy.workbook.patch import SheetChange
from kursverktoy.workbook.patching.cells import Value
from kursverktoy.workbook.patching.places import area_of

UTEN_KOLONNE = "Kolonnen finnes ikke i boka."
FORMEL_HOS_OSS = "Cellen i boka har en formel."
SAMMENSLÅTT_HOS_OSS = "Cellen i boka er slått sammen med en annen."


class Plass:
    """Where the cells of a course stand in its workbook, of `sheets`."""

    def __init__(self, bok: Kursbok, sheets: Mapping[str, Sheet]) -> None:
        self._bok = bok
        self._sheets = {ark.ark: sheet for ark, sheet in find_sheets(sheets, ARK).items()}
        self._merged = {
            name: [area for each in sheet.merged if (area := area_of(each))]
            for name, sheet in self._sheets.items()
        }

    def fane(self, ark: str) -> str:
        """Return the name on the tab of a sheet."""
        return self._sheets[ark].name

    def kolonner(self, ark: str) -> Mapping[str, int]:
        """Return the column of each field of a sheet."""
        return self._bok.plassering[ark].kolonner

    def overskriftsrad(self, ark: str) -> int:
        """Return the row of the headings of a sheet."""
        return find_layout(ARK_ETTER_NAVN[ark], self._sheets[ark]).header_row

    def hinder(self, rad: Rad, felt: str) -> str:
        """Return why a cell can't be written; "" when it can."""
        column = self.kolonner(rad.ark).get(felt)
        if column is None:
            return UTEN_KOLONNE
        if (rad.rad, column) in self._sheets[rad.ark].formulas:
            return FORMEL_HOS_OSS
        if any(area.holds(rad.rad, column) for area in self._merged[rad.ark]):
            return SAMMENSLÅTT_HOS_OSS
        return ""


class NyRad(NamedTuple):
    """A new row, and the number it is given."""

    forslag: Forslag
    nøkkel: str


def nye_rader(bok: Kursbok, valgte: Iterable[Forslag]) -> list[NyRad]:
    """Return the new rows among the chosen, each with the next free number of its sheet."""
    given: list[NyRad] = []
    for forslag in valgte:
        if forslag.utfall is Utfall.NY_RAD or not forslag.nøkkel:
            ark = ARK_ETTER_NAVN[forslag.ark]
            used = [rad.id for rad in bok.rader(ark) if rad.id]
            used += [new.nøkkel for new in given if new.forslag.ark == forslag.ark]
            given.append(NyRad(forslag, _next_key(ark, used)))
    return given


def _next_key(ark: type[Rad], used: Sequence[str]) -> str:
    letters, digits = key_example(ark) or ("", "1")
    numbers = [
        int(key.removeprefix(letters))
        for key in used
        if key.startswith(letters) and key.removeprefix(letters).isdecimal()
    ]
    return f"{letters}{max(numbers, default=0) + 1:0{len(digits)}}"


def changes(
    bok: Kursbok, plass: Plass, valgte: Iterable[Forslag], nye: Sequence[NyRad]
) -> Mapping[str, SheetChange]:
    """Return what to change, by the name on the tab of each sheet."""
    cells: dict[str, dict[tuple[int, int], Value]] = {}
    rows: dict[str, list[dict[int, Value]]] = {}
    for forslag in valgte:
        if forslag.nøkkel:
            rad = _rad(bok, forslag)
            column = plass.kolonner(forslag.ark)[forslag.felt]
            value = _cell(bok, columns(type(rad))[forslag.felt], forslag.deres)
            cells.setdefault(forslag.ark, {})[rad.rad, column] = value
    for new in nye:
        rows.setdefault(new.forslag.ark, []).append(dict(_new_cells(bok, plass, new)))
    return {
        plass.fane(ark): SheetChange(
            cells.get(ark, {}), rows.get(ark, ()), plass.overskriftsrad(ark) if ark in rows else 0
        )
        for ark in (*cells, *(each for each in rows if each not in cells))
    }


def _rad(bok: Kursbok, forslag: Forslag) -> Rad:
    rows = bok.rader(ARK_ETTER_NAVN[forslag.ark])
    return next(r for r in rows if tuple(str(getattr(r, f)) for f in r.nøkkel) == forslag.nøkkel)


def _new_cells(bok: Kursbok, plass: Plass, new: NyRad) -> Iterator[tuple[int, Value]]:
    ark = ARK_ETTER_NAVN[new.forslag.ark]
    places, declared = plass.kolonner(ark.ark), columns(ark)
    for felt, verdi in {ark.nøkkel[0]: new.nøkkel, **new.forslag.verdier}.items():
        if felt in places:
            yield places[felt], _cell(bok, declared[felt], verdi)


def _cell(bok: Kursbok, field: Field, verdi: Verdi) -> Value:
    """Return a value as the cell the coordinator would have made herself."""
    if verdi is None:
        return None
    if field.type is date:
        return _date(str(verdi))
    if field.column.scale and isinstance(verdi, int):
        return f"{verdi} – {field.column.scale[verdi]}"
    if field.is_ref:
        return "; ".join(_label(bok, field, each) for each in str(verdi).split(";"))
    return "; ".join(str(verdi).split(";")) if field.many else verdi


def _date(written: str) -> date | str:
    try:
        return date.fromisoformat(written)
    except ValueError:  # what the workbook itself could not read
        return written


def _label(bok: Kursbok, field: Field, nøkkel: str) -> str:
    """Return the number and name that a drop-down shows."""
    ark = ARK_ETTER_NAVN[field.column.ref]
    rad = bok.slå_opp(ark, nøkkel)
    return shown(rad) if rad and VIST_NAVN.get(ark) else nøkkel
