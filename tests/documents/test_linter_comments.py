"""Comments in a copy of a template: real Word comments, and nothing else changed."""

from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from documents.word import TEMPLATES, parts
from kursverktoy.documents.linter.comments import Note, commented
from kursverktoy.documents.linter.page import open_word
from kursverktoy.errors import KursverktoyError

BODY = "word/document.xml"
DAY = date(2026, 11, 23)
D3 = (TEMPLATES / "D3_opplaeringsplan_nb.docx").read_bytes()


def made(*paragraphs, header=""):
    """Return a document of paragraphs, each a tuple of the texts of its runs."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for text in runs:
            paragraph.add_run(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document):
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def comments(data):
    """Return each comment with the text it is about."""
    document = docx.Document(BytesIO(data))
    return [(marked(document, comment.comment_id), comment.text) for comment in document.comments]


def marked(document, id):
    """Return the text between the two marks of a comment."""
    texts, inside = [], False
    for element in document.element.body.iter():
        if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
            if element.get(qn("w:id")) == str(id):
                inside = element.tag == qn("w:commentRangeStart")
        elif inside and element.tag == qn("w:t"):
            texts.append(element.text or "")
    return "".join(texts)


def comment(data, *notes):
    return commented("mal.docx", data, notes, DAY)


def test_a_comment_stands_on_the_runs_of_its_tag():
    data = made(("Hei",), ("Navn: ", "{{ kand", "idat.nvan }}", ", hei"))
    result = comment(data, Note(BODY, 1, "{{ kandidat.nvan }}", "Mente du «navn»?"))
    assert comments(result) == [("{{ kandidat.nvan }}", "Mente du «navn»?")]
    (found,) = docx.Document(BytesIO(result)).comments
    assert (found.author, found.initials) == ("kursverktøy", "kv")
    assert found.timestamp == datetime(2026, 11, 23, tzinfo=UTC)


def test_the_second_of_two_equal_tags_is_found_by_its_place():
    data = made(("{{ x }}", " og ", "{{ x }}", " til slutt"))
    result = comment(data, Note(BODY, 0, "{{ x }}", "den andre", 11))
    document = docx.Document(BytesIO(result))
    children = [child.tag.rpartition("}")[2] for child in document.paragraphs[0]._p]
    assert children == ["r", "r", "commentRangeStart", "r", "commentRangeEnd", "r", "r"]


def test_several_notes_on_one_tag_all_stand_there():
    data = made(("før ", "{{ x }}", " etter"))
    notes = [Note(BODY, 0, "{{ x }}", text) for text in ("en", "to", "tre")]
    assert comments(comment(data, *notes)) == [("{{ x }}", text) for text in ("en", "to", "tre")]


def test_a_tag_that_is_not_in_the_text_is_told_of_on_the_whole_paragraph():
    data = made(("en ", "to"), ())
    result = comment(
        data,
        Note(BODY, 0, "{{ borte }}", "hele"),
        Note(BODY, 1, "", "tomt avsnitt"),
        Note(BODY, 99, "x", "finnes ikke"),
        Note("", 0, "", "hele malen"),
    )
    assert comments(result) == [
        ("en to", "hele"), ("", "tomt avsnitt"), ("en to", "finnes ikke"), ("en to", "hele malen")
    ]  # fmt: skip


def test_what_is_wrong_in_a_header_is_told_on_the_first_paragraph():
    data = made(("Brødtekst",), header="{{ kurs.nvan }}")
    word = open_word("mal.docx", data)
    (header,) = (page for page in word.pages if "header" in page.part)
    notes = [
        Note(header.part, 0, "{{ kurs.nvan }}", "Mente du «kursnavn»?"),
        Note("docProps/core.xml", 0, "{{ x }}", "Ukjent."),
    ]
    assert comments(comment(data, *notes)) == [
        ("Brødtekst", "Toppteksten: Mente du «kursnavn»?"),
        ("Brødtekst", "Filegenskapene: Ukjent."),
    ]


def test_what_is_wrong_in_a_text_box_is_told_on_the_paragraph_that_holds_it():
    document = docx.Document()
    document.add_paragraph("Først")
    paragraph = document.add_paragraph("Med boks")
    box = (
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    result = comment(saved(document), Note(BODY, 2, "{{ x }}", "Ukjent."))
    assert comments(result) == [("Med boks{{ x }}", "Tekstboks: Ukjent.")]
    (start,) = docx.Document(BytesIO(result)).element.body.iter(qn("w:commentRangeStart"))
    assert start.getparent().getparent().tag == qn("w:body")


def test_a_tag_in_a_table_and_one_in_a_link_are_marked():
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = "{{ y }}"
    paragraph = document.add_paragraph("se ")
    link = f"<w:hyperlink {nsdecls('w')}><w:r><w:t>{{{{ z }}}}</w:t></w:r></w:hyperlink>"
    paragraph._p.append(parse_xml(link))
    notes = [Note(BODY, 1, "{{ y }}", "i tabell"), Note(BODY, 2, "{{ z }}", "i lenke")]
    result = comment(saved(document), *notes)
    assert comments(result) == [("{{ y }}", "i tabell"), ("{{ z }}", "i lenke")]


def test_all_other_parts_are_as_they_were():
    result = comment(D3, Note(BODY, 3, "", "Se her."))
    before, after = parts(D3), parts(result)
    changed = {"[Content_Types].xml", BODY, "word/_rels/document.xml.rels"}
    assert after.keys() - before.keys() == {"word/comments.xml"}
    assert {n: after[n] for n in before if n not in changed} == {
        n: before[n] for n in before if n not in changed
    }
    with ZipFile(BytesIO(D3)) as old, ZipFile(BytesIO(result)) as new:
        assert new.namelist() == [*old.namelist(), "word/comments.xml"]


def test_equal_input_gives_equal_bytes():
    notes = [Note(BODY, 3, "", "Se her."), Note(BODY, 5, "", "Og her.")]
    assert comment(D3, *notes) == comment(D3, *notes)


def test_comments_that_were_there_are_kept():
    document = docx.Document()
    run = document.add_paragraph().add_run("{{ x }}")
    document.add_comment(run, "Fra Kari", author="Kari")
    result = comment(saved(document), Note(BODY, 0, "{{ x }}", "Fra oss"))
    assert comments(result) == [("{{ x }}", "Fra Kari"), ("{{ x }}", "Fra oss")]
    assert list(parts(result)).count("word/comments.xml") == 1


def test_a_document_without_paragraphs_gets_one():
    assert comments(comment(made(), Note("", 0, "", "Malen er tom."))) == [("", "Malen er tom.")]


def test_a_document_of_two_parts_gets_what_it_lacks():
    """Word makes no such file, but other programs do."""
    with ZipFile(BytesIO(made(("{{ x }}",)))) as whole:
        text = whole.read(BODY)
        types = whole.read("[Content_Types].xml")
        rels = whole.read("_rels/.rels")
    bare = BytesIO()
    with ZipFile(bare, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", rels)
        package.writestr(BODY, text)
    result = comment(bare.getvalue(), Note(BODY, 0, "{{ x }}", "Se her."))
    with ZipFile(BytesIO(result)) as package:
        rels = package.read("word/_rels/document.xml.rels").decode()
        assert "Se her." in package.read("word/comments.xml").decode()
    assert 'Id="rId1"' in rels
    assert 'Target="comments.xml"' in rels


def test_no_notes_leave_the_text_alone():
    result = comment(D3)
    assert comments(result) == []
    assert docx.Document(BytesIO(result)).paragraphs[0].text == (
        docx.Document(BytesIO(D3)).paragraphs[0].text
    )


@pytest.mark.parametrize("data", [b"", b"tekst", D3[:4000]])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(KursverktoyError):
        comment(data, Note("", 0, "", "x"))


@given(
    st.lists(st.lists(st.text("ab{}% ", max_size=4), max_size=4), max_size=4),
    st.lists(
        st.builds(
            Note,
            st.sampled_from([BODY, "", "word/header1.xml"]),
            st.integers(-1, 5),
            st.text("ab{}% ", max_size=5),
            st.text(max_size=20),
            st.integers(-1, 9),
        ),
        max_size=4,
    ),
)
def test_any_note_gives_a_whole_document(paragraphs, notes):
    result = comment(made(*paragraphs), *notes)
    document = docx.Document(BytesIO(result))
    assert len(list(document.comments)) == len(notes)
    starts, ends, references = (
        [each.get(qn("w:id")) for each in document.element.body.iter(qn(f"w:{name}"))]
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    assert sorted(starts) == sorted(ends) == sorted(references)
    ids = sorted(map(int, starts))
    assert all(a < b for a, b in pairwise(ids))


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copy_and_knows_the_comments(convert, pdf_text, tmp_path):
    path = tmp_path / "mal.docx"
    data = made(("Navn: ", "{{ kandidat.nvan }}"), header="{{ x }}")
    path.write_bytes(comment(data, Note(BODY, 0, "{{ kandidat.nvan }}", "Mente du «navn»?")))
    assert "{{ kandidat.nvan }}" in pdf_text(convert(path, "pdf"))
    flat = convert(path, "fodt").read_text(encoding="utf-8")
    assert "<dc:creator>kursverktøy</dc:creator>" in flat
    assert "Mente du «navn»?" in flat
