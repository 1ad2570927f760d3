"""Making the documents of a course, and putting them on the disk without losing anything.

One bad record costs only its own document. What the tool wrote itself and nobody has touched
gives way to its next version; any other file that lies there may have been edited, signed or
sent, and is never written over or moved.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path

from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.funn import Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import dokumenter, funn_av
from kursverktoy.course.regler import skriv as in_text
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.jobs import Job, jobs_of
from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.making import Maker
from kursverktoy.documents.paper import Document, Known, Made
from kursverktoy.documents.register import issuing, reasons
from kursverktoy.documents.register.basis import Fingerprints
from kursverktoy.documents.register.entry import Oppføring, Tilstand, digest_of
from kursverktoy.documents.register.register import Register, opened
from kursverktoy.documents.register.unknown import Holder, Unknown
from kursverktoy.documents.result import Dokument, Progress, Skriveresultat, Utfall
from kursverktoy.documents.templates import Languages, templates_in
from kursverktoy.documents.workers import made
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.names import safe_name
from kursverktoy.workbook.saving import cause, save

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
    vis: bool = False,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Skriveresultat:
    """Make the documents of `kinds` for the rows `ids`, or for all rows, in `folder`.

    `funn` is everything there is to find, also in sheets not begun: `sjekk(…, alt=True)`.
    `maler` is a folder with the coordinator's own templates. With `vis` nothing is written: the
    result is what would become of each document. `processes` is as in `workers`.

    Raises `KursverktoyError`, before anything is written, when a folder can't be used, an id is
    unknown, names collide, or another run is writing; then a bad record or template costs only
    its own documents.
    """
    if choices.duplikat:
        kinds = issuing.duplicated(kinds, ids or ())
    templates = templates_in(maler)
    languages = Languages(bok, templates, choices)
    jobs = jobs_of(
        bok, funn, folder, kinds, ids or (), marks=languages.marks, duplicate=choices.duplikat
    )
    if not jobs:
        return Skriveresultat((), bare_vist=vis)
    if not vis:
        _make(folder)
    with opened(folder, look=vis) as register:
        prints = Fingerprints(bok, register.key)
        maker = Maker(bok, funn, templates, languages, choices, prints)
        numbers = issuing.numbers(bok, register, prints)
        writer = _Writer(numbers, register, Unknown(register), choices, bok, vis)
        done = writer.write(jobs, maker, progress, processes)
        left = () if ids else tuple(_left_over(register, kinds, jobs))
    told = (*languages.remarks(jobs), *register.merknader, *left)
    return Skriveresultat(tuple(done), reasons.grouped(done), told, vis)


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all documents of one run share on their way to the disk."""

    numbers: issuing.Numbers
    register: Register
    unknown: Unknown
    choices: Choices
    bok: Kursbok
    vis: bool

    def write(
        self, jobs: Sequence[Job], maker: Maker, progress: Progress | None, processes: int | None
    ) -> list[Dokument]:
        """Make all documents and save them, in their order."""
        done: list[Dokument] = []
        known, same = tee(map(self.known, jobs))
        results = made(maker, jobs, same, processes=processes)
        for job, before, result in zip(jobs, known, results, strict=True):
            done.append(self.put(job, before, result))
            if progress:
                progress(len(done), len(jobs), done[-1])
        return done

    def known(self, job: Job) -> Known:
        """Return what the register knows of a document, and how its files are found."""
        folder, register = self.register.folder, self.register
        siste = register.current(job.fil.stem if self.choices.duplikat else job.label)
        known = Known(siste, siste.tilstand(folder) if siste else Tilstand.BORTE)
        number = job.rad.bevis_nr if isinstance(job.rad, Avslutning) else None
        if not (job.kind.issued and number):
            return known
        utstedt = register.issued(job.label, number)
        own = utstedt is siste
        return replace(
            known,
            utstedt=utstedt,
            utstedt_tilstand=known.tilstand if own or not utstedt else utstedt.tilstand(folder),
            utstedt_pdf_endret=utstedt is not None and utstedt.har_endret_pdf(folder),
            utstedt_ellers=register.last_issued(job.label),
            original=None if utstedt else register.with_number(number),
            erstatter=self.numbers.replaced_by(number, job.id),
            ellers_kjent=self.numbers.under_another_id(job.id),
            trouble=self.numbers.trouble(number, job.id),
        )

    def put(self, job: Job, known: Known, made: Made) -> Dokument:
        """Save what has been made, and return what became of the job."""
        document = made.document
        if document is None:
            fil = job.fil.with_name(made.fil) if made.fil else job.fil
            return _done(job, fil, made)
        try:
            place, there = self._place(job, known, document)
            if not there and (why := self._issued_before(job, known, document.entry)):
                return _done(job, job.fil, Made(Utfall.STANSET, merknad=why))
            told = made.funn if there else (*made.funn, *self._edited(job, known, place))
            if not self.vis:
                self._save(place, known, document, there=there)
        except KursverktoyError as error:
            return _done(job, job.fil, Made(Utfall.MISLYKKET, merknad=str(error)))
        if there:
            made = replace(made, utfall=Utfall.UENDRET, årsak=())
        done = _done(job, place, replace(made, funn=told))
        return done if there else replace(done, erstatter=document.entry.erstatter)

    def _place(self, job: Job, known: Known, document: Document) -> tuple[Path, bool]:
        """Return where a document belongs, and whether it lies there already.

        That is the first of path, path_v2, path_v3 … that is free, or that gives way to it.
        """
        for version in range(1, MOST_VERSIONS + 1):
            place = job.fil.with_stem(f"{job.fil.stem}_v{version}") if version > 1 else job.fil
            found = digest_of(place)
            if found == "":
                raise KursverktoyError(
                    f"«{place.name}» ligger i mappen og kan ikke leses. Lukk den, eller flytt "
                    "den, og prøv igjen."
                )
            if found == document.entry.avtrykk:
                return place, True
            if found is None or found == _outdated(place, known):
                return place, False
        raise KursverktoyError(
            f"Det ligger {MOST_VERSIONS} utgaver av «{job.fil.name}» i mappen. Rydd bort de gamle."
        )

    def _issued_before(self, job: Job, known: Known, entry: Oppføring) -> str:
        """Return why a certificate may have been issued although the register says no."""
        kandidat = self.bok.kandidat(job.id)
        if not entry.utstedt or known.utstedt or known.original or kandidat is None:
            return ""
        label = job.kind.label(self.bok, job.rad)
        number = safe_name(job.kind.number(self.bok, job.rad), "")
        prefix, titles = label.removesuffix(number), tuple(job.kind.titles.values())
        holder = Holder(prefix, number, entry.nummer, kandidat.fullt_navn, titles)
        return self.unknown.trouble(holder)

    def _edited(self, job: Job, known: Known, place: Path) -> Iterator[Funn]:
        """Yield that a file stays where it is because it is not as the tool wrote it."""
        siste = known.siste
        if siste and known.tilstand is Tilstand.ENDRET and not siste.utstedt:
            fil = siste.fil
        else:
            fil = job.fil.name
        there = fil != place.name and job.fil.with_name(fil).exists()
        # What has been issued stays where it is too, but that is as it should be.
        if there and not self.register.has_issued(fil):
            hit = job.rad.treff(job.rad.nøkkel[0], fil=fil)
            yield funn_av(dokumenter.ENDRET, hit, self.bok)

    def _save(self, place: Path, known: Known, document: Document, *, there: bool) -> None:
        entry = document.named(place.name)
        if not there:
            before = _outdated(place, known)
            self.register.begin(entry)
            overwrite = before is not None
            # The register is the last file of the run.
            save(place, document.data, overwrite=overwrite, expect=before, more_to_come=True)
        self.register.done(entry)


