"""Where the documents of each course go: asked once, and remembered for this user alone.

Not in the workbook, where partners would see how the coordinator's disk is laid out.
"""

import os
import sys
from pathlib import Path

from kursverktoy.course.cells import key
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.saving import save

_FILE = "mapper.json"


def dokumentmappe(kurs: Kursbok) -> Path | None:
    """Return the folder of a course; None when none is known, or it is gone."""
    known = _known().get(_name(kurs))
    folder = Path(known) if isinstance(known, str) else None
    return folder if folder and folder.is_dir() else None


def husk_dokumentmappe(kurs: Kursbok, folder: Path) -> None:
    """Remember the folder of a course."""
    import json  # noqa: PLC0415  a check remembers nothing

    own = _own_folder()
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = _known() | {_name(kurs): str(folder)}
    save(own / _FILE, json.dumps(known, ensure_ascii=False, indent=1).encode())


def _name(kurs: Kursbok) -> str:
    return key(kurs.kurs.kurs_id) or key(kurs.kurs.kursnavn)


def _known() -> dict[str, object]:
    import json  # noqa: PLC0415

    try:
        known = json.loads((_own_folder() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):  # not there yet, or no longer what we wrote: she is asked again
        return {}
    return known if isinstance(known, dict) else {}


def _own_folder() -> Path:
    """Return where this system keeps what a program remembers for a user."""
    home = Path.home()
    if sys.platform == "win32":
        place = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        place = home / "Library" / "Application Support"
    else:
        place = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return place / "kursverktoy"
