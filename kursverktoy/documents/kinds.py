"""The kinds of documents, as data: whom each is made for, what stops it, what it is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Partnerstatus
from kursverktoy.course.schema import Rad
from kursverktoy.documents.agreement import Samarbeidsavtale
from kursverktoy.documents.certificate import Kursbevis
from kursverktoy.documents.context import Context
from kursverktoy.documents.plan import Opplæringsplan
from kursverktoy.workbook.names import safe_name


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document; each is made by the same few steps."""

    code: str
    """As in `Column.documents`."""
    command: str
    """The word that asks for all of them."""
    name: str
    """As it stands in file names, of documents and of templates."""
    title: str
    context: type[Context]
    sheet: str
    """The sheet with the rows that documents are made for."""
    rows: Callable[[Kursbok], tuple[Rad, ...]]
    without: Callable[[Kursbok], tuple[Rad, ...]]
    """The people who should have such a row and have none."""
    blockers: frozenset[str]
    """Codes of findings that stop the document when they are about its rows."""

    def template_name(self, målform: str) -> str:
        """Return the file name of the template in a written standard, nb or nn."""
        return f"{self.code}_{self.name}_{målform}.docx"

    def file_name(self, bok: Kursbok, id: str) -> str:
        """Return `KJ-2026-H_kursbevis_K03_2026-11-20.docx`: no name of a person, ASCII only."""
        kurs, row = safe_name(bok.kurs.kurs_id or "kurs", ""), safe_name(id, "")
        return f"{kurs}_{self.name}_{row}_{bok.dato.isoformat()}.docx"


def _partnere(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(
        p
        for p in bok.partnere
        if p.id and p.status != Partnerstatus.IKKE_AKTUELL and p.id != bok.kurs.eier_partner_id
    )


def _planer(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(p for p in map(bok.plan_for, _deltakere(bok)) if p)


def _avslutninger(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(a for a in map(bok.avslutning_for, _deltakere(bok)) if a)


def _uten_plan(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(k for k in bok.deltakere if not bok.plan_for(k.id))


def _uten_avslutning(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(k for k in bok.deltakere if not bok.avslutning_for(k.id))


def _deltakere(bok: Kursbok) -> list[str]:
    return [k.id for k in bok.deltakere if k.id]


KINDS: Mapping[str, Kind] = {
    kind.command: kind
    for kind in (
        Kind(
            "D1",
            "avtaler",
            "samarbeidsavtale",
            "Samarbeidsavtale",
            Samarbeidsavtale,
            "Partnere",
            _partnere,
            lambda _: (),
            frozenset({"KUR-01", "PAR-01", "PAR-02"}),
        ),
        Kind(
            "D3",
            "planer",
            "opplaeringsplan",
            "Individuell opplæringsplan",
            Opplæringsplan,
            "Planer",
            _planer,
            _uten_plan,
            frozenset({"KUR-01", "PLA-01", "PLA-02", "PM-01", "PM-02", "PM-03"}),
        ),
        Kind(
            "D5",
            "bevis",
            "kursbevis",
            "Kursbevis",
            Kursbevis,
            "Avslutning",
            _avslutninger,
            _uten_avslutning,
            frozenset({"KUR-01", "AVS-01", "AVS-02", "PLA-01", "PM-01", "PM-02", "PM-03"}),
        ),
    )
}
"""Every kind by its command word, in the order of the course."""
