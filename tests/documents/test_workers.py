"""Documents made in several processes are the documents made in one, in their order."""

import multiprocessing
import os
import signal
import subprocess
import sys

import pytest

from documents.again import USUAL, at, files
from documents.word import ROOT
from kursverktoy.documents import workers
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.result import Utfall

ELSEWHERE = """
import multiprocessing, sys
from pathlib import Path
from documents.again import at
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[2])
    at(Path(sys.argv[1]), processes=2)
"""


def documents(folder):
    return {name: data for name, (data, _) in files(folder).items() if name.suffix == ".docx"}


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_the_same_documents_however_the_processes_start(start, tmp_path):
    at(tmp_path / "alene", processes=1)
    program = tmp_path / "program.py"
    program.write_text(ELSEWHERE, "utf-8")
    command = [sys.executable, program, tmp_path / "flere", start]
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": paths}, timeout=120)
    assert documents(tmp_path / "flere") == documents(tmp_path / "alene")


def test_results_and_progress_come_in_order(tmp_path):
    seen = []
    alone = at(tmp_path / "alene", processes=1)
    together = at(tmp_path / "flere", processes=2, progress=lambda *a: seen.append(a[:2]))
    assert seen == [(done, 27) for done in range(1, 28)]
    assert [(d.type, d.id, d.utfall, d.fil.name, d.grunn) for d in together.dokumenter] == [
        (d.type, d.id, d.utfall, d.fil.name, d.grunn) for d in alone.dokumenter
    ]
    assert together.årsaker == alone.årsaker
    again = at(tmp_path / "flere", processes=2)
    assert {d.utfall for d in again.dokumenter} == {Utfall.UENDRET}
    duplicate = at(
        tmp_path / "flere", ids=["K03"], choices=Choices(duplikat=True), kinds=USUAL, processes=2
    )
    assert [d.utfall for d in duplicate.dokumenter] == [Utfall.SKREVET]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_the_rest_is_made_here_when_a_process_is_killed(tmp_path, monkeypatch):
    at(tmp_path / "alene", processes=1)
    monkeypatch.setattr(workers, "BATCH", 1)  # so that most are still to make
    killed = []

    def kill(done, _of, _document):
        if done == 1:
            for child in multiprocessing.active_children():
                os.kill(child.pid, signal.SIGKILL)
                killed.append(child.pid)

    result = at(tmp_path / "flere", processes=2, progress=kill)
    assert len(killed) == 2
    assert {d.utfall for d in result.dokumenter} == {Utfall.SKREVET}
    assert documents(tmp_path / "flere") == documents(tmp_path / "alene")
