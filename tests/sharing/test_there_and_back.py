"""What `pakk` sends out comes back through `flett`: the two on the same real files."""

import io
import shutil
from datetime import date

import openpyxl
import pytest

from kursverktoy import verbs
from kursverktoy.sharing.delivery import deliveries_of
from kursverktoy.sharing.unlocking import unlocked
from kursverktoy.verbs.merging import angre, bruk, flett
from sharing.delivered import DAY, EXAMPLE
from sharing.test_corpus import line


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """Return a workbook that has been packed for all its partners, the files and the passwords."""
    folder = tmp_path_factory.mktemp("pakk")
    book = folder / "Kurs.xlsx"
    shutil.copy(EXAMPLE, book)
    made = verbs.pakk(book, folder / "ut", DAY)
    passwords = [each.passord for each in made if each.passord]
    return book, sorted((folder / "ut").glob("**/*.xlsx")), passwords


def test_what_nobody_has_touched_proposes_nothing(packed):
    book, files, passwords = packed
    assert len(files) == len(deliveries_of(book)) >= 5
    found = flett(book, files, DAY, passord=passwords).fletting
    assert (found.forslag, found.alt_inne, found.merknader) == ((), 0, ())


@pytest.fixture
def opened(packed, tmp_path):
    """Return a function that opens the file of a partner, has it edited, and saves it anew."""
    _, files, passwords = packed

    def edit(partner, change):
        (path,) = (each for each in files if f"_{partner}_" in each.name)
        data = unlocked(path.name, path.read_bytes(), passwords)
        workbook = openpyxl.load_workbook(io.BytesIO(data))
        change(workbook)
        workbook.save(tmp_path / "tilbake.xlsx")
        return tmp_path / "tilbake.xlsx"

    return edit


def cell(sheet, row, heading):
    """Return a cell by its heading; `row` is 1 for the first below the headings."""
    heads = next(r for r in sheet.iter_rows() if r[0].value == "Rad")
    column = next(c.column for c in heads if c.value == heading)
    return sheet.cell(heads[0].row + row, column)


def test_what_a_partner_fills_in_comes_into_the_workbook(packed, opened):
    book, *_ = packed

    def change(workbook):
        goals, needs = workbook["Vurdering"], workbook["Innspill"]
        cell(goals, 1, "Status").value = "I gang"
        cell(goals, 1, "Dato").value = date(2026, 11, 20)
        cell(needs, 1, "Hva fant dere ut?").value = "Flere må kunne renhold"

    before = book.read_bytes()
    path = opened("P06", change)
    done = bruk(book, [path], DAY)
    assert sorted(map(line, done.tatt_inn)) == [
        "endring K03 L04 status: I gang",
        "endring K03 L04 status_dato: 2026-11-20",
        "ny rad: funn=Flere må kunne renhold, kilde=Innspill i delt arbeidsbok",
    ]
    assert flett(book, [path], DAY).fletting.forslag == ()
    angre(book)
    assert book.read_bytes() == before


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls", "xlsx:Calc MS Excel 2007 XML"])
def test_all_files_through_libreoffice(kind, packed, opened, convert):
    book, *_ = packed

    def change(workbook):
        cell(workbook["Vurdering"], 1, "Status").value = "I gang"

    for partner in ("P06", "P07"):
        path = convert(opened(partner, change), kind)
        (one,) = flett(book, [path], DAY).fletting.forslag
        assert (one.utfall, one.partner, one.deres) == ("endring", partner, "I gang")
