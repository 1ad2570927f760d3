"""The macros in a real LibreOffice: it finds every module and button, and the macros run."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kursverktoy.addin import course_workbook, ribbon_addin
from kursverktoy.addin.module import Kind, Module
from kursverktoy.addin.project import vba_project
from kursverktoy.addin.texts import addin_modules, workbook_modules
from kursverktoy.course.fresh import fresh
from kursverktoy.workbook.builder import Macros, macro_book

pytestmark = pytest.mark.libreoffice
STANDARD, CLASS, DOCUMENT = 1, 2, 4
"""com.sun.star.script.ModuleType."""
STUB = """
Public Function RunPython(PythonCommand As String)
    ArkOppsett.Range("D1").Value = PythonCommand
    ArkOppsett.Range("D2").Value = "Blåbærsyltetøy ÆØÅ – «prøve» 100 €"
    ArkOppsett.Range("D3").Value = Len("æøåÆØÅ€")
End Function

Public Function GetConfig(configKey As String) As Variant
    GetConfig = "C:\\Python\\python.exe"
End Function

Public Function FileExistsOnWindows(ByVal FileSpec As String) As Boolean
    FileExistsOnWindows = True
End Function
"""


@pytest.fixture(scope="module")
def office(soffice, tmp_path_factory):
    """Return a function that has LibreOffice look at files and run macros; see office.py."""
    python = office_python(soffice)
    profile = tmp_path_factory.mktemp("profile")

    def look(*arguments):
        command = [python, Path(__file__).with_name("office.py"), soffice, profile, *arguments]
        done = subprocess.run(command, capture_output=True, check=False, timeout=180)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return json.loads(done.stdout)

    return look


def office_python(soffice):
    """Return a Python that can talk to LibreOffice: its own, or that of the system."""
    beside = Path(soffice).resolve().parent
    places = [beside / "python", beside / "python.exe", beside.parent / "Resources" / "python"]
    for place in [*places, shutil.which("python3", path="/usr/bin"), shutil.which("python3")]:
        if place and Path(place).exists():
            asked = subprocess.run([place, "-c", "import uno"], capture_output=True, check=False)
            if asked.returncode == 0:
                return place
    reason = "no Python can talk to LibreOffice; in Debian it is the package python3-uno"
    required = os.environ.get("CI") == "true" and sys.platform == "linux"
    return pytest.fail(reason) if required else pytest.skip(reason)


@pytest.fixture(scope="module")
def found(office, tmp_path_factory):
    """Return what LibreOffice finds in the workbook and in the add-in, and in one it ran."""
    folder = tmp_path_factory.mktemp("makroer")
    for name, data in {
        "bok.xlsm": course_workbook(fresh(date(2026, 11, 23))),
        "bok.xlam": ribbon_addin(),
        "prove.xlsm": trial(),
    }.items():
        (folder / name).write_bytes(data)
    ran = [folder / "prove.xlsm", "!Knapper.SkrivPdf"]
    return office(folder / "bok.xlsm", folder / "bok.xlam", *ran)


def trial():
    """Return a workbook with our macros and a RunPython that only tells what it was asked for.

    LibreOffice runs nothing at all in a project with the class Dictionary, which it can't read.
    """
    code_names = {"kursverktoy.conf": "ArkOppsett"}
    ours = [module for module in workbook_modules() if module.name in {"Knapper", "Clicks"}]
    documents = [
        Module("ThisWorkbook", "", Kind.WORKBOOK),
        Module("ArkOppsett", "", Kind.WORKSHEET),
    ]
    project = vba_project("Kursverktoy", [*documents, *ours, Module("xlwings", STUB)])
    return macro_book(Macros(project, code_names, {"USE UDF SERVER": "False"}), "", "")


def test_libreoffice_finds_every_module_as_it_was_written(found):
    for book, modules in zip(found, (workbook_modules(), addin_modules()), strict=False):
        for module in modules:
            kind, text = book["modules"][module.name]
            assert kind == (CLASS if module.kind is Kind.CLASS else STANDARD)
            assert plain(text) == plain(module.source().decode("cp1252")), module.name
        others = book["modules"].keys() - {module.name for module in modules}
        assert {book["modules"][name][0] for name in others} == {DOCUMENT}
        assert others == {"ThisWorkbook", *book["sheets"].values()}


def plain(text):
    """Return the lines that are neither our header nor the one LibreOffice puts in its place."""
    heads = ("Attribute ", "Rem Attribute ", "Option VBASupport", "Option ClassModule")
    return [line for line in text.rstrip().splitlines() if not line.startswith(heads)]


def test_libreoffice_knows_each_sheet_by_the_name_of_its_module(found):
    assert len(found[0]["sheets"]) == 23
    assert found[0]["sheets"]["Læringsmål"] == "ArkLaeringsmaal"
    assert found[1]["sheets"] == {"kursverktoy.conf": "ArkOppsett"}


def test_the_buttons_on_start_run_their_macros(found):
    where = "vnd.sun.star.script:Kursverktoy.Knapper.{}?language=Basic&location=document"
    assert found[0]["buttons"] == {
        "Sjekk": [where.format("Sjekk")],
        "Oppsummer": [where.format("Oppsummer")],
        "Skriv alle": [where.format("Skriv")],
        "Skriv med PDF": [where.format("SkrivPdf")],
        "Velg mappe": [where.format("VelgMappe")],
        "Ny plan": [where.format("NyPlan")],
        "Nye planmål": [where.format("NyePlanmaal")],
        "Nytt kurs": [where.format("NyttKurs")],
        "Hjelp": [where.format("Hjelp")],
    }


def test_a_macro_runs_and_norwegian_letters_are_one_letter_each(found):
    assert found[2]["cells"] == [
        "from kursverktoy import macros; macros.skriv_pdf()",
        "Blåbærsyltetøy ÆØÅ – «prøve» 100 €",
        "7",
    ]
