"""PDF of the documents: many at a time, each beside its Word document.

Starting LibreOffice takes ten times as long as one document, so one start serves a whole batch.
A document that hangs or crashes the program costs only itself: what was made before it stands,
the others get a fresh start, and it is tried once more, alone and last.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

from docx import Document

from kursverktoy.documents.pdf import pdf_of
from kursverktoy.documents.pdf.programs import Converter, installed
from kursverktoy.documents.pdf.run import PROBE, Turn, source_of
from kursverktoy.documents.result import Pdf, PdfProgress, Utfall
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import LEFTOVER_AGE, digest, save

PATIENCE = 60.0
"""Seconds one document may take; a slow machine takes one or two."""
MISSING = (
    "PDF kan ikke lages: verken Word eller LibreOffice er funnet på denne maskinen. "
    "Installer LibreOffice, som er gratis, eller åpne Word-dokumentene der de kan lagres som PDF."
)
_FOLDER = "kursverktoy-pdf-"


def is_current(document: Path) -> bool:
    """Whether the document has a PDF that was made after its last change."""
    try:
        return pdf_of(document).stat().st_mtime_ns >= document.stat().st_mtime_ns
    except OSError:
        return False


def to_pdf(
    documents: Sequence[Path],
    *,
    known: Mapping[Path, str] | None = None,
    progress: PdfProgress | None = None,
    converters: Sequence[Converter] | None = None,
    patience: float = PATIENCE,
) -> tuple[Pdf, ...]:
    """Make a PDF beside each of `documents`; return what became of each, in the same order.

    Every document is made anew; leave out those that are `is_current`. A PDF that lies there
    is replaced only if it still has the `avtrykk` that `known` gives for it: any other may have
    been signed or sent. `converters` are tried in turn, those `installed` unless given.
    Raises `KursverktoyError` when there is none; after that, trouble costs only its own PDF.
    """
    programs = installed() if converters is None else converters
    if not programs:
        raise KursverktoyError(MISSING)
    _remove_leftovers(programs)
    results = _Results(list(dict.fromkeys(documents)), known or {}, progress)
    left = results.begin()
    for program in programs:
        last = program is programs[-1]
        with _stage(program) as stage:
            ready = list(_copied(stage, results, left))
            left = []
            with closing(Turn(program, stage, patience, ready).results()) as made:
                for number, pdf in made:
                    if isinstance(pdf, bytes):
                        results.write(number, pdf)
                    elif last:
                        results.fail(number, pdf)
                    else:
                        left.append(number)
    return tuple(results.done[document] for document in documents)


class _Results:
    """What has become of the documents so far."""

    def __init__(
        self, asked: Sequence[Path], known: Mapping[Path, str], progress: PdfProgress | None
    ) -> None:
        self.done: dict[Path, Pdf] = {}
        self._asked, self._known, self._progress = asked, known, progress

    def document(self, number: int) -> Path:
        return self._asked[number - 1]

    def begin(self) -> list[int]:
        """Return the numbers of the documents to make; what may not be written over is told."""
        return [n for n, each in enumerate(self._asked, PROBE + 1) if self._may_write(n, each)]

    def _may_write(self, number: int, document: Path) -> bool:
        place = pdf_of(document)
        try:
            found = digest(place.read_bytes())
        except FileNotFoundError:
            return True
        except OSError:
            found = ""
        if found and found == self._known.get(place):
            return True
        self.fail(
            number,
            f"«{place.name}» ligger i mappen fra før og kan være signert eller sendt. "
            "Flytt den, og prøv igjen.",
        )
        return False

    def write(self, number: int, pdf: bytes) -> None:
        place = pdf_of(self.document(number))
        known = self._known.get(place) if place.exists() else None
        try:
            save(place, pdf, overwrite=known is not None, expect=known)
        except KursverktoyError as error:
            self.fail(number, str(error))
        else:
            self._tell(number, Utfall.SKREVET, avtrykk=digest(pdf))

    def fail(self, number: int, why: str) -> None:
        self._tell(number, Utfall.MISLYKKET, why)

    def _tell(self, number: int, utfall: Utfall, merknad: str = "", avtrykk: str = "") -> None:
        document = self.document(number)
        pdf = self.done[document] = Pdf(document, pdf_of(document), utfall, merknad, avtrykk)
        if self._progress:
            self._progress(len(self.done), len(self._asked), pdf)


def _copied(stage: Path, results: "_Results", numbers: Iterable[int]) -> Iterator[int]:
    """Yield the numbers of the documents that could be read, each now copied to `stage`."""
    for number in numbers:
        try:
            source_of(stage, number).write_bytes(results.document(number).read_bytes())
        except OSError:
            results.fail(number, "Dokumentet kan ikke leses. Lukk det, og prøv igjen.")
        else:
            yield number


def _simplest() -> bytes:
    written = BytesIO()
    Document().save(written)
    return written.getvalue()


@contextlib.contextmanager
def _stage(program: Converter) -> Iterator[Path]:
    """Give a folder that only its owner may look into, and that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=program.room))
    try:
        source_of(folder, PROBE).write_bytes(_simplest())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # what Windows still holds is swept up later


def _remove_leftovers(programs: Iterable[Converter]) -> None:
    """Remove what killed runs left: it holds documents about people."""
    oldest = time.time() - LEFTOVER_AGE
    for place in {program.room or Path(tempfile.gettempdir()) for program in programs}:
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith(_FOLDER) and entry.stat().st_mtime < oldest:
                    shutil.rmtree(entry.path, ignore_errors=True)
