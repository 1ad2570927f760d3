"""Old and foreign workbooks (.xls, .xlsb, .ods), read by calamine in a process of its own.

A damaged file can make calamine abort or ask for all the memory there is, and neither can be
caught; so it runs in a child with limits, which tells what it found as JSON. Calamine shows an
error cell as an empty one, and tells neither formulas nor hidden rows: here they are not known.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursverktoy.course.cells import ErrorCell, Raw
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.grid import EXACT, MAX_CELLS, MAX_COLUMN, MAX_ROW, TOO_FAR, TOO_MUCH
from kursverktoy.workbook.moments import ELAPSED, moment
from kursverktoy.workbook.package import damaged, protected

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

SECONDS = 60
MEMORY = 2 << 30
_PROGRAM = f"import sys; sys.path.append(sys.argv[1]); import {__name__} as it; it.child()"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read_foreign(name: str, data: bytes, kind: str) -> dict[str, Sheet]:
    """Return the worksheets of the workbook in `data` by name.

    Raises `KursverktoyError` when it can't be read, in whatever way reading fails.
    """
    # -I keeps the current folder, the user's own packages and the environment out of the child;
    # the folder this package lies in comes last, for when it is run without being installed.
    command = [sys.executable, "-I", "-c", _PROGRAM, str(Path(__file__).parents[2]), name]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and program
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            creationflags=_NO_WINDOW,
        )
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise KursverktoyError(
            f"Filen «{name}» tar for lang tid å lese. {_SAVE_AS_XLSX}"
        ) from error
    except subprocess.CalledProcessError as error:
        raise damaged(name, f"innholdet kan ikke leses som .{kind}") from error
    except (OSError, ValueError) as error:
        raise KursverktoyError(
            f"Filen «{name}» er i formatet .{kind}, som ikke kan leses på denne maskinen. "
            f"{_SAVE_AS_XLSX}"
        ) from error
    if isinstance(told, str):
        raise KursverktoyError(told)
    if not told:
        raise damaged(name, "den har ingen ark")
    return {sheet["name"]: _sheet(sheet) for sheet in told}


_SAVE_AS_XLSX = "Åpne den i Excel eller LibreOffice, og lagre den som Excel-arbeidsbok (.xlsx)."


def _sheet(told: dict[str, Any]) -> Sheet:
    rows = {
        number: {column: _raw(value) for column, value in cells} for number, cells in told["rows"]
    }
    return Sheet(told["name"], rows, merged=tuple(told["merged"]))


_MADE_OF = {kind.__name__: kind.fromisoformat for kind in (date, datetime, time)}


def _raw(told: Any) -> Raw:
    """Return the value of a cell as the child told it, undoing `_tellable`."""
    if isinstance(told, list):
        kind, written = told
        return _MADE_OF[kind](written)
    if isinstance(told, float):
        if not isfinite(told):
            return ErrorCell("#NUM!")
        return int(told) if told.is_integer() and abs(told) < EXACT else told
    return told  # type: ignore[no-any-return]  # the rest of JSON is the same here as there


def child() -> None:
    """Read a workbook from standard input; write its sheets, or why not, to standard output."""
    _limit()
    from python_calamine import PasswordError, SheetTypeEnum, load_workbook  # noqa: PLC0415

    name = sys.argv[2]
    told: str | list[dict[str, Any]]
    try:
        book = load_workbook(BytesIO(sys.stdin.buffer.read()))
        told = [
            _told(book.get_sheet_by_name(sheet.name), name)
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        told = str(protected(name))
    except KursverktoyError as error:
        told = str(error)
    json.dump(told, sys.stdout)


def _limit() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if sys.platform == "linux":  # macOS refuses this limit
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _told(sheet: "CalamineSheet", file: str) -> dict[str, Any]:
    rows = []
    room = MAX_CELLS
    for number, cells in _filled(sheet):
        column, row = cells[-1][0], number
        if column > MAX_COLUMN or row > MAX_ROW:
            raise KursverktoyError(TOO_FAR.format(file, sheet.name, _address(row, column)))
        room -= len(cells)
        if room < 0:
            raise KursverktoyError(TOO_MUCH.format(file))
        rows.append((number, cells))
    merged = [
        f"{_address(*(at + 1 for at in begin))}:{_address(*(at + 1 for at in end))}"
        for begin, end in sheet.merged_cell_ranges or ()
    ]
    return {"name": sheet.name, "rows": rows, "merged": merged}


def _filled(sheet: "CalamineSheet") -> Iterator[tuple[int, list[tuple[int, Any]]]]:
    # iter_rows keeps the empty rows before the first cell, but not the empty columns.
    first = sheet.start[1] + 1 if sheet.start else 1
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [
            (column, _tellable(value)) for column, value in enumerate(row, first) if value != ""
        ]
        if cells:
            yield number, cells


def _tellable(value: Any) -> Any:
    if isinstance(value, timedelta):
        value = moment(value.total_seconds() / timedelta(days=1).total_seconds(), ELAPSED)
    if isinstance(value, date | time):
        return type(value).__name__, value.isoformat()
    return value


def _address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
