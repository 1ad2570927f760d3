"""The shipped macros, clicked on real workbooks in a real spreadsheet."""

import json
import subprocess
import sys
from datetime import date

import pytest
import xlsxwriter

from calc_engine.conftest import ROOT
from kursverktoy import macros
from kursverktoy.course.exchange import to_tables
from kursverktoy.summary.figures import figures
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import areas
from kursverktoy.workbook.reader import read

pytestmark = pytest.mark.libreoffice
DAY = date(2026, 11, 23)
FUNN = [
    ("X-05", "Behov", "J15"),
    ("PAR-08", "Partnere", "J13"),
    ("PRA-08", "Partnere", "Q13"),
    ("ANS-05", "Ansvar", "E20"),
    ("ANS-06", "Ansvar", "H20"),
    ("ANS-06", "Ansvar", "H21"),
    ("KAN-05", "Kandidater", "K19"),
    ("X-02", "Kartlegging", "K6"),
    ("X-02", "Kartlegging", "I16"),
    ("KAR-01", "Kartlegging", "F19"),
    ("PM-06", "Planmål", "C20"),
    ("PM-06", "Planmål", "C44"),
    ("PM-06", "Planmål", "C150"),
    ("PM-06", "Planmål", "C156"),
    ("OPP-02", "Praksis", "E15"),
    ("OPP-01", "Oppfølging", "B21"),
    ("AVS-04", "Avslutning", "O12"),
]


def cell(book, tab, address):
    return book.uno.Sheets.getByName(tab).getCellRangeByName(address)


def findings(book):
    rows = cell(book, "Funn", "A6:D400").getDataArray()
    return [(code, tab, place) for code, _, tab, place in rows if code]


def test_sjekk_fills_funn(excel, click):
    book = click()
    cell(book, "Funn", "A6:J30").clearContents(1 | 2 | 4 | 16)
    assert findings(book) == []
    macros.sjekk(dato=DAY)
    assert excel.apps.list[0].alerts == [
        ("0 feil, 10 advarsler og 7 tips. Se arket Funn.", "Kursverktøy", "ok", "info")
    ]
    assert findings(book) == FUNN


def told(excel):
    """Return the last message and whether it was about something wrong."""
    text, _, _, mode = excel.apps.list[0].alerts[-1]
    return text, mode == "critical"


def is_marked(book, tab, address):
    """Return whether the box around a cell is drawn: its rule covers the cell, and holds."""
    here = cell(book, tab, address).RangeAddress
    formats = book.uno.Sheets.getByName(tab).ConditionalFormats.ConditionalFormats
    rules = [
        entry.getPropertyValue("Formula1")
        for each in formats
        for area in each.Range.RangeAddresses
        if area.StartRow <= here.StartRow <= area.EndRow
        and area.StartColumn <= here.StartColumn <= area.EndColumn
        for entry in (each.getByIndex(n) for n in range(each.Count))
    ]
    (rule,) = [rule for rule in rules if "funn_celle" in rule]
    scratch = cell(book, "Lister", "AZ1")
    at = f"ADDRESS({here.StartRow + 1},{here.StartColumn + 1},4)"
    scratch.FormulaLocal = "=" + rule.replace(";", ",").replace("ADDRESS(ROW(),COLUMN(),4)", at)
    holds = bool(scratch.Value)
    scratch.String = ""
    return holds


def test_what_is_mended_is_gone_from_funn_and_no_longer_marked(click):
    book = click()
    macros.sjekk(dato=DAY)
    assert is_marked(book, "Oppfølging", "B21")
    assert not is_marked(book, "Oppfølging", "B20")
    cell(book, "Planmål", "C20").String = "Oppnådd"
    book.uno.calculateAll()
    before = findings(book)
    macros.sjekk(dato=DAY)
    gone = set(before) - set(findings(book))
    assert ("PM-06", "Planmål", "C20") in gone
    assert is_marked(book, "Planmål", "C44")
    assert not is_marked(book, "Planmål", "C20")


