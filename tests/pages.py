"""Pages under tests/funn/: a workbook as Markdown tables, and the findings it must give.

The format is told in tests/funn/README.md.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.cells import ErrorCell, Uncalculated
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN
from kursverktoy.course.regler import sjekk
from kursverktoy.course.schema import columns
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

FOLDER = Path(__file__).parent / "funn"
QUIET = "ingen funn"
_HEADING = re.compile(r"## ([^(]+?)(?: \((.+)\))?")
_SETTING = re.compile(
    "(Dato|Kontroller alt|Grunnkurs|Også|Uten rader|Skjulte rader|Slått sammen): (.+)"
)
_PICTURES = {0x2400 + code: code for code in range(32)}
"""«␇» is written for the control character it pictures."""


@dataclass
class Table:
    """What a page says about one sheet."""

    kind: str
    """How the table is meant: "" for changes to the base course, or a word of the README."""
    rows: list[list[str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


@dataclass
class Case:
    """One workbook of a page, and what must be found in it."""

    settings: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)

    @property
    def dato(self):
        return date.fromisoformat(self.settings.get("Dato", "2026-11-23"))

    def findings(self):
        """Return what reader and rules find, one line each; «ingen funn» when that is nothing."""
        bok, lest = read(self.book(), self.dato)
        alt = self.settings.get("Kontroller alt") == "ja"
        return [line(funn) for funn in sjekk(bok, lest, alt=alt)] or [QUIET]

    def book(self):
        """Return the workbook of the case: the base course with the changes on the page."""
        sheets = {ark.ark: _start(ark, self.settings.get("Grunnkurs") != "nei") for ark in ARK}
        also = _tables(self.settings["Også"]) if "Også" in self.settings else {}
        for name, table in [*also.items(), *self.tables.items()]:
            if table.kind == "finnes ikke":
                del sheets[name]
            elif table.kind == "nøyaktig slik" or name not in sheets:
                sheets[name] = table.rows
            else:
                sheets[name] = _changed(ARK_ETTER_NAVN[name], sheets[name], table)
        cells = {name: [[_raw(c) for c in row] for row in rows] for name, rows in sheets.items()}
        book = MemoryBook.of(cells)
        return MemoryBook({n: self._noted(n, sheet) for n, sheet in book.sheets.items()})

    def _noted(self, name, sheet):
        notes = self.tables[name].notes if name in self.tables else {}
        hidden = frozenset(map(int, re.findall(r"\d+", notes.get("Skjulte rader", ""))))
        merged = tuple(re.findall(r"\w+:\w+", notes.get("Slått sammen", "")))
        return replace(sheet, hidden_rows=hidden, merged=merged)


def line(funn):
    """Return a finding as the pages write it."""
    place = f"{funn.ark}!{funn.celle}" if funn.celle else funn.ark
    about = f" ({funn.id})" if funn.id else ""
    remedy = f" → {funn.forslag}" if funn.forslag else ""
    return f"{funn.alvor} {funn.kode} {place}{about}: {funn.melding}{remedy}"


def page(kode):
    """Return the title of a page, the sentence below it, and its cases."""
    head, *cases = (FOLDER / f"{kode}.md").read_text("utf-8").split("\n---\n")
    lines = head.splitlines()
    return lines[0], lines[2], [_case(part) for part in ["\n".join(lines[3:]), *cases]]


def _case(text):
    case = Case()
    table = None
    for written in text.splitlines():
        if heading := _HEADING.fullmatch(written):
            table = case.tables[heading[1]] = Table(heading[2] or "")
        elif written.startswith("> "):
            case.expected.append(written[2:])
        elif written.startswith("|"):
            if set(written) - set("|-: "):
                table.rows.append([cell.strip() for cell in written.strip().strip("|").split("|")])
        elif setting := _SETTING.fullmatch(written):
            (table.notes if table else case.settings)[setting[1]] = setting[2]
        elif written.strip("> ") and not written.endswith("."):  # a sentence is for the reader
            raise ValueError(f"this line is no part of a page: {written}")
    return case


def _start(ark, base):
    if base:
        return _changed(ark, _start(ark, base=False), BASE[ark.ark])
    headings = [f.heading() for f in columns(ark).values()]
    return [["Spørsmål", "Svar"], *([h, ""] for h in headings)] if ark is Kurs else [headings]


def _changed(ark, rows, table):
    """Return `rows` with the changes of `table`: a known key changes cells, a new one is added."""
    header, *body = rows
    named, *given = table.rows or [header]
    unknown = set(named) - set(header)
    assert not unknown, f"{ark.ark} has no column {sorted(unknown)}"
    keys = [0] if ark is Kurs else [list(columns(ark)).index(name) for name in ark.nøkkel]
    gone = re.split(r"[,;]\s*", table.notes.get("Uten rader", ""))
    body = [list(row) for row in body if " ".join(row[k] for k in keys) not in gone]
    left = {tuple(row[k] for k in keys): row for row in body}
    for cells in given:
        new = dict(zip(named, cells, strict=True))
        # A key that stands twice on the page stands twice on the sheet.
        row = left.pop(tuple(new.get(header[k], "") for k in keys), None)
        if row is None:
            assert ark is not Kurs, f"Kurs has no question {cells[0]}"
            body.append(row := [""] * len(header))
        row[:] = [new.get(heading, was) for heading, was in zip(header, row, strict=True)]
    return [header, *body]


def _raw(cell):
    if cell.startswith("#") and cell.endswith(("!", "?", "/A")):
        return ErrorCell(cell)
    if cell.startswith("="):
        return Uncalculated(cell[1:])
    return cell.replace("<br>", "\n").translate(_PICTURES)


def _tables(name):
    """Return the tables of a page that others start from."""
    return _case((FOLDER / name).read_text("utf-8").partition("\n---\n")[2]).tables


BASE = _tables("_grunnkurs.md")
"""The finding-free course that every case starts from, as a table for each sheet."""
