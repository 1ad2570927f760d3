"""What is issued under a number is never altered: numbers, re-issues and duplicates.

A certificate counts as issued once it has been written without UTKAST, with a number and a day.
From then on it stays as it is, whatever becomes of the course and the templates.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.cells import key
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.documents.filters import written
from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.register.basis import Fingerprints
from kursverktoy.documents.register.entry import Oppføring, Tilstand
from kursverktoy.documents.register.people import marks_of, same_person
from kursverktoy.documents.register.register import Register
from kursverktoy.documents.result import Årsak
from kursverktoy.errors import KursverktoyError


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of certificates: those in the workbook, and those issued from its folder."""

    register: Register
    kurs: str
    heading: str
    """The heading of the column they stand in."""
    holders: Mapping[str, Sequence[str]]
    """Number, as `key` gives it → the participants who have it in the workbook."""
    people: Mapping[str, str]
    """Participant → who that is in the workbook, as `people.marks_of`."""
    by_person: Mapping[str, Sequence[Oppføring]]
    """Such marks → the certificates that had been issued to that person."""

    def trouble(self, nummer: str, id: str) -> str:
        """Return why a number can't be used for a participant; empty when it can."""
        holder = self.register.with_number(nummer)
        if holder and holder.id == id and holder.kurs != self.kurs:
            return (
                f"Bevisnummer {nummer} er utstedt i kurset {holder.kurs} fra før. Er det det samme "
                f"kurset, så skriv {holder.kurs} som kurskode igjen. Ellers: gi {id} et annet "
                f"nummer under {self._where}."
            )
        if holder and (holder.kurs, holder.id) != (self.kurs, id):
            return (
                f"Bevisnummer {nummer} er utstedt til {holder.id} fra før. "
                f"Gi {id} et annet nummer under {self._where}."
            )
        others = [each for each in self.holders.get(key(nummer), ()) if each != id]
        if others and not holder:
            return (
                f"Bevisnummer {nummer} står på både {skriv([id, *others])}. "
                f"Gi hver sitt nummer under {self._where}."
            )
        issued = self.register.issued_to(self.kurs, id)
        for earlier in issued:
            if earlier.person and not same_person(earlier.person, self.people.get(id, "")):
                return (
                    f"{id} har et annet navn og en annen fødselsdato enn den som fikk kursbevis "
                    f"nr. {earlier.nummer}. Er det en annen person, så gi vedkommende et eget "
                    f"nummer på arket {Kandidat.ark}. Ellers: rett navnet eller datoen tilbake."
                )
        for newer in issued:
            if newer.erstatter and key(newer.erstatter) == key(nummer):
                return (
                    f"Kursbevis nr. {nummer} er erstattet av nr. {newer.nummer}. "
                    f"Skriv {newer.nummer} eller et nytt nummer under {self._where}."
                )
        return ""

    def under_another_id(self, id: str) -> str:
        """Return the number of a certificate the same person has under another participant number.

        Empty when there is none, as far as the marks of names and the day of birth tell.
        """
        mine = self.by_person.get(self.people.get(id, ""), ())
        return next((e.nummer for e in mine if (e.kurs, e.id) != (self.kurs, id)), "")

    def replaced_by(self, nummer: str, id: str) -> Oppføring | None:
        """Return the certificate that one with this number replaces, where there is one."""
        mine = self.register.issued_to(self.kurs, id)
        for entry in mine:
            if key(entry.nummer) == key(nummer):
                return self.register.with_number(entry.erstatter) if entry.erstatter else None
        replaced = {key(entry.erstatter) for entry in mine}
        return next((entry for entry in reversed(mine) if key(entry.nummer) not in replaced), None)

    @property
    def _where(self) -> str:
        return f"«{self.heading}» på arket {Avslutning.ark}"


def numbers(bok: Kursbok, register: Register, prints: Fingerprints) -> Numbers:
    """Return the numbers of certificates of a course and a folder."""
    holders: dict[str, list[str]] = {}
    for row in bok.avslutning:
        if row.bevis_nr:
            holders.setdefault(key(row.bevis_nr), []).append(row.id or f"rad {row.rad}")
    heading = bok.overskrift(Avslutning, "bevis_nr")
    people = {kandidat.id: marks_of(kandidat, prints) for kandidat in bok.kandidater if kandidat.id}
    issued: dict[str, list[Oppføring]] = {}
    for entry in register.entries():
        if entry.utstedt and entry.person:
            issued.setdefault(entry.person, []).append(entry)
    return Numbers(register, bok.kurs.kurs_id or "", heading, holders, people, issued)


def duplicated(kinds: Iterable[Kind], ids: Collection[str]) -> list[Kind]:
    """Return those of `kinds` that can be had as duplicates.

    Raises `KursverktoyError` when there are none, or when nobody is named.
    """
    found = [kind for kind in kinds if kind.issued]
    if not found:
        raise KursverktoyError("Bare kursbevis kan lages som duplikat. Velg bevis.")
    if not ids:
        raise KursverktoyError(
            "Et duplikat lages for én om gangen. Si hvem det er for, for eksempel K03."
        )
    return found


