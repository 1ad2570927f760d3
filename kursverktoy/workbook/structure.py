"""The workbook itself, as openpyxl sees it: what is lost or moved since it was made.

What it should be is not written down again: a fresh workbook is built from the same course and
the two are compared. Nothing is ever saved through openpyxl, which would lose far more.
"""

import warnings
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.cells import text
from kursverktoy.course.funn import Funn, Regel
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.regler import funn_av, struktur
from kursverktoy.course.schema import Rad, Treff, columns
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.files import book_of, open_book
from kursverktoy.workbook.layout import Layout, find_layout, find_questions, find_sheets, fold
from kursverktoy.workbook.tabs import OPPSETT, TALL

_OPENPYXL_TROUBLE = (
    ArithmeticError, AttributeError, BadZipFile, LookupError, SyntaxError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip
"""What openpyxl raises for a file it does not understand, and that our own reader may."""
_MACROS = "Knappene på Start og makroene bak dem"
_VAST = 100_000
Place = tuple[int, int]
"""Row and column."""


def compare(path: Path, bok: Kursbok) -> list[Funn]:
    """Return what the workbook at `path` has lost of its structure, against a fresh one."""
    actual, fresh = Structure(path, path.read_bytes()), Structure(path, build(bok))
    return [funn_av(regel, treff, bok) for regel, treff in _differences(actual, fresh)]


def not_carried(path: Path, bok: Kursbok) -> list[str]:
    """Return what of the coordinator's own a fresh workbook does not take along, in sentences."""
    book = open_book(path)
    sheets = find_sheets(book.sheets, ARK)
    known = {fold(name) for name in (*Structure(path, build(bok)).book.sheetnames, TALL)}
    left = [_MACROS if name == OPPSETT else f"Arket «{name}»" for name in book.sheets
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
    # openpyxl's own ways to the cells walk the whole rectangle: one stray format in XFD1048576
    # would be 17 billion of them.
    cells: list[Cell] = list(getattr(sheet, "_cells", {}).values())
    comments = sum(cell.comment is not None for cell in cells)
    if comments:
        yield f"{_count(comments, 'kommentar', 'kommentarer')} på arket {sheet.title}"
    # openpyxl has no public way to ask which pictures it met.
    pictures = len(getattr(sheet, "_images", ()))
    if pictures:
        yield f"{_count(pictures, 'bilde', 'bilder')} på arket {sheet.title}"
    table = next(iter(sheet.tables.values()), None)
    if fold(sheet.title) in known and table is not None:
        first, last = _rows_of(table)
        body = (c for c in cells if first < c.row <= last and c.value is not None)
        coloured = sum(c.fill.fill_type == "solid" for c in body)
        if coloured:
            yield f"Egne farger i {_count(coloured, 'celle', 'celler')} på arket {sheet.title}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _rows_of(table: Table) -> tuple[int, int]:
    """Return the first and the last row of a table."""
    _, first, _, last = range_boundaries(table.ref)
    return first or 0, last or 0


class Structure:
    """A workbook with where its fields stand: both as openpyxl and as the reader see it."""

    def __init__(self, path: Path, data: bytes) -> None:
        read = book_of(path, data).sheets
        _refuse_vast(read.values())
        try:
            with warnings.catch_warnings():
                # What openpyxl can't keep does not matter to what is only looked at.
                warnings.simplefilter("ignore")
                self.book: Workbook = load_workbook(BytesIO(data))
        except _OPENPYXL_TROUBLE as error:
            raise KursverktoyError(
                f"Oppbygningen av «{path.name}» kan bare sjekkes i en .xlsx-fil som er lagret av "
                "Excel eller LibreOffice. Åpne boka der, og lagre den som .xlsx."
            ) from error
        sheets = find_sheets(read, ARK)
        self.sheets = {ark: self.book[sheet.name] for ark, sheet in sheets.items()}
        self.layouts: dict[type[Rad], Layout] = {
            ark: find_questions(ark, sheet)[0] if ark is Kurs else find_layout(ark, sheet)
            for ark, sheet in sheets.items()
        }
        self.answers = find_questions(Kurs, sheets[Kurs])[1] if Kurs in sheets else 0

    def cells(self, ark: type[Rad], felt: str) -> list[Place]:
        """Return the (row, column) of the cells that hold `felt`: filled rows, or the answer."""
        layout = self.layouts[ark]
        heading = layout.headings.get(felt)
        if heading is None:
            return []
        if ark is Kurs:
            return [(heading.rad, self.answers)]
        filled = [n for n, cells in layout.sheet.rows.items() if n > layout.header_row and cells]
        return [(row, heading.kolonne) for row in filled]

    def rules(self, ark: type[Rad], place: Place) -> set[str]:
        """Return the validation of a cell, in a form that can be compared."""
        sheet = self.sheets[ark]
        where = sheet.cell(*place).coordinate
        return {
            f"{rule.type} {rule.formula1 if rule.type == 'list' else ''}".strip()
            for rule in sheet.data_validations.dataValidation
            if where in rule.cells
        }


def _refuse_vast(sheets: Iterable[Sheet]) -> None:
    """Refuse merged areas so large that openpyxl, which makes every cell of them, never ends."""
    for sheet in sheets:
        for area in sheet.merged:
            left, top, right, bottom = (side or 0 for side in range_boundaries(area))
            if (right - left + 1) * (bottom - top + 1) > _VAST:
                raise KursverktoyError(
                    f"Oppbygningen kan ikke sjekkes: cellene {area} på arket «{sheet.name}» er "
                    "slått sammen. Opphev det i Excel, lagre, og prøv igjen."
                )


def _differences(actual: Structure, fresh: Structure) -> Iterator[tuple[Regel, Treff]]:
    for ark in ARK:
        if ark in actual.sheets:
            yield from _of_columns(ark, actual, fresh)
            yield from _of_table(ark, actual, fresh)
    there = {fold(sheet.title): sheet for sheet in actual.book.worksheets}
    for sheet in fresh.book.worksheets:
        yield from _of_sheet(sheet, there.get(fold(sheet.title)))
    for name in fresh.book.defined_names:
        found = actual.book.defined_names.get(name)
        if found is None or "#REF!" in (found.attr_text or ""):
            yield struktur.NAVN, Kurs().treff("", id=name, hva=name)


def _of_sheet(model: Worksheet, sheet: Worksheet | None) -> Iterator[tuple[Regel, Treff]]:
    about = ARK_ETTER_NAVN.get(model.title, Kurs)()
    if sheet is None:
        if type(about).ark != model.title:  # an input sheet that is gone is told by the reader
            yield struktur.ARK, about.treff("", id=model.title, hva=model.title)
        return
    if model.protection.sheet and not sheet.protection.sheet:
        yield struktur.LÅS, about.treff("", id=model.title, hva=model.title)
    wanted, found = _colours(model), _colours(sheet)
    if found < wanted:
        yield struktur.FARGER, about.treff("", id=model.title, antall=wanted - found, alle=wanted)


def _of_columns(
    ark: type[Rad], actual: Structure, fresh: Structure
) -> Iterator[tuple[Regel, Treff]]:
    for felt, field in columns(ark).items():
        model = next(iter(fresh.cells(ark, felt)), None)
        if model is None:
            continue
        for regel, rows in (
            (struktur.NEDTREKK, _unguarded(ark, felt, model, actual, fresh)),
            (struktur.FORMAT, _undated(ark, felt, model, actual, fresh)),
            (struktur.FORMEL, _overwritten(ark, felt, actual) if field.column.formula else []),
        ):
            if rows:
                yield regel, ark(rad=rows[0]).treff(felt, rader=_spans(rows))


def _unguarded(
    ark: type[Rad], felt: str, model: Place, actual: Structure, fresh: Structure
) -> list[int]:
    wanted = fresh.rules(ark, model)
    return [place[0] for place in actual.cells(ark, felt) if not wanted <= actual.rules(ark, place)]


def _undated(
    ark: type[Rad], felt: str, model: Place, actual: Structure, fresh: Structure
) -> list[int]:
    if not is_date_format(fresh.sheets[ark].cell(*model).number_format):
        return []
    cells = [actual.sheets[ark].cell(*place) for place in actual.cells(ark, felt)]
    return [c.row for c in cells if isinstance(c.value, int | float) and not c.is_date]


def _overwritten(ark: type[Rad], felt: str, actual: Structure) -> list[int]:
    cells = [actual.sheets[ark].cell(*place) for place in actual.cells(ark, felt)]
    return [cell.row for cell in cells if cell.value and cell.data_type != "f"]


def _of_table(ark: type[Rad], actual: Structure, fresh: Structure) -> Iterator[tuple[Regel, Treff]]:
    layout, sheet = actual.layouts[ark], actual.sheets[ark]
    head = ark(rad=layout.header_row)
    for name in fresh.sheets[ark].tables:
        table = dict(sheet.tables).get(name)
        if table is None:
            yield struktur.TABELL, head.treff("", id=name, hva="er borte")
            continue
        first, end = _rows_of(table)
        last = max(layout.sheet.rows, default=0)
        if first != layout.header_row or end < last:
            yield (
                struktur.TABELL,
                head.treff("", id=name, hva=f"dekker ikke alle radene ({table.ref})"),
            )


def _colours(sheet: Worksheet) -> int:
    return sum(len(area.rules) for area in sheet.conditional_formatting)


def _spans(rows: Iterable[int]) -> str:
    """Return row numbers as people write them: «6–9, 12»."""
    spans = []
    for _, group in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in group]
        spans.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
    return ", ".join(spans)
