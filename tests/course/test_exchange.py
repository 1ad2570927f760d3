"""The exchange format: everything out, everything in, and a sentence for what is no course."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from kursverktoy.course.exchange import json_schema, to_data, to_tables
from kursverktoy.course.funn import Vurdering
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

EXAMPLE = json.loads((Path(__file__).parents[2] / "workbooks/eksempelkurs.json").read_text("utf-8"))


def through(data):
    return read(MemoryBook.of(to_tables(data)), date(2026, 11, 23))


def test_the_example_course_comes_back_as_it_was():
    bok, funn = through(EXAMPLE)
    assert funn == []
    assert to_data(bok) == {k: v for k, v in EXAMPLE.items() if k != "merknad"}


def test_what_can_not_be_read_comes_back_as_it_was_typed():
    data = {
        "kurs": {"kurs_id": "X", "startdato": "snart"},
        "behov": [{"behov_id": "B01", "dato": "mai"}],
    }
    bok, funn = through(data)
    assert [(f.kode, f.felt) for f in funn] == [("LES-04", "startdato"), ("LES-04", "dato")]
    assert to_data(bok)["kurs"]["startdato"] == "snart"
    assert to_data(bok)["behov"][0]["dato"] == "mai"


def test_what_is_changed_on_lister_and_acknowledged_comes_along():
    data = {
        **EXAMPLE,
        "lister": {
            "terskler": {"norsk_sprik": 4},
            "valg": {"målform": ["nb", "nn", "sme"]},
            "ord": {"helse": ["rygg*"]},
            "skjulte_tips": ["KAN-05"],
            "bruk_fortrolig": "Nei",
        },
        "vurderinger": [
            {
                "kode": "PAR-08",
                "gjelder": "P08",
                "felt": "status",
                "sett_og_vurdert": "Avtales i møtet.",
                "avtrykk": "0",
            }
        ],
    }
    bok, funn = through(data)
    assert funn == []
    assert bok.lister.terskler.norsk_sprik == 4
    assert bok.vurderinger == (Vurdering("PAR-08", "P08", "status", "Avtales i møtet.", "0"),)
    assert to_data(bok) == {k: v for k, v in data.items() if k != "merknad"}
    jsonschema.validate(to_data(bok), json_schema())


def test_the_schema_describes_the_example():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = {k: v for k, v in EXAMPLE.items() if k != "merknad"}
    jsonschema.validate(data, schema)
    assert (
        schema["properties"]["partnere"]["items"]["properties"]["orgnr"]["title"]
        == "Organisasjonsnummer"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "«kurs» mangler"),
        ({"kurs": []}, "«kurs» mangler"),
        ({"kurs": {}, "versjon": 2}, "Oppdater kursverktøy"),
        ({"kurs": {}, "partnere": "P01"}, "skal være en liste med rader"),
        ({"kurs": {}, "partnere": [{"nvan": "x"}]}, "feltet «nvan», som ikke finnes"),
        ({"kurs": {"kursnavn": ["x"]}}, "skal være tekst eller tall"),
        ({"kurs": {}, "kandidatar": []}, "Mente du «kandidater»?"),
        ({"kurs": {}, "versjon": "1"}, "versjon «1»"),
        ({"kurs": {}, "lister": {"valg": {"cefr": 3}}}, "«lister» i filen har ikke riktig form"),
        ({"kurs": {}, "vurderinger": {"kode": "x"}}, "«vurderinger» i filen skal være en liste"),
    ],
)
def test_what_is_no_course_gets_a_sentence(data, sentence):
    with pytest.raises(KursverktoyError, match=sentence):
        to_tables(data)
