"""Workbooks for partners as the contract of `sharing.delivery` says, to send out and mangle.

A copy is kept as rows of cells, so that a case can do to it what a partner does; only then does
it become a file.
"""

import io
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.exchange import plain, to_tables
from kursverktoy.course.schema import columns
from kursverktoy.sharing import delivery as deliveries
from kursverktoy.sharing.applying import _cell
from kursverktoy.sharing.delivery import KOMMENTAR, DeliveredRow, Delivery
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
DAY = date(2026, 11, 23)
HEADER = 5
"""The row of the headings on each sheet with rows."""
GOALS = ("L04", "L10", "L11", "L16")
TABS = {
    "Ansvar": (Ansvar, ("ansvar_id", "område", "beskrivelse", "frist", "status", KOMMENTAR),
               ("status", KOMMENTAR)),
    "Læringsmål": (Læringsmål, ("mål_id", "kategori", "tekst", KOMMENTAR), (KOMMENTAR,)),
    "Deltakere": (Kandidat, ("kandidat_id", "fornavn"), ()),
    "Vurdering": (
        Planmål,
        ("kandidat_id", "mål_id", "status", "status_dato", "vurdert_av_person_id", KOMMENTAR),
        ("status", "status_dato", "vurdert_av_person_id", KOMMENTAR),
    ),
    "Innspill": (Behov, *[("dato", "funn", "konsekvens", "krav_lytte", "krav_muntlig")] * 2),
}  # fmt: skip
"""Tab → sheet of the course, columns shown, columns the partner may change."""


def example(change=None):
    """Return the example course, with its data changed by `change` first."""
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text(encoding="utf-8"))
    if change:
        change(data)
    return read(MemoryBook.of(to_tables(data)), DAY)[0]


def row_ids(start):
    """Yield row ids that are the same in every run."""
    letters = deliveries._LETTERS
    for number in range(start, start + 500):
        digits = [letters[number // len(letters) ** place % len(letters)] for place in range(6)]
        word = "".join(digits)
        yield word + deliveries._check_letter(word)


@dataclass
class Copy:
    """A delivered workbook that can be handled like one in Excel."""

    delivery: Delivery
    tabs: dict[str, list[list]]
    """Tab → rows of cells; the first is row 1."""
    formulas: dict[tuple[str, int, int], str] = field(default_factory=dict)
    merged: list[tuple[str, int, int, int, int]] = field(default_factory=list)

    def at(self, tab, *key):
        """Return the index of the row with that key; for Innspill of its n-th open row."""
        row_id = self.id_of(tab, *key)
        return next(i for i, row in enumerate(self.tabs[tab]) if row and row[0] == row_id)

    def id_of(self, tab, *key):
        rows = [row for row in self.delivery.rader if row.ark == tab]
        if tab == "Innspill":
            return rows[key[0]].rad_id
        return next(row.rad_id for row in rows if row.nøkkel == key)

    def column(self, tab, felt):
        return 1 + list(TABS[tab][1]).index(felt)

    def put(self, tab, key, felt, value):
        row = self.tabs[tab][self.at(tab, *key)]
        row[self.column(tab, felt)] = value

    def data(self):
        """Return the copy as an .xlsx."""
        stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        with xlsxwriter.Workbook(stream, options) as book:
            day = book.add_format({"num_format": "dd.mm.yyyy"})
            for tab, rows in self.tabs.items():
                sheet = book.add_worksheet(tab)
                for r, row in enumerate(rows):
                    for c, value in enumerate(row):
                        self._write(sheet, (tab, r, c), value, day)
                for name, *place in self.merged:
                    if name == tab:
                        sheet.merge_range(*place, self.tabs[tab][place[0]][place[1]])
        return stream.getvalue()

    def _write(self, sheet, place, value, day):
        if place in self.formulas:
            sheet.write_formula(*place[1:], self.formulas[place], None, value or 0)
        elif isinstance(value, date):
            sheet.write_datetime(*place[1:], value, day)
        elif value is not None:
            sheet.write(*place[1:], value)


def deliver(bok, partner="P06", persons=("K03", "K06"), *, goals=GOALS, start=1000):
    """Return the copy of one partner."""
    ids = row_ids(start)
    delivered, tabs = [], {"Les meg": [["Les dette først"], [], []]}
    headings = {}
    for tab, (ark, shown, editable) in TABS.items():
        rows = _rows(bok, ark, partner, persons, goals)
        heads = {felt: _heading(ark, felt) for felt in shown}
        headings[tab] = heads
        cells = [[tab], ["Om arket"], [], [], ["Rad", *heads.values()]]
        for rad in rows:
            values = {felt: _value(rad, felt) for felt in shown}
            key = tuple(getattr(rad, felt) for felt in ark.nøkkel) if rad else ()
            row = DeliveredRow(rad_id=next(ids), ark=tab, kilde=ark.ark, nøkkel=key,
                               verdier=values, redigerbar=editable)  # fmt: skip
            delivered.append(row)
            cells.append([row.rad_id, *(_shown(bok, ark, f, v) for f, v in values.items())])
        tabs[tab] = cells
    id_ = f"D-{next(ids)}B"
    tabs["Les meg"].append([None, f"Leveranse: {id_}"])
    made = Delivery(
        id=id_, kurs_id=bok.kurs.kurs_id, partner_id=partner, nivå=2, laget="2026-11-01T10:00:00",
        frist="2026-12-20", fil=f"KJ_{partner}.xlsx", sha256="", passord=False,
        rader=tuple(delivered), overskrifter=headings,
    )  # fmt: skip
    return Copy(made, tabs)


def _rows(bok, ark, partner, persons, goals):
    if ark is Behov:
        return [None] * 4
    if ark is Ansvar:
        return [a for a in bok.ansvar if partner in {a.ansvarlig_partner_id,
                                                     *a.medvirkende_partner_id}]  # fmt: skip
    if ark is Læringsmål:
        return [m for m in bok.læringsmål if m.mål_id in goals]
    if ark is Kandidat:
        return [bok.kandidat(each) for each in persons]
    return [pm for k in persons for pm in bok.planmål_for(k) if pm.mål_id in goals]


def _heading(ark, felt):
    return "Kommentar" if felt == KOMMENTAR else columns(ark)[felt].heading()


def _value(rad, felt):
    if rad is None or felt == KOMMENTAR:
        return None
    value = plain(getattr(rad, felt), columns(type(rad))[felt])
    return None if value == "" else value


def _shown(bok, ark, felt, value):
    return None if felt == KOMMENTAR else _cell(bok, columns(ark)[felt], value)
