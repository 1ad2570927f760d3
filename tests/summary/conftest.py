"""The example course, as it stands on the day its expected figures were worked out."""

import json
from datetime import date
from pathlib import Path

import pytest

from kursverktoy.course.exchange import to_tables
from kursverktoy.summary.oversikt import oppsummer
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "eksempelkurs.json"


@pytest.fixture
def data():
    """Return the example course in the exchange format, for the test to change."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def lest():
    """Return a function from exchange data to the course."""

    def course(data, **sheets):
        tables = {**to_tables(data), **sheets}
        return read(MemoryBook.of(tables), date(2026, 11, 23))[0]

    return course


@pytest.fixture
def bok(data, lest):
    return lest(data)


@pytest.fixture(scope="session")
def oversikt(lest):
    return oppsummer(lest(json.loads(EXAMPLE.read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def tom(lest):
    """Return the summary of a course with nothing in it."""
    return oppsummer(lest({"kurs": {}}))
