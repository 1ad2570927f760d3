"""The sheet Kurs: one question on each line, in groups, with its answer beside it."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.schema import Field, Required, columns
from kursverktoy.workbook.builder.draft import Draft, answer_name
from kursverktoy.workbook.builder.fields import (
    Cells,
    Kind,
    height,
    help_text,
    kind_of,
    lines,
    number_format,
    validation,
)
from kursverktoy.workbook.builder.marks import Site, mark_found, marks
from kursverktoy.workbook.builder.page import lock, print_setup, top
from kursverktoy.workbook.builder.style import TABS
from kursverktoy.workbook.builder.values import cell_of, write_cell
from kursverktoy.workbook.layout import ANSWER

GRUPPER: Mapping[str, str] = {
    "kurs_id": "Om kurset",
    "formål_1": "Formål: svar Ja eller Nei på alle fem",
    "målgruppe_1": "Målgruppe: svar Ja eller Nei på alle fire",
    "modell": "Slik er kurset bygd opp",
    "ønsket_start_lytte": "Norsk når kurset starter, og krav",
    "læreplan": "Læreplan, prøver og dokumentasjon",
    "lovgrunnlag_tekst": "Lovgrunnlag, samarbeid og personvern",
}
"""The first question of each group, and the title above it (never the heading of a question)."""
ID, QUESTION, ANSWERS, HELP, WHEN = range(5)
HEADINGS = ("", "Spørsmål", ANSWER, "Hjelp", "Fylles ut")
MUST = "Alltid"
NÅR: Mapping[Required, str] = {
    Required.ALWAYS: MUST,
    Required.CONDITIONAL: "Når det trengs",
    Required.NEVER: "Hvis du vil",
}
_HEADER_ROW = 3
_WIDTHS = (9, 45, 64, 46, 14)
_LONG_LINES = 4


def answer_rows() -> Mapping[str, int]:
    """Return the row (from 0) of each question."""
    rows, row = {}, _HEADER_ROW
    for name in columns(Kurs):
        row += 2 if name in GRUPPER else 1
        rows[name] = row
    return rows


def write_kurs_sheet(draft: Draft) -> Worksheet:
    """Add the sheet Kurs to the workbook and return it."""
    sheet = draft.sheet(Kurs.ark, TABS[Kurs.steg])
    top(draft, sheet, Kurs.tittel, Kurs.formål)
    for number, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(_HEADER_ROW, number, heading, draft.style("heading", "must"))
    sheet.set_row(2, 8)
    sheet.set_row(_HEADER_ROW, 26)
    rows = answer_rows()
    for name, title in GRUPPER.items():
        sheet.set_row(rows[name] - 1, 34)
        for column in range(len(HEADINGS)):
            said = title if column == 0 else ""
            sheet.write(rows[name] - 1, column, said, draft.style("section", valign="bottom"))
    for name, field in columns(Kurs).items():
        _write_question(draft, sheet, field, rows[name])
        draft.workbook.define_name(answer_name(name), f"={Kurs.ark}!$C${rows[name] + 1}")
    _guard(draft, sheet, rows)
    sheet.freeze_panes(_HEADER_ROW + 1, ANSWERS)
    sheet.repeat_rows(_HEADER_ROW)
    print_setup(draft, sheet)
    lock(sheet)
    return sheet


def _write_question(draft: Draft, sheet: Worksheet, field: Field, row: int) -> None:
    style, question = draft.style, field.heading(draft.bok.målform)
    valign = "top" if kind_of(field) is Kind.LONG else "vcenter"
    look = style(
        "text", "answer", **{**number_format(field), "align": "left", "indent": 1}, valign=valign
    )
    sheet.write_string(row, ID, field.name, style("unseen"))
    sheet.write_string(row, QUESTION, question, style("text", "bold", valign=valign))
    sheet.write_blank(row, ANSWERS, None, look)
    value = cell_of(draft, draft.bok.kurs, field)
    write_cell(sheet, (row, ANSWERS), value, look)
    sheet.write_string(
        row, HELP, help_text(field), style("text", "small", "grey", "indent", valign=valign)
    )
    sheet.write_string(
        row, WHEN, NÅR[field.column.required], style("text", "small", "grey", valign=valign)
    )
    deep = lines(str(value or ""), _WIDTHS[ANSWERS] * 0.95)
    if kind_of(field) is Kind.LONG:
        deep = max(deep + 1, _LONG_LINES)
    deep = max(deep, lines(question, _WIDTHS[QUESTION] * 0.95),
               lines(help_text(field), _WIDTHS[HELP] * 1.1))  # fmt: skip
    sheet.set_row(row, min(max(22, height(deep)), 400))


def _guard(draft: Draft, sheet: Worksheet, rows: Mapping[str, int]) -> None:
    cells = {name: f"$C${row + 1}" for name, row in rows.items()}
    site = Site(cells, {}, f'{answer_name("kursnavn")}<>""')
    mark_found(draft, sheet, Kurs, (_HEADER_ROW + 1, ANSWERS, max(rows.values()), ANSWERS))
    for name, field in columns(Kurs).items():
        row, cell = rows[name], cells[name]
        heading = field.heading(draft.bok.målform)
        rule = validation(field, heading, Cells(cell, cell), person=False)
        sheet.data_validation(row, ANSWERS, row, ANSWERS, rule)
        for mark in marks(Kurs, field, site):
            sheet.conditional_format(
                row, ANSWERS, row, ANSWERS,
                {"type": "formula", "criteria": mark.formula, "format": draft.style(mark.style)},
            )  # fmt: skip
