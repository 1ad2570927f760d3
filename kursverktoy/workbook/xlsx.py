"""The sheets of an Excel workbook (.xlsx, .xlsm and their templates), cell by cell.

Transitional and strict files read alike. Nothing is guessed: what no spreadsheet writes, and
two readers could understand differently, is refused.
"""

import re
from collections.abc import Collection, Mapping
from functools import partial

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.grid import MAX_CELLS, TOO_MUCH, TRUE, Grid, Shared, Text, unescaped
from kursverktoy.workbook.moments import BUILT_IN, PLAIN, shown_as
from kursverktoy.workbook.package import Attributes, Package, Relationship, damaged, parse_xml

_CELL_TEXT = re.compile(rb">([^<]++)</(?:[^<>]*:)?[vt]\s*>")
_IDENTITY = re.compile(rb"\d(?<![\d.].)\d{5}\s?\d{4}")
"""Ten digits in a row, for as a number an identity number has lost its first nought.

The digit stands before what may not be before it, which lets the search leap to the digits.
"""
_PLAIN_STRING = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<\0-\x08\x0b-\x1f]*+)</t></si>')
_PLAIN_STRINGS = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>[ \t\r\n]*+'
    rb'<sst xmlns="[\w:/.-]++"(?: count="[0-9]++")?(?: uniqueCount="[0-9]++")?>'
    rb"(?:%b)*+</sst>[ \t\r\n]*+" % _PLAIN_STRING.pattern
)
_UNUSUAL = re.compile(rb"&(?!(?:amp|lt|gt);)|]]>|\xef\xbf[\xbe\xbf]")
"""What a plain string has none of: other references, and what XML forbids in a text."""


def read_sheets(package: Package, part: str, own: Collection[str] = ()) -> dict[str, Sheet]:
    """Return the worksheets of the workbook in `part`, by name and in order.

    The sheets in `own` are left without cells, unless something in them could be an identity
    number. Formulas come as their stored results; a formula without one is `Uncalculated`, and
    a number shown as a date that does not exist is an `ErrorCell`. Raises `KursverktoyError`
    for anything damaged.
    """
    names, since_1904 = contents(package, part)
    related = package.relationships(part)
    strings = _strings(package, part_of(related, "sharedStrings"))
    formats = formats_of(package, part_of(related, "styles"))
    shared = Shared(package.name, strings, formats, since_1904)
    suspect = _IDENTITY.search("\n".join(strings).encode(errors="replace"))
    sheets: dict[str, Sheet] = {}
    room = MAX_CELLS
    for name, identity in names.items():
        target = related.get(identity)
        if target is None or target.external:
            raise damaged(package.name, f"arket «{name:.40}» ligger ikke i filen")
        if target.kind == "worksheet":
            xml = package.read(target.target)
            grid = Grid(name, shared, room)
            if suspect or name not in own or _IDENTITY.search(b"\n".join(_CELL_TEXT.findall(xml))):
                grid.read(xml)
            sheets[name], room = grid.sheet(), grid.room
    return sheets


def contents(package: Package, part: str) -> tuple[dict[str, str], bool]:
    """Return the relationship id of each sheet by its name, and whether days count from 1904."""
    names: dict[str, str] = {}
    since_1904 = False

    def sheet(attributes: Attributes) -> None:
        name = attributes.get("name", "")
        if not name or name.casefold() in map(str.casefold, names):
            raise damaged(package.name, f"to ark heter «{name:.40}»")
        ids = [value for key, value in attributes.items() if key.endswith(" id")]
        names[name] = ids[0] if ids else ""

    def properties(attributes: Attributes) -> None:
        nonlocal since_1904
        since_1904 = attributes.get("date1904") in TRUE

    package.parse(part, {"sheet": sheet, "workbookPr": properties})
    if not names:
        raise damaged(package.name, "den har ingen ark")
    return names, since_1904


def part_of(related: Mapping[str, Relationship], kind: str) -> str | None:
    """Return the part of a kind that a workbook has at most one of."""
    return next((one.target for one in related.values() if one.kind == kind), None)


def _strings(package: Package, part: str | None) -> list[str]:
    if part is None:
        return []
    xml = package.read(part)
    plain = _plain_strings(xml)
    return _parsed_strings(package.name, xml) if plain is None else plain


def _plain_strings(xml: bytes) -> list[str] | None:
    """Return the strings of a part that holds nothing but plain text, as most do, or None.

    It is several times as fast as the XML parser, which gets all that is the least unusual.
    """
    if xml.count(b"<si>") > MAX_CELLS or not _PLAIN_STRINGS.fullmatch(xml) or _UNUSUAL.search(xml):
        return None
    try:
        strings = [found.decode() for found in _PLAIN_STRING.findall(xml)]
    except UnicodeError:
        return None
    if b"&" in xml:
        strings = [
            each.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for each in strings
        ]
    return [unescaped(each) for each in strings]


def _parsed_strings(name: str, xml: bytes) -> list[str]:
    strings: list[str] = []
    string = Text()

    def end() -> None:
        strings.append(string.take())
        if len(strings) > MAX_CELLS:
            raise KursverktoyError(TOO_MUCH.format(name))

    parse_xml(
        name,
        xml,
        {"t": string.begin, "rPh": string.begin_phonetic},
        {"t": string.keep, "rPh": string.end_phonetic, "si": end},
        string.pieces.append,
    )
    return strings


def formats_of(package: Package, part: str | None) -> dict[str, str]:
    """Return how each cell format, by its number as text, shows a number: see `shown_as`."""
    codes: dict[str, str] = {}
    formats: dict[str, str] = {}
    inside = ""

    def enter(name: str, _: Attributes) -> None:
        nonlocal inside
        inside = name

    def leave() -> None:
        nonlocal inside
        inside = ""

    def number_format(attributes: Attributes) -> None:
        if inside == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def cell_format(attributes: Attributes) -> None:
        if inside == "cellXfs":
            number = attributes.get("numFmtId", "0")
            code = codes.get(number)
            shown = BUILT_IN.get(number, PLAIN) if code is None else shown_as(code)
            formats[str(len(formats))] = shown

    if part is not None:
        groups = ("numFmts", "cellXfs")
        package.parse(
            part,
            {name: partial(enter, name) for name in groups}
            | {"numFmt": number_format, "xf": cell_format},
            dict.fromkeys(groups, leave),
        )
    return formats