def test_what_the_coordinator_has_made_herself_stays(excel, click):
    book = click()
    yellow, own = 0xFFFF00, cell(book, "Oppfølging", "B21")
    own.CellBackColor = yellow
    notes = book.uno.Sheets.getByName("Oppfølging").Annotations
    notes.insertNew(own.CellAddress, "Ring faren først")
    cell(book, "Kandidater", "A8:A12").Rows.IsVisible = False
    cell(book, "Funn", "H7").String = "Avtalt på møtet"
    book.sheets("Planer").activate()
    book.sheets("Planer").range("C7").select()
    macros.sjekk(dato=DAY)
    assert own.CellBackColor == yellow
    assert own.Annotation.String == "Ring faren først"
    assert not any(row.IsVisible for row in cell(book, "Kandidater", "A8:A12").Rows)
    assert book.selection.sheet.name == "Planer"
    assert book.selection.address == "$C$7"
    assert cell(book, "Funn", "H7").String == "Avtalt på møtet"
    assert excel.apps.list[0].status_bar is False
    assert excel.apps.list[0].screen_updating is True


def test_a_reason_that_looks_like_a_formula_is_a_text(click):
    book = click()
    reason = cell(book, "Funn", "H7")
    reason.String = "=1+1"
    macros.sjekk(dato=DAY)
    assert reason.String == "=1+1"
    assert reason.Type.value == "TEXT"


def test_funn_grows_and_shrinks_and_leaves_nothing_behind(click):
    book = click()
    table = next(iter(book.sheets("Funn").tables))
    macros.sjekk(dato=date(2026, 5, 1))
    assert len(findings(book)) == 170
    assert table.range.address == "$A$5:$J$175"
    assert cell(book, "Funn", "B2").String.startswith("Per 01.05.2026: ")
    assert cell(book, "Start", "F6").String == "Per 01.05.2026. Sett og vurdert: 0"
    macros.sjekk(dato=DAY)
    assert findings(book) == FUNN
    assert table.range.address == "$A$5:$J$22"


def course(data):
    return read(MemoryBook.of(to_tables(data)), DAY)[0]


def shown_on_sammendrag(book, known, parts):
    """Return what stands where each known figure should be, in the shape of the figures."""
    sheet = book.uno.Sheets.getByName("Sammendrag")
    stands = {}
    for key, rows in known.items():
        columns = [column - 1 for column in parts[key].columns]
        place = (min(columns), parts[key].first - 1, max(columns), parts[key].first + len(rows) - 2)
        cells = sheet.getCellRangeByPosition(*place).getDataArray()
        stands[key] = [
            [cells[n][column - columns[0]] for column, _ in zip(columns, row, strict=False)]
            for n, row in enumerate(rows)
        ]
    return stands


def test_oppsummer_shows_the_figures_of_now(excel, click):
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    then = figures(course(data))
    data["planmål"][20 - 6]["status"] = "Utgått"
    now, parts = figures(course(data)), areas(course(data))
    book = click()
    book.uno.enableAutomaticCalculation(False)  # as in an Excel that is set to wait
    cell(book, "Planmål", "C20").String = "Utgått"
    assert not same(shown_on_sammendrag(book, now, parts), now)
    assert same(shown_on_sammendrag(book, then, parts), then)
    macros.oppsummer(dato=DAY)
    text, wrong = told(excel)
    assert not wrong
    assert text.splitlines()[0] == "Deltakere: 10 av 12 plasser"
    assert book.sheets.active.name == "Sammendrag"
    assert same(shown_on_sammendrag(book, now, parts), now)


def same(stands, known):
    """Return whether each figure that a formula gives is as known; None is a fixed text."""
    pairs = [
        pair
        for key, rows in known.items()
        for row, values in zip(stands[key], rows, strict=True)
        for pair in zip(row, values, strict=True)
        if pair[1] is not None
    ]
    assert len(pairs) > 500
    return all(
        shown == (pytest.approx(wanted) if isinstance(wanted, int | float) else wanted)
        for shown, wanted in pairs
    )


