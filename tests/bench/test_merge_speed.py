"""How long it takes to take returned copies into a workbook, as whole cold processes."""

import statistics
import subprocess
import sys
import time

import pytest

from kursverktoy.sharing.delivery import save_delivery
from sharing.delivered import EXAMPLE, deliver, example

pytestmark = pytest.mark.bench
ROUNDS = 5
COPIES, GOAL = 20, 3.0
FLETT = "import sys; from kursverktoy.cli import main; sys.argv[1:1] = ['flett']; main()"


def seconds(*arguments):
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", FLETT, *map(str, arguments), "--dato", "2026-11-23"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr.decode()
    return time.perf_counter() - started


def test_twenty_copies_are_merged_within_three_seconds(tmp_path, capsys):
    bok = example()
    book = tmp_path / "Kurs.xlsx"
    book.write_bytes(EXAMPLE.read_bytes())
    persons = [plan.kandidat_id for plan in bok.planer]
    goals = [mål.mål_id for mål in bok.læringsmål]
    paths = []
    for number in range(COPIES):
        copy = deliver(bok, persons=persons, goals=goals, start=1000 * (number + 1))
        save_delivery(book, copy.delivery)
        rows = [row.nøkkel for row in copy.delivery.rader if row.ark == "Vurdering"]
        copy.put("Vurdering", rows[7 * number % len(rows)], "status", "I gang")
        copy.put("Innspill", (0,), "funn", f"Innspill {number}")
        paths.append(tmp_path / f"retur{number}.xlsx")
        paths[-1].write_bytes(copy.data())
    shown = statistics.median(seconds(book, *paths) for _ in range(ROUNDS))
    used = []
    for _ in range(ROUNDS):
        used.append(seconds(book, *paths, "--bruk"))
        seconds(book, "--angre")
    taken = statistics.median(used)
    with capsys.disabled():
        print(f"\n{COPIES} copies of {len(rows)} goals: shown {shown:.2f} s, taken {taken:.2f} s")
    assert max(shown, taken) <= GOAL
