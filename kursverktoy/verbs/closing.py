"""The verbs when a course is over: avslutt, and ny with --etter, the course after it.

Nothing here claims to have deleted more than it has: what lies elsewhere is told each time.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Behovstype
from kursverktoy.course.schema import Rad
from kursverktoy.errors import KursverktoyError
from kursverktoy.verbs.around import Delt, elsewhere, shared, to_do_first
from kursverktoy.verbs.targets import refuse_same, refuse_unless
from kursverktoy.verbs.workbook import Lest, Sjekket, built, les, read_course
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.lister import SharingRow, read_delinger, read_tall
from kursverktoy.workbook.saving import save

if TYPE_CHECKING:
    from kursverktoy.course.cleaning import Endring
    from kursverktoy.course.frister import Frist
    from kursverktoy.course.persons import Uten


class Rydding(NamedTuple):
    """What is to be deleted in and around a workbook, as on the day of the book."""

    bok: Kursbok
    frister: "tuple[Frist, ...]"
    delt: tuple[Delt, ...]
    """The shared files that nobody has confirmed are deleted."""
    først: tuple[str, ...]
    """What to do before anything is deleted, in sentences."""
    igjen: tuple[str, ...]
    """What the tool can't delete, in sentences."""


class Anonymisert(NamedTuple):
    """A copy of a course without people."""

    beholdt: tuple[str, ...]
    """What it holds: «Læringsmål: 24 rader»."""
    tall: int
    """How many figures it holds."""
    endret: "tuple[Endring, ...]"
    """The texts in which a name was replaced."""
    står: "tuple[Endring, ...]"
    """The names of organisations and places that a name is a part of, and that are left."""
    igjen: tuple[str, ...]


class Slettet(NamedTuple):
    """What was deleted from a workbook, or would be."""

    noe: bool
    """Whether there is anything due."""
    skrevet: bool
    """Whether it has been done."""
    rader: tuple[tuple[str, int], ...]
    """Sheet and how many rows, where there are any."""
    alle: bool
    """Whether it is everyone, also staff and contacts."""
    endret: "tuple[Endring, ...]"
    """The texts in which a name was replaced."""
    står: "tuple[Endring, ...]"
    """The names of organisations and places that a name is a part of, and that are left."""
    ikke_med: tuple[str, ...]
    """What else of the old workbook the new one does not have, in sentences."""
    logg: Path
    igjen: tuple[str, ...]


class Etterfølger(NamedTuple):
    """The next course in its new workbook."""

    sjekket: Sjekket
    med: tuple[str, ...]
    """What was taken along."""
    nytt: tuple[str, ...]
    """What is to be filled in anew."""
    endret: "tuple[Endring, ...]"
    """The texts in which a name was replaced."""
    står: "tuple[Endring, ...]"
    """The names of organisations and places that a name is a part of, and that are left."""


def avslutt(path: Path, dato: date) -> Rydding:
    """Return what is to be deleted in and around a workbook, and what to do first."""
    from kursverktoy.course.frister import frister  # noqa: PLC0415

    file = open_book(path)
    bok = read_course(file, dato).bok
    return Rydding(bok, frister(bok), shared(file), to_do_first(), elsewhere(path))


def anonymiser(path: Path, target: Path, dato: date) -> Anonymisert:
    """Write a copy of a course without people; an existing file is never overwritten.

    Raises `KursverktoyError` when anything about a person would be in any part of it.
    """
    from kursverktoy.course.persons import contents, without_people  # noqa: PLC0415
    from kursverktoy.documents.anonymous import kept_figures  # noqa: PLC0415

    refuse_unless(".xlsx", target)
    refuse_same(path, target)
    file = open_book(path)
    bok = read_course(file, dato).bok
    uten, tall = without_people(bok), kept_figures(bok, read_tall(file.sheets))
    save(target, _proven(uten, target, tall=tall)[1], overwrite=False)
    return Anonymisert(contents(uten.bok), len(tall), uten.endret, uten.står, elsewhere(path))


def slett(path: Path, dato: date, *, ja: bool = False) -> Slettet:
    """Delete from a workbook what is due; without `ja` only tell what would be deleted.

    The file is written anew as a whole, and holds nothing of the old one's bytes. It is left
    alone when somebody has changed it meanwhile, and when anything that is deleted would still be
    in any part of it: both raise `KursverktoyError`. So does a log that can't be written, after
    the rest is done.
    """
    from kursverktoy.course.frister import alle_er_forfalt, due_rows  # noqa: PLC0415
    from kursverktoy.course.persons import values_of, without_people, without_rows  # noqa: PLC0415
    from kursverktoy.workbook.structure import not_carried  # noqa: PLC0415

    if path.suffix.lower() != ".xlsx":
        raise KursverktoyError(
            f"Det kan bare slettes fra en .xlsx-fil. Lagre «{path.name}» som Excel-arbeidsbok "
            "(.xlsx) i Excel, slett fra den, og kast den gamle filen."
        )
    file = open_book(path)
    bok = read_course(file, dato).bok
    due, alle = due_rows(bok), alle_er_forfalt(bok)
    uten = without_people(bok) if alle else without_rows(bok, due)
    told = Slettet(
        noe=bool(due) or (alle and any(values_of(bok))),
        skrevet=False,
        rader=tuple(Counter(rad.ark for rad in bok.alle_rader() if rad in due).items()),
        alle=alle,
        endret=uten.endret,
        står=uten.står,
        ikke_med=tuple(not_carried(path, bok)),
        logg=path.with_name(f"{path.stem}.slettet.txt"),
        igjen=elsewhere(path),
    )
    if not (ja and told.noe):
        return told
    delinger = _nameless(read_delinger(file.sheets), uten)
    tall = _uncountable(bok, due, read_tall(file.sheets), alle=alle)
    data = _proven(uten, path, delinger, tall)[1]
    save(path, data, expect=file.sha256)
    _log(told)
    return told._replace(skrevet=True)


