"""The ribbon: ribbon.xml, with the menu of documents filled in from their declaration."""

from pathlib import Path
from xml.etree import ElementTree as ET

from kursverktoy.documents.kinds import KINDS, Kind

_RIBBON = Path(__file__).parent / "ribbon.xml"
NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_MENU = "ett-dokument"
ON_DOCUMENT = "Baand.SkrivDokument"
"""The procedure that a document in the menu runs; it finds the word for the document in the tag."""


def ribbon() -> bytes:
    """Return the XML of the ribbon."""
    ET.register_namespace("", NAMESPACE)
    root = ET.parse(_RIBBON).getroot()  # noqa: S314  it is our own
    (menu,) = (menu for menu in root.iter(f"{{{NAMESPACE}}}menu") if menu.get("id") == _MENU)
    for kind in KINDS.values():
        ET.SubElement(menu, f"{{{NAMESPACE}}}button", _item(kind))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _item(kind: Kind) -> dict[str, str]:
    """Return the line in the menu for one kind of document."""
    title = kind.title("nb")
    return {
        "id": f"dokument-{kind.key}",
        "label": f"{title} ({kind.utgave})" if kind.utgave else title,
        "tag": kind.key,
        "onAction": ON_DOCUMENT,
    }
