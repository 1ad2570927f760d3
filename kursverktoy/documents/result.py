"""What became of the documents that were asked for, as data for a face to tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kursverktoy.course.funn import Funn


class Utfall(StrEnum):
    """What became of one document."""

    SKREVET = "skrevet"
    UENDRET = "uendret"
    """What it is made from is as it was, and the file lies there untouched; it was left alone."""
    FRYST = "fryst"
    """It has been issued and stays as it is, although what it is made from has changed."""
    ENDRET = "endret"
    """It has been issued, and its file is no longer as it was then; it was left alone."""
    STANSET = "stanset"
    """Something in the workbook stopped it."""
    MISLYKKET = "mislykket"
    """Trouble that is not about the course: the template, the disk."""


@dataclass(frozen=True, slots=True)
class Årsak:
    """One reason why a document is written, or is no longer what the workbook says."""

    melding: str
    """A sentence without its end; `{sted}` is where: «Org.nr.» er endret på {sted}."""
    ark: str = ""
    sted: str = ""
    """The row, such as P07; empty where the reason is in no row."""

    def __str__(self) -> str:
        return self.melding.replace("{sted}", self.sted)

    @property
    def uten_sted(self) -> str:
        """The same for any row: «Timer gjennomført» er endret."""
        return self.melding.replace(" på {sted}", "").replace("{sted}", "noe")


@dataclass(frozen=True, slots=True)
class Dokument:
    """One document that was asked for, and what became of it."""

    type: str
    """The code of its kind, such as D5."""
    id: str
    """The row it is for: a partner's or a candidate's number."""
    fil: Path
    """Where it lies, or would have lain."""
    utfall: Utfall
    funn: tuple[Funn, ...] = ()
    """What stopped it, or what to know about it."""
    merknad: str = ""
    """A sentence about what is not in the course: why it failed, or what was done instead."""
    årsak: tuple[Årsak, ...] = ()
    """Why it is written, or what has changed since it was issued."""
    kalt: str = ""
    """What it is, in a sentence: «avtale», «rapport ekstern»."""
    erstatter: str = ""
    """The number of the certificate that it replaces, now that it is written."""

    @property
    def ligger_der(self) -> bool:
        """Whether it is there: written, unchanged, or issued before and left alone."""
        return self.utfall not in (Utfall.STANSET, Utfall.MISLYKKET)

    @property
    def kan_bli_pdf(self) -> bool:
        """Whether its file may be made a PDF: it lies there, and is no altered certificate."""
        return self.ligger_der and self.utfall is not Utfall.ENDRET and self.fil.exists()

    @property
    def grunn(self) -> str:
        """Everything there is to say about it, as one text."""
        return " ".join(filter(None, (*(f.melding for f in self.funn), self.merknad)))


Progress = Callable[[int, int, Dokument], None]
"""Told after each document: how many are done, of how many, and what became of this one."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """What became of the PDF of one document."""

    dokument: Path
    fil: Path
    """Where the PDF lies, or would have lain."""
    utfall: Utfall
    merknad: str = ""
    """Why there is none, as a sentence with what to do."""
    avtrykk: str = ""
    """The `workbook.saving.digest` of a PDF just written, by which it is known again."""


PdfProgress = Callable[[int, int, Pdf], None]
"""Told as PDFs come: how many are done, of how many, and what became of this one."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A reason that several documents share."""

    årsak: str
    """«Org.nr.» er endret på P07."""
    antall: Mapping[str, int]
    """How many documents it is the reason for, by the code of their kind."""
    i_ord: str
    """The same, as a person says it: «4 avtaler og 12 planer»."""

    def __str__(self) -> str:
        return f"{self.årsak}: {self.i_ord}"


@dataclass(frozen=True, slots=True)
class Skriveresultat:
    """Every document that was asked for, in the order they were made."""

    dokumenter: tuple[Dokument, ...]
    årsaker: tuple[Gruppe, ...] = ()
    """Why the written documents were written, over the whole run."""
    merknader: tuple[str, ...] = ()
    """Sentences about the run, such as what was outdated and has been put aside."""
    bare_vist: bool = False
    """Nothing was written: the outcomes are what would have become of the documents."""
    pdf: tuple[Pdf, ...] = ()
    """The PDFs that were asked for and not there yet."""

    def med(self, utfall: Utfall) -> tuple[Dokument, ...]:
        """Return the documents with one outcome."""
        return tuple(d for d in self.dokumenter if d.utfall is utfall)

    @property
    def alt_laget(self) -> bool:
        """Whether every document and every PDF asked for lies there now."""
        return all(d.ligger_der for d in self.dokumenter) and not self.uten_pdf

    @property
    def uten_pdf(self) -> tuple[Pdf, ...]:
        """The PDFs that were not made."""
        return tuple(each for each in self.pdf if each.utfall is not Utfall.SKREVET)

    @property
    def funn(self) -> tuple[Funn, ...]:
        """All findings, each once."""
        return tuple(dict.fromkeys(f for d in self.dokumenter for f in d.funn))
