"""What is looked for outside the columns of the course: in any cell, and on Lister."""

import re
from collections.abc import Iterator

from kursverktoy.course.cells import Raw, legal, text
from kursverktoy.course.funn import Funn
from kursverktoy.course.kursbok import Tallcelle
from kursverktoy.course.regler import column_letters, lesing
from kursverktoy.workbook.book import Book
from kursverktoy.workbook.lister import MOST, unreadable_thresholds
from kursverktoy.workbook.tabs import LISTER

_DIGITS = 11
_LONG_NUMBER = re.compile(r"\d{6}\s*\d{5}")
_TEN_DIGITS = 10**9


def long_numbers(book: Book) -> Iterator[Tallcelle]:
    """Yield the cells of the whole workbook that hold eleven digits or more."""
    for sheet in book.sheets.values():
        for row, cells in sheet.rows.items():
            for column, raw in cells.items():
                written = raw if isinstance(raw, str) else as_typed(raw)
                if len(written) >= _DIGITS and _LONG_NUMBER.search(written):
                    yield Tallcelle(sheet.name, row, column, text(written))


def as_typed(raw: Raw) -> str:
    """Return a number with the nought at its front that a spreadsheet takes away."""
    if isinstance(raw, int | float):
        return str(raw).zfill(_DIGITS) if raw >= _TEN_DIGITS else str(raw)
    return ""


def odd_thresholds(book: Book) -> Iterator[Funn]:
    """Yield a finding for each threshold on Lister that could not be used."""
    for row, column, heading, raw in unreadable_thresholds(book.sheets):
        words = {"verdi": shown(raw), "felt": heading, "forventet": f"et tall fra 0 til {MOST}"}
        yield Funn(
            kode=lesing.ULESELIG.kode,
            alvor=lesing.ULESELIG.alvor,
            ark=LISTER,
            celle=f"{column_letters(column)}{row}",
            rad=row,
            id=heading,
            felt=None,
            melding=lesing.ULESELIG.melding.format_map(words),
            kolonne=column,
        )


def shown(raw: Raw) -> str:
    """Return what a cell says, short enough for a message."""
    written = legal(text(raw))
    return written if len(written) <= 40 else f"{written[:39]}…"  # noqa: PLR2004
