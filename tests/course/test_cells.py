"""One cell at a time: what coordinators type, paste and import must read the same."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.course.cells import (
    PARSERS,
    ErrorCell,
    Uncalculated,
    UnreadableError,
    day,
    legal,
    long_text,
    number,
    text,
    whole_number,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Åse\u00a0 Bjørnø ", "Åse Bjørnø"),
        ("A\u030ase", "Åse"),
        ("\ufeffAn\u200bne", "Anne"),
        ("to\nlinjer", "to linjer"),
        (16.0, "16"),
        (10.5, "10,5"),
        (True, "Ja"),
        (date(2026, 8, 17), "17.08.2026"),
        (datetime(2026, 8, 17, 9, 30), "17.08.2026 09:30"),  # noqa: DTZ001
        (None, ""),
    ],
)
def test_text_is_tidy(raw, expected):
    assert text(raw) == expected


def test_long_text_keeps_its_lines():
    assert long_text("én \r\n\r\n to\u2028tre  fire\r") == "én\n\nto\ntre fire"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        (" 1\u00a0234,50 ", 1234.5),
        ("1.234,50", 1234.5),
        ("\u2212 3", -3),
        (7.5, 7.5),
        (12, 12),
    ],
)
def test_numbers_as_people_write_them(raw, expected):
    assert number(raw) == expected


@pytest.mark.parametrize("raw", ["", "sju", "1,2,3", "1e5", "0x10", True, float("nan"), "--1"])
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(UnreadableError, match="et tall"):
        number(raw)


@pytest.mark.parametrize("raw", ["7,5", 7.5, "tolv", None, float("inf")])
def test_what_is_no_whole_number_is_refused(raw):
    with pytest.raises(UnreadableError, match="et helt tall"):
        whole_number(raw)


@pytest.mark.parametrize(
    "raw",
    [
        date(2026, 8, 17),
        datetime(2026, 8, 17),  # noqa: DTZ001
        "17.8.2026",
        "17.08.26",
        "17/8-26",
        "17 - 8 - 2026",
        "17. august 2026",
        "17 aug. 2026",
        "2026-08-17",
        "2026-08-17 00:00:00",
        46251,
    ],
)
def test_dates_as_people_write_them(raw):
    assert day(raw) == date(2026, 8, 17)


@pytest.mark.parametrize(
    "raw",
    ["2/3/2024", "31.2.2026", "i august", "17.8", "17. foo 2026", 17, 17.5, True, "0001-01-01"],
)
def test_what_is_no_date_is_refused(raw):
    with pytest.raises(UnreadableError, match="en dato"):
        day(raw)


def test_illegal_characters_are_shown_not_dropped():
    assert legal("a\x0bb\ud800c\n") == "a\ufffdb\ufffdc\n"


anything = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(ErrorCell, st.text()),
    st.builds(Uncalculated, st.text()),
)


@given(anything, st.sampled_from(sorted(PARSERS.values(), key=str)))
def test_nothing_a_cell_holds_raises_anything_else(raw, parse):
    with suppress(UnreadableError):
        parse(raw)
