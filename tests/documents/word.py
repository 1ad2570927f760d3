"""Courses to write about, templates to break, and Word documents as text."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.table import Table

from kursverktoy.course.exchange import to_tables
from kursverktoy.course.regler import sjekk
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.template import open_template
from kursverktoy.documents.writing import skriv
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
DAY = date(2026, 11, 23)


def example():
    """Return the example course as data that a test may change."""
    return json.loads((ROOT / "workbooks" / "eksempelkurs.json").read_text(encoding="utf-8"))


def course(data=None):
    """Return the course and what its reader found."""
    return read(MemoryBook.of(to_tables(data or example())), DAY)


def row(data, sheet, **wanted):
    """Return the one row of a sheet that has these values."""
    rows = [r for r in data[sheet] if wanted.items() <= r.items()]
    assert len(rows) == 1
    return rows[0]


def write(folder, data=None, **options):
    """Write documents about the example course, or about `data`."""
    bok, lest = course(data)
    kinds = options.pop("kinds", tuple(KINDS.values()))
    return skriv(bok, sjekk(bok, lest, alt=True), kinds, folder=folder, **options)


def parts(data):
    """Return the parts of a document by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(data):
    """Return all that a reader of the document sees, as lines; the cells of a row with bars."""
    document = docx.Document(BytesIO(data))
    lines = [f"tittel: {document.core_properties.title}"]
    for section in document.sections:
        lines += ["topp:", *blocks(section.header), "bunn:", *blocks(section.footer), "side:"]
    return "\n".join([*lines, *blocks(document)]) + "\n"


def blocks(holder):
    """Yield the text of paragraphs and table rows, in order."""
    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(unmerged(line)) for line in block.rows)
        else:
            yield block.text


def unmerged(line):
    """Return the texts of a table row, a merged cell once."""
    cells = {cell._tc: cell for cell in line.cells}
    return [cell.text.replace("\n", " / ") for cell in cells.values()]


def template(folder, *paragraphs, header=(), footer=(), title="", change=None):
    """Write a template of some paragraphs and return it opened."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    section = document.sections[0]
    for part, texts in ((section.header, header), (section.footer, footer)):
        for text in texts:
            part.add_paragraph(text)
    document.core_properties.title = title
    path = folder / "mal.docx"
    document.save(path)
    if change:
        change(path)
    return open_template(path)


def fill(opened, **values):
    """Fill a template and return the paragraphs of its body."""
    data = opened.render(values, title="Prøve", day=DAY, målform="nb")
    return [p.text for p in docx.Document(BytesIO(data)).paragraphs]
