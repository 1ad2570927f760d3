"""The shipped macros, clicked on real workbooks in a real spreadsheet."""

from datetime import date

import pytest

from kursverktoy import macros

pytestmark = pytest.mark.libreoffice
DAY = date(2026, 11, 23)
FUNN = [
    ("X-05", "Behov", "J15"),
    ("PAR-08", "Partnere", "J13"),
    ("PRA-08", "Partnere", "Q13"),
    ("ANS-05", "Ansvar", "E20"),
    ("ANS-06", "Ansvar", "H20"),
    ("ANS-06", "Ansvar", "H21"),
    ("KAN-05", "Kandidater", "K19"),
    ("X-02", "Kartlegging", "K6"),
    ("X-02", "Kartlegging", "I16"),
    ("KAR-01", "Kartlegging", "F19"),
    ("PM-06", "Planmål", "C20"),
    ("PM-06", "Planmål", "C44"),
    ("PM-06", "Planmål", "C150"),
    ("PM-06", "Planmål", "C156"),
    ("OPP-02", "Praksis", "E15"),
    ("OPP-01", "Oppfølging", "B21"),
    ("AVS-04", "Avslutning", "O12"),
]


def cell(book, tab, address):
    return book.uno.Sheets.getByName(tab).getCellRangeByName(address)


def findings(book):
    rows = cell(book, "Funn", "A6:D60").getDataArray()
    return [(code, tab, place) for code, _, tab, place in rows if code]


def test_sjekk_fills_funn(excel, click):
    book = click()
    cell(book, "Funn", "A6:J30").clearContents(1 | 2 | 4 | 16)
    assert findings(book) == []
    macros.sjekk(dato=DAY)
    assert excel.apps.list[0].alerts == [
        ("0 feil, 10 advarsler og 7 tips. Se arket Funn.", "Kursverktøy", "ok", "info")
    ]
    assert findings(book) == FUNN
