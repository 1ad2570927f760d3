"""What the documents are made of: the values that all templates know, and how they are found.

A context class is the list of its document's top-level names: each public property is a
placeholder. The docstrings of the properties are Norwegian because they are printed:
`templates/README.md` shows them to the people who edit templates in Word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, TypeVar

from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Kategori, Partnertype
from kursverktoy.course.schema import Rad, columns
from kursverktoy.documents.views import Cell

R = TypeVar("R", bound=Rad)
Grouped = tuple[tuple[str, tuple[R, ...]], ...]
"""Rows by a heading, as pairs that a template unpacks: `{% for kategori, rader in … %}`."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen when documents are made, and stands in no cell."""

    vis_delvis: bool = True
    """Whether a certificate shows the goals that are partly reached; the participant decides."""
    språk: str | None = None
    """The language asked for: nb, nn or en. None: the partner's, or else the course's."""
    duplikat: bool = False
    """Whether it is a duplicate of what has been issued."""
    erstatter: str | None = None
    """The certificate it replaces, as «KJ-2026-H-03 av 20. november 2026»; `issuing` says which."""


@dataclass(frozen=True)
class Context:
    """The values of one document, made for one row of a course."""

    bok: Kursbok
    rad: Rad
    choices: Choices = Choices()
    draft: bool = False
    språk: str = "nb"
    """The language it is written in: nb, nn or en."""

    document: ClassVar[str]
    """The code of the document, such as D5."""

    @property
    def kurs(self) -> Kurs:
        """Kurset."""
        return self.bok.kurs

    @property
    def eier(self) -> Partner | Cell:
        """Partneren som eier kurset."""
        return self.bok.eier or Cell(self.kurs, "eier")

    @property
    def koordinator(self) -> Fagperson | Cell:
        """Personen som holder i kurset."""
        return self.bok.koordinator or Cell(self.kurs, "koordinator")

    @property
    def dato(self) -> date:
        """Dagen dokumentet er laget."""
        return self.bok.dato

    @property
    def utkast(self) -> bool:
        """Ja når feil gjenstår i det dokumentet bygger på. Da står «UTKAST» på hver side."""
        return self.draft

    def values(self) -> Mapping[str, object]:
        """Return every placeholder with its value, rows not yet behind a view."""
        return self._values

    @cached_property
    def _values(self) -> Mapping[str, object]:
        return {name: getattr(self, name) for name in placeholders(type(self))}

    def rows(self) -> Iterator[Rad]:
        """Yield the rows the document is made from."""
        yield from _rows(tuple(self.values().values()))


_PLACEHOLDERS: dict[type[Context], Mapping[str, property]] = {}


def placeholders(context: type[Context]) -> Mapping[str, property]:
    """Return the top-level names of a document's template, those of all documents first."""
    found = _PLACEHOLDERS.get(context)
    if found is None:
        found = _PLACEHOLDERS[context] = {
            name: value
            for kind in reversed(context.__mro__)
            for name, value in vars(kind).items()
            if isinstance(value, property) and not name.startswith("_")
        }
    return found


def _rows(value: object) -> Iterator[Rad]:
    match value:
        case Rad():
            yield value
        case Cell():
            yield value.rad
        case tuple():
            for each in value:
                yield from _rows(each)


class PersonContext(Context):
    """What the documents about one person share."""

    rad: Avslutning | Kartlegging | Plan | Praksis

    @property
    def navn(self) -> str | Cell:
        """Navnet: fornavn og etternavn på den dokumentet er om."""
        person = self._person
        if person is None:
            return Cell(self.rad, "kandidat")
        mangler = person.mangler("fornavn", "etternavn")
        return Cell(person, mangler[0]) if mangler else person.fullt_navn

    @property
    def _person(self) -> Kandidat | None:
        return self.bok.kandidat(self.rad.kandidat_id)


class ParticipantContext(PersonContext):
    """What the documents about one participant share."""

    def rows(self) -> Iterator[Rad]:
        """Yield also the goals that the document leaves out: an error there is an error here."""
        yield from super().rows()
        yield from self.bok.planmål_for(self.rad.kandidat_id)

    @property
    def deltaker(self) -> Kandidat | None:
        """Deltakeren dokumentet er for."""
        return self._person

    @property
    def plan(self) -> Plan | Cell:
        """Opplæringsplanen til deltakeren."""
        return self._plan or Cell(self.rad, "kandidat")

    @property
    def løp(self) -> tuple[Modul, ...]:
        """Modulene i løpet til deltakeren: felles og tilpassede, og egen spesialisering."""
        valgt = self._plan.spesialisering if self._plan else None
        return self.bok.løp(valgt)

    @property
    def timer_planlagt(self) -> float:
        """Timene i løpet til deltakeren, slik de er planlagt."""
        return sum(m.timer or 0 for m in self.løp)

    @property
    def _plan(self) -> Plan | None:
        return self.bok.plan_for(self.rad.kandidat_id)


def outward_name(bok: Kursbok, partner: Partner) -> Cell:
    """Return the name of a partner as those outside may read it in a document about someone.

    For the unit of the introduction programme that is the municipality: the unit's own name
    would tell why the participant is there.
    """
    if partner.partnertype == Partnertype.INTRODUKSJONSENHETEN:
        return Cell(bok.kurs, "behandlingsansvarlig")
    return Cell(partner, "partnernavn")


def answered_yes(kurs: Kurs, prefix: str, språk: str) -> tuple[str, ...]:
    """Return the headings of the columns `prefix`1, 2 … that say Ja, without their numbers."""
    chosen = (
        field.heading(språk).partition(": ")[2]
        for name, field in columns(Kurs).items()
        if name[:-1] == prefix and getattr(kurs, name)
    )
    return tuple(text[:1].upper() + text[1:] for text in chosen)


def by_category(
    rows: Iterable[R], goal: Callable[[R], Læringsmål | None]
) -> tuple[tuple[str, tuple[R, ...]], ...]:
    """Return `rows` under the category of their goal, in the order of the six categories.

    Categories the coordinator has added come last; rows whose goal or category is not known
    are left out.
    """
    groups: dict[str, list[R]] = {kategori: [] for kategori in Kategori}
    for row in rows:
        found = goal(row)
        if found and found.kategori:
            groups.setdefault(found.kategori, []).append(row)
    return tuple((str(kategori), tuple(group)) for kategori, group in groups.items() if group)


def goals_by_category(bok: Kursbok, planmål: Iterable[Planmål]) -> Grouped[Planmål]:
    """Return goals of a plan by category, within each in the order of the sheet Læringsmål."""
    order = {mål.mål_id: number for number, mål in enumerate(bok.læringsmål)}
    in_order = sorted(planmål, key=lambda pm: order.get(pm.mål_id, len(order)))
    return by_category(in_order, lambda pm: bok.mål(pm.mål_id))
