"""The register of a folder: what was written there, of what, and what has been issued.

A file of lines. The first says which format it is, holds the key of the fingerprints, and tells
how many entries are settled. An entry written after those was put down just before its file was
saved, so that a kill at any moment leaves a line for every file; the next run looks which of
them came about. At the end of a run the file is written anew, whole or not at all.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import ENOSPC
from pathlib import Path

from kursverktoy.course.cells import key as same_word
from kursverktoy.documents.register.entry import Oppføring, Tilstand, digest_of, read_entry
from kursverktoy.documents.register.lock import alone_in
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import cause, move, save

NAME = "dokumentregister.jsonl"
FORMAT = "kursverktoy dokumentregister"
VERSION = 1
EARLIER = "tidligere"
"""The folder for what was outdated and nobody had changed."""
_DAMAGED = "_skadet"
_KEY = 16


@dataclass(slots=True)
class Register:
    """What is known of the documents in one folder."""

    folder: Path
    key: bytes = field(default_factory=lambda: os.urandom(_KEY))
    """The key of the fingerprints."""
    merknader: list[str] = field(default_factory=list)
    """What to tell the coordinator about the register itself, and about what it has moved."""
    damaged: bool = False
    """Whether something of it could not be read."""
    _entries: dict[str, list[Oppføring]] = field(default_factory=dict)
    """Name of a document → what has been issued under it or edited since, and last what is
    current."""
    _numbers: dict[str, Oppføring] = field(default_factory=dict)
    """Number → the certificate that was first issued with it."""
    _people: dict[tuple[str, str], list[Oppføring]] = field(default_factory=dict)
    """Course and participant → the certificates issued, in the order of issue."""
    _begun: dict[str, Oppføring] = field(default_factory=dict)
    """What has been put down and is not known to have been saved."""
    _outdated: list[Oppføring] = field(default_factory=list)
    _changed: bool = False
    _handle: int | None = None

    def current(self, dokument: str) -> Oppføring | None:
        """Return the entry of a document as it was last written."""
        return next(iter(self._entries.get(dokument, [])[-1:]), None)

    def issued(self, dokument: str, nummer: str) -> Oppføring | None:
        """Return the certificate that a document was issued as, with that number."""
        return next(
            (
                e
                for e in self._entries.get(dokument, ())
                if e.utstedt and same_word(e.nummer) == same_word(nummer)
            ),
            None,
        )

    def has_issued(self, fil: str) -> bool:
        """Whether a file is one that a document was issued as."""
        return any(entry.fil == fil and entry.utstedt for entry in self.entries())

    def last_issued(self, dokument: str) -> Oppføring | None:
        """Return the certificate that a document was last issued as."""
        issued = [entry for entry in self._entries.get(dokument, ()) if entry.utstedt]
        return issued[-1] if issued else None

    def issued_to(self, kurs: str, id: str) -> list[Oppføring]:
        """Return the certificates issued to one participant, duplicates too."""
        return self._people.get((kurs, id), [])

    def with_number(self, nummer: str) -> Oppføring | None:
        """Return the certificate that was first issued with a number."""
        return self._numbers.get(same_word(nummer))

    def spoilt(self) -> str:
        """Return the name of what is kept of a damaged register; empty when nothing was lost."""
        kept = self.folder.glob(f"{Path(NAME).stem}{_DAMAGED}*")
        return next((path.name for path in kept), NAME if self.damaged else "")

    def entries(self) -> Iterator[Oppføring]:
        """Yield what is current, and everything that was issued or edited by hand."""
        for entries in self._entries.values():
            yield from entries

    def begin(self, entry: Oppføring) -> None:
        """Put down what is about to be saved; raises `KursverktoyError` when that can't be done."""
        if self._handle is None:
            self._open()
        assert self._handle is not None  # noqa: S101  it has just been opened
        line = b"\n" + entry.linje.encode()
        try:
            written = os.write(self._handle, line)
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        if written != len(line):
            raise _unwritable(self.folder, OSError(ENOSPC, "full"))
        self._begun[entry.dokument] = entry

    def done(self, entry: Oppføring) -> None:
        """Keep an entry whose file lies there."""
        self._begun.pop(entry.dokument, None)
        self.enter(entry)
        self._changed = True

    def pdfs(self) -> Mapping[Path, str]:
        """Return the PDFs the tool has made beside the documents, each with its digest."""
        known = (entry for entry in self.entries() if entry.pdf)
        return {entry.pdf_place(self.folder): entry.pdf for entry in known}

    def keep_pdfs(self, made: Mapping[Path, str]) -> None:
        """Remember PDFs by the document they lie beside, each with its digest."""
        for entries in self._entries.values():
            for number, entry in enumerate(entries):
                if avtrykk := made.get(entry.place(self.folder)):
                    entries[number] = entry.med_pdf(avtrykk)
                    self._changed = True

    def enter(self, entry: Oppføring) -> None:
        """Let an entry be the current one; what is issued or edited by hand stays beside it."""
        entries = self._entries.setdefault(entry.dokument, [])
        if entries and not entries[-1].utstedt:
            old = entries.pop()
            if old.fil != entry.fil:
                hers = old.tilstand(self.folder) is Tilstand.ENDRET
                (entries if hers else self._outdated).append(old)
        entries.append(entry)
        if entry.utstedt:
            self._numbers.setdefault(same_word(entry.nummer), entry)
            self._people.setdefault((entry.kurs, entry.id), []).append(entry)

    def _open(self) -> None:
        path = self.folder / NAME
        if not path.exists():
            save(path, self._header(0), overwrite=False)
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            self._handle = os.open(path, flags)
        except OSError as error:
            raise _unwritable(self.folder, error) from error

    def _header(self, settled: int) -> bytes:
        head = {"format": FORMAT, "versjon": VERSION, "nøkkel": self.key.hex(), "antall": settled}
        return json.dumps(head, ensure_ascii=False).encode()

    def settle(self, begun: Iterable[Oppføring]) -> None:
        """Enter those of `begun` whose file came about before the run ended."""
        for entry in begun:
            before = self.current(entry.dokument)
            found = digest_of(entry.place(self.folder))
            same_place = before is not None and before.fil == entry.fil
            untouched = same_place and before is not None and found == before.avtrykk
            if found is not None and (found == entry.avtrykk or not untouched):
                self.enter(entry)
        self._changed = True

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def fold(self) -> None:
        """Put aside what is outdated, and write the register anew if anything has changed."""
        self.close()
        if self._begun:
            self.settle(self._begun.values())
            self._begun.clear()
        self._put_aside()
        if self.damaged:
            self._keep_damaged()
        if self._changed:
            lines = [entry.linje.encode() for entry in self.entries()]
            save(self.folder / NAME, b"\n".join([self._header(len(lines)), *lines]))
            self._changed = False

    def _put_aside(self) -> None:
        """Move the earlier versions that are as they were written, each with its PDF."""
        moved = 0
        for entry in self._outdated:
            if entry.tilstand(self.folder) is Tilstand.UENDRET:
                moved += self._moved(entry.place(self.folder))
                pdf = entry.pdf_place(self.folder)
                if entry.pdf and digest_of(pdf) == entry.pdf:
                    self._moved(pdf)
        self._outdated.clear()
        if moved:
            what = "tidligere utgave" if moved == 1 else "tidligere utgaver"
            self.merknader.append(f"{moved} {what} er flyttet til mappen «{EARLIER}».")

    def _moved(self, path: Path) -> bool:
        earlier = self.folder / EARLIER
        try:
            earlier.mkdir(mode=0o700, exist_ok=True)
            move(path, free_name(earlier / path.name))
        except (KursverktoyError, OSError):
            self.merknader.append(
                f"«{path.name}» er en tidligere utgave og kunne ikke flyttes til mappen "
                f"«{EARLIER}». Lukk den, og flytt den selv."
            )
            return False
        return True

    def _keep_damaged(self) -> None:
        path = self.folder / NAME
        kept = free_name(path.with_stem(path.stem + _DAMAGED))
        save(kept, path.read_bytes(), overwrite=False)
        self.damaged, self._changed = False, True
        self.merknader.append(
            f"Dokumentregisteret i mappen var skadet. Det skadde er tatt vare på som "
            f"«{kept.name}», og det som kunne leses, er med videre."
        )