def _outdated(place: Path, known: Known) -> str | None:
    """Return the digest of the version before, when it has this place and may give way.

    It may when the tool wrote it and nobody has touched it or been given it.
    """
    siste = known.siste
    own = siste is not None and siste.fil == place.name and known.tilstand is Tilstand.UENDRET
    return siste.avtrykk if siste and own and not siste.utstedt else None


def _done(job: Job, fil: Path, made: Made) -> Dokument:
    return Dokument(
        *(job.kind.code, job.id, fil, made.utfall, made.funn, made.merknad, made.årsak),
        kalt=job.kind.called,
    )


def _left_over(register: Register, kinds: Sequence[Kind], jobs: Sequence[Job]) -> Iterator[str]:
    """Yield that the folder holds documents of somebody who is no longer in the workbook."""
    asked = {(kind.code, kind.utgave) for kind in kinds}
    made = {(job.kind.code, job.kind.utgave, job.id) for job in jobs}
    files = [
        f"«{e.fil}»"
        for e in register.entries()
        if (e.type, e.utgave) in asked
        and (e.type, e.utgave, e.id) not in made
        and not e.utstedt
        and e.place(register.folder).exists()
    ]
    if files:
        yield (
            f"Arbeidsboka har ikke lenger noen rad for {in_text(files)}. "
            "Slett det som ikke trengs; det kan holde personopplysninger."
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = "det ligger en fil med det navnet" if folder.is_file() else cause(error)
        raise KursverktoyError(
            f"Mappen «{folder}» kan ikke lages: {why.rstrip('.')}. Velg en annen mappe for "
            "dokumentene."
        ) from error
