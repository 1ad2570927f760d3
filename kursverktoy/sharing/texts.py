"""What a delivered workbook and its e-mail say by themselves, in bokmål and nynorsk."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kursverktoy.workbook.builder.fields import Kind

_FILLED_IN = re.compile(r"\{\w+\}")


class SheetText(NamedTuple):
    """The title of a sheet, and what it is for."""

    title: str
    purpose: str


class Texts(NamedTuple):
    """Everything that is said in one written standard."""

    sheets: Mapping[str, SheetText]
    hints: Mapping[Kind, str]
    """What to do in an open cell."""
    course: str
    agreement: str
    comment: str
    comment_hint: str
    duty: str
    """What stands at the top of printed pages about people."""
    what: str
    what_for: str
    fill_in: tuple[str, ...]
    fill_in_title: str
    privacy: tuple[str, ...]
    privacy_title: str
    contact_title: str
    contact: str
    delete: str
    delivery: str
    subject: str
    mail: str
    mail_locked: str
    mail_delete: str


_NB = Texts(
    sheets={
        "Les meg": SheetText("Les dette først", "Hva boka er, og hvordan dere bruker den."),
        "Om kurset": SheetText("Om kurset", "Kurset, og avtalen med dere."),
        "Ansvar": SheetText("Ansvar og oppgaver", "Det dere har ansvar for eller medvirker til."),
        "Læringsmål": SheetText("Læringsmål", "Målene deltakerne arbeider med hos dere."),
        "Deltakere": SheetText("Deltakere", "Deltakerne dere har med å gjøre. Kan ikke endres."),
        "Vurdering": SheetText("Vurdering", "Hvor langt hver deltaker er kommet med hvert mål."),
        "Innspill": SheetText("Innspill", "Det dere vil at kurset skal ta hensyn til."),
        "Lister": SheetText("Lister", "Det rullelistene viser. Kan ikke endres."),
    },
    hints={
        Kind.LIST: "Velg fra listen.",
        Kind.REF: "Velg fra listen, eller skriv navnet.",
        Kind.DATE: "Dato, for eksempel 17.8.2026.",
        Kind.LONG: "Skriv kort og tydelig. Ikke skriv om helse, religion eller familie.",
        Kind.TEXT: "Skriv en kort tekst.",
    },
    course="Kurset",
    agreement="Avtalen med dere",
    comment="Kommentar",
    comment_hint="Skriv kort. Ikke skriv om helse, religion eller familie.",
    duty="Taushetsplikt",
    what="Hva er dette?",
    what_for="Denne boka er laget for {partner} og gjelder {kurs}.",
    fill_in_title="Slik fyller dere ut",
    fill_in=(
        "Skriv bare i de gule cellene. Alt annet er låst, så ingenting endres ved et uhell.",
        "Mange celler har en rulleliste: Klikk på pilen, eller trykk Alt + pil ned.",
        "La kolonnen «Rad» stå. Den viser hvilken rad svaret hører til.",
        "På arket Innspill kan dere skrive det dere vil at kurset skal ta hensyn til.",
        "Lagre boka, og send den tilbake på samme måte som dere fikk den.",
    ),
    privacy_title="Taushetsplikt",
    privacy=(
        "Boka har opplysninger om enkeltpersoner. Alle som leser den, har taushetsplikt.",
        "Bare de som trenger opplysningene i arbeidet sitt, skal se boka. Send den ikke videre.",
        "Skriv aldri fødselsnummer, og ingenting om helse, religion eller familie.",
    ),
    contact_title="Spørsmål og sletting",
    contact="Kontakt: {kontakt}.",
    delete="Slett boka og alle kopier senest {frist}.",
    delivery="Leveranse: {id}",
    subject="Fil for kurset {kurs}",
    mail="Hei!\n\nHer er filen for kurset {kurs}.",
    mail_locked="Passordet kommer på SMS eller telefon.",
    mail_delete="Slett filen innen {frist}.",
)
_NN = Texts(
    sheets={
        "Les meg": SheetText("Les dette først", "Kva boka er, og korleis de bruker ho."),
        "Om kurset": SheetText("Om kurset", "Kurset, og avtalen med dykk."),
        "Ansvar": SheetText("Ansvar og oppgåver", "Det de har ansvar for eller medverkar til."),
        "Læringsmål": SheetText("Læringsmål", "Måla deltakarane arbeider med hos dykk."),
        "Deltakere": SheetText("Deltakarar", "Deltakarane de har å gjere med. Kan ikkje endrast."),
        "Vurdering": SheetText("Vurdering", "Kor langt kvar deltakar er komen med kvart mål."),
        "Innspill": SheetText("Innspel", "Det de vil at kurset skal ta omsyn til."),
        "Lister": SheetText("Lister", "Det nedtrekkslistene viser. Kan ikkje endrast."),
    },
    hints={
        Kind.LIST: "Vel frå lista.",
        Kind.REF: "Vel frå lista, eller skriv namnet.",
        Kind.DATE: "Dato, til dømes 17.8.2026.",
        Kind.LONG: "Skriv kort og tydeleg. Ikkje skriv om helse, religion eller familie.",
        Kind.TEXT: "Skriv ein kort tekst.",
    },
    course="Kurset",
    agreement="Avtalen med dykk",
    comment="Kommentar",
    comment_hint="Skriv kort. Ikkje skriv om helse, religion eller familie.",
    duty="Teieplikt",
    what="Kva er dette?",
    what_for="Denne boka er laga for {partner} og gjeld {kurs}.",
    fill_in_title="Slik fyller de ut",
    fill_in=(
        "Skriv berre i dei gule cellene. Alt anna er låst, så ingenting blir endra ved eit uhell.",
        "Mange celler har ei nedtrekksliste: Klikk på pila, eller trykk Alt + pil ned.",
        "La kolonnen «Rad» stå. Han viser kva rad svaret høyrer til.",
        "På arket Innspill kan de skrive det de vil at kurset skal ta omsyn til.",
        "Lagre boka, og send ho tilbake på same måte som de fekk ho.",
    ),
    privacy_title="Teieplikt",
    privacy=(
        "Boka har opplysningar om enkeltpersonar. Alle som les ho, har teieplikt.",
        "Berre dei som treng opplysningane i arbeidet sitt, skal sjå boka. Send ho ikkje vidare.",
        "Skriv aldri fødselsnummer, og ingenting om helse, religion eller familie.",
    ),
    contact_title="Spørsmål og sletting",
    contact="Kontakt: {kontakt}.",
    delete="Slett boka og alle kopiar seinast {frist}.",
    delivery="Leveranse: {id}",
    subject="Fil for kurset {kurs}",
    mail="Hei!\n\nHer er fila for kurset {kurs}.",
    mail_locked="Passordet kjem på SMS eller telefon.",
    mail_delete="Slett fila innan {frist}.",
)


def texts(målform: str) -> Texts:
    """Return what to say in nynorsk for nn, and in bokmål for all else."""
    return _NN if målform == "nn" else _NB


def all_said() -> frozenset[str]:
    """Return everything that is said, in pieces: what stands around what is filled in."""
    return frozenset(piece for said in _pieces((_NB, _NN)) for piece in _FILLED_IN.split(said))


def _pieces(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        yield from _pieces(tuple(said.values()))
    elif isinstance(said, tuple):
        for each in said:
            yield from _pieces(each)
