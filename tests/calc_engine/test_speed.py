"""What a click costs: journeys to the spreadsheet, and seconds against the command line."""

import json
import re
import statistics
import subprocess
import sys
import time
from datetime import date
from typing import NamedTuple

import pytest

from bench.scale import scaled
from calc_engine.conftest import ROOT
from calc_engine.office import Office
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


@pytest.fixture(scope="module")
def idle(soffice, bridge, tmp_path_factory):
    """Return a LibreOffice that works out no formulas.

    Those of 2,000 candidates, each looking through all the others for one like itself, take Calc
    three minutes; how many calls a click makes does not depend on them.
    """
    office = Office(soffice, tmp_path_factory.mktemp("profile"), bridge, recalc=False)
    yield office
    office.close()


@pytest.fixture
def cost(idle, tmp_path, monkeypatch):
    """Return a function from a number of candidates to the calls a click makes."""
    from calc_engine.engine import activate  # it needs the bridge

    engine = activate(idle.desktop)

    def clicked(candidates):
        path = tmp_path / f"{candidates}.xlsx"
        path.write_bytes(workbook(candidates))
        book = engine.apps.list[0].books.open(str(path))
        book.uno.enableAutomaticCalculation(False)
        monkeypatch.setattr(sys, "argv", ["-c", f"--wb={path.name}", "--from_xl=1"])
        engine.calls.clear()
        began = time.perf_counter()
        macros.sjekk(dato=DAY)
        took = time.perf_counter() - began
        text, *_ = engine.apps.list[0].alerts[-1]
        found = sum(map(int, re.findall(r"\d+", text)))
        print(f"{candidates} candidates: {found} findings in {took:.1f} s")
        sheets = len(list(book.sheets))
        book.close()
        return Cost(engine.calls["read"] / sheets, engine.calls["write"], found)

    return clicked


class Cost(NamedTuple):
    """What a click asked for: reads for each sheet, writes, and the findings it told of."""

    reads: float
    writes: int
    found: int


def workbook(candidates):
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    bok, _ = read(MemoryBook.of(to_tables(scaled(data, candidates))), DAY)
    return build(bok)


@pytest.mark.parametrize(
    ("few", "many"), [(25, 200), pytest.param(200, 2_000, marks=pytest.mark.bench)]
)
def test_a_click_asks_no_more_of_a_large_course(cost, few, many):
    small, large = cost(few), cost(many)
    assert large.found > 4 * small.found
    assert small.reads == large.reads == 1
    assert small.writes == large.writes <= MOST_WRITES


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
