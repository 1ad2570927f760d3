"""Small templates with every tag of docxtpl, built from python-docx and raw XML."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress, crc32

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl import InlineImage, RichText

from documents.word import parts

STRING, TREE, WHOLE = "string", "tree", "docxtpl"
"""The three ways a document can go; a part that goes as a tree makes the document a tree."""
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass
class Case:
    """A template, what to fill it with, and the way that is expected of it."""

    name: str
    build: Callable
    values: dict = field(default_factory=dict)
    way: str = STRING
    by: Callable | None = None
    change: Callable | None = None

    def template(self):
        document = docx.Document()
        self.build(document)
        written = BytesIO()
        document.save(written)
        return self.change(written.getvalue()) if self.change else written.getvalue()


def said(*texts):
    def build(document):
        for text in texts:
            document.add_paragraph(text)

    return build


def runs(*texts, look=""):
    """One paragraph of several runs, as Word leaves them, with marks of the spelling check."""

    def build(document):
        paragraph = document.add_paragraph()
        for text in texts:
            paragraph.add_run(text).bold = bool(look)
            paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))

    return build


def table(*rows, within=None):
    def build(document):
        made = document.add_table(len(rows), len(rows[0]))
        for cells, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        if within:
            within(made)

    return build


def xml(*fragments):
    """Raw XML first in the body; `w` is declared."""

    def build(document):
        for number, fragment in enumerate(fragments):
            whole = re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w', 'wp', 'r')}", fragment, count=1)
            document.element.body.insert(number, parse_xml(whole))

    return build


def both(*builders):
    def build(document):
        for each in builders:
            each(document)

    return build


def header(*texts, sections=1):
    def build(document):
        for number in range(sections):
            section = document.sections[0] if number == 0 else document.add_section()
            section.start_type = WD_SECTION.NEW_PAGE
            section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
            for text in texts:
                section.header.add_paragraph(f"{number} {text}")
                section.footer.add_paragraph(f"{text} {number}")

    return build


def picture(color=(200, 0, 0)):
    """A picture of 8 by 6 points in one colour, as a file."""

    def chunk(kind, content):
        checked = kind + content
        return pack(">I", len(content)) + checked + pack(">I", crc32(checked))

    rows = (b"\0" + bytes(color) * 8) * 6
    head = pack(">2I5B", 8, 6, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", compress(rows)), (b"IEND", b""))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks))


def in_table(document):
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{{ a }}"
    inner = cell.add_table(3, 2)
    inner.cell(0, 0).text = "{%tr for x in many %}"
    inner.cell(1, 0).text = "{{ x }}"
    inner.cell(2, 0).text = "{%tr endfor %}"
    cell.add_paragraph("end")


def conditional_cell(document):
    cell = document.add_table(2, 1).cell(0, 0)
    cell.text = "{%p for x in few %}"
    cell.add_paragraph("{{ x }}")
    cell.add_paragraph("{%p endfor %}")


def with_picture(document):
    document.add_paragraph("{%p for x in many %}")
    document.add_paragraph("{{ x }}").add_run().add_picture(picture())
    document.add_paragraph("{%p endfor %}")


def merged(made):
    made.cell(0, 0).merge(made.cell(0, 1))


def smart(document):
    document.add_paragraph("{% if a == “x” %}‘{{ a }}’{% endif %} {{ b[‘c’] }}")


def text_box(inside):
    box = f"<w:txbxContent><w:p><w:r><w:t>{inside}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f"<w:p><w:r><w:t>{inside}</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r>"
        f"<w:r><w:t>{inside}</w:t></w:r></w:p>"
    )


def added(name, content, *, holder="word/document.xml", kind="", content_type=""):
    """Return a change that adds a part which `holder` points to."""

    def change(data):
        content_of = parts(data)
        content_of[name] = content.encode()
        rels = f"word/_rels/{holder.removeprefix('word/')}.rels"
        link = f'<Relationship Id="rId77" Type="{RELATIONSHIPS}/{kind}" Target="{name[5:]}"/>'
        _insert(content_of, rels, link, "</Relationships>")
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
        _insert(content_of, "[Content_Types].xml", override, "</Types>")
        return packed(content_of)

    return change


def _insert(content_of, name, text, before):
    content_of[name] = content_of[name].decode().replace(before, text + before).encode()


def packed(content_of):
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in content_of.items():
            archive.writestr(name, content)
    return written.getvalue()


def replaced(name, old, new):
    """Return a change of text in a part."""

    def change(data):
        content_of = parts(data)
        assert old in content_of[name].decode()
        content_of[name] = content_of[name].decode().replace(old, new).encode()
        return packed(content_of)

    return change


def footnotes(text):
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    return added(
        "word/footnotes.xml",
        f'<?xml version="1.0" encoding="UTF-8"?>\n<w:footnotes xmlns:w="{W}">{note}</w:footnotes>',
        kind="footnotes",
        content_type=FOOTNOTES,
    )


def comments(text):
    note = f'<w:comment w:id="0" w:author="K"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
    return added(
        "word/comments.xml",
        f'<?xml version="1.0" encoding="UTF-8"?>\n<w:comments xmlns:w="{W}">{note}</w:comments>',
        kind="comments",
        content_type=FOOTNOTES.replace("footnotes", "comments"),
    )


def one_header_twice(data):
    content_of = parts(data)
    rels = "word/_rels/document.xml.rels"
    found = re.search(r'<Relationship [^>]*?"header1.xml"[^>]*?>', content_of[rels].decode())
    link = re.sub(r'Id="\w+"', 'Id="rId99"', found[0])
    _insert(content_of, rels, link, "</Relationships>")
    return packed(content_of)


def inline(template):
    return {"p": InlineImage(template, picture())}


def subdocument(template):
    made = template.new_subdoc()
    made.add_paragraph("A subdocument & more")
    made.add_table(1, 2).cell(0, 0).text = "cell"
    return {"sub": made}


def loaded_subdocument(template):
    inner = docx.Document()
    inner.add_paragraph("listed", style="List Bullet")
    inner.add_picture(picture((0, 200, 0)))
    written = BytesIO()
    inner.save(written)
    written.seek(0)
    return {"sub": template.new_subdoc(written)}


def link(template):
    rich = RichText("see ")
    rich.add("there", url_id=template.build_url_id("https://example.org/?a=1&b=2"))
    return {"r": rich}


def replaces(method, *arguments):
    def by(template):
        getattr(template, method)(*(each() if callable(each) else each for each in arguments))
        return {}

    return by


def saved(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path
