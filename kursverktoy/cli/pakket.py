"""What was packed for partners, as a person reads it in a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy import verbs
from kursverktoy.cli.farger import BOLD, RED, styled
from kursverktoy.errors import KursverktoyError

if TYPE_CHECKING:
    from kursverktoy.course.funn import Funn
    from kursverktoy.sharing.delivery import Delivery
    from kursverktoy.sharing.packing import Pakke


def lines(pakker: "Sequence[Pakke]", folder: Path, *, vis: bool) -> Iterator[str]:
    """Yield what was made and what was stopped, and what to see to before anything is sent."""
    made = [pakke for pakke in pakker if not pakke.stoppet]
    files = "fil" if len(made) == 1 else "filer"
    done = "ville blitt laget" if vis else "laget"
    yield styled(f"{len(made)} {files} {done} i {folder}", BOLD)
    for pakke in made:
        yield from _made(pakke)
    if stopped := [pakke for pakke in pakker if pakke.stoppet]:
        yield styled(f"Stoppet: {len(stopped)}", RED, BOLD)
        for pakke in stopped:
            yield f"  {_who(pakke)}"
            yield from (f"      {_said(f)}" for f in pakke.funn)
            yield from filter(None, [pakke.feil and f"      {pakke.feil}"])
    if made and not vis:
        yield from _before_sending(made)


def _who(pakke: "Pakke") -> str:
    return f"{pakke.mottaker.partner.id} {pakke.mottaker.partner}"


def _made(pakke: "Pakke") -> Iterator[str]:
    persons = _persons(len(pakke.mottaker.personer))
    yield f"  {_who(pakke)}: Deling {pakke.mottaker.nivå}, {persons}"
    if pakke.fil:
        yield f"      Fil: {pakke.fil.name}"
    if pakke.epost:
        yield f"      E-postkladd: {pakke.epost.name}"
    if pakke.passord:
        yield f"      Passord: {pakke.passord}  (vises bare nå)"
    if pakke.merknad:
        yield f"      {pakke.merknad}"
    for f in pakke.funn:
        yield f"      Merk: {_said(f)}"


def _said(funn: "Funn") -> str:
    # What is said of a file is about no cell, and stands on the level of its partner.
    place = "" if funn.felt == "deling_nivå" else f"{funn.ark}!{funn.celle or '–'} "
    return f"{place}{funn.melding} ({funn.kode})"


def _persons(count: int) -> str:
    return "1 person" if count == 1 else f"{count} personer"


def _before_sending(made: "Sequence[Pakke]") -> Iterator[str]:
    yield styled("Før du sender", BOLD)
    yield "  [ ] Åpne hver fil, og se at den bare har det partneren trenger."
    drafts = [pakke for pakke in made if pakke.epost]
    if drafts:
        yield "  [ ] Åpne hver e-postkladd, og se at mottaker og vedlegg er riktige:"
        for pakke in drafts:
            yield f"        {pakke.epost and pakke.epost.name}: til {_address(pakke)}"
    if any(pakke.passord for pakke in made):
        yield "  [ ] Gi passordet på SMS eller telefon, aldri i en e-post. Skriv det ikke i boka."
    for pakke in made:
        if pakke.må_sendes_sikkert:
            yield f"  [ ] {_who(pakke)}: ingen e-postkladd. Bruk SvarUt, eDialog eller et felles"
            yield "        sikkert område."
    yield "Ingenting er sendt."


def _address(pakke: "Pakke") -> str:
    address = pakke.mottaker.partner.epost
    return address or "(e-postadressen mangler på arket Partnere)"


def deliveries(delinger: "Sequence[Delivery]", dato: date) -> Iterator[str]:
    """Yield what has been shared, and what should have been deleted."""
    from kursverktoy.sharing.log import personer  # noqa: PLC0415

    if not delinger:
        yield "Ingenting er delt fra denne boka."
    for each in delinger:
        yield (
            f"{each.laget[:10]}  {each.id}  {each.partner_id}  Deling {each.nivå}  "
            f"{_persons(len(personer(each)))}  {each.fil}  {_state(each, dato)}"
        )
    yield from overdue([d for d in delinger if not d.slettet and d.frist < dato.isoformat()])


def _state(delivery: "Delivery", dato: date) -> str:
    if delivery.slettet:
        return f"slettet {_day(delivery.slettet)}"
    late = delivery.frist < dato.isoformat()
    return f"{'skulle vært slettet' if late else 'slettes innen'} {_day(delivery.frist)}"


def overdue(delinger: "Sequence[Delivery]") -> Iterator[str]:
    """Yield a reminder of what partners should have deleted by now."""
    if not delinger:
        return
    yield styled(f"Delte filer som skulle vært slettet: {len(delinger)}", BOLD)
    for each in delinger:
        yield f"  {each.partner_id}  {each.fil}  frist {_day(each.frist)}  ({each.id})"
    yield "  Be partneren bekrefte, og skriv «kursverktoy delinger BOK.xlsx --slettet D-…»."


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def remind(bok: Path, dato: date) -> None:
    """Print which files partners should have deleted by now."""
    try:
        due = verbs.forfalt(bok, dato)
    except KursverktoyError as error:
        print(f"\n{error}")  # what was asked for has been done
        return
    if due:
        print("\n".join(("", *overdue(due))))
