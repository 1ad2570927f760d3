"""docxtpl's own ways: its repairs of one part, and a whole document.

Loaded only for the documents that need it, since docxtpl and lxml are slow to load.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from kursverktoy.documents.engine.inspection import inspect
from kursverktoy.documents.engine.prepared import BODY, PAGE, Part
from kursverktoy.documents.engine.preparing import contents_of
from kursverktoy.documents.engine.sandbox import Sandbox
from kursverktoy.documents.finish import clean
from kursverktoy.documents.pictures import Picture

_FIRST_DRAWING = 1000
"""docxtpl numbers drawings from the next on."""


def repaired(part: Part, text: str) -> bytes:
    """Return a part from its rendered text, as docxtpl leaves it."""
    if part.kind == BODY:
        template = DocxTemplate(None)
        template.docx_ids_index = _FIRST_DRAWING
        body = template.fix_tables(f"{part.opening}{text}</w:body>")
        template.fix_docpr_ids(body)
        document: Any = parse_xml(f"{part.before}{part.after}".encode())
        document.replace(document.body, body)
        return bytes(serialize_part_xml(document))
    if part.kind == PAGE:
        return bytes(serialize_part_xml(parse_xml(text.encode())))
    return f"{part.before}{text}{part.after}".encode()


class Whole(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template that docxtpl fills from beginning to end."""

    def __init__(self, data: bytes, environment: Sandbox, *, strict: bool) -> None:
        super().__init__(BytesIO(data))
        self._environment, self._strict = environment, strict

    def contents(self, values: Mapping[str, object], language: str) -> dict[str, bytes]:
        """Return the parts of the document by name; its properties are still the template's."""
        placed = {
            name: Placed(self, value) if isinstance(value, Picture) else value
            for name, value in values.items()
        }
        self.render(placed, self._environment)
        clean(self.docx, language)
        return contents_of(self.save)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Return the text of a part, looked through."""
        self._environment.begin()
        xml: str = super().render_xml_part(src_xml, part, context, jinja_env)
        if self._strict:
            inspect(xml)
        return xml


class Placed(InlineImage):  # type: ignore[misc]  # docxtpl has no types
    """A picture in the text, with the alternative text that docxtpl has no way to give."""

    def __init__(self, template: DocxTemplate, picture: Picture) -> None:
        super().__init__(template, BytesIO(picture.png), width=Mm(picture.width_mm))
        self._alt = picture.alt

    def _insert_image(self) -> str:
        drawing: str = super()._insert_image()
        described = f'descr={quoteattr(self._alt)} name="Bilde'
        return drawing.replace('name="Picture', described, 1)
