"""The two files as they are built, and the modules that must be found in them."""

from datetime import date
from typing import NamedTuple

import pytest

from kursverktoy.addin import building, course_workbook, ribbon_addin, texts
from kursverktoy.course.fresh import fresh

PYTHON = r"C:\Users\Åse\kursverktoy\Scripts\python.exe"


class Built(NamedTuple):
    data: bytes
    sources: dict[str, str]
    """The text of every module, with the header and line ends that Office stores."""


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


def sources(code_names, others):
    base = {
        "ThisWorkbook": "0{00020819-0000-0000-C000-000000000046}",
        **dict.fromkeys(code_names.values(), "0{00020820-0000-0000-C000-000000000046}"),
    }
    return {name: document(name, each) for name, each in base.items()} | {
        module.name: module.source().decode("cp1252") for module in others
    }


def document(name, base):
    """Return the text of an empty module that belongs to a sheet or to the workbook."""
    return (
        f'Attribute VB_Name = "{name}"\r\n'
        f'Attribute VB_Base = "{base}"\r\n'
        "Attribute VB_GlobalNameSpace = False\r\n"
        "Attribute VB_Creatable = False\r\n"
        "Attribute VB_PredeclaredId = True\r\n"
        "Attribute VB_Exposed = True\r\n"
        "Attribute VB_TemplateDerived = False\r\n"
        "Attribute VB_Customizable = True\r\n"
    )
