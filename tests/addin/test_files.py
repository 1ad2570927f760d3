"""The two files as Excel workbooks: sheets and their modules, buttons, and equal bytes."""

import io
import itertools
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from hashlib import sha256

import openpyxl
import pytest
from lxml import etree

from kursverktoy import verbs
from kursverktoy.addin import building, ribbon_addin
from kursverktoy.course.fresh import fresh
from kursverktoy.workbook.builder import Macros, build, macro_book

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = date(2026, 11, 23)
BUILD = """
import sys
from datetime import date
from hashlib import sha256
from kursverktoy.addin import course_workbook, ribbon_addin
from kursverktoy.course.fresh import fresh
data = course_workbook(fresh(date.fromisoformat(sys.argv[1]))) + ribbon_addin()
print(sha256(data).hexdigest(), end="")
"""
CAPTIONS = {
    "Sjekk": "Sjekk",
    "Oppsummer": "Oppsummer",
    "Skriv alle": "Skriv",
    "Skriv med PDF": "SkrivPdf",
    "Velg mappe": "VelgMappe",
    "Ny plan": "NyPlan",
    "Nye planmål": "NyePlanmaal",
    "Nytt kurs": "NyttKurs",
    "Hjelp": "Hjelp",
}


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def said(sheet):
    """Return the value or the formula of every cell."""
    return [getattr(cell.value, "text", cell.value) for row in sheet.iter_rows() for cell in row]


def code_names(data):
    """Return the name of each sheet's module, in workbook order, the workbook's own first."""
    package = parts(data)
    names = [etree.fromstring(package["xl/workbook.xml"]).find(f"{MAIN}workbookPr").get("codeName")]
    sheets = etree.fromstring(package["xl/workbook.xml"]).findall(f"{MAIN}sheets/{MAIN}sheet")
    for number, _ in enumerate(sheets, start=1):
        sheet = package[f"xl/worksheets/sheet{number}.xml"].decode()
        names.append(re.search(r'<sheetPr codeName="(\w+)"', sheet)[1])
    return names


def test_every_sheet_has_its_own_module_and_every_such_module_its_sheet(built):
    documents = [name for name, text in built.sources.items() if "PredeclaredId = True" in text]
    assert code_names(built.data) == documents
    assert documents[0] == "ThisWorkbook"
    assert documents[-1] == "ArkOppsett"


def test_the_workbook_has_the_sheets_of_an_empty_course_and_its_settings(xlsm):
    ordinary = openpyxl.load_workbook(io.BytesIO(build(fresh(DAY))))
    ours = openpyxl.load_workbook(io.BytesIO(xlsm.data))
    assert ours.sheetnames == [*ordinary.sheetnames, "kursverktoy.conf"]
    for name in ordinary.sheetnames:
        assert ours[name].sheet_state == ordinary[name].sheet_state
        assert said(ours[name]) == said(ordinary[name])


def test_the_buttons_stand_on_start_side_by_side_and_run_their_macros(xlsm):
    drawing = parts(xlsm.data)["xl/drawings/vmlDrawing1.vml"].decode()
    relations = parts(xlsm.data)["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert "vmlDrawing1.vml" in relations
    captions = re.findall(r'<font face="Calibri" size="220" color="#000000">(.*?)</font>', drawing)
    macros = re.findall(r"<x:FmlaMacro>\[0\]!Knapper\.(\w+)</x:FmlaMacro>", drawing)
    assert dict(zip(captions, macros, strict=True)) == CAPTIONS
    shapes = re.findall(r"margin-left:([\d.]+)pt;.*?width:([\d.]+)pt", drawing)
    spans = [(float(left), float(left) + float(wide)) for left, wide in shapes]
    assert len(spans) == len(CAPTIONS)
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(spans))
    rows = re.findall(
        r"<x:Anchor>\s*\d+, \d+, (\d+), \d+, \d+, \d+, (\d+), \d+</x:Anchor>", drawing
    )
    assert set(rows) == {("6", "6")}


def test_the_workbook_is_a_course_with_nothing_to_say_about_it(xlsm, tmp_path):
    path = tmp_path / "bok.xlsm"
    path.write_bytes(xlsm.data)
    assert verbs.sjekk(path, DAY, struktur=True).funn == ()
    ended = verbs.reparer(path, tmp_path / "ny.xlsx", DAY).ikke_med
    assert ended == ("Knappene på Start og makroene bak dem",)


def test_the_add_in_tells_who_it_is(xlam):
    core = parts(xlam.data)["docProps/core.xml"].decode()
    assert "<dc:title>Kursverktøy</dc:title>" in core
    assert "kort bransjekurs.</dc:description>" in core
    assert "<dc:creator>kursverktøy</dc:creator>" in core


def test_a_sheet_without_a_module_is_never_built():
    names = {name: code for name, code in building.CODE_NAMES.items() if name != "Behov"}
    with pytest.raises(ValueError, match=r"no module, or no sheet: \{'Behov'\}"):
        build(fresh(DAY), macros=Macros(b"", names, {}))


def test_a_module_without_a_sheet_is_never_built():
    with pytest.raises(ValueError, match=r"no module, or no sheet: \{'Borte'\}"):
        macro_book(Macros(b"", {"kursverktoy.conf": "ArkOppsett", "Borte": "A"}, {}), "", "")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_equal_input_gives_equal_bytes_in_every_process(seed, xlsm):
    command = [sys.executable, "-c", BUILD, DAY.isoformat()]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    made = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert made.decode() == sha256(xlsm.data + ribbon_addin()).hexdigest()


def test_settings_given_come_on_top(xlam):
    assert b"python.exe" in parts(xlam.data)["xl/sharedStrings.xml"]
    assert b"python.exe" not in parts(ribbon_addin())["xl/sharedStrings.xml"]