def etter(target: Path, gammel: Path, dato: date, fra: Path | None = None) -> Etterfølger:
    """Write the workbook of the next course from that of the last one, without its people.

    Raises `KursverktoyError` when anything about a person would be in any part of it, and when
    the course is to be filled from exchange data, `fra`, too.
    """
    from kursverktoy.course.following import following  # noqa: PLC0415
    from kursverktoy.course.persons import contents  # noqa: PLC0415
    from kursverktoy.documents.anonymous import experience  # noqa: PLC0415

    if fra is not None:
        raise KursverktoyError("Velg enten --etter eller --fra. Begge kan ikke fylle samme bok.")
    refuse_unless(".xlsx", target)
    bok = les(gammel, dato).bok
    neste = following(bok, dato)
    learnt = Behov(
        behov_id=_next_number(neste.uten.bok.behov),
        type=Behovstype.TIDLIGERE_KURS,
        kilde=f"Tall uten personer fra {bok.kurs.kurs_id or 'forrige kurs'}",
        dato=dato,
        funn=experience(bok),
    )
    course = replace(neste.uten.bok, behov=(*neste.uten.bok.behov, learnt))
    sjekket, data = _proven(neste.uten._replace(bok=course), target)
    save(target, data, overwrite=False)
    return Etterfølger(sjekket, contents(course), neste.nytt, neste.uten.endret, neste.uten.står)


def _proven(
    uten: "Uten",
    name: Path,
    delinger: Sequence[SharingRow] = (),
    tall: Sequence[tuple[str, str]] = (),
) -> tuple[Sjekket, bytes]:
    """Return a course without people in its workbook, in which nothing of them is found."""
    from kursverktoy.course.cleaning import houses  # noqa: PLC0415
    from kursverktoy.course.fresh import fresh  # noqa: PLC0415
    from kursverktoy.workbook.builder import build  # noqa: PLC0415
    from kursverktoy.workbook.leaks import refuse_leaks  # noqa: PLC0415

    sjekket, data = built(Lest(uten.bok, ()), name, delinger, tall)
    own = build(replace(fresh(uten.bok.dato), kurs=type(uten.bok.kurs)(målform=uten.bok.målform)))
    refuse_leaks(data, uten.borte, own=own, houses=houses(uten.bok))
    return sjekket, data


def _uncountable(
    bok: Kursbok, due: Collection[Rad], earlier: tuple[tuple[str, str], ...], *, alle: bool
) -> tuple[tuple[str, str], ...]:
    """Return the figures that can't be counted once the rows that are due are gone."""
    from kursverktoy.documents.anonymous import intake_figures, kept_figures  # noqa: PLC0415

    if alle:
        return kept_figures(bok, earlier)
    return intake_figures(bok, earlier) if any(isinstance(r, Kandidat) for r in due) else earlier


def _nameless(delinger: Iterable[SharingRow], uten: "Uten") -> tuple[SharingRow, ...]:
    """Return the log of what was shared, without the names of those who are gone."""
    from kursverktoy.course.cleaning import NAVN  # noqa: PLC0415
    from kursverktoy.course.sought import Sought  # noqa: PLC0415

    gone = Sought(uten.borte.names)
    return tuple(
        {
            heading: gone.replaced(cell, NAVN) if isinstance(cell, str) else cell
            for heading, cell in row.items()
        }
        for row in delinger
    )


def _next_number(rows: Sequence[Behov]) -> str:
    """Return the number after the highest: B12 after B11."""
    taken = [int(rad.id[1:]) for rad in rows if rad.id and rad.id[1:].isdecimal()]
    return f"B{max(taken, default=0) + 1:02}"


def _log(slettet: Slettet) -> None:
    """Add a line on what was deleted, with neither names nor numbers of people."""
    now = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
    rows = ", ".join(f"{ark} {count}" for ark, count in slettet.rader) or "ingen rader"
    staff = " Ansatte og kontaktpersoner er tatt ut." if slettet.alle else ""
    names = f" Navn byttet ut i {len(slettet.endret)} tekster." if slettet.endret else ""
    line = f"{now}  Slettet fra arbeidsboka: {rows}.{staff}{names}\n"
    path = slettet.logg
    try:
        save(path, (path.read_bytes() if path.exists() else b"") + line.encode())
    except (OSError, KursverktoyError) as error:
        raise KursverktoyError(
            f"Opplysningene er slettet, men det ble ikke skrevet i «{path.name}». Skriv selv ned "
            f"hva som er gjort: {line.strip()}"
        ) from error
