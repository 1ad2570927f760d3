"""What LibreOffice makes of the documents: the same text, and pages that hold together."""

import re

import pytest

from documents.test_golden import NAMES
from documents.word import example, text_of, write
from kursverktoy.documents.kinds import KINDS

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def pages(documents, convert_all, pdf_text, tmp_path_factory):
    """Return the text of each page of every document, by the document's name."""
    folder = tmp_path_factory.mktemp("word")
    for name, data in documents.items():
        (folder / name).write_bytes(data)
    pdfs = convert_all([folder / name for name in documents], "pdf")
    return {name: pdf_text(pdf).split("\f")[:-1] for name, pdf in zip(documents, pdfs, strict=True)}


def words(text):
    """Return the words of a text, however they are laid out and hyphenated."""
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_on_a_page(name, documents, pages):
    shown = set(words(" ".join(pages[name])))
    lines = text_of(documents[name]).splitlines()[1:]
    lines = [line for line in lines if line not in ("topp:", "bunn:", "side:")]
    assert [
        word for line in lines for word in words(line.replace("_", "")) if word not in shown
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_it_is(name, pages):
    found = pages[name]
    for number, page in enumerate(found, start=1):
        assert f"Side {number} av {len(found)}" in page
        assert "Laget med kursverktøy" in page
        assert "Fjellvik kommune" in page


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_empty(name, pages):
    for page in pages[name]:
        header, *lines, footer = [line for line in page.splitlines() if line.strip()]
        assert lines, (header, footer)


@pytest.mark.parametrize("name", [name for name in NAMES if "kursbevis" in name])
def test_a_certificate_is_one_page_and_its_annex_another(name, pages):
    first, annex = pages[name]
    assert "Berit Lauvtest" in first
    assert "Bevisnummer" in first
    assert "Oppnådd" not in first
    assert annex.split("\n\n")[1].strip().startswith("Læringsmål og måloppnåelse")


@pytest.mark.parametrize("name", [name for name in NAMES if "kandidatark" in name])
def test_a_candidate_sheet_is_one_page(name, pages):
    assert len(pages[name]) == 1


LAST_TO_SIGN = {
    "samarbeidsavtale": "Underskrift",
    "praksisavtale": ".*for arbeidsplassen",
    "opplaeringsplan": "faglærer",
}


@pytest.mark.parametrize(
    ("name", "last"),
    [
        (name, last)
        for kind, last in LAST_TO_SIGN.items()
        for name in NAMES
        if kind in name and "felles" not in name
    ],
)
def test_no_signature_is_parted_from_its_heading(name, last, pages):
    found = pages[name]
    (page,) = (page for page in found if re.search(r"^\s*1\d Underskrift$", page, re.MULTILINE))
    assert re.findall(rf"^\s*{last}\b", page, re.MULTILINE)


def test_no_party_signs_on_two_pages(convert_all, pdf_text, tmp_path):
    data = example()
    data["partnere"] += [
        p | {"partner_id": f"P{n:02}", "partnernavn": f"{p['partnernavn']} {n}", "orgnr": ""}
        for n, p in enumerate([*data["partnere"], *data["partnere"]], start=11)
    ]
    names = {p["partnernavn"].split()[0] for p in data["partnere"]}
    (made,) = write(tmp_path, data, kinds=[KINDS["avtaler-felles"]]).dokumenter
    (pdf,) = convert_all([made.fil], "pdf")
    pages = [page for page in pdf_text(pdf).split("\f") if "Sted og dato" in page]
    assert len(pages) > 1
    for page in pages:
        lines = [line.split()[0] for line in page.splitlines() if line.strip()]
        blocks = [line for line in lines if line in ("Navn", "Sted")]
        assert blocks == ["Navn", "Sted"] * (len(blocks) // 2)
        assert lines[lines.index("Navn") - 1] in names
