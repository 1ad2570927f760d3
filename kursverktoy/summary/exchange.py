"""The course at a glance as JSON, for other programs.

The keys are the names of the fields of `Oversikt` and what it is made of, where each is
described: `kurstall`, `kandidater`, `gruppe`, `måloppnåelse`, `partnere`, `ansvar`. Dates are
ISO («2026-11-23»), what is not known is null, and nothing is left out.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from kursverktoy.summary.oversikt import Oversikt

VERSION = 1
"""Goes up when a key changes its name or its meaning; new keys may come without."""


def to_data(oversikt: Oversikt) -> dict[str, Any]:
    """Return the course at a glance as plain dictionaries, lists, texts and numbers."""
    return {"versjon": VERSION, **_plain(asdict(oversikt))}


def as_json(oversikt: Oversikt) -> str:
    """Return the course at a glance as JSON text, ended by a line break."""
    return json.dumps(to_data(oversikt), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
        case _:
            return value
