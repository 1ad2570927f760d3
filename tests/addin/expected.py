"""The modules that must be found in the two files, and the settings the add-in is built with."""

from typing import NamedTuple

PYTHON = r"C:\Users\Åse\kursverktoy\Scripts\python.exe"


class Built(NamedTuple):
    data: bytes
    sources: dict[str, str]
    """The text of every module, with the header and line ends that Office stores."""


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
