"""Many documents made on all cores, in the order of their jobs.

Making only reads, so it can be done anywhere; what is made is written by the one process that
holds the register. Each process opens the templates for itself, since compiled ones do not travel.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from kursverktoy.documents.jobs import Job
from kursverktoy.documents.making import Maker
from kursverktoy.documents.paper import Known, Made

WORTHWHILE = 500
"""So many documents take about a second, which is what it costs to start the processes."""
BATCH = 16
"""So many documents travel together; what is made and not yet written is kept in memory."""
_AHEAD = 3
"""So many batches wait for each process."""

Batch = Sequence[tuple[int, Known]]
"""Numbers of jobs, each with what is known of it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What all batches have in common."""

    maker: Maker
    jobs: Sequence[Job]

    def make(self, batch: Batch) -> list[Made]:
        """Return what becomes of the jobs of a batch."""
        return [self.maker.make(self.jobs[number], known) for number, known in batch]


def made(
    maker: Maker, jobs: Sequence[Job], known: Iterable[Known], *, processes: int | None = None
) -> Iterator[Made]:
    """Yield what `maker` makes of each of `jobs`, of which `known` is known, in their order.

    `processes` is how many do it: as many as there are cores when the jobs are `WORTHWHILE`,
    unless given. Should one of them be killed, the rest is made in this process.
    """
    if processes is None:
        processes = (os.cpu_count() or 1) if len(jobs) >= WORTHWHILE else 1
    if processes == 1:
        yield from map(maker.make, jobs, known)
        return
    numbered = enumerate(known)
    batches = iter(lambda: tuple(islice(numbered, BATCH)), ())
    work = Work(maker, jobs)
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(work,)) as pool:
        try:
            for batch, result in _ahead(pool, batches, processes * _AHEAD):
                yield from _outcome(work, batch, result)
        finally:
            pool.shutdown(cancel_futures=True)


def _ahead(
    pool: ProcessPoolExecutor, batches: Iterator[Batch], most: int
) -> "Iterator[tuple[Batch, Future[list[Made]] | None]]":
    """Yield batches in order, each with its result to come, while `most` more are being made."""
    waiting: deque[tuple[Batch, Future[list[Made]] | None]] = deque()
    for batch in batches:
        try:
            waiting.append((batch, pool.submit(_make, batch)))
        except BrokenProcessPool:
            waiting.append((batch, None))
        if len(waiting) > most:
            yield waiting.popleft()
    yield from waiting


def _outcome(work: Work, batch: Batch, result: "Future[list[Made]] | None") -> list[Made]:
    if result is not None:
        with suppress(BrokenProcessPool):
            return result.result()
    return work.make(batch)


_work: list[Work] = []
"""In a process that makes documents: what it makes them of."""


def _begin(work: Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that writes decides when to end
    _work.append(work)


def _make(batch: Batch) -> list[Made]:
    return _work[0].make(batch)
