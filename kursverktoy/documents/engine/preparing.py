"""From a Word template to what its documents are made of: docxtpl's work, done once.

Only what docxtpl does to the template itself is asked of it, by its public methods; what it
does to each document is done in `rendering`, or left out where `proof` allows it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.opc.constants import CONTENT_TYPE
from docx.opc.oxml import serialize_part_xml
from docxtpl import DocxTemplate

from kursverktoy.documents.engine.archive import in_order, lasting_entry
from kursverktoy.documents.engine.prepared import BODY, NOTES, PAGE, Part, Prepared
from kursverktoy.documents.engine.proof import Token, prove
from kursverktoy.documents.finish import LANGUAGE, about_part, clean, styles_part

PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The document properties that docxtpl fills."""
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_BODY = re.compile(r"<w:body(?: [^>]*)?>")
_BODY_END = "</w:body>"
_PARAGRAPH = re.compile("<w:p([ >])")
Lexer = Callable[[str], Iterable[Token]]


def prepare(data: bytes, lex: Lexer) -> Prepared:
    """Return the template `data` made ready for many documents.

    `lex` is that of the environment it will run in. A package that python-docx can't read
    raises what python-docx raises.
    """
    template = DocxTemplate(BytesIO(data))
    template.render_init()
    docx = template.docx
    parts = [_proven(part, lex) for part in _parts(template)]
    properties = [str(getattr(docx.core_properties, name)) for name in PROPERTIES]
    clean(docx, LANGUAGE)
    counted = Counter(part.name for part in parts)
    twice = [name for name, count in counted.items() if count > 1]
    return _packed(
        docx,
        parts,
        properties=tuple(filter(_has_braces, properties)),
        by_docxtpl=f"{twice[0]} is used in two places" if twice else "",
    )


def _packed(docx: Any, parts: list[Part], **rest: Any) -> Prepared:
    contents = contents_of(docx.save)
    about, styles = about_part(docx), styles_part(docx)
    own = {about, *(part.name for part in parts)}
    halves = None
    if styles:
        before, _, after = contents[styles].decode().partition(LANGUAGE)
        halves = (styles, before, after)
        own.add(styles)
    static = (lasting_entry(name, contents[name]) for name in in_order(contents.keys() - own))
    return Prepared(parts=tuple(parts), about=about, styles=halves, static=tuple(static), **rest)


def contents_of(save: Callable[[BytesIO], object]) -> dict[str, bytes]:
    """Return the parts, by name, of the package that `save` writes."""
    written = BytesIO()
    save(written)
    with ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _parts(template: Any) -> Iterator[Part]:
    """Yield the body, and the other parts that have tags or what may be left of one."""
    yield _body(template)
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            xml = template.patch_xml(template.get_part_xml(part))
            if _has_braces(xml):
                yield Part(part.partname.membername, PAGE, _DECLARED, xml, "")
    for part in template.docx.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            before, xml = _undeclared(template.patch_xml(part.blob.decode()))
            if _has_braces(xml):
                yield Part(part.partname.membername, NOTES, before, xml, "")


def _body(template: Any) -> Part:
    part = template.docx.part
    whole = serialize_part_xml(part.element).decode()
    start, end = _BODY.search(whole), whole.rfind(_BODY_END)
    xml = template.patch_xml(template.get_xml())
    opening = _BODY.match(xml)
    if start is None or opening is None or end < 0:
        raise ValueError("a document without a body")
    return Part(
        part.partname.membername,
        BODY,
        f"{whole[: start.start()]}<w:body>",
        xml[opening.end() : xml.rindex(_BODY_END)],
        whole[end:],
        opening[0],
    )


def _undeclared(xml: str) -> tuple[str, str]:
    """Return the XML declaration that a part begins with, if any, and the rest."""
    declaration = _DECLARATION.match(xml)
    end = declaration.end() if declaration else 0
    return xml[:end], xml[end:]


def _has_braces(text: str) -> bool:
    return "{" in text or "}" in text


def _proven(part: Part, lex: Lexer) -> Part:
    _, xml = _undeclared(f"{part.before}{part.source}{part.after}")
    proof = prove(part.kind, xml, lex)
    return part._replace(
        # A line for each paragraph, as docxtpl has it: Jinja tells on which one it stopped.
        source=_PARAGRAPH.sub(r"\n<w:p\1", part.source),
        drawings="<wp:docPr " in part.source,
        tree=proof.tree,
        inspect=proof.inspect,
        bare_cells=tuple(sorted(proof.bare_cells)),
        bare_tables=tuple(sorted(proof.bare_tables)),
    )
