"""What must not be in a workbook is found in any part of it, however it is kept there."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from kursverktoy.course.fresh import fresh
from kursverktoy.course.persons import Values
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.leaks import leaking_parts, refuse_leaks

OWN = build(fresh(date(2026, 11, 23)))
SECRET = Values(
    frozenset({"Furutest", "kari@fjellvik.example", "17.05.1990"}),
    frozenset({"Bør ikke løfte <tungt> & alene"}),
    frozenset({date(1990, 5, 17)}),
)


def package(**parts):
    file = BytesIO()
    with ZipFile(file, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("_", "/"), content)
    return file.getvalue()


def leaking(content, houses=()):
    return leaking_parts(package(xl_part=content), SECRET, own=OWN, houses=houses)


@pytest.mark.parametrize(
    "content",
    [
        "<t>Furutest</t>",
        "<t>Møte med Furutests elever</t>",
        '<comment author="Furutest"/>',
        "<t>kari@fjellvik.example</t>",
        "<t>Bør ikke løfte &lt;tungt&gt; &amp; alene</t>",
        "<t>B&#248;r ikke l&#xF8;fte &lt;tungt&gt; &amp; alene</t>",
        "<v>33010</v>",
        "<t>født 17.05.1990</t>",
        "<t>Furutest</t>".encode("utf-16-le"),
        b"\0" + "<t>Furutest</t>".encode("utf-16-be"),
    ],
)
def test_a_value_is_found_in_any_form(content):
    assert leaking(content) == ["xl/part"]


@pytest.mark.parametrize(
    "content",
    ["<t>Furutestene</t>", "<t>furutest</t>", "<v>330100</v>", '<col width="33010"/>', "<t></t>"],
)
def test_what_only_looks_alike_is_none(content):
    assert leaking(content) == []


def test_the_name_of_a_part_is_read_too():
    data = package(xl_Furutest="<t/>")
    assert leaking_parts(data, SECRET, own=OWN, houses=()) == ["xl/Furutest"]


def test_the_name_of_an_organisation_is_none_and_the_name_beside_it_is():
    houses = ("Furutest Kantiner AS",)
    assert leaking("<t>Furutest Kantiner AS</t>", houses) == []
    assert leaking("<t>Furutest ved Furutest Kantiner AS</t>", houses) == ["xl/part"]


def test_a_word_of_the_empty_workbook_can_be_no_secret():
    values = Values(frozenset({"Deltaker"}), frozenset(), frozenset())
    assert leaking_parts(OWN, values, own=OWN, houses=()) == []


def test_a_leak_is_refused_in_a_sentence_that_names_no_one():
    with pytest.raises(KursverktoyError) as error:
        refuse_leaks(package(xl_part="Furutest"), SECRET, own=OWN, houses=())
    assert "xl/part" in str(error.value)
    assert "Furutest" not in str(error.value)
