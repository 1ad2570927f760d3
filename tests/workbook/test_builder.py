"""A fresh workbook is made as the course is declared, and says no to mistakes without a macro."""

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Annotated, ClassVar

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.fresh import fresh
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.schema import Column, Rad, Required, columns, sheet
from kursverktoy.course.terskler import Lister
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.builder.kurs_sheet import GRUPPER
from kursverktoy.workbook.builder.making import workbook_bytes
from kursverktoy.workbook.builder.table_sheet import key_example, write_table_sheet

DAY = date(2026, 1, 5)
TABLES = ARK[1:]
FIRST, BEYOND = 6, 200
SHEETS = [
    "Start", "Kurs", "Behov", "Partnere", "Fagpersoner", "Ansvar", "Læringsmål", "Moduler",
    "Kandidater", "Kartlegging", "Fortrolig", "Planer", "Planmål", "Praksis", "Oppfølging",
    "Avslutning", "Funn", "Sammendrag", "Delinger", "Lister", "Veiledning", "Valg",
]  # fmt: skip


@pytest.fixture(scope="module")
def data():
    return build(fresh(DAY))


@pytest.fixture(scope="module")
def book(data):
    return load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def shown(data):
    """Return the workbook with what its formulas show."""
    return load_workbook(BytesIO(data), data_only=True)


def name_of(ark):
    return ark.ark


def rule_at(tab, cell):
    """Return the one validation of a cell."""
    [rule] = [r for r in tab.data_validations.dataValidation if cell in r.cells]
    return rule


def test_the_sheets_stand_in_the_order_of_the_work(book):
    assert book.sheetnames == SHEETS
    assert book.active.title == "Start"


@pytest.mark.parametrize("ark", TABLES, ids=name_of)
def test_each_column_has_field_name_heading_and_help(book, ark):
    rows = {row: [cell.value for cell in book[ark.ark][row]] for row in (3, 4, 5)}
    assert rows[5] == [field.heading() for field in columns(ark).values()]
    assert rows[4] == list(columns(ark))
    assert all(rows[3])


@pytest.mark.parametrize("ark", TABLES, ids=name_of)
def test_the_rows_are_a_table_with_room_to_write(book, ark):
    [table] = book[ark.ark].tables.values()
    assert table.displayName == f"tbl_{ark.ark.lower()}"
    left, top, right, bottom = range_boundaries(table.ref)
    assert (left, top, right) == (1, 5, len(columns(ark)))
    assert bottom >= 5 + 12
    assert [c.name for c in table.tableColumns] == [f.heading() for f in columns(ark).values()]


@pytest.mark.parametrize("ark", TABLES, ids=name_of)
def test_every_cell_that_may_be_written_in_has_a_rule_with_a_message(book, ark):
    tab = book[ark.ark]
    [table] = tab.tables.values()
    last = range_boundaries(table.ref)[3] + BEYOND
    for number, field in enumerate(columns(ark).values(), start=1):
        for row in (FIRST, last):
            rule = rule_at(tab, f"{get_column_letter(number)}{row}")
            assert rule.promptTitle
            assert field.heading().startswith(rule.promptTitle.rstrip("…"))
            assert len(rule.prompt) > 5
            assert len(rule.formula1 or "") <= 255
            if field.column.required is Required.ALWAYS and not field.column.formula:
                assert rule.prompt.endswith("Må fylles ut.")


def test_every_question_about_the_course_has_a_rule_and_an_open_cell(book):
    tab = book["Kurs"]
    heads = {cell.value: cell.row for cell in tab["A"] if cell.value in columns(Kurs)}
    assert list(heads) == list(columns(Kurs))
    for felt, row in heads.items():
        assert tab.cell(row, 2).value == columns(Kurs)[felt].heading()
        assert tab.cell(row, 4).value
        assert not tab.cell(row, 3).protection.locked
        assert rule_at(tab, f"C{row}").promptTitle
        assert tab.cell(row, 2).protection.locked
    assert tab["C4"].value == "Svar"


def test_no_title_on_kurs_is_taken_for_a_question():
    known = {f.name for f in columns(Kurs).values()} | {f.heading() for f in columns(Kurs).values()}
    assert not known & set(GRUPPER.values())


