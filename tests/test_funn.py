"""Every rule has a page: small workbooks, and exactly the findings they must give."""

import pytest

from kursverktoy.course.funn import KATALOG
from pages import BASE, FOLDER, QUIET, Case, page

ELSEWHERE = ("DEL", "DOK", "STR")
"""Rules of sharing, documents and structure are proven on real files."""
CODES = [kode for kode in KATALOG if not kode.startswith(ELSEWHERE)]


@pytest.mark.parametrize("kode", CODES)
def test_a_page_gives_exactly_the_findings_written_on_it(kode):
    title, why, cases = page(kode)
    assert title.startswith(f"# {kode} ")
    assert why.endswith(".")
    for number, case in enumerate(cases, start=1):
        expected = "\n".join(case.expected)
        assert "\n".join(case.findings()) == expected, f"case {number} of {kode}"
    assert any(f" {kode} " in line for case in cases for line in case.expected)


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert {path.stem for path in FOLDER.glob("[A-Z]*-*.md")} == set(KATALOG)


@pytest.mark.parametrize(
    "settings",
    [{}, {"Kontroller alt": "ja"}, {"Også": "_to_deltakere.md", "Kontroller alt": "ja"}],
)
def test_the_courses_that_pages_start_from_are_quiet(settings):
    assert Case(settings).findings() == [QUIET]


def test_the_base_course_has_a_row_on_every_sheet():
    assert all(len(table.rows) > 1 for table in BASE.values())
