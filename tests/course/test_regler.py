"""What the pages of the rules can't show: number cells, odd numbers, and very many rows."""

import json
from datetime import date
from pathlib import Path

import pytest

from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import sjekk
from kursverktoy.course.regler.partnere import gyldig_orgnr
from kursverktoy.course.regler.tvers import uten_nummer
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

TODAY = date(2026, 11, 23)
EXAMPLE = Path(__file__).parents[2] / "workbooks" / "eksempelkurs.json"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("04838812345", "•••"),  # synthetic: month 03 + 80
        ("044388 12345", "•••"),  # synthetic: month 03 + 40
        ("44838812345", "•••"),  # D-number: day 04 + 40
        ("29828812345", "•••"),  # the year is unknown, so 29 February may be
        ("201912345678", "•••"),  # DUF
        ("Sak 04838812345, og 04838854321.", "Sak •••, og •••."),
        ("30828812345", "30828812345"),  # there is no 30 February
        ("04538812345", "04538812345"),  # nor a month 13
        ("00838812345", "00838812345"),
        ("81838812345", "81838812345"),
        ("0483881234", "0483881234"),
        ("048388123456", "048388123456"),
        ("048388  12345", "048388  12345"),
        ("211912345678", "211912345678"),
        ("+47 00 00 00 01", "+47 00 00 00 01"),
    ],
)
def test_an_identity_number_is_known_by_its_form_and_never_shown(text, shown):
    assert uten_nummer(text) == shown


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        (1838812345, ["KAN-02"]),  # a spreadsheet takes the first nought away
        (11838812345, ["KAN-02"]),
        (4799999999, []),  # a telephone number with its country code
        (201912345678, ["KAN-02"]),
        (1838812345.5, []),
        (True, []),
    ],
)
def test_an_identity_number_typed_as_a_number_is_found(number, codes):
    book = MemoryBook.of({"Behov": [["Nr", "Kilde"]], "Notater": [["Ring", number]]})
    bok, _ = read(book, TODAY)
    assert [(f.kode, f.ark, f.celle, f.rad) for f in sjekk(bok)] == [
        (code, "Notater", "B1", 1) for code in codes
    ]


def test_the_number_is_in_no_finding_of_the_reader_either():
    table = [["Nr", "Praksisplasser"], ["P01", "04838812345 kr"]]
    bok, lest = read(MemoryBook.of({"Partnere": table}), TODAY)
    assert any("04838812345" in funn.melding for funn in lest)
    found = sjekk(bok, lest)
    assert "KAN-02" in {funn.kode for funn in found}
    assert "04838812345" not in repr(found)


@pytest.mark.parametrize(
    ("orgnr", "valid"),
    [
        ("123456785", True),
        ("700 100 014", True),
        ("700100030", True),
        ("700100090", False),  # no digit can check 70010009
        ("123456784", False),
        ("12345678", False),
        ("1234567850", False),
        ("123456۷85", False),
        ("NO123456785", False),
    ],
)
def test_the_last_digit_of_an_organisation_number_checks_the_others(orgnr, valid):
    assert gyldig_orgnr(orgnr) == valid


def test_a_sheet_of_unknown_numbers_is_told_without_guessing_at_them_all():
    bok = Kursbok(
        dato=TODAY,
        partnere=tuple(Partner(rad=n, partner_id=f"P{n:04}") for n in range(2, 2002)),
        behov=tuple(Behov(rad=n, behov_id=f"B{n}", partner_id=f"P{n:04}X") for n in range(2, 2002)),
    )
    found = [funn for funn in sjekk(bok) if funn.kode == "X-03"]
    assert len(found) == 2000
    assert found[0].forslag == "P0002"
    assert sum(funn.forslag is not None for funn in found) == 50


def test_an_acknowledgement_holds_until_the_row_changes_and_no_formula_ends_it():
    data = json.loads(EXAMPLE.read_text("utf-8"))
    first = {(f.kode, f.id): f for f in found(data)}
    funn = first["ANS-06", "A08-3"]
    said = {"kode": funn.kode, "gjelder": funn.id, "felt": funn.felt, "avtrykk": funn.avtrykk}
    data["vurderinger"] = [said | {"sett_og_vurdert": "Avtalt med P01."}]
    row = next(rad for rad in data["ansvar"] if rad["ansvar_id"] == "A08-3")
    row["område_tekst"] = ""  # a formula that nobody has calculated
    assert [f.vurdert for f in found(data) if f.id == "A08-3" and f.kode == "ANS-06"] == [
        "Avtalt med P01."
    ]
    row["frist"] = "2026-08-11"
    assert [f.vurdert for f in found(data) if f.id == "A08-3" and f.kode == "ANS-06"] == [None]


def test_a_name_as_long_as_a_cell_makes_no_message_too_long_for_one():
    data = json.loads(EXAMPLE.read_text("utf-8"))
    data["partnere"][7]["partnernavn"] = "x" * 32767
    messages = [f.melding for f in found(data) if f.kode == "PAR-08"]
    assert messages == [
        "x" * 199 + "… har oppgaver eller får opplysninger, men avtalen er ikke inngått. Lag "
        "samarbeidsavtale og få den signert."
    ]


def found(data):
    bok, lest = read(MemoryBook.of(to_tables(data)), TODAY)
    return sjekk(bok, lest)