@pytest.mark.parametrize(
    ("ark", "felt", "source", "refuses"),
    [
        ("Partnere", "partnertype", "liste_partnertype", True),
        ("Partnere", "deling_nivå", "trinn_deling_nivå", True),
        ("Kartlegging", "interesse", "trinn_interesse", True),
        ("Kartlegging", "norsk_lese", "liste_cefr", True),
        ("Kartlegging", "rammer_avklart", '"Ja,Nei"', True),
        ("Oppfølging", "deltok", "liste_deltok", False),
        ("Ansvar", "ansvarlig_partner_id", "valg_partnere", True),
        ("Ansvar", "medvirkende_partner_id", "valg_partnere", False),
        ("Moduler", "mål_id", "valg_læringsmål", False),
        ("Moduler", "ansvarlig_person_id", "valg_fagpersoner", True),
        ("Planer", "spesialisering", "valg_moduler", True),
        ("Planmål", "kandidat_id", "valg_planer", True),
        ("Kandidater", "målgruppe", "liste_målgruppe", True),
    ],
)
def test_drop_downs_take_their_values_from_the_lists(book, ark, felt, source, refuses):
    number = list(columns(next(a for a in ARK if a.ark == ark))).index(felt) + 1
    rule = rule_at(book[ark], f"{get_column_letter(number)}{FIRST}")
    assert (rule.type, rule.formula1, bool(rule.showErrorMessage)) == ("list", source, refuses)
    assert source.startswith('"') or source in book.defined_names


def test_a_number_alone_may_be_typed_where_a_row_is_chosen(book):
    assert rule_at(book["Ansvar"], f"E{FIRST}").errorStyle == "warning"
    assert rule_at(book["Ansvar"], f"I{FIRST}").errorStyle in (None, "stop")


def test_a_formula_refuses_to_be_typed_over(book):
    tab = book["Ansvar"]
    rule = rule_at(tab, f"C{FIRST}")
    assert (rule.type, rule.formula1, bool(rule.showErrorMessage)) == ("custom", "1=0", True)
    assert tab["C6"].value == (
        '=IFERROR(VLOOKUP(tbl_ansvar[[#This Row],[Område]],område_tekster,2,FALSE),"")'
    )


def test_a_fresh_workbook_has_the_areas_of_responsibility_and_nothing_else(book, shown):
    rows = [[cell.value or "" for cell in row[:4]] for row in shown["Ansvar"]["A6:D22"]]
    assert rows[:4] == [
        ["A01-1", "A01", "Tilby bransje-/yrkesfaglig innhold", ""],
        ["A02-1", "A02", "Tilby norskfaglig innhold, og på hvilken måte", ""],
        ["A03-1", "A03", "Rekruttere konkrete arbeidsgivere", "Opplæring"],
        ["A03-2", "A03", "Rekruttere konkrete arbeidsgivere", "Formidling til arbeid"],
    ]
    assert len([row for row in rows if row[0]]) == 17
    for ark in TABLES:
        if ark.ark != "Ansvar":
            assert [
                c.value for row in book[ark.ark].iter_rows(min_row=6) for c in row if c.value
            ] == []


@pytest.mark.parametrize(
    ("ark", "said"),
    [("Behov", "B01"), ("Moduler", "M1"), ("Praksis", "PR01"), ("Oppfølging", "O001")],
)
def test_the_next_free_number_is_shown(shown, ark, said):
    assert shown[ark]["A2"].value == f"Neste nr: {said}"


def test_sheets_whose_rows_are_numbered_say_how():
    numbered = {ark.ark: key_example(ark) for ark in TABLES if key_example(ark)}
    assert numbered == {
        "Behov": ("B", "01"), "Partnere": ("P", "01"), "Fagpersoner": ("F", "01"),
        "Læringsmål": ("L", "01"), "Moduler": ("M", "1"), "Kandidater": ("K", "01"),
        "Praksis": ("PR", "01"), "Oppfølging": ("O", "001"),
    }  # fmt: skip


def test_what_is_not_for_writing_is_locked_without_a_password(book):
    locked = {tab.title for tab in book if tab.protection.sheet}
    assert locked == {"Start", "Kurs", "Sammendrag", "Delinger", "Lister", "Veiledning", "Valg"}
    assert not any(tab.protection.password for tab in book)


def test_pages_are_ready_to_print(book):
    for tab in book:
        assert (tab.page_setup.orientation, tab.page_setup.paperSize) == ("landscape", 9)
        assert tab.sheet_properties.pageSetUpPr.fitToPage or tab.page_setup.scale < 90
        assert tab.oddFooter.left.text.strip() == "Kursbok"
        assert "av" in tab.oddFooter.right.text
    assert book["Fortrolig"].oddHeader.center.text.endswith("Fortrolig – taushetsplikt")
    assert book["Kandidater"].oddHeader.center.text.endswith("Taushetsplikt")
    assert not book["Partnere"].oddHeader.center.text
    assert book["Planmål"].print_title_rows == "$5:$5"


