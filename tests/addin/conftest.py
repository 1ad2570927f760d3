"""The two files as they are built."""

from datetime import date

import pytest

from addin.expected import PYTHON, Built, sources
from kursverktoy.addin import building, course_workbook, ribbon_addin, texts
from kursverktoy.course.fresh import fresh


@pytest.fixture(scope="session")
def xlsm():
    data = course_workbook(fresh(date(2026, 11, 23)))
    return Built(data, sources(building.CODE_NAMES, texts.workbook_modules()))


@pytest.fixture(scope="session")
def xlam():
    data = ribbon_addin({"INTERPRETER_WIN": PYTHON})
    return Built(data, sources({"kursverktoy.conf": "ArkOppsett"}, texts.addin_modules()))


@pytest.fixture(params=["xlsm", "xlam"])
def built(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def path(built, tmp_path):
    """Return the file, under a name that its kind has."""
    path = tmp_path / ("bok.xlsm" if "ArkKurs" in built.sources else "bok.xlam")
    path.write_bytes(built.data)
    return path
