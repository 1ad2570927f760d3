"""Workbooks that are broken, hostile or odd, made in code: the same bytes each time.

`ACCEPTED` has for each kind the cells that must come out of it, and `REFUSED` words from the
sentence that must come instead. Each is a function, since some are large.
"""

import struct
import zlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from kursverktoy.course.cells import ErrorCell, Uncalculated
from kursverktoy.workbook.moments import INVALID_DATE

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET = "xl/worksheets/sheet1.xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Part:
    """One entry of an archive, and the lies it tells about itself."""

    name: str
    data: bytes
    deflate: bool = True
    size: int | None = None
    crc: int | None = None
    flags: int = 0
    method: int | None = None
    at: int | None = None
    local_name: str | None = None

    def packed(self):
        if not self.deflate:
            return self.data
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.data) + packer.flush()


def archive(parts, *, zip64=False):
    """Return a zip file of `parts`."""
    body, directory = b"", b""
    for part in parts:
        packed = part.packed()
        method = part.method if part.method is not None else 8 * part.deflate
        crc = zlib.crc32(part.data) if part.crc is None else part.crc
        size = len(part.data) if part.size is None else part.size
        at = len(body) if part.at is None else part.at
        name, local = part.name.encode(), (part.local_name or part.name).encode()
        about = struct.pack("<HHHHLLL", part.flags, method, 0, 33, crc, len(packed), size)
        extra = b""
        central = about
        if zip64:
            extra = struct.pack("<HHHHQQQ", 9, 0, 1, 24, size, len(packed), at)
            full = 0xFFFFFFFF
            central = struct.pack("<HHHHLLL", part.flags, method, 0, 33, crc, full, full)
        place = 0xFFFFFFFF if zip64 else at
        directory += struct.pack("<4sHH", b"PK\1\2", 45, 45) + central
        directory += struct.pack("<HHHHHLL", len(name), len(extra), 0, 0, 0, 0, place)
        directory += name + extra
        if part.at is None:
            body += struct.pack("<4sH", b"PK\3\4", 45) + about
            body += struct.pack("<HH", len(local), 0) + local + packed
    begin, count = len(body), len(parts)
    end = struct.pack("<4s4xHHLLH", b"PK\5\6", count, count, len(directory), begin, 0)
    if zip64:
        record = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count,
                             len(directory), begin)  # fmt: skip
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, begin + len(directory), 1)
        end = record + locator + struct.pack("<4s4xHHLLH", b"PK\5\6", *[0xFFFF] * 2,
                                             *[0xFFFFFFFF] * 2, 0)  # fmt: skip
    return body + directory + end


def relationships(targets, office=OFFICE):
    """Return the XML of relationships; `targets` has (kind, target) or (kind, target, mode)."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + mode[0] + chr(34) if mode else ''}/>"
        for number, (kind, target, *mode) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{items}</Relationships>'


def worksheet(rows="", *, main=MAIN, before="", after="", top=DECLARATION):
    """Return the XML of a worksheet."""
    return (
        f'{top}<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def shared_strings(*items, main=MAIN):
    """Return the XML of shared strings, each the inside of an <si>."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'{DECLARATION}<sst xmlns="{main}">{inside}</sst>'


def styles(*formats, main=MAIN):
    """Return the XML of styles with one cell format for each number format id or code."""
    codes = {code: 164 + nr for nr, code in enumerate(formats) if isinstance(code, str)}
    made = "".join(
        f'<numFmt numFmtId="{nr}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for code, nr in codes.items()
    )
    used = "".join(f'<xf numFmtId="{codes.get(code, code)}"/>' for code in (0, *formats))
    return (
        f'{DECLARATION}<styleSheet xmlns="{main}"><numFmts>{made}</numFmts><cellStyleXfs>'
        f'<xf numFmtId="14"/></cellStyleXfs><cellXfs>{used}</cellXfs><dxfs><dxf><numFmt '
        'numFmtId="164" formatCode="0.0"/></dxf></dxfs></styleSheet>'
    )


