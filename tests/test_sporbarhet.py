"""Every line of the checklist behind the product is covered by something that exists."""

import re
from pathlib import Path

import pytest

import kursverktoy.course.regler  # noqa: F401  fills the catalogue
from kursverktoy.course.funn import KATALOG
from kursverktoy.course.kursbok import ARK_ETTER_NAVN
from kursverktoy.course.lists import Område
from kursverktoy.course.schema import columns
from kursverktoy.documents.kinds import KINDS

PAGE = Path(__file__).parent / "sporbarhet.md"
LINE = re.compile(r"\| (\d+) \| .+ \| (.+) \|")
ITEMS = [
    (int(m[1]), m[2].split(", "))
    for m in map(LINE.fullmatch, PAGE.read_text("utf-8").splitlines())
    if m
]
FIGURES = {"Sammendrag: sprik per ferdighet", "Sammendrag: helhetlig vurdering"}


def exists(cover):
    if column := re.fullmatch(r"(\w+)\.(\w+)(?: (A\d\d))?", cover):
        ark = ARK_ETTER_NAVN.get(column[1])
        area = column[3] is None or column[3] in set(Område)
        return ark is not None and column[2] in columns(ark) and area
    return cover in KATALOG or cover in {kind.code for kind in KINDS.values()} or cover in FIGURES


def test_the_whole_checklist_is_there():
    assert [number for number, _ in ITEMS] == list(range(1, 137))


@pytest.mark.parametrize(("number", "covers"), ITEMS, ids=lambda value: str(value)[:40])
def test_each_item_is_covered_by_something_that_exists(number, covers):
    missing = [cover for cover in covers if not exists(cover)]
    assert missing == [], f"item {number}"
