"""The sheet Start: the course at a glance, the ten steps with live state, and ways to go."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.funn import Alvor, Funn
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.schema import Rad
from kursverktoy.workbook.builder.draft import FIRST_ROW, Draft, answer_name
from kursverktoy.workbook.builder.findings_sheet import ALVOR, FUNN_TABLE, VURDERT
from kursverktoy.workbook.builder.macros import Button, write_buttons
from kursverktoy.workbook.builder.page import GENERERTE, lock, print_setup
from kursverktoy.workbook.builder.steps import STEG, Steg, Tilstand
from kursverktoy.workbook.builder.style import PETROL, WHITE
from kursverktoy.workbook.tabs import FUNN, START, VEILEDNING

_WIDTHS = (2, 6, 38, 15, 56, 17, 17, 17)
_NR, _STEG, _TILSTAND, _ÅPENT, _LENKER = 1, 2, 3, 4, 5
_BUTTON_ROW, _HEADER_ROW = 6, 7
FIRST_STEP = _HEADER_ROW + 1
"""The row (from 0) of the first step."""
_BUTTONS_TALL, _BUTTONS_WIDE = 32, 1200
"""Points down, and pixels across the columns of the steps."""
_LOOK = {Tilstand.FERDIG: "done", Tilstand.I_GANG: "doing"}
_CARDS = {
    Alvor.FEIL: ("Feil", "danger"),
    Alvor.ADVARSEL: ("Advarsler", "wrong"),
    Alvor.TIPS: ("Tips", "tip"),
}
HOW = (
    "Ta ett steg om gangen, ovenfra og ned. I arkene betyr en gul celle at noe mangler, og en "
    "oransje celle at noe må rettes. Sjekk boka med kursverktøy når du vil se alt som gjenstår."
)
NAMELESS, NOTHING_YET = "Nytt bransjekurs", "Skriv navn, datoer og sted på arket Kurs."


def write_start_sheet(
    draft: Draft, funn: Sequence[Funn], buttons: Sequence[Button] = ()
) -> Worksheet:
    """Add the sheet Start to the workbook and return it."""
    sheet = draft.sheet(START, PETROL)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    _write_course(draft, sheet)
    _write_cards(draft, sheet, funn)
    if buttons:
        sheet.set_row(_BUTTON_ROW, _BUTTONS_TALL)
        write_buttons(sheet, (_BUTTON_ROW, _NR), _BUTTONS_WIDE, buttons)
    _write_steps(draft, sheet)
    _write_ways(draft, sheet)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    print_setup(draft, sheet)
    sheet.fit_to_pages(1, 1)
    lock(sheet)
    sheet.activate()
    return sheet


def _write_course(draft: Draft, sheet: Worksheet) -> None:
    """Write the banner with the course, and how to begin."""
    style, name = draft.style, answer_name("kursnavn")
    for row, tall in enumerate((44, 26, 12, 20, 36, 24, 6)):
        sheet.set_row(row, tall)
    for row in range(2):
        for column in range(len(_WIDTHS)):
            sheet.write_blank(row, column, None, style("banner"))
    title = f'=IF({name}="","{NAMELESS}",{name})'
    look = style("banner", "bold", font_size=22)
    sheet.write_formula(0, _NR, title, look, draft.bok.kurs.kursnavn or NAMELESS)
    look = style("banner", font_color="#C9D9DE", valign="top")
    sheet.write_formula(1, _NR, _facts_formula(), look, _facts(draft.bok))
    sheet.merge_range(3, _NR, 4, _TILSTAND, HOW, style("text", "grey", "middle"))
    sheet.write_url(
        4, _ÅPENT, f"internal:'{VEILEDNING}'!A1", style("link", "middle", "indent"),
        "Les veiledningen",
    )  # fmt: skip


def _facts_formula() -> str:
    kode, start, slutt, sted = map(answer_name, ("kurs_id", "startdato", "sluttdato", "sted"))

    def day(cell: str) -> str:
        return f'IF(ISNUMBER({cell}),DAY({cell})&"."&MONTH({cell})&"."&YEAR({cell}),"?")'

    days = f'IF({start}&{slutt}="","","   ·   "&{day(start)}&" – "&{day(slutt)})'
    place = f'IF({sted}="","","   ·   "&{sted})'
    return f'=IF({kode}="","{NOTHING_YET}",{kode}&{days}&{place})'


def _facts(bok: Kursbok) -> str:
    kurs = bok.kurs
    if not kurs.kurs_id:
        return NOTHING_YET
    start, slutt = (
        f"{day.day}.{day.month}.{day.year}" if day else "?"
        for day in (kurs.startdato, kurs.sluttdato)
    )
    empty = not kurs.startdato and not kurs.sluttdato
    days = "" if empty else f"   ·   {start} – {slutt}"
    return f"{kurs.kurs_id}{days}" + (f"   ·   {kurs.sted}" if kurs.sted else "")


def _write_cards(draft: Draft, sheet: Worksheet, funn: Sequence[Funn]) -> None:
    """Write how many findings are open, by severity; acknowledged ones are counted apart."""
    style, there = draft.style, f"internal:'{FUNN}'!A1"
    edges = {"align": "center", "left": 2, "left_color": WHITE}
    for number, (alvor, (label, look)) in enumerate(_CARDS.items(), start=_LENKER):
        sheet.write_url(3, number, there, style("tip", "small", **edges), label)
        formula = f'=COUNTIFS({FUNN_TABLE}[{ALVOR}],"{alvor}",{FUNN_TABLE}[{VURDERT}],"")'
        count = sum(f.alvor is alvor and not f.vurdert for f in funn)
        large = style("tip", "middle", "bold", font_size=20, **edges)
        sheet.write_formula(4, number, formula, large, count)
        some = {"type": "cell", "criteria": ">", "value": 0, "format": style(look)}
        sheet.conditional_format(4, number, 4, number, some)
    when = f"Per {draft.bok.dato:%d.%m.%Y}. Sett og vurdert: "
    seen = f'="{when}"&COUNTIF({FUNN_TABLE}[{VURDERT}],"?*")'
    said = f"{when}{sum(bool(f.vurdert) for f in funn)}"
    sheet.write_formula(5, _LENKER, seen, style("small", "grey", "middle"), said)


def _write_steps(draft: Draft, sheet: Worksheet) -> None:
    style = draft.style
    last = FIRST_STEP + len(STEG) - 1
    heads = {_NR: "Steg", _STEG: "", _TILSTAND: "Tilstand", _ÅPENT: "Første åpne sak",
             _LENKER: "Gå til", _LENKER + 1: "", _LENKER + 2: ""}  # fmt: skip
    for column, said in heads.items():
        sheet.write(_HEADER_ROW, column, said, style("must", "middle", indent=1))
    sheet.set_row(_HEADER_ROW, 26)
    for nr, steg in enumerate(STEG, start=1):
        _write_step(draft, sheet, FIRST_STEP + nr - 1, nr, steg)
    states = f"$D${FIRST_STEP + 1}:$D${last + 1}"
    done = sum(steg.tilstand(draft.bok) is Tilstand.FERDIG for steg in STEG)
    sheet.write_formula(
        5, _NR, f'=COUNTIF({states},"{Tilstand.FERDIG}")&" av {len(STEG)} steg er ferdige"',
        style("bold", "middle", font_color=PETROL), f"{done} av {len(STEG)} steg er ferdige",
    )  # fmt: skip
    for tilstand, look in _LOOK.items():
        sheet.conditional_format(
            FIRST_STEP, _TILSTAND, last, _TILSTAND,
            {"type": "cell", "criteria": "==", "value": f'"{tilstand}"', "format": style(look)},
        )  # fmt: skip


def _write_step(draft: Draft, sheet: Worksheet, row: int, nr: int, steg: Steg) -> None:
    style = draft.style
    sheet.set_row(row, 30)
    sheet.write_number(row, _NR, nr, style("bold", "middle", "center", "line", font_color=PETROL))
    sheet.write_string(row, _STEG, steg.tittel, style("bold", "middle", "line", indent=1))
    sheet.write_formula(
        row, _TILSTAND, steg.tilstand_formel(draft, f"$E{row + 1}"),
        style("middle", "center", "line"), steg.tilstand(draft.bok),
    )  # fmt: skip
    sheet.write_array_formula(
        row, _ÅPENT, f"{{{steg.åpent_formel(draft)}}}",
        style("text", "middle", "line", indent=1), steg.åpent(draft.bok),
    )  # fmt: skip
    for column in range(_LENKER, _LENKER + 3):
        number = column - _LENKER
        if number < len(steg.ark):
            _write_link(draft, sheet, row, column, steg.ark[number])
        else:
            sheet.write_blank(row, column, None, style("line"))


def _write_link(draft: Draft, sheet: Worksheet, row: int, column: int, ark: type[Rad]) -> None:
    look = draft.style("link", "middle", "line", indent=1)
    sheet.write_url(row, column, f"internal:'{ark.ark}'!A{FIRST_ROW + 1}", look, ark.ark)


def _write_ways(draft: Draft, sheet: Worksheet) -> None:
    row = FIRST_STEP + len(STEG) + 1
    for column in range(_NR, _LENKER + 3):
        said = "Andre ark" if column == _NR else ""
        sheet.write(row, column, said, draft.style("section"))
    for name, purpose in GENERERTE.items():
        if name != START:
            row += 1
            sheet.set_row(row, 20)
            link = draft.style("link", "middle", indent=1)
            sheet.write_url(row, _STEG, f"internal:'{name}'!A1", link, name)
            sheet.write_string(row, _TILSTAND, purpose, draft.style("grey", "middle"))