def parts_of(  # noqa: PLR0913  a workbook has this many knobs
    rows="",
    *,
    sheet=None,
    strings=(),
    formats=(),
    sheets=("Ark1",),
    properties="",
    main=MAIN,
    office=OFFICE,
    kind="sheet.main",
    targets=None,
):
    """Return the parts of a small workbook by name; `rows` is the first sheet's XML."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{nr}" r:id="rId{nr}"/>'
        for nr, name in enumerate(sheets, start=1)
    )
    related = targets or [
        ("worksheet", f"worksheets/sheet{nr + 1}.xml") for nr in range(len(sheets))
    ]
    more = [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    first = sheet if sheet is not None else worksheet(rows, main=main)
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="'
            f'application/xml"/><Override PartName="/xl/workbook.xml" ContentType="'
            f'{kind if "/" in kind else f"{EXCEL}.{kind}+xml"}"/></Types>'
        ),
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml")], office),
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr {properties}/>'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relationships([*related, *more], office),
        "xl/sharedStrings.xml": shared_strings(*strings, main=main),
        "xl/styles.xml": styles(*formats, main=main),
        SHEET: first,
    } | {f"xl/worksheets/sheet{nr}.xml": worksheet() for nr in range(2, len(sheets) + 1)}


def packed(parts, **options):
    """Return the workbook made of `parts`, whose contents may be text or bytes."""
    return archive([_part(name, content) for name, content in parts.items()], **options)


def _part(name, content):
    return Part(name, content if isinstance(content, bytes) else content.encode())


def book(rows="", **options):
    """Return the bytes of a small workbook with `rows` in its first sheet."""
    return packed(parts_of(rows, **options))


def cell(reference, value, kind="", style="", formula=None):
    """Return the XML of a cell."""
    attributes = f' s="{style}"' * bool(style) + f' t="{kind}"' * bool(kind)
    told = "" if formula is None else f"<f>{formula}</f>"
    if value != "":
        told += f"<v>{value}</v>"
    return f'<c r="{reference}"{attributes}>{told}</c>'


def row(number, *cells, more=""):
    """Return the XML of a row."""
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def inline(reference, inside):
    """Return the XML of a cell with its own text."""
    return f'<c r="{reference}" t="inlineStr"><is>{inside}</is></c>'


PLAIN = row(1, cell("A1", "0", "s"), cell("B1", "7"), cell("C1", "7.5"))
PLAIN_CELLS = {"A1": "Anne", "B1": 7, "C1": 7.5}


def plain(**options):
    """Return the parts of an ordinary workbook with one row."""
    return parts_of(PLAIN, strings=["<t>Anne</t>"], **options)


def with_parts(**changes):
    """Return an ordinary workbook, changed; a part that is None goes."""
    parts = plain() | {name.replace("__", "/"): data for name, data in changes.items()}
    return packed({name: data for name, data in parts.items() if data is not None})


def lying(name, **lies):
    """Return an ordinary workbook in which one part lies about itself."""
    parts = [_part(part, content) for part, content in plain().items()]
    return archive([replace(part, **lies) if part.name == name else part for part in parts])


def compound(*names):
    """Return an old compound file whose directory has `names`."""
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\3\0\xfe\xff\t\0").ljust(512)
    return head + b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *names)
    ).ljust(4096, b"\0")


def _one(value, kind="", style="", formula=None):
    return row(1, cell("A1", value, kind, style, formula))


def _serial(value, code=14, **options):
    return lambda: book(_one(value, style="1"), formats=[code], **options)


def _million_empty():
    rows = (f'<row r="{nr}"><c r="A{nr}" s="1"/></row>' for nr in range(2, 1_048_577))
    return book(PLAIN + "".join(rows), strings=["<t>Anne</t>"], formats=["0"])


def _utf16(codec, top):
    sheet = worksheet(PLAIN, top=top).encode(codec)
    return packed(plain() | {SHEET: sheet})


def _billion_laughs():
    entities = "".join(f'<!ENTITY l{nr + 1} "{f"&l{nr};" * 10}">' for nr in range(9))
    top = f'{DECLARATION}<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
    return with_parts(**{SHEET: worksheet(row(1, inline("A1", "<t>&l9;</t>")), top=top)})


def _external(part, xml):
    top = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return with_parts(**{part: f"{top}{xml}"})


def _binary(main, **more):
    """Return an ordinary workbook that says its main part, called `main`, is binary."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    old, new = "workbook.xml", main.rpartition("/")[2]
    parts = {
        name.replace(old, new): data.replace(f"xl/{old}", main)
        for name, data in plain(kind=kind).items()
    }
    return packed(parts | more)


