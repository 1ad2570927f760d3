"""What the verbs of the closing return, as a person reads it in a terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy.cli.farger import BOLD, RED, styled

if TYPE_CHECKING:
    from kursverktoy.course.cleaning import Endring
    from kursverktoy.verbs.closing import Anonymisert, Etterfølger, Rydding, Slettet
    from kursverktoy.verbs.insight import Innsyn

READ_THROUGH = (
    "Les tekstene gjennom. Navn på under fire bokstaver, kallenavn og det som peker på noen uten "
    "navn, finner ikke programmet."
)


def due(rydding: "Rydding") -> Iterator[str]:
    """Yield what is to be deleted, what to do first, and what the tool can't delete."""
    bok = rydding.bok
    yield styled(f"{bok.kurs.kursnavn or 'Kurset'} – sletting per {bok.dato:%d.%m.%Y}", BOLD)
    for hva, group in groupby(sorted(rydding.frister, key=lambda f: f.hva), key=lambda f: f.hva):
        yield f"\n{hva}"
        for frist in group:
            when = f"{frist.dato:%d.%m.%Y}" if frist.dato else "ingen frist"
            mark = styled("forfalt", RED) if frist.er_forfalt(bok.dato) else "       "
            yield f"  {mark}  {when:<11}  {frist.id:<4} {frist.grunn}"
    if rydding.delt:
        yield "\nDelte filer som ingen har bekreftet er slettet"
    for delt in rydding.delt:
        when = f"{delt.frist:%d.%m.%Y}" if delt.frist else "ingen frist"
        over = delt.frist is not None and delt.frist <= bok.dato
        mark = styled("forfalt", RED) if over else "       "
        yield f"  {mark}  {when:<11}  {delt.fil} ({delt.mottaker})"
    yield from _listed("\nFør du sletter", rydding.først)
    yield from left(rydding.igjen)


def copied(copy: "Anonymisert", target: Path) -> Iterator[str]:
    """Yield what an anonymous copy holds."""
    yield f"Laget {target.name} uten opplysninger om personer."
    yield from _listed("Med", (*copy.beholdt, f"Tall: {copy.tall} tall fra kurset"))
    yield from _listed(
        "Tatt ut",
        ("Deltakere, kandidater, ansatte, kontaktpersoner og alt om dem",
         "Grunnene som er skrevet på arket Funn, og loggen på arket Delinger"),
    )  # fmt: skip
    yield from _names(copy.endret, copy.står)
    yield READ_THROUGH
    yield "Den gamle boka er urørt."


def deleted(slettet: "Slettet", path: Path) -> Iterator[str]:
    """Yield what was deleted, or would be."""
    if not slettet.noe:
        yield f"Ingenting i {path.name} er forfalt, så ingenting er slettet."
        return
    if slettet.skrevet:
        yield f"Slettet fra {path.name}, som er skrevet på nytt:"
    else:
        yield f"Dette ville blitt slettet fra {path.name}. Ingenting er gjort ennå:"
    yield from (f"  – {ark}: {count} {'rad' if count == 1 else 'rader'}"
                for ark, count in slettet.rader)  # fmt: skip
    if slettet.alle:
        yield "  – kontaktpersoner, koordinator og personvernombud på de andre arkene"
        yield "  – grunnene som er skrevet på arket Funn"
    yield from _names(slettet.endret, slettet.står)
    yield from _listed("Dette blir heller ikke med i den nye filen", slettet.ikke_med)
    if slettet.skrevet:
        yield f"Skrevet i loggen {slettet.logg.name}, uten navn."
    yield from left(slettet.igjen)
    if not slettet.skrevet:
        yield "Det kan ikke angres. Skriv --slett --ja for å slette."


def begun(next_: "Etterfølger", target: Path) -> Iterator[str]:
    """Yield what the next course has from the last one, and what must be filled in."""
    yield f"Laget {target.name}. Åpne den i Excel, og begynn på arket Start."
    yield from _listed("Med fra forrige kurs", next_.med)
    yield from _listed("Fylles ut på nytt", next_.nytt)
    yield from _names(next_.endret, next_.står)
    yield READ_THROUGH


def insight(innsyn: "Innsyn", target: Path) -> Iterator[str]:
    """Yield what to do before the document is handed over."""
    yield f"Laget {target.name} med {innsyn.rader} rader fra {innsyn.ark} ark."
    yield from _listed("Les gjennom før du gir det fra deg", innsyn.merknader)


def left(sentences: Iterable[str]) -> Iterator[str]:
    """Yield what the tool can't delete."""
    yield from _listed("\nDette kan ikke kursverktøy slette. Slett det selv", sentences)


def _names(changes: "Iterable[Endring]", left_: "Iterable[Endring]") -> Iterator[str]:
    yield from _listed("Navn eller nummer er byttet ut her", map(str, changes))
    yield from _listed(
        "Et navn er en del av det en virksomhet eller et sted heter, og står igjen her",
        map(str, left_),
    )


def _listed(heading: str, sentences: Iterable[str]) -> Iterator[str]:
    lines = [f"  – {each}" for each in sentences]
    if lines:
        yield f"{heading}:"
        yield from lines
