"""Making the documents of a course, and putting them on the disk without losing anything.

One bad record costs only its own document. A file that lies there already is never written
over: it may have been edited, signed or sent.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kursverktoy.course.funn import Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import dokumenter, funn_av
from kursverktoy.documents.context import Choices, Context
from kursverktoy.documents.jobs import Job, blocking, jobs_of, remaining_errors
from kursverktoy.documents.kinds import SPRÅK, Kind
from kursverktoy.documents.result import Dokument, Progress, Skriveresultat, Utfall
from kursverktoy.documents.template import Template, open_template
from kursverktoy.documents.views import Cell, Sight
from kursverktoy.errors import KursverktoyError
from kursverktoy.shipped import shipped
from kursverktoy.workbook.saving import save

MOST_VERSIONS = 99


def skriv(  # noqa: PLR0913  what a coordinator can choose
    bok: Kursbok,
    funn: Sequence[Funn],
    kinds: Sequence[Kind],
    ids: Collection[str] | None = None,
    *,
    folder: Path,
    maler: Path | None = None,
    choices: Choices = Choices(),  # noqa: B008  it can't change
    progress: Progress | None = None,
) -> Skriveresultat:
    """Make the documents of `kinds` for the rows `ids`, or for all rows, in `folder`.

    `funn` is everything there is to find, also in sheets not begun: `sjekk(…, alt=True)`.
    `maler` is a folder with the coordinator's own templates. Raises `KursverktoyError`, before
    anything is written, when a template or the folder can't be used, an id is unknown, or names
    collide; after that, one bad record costs only its own document.
    """
    jobs = jobs_of(bok, funn, folder, kinds, ids or ())
    writer = _Writer(bok, funn, _Templates(maler or shipped("templates")), choices)
    for job in jobs:
        writer.templates.get(job.kind, writer.språk(job))
    if jobs:
        _make(folder)
    done: list[Dokument] = []
    for job in jobs:
        done.append(writer.write(job))
        if progress:
            progress(len(done), len(jobs), done[-1])
    return Skriveresultat(tuple(done))


@dataclass(frozen=True, slots=True)
class _Templates:
    """The templates of a folder, each opened once."""

    folder: Path
    opened: dict[str, Template] = field(default_factory=dict)

    def get(self, kind: Kind, wanted: str) -> tuple[Template, str, str]:
        """Return the template, its language, and a sentence when that is not the one wanted."""
        språk, remark = wanted, ""
        if språk != "nb" and not (self.folder / kind.template_name(språk)).exists():
            språk = "nb"
            remark = f"Det finnes ingen mal på {SPRÅK[wanted]}. Dokumentet er på bokmål."
        name = kind.template_name(språk)
        if name not in self.opened:
            self.opened[name] = open_template(self.folder / name)
        return self.opened[name], språk, remark


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all documents of one run share."""

    bok: Kursbok
    funn: Sequence[Funn]
    templates: _Templates
    choices: Choices

    def språk(self, job: Job) -> str:
        """Return the language wanted: the one asked for, the partner's own, or the course's."""
        own = getattr(job.rad, "målform", None)
        return self.choices.språk or own or self.bok.målform

    def write(self, job: Job) -> Dokument:
        """Make one document, whatever becomes of it."""
        if not job.has_row:
            return self._without_row(job)
        rows = tuple(job.kind.context(self.bok, job.rad, self.choices).rows())
        if stopped := blocking(job, rows, self.funn):
            return _done(job, Utfall.STANSET, stopped)
        errors = remaining_errors(job, rows, self.funn)
        template, språk, remark = self.templates.get(job.kind, self.språk(job))
        sight = Sight(self.bok, job.kind.sight)
        try:
            context = job.kind.context(self.bok, job.rad, self.choices, bool(errors), språk)
            data = self._render(job, template, sight, context)
            if sight.missing:
                return _done(job, Utfall.STANSET, map(self._missing, sight.missing))
            told = [self._draft(job, len(errors))] if errors else []
            return self._put(job, data, told, remark)
        except KursverktoyError as error:
            return _done(job, Utfall.MISLYKKET, merknad=str(error))

    def _without_row(self, job: Job) -> Dokument:
        stopped = blocking(job, job.rows_of_the_person(self.bok), self.funn)
        ask = "" if stopped else f"{job.id} mangler en rad på arket {job.kind.sheet}. Fyll den ut."
        return _done(job, Utfall.STANSET, stopped, ask)

    def _render(self, job: Job, template: Template, sight: Sight, context: Context) -> bytes:
        return template.render(
            {name: sight.show(value) for name, value in context.values().items()},
            title=f"{job.kind.title(context.språk)} – {self.bok.kurs.kursnavn}",
            day=self.bok.dato,
            målform=context.språk,
        )

    def _missing(self, cell: Cell) -> Funn:
        """Return the finding for an empty cell; one that can't be read has been told already."""
        ark = type(cell.rad).ark
        for f in self.funn:
            same = (f.ark, f.felt) == (ark, cell.felt) and f.rad == cell.rad.rad
            if same and cell.felt in cell.rad.unreadable:
                return f
        heading = f"«{self.bok.overskrift(type(cell.rad), cell.felt)}»"
        hit = cell.rad.treff(cell.felt, felt=heading, ark=f"arket {ark}")
        return funn_av(dokumenter.FELT_MANGLER, hit, self.bok)

    def _draft(self, job: Job, count: int) -> Funn:
        hit = job.rad.treff(job.rad.nøkkel[0], antall=count)
        return funn_av(dokumenter.UTKAST, hit, self.bok)

    def _put(self, job: Job, data: bytes, told: list[Funn], remark: str) -> Dokument:
        """Save a document beside whatever lies there already."""
        path = _free_or_same(job.fil, data)
        if path.exists():
            return _done(job, Utfall.UENDRET, told, remark, path)
        if path != job.fil:
            hit = job.rad.treff(job.rad.nøkkel[0], fil=job.fil.name)
            told = [*told, funn_av(dokumenter.ENDRET, hit, self.bok)]
        save(path, data, overwrite=False)
        return _done(job, Utfall.SKREVET, told, remark, path)


def _done(
    job: Job, utfall: Utfall, funn: Iterable[Funn] = (), merknad: str = "", fil: Path | None = None
) -> Dokument:
    return Dokument(job.kind.code, job.id, fil or job.fil, utfall, tuple(funn), merknad)


def _free_or_same(path: Path, data: bytes) -> Path:
    """Return the first of path, path_v2, path_v3 … that is free or holds these very bytes."""
    for version in range(1, MOST_VERSIONS + 1):
        place = path.with_stem(f"{path.stem}_v{version}") if version > 1 else path
        try:
            if place.read_bytes() == data:
                return place
        except FileNotFoundError:
            return place
        except OSError as error:
            raise KursverktoyError(
                f"«{place.name}» ligger i mappen og kan ikke leses. Lukk den, eller flytt den, "
                "og prøv igjen."
            ) from error
    raise KursverktoyError(
        f"Det ligger {MOST_VERSIONS} utgaver av «{path.name}» i mappen. Rydd bort de gamle."
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KursverktoyError(
            f"Mappen «{folder}» kan ikke lages. Velg en annen mappe for dokumentene."
        ) from error
