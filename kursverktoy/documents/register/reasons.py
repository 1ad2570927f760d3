"""Why a document is written, in the words of the coordinator, and over a whole run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from inspect import getdoc

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.documents.contexts.context import Context, placeholders
from kursverktoy.documents.kinds import KINDS, SPRÅK
from kursverktoy.documents.register.basis import Changes
from kursverktoy.documents.register.entry import Making
from kursverktoy.documents.result import Dokument, Gruppe, Utfall, Årsak

NY = Årsak("Ny")
BORTE = Årsak("Filen er borte fra mappen")
ENDRET = Årsak("Filen er endret for hånd")
UKJENT = Årsak("Registeret vet ikke lenger hva dokumentet var laget av")
_DRAFT = {True: Årsak("Feil i arbeidsboka gjør det til UTKAST"), False: Årsak("UTKAST er borte")}
_CHOICES = {"vis_delvis": Årsak("Valget om delvis oppnådde mål er et annet")}
_OTHER = Årsak("Innholdet er endret")
_TOLD = {"erstatter"}
"""Values that follow from what is told: a certificate replaces another when its number is new."""
_FIRST = re.compile(r"[^.:;]+")
"""What a placeholder is, before examples and details."""
_FEW = 2
"""So many rows with one change in a document are named; more are counted."""


def because_of_making(before: Making, now: Making) -> Iterator[Årsak]:
    """Yield what is different in how a document is made, apart from the course."""
    if before.utkast != now.utkast:
        yield _DRAFT[now.utkast]
    if before.språk != now.språk:
        yield Årsak(f"Språket er {SPRÅK[now.språk]} og ikke {SPRÅK.get(before.språk, '?')}")
    elif before.malavtrykk != now.malavtrykk:
        yield Årsak(f"Malen {now.mal} er endret")
    if before.versjon != now.versjon:
        yield Årsak("Kursverktøy lager dokumentet på en ny måte")


def because_of_choices(before: Making | None, now: Making) -> Iterator[Årsak]:
    """Yield the choices that are others."""
    for name, each in _CHOICES.items():
        if before and before.valg.get(name) != now.valg.get(name):
            yield each


def because_of_course(bok: Kursbok, changes: Changes, context: type[Context]) -> Iterator[Årsak]:
    """Yield what is different in the course itself."""
    found = [
        *_at(
            (f"«{_heading(bok, ark, felt)}» er endret på {{sted}}", ark, key)
            for ark, key, felt in changes.celler
        ),
        *_at(("{sted} er kommet til", ark, key) for ark, key in changes.nye),
        *_at(("{sted} er tatt bort", ark, key) for ark, key in changes.borte),
        *_values(changes, context),
    ]
    yield from found or [_OTHER]


def grouped(documents: Iterable[Dokument]) -> tuple[Gruppe, ...]:
    """Return why the documents of a run are written, each reason once, with how many it is for.

    A reason that is in several rows of a sheet is told of the sheet.
    """
    places: dict[tuple[str, str], dict[str, None]] = {}
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for document in documents:
        if document.utfall is not Utfall.SKREVET:
            continue
        for one in dict.fromkeys((each.melding, each.ark) for each in document.årsak):
            of_kind = counts.setdefault(one, {})
            of_kind[document.type] = of_kind.get(document.type, 0) + 1
        for each in document.årsak:
            places.setdefault((each.melding, each.ark), {})[each.sted] = None
    return tuple(
        Gruppe(_everywhere(*one, tuple(places[one])), count, _counted(count))
        for one, count in counts.items()
    )


def _everywhere(melding: str, ark: str, places: tuple[str, ...]) -> str:
    told = str(Årsak(melding, ark, places[0] if len(places) == 1 else f"flere rader på {ark}"))
    return told[:1].upper() + told[1:]


def _counted(count: Mapping[str, int]) -> str:
    """Return «4 avtaler og 12 planer»."""
    nouns = {kind.code: kind.noun for kind in KINDS.values()}
    return skriv([f"{number} {nouns[code][number != 1]}" for code, number in count.items()])


def _at(changes: Iterable[tuple[str, str, str]]) -> Iterator[Årsak]:
    """Yield each change with its place; the many rows of one sheet together."""
    rows: dict[tuple[str, str], dict[str, None]] = {}
    for melding, ark, key in changes:
        rows.setdefault((melding, ark), {})[key] = None
    for (melding, ark), keys in rows.items():
        many = len(keys) > _FEW
        for place in [f"{len(keys)} rader på {ark}"] if many else [_place(ark, k) for k in keys]:
            yield Årsak(melding, ark, place)


def _place(ark: str, key: str) -> str:
    """Return what a row is called; one without a number of its own needs its sheet too."""
    if ark == Kurs.ark:
        return ark
    return f"{key} på {ark}" if key.startswith("rad ") else key


def _heading(bok: Kursbok, ark: str, felt: str) -> str:
    return bok.overskrift(ARK_ETTER_NAVN[ark], felt)


def _values(changes: Changes, context: type[Context]) -> Iterator[Årsak]:
    """Yield the values that are others; lists only when nothing in their rows tells why."""
    told_by_rows = changes.celler or changes.nye or changes.borte
    known = placeholders(context)
    for name in (*changes.verdier, *(() if told_by_rows else changes.lister)):
        if name in known and name not in _TOLD:
            said = _FIRST.match(getdoc(known[name]) or name)
            yield Årsak(f"«{said[0] if said else name}» er endret")
