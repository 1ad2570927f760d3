"""What Excel refuses and Calc does not: a macro that does it must fail here too."""

import re

_OUTSIDE_FORMULA_TEXT = re.compile(r'"(?:[^"]|"")*"|\{[^}]*\}|\'(?:[^\']|\'\')*\'')


class com_error(Exception):  # noqa: N801, N818  its name on Windows
    """What xlwings lets through of Excel's own errors on Windows."""

    def __init__(self, hresult, text):
        super().__init__(hresult, text)
        self.hresult = hresult


BUSY, REFUSED = -2147418111, -2147352567


def refuse(text):
    raise com_error(REFUSED, text)


def writable(sheet):
    if sheet.uno.isProtected():
        refuse(f"The cell or chart on {sheet.name} is on a protected sheet")


def visible(area):
    # Excel puts the values of an array beside each other in the rows that can be seen.
    if area.row_hidden is not False:
        refuse(f"{area.address} has hidden rows, and an array would go astray")


def cell_text(text):
    if len(text) > 32_767:
        refuse("A cell holds at most 32,767 characters")


def formula(text):
    if len(text) > 8_192:
        refuse("A formula has at most 8,192 characters")
    if ";" in _OUTSIDE_FORMULA_TEXT.sub("", text):
        refuse(f"The object model takes «,» between arguments: {text}")


def table_area(table, area):
    if area.row != table.range.row or area.column != table.range.column or area.nrows < 2:
        refuse("A table keeps its header row, and has at least one row below it")
