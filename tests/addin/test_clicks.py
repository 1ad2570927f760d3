"""Every macro, run by pyOpenVBA with a RunPython that only tells what it was asked for."""

import re
import sys

import pytest
import xlsxwriter
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBACompileError

from addin.expected import PYTHON
from kursverktoy.addin.building import BUTTONS
from kursverktoy.documents.kinds import KINDS

STUB = """
Option Explicit
Public Interpreter As String
Public Gone As Boolean
Public Broken As Boolean

Public Function RunPython(PythonCommand As String)
    If Broken Then Err.Raise 1000, Description:="Could not load xlwings64.dll"
    Debug.Print PythonCommand & " | " & Application.StatusBar
End Function

Public Function GetConfig(configKey As String) As Variant
    GetConfig = Interpreter
End Function

Public Function FileExistsOnWindows(ByVal FileSpec As String) As Boolean
    FileExistsOnWindows = Not Gone
End Function

Public Sub Prepare(ByVal path As String, ByVal isGone As Boolean, ByVal isBroken As Boolean)
    Interpreter = path
    Gone = isGone
    Broken = isBroken
End Sub
"""
CONTROL = "Option Explicit\nPublic Tag As String\n"
PRESS = """
Option Explicit

Public Sub Press(ByVal macro As String, ByVal word As String)
    Dim control As IRibbonControl
    Set control = New IRibbonControl
    control.Tag = word
    Application.Run macro, control
End Sub
"""
CALLS = {
    "Sjekk": "sjekk()",
    "Oppsummer": "oppsummer()",
    "Skriv": "skriv()",
    "SkrivValgte": "skriv_valgte()",
    "SkrivPdf": "skriv_pdf()",
    "VelgMappe": "velg_mappe()",
    "NyPlan": "ny_plan()",
    "NyePlanmaal": "nye_planmal()",
    "NyttKurs": "ny()",
    "Hjelp": "hjelp()",
}
TITLE = "Kursverktøy"
OPEN = (
    "Åpne arbeidsboka til kurset først, og trykk igjen. Er den åpen i beskyttet visning, velger du "
    "«Aktiver redigering»."
)
RENAME = (
    "Navnet på arbeidsboka eller mappen har et tegn som ikke kan brukes: {}. Lagre boka med et "
    "annet navn eller i en annen mappe, og trykk igjen."
)
WINDOWS, MAC = "=%;^", '=%;^$`|\\"'
INSTALL = "Skriv «kursverktoy installer» i ledeteksten, og trykk igjen."


def application(built, *, book=True, interpreter=PYTHON, gone=False, broken=False):
    """Return an Excel of pyOpenVBA with our modules, and xlwings' made a recorder."""
    app = ExcelApplication()
    if book:
        app.add_workbook()
    for name in {"Knapper", "Baand", "Clicks"} & built.sources.keys():
        app.add_module(built.sources[name], name=name)
    app.add_module(STUB, name="xlwings")
    app.add_module(CONTROL, name="IRibbonControl", kind="class")
    app.add_module(PRESS, name="Ribbon")
    app.run("xlwings.Prepare", interpreter, gone, broken)
    return app


def press(app, name, word=""):
    """Click on what runs the macro `name` in the ribbon; return what Python was asked for."""
    app.run("Ribbon.Press", f"Baand.{name}", word)
    return app.console


def told(app):
    return [(text, title) for _, text, title, _ in app.dialogs]


def public_subs(text):
    return re.findall(r"^Public Sub (\w+)\(", text, re.MULTILINE)


@pytest.mark.parametrize("name", CALLS)
def test_a_macro_of_the_workbook_asks_python_for_its_verb(name, xlsm):
    app = application(xlsm)
    app.run(f"Knapper.{name}")
    call = f"from kursverktoy import macros; macros.{CALLS[name]}"
    assert app.console == [f"{call} | Kursverktøy arbeider …"]
    assert app.dialogs == []
    assert app.evaluate("Application.StatusBar") is False