def _record(number, content=b""):
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    return head + bytes([len(content)]) + content


def _wide(text):
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def binary_workbook():
    """Return a small .xlsb with the text «Åse» in B2 and 7.0 in C2."""
    sheet_list = struct.pack("<LL", 0, 1) + _wide("rId1") + _wide("Ark1")
    main = [(131,), (143,), (156, sheet_list), (144,), (132,)]
    row_2 = struct.pack("<LLHBBBL", 1, 0, 300, 0, 0, 0, 0)
    cells = [(6, struct.pack("<LL", 1, 0) + _wide("Åse")), (5, struct.pack("<LLd", 2, 0, 7.0))]
    data = [
        (129,),
        (148, struct.pack("<LLLL", 1, 1, 1, 2)),
        (145,),
        (0, row_2),
        *cells,
        (146,),
        (130,),
    ]
    parts = plain(kind="application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    return packed(
        {
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                "workbook.xml", "workbook.bin"
            ),
            "_rels/.rels": parts["_rels/.rels"].replace("workbook.xml", "workbook.bin"),
            "xl/workbook.bin": b"".join(_record(*one) for one in main),
            "xl/_rels/workbook.bin.rels": relationships([("worksheet", "worksheets/sheet1.bin")]),
            "xl/worksheets/sheet1.bin": b"".join(_record(*one) for one in data),
        }
    )


def _quine(name):
    """Return an ordinary workbook where the part `name` lies within another one."""
    parts = [_part(*item) for item in plain().items() if item[0] != name]
    inner = Part(name, plain()[name].encode())
    outer = Part("xl/media/a.bin", archive([inner]), deflate=False)
    at = len(archive(parts)) - len(archive(parts)[archive(parts).index(b"PK\1\2") :])
    return archive([*parts, outer, replace(inner, at=at + 30 + len(outer.name))])


def _bomb(mebibytes):
    text = b"<t>" + b"x" * (mebibytes << 20) + b"</t>"
    strings = b"<sst xmlns='" + MAIN.encode() + b"'><si>" + text + b"</si></sst>"
    return with_parts(**{"xl/sharedStrings.xml": strings})