def test_skriv_asks_for_a_folder_once(excel, click, tmp_path):
    book = click()
    folder = tmp_path / "dokumenter"
    folder.mkdir()
    excel.apps.list[0].folders = [folder]
    macros.skriv("kursplan", dato=DAY)
    assert told(excel) == (f"1 dokument skrevet i {folder}.", False)
    macros.skriv("kursplan", "infoark", dato=DAY)
    assert told(excel)[0].splitlines() == [
        f"2 dokumenter skrevet i {folder}.",
        "1 var der fra før, og er som de skal.",
    ]
    assert sorted(path.name for path in folder.glob("*.docx")) == [
        "KJ-2026-H_infoark_2026-11-23.docx",
        "KJ-2026-H_infoark_enkel_2026-11-23.docx",
        "KJ-2026-H_kursplan_2026-11-23.docx",
    ]
    assert "Skriver dokument 1 av 1 …" in excel.apps.list[0].statuses
    assert str(folder) not in "".join(book.uno.Sheets.ElementNames)


def test_skriv_valgte_writes_for_the_marked_rows(excel, click, tmp_path):
    book = click()
    excel.apps.list[0].folders = [tmp_path]
    book.sheets("Planer").activate()
    book.sheets("Planer").range("B7", "C8").select()
    macros.skriv_valgte("planer", dato=DAY)
    assert told(excel) == (f"2 dokumenter skrevet i {tmp_path}.", False)
    hidden = cell(book, "Planer", "A8")
    hidden.Rows.IsVisible = False
    macros.skriv_valgte("planer", dato=DAY)
    text, wrong = told(excel)
    assert wrong
    assert "filtrert bort eller skjult" in text


def test_rows_without_numbers_are_told(excel, click):
    book = click()
    book.sheets("Start").activate()
    macros.skriv_valgte(dato=DAY)
    assert told(excel)[1]
    assert told(excel)[0] == (
        "De merkede radene har ingen nummer. Merk rader på et ark som Partnere, Kandidater eller "
        "Planer, og prøv igjen."
    )


def row_of(book, tab, who):
    people = cell(book, tab, "A6:A60").getDataArray()
    return next(n for n, (label,) in enumerate(people, start=6) if label.split()[:1] == [who])


def planmål_of(book, who):
    rows = cell(book, "Planmål", "A6:C400").getDataArray()
    return [(goal.split()[0], status) for person, goal, status in rows if person.startswith(who)]


def test_ny_plan_adds_the_plan_and_its_goals(excel, click):
    book = click()
    who = cell(book, "Planer", "A6").String.split()[0]
    goals = [goal for goal, _ in planmål_of(book, who)]
    cell(book, "Planer", "A6:M6").clearContents(1 | 2 | 4 | 16)
    rows = cell(book, "Planmål", "A6:A400").getDataArray()
    for number, (person,) in enumerate(rows, start=6):
        if person.startswith(who):
            cell(book, "Planmål", f"A{number}:F{number}").clearContents(1 | 2 | 4 | 16)
    row = row_of(book, "Kandidater", who)
    book.sheets("Kandidater").activate()
    book.sheets("Kandidater").range(f"A{row}").select()
    macros.ny_plan(dato=DAY)
    text, wrong = told(excel)
    assert (text, wrong) == ("La til plan for K01, med 11 mål. Se arkene Planer og Planmål.", False)
    added = planmål_of(book, who)
    assert {status for _, status in added} == {"Ikke startet"}
    assert set(goals) >= {goal for goal, _ in added}
    assert len(added) == 11
    last = row_of(book, "Planer", who)
    assert cell(book, "Planer", f"B{last}").String == "17.08.2026"


