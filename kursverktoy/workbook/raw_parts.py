"""A workbook opened again as the bytes it is, to look for what it must not say."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """Return the name and content of each part of a workbook, those of one name too."""
    with ZipFile(BytesIO(data)) as file:
        return [(entry.filename, file.read(entry)) for entry in file.infolist()]


def decoded(part: bytes) -> Iterator[str]:
    """Yield what a part says, read as UTF-8 and, where it may be that, as UTF-16."""
    yield part.decode("utf-8", "replace")
    if b"\0" in part:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield part.decode(encoding, "replace")
            yield part[1:].decode(encoding, "replace")
