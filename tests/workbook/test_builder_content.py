"""What is written into a workbook is read out of it again, whatever it looks like."""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.cells import legal, text
from kursverktoy.course.exchange import to_data, to_tables
from kursverktoy.course.fresh import fresh
from kursverktoy.course.funn import Alvor, Funn, Vurdering
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import LISTER
from kursverktoy.course.terskler import Lister, Ordliste, Terskler
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.builder.summary_areas import Area, page_breaks
from kursverktoy.workbook.files import book_of
from kursverktoy.workbook.lister import read_delinger
from kursverktoy.workbook.reader import read

DAY = date(2026, 11, 23)
NOON = datetime(2026, 9, 24, 12, 0)  # noqa: DTZ001  cells have no time zone
EXAMPLE = Path(__file__).parents[2] / "workbooks" / "eksempelkurs.json"


def example(**changed):
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    data["kurs"] |= changed
    return read(MemoryBook.of(to_tables(data)), DAY)[0]


def again(bok, funn=()):
    """Return what our own reader makes of the workbook of a course."""
    return read(book_of(Path("kurs.xlsx"), build(bok, funn)), bok.dato)


def cells(bok, sheet, funn=()):
    """Return the values on a sheet by their address, as openpyxl sees them."""
    tab = load_workbook(BytesIO(build(bok, funn)))[sheet]
    return {c.coordinate: c.value for row in tab.iter_rows() for c in row if c.value is not None}


def test_a_very_long_name_is_not_repeated_where_it_is_referred_to():
    bok = Kursbok(
        dato=DAY,
        partnere=(Partner(partner_id="P01", partnernavn="x" * 32767),),
        ansvar=(Ansvar(ansvar_id="A01-1", ansvarlig_partner_id="P01"),),
    )
    assert len(cells(bok, "Ansvar")["E6"]) == 200
    assert again(bok)[0].ansvar[0].ansvarlig_partner_id == "P01"


@pytest.mark.parametrize("målform", ["nb", "nn"])
def test_the_example_comes_back_as_it_was(målform):
    bok = example(målform=målform)
    back, funn = again(bok)
    assert to_data(back) == to_data(bok)
    assert funn == []


def test_a_fresh_workbook_comes_back_quiet():
    bok = fresh(DAY)
    back, funn = again(bok)
    assert to_data(back) == to_data(bok)
    assert funn == []
    assert back.lister == Lister()


def test_a_row_of_another_sheet_is_shown_with_its_name():
    bok = example()
    ansvar, planmål = cells(bok, "Ansvar"), cells(bok, "Planmål")
    assert ansvar["E7"] == "P03 Fjellvik læringssenter, voksenopplæringen (fiktiv)"
    assert ansvar["F6"] == "P06; P07"
    assert (planmål["A6"], planmål["B6"]) == ("K01 Samir Bekktest", "L01 Hygiene")
    assert cells(bok, "Planer")["E6"] == "M5B Kantine og servering i praksis"


def test_steps_and_yes_and_dates_are_shown_as_drop_downs_show_them():
    shown = cells(example(), "Kartlegging")
    assert shown["D6"] == "3 – Svært stor, har selv tatt initiativ"
    assert shown["R6"] == "Ja"
    assert shown["B6"].date() == date(2026, 6, 9)


HOSTILE = [
    "=1+1", "{=1}", "{{ 7*7 }}", "{% for x in y %}", "http://example.org/a", "mailto:a@b.example",
    "internal:'Start'!A1", "external:c:\\x.xlsx", "+47 00 00 00 00", "-1", "@SUM(A1)", "'a", '"a"',
    "<b>&amp;</b>", "<r><t>&</t></r>", "_x0041_", "_x005F_x0041_", "_x0041_x0042_x0043_",
    "<r>_x0041_</r>", "🙂𝔸", "1E5", "00123", "TRUE", "#REF!", "2026-01-01", "Læringsmål – «å»",
    "%s {0} {navn}", "\\n", "\x01\x1f", "a\x07b", "\ufffe\uffff", "a\ud800b",
]  # fmt: skip


