"""A LibreOffice that stands in for Excel, and the course workbooks that are open in it."""

import shutil
import sys
from pathlib import Path

import pytest

from calc_engine.office import Office, uno_in
from conftest import REQUIRED

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def bridge(tmp_path_factory):
    """Return the folder that lets a Python speak with LibreOffice."""
    folder = tmp_path_factory.mktemp("uno")
    wrong = uno_in(folder)
    if wrong:
        missing = "not installed" in wrong
        pytest.fail(wrong) if REQUIRED and missing else pytest.skip(wrong)
    return folder


@pytest.fixture(scope="session")
def office(soffice, bridge, tmp_path_factory):
    """Return a LibreOffice of this worker's own."""
    office = Office(soffice, tmp_path_factory.mktemp("profile"), bridge)
    yield office
    office.close()


@pytest.fixture(scope="session")
def desktop(office):
    """Return the way to its documents."""
    return office.desktop


@pytest.fixture
def excel(desktop, tmp_path, monkeypatch):
    """Return the engine, with nothing open; what the macros remember is forgotten after."""
    from calc_engine.engine import activate  # it needs the bridge

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    engine = activate(desktop)
    yield engine
    engine.apps.list[0].busy = False
    for book in list(engine.apps.list[0].books):
        book.close()


@pytest.fixture
def click(excel, tmp_path, monkeypatch):
    """Return a function that opens a workbook as it is when its button is clicked."""

    def opened(source=ROOT / "workbooks" / "eksempel.xlsx", *, read_only=False):
        path = Path(shutil.copy(source, tmp_path))
        book = excel.apps.list[0].books.open(str(path), None, read_only)
        # What RunPython gives a process it starts.
        monkeypatch.setattr(sys, "argv", ["-c", f"--wb={path.name}", "--from_xl=1"])
        return book

    return opened
