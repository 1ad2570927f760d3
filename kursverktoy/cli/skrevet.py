"""What became of documents, as a person reads it in a terminal: each thing said once."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy.cli.farger import BOLD, RED, styled

if TYPE_CHECKING:
    from kursverktoy.documents.result import Dokument, Skriveresultat

_FEW = 3
"""So many issued certificates are told of with everything; of more, only what has changed."""


def lines(resultat: "Skriveresultat", folder: Path) -> Iterator[str]:
    """Yield what was written and what not, and why."""
    from kursverktoy.documents.result import Utfall  # noqa: PLC0415

    made, same = resultat.med(Utfall.SKREVET), resultat.med(Utfall.UENDRET)
    what = "dokument" if len(made) == 1 else "dokumenter"
    done = "ville blitt skrevet" if resultat.bare_vist else "skrevet"
    yield styled(f"{len(made)} {what} {done} i {folder}", BOLD)
    yield from (f"  {d.fil.name}{_replaces(d)}" for d in made)
    if resultat.årsaker:
        yield styled("Hvorfor", BOLD)
        yield from (f"  {group}" for group in resultat.årsaker)
    if same:
        yield f"{len(same)} var der fra før, og er som de skal."
    if remarks := list(_grouped(d for d in (*made, *same) if d.grunn)):
        yield styled("Merk", BOLD)
        yield from remarks
    yield from _left_alone(resultat.med(Utfall.FRYST))
    for utfall, heading in _HEADINGS.items():
        if stopped := resultat.med(Utfall(utfall)):
            yield styled(f"{heading}: {len(stopped)}", RED, BOLD)
            yield from _grouped(stopped)
    yield from _pdfs(resultat)
    yield from resultat.merknader


_HEADINGS = {
    "endret": "Utstedt, og filen er endret siden",
    "stanset": "Stanset",
    "mislykket": "Mislykket",
}


def _replaces(document: "Dokument") -> str:
    return f"  (erstatter nr. {document.erstatter})" if document.erstatter else ""


def _left_alone(issued: "Sequence[Dokument]") -> Iterator[str]:
    """Yield what has been issued and stays; of many, only what has changed since."""
    if not issued:
        return
    yield styled(f"Utstedt, og endres ikke: {len(issued)}", BOLD)
    if len(issued) <= _FEW:
        yield from _grouped(issued)
        return
    since: dict[str, list[Dokument]] = {}
    for document in issued:
        changed = "; ".join(str(each.uten_sted) for each in document.årsak)
        since.setdefault(changed or "Filen ligger ikke lenger i mappen", []).append(document)
    for changed, documents in since.items():
        yield f"  {_labels(documents)}"
        yield f"      Siden da: {changed}."
    yield (
        "  Skal et bevis rettes, så skriv et nytt bevisnummer på arket Avslutning. Det nye beviset "
        "sier at det erstatter det gamle."
    )


def _grouped(documents: "Iterable[Dokument]") -> Iterator[str]:
    """Yield the documents with what is said of them, those of which the same is said together."""
    alike: dict[tuple[str, ...], list[Dokument]] = {}
    for document in documents:
        alike.setdefault(tuple(_said(document)), []).append(document)
    for said, group in alike.items():
        yield f"  {_labels(group)}"
        yield from (f"      {sentence}" for sentence in said)


def _said(document: "Dokument") -> Iterator[str]:
    from kursverktoy.course.regler import dokumenter  # noqa: PLC0415

    for f in document.funn:
        # That a document is a draft is about no cell of its own: the errors are told by sjekk.
        place = "" if f.kode == dokumenter.UTKAST.kode else f"{f.ark}!{f.celle or '–'} "
        yield f"{place}{f.melding} ({f.kode})"
    if document.merknad:
        yield document.merknad


def _labels(documents: "Iterable[Dokument]") -> str:
    """Return «plan K01, K02; bevis K01»."""
    ids: dict[str, list[str]] = {}
    for document in documents:
        ids.setdefault(document.kalt, []).append(document.id)
    return "; ".join(f"{kalt} {', '.join(each)}" for kalt, each in ids.items())


def _pdfs(resultat: "Skriveresultat") -> Iterator[str]:
    if made := len(resultat.pdf) - len(resultat.uten_pdf):
        yield f"Laget {made} PDF ved siden av."
    if resultat.uten_pdf:
        yield styled(f"PDF ble ikke laget: {len(resultat.uten_pdf)}", RED, BOLD)
        yield from (f"  {each.fil.name}\n      {each.merknad}" for each in resultat.uten_pdf)
