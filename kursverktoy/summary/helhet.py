"""Each candidate as a whole, in words. No score and no rank; a person decides (domene.md §4.1).

This module reads what `course.vurdering` says and calculates nothing of its own.
"""

from dataclasses import dataclass

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import columns
from kursverktoy.course.vurdering import NORSK, PUNKTER, Helhet, vurder
from kursverktoy.summary.tekst import liten, ordnet


@dataclass(frozen=True, slots=True)
class Kandidatbilde:
    """What the intake meeting has to talk about for one candidate."""

    kandidat_id: str | None
    navn: str
    """Number, first name and initial: «K05 Yonas F.»."""
    status: str | None
    kartlagt: int
    """How many points of the assessment are filled, of `punkter`."""
    punkter: int
    mangler: tuple[str, ...]
    """The headings of the points not filled."""
    grunnlag: str | None
    """None until every point is filled; the same for `språk`."""
    språk: str | None
    samlet: str
    styrker: tuple[str, ...]
    """What is clear or strong, as the headings say it."""
    støtte: tuple[str, ...]
    """What the participant needs support with."""
    norsklærer: str | None
    """The answer of the teacher of Norwegian on whether progress is realistic."""
    tekst: str
    """All of it in four sentences, strengths first."""


def kandidatbilder(bok: Kursbok) -> tuple[Kandidatbilde, ...]:
    """Return every candidate of the course, by number."""
    return tuple(_bilde(bok, k) for k in sorted(bok.kandidater, key=lambda k: ordnet(k.id)))


def _bilde(bok: Kursbok, kandidat: Kandidat) -> Kandidatbilde:
    kartlegging = bok.kartlegging_av(kandidat.id)
    helhet = vurder(bok.kurs, kartlegging, bok.lister.terskler)
    svar = kartlegging.norsk_progresjon_realistisk if kartlegging else None
    return Kandidatbilde(
        kandidat_id=kandidat.id,
        navn=str(kandidat),
        status=_plain(kandidat.status),
        kartlagt=helhet.kartleggingsgrad,
        punkter=len(PUNKTER),
        mangler=tuple(bok.overskrift(Kartlegging, felt) for felt in helhet.mangler),
        grunnlag=_plain(helhet.grunnlag),
        språk=_plain(helhet.språk),
        samlet=helhet.samlet.value,
        styrker=styrker(helhet, bok.målform),
        støtte=støtte(helhet, bok.målform),
        norsklærer=_plain(svar),
        tekst=helhetstekst(bok, helhet, svar),
    )


def helhetstekst(bok: Kursbok, helhet: Helhet, norsklærer: str | None) -> str:
    """Return the view of a candidate in four sentences, strengths first."""
    sentences = {
        "Styrker": ", ".join(styrker(helhet, bok.målform)) or "ikke tydelige ennå",
        "Trenger støtte på": ", ".join(støtte(helhet, bok.målform)) or "ikke noe særskilt",
        "Norsklærer": norsklærer or "har ikke svart",
        "Samlet": helhet.samlet,
    }
    return " ".join(f"{label}: {said}." for label, said in sentences.items())


def styrker(helhet: Helhet, målform: str) -> tuple[str, ...]:
    """Return the strengths as words in a sentence, in a written standard."""
    fields = columns(Kartlegging)
    return tuple(liten(fields[felt].heading(målform)) for felt in helhet.styrker)


def støtte(helhet: Helhet, målform: str) -> tuple[str, ...]:
    """Return the needs as words in a sentence; skills in Norwegian are told together."""
    fields = columns(Kartlegging)
    norsk = [fields[NORSK[each]].heading(målform).partition(": ")[2] for each in helhet.under]
    andre = [
        liten(fields[felt].heading(målform)) for felt in helhet.støtte if felt not in NORSK.values()
    ]
    return (*([f"norsk ({skriv(norsk)})"] if norsk else []), *andre)


def _plain(value: str | None) -> str | None:
    """Return a list value as plain text; a member of an enum would follow it into the result."""
    return None if value is None else str(value)
