"""From a function that writes sheets to the bytes of a file; equal input gives equal bytes."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from kursverktoy.course.cells import legal
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.style import Style

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a fixed day, so that equal courses give equal bytes
_MAKER, _LONGEST_TITLE = "kursverktøy", 255


def workbook_bytes(bok: Kursbok, write: Callable[[Draft], object]) -> bytes:
    """Return the workbook that `write` fills as the bytes of an .xlsx file."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        title = legal(bok.kurs.kursnavn or "")[:_LONGEST_TITLE]
        workbook.set_properties({"author": _MAKER, "created": _MADE, "title": title})
        write(Draft(workbook, bok, Style(workbook)))
    return file.getvalue()
