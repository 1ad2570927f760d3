"""A workbook as coordinators leave it: moved, renamed, pasted into, filtered, half filled."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.course.cells import ErrorCell, Uncalculated
from kursverktoy.course.funn import Alvor, Vurdering
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.lists import Kandidatstatus
from kursverktoy.course.schema import columns
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import MemoryBook, Sheet
from kursverktoy.workbook.reader import read

TODAY = date(2026, 11, 23)
PARTNERE = [
    ["Samarbeidspartnere"],
    ["Nr", "Navn", "Type", "Organisasjonsnummer", "Praksisplasser"],
    ["P01", "Fjellvik kommune", "NAV", 700100014, 4],
]


def book(**sheets):
    return MemoryBook.of(sheets)


def complete(**sheets):
    """A workbook with every sheet and heading, so that only what a test changes is found."""
    tables = {ark.ark: [[f.heading() for f in columns(ark).values()]] for ark in ARK}
    tables["Kurs"] = [
        ["Spørsmål", "Svar"],
        *([f.heading(), None] for f in columns(ARK[0]).values()),
    ]
    return MemoryBook.of(tables | sheets)


def said(funn):
    return [(f.kode, f.ark, f.celle, f.melding) for f in funn]


def test_a_complete_empty_workbook_is_quiet():
    bok, funn = read(complete(), TODAY)
    assert funn == []
    assert bok.kurs.kursnavn is None
    assert not any(bok.rader(ark) for ark in ARK[1:])


def test_columns_may_be_moved_and_extra_ones_added():
    headings = [f.heading() for f in columns(ARK[2]).values()]
    moved = [*reversed(headings), "Min merknad"]
    row = [None] * len(moved)
    row[moved.index("Nr")], row[moved.index("Navn")], row[-1] = "P01", "NAV", "husk kake"
    bok, funn = read(complete(Partnere=[moved, row]), TODAY)
    assert (bok.partnere[0].partner_id, bok.partnere[0].partnernavn) == ("P01", "NAV")
    assert [(f.kode, f.alvor) for f in funn] == [("LES-15", Alvor.TIPS)]
    assert funn[0].melding == "Kolonnen «Min merknad» er ikke en del av arket, og blir ikke lest."


@pytest.mark.parametrize("name", ["partnere", "PARTNERE", "Partnere ", "Partnerer", "Parnere"])
def test_a_sheet_is_known_in_spite_of_its_spelling(name):
    bok, _ = read(book(**{name: PARTNERE}), TODAY)
    assert bok.partnere[0].partnernavn == "Fjellvik kommune"


def test_a_sheet_with_another_name_is_known_by_its_headings():
    headings = [f.heading() for f in columns(ARK[2]).values()]
    bok, funn = read(book(Ark7=[headings, ["P01", "NAV"]]), TODAY)
    assert bok.partnere[0].partner_id == "P01"
    assert "«Ark7» er lest som «Partnere». Rett navnet, så er det ingen tvil." in [
        f.melding for f in funn
    ]


@pytest.mark.parametrize(
    "heading",
    ["organisasjonsnummer", "ORGANISASJONSNUMMER", "Organisasjons-nummer", "Organisajonsnummer",
     "orgnr", "Organisasjonsnummer\n", " Organisasjonsnummer\u00a0"],
)  # fmt: skip
def test_a_heading_is_known_in_spite_of_its_spelling(heading):
    table = [PARTNERE[0], ["Nr", "Navn", "Type", heading, "Praksisplasser"], PARTNERE[2]]
    bok, _ = read(book(Partnere=table), TODAY)
    assert bok.partnere[0].orgnr == "700100014"


def test_a_heading_that_was_overwritten_is_known_by_the_field_name_above_it():
    table = [
        ["partner_id", "partnernavn", "partnertype", "orgnr"],
        ["Nr", "Navn", "Type", "Foretak"],
        ["P01", "NAV", "NAV", "700100014"],
    ]
    bok, funn = read(book(Partnere=table), TODAY)
    assert bok.partnere[0].orgnr == "700100014"
    assert "«Foretak» er lest som «Organisasjonsnummer»." in " ".join(f.melding for f in funn)


def test_nynorsk_headings_are_read():
    table = [["Nr", "Namn", "Type"], ["P01", "NAV", "NAV"]]
    assert read(book(Partnere=table), TODAY)[0].partnere[0].partnernavn == "NAV"


def test_a_missing_column_is_told_once_and_its_cells_are_not_called_empty():
    bok, funn = read(book(Partnere=PARTNERE), TODAY)
    about = [f for f in funn if f.felt == "epost"]
    assert said(about) == [
        (
            "LES-02",
            "Partnere",
            None,
            "Kolonnen «E-post» finnes ikke på arket. Sett inn overskriften igjen.",
        )
    ]
    assert bok.partnere[0].mangler("epost", "målform") == []


def test_two_columns_with_one_heading_are_told():
    table = [["Nr", "Navn", "Navn"], ["P01", "NAV", "Noe annet"]]
    bok, funn = read(book(Partnere=table), TODAY)
    assert bok.partnere[0].partnernavn == "NAV"
    assert [f.melding for f in funn if f.kode == "LES-09"] == [
        "Overskriften «Navn» står også i C1. Bare den første kolonnen er lest. Slett den andre."
    ]


def test_blank_rows_are_no_rows_and_rows_far_down_are_read():
    far = {
        1: {1: "Nr", 2: "Navn"},
        3: {1: "P01", 2: " "},
        5: {2: "\u00a0\u200b"},
        900000: {2: "NAV"},
    }
    bok, funn = read(MemoryBook({"Partnere": Sheet("Partnere", far)}), TODAY)
    assert [p.rad for p in bok.partnere] == [3, 900000]
    assert [(f.kode, f.celle, f.forslag) for f in funn if f.rad == 900000] == [
        ("LES-07", "A900000", "P02")
    ]


def test_content_beside_the_table_is_told():
    cells = {1: {1: "Nr", 2: "Navn"}, 2: {1: "P01", 2: "NAV"}, 4: {9: "Ring Kari!"}}
    _, funn = read(MemoryBook({"Partnere": Sheet("Partnere", cells)}), TODAY)
    assert [(f.kode, f.rad) for f in funn if f.kode == "LES-08"] == [("LES-08", 4)]


def test_hidden_rows_are_read_and_merged_cells_are_told():
    cells = {1: {1: "Nr", 2: "Navn"}, 2: {1: "P01", 2: "NAV"}, 3: {1: "P02"}}
    sheet = Sheet("Partnere", cells, frozenset({3, 8}), ("A1:B1", "A2:A3"))
    bok, funn = read(MemoryBook({"Partnere": sheet}), TODAY)
    assert len(bok.partnere) == 2
    told = [f.melding for f in funn if f.kode in {"LES-10", "LES-11"}]
    assert told == [
        "Cellene A2:A3 er slått sammen. Opphev det, ellers leses bare den første cellen.",
        "Skjulte eller filtrerte rader på arket: 1. De er lest som alle andre.",
    ]


def test_what_can_not_be_read_is_told_with_the_nearest_value():
    table = [["Nr", "Status", "Fødselsdato"], ["K01", "Deltakr", "i fjor"]]
    bok, funn = read(book(Kandidater=table), TODAY)
    told = [(f.kode, f.celle, f.forslag) for f in funn if f.celle and f.rad == 2]
    assert told == [("LES-04", "B2", "Deltaker"), ("LES-04", "C2", None)]
    assert bok.kandidater[0].unreadable["status"] == "Deltakr"
    assert next(f.melding for f in funn if f.celle == "C2") == (
        "Her står «i fjor», men i «Fødselsdato» skal det stå en dato (dd.mm.åååå). Rett cellen."
    )


def test_error_cells_and_uncalculated_formulas_are_not_empty():
    table = [["Nr", "Status", "Fornavn"], ["K01", ErrorCell("#REF!"), Uncalculated("A1")]]
    bok, funn = read(book(Kandidater=table), TODAY)
    assert [f.kode for f in funn if f.rad == 2] == ["LES-05", "LES-06"]
    assert bok.kandidater[0].mangler("status", "fornavn") == []


def test_numbers_outside_their_range_and_long_names_are_told():
    table = [["Nr", "Navn"], ["P01", "NAV"]]
    kurs = [["Navn på kurset", "x" * 81], ["Antall plasser", "61"]]
    _, funn = read(book(Partnere=table, Kurs=kurs), TODAY)
    told = {f.kode: f.melding for f in funn if f.kode in {"LES-12", "LES-13"}}
    assert told == {
        "LES-12": "«Antall plasser» er 61. Det skal være fra 1 til 60. Sjekk tallet.",
        "LES-13": "«Navn på kurset» har 81 tegn. Hold den på høyst 80, så får den plass.",
    }


def test_a_list_value_added_on_lister_is_accepted():
    lister = [["Kandidatstatus"], *[[s] for s in Kandidatstatus], ["Flyttet"]]
    table = [["Nr", "Status"], ["K01", "flyttet"]]
    bok, funn = read(book(Kandidater=table, Lister=lister), TODAY)
    assert bok.kandidater[0].status == "Flyttet"
    assert not [f for f in funn if f.felt == "status"]


def test_thresholds_words_and_hidden_hints_come_from_lister():
    lister = [
        ["Terskel", "Verdi"],
        ["Sprik i norsk (trinn)", 2],
        ["Bruk arket Fortrolig", "Nei"],
        ["Ord om helse", "Skjulte tips"],
        ["Ryggen", "kan-05"],
    ]
    bok, _ = read(book(Lister=lister, Kurs=[["Navn på kurset", "x"]]), TODAY)
    assert bok.lister.terskler.norsk_sprik == 2
    assert bok.lister.terskler.signert_innen == 14
    assert bok.lister.bruk_fortrolig is False
    assert bok.lister.ord["helse"] == ("ryggen",)
    assert bok.lister.skjulte_tips == {"KAN-05"}


@pytest.mark.parametrize(("typed", "used"), [("atten", 16), (-1, 16), (100000, 16), ("18 %", 18)])
def test_a_threshold_that_can_not_be_used_is_told(typed, used):
    lister = [["Terskel", "Verdi"], ["Alder, minst", typed], ["Alder, høyst", None]]
    bok, funn = read(complete(Lister=lister), TODAY)
    assert bok.lister.terskler.alder_minst == used
    assert said(funn) == [
        (
            "LES-04",
            "Lister",
            "B2",
            (
                f"Her står «{typed}», men i «Alder, minst» skal det stå et tall fra 0 til 9999. "
                "Rett cellen."
            ),
        )
    ] * (used == 16)


def test_acknowledgements_come_from_funn():
    table = [["Kode", "Melding", "Gjelder", "Felt", "Sett og vurdert", "Avtrykk"],
             ["par-08", "…", "P08", "status", "Avklart i møte", "0a1b2c3d"],
             ["OPP-01", "…", "K06", "dato", None, "ffffffff"]]  # fmt: skip
    bok, _ = read(book(Funn=table, Kurs=[["Navn på kurset", "x"]]), TODAY)
    assert bok.vurderinger == (Vurdering("PAR-08", "P08", "status", "Avklart i møte", "0a1b2c3d"),)


def test_a_newer_workbook_is_refused():
    lister = [["Format på arbeidsboka", 2]]
    with pytest.raises(KursverktoyError, match="Oppdater kursverktøy"):
        read(book(Lister=lister, Kurs=[["Navn på kurset", "x"]]), TODAY)


def test_what_is_no_course_is_refused():
    with pytest.raises(KursverktoyError, match="ikke en kursbok"):
        read(book(Ark1=[["Budsjett", 2026]]), TODAY)


INVISIBLE = "\u200b\u2060\ufeff\u00ad"
cells = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.builds(ErrorCell, st.text()), st.builds(Uncalculated, st.text()),
    st.sampled_from(["P01", "Ja", "Nei", "17.8.2026", "NAV", "2", "P01;P02"]),
)  # fmt: skip


def says_nothing(raw):
    return raw is None or not str(raw).translate(dict.fromkeys(map(ord, INVISIBLE))).split()


@given(st.sampled_from(ARK[1:]), st.data())
def test_reading_never_raises_and_loses_no_row(ark, data):
    width = len(columns(ark)) + 1
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5))
    table = [[f.heading() for f in columns(ark).values()], *rows]
    bok, funn = read(MemoryBook.of({ark.ark: table}), TODAY)
    written = {n for n, row in MemoryBook.of({"x": table}).sheets["x"].rows.items() if n > 1}
    blank = {n for n in written if all(says_nothing(raw) for raw in table[n - 1])}
    accounted = {rad.rad for rad in bok.rader(ark)} | {f.rad for f in funn}
    assert written - blank <= accounted
