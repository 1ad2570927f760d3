"""How long it takes to pack for partners: made, opened again, tested and locked."""

import json
import statistics
import time
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from kursverktoy import verbs
from kursverktoy.course.exchange import to_tables
from kursverktoy.sharing.packing import Valg
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.reader import read

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)
PERSONAL = ("kandidater", "kartlegging", "planer", "planmål")
PLACES = 20
"""Participants at each partner."""


def course(partners):
    """Return the example course with many workplaces, and twenty participants at each."""
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    large = deepcopy(data)
    workplace = next(row for row in data["partnere"] if row["partner_id"] == "P06")
    people = [row["kandidat_id"] for row in data["praksis"]]
    large["partnere"] = [row for row in data["partnere"] if row["partner_id"] < "P06"]
    large["partnere"] += [
        workplace | {"partner_id": f"P{n + 100}", "partnernavn": f"Kjøkken {n}"}
        for n in range(partners)
    ]
    for sheet in (*PERSONAL, "praksis"):
        by_person = {}
        for row in data[sheet]:
            by_person.setdefault(row["kandidat_id"], []).append(row)
        large[sheet] = [
            _copy(row, number) | ({"praksis_id": f"PR{number}"} if sheet == "praksis" else {})
            for number in range(partners * PLACES)
            for row in by_person.get(people[number % len(people)], [])
        ]
    large["fortrolig"], large["oppfølging"], large["avslutning"] = [], [], []
    return large


def _copy(row, number):
    own = {"kandidat_id": f"K{number + 10000}"}
    own |= {"etternavn": f"Navnetest{number}"} if "etternavn" in row else {}
    if "partner_id" in row:
        own["partner_id"] = f"P{number // PLACES + 100}"
    return row | own


def written(tmp_path, partners):
    path = tmp_path / f"kurs{partners}.xlsx"
    bok, _ = read(MemoryBook.of(to_tables(course(partners))), DAY)
    path.write_bytes(build(bok))
    return path


def packed(path, partners, **valg):
    """Return the seconds it takes to pack for all the workplaces of a course."""
    ids = [f"P{n + 100}" for n in range(partners)]
    started = time.perf_counter()
    made = verbs.pakk(path, path.with_suffix(""), DAY, partnere=ids, valg=Valg(**valg))
    taken = time.perf_counter() - started
    assert [p.funn for p in made if p.stoppet] == []
    assert {len(p.mottaker.personer) for p in made} == {PLACES}
    return taken


def test_ten_partners_of_twenty_participants_take_at_most_five_seconds(tmp_path, capsys):
    path = written(tmp_path, 10)
    taken = statistics.median(packed(path, 10) for _ in range(3))
    with capsys.disabled():
        print(f"\n10 partners × {PLACES}: {taken:.1f} s")
    assert taken <= 5


def test_a_hundred_times_as_many_partners_take_a_hundred_times_as_long(tmp_path, capsys):
    few, many = written(tmp_path, 10), written(tmp_path, 1000)
    ten, thousand = packed(few, 10, passord=False), packed(many, 1000, passord=False)
    with capsys.disabled():
        print(f"\n10: {ten:.2f} s, 1,000: {thousand:.1f} s, {thousand / ten:.0f} ×")
    assert thousand <= 130 * ten
