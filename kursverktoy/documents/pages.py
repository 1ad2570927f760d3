"""A document that is built in Word, and not from a template: headings, text and tables.

It is for what must show every column of the declaration: a template that could would have to be
a second list of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kursverktoy.course.cells import legal
from kursverktoy.documents.finish import About, about_part, clean
from kursverktoy.documents.language import TAGS
from kursverktoy.documents.packing import repacked

_INK, _GREY, _SHADE, _LINE = (
    RGBColor(0x1F, 0x3A, 0x5F),
    RGBColor(0x5A, 0x5A, 0x5A),
    "EEF2F6",
    "C9D3DC",
)
_WIDTH = 210
"""Millimetres across a page of A4, and down it."""
_HEIGHT = 297


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under a heading; the first column says what the others tell."""

    rows: Sequence[Sequence[str]]
    heading: str = ""
    heads: Sequence[str] = ()
    """What is over the columns; empty for a table of questions and answers."""
    widths: Sequence[float] = (0.32, 0.68)
    """The share of the page each column gets."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter."""

    heading: str
    text: Sequence[str] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document."""

    title: str
    subtitle: str
    top: str
    """What stands at the top of each page."""
    parts: Sequence[Part]
    dato: date
    språk: str = "nb"
    size: float = 10.5
    """The size of the letters, in points."""
    margin: float = 22
    """The edges of the page, in millimetres."""


def as_document(page: Page) -> bytes:
    """Return the document as the bytes of a .docx file; equal for equal input."""
    document = docx.Document()
    _set_up(document, page)
    document.add_paragraph(legal(page.title), style="Title")
    document.add_paragraph(legal(page.subtitle), style="Subtitle")
    for part in page.parts:
        document.add_paragraph(legal(part.heading), style="Heading 1")
        for said in part.text:
            document.add_paragraph(legal(said))
        for table in part.tables:
            _add(document, table, page)
    return _finished(document, page)


def _set_up(document: Any, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = Mm(page.margin)
    section.top_margin = section.bottom_margin = Mm(page.margin)
    section.header_distance = section.footer_distance = Mm(page.margin / 2)
    _style(document, "Normal", page.size, after=page.size * 0.4)
    _style(document, "Title", page.size * 1.8, _INK, bold=True, after=2)
    _style(document, "Subtitle", page.size * 1.1, _GREY, after=page.size)
    _style(document, "Heading 1", page.size * 1.25, _INK, bold=True, before=page.size, after=3)
    _style(document, "Heading 2", page.size, _INK, bold=True, before=page.size * 0.7, after=2)
    _style(document, "Header", page.size * 0.85, _GREY)
    _style(document, "Footer", page.size * 0.85, _GREY)
    section.header.paragraphs[0].text = legal(page.top)
    foot = section.footer.paragraphs[0]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(
        Mm(_WIDTH - 2 * page.margin), WD_TAB_ALIGNMENT.RIGHT
    )
    foot.add_run(f"{page.dato:%d.%m.%Y} · Laget med kursverktøy\tSide ")
    _field(foot, "PAGE")
    foot.add_run(" av ")
    _field(foot, "NUMPAGES")


def _style(
    document: Any, name: str, size: float, colour: RGBColor | None = None, **form: float
) -> None:
    """Set a style: its size, its colour, and in `form` bold and the space before and after."""
    style = document.styles[name]
    style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), bool(form.get("bold"))
    style.font.italic = False
    if colour is not None:
        style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):  # the theme's fonts would win over the name
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), "Calibri")
    spaced = style.paragraph_format
    spaced.space_before, spaced.space_after = Pt(form.get("before", 0)), Pt(form.get("after", 0))
    spaced.line_spacing = 1.05
    for habit in (*style.element.iter(qn("w:pBdr")), *style.element.rPr.iter(qn("w:spacing"))):
        habit.getparent().remove(habit)


def _field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    said = OxmlElement("w:t")
    said.text = "1"
    run.append(said)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields


def _add(document: Any, table: Table, page: Page) -> None:
    if table.heading:
        document.add_paragraph(legal(table.heading), style="Heading 2")
    rows = [*([table.heads] if table.heads else []), *table.rows]
    made = document.add_table(rows=len(rows), cols=len(table.widths))
    made.autofit = False
    _border(made)
    across = _WIDTH - 2 * page.margin
    for column, share in zip(made.columns, table.widths, strict=True):
        column.width = Mm(across * share)
    for number, (line, said) in enumerate(zip(made.rows, rows, strict=True)):
        is_head = bool(table.heads) and number == 0
        _mark(line, "w:cantSplit", *(["w:tblHeader"] if is_head else []))
        for place, (cell, share, text) in enumerate(
            zip(line.cells, table.widths, said, strict=True)
        ):
            cell.width = Mm(across * share)
            _fill(cell, text, strong=is_head or place == 0, shaded=is_head or place == 0)
            # A table begins with its heading, and not on the page before its first row.
            cell.paragraphs[0].paragraph_format.keep_with_next = number == 0 and len(rows) > 1
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(page.size * 0.5)


def _fill(cell: Any, text: str, *, strong: bool, shaded: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(legal(text))
    if strong:
        run.font.bold, run.font.color.rgb = True, _INK
    if shaded:
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  python-docx has no shading
        properties.append(_element("w:shd", val="clear", color="auto", fill=_SHADE))


def _mark(row: Any, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no such marks
    for name in names:
        properties.append(OxmlElement(name))


def _border(table: Any) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001  python-docx has no borders
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    properties.insert(_place(properties, ("tblStyle", "tblpPr", "tblW", "jc")), borders)


def _place(parent: Any, before: Iterable[str]) -> int:
    names = {qn(f"w:{name}") for name in before}
    return sum(child.tag in names for child in parent)


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _finished(document: Any, page: Page) -> bytes:
    """Return the document without traces of the program that python-docx's own template tells."""
    language = TAGS[page.språk]
    clean(document, language)
    _ = document.core_properties  # so that the part is there
    written = BytesIO()
    document.save(written)
    about = About(page.title, page.dato, language).to_bytes()
    return repacked(written.getvalue(), {about_part(document): about})
