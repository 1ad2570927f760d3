"""The workbook itself, as openpyxl sees it: what is lost or moved since it was made.

What it should be is not written down again: a fresh workbook is built from the same course and
the two are compared. Nothing is ever saved through openpyxl, which would lose far more.
"""

import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.cells import text
from kursverktoy.course.funn import Funn, Regel
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.regler import funn_av, struktur
from kursverktoy.course.schema import Rad, Treff, columns
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.files import book_of, open_book
from kursverktoy.workbook.layout import Layout, find_layout, find_questions, find_sheets, fold

Rows = Iterable[int]


def compare(path: Path, bok: Kursbok) -> list[Funn]:
    """Return what the workbook at `path` has lost of its structure, against a fresh one."""
    actual, fresh = Structure(path, path.read_bytes()), Structure(path, build(bok))
    return [funn_av(regel, treff, bok) for regel, treff in _differences(actual, fresh)]


def not_carried(path: Path, bok: Kursbok) -> list[str]:
    """Return what of the coordinator's own a fresh workbook does not take along, in sentences."""
    book = open_book(path)
    sheets = find_sheets(book.sheets, ARK)
    known = {fold(name) for name in Structure(path, build(bok)).book.sheetnames}
    left = [f"Arket «{name}»" for name in book.sheets
            if fold(name) not in known and book.sheets[name] not in sheets.values()]  # fmt: skip
    for ark, sheet in sheets.items():
        if ark is not Kurs:
            left += [f"Kolonnen «{text(heading)}» på arket {ark.ark}"
                     for _, heading in find_layout(ark, sheet).strangers]  # fmt: skip
    try:
        actual = Structure(path, path.read_bytes())
    except KursverktoyError:
        return [*left, "Farger, kommentarer og bilder (de kan ikke leses i dette filformatet)"]
    return left + [sentence for sheet in actual.book.worksheets for sentence in _own(sheet, known)]


def _own(sheet: Worksheet, known: set[str]) -> Iterator[str]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    comments = sum(cell.comment is not None for cell in cells)
    if comments:
        yield f"{comments} kommentarer på arket {sheet.title}"
    pictures: list[Any] = sheet._images  # noqa: SLF001  openpyxl has no other way to ask
    if pictures:
        yield f"{len(pictures)} bilder på arket {sheet.title}"
    table = next(iter(sheet.tables.values()), None)
    if fold(sheet.title) in known and table is not None:
        body = [c for row in sheet[table.ref][1:] for c in row]
        coloured = sum(c.fill.fill_type == "solid" for c in body if c.value is not None)
        if coloured:
            yield f"Egne farger i {coloured} celler på arket {sheet.title}"


class Structure:
    """A workbook with where its fields stand: both as openpyxl and as the reader see it."""

    def __init__(self, path: Path, data: bytes) -> None:
        try:
            with warnings.catch_warnings():
                # What openpyxl can't keep does not matter to what is only looked at.
                warnings.simplefilter("ignore")
                self.book: Workbook = load_workbook(BytesIO(data))
        except (BadZipFile, KeyError, ValueError) as error:
            raise KursverktoyError(
                f"Oppbygningen av «{path.name}» kan bare sjekkes i en .xlsx-fil. Åpne boka i "
                "Excel, og lagre den som .xlsx."
            ) from error
        sheets = find_sheets(book_of(path, data).sheets, ARK)
        self.sheets = {ark: self.book[sheet.name] for ark, sheet in sheets.items()}
        self.layouts: dict[type[Rad], Layout] = {
            ark: find_questions(ark, sheet)[0] if ark is Kurs else find_layout(ark, sheet)
            for ark, sheet in sheets.items()
        }
        self.answers = find_questions(Kurs, sheets[Kurs])[1] if Kurs in sheets else 0

    def cells(self, ark: type[Rad], felt: str) -> list[tuple[int, int]]:
        """Return the (row, column) of the cells that hold `felt`: filled rows, or the answer."""
        layout = self.layouts[ark]
        heading = layout.headings.get(felt)
        if heading is None:
            return []
        if ark is Kurs:
            return [(heading.rad, self.answers)]
        filled = [n for n, cells in layout.sheet.rows.items() if n > layout.header_row and cells]
        return [(row, heading.kolonne) for row in filled]

    def rules(self, ark: type[Rad], place: tuple[int, int]) -> set[str]:
        """Return the validation of a cell, in a form that can be compared."""
        sheet = self.sheets[ark]
        where = sheet.cell(*place).coordinate
        return {
            f"{rule.type} {rule.formula1 if rule.type == 'list' else ''}".strip()
            for rule in sheet.data_validations.dataValidation
            if where in rule.cells
        }


