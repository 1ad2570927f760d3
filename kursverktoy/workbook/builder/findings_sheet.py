"""The sheets Funn and Delinger, which the tool writes and the coordinator reads."""

from collections.abc import Callable, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.funn import Alvor, Funn, Vurdering
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.workbook.builder.draft import BEYOND, FIRST_ROW, HEADER_ROW, Draft, written
from kursverktoy.workbook.builder.fields import height, lines
from kursverktoy.workbook.builder.making import workbook_bytes
from kursverktoy.workbook.builder.page import DELINGER, FUNN, GENERERTE, lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.lister import FINDING_HEADINGS

KODE, GJELDER, FELT, VURDERT, AVTRYKK = FINDING_HEADINGS
ALVOR, ARK, CELLE, MELDING, FORSLAG = "Alvor", "Ark", "Celle", "Melding", "Forslag"
FUNN_WIDTHS = {
    KODE: 10, ALVOR: 12, ARK: 14, CELLE: 9, GJELDER: 13, MELDING: 78, FORSLAG: 22, VURDERT: 38,
    FELT: 22, AVTRYKK: 11,
}  # fmt: skip
"""The columns of the sheet Funn in their order, and how wide they are."""
FUNN_TABLE, DELINGER_TABLE = "tbl_funn", "tbl_delinger"
DELINGER_WIDTHS = {
    "Tid": 18, "Fil": 34, "Mottaker": 34, "Nivå": 18, "Antall personer": 12, "sha256": 40,
    "Slettes innen": 14,
}  # fmt: skip
"""The columns of the log of what has been shared."""
NO_FINDINGS = "Ingen funn. Velg «Sjekk» i kursverktøy når du vil kontrollere boka."
_ACKNOWLEDGED = "Vurdert"
_GONE = "Vurdert tidligere. Saken er ikke åpen nå."
_HOW = (
    "Skriv kort hvorfor dette kan stå. Gjelder advarsler og tips; feil må rettes. Funnet kommer "
    "tilbake hvis raden endres."
)
_LOOK = {Alvor.FEIL: "danger", Alvor.ADVARSEL: "wrong", Alvor.TIPS: "tip"}
_FINE_PRINT = (FELT, AVTRYKK, "sha256")
_SHARING_ROWS = 12

Link = Callable[[Funn], str]
"""From a finding to the address of its cell, as XlsxWriter writes addresses."""


def workbook_of(bok: Kursbok, funn: Sequence[Funn], link: Link) -> bytes:
    """Return a workbook with nothing but the sheet Funn, as the bytes of an .xlsx file."""
    return workbook_bytes(bok, lambda draft: write_findings_sheet(draft, funn, (), link))


def within(funn: Funn) -> str:
    """Return the address of a finding's cell in the same workbook."""
    return f"internal:'{funn.ark}'!{funn.celle}"


def write_findings_sheet(
    draft: Draft, funn: Sequence[Funn], vurderinger: Sequence[Vurdering], link: Link = within
) -> Worksheet:
    """Add the sheet Funn with `funn`; acknowledgements of nothing found are kept below them."""
    sheet = draft.sheet(FUNN, GENERATED_TAB)
    sheet.growing_from = FIRST_ROW + 1
    top(draft, sheet, FUNN, _told(funn))
    gone = _left(funn, vurderinger)
    _add_table(draft, sheet, FUNN_TABLE, FUNN_WIDTHS, len(funn) + len(gone))
    for row, each in enumerate(funn, start=FIRST_ROW):
        _write_finding(sheet, row, each)
        if each.celle and each.ark in ARK_ETTER_NAVN:
            place = (row, list(FUNN_WIDTHS).index(CELLE))
            sheet.write_url(*place, link(each), draft.style("text", "middle", "link"), each.celle)
    for row, vurdering in enumerate(gone, start=FIRST_ROW + len(funn)):
        _write_gone(sheet, row, vurdering)
    _paint(draft, sheet, FIRST_ROW + len(funn) + BEYOND)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet)
    return sheet


def write_sharing_sheet(draft: Draft) -> Worksheet:
    """Add the empty sheet Delinger to the workbook and return it."""
    sheet = draft.sheet(DELINGER, GENERATED_TAB)
    top(draft, sheet, DELINGER, GENERERTE[DELINGER])
    _add_table(draft, sheet, DELINGER_TABLE, DELINGER_WIDTHS, _SHARING_ROWS)
    line = {"type": "formula", "criteria": "=1=1", "format": draft.style("line")}
    end = FIRST_ROW + _SHARING_ROWS - 1
    sheet.conditional_format(FIRST_ROW, 0, end, len(DELINGER_WIDTHS) - 1, line)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet)
    lock(sheet)
    return sheet


