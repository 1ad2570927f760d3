"""One worksheet part with some of its cells changed, and all else as it was."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kursverktoy.course.cells import Raw, Uncalculated
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.moments import DAY
from kursverktoy.workbook.patching.cells import Value, cell_xml, formula_xml, serial
from kursverktoy.workbook.patching.places import (
    Area,
    address,
    area_of,
    tag_end,
    with_attribute,
    without_attribute,
)
from kursverktoy.workbook.patching.spans import Spans

Place = tuple[int, int]
"""A cell by its 1-based row and column."""


class Look(NamedTuple):
    """What the sheets of one workbook have in common about numbers."""

    formats: Mapping[str, str]
    """Style → how it shows a number, as `moments.shown_as` says."""
    since_1904: bool


class SheetEdit:
    """The changes to one worksheet part, collected; `xml` gives the part with them.

    Raises `KursverktoyError`, with one sentence, for a change that would lose something.
    """

    def __init__(self, name: str, xml: bytes, look: Look) -> None:
        self.name = name
        self.spans = Spans(xml)
        self.wanted: dict[Place, Raw] = {}
        """What each changed cell shall say when it is read again."""
        self._look = look
        self._new: dict[Place, str] = {}
        self._edits: list[tuple[int, int, bytes]] = []

    def put(self, row: int, column: int, value: Value, *, like: int = 0) -> None:
        """Write `value` in a cell, in its own style; a new one's is that of row `like`."""
        place = address(row, column)
        self._refuse(row, column, place)
        style = self._style(row, column, like)
        wanted: Raw = value
        if isinstance(value, date):
            style, value = self._dated(value, column, style)
            wanted = value if isinstance(value, str) else wanted
        if value in (None, "") and (row, column) not in self.spans.cells and not like:
            return
        self._new[row, column] = cell_xml(self.spans.prefix, place, value, style)
        self.wanted[row, column] = wanted

    def put_formula(self, row: int, column: int, formula: str, *, like: int) -> None:
        """Write a formula in a new cell, in the style of row `like`."""
        place, style = address(row, column), self._style(row, column, like)
        self._new[row, column] = formula_xml(self.spans.prefix, place, formula, style)
        self.wanted[row, column] = Uncalculated(formula)

    def cover(self, table: Area, bottom: int) -> None:
        """Let rules, drop-downs and the like that cover the last row of `table` reach `bottom`."""
        spans = self.spans
        for (begin, end), written in spans.covering:
            if (grown := _grown(written, table, bottom)) != written:
                tag = with_attribute(spans.xml[begin:end], "sqref", grown)
                self._edits.append((begin, end, tag))
        for (begin, end), written in spans.covering_texts:
            if (grown := _grown(written, table, bottom)) != written:
                self._edits.append((begin, end, grown.encode()))

    def _refuse(self, row: int, column: int, place: str) -> None:
        spans = self.spans
        what = None
        if (row, column) in spans.formulas:
            what = "har en formel, som ville blitt borte"
        elif any(area.holds(row, column) for area in spans.arrays):
            what = "er en del av en matriseformel"
        elif any(a.holds(row, column) and (row, column) != a[:2] for a in spans.merged):
            what = "er slått sammen med en annen celle"
        elif (cell := spans.cells.get((row, column))) and "vm" in cell.attributes:
            what = "har et bilde eller en datatype, som ville blitt borte"
        if what:
            raise KursverktoyError(
                f"Celle {place} på arket «{self.name:.40}» {what}. Endre den selv i Excel."
            )

    def _style(self, row: int, column: int, like: int) -> str | None:
        """Return the style a cell has, or shall have when it is new."""
        for number in filter(None, (row, like)):
            if cell := self.spans.cells.get((number, column)):
                return cell.attributes.get("s")
            held = self.spans.rows.get(number)
            if held and held.attributes.get("customFormat") in {"1", "true"}:
                return held.attributes.get("s")
        return self._column_style(column)

    def _column_style(self, column: int) -> str | None:
        styles = self.spans.column_styles
        return next((style for first, last, style in styles if first <= column <= last), None)

    def _dated(self, day: date, column: int, own: str | None) -> tuple[str | None, Value]:
        """Return the style and number of a date; where the column shows none, its text."""
        others = (
            cell.attributes.get("s")
            for (_, number), cell in self.spans.cells.items()
            if number == column
        )
        for style in (own, self._column_style(column), *others):
            if style and self._look.formats.get(style) == DAY:
                return style, serial(day, since_1904=self._look.since_1904)
        return own, f"{day:%d.%m.%Y}"

    def xml(self) -> bytes:
        """Return the part with the changes."""
        spans, by_row = self.spans, dict[int, dict[int, str]]()
        edits, fresh = [*self._edits], dict[int, dict[int, str]]()
        for (row, column), new in sorted(self._new.items()):
            if cell := spans.cells.get((row, column)):
                edits.append((cell.begin, cell.end, new.encode()))
            else:
                (by_row if row in spans.rows else fresh).setdefault(row, {})[column] = new
        for row, cells in by_row.items():
            edits += self._in_row(row, cells)
        edits += self._rows(fresh)
        edits += self._dimension()
        return spliced(spans.xml, edits)

    def _in_row(self, row: int, cells: Mapping[int, str]) -> Iterable[tuple[int, int, bytes]]:
        """Yield how a row that is there gets more cells."""
        held, spans = self.spans.rows[row], self.spans
        head = spans.xml[held.begin : held.head_end]
        if not _within(held.attributes.get("spans", ""), cells):
            head = without_attribute(head, "spans")
        if held.end == held.head_end:
            yield held.begin, held.end, _filled(head, "".join(cells.values()).encode())
            return
        yield held.begin, held.head_end, head
        places: dict[int, list[str]] = {}
        for column, new in cells.items():
            after = next((c for c in held.columns if c > column), None)
            place = spans.cells[row, after].begin if after else held.tail
            places.setdefault(place, []).append(new)
        for place, several in places.items():
            yield place, place, "".join(several).encode()

    def _rows(self, fresh: Mapping[int, Mapping[int, str]]) -> Iterable[tuple[int, int, bytes]]:
        """Yield how rows are added that are not there."""
        spans, places = self.spans, dict[int, list[str]]()
        data = spans.data
        assert data  # noqa: S101  a worksheet has rows, if none
        for row, cells in fresh.items():
            after = min((number for number in spans.rows if number > row), default=None)
            place = spans.rows[after].begin if after else data.tail
            new = f'<{spans.prefix}row r="{row}">{"".join(cells.values())}</{spans.prefix}row>'
            places.setdefault(place, []).append(new)
        for place, rows in places.items():
            if data.end == data.head_end:
                head = spans.xml[data.begin : data.head_end]
                yield data.begin, data.end, _filled(head, "".join(rows).encode())
            else:
                yield place, place, "".join(rows).encode()

    def _dimension(self) -> Iterable[tuple[int, int, bytes]]:
        if self.spans.dimension and self._new:
            (begin, end), area = self.spans.dimension
            rows = [row for row, _ in self._new]
            columns = [column for _, column in self._new]
            grown = Area(
                min(area.top, *rows),
                min(area.left, *columns),
                max(area.bottom, *rows),
                max(area.right, *columns),
            )
            if grown != area:
                yield begin, end, with_attribute(self.spans.xml[begin:end], "ref", str(grown))


def spliced(xml: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return `xml` with spans (begin, end) replaced; they do not overlap."""
    pieces, at = [], 0
    for begin, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[at:begin], new]
        at = end
    return b"".join((*pieces, xml[at:]))


def _within(spans: str, columns: Iterable[int]) -> bool:
    """Whether the columns are within what a row says of its own width."""
    ranges = [part.split(":") for part in spans.split()]
    return all(any(int(a) <= c <= int(b) for a, b in ranges) for c in columns) or not ranges


def _filled(head: bytes, content: bytes) -> bytes:
    """Return an empty element with content: `<row/>` becomes `<row>…</row>`."""
    name = head[1 : tag_end(head, 0) - 2].split()[0].rstrip(b"/")
    return head[:-2].rstrip() + b">" + content + b"</" + name + b">"


def _grown(written: str, table: Area, bottom: int) -> str:
    """Return the ranges in «sqref», with those that end where the table ended let down."""
    last_row = Area(table.bottom, table.left, table.bottom, table.right)
    ranges = [(one, area_of(one)) for one in written.split()]
    return " ".join(
        str(area._replace(bottom=bottom))
        if area and area.top > table.top and area.meets(last_row) and area.bottom < bottom
        else one
        for one, area in ranges
    )
