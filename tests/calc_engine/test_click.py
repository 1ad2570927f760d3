"""A real mouse on the button on Start: VBA, a process of its own, Python, and Funn is filled.

LibreOffice's Basic can't read xlwings' class Dictionary and then runs nothing, so the workbook is
built with our own modules and, for xlwings' part, one that starts Python as xlwings does.
"""

import json
import os
import re
import shlex
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from calc_engine.conftest import ROOT
from calc_engine.office import Office
from calc_engine.screen import HIGH, WIDE, Screen
from conftest import program
from kursverktoy.addin.building import BUTTONS, CODE_NAMES, SETTINGS
from kursverktoy.addin.module import Kind, Module
from kursverktoy.addin.project import vba_project
from kursverktoy.addin.texts import PROJECT, workbook_modules
from kursverktoy.course.exchange import to_tables
from kursverktoy.verbs import sjekk
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import Macros, build
from kursverktoy.workbook.finding_rows import rows_of
from kursverktoy.workbook.reader import read

pytestmark = pytest.mark.libreoffice
DAY = date(2026, 11, 23)
ATTEMPTS, SECONDS = 5, 60
RUN_WITHOUT_WARNING = 4
"""com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN."""
XLWINGS = """
Public Function RunPython(PythonCommand As String)
    Open "{folder}/asked.txt" For Output As #1
    Print #1, PythonCommand
    Close #1
    Shell "{folder}/python"
End Function

Public Function GetConfig(configKey As String) As Variant
    GetConfig = "{folder}/python"
End Function

Public Function FileExistsOnWindows(ByVal FileSpec As String) As Boolean
    FileExistsOnWindows = True
End Function
"""
PYTHON = """\
#!/bin/sh
PYTHONPATH={paths} XDG_CONFIG_HOME={folder}/config exec {python} -c '
import sys
from pathlib import Path
from calc_engine.engine import activate
from calc_engine.office import desktop_at
engine = activate(desktop_at("{address}"))
sys.argv = ["-c", "--wb={book}", "--from_xl=1"]
exec(Path("{folder}/asked.txt").read_text())
Path("{folder}/told.txt").write_text(engine.apps.list[0].alerts[-1][0], encoding="utf-8")
' >{folder}/log.txt 2>&1
"""


@pytest.fixture
def screen(tmp_path):
    """Return a screen of this test's own."""
    screen = Screen(program("Xvfb"), program("xdotool"), tmp_path)
    yield screen
    screen.close()


@pytest.fixture
def window(soffice, bridge, tmp_path, screen):
    """Return a LibreOffice with windows on that screen."""
    office = Office(soffice, tmp_path / "profile", bridge, display=screen.display)
    yield office
    office.close()


def workbook(folder):
    """Return the example course with our buttons and macros, and nothing on Funn."""
    ours = [module for module in workbook_modules() if module.name in {"Knapper", "Clicks"}]
    sheets = [Module(name, kind=Kind.WORKSHEET) for name in CODE_NAMES.values()]
    stub = Module("xlwings", XLWINGS.format(folder=folder))
    project = [Module("ThisWorkbook", kind=Kind.WORKBOOK), *sheets, *ours, stub]
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    bok, _ = read(MemoryBook.of(to_tables(data)), DAY)
    macros = Macros(vba_project(PROJECT, project), CODE_NAMES, SETTINGS, BUTTONS)
    return build(bok, macros=macros)


def opened(office, path):
    """Open a workbook in a window as large as the screen, with its first sheet in front."""
    import uno
    from com.sun.star.beans import PropertyValue

    how = PropertyValue("MacroExecutionMode", 0, RUN_WITHOUT_WARNING, 0)
    book = office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (how,))
    whole = uno.getConstantByName("com.sun.star.awt.PosSize.POSSIZE")
    book.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, WIDE, HIGH, whole)
    return book


def place_of(book, caption):
    """Return the middle of a button on the screen."""
    forms = book.Sheets.getByIndex(0).DrawPage.Forms
    (model,) = (
        form[n]
        for form in (forms[k] for k in range(forms.Count))
        for n in range(form.Count)
        if form[n].Label == caption
    )
    button = book.CurrentController.getControl(model).AccessibleContext
    corner, size = button.getLocationOnScreen(), button.getSize()
    return corner.X + size.Width // 2, corner.Y + size.Height // 2


def is_drawn(screen, place):
    """Return whether a button can be seen there: a surface, and letters on it."""
    x, y = place
    return len(screen.picture().crop((x - 20, y - 8, x + 20, y + 8)).getcolors()) > 1


def until(happened, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not happened():
        time.sleep(0.1)
    return happened()


def keep(screen, name, folder):
    """Keep a picture with the test's files, and where the variable ARTEFAKTER says."""
    for where in filter(None, (folder, os.environ.get("ARTEFAKTER"))):
        Path(where).mkdir(parents=True, exist_ok=True)
        screen.picture().save(Path(where, name))


def found(book):
    rows = book.Sheets.getByName("Funn").getCellRangeByName("A6:D100").getDataArray()
    return [(code, sheet, cell) for code, _, sheet, cell in rows if code]


def test_a_mouse_click_on_start_fills_funn(window, screen, tmp_path):
    path = tmp_path / "kurs.xlsm"
    path.write_bytes(workbook(tmp_path))
    start = tmp_path / "python"
    start.write_text(
        PYTHON.format(
            paths=shlex.quote(f"{ROOT}:{ROOT / 'tests'}:{window.bridge}"), folder=tmp_path,
            python=shlex.quote(sys.executable), address=window.address, book=path.name,
        )
    )  # fmt: skip
    start.chmod(0o755)
    book = opened(window, path)
    assert found(book) == []
    asked, told = tmp_path / "asked.txt", tmp_path / "told.txt"
    place = place_of(book, "Sjekk")
    assert until(lambda: is_drawn(screen, place), SECONDS)
    keep(screen, "klikk-1-start.png", tmp_path)
    for _ in range(ATTEMPTS):  # the first click may only bring the window to the front
        screen.click(*place)
        if until(asked.exists, 3):
            break
    done = until(told.exists, SECONDS)
    book.CurrentController.setActiveSheet(book.Sheets.getByName("Funn"))
    time.sleep(1)
    keep(screen, "klikk-2-funn.png", tmp_path)
    log = tmp_path / "log.txt"
    assert done, log.read_text() if log.exists() else "the button did not reach Python"
    assert asked.read_text().strip() == "from kursverktoy import macros; macros.sjekk()"
    sentence = book.Sheets.getByName("Funn").getCellRangeByName("B2").String
    day, month, year = map(int, re.match(r"Per (\d\d)\.(\d\d)\.(\d{4}): ", sentence).groups())
    expected = sjekk(path, date(year, month, day))
    assert told.read_text("utf-8").endswith("Se arket Funn.")
    assert found(book) == [
        (row["Kode"], row["Ark"], row["Celle"] or "") for row in rows_of(expected.funn, ())
    ]
