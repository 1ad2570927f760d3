"""The part of xlwings' engine interface that the macros use, over UNO.

`calls` counts what costs a journey to Excel: blocks read and written, tables and rows changed.
"""

import datetime as dt
import re
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import uno
import xlwings
from com.sun.star.beans import PropertyValue
from xlwings import base_classes as base
from xlwings import utils

from calc_engine import excel_rules

DAYS, CONTENTS = 2, 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: numbers, days, texts, formulas
UNPAINTED = -1
EPOCH = dt.datetime(1899, 12, 30)
NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*%?\s*$|\d{4}-\d\d-\d\d$")
ERRORS = {"Err:503": "#NUM!", "Err:504": "#REF!", "Err:508": "#NAME?", "Err:509": "#NAME?"}
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)$")


class Engine:
    name, type = "libreoffice", "desktop"

    def __init__(self, desktop):
        self.calls = Counter()
        self.apps = Apps(App(self, desktop))

    @staticmethod
    def prepare_xl_data_element(value, _options):
        return "" if value is None else value

    @staticmethod
    def clean_value_data(rows, _datetime, empty, number, err_to_str):
        def clean(value):
            if value is None or (isinstance(value, Error) and not err_to_str):
                return empty
            return number(value) if number and type(value) is float else value

        return [[clean(value) for value in row] for row in rows]


class Error(str):
    """What a cell with an error shows."""

    __slots__ = ()


class Apps(base.Apps):
    def __init__(self, *apps):
        self.list = list(apps)

    def keys(self):
        return [app.pid for app in self.list]

    def __iter__(self):
        return iter(self.list)

    def __len__(self):
        return len(self.list)

    def __getitem__(self, pid):
        return next(app for app in self.list if app.pid == pid)


class App(base.App):
    """`busy` makes it answer as while a cell is edited; `folders` are what a dialog will say."""

    version, pid, hwnd, visible = "16.0", 1, 1, True
    screen_updating = enable_events = True
    status_bar = False

    def __init__(self, engine, desktop):
        self.engine, self.desktop, self.busy = engine, desktop, False
        self.alerts, self.statuses, self.folders = [], [], []

    def __setattr__(self, name, value):
        if name == "status_bar":
            self.statuses.append(value)
        super().__setattr__(name, value)

    @property
    def api(self):
        return self

    def FileDialog(self, _kind):  # noqa: N802  Excel's name
        return FolderDialog(self.folders)

    @property
    def books(self):
        if self.busy:
            raise excel_rules.com_error(excel_rules.BUSY, "Call was rejected by callee.")
        return Books(self)

    @property
    def selection(self):
        return self.books.active.selection

    def activate(self, steal_focus=False):
        pass

    def calculate(self):
        self.books.active.uno.calculateAll()

    def alert(self, prompt, title, buttons, mode, _callback):
        self.alerts.append((prompt, title, buttons, mode))
        return "ok" if buttons == "ok" else "yes"


class FolderDialog:
    Title = ""

    def __init__(self, answers):
        self.answers, self.chosen = answers, None

    def Show(self):  # noqa: N802  Excel's name
        self.chosen = self.answers.pop(0)
        return -1 if self.chosen else 0

    def SelectedItems(self, _number):  # noqa: N802  Excel's name
        return str(self.chosen)


class Books(base.Books):
    api = None

    def __init__(self, app):
        self.app = app

    def __iter__(self):
        kind = "com.sun.star.sheet.SpreadsheetDocument"
        found = self.app.desktop.Components
        return (Book(self.app, each) for each in found if each.supportsService(kind))

    def __len__(self):
        return sum(1 for _ in self)

    def __call__(self, key):
        for each in self:
            if key in (each.name, each.name.lower()):
                return each
        raise KeyError(key)

    @property
    def active(self):
        return Book(self.app, self.app.desktop.CurrentComponent)

    def open(self, fullname, *options, **_more):
        read_only = bool(options[1:2] and options[1])
        url = uno.systemPathToFileUrl(str(Path(fullname).resolve()))
        how = (PropertyValue("ReadOnly", 0, read_only, 0),)
        return Book(self.app, self.app.desktop.loadComponentFromURL(url, "_blank", 0, how))


