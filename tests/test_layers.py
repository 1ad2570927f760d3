"""Imports point down only, and each outside library has one door."""

import ast
import sys
from pathlib import Path, PurePosixPath

import pytest

PACKAGE = Path(__file__).parent.parent / "kursverktoy"
LAYERS = [
    {"errors", "shipped"},
    {"course"},
    {"workbook"},
    {"summary"},
    {"documents", "sharing", "machine"},
    {"addin"},
    {"verbs"},
    {"macros"},
    {"contract"},
    {"cli"},
    {"__main__"},
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
DOORS = {
    "babel": ("documents/",),
    "docx": ("documents/",),
    "docxtpl": ("documents/",),
    "isal": ("documents/engine/archive.py",),
    "jinja2": ("documents/",),
    "lxml": ("documents/",),
    "markupsafe": ("documents/",),
    "matplotlib": ("documents/contexts/charts.py",),
    "msoffcrypto": ("sharing/encryption.py", "sharing/unlocking.py"),
    "openpyxl": ("workbook/structure.py",),
    "pandas": ("summary/",),
    "python_calamine": ("workbook/foreign.py",),
    "xlsxwriter": ("workbook/builder/", "workbook/report.py", "summary/", "sharing/preview.py"),
    "xlwings": ("workbook/excel.py", "workbook/own_excel.py"),
}
MODULES = [path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]


def violations(module, source):
    """Return the imports that `module`, a path within the package, may not have."""
    return [name for name in imported(module, source) if not allowed(module, name)]


def room_of(module):
    return PurePosixPath(module).parts[0].removesuffix(".py")


def allowed(module, name):
    library, _, rest = name.partition(".")
    if library == "kursverktoy":
        room, other = room_of(module), rest.partition(".")[0]
        return room in (other, "__init__") or LEVEL.get(other, 99) < LEVEL[room]
    return library in sys.stdlib_module_names or module.startswith(DOORS.get(library, ()))


def imported(module, source):
    """Yield what is imported, by full name; names from the package itself one by one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = ("kursverktoy", *PurePosixPath(module).parts[: -node.level])
            whole = ".".join(filter(None, [*(here if node.level else ()), node.module]))
            rooms = (f"kursverktoy.{alias.name}" for alias in node.names)
            yield from rooms if whole == "kursverktoy" else [whole]


def test_every_room_has_its_place():
    assert {room_of(module) for module in MODULES} <= {"__init__", *LEVEL}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down_through_the_doors(module):
    assert violations(module, (PACKAGE / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("course/kurs.py", "import lxml.etree", ["lxml.etree"]),
        ("course/kurs.py", "def f():\n import kursverktoy.workbook", ["kursverktoy.workbook"]),
        ("course/kurs.py", "from kursverktoy import verbs, errors", ["kursverktoy.verbs"]),
        ("course/regler/a.py", "from ...workbook import xlsx", ["kursverktoy.workbook"]),
        ("course/regler/a.py", "from ... import cli", ["kursverktoy.cli"]),
        ("course/kurs.py", "from . import cells\nfrom ..errors import KursverktoyError", []),
        ("documents/render.py", "import docxtpl\nfrom kursverktoy.summary import a", []),
        ("documents/render.py", "from kursverktoy.sharing import a", ["kursverktoy.sharing"]),
        ("documents/render.py", "import pandas as pd", ["pandas"]),
        ("documents/render.py", "import requests", ["requests"]),
        ("documents/kinds.py", "from kursverktoy import addin", ["kursverktoy.addin"]),
        ("addin/ribbon.py", "from kursverktoy.documents import kinds", []),
        ("addin/building.py", "import xlsxwriter, xlwings", ["xlsxwriter", "xlwings"]),
        ("workbook/xlsx.py", "import openpyxl", ["openpyxl"]),
        ("workbook/structure.py", "import openpyxl", []),
        ("machine/this.py", "import winreg\nfrom kursverktoy.workbook import saving", []),
        ("machine/this.py", "import xlwings", ["xlwings"]),
        ("machine/a.py", "from kursverktoy.documents import kinds", ["kursverktoy.documents"]),
        ("verbs.py", "import kursverktoy", ["kursverktoy"]),
        ("cli.py", "import argparse\nfrom kursverktoy import verbs", []),
        ("__main__.py", "from kursverktoy.cli import main", []),
        ("__init__.py", "from kursverktoy.verbs import sjekk\nimport lxml", ["lxml"]),
    ],
)  # fmt: skip
def test_a_wrong_import_is_caught(module, source, wrong):
    assert violations(module, source) == wrong
