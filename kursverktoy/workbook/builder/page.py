"""What every sheet has in common: its top, its print set-up and its lock."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.cells import legal
from kursverktoy.course.schema import Personvern, Rad, columns
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.tabs import DELINGER, FUNN, LISTER, SAMMENDRAG, START, VEILEDNING

A4 = 9
_A4_ACROSS = (842, 595)
"""Points across and down a page."""
_SURE = 0.9
"""How much of a page is used where another machine may count a little differently."""
GENERERTE: Mapping[str, str] = {
    START: "De ti stegene i kurset, hvor langt dere er kommet, og hva som er neste sak.",
    FUNN: "Alt kursverktøy har funnet som bør rettes eller vurderes, med lenke til cellen.",
    SAMMENDRAG: "Kurset i tall: mål, norsk, ansvar og kandidater. Regnes ut av seg selv.",
    DELINGER: "Logg over det dere har delt fra boka: én rad for hver fil dere sender.",
    LISTER: "Innstillinger, rullelister og ord dere kan endre.",
    VEILEDNING: "Slik bruker du arbeidsboka.",
}
"""The sheets that are no input, and what each is for."""
UNNAMED = "Kursbok"
FORTROLIG = "Fortrolig – taushetsplikt"
ABOUT_PEOPLE = "Taushetsplikt"
_SHORT = 60
"""How much of the course code has room at the foot of a page."""
_READABLE = 260
"""How many letters go across a page without becoming too small."""


def top(draft: Draft, sheet: Worksheet, title: str, purpose: str) -> None:
    """Write the first two rows: the way back to Start, the title, and what the sheet is for."""
    style = draft.style
    sheet.set_row(0, 34)
    sheet.set_row(1, 22)
    if START in draft.workbook.sheetnames:
        home = style("link", "middle", "small")
        sheet.write_url(0, 0, f"internal:'{START}'!A1", home, "← Start")
    sheet.write_string(0, 1, title, style("title"))
    sheet.write_string(1, 1, purpose, style("subtitle"))


def print_setup(
    draft: Draft, sheet: Worksheet, marking: str = "", *, width: float = 0, repeat: int = 0
) -> None:
    """Set the sheet to print on A4 across, with the course, the page and `marking` on it.

    A sheet of `width` letters gets as many pages side by side as it takes to be read, with the
    first `repeat` columns on each of them.
    """
    pages = max(1, ceil(width / _READABLE))
    if repeat and pages > 1:
        sheet.repeat_columns(0, repeat - 1)
    course = legal(draft.bok.kurs.kurs_id or UNNAMED)[:_SHORT].replace("&", "&&")
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(pages, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.set_footer(f"&L&9{_apart(course)}&C&9&A&R&9Side &P av &N")
    if marking:
        sheet.set_header(f"&C&10&B{marking}")


def one_page_across(sheet: Worksheet, widths: Sequence[float]) -> float:
    """Let the columns fill one page across, and return how many points high a page then is.

    The scale is written out, because Excel passes over page breaks on a sheet that is set to
    fit the page.
    """
    across, down = (side - 72 * margin for side, margin in zip(_A4_ACROSS, (1.0, 1.4), strict=True))
    scale = min(1.0, _SURE * across / sum(map(_points, widths)))
    sheet.set_print_scale(int(100 * scale))
    return _SURE * down / scale


def _points(width: float) -> float:
    # A width counts digits of 7 pixels and 5 more for the edges; 96 pixels are 72 points.
    return (int(width * 7) + 5) * 0.75


def marking_of(ark: type[Rad]) -> str:
    """Return what the pages of a sheet are marked with, by what its columns hold."""
    if ark is Fortrolig:
        return FORTROLIG
    about = any(f.column.personvern is not Personvern.ÅPEN for f in columns(ark).values())
    return ABOUT_PEOPLE if about else ""


def lock(sheet: Worksheet, **allowed: bool) -> None:
    """Lock all cells but the open ones, without a password; sizes may still be changed."""
    options: dict[str, Any] = {"format_columns": True, "format_rows": True, "objects": True}
    sheet.protect("", options | allowed)


def _apart(course: str) -> str:
    # Digits right after the size would be read as a part of it.
    return f" {course}" if course[:1].isdigit() else course