class Book(base.Book):
    app = None

    def __init__(self, app, document):
        self.app, self.uno = app, document

    @property
    def api(self):
        return self

    @property
    def ReadOnly(self):  # noqa: N802  Excel's name
        return self.uno.isReadonly()

    @property
    def fullname(self):
        url = self.uno.URL
        if url.startswith("file:"):
            return uno.fileUrlToSystemPath(url)
        return url or "Book1"

    @property
    def name(self):
        return Path(self.fullname).name

    @property
    def sheets(self):
        return Sheets(self)

    @property
    def selection(self):
        area = self.uno.CurrentSelection.RangeAddress
        return self.sheets(area.Sheet + 1).area(area)

    @contextmanager
    def calculating_after(self):
        """Let Calc calculate and draw once for a whole block, as Excel does, not for each cell."""
        automatic = self.uno.isAutomaticCalculationEnabled()
        self.uno.lockControllers()
        self.uno.enableAutomaticCalculation(False)
        try:
            yield
        finally:
            self.uno.enableAutomaticCalculation(automatic)
            self.uno.unlockControllers()

    def close(self):
        self.uno.close(True)

    def activate(self):
        self.uno.CurrentController.Frame.activate()


class Sheets(base.Sheets):
    api = None

    def __init__(self, book):
        self.book = book

    @property
    def active(self):
        return Sheet(self.book, self.book.uno.CurrentController.ActiveSheet)

    def __call__(self, key):
        sheets = self.book.uno.Sheets
        if isinstance(key, str):
            if not sheets.hasByName(key):
                raise KeyError(key)
            return Sheet(self.book, sheets.getByName(key))
        return Sheet(self.book, sheets.getByIndex(key - 1))

    def __len__(self):
        return self.book.uno.Sheets.Count

    def __iter__(self):
        return (self(number + 1) for number in range(len(self)))

    def __contains__(self, key):
        return self.book.uno.Sheets.hasByName(key)


class Sheet(base.Sheet):
    book = None

    def __init__(self, book, sheet):
        self.book, self.uno = book, sheet

    @property
    def api(self):
        return self

    @property
    def ProtectContents(self):  # noqa: N802  Excel's name
        return self.uno.isProtected()

    @property
    def name(self):
        return self.uno.Name

    @property
    def index(self):
        return self.uno.RangeAddress.Sheet + 1

    @property
    def tables(self):
        return Tables(self)

    def range(self, first, last=None):
        first, last = (each and self._corner(each) for each in (first, last))
        last = last or first
        return Range(self, first.row, first.column, last.row - first.row + last.nrows,
                     last.column - first.column + last.ncols)  # fmt: skip

    def _corner(self, where):
        if isinstance(where, Range):
            return where
        if isinstance(where, str):
            letters, row = ADDRESS.match(where).groups()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            where = (int(row), column)
        return Range(self, *where)

    def area(self, address):
        """Return the range of a UNO address."""
        return Range(self, address.StartRow + 1, address.StartColumn + 1,
                     address.EndRow - address.StartRow + 1,
                     address.EndColumn - address.StartColumn + 1)  # fmt: skip

    @property
    def used_range(self):
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self.area(cursor.RangeAddress)

    def activate(self):
        self.book.uno.CurrentController.setActiveSheet(self.uno)


