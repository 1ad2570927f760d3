"""From a workbook with macros to an add-in with a ribbon: three changes in its zip."""

import io
import re
import zipfile

_WORKBOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_NAMESPACE = b"http://schemas.microsoft.com/office/2009/07/customui"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_LINK = (
    f'<Relationship Id="rIdRibbon" Type="{_RIBBON_RELATION}" Target="{_RIBBON_PART}"/>'
    "</Relationships>"
).encode()
_CHANGES = {
    # The content type alone makes it an add-in, whose sheets Excel never shows.
    "[Content_Types].xml": (_WORKBOOK, _ADDIN),
    "_rels/.rels": (b"</Relationships>", _LINK),
}


def add_in(book: bytes, ribbon: bytes) -> bytes:
    """Return the .xlam file made of the .xlsm file `book` and the XML of its ribbon.

    Raises `ValueError` when `book` is no workbook with macros, or `ribbon` is not for Office 2010
    and newer.
    """
    if not re.search(b'<customUI[^>]*"' + re.escape(_RIBBON_NAMESPACE) + b'"', ribbon):
        raise ValueError("a ribbon for another Office than 2010 and newer")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            _put(new, name, _changed(name, old.read(name)))
        _put(new, _RIBBON_PART, ribbon)
    return file.getvalue()


def _changed(name: str, data: bytes) -> bytes:
    if name not in _CHANGES:
        return data
    before, after = _CHANGES[name]
    if data.count(before) != 1:
        raise ValueError(f"not the {name} of a workbook with macros")
    return data.replace(before, after)


def _put(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    # A fixed time, so that equal input gives equal bytes.
    package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