def free_name(path: Path) -> Path:
    """Return the first of path, path_v2, path_v3 … that no file has."""
    number = 1
    place = path
    while place.exists():
        number += 1
        place = path.with_stem(f"{path.stem}_v{number}")
    return place


@contextmanager
def opened(folder: Path, *, look: bool = False) -> Iterator[Register]:
    """Give the register of a folder, for this run alone, and keep it when the run is done.

    With `look` nothing is held and nothing is written. Raises `KursverktoyError` when another
    run holds the folder, or when the register can't be read or comes from a newer version. A run
    that was cut short is made good here, by the next one.
    """
    if look:
        yield read_register(folder)
        return
    with alone_in(folder):
        register = read_register(folder)
        register.fold()
        try:
            yield register
        finally:
            register.close()
        try:
            register.fold()
        except KursverktoyError as error:  # the lines put down on the way are there
            register.merknader.append(str(error))


def read_register(folder: Path) -> Register:
    """Return what the register of a folder says; an empty one where there is none."""
    try:
        data = (folder / NAME).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Register(folder)
    except OSError as error:
        raise KursverktoyError(
            f"«{NAME}» i mappen {folder} kan ikke leses. Lukk den, og prøv igjen."
        ) from error
    first, *lines = data.split(b"\n")
    head = _head(folder, first)
    settled = head.settled if head else len(lines)
    entries = [_entry(line) for line in lines]
    kept = [entry for entry in entries[:settled] if entry]
    register = Register(folder, head.key) if head else Register(folder)
    # A line at the end that was cut off by a power failure had no file yet.
    register.damaged = head is None or len(kept) != settled
    for entry in kept:
        register.enter(entry if head else entry.uten_grunnlag())
    if len(entries) > settled:
        register.settle([entry for entry in entries[settled:] if entry])
    return register


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line of a register."""

    key: bytes
    settled: int


def _head(folder: Path, line: bytes) -> _Head | None:
    """Return the first line; None when it is damaged."""
    try:
        known = json.loads(line)
        if known["versjon"] > VERSION:
            raise KursverktoyError(
                f"Dokumentregisteret i mappen {folder} er skrevet av en nyere utgave av "
                "kursverktoy. Oppdater kursverktoy, og prøv igjen."
            )
        key = bytes.fromhex(known["nøkkel"])
        return _Head(key, int(known["antall"])) if len(key) == _KEY else None
    except (ValueError, LookupError, TypeError):
        return None


def _entry(line: bytes) -> Oppføring | None:
    try:
        return read_entry(line)
    except ValueError:
        return None


def _unwritable(folder: Path, error: OSError) -> KursverktoyError:
    return KursverktoyError(
        f"Dokumentregisteret i mappen {folder} kan ikke skrives, og da lages ikke dokumentet: "
        f"{cause(error)}"
    )
