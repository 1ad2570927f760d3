"""The text of every module: ours from this folder, the way to Python from the installed xlwings.

xlwings' text names the version of its DLL, so it is taken from the xlwings that is installed, and
never kept here. Four things in it are changed:

* the settings are looked up as kursverktoy's and not as xlwings';
* the add-in looks them up in itself, and never in the workbook it works on;
* they are never looked up in a file beside the workbook;
* they are read from their own sheet, also when a sheet with a chart is in front.

The second and the third are for safety: the settings say which program is started, and a workbook
that somebody has sent back, or the folder it came in, must not decide that.
"""

from importlib.util import find_spec
from pathlib import Path

from kursverktoy.addin.module import Kind, Module

PROJECT = "Kursverktoy"
_OURS = Path(__file__).parent / "vba"
_SETTINGS_NAME = 'Public Const PROJECT_NAME As String = "{}"'
_IN_BOTH = (
    ('If source = "" Or source = "directory" Then', 'If source = "directory" Then'),
    ('In Range(sht.Range("A1"), lastCell)', 'In sht.Range(sht.Range("A1"), lastCell)'),
)
_IN_ITSELF = {
    'SheetExists({}, PROJECT_NAME & ".conf")': 1,
    "GetConfigFromSheet({})": 2,
}
"""How the add-in asks a workbook for its settings, and how often."""


def workbook_modules() -> list[Module]:
    """Return the modules of a course workbook, besides those of its sheets."""
    text = _changed(_of_xlwings("xlwings.bas"), "xlwings")
    return [_ours("Knapper"), _ours("Clicks"), Module("xlwings", text), _dictionary()]


def addin_modules() -> list[Module]:
    """Return the modules of the add-in, besides that of its sheet."""
    text = _changed(_of_xlwings("xlwings_custom_addin.bas"), "myaddin")
    for asked, times in _IN_ITSELF.items():
        text = _replaced(text, asked.format("ActiveWorkbook"), asked.format("ThisWorkbook"), times)
    return [_ours("Baand"), _ours("Clicks"), Module("xlwings", text), _dictionary()]


def _ours(name: str) -> Module:
    return Module(name, (_OURS / f"{name}.bas").read_text(encoding="utf-8"))


def _dictionary() -> Module:
    """Return the class that xlwings needs on a Mac."""
    return Module("Dictionary", _of_xlwings("addin/Dictionary.cls"), Kind.CLASS)


def _of_xlwings(name: str) -> str:
    # Found without being imported, which would take half a second and import pandas.
    spec = find_spec("xlwings")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError("xlwings is not installed")
    return (Path(spec.submodule_search_locations[0]) / name).read_text(encoding="utf-8")


def _changed(text: str, settings: str) -> str:
    named = _SETTINGS_NAME.format(settings), _SETTINGS_NAME.format(PROJECT.lower())
    for before, after in (named, *_IN_BOTH):
        text = _replaced(text, before, after)
    return text


def _replaced(text: str, before: str, after: str, times: int = 1) -> str:
    """Replace what stands exactly `times` in xlwings' text; a newer xlwings must be looked at."""
    if text.count(before) != times:
        raise ValueError(f"the text of xlwings has changed: {before}")
    return text.replace(before, after)
