"""What the linter can find in a template, and how it says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from kursverktoy.course.funn import Alvor


@dataclass(frozen=True, slots=True)
class Malregel:
    """A rule of the catalogue; a code is never reused or renumbered."""

    kode: str
    alvor: Alvor
    melding: str
    """The sentence to say, with words in braces."""
    hvorfor: str


KATALOG: dict[str, Malregel] = {}
"""Every rule by its code, in the order of declaration. Import `linter.regler`."""


def declare(kode: str, alvor: Alvor, melding: str, hvorfor: str) -> Malregel:
    """Enter a rule into the catalogue."""
    if kode in KATALOG:
        raise ValueError(f"{kode} is declared twice")
    KATALOG[kode] = Malregel(kode, alvor, melding, hvorfor)
    return KATALOG[kode]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file something stands, for a program."""

    part: str
    """The part of the package, such as word/document.xml."""
    paragraph: int
    """The number of its `w:p` in the part, from 0, in the order of the XML."""
    start: int
    """The first letter, counted in the texts of the paragraph's own `w:t`, one after another."""
    end: int
    """The letter after the last; the same as `start` for the paragraph as a whole."""


@dataclass(frozen=True, slots=True)
class Malfunn:
    """One thing to look at in a template, said in plain Norwegian, and where it stands."""

    kode: str
    alvor: Alvor
    mal: str
    """The file name of the template."""
    melding: str
    sted: str = ""
    """Where, as a reader of the document sees it; empty when it is about the whole template."""
    tekst: str = ""
    """The text around it."""
    tag: str = ""
    """The tag as it is written."""
    ledd: str = ""
    """The piece of the tag that is wrong."""
    forslag: str | None = None
    """What to write instead of `ledd`."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a hit is, before it has become a finding."""

    sted: str = ""
    tekst: str = ""
    tag: str = ""
    place: Place | None = None


NOWHERE = Spot()
"""The whole template."""


def malfunn(  # noqa: PLR0913  what a finding consists of
    regel: Malregel,
    mal: str,
    spot: Spot = NOWHERE,
    words: Mapping[str, object] | None = None,
    *,
    ledd: str = "",
    forslag: str | None = None,
) -> Malfunn:
    """Return the finding of `regel` at `spot`: the message with its words."""
    known = {"mal": mal, "tag": spot.tag, "ledd": ledd, "forslag": forslag} | dict(words or {})
    return Malfunn(
        kode=regel.kode,
        alvor=regel.alvor,
        mal=mal,
        melding=regel.melding.format_map(known).strip(),
        sted=spot.sted,
        tekst=spot.tekst,
        tag=spot.tag,
        ledd=ledd,
        forslag=forslag,
        place=spot.place,
    )