def test_a_text_is_nothing_but_a_text():
    """Signs that no file can hold are replaced, and so is half a character."""
    said = [legal(each) for each in HOSTILE]
    assert said[-4:] == ["��", "a�b", "��", "a�b"]
    numbered = list(enumerate(HOSTILE, start=1))
    bok = Kursbok(
        dato=DAY,
        partnere=tuple(
            Partner(partner_id=f"P{n:02}", partnernavn=each, kontaktperson=each)
            for n, each in numbered
        ),
        ansvar=tuple(
            Ansvar(ansvar_id=f"A{n}", beskrivelse=each, ansvarlig_partner_id=f"P{n:02}")
            for n, each in numbered
        ),
        kandidater=tuple(Kandidat(kandidat_id=f"K{n}", fornavn=each) for n, each in numbered),
    )
    back, _ = again(bok)
    assert [p.partnernavn for p in back.partnere] == said
    assert [p.kontaktperson for p in back.partnere] == said
    assert [a.beskrivelse for a in back.ansvar] == said
    assert [k.fornavn for k in back.kandidater] == said
    assert [a.ansvarlig_partner_id for a in back.ansvar] == [f"P{n:02}" for n, _ in numbered]


@pytest.mark.parametrize(
    "said", ["=1+1", "<r><t>&</t></r>", "_x0041_", "a\x07b", "x\ud800", "&A&P"]
)
def test_the_course_itself_may_have_any_name(said):
    back, _ = again(Kursbok(dato=DAY, kurs=Kurs(kurs_id=said, kursnavn=said, sted=said)))
    assert (back.kurs.kurs_id, back.kurs.kursnavn, back.kurs.sted) == (legal(said),) * 3


def test_a_text_with_several_lines_keeps_them():
    back, _ = again(Kursbok(dato=DAY, kurs=Kurs(metoder="Øving\n\nPraksis\n=1+1")))
    assert back.kurs.metoder == "Øving\n\nPraksis\n=1+1"


def test_a_text_that_fills_a_cell_has_room_and_a_longer_one_is_refused():
    back, _ = again(Kursbok(dato=DAY, kurs=Kurs(metoder="x" * 32767)))
    assert back.kurs.metoder == "x" * 32767
    with pytest.raises(KursverktoyError, match=r"«Metoder» på arket Kurs .* har 32768 tegn"):
        build(Kursbok(dato=DAY, kurs=Kurs(metoder="x" * 32768)))


@settings(max_examples=5)
@given(
    st.lists(
        st.text(max_size=40).map(lambda s: text(legal(s))).filter(bool), min_size=9, max_size=40
    )
)
def test_any_name_comes_back_and_its_number_is_still_known(names):
    partnere = tuple(
        Partner(partner_id=f"P{n:02}", partnernavn=name) for n, name in enumerate(names, start=1)
    )
    ansvar = tuple(
        Ansvar(
            ansvar_id=f"A01-{n}", ansvarlig_partner_id=p.partner_id, medvirkende_partner_id=("P01",)
        )
        for n, p in enumerate(partnere, start=1)
    )
    back, _ = again(Kursbok(dato=DAY, partnere=partnere, ansvar=ansvar))
    assert [p.partnernavn for p in back.partnere] == names
    assert [a.ansvarlig_partner_id for a in back.ansvar] == [p.partner_id for p in partnere]
    assert {a.medvirkende_partner_id for a in back.ansvar} == {("P01",)}


@pytest.mark.parametrize("key", ["P 1", "P;1", "Ærlig – 1", "7", "p01"])
def test_an_odd_number_is_not_dressed_up(key):
    bok = Kursbok(
        dato=DAY,
        partnere=(Partner(partner_id=key, partnernavn="Kafé"),),
        ansvar=(Ansvar(ansvar_id="A01-1", ansvarlig_partner_id=key),),
    )
    back, _ = again(bok)
    assert back.ansvar[0].ansvarlig_partner_id == key


def test_a_number_that_names_no_row_stays_as_it_is():
    bok = Kursbok(dato=DAY, ansvar=(Ansvar(ansvar_id="A01-1", ansvarlig_partner_id="P99"),))
    assert again(bok)[0].ansvar[0].ansvarlig_partner_id == "P99"


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 3, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_day_come_back(day):
    assert again(Kursbok(dato=DAY, kurs=Kurs(startdato=day)))[0].kurs.startdato == day