def test_nye_planmal_adds_what_is_missing_and_touches_nothing_else(excel, click):
    book = click()
    macros.nye_planmal(dato=DAY)
    assert told(excel) == ("La til 1 mål i 1 planer. Se arket Planmål.", False)
    macros.nye_planmal(dato=DAY)
    assert told(excel) == ("Alle planene har målene de skal ha.", False)
    first = cell(book, "Planmål", "A6:C6").getDataArray()[0]
    cell(book, "Planmål", "A6:F6").clearContents(1 | 2 | 4 | 16)
    before = cell(book, "Planmål", "A7:F400").getDataArray()
    macros.nye_planmal(dato=DAY)
    assert told(excel) == ("La til 1 mål i 1 planer. Se arket Planmål.", False)
    after = cell(book, "Planmål", "A7:F400").getDataArray()
    (new,) = [row for row in after if row not in before]
    assert new[:3] == (*first[:2], "Ikke startet")


def test_ny_makes_a_workbook_and_opens_it(excel, click, tmp_path):
    click()
    folder = tmp_path / "nye"
    folder.mkdir()
    excel.apps.list[0].folders = [folder, folder, None]
    macros.ny(dato=DAY)
    macros.ny(dato=DAY)
    macros.ny(dato=DAY)
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".xlsx") == [
        "kursbok-2.xlsx",
        "kursbok.xlsx",
    ]
    assert {"kursbok.xlsx", "kursbok-2.xlsx"} <= {b.name for b in excel.apps.list[0].books}
    assert [alert[0] for alert in excel.apps.list[0].alerts] == [
        "Laget «kursbok.xlsx». Begynn på arket Start.",
        "Laget «kursbok-2.xlsx». Begynn på arket Start.",
    ]


