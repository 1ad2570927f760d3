"""A worksheet of XlsxWriter without two of its habits.

Both are private to it: if a newer version does otherwise, workbooks get slower and rows stop
growing, and nothing else happens.
"""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.worksheet import Worksheet


class LeanSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no types
    """A worksheet that takes formulas as they are, and whose rows may grow.

    XlsxWriter looks for thirty newer functions in every formula, which is half the time of a
    workbook; we use none of them. And it says of every height it writes that the user chose
    it; Excel then leaves the row alone, and hides the lines that have no room.
    """

    growing_from: int | None = None
    """The first row (from 1) whose height follows what is written in it."""

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
