"""`templates/README.md` says what a template may hold, and is as the program is."""

import re

from documents.word import TEMPLATES
from kursverktoy.documents.filters import FILTERS
from kursverktoy.documents.reference import reference


def test_the_page_on_disk_is_current():
    page = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert page == reference(), "run: kursverktoy.documents.reference"


def test_every_filter_is_explained():
    assert all(f"| `{name}` | " in reference() for name in FILTERS)


def test_a_document_lists_what_it_may_show_and_nothing_else():
    agreement, plan, certificate = re.split(r"\n## D\d ", reference())[1:]
    assert "| `partner` | rad fra Partnere | Partneren avtalen er med. |" in agreement
    assert "| `telefon` | Telefon | nei |" in agreement
    assert "| `medvirkende` | Medvirker (rad fra Partnere) | nei |" in agreement
    assert "Kandidater" not in agreement
    assert "| `navn` | tekst | Fornavn og etternavn på deltakeren. |" in plan
    assert "fødselsdato" not in plan
    assert "| `fødselsdato` | Fødselsdato | ja |" in certificate
    for never in ("hovedgrunn", "beslutning_begrunnelse", "utgått_grunn", "helhetsvurdering`"):
        assert f"`{never}" not in reference()
