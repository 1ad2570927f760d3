"""What pasting, saving elsewhere and tidying up do to the workbook itself, and its repair."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from kursverktoy import verbs
from kursverktoy.course.exchange import to_data
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.structure import compare

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
DAY = date(2026, 11, 23)


@pytest.fixture
def damaged(tmp_path):
    """Return a function that changes a copy of the example with openpyxl, and where it is."""

    def damage(change):
        path = tmp_path / "bok.xlsx"
        book = load_workbook(EXAMPLE)
        change(book)
        book.save(path)
        return path

    return damage


def found(path):
    bok = verbs.les(path, DAY).bok
    return [(f.kode, f.ark, f.celle, f.melding) for f in compare(path, bok)]


def test_a_fresh_workbook_has_lost_nothing():
    assert found(EXAMPLE) == []
    assert found(ROOT / "workbooks" / "tom.xlsx") == []


def column(sheet, heading):
    return next(
        c.column_letter for row in sheet.iter_rows(max_row=8) for c in row if c.value == heading
    )


def test_drop_downs_that_were_pasted_over_are_told_with_their_rows(damaged):
    def paste(book):
        sheet = book["Kandidater"]
        letter = column(sheet, "Status")
        for rule in sheet.data_validations.dataValidation:
            if f"{letter}7" in rule.cells:
                rule.sqref = type(rule.sqref)(f"{letter}6 {letter}9:{letter}30")

    assert [f for f in found(damaged(paste)) if f[0] == "STR-01"] == [
        (
            "STR-01", "Kandidater", "P7",
            (
                "Kontrollen av «Status» er borte i rad 7–8. "
                "Lag en frisk bok med «kursverktoy reparer»."
            ),
        )
    ]  # fmt: skip


def test_a_table_that_is_gone_or_too_short_is_told(damaged):
    def cut(book):
        del book["Partnere"].tables["tbl_partnere"]
        table = book["Behov"].tables["tbl_behov"]
        table.ref = table.ref.split(":")[0] + ":M8"

    told = [f[1:] for f in found(damaged(cut)) if f[0] == "STR-02"]
    assert [(ark, melding.split(". ")[0]) for ark, _, melding in told] == [
        ("Behov", "Tabellen på arket dekker ikke alle radene (A5:M8)"),
        ("Partnere", "Tabellen på arket er borte"),
    ]


def test_a_date_that_lost_its_format_is_told(damaged):
    def unformat(book):
        book["Planer"][column(book["Planer"], "Fra") + "7"].number_format = "General"

    told = [f for f in found(damaged(unformat)) if f[0] == "STR-03"]
    assert [(f[1], f[2]) for f in told] == [("Planer", "B7")]


def test_locks_lists_colours_and_sheets_are_told(damaged):
    def tidy_up(book):
        book["Kurs"].protection.sheet = False
        del book.defined_names["liste_partnertype"]
        del book["Veiledning"]
        rules = book["Kandidater"].conditional_formatting
        book["Kandidater"].conditional_formatting = type(rules)()

    told = {(f[0], f[3].split(". ")[0]) for f in found(damaged(tidy_up))}
    assert ("STR-04", "Arket «Kurs» er ikke lenger låst") in told
    assert ("STR-05", "Listen «liste_partnertype» som nedtrekkslistene bruker, er borte") in told
    assert ("STR-07", "Arket «Veiledning» finnes ikke") in told
    assert any(kode == "STR-06" and "fargeregler" in melding for kode, melding in told)


def test_a_formula_that_was_typed_over_is_told(damaged):
    def type_over(book):
        book["Ansvar"]["C7"] = "Noe annet"

    assert [(f[0], f[2]) for f in found(damaged(type_over)) if f[0] == "STR-08"] == [
        ("STR-08", "C7")
    ]


def test_structure_is_only_looked_at_when_asked(damaged):
    path = damaged(lambda book: book.__delitem__("Veiledning"))
    assert not [f for f in verbs.sjekk(path, DAY).funn if f.kode.startswith("STR")]
    assert [f.kode for f in verbs.sjekk(path, DAY, struktur=True).funn if f.kode == "STR-07"]


def test_repair_restores_everything_and_keeps_the_content(damaged, tmp_path):
    def ruin(book):
        for sheet in book.worksheets:
            sheet.data_validations.dataValidation.clear()
            sheet.protection.sheet = False
        del book["Start"]
        book["Partnere"]["H6"].comment = Comment("ring", "x")
        book["Partnere"]["B6"].fill = PatternFill("solid", fgColor="FF00FF00")
        book.create_sheet("Budsjett")["A1"] = "kr"
        last = book["Behov"].max_column + 1
        book["Behov"].cell(5, last, "Min kolonne")

    path = damaged(ruin)
    before = path.read_bytes()
    repaired = verbs.reparer(path, tmp_path / "ny.xlsx", DAY)
    assert found(tmp_path / "ny.xlsx") == []
    assert to_data(verbs.les(tmp_path / "ny.xlsx", DAY).bok) == to_data(verbs.les(EXAMPLE, DAY).bok)
    assert set(repaired.ikke_med) == {
        "Arket «Budsjett»",
        "Kolonnen «Min kolonne» på arket Behov",
        "1 kommentar på arket Partnere",
        "Egne farger i 1 celle på arket Partnere",
    }
    assert path.read_bytes() == before


def test_repair_never_writes_over_a_workbook(tmp_path):
    path = tmp_path / "bok.xlsx"
    shutil.copy(EXAMPLE, path)
    with pytest.raises(KursverktoyError, match="blir aldri overskrevet"):
        verbs.reparer(path, path, DAY)
    with pytest.raises(KursverktoyError):
        verbs.reparer(EXAMPLE, path, DAY)
    assert path.read_bytes() == EXAMPLE.read_bytes()


def test_lists_and_thresholds_follow_unless_they_are_reset(damaged, tmp_path):
    def adjust(book):
        sheet = book["Lister"]
        cells = [c for row in sheet.iter_rows() for c in row if c.value == "Sprik i norsk (trinn)"]
        sheet.cell(cells[0].row, cells[0].column + 1, 2)

    path = damaged(adjust)
    verbs.reparer(path, tmp_path / "a.xlsx", DAY)
    verbs.reparer(path, tmp_path / "b.xlsx", DAY, tilbakestill=True)
    assert verbs.les(tmp_path / "a.xlsx", DAY).bok.lister.terskler.norsk_sprik == 2
    assert verbs.les(tmp_path / "b.xlsx", DAY).bok.lister.terskler.norsk_sprik == 3


def test_the_log_of_what_was_shared_is_never_lost(damaged, tmp_path):
    def share(book):
        sheet = book["Delinger"]
        for column, value in enumerate(["01.09.2026 10:12", "KJ_P06.xlsx", "P06", 2, 4], start=1):
            sheet.cell(6, column, value)

    verbs.reparer(damaged(share), tmp_path / "ny.xlsx", DAY)
    written = load_workbook(tmp_path / "ny.xlsx")["Delinger"]
    assert [str(cell.value) for cell in written[6]][:5] == [
        "01.09.2026 10:12", "KJ_P06.xlsx", "P06", "2", "4",
    ]  # fmt: skip
