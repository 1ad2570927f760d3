"""The sheets Funn and Delinger, which the tool writes and the coordinator reads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.cells import Raw, text
from kursverktoy.course.funn import Alvor, Funn, Vurdering, counted
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.workbook.builder.draft import BEYOND, FIRST_ROW, HEADER_ROW, Draft, written
from kursverktoy.workbook.builder.fields import height, lines
from kursverktoy.workbook.builder.making import workbook_bytes
from kursverktoy.workbook.builder.page import GENERERTE, lock, print_setup, top
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.lister import FINDING_HEADINGS, SHARING_HEADINGS, SharingRow
from kursverktoy.workbook.tabs import DELINGER, FUNN

KODE, GJELDER, FELT, VURDERT, AVTRYKK = FINDING_HEADINGS
ALVOR, ARK, CELLE, MELDING, FORSLAG = "Alvor", "Ark", "Celle", "Melding", "Forslag"
FUNN_WIDTHS = {
    KODE: 10, ALVOR: 12, ARK: 14, CELLE: 9, GJELDER: 13, MELDING: 78, FORSLAG: 22, VURDERT: 38,
    FELT: 22, AVTRYKK: 11,
}  # fmt: skip
"""The columns of the sheet Funn in their order, and how wide they are."""
FUNN_TABLE, DELINGER_TABLE = "tbl_funn", "tbl_delinger"
_TID, _FIL, _MOTTAKER, _NIVÅ, _ANTALL, _KONTROLLSUM, _SLETTES = SHARING_HEADINGS
DELINGER_WIDTHS = {
    _TID: 18, _FIL: 38, _MOTTAKER: 38, _NIVÅ: 18, _ANTALL: 12, _KONTROLLSUM: 26, _SLETTES: 14,
}  # fmt: skip
"""The columns of the sheet Delinger in their order, and how wide they are."""
NO_FINDINGS = "Ingen funn da boka ble laget. Sjekk den med kursverktøy når du har fylt ut mer."
_ACKNOWLEDGED = "Vurdert"
_GONE = "Vurdert tidligere. Saken er ikke åpen nå."
_HOW = (
    "Skriv kort hvorfor dette kan stå. Gjelder advarsler og tips; feil må rettes. Funnet kommer "
    "tilbake hvis raden endres."
)
_LOOK = {Alvor.FEIL: "danger", Alvor.ADVARSEL: "wrong", Alvor.TIPS: "tip"}
_FINE_PRINT = (FELT, AVTRYKK, _KONTROLLSUM)
_OURS = (FELT, AVTRYKK)
"""What the tool knows a finding again by, and nobody reads."""
_SHARING_ROWS = 12
_SHARING_FORMATS = {_TID: "dd.mm.yyyy hh:mm", _SLETTES: "dd.mm.yyyy"}

Link = Callable[[Funn], str]
"""From a finding to the address of its cell, as XlsxWriter writes addresses."""


def workbook_of(bok: Kursbok, funn: Sequence[Funn], link: Link) -> bytes:
    """Return a workbook with nothing but the sheet Funn, as the bytes of an .xlsx file."""
    return workbook_bytes(bok, lambda draft: write_findings_sheet(draft, funn, (), link))


def within(funn: Funn) -> str:
    """Return the address of a finding's cell in the same workbook."""
    return f"internal:'{funn.ark}'!{funn.celle or 'A1'}"


def write_findings_sheet(
    draft: Draft, funn: Sequence[Funn], vurderinger: Sequence[Vurdering], link: Link = within
) -> Worksheet:
    """Add the sheet Funn with `funn`; acknowledgements of nothing found are kept below them."""
    sheet = draft.sheet(FUNN, GENERATED_TAB)
    sheet.growing_from = FIRST_ROW + 1
    top(draft, sheet, FUNN, _told(draft.bok, funn))
    gone = _left(funn, vurderinger)
    _add_table(draft, sheet, FUNN_TABLE, FUNN_WIDTHS, len(funn) + len(gone))
    for row, each in enumerate(funn, start=FIRST_ROW):
        _write_finding(sheet, row, each)
        if each.ark in ARK_ETTER_NAVN:
            place = (row, list(FUNN_WIDTHS).index(CELLE))
            sheet.write_url(
                *place,
                link(each),
                draft.style("text", "middle", "indent", "link"),
                each.celle or "arket",
            )
    for row, vurdering in enumerate(gone, start=FIRST_ROW + len(funn)):
        _write_gone(sheet, row, vurdering)
    _paint(draft, sheet, FIRST_ROW + len(funn) + BEYOND)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet)
    return sheet


def write_sharing_sheet(draft: Draft, delinger: Sequence[SharingRow]) -> Worksheet:
    """Add the sheet Delinger with the log `delinger` to the workbook and return it."""
    sheet = draft.sheet(DELINGER, GENERATED_TAB)
    top(draft, sheet, DELINGER, GENERERTE[DELINGER])
    room = max(_SHARING_ROWS, len(delinger) + _SHARING_ROWS // 2)
    _add_table(draft, sheet, DELINGER_TABLE, DELINGER_WIDTHS, room)
    for row in range(room):
        logged = delinger[row] if row < len(delinger) else {}
        for number, heading in enumerate(DELINGER_WIDTHS):
            _write_logged(draft, sheet, (FIRST_ROW + row, number), heading, logged.get(heading))
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADER_ROW)
    print_setup(draft, sheet)
    lock(sheet)
    return sheet


def _write_logged(
    draft: Draft, sheet: Worksheet, at: tuple[int, int], heading: str, value: Raw
) -> None:
    """Write a cell of the log as it stood, open to be corrected."""
    small = ("small", "grey") if heading in _FINE_PRINT else ()
    number_format = _SHARING_FORMATS.get(heading, "General")
    look = draft.style("text", "answer", *small, num_format=number_format, align="left")
    match value:
        case None:
            sheet.write_blank(*at, None, look)
        case bool():
            sheet.write_boolean(*at, value, look)
        case int() | float():
            sheet.write_number(*at, value, look)
        case date():
            sheet.write_datetime(*at, value, look)
        case _:
            sheet.write_string(*at, written(text(value), f"«{heading}» på {DELINGER}"), look)


def _told(bok: Kursbok, funn: Sequence[Funn]) -> str:
    """Return the sentence at the top: how many of each there are."""
    if not funn:
        return NO_FINDINGS
    return (
        f"Per {bok.dato:%d.%m.%Y}: {counted(funn)}. Rett cellen, eller skriv under «{VURDERT}» "
        "hvorfor den kan stå."
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
        hidden = {"hidden": True} if heading in _OURS else {}
        sheet.set_column(number, number, width, style("text", "middle", "indent", *small), hidden)
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
        (reason, reason, f'={alvor}<>""', ("paper", "box")),
        (0, last, f'=AND({alvor}<>"",{vurdert}<>"")', ("grey", "line")),
        (0, last, f'={alvor}<>""', ("line",)),
    ]
    for first, to, criteria, look in rules:
        rule = {"type": "formula", "criteria": criteria, "format": draft.style(*look)}
        sheet.conditional_format(FIRST_ROW, first, end, to, rule)
    told = {"validate": "any", "input_title": VURDERT, "input_message": _HOW}
    sheet.data_validation(FIRST_ROW, reason, end, reason, told)
