"""A document that says nothing but what it should.

What a template tells about itself, who made it and how it looked, is dropped from the package;
what a document tells about itself, its title, day and language, is written anew for each.
"""

from datetime import date
from typing import Any, NamedTuple

from markupsafe import escape

from kursverktoy.course.cells import legal
from kursverktoy.documents.word import W

LANGUAGE = "@@language@@"
"""What stands for the language in the styles of a template that is made ready."""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
_ABOUT = f"{_METADATA}core-properties"
_EXTENDED = f"{_RELATIONSHIPS}extended-properties"
_DROPPED = {
    f"{_RELATIONSHIPS}custom-properties",
    f"{_RELATIONSHIPS}customXml",
    f"{_METADATA}thumbnail",
}
"""Parts of a template that tell about the template."""
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>kursverktoy</Application></Properties>'
)
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator/><cp:lastModifiedBy/><cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)


class About(NamedTuple):
    """What a document tells about itself."""

    title: str
    day: date
    language: str
    """As Word has it: nb-NO, nn-NO, en-GB."""

    def to_bytes(self) -> bytes:
        """Return the part with the document properties."""
        told = _PROPERTIES.format(
            title=escape(legal(self.title)), day=self.day.isoformat(), language=self.language
        )
        return told.encode()


def clean(docx: Any, language: str) -> None:
    """Drop the traces of the template from a python-docx document, and set its language."""
    for holder in (docx.part.package, docx.part):
        for key, relationship in list(holder.rels.items()):
            if relationship.reltype in _DROPPED:
                del holder.rels[key]
            elif relationship.reltype == _EXTENDED:
                relationship.target_part._blob = _PROGRAM  # noqa: SLF001  a part without an API
    styles = _target(docx.part, f"{_RELATIONSHIPS}styles")
    if styles:
        look = styles.element
        for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
            look = _child(look, name)
        look.set(f"{W}val", language)


def about_part(docx: Any) -> str:
    """Return the name of the part with the document properties, once they have been asked for."""
    return str(_target(docx.part.package, _ABOUT).partname.membername)


def styles_part(docx: Any) -> str:
    """Return the name of the part with the styles, or "" where there is none."""
    part = _target(docx.part, f"{_RELATIONSHIPS}styles")
    return part.partname.membername if part else ""


def _target(holder: Any, kind: str) -> Any:
    found = (each for each in holder.rels.values() if each.reltype == kind)
    return next((each.target_part for each in found if not each.is_external), None)


def _child(parent: Any, name: str) -> Any:
    found = parent.find(f"{W}{name}")
    if found is None:
        found = parent.makeelement(f"{W}{name}")
        # What there are defaults for comes before the styles; the language comes last of a look.
        parent.insert(len(parent) if name == "lang" else 0, found)
    return found
