"""How long whole cold processes take, as ratios against peers in the same run.

`make bench` runs these. The machine may be busy, so each figure is the median of runs that
take turns, and only ratios are promised.
"""

import json
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from bench.scale import scaled
from kursverktoy.course.exchange import to_tables
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.reader import read

resource = pytest.importorskip("resource", reason="memory is measured on POSIX only")
pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
DAY = "2026-11-23"
ROUNDS = 15

CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
cells = 0
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
        for cell in row:
            cells += cell != ""
"""
PANDAS = """
import sys
import pandas
pandas.read_excel(sys.argv[1], sheet_name=None, header=None, engine="openpyxl")
"""
SJEKK = "import sys; from kursverktoy.cli import main; sys.argv[1:1] = ['sjekk']; main()"
NY = "import sys; from kursverktoy.cli import main; sys.argv[1:1] = ['ny']; main()"


def seconds(code, *arguments):
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    return time.perf_counter() - started


def medians(rounds, **jobs):
    """Return the median seconds of each job; the jobs take turns."""
    taken = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            taken[name].append(job())
    return {name: statistics.median(times) for name, times in taken.items()}


def course(candidates, path):
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    bok, _ = read(MemoryBook.of(to_tables(scaled(data, candidates))), date.fromisoformat(DAY))
    path.write_bytes(build(bok))
    return path


def test_sjekk_is_nearly_as_fast_as_opening_the_file(capsys):
    took = medians(
        ROUNDS,
        calamine=lambda: seconds(CALAMINE, EXAMPLE),
        sjekk=lambda: seconds(SJEKK, EXAMPLE, "--dato", DAY),
        pandas=lambda: seconds(PANDAS, EXAMPLE),
    )
    with capsys.disabled():
        print(
            f"\ncalamine {took['calamine']:.3f} s, sjekk {took['sjekk']:.3f} s "
            f"({took['sjekk'] / took['calamine']:.2f} x), pandas {took['pandas']:.3f} s "
            f"({took['pandas'] / took['sjekk']:.1f} x slower than sjekk)"
        )
    assert took["sjekk"] <= 3 * took["calamine"]
    assert took["pandas"] >= 4 * took["sjekk"]


def test_sjekk_grows_with_the_course_and_no_faster(tmp_path, capsys):
    small, large = course(200, tmp_path / "200.xlsx"), course(2000, tmp_path / "2000.xlsx")
    took = medians(
        3,
        small=lambda: seconds(SJEKK, small, "--dato", DAY),
        large=lambda: seconds(SJEKK, large, "--dato", DAY),
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    with capsys.disabled():
        print(
            f"\n200: {took['small']:.2f} s, 2,000: {took['large']:.2f} s "
            f"({took['large'] / took['small']:.1f} x), at most {peak} MB"
        )
    assert took["large"] <= 11 * took["small"]


def test_sjekk_of_a_large_course_is_modest_with_memory(tmp_path, capsys):
    large = course(2000, tmp_path / "2000.xlsx")
    measure = (
        "import resource, subprocess, sys;"
        f"subprocess.run([sys.executable, '-c', {SJEKK!r}, sys.argv[1], '--dato', '{DAY}'],"
        " stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, str(large)], capture_output=True, check=True, text=True
    )
    with capsys.disabled():
        print(f"\n2,000 candidates: {done.stdout.strip()} MB")
    assert int(done.stdout) <= 250


def test_an_empty_workbook_is_built_within_a_second(tmp_path, capsys):
    names = iter(range(1000))
    took = medians(7, ny=lambda: seconds(NY, tmp_path / f"{next(names)}.xlsx"))
    with capsys.disabled():
        print(f"\nny {took['ny']:.2f} s")
    assert took["ny"] <= 1


MACROS = """
from datetime import date
from kursverktoy.addin import course_workbook, ribbon_addin
from kursverktoy.course.fresh import fresh
course_workbook(fresh(date(2026, 11, 23)))
ribbon_addin()
"""


def test_the_workbook_with_macros_and_the_add_in_are_built_within_three_seconds(capsys):
    took = statistics.median(seconds(MACROS) for _ in range(5))
    with capsys.disabled():
        print(f"\n.xlsm and .xlam, cold: {took:.2f} s")
    assert took <= 3
