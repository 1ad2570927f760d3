"""The door for a course that is a JSON file in the exchange format."""

import json
from pathlib import Path

from kursverktoy.course.exchange import to_tables
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import MemoryBook


def open_exchange(path: Path) -> MemoryBook:
    """Return the course in the file at `path` as a workbook in memory.

    Raises `KursverktoyError` when the file can't be read or is no course.
    """
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise KursverktoyError(
            f"Filen «{path.name}» finnes ikke eller kan ikke åpnes. Se etter at navnet er riktig."
        ) from None
    except (ValueError, RecursionError):
        raise KursverktoyError(
            f"«{path.name}» er ikke en JSON-fil. Lag en med «kursverktoy les BOK --ut {path.name}»."
        ) from None
    return MemoryBook.of(to_tables(data), path.name)
