"""The door to Excel: a workbook that is open there, read and written where it stands.

Excel answers each question through another process, so that what costs time is the number of
questions: a sheet is read in one, and written in a few, however many rows it has.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kursverktoy.course.cells import ErrorCell, Raw
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet, sheet_of
from kursverktoy.workbook.grid import MAX_CELLS

_UNWANTED = ("matplotlib", "numpy", "pandas", "PIL", "plotly", "polars", "xlwings.pro")
"""What xlwings looks for and can do without: it takes ten times as long to load as the rest.

Its part «pro», which has a licence of its own, is not used.
"""


@contextmanager
def _without(names: Sequence[str]) -> Iterator[None]:
    """Let an import see none of `names`, unless they are loaded already.

    None in `sys.modules` is how Python itself says that a module is not to be had.
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _without(_UNWANTED):
    import xlwings

_TITLE = "Kursverktøy"
_REJECTED = -2147418111
"""What Windows answers for Excel while a cell is being edited (RPC_E_CALL_REJECTED)."""
_ATTEMPTS = 200
_FOLDER_PICKER, _PRESSED_OK = 4, -1
"""Excel's own numbers: the dialog for a folder, and that one was chosen."""
_NO_DAY = date(1899, 12, 30)
"""The day that Excel gives a clock time without a day."""
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA",
           "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!"}  # fmt: skip


class Formula(str):
    """A text that Excel is to work out; every other text is written as it stands."""

    __slots__ = ()


Value = str | float | date | None


class Selection(NamedTuple):
    """The rows that are marked, on the sheet that is shown."""

    tab: str
    rows: range
    hidden: bool
    """Whether some of the rows are filtered away or hidden."""


class ExcelBook:
    """A workbook that is open in Excel. Its sheets are read once, when they are first asked for."""

    def __init__(self, book: "xlwings.Book") -> None:
        self._book = book

    @property
    def name(self) -> str:
        """The name on the window; the folder may be a web address, and is never used."""
        return str(self._book.name)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every worksheet as it stands now, saved or not.

        Hidden rows are read like all others and not told, nor are merged cells and formulas.
        """
        return {tab.name: _read(tab) for tab in self._book.sheets}

    @property
    def never_saved(self) -> bool:
        """Whether the workbook is new and not yet a file."""
        return bool(self._book.fullname == self._book.name)

    @property
    def selection(self) -> Selection:
        """The marked rows of the sheet that is shown; an area of several parts is its first."""
        marked = self._book.selection
        if marked is None:
            raise KursverktoyError(
                "Ingen celler er merket. Merk en eller flere rader, og prøv igjen."
            )
        rows = range(marked.row, marked.row + marked.shape[0])
        return Selection(marked.sheet.name, rows, marked.rows.hidden is not False)

    def refuse_unless_writable(self, tab: str) -> None:
        """Raise `KursverktoyError`, with nothing changed, when a sheet can't be written on."""
        if _said(self._book.api, "ReadOnly", "read_only"):
            raise KursverktoyError(
                f"«{self.name}» er åpnet skrivebeskyttet, så endringer kan ikke lagres. Lukk den "
                "der den ellers er åpen, eller lagre en kopi, og prøv igjen."
            )
        if tab not in self.sheets:
            raise missing(tab, self.name)
        if _said(self._book.sheets[tab].api, "ProtectContents", "protect_contents"):
            raise KursverktoyError(
                f"Arket «{tab}» er beskyttet. Velg Se gjennom > Opphev arkbeskyttelse, og prøv "
                "igjen."
            )

    def refuse_filtered(self, tab: str, rows: range) -> None:
        """Raise `KursverktoyError` when some of `rows` on a sheet are filtered away or hidden."""
        if self._rows(tab, rows).rows.hidden is not False:
            raise KursverktoyError(
                f"Arket «{tab}» er filtrert, eller har skjulte rader. Velg Data > Fjern, eller vis "
                "radene, og prøv igjen."
            )

    def write(self, tab: str, corner: tuple[int, int], block: Sequence[Sequence[Value]]) -> None:
        """Write a block of cells in one call, `corner` being the row and column of its first.

        A text stays a text, whatever it looks like; only a `Formula` is worked out.
        """
        row, column = corner
        cells = self._book.sheets[tab].range((row, column)).resize(len(block), len(block[0]))
        cells.value = [list(map(_written, row)) for row in block]

    def clear(self, tab: str, corner: tuple[int, int], shape: tuple[int, int]) -> None:
        """Empty a block of cells; their formats stay."""
        self._book.sheets[tab].range(corner).resize(*shape).clear_contents()

    def set_table(self, tab: str, table: str, last: int) -> None:
        """Let a table end at row `last`, where the sheet has that table and it ends elsewhere."""
        tables = self._book.sheets[tab].tables
        if table in tables:
            area = tables[table].range
            tall = last - area.row + 1
            if tall != area.shape[0]:
                tables[table].resize(area.resize(row_size=tall))

    def table_end(self, tab: str, table: str) -> int:
        """Return the last row of a table, 0 where the sheet has no such table."""
        tables = self._book.sheets[tab].tables
        return int(tables[table].range.last_cell.row) if table in tables else 0

    def fit_rows(self, tab: str, rows: range) -> None:
        """Give rows the height of what they say."""
        self._rows(tab, rows).rows.autofit()

    def _rows(self, tab: str, rows: range) -> "xlwings.Range":
        return self._book.sheets[tab].range((rows.start, 1), (rows.stop - 1, 1))

    def calculate(self) -> None:
        """Work out all formulas, also where Excel is set to wait."""
        self._book.app.calculate()

    def show(self, tab: str) -> None:
        """Bring a sheet to the front; raises `KursverktoyError` when it is not there."""
        if tab not in self._book.sheets:
            raise missing(tab, self.name)
        self._book.sheets[tab].activate()