def test_what_could_not_be_read_is_written_back_as_it_said():
    bok = Kursbok(
        dato=DAY,
        kurs=Kurs(unreadable={"startdato": "neste uke", "antall_plasser": "tolv"}),
        kartlegging=(Kartlegging(kandidat_id="K01", unreadable={"interesse": "veldig"}),),
        oppfølging=(Oppfølging(oppfølging_id="O001", unreadable={"deltok": "Lærer;Bestemor"}),),
    )
    back, funn = again(bok)
    assert back.kurs.unreadable == {"startdato": "neste uke", "antall_plasser": "tolv"}
    assert back.kartlegging[0].unreadable == {"interesse": "veldig"}
    assert back.oppfølging[0].unreadable == {"deltok": "Lærer;Bestemor"}
    assert [(f.kode, f.ark) for f in funn] == [
        ("LES-04", "Kurs"), ("LES-04", "Kurs"), ("KAR-02", "Kartlegging"),
        ("LES-04", "Oppfølging"),
    ]  # fmt: skip


def test_what_the_coordinator_changed_on_lister_comes_back():
    valg = {name: tuple(kind) for name, kind in LISTER.items()}
    lister = Lister(
        valg=valg | {"bransje": (*valg["bransje"], "Fiskeri"), "deltok": (*valg["deltok"], "Tolk")},
        terskler=Terskler(interesse_minst=3, timer_per_uke_høyst=35.5),
        ord=Lister().ord | {Ordliste.HELSE: ("sykdom", "kneet"), Ordliste.RELIGION: ()},
        skjulte_tips=frozenset({"BEH-02", "X-05"}),
        bruk_fortrolig=False,
    )
    assert again(Kursbok(dato=DAY, lister=lister))[0].lister == lister


FUNN = [
    Funn("PAR-08", Alvor.ADVARSEL, "Partnere", "J9", 9, "P08", "status", "Lag avtale.",
         forslag="Avtale inngått", vurdert="Avtalt muntlig", avtrykk="5c441e50"),
    Funn("KUR-03", Alvor.FEIL, "Kurs", None, None, "KJ", "formål_1", "=Velg formål"),
    Funn("X-02", Alvor.TIPS, "Kartlegging", "K2", 2, "lese", None, "Spriker.", avtrykk="ab"),
]  # fmt: skip


def test_findings_are_listed_with_a_link_to_their_cell():
    tab = load_workbook(BytesIO(build(example(), FUNN)))["Funn"]
    rows = [[cell.value for cell in row] for row in tab["A5:J8"]]
    assert rows == [
        ["Kode", "Alvor", "Ark", "Celle", "Gjelder", "Melding", "Forslag", "Sett og vurdert",
         "Felt", "Avtrykk"],
        ["PAR-08", "Advarsel", "Partnere", """=HYPERLINK("#'Partnere'!J9","J9")""", "P08",
         "Lag avtale.", "Avtale inngått", "Avtalt muntlig", "status", "5c441e50"],
        ["KUR-03", "Feil", "Kurs", """=HYPERLINK("#'Kurs'!A1","arket")""", "KJ", "=Velg formål",
         None, None, "formål_1", None],
        ["X-02", "Tips", "Kartlegging", """=HYPERLINK("#'Kartlegging'!K2","K2")""", "lese",
         "Spriker.", None, None, None, "ab"],
    ]  # fmt: skip
    # A link of the cell would stay behind when a macro writes the row anew.
    assert [cell.hyperlink for row in tab["A6:J8"] for cell in row if cell.hyperlink] == []
    assert tab.tables["tbl_funn"].ref == "A5:J8"
    assert tab["B2"].value.startswith("Per 23.11.2026: 1 feil, 0 advarsler og 1 tips.")


def test_no_findings_is_said():
    assert cells(example(), "Funn")["B2"].startswith("Ingen funn da boka ble laget.")


def test_acknowledgements_come_back_also_of_what_is_not_found_now():
    old = Vurdering("KAN-12", "K03", "fødselsdato", "Riktig alder", "0badcafe")
    same = Vurdering("PAR-08", "P08", "status", "Avtalt muntlig", "5c441e50")
    bok = Kursbok(dato=DAY, vurderinger=(old, same))
    assert again(bok, FUNN)[0].vurderinger == (same, old)


