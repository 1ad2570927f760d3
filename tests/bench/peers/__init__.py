"""The same document as a template for each peer, and the peers themselves.

The templates are made from one of our finished documents: some of its texts become fields, and
the rows of its longest table a loop. So all peers have the same document to make, of the size
and the markup of a real one and with as many values. Conditions are left out: not every peer
has them.
"""

import json
import shutil
import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

HERE = Path(__file__).parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
PYTHON = ("docxtpl", "docx-mailmerge2", "ours")
NODE = ("docxtemplater", "easy-template-x", "docx-templates")
OTHERS = {*PYTHON, *NODE} - {"ours"}
PYPI = ("docx-mailmerge2==1.0.3",)
NPM = ("docxtemplater@3", "pizzip@3", "easy-template-x@7", "docx-templates@4")


@dataclass(frozen=True)
class Syntax:
    """How a peer writes a field, and the first and last row of a loop."""

    field: str
    item: str
    first: str = ""
    last: str = ""
    own_rows: bool = True
    """Whether the two stand in rows of their own, or at the ends of the row that is repeated."""


BRACES = Syntax("{{{}}}", "{{{}}}", "{{#rows}}", "{{/rows}}", own_rows=False)
SYNTAX = {
    "docxtpl": Syntax(
        "{{{{ {} }}}}", "{{{{ r.{} }}}}", "{{%tr for r in rows %}}", "{{%tr endfor %}}"
    ),
    "docxtemplater": BRACES,
    "easy-template-x": BRACES,
    "docx-templates": Syntax(
        "+++= {}+++", "+++= $r.{}+++", "+++FOR r IN rows+++", "+++END-FOR r+++"
    ),
    "docx-mailmerge2": Syntax("{}", "rows{}"),
}


def install(folder):
    """Install the peers in a folder to be thrown away, and return those that can run here."""
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--target", folder / "python")
    subprocess.run([*pip, "--no-deps", *PYPI], check=True, capture_output=True)
    if not shutil.which("npm"):
        return PYTHON
    npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder)
    subprocess.run([*npm, *NPM], check=True, capture_output=True)
    return (*PYTHON, *NODE)


def template_for(peer, document, values):
    """Return a finished document as a template with so many values, and what it said in them."""
    syntax = SYNTAX["docxtpl" if peer == "ours" else peer]
    with ZipFile(BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[BODY])
    rows = looped(root, syntax, merge=peer == "docx-mailmerge2")
    outside = [t for t in root.iter(f"{W}t") if (t.text or "").strip() and not t.get("looped")]
    record = {"rows": rows}
    left = min(values - sum(map(len, rows)), len(outside))
    chosen = [outside[len(outside) * number // left] for number in range(left)]
    for number, text in enumerate(chosen):
        record[f"t{number}"] = text.text
        put(text, f"t{number}", syntax.field, merge=peer == "docx-mailmerge2")
    for text in root.iter(f"{W}t"):
        text.attrib.pop("looped", None)
    parts[BODY] = etree.tostring(root)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue(), record


def looped(root, syntax, *, merge):
    """Make the longest run of rows alike a loop; return what they said."""
    rows = max((alike(table) for table in root.iter(f"{W}tbl")), key=len)
    said = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in rows]
    row, *rest = rows
    for each in rest:
        each.getparent().remove(each)
    cells = list(row.iter(f"{W}tc"))
    for number, cell in enumerate(cells):
        text = only_text(cell)
        before = syntax.first if number == 0 and not syntax.own_rows else ""
        after = syntax.last if number == len(cells) - 1 and not syntax.own_rows else ""
        put(text, f"c{number}", f"{before}{syntax.item}{after}", merge=merge)
        text.set("looped", "1")
    if syntax.own_rows and syntax.first:
        tagged(row, syntax.first, row.addprevious)
        tagged(row, syntax.last, row.addnext)
    named = "rowsc{}" if merge else "c{}"
    return [{named.format(n): text for n, text in enumerate(texts)} for texts in said]


def alike(table):
    """Return the last rows of a table that have equally many cells."""
    rows = table.findall(f"{W}tr")
    last = len(rows[-1].findall(f"{W}tc"))
    found = []
    for row in reversed(rows):
        if len(row.findall(f"{W}tc")) != last or len(list(row.iter(f"{W}t"))) < last:
            break
        found.insert(0, row)
    return found


def only_text(cell):
    """Return the first text of a cell, the others gone."""
    first, *rest = cell.iter(f"{W}t")
    for each in rest:
        each.text = ""
    return first


def tagged(row, tag, add):
    copy = deepcopy(row)
    for text in copy.iter(f"{W}t"):
        text.text = ""
    next(copy.iter(f"{W}t")).text = tag.format()
    for text in copy.iter(f"{W}t"):
        text.set("looped", "1")
    add(copy)


def put(text, name, tag, *, merge):
    """Make a text a field: in words, or as a merge field of Word."""
    text.text = tag.format(name)
    if merge:
        run = text.getparent()
        field = etree.Element(f"{W}fldSimple")
        field.set(f"{W}instr", f" MERGEFIELD {text.text} ")
        run.getparent().replace(run, field)
        field.append(run)


def records(record, count):
    """Return `count` records, each a little different from the others."""
    return [
        {
            name: f"{value} {number}"
            if isinstance(value, str)
            else [{k: f"{v} {number}" for k, v in row.items()} for row in value]
            for name, value in record.items()
        }
        for number in range(count)
    ]


def seconds(peer, folder, template, count, environment):
    """Return what `count` documents took a peer, in a process of its own."""
    data, record = template
    (folder / "mal.docx").write_bytes(data)
    (folder / "data.json").write_text(json.dumps(records(record, count)), encoding="utf-8")
    out = folder / "ut"
    out.mkdir(exist_ok=True)
    given = (peer, folder / "mal.docx", folder / "data.json", out)
    if peer in NODE:
        command = ("node", HERE / "fill.mjs", *given, environment["MODULES"])
    else:
        command = (sys.executable, HERE / "fill.py", *given)
    done = subprocess.run(
        [*map(str, command)], capture_output=True, check=False, env=environment, text=True
    )
    assert done.returncode == 0, done.stderr
    return float(done.stdout)
