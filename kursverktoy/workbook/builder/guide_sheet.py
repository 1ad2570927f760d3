"""The sheet Veiledning: how to use the workbook, told from the declaration of its sheets."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import Personvern, Rad, Required, columns
from kursverktoy.workbook.builder.draft import Draft
from kursverktoy.workbook.builder.fields import height, lines
from kursverktoy.workbook.builder.page import GENERERTE, lock, one_page_across, print_setup, top
from kursverktoy.workbook.builder.steps import STEG
from kursverktoy.workbook.builder.style import GENERATED_TAB
from kursverktoy.workbook.tabs import VEILEDNING

_WIDTHS = (6, 20, 88, 18, 40)
_WIDE = sum(_WIDTHS[1:])
_ROOMY = 1.1
"""How many letters of running text fit in a width, which is counted in digits."""

SLIK = """
Begynn på arket Start. Der står de ti stegene i kurset, og hva som er neste sak.
Fyll ut arkene fra venstre mot høyre. Du trenger ikke gjøre alt på én gang.
Hvert ark har hjelp over kolonnene. Hjelpen kommer også når du velger en celle.
Skriv nye rader rett under den siste raden. Tabellen vokser av seg selv.
Du kan sortere, filtrere, flytte kolonner og legge til egne kolonner. Overskriftene må stå.
Sjekk boka med kursverktøy når du vil se alt som mangler eller er feil.
Rett cellen, lagre og sjekk igjen. Da blir funnet borte.
"""
LISTER = """
Mange celler har en rulleliste. Klikk på pilen, eller trykk Alt + pil ned.
Listen viser nummer og navn, for eksempel «P07 Blåklokka Kantiner AS». Nummeret alene holder også.
Noen celler kan ha flere verdier. Skriv semikolon mellom dem: P06; P07.
Skalaer går fra 0 til 3 og forklares i listen, for eksempel «2 – Tydelig interesse».
Mangler en verdi? Legg den til nederst i listen på arket Lister.
Når du limer inn, velg «Lim inn verdier». Da blir rullelister og farger stående.
"""
PERSONVERN = """
Skriv aldri fødselsnummer, D-nummer eller DUF-nummer i boka.
At noen er kandidat til kurset, er taushetsbelagt. Vis boka bare til dem som trenger den.
Kolonnen Deling på arket Partnere sier hva en partner kan få: 0 ingenting, 1 deltakerliste, \
2 plan og mål, 3 kartlegging.
Del aldri hele boka. Lag en egen fil med bare det partneren kan se, og skriv det på arket Delinger.
Arket Fortrolig deles aldri. Bruk det bare når det er nødvendig, og skriv hva kandidaten kan og \
trenger, ikke diagnosen.
Slett boka og alle delte filer senest på slettedatoen på arket Kurs.
"""
FARGER: Mapping[str, tuple[str, str]] = {
    "must": ("Må fylles ut", "Overskrift over en kolonne som alltid skal fylles ut."),
    "may need": ("Når det trengs", "Overskrift over en kolonne som noen ganger skal fylles ut."),
    "optional": ("Kan stå tom", "Overskrift over en kolonne du fyller ut hvis du vil."),
    "computed": ("Formel", "Overskrift over en kolonne som fylles ut av seg selv."),
    "missing": ("Mangler", "Cellen skal fylles ut. Raden er begynt, eller kurset har fått navn."),
    "wrong": ("Må rettes", "Verdien er ukjent, står to ganger eller er utenfor grensene."),
    "danger": ("Slett straks", "Teksten ser ut som et fødselsnummer eller DUF-nummer."),
    "found": ("Funn", "En ramme rundt cellen: arket Funn sier hva det gjelder."),
    "built in": ("Fast verdi", "En verdi på arket Lister som ikke kan endres."),
    "answer": ("Skriv her", "En åpen celle på et låst ark."),
}
"""Style → what it is called, and what it tells."""


def write_guide_sheet(draft: Draft) -> Worksheet:
    """Add the sheet Veiledning to the workbook and return it."""
    sheet = draft.sheet(VEILEDNING, GENERATED_TAB)
    top(draft, sheet, VEILEDNING, GENERERTE[VEILEDNING])
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    row = _write_list(draft, sheet, 3, "Slik bruker du boka", SLIK)
    row = _write_colours(draft, sheet, row)
    lists = row
    row = _write_list(draft, sheet, row, "Rullelister og flere verdier", LISTER)
    row = _write_list(draft, sheet, row, "Deling og personvern", PERSONVERN)
    row = sheets = _write_steps(draft, sheet, row)
    _write_sheets(draft, sheet, row)
    sheet.freeze_panes(2, 0)
    print_setup(draft, sheet)
    one_page_across(sheet, _WIDTHS)
    sheet.set_h_pagebreaks([lists, sheets])
    lock(sheet)
    return sheet


def _section(draft: Draft, sheet: Worksheet, row: int, title: str) -> int:
    sheet.set_row(row, 30)
    for column in range(len(_WIDTHS)):
        said = title if column == 0 else ""
        sheet.write(row, column, said, draft.style("section", valign="bottom"))
    return row + 1


def _write_list(draft: Draft, sheet: Worksheet, row: int, title: str, sentences: str) -> int:
    row = _section(draft, sheet, row, title)
    for number, said in enumerate(sentences.strip().split("\n"), start=1):
        sheet.write_number(row, 0, number, draft.style("grey", "center", "middle"))
        sheet.merge_range(row, 1, row, len(_WIDTHS) - 1, said, draft.style("text", "middle"))
        sheet.set_row(row, height(lines(said, _WIDE)))
        row += 1
    return row + 1


def _write_colours(draft: Draft, sheet: Worksheet, row: int) -> int:
    row = _section(draft, sheet, row, "Fargene")
    for look, (name, meaning) in FARGER.items():
        sheet.write_string(row, 1, name, draft.style(look, "middle", indent=1))
        sheet.merge_range(row, 2, row, len(_WIDTHS) - 1, meaning,
                          draft.style("text", "middle", indent=1))  # fmt: skip
        sheet.set_row(row, max(24, height(lines(meaning, sum(_WIDTHS[2:])))))
        row += 1
    return row + 1


def _write_steps(draft: Draft, sheet: Worksheet, row: int) -> int:
    row = _section(draft, sheet, row, "De ti stegene")
    for nr, steg in enumerate(STEG, start=1):
        sheet.write_number(row, 0, nr, draft.style("grey", "center", "middle"))
        said = f"{steg.tittel} ({', '.join(ark.ark for ark in steg.ark)})"
        sheet.merge_range(row, 1, row, len(_WIDTHS) - 1, said, draft.style("text", "middle"))
        sheet.set_row(row, height(1))
        row += 1
    return row + 1


def _write_sheets(draft: Draft, sheet: Worksheet, row: int) -> None:
    row = _section(draft, sheet, row, "Arkene")
    sheet.set_row(row, 26)
    heads = ("Ark", "Hva det er til", "Må fylles ut", "Hvem kan se det")
    for column, said in enumerate(heads, start=1):
        sheet.write_string(row, column, said, draft.style("heading", "optional"))
    for ark in ARK:
        row += 1
        must = sum(f.column.required is Required.ALWAYS for f in columns(ark).values())
        asked = f"{must} av {len(columns(ark))} felt"
        _write_sheet_row(draft, sheet, row, ark.ark, (ark.formål, asked, who_sees(ark)))
    for name, purpose in GENERERTE.items():
        row += 1
        _write_sheet_row(draft, sheet, row, name, (purpose, "", ""))


def _write_sheet_row(
    draft: Draft, sheet: Worksheet, row: int, name: str, said: tuple[str, str, str]
) -> None:
    style = draft.style
    sheet.write_url(
        row, 1, f"internal:'{name}'!A1", style("link", "line", "middle", "indent"), name
    )
    for column, text in enumerate(said, start=2):
        sheet.write_string(row, column, text, style("text", "line", "middle", "indent"))
    deep = max(lines(text, _WIDTHS[column] * _ROOMY) for column, text in enumerate(said, start=2))
    sheet.set_row(row, max(22, height(deep)))


def who_sees(ark: type[Rad]) -> str:
    """Return in one sentence whom a sheet may be shared with, by the levels of its columns."""
    levels = [f.column.level for f in columns(ark).values() if f.column.level is not None]
    if not levels:
        return "Deles aldri."
    if all(f.column.personvern is Personvern.ÅPEN for f in columns(ark).values()):
        return "Ingen opplysninger om deltakere."
    return f"Deler av arket, fra delingsnivå {max(1, min(levels))}."
