"""Old and foreign workbooks are read in a child process, and its death is only a sentence."""

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook import child, foreign
from kursverktoy.workbook.files import open_book
from workbook.corpus import binary_workbook, compound

CELLS = {
    2: {2: "Åse 😀", 3: 7, 4: 7.5, 5: date(2026, 5, 1), 6: datetime(2026, 5, 1, 13, 30)},  # noqa: DTZ001  a workbook knows no zone
    3: {2: "linje\nskift", 3: time(6), 4: 42},
    5: {2: "slått sammen"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the path of an .xlsx to convert: two sheets, an error cell, a formula, a merge."""
    path = tmp_path_factory.mktemp("made") / "Kurs.xlsx"
    book = xlsxwriter.Workbook(path)
    formats = {
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
        datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
        time: book.add_format({"num_format": "hh:mm"}),
    }
    sheet = book.add_worksheet("Første")
    for number, cells in CELLS.items():
        for column, value in cells.items():
            sheet.write(number - 1, column - 1, value, formats.get(type(value)))
    sheet.write_formula("D3", "=6*7", None, 42)
    sheet.write_formula("E3", "=1/0", None, "#DIV/0!")
    sheet.merge_range("B5:C6", "slått sammen")
    book.add_worksheet("Andre").write("A1", 1)
    book.close()
    return path


@pytest.fixture(scope="module", params=["xls", "ods"])
def converted(request, made, convert):
    """Return the workbook in another format."""
    return convert(made, request.param)


@pytest.mark.libreoffice
def test_the_same_cells_as_in_the_xlsx(converted):
    sheets = open_book(converted).sheets
    assert list(sheets) == ["Første", "Andre"]
    assert sheets["Første"].rows == CELLS
    assert [type(raw) for raw in sheets["Første"].rows[2].values()] == [
        type(raw) for raw in CELLS[2].values()
    ]


@pytest.mark.libreoffice
def test_only_an_ods_tells_which_cells_are_formulas(converted):
    found = {(3, 4), (3, 5)} if converted.suffix == ".ods" else set()
    assert open_book(converted).sheets["Første"].formulas == found


@pytest.mark.libreoffice
def test_the_name_does_not_matter(converted, tmp_path):
    path = tmp_path / "Kurs.xlsx"
    path.write_bytes(converted.read_bytes())
    assert open_book(path).sheets["Første"].rows == CELLS


@pytest.mark.libreoffice
def test_a_damaged_one_is_refused(converted, tmp_path):
    data = converted.read_bytes()
    for end in (len(data) // 2, 700):
        path = tmp_path / converted.name
        path.write_bytes(data[:end])
        with pytest.raises(KursverktoyError, match=f"«{path.name}»"):
            open_book(path)


@pytest.mark.libreoffice
def test_merged_ranges_of_xls(made, convert):
    assert open_book(convert(made, "xls")).sheets["Første"].merged == ("B5:C6",)


@pytest.mark.libreoffice
def test_data_far_out_is_refused(made, convert, tmp_path):
    source, path = convert(made, "ods"), tmp_path / "Kurs.ods"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "content.xml":
                skip = b'<table:table-row table:number-rows-repeated="500000"><table:table-cell/>'
                data = data.replace(
                    b"<table:table-row", skip + b"</table:table-row><table:table-row", 1
                )
            new.writestr(name, data)
    with pytest.raises(KursverktoyError, match="helt ut i celle F500002 i arket «Første»"):
        open_book(path)


@pytest.mark.libreoffice
def test_it_works_from_any_folder_without_the_environment(converted, tmp_path):
    root = str(Path(__file__).parents[2])
    program = (
        "import sys; sys.path.append(sys.argv[1]); from pathlib import Path; from kursverktoy."
        "workbook.files import open_book; print(len(open_book(Path(sys.argv[2])).sheets))"
    )
    command = [sys.executable, "-I", "-c", program, root, str(converted)]
    (tmp_path / "json.py").write_text("raise SystemExit('the folder is on the path')")
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout.strip() == b"2"


def test_an_xlsb(tmp_path):
    path = tmp_path / "Kurs.xlsb"
    path.write_bytes(binary_workbook())
    assert open_book(path).sheets["Ark1"].rows == {2: {2: "Åse", 3: 7}}


def test_a_child_that_dies_is_a_sentence():
    with pytest.raises(KursverktoyError, match=r"«Kurs.xls» er skadet: .* som .xls. Hent fram"):
        foreign.read_foreign("Kurs.xls", compound("Workbook"), "xls")


def test_a_child_that_takes_too_long_is_a_sentence(monkeypatch):
    monkeypatch.setattr(child, "SECONDS", 0.001)
    with pytest.raises(KursverktoyError, match=r"«Kurs.xls» tar for lang tid å lese. Åpne den i"):
        foreign.read_foreign("Kurs.xls", b"", "xls")


def test_a_child_that_cannot_start_is_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/finnes/ikke")
    with pytest.raises(KursverktoyError, match=r"ikke kan leses på denne maskinen. Åpne den i"):
        foreign.read_foreign("Kurs.xls", b"", "xls")
