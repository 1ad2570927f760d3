"""An Excel of our own, with one workbook and nobody in front of it, to try the clicks on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kursverktoy.workbook.excel import Excel, ExcelBook

if TYPE_CHECKING:
    import xlwings

Colour = tuple[int, int, int]
"""Red, green and blue, each 0–255."""


class OwnExcel(Excel):
    """What a verb is given in place of the Excel that was clicked, with one workbook in it."""

    def __init__(self, book: "xlwings.Book") -> None:
        self._app = book.app
        self._book = book

    @classmethod
    @contextmanager
    def started(cls, path: Path) -> Iterator[Self]:
        """Start Excel unseen, open the workbook at `path`, and end Excel again, saving nothing."""
        import xlwings  # noqa: PLC0415  as workbook/excel.py has loaded it: the way a click does

        with xlwings.App(visible=False, add_book=False) as app:
            app.display_alerts = False
            yield cls(app.books.open(str(path)))

    @property
    def version(self) -> str:
        """Which Excel it is."""
        return str(self._app.version)

    def book(self) -> ExcelBook:
        """Return the workbook, to be read anew."""
        return ExcelBook(self._book)

    def mark(self, tab: str, row: int) -> None:
        """Mark the first cell of a row on a sheet, as the coordinator does before she clicks."""
        self._book.sheets[tab].activate()
        self._book.sheets[tab].range((row, 1)).select()

    def colour(self, tab: str, cell: tuple[int, int]) -> Colour | None:
        """Return the colour a cell is painted in; None when it is not."""
        found = self._book.sheets[tab].range(cell).color
        return None if found is None else (int(found[0]), int(found[1]), int(found[2]))

    def paint(self, tab: str, cell: tuple[int, int], colour: Colour) -> None:
        """Paint a cell, as the coordinator does."""
        self._book.sheets[tab].range(cell).color = colour
