"""A cell read as its column: lists, references, scales and several values in one cell."""

import pytest

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.cells import UnreadableError
from kursverktoy.course.lists import Deltok, Målstatus
from kursverktoy.course.parsing import nearest, parser
from kursverktoy.course.schema import columns
from kursverktoy.course.terskler import Lister

KEYS = {
    "Partnere": {"p06": "P06", "p07": "P07"},
    "Læringsmål": {"l01": "L01"},
    "Planer": {"k05": "K05"},
}


def read(ark, felt, raw, valg=None):
    return parser(columns(ark)[felt], valg or Lister().valg, KEYS)(raw)


@pytest.mark.parametrize(
    "raw", ["P07", "p07", " P07 ", "P07 Blåklokka Kantiner AS", "P07: Blåklokka", "P07–Blåklokka"]
)
def test_a_reference_is_known_by_its_number(raw):
    assert read(Ansvar, "ansvarlig_partner_id", raw) == "P07"


@pytest.mark.parametrize(
    ("raw", "kept"), [("P99 Ukjent AS", "P99"), ("Blåklokka AS", "Blåklokka AS")]
)
def test_an_unknown_reference_is_kept_for_the_rules(raw, kept):
    assert read(Ansvar, "ansvarlig_partner_id", raw) == kept


@pytest.mark.parametrize(
    "raw",
    [
        "P06;P07",
        "P06 ; P07;",
        "P06\nP07",
        "P06, P07",
        "P06 Fjellvik kommune, Sentralkjøkkenet; P07 Blåklokka",
        "P06;P07;P06",
    ],
)
def test_several_references_in_one_cell(raw):
    assert read(Ansvar, "medvirkende_partner_id", raw) == ("P06", "P07")


def test_a_comma_in_a_name_does_not_split_it():
    single = "P06 Fjellvik kommune, Sentralkjøkkenet"
    assert read(Ansvar, "medvirkende_partner_id", single)[0] == "P06"


def test_several_list_values_in_one_cell():
    assert read(Oppfølging, "deltok", "Lærer; deltaker") == (Deltok.LÆRER, Deltok.DELTAKER)
    assert read(Oppfølging, "deltok", "Lærer, Deltaker") == (Deltok.LÆRER, Deltok.DELTAKER)


@pytest.mark.parametrize("raw", ["Delvis oppnådd", "delvis  OPPNÅDD", "Delvis oppna\u030add"])
def test_a_list_value_is_known_by_its_words(raw):
    assert read(Planmål, "status", raw) is Målstatus.DELVIS_OPPNÅDD


def test_a_value_the_coordinator_added_is_read_as_text():
    valg = dict(Lister().valg) | {"partnertype": (*Lister().valg["partnertype"], "Fagforening")}
    assert read(Partner, "partnertype", "fagforening", valg) == "Fagforening"


def test_a_value_outside_the_list_is_refused():
    with pytest.raises(UnreadableError, match="en verdi fra listen"):
        read(Partner, "partnertype", "Fagforening")


@pytest.mark.parametrize(
    "raw", [2, 2.0, "2", "2 – Tydelig interesse", "2 - Tydelig", "tydelig interesse"]
)
def test_a_scale_keeps_the_step(raw):
    assert read(Kartlegging, "interesse", raw) == 2


@pytest.mark.parametrize("raw", [4, -1, 2.5, "mye", "22", True])
def test_a_scale_has_four_steps(raw):
    with pytest.raises(UnreadableError, match="et tall fra 0 til 3"):
        read(Kartlegging, "interesse", raw)


@pytest.mark.parametrize(
    ("raw", "expected"), [("Ja", True), ("j", True), ("x", True), ("NEI", False), (False, False)]
)
def test_yes_and_no(raw, expected):
    assert read(Kurs, "formål_1", raw) is expected


def test_a_text_that_excel_made_a_number_is_a_text():
    assert read(Partner, "orgnr", 700100014) == "700100014"
    assert read(Læringsmål, "kompetansemål_kode", "KM1; KM2") == ("KM1", "KM2")


def test_the_nearest_value_is_suggested():
    assert nearest("Oppnaad", Målstatus) == "Oppnådd"
    assert nearest("xyz", Målstatus) is None
