"""The shared strings that nothing says any more, emptied: what was written over is gone."""

import pyexpat
import re
from collections.abc import Collection, Iterable

from kursverktoy.workbook.patching.places import element_end
from kursverktoy.workbook.patching.sheet import spliced
from kursverktoy.workbook.patching.spans import Spans

_INDEX = re.compile(rb"<(?:\w+:)?v[^<>]*>\s*([0-9]+)\s*</")


def orphaned(changes: Iterable[tuple[Spans, bytes]], sheets: Iterable[bytes]) -> set[int]:
    """Return the strings the changed sheets have stopped saying, and that no sheet says.

    `changes` are the sheets that changed, as they were and as they are; `sheets` are all sheets
    as they are.
    """
    lost = {number for before, after in changes for number in _said(before) - _said(Spans(after))}
    for xml in sheets:
        # Most sheets can be left after a look: the number of the string is nowhere in them.
        if lost & {int(found) for found in _INDEX.findall(xml)}:
            lost -= _said(Spans(xml))
    return lost


def _said(spans: Spans) -> set[int]:
    return {
        int(found[1])
        for cell in spans.cells.values()
        if cell.attributes.get("t") == "s"
        and (found := _INDEX.search(spans.xml, cell.begin, cell.end))
    }


def emptied(xml: bytes, strings: Collection[int]) -> bytes:
    """Return the part of the shared strings with some of them empty; all keep their numbers."""
    parser = pyexpat.ParserCreate()
    number, begin, edits = -1, 0, list[tuple[int, int, bytes]]()

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal number, begin
        if tag.rpartition(":")[2] == "si":
            number, begin = number + 1, parser.CurrentByteIndex

    def end(tag: str) -> None:
        prefix, colon, name = tag.rpartition(":")
        if name == "si" and number in strings:
            finish = element_end(xml, begin, parser.CurrentByteIndex)
            empty = f"<{prefix}{colon}si><{prefix}{colon}t/></{prefix}{colon}si>"
            edits.append((begin, finish, empty.encode()))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return spliced(xml, edits)