class Excel:
    """The program itself: what it is told, and what it asks the coordinator."""

    def __init__(self) -> None:
        if sys.platform == "win32":
            # 0, as it is set, asks again for ever while a cell is being edited.
            xlwings._xlwindows.N_COM_ATTEMPTS = _ATTEMPTS  # noqa: SLF001  it has no other name
        app = xlwings.apps.active if len(xlwings.apps) else None
        if app is None:
            raise KursverktoyError("Excel er ikke åpen. Åpne kursboka i Excel, og prøv igjen.")
        # Where several are open, the one that was clicked.
        self._app = xlwings.Book.caller().app if len(app.books) else app

    def book(self) -> ExcelBook:
        """Return the workbook whose button was clicked."""
        if not len(self._app.books):
            raise KursverktoyError("Ingen arbeidsbok er åpen. Åpne kursboka, og prøv igjen.")
        return ExcelBook(xlwings.Book.caller())

    def is_open(self, name: str) -> bool:
        """Whether a workbook of that name is open; Excel can't have two of one name."""
        return name.casefold() in {book.name.casefold() for book in self._app.books}

    def open(self, path: Path) -> None:
        """Open a workbook in front of the others."""
        self._app.books.open(str(path))

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Draw nothing and run no events meanwhile; the status bar is Excel's own again after."""
        try:
            with self._app.properties(screen_updating=False, enable_events=False):
                yield
        finally:
            self._app.status_bar = False

    def status(self, text: str) -> None:
        """Show a line at the foot of the window."""
        self._app.status_bar = text

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a message, and wait until it has been read."""
        self._app.alert(text, _TITLE, "ok", "critical" if wrong else "info")

    def ask(self, question: str) -> bool:
        """Return whether the coordinator answers yes."""
        return bool(self._app.alert(question, _TITLE, "yes_no", "info") == "yes")

    def ask_folder(self, title: str) -> Path | None:
        """Return a folder the coordinator points out; None when she will not."""
        if sys.platform == "darwin":
            return _mac_folder(title)
        dialog = self._app.api.FileDialog(_FOLDER_PICKER)
        dialog.Title = title
        return Path(dialog.SelectedItems(1)) if dialog.Show() == _PRESSED_OK else None


def missing(tab: str, book: str) -> KursverktoyError:
    """Return what is told when a workbook lacks one of our sheets."""
    return KursverktoyError(
        f"Arket «{tab}» mangler i «{book}». Lag en frisk bok med «kursverktoy reparer»."
    )


def is_busy(error: Exception) -> bool:
    """Whether `error` is Excel's way to say that it has no time, as while a cell is edited."""
    return getattr(error, "hresult", None) == _REJECTED or type(error).__name__ == "ExcelBusyError"


def _mac_folder(title: str) -> Path | None:
    from subprocess import run  # noqa: PLC0415  only on a Mac, whose Excel has no such dialog

    script = f'POSIX path of (choose folder with prompt "{title}")'
    told = run(["/usr/bin/osascript", "-e", script], capture_output=True, text=True, check=False)  # noqa: S603
    return Path(told.stdout.strip()) if told.returncode == 0 else None


def _said(api: Any, windows: str, mac: str) -> object:
    """Return a property that xlwings has no name for, as Excel calls it on this system."""
    return getattr(api, mac).get() if sys.platform == "darwin" else getattr(api, windows)


def _read(tab: "xlwings.Sheet") -> Sheet:
    used = tab.used_range
    rows, columns = used.shape
    if rows * columns > MAX_CELLS:
        raise KursverktoyError(
            f"Arket «{tab.name}» er i bruk helt til {used.last_cell.get_address(False, False)}. "
            "Slett de tomme radene og kolonnene ytterst, lagre, og prøv igjen."
        )
    block = used.options(ndim=2, err_to_str=True).value
    return sheet_of(tab.name, [list(map(_raw, row)) for row in block], (used.row, used.column))


def _raw(value: Any) -> Raw:
    """Return what a cell holds as the reader of files gives it."""
    match value:
        case None | bool():
            return value
        case str():
            return ErrorCell(value) if value in _ERRORS else value
        case datetime():
            return _moment(value)
        case _:  # Excel has no other than decimal numbers; money comes as a type of its own
            number = float(value)
            return int(number) if number.is_integer() else number


def _written(value: Value) -> Value:
    # Excel takes the apostrophe away, and what follows it for what it is.
    return f"'{value}" if isinstance(value, str) and not isinstance(value, Formula) else value


def _moment(value: datetime) -> date | datetime | time:
    if value.date() == _NO_DAY:
        return value.time()
    return value if value.time() != time() else value.date()
