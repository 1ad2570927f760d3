"""What lies around a workbook that is to be closed: what to do first, and what to do by hand."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kursverktoy.course.cells import UnreadableError, day, text
from kursverktoy.workbook.files import FileBook
from kursverktoy.workbook.lister import SharingRow, read_delinger

ARKIVERES = ("D1", "D2", "D3", "D5")
"""The documents that the law says must be archived, by their codes."""


class Delt(NamedTuple):
    """A file that was shared, and is to be deleted by who got it."""

    fil: str
    mottaker: str
    frist: date | None


def shared(file: FileBook) -> tuple[Delt, ...]:
    """Return what was shared, as the deliveries beside the workbook and its sheet Delinger say."""
    from kursverktoy.sharing.delivery import deliveries_of  # noqa: PLC0415

    made = deliveries_of(file.path)
    known = {delivery.fil for delivery in made}
    delivered = (
        Delt(each.fil, each.partner_id, date.fromisoformat(each.frist))
        for each in made
        if not each.slettet
    )
    logged = (Delt(*_logged(row)) for row in read_delinger(file.sheets))
    others = (each for each in logged if each.fil not in known)
    return tuple(sorted((*delivered, *others), key=lambda each: (each.frist or date.max, each.fil)))


def _logged(row: SharingRow) -> tuple[str, str, date | None]:
    fil, mottaker, frist = (row.get(heading) for heading in ("Fil", "Mottaker", "Slettes innen"))
    try:
        return text(fil), text(mottaker), day(frist)
    except UnreadableError:
        return text(fil), text(mottaker), None


def to_do_first() -> tuple[str, ...]:
    """Return what to do before anything is deleted (KUR-11)."""
    from kursverktoy.documents.kinds import KINDS  # noqa: PLC0415

    titles = {kind.code: kind.title("nb").lower() for kind in KINDS.values()}
    documents = ", ".join(f"{titles[code]} ({code})" for code in ARKIVERES)
    return (
        f"Arkiver i saks- og arkivsystemet: {documents} og beslutningene om plass.",
        "Arkiver oversikten over kursbevis (nummer, navn og dato). Noen ber om duplikat senere.",
        "Skriv kursrapporten. Tallene teller ikke lenger dem som er slettet.",
        "Se at fristen for å klage er ute, og at ingen klage er til behandling.",
    )


def elsewhere(path: Path) -> tuple[str, ...]:
    """Return what lies elsewhere, and must be deleted by hand."""
    from kursverktoy.workbook.names import deliveries_beside  # noqa: PLC0415

    folder = deliveries_beside(path)
    beside = (
        (f"Mappen {folder.name}: det som er delt, og boka slik den var før hver fletting.",)
        if folder.exists()
        else ()
    )
    return (
        *beside,
        "Tidligere versjoner av boka i SharePoint, OneDrive eller Teams, og papirkurven der.",
        "Vedlegg i Sendte elementer og innboksen, også hos dem som har fått boka.",
        "Kopier i Nedlastinger, på skrivebordet, på minnepinner og på andre maskiner.",
        "Sikkerhetskopier. Spør IT hvor lenge de blir lagret.",
        "Mappen med dokumenter: avtaler, planer, kursbevis, PDF-er og tidligere utgaver.",
        "Filene partnerne har fått. Be dem bekrefte at de er slettet.",
        "Papir og det som er skrevet ut.",
    )
