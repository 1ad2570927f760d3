"""From a function that writes sheets to the bytes of a file; equal input gives equal bytes."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.style import Style

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a fixed day, so that equal courses give equal bytes
_MAKER = "kursverktøy"


def workbook_bytes(bok: Kursbok, write: Callable[[Draft], object]) -> bytes:
    """Return the workbook that `write` fills as the bytes of an .xlsx file."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"author": _MAKER, "created": _MADE, "title": bok.kurs.kursnavn or ""}
        )
        write(Draft(workbook, bok, Style(workbook)))
    return file.getvalue()


class GrowingSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no types
    """A sheet whose rows from `first_growing` (from 1) keep growing with what is written in them.

    XlsxWriter says of every height it writes that the user has chosen it; Excel then leaves
    the row alone and hides the lines that have no room.
    """

    first_growing = 1

    def _xml_start_tag_unencoded(self, tag: str, attributes: Iterable[Any] = ()) -> None:
        super()._xml_start_tag_unencoded(tag, self._growing(tag, attributes))

    def _xml_empty_tag_unencoded(self, tag: str, attributes: Iterable[Any] = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, self._growing(tag, attributes))

    def _growing(self, tag: str, attributes: Iterable[Any]) -> list[Any]:
        given = list(attributes)
        if tag == "row" and given[0][1] >= self.first_growing:
            return [each for each in given if each[0] != "customHeight"]
        return given
