"""The verbs about documents and their templates: skriv, register, maler."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.verbs.targets import make_folder, refuse_unless
from kursverktoy.verbs.workbook import les, sjekk
from kursverktoy.workbook.saving import save

if TYPE_CHECKING:
    from kursverktoy.documents.contexts.context import Choices
    from kursverktoy.documents.linter.maler import Malsjekk
    from kursverktoy.documents.mailmerge.conversion import Omgjøring
    from kursverktoy.documents.register.listing import Dokumentliste
    from kursverktoy.documents.result import PdfProgress, Progress, Skriveresultat


def skriv(  # noqa: PLR0913  what a coordinator can choose
    path: Path,
    folder: Path,
    dato: date,
    *,
    hva: Sequence[str] = (),
    ids: Collection[str] = (),
    maler: Path | None = None,
    choices: "Choices | None" = None,
    vis: bool = False,
    progress: "Progress | None" = None,
) -> "Skriveresultat":
    """Write the documents of a course into `folder`; with `vis` only tell what would be written.

    `hva` names kinds («avtaler», «planer», «bevis») and `ids` rows; all of them unless named.
    """
    from kursverktoy.documents.contexts.context import Choices  # noqa: PLC0415
    from kursverktoy.documents.kinds import named  # noqa: PLC0415
    from kursverktoy.documents.writing import skriv as write  # noqa: PLC0415

    kinds = named(hva)
    sjekket = sjekk(path, dato, alt=True)
    return write(
        sjekket.bok,
        sjekket.funn,
        kinds,
        ids or None,
        folder=folder,
        maler=maler,
        choices=choices or Choices(),
        vis=vis,
        progress=progress,
    )


def pdf(
    resultat: "Skriveresultat", folder: Path, progress: "PdfProgress | None" = None
) -> "Skriveresultat":
    """Make the PDFs that are missing or outdated beside the documents of `resultat`.

    Returns the result with what became of them. A machine without a program that makes PDF is
    told in a sentence of the result; the documents stand.
    """
    from kursverktoy.documents.pdf.batch import is_current, to_pdf  # noqa: PLC0415
    from kursverktoy.documents.register.register import opened  # noqa: PLC0415

    documents = [d.fil for d in resultat.dokumenter if d.kan_bli_pdf and not is_current(d.fil)]
    if not documents:
        return resultat
    try:
        with opened(folder) as register:
            made = to_pdf(documents, known=register.pdfs(), progress=progress)
            register.keep_pdfs({each.dokument: each.avtrykk for each in made if each.avtrykk})
    except KursverktoyError as error:
        return replace(resultat, merknader=(*resultat.merknader, str(error)))
    return replace(resultat, pdf=made)


def register(folder: Path, target: Path | None = None) -> "Dokumentliste":
    """Return what has been written into a folder, and how it is found; also as `target`.csv."""
    from kursverktoy.documents.register.listing import as_csv, documents_of  # noqa: PLC0415

    found = documents_of(folder)
    if target is not None:
        refuse_unless(".csv", target)
        save(target, as_csv(found.rader))
    return found


def maler(
    paths: Sequence[Path] = (),
    *,
    folder: Path | None = None,
    bok: Path | None = None,
    dato: date | None = None,
) -> "Malsjekk":
    """Look through templates: `paths`, or all in `folder`, or all we ship.

    With the workbook `bok`, read as on `dato`, they are filled for every row, and nothing is
    written.
    """
    from kursverktoy.documents.linter.maler import maler as look_through  # noqa: PLC0415

    course = les(bok, dato or date.today()).bok if bok else None  # noqa: DTZ011  her own day
    return look_through(paths, folder=folder, bok=course)


class Kommentert(NamedTuple):
    """What became of the copies with comments."""

    kopier: tuple[Path, ...]
    trøbbel: tuple[str, ...]
    """Why there are not more of them: sentences with what to do."""


def kommenter(sjekket: "Malsjekk", target: Path, dato: date) -> Kommentert:
    """Write a copy of each template with findings into `target`, with a Word comment for each.

    The templates themselves are untouched. A copy that can't be written costs no other.
    """
    from kursverktoy.documents.linter.comments import commented, notes_of  # noqa: PLC0415

    copies: list[Path] = []
    trouble: list[str] = []
    for path in sjekket.filer:
        notes = notes_of(path.name, sjekket.funn)
        if not notes:
            continue
        try:
            _refuse_own_folder(path, target)
            data = commented(path.name, _read(path), notes, dato)
            make_folder(target)
            save(target / path.name, data, overwrite=False)  # she may have mended the last one
            copies.append(target / path.name)
        except KursverktoyError as error:
            trouble.append(str(error))
    return Kommentert(tuple(copies), tuple(dict.fromkeys(trouble)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KursverktoyError(
            f"«{path.name}» finnes ikke eller kan ikke leses. Lukk den i Word, og prøv igjen."
        ) from error


def _refuse_own_folder(template: Path, folder: Path) -> None:
    if template.resolve().parent == folder.resolve():
        raise KursverktoyError(
            f"Kopien av «{template.name}» kan ikke ligge i mappen til malen selv. "
            "Velg en annen mappe."
        )


def konverter(source: Path, target: Path) -> "Omgjøring":
    """Turn a template of Word's mail merge into one of ours, and return the report.

    The name of `target` says which document it is for. An existing file is never overwritten.
    """
    from kursverktoy.documents.kinds import by_template_name  # noqa: PLC0415
    from kursverktoy.documents.linter.maler import template_names  # noqa: PLC0415
    from kursverktoy.documents.mailmerge.conversion import converted  # noqa: PLC0415

    known = by_template_name(target.name)
    if known is None:
        raise KursverktoyError(
            f"«{target.name}» er ikke navnet på en mal, så jeg vet ikke hvilket dokument den "
            f"skal bli. Velg et av disse: {', '.join(template_names())}."
        )
    result = converted(source.name, _read(source), known[0])
    make_folder(target.parent)
    save(target, result.mal, overwrite=False)
    return result
