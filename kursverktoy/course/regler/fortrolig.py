"""The rules of the sheet «Fortrolig». They run also when the sheet is said not to be in use."""

from collections.abc import Iterator

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.fritekst import fritekst, pattern_of
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import DELTAKER
from kursverktoy.course.schema import Treff
from kursverktoy.course.terskler import Ordliste


@regel(
    "FOR-01",
    "Fortrolig",
    Alvor.FEIL,
    Fase.ALLTID,
    "{nr}: skriv hvorfor opplysningen trengs, hvem som ga den og når den slettes. Ellers skal den "
    "ikke stå her.",
)
def uten_grunnlag(bok: Kursbok) -> Iterator[Treff]:
    """What nobody can say the need for must not be kept, and nothing outlives the course."""
    sist = bok.kurs.slettedato
    for f in bok.fortrolig:
        empty = f.mangler("grunnlag", "opplyst_av", "slettes_dato")
        if empty:
            yield f.treff(empty[0])
        elif f.slettes_dato and sist and f.slettes_dato > sist:
            yield f.treff("slettes_dato")


@regel(
    "FOR-02",
    "Fortrolig",
    Alvor.ADVARSEL,
    Fase.ALLTID,
    "Slettedatoen for {nr} er passert. Slett raden nå.",
)
def skulle_vært_slettet(bok: Kursbok) -> Iterator[Treff]:
    """A deletion date is a promise to the person."""
    for f in bok.fortrolig:
        if f.slettes_dato and f.slettes_dato < bok.dato:
            yield f.treff("slettes_dato")


@regel(
    "FOR-03",
    "Fortrolig",
    Alvor.ADVARSEL,
    Fase.ALLTID,
    "Skriv hva kandidaten kan og trenger, ikke diagnosen ({nr}).",
)
def diagnose(bok: Kursbok) -> Iterator[Treff]:
    """A workplace can act on what someone needs; the diagnosis is none of its business."""
    diagnosis = pattern_of(bok.lister.ord.get(Ordliste.DIAGNOSE, ()))
    felter = fritekst(Fortrolig)
    for f in bok.fortrolig:
        for felt in felter:
            tekst = getattr(f, felt)
            if tekst and diagnosis.search(tekst.casefold()):
                yield f.treff(felt)


@regel(
    "FOR-04",
    "Fortrolig",
    Alvor.TIPS,
    Fase.GJENNOMFØRING,
    "Er det avtalt noe praktisk for {navn}? Skriv det i «Avtalt tilrettelegging», uten grunnen.",
)
def uten_tilrettelegging(bok: Kursbok) -> Iterator[Treff]:
    """What stays on Fortrolig helps nobody at work unless its practical side is agreed."""
    for f in bok.fortrolig:
        kandidat = bok.kandidat(f.kandidat_id)
        kartlegging = bok.kartlegging_av(f.kandidat_id)
        takes_part = kandidat and kandidat.status in DELTAKER
        if takes_part and kartlegging and kartlegging.avtalt_tilrettelegging is None:
            yield kartlegging.treff("avtalt_tilrettelegging")
