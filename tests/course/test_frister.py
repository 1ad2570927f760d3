"""When what a course tells of people must be gone, and which rows that is."""

from dataclasses import replace
from datetime import date

import pytest

from documents.word import course, example, row
from kursverktoy.course.frister import (
    ALLE,
    FORTROLIG,
    UTEN_PLASS,
    alle_er_forfalt,
    due_rows,
    frister,
    months_after,
)
from kursverktoy.course.terskler import Lister, Terskler


def bok(change=lambda _: None, dato=date(2026, 11, 23), **terskler):
    data = example()
    change(data)
    return replace(course(data)[0], dato=dato, lister=Lister(terskler=Terskler(**terskler)))


def told(b):
    return [(f.hva, f.id, f.dato.isoformat() if f.dato else None) for f in frister(b)]


def test_every_deadline_is_told_the_first_first():
    assert told(bok()) == [
        (UTEN_PLASS, "K02", "2026-09-18"),
        (UTEN_PLASS, "K13", "2026-09-18"),
        (FORTROLIG, "K04", "2026-12-20"),
        (FORTROLIG, "K07", "2026-12-20"),
        (UTEN_PLASS, "K08", "2027-02-20"),
        (UTEN_PLASS, "K14", "2027-02-20"),
        (ALLE, "", "2027-08-31"),
    ]


def test_the_periods_are_those_on_lister():
    assert told(bok(uten_plass_måneder=6.0))[:2] == [
        (UTEN_PLASS, "K02", "2026-12-18"),
        (UTEN_PLASS, "K13", "2026-12-18"),
    ]


def test_without_a_day_nothing_is_due_and_a_day_is_proposed():
    def undated(data):
        row(data, "fortrolig", kandidat_id="K04")["slettes_dato"] = ""
        data["kurs"]["slettedato"] = ""

    b = bok(undated, date(2031, 1, 1))
    by_id = {f.id: f for f in frister(b) if f.hva in (FORTROLIG, ALLE)}
    assert by_id["K04"].grunn == "ingen dato er satt. Forslag: 20.12.2026"
    assert not by_id["K04"].er_forfalt(b.dato)
    assert not by_id[""].er_forfalt(b.dato)
    assert not alle_er_forfalt(b)


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        (date(2026, 9, 17), {}),
        (date(2026, 9, 18), {"Kandidater": ["K02", "K13"], "Kartlegging": ["K02", "K13"]}),
        (date(2026, 12, 20), {"Kandidater": ["K02", "K13"], "Kartlegging": ["K02", "K13"],
                              "Fortrolig": ["K04", "K07"]}),
    ],
)  # fmt: skip
def test_what_is_due_on_its_last_day_is_due(day, rows):
    found = {}
    due = due_rows(bok(dato=day))
    for rad in bok(dato=day).alle_rader():
        if (rad.ark, rad.id) in {(d.ark, d.id) for d in due}:
            found.setdefault(rad.ark, []).append(rad.id)
    assert found == rows


def test_at_the_end_everyone_is_due():
    b = bok(dato=date(2027, 8, 31))
    assert alle_er_forfalt(b)
    due = due_rows(b)
    assert len(due) == sum(len(b.rader(type(rad))) for rad in {type(d): d for d in due}.values())
    assert {rad.ark for rad in due} >= {"Fagpersoner", "Kandidater", "Oppfølging", "Avslutning"}
    assert "Partnere" not in {rad.ark for rad in due}


def test_a_number_that_two_have_takes_nobody_along():
    def twice(data):
        row(data, "kandidater", kandidat_id="K13")["kandidat_id"] = "K01"

    due = due_rows(bok(twice))
    assert sorted((rad.ark, rad.id) for rad in due) == [
        ("Kandidater", "K01"), ("Kandidater", "K02"), ("Kartlegging", "K02"),
    ]  # fmt: skip


def test_a_candidate_without_a_number_takes_no_other_along():
    def unnumbered(data):
        row(data, "kandidater", kandidat_id="K13")["kandidat_id"] = ""
        row(data, "oppfølging", oppfølging_id="O001")["kandidat_id"] = ""

    assert [rad.ark for rad in due_rows(bok(unnumbered)) if rad.id is None] == ["Kandidater"]
    assert "Oppfølging" not in {rad.ark for rad in due_rows(bok(unnumbered))}


def test_someone_on_the_waiting_list_waits_until_the_course_is_over():
    def waiting(data):
        row(data, "kandidater", kandidat_id="K02")["status"] = "Venteliste"

    assert (UTEN_PLASS, "K02", "2027-02-20") in told(bok(waiting))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), 120000, date(9999, 1, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last(day, months, after):
    assert months_after(day, months) == after