def _told(funn: Sequence[Funn]) -> str:
    """Return the sentence at the top: how many of each there are."""
    if not funn:
        return NO_FINDINGS
    feil, advarsler, tips = (sum(f.alvor is alvor for f in funn) for alvor in Alvor)
    return (
        f"{feil} feil, {advarsler} {'advarsel' if advarsler == 1 else 'advarsler'} og {tips} "
        "tips. Rett cellen, eller skriv hvorfor den kan stå, i den gule kolonnen."
    )


def _left(funn: Sequence[Funn], vurderinger: Sequence[Vurdering]) -> list[Vurdering]:
    told = {(f.kode, f.id or "", f.felt or "") for f in funn}
    return [v for v in vurderinger if (v.kode, v.id, v.felt) not in told]


def _add_table(
    draft: Draft, sheet: Worksheet, name: str, widths: Mapping[str, int], filled: int
) -> None:
    style = draft.style
    for number, (heading, width) in enumerate(widths.items()):
        small = ("small", "grey") if heading in _FINE_PRINT else ()
        sheet.set_column(number, number, width, style("text", "middle", *small))
    heads = [{"header": heading, "header_format": style("heading", "must")} for heading in widths]
    end = HEADER_ROW + max(filled, 1)
    options = {"name": name, "style": None, "columns": heads}
    sheet.add_table(HEADER_ROW, 0, end, len(widths) - 1, options)
    sheet.set_row(2, 4)
    sheet.set_row(3, 4)
    sheet.set_row(HEADER_ROW, 30)


def _write_finding(sheet: Worksheet, row: int, funn: Funn) -> None:
    said = {
        KODE: funn.kode,
        ALVOR: funn.alvor.capitalize(),
        ARK: funn.ark,
        GJELDER: funn.id,
        FELT: funn.felt,
        MELDING: funn.melding,
        FORSLAG: funn.forslag,
        VURDERT: funn.vurdert,
        AVTRYKK: funn.avtrykk,
    }
    _write_texts(sheet, row, said)


def _write_gone(sheet: Worksheet, row: int, vurdering: Vurdering) -> None:
    said = {
        KODE: vurdering.kode,
        ALVOR: _ACKNOWLEDGED,
        GJELDER: vurdering.id,
        FELT: vurdering.felt,
        MELDING: _GONE,
        VURDERT: vurdering.grunn,
        AVTRYKK: vurdering.avtrykk,
    }
    _write_texts(sheet, row, said)


def _write_texts(sheet: Worksheet, row: int, said: Mapping[str, str | None]) -> None:
    deepest = 1
    for number, (heading, width) in enumerate(FUNN_WIDTHS.items()):
        if value := said.get(heading):
            sheet.write_string(row, number, written(value, f"«{heading}» på arket {FUNN}"))
            deepest = max(deepest, lines(value, width))
    sheet.set_row(row, height(deepest))


def _paint(draft: Draft, sheet: Worksheet, end: int) -> None:
    """Colour the severity and the cells for reasons; what is acknowledged turns grey."""
    headings = list(FUNN_WIDTHS)
    last, grade, reason = len(headings) - 1, headings.index(ALVOR), headings.index(VURDERT)
    alvor, vurdert = (f"${chr(65 + column)}{FIRST_ROW + 1}" for column in (grade, reason))
    rules: list[tuple[int, int, str, tuple[str, ...]]]
    rules = [(grade, grade, f'={alvor}="{each}"', (look, "line")) for each, look in _LOOK.items()]
    rules += [
        (reason, reason, f'={alvor}<>""', ("missing", "box")),
        (0, last, f'=AND({alvor}<>"",{vurdert}<>"")', ("grey", "line")),
        (0, last, f'={alvor}<>""', ("line",)),
    ]
    for first, to, criteria, look in rules:
        rule = {"type": "formula", "criteria": criteria, "format": draft.style(*look)}
        sheet.conditional_format(FIRST_ROW, first, end, to, rule)
    told = {"validate": "any", "input_title": VURDERT, "input_message": _HOW}
    sheet.data_validation(FIRST_ROW, reason, end, reason, told)