@pytest.mark.parametrize("name", CALLS)
def test_a_button_in_the_ribbon_asks_python_for_its_verb(name, xlam):
    call = f"from kursverktoy import macros; macros.{CALLS[name]}"
    assert press(application(xlam), name) == [f"{call} | Kursverktøy arbeider …"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_menu_asks_for_one_kind_of_document(kind, xlam):
    (asked,) = press(application(xlam), "SkrivDokument", kind)
    assert asked.startswith(f"from kursverktoy import macros; macros.skriv('{kind}') |")


def test_these_are_all_the_macros_there_are(xlsm, xlam):
    assert set(public_subs(xlsm.sources["Knapper"])) == set(CALLS)
    assert set(public_subs(xlam.sources["Baand"])) == {*CALLS, "SkrivDokument"}
    assert {button.macro for button in BUTTONS} == {
        f"Knapper.{name}" for name in CALLS if name != "SkrivValgte"
    }


def test_what_python_is_asked_for_can_stand_on_a_command_line(xlsm, xlam):
    text = xlsm.sources["Knapper"] + xlam.sources["Baand"]
    asked = re.findall(r'^    RunVerb \w+, "(.*)"\r$', text, re.MULTILINE)
    assert len(asked) == 2 * len(CALLS) + 1
    assert not [each for each in asked if set(each.replace('" & control.Tag & "', "")) & set('%"')]
    assert not [kind for kind in KINDS if not re.fullmatch("[a-z-]+", kind)]


@pytest.mark.parametrize(
    ("right", "wrong"), [("Dim refusal As String", "Dim refusel As String"), ("End If", "")]
)
def test_a_slip_in_the_text_would_be_found_here_and_not_by_a_click(right, wrong, xlam):
    text = xlam.sources["Clicks"].replace(right, wrong, 1)
    broken = xlam._replace(sources={**xlam.sources, "Clicks": text})
    with pytest.raises(VBACompileError):
        press(application(broken), "Sjekk")


def test_without_a_workbook_nothing_is_asked(xlam):
    app = application(xlam, book=False)
    for name in CALLS:
        assert press(app, name) == []
    assert told(app) == [(OPEN, TITLE)] * len(CALLS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes fewer names")
@pytest.mark.parametrize(
    ("name", "mac", "told_of"),
    [
        ("a=b.xlsx", False, WINDOWS),
        ("a;b.xlsx", False, WINDOWS),
        ("kurs^&calc&.xlsx", False, WINDOWS),  # xlwings makes «^^&» of «^&», which runs calc
        ("%PROMPT%.xlsx", False, WINDOWS),
        ("mappe^&calc&/kurs.xlsx", False, WINDOWS),
        ("a^b.xlsx", True, MAC),
        ("$(touch x).xlsx", True, MAC),
        ("`touch x`.xlsx", True, MAC),
        ("a|b.xlsx", True, MAC),
        ("a\\');import os#.xlsx", True, MAC),
        ('a" b.xlsx', True, MAC),
    ],
)
def test_a_name_that_would_be_read_as_a_command_is_refused(name, mac, told_of, xlam, tmp_path):
    app = with_book(xlam, tmp_path / name, mac=mac)
    assert press(app, "Sjekk") == []
    assert told(app) == [(RENAME.format(told_of), TITLE)]


@pytest.mark.parametrize("mac", [False, True], ids=["windows", "mac"])
def test_other_names_are_as_good_as_any(mac, xlam, tmp_path):
    name = "50 % stilling/Kurs & kantine (høst '26) #1, {a} [b] + ~_ €!.xlsx"
    assert len(press(with_book(xlam, tmp_path / name, mac=mac), "Sjekk")) == 1


def with_book(built, path, *, mac):
    """Return an Excel, on a Mac or not, with a workbook of that name in front."""
    path.parent.mkdir(exist_ok=True)
    xlsxwriter.Workbook(path).close()
    if mac:
        there = {
            name: text.replace("Mac Then", "True Then") for name, text in built.sources.items()
        }
        built = built._replace(sources=there)
    app = application(built, book=False)
    app.activate_workbook(app.open_workbook(path))
    return app


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"interpreter": ""}, f"Kursverktøy er ikke satt opp på denne maskinen. {INSTALL}"),
        ({"gone": True}, f"Python er borte fra {PYTHON}. {INSTALL}"),
        (
            {"broken": True},
            f"Kursverktøy kom ikke i gang: Could not load xlwings64.dll\r\n{INSTALL}",
        ),
    ],
)
def test_a_python_that_cannot_be_reached_is_told_of(how, sentence, xlam):
    app = application(xlam, **how)
    assert press(app, "Sjekk") == []
    assert told(app) == [(sentence, TITLE)]
    assert app.evaluate("Application.StatusBar") is False


def test_on_a_mac_the_terminal_is_named(xlam, tmp_path):
    app = with_book(xlam, tmp_path / "kurs.xlsx", mac=True)
    app.run("xlwings.Prepare", "", False, False)
    assert press(app, "Sjekk") == []
    sentence = "Skriv «kursverktoy installer» i Terminal, og trykk igjen."
    assert told(app) == [(f"Kursverktøy er ikke satt opp på denne maskinen. {sentence}", TITLE)]