def as_day(written: str) -> str:
    """Return a day of the register as people write it."""
    return skriv(date.fromisoformat(written))


def frozen(issued: Oppføring, tilstand: Tilstand, årsak: Sequence[Årsak], heading: str) -> str:
    """Return what to know about an issued certificate that is not what the course says now."""
    what = f"Kursbevis nr. {issued.nummer} er utstedt {as_day(issued.utstedt)} og endres ikke."
    if tilstand is Tilstand.ENDRET:
        what += f" {TOUCHED.format(fil=issued.fil)}"
    if tilstand is Tilstand.ULESELIG:
        what += f" Filen «{issued.fil}» kan ikke leses. Lukk den, og prøv igjen."
    if tilstand is Tilstand.BORTE:
        what += f" Filen «{issued.fil}» ligger ikke lenger i mappen."
    if not årsak:
        return f"{what} Trengs et nytt eksemplar, så lag et duplikat."
    return (
        f"{what} Siden da: {in_words(årsak)}. Skal beviset rettes, så skriv et nytt nummer under "
        f"«{heading}» på arket {Avslutning.ark}. Det nye beviset sier at det erstatter dette."
    )


def replaced(entry: Oppføring, språk: str) -> str:
    """Return the certificate that is replaced as the new one names it: number and day."""
    of = "of" if språk == "en" else "av"
    return f"{entry.nummer} {of} {written(date.fromisoformat(entry.utstedt), språk)}"


TOUCHED = (
    "Filen «{fil}» er endret etter at beviset ble utstedt. Den får ligge, og det lages ingen PDF "
    "av den. Er den ikke endret med vilje, så hent den utstedte filen fra arkivet."
)
PDF_TOUCHED = "PDF-en ved siden av beviset er endret etter at den ble laget."
NOT_IN_LANGUAGE = (
    "Kursbevis nr. {nummer} er utstedt på et annet språk. Lag duplikatet på det språket, eller "
    "skriv beviset på dette språket først."
)
NOT_ISSUED = "Kursbeviset til {id} er ikke utstedt fra denne mappen. Skriv beviset først."


def not_the_same_number(issued: Oppføring, nummer: str, heading: str) -> str:
    """Return why there is no duplicate of a certificate whose number has been changed."""
    return (
        f"Duplikatet ble ikke laget. {issued.id} har kursbevis nr. {issued.nummer}, og under "
        f"«{heading}» på arket {Avslutning.ark} står {nummer or 'det ingenting'}. "
        f"Skriv {issued.nummer} der, eller skriv beviset på nytt med det nye nummeret."
    )


def doubts(erstatter: Oppføring | None, ellers: str, person: str) -> str:
    """Return what to look into about whom a certificate is for; empty when nothing is unclear."""
    if ellers:
        return f"Den samme personen har kursbevis nr. {ellers} fra før, under et annet nummer."
    if erstatter is None or erstatter.person == person:
        return ""
    why = (
        "Navnet eller fødselsdatoen er en annen enn på beviset dette erstatter."
        if erstatter.person
        else "Registeret har vært skadet og vet ikke lenger hvem som fikk beviset dette erstatter."
    )
    return f"{why} Se etter at det er samme person."


def not_in_another_language(issued: Oppføring, årsak: Sequence[Årsak], heading: str) -> str:
    """Return why an issued certificate is not made in another language too."""
    return (
        f"Kursbevis nr. {issued.nummer} er utstedt {as_day(issued.utstedt)} på et annet språk, og "
        f"to bevis med samme nummer må si det samme. Siden da: {in_words(årsak)}. Sett det "
        f"tilbake, eller skriv et nytt nummer under «{heading}» på arket {Avslutning.ark}."
    )


def not_the_same_template(issued: Oppføring, årsak: Sequence[Årsak]) -> str:
    """Return why there is no duplicate when the same course would look or read otherwise."""
    return (
        f"Duplikatet ble ikke laget, for det ville blitt annerledes enn kursbevis "
        f"nr. {issued.nummer}: {in_words(årsak)}. Bruk malen beviset ble laget med, eller skriv "
        f"ut «{issued.fil}» på nytt og merk utskriften «Duplikat»."
    )


def not_the_same(issued: Oppføring, årsak: Sequence[Årsak], heading: str) -> str:
    """Return why there is no duplicate of a certificate about which something has changed."""
    return (
        f"Duplikatet ble ikke laget. Siden kursbevis nr. {issued.nummer} ble utstedt "
        f"{as_day(issued.utstedt)}: {in_words(årsak)}. Sett det tilbake, eller skriv et nytt "
        f"nummer under «{heading}» på arket {Avslutning.ark} og skriv beviset på nytt."
    )


def in_words(årsak: Iterable[Årsak]) -> str:
    """Return reasons as a part of a sentence."""
    return "; ".join(map(str, årsak))
