"""Certificates that lie in a folder and that its register does not know.

A register that is lost or damaged forgets what has been issued, and a number would be issued
again with other content. The files tell of it, whatever they are called by now.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from kursverktoy.documents.pdf import pdf_of
from kursverktoy.documents.register.register import NAME, Register
from kursverktoy.documents.word import MARKUP
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.package import Package

_DRAFT = re.compile("UTKAST|DRAFT")
_ENDS = re.compile(r"</w:(?:p|tc)>|<w:(?:tab|br)/>")
_PAGES = re.compile(r"word/[^/]+\.xml|docProps/core\.xml")


@dataclass(frozen=True, slots=True)
class Holder:
    """How a certificate of one participant is known, in its name or its text."""

    prefix: str
    """What the file names of such certificates begin with."""
    id: str
    """The participant's number, as it stands in file names."""
    nummer: str
    """The number it will have."""
    navn: str
    titles: Collection[str]
    """What such a document is called, in each language."""


@dataclass(frozen=True)
class Unknown:
    """What a folder holds that its register does not know, looked at when it is asked for."""

    register: Register

    def trouble(self, holder: Holder) -> str:
        """Return why a certificate can't be issued: there is one already, or there may be."""
        for name, text in self._texts:
            if _is_named(name, holder) or _tells_of(text, holder):
                return (
                    f"«{name}» ligger i mappen, og dokumentregisteret kjenner den ikke. Er "
                    f"beviset delt ut, så hent «{NAME}» tilbake fra en sikkerhetskopi. Er det "
                    "ikke delt ut, så flytt filen til en annen mappe, og prøv igjen."
                )
        if spoilt := self.register.spoilt():
            return (
                "Dokumentregisteret er skadet, og det som er borte, kan ha vært et bevis til "
                f"{holder.id}. Hent «{NAME}» tilbake fra en sikkerhetskopi. Er du sikker på at "
                f"det ikke er delt ut noe bevis, så slett «{spoilt}», og prøv igjen."
            )
        return ""

    @cached_property
    def _texts(self) -> tuple[tuple[str, str], ...]:
        """Name and text of each unknown Word file that is no draft, and the name of each PDF."""
        entries = self.register.entries()
        known = {place for e in entries for place in (e.fil, pdf_of(Path(e.fil)).name)}
        try:
            there = sorted(self.register.folder.iterdir())
        except OSError:  # no folder yet
            there = []
        return tuple(_texts(path for path in there if path.name not in known))


def _texts(paths: Iterator[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        kind = path.suffix.casefold()
        if path.name.startswith("~$") or kind not in (".docx", ".pdf"):
            continue
        text = _text(path.with_suffix(".docx"))  # a PDF is a draft when what it is made of is one
        if not _DRAFT.search(text):
            yield path.name, text if kind == ".docx" else ""


def _text(path: Path) -> str:
    """Return all the text of a Word file; nothing for one that can't be read."""
    try:
        package = Package(path.name, path.read_bytes())
        pages = [package.read(part) for part in package.parts if _PAGES.fullmatch(part)]
    except (OSError, KursverktoyError):
        return ""
    texts = (_ENDS.sub(" ", page.decode("utf-8", "replace")) for page in pages)
    return " ".join(unescape(MARKUP.sub("", text)) for text in texts)


def _is_named(name: str, holder: Holder) -> bool:
    named = rf"{re.escape(holder.prefix)}(\w+_)?{re.escape(holder.id)}(?![0-9A-Za-z])"
    return re.match(named, name, re.IGNORECASE) is not None


def _tells_of(text: str, holder: Holder) -> bool:
    numbered = rf"(?<![\w-]){re.escape(holder.nummer)}(?![\w-])"
    if re.search(numbered, text, re.IGNORECASE):
        return True
    return holder.navn in text and any(title in text for title in holder.titles)