def test_headings_and_names_stay_in_sight(book):
    assert book["Kandidater"].freeze_panes == "D6"
    assert book["Partnere"].freeze_panes == "C6"
    assert book["Planmål"].freeze_panes == "C6"
    assert book["Kurs"].freeze_panes == "C5"


def test_tabs_show_the_phase(book):
    colours = {tab.title: tab.sheet_properties.tabColor.rgb[2:] for tab in book}
    assert colours["Behov"] == colours["Moduler"] == "2F6F7E"
    assert colours["Kandidater"] == colours["Fortrolig"] == "8A6BA1"
    assert colours["Planer"] == colours["Oppfølging"] == "5E8C61"
    assert colours["Avslutning"] == "B8863B"
    assert colours["Funn"] == colours["Lister"] == "A9B4BA"


def test_no_heading_is_clipped(book):
    for ark in TABLES:
        tab = book[ark.ark]
        # Neighbours of the same width are one entry in the file.
        spans = [(d.min, d.max, d.width) for d in tab.column_dimensions.values()]
        for cell in tab[5]:
            [width] = [w for first, last, w in spans if first <= cell.column <= last]
            assert max(map(len, cell.value.split())) <= width - 3, cell.value
            assert len(cell.value) <= 3 * width


def test_rows_keep_growing_with_their_text(data):
    with zipfile.ZipFile(BytesIO(data)) as parts:
        xml = parts.read("xl/worksheets/sheet4.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', xml))
    assert 'customHeight="1"' in rows["5"]
    assert 'ht="' in rows["6"]
    assert "customHeight" not in rows["6"]


def test_equal_courses_give_equal_bytes(data):
    assert build(fresh(DAY)) == data
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert re.findall(r"20\d\d-\d\d-\d\dT[\d:]+Z", core) == ["2026-01-01T00:00:00Z"] * 2
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) == {"kursverktøy"}


def test_the_sheet_for_confidential_notes_is_hidden_when_not_in_use():
    bok = Kursbok(dato=DAY, lister=Lister(bruk_fortrolig=False))
    book = load_workbook(BytesIO(build(bok)))
    assert [tab.title for tab in book if tab.sheet_state == "hidden"] == ["Fortrolig", "Valg"]


def test_headings_follow_the_written_standard():
    book = load_workbook(BytesIO(build(Kursbok(dato=DAY, kurs=Kurs(målform="nn")))))
    assert [c.value for c in book["Moduler"][5]][4:7] == ["Timar", "Frå veke", "Til veke"]
    assert book["Kurs"]["B7"].value == "Namn på kurset"


def test_a_column_that_is_declared_is_there_with_everything():
    @sheet
    class Utstyr(Rad):
        """What the participants borrow."""

        ark: ClassVar = "Utstyr"
        navn_i_bok: ClassVar = "utstyr"
        tittel: ClassVar = "Utstyr"
        formål: ClassVar = "Det deltakerne låner."
        nøkkel: ClassVar = ("nr",)
        steg: ClassVar = 4

        nr: Annotated[str | None, Column("Nr", help="U01, U02 …", is_key=True)] = None
        lånt: Annotated[date | None, Column("Lånt", help="Når det ble lånt.")] = None
        hvem: Annotated[str | None, Column("Hvem", ref="Kandidater")] = None

    rows = [Utstyr(nr="U07", lånt=date(2026, 3, 2), hvem="K01")]
    data = workbook_bytes(Kursbok(dato=DAY), lambda draft: write_table_sheet(draft, Utstyr, rows))
    tab = load_workbook(BytesIO(data))["Utstyr"]
    assert [c.value for c in tab[5]] == ["Nr", "Lånt", "Hvem"]
    assert [c.value for c in tab[4]] == ["nr", "lånt", "hvem"]
    assert (tab["A6"].value, tab["B6"].value.date(), tab["C6"].value) == (
        "U07", date(2026, 3, 2), "K01",
    )  # fmt: skip
    assert (tab["B6"].number_format, rule_at(tab, "B7").type) == ("dd.mm.yyyy", "date")
    assert rule_at(tab, "C6").formula1 == "valg_kandidater"
    assert tab["A2"].value.text.startswith('="Neste nr: U"')
