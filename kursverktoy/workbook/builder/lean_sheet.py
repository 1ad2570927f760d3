"""A worksheet of XlsxWriter without some of its habits."""

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.cells import legal

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The start of what a file reads as an escaped character, such as _x0041_."""


class LeanSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no types
    """A worksheet that takes texts and formulas as they are, and whose rows may grow.

    XlsxWriter looks for thirty newer functions in every formula, which is half the time of a
    workbook; we use none of them. And it says of every height it writes that the user chose
    it; Excel then leaves the row alone, and hides the lines that have no room. Both are private
    to it: if a newer version does otherwise, workbooks get slower and rows stop growing, and
    nothing else happens.
    """

    growing_from: int | None = None
    """The first row (from 1) whose height follows what is written in it."""

    def write_string(self, row: int, column: int, said: str, look: Any = None) -> None:
        """Write a text, literally; characters that no file can hold become «�»."""
        super().write_string(row, column, _literal(legal(said)), look)

    def write_formula(
        self, row: int, column: int, formula: str, look: Any = None, value: Any = ""
    ) -> None:
        """Write a formula, and what it gives until a spreadsheet calculates it."""
        super().write_formula(row, column, formula, look, _escaped(value))

    def write_array_formula(
        self, row: int, column: int, formula: str, look: Any = None, value: Any = ""
    ) -> None:
        """Write a formula that calculates with whole columns, into one cell."""
        super().write_array_formula(row, column, row, column, formula, look, _escaped(value))

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _xml_start_tag_unencoded(self, tag: str, attributes: Iterable[Any] = ()) -> None:
        super()._xml_start_tag_unencoded(tag, self._growing(tag, list(attributes)))

    def _xml_empty_tag_unencoded(self, tag: str, attributes: Iterable[Any] = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, self._growing(tag, list(attributes)))

    def _growing(self, tag: str, attributes: list[Any]) -> list[Any]:
        if tag == "row" and self.growing_from and dict(attributes)["r"] >= self.growing_from:
            return [each for each in attributes if each[0] != "customHeight"]
        return attributes


def _literal(said: str) -> str:
    """Return what makes XlsxWriter write `said` and nothing else.

    It takes a text between <r> and </r> for XML, and of two escapes that share an underscore
    it sees only the first. Such texts are given to it as XML, where an underscore can be
    written so that it does not know it.
    """
    xml = said.startswith("<r>") and said.endswith("</r>")
    if not xml and not re.search("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_", said):
        return said
    inner = _ESCAPE.sub("&#95;x005F&#95;", escape(said))
    return f'<r><t xml:space="preserve">{inner}</t></r>'


def _escaped(value: Any) -> Any:
    return _ESCAPE.sub("_x005F_", legal(value)) if isinstance(value, str) else value
