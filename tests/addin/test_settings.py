"""Where the macros find Python, and that no workbook they are used on can tell them another."""

import io
import re
from importlib.metadata import version

import openpyxl
import pytest
import xlsxwriter
from pyopenvba.apps.excel import ExcelApplication
from python_calamine import CalamineWorkbook

from addin.expected import PYTHON
from kursverktoy.addin import texts

SHEET = "kursverktoy.conf"
ASKING = ("GetConfig", "GetConfigFromSheet", "SheetExists")
REST = """
Function GetConfigFilePath() As String
    GetConfigFilePath = "user"
End Function

Function GetConfigFromFile(sFile As String, sName As String, Optional sValue As String) As Boolean
    sValue = sName & " of " & sFile
    GetConfigFromFile = True
End Function

Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = True
End Function

Function ExpandEnvironmentStrings(ByVal s As String)
    ExpandEnvironmentStrings = s
End Function
"""
"""What reaches for Windows, and can't here."""
CHANGED = [
    'Public Const PROJECT_NAME As String = "kursverktoy"',
    'For Each cell In sht.Range(sht.Range("A1"), lastCell)',
]
IN_ITSELF = [
    'If SheetExists(ThisWorkbook, PROJECT_NAME & ".conf") = True Then',
    "If GetConfigFromSheet(ThisWorkbook).Exists(configKey) = True Then",
    "GetConfig = GetConfigFromSheet(ThisWorkbook).Item(configKey)",
]
BESIDE = 'If source = "directory" Then'


@pytest.fixture
def app(path, built):
    """Return an Excel of pyOpenVBA with a file open, and xlwings' own way to a setting."""
    app = ExcelApplication.open(path)
    text = built.sources["xlwings"]
    project = re.search("^Public Const PROJECT_NAME.*?$", text, re.MULTILINE)[0]
    functions = [procedure(name, text) for name in ASKING]
    excel = '#Const App = "Microsoft Excel"'
    app.add_module("\n".join([excel, project, *functions, REST]), name="xlwings")
    return app


def procedure(name, text):
    return re.search(rf"^Function {name}\(.*?^End Function", text, re.MULTILINE | re.DOTALL)[0]


def setting(app, name, otherwise="none"):
    return app.run("xlwings.GetConfig", name, otherwise)


def rows(data):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(SHEET)
    assert sheet.start == (0, 0)
    return [tuple(row) for row in sheet.to_python()]


def test_settings_are_texts_in_one_block_from_the_first_cell(built):
    written = rows(built.data)
    assert all(isinstance(name, str) and name == name.upper() for name, _ in written)
    assert {type(value) for _, value in written} == {str}
    assert len({name for name, _ in written}) == len(written) >= 9
    assert dict(written)["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert dict(written)["USE UDF SERVER"] == "False"


def test_the_sheet_is_hidden_and_says_nothing_about_the_machine_it_was_made_on(xlsm):
    assert openpyxl.load_workbook(io.BytesIO(xlsm.data))[SHEET].sheet_state == "hidden"
    assert not [value for _, value in rows(xlsm.data) if value and set(value) & set("/\\:")]


def test_the_workbook_leaves_it_to_the_user_where_python_is(xlsm):
    names = {name for name, _ in rows(xlsm.data)}
    assert not names & {"INTERPRETER", "INTERPRETER_WIN", "INTERPRETER_MAC"}


def test_the_macros_find_the_settings(app, built):
    assert setting(app, "USE UDF SERVER") == "False"
    assert setting(app, "PYTHONPATH") == ""
    known = "INTERPRETER_WIN" in dict(rows(built.data))
    assert setting(app, "INTERPRETER_WIN") == (PYTHON if known else "INTERPRETER_WIN of user")


def test_a_workbook_sent_back_decides_nothing(app, tmp_path):
    before = [setting(app, name) for name in ("INTERPRETER_WIN", "PYTHONPATH", "LICENSE_KEY")]
    hostile = tmp_path / "retur.xlsx"
    with xlsxwriter.Workbook(hostile) as book:
        sheet = book.add_worksheet(SHEET)
        for row, name in enumerate(["INTERPRETER_WIN", "PYTHONPATH", "LICENSE_KEY"]):
            sheet.write_row(row, 0, [name, r"\\fremmed\x.exe"])
    (tmp_path / "kursverktoy.conf").write_text('"INTERPRETER_WIN","C:\\x.exe"\n', encoding="ascii")
    app.activate_workbook(app.open_workbook(hostile))
    assert app.workbook.name == "retur.xlsx"
    after = [setting(app, name) for name in ("INTERPRETER_WIN", "PYTHONPATH", "LICENSE_KEY")]
    assert after == before


def test_xlwings_asks_for_its_own_dll_and_for_our_settings(built):
    text = built.sources["xlwings"]
    assert f'Public Const XLWINGS_VERSION As String = "{version("xlwings")}"' in text
    assert f'Lib "xlwings64-{version("xlwings")}.dll"' in text
    assert text.count("PROJECT_NAME As String") == 1
    assert 'Public Const PROJECT_NAME As String = "kursverktoy"' in text


def test_what_is_changed_in_xlwings_is_that_and_no_more(xlsm, xlam):
    for built, name in ((xlsm, "xlwings.bas"), (xlam, "xlwings_custom_addin.bas")):
        before = texts._of_xlwings(name).rstrip().splitlines()
        after = built.sources["xlwings"].splitlines()
        pairs = zip(before, after, strict=True)
        changed = [new.strip() for old, new in pairs if new != old]
        assert changed == [*CHANGED, *(IN_ITSELF if built is xlam else ()), BESIDE]


def test_another_text_than_the_one_we_know_is_refused():
    with pytest.raises(ValueError, match="the text of xlwings has changed"):
        texts._changed("Attribute VB_Name = 'xlwings'", "xlwings")
