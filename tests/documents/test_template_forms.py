"""Every template that comes with the program is well made: for Word, for screen readers, to sign.

Such things can't be seen in the text of a document, so they are looked for in the templates: all
there are in the folder, in every language, also those added later.
"""

import re
from collections import Counter
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from documents.word import TEMPLATES, parts
from kursverktoy.documents.kinds import KINDS, by_template_name
from kursverktoy.documents.language import TAGS

NAMES = sorted(path.name for path in TEMPLATES.glob("*.docx"))
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
BLOCK = re.compile(r"\{%(p|tr) .*%\}")
SIGN = re.compile("Underskrift|Signature")
ENGLISH = {"D5", "D6a"}
"""The documents that there are in English too."""


@pytest.fixture(params=NAMES)
def name(request):
    """Return the name of each template in turn."""
    return request.param


@pytest.fixture
def template(name):
    """Return a template as Word opens it."""
    return docx.Document(TEMPLATES / name)


def language_of(name):
    """Return the language a template is in."""
    return by_template_name(name)[1]


def tables(holder):
    """Yield the tables of a body, also those in cells."""
    for table in holder.tables:
        yield table
        for cell in (cell for line in table.rows for cell in line.cells):
            yield from tables(cell)


def is_tag(line):
    """Whether a row only says that the rows after it come again, or only sometimes."""
    return BLOCK.fullmatch(line.cells[0].text.strip()) is not None


def has(line, mark):
    """Whether a row has a mark such as cantSplit."""
    return line._tr.trPr is not None and line._tr.trPr.find(qn(f"w:{mark}")) is not None


def kept(paragraph):
    """Whether a paragraph stays on the page of the next, by itself or by its style."""
    own, style = paragraph.paragraph_format.keep_with_next, paragraph.style
    while own is None and style is not None:
        own, style = style.paragraph_format.keep_with_next, style.base_style
    return bool(own)


def line_kept(line):
    """Whether a row stays on the page of the next."""
    return all(kept(p) for cell in line.cells for p in cell.paragraphs)


def test_there_is_a_template_in_each_language_there_should_be():
    wanted = {
        kind.template_name(språk)
        for kind in KINDS.values()
        for språk in ("nb", "nn", *(["en"] if kind.code in ENGLISH else []))
    }
    assert set(NAMES) == wanted


def test_it_tells_its_language(name, template):
    tag = TAGS[language_of(name)]
    told = [each.get(qn("w:val")) for each in template.styles.element.iter(qn("w:lang"))]
    assert told
    assert set(told) == {tag}
    inside = {
        each.get(qn("w:val"))
        for part in (template.element, *(s.header._element for s in template.sections))
        for each in part.iter(qn("w:lang"))
    }
    # What the course has named is in Norwegian also in a document in English.
    assert inside <= ({"nb-NO"} if tag == "en-GB" else set())


def test_it_opens_as_a_document_of_today(template):
    """Word calls what says 14 or less «Kompatibilitetsmodus»."""
    modes = [
        each.get(qn("w:val"))
        for each in template.settings.element.iter(qn("w:compatSetting"))
        if each.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_it_has_one_title_and_real_headings(template):
    styles = [p.style.style_id for p in template.paragraphs]
    assert styles.count("Title") >= 1
    assert "Heading1" in styles
    levels = [0, *(int(s[-1]) for s in styles if re.fullmatch(r"Heading\d", s))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    fake = [
        p.text
        for p in template.paragraphs
        if not p.style.style_id.startswith(("Heading", "Title"))
        and re.match(r"\d+ [A-ZÆØÅ]", p.text)
    ]
    assert fake == []


def test_no_heading_is_left_alone_at_the_foot_of_a_page(template):
    for p in template.paragraphs:
        if p.style.style_id.startswith(("Heading", "Title")):
            assert kept(p), p.text


def test_what_leads_up_to_a_table_or_a_list_stays_with_it(template):
    for p in template.paragraphs:
        if p.text.endswith(":"):
            assert kept(p), p.text


def test_no_row_is_split_and_headings_of_columns_repeat(template):
    for table in tables(template):
        first, *rest = table.rows
        for line in (first, *rest):
            assert is_tag(line) or has(line, "cantSplit"), line.cells[0].text
        looped = bool(rest) and rest[0].cells[0].text.startswith("{%tr for")
        if looped and not is_tag(first):
            assert has(first, "tblHeader"), first.cells[0].text
        if has(first, "tblHeader") and rest:
            assert line_kept(first), first.cells[0].text
        assert not any(has(line, "tblHeader") for line in rest)


def test_a_group_heading_stays_with_its_first_row(template):
    for table in tables(template):
        for before, after in pairwise(table.rows):
            if after.cells[0].text.startswith("{%tr for") and not is_tag(before):
                assert line_kept(before), before.cells[0].text


def test_signatures_are_on_one_page_with_their_heading(template):
    for table in tables(template):
        labels = [cell.text for line in table.rows for cell in line.cells]
        if any(SIGN.fullmatch(label) for label in labels):
            assert all(line_kept(line) for line in table.rows[:-1]), labels
            above = Paragraph(table._tbl.getprevious(), template._body)
            assert kept(above) or BLOCK.fullmatch(above.text), above.text


def test_a_certificate_is_signed_on_one_page():
    for name in (name for name in NAMES if name.startswith("D5")):
        signature = docx.Document(TEMPLATES / name).tables[1]
        assert "signerer_navn" in signature.rows[2].cells[0].text
        assert all(line_kept(line) for line in signature.rows[:-1])


def test_every_page_says_which_it_is_and_of_what(template):
    for section in template.sections:
        feet = "".join(p._p.xml for p in section.footer.paragraphs)
        fields = re.findall(r"<w:instrText[^>]*>\s*(\w+)", feet)
        assert fields == ["PAGE", "NUMPAGES"]
        text = "".join(p.text for p in section.footer.paragraphs)
        assert "{{ kurs.kurs_id }}" in text
        assert "kursverktøy" in text


def test_a_draft_says_so_on_every_page(name, template):
    word = "DRAFT" if language_of(name) == "en" else "UTKAST"
    for section in template.sections:
        text = [p.text for p in section.header.paragraphs]
        start = text.index("{%p if utkast %}")
        assert text[start + 1].startswith(f"{word} – ")
        assert text[start + 2] == "{%p endif %}"
        assert not section.different_first_page_header_footer


def test_every_picture_is_told_in_words(name):
    for part, content in parts((TEMPLATES / name).read_bytes()).items():
        if part.startswith("word/") and part.endswith(".xml"):
            for picture in re.findall(rb"<wp:docPr [^>]*>", content):
                assert re.search(rb'descr="[^"]+"', picture), (part, picture)


def tags_of(name):
    """Return how many there are of each tag of a template."""
    document = docx.Document(TEMPLATES / name)
    section = document.sections[0]
    found = Counter()
    for holder in (document.element.body, section.header._element, section.footer._element):
        for p in holder.iter(qn("w:p")):
            text = "".join(t.text or "" for t in p.iter(qn("w:t")))
            found.update(map(plain, TAG.findall(text)))
    return found


def plain(tag):
    """Return a tag without the words in it, and without what a language needs of its own."""
    return re.sub(r'\s*\|\s*(på_språk|liten)|(?<=default\()"[^"]*"', "", tag)


def test_it_shows_the_same_as_the_template_in_bokmål(name):
    if language_of(name) != "nb":
        other = re.sub(r"_(nn|en)\.docx$", "_nb.docx", name)
        assert tags_of(name) == tags_of(other)
