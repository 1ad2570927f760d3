"""One program's turn at making PDFs: starts that are watched, and ended with all they began."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp

from kursverktoy.documents.pdf.programs import Converter

PROBE = 0
"""The number of a document known to be good: until it is made, the program is starting."""
_LARGEST_BATCH = 100
"""LibreOffice drops the files after the 246th of a command line, without a word."""
_WORTH_A_START = 20
"""Documents: fewer are as soon made by one program as by two."""
_STARTS = 2
"""A program that can't make the simplest document gets a second chance, and no third."""
_BETWEEN_LOOKS = 0.05
_LONGER_TO_START = 2
_ENDING_LIES_WITHIN = 1024
"""Bytes, by the PDF standard."""
_BY_HAND = "Åpne Word-dokumentet, og lagre det som PDF derfra."
_LEFT_OUT = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
"""LibreOffice brings its own Python, which must not meet ours."""
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_OWN_GROUP: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class Run:
    """A program at work on some documents, each known by its number in the folder `stage`.

    Raises `OSError` when the program can't be started at all.
    """

    def __init__(
        self, converter: Converter, stage: Path, numbers: Sequence[int], patience: float
    ) -> None:
        self.numbers = tuple(numbers)
        self._left = [PROBE, *numbers]
        self._patience = patience
        room = Path(mkdtemp(dir=stage))
        # Two runs at once must not find the same document open.
        probe = shutil.copyfile(source_of(stage, PROBE), source_of(room, PROBE))
        self._sources = [probe, *(source_of(stage, number) for number in numbers)]
        self._out = room / "out"
        self._out.mkdir()
        self._process = subprocess.Popen(  # noqa: S603  a program found where such programs lie
            converter.command(room, self._sources),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=room,
            env=_environment(),
            start_new_session=True,
            creationflags=_NO_WINDOW | _OWN_GROUP,
        )
        self._heard = time.monotonic()

    @property
    def started(self) -> bool:
        """Whether the program has shown that it works here."""
        return PROBE not in self._left

    @property
    def left(self) -> list[int]:
        """The documents not made yet, in the order they are taken."""
        return [number for number in self._left if number != PROBE]

    @property
    def ended(self) -> bool:
        """Whether the program has ended by itself; `well` then says how."""
        return self._process.poll() is not None

    @property
    def well(self) -> bool:
        """Whether it ended by itself, and as it should: what it left, it would not take."""
        return self._process.returncode == 0

    @property
    def silent(self) -> bool:
        """Whether it has been at the same document for longer than anyone should wait."""
        patience = self._patience * (1 if self.started else _LONGER_TO_START)
        return time.monotonic() - self._heard > patience

    def made(self) -> Iterator[tuple[int, bytes]]:
        """Yield the documents made since last time, each whole."""
        for number in tuple(self._left):
            try:
                pdf = (self._out / f"{number}.pdf").read_bytes()
            except (FileNotFoundError, PermissionError):  # Windows: while it is being written
                continue
            if not _is_whole(pdf):
                continue
            self._left.remove(number)
            self._heard = time.monotonic()
            if number != PROBE:
                yield number, pdf

    def stop(self) -> None:
        """End the program and all it has started, and take away the locks it left."""
        if sys.platform == "win32":
            end_tree = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(end_tree, capture_output=True, check=False, creationflags=_NO_WINDOW)  # noqa: S603  a program of Windows
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # all have ended
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for source in self._sources:
            # LibreOffice takes no document that seems to be open elsewhere.
            source.with_name(f".~lock.{source.name}#").unlink(missing_ok=True)


class Turn:
    """One program's turn at the documents `numbers`: batches that wait, and runs that work."""

    def __init__(
        self, program: Converter, stage: Path, patience: float, numbers: Sequence[int]
    ) -> None:
        self._program, self._stage, self._patience = program, stage, patience
        self._waiting = deque(_batches(numbers, program.at_once))
        self._running: list[Run] = []
        self._false_starts = 0

    def results(self) -> Generator[tuple[int, bytes | str], None, None]:
        """Yield each number with its PDF, or with why there is none, as they come.

        However it is left, no program is left running.
        """
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < self._program.at_once:
                    yield from self._start(self._waiting.popleft())
                time.sleep(_BETWEEN_LOOKS)
                for run in tuple(self._running):
                    yield from self._look_at(run)
        finally:
            for run in self._running:
                run.stop()

    def _start(self, batch: list[int]) -> Iterator[tuple[int, str]]:
        try:
            self._running.append(Run(self._program, self._stage, batch, self._patience))
        except OSError:
            self._false_starts = _STARTS
            yield from self._false_start(batch)

    def _look_at(self, run: Run) -> Iterator[tuple[int, bytes | str]]:
        over = run.ended or run.silent
        yield from run.made()
        if not over:
            return
        run.stop()
        self._running.remove(run)
        if not run.started:
            self._false_starts += 1
            yield from self._false_start(run.left)
        elif len(run.numbers) > 1:
            self._share_out(run)
        elif run.left:
            yield run.left[0], self._why(run)

    def _false_start(self, batch: list[int]) -> Iterator[tuple[int, str]]:
        """Let a batch wait for another start; give up all that wait when there is none."""
        self._waiting.appendleft(batch)
        if self._false_starts < _STARTS:
            return
        for number in (number for waiting in self._waiting for number in waiting):
            yield number, f"{self._program.name} starter ikke på denne maskinen. {_BY_HAND}"
        self._waiting.clear()

    def _share_out(self, run: Run) -> None:
        """Give what a run left a new start, and those it stumbled on one each, last."""
        stumbled = run.left if run.well else run.left[:1]
        if rest := run.left[len(stumbled) :]:
            self._waiting.appendleft(rest)
        self._waiting.extend([number] for number in stumbled)

    def _why(self, run: Run) -> str:
        what = "ble ikke ferdig med dokumentet" if run.silent else "kan ikke lese dokumentet"
        return f"{self._program.name} {what}. {_BY_HAND}"


def _batches(numbers: Sequence[int], at_once: int) -> list[list[int]]:
    """Return `numbers` in batches of one size, enough of them to keep all programs at work."""
    count = -(-len(numbers) // _LARGEST_BATCH)
    if len(numbers) >= _WORTH_A_START:
        count = -(-count // at_once) * at_once
    size = -(-len(numbers) // count) if numbers else 1
    return [list(numbers[at : at + size]) for at in range(0, len(numbers), size)]


def source_of(stage: Path, number: int) -> Path:
    """Return where the copy of a document lies; its name tells nothing about it."""
    return stage / f"{number}.docx"


def _is_whole(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-_ENDING_LIES_WITHIN:]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return kept if sys.platform != "linux" else kept | {"SAL_USE_VCLPLUGIN": "svp"}  # no display
