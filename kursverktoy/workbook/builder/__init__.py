"""A fresh course workbook, made from the declaration of the course."""

from collections.abc import Sequence

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.funn import Funn
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.workbook.builder.choices_sheet import write_choices_sheet
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.findings_sheet import write_findings_sheet, write_sharing_sheet
from kursverktoy.workbook.builder.guide_sheet import write_guide_sheet
from kursverktoy.workbook.builder.kurs_sheet import write_kurs_sheet
from kursverktoy.workbook.builder.lists_sheet import write_lists_sheet
from kursverktoy.workbook.builder.macros import Button, Macros
from kursverktoy.workbook.builder.making import macro_book, workbook_bytes
from kursverktoy.workbook.builder.numbers_sheet import write_numbers_sheet
from kursverktoy.workbook.builder.start_sheet import write_start_sheet
from kursverktoy.workbook.builder.summary_areas import Area, areas
from kursverktoy.workbook.builder.summary_sheet import Figures, write_summary_sheet
from kursverktoy.workbook.builder.table_sheet import write_table_sheet
from kursverktoy.workbook.lister import SharingRow

__all__ = ["Area", "Button", "Figures", "Macros", "areas", "build", "macro_book"]


def build(  # noqa: PLR0913  all that a workbook can be made of
    bok: Kursbok,
    funn: Sequence[Funn] = (),
    figures: Figures | None = None,
    delinger: Sequence[SharingRow] = (),
    *,
    tall: Sequence[tuple[str, str]] = (),
    macros: Macros | None = None,
) -> bytes:
    """Return the workbook of a course as the bytes of an .xlsx file; equal for equal input.

    `funn` fill the sheet Funn, together with the acknowledgements of `bok`. `figures` are what
    Sammendrag shows before a spreadsheet recalculates it; see `summary_sheet` for their shape.
    `delinger` is the log of what has been shared, as `lister.read_delinger` gives it, and
    `tall` what a course without people keeps of its figures, name and value, on a sheet of its own.
    With `macros` it is an .xlsm file with their buttons on Start.
    Raises `KursverktoyError` when a text has no room in a cell.
    """

    def write(draft: Draft) -> None:
        write_start_sheet(draft, funn, macros.buttons if macros else ())
        _write_the_rest(draft, funn, figures or {}, delinger, tall)

    return workbook_bytes(bok, write, macros)


def _write_the_rest(
    draft: Draft,
    funn: Sequence[Funn],
    figures: Figures,
    delinger: Sequence[SharingRow],
    tall: Sequence[tuple[str, str]],
) -> None:
    bok = draft.bok
    write_kurs_sheet(draft)
    for ark in ARK:
        if ark is not Kurs:
            sheet = write_table_sheet(draft, ark, bok.rader(ark))
            if ark is Fortrolig and not bok.lister.bruk_fortrolig:
                sheet.hide()
    write_findings_sheet(draft, funn, bok.vurderinger)
    write_summary_sheet(draft, figures)
    if tall:
        write_numbers_sheet(draft, tall)
    write_sharing_sheet(draft, delinger)
    write_lists_sheet(draft)
    write_guide_sheet(draft)
    write_choices_sheet(draft)
