"""What the linter says about tags, as the pages in `malfeil` show it."""

import re
from pathlib import Path

import pytest

from documents.broken import broken, cases, template_of, told
from documents.word import TEMPLATES, course
from kursverktoy.documents.kinds import by_template_name
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.malfunn import KATALOG
from kursverktoy.documents.linter.trial import trial
from kursverktoy.documents.template import open_template
from kursverktoy.errors import KursverktoyError

HERE = Path(__file__).parent
CASES = [
    pytest.param(*case, id=f"{page.stem}: {case[0]}")
    for page in sorted((HERE / "malfeil").glob("*.md"))
    for case in cases(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("_heading", "code", "body", "expected"), CASES)
def test_a_broken_template_is_told_in_these_words(_heading, code, body, expected):
    mal = template_of(code)
    assert told(broken(*body, mal=mal), mal) == expected


def test_what_the_linter_says_is_what_happens_when_the_template_is_filled(tmp_path):
    bok, _ = course()
    for heading, code, body, expected in (case.values for case in CASES):
        path = tmp_path / template_of(code)
        path.write_bytes(broken(*body, mal=path.name))
        kind, språk = by_template_name(path.name)
        try:
            said = [f.melding for f in trial(bok, open_template(path), kind, språk)]
        except KursverktoyError as error:
            said = [str(error)]
        assert bool(said) == bool(expected and heading not in SPOILT), heading


SPOILT = {
    "Taggen slutter i et annet avsnitt",
    "Enkle klammer",
    "Og-tegn i en tekst",
    "I to avsnitt",
    "I to rader",
    "En makro ingen bruker",
    "En verdi som ikke er på listen (D5)",
    "En verdi som ikke er på skalaen (D6b-intern)",
    "Ferdig innhold",
}
"""Broken templates that can be filled, and give a document that is not what was meant."""


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.name)
def test_our_own_templates_are_fine(path):
    assert by_template_name(path.name)
    assert told(path.read_bytes(), path.name) == []


def test_every_rule_is_shown_in_a_test():
    texts = [*(HERE / "malfeil").glob("*.md"), *HERE.glob("test_linter*.py")]
    shown = {
        code
        for path in texts
        for code in re.findall(r"(?:feil|advarsel|tips) (MAL-\d\d)", path.read_text("utf-8"))
    }
    assert shown == KATALOG.keys()


def test_every_rule_says_why_it_exists():
    declared = [each for each in vars(regler).values() if each in KATALOG.values()]
    assert declared == list(KATALOG.values())
    assert all(each.hvorfor.endswith(".") and each.melding[:1] for each in declared)
