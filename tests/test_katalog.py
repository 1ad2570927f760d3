"""The catalogue says word for word what the domain says, and the example course what it should.

`regler.json` is a copy of the catalogue of the domain.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.fresh import fresh
from kursverktoy.course.funn import KATALOG
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import sjekk
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

HERE = Path(__file__).parent
DOMAIN = {rule["id"]: rule for rule in json.loads((HERE / "regler.json").read_text("utf-8"))}
EXAMPLE = HERE.parent / "workbooks" / "eksempelkurs.json"


@pytest.mark.parametrize("kode", DOMAIN)
def test_a_rule_is_the_one_of_the_domain(kode):
    regel, domain = KATALOG[kode], DOMAIN[kode]
    assert regel.melding == domain["melding"]
    assert (regel.ark, regel.alvor, regel.fase) == (
        domain["ark"],
        domain["alvor"],
        domain["fase"],
    )


def test_no_rule_is_invented_but_those_of_the_reader_and_of_the_structure():
    assert {kode for kode in KATALOG if not kode.startswith(("LES-", "STR-"))} == set(DOMAIN)


@pytest.mark.parametrize("kode", KATALOG)
def test_a_rule_says_why_in_one_sentence(kode):
    hvorfor = KATALOG[kode].hvorfor
    assert hvorfor.endswith(".")
    assert "\n" not in hvorfor


def test_the_example_course_has_what_was_planted_in_it_and_no_more():
    tables = to_tables(json.loads(EXAMPLE.read_text("utf-8")))
    bok, lest = read(MemoryBook.of(tables), date(2026, 11, 23))
    assert [(f.kode, f.alvor, f.ark, f.id) for f in sjekk(bok, lest)] == [
        ("X-05", "tips", "Behov", "B10"),
        ("PAR-08", "advarsel", "Partnere", "P08"),
        ("PRA-08", "tips", "Partnere", "P08"),
        ("ANS-05", "advarsel", "Ansvar", "A08-3"),
        ("ANS-06", "tips", "Ansvar", "A08-3"),
        ("ANS-06", "tips", "Ansvar", "A09-1"),
        ("KAN-05", "tips", "Kandidater", "K14"),
        ("X-02", "tips", "Kartlegging", "skriftlig"),
        ("X-02", "tips", "Kartlegging", "lese"),
        ("KAR-01", "advarsel", "Kartlegging", "K14"),
        ("PM-06", "advarsel", "Planmål", "K01"),
        ("PM-06", "advarsel", "Planmål", "K04"),
        ("PM-06", "advarsel", "Planmål", "K11"),
        ("PM-06", "advarsel", "Planmål", "K12"),
        ("OPP-02", "advarsel", "Praksis", "K12"),
        ("OPP-01", "advarsel", "Oppfølging", "K06"),
        ("AVS-04", "advarsel", "Avslutning", "K09"),
    ]


def test_a_new_course_is_quiet_until_all_is_asked_for():
    bok = fresh(date(2026, 1, 5))
    assert sjekk(bok) == []
    assert {"KUR-01", "KUR-03", "BEH-01", "PAR-05", "ANS-02", "MOD-02"} <= {
        funn.kode for funn in sjekk(bok, alt=True)
    }


def test_what_is_missing_on_a_sheet_is_not_told_before_the_sheet_is_begun():
    bok = Kursbok(dato=date(2026, 1, 5), behov=(Behov(rad=2, behov_id="B01"),))
    assert {funn.kode for funn in sjekk(bok)} == {"KUR-01", "BEH-01", "BEH-02", "BEH-03", "BEH-06"}
