"""Whatever a template is made of, the engine gives the document that docxtpl gives."""

from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from documents.peer import differences, docxtpls, engine, ours

VALUES = {"v": "a & <b>\nc", "yes": 1, "no": 0, "many": ["x", "y_}", "{{ z }}"], "few": []}
PLACE = "§"
"""Where a tag may come in; there is one in each run."""
texts = st.sampled_from(["text", " ", "{{ v }}", "{{- v -}}", "{# #}", ""])
heads = st.sampled_from(["for x in many", "for x in few", "if no", "if yes"])
"""Heads of blocks that are whole paragraphs or rows."""


def run(text):
    look = "<w:rPr><w:b/></w:rPr>"
    return f'<w:r>{look}<w:t xml:space="preserve">{text}{PLACE}</w:t></w:r>'


def paragraph(runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(blocks):
    return f"<w:tc><w:tcPr/>{''.join(blocks)}</w:tc>"


def row(cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(parts):
    rows, columns = parts
    grid = '<w:gridCol w:w="900"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def block(word, wrap):
    """Return a function that puts pieces between the two tags of a block, each `wrap`ped."""

    def around(both):
        head, pieces = both
        tags = (f"{{%{word} {head} %}}", f"{{%{word} end{head.split()[0]} %}}")
        first, last = (wrap(f"<w:r><w:t>{tag}</w:t></w:r>") for tag in tags)
        return "".join((first, *pieces, last))

    return around


paragraphs = st.lists(texts.map(run), min_size=1, max_size=3).map(paragraph)
some = st.one_of(
    paragraphs,
    st.tuples(heads, st.lists(paragraphs, max_size=2)).map(block("p", lambda r: paragraph([r]))),
)
cells = st.lists(some, min_size=1, max_size=2).map(cell)
full = st.lists(cells, min_size=1, max_size=3).map(row)
rows = st.one_of(
    full,
    st.tuples(heads, st.lists(full, max_size=2)).map(
        block("tr", lambda r: row([cell([paragraph([r])])]))
    ),
)
tables = st.tuples(st.lists(rows, min_size=1, max_size=3), st.integers(1, 3)).map(table)
bodies = st.lists(st.one_of(some, tables), min_size=1, max_size=4).map("".join)
ends = st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.floats(0, 1)), max_size=3)


def with_blocks(body, wanted):
    """Return the body with a block from one place to another for each of `wanted`."""
    pieces = body.split(PLACE)
    for holds, *places in wanted:
        first, last = sorted(int(place * (len(pieces) - 2)) for place in places)
        pieces[first] += "{% if yes %}" if holds else "{% if no %}"
        pieces[last] += "text{% endif %}"
    return "".join(pieces)


@settings(max_examples=150)
@given(bodies, ends)
def test_any_template_becomes_docxtpls_document(body, wanted):
    document = docx.Document()
    whole = f"<w:body {nsdecls('w')}>{with_blocks(body, wanted)}<w:sectPr/></w:body>"
    document.element.replace(document.element.body, parse_xml(whole))
    written = BytesIO()
    document.save(written)
    template = written.getvalue()
    try:
        expected = docxtpls(template, VALUES)
    except TemplateSyntaxError:
        reject()  # a block within a loop that ends outside it
    assert differences(ours(engine(template), VALUES), expected) == []