ACCEPTED = {
    "ordinary": (lambda: packed(plain()), PLAIN_CELLS),
    "stored": (
        lambda: archive([replace(_part(*item), deflate=False) for item in plain().items()]),
        PLAIN_CELLS,
    ),
    "zip64": (lambda: packed(plain(), zip64=True), PLAIN_CELLS),
    "data descriptor flag": (lambda: lying(SHEET, flags=0x808), PLAIN_CELLS),
    "strict": (lambda: packed(plain(main=STRICT_MAIN, office=STRICT_OFFICE)), PLAIN_CELLS),
    "template": (lambda: packed(plain(kind="template.main")), PLAIN_CELLS),
    "macro-enabled type, no macros": (
        lambda: packed(plain(kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
        PLAIN_CELLS,
    ),
    "prefixed elements": (
        lambda: packed(
            plain()
            | {
                SHEET: f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>3'
                "</x:v></x:c></x:row></x:sheetData></x:worksheet>"
            }
        ),
        {"A1": 3},
    ),
    "other letter case in part names": (
        lambda: packed(
            {name.replace("sharedS", "SharedS"): data for name, data in plain().items()}
        ),
        PLAIN_CELLS,
    ),
    "UTF-16 little": (
        lambda: _utf16("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
        PLAIN_CELLS,
    ),
    "UTF-16 big, no mark": (
        lambda: _utf16("utf-16-be", '<?xml version="1.0" encoding="UTF-16"?>'),
        PLAIN_CELLS,
    ),
    "Latin-1": (
        lambda: packed(
            plain()
            | {
                SHEET: worksheet(
                    row(1, inline("A1", "<t>Åse</t>")),
                    top='<?xml version="1.0" encoding="ISO-8859-1"?>',
                ).encode("latin-1")
            }
        ),
        {"A1": "Åse"},
    ),
    "byte order mark": (
        lambda: packed(plain() | {SHEET: b"\xef\xbb\xbf" + worksheet(PLAIN).encode()}),
        PLAIN_CELLS,
    ),
    "indented": (
        lambda: book(
            '\n <row r="1">\n  <c r="A1" t="str">\n   <v> to ord </v>\n  </c>\n'
            '  <c r="B1"><v> 4 </v></c>\n </row>\n'
        ),
        {"A1": " to ord ", "B1": 4},
    ),
    "wrong dimension": (
        lambda: book(sheet=worksheet(row(9, cell("C9", "1")), before='<dimension ref="A1"/>')),
        {"C9": 1},
    ),
    "no addresses": (
        lambda: book(
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>9</v></c></row>"
        ),
        {"A1": 1, "C1": 3, "A3": 9},
    ),
    "empty formatted cells": (
        lambda: book(row(1, cell("A1", "1"), '<c r="B1" s="1"/>', cell("XFD1", "")), formats=[14]),
        {"A1": 1},
    ),
    "stray format in the last cell": (
        lambda: book(PLAIN + row(1048576, '<c r="XFD1048576" s="0"/>'), strings=["<t>Anne</t>"]),
        PLAIN_CELLS,
    ),
    "a million empty formatted rows": (_million_empty, PLAIN_CELLS),
    "a comment and CDATA among the rows": (
        lambda: book(
            f"<!-- {row(1, cell('A1', '8'))} -->"
            + row(1, cell("A1", "1"), '<c r="B1" t="str"><v><![CDATA[<c r="B1"/>]]></v></c>')
        ),
        {"A1": 1, "B1": '<c r="B1"/>'},
    ),
    "rows of another vocabulary": (
        lambda: book(
            sheet=worksheet(
                row(1, cell("A1", "1", formula="1")),
                after=f'<extLst><ext xmlns="urn:x">{row(1, cell("B1", "2"))}</ext></extLst>',
            )
        ),
        {"A1": 1},
    ),
    "numbers": (
        lambda: book(
            row(1, cell("A1", "-0"), cell("B1", "1E+3"), cell("C1", "5.0"), cell("D1", "-2.5e-1"))
            + row(2, cell("A2", "01019012345"), cell("B2", "123456789012345678"))
        ),
        {"A1": 0, "B1": 1000, "C1": 5, "D1": -0.25, "A2": 1019012345, "B2": 1.2345678901234568e17},
    ),
    "booleans": (
        lambda: book(row(1, cell("A1", "1", "b"), cell("B1", "0", "b"))),
        {"A1": True, "B1": False},
    ),
    "error cells": (
        lambda: book(row(1, cell("A1", "#REF!", "e"), cell("B1", "#SPILL!", "e", formula="X()"))),
        {"A1": ErrorCell("#REF!"), "B1": ErrorCell("#SPILL!")},
    ),
    "formulas": (
        lambda: book(
            row(
                1,
                cell("A1", "5", formula="2+3"),
                cell("B1", "", formula="SUM(A1:A9)"),
                '<c r="C1"><f>A1&amp;"x"</f><v></v></c>',
                '<c r="D1" t="str"><f>""</f><v></v></c>',
                cell("E1", "ja", "str", formula="F()"),
            )
        ),
        {"A1": 5, "B1": Uncalculated("SUM(A1:A9)"), "C1": Uncalculated('A1&"x"'), "E1": "ja"},
    ),
    "strings": (
        lambda: book(
            row(1, *(cell(f"{letter}1", nr, "s") for nr, letter in enumerate("ABCDE"))),
            strings=[
                "<r><t>Kari </t></r><r><t>Nord</t></r>",
                "<t>東京</t><rPh sb='0' eb='1'><t>トウキョウ</t></rPh>",
                "<t>a_x000B_b_x005F_x0041_</t>",
                "<t/>",
                "<t>_xD83D__xDE00_</t>",
            ],
        ),
        {"A1": "Kari Nord", "B1": "東京", "C1": "a\x0bb_x0041_", "E1": "😀"},
    ),
    "inline strings": (
        lambda: book(
            row(
                1,
                inline("A1", "<t>x_x000B_y</t>"),
                inline("B1", "<r><t>1</t></r><r><t> 2</t></r><rPh><t>z</t></rPh>"),
                '<c r="C1" t="str"><is><t>stray</t></is><v>v</v></c>',
                inline("D1", "<t>&lt;&#229;&gt;</t>"),
            )
        ),
        {"A1": "x\x0by", "B1": "1 2", "C1": "v", "D1": "<å>"},
    ),
    "very long text": (
        lambda: book(row(1, inline("A1", f"<t>{'å' * 40_000}</t>"))),
        {"A1": "å" * 40_000},
    ),
    "odd spaces": (
        lambda: book(row(1, inline("A1", "<t>\ufeffAnne\u00a0\u200b </t>"))),
        {"A1": "\ufeffAnne\u00a0\u200b "},
    ),
    "date": (_serial("45413"), {"A1": date(2024, 5, 1)}),
    "date and clock": (_serial("45413.5625", 22), {"A1": datetime(2024, 5, 1, 13, 30)}),  # noqa: DTZ001  a workbook knows no zone
    "clock": (_serial("0.5625", 20), {"A1": time(13, 30)}),
    "clock in a code": (_serial("0.75", "[$-414]hh:mm;@"), {"A1": time(18)}),
    "elapsed": (_serial("0.25", "[h]:mm"), {"A1": time(6)}),
    "elapsed over a day": (_serial("1.5", "[h]:mm"), {"A1": "36:00"}),
    "elapsed with seconds": (_serial("1.0001", 46), {"A1": "24:00:09"}),
    "Norwegian date code": (_serial("45413", '[$-414]d. mmmm yyyy"."'), {"A1": date(2024, 5, 1)}),
    "month code": (_serial("45413", "mmmm"), {"A1": date(2024, 5, 1)}),
    "colour is no date": (_serial("45413", "[Red]0"), {"A1": 45413}),
    "quoted and escaped letters are no date": (_serial("5", '0 "dager"\\d_d'), {"A1": 5}),
    "other formats are no cell formats": (_serial("45413", "yyyy"), {"A1": date(2024, 5, 1)}),
    "day 1": (_serial("1"), {"A1": date(1900, 1, 1)}),
    "day 59": (_serial("59"), {"A1": date(1900, 2, 28)}),
    "day 60": (_serial("60"), {"A1": INVALID_DATE}),
    "day 61": (_serial("61"), {"A1": date(1900, 3, 1)}),
    "day 0": (_serial("0"), {"A1": INVALID_DATE}),
    "day -1": (_serial("-1"), {"A1": INVALID_DATE}),
    "last day": (_serial("2958465"), {"A1": date(9999, 12, 31)}),
    "after the last day": (_serial("2958466"), {"A1": INVALID_DATE}),
    "far after the last day": (_serial("1e300"), {"A1": INVALID_DATE}),
    "1904": (_serial("0", properties='date1904="1"'), {"A1": date(1904, 1, 1)}),
    "1904 last day": (_serial("2957004", properties='date1904="1"'), {"A1": INVALID_DATE}),
    "ISO dates": (
        lambda: book(
            row(
                1,
                cell("A1", "2024-05-01", "d"),
                cell("B1", "2024-05-01T00:00:00", "d"),
                cell("C1", "2024-05-01T13:30:00.000Z", "d"),
                cell("D1", "13:30:00", "d"),
                cell("E1", "2024-02-30", "d"),
            )
        ),
        {
            "A1": date(2024, 5, 1),
            "B1": date(2024, 5, 1),
            "C1": datetime(2024, 5, 1, 13, 30),  # noqa: DTZ001  a workbook knows no zone
            "D1": time(13, 30),
            "E1": INVALID_DATE,
        },
    ),
    "text dates stay text": (
        lambda: book(row(1, inline("A1", "<t>2/3/2024</t>"), inline("B1", "<t>1 234,50</t>"))),
        {"A1": "2/3/2024", "B1": "1 234,50"},
    ),
    "hidden rows": (
        lambda: book(row(1, cell("A1", "1"), more=' hidden="1"') + row(2, cell("A2", "2"))),
        {"A1": 1, "A2": 2},
    ),
    "a merge over everything": (
        lambda: book(
            sheet=worksheet(
                row(1, cell("A1", "1")),
                after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            )
        ),
        {"A1": 1},
    ),
    "no styles, no strings": (
        lambda: with_parts(
            **{
                "xl/styles.xml": None,
                "xl/sharedStrings.xml": None,
                "xl/_rels/workbook.xml.rels": relationships(
                    [("worksheet", "/xl/worksheets/sheet1.xml")]
                ),
                SHEET: worksheet(row(1, cell("A1", "4", style="7"))),
            }
        ),
        {"A1": 4},
    ),
    "no sheet data at all": (book, {}),
}

REFUSED = {
    "nothing": (lambda: b"", "er tom"),
    "text": (lambda: b"navn;alder\nAnne;3\n", "tekstfil"),
    "UTF-16 text": (lambda: "navn\tAnne".encode("utf-16"), "tekstfil"),
    "web page": (lambda: b"\n<html><table>", "nettside"),
    "PDF": (lambda: b"%PDF-1.7\n\0", "en PDF"),
    "zeros": (lambda: bytes(5000), "skadet"),
    "too large": (lambda: bytes((50 << 20) + 1), "større enn 50 MB"),
    "cut in half": (lambda: packed(plain())[: len(packed(plain())) // 2], "ikke hel"),
    "last byte gone": (lambda: packed(plain())[:-1], "ikke hel"),
    "bytes after the end": (lambda: packed(plain()) + b"x", "ikke hel"),
    "only a local header": (lambda: b"PK\3\4" + bytes(26), "ikke hel"),
    "encrypted": (lambda: compound("EncryptionInfo", "EncryptedPackage"), "beskyttet med passord"),
    "old Word": (lambda: compound("WordDocument", "Workbook"), "Word-dokument"),
    "old PowerPoint": (lambda: compound("PowerPoint Document"), "presentasjon"),
    "some compound file": (lambda: compound("Noe"), "ikke en arbeidsbok"),
    "broken .xls": (lambda: compound("Workbook"), "kan ikke leses som .xls"),
    "Word": (
        lambda: packed(plain(kind=WORD)),
        "Word-dokument",
    ),
    "PowerPoint": (
        lambda: packed(plain(kind=POWERPOINT)),
        "presentasjon",
    ),
    "something of Office": (
        lambda: packed(plain(kind="application/x-visio")),
        "ikke en arbeidsbok",
    ),
    "broken .xlsb": (lambda: _binary("xl/workbook.bin"), "kan ikke leses som .xlsb"),
    ".xlsx that says it is .xlsb": (lambda: _binary("xl/workbook.xml"), "én slags arbeidsbok"),
    ".xlsx and .xlsb in one": (
        lambda: _binary("xl/workbook.bin", **{"xl/_rels/workbook.xml.rels": relationships([])}),
        "én slags arbeidsbok",
    ),
    ".xlsx and .ods in one": (
        lambda: with_parts(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "én slags arbeidsbok",
    ),
    "zip of a workbook": (lambda: packed({"Kurs.xlsx": packed(plain())}), "zip-fil"),
    "Numbers": (lambda: packed({"Index/Document.iwa": "x"}), "Numbers"),
    "OpenDocument text": (
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "ikke et regneark",
    ),
    "broken .ods": (
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "kan ikke leses som .ods",
    ),
    "hidden macros": (lambda: with_parts(**{"xl/vbaProject.bin": "x"}), "makroer"),
    "hidden macros by another name": (
        lambda: with_parts(
            **{
                "[Content_Types].xml": plain()["[Content_Types].xml"].replace(
                    "</Types>",
                    '<Override PartName="/xl/a.bin" '
                    'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            }
        ),
        "makroer",
    ),
    "bomb in the strings": (lambda: _bomb(40), "utpakket"),
    "bomb that declares too little": (
        lambda: lying(SHEET, data=b"<" * (40 << 20), size=1000),
        "pakkes ut",
    ),
    "bomb in a part nobody reads": (
        lambda: with_parts(**{"xl/media/a.bin": bytes(101 << 20)}),
        "utpakket",
    ),
    "many large parts": (
        lambda: archive(
            [
                *(_part(*item) for item in plain().items()),
                *(Part(f"xl/{nr}.bin", b"x", size=99 << 20) for nr in range(3)),
            ]
        ),
        "for stor",
    ),
    "too many parts": (
        lambda: with_parts(**{f"xl/{nr}.bin": "" for nr in range(3001)}),
        "skadet",
    ),
    "a part within a part": (lambda: _quine(SHEET), "oppå hverandre"),
    "part at the place of another": (lambda: lying(SHEET, at=0), "ikke hel"),
    "one part used twice": (
        lambda: archive(
            [
                *(_part(*item) for item in plain().items()),
                replace(_part("[Content_Types].xml", plain()["[Content_Types].xml"]), at=0),
            ]
        ),
        "oppå hverandre",
    ),
    "two parts of one name": (
        lambda: archive([*(_part(*item) for item in plain().items()), _part(SHEET.upper(), "x")]),
        "samme navn",
    ),
    "two names for one part": (lambda: lying(SHEET, local_name="xl/other.xml"), "ikke hel"),
    "path out of the folder": (lambda: with_parts(**{"../../evil.xml": "x"}), "har navnet"),
    "absolute path": (lambda: with_parts(**{"/etc/passwd": "x"}), "har navnet"),
    "Windows path": (lambda: with_parts(**{"C:\\evil.xml": "x"}), "har navnet"),
    "encrypted zip": (lambda: lying(SHEET, flags=1), "ikke hel"),
    "unknown compression": (lambda: lying(SHEET, method=12), "ikke hel"),
    "wrong checksum": (lambda: lying(SHEET, crc=1), "endret siden"),
    "wrong checksum in a part nobody reads": (
        lambda: archive(
            [*(_part(*item) for item in plain().items()), Part("xl/a.png", b"x", crc=1)]
        ),
        "endret siden",
    ),
    "not deflate": (lambda: lying(SHEET, data=b"\xff" * 99, deflate=False, method=8), "pakkes ut"),
    "billion laughs": (_billion_laughs, "XML-definisjoner"),
    "external entity in a sheet": (
        lambda: _external(SHEET, worksheet(row(1, inline("A1", "<t>&e;</t>")), top="")),
        "XML-definisjoner",
    ),
    "external entity in the strings": (
        lambda: _external("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>'),
        "XML-definisjoner",
    ),
    "external entity in a part nobody reads": (
        lambda: _external("docProps/core.xml", "<a>&e;</a>"),
        "XML-definisjoner",
    ),
    "nested a thousand deep": (lambda: book("<a>" * 1000 + "</a>" * 1000), "for mange lag"),
    "a raw control character": (lambda: book(row(1, inline("A1", "<t>a\x0bb</t>"))), "gyldig XML"),
    "not UTF-8": (
        lambda: packed(
            plain() | {SHEET: worksheet(row(1, inline("A1", "<t>å</t>"))).encode("latin-1")}
        ),
        "gyldig XML",
    ),
    "broken UTF-16": (lambda: packed(plain() | {SHEET: b"\xff\xfe\x00\xd8<"}), "ugyldige tegn"),
    "unknown encoding": (
        lambda: packed(
            plain() | {SHEET: worksheet(PLAIN, top='<?xml version="1.0" encoding="x-1"?>')}
        ),
        "tegnsett",
    ),
    "XML cut short": (lambda: packed(plain() | {SHEET: worksheet(PLAIN)[:-20]}), "gyldig XML"),
    "unknown entity": (lambda: book(row(1, inline("A1", "<t>&a;</t>"))), "gyldig XML"),
    "no workbook part": (lambda: with_parts(**{"xl/workbook.xml": None}), "mangler"),
    "no root relationships": (lambda: with_parts(**{"_rels/.rels": None}), "selve arbeidsboka"),
    "no sheets": (lambda: book(sheets=()), "ingen ark"),
    "sheet part missing": (lambda: with_parts(**{SHEET: None}), "mangler"),
    "sheet relationship missing": (
        lambda: with_parts(**{"xl/_rels/workbook.xml.rels": relationships([])}),
        "ligger ikke i filen",
    ),
    "sheet outside the file": (
        lambda: packed(plain(targets=[("worksheet", "http://127.0.0.1/s.xml", "External")])),
        "ligger ikke i filen",
    ),
    "sheet above the file": (
        lambda: packed(plain(targets=[("worksheet", "../../../etc/passwd")])),
        "mangler",
    ),
    "two sheets of one name": (lambda: book(sheets=("Kurs", "KURS")), "to ark heter"),
    "strings missing": (lambda: with_parts(**{"xl/sharedStrings.xml": None}), "mangler"),
    "string out of range": (lambda: book(_one("1", "s"), strings=["<t>a</t>"]), "celle A1"),
    "string -1": (lambda: book(_one("-1", "s"), strings=["<t>a</t>"]), "celle A1"),
    "string 00000000099999999": (
        lambda: book(_one("00000000099999999", "s"), strings=["<t>a</t>"]),
        "celle A1",
    ),
    "format out of range": (lambda: book(_one("1", style="99")), "celle A1"),
    "not a number": (lambda: book(_one("1_000")), "celle A1"),
    "nan": (lambda: book(_one("nan")), "celle A1"),
    "infinite": (lambda: book(_one("1e999")), "celle A1"),
    "not true or false": (lambda: book(_one("2", "b")), "celle A1"),
    "unknown cell type": (lambda: book(_one("2", "q")), "celle A1"),
    "two values": (lambda: book('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>'), "to verdier"),
    "row 0 in A0": (lambda: book(row(1, cell("A0", "1"))), "adressen «A0»"),
    "no row in A": (lambda: book(row(1, cell("A", "1"))), "adressen «A»"),
    "cell of another row": (lambda: book(row(1, cell("A2", "1"))), "adressen «A2»"),
    "column XFE": (lambda: book(row(1, cell("XFE1", "1"))), "adressen «XFE1»"),
    "small letters": (lambda: book(row(1, cell("a1", "1"))), "adressen «a1»"),
    "row 99999999": (lambda: book(row(99999999, cell("A99999999", "1"))), "99999999"),
    "row -1": (lambda: book(row(-1, cell("A1", "1"))), "rad («-1»)"),
    "duplicate cells": (lambda: book(row(1, cell("A1", "1"), cell("A1", "2"))), "A1 to ganger"),
    "unordered cells": (lambda: book(row(1, cell("B1", "1"), cell("A1", "2"))), "A1 to ganger"),
    "duplicate rows": (lambda: book(_one("1") + _one("2")), "dobbel rad"),
    "duplicate rows, one unusual": (lambda: book(_one("1") + _one("2", formula="2")), "dobbel rad"),
    "unordered rows": (lambda: book(row(2, cell("A2", "1")) + _one("2")), "dobbel rad"),
    "a cell in a cell": (lambda: book('<row r="1"><c r="A1"><c r="B1"/></c></row>'), "feil plass"),
    "a cell outside the rows": (lambda: book(cell("A1", "1")), "adressen «A1»"),
    "data out to the last cell": (
        lambda: book(PLAIN + row(1048576, cell("XFD1048576", "1")), strings=["<t>a</t>"]),
        "XFD1048576",
    ),
    "data far to the right": (lambda: book(row(1, cell("ZZZ1", "") + cell("XFD1", "1"))), "ZZZ1"),
    "data in the last column": (lambda: book(row(1, cell("XFD1", "1"))), "XFD1"),
    "merge without an address": (
        lambda: book(sheet=worksheet(after='<mergeCells><mergeCell ref="A0:B"/></mergeCells>')),
        "sammenslåtte celler",
    ),
}
