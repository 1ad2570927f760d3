"""What LibreOffice makes of the documents: the same text, and pages that hold together."""

import re
import shutil
import subprocess

import pytest

from documents.test_golden import NAMES
from documents.word import text_of, written

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return written(tmp_path_factory.mktemp("ut"))


@pytest.fixture(scope="module")
def pdfs(documents, soffice, tmp_path_factory):
    """Convert every document in one run; return the folder."""
    folder = tmp_path_factory.mktemp("pdf")
    for name, data in documents.items():
        (folder / name).write_bytes(data)
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    files = [str(folder / name) for name in documents]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder


def pages(pdf):
    """Return the text of each page of a PDF."""
    assert shutil.which("pdftotext")
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


def words(text):
    """Return the words of a text, however they are laid out and hyphenated."""
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_on_a_page(name, documents, pdfs):
    shown = set(words(" ".join(pages(pdfs / name.replace(".docx", ".pdf")))))
    lines = text_of(documents[name]).splitlines()[1:]
    lines = [line for line in lines if line not in ("topp:", "bunn:", "side:")]
    assert [
        word for line in lines for word in words(line.replace("_", "")) if word not in shown
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_it_is(name, pdfs):
    found = pages(pdfs / name.replace(".docx", ".pdf"))
    for number, page in enumerate(found, start=1):
        assert f"Side {number} av {len(found)}" in page
        assert "Laget med kursverktøy" in page
        assert "Fjellvik kommune" in page


@pytest.mark.parametrize("name", [name for name in NAMES if "kursbevis" in name])
def test_a_certificate_is_one_page_and_its_annex_another(name, pdfs):
    first, annex = pages(pdfs / name.replace(".docx", ".pdf"))
    assert "Berit Lauvtest" in first
    assert "Bevisnummer" in first
    assert "Oppnådd" not in first
    assert annex.split("\n\n")[1].strip().startswith("Læringsmål og måloppnåelse")


@pytest.mark.parametrize("name", [name for name in NAMES if "kursbevis" not in name])
def test_no_signature_is_parted_from_its_heading(name, pdfs):
    found = pages(pdfs / name.replace(".docx", ".pdf"))
    (page,) = (page for page in found if re.search(r"^\s*1[13] Underskrift$", page, re.MULTILINE))
    last = "Underskrift" if "samarbeidsavtale" in name else "faglærer"
    assert re.findall(rf"^\s*{last}\b", page, re.MULTILINE)
