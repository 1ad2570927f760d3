"""From a filled document to the bytes of a file: fresh properties, and nothing by chance."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_EXTENDED = f"{_RELATIONSHIPS}extended-properties"
_DROPPED = {
    f"{_RELATIONSHIPS}custom-properties",
    f"{_RELATIONSHIPS}customXml",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
}
"""Parts of a template that tell about the template: who made it, and how it looked."""
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>kursverktoy</Application></Properties>'
)
_TEXTS = ("author", "category", "comments", "content_status", "identifier", "keywords")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip file can tell."""
_REGULAR_FILE = 0o600 << 16


def finish(docx: Any, *, title: str, day: date, language: str) -> bytes:
    """Return the python-docx document `docx` as a file that says nothing but what it should."""
    _drop_traces(docx.part)
    about = docx.core_properties
    for text in (*_TEXTS, "last_modified_by", "subject", "version"):
        setattr(about, text, "")
    about.title, about.language, about.revision = title, language, 1
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    printed = about._element.find("{*}lastPrinted")  # noqa: SLF001  python-docx can't remove it
    if printed is not None:
        about._element.remove(printed)  # noqa: SLF001
    written = BytesIO()
    docx.save(written)
    return _zipped(written)


def _drop_traces(document: Any) -> None:
    for holder in (document.package, document):
        for key, relationship in list(holder.rels.items()):
            if relationship.reltype in _DROPPED:
                del holder.rels[key]
            elif relationship.reltype == _EXTENDED:
                relationship.target_part._blob = _PROGRAM  # noqa: SLF001  a part without an API


def _zipped(written: BytesIO) -> bytes:
    """Return the same parts in a fixed order and with fixed times."""
    result = BytesIO()
    with ZipFile(written) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        # The content types come first, as Word has it; the rest by name.
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _REGULAR_FILE
            entry.create_system = 0  # the same on every system
            target.writestr(entry, source.read(name))
    return result.getvalue()