class Range(base.Range):
    sheet = row = column = None

    def __init__(self, sheet, row, column, nrows=1, ncols=1):
        self.sheet, self.row, self.column = sheet, row, column
        self.nrows, self.ncols, self.options = nrows, ncols, {}

    @property
    def uno(self):
        last = (self.column + self.ncols - 2, self.row + self.nrows - 2)
        return self.sheet.uno.getCellRangeByPosition(self.column - 1, self.row - 1, *last)

    @property
    def api(self):
        return self

    @property
    def shape(self):
        return self.nrows, self.ncols

    @property
    def coords(self):
        return self.sheet, self.row, self.column, self.nrows, self.ncols

    def __len__(self):
        return self.nrows * self.ncols

    def __call__(self, row, column=None):
        if column is None:
            row, column = divmod(row - 1, self.ncols)
            row, column = row + 1, column + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1)

    def get_address(self, row_absolute=True, col_absolute=True, _external=False):
        corners = [(self.row, self.column)]
        if len(self) > 1:
            corners.append((self.row + self.nrows - 1, self.column + self.ncols - 1))
        return ":".join(
            f"{'$' * col_absolute}{utils.col_name(column)}{'$' * row_absolute}{row}"
            for row, column in corners
        )

    @property
    def address(self):
        return self.get_address()

    @property
    def row_hidden(self):
        # The rows that can be seen, as parts of one column.
        seen = self.uno.queryVisibleCells().RangeAddresses
        shown = sum(each.EndRow - each.StartRow + 1 for each in seen
                    if each.StartColumn == self.column - 1)  # fmt: skip
        return {0: True, self.nrows: False}.get(shown)

    @property
    def raw_value(self):
        self.sheet.book.app.engine.calls["read"] += 1
        rows = [list(row) for row in self.uno.getDataArray()]
        if any(type(value) is float for row in rows for value in row):
            # One question for all cells with a day or a time; to ask for each format takes longer
            # than all else. The days that our formulas show are texts.
            for area in self.uno.queryContentCells(DAYS).RangeAddresses:
                top, left = area.StartRow - self.row + 1, area.StartColumn - self.column + 1
                for row in rows[top : area.EndRow - self.row + 2]:
                    right = area.EndColumn - self.column + 2
                    row[left:right] = map(_moment, row[left:right])
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is None:
                    text = self.uno.getCellByPosition(place, at).String
                    row[place] = Error(ERRORS.get(text, text))
                elif value == "":
                    row[place] = None
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @raw_value.setter
    def raw_value(self, value):
        excel_rules.writable(self.sheet)
        excel_rules.visible(self)
        self.sheet.book.app.engine.calls["write"] += 1
        table = value if isinstance(value, (list, tuple)) else [[value] * self.ncols] * self.nrows
        formulas = []
        rows = [
            [_entered(each, (at, place), formulas) for place, each in enumerate(row)]
            for at, row in enumerate(table)
        ]
        with self.sheet.book.calculating_after():
            self.uno.setDataArray(tuple(map(tuple, rows)))
            for (at, place), formula in formulas:
                excel_rules.formula(formula)
                self.uno.getCellByPosition(place, at).FormulaLocal = formula

    @property
    def color(self):
        painted = self.uno.CellBackColor
        return None if painted == UNPAINTED else tuple(painted.to_bytes(3, "big"))

    @color.setter
    def color(self, value):
        excel_rules.writable(self.sheet)
        self.uno.CellBackColor = int.from_bytes(value, "big")

    def clear_contents(self):
        excel_rules.writable(self.sheet)
        self.sheet.book.app.engine.calls["write"] += 1
        self.uno.clearContents(CONTENTS)

    def autofit(self, axis=None):
        excel_rules.writable(self.sheet)
        self.sheet.book.app.engine.calls["write"] += 1
        if axis == "r":
            self.uno.Rows.OptimalHeight = True

    def select(self):
        self.sheet.book.uno.CurrentController.select(self.uno)


def _moment(value):
    return EPOCH + dt.timedelta(milliseconds=round(value * 86_400_000))


def _entered(value, at, formulas):
    """Return what Calc gets for a value, as Excel takes it when it is written from outside."""
    if isinstance(value, dt.date):
        day = value if isinstance(value, dt.datetime) else dt.datetime(*value.timetuple()[:3])
        return (day - EPOCH) / dt.timedelta(days=1)
    if not isinstance(value, str):
        return float(value)
    excel_rules.cell_text(value)
    if value.startswith("="):
        formulas.append((at, value))
        return ""
    if NUMBER.match(value):
        excel_rules.refuse(f"Excel would make a number or a day of the text {value!r}")
    return value.removeprefix("'")


class Tables(base.Tables):
    parent = api = None

    def __init__(self, sheet):
        self.parent = sheet

    def __iter__(self):
        ranges = self.parent.book.uno.DatabaseRanges
        found = (ranges.getByName(name) for name in ranges.ElementNames)
        here = self.parent.index - 1
        return (Table(self.parent, each) for each in found if each.DataArea.Sheet == here)

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, key):
        return any(each.name == key for each in self)

    def __call__(self, key):
        return next(each for each in self if each.name == key)


class Table(base.Table):
    parent = api = None

    def __init__(self, sheet, database_range):
        self.parent, self.uno = sheet, database_range

    @property
    def name(self):
        return self.uno.Name

    @property
    def range(self):
        return self.parent.area(self.uno.DataArea)

    def resize(self, area):
        excel_rules.writable(self.parent)
        excel_rules.table_area(self, area.impl)
        self.parent.book.app.engine.calls["write"] += 1
        self.uno.setDataArea(area.impl.uno.RangeAddress)


def activate(desktop):
    """Let xlwings work on the LibreOffice of `desktop`, and return the engine."""
    engine = Engine(desktop)
    if any(each.name == engine.name for each in xlwings.engines):
        xlwings.engines[engine.name].impl = engine
    else:
        xlwings.engines.add(xlwings.Engine(impl=engine))
    xlwings.engines[engine.name].activate()
    return engine
