"""Where the rows, cells and ranges of a worksheet part stand, as spans of its bytes."""

import pyexpat
from typing import NamedTuple

from kursverktoy.workbook.package import Attributes
from kursverktoy.workbook.patching.places import Area, area_of, element_end, is_empty_tag, tag_end

Span = tuple[int, int]


class CellSpan(NamedTuple):
    """One cell: its bytes and its attributes."""

    begin: int
    end: int
    attributes: Attributes


class RowSpan(NamedTuple):
    """One row: its bytes, and the columns of its cells in order."""

    begin: int
    head_end: int
    """Where the start tag ends."""
    tail: int
    """Where the end tag begins; `head_end` when the row is one empty tag."""
    end: int
    attributes: Attributes
    columns: tuple[int, ...]


class Spans:
    """A worksheet part taken apart; the part must have been read by the gate before."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.prefix = ""
        """What stands before the name of each element, as «x:»."""
        self.rows: dict[int, RowSpan] = {}
        self.cells: dict[tuple[int, int], CellSpan] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.arrays: list[Area] = []
        """The ranges of array formulas and data tables."""
        self.merged: list[Area] = []
        self.column_styles: list[tuple[int, int, str]] = []
        """First column, last column and style."""
        self.tables: list[str] = []
        """The relationship of each table."""
        self.dimension: tuple[Span, Area] | None = None
        self.covering: list[tuple[Span, str]] = []
        """Start tags that name ranges in «sqref», and the ranges."""
        self.covering_texts: list[tuple[Span, str]] = []
        """The same of newer extensions, where the ranges are a text."""
        self.data: RowSpan | None = None
        """The element that holds the rows, as if it were one."""
        self._take_apart()

    def _take_apart(self) -> None:
        parser = pyexpat.ParserCreate()
        reading = _Reading(self, parser)
        parser.StartElementHandler = reading.start
        parser.EndElementHandler = reading.end
        parser.Parse(self.xml, True)


class _Reading:
    """One pass over a worksheet part."""

    def __init__(self, spans: Spans, parser: pyexpat.XMLParserType) -> None:
        self._spans, self._parser = spans, parser
        self._row, self._column = 0, 0
        self._row_at: tuple[int, int, Attributes] = (0, 0, {})
        self._columns: list[int] = []
        self._cell_at: tuple[int, Attributes] | None = None
        self._data_at: Span | None = None
        self._text_at = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        spans, at = self._spans, self._parser.CurrentByteIndex
        prefix, colon, name = tag.rpartition(":")
        if name == "worksheet" and not spans.prefix:
            spans.prefix = prefix + colon
        if prefix + colon != spans.prefix:
            self._text_at = tag_end(spans.xml, at) if name == "sqref" else self._text_at
            return
        if self._data_at and name in {"row", "c", "f"}:
            self._start_in_rows(name, at, attributes)
        elif name == "sheetData":
            self._data_at = at, tag_end(spans.xml, at)
        else:
            self._start_outside(name, at, attributes)

    def _start_in_rows(self, name: str, at: int, attributes: Attributes) -> None:
        spans = self._spans
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._row_at = at, tag_end(spans.xml, at), attributes
            self._column, self._columns = 0, []
        elif name == "c":
            place = area_of(attributes.get("r", ""))
            self._column = place.left if place else self._column + 1
            self._columns.append(self._column)
            self._cell_at = at, attributes
        else:
            spans.formulas.add((self._row, self._column))
            if attributes.get("t") in {"array", "dataTable"}:
                spans.arrays += filter(None, [area_of(attributes.get("ref", ""))])

    def _start_outside(self, name: str, at: int, attributes: Attributes) -> None:
        spans = self._spans
        span = at, tag_end(spans.xml, at)
        if "sqref" in attributes and name != "selection":
            spans.covering.append((span, attributes["sqref"]))
        elif name == "dimension" and (area := area_of(attributes.get("ref", ""))):
            spans.dimension = span, area
        elif name == "mergeCell" and (area := area_of(attributes.get("ref", ""))):
            spans.merged.append(area)
        elif name == "col" and "style" in attributes:
            first, last = int(attributes["min"]), int(attributes["max"])
            spans.column_styles.append((first, last, attributes["style"]))
        elif name == "tablePart":
            spans.tables += [value for key, value in attributes.items() if key.endswith(":id")]

    def end(self, tag: str) -> None:
        spans, at = self._spans, self._parser.CurrentByteIndex
        prefix, colon, name = tag.rpartition(":")
        if prefix + colon != spans.prefix:
            if name == "sqref" and at > self._text_at:
                written = spans.xml[self._text_at : at].decode()
                spans.covering_texts.append(((self._text_at, at), written))
        elif name == "c" and self._cell_at:
            begin, attributes = self._cell_at
            place = self._row, self._column
            spans.cells[place] = CellSpan(begin, element_end(spans.xml, begin, at), attributes)
            self._cell_at = None
        elif name == "row" and self._data_at:
            spans.rows[self._row] = self._element(*self._row_at, tuple(self._columns))
        elif name == "sheetData" and self._data_at:
            spans.data = self._element(*self._data_at, {}, ())
            self._data_at = None

    def _element(
        self, begin: int, head_end: int, attributes: Attributes, columns: tuple[int, ...]
    ) -> RowSpan:
        xml, at = self._spans.xml, self._parser.CurrentByteIndex
        tail = head_end if is_empty_tag(xml, head_end) else at
        return RowSpan(begin, head_end, tail, element_end(xml, begin, at), attributes, columns)