def test_a_click_loads_neither_pandas_nor_numpy():
    code = (
        "import sys, kursverktoy.macros; heavy = {'pandas', 'numpy', 'matplotlib', 'PIL', 'polars',"
        " 'docxtpl', 'xlsxwriter', 'openpyxl'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    later = "import kursverktoy.macros, pandas, xlwings; print(pandas.DataFrame([1]).size)"
    done = subprocess.run([sys.executable, "-c", later], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


ALL = ("ny_plan", "nye_planmal", "oppsummer", "sjekk", "skriv", "skriv_valgte", "velg_mappe")
"""The macros that need a course."""


def refused(excel, name="sjekk"):
    """Click, and return what is told; nothing may have been changed."""
    calls = excel.calls["write"]
    getattr(macros, name)(dato=DAY)
    assert excel.calls["write"] == calls
    text, wrong = told(excel)
    assert wrong
    return text


@pytest.mark.parametrize("name", ALL)
def test_no_workbook_open(excel, name):
    assert refused(excel, name) == "Ingen arbeidsbok er åpen. Åpne kursboka, og prøv igjen."


@pytest.mark.parametrize("name", ALL)
def test_a_workbook_that_is_not_ours(excel, click, tmp_path, name):
    other = tmp_path / "annet" / "lønn.xlsx"
    other.parent.mkdir()
    with xlsxwriter.Workbook(other) as workbook:
        workbook.add_worksheet("Lønn").write("A1", "Navn")
    click(other)
    assert refused(excel, name) == (
        "«lønn.xlsx»: Dette er ikke en kursbok: ingen av arkene er kjent. Lag en ny bok med "
        "«kursverktoy ny», eller velg riktig fil."
    )


def test_a_cell_is_being_edited(excel, click):
    click()
    excel.apps.list[0].busy = True
    for name in ALL:
        # Excel can show no message now either: xlwings shows what the process has written.
        with pytest.raises(SystemExit) as ended:
            getattr(macros, name)(dato=DAY)
        assert ended.value.code == (
            "Excel er opptatt, kanskje fordi du holder på å skrive i en celle. Trykk Enter eller "
            "Esc, og prøv igjen."
        )
    assert excel.calls == {}


def set_format(book, version):
    rows = cell(book, "Lister", "A1:F80").getDataArray()
    ((row, column),) = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if value == "Format på arbeidsboka"
    ]
    book.uno.Sheets.getByName("Lister").unprotect("")
    book.uno.Sheets.getByName("Lister").getCellByPosition(column + 1, row).Value = version


def test_a_newer_format(excel, click):
    set_format(click(), 2)
    assert refused(excel) == (
        "«eksempel.xlsx»: Arbeidsboka er laget med en nyere versjon av kursverktøy (format 2, "
        "denne versjonen leser 1). Oppdater kursverktøy, og prøv igjen."
    )


def test_protected_sheets(excel, click):
    book = click()
    before = findings(book)
    book.uno.Sheets.getByName("Funn").protect("hemmelig")
    assert refused(excel) == (
        "Arket «Funn» er beskyttet. Velg Se gjennom > Opphev arkbeskyttelse, og prøv igjen."
    )
    assert findings(book) == before
    book.uno.Sheets.getByName("Planmål").protect("hemmelig")
    assert refused(excel, "nye_planmal") == (
        "Arket «Planmål» er beskyttet. Velg Se gjennom > Opphev arkbeskyttelse, og prøv igjen."
    )


def test_funn_is_filtered(excel, click):
    book = click()
    cell(book, "Funn", "A8:A9").Rows.IsVisible = False
    assert refused(excel) == (
        "Arket «Funn» er filtrert, eller har skjulte rader. Velg Data > Fjern, eller vis radene, "
        "og prøv igjen."
    )


def test_funn_is_rearranged_or_written_below(excel, click):
    book = click()
    cell(book, "Funn", "A23").String = "Mine notater"
    macros.sjekk(dato=DAY)
    assert not told(excel)[1]
    assert cell(book, "Funn", "A23").String == "Mine notater"
    macros_told = refused_on(excel, date(2026, 5, 1))
    assert macros_told.startswith("Under tabellen på arket Funn står det noe som ville blitt")
    cell(book, "Funn", "A5").String = "Nummer"
    assert refused(excel).startswith("Kolonnene på arket Funn er ikke slik de var. Sett dem")


def refused_on(excel, day):
    macros.sjekk(dato=day)
    return told(excel)[0]


def test_a_read_only_workbook(excel, click):
    click(read_only=True)
    assert refused(excel) == (
        "«eksempel.xlsx» er åpnet skrivebeskyttet, så endringer kan ikke lagres. Lukk den der den "
        "ellers er åpen, eller lagre en kopi, og prøv igjen."
    )


def test_a_workbook_that_was_never_saved(excel, click, monkeypatch):
    book = click()
    monkeypatch.setattr(type(book), "fullname", "eksempel.xlsx")
    assert refused(excel, "skriv") == (
        "«eksempel.xlsx» er ikke lagret ennå. Lagre kursboka først, så dokumentene har en bok å "
        "høre til, og prøv igjen."
    )
    macros.sjekk(dato=DAY)
    assert told(excel)[1] is False


def test_a_workbook_on_sharepoint_is_read_where_it_stands(excel, click, monkeypatch, tmp_path):
    book = click()
    url = "https://kommunen.sharepoint.com/sites/kurs/Delte%20dokumenter/eksempel.xlsx"
    monkeypatch.setattr(type(book), "fullname", url)
    macros.sjekk(dato=DAY)
    assert told(excel) == ("0 feil, 10 advarsler og 7 tips. Se arket Funn.", False)
    excel.apps.list[0].folders = [tmp_path]
    macros.skriv("kursplan", dato=DAY)
    assert told(excel) == (f"1 dokument skrevet i {tmp_path}.", False)


def test_a_mistake_of_ours_is_a_sentence_too(excel, click, monkeypatch, capfd):
    click()
    monkeypatch.setattr(type(excel.apps.list[0].books.active), "sheets", None)
    assert refused(excel).startswith("Noe gikk galt som ikke skulle kunne skje (TypeError). ")
    assert "Traceback" in capfd.readouterr().err
