"""The contract of the clicks, held in Calc; and that it notices what does not hold."""

import re
import subprocess
import sys

import pytest

from calc_engine.conftest import ROOT
from kursverktoy import contract
from kursverktoy.errors import KursverktoyError
from kursverktoy.machine.check import Tilstand
from kursverktoy.machine.machine import System
from machine.madeup import MadeUp

pytestmark = pytest.mark.libreoffice
NAMES = ["Excel", "Sjekk", "Rettet celle", "Egne farger", "Skriv", "Oppsummer", "Ny plan"]


@pytest.fixture
def prøve(excel, tmp_path):
    """Return the example course as the contract opens it, in Calc."""
    import xlwings

    from kursverktoy.workbook.own_excel import OwnExcel

    fil = contract.new_example(tmp_path)
    excel.apps.list[0].books.open(str(fil))
    return contract.Prøve(OwnExcel(xlwings.books[contract.BOK]), fil)


def outcomes(prøve):
    return {each.navn: each for each in contract.tried(prøve)}


def test_the_contract_holds_in_calc(prøve):
    found = outcomes(prøve)
    assert {name: each.hva for name, each in found.items() if each.tilstand != "ok"} == {}
    assert list(found) == NAMES
    told = [re.fullmatch(r"(.*) \(\d+,\d s\)", each.hva)[1] for each in list(found.values())[1:]]
    assert told == [
        "17 funn på arket Funn.",
        "Ett funn og ett merke er borte når cellen er rettet.",
        "De blir stående.",
        "Skrev KJ-2026-H_kursplan_2026-11-23.docx.",
        "774 tall på arket Sammendrag, alle som Python regner dem.",
        "En plan med 11 mål er lagt til.",
    ]


def test_the_contract_tells_what_does_not_hold(prøve):
    sheets = prøve.excel.book()._book.impl.uno.Sheets
    figure = sheets.getByName("Sammendrag").getCellRangeByName("C6")
    figure.Value = figure.Value + 1
    sheets.getByName("Oppfølging").protect("hemmelig")
    sheets.getByName("Planmål").protect("hemmelig")
    found = outcomes(prøve)
    assert [name for name, each in found.items() if each.tilstand is not Tilstand.FEIL] == [
        "Excel",
        "Sjekk",
        "Skriv",
    ]
    assert found["Oppsummer"].hva.startswith("1 tall er ikke som Python regner dem. Det første: ")
    assert found["Rettet celle"].hva.startswith("com_error: ")
    assert {each.råd for each in found.values() if each.tilstand is Tilstand.FEIL} == {
        "Send hele dette svaret til den som hjelper dere med kursverktøy."
    }


def test_a_machine_without_excel(tmp_path):
    bare = MadeUp(tmp_path, System.WINDOWS)
    bare.registry.clear()
    for machine in (bare, MadeUp(tmp_path / "annen", System.OTHER)):
        with pytest.raises(KursverktoyError, match="Excel finnes ikke på denne maskinen"):
            contract.prøv(machine)


@pytest.mark.skipif(sys.platform != "linux", reason="there may be an Excel")
def test_what_is_said_without_excel_is_one_sentence():
    command = [sys.executable, "-m", "kursverktoy", "diagnose", "--excel"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "Excel finnes ikke på denne maskinen, så knappene kan ikke prøves her.\n"
    )
