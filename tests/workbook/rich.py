"""A workbook with all that a library's own load and save would lose, made here."""

import io
import zipfile
from datetime import date

import xlsxwriter

TABLE = "Deltakere"
HEADER_ROW = 3
FIRST, LAST = 4, 9
"""The rows of the table that are filled."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d4944415478"
    "9c63606060f80f0001040100 5f1ad7ce0000000049454e44ae426082".replace(" ", "")
)
EXTRA = {
    "customXml/item1.xml": b"<policy xmlns='urn:x'>intern</policy>",
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 3,
    "xl/persons/person.xml": b'<personList xmlns="urn:p"><person displayName="Kari"/></personList>',
    "xl/threadedComments/threadedComment1.xml": b"<Threaded xmlns='urn:t'>Ring</Threaded>",
}


def rich(*, macros=True):
    """Return the bytes of the workbook: a .xlsm, or without `macros` a .xlsx."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(TABLE)
    other = book.add_worksheet("Oversikt")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    _table(book, sheet, day)
    _decorate(book, sheet)
    _overview(book, other)
    book.define_name("timer", f"={TABLE}!$C${FIRST}:$C${LAST}")
    if macros:
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 not run by anyone"), is_stream=True)
        sheet.insert_button("J2", {"macro": "Trykk", "caption": "Sjekk"})
    book.close()
    return with_parts(stream.getvalue(), EXTRA)


def _table(book, sheet, day):
    rows = [
        [f"K{n:02}", f"Navn {n}", n * 7.5, date(2026, 8, n), "Ja" if n % 2 else "Nei"]
        for n in range(1, LAST - FIRST + 2)
    ]
    columns = [
        {"header": "Nr"}, {"header": "Navn"}, {"header": "Timer"},
        {"header": "Dato", "format": day}, {"header": "Med"},
        {"header": "Sum", "formula": "=tbl_deltakere[[#This Row],[Timer]]*2"},
    ]  # fmt: skip
    place = HEADER_ROW - 1, 0, LAST - 1, len(columns) - 1
    sheet.add_table(*place, {"name": "tbl_deltakere", "data": rows, "columns": columns})
    sheet.data_validation(FIRST - 1, 4, LAST - 1, 4, {"validate": "list", "source": ["Ja", "Nei"]})
    sheet.data_validation(
        FIRST - 1, 1, LAST - 1, 1, {"validate": "list", "source": "=Oversikt!$A$1:$A$9"}
    )
    sheet.conditional_format(FIRST - 1, 2, LAST - 1, 2, {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(
        FIRST - 1, 0, LAST - 1, 5, {"type": "formula", "criteria": '=$E4="Nei"',
                                    "format": book.add_format({"bg_color": "#FFC7CE"})}
    )  # fmt: skip
    sheet.set_column(3, 3, 12, day)


def _decorate(book, sheet):
    sheet.write_comment("B5", "Ring på mandag", {"author": "Kari", "visible": True})
    sheet.insert_image("H12", "prikk.png", {"image_data": io.BytesIO(PNG), "description": "Prikk"})
    sheet.insert_textbox("H20", "Husk taushetsplikt")
    sheet.insert_checkbox("H2", True)
    sheet.write_rich_string("A1", "Kurs ", book.add_format({"bold": True}), "KJ-2026-H")
    sheet.write_url("H1", "https://example.org/", string="Veiledning")
    sheet.freeze_panes(HEADER_ROW, 1)
    sheet.protect("", {"format_cells": True})
    sheet.set_footer("&CTaushetsplikt")


def _overview(book, other):
    other.write_column("A1", [f"Navn {n}" for n in range(1, 7)])
    other.write_formula("B1", f"=SUM({TABLE}!C{FIRST}:C{LAST})", None, 157.5)
    other.write_dynamic_array_formula("C1:C3", "=SORT(A1:A3)", None, "Navn 1")
    other.add_sparkline("D1", {"range": f"{TABLE}!C{FIRST}:C{LAST}"})
    other.merge_range("F1:G2", "Slått sammen")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={TABLE}!$C${FIRST}:$C${LAST}"})
    other.insert_chart("F5", chart)


def with_parts(data, parts):
    """Return the archive `data` with more parts in it."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(data):
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
