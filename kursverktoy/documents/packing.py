"""A Word file packed again with some parts changed, and all others as they were."""

from collections.abc import Collection, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip file can tell."""


def parsed(xml: bytes) -> etree._Element:
    """Return the XML of a part of a package that has been proven whole."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: etree._Element) -> bytes:
    """Return XML as it stands in a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def repacked(data: bytes, changed: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
    """Return the package `data` with parts changed, new or gone; equal input gives equal bytes.

    The parts keep their order, new ones come last, and the case of a name does not matter.
    """
    left = {name.lower(): (name, content) for name, content in changed.items()}
    gone = {name.lower() for name in without}
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            _, content = left.pop(name.lower(), ("", None))
            if name.lower() not in gone:
                target.writestr(_entry(name), source.read(name) if content is None else content)
        for name, content in left.values():
            target.writestr(_entry(name), content)
    return result.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
    return entry
