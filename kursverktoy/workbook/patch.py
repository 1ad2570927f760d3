"""Changing cells of a workbook in place: nothing but the sheets concerned becomes other bytes.

A library that loads and saves a workbook loses what it does not understand: charts, notes,
buttons, macros, and the results of all formulas. Here the cells are replaced in the text of
their sheet, and every other part is copied as it lies in the file, packed. What changes besides
the sheets: the range of a table that grows, the shared texts that nothing says any more, and
the mark that makes Excel calculate all formulas when it opens the file.

Not followed: charts, names and formulas that spell out a range that ended where a grown table
did. Excel follows them when a row is typed; here they stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kursverktoy.course.cells import legal
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.files import book_of, kind_of_package
from kursverktoy.workbook.package import Package, Relationship
from kursverktoy.workbook.patching.calculation import calculated_on_opening
from kursverktoy.workbook.patching.cells import Value
from kursverktoy.workbook.patching.proof import prove
from kursverktoy.workbook.patching.repack import repacked
from kursverktoy.workbook.patching.sheet import Look, Place, SheetEdit
from kursverktoy.workbook.patching.strings import emptied, orphaned
from kursverktoy.workbook.patching.tables import Table, add_rows, table_of
from kursverktoy.workbook.xlsx import contents, formats_of, part_of


class SheetChange(NamedTuple):
    """What to change on one sheet."""

    cells: Mapping[Place, Value] = {}
    """(row, column), 1-based → what the cell shall say; None empties it."""
    rows: Sequence[Mapping[int, Value]] = ()
    """New rows, column → value, for the first free rows of the table."""
    header_row: int = 0
    """The row of the headings that new rows go under."""


class Patched(NamedTuple):
    """The workbook with the changes."""

    data: bytes
    rows: Mapping[str, tuple[int, ...]]
    """Sheet → the row numbers its new rows got."""
    parts: frozenset[str]
    """The parts of the file that are other bytes than before, in lower case."""


def patch(path: Path, data: bytes, changes: Mapping[str, SheetChange]) -> Patched:
    """Return the workbook in `data` with `changes`, by the name on the tab of each sheet.

    `path` only gives it its name. The result has been read again: every cell is as asked for,
    or as it was. Raises `KursverktoyError`, with nothing changed, for a file that can't be
    opened, a change that would lose something, and a sheet that is not there.
    """
    before = book_of(path, data).sheets
    package = _package(path, data)
    patching = _Patching(package, before)
    for name, change in changes.items():
        patching.change(name, change)
    patching.finish()
    new = repacked(data, package.entries, patching.parts)
    prove(path, before, book_of(path, new).sheets, patching.edits)
    return Patched(new, patching.rows, frozenset(part.lower() for part in patching.parts))


def _package(path: Path, data: bytes) -> Package:
    name = legal(path.name)
    package = Package(name, data) if data.startswith(b"PK\3\4") else None
    if package is None or kind_of_package(package)[0] != "xlsx":
        raise KursverktoyError(
            f"«{name}» kan ikke endres slik den er lagret. Åpne den i Excel, lagre den som "
            "Excel-arbeidsbok (.xlsx), og prøv igjen."
        )
    if any(part.startswith("_xmlsignatures/") for part in package.parts):
        raise KursverktoyError(
            f"«{name}» er signert digitalt, og en endring gjør signaturen ugyldig. Fjern den i "
            "Excel under Fil > Info, og prøv igjen."
        )
    return package


class _Patching:
    """The parts of one workbook that become others."""

    def __init__(self, package: Package, sheets: Mapping[str, Sheet]) -> None:
        self.parts: dict[str, bytes] = {}
        self.edits: dict[str, SheetEdit] = {}
        self.rows: dict[str, tuple[int, ...]] = {}
        self._package, self._sheets = package, sheets
        self._names = {entry.name.lower(): entry.name for entry in package.entries}
        self._book = kind_of_package(package)[1]
        self._related = package.relationships(self._book)
        self._tabs, since_1904 = contents(package, self._book)
        formats = formats_of(package, part_of(self._related, "styles"))
        self._look = Look(formats, since_1904)

    def change(self, name: str, change: SheetChange) -> None:
        """Take in the changes to one sheet."""
        if name not in self._sheets:
            raise KursverktoyError(f"Arket «{name:.40}» finnes ikke i «{self._package.name}».")
        part = self._related[self._tabs[name]].target
        xml = self._package.read(part)
        if not _is_utf8(xml):
            raise KursverktoyError(
                f"Arket «{name:.40}» er lagret på en uvanlig måte. Åpne boka i Excel, lagre den, "
                "og prøv igjen."
            )
        edit = self.edits[name] = SheetEdit(name, xml, self._look)
        for (row, column), value in change.cells.items():
            edit.put(row, column, value)
        if change.rows:
            tables = self._tables(part, edit.spans.tables)
            added = add_rows(edit, self._sheets[name], tables, change.header_row, change.rows)
            self.rows[name] = added.rows
            if added.table:
                self._replace(*added.table)
        self._replace(part, edit.xml())

    def _tables(self, part: str, identities: Iterable[str]) -> list[Table]:
        related = self._package.relationships(part)
        targets = [related[one].target for one in identities if one in related]
        return [table_of(target, self._package.read(target)) for target in targets]

    def finish(self) -> None:
        """Let go of what nothing says any more, and see to it that formulas are calculated."""
        self._empty_strings()
        self._replace(self._book, calculated_on_opening(self._package.read(self._book)))

    def _empty_strings(self) -> None:
        part = part_of(self._related, "sharedStrings")
        if not part:
            return
        changed = [(edit.spans, self._now(self._part(name))) for name, edit in self.edits.items()]
        others = [self._now(one.target) for one in self._related.values() if _holds_cells(one)]
        if lost := orphaned(changed, others):
            self._replace(part, emptied(self._package.read(part), lost))

    def _part(self, sheet: str) -> str:
        return self._related[self._tabs[sheet]].target

    def _now(self, part: str) -> bytes:
        return self.parts.get(self._names[part.lower()]) or self._package.read(part)

    def _replace(self, part: str, content: bytes) -> None:
        if content != self._package.read(part):
            self.parts[self._names[part.lower()]] = content


def _holds_cells(related: Relationship) -> bool:
    return not related.external and related.kind == "worksheet"


def _is_utf8(xml: bytes) -> bool:
    head = xml[:200].lower()
    return b"\0" not in head and (b"encoding" not in head or b"utf-8" in head)
