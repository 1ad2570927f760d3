"""Turns the cells of a workbook into a course; what can't be taken in becomes findings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.cells import (
    ErrorCell,
    Raw,
    Uncalculated,
    UnreadableError,
    key,
    legal,
    text,
)
from kursverktoy.course.funn import KATALOG, Funn, Regel
from kursverktoy.course.kursbok import ARK, Kursbok, Plassering
from kursverktoy.course.parsing import Parser, list_name, nearest, parser
from kursverktoy.course.regler import column_letters, funn_av, lesing, skriv
from kursverktoy.course.schema import Column, Field, Rad, Treff, columns
from kursverktoy.course.terskler import Lister
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Book, Sheet
from kursverktoy.workbook.layout import Layout, find_layout, find_questions, find_sheets
from kursverktoy.workbook.lister import read_lister, read_vurderinger
from kursverktoy.workbook.loose_cells import long_numbers, odd_thresholds, shown

_LONGEST = 32767
"""What a cell in Excel can hold."""


def read(book: Book, dato: date) -> tuple[Kursbok, list[Funn]]:
    """Return the course in `book` as it stands on `dato`, and what the reader found.

    Every row that is not blank is in the course or in a finding. Raises `KursverktoyError`
    when the workbook is not a course at all, or is made by a newer version.
    """
    sheets = find_sheets(book.sheets, ARK)
    if not sheets:
        raise KursverktoyError(
            "Dette er ikke en kursbok: ingen av arkene er kjent. Lag en ny bok med "
            "«kursverktoy ny», eller velg riktig fil."
        )
    lister = read_lister(book.sheets)
    reading = _Reading(sheets, lister)
    rows = {ark.navn_i_bok: reading.read(ark) for ark in ARK}
    kurs = rows.pop("kurs")
    bok = Kursbok(
        dato=dato,
        kurs=kurs[0] if kurs else Kurs(unreadable=dict.fromkeys(columns(Kurs), "")),
        lister=lister,
        vurderinger=read_vurderinger(book.sheets),
        plassering=reading.places,
        tallceller=tuple(long_numbers(book)),
        **{name: tuple(each) for name, each in rows.items()},
    )
    found = [funn_av(regel, treff, bok) for regel, treff in reading.found]
    return bok, [*found, *odd_thresholds(book)]


class _Reading:
    """One pass over the input sheets, collecting rows, places and hits."""

    def __init__(self, sheets: Mapping[type[Rad], Sheet], lister: Lister) -> None:
        self.found: list[tuple[Regel, Treff]] = []
        self.places: dict[str, Plassering] = {}
        self._lister = lister
        self._layouts: dict[type[Rad], Layout] = {}
        self._answers = 0
        self._parsers: Mapping[str, Parser] = {}
        self._formulas = {
            ark: {name for name, field in columns(ark).items() if field.column.formula}
            for ark in ARK
        }
        for ark, sheet in sheets.items():
            if ark is Kurs:
                self._layouts[ark], self._answers = find_questions(ark, sheet)
            else:
                self._layouts[ark] = find_layout(ark, sheet)
        self._keys = {ark.ark: self._keys_of(ark) for ark in ARK}

    def _keys_of(self, ark: type[Rad]) -> Mapping[str, str]:
        """Return the keys of a sheet as typed, by `cells.key`: what references may say."""
        layout = self._layouts.get(ark)
        heading = layout and layout.headings.get(ark.nøkkel[0])
        if not layout or not heading or len(ark.nøkkel) > 1:
            return {}
        own = columns(ark)[ark.nøkkel[0]]
        if own.is_ref:  # «Planer» and its like are known by the numbers of Kandidater
            return self._keys_of(next(a for a in ARK if a.ark == own.column.ref))
        typed = (
            text(cells[heading.kolonne])
            for row, cells in layout.sheet.rows.items()
            if row > layout.header_row and heading.kolonne in cells
        )
        return {key(each): each for each in reversed(list(typed))}

    def read(self, ark: type[Rad]) -> list[Any]:
        """Return the rows of a sheet; none when the sheet is missing."""
        layout = self._layouts.get(ark)
        if layout is None:
            self._hit(lesing.ARK_MANGLER, ark(), "", ark=ark.ark)
            return []
        self._tell_layout(ark, layout)
        self._parsers = {
            name: parser(columns(ark)[name], self._lister.valg, self._keys)
            for name in layout.headings
        }
        if ark is Kurs:
            return [self._read_answers(layout)]
        columns_of = {name: heading.kolonne for name, heading in layout.headings.items()}
        self.places[ark.ark] = Plassering(columns_of)
        rows = [
            self._read_row(ark, number, cells, columns_of)
            for number, cells in layout.sheet.rows.items()
            if number > layout.header_row
        ]
        return [rad for rad in rows if rad is not None]

    def _read_answers(self, layout: Layout) -> Rad:
        rows = {name: heading.rad for name, heading in layout.headings.items()}
        self.places[Kurs.ark] = Plassering(dict.fromkeys(columns(Kurs), self._answers), rows)
        cells = {
            name: layout.sheet.rows[row][self._answers]
            for name, row in rows.items()
            if _says(layout.sheet.rows[row].get(self._answers))
        }
        lost = dict.fromkeys(columns(Kurs).keys() - layout.headings.keys(), "")
        return self._rad(Kurs, 0, cells, lost, {})

    def _read_row(
        self,
        ark: type[Rad],
        number: int,
        cells: Mapping[int, Raw],
        columns_of: Mapping[str, int],
    ) -> Rad | None:
        says = {name: cells[c] for name, c in columns_of.items() if c in cells and _says(cells[c])}
        # What a formula shows is worked out anew; a copy may hold it uncalculated, or as 0.
        shown = {name: says.pop(name) for name in self._formulas[ark] if name in says}
        if not says:
            if any(_says(raw) for c, raw in cells.items() if c not in columns_of.values()):
                self._hit(lesing.UTENFOR, ark(rad=number), ark.nøkkel[0], rad=number)
            return None
        lost = dict.fromkeys(columns(ark).keys() - columns_of.keys() - self._formulas[ark], "")
        spare = {name: text(raw) for name, raw in shown.items() if isinstance(raw, str)}
        rad = self._rad(ark, number, says, lost, spare)
        for name in rad.mangler(*ark.nøkkel):
            self._hit(lesing.UTEN_NØKKEL, rad, name, rad=number, forslag=self._next_key(ark))
        return rad

    def _rad(
        self,
        ark: type[Rad],
        number: int,
        cells: Mapping[str, Raw],
        lost: dict[str, str],
        spare: Mapping[str, str],
    ) -> Rad:
        values: dict[str, Any] = {}
        problems: list[tuple[str, UnreadableError]] = []
        for name, raw in cells.items():
            try:
                values[name] = _value(raw, self._parsers[name])
            except UnreadableError as error:
                problems.append((name, error))
                lost[name] = str(raw) if not isinstance(raw, str) else raw
        rad = ark(rad=number, unreadable=lost, **{**spare, **values, **ark.utledet(values)})
        for name, problem in problems:
            self._tell_unreadable(rad, columns(ark)[name], cells[name], problem)
        for name, value in values.items():
            self._tell_odd(rad, columns(ark)[name], value)
        return rad

    def _tell_unreadable(self, rad: Rad, field: Field, raw: Raw, error: UnreadableError) -> None:
        if isinstance(raw, ErrorCell):
            self._hit(lesing.FEILCELLE, rad, field.name, verdi=raw.text)
        elif isinstance(raw, Uncalculated):
            self._hit(lesing.IKKE_BEREGNET, rad, field.name)
        else:
            name = list_name(field)
            offered = self._lister.valg[name] if name else field.column.scale or ()
            self._hit(
                KATALOG[field.column.unreadable],
                rad,
                field.name,
                verdi=shown(raw),
                forventet=str(error),
                forslag=nearest(text(raw), offered),
            )

    def _tell_odd(self, rad: Rad, field: Field, value: object) -> None:
        column = field.column
        if isinstance(value, str):
            if len(value) > _LONGEST or _has_odd_characters(value):
                what = "for mange tegn" if len(value) > _LONGEST else "tegn som ikke kan skrives ut"
                self._hit(lesing.RARE_TEGN, rad, field.name, hva=what)
            elif 0 < column.max_length < len(value) and not column.long:
                self._hit(
                    lesing.FOR_LANG, rad, field.name, antall=len(value), grense=column.max_length
                )
        elif isinstance(value, int | float) and not column.scale:
            low, high = column.low, column.high
            if (low is not None and value < low) or (high is not None and value > high):
                self._hit(
                    lesing.UTENFOR_GRENSER, rad, field.name, verdi=value, grenser=_range(column)
                )

    def _tell_layout(self, ark: type[Rad], layout: Layout) -> None:
        head = ark(rad=layout.header_row)
        if key(layout.sheet.name) != key(ark.ark):
            self._hit(lesing.LEST_SOM, head, "", tekst=layout.sheet.name, felt=ark.ark)
        for name, field in columns(ark).items():
            if name not in layout.headings and not field.column.formula:
                strangers = [said for _, said in layout.strangers]
                nearby = nearest(field.heading(), strangers) if strangers else None
                self._hit(lesing.KOLONNE_MANGLER, head, name, forslag=nearby)
        for name, heading in layout.headings.items():
            if not heading.exact:
                self._hit(lesing.LEST_SOM, ark(rad=heading.rad), name, tekst=heading.tekst)
        for used, other in layout.repeated:
            self._hit(
                lesing.TO_LIKE, ark(rad=other.rad), used.felt, felt=other.tekst,
                celle=f"{column_letters(other.kolonne)}{other.rad}",
            )  # fmt: skip
        if ark is not Kurs:
            self._tell_grid(head, layout)

    def _tell_grid(self, head: Rad, layout: Layout) -> None:
        first = head.nøkkel[0]
        for column, heading in layout.strangers:
            if column not in {h.kolonne for h in layout.headings.values()}:
                self._hit(lesing.EKSTRA_KOLONNE, head, first, felt=heading, id=heading)
        for area in layout.sheet.merged:
            if _last_row(area) > layout.header_row:
                self._hit(lesing.SLÅTT_SAMMEN, head, first, område=area, id=area)
        hidden = sum(1 for row in layout.sheet.hidden_rows
                     if row > layout.header_row and row in layout.sheet.rows)  # fmt: skip
        if hidden:
            self._hit(lesing.SKJULT, head, first, antall=hidden)

    def _next_key(self, ark: type[Rad]) -> str | None:
        """Return the first free number of a sheet, in the form of those in use."""
        if len(ark.nøkkel) > 1 or columns(ark)[ark.nøkkel[0]].is_ref or not self._keys[ark.ark]:
            return None
        last = max(self._keys[ark.ark].values(), key=lambda k: (len(k), k))
        stem = last.rstrip("0123456789")
        digits = last[len(stem) :]
        return f"{stem}{int(digits) + 1:0{len(digits)}}" if digits else None

    def _hit(
        self,
        regel: Regel,
        rad: Rad,
        felt: str,
        /,
        *,
        id: str | None = None,
        forslag: str | None = None,
        **ord: object,
    ) -> None:
        self.found.append((regel, Treff(rad, felt, ord, id, forslag)))


def _says(raw: Raw) -> bool:
    if isinstance(raw, str):
        return bool(raw.strip()) and (raw.isascii() or bool(text(raw)))
    return raw is not None


def _value(raw: Raw, parse: Parser) -> object:
    if isinstance(raw, ErrorCell | Uncalculated):
        raise UnreadableError
    return parse(raw)


def _has_odd_characters(value: str) -> bool:
    # U+FFFD stands where a character was that no document can hold.
    return "\ufffd" in value or not (value.isprintable() or legal(value) == value)


def _range(column: Column) -> str:
    low, high = column.low, column.high
    if high is None:
        return f"minst {skriv(low)}"
    return f"høyst {skriv(high)}" if low is None else f"fra {skriv(low)} til {skriv(high)}"


def _last_row(area: str) -> int:
    return int("".join(filter(str.isdigit, area.rpartition(":")[2])) or 0)