def _differences(actual: Structure, fresh: Structure) -> Iterator[tuple[Regel, Treff]]:
    for ark in ARK:
        if ark in actual.sheets:
            yield from _of_columns(ark, actual, fresh)
            yield from _of_table(ark, actual, fresh)
    head = Kurs()
    for sheet in fresh.book.worksheets:
        there = next(
            (s for s in actual.book.worksheets if fold(s.title) == fold(sheet.title)), None
        )
        if there is None:
            yield struktur.ARK, head.treff("", id=sheet.title, hva=sheet.title)
            continue
        if sheet.protection.sheet and not there.protection.sheet:
            yield struktur.LÅS, head.treff("", id=sheet.title, hva=sheet.title)
        lost = _colours(sheet) - _colours(there)
        if lost > 0:
            yield struktur.FARGER, head.treff("", id=sheet.title, antall=lost, alle=_colours(sheet))
    for name in fresh.book.defined_names:
        found = actual.book.defined_names.get(name)
        if found is None or "#REF!" in (found.attr_text or ""):
            yield struktur.NAVN, head.treff("", id=name, hva=name)


def _of_columns(
    ark: type[Rad], actual: Structure, fresh: Structure
) -> Iterator[tuple[Regel, Treff]]:
    sheet = actual.sheets[ark]
    for felt, field in columns(ark).items():
        model = next(iter(fresh.cells(ark, felt)), None)
        if model is None:
            continue
        places = actual.cells(ark, felt)
        wanted = fresh.rules(ark, model)
        rows = [place[0] for place in places if not wanted <= actual.rules(ark, place)]
        if rows:
            yield struktur.NEDTREKK, ark(rad=rows[0]).treff(felt, rader=_spans(rows))
        values = {place[0]: sheet.cell(*place) for place in places}
        if (
            fresh.sheets[ark].cell(*model).is_date
            or "yy" in fresh.sheets[ark].cell(*model).number_format
        ):
            rows = [r for r, cell in values.items()
                    if isinstance(cell.value, int | float) and not cell.is_date]  # fmt: skip
            if rows:
                yield struktur.FORMAT, ark(rad=rows[0]).treff(felt, rader=_spans(rows))
        if field.column.formula:
            rows = [r for r, cell in values.items() if cell.value and cell.data_type != "f"]
            if rows:
                yield struktur.FORMEL, ark(rad=rows[0]).treff(felt, rader=_spans(rows))


def _of_table(ark: type[Rad], actual: Structure, fresh: Structure) -> Iterator[tuple[Regel, Treff]]:
    layout, sheet = actual.layouts[ark], actual.sheets[ark]
    head = ark(rad=layout.header_row)
    for name in fresh.sheets[ark].tables:
        table = sheet.tables.get(name)
        if table is None:
            yield struktur.TABELL, head.treff("", id=name, hva="er borte")
            continue
        rows = [c.row for c in (sheet[table.ref][0][0], sheet[table.ref][-1][0])]
        last = max(layout.sheet.rows, default=0)
        if rows[0] != layout.header_row or rows[1] < last:
            yield (
                struktur.TABELL,
                head.treff("", id=name, hva=f"dekker ikke alle radene ({table.ref})"),
            )


def _colours(sheet: Worksheet) -> int:
    return sum(len(area.rules) for area in sheet.conditional_formatting)


def _spans(rows: Rows) -> str:
    """Return row numbers as people write them: «6–9, 12»."""
    spans = []
    for _, group in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in group]
        spans.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
    return ", ".join(spans)