def test_the_log_of_what_has_been_shared_is_carried_as_it_stands():
    log = (
        {"Tid": NOON, "Fil": "KJ_P07.xlsx", "Mottaker": "P07",
         "Antall personer": 4, "Slettes innen": date(2026, 12, 20)},
        {"Tid": "i går", "Nivå": "=2", "Kontrollsum": "5c441e50"},
    )  # fmt: skip
    made = book_of(Path("kurs.xlsx"), build(example(), delinger=log))
    assert read_delinger(made.sheets) == log
    assert read_delinger(book_of(Path("kurs.xlsx"), build(example())).sheets) == ()
    assert read_delinger({}) == ()


def test_what_only_the_tool_reads_is_out_of_sight():
    book = load_workbook(BytesIO(build(example(), FUNN)))
    assert book["Partnere"].row_dimensions[4].hidden
    assert book["Kurs"]["A6"].number_format == ";;;"
    hidden = {
        book["Funn"][f"{column}5"].value
        for column, look in book["Funn"].column_dimensions.items()
        if look.hidden
    }
    assert hidden == {"Felt", "Avtrykk"}


def part(title_row, rows, filled):
    last = title_row + 1 + rows
    return Area("", "", ("Nr", "Navn"), (1, 2), title_row + 1, title_row + 2, last, filled)


def test_a_part_without_room_begins_a_new_page():
    assert page_breaks([part(4, 10, 10), part(17, 10, 2), part(30, 10, 0)], 600) == [29]


def test_rows_that_wait_never_make_a_page_of_their_own():
    # The first part is 20 rows of 18 points on a page that has room for 9 of them.
    assert page_breaks([part(4, 20, 5), part(27, 5, 5)], 300) == []
    assert page_breaks([part(4, 20, 15), part(27, 5, 5)], 300) == [26]


def test_start_counts_findings_that_are_open():
    tab = load_workbook(BytesIO(build(example(), FUNN)), data_only=True)["Start"]
    assert [(tab.cell(4, c).value, tab.cell(5, c).value) for c in (6, 7, 8)] == [
        ("Feil", 1), ("Advarsler", 0), ("Tips", 1),
    ]  # fmt: skip
    assert tab["F6"].value == "Per 23.11.2026. Sett og vurdert: 1"


EXAMPLE_STEPS = [
    ("Ferdig", None),
    ("Ferdig", None),
    ("I gang", "Velg ansvarlig for A08-3"),
    ("Ferdig", None),
    ("Ferdig", None),
    ("I gang", "Fullfør kartleggingen og bestem for K14"),
    ("Ferdig", None),
    ("Ferdig", None),
    ("Ferdig", None),
    ("I gang", "Tilby etteroppfølging til K09"),
]
EMPTY_STEPS = [
    ("Ikke begynt", "Skriv det første dere har undersøkt, på Behov"),
    ("Ikke begynt", "Gi kurset et navn på Kurs"),
    ("Ikke begynt", "Velg ansvarlig for A01-1"),
    ("Ikke begynt", "Skriv det første læringsmålet"),
    ("Ikke begynt", "Send kursinformasjon, og skriv datoen på Kurs"),
    ("Ikke begynt", "Legg inn den første kandidaten"),
    ("Ikke begynt", "Lag den første planen"),
    ("Ikke begynt", "Skriv den første samtalen på Oppfølging"),
    ("Ikke begynt", "Legg inn den første deltakeren på Avslutning"),
    ("Ikke begynt", "Kommer når deltakerne er ferdige"),
]


def steps(data):
    tab = load_workbook(BytesIO(data), data_only=True)["Start"]
    return [(row[3].value, row[4].value or None) for row in tab["A9:H18"]]


def test_start_shows_how_far_each_step_has_come():
    assert steps(build(example())) == EXAMPLE_STEPS
    assert steps(build(fresh(DAY))) == EMPTY_STEPS


def test_start_shows_the_course():
    shown = load_workbook(BytesIO(build(example())), data_only=True)["Start"]
    assert shown["B1"].value == "Bransjekurs kjøkken og kantine"
    assert (
        shown["B2"].value == "KJ-2026-H   ·   17.8.2026 – 20.11.2026   ·   Fjellvik læringssenter"
    )
    assert shown["B6"].value == "7 av 10 steg er ferdige"
    empty = load_workbook(BytesIO(build(fresh(DAY))), data_only=True)["Start"]
    assert (empty["B1"].value, empty["B2"].value) == (
        "Nytt bransjekurs", "Skriv navn, datoer og sted på arket Kurs.",
    )  # fmt: skip
