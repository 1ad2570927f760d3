"""Certificates that lie in a folder and that its register does not know.

A register that is lost or damaged forgets what has been issued, and a number would be issued
again with other content. The files tell of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kursverktoy.documents.pdf import pdf_of
from kursverktoy.documents.register.register import NAME, Register

_DRAFT = re.compile(rb"\b(UTKAST|DRAFT)\b")


@dataclass(frozen=True, slots=True)
class Unknown:
    """The Word and PDF files of a folder that the register does not know."""

    files: tuple[Path, ...]

    def trouble(self, prefix: str, number: str) -> str:
        """Return why a certificate can't be issued: there is one already, it seems.

        `prefix` is what the file names of such certificates begin with, `number` the
        participant's number in them.
        """
        if not self.files:
            return ""
        named = re.compile(
            rf"{re.escape(prefix)}(\w+_)?{re.escape(number)}_\d{{4}}-\d\d-\d\d(_v\d+)?",
            re.IGNORECASE,
        )
        for path in self.files:
            if named.fullmatch(path.stem) and not _is_draft(path):
                return (
                    f"«{path.name}» ligger i mappen, og dokumentregisteret kjenner den ikke. Er "
                    f"beviset delt ut, så hent «{NAME}» tilbake fra en sikkerhetskopi. Er det "
                    "ikke delt ut, så flytt filen til en annen mappe, og prøv igjen."
                )
        return ""


def unknown_files(register: Register) -> Unknown:
    """Return what lies in the folder of a register that it does not know."""
    known = {place for e in register.entries() for place in (e.fil, pdf_of(Path(e.fil)).name)}
    try:
        there = sorted(register.folder.iterdir())
    except OSError:  # no folder yet
        there = []
    found = (p for p in there if p.suffix.casefold() in (".docx", ".pdf") and p.name not in known)
    return Unknown(tuple(found))


def _is_draft(path: Path) -> bool:
    """Whether a document, or the one a PDF lies beside, says that it is a draft."""
    try:
        with ZipFile(path.with_suffix(".docx")) as parts:
            pages = [name for name in parts.namelist() if name.startswith("word/")]
            return any(_DRAFT.search(parts.read(name)) for name in pages)
    except (OSError, BadZipFile):
        return False
