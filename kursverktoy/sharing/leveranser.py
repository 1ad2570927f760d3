"""Everything that has been delivered from a workbook, by what a returned copy tells of it."""

from collections.abc import Iterator, Mapping, Sequence

from kursverktoy.course.kursbok import ARK_ETTER_NAVN
from kursverktoy.course.schema import columns
from kursverktoy.sharing.delivery import DeliveredRow, Delivery
from kursverktoy.workbook.layout import fold

Overskrifter = Mapping[str, Mapping[str, str]]
"""Tab → heading, folded → field."""


class Leveranser:
    """The deliveries of one workbook."""

    def __init__(self, deliveries: Sequence[Delivery]) -> None:
        self.alle: Mapping[str, Delivery] = {delivery.id: delivery for delivery in deliveries}
        self.rader: Mapping[str, tuple[Delivery, DeliveredRow]] = {
            row.rad_id: (delivery, row) for delivery in deliveries for row in delivery.rader
        }
        # All rows of a tab of one delivery show the same columns.
        tabs = [row for d in deliveries for row in {row.ark: row for row in d.rader}.values()]
        self.kilder: Mapping[str, str] = {row.ark: row.kilde for row in tabs}
        """Tab → the sheet of the workbook it was made from."""
        self._redigerbare = {(row.ark, felt) for row in tabs for felt in row.redigerbar}
        self._overskrifter = {delivery.id: _headings(delivery) for delivery in deliveries}

    def redigerbare(self, tab: str) -> list[str]:
        """Return the fields of a tab that a partner may change."""
        return sorted(felt for ark, felt in self._redigerbare if ark == tab)

    def overskrifter(self, first: str) -> Overskrifter:
        """Return what the headings of each tab may be; those of the delivery `first` count most."""
        found: dict[str, dict[str, str]] = {}
        for id_ in sorted(self._overskrifter, key=lambda each: (each != first, each)):
            for tab, names in self._overskrifter[id_].items():
                found[tab] = {**names, **found.get(tab, {})}
        return found


def _headings(delivery: Delivery) -> Overskrifter:
    found: dict[str, dict[str, str]] = {}
    for row in {row.ark: row for row in delivery.rader}.values():
        tab = found.setdefault(row.ark, {})
        for heading, felt in _spellings(delivery, row):
            tab.setdefault(fold(heading), felt)
    return found


def _spellings(delivery: Delivery, row: DeliveredRow) -> Iterator[tuple[str, str]]:
    told = delivery.overskrifter.get(row.ark, {})
    yield from ((heading, felt) for felt, heading in told.items())
    declared = columns(ARK_ETTER_NAVN[row.kilde])
    for felt in row.verdier:
        if felt in declared:
            yield from ((declared[felt].heading(form), felt) for form in ("nb", "nn"))
        yield felt, felt
