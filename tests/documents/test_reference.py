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
    parts = re.split(r"\n## (D\d.*)\n", reference())
    page = dict(zip(parts[1::2], parts[2::2], strict=True))
    agreement, placement = page["D1 Samarbeidsavtale"], page["D2 Praksisavtale"]
    plan, certificate = page["D3 Individuell opplæringsplan"], page["D5 Kursbevis"]
    intern = page["D6b Kandidatark (intern)"]
    assert "| `partner` | rad fra Partnere | Partneren avtalen er med. |" in agreement
    assert "| `telefon` | Telefon | nei |" in agreement
    assert "| `medvirkende` | Medvirker (rad fra Partnere) | nei |" in agreement
    assert "Kandidater" not in agreement
    assert "| `navn` | tekst | Navnet: fornavn og etternavn på den dokumentet er om. |" in plan
    assert "| `avtalt_tilrettelegging` | Avtalt tilrettelegging | nei |" in plan
    assert "avtalt_tilrettelegging" not in placement
    assert "fødselsdato" not in placement
    assert "sluttmål" not in placement
    assert "fødselsdato" not in plan
    assert "| `fødselsdato` | Fødselsdato | ja |" in certificate
    assert "| `helhetsvurdering` | Helhetsvurdering | ja |" in intern
    for kept in ("helhetsvurdering", "hovedgrunn", "beslutning_begrunnelse", "alternativt_tilbud"):
        assert [title for title, text in page.items() if f"`{kept}`" in text] == [
            "D6b Kandidatark (intern)"
        ]
    for never in ("utgått_grunn", "helse_og_tilrettelegging"):
        assert f"`{never}" not in reference()


def test_every_line_of_a_table_is_whole():
    lines = [line for line in reference().splitlines() if line.startswith("|")]
    assert [line for line in lines if not line.endswith("|")] == []
