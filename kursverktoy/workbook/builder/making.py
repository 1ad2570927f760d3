"""From a function that writes sheets to the bytes of a file; equal input gives equal bytes."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from kursverktoy.course.cells import legal
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.macros import Macros, add_macros
from kursverktoy.workbook.builder.style import Style

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a fixed day, so that equal courses give equal bytes
_MAKER, _LONGEST_TITLE = "kursverktøy", 255


def workbook_bytes(
    bok: Kursbok, write: Callable[[Draft], object], macros: Macros | None = None
) -> bytes:
    """Return the workbook that `write` fills, as the bytes of an .xlsx file; .xlsm with macros."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        title = legal(bok.kurs.kursnavn or "")[:_LONGEST_TITLE]
        workbook.set_properties({"author": _MAKER, "created": _MADE, "title": title})
        write(Draft(workbook, bok, Style(workbook)))
        if macros:
            add_macros(workbook, macros).hide()
    return file.getvalue()


def macro_book(macros: Macros, title: str, about: str) -> bytes:
    """Return a workbook (.xlsm) with nothing but `macros`; Excel shows `title` and `about`."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        told = {"title": title, "comments": about}
        workbook.set_properties({"author": _MAKER, "created": _MADE} | told)
        add_macros(workbook, macros)
    return file.getvalue()
