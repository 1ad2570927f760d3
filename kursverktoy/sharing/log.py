"""The log of what has been shared: numbers and days, no names, and what is due to be deleted."""

from collections.abc import Iterable
from datetime import date, datetime

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.sharing.delivery import Delivery
from kursverktoy.workbook.lister import SHARING_HEADINGS, SharingRow


def personer(delivery: Delivery) -> tuple[str, ...]:
    """Return the numbers of those a delivery told about."""
    told = (rad.nøkkel[0] for rad in delivery.rader if rad.kilde == Kandidat.ark)
    return tuple(dict.fromkeys(told))


def log_rows(deliveries: Iterable[Delivery]) -> list[SharingRow]:
    """Return the rows of the sheet Delinger, in the order of `deliveries`."""
    return [
        dict(
            zip(
                SHARING_HEADINGS,
                (
                    datetime.fromisoformat(each.laget),
                    each.fil,
                    each.partner_id,
                    each.nivå,
                    len(personer(each)),
                    each.sha256,
                    date.fromisoformat(each.frist),
                ),
                strict=True,
            )
        )
        for each in deliveries
    ]


def overdue(deliveries: Iterable[Delivery], dato: date) -> list[Delivery]:
    """Return those the partner should have deleted by now, and has not said that it has."""
    return [each for each in deliveries if not each.slettet and each.frist < dato.isoformat()]
