"""A workbook opened again as the bytes it is: its parts, what they say, and what hides in them."""

import re
from html import unescape

from kursverktoy.workbook.raw_parts import decoded, parts_of

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/sharedStrings\.xml|xl/theme/theme1\.xml"
    r"|xl/worksheets/sheet\d+\.xml"
)
"""The parts a delivered workbook is made of. There is no room for others."""
_TAG = re.compile(r"<[^>]*>")
_PLACE = re.compile(r' (?:r|ref|sqref|activeCell|topLeftCell|spans)="[A-Z0-9: $]*"')
"""Where a cell stands: K1001 is a cell, too."""
_NUMBER = re.compile(r"<c(?![^>]* t=)[^>]*><v>([0-9.]+)</v>")
_HIDING = {
    "skjulte ark": ("xl/workbook.xml", r'state="(?:hidden|veryHidden)"'),
    "definerte navn": ("xl/workbook.xml", r'<definedName name="(?!_xlnm\.Print_Titles")'),
    "eksterne lenker": ("", r'externalReference|TargetMode="External"|<hyperlink'),
    "forfatter": ("docProps/core.xml", r"<(?:dc:creator|cp:lastModifiedBy)>[^<]"),
    "skjulte rader eller kolonner": ("xl/worksheets/", r'hidden="(?:1|true)"'),
    "formler": ("xl/worksheets/", r"<f[ >]"),
    "merknader": ("", r"<comment|legacyDrawing"),
    "mellomlagrede data": ("", r"pivotCache|<cache"),
}
"""What may hide in a workbook: the part it is found in («» for any), and how it is known there."""


def texts_in(xml: str) -> list[str]:
    """Return every text of a part: between the tags, and each piece of the tags themselves."""
    between = (text for text in _TAG.split(xml) if text.strip())
    inside = {piece for tag in set(_TAG.findall(_PLACE.sub("", xml))) for piece in tag.split('"')}
    return [*map(unescape, between), *map(unescape, inside)]


def numbers_in(xml: str) -> list[float]:
    """Return the numbers in the cells of a sheet."""
    return [float(number) for number in _NUMBER.findall(xml) if number.count(".") <= 1]


def texts_of(data: bytes) -> frozenset[str]:
    """Return every text of a workbook."""
    return frozenset(
        text for _, part in parts_of(data) for raw in decoded(part) for text in texts_in(raw)
    )


def hiding_in(data: bytes) -> list[str]:
    """Return what a workbook has that can't be seen in it, in Norwegian; empty for none."""
    parts = parts_of(data)
    names = [name for name, _ in parts]
    strange = len(set(names)) < len(names) or not all(map(_PARTS.fullmatch, names))
    found = ["ukjente deler"] if strange else []
    for what, (place, pattern) in _HIDING.items():
        if any(
            name.startswith(place) and re.search(pattern, raw)
            for name, part in parts
            for raw in decoded(part)
        ):
            found.append(what)
    return found
