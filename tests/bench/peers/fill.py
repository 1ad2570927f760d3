"""Fills one template for many records: fill.py PEER TEMPLATE RECORDS FOLDER.

Prints the seconds it took, loading the peer not counted. The peer `ours` gets plain values, as
the others do; what the course itself costs is measured in `test_document_speed`.
"""

# ruff: noqa: PLC0415  only the peer that is asked for is loaded

import json
import sys
import time
from datetime import date
from pathlib import Path


def mailmerge(template):
    from mailmerge import MailMerge

    def fill(record, path):
        with MailMerge(template) as document:
            for anchor, rows in record.items():
                if isinstance(rows, list):
                    document.merge_rows(f"{anchor}c0", rows)
            document.merge(**{k: v for k, v in record.items() if isinstance(v, str)})
            document.write(path)

    return fill


def docxtpl(template):
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    def fill(record, path):
        document = DocxTemplate(template)
        document.render(record, Environment(autoescape=True))
        document.save(path)

    return fill


def ours(template):
    from kursverktoy.documents.template import open_template

    opened = open_template(Path(template))

    def fill(record, path):
        data = opened.render(record, title="", day=date(2026, 11, 23), målform="nb")
        Path(path).write_bytes(data)

    return fill


PEERS = {"docx-mailmerge2": mailmerge, "docxtpl": docxtpl, "ours": ours}


def main():
    peer, template, records, folder = sys.argv[1:]
    fill = PEERS[peer](template)
    everything = json.loads(Path(records).read_text(encoding="utf-8"))
    started = time.perf_counter()
    for number, record in enumerate(everything):
        fill(record, f"{folder}/{number}.docx")
    print(time.perf_counter() - started)


main()
