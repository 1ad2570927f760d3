"""Templates with something wrong in them, made from the shipped ones, and what is said of them."""

import re
from io import BytesIO
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile

import docx

from documents.word import TEMPLATES, parts
from kursverktoy.documents.kinds import KINDS, by_template_name
from kursverktoy.documents.linter.lint import lint

D1 = "D1_samarbeidsavtale_nb.docx"
CELL, LINE = " ¦ ", " ⏎ "


def template_of(code):
    """Return the name of a document's template in bokmål."""
    return next(kind.template_name("nb") for kind in KINDS.values() if kind.sight == code)


def broken(*body, mal=D1, change=None):
    """Return a shipped template with another body.

    A text is a paragraph; one that begins with «# » is a heading, and texts with « ¦ » between
    their cells are the rows of a table. `change` gets the document before it is saved.
    """
    document = docx.Document(TEMPLATES / mal)
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for is_table, texts in groupby(body, key=lambda text: CELL in text):
        if is_table:
            table(document, [text.split(CELL) for text in texts])
            continue
        for text in texts:
            level = len(text) - len(text.lstrip("#"))
            document.add_paragraph(text[level:].strip(), f"Heading {level}" if level else None)
    if change:
        change(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def table(document, rows):
    added = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(added.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *rest = text.split(LINE)
            cell.paragraphs[0].text = first.strip()
            for line in rest:
                cell.add_paragraph(line)


def with_part(data, name, old, new):
    """Return a document in which one text of a part is another."""
    content = parts(data)
    assert old in content[name].decode()
    content[name] = content[name].decode().replace(old, new, 1).encode()
    return zipped(content)


def zipped(content):
    """Return parts by name as a document."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return file.getvalue()


def found(data, mal=D1):
    """Return what the linter finds, in order."""
    kind, språk = by_template_name(mal) or (None, "")
    return lint(mal, data, kind, språk).funn


def told(data, mal=D1):
    """Return what the linter finds as lines."""
    return [": ".join(filter(None, (head(f), f.melding))) for f in found(data, mal)]


def head(funn):
    return " ".join(filter(None, (funn.alvor, funn.kode, funn.sted)))


def cases(page):
    """Yield the cases of a page: its heading, the code of its document, its body, what is told."""
    for case in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        heading, *lines = case.splitlines()
        code = re.search(r" \((D\w+(?:-\w+)?)\)$", heading)
        body = [line[4:] for line in lines if line.startswith("    ")]
        yield heading, code[1] if code else "D1", body, [x[2:] for x in lines if x[:2] == "> "]
