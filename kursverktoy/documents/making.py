"""From one job to what should become of it, before anything is on the disk.

Making looks at the course, the templates and what the register knows; it writes nothing. So the
jobs of a run can be made in any order and place, as long as they are written in their own.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.funn import Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import dokumenter, funn_av
from kursverktoy.documents.contexts.context import Choices, Context
from kursverktoy.documents.jobs import Job, blocking, remaining_errors
from kursverktoy.documents.paper import Document, Known, Made, Paper
from kursverktoy.documents.register import issuing, reasons
from kursverktoy.documents.register.basis import MAKING, Fingerprints
from kursverktoy.documents.register.entry import Making, Oppføring, Origin, Tilstand
from kursverktoy.documents.register.people import marks_of
from kursverktoy.documents.result import Utfall, Årsak
from kursverktoy.documents.templates import Languages, Templates
from kursverktoy.documents.views import Cell, Sight
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import digest

EDITED = "Filen er endret for hånd og får ligge. Arbeidsboka er som da den ble skrevet."


@dataclass(frozen=True)
class Maker:
    """What the jobs of one run share."""

    bok: Kursbok
    funn: Sequence[Funn]
    templates: Templates
    languages: Languages
    choices: Choices
    prints: Fingerprints

    def make(self, job: Job, known: Known) -> Made:
        """Return what should become of one job."""
        if not job.has_row:
            return self._without_row(job)
        try:
            paper = self._paper(job, known)
            rows = tuple(paper.context.rows())
            stopped = blocking(job, rows, self.funn)
            if stopped or known.trouble:
                return Made(Utfall.STANSET, stopped, "" if stopped else known.trouble)
            errors = remaining_errors(job, rows, self.funn)
            return self._made(known, paper.as_draft() if errors else paper, errors)
        except KursverktoyError as error:
            return Made(Utfall.MISLYKKET, merknad=str(error))

    def _made(self, known: Known, paper: Paper, errors: tuple[Funn, ...]) -> Made:
        if self.choices.duplikat:
            return self._duplicate(known, paper, errors)
        if known.utstedt:
            return self._issued(known.utstedt, known, paper)
        if known.original and (since := tuple(self._since(known.original, known, paper))):
            why = issuing.not_in_another_language(known.original, since, self._number_heading)
            return Made(Utfall.STANSET, merknad=why, årsak=since)
        told = (self._draft(paper.job, len(errors)),) if errors else ()
        return self._usual(known, paper, told)

    def _without_row(self, job: Job) -> Made:
        stopped = blocking(job, job.rows_of_the_person(self.bok), self.funn)
        ask = "" if stopped else f"{job.id} mangler en rad på arket {job.kind.sheet}. Fyll den ut."
        return Made(Utfall.STANSET, stopped, ask)

    def _paper(self, job: Job, known: Known) -> Paper:
        språk = self.languages.of(job.kind, job.rad)
        mal = self.templates.get(job.kind, språk)
        context = self._context(job, known, språk)
        making = Making(
            mal=mal.template.name,
            malavtrykk=mal.avtrykk,
            språk=språk,
            utkast=False,
            valg={"vis_delvis": self.choices.vis_delvis},
            versjon=MAKING,
        )
        return Paper(job, mal, making, context)

    def _context(self, job: Job, known: Known, språk: str) -> Context:
        earlier = issuing.replaced(known.erstatter, språk) if known.erstatter else None
        choices = replace(self.choices, erstatter=earlier)
        return job.kind.context(self.bok, job.rad, choices, språk=språk)

    def _usual(self, known: Known, paper: Paper, told: tuple[Funn, ...]) -> Made:
        """Make a document unless it lies there as it would be made."""
        siste, job = known.siste, paper.job
        remark = _joined(self.languages.remark(job.kind, job.rad), self._who(known, paper))
        if siste and known.tilstand is not Tilstand.BORTE and self._same(siste, paper):
            if known.tilstand is Tilstand.UENDRET:
                return Made(Utfall.UENDRET, told, remark, fil=siste.fil)
            if not siste.utstedt:
                return Made(Utfall.UENDRET, told, _joined(EDITED, remark), fil=siste.fil)
        sight = Sight(self.bok, job.kind.sight)
        data = self._render(paper, sight)
        if sight.missing:
            return Made(Utfall.STANSET, tuple(map(self._missing, sight.missing)))
        basis = self.prints.basis(sight.seen, paper.values, paper.mal.names)
        document = Document(data, self._entry(known, paper, data), paper.making, basis)
        why = self._why(known, paper)
        return Made(Utfall.SKREVET, told, remark, why, document=document)

    def _who(self, known: Known, paper: Paper) -> str:
        """Return what to look into about whom a certificate is for."""
        row = paper.job.rad
        if not paper.job.kind.issued or not isinstance(row, Avslutning):
            return ""
        return issuing.doubts(known.erstatter, known.ellers_kjent, self._person(row))

    def _issued(self, issued: Oppføring, known: Known, paper: Paper) -> Made:
        """Leave alone what has been issued, and tell when it is not what the course says."""
        tilstand, changed = known.utstedt_tilstand, tuple(self._changed(issued, paper))
        pdf = issuing.PDF_TOUCHED if known.utstedt_pdf_endret else ""
        if tilstand is Tilstand.UENDRET and not changed:
            return Made(Utfall.ENDRET if pdf else Utfall.UENDRET, (), pdf, fil=issued.fil)
        remark = _joined(issuing.frozen(issued, tilstand, changed, self._number_heading), pdf)
        touched = pdf or tilstand in (Tilstand.ENDRET, Tilstand.ULESELIG)
        utfall = Utfall.ENDRET if touched else Utfall.FRYST
        return Made(utfall, (), remark, changed, issued.fil)

    def _duplicate(self, known: Known, paper: Paper, errors: Collection[Funn]) -> Made:
        """Make a duplicate of what has been issued, if nothing has changed since."""
        issued, job = known.utstedt, paper.job
        if issued is None:
            return Made(Utfall.STANSET, merknad=self._nothing_to_duplicate(known, job))
        if errors:
            return Made(Utfall.STANSET, tuple(errors))
        original, origin = paper.as_original(), issued.origin()
        if not self._same_data(origin, original):
            chosen = reasons.because_of_choices(origin.making, original.making)
            changed = (*chosen, *self._because_of_course(origin, original))
            why = issuing.not_the_same(issued, changed, self._number_heading)
            return Made(Utfall.STANSET, merknad=why, årsak=changed)
        if origin.making != original.making:
            changed = tuple(self._changed_making(origin, original))
            why = issuing.not_the_same_template(issued, changed)
            return Made(Utfall.STANSET, merknad=why, årsak=changed)
        return self._usual(known, paper, ())

    def _since(self, original: Oppføring, known: Known, paper: Paper) -> Iterator[Årsak]:
        """Yield what has changed in the course since a certificate was issued in its language."""
        origin = original.origin()
        if origin.making is None:
            yield reasons.UKJENT
            return
        context = self._context(paper.job, known, origin.making.språk)
        then = replace(paper, context=context)
        if not self._same_data(origin, then):
            yield from reasons.because_of_choices(origin.making, paper.making)
            yield from self._because_of_course(origin, then)

    def _nothing_to_duplicate(self, known: Known, job: Job) -> str:
        if known.original:
            return issuing.NOT_IN_LANGUAGE.format(nummer=known.original.nummer)
        if known.utstedt_ellers is None:
            return issuing.NOT_ISSUED.format(id=job.id)
        number = getattr(job.rad, "bevis_nr", None) or ""
        return issuing.not_the_same_number(known.utstedt_ellers, number, self._number_heading)

    def _same(self, entry: Oppføring, paper: Paper) -> bool:
        origin = entry.origin()
        return origin.making == paper.making and self._same_data(origin, paper)

    def _same_data(self, origin: Origin, paper: Paper) -> bool:
        basis = origin.grunnlag
        return basis is not None and self.prints.same(basis, paper.values)

    def _why(self, known: Known, paper: Paper) -> tuple[Årsak, ...]:
        """Return why a document is written."""
        if known.siste is None:
            return (reasons.NY,)
        found = {Tilstand.BORTE: reasons.BORTE, Tilstand.ENDRET: reasons.ENDRET}
        first = [found[known.tilstand]] if known.tilstand in found else []
        return (*first, *self._changed(known.siste, paper))

    def _changed(self, entry: Oppføring, paper: Paper) -> Iterator[Årsak]:
        """Yield what is different from when a document was written."""
        origin, now = entry.origin(), paper.making
        if entry.utstedt and origin.making:  # a newer tool is no reason to doubt what is issued
            paper = replace(paper, making=replace(now, versjon=origin.making.versjon))
        yield from self._changed_making(origin, paper)
        if origin.making and not self._same_data(origin, paper):
            yield from reasons.because_of_choices(origin.making, now)
            yield from self._because_of_course(origin, paper)

    def _changed_making(self, origin: Origin, paper: Paper) -> Iterator[Årsak]:
        if origin.making is None:
            yield reasons.UKJENT
        else:
            yield from reasons.because_of_making(origin.making, paper.making)

    def _because_of_course(self, origin: Origin, paper: Paper) -> Iterator[Årsak]:
        if origin.grunnlag is None:
            yield reasons.UKJENT
            return
        changes = self.prints.changes(origin.grunnlag, paper.values)
        yield from reasons.because_of_course(self.bok, changes, type(paper.context))

    def _entry(self, known: Known, paper: Paper, data: bytes) -> Oppføring:
        """Return what the register shall know of a document, but for its file name."""
        job, choices = paper.job, paper.context.choices
        entry = Oppføring(
            dokument=job.label,
            kurs=self.bok.kurs.kurs_id or "",
            type=job.kind.code,
            utgave=job.kind.utgave,
            id=job.id,
            fil="",
            avtrykk=digest(data),
            skrevet=self.bok.dato.isoformat(),
        )
        row = job.rad
        if not job.kind.issued or paper.making.utkast or not isinstance(row, Avslutning):
            return entry
        return replace(
            entry,
            dokument=job.fil.stem if choices.duplikat else job.label,
            nummer=row.bevis_nr or "",
            utstedt=row.bevis_dato.isoformat() if row.bevis_dato else "",
            erstatter=known.erstatter.nummer if known.erstatter else "",
            duplikat=choices.duplikat,
            person=self._person(row),
        )

    def _person(self, row: Avslutning) -> str:
        kandidat = self.bok.kandidat(row.kandidat_id)
        return marks_of(kandidat, self.prints) if kandidat else ""

    def _render(self, paper: Paper, sight: Sight) -> bytes:
        context = paper.context
        return paper.mal.template.render(
            sight.shown(paper.values),
            title=f"{paper.job.kind.title(context.språk)} – {self.bok.kurs.kursnavn}",
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

    @property
    def _number_heading(self) -> str:
        return self.bok.overskrift(Avslutning, "bevis_nr")


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
