"""What a partner finds in its workbook: the sheets, the rows, the open cells, the words."""

import json
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kursverktoy.course.lists import Partnertype
from kursverktoy.sharing.extract import utsnitt
from kursverktoy.sharing.recipient import Mottaker, mottakere
from kursverktoy.sharing.sheets import contents
from kursverktoy.workbook.builder.partner_book import partner_book
from sharing.courses import RAMME, as_type, cells, changed, course, example, made, signed

YELLOW = "FFFFF3C4"
ALL = ["Les meg", "Om kurset", "Ansvar", "Læringsmål", "Deltakere", "Vurdering", "Innspill",
       "Lister"]  # fmt: skip
WITHOUT_PEOPLE = [name for name in ALL if name not in {"Deltakere", "Vurdering"}]


def opened(data):
    return openpyxl.load_workbook(BytesIO(data))


def book(partner="P06", nivå=2, data=None):
    bok, _ = course(signed(data or example()))
    return opened(made(bok, partner, nivå))


def headings(sheet):
    return [cell.value for cell in sheet[5] if cell.value]


def column(sheet, heading):
    number = headings(sheet).index(heading) + 1
    return [sheet.cell(row, number) for row in range(6, sheet.max_row + 1)]


@pytest.mark.parametrize(
    ("nivå", "sheets"),
    [
        (0, WITHOUT_PEOPLE),
        (1, [name for name in ALL if name != "Vurdering"]),
        (2, ALL),
        (3, ALL),
    ],
)
def test_the_level_decides_which_sheets_there_are(nivå, sheets):
    assert book(nivå=nivå).sheetnames == sheets


PERSON = ["Rad", "Nr", "Fornavn", "Etternavn"]
DATES = ["Praksis: Fra", "Praksis: Til", "Planer: Fra", "Planer: Til"]


def test_participants_are_shown_with_initial_and_dates_at_level_one():
    sheet = book(nivå=1)["Deltakere"]
    assert headings(sheet) == [*PERSON, *DATES]
    first = [cell.value for cell in sheet[6]]
    assert first[1:4] == ["K03", "Meron", "S."]
    assert [value.date() for value in first[4:8]] == [
        date(2026, 9, 28), date(2026, 11, 20), date(2026, 8, 17), date(2026, 11, 20),
    ]  # fmt: skip


def test_only_level_three_opens_the_assessment_and_the_whole_name():
    levels = {nivå: book("P03", nivå)["Deltakere"] for nivå in (2, 3)}
    opened_first = set(headings(levels[3])) - set(headings(levels[2]))
    assert {"Helhetsvurdering", "Norsk: lytte", "Sluttmål", "Kartlagt"} <= opened_first
    assert "Bekktest" in {cell.value for cell in column(levels[3], "Etternavn")}
    assert "B." in {cell.value for cell in column(levels[2], "Etternavn")}


def test_a_workplace_assesses_its_own_participants_in_the_goals_learnt_there():
    sheet = book()["Vurdering"]
    assert headings(sheet) == [
        "Rad", "Deltaker", "Læringsmål", "Status", "Dato", "Vurdert av", "Kommentar",
    ]  # fmt: skip
    people = {cell.value for cell in column(sheet, "Deltaker")}
    assert people == {"K03 Meron S.", "K06 Natalia M.", "K07 Abdullah V.", "K11 Khaled D."}
    goals = {cell.value.split()[0] for cell in column(sheet, "Læringsmål")}
    assert goals == {"L04", "L05", "L06", "L07", "L10", "L11", "L12", "L13", "L14", "L16"}
    assert "Utgått" not in {cell.value for cell in column(sheet, "Status")}


def test_a_partner_sees_its_own_responsibilities_alone():
    sheet = book("P05", 0)["Ansvar"]
    assert [cell.value for cell in column(sheet, "Nr")] == ["A01-1", "A02-1", "A06-2"]


def test_what_was_agreed_for_a_participant_shows_when_it_has_been_signed():
    def agreed(data):
        sheet = book(data=data)["Deltakere"]
        return {cell.value for cell in column(sheet, "Avtalt tilrettelegging")}

    said = "Muntlige instrukser i tillegg til skriftlige"
    assert said in agreed(example())
    unsigned = changed(example(), "praksis", "avtale_signert_dato", "", kandidat_id="K11")
    assert said not in agreed(unsigned)


OPEN = {
    "Ansvar": ["Status", "Kommentar"],
    "Læringsmål": ["Kommentar"],
    "Deltakere": [],
    "Vurdering": ["Status", "Dato", "Vurdert av", "Kommentar"],
}


def test_open_cells_are_yellow_and_all_others_are_locked():
    workbook = book()
    for name, open_ in OPEN.items():
        sheet = workbook[name]
        assert sheet.protection.sheet
        for heading in headings(sheet):
            for cell in column(sheet, heading):
                yellow = cell.fill.fgColor.rgb == YELLOW
                assert (cell.protection.locked, yellow) == (heading not in open_, heading in open_)
    inputs = workbook["Innspill"]
    assert all(not cell.protection.locked for cell in column(inputs, "Dato"))


def test_open_cells_have_drop_downs_and_help():
    workbook = book()
    rules = {
        rule.promptTitle: rule for rule in workbook["Vurdering"].data_validations.dataValidation
    }
    assert rules["Status"].formula1.startswith("Lister!$")
    assert rules["Status"].prompt == "Velg fra listen."
    assert rules["Dato"].type == "date"
    lists = {cells[0].value: [c.value for c in cells[1:] if c.value]
             for cells in workbook["Lister"].iter_cols(min_row=5)}  # fmt: skip
    assert lists["Målstatus"] == ["Ikke startet", "I gang", "Delvis oppnådd", "Oppnådd", "Utgått"]
    assert "F06 Ida Myntetest" in lists["Fagpersoner"]
    assert "F07 Leif Gresstest" not in lists["Fagpersoner"], "another workplace's buddy"


