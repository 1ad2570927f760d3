"""The two files that bring kursverktøy into Excel: a workbook with buttons, and an add-in."""

from collections.abc import Mapping, Sequence

from kursverktoy.addin.module import Kind, Module
from kursverktoy.addin.package import add_in
from kursverktoy.addin.project import vba_project
from kursverktoy.addin.ribbon import ribbon
from kursverktoy.addin.texts import PROJECT, addin_modules, workbook_modules
from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook import tabs
from kursverktoy.workbook.builder import Button, Macros, build, macro_book

CODE_NAMES: Mapping[str, str] = {
    tabs.START: "ArkStart",
    Kurs.ark: "ArkKurs",
    Behov.ark: "ArkBehov",
    Partner.ark: "ArkPartnere",
    Fagperson.ark: "ArkFagpersoner",
    Ansvar.ark: "ArkAnsvar",
    Læringsmål.ark: "ArkLaeringsmaal",
    Modul.ark: "ArkModuler",
    Kandidat.ark: "ArkKandidater",
    Kartlegging.ark: "ArkKartlegging",
    Fortrolig.ark: "ArkFortrolig",
    Plan.ark: "ArkPlaner",
    Planmål.ark: "ArkPlanmaal",
    Praksis.ark: "ArkPraksis",
    Oppfølging.ark: "ArkOppfoelging",
    Avslutning.ark: "ArkAvslutning",
    tabs.FUNN: "ArkFunn",
    tabs.SAMMENDRAG: "ArkSammendrag",
    tabs.DELINGER: "ArkDelinger",
    tabs.LISTER: "ArkLister",
    tabs.VEILEDNING: "ArkVeiledning",
    tabs.VALG: "ArkValg",
    tabs.OPPSETT: "ArkOppsett",
}
"""The module of every sheet. Given by hand: they stay when a tab gets another name."""
BUTTONS = (
    Button("Sjekk", "Knapper.Sjekk"),
    Button("Oppsummer", "Knapper.Oppsummer"),
    Button("Skriv alle", "Knapper.Skriv"),
    Button("Skriv med PDF", "Knapper.SkrivPdf"),
    Button("Velg mappe", "Knapper.VelgMappe"),
    Button("Ny plan", "Knapper.NyPlan"),
    Button("Nye planmål", "Knapper.NyePlanmaal"),
    Button("Nytt kurs", "Knapper.NyttKurs"),
    Button("Hjelp", "Knapper.Hjelp"),
)
"""The buttons on Start, from left to right."""
SETTINGS: Mapping[str, str] = {
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "PYTHONPATH": "",
    "USE UDF SERVER": "False",
    "SHOW CONSOLE": "False",
    "SHOW_ERROR_POPUPS": "True",
    "DEBUG UDFS": "False",
    "CONDA PATH": "",
    "CONDA ENV": "",
    "LICENSE_KEY": "",
}
"""What xlwings is told, as text. Nothing is taken from beside the workbook.

Where Python is, is left out: xlwings would take an empty value for an answer, and not go on to the
file in the user's folder."""
_TITLE = "Kursverktøy"
_ABOUT = "Sjekker, oppsummerer og dokumenterer et kort bransjekurs."


def course_workbook(bok: Kursbok, settings: Mapping[str, str] | None = None) -> bytes:
    """Return the workbook of a course with buttons on Start, as an .xlsm file.

    `settings` come on top of `SETTINGS`; their names are those of xlwings.
    """
    project = vba_project(PROJECT, _modules(CODE_NAMES, workbook_modules()))
    macros = Macros(project, CODE_NAMES, {**SETTINGS, **(settings or {})}, BUTTONS)
    return build(bok, macros=macros)


def ribbon_addin(settings: Mapping[str, str] | None = None) -> bytes:
    """Return the add-in with the ribbon, an .xlam file; `settings` as in `course_workbook`."""
    names = {tabs.OPPSETT: CODE_NAMES[tabs.OPPSETT]}
    project = vba_project(PROJECT, _modules(names, addin_modules()))
    macros = Macros(project, names, {**SETTINGS, **(settings or {})})
    return add_in(macro_book(macros, _TITLE, _ABOUT), ribbon())


def _modules(code_names: Mapping[str, str], others: Sequence[Module]) -> list[Module]:
    sheets = [Module(name, kind=Kind.WORKSHEET) for name in code_names.values()]
    return [Module("ThisWorkbook", kind=Kind.WORKBOOK), *sheets, *others]
