"""What others, who know nothing of our writer, find in the files."""

import io
import zipfile

import olefile
import pytest
from oletools.mraptor import MacroRaptor
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile

MAIN = {
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}


def part(built, name):
    with zipfile.ZipFile(io.BytesIO(built.data)) as package:
        return package.read(name)


def test_olevba_finds_every_module_as_it_was_written(built, path):
    parser = VBA_Parser(str(path))
    macros = parser.extract_all_macros()
    parser.close()
    assert {stream.rpartition("/")[2]: text for _, stream, _, text in macros} == built.sources


def test_olefile_finds_no_defect_and_no_other_stream(built):
    binary = io.BytesIO(part(built, "xl/vbaProject.bin"))
    with olefile.OleFileIO(binary, raise_defects=olefile.DEFECT_UNSURE) as compound:
        assert compound.parsing_issues == []
        assert {"/".join(each) for each in compound.listdir()} == {
            "PROJECT",
            "PROJECTwm",
            "VBA/dir",
            "VBA/_VBA_PROJECT",
            *(f"VBA/{name}" for name in built.sources),
        }
        assert compound.openstream("VBA/_VBA_PROJECT").read().hex() == "cc61ffff000100"


def test_pyopenvba_finds_every_module_and_nothing_wrong(built, path):
    with ExcelFile(str(path)) as book:
        project = book.vba_project()
        assert {module.name: module.source for module in project.modules} == built.sources
        assert project.validate() == []
        assert not project.protection.has_password
        assert [each.name for each in book.references()] == ["stdole", "Office"]


@pytest.mark.parametrize("file", ["xlsm", "xlam"])
def test_the_content_type_tells_which_of_the_two_it_is(file, request):
    types = part(request.getfixturevalue(file), "[Content_Types].xml").decode()
    assert f'PartName="/xl/workbook.xml" ContentType="{MAIN[file]}"' in types
    assert types.count("macroEnabled.main+xml") == 1
    assert 'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"' in types


def test_nothing_runs_by_itself(built):
    whole = "".join(built.sources.values())
    looked = MacroRaptor(whole)
    looked.scan()
    assert not looked.autoexec
    assert not looked.suspicious
    assert looked.execute  # it does see what the text can do
    for name in ("auto_", "workbook_", "worksheet_"):
        assert f"sub {name}" not in whole.lower()