def test_the_first_sheet_says_what_it_is_whom_to_call_and_when_to_delete():
    said = [row[0] for row in cells(made(course(example())[0], "P06", 2), "Les meg")]
    assert "Kontakt: Kari Furutest, f01@fjellvik.example." in said
    assert "Slett boka og alle kopier senest 20.12.2026." in said
    assert "Leveranse: D-BCDFGHJK" in said
    assert "Boka har opplysninger om enkeltpersoner. Alle som leser den, har taushetsplikt." in said
    none = [row[0] for row in cells(made(course(example())[0], "P06", 0), "Les meg")]
    assert "Taushetsplikt" not in none


def test_a_partner_that_writes_nynorsk_gets_nynorsk():
    data = changed(example(), "partnere", "målform", "nn", partner_id="P06")
    workbook = book(data=data)
    assert workbook["Les meg"]["B2"].value == "Kva boka er, og korleis de bruker ho."
    assert headings(workbook["Vurdering"])[1] == "Deltakar"
    assert headings(workbook["Ansvar"])[7] == "Kva er avtalt?"
    assert workbook.sheetnames == ALL, "the tabs are called the same to everyone"


HOSTILE = ['=HYPERLINK("http://a.example","x")', "=1+1", "{=1+1}", "+1+1", "@SUM(A1)",
           "http://a.example", "mailto:a@b.example", "#REF!", "0101", "1e5", "<r>a</r>",
           "_x0041_", 'a "b" & <c>']  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_or_a_link_is_text(text):
    data = changed(example(), "planer", "tilpasning", text, kandidat_id="K03")
    cell = column(book(data=data)["Deltakere"], "Tilpasning")[0]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_rows_leave_as_they_stand_in_the_cells():
    bok, _ = course(signed(example()))
    mottaker = Mottaker(bok, bok.partner("P06"), 2)
    inside = contents(mottaker, utsnitt(mottaker), RAMME)
    workbook = opened(partner_book(inside.book))
    for row in inside.rader:
        [at] = [c.row for c in workbook[row.ark]["A"] if c.value == row.rad_id]
        assert headings(workbook[row.ark])[1:] == list(inside.overskrifter[row.ark].values())
        assert list(row.verdier) == list(inside.overskrifter[row.ark])
        shown = [c.value for c in workbook[row.ark][at][1 : len(row.verdier) + 1]]
        assert [v is None for v in shown] == [v is None for v in row.verdier.values()]
    [goal] = [r for r in inside.rader if r.ark == "Vurdering" and r.nøkkel == ("K03", "L04")]
    assert dict(goal.verdier) == {
        "kandidat_id": "K03", "mål_id": "L04", "status": "Delvis oppnådd",
        "status_dato": "2026-11-18", "vurdert_av_person_id": "F06", "kommentar": None,
    }  # fmt: skip
    assert goal.redigerbar == ("status", "status_dato", "vurdert_av_person_id", "kommentar")
    assert goal.kilde == "Planmål"
    inputs = [r for r in inside.rader if r.ark == "Innspill"]
    assert [(r.kilde, r.nøkkel, set(r.verdier.values())) for r in inputs] == [
        ("Behov", (), {None})
    ] * 12
    assert json.dumps([dict(r.verdier) for r in inside.rader])


def test_the_same_course_gives_the_same_workbook_but_for_the_row_ids():
    bok, _ = course(signed(example()))
    mottaker = Mottaker(bok, bok.partner("P06"), 2)
    first, second = (contents(mottaker, utsnitt(mottaker), RAMME) for _ in range(2))
    assert partner_book(first.book) == partner_book(first.book)
    ids = dict(zip((r.rad_id for r in second.rader), (r.rad_id for r in first.rader), strict=True))
    texts = [[[ids.get(c, c) for c in row] for row in cells(partner_book(second.book), name)]
             for name in ALL]  # fmt: skip
    assert texts == [cells(partner_book(first.book), name) for name in ALL]


def test_who_may_be_told_of_whom():
    bok, _ = course(example())
    told = {p.id: Mottaker(bok, p, p.deling_nivå).personer for p in mottakere(bok)}
    took_part = {"K01", "K03", "K04", "K05", "K06", "K07", "K09", "K10", "K11", "K12"}
    assert told == {
        "P02": {"K06"},  # NAV proposed her
        "P03": took_part | {"K14"},  # the school assesses K14
        "P04": took_part,  # career guidance at the county
        "P05": took_part,  # teaches the modules for all
        "P06": {"K03", "K06", "K07", "K11"},
        "P07": {"K01", "K05", "K09", "K10"},
        "P08": {"K04", "K12"},
    }


@pytest.mark.parametrize("kind", Partnertype)
def test_nobody_is_told_of_those_without_a_place(kind):
    data = as_type(example(), "P06", kind)
    for row in data["kandidater"]:
        row["rekruttert_av_partner_id"] = "P06"
    bok, _ = course(data)
    told = Mottaker(bok, bok.partner("P06"), 3).personer
    assert not told & {"K02", "K08", "K13"}
    if kind == Partnertype.NÆRINGSFORENINGER:
        assert told == set()
