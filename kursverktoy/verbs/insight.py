"""The verbs that tell what is held about people: innsyn and protokoll."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.verbs.targets import refuse_unless
from kursverktoy.verbs.workbook import les
from kursverktoy.workbook.saving import save

if TYPE_CHECKING:
    from kursverktoy.documents.insight import Gitt


class Innsyn(NamedTuple):
    """A document with all that is held about one person."""

    rader: int
    ark: int
    """How many rows, from how many sheets."""
    merknader: tuple[str, ...]
    """What to look at before it is handed over, in sentences."""


def innsyn(path: Path, id: str, target: Path, dato: date, dokumenter: Path | None = None) -> Innsyn:
    """Write all that is held about one person as a Word document, for that person.

    `dokumenter` is the folder with the documents of the course, to tell which are about them.
    An existing file is never overwritten. Raises `KursverktoyError` when nobody has the number.
    """
    from kursverktoy.documents.insight import insight, the_one  # noqa: PLC0415
    from kursverktoy.documents.pages import as_document  # noqa: PLC0415
    from kursverktoy.documents.register.listing import documents_of  # noqa: PLC0415

    refuse_unless(".docx", target)
    rows = documents_of(dokumenter).rader if dokumenter else None
    bok = les(path, dato).bok
    person = the_one(bok, id)
    found = insight(bok, id, _given(path, bok, person), rows)
    save(target, as_document(found.side), overwrite=False)
    return Innsyn(found.rader, found.ark, found.merknader)


def _given(path: Path, bok: Kursbok, person: Kandidat) -> "tuple[Gitt, ...]":
    """Return what the deliveries beside a workbook say that partners were given of a person."""
    from kursverktoy.documents.insight import Gitt  # noqa: PLC0415
    from kursverktoy.sharing.delivery import column_of, deliveries_of  # noqa: PLC0415

    own = {
        (rad.ark, rad.id)
        for rad in bok.alle_rader()
        if getattr(rad, "kandidat_id", None) == person.id
    }
    found = []
    for delivery in deliveries_of(path):
        felt = tuple(
            column_of(row.kilde, name)
            for row in delivery.rader
            if person.id in (*row.nøkkel, row.verdier.get("kandidat_id"))
            or (row.kilde, " ".join(row.nøkkel)) in own
            for name, value in row.verdier.items()
            if value is not None
        )
        if felt:
            day = date.fromisoformat(delivery.laget[:10])
            found.append(Gitt(day, delivery.partner_id, felt))
    return tuple(found)


def protokoll(path: Path, target: Path, dato: date) -> None:
    """Write a record of what the course does with personal data, for the data protection officer.

    An existing file is never overwritten.
    """
    from kursverktoy.documents.pages import as_document  # noqa: PLC0415
    from kursverktoy.documents.processing import processing  # noqa: PLC0415

    refuse_unless(".docx", target)
    save(target, as_document(processing(les(path, dato).bok)), overwrite=False)
