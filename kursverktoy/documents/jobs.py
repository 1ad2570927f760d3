"""Which documents to make, under which names, and what in the workbook stands in their way."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kursverktoy.course.cells import key
from kursverktoy.course.funn import Alvor, Funn
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.schema import Rad, columns
from kursverktoy.documents.kinds import Kind
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.names import name_key
from kursverktoy.workbook.saving import LONGEST_PATH

_LONGEST_VERSION = len("_v99")
_DUPLICATE = "duplikat"

Marks = Callable[[Kind, Rad], tuple[str, ...]]
"""What sets a document apart from the one that is usually made for a row: its language."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make."""

    kind: Kind
    rad: Rad
    """The row it is for; where there is none, the person who should have had one."""
    fil: Path
    id: str
    """What it is about: a partner's or a candidate's number, or the course's code."""
    label: str
    """Its file name without the day, by which it is known; a duplicate has its original's."""
    has_row: bool = True

    def is_for(self, wanted: Collection[str]) -> bool:
        """Whether one of the ids in `wanted`, as `key` gives them, asks for it."""
        person = getattr(self.rad, "kandidat_id", None)
        return any(key(id) in wanted for id in (self.id, self.rad.id, person) if id)

    def rows_of_the_person(self, bok: Kursbok) -> tuple[Rad, ...]:
        """Return what there is about someone whose row is missing."""
        return tuple(rad for rad in bok.alle_rader() if rad.id == self.rad.id)


def jobs_of(  # noqa: PLR0913  what a coordinator can choose
    bok: Kursbok,
    funn: Sequence[Funn],
    folder: Path,
    kinds: Sequence[Kind],
    ids: Collection[str],
    *,
    marks: Marks,
    duplicate: bool,
) -> list[Job]:
    """Return what to make: for all rows, or for `ids` alone when there are any.

    A duplicate has the label of its original, and a file name of its own.

    Raises `KursverktoyError` when an id gets none of the documents, when two documents would
    have one name, or when a path is longer than Windows takes.
    """
    wanted = {key(id) for id in ids}
    jobs = [
        job
        for kind in kinds
        for job in _jobs(bok, kind, folder, marks, duplicate=duplicate)
        if (not wanted or job.is_for(wanted))
        # Without being asked for, a person without a row is only told where a rule asks for it.
        and (job.has_row or wanted or blocking(job, job.rows_of_the_person(bok), funn))
    ]
    _refuse_unknown(ids, jobs)
    _refuse_collisions(jobs)
    _refuse_long_paths(jobs)
    return jobs


def _jobs(
    bok: Kursbok, kind: Kind, folder: Path, marks: Marks, *, duplicate: bool
) -> Iterator[Job]:
    rows = [(rad, True) for rad in kind.rows(bok)] + [(rad, False) for rad in kind.without(bok)]
    for rad, has_row in rows:
        own = marks(kind, rad)
        label = kind.label(bok, rad, *own)
        name = kind.label(bok, rad, _DUPLICATE, *own) if duplicate else label
        fil = folder / f"{name}_{bok.dato.isoformat()}.docx"
        yield Job(kind, rad, fil, kind.number(bok, rad) or rad.id or "", label, has_row)


def _refuse_unknown(ids: Iterable[str], jobs: Iterable[Job]) -> None:
    made = list(jobs)
    unknown = [id for id in ids if not any(job.is_for({key(id)}) for job in made)]
    if unknown:
        raise KursverktoyError(
            f"Det er ingen dokumenter å lage for {', '.join(unknown)}. Se at nummeret står i "
            "arbeidsboka, som P06 for en partner eller K03 for en deltaker, og at dokumentet lages "
            "for dem."
        )


def _refuse_collisions(jobs: Iterable[Job]) -> None:
    taken: dict[str, Job] = {}
    for job in jobs:
        other = taken.setdefault(name_key(job.fil.name), job)
        if other is not job:
            raise KursverktoyError(
                f"{other.id} og {job.id} ville fått samme filnavn, «{job.fil.name}». "
                "Gi den ene et annet nummer i arbeidsboka."
            )


def _refuse_long_paths(jobs: Iterable[Job]) -> None:
    for job in jobs:
        length = len(str(job.fil.absolute())) + _LONGEST_VERSION
        if length > LONGEST_PATH:
            raise KursverktoyError(
                f"Stien til «{job.fil.name}» blir {length} tegn, og Windows tar {LONGEST_PATH}. "
                "Velg en mappe med kortere sti."
            )


def blocking(job: Job, rows: Collection[Rad], funn: Iterable[Funn]) -> tuple[Funn, ...]:
    """Return the findings that stop a document made from `rows`."""
    return tuple(
        f
        for f in funn
        if f.alvor is Alvor.FEIL and f.kode in job.kind.blockers and _is_about(f, rows)
    )


def remaining_errors(job: Job, rows: Collection[Rad], funn: Iterable[Funn]) -> tuple[Funn, ...]:
    """Return the errors that make a document a draft.

    Those about its rows, in columns it may show, and those about a whole sheet it draws on.
    """
    return tuple(
        f
        for f in funn
        if f.alvor is Alvor.FEIL
        and _may_show(job.kind.sight, f)
        and (_is_about(f, rows) or (f.rad is None and f.id is None))
    )


def _is_about(funn: Funn, rows: Iterable[Rad]) -> bool:
    same_sheet = (rad for rad in rows if rad.ark == funn.ark)
    return any(_is_row(funn, rad) for rad in same_sheet)


def _is_row(funn: Funn, rad: Rad) -> bool:
    # On Kurs every field has a row of its own, and the sheet holds one course.
    if rad.ark == "Kurs":
        return True
    return funn.rad == rad.rad if funn.rad and rad.rad else funn.id == rad.id


def _may_show(document: str, funn: Funn) -> bool:
    sheet = ARK_ETTER_NAVN.get(funn.ark)
    if sheet is None:
        return False
    fields = columns(sheet)
    about = fields.get(funn.felt or "")
    return any(field.may_show(document) for field in ([about] if about else fields.values()))
