"""A column is told once: one line more, and it is everywhere a column should be."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import columns

ROOT = Path(__file__).parent.parent
LINE = """
    allergier_servering: Annotated[
        bool | None, Column("Kan servere ved allergi?", help="Spør kjøkkensjefen.", documents="D1")
    ] = None
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the program in which one column has been added to Partnere."""
    root = tmp_path_factory.mktemp("klone")
    for folder in ("kursverktoy", "templates", "workbooks"):
        shutil.copytree(ROOT / folder, root / folder)
    module = root / "kursverktoy" / "course" / "ark" / "partnere.py"
    source = module.read_text("utf-8")
    before = source.index("\n    def __str__")
    module.write_text(source[:before] + LINE + source[before:], "utf-8")
    return root


def run(clone, *arguments):
    # What the copy runs is no part of the coverage of the original.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-m", "kursverktoy", *arguments],
        cwd=clone, env=environment | {"PYTHONPATH": str(clone)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_column_is_in_the_workbook_the_reader_the_reference_and_the_placeholders(clone):
    data = json.loads((clone / "workbooks/eksempelkurs.json").read_text("utf-8"))
    data["partnere"][6]["allergier_servering"] = "Ja"
    (clone / "kurs.json").write_text(json.dumps(data), "utf-8")
    run(clone, "ny", "bok.xlsx", "--fra", "kurs.json", "--dato", "2026-11-23")

    sheet = load_workbook(clone / "bok.xlsx")["Partnere"]
    cell = next(c for c in sheet[5] if c.value == "Kan servere ved allergi?")
    assert sheet.cell(4, cell.column).value == "allergier_servering"
    assert sheet.cell(3, cell.column).value == "Spør kjøkkensjefen."
    assert sheet.cell(12, cell.column).value == "Ja"
    guarded = f"{cell.column_letter}12"
    rules = [r for r in sheet.data_validations.dataValidation if guarded in r.cells]
    assert [r.type for r in rules] == ["list"]

    read = json.loads(run(clone, "les", "bok.xlsx", "--json"))
    assert [p["allergier_servering"] for p in read["partnere"]] == [
        "",
        "",
        "",
        "",
        "",
        "",
        "Ja",
        "",
    ]

    run(clone, "bygg", "--rot", ".")
    assert "`allergier_servering`" in (clone / "workbooks/REFERANSE.md").read_text("utf-8")
    placeholders = (clone / "templates/README.md").read_text("utf-8")
    assert "allergier_servering" in placeholders
    schema = json.loads((clone / "workbooks/utveksling.schema.json").read_text("utf-8"))
    rows = schema["properties"]["partnere"]["items"]["properties"]
    assert rows["allergier_servering"]["title"] == "Kan servere ved allergi?"


def test_nobody_else_has_a_list_of_headings():
    """A heading of several words is written in the declaration and nowhere else."""
    headings = {
        field.column.header
        for ark in ARK
        for field in columns(ark).values()
        if len(field.column.header.split()) > 2
    }
    package = ROOT / "kursverktoy"
    sources = [p for p in package.rglob("*.py") if p.parent.name != "ark"]
    found = {h: p.name for p in sources for h in headings if f'"{h}"' in p.read_text("utf-8")}
    assert found == {}


def test_the_declaration_is_the_whole_of_the_domain():
    assert len(ARK) == 15
    assert sum(len(columns(ark)) for ark in ARK) == 235
