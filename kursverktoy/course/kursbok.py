"""Everything a workbook says about one course, and the questions rules and documents ask of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.funn import Fase, Vurdering
from kursverktoy.course.lists import DELTAKER, FÅR_PLASS, Kandidatstatus, Modultype, Målstatus
from kursverktoy.course.schema import Rad, columns
from kursverktoy.course.terskler import Lister

ARK: tuple[type[Rad], ...] = (
    Kurs,
    Behov,
    Partner,
    Fagperson,
    Ansvar,
    Læringsmål,
    Modul,
    Kandidat,
    Kartlegging,
    Fortrolig,
    Plan,
    Planmål,
    Praksis,
    Oppfølging,
    Avslutning,
)
"""The input sheets, in workbook order."""
ARK_ETTER_NAVN: Mapping[str, type[Rad]] = {ark.ark: ark for ark in ARK}

R = TypeVar("R", bound=Rad)


@dataclass(frozen=True, slots=True)
class Plassering:
    """Where the fields of one sheet stand in the workbook.

    On Kurs every field has a row of its own and the answers share a column; on the other
    sheets every field has a column and each `Rad` knows its row.
    """

    kolonner: Mapping[str, int] = field(default_factory=dict)
    rader: Mapping[str, int] = field(default_factory=dict)


class Tallcelle(NamedTuple):
    """A cell with so many digits that it could be a national identity number."""

    ark: str
    rad: int
    kolonne: int
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Kursbok:
    """One course, as its workbook stands on a given day.

    Every row that is not blank is here, also when a cell of it could not be read.
    """

    dato: date
    """«Today» for every rule and document."""
    kurs: Kurs = field(default_factory=Kurs)
    behov: tuple[Behov, ...] = ()
    partnere: tuple[Partner, ...] = ()
    fagpersoner: tuple[Fagperson, ...] = ()
    ansvar: tuple[Ansvar, ...] = ()
    læringsmål: tuple[Læringsmål, ...] = ()
    moduler: tuple[Modul, ...] = ()
    kandidater: tuple[Kandidat, ...] = ()
    kartlegging: tuple[Kartlegging, ...] = ()
    fortrolig: tuple[Fortrolig, ...] = ()
    planer: tuple[Plan, ...] = ()
    planmål: tuple[Planmål, ...] = ()
    praksis: tuple[Praksis, ...] = ()
    oppfølging: tuple[Oppfølging, ...] = ()
    avslutning: tuple[Avslutning, ...] = ()
    lister: Lister = field(default_factory=Lister)
    vurderinger: tuple[Vurdering, ...] = ()
    plassering: Mapping[str, Plassering] = field(default_factory=dict)
    """Sheet name → where its fields stand."""
    tallceller: tuple[Tallcelle, ...] = ()
    """Cells anywhere in the workbook with eleven digits or more."""

    def rader(self, ark: type[R]) -> tuple[R, ...]:
        """Return the rows of a sheet; for Kurs the one row."""
        rows = getattr(self, ark.navn_i_bok)
        return rows if isinstance(rows, tuple) else (rows,)

    def alle_rader(self) -> Iterator[Rad]:
        """Yield every row of every sheet, in workbook order."""
        return (rad for ark in ARK for rad in self.rader(ark))

    @property
    def målform(self) -> str:
        """The course's written standard, nb or nn; bokmål until something else is chosen."""
        return self.kurs.målform or "nb"

    def overskrift(self, ark: type[Rad], felt: str) -> str:
        """Return the heading of a column in the course's written standard."""
        return columns(ark)[felt].heading(self.målform)

    @cached_property
    def _uleselige(self) -> Mapping[str, frozenset[str]]:
        return {
            ark.ark: frozenset().union(*(rad.unreadable for rad in self.rader(ark))) for ark in ARK
        }

    def lesbar(self, ark: type[Rad], felt: str) -> bool:
        """Whether a column is in the workbook and every cell of it can be read.

        Only then can a rule say that something is not there.
        """
        lost = bool(self.plassering) and ark.ark not in self.plassering
        return not lost and felt not in self._uleselige[ark.ark]

    @cached_property
    def _etter_nøkkel(self) -> Mapping[str, Mapping[str, Any]]:
        return {
            ark.ark: {key: rad for rad in reversed(self.rader(ark)) if (key := rad.id)}
            for ark in ARK
        }

    def slå_opp(self, ark: type[R], nøkkel: str | None) -> R | None:
        """Return the first row on `ark` with that key; None when there is none."""
        return self._etter_nøkkel[ark.ark].get(nøkkel) if nøkkel else None

    def partner(self, nøkkel: str | None) -> Partner | None:
        """Return the partner with that number."""
        return self.slå_opp(Partner, nøkkel)

    def person(self, nøkkel: str | None) -> Fagperson | None:
        """Return the member of staff with that number."""
        return self.slå_opp(Fagperson, nøkkel)

    def mål(self, nøkkel: str | None) -> Læringsmål | None:
        """Return the learning goal with that number."""
        return self.slå_opp(Læringsmål, nøkkel)

    def modul(self, nøkkel: str | None) -> Modul | None:
        """Return the module with that number."""
        return self.slå_opp(Modul, nøkkel)

    def kandidat(self, nøkkel: str | None) -> Kandidat | None:
        """Return the candidate with that number."""
        return self.slå_opp(Kandidat, nøkkel)

    def kartlegging_av(self, nøkkel: str | None) -> Kartlegging | None:
        """Return the assessment of a candidate."""
        return self.slå_opp(Kartlegging, nøkkel)

    def plan_for(self, nøkkel: str | None) -> Plan | None:
        """Return the training plan of a participant."""
        return self.slå_opp(Plan, nøkkel)

    def avslutning_for(self, nøkkel: str | None) -> Avslutning | None:
        """Return the closing row of a participant."""
        return self.slå_opp(Avslutning, nøkkel)

    @cached_property
    def _planmål(self) -> Mapping[str, tuple[Planmål, ...]]:
        return grouped(self.planmål, "kandidat_id")

    def planmål_for(self, nøkkel: str | None) -> tuple[Planmål, ...]:
        """Return all goals in a participant's plan, also those taken out."""
        return self._planmål.get(nøkkel or "", ())

    @cached_property
    def mål_i_planene(self) -> tuple[tuple[Plan, Planmål], ...]:
        """The rows of Planmål whose plan and goal are both known, each with its plan."""
        return tuple(
            (plan, pm)
            for pm in self.planmål
            if (plan := self.plan_for(pm.kandidat_id)) and self.mål(pm.mål_id)
        )

    def aktive_mål_for(self, nøkkel: str | None) -> tuple[Planmål, ...]:
        """Return the goals that still count in a participant's plan."""
        return tuple(pm for pm in self.planmål_for(nøkkel) if pm.status != Målstatus.UTGÅTT)

    @cached_property
    def _praksis(self) -> Mapping[str, tuple[Praksis, ...]]:
        return grouped(self.praksis, "kandidat_id")

    def praksis_for(self, nøkkel: str | None) -> tuple[Praksis, ...]:
        """Return the placements of a participant, as they stand on the sheet."""
        return self._praksis.get(nøkkel or "", ())

    @cached_property
    def _praksis_hos(self) -> Mapping[str, tuple[Praksis, ...]]:
        return grouped(self.praksis, "partner_id")

    def praksis_hos(self, nøkkel: str | None) -> tuple[Praksis, ...]:
        """Return the placements at a partner, as they stand on the sheet."""
        return self._praksis_hos.get(nøkkel or "", ())

    @cached_property
    def _oppfølging(self) -> Mapping[str, tuple[Oppfølging, ...]]:
        return grouped(self.oppfølging, "kandidat_id")

    def oppfølging_for(self, nøkkel: str | None) -> tuple[Oppfølging, ...]:
        """Return the conversations with a participant, as they stand on the sheet."""
        return self._oppfølging.get(nøkkel or "", ())

    @cached_property
    def under_vurdering(self) -> tuple[Kandidat, ...]:
        """Candidates beyond «Foreslått»: someone has begun to consider them."""
        return tuple(
            k for k in self.kandidater if k.status and k.status != Kandidatstatus.FORESLÅTT
        )

    @cached_property
    def deltakere(self) -> tuple[Kandidat, ...]:
        """Those who take part or took part."""
        return tuple(k for k in self.kandidater if k.status in DELTAKER)

    @cached_property
    def med_plass(self) -> tuple[Kandidat, ...]:
        """Participants, and candidates with an offer."""
        return tuple(k for k in self.kandidater if k.status in FÅR_PLASS)

    @cached_property
    def eier(self) -> Partner | None:
        """The partner that owns the course."""
        return self.partner(self.kurs.eier_partner_id)

    @cached_property
    def koordinator(self) -> Fagperson | None:
        """The person who runs the course."""
        return self.person(self.kurs.koordinator_person_id)

    @cached_property
    def faser(self) -> frozenset[Fase]:
        """The phases that have opened by the day of the book (domene.md §3)."""
        start, slutt = self.kurs.startdato, self.kurs.sluttdato
        åpne = {Fase.ALLTID, Fase.PLANLEGGING}
        if self.kandidater:
            åpne.add(Fase.INNTAK)
        if self.planer or (start and self.dato >= start):
            åpne.add(Fase.GJENNOMFØRING)
        if self.avslutning or (slutt and self.dato >= slutt):
            åpne.add(Fase.AVSLUTNING)
        return frozenset(åpne)

    @cached_property
    def tom(self) -> bool:
        """Whether the coordinator has filled nothing at all; prefilled cells don't count."""
        unanswered = len(self.kurs.mangler(*columns(Kurs))) == len(columns(Kurs))
        return unanswered and not any(self.påbegynt(ark) for ark in ARK)

    def påbegynt(self, ark: type[Rad]) -> bool:
        """Whether the coordinator has begun to fill a sheet; prefilled cells don't count."""
        if ark is Kurs:
            return bool(self.kurs.kursnavn)
        own = [name for name, f in columns(ark).items() if not f.column.prefilled]
        return any(len(rad.mangler(*own)) < len(own) for rad in self.rader(ark))

    def løp(self, spesialisering: str | None) -> tuple[Modul, ...]:
        """Return a participant's path: every module for all, and the chosen specialisation."""
        return tuple(
            m
            for m in self.moduler
            if m.type != Modultype.SPESIALISERT or (m.modul_id and m.modul_id == spesialisering)
        )

    def kursuker(self) -> tuple[tuple[int, int], ...]:
        """Return the (ISO year, week) of every week with a course day; empty without dates."""
        return self._kursuker

    @cached_property
    def _kursuker(self) -> tuple[tuple[int, int], ...]:
        start, slutt = self.kurs.startdato, self.kurs.sluttdato
        if not start or not slutt:
            return ()
        monday = start - timedelta(days=start.weekday())
        count = max(0, (slutt - monday).days // 7 + 1)
        weeks = (monday + timedelta(weeks=n) for n in range(min(count, 200)))
        return tuple((w.isocalendar().year, w.isocalendar().week) for w in weeks)


def grouped(rows: Iterable[R], felt: str) -> Mapping[str, tuple[R, ...]]:
    """Return `rows` by the text in `felt`, in their order; rows without it are left out."""
    groups: dict[str, list[R]] = {}
    for rad in rows:
        if value := getattr(rad, felt):
            groups.setdefault(value, []).append(rad)
    return {value: tuple(group) for value, group in groups.items()}
