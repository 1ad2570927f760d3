"""What a placeholder is, as its annotation says, and in words."""

from datetime import date
from enum import StrEnum

import pytest

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.documents.contexts.agreement import Samarbeidsavtale
from kursverktoy.documents.contexts.context import Grouped
from kursverktoy.documents.pictures import Picture
from kursverktoy.documents.shapes import (
    ANYTHING,
    NUMBER,
    TEXT,
    TRUTH,
    Many,
    Row,
    Slag,
    attributes,
    in_words,
    joined,
    reached,
    shape_of,
    shapes,
)
from kursverktoy.documents.views import Cell


class Farge(StrEnum):
    RØD = "rød"


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (str, "tekst"),
        (Farge, "tekst"),
        (bool, "Ja/Nei"),
        (int, "tall"),
        (float | None, "tall"),
        (date, "dato"),
        (Picture, "bilde"),
        (bytes, "bytes"),
        (Partner | Cell, "rad fra Partnere"),
        (str | Cell | None, "tekst"),
        (tuple[str | Cell, ...], "liste: tekst"),
        (Grouped[Praksis], "liste: par av tekst og liste: rad fra Praksis"),
        (tuple[str, date, float], "sett av tekst, dato og tall"),
    ],
)
def test_an_annotation_in_words(hint, words):
    assert in_words(shape_of(hint)) == words


def test_what_can_be_asked_of_a_row():
    of_praksis, of_ansvar = attributes(Praksis), attributes(Ansvar)
    assert of_praksis["partner"].shape == Row(Partner)
    assert of_praksis["partner_id"].shape.slag is Slag.TEKST
    assert of_praksis["partner"].field is of_praksis["partner_id"].field
    assert of_ansvar["medvirkende"].shape == Many(Row(Partner))
    assert attributes(Kartlegging)["digitale"].shape.slag is Slag.TEKST  # a step is said in words


def test_the_sheets_a_document_sees_rows_of():
    found = shapes(Samarbeidsavtale)
    assert found["partner"] == Row(Partner)
    assert [sheet.ark for sheet in reached("D1", found.values())] == [
        *("Kurs", "Partnere", "Fagpersoner", "Ansvar", "Læringsmål"),
    ]


def test_either_of_two():
    telefon, epost = (attributes(Partner)[name].shape for name in ("telefon", "epost"))
    assert joined(telefon, telefon) == telefon
    assert joined(telefon, epost) == TEXT
    assert joined(NUMBER, TRUTH) == ANYTHING
