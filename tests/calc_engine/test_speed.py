"""What a click costs: journeys to the spreadsheet, and seconds against the command line."""

import json
import re
import statistics
import subprocess
import sys
import time
from datetime import date

import pytest

from bench.scale import scaled
from calc_engine.conftest import ROOT
from kursverktoy import macros
from kursverktoy.course.exchange import to_tables
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.reader import read

pytestmark = pytest.mark.libreoffice
DAY = date(2026, 11, 23)
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
MOST_WRITES = 5
"""The rows, what is left below, the table's end, the sentence at the top, the heights."""
CLICK = """
import sys, time
from kursverktoy import macros
began = time.perf_counter()
sys.path += sys.argv.pop().split(":")
from calc_engine.office import desktop_at
from calc_engine.engine import activate
engine = activate(desktop_at(sys.argv.pop()))
started = time.perf_counter() - began
from datetime import date
macros.sjekk(dato=date(2026, 11, 23))
print(started, engine.apps.list[0].alerts[0][0])
"""
SJEKK = "import sys; from kursverktoy.cli import main; sys.argv[1:1] = ['sjekk']; main()"
ROUNDS = 9


def course(candidates, path):
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    bok, _ = read(MemoryBook.of(to_tables(scaled(data, candidates))), DAY)
    path.write_bytes(build(bok))
    return path


def calls(excel):
    excel.calls.clear()
    macros.sjekk(dato=DAY)
    text, *_ = excel.apps.list[0].alerts[-1]
    return excel.calls["read"], excel.calls["write"], sum(map(int, re.findall(r"\d+", text)))


@pytest.mark.parametrize("candidates", [200, pytest.param(2_000, marks=pytest.mark.bench)])
def test_a_click_asks_no_more_of_a_large_course(excel, click, tmp_path, candidates):
    source = tmp_path / "fra" / "kurs.xlsx"
    source.parent.mkdir()
    book = click(course(candidates, source))
    began = time.perf_counter()
    reads, writes, found = calls(excel)
    print(f"{candidates} candidates: {found} findings in {time.perf_counter() - began:.1f} s")
    assert found > 100
    assert reads == len(list(book.sheets))
    assert writes <= MOST_WRITES


@pytest.mark.bench
def test_a_cold_click_takes_three_times_the_command_at_most(office, click, capsys):
    click()
    took = {"click": [], "sjekk": []}
    for _ in range(ROUNDS):
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", CLICK, "--wb=eksempel.xlsx", "--from_xl=1", office.address,
             f"{office.bridge}:{ROOT / 'tests'}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        whole = time.perf_counter() - began
        engine, _, told = done.stdout.partition(" ")
        assert told.startswith("0 feil, 10 advarsler og 7 tips.")
        took["click"].append(whole - float(engine))
        began = time.perf_counter()
        command = [sys.executable, "-c", SJEKK, str(EXAMPLE), "--dato", "2026-11-23"]
        subprocess.run(command, capture_output=True, check=True)
        took["sjekk"].append(time.perf_counter() - began)
    click_, sjekk = (statistics.median(took[name]) for name in ("click", "sjekk"))
    with capsys.disabled():
        print(
            f"\ncold click {click_:.2f} s, kursverktoy sjekk {sjekk:.2f} s: {click_ / sjekk:.1f} x"
        )
    assert click_ <= 3 * sjekk
