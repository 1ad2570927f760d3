"""The proposals as a workbook with a choice for each, and the choices read back."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.cells import key, text
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.forslag import KAN_VELGES, Fletting, Forslag
from kursverktoy.sharing.showing import ny_rad, vist
from kursverktoy.workbook.builder.fields import height, lines
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.layout import fold

VALG, IKKE_INN = "Velg", "Ikke tatt inn"
"""The sheet with choices, and the sheet of all else."""
TA_INN, ID = "Ta inn?", "Id"
JA, NEI = "Ja", "Nei"
_COLUMNS = (
    (TA_INN, 9), ("Hva", 11), ("Ark", 13), ("Rad", 13), ("Kolonne", 18), ("Da den ble delt", 28),
    ("I boka nå", 28), ("Fra partneren", 34), ("Partner", 9), ("Merknad", 44), ("Fil", 26),
    (ID, 13),
)  # fmt: skip
_TALLEST = 300
_HELP = "Velg Ja eller Nei på hver rad, lagre, og kjør «flett» på nytt med --bruk og denne filen."


def as_workbook(bok: Kursbok, fletting: Fletting) -> bytes:
    """Return the proposals as an .xlsx: one sheet to choose on, one of what is not taken in."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": True, "bg_color": "#1F4E5F",
                                     "font_color": "#FFFFFF", "valign": "vcenter"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "open": book.add_format({"bg_color": "#FFF6D6", "valign": "top", "border": 1,
                                     "border_color": "#D9E2EC"}),
            "id": book.add_format({"font_color": "#9AA5B1", "font_size": 8, "valign": "top"}),
        }  # fmt: skip
        choices = [f for f in fletting.forslag if f.utfall in KAN_VELGES]
        _sheet(book.add_worksheet(VALG), bok, choices, styles, _HELP)
        rest = [f for f in fletting.forslag if f.utfall not in KAN_VELGES]
        sheet = book.add_worksheet(IKKE_INN)
        _sheet(
            sheet, bok, rest, styles, "Dette kan ikke tas inn av seg selv, og er bare til å lese."
        )
        for at, said in enumerate(fletting.merknader, start=len(rest) + 4):
            sheet.write_string(at, 1, said)
    return file.getvalue()


def _sheet(
    sheet: Worksheet, bok: Kursbok, forslag: Sequence[Forslag], styles: Mapping[str, Any], said: str
) -> None:
    sheet.write_string(0, 0, said)
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    for column, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, heading, styles["head"])
    for row, each in enumerate(forslag, start=2):
        can = each.utfall in KAN_VELGES
        choice = (JA if each.valgt else NEI) if can else ""
        said_of = (choice, *_told(bok, each))
        for column, cell in enumerate(said_of):
            look = "open" if not column and can else "id" if column == len(said_of) - 1 else "cell"
            sheet.write_string(row, column, cell, styles[look])
        deepest = max(
            lines(cell, width) for cell, (_, width) in zip(said_of, _COLUMNS, strict=True)
        )
        sheet.set_row(row, min(height(deepest), _TALLEST))
    if any(each.utfall in KAN_VELGES for each in forslag):
        rule = {"validate": "list", "source": [JA, NEI], "error_message": "Velg Ja eller Nei."}
        sheet.data_validation(2, 0, len(forslag) + 1, 0, rule)


def _told(bok: Kursbok, forslag: Forslag) -> tuple[str, ...]:
    """Return a proposal in the order of the columns, after the choice."""
    return (
        str(forslag.utfall).capitalize(),
        forslag.ark,
        " ".join(forslag.nøkkel) or "ny",
        forslag.overskrift,
        vist(forslag, forslag.base),
        vist(forslag, forslag.vår),
        vist(forslag, forslag.deres) or ny_rad(bok, forslag),
        forslag.partner,
        forslag.grunn,
        f"{forslag.fil}, rad {forslag.rad}",
        forslag.id,
    )


def choices_in(path: Path) -> Mapping[str, bool]:
    """Return what was chosen for each proposal, by its id; those left open are not there.

    Raises `KursverktoyError` when the file is no preview, or says neither Ja nor Nei.
    """
    chosen: dict[str, bool] = {}
    found = False
    for sheet in open_book(path).sheets.values():
        places: dict[str, int] = {}
        for row, cells in sheet.rows.items():
            said = {fold(raw): column for column, raw in cells.items() if isinstance(raw, str)}
            if fold(TA_INN) in said and fold(ID) in said:
                places, found = said, True
            elif places and text(cells.get(places[fold(TA_INN)])):
                id_ = text(cells.get(places[fold(ID)]))
                answer = key(cells[places[fold(TA_INN)]])
                if answer not in {key(JA), key(NEI)} or id_ in chosen:
                    raise KursverktoyError(
                        f"Rad {row} på arket «{sheet.name:.40}» i «{path.name}» har ikke ett svar: "
                        f"velg {JA} eller {NEI} under «{TA_INN}», og bare én gang."
                    )
                chosen[id_] = answer == key(JA)
    if not found:
        raise KursverktoyError(
            f"«{path.name}» er ikke en forhåndsvisning. Lag en med «flett … --ut», og skriv de "
            "returnerte filene før --bruk."
        )
    return chosen


def picked(fletting: Fletting, choices: Mapping[str, bool] | None) -> tuple[Forslag, ...]:
    """Return the proposals to take in: those chosen, or without choices those without doubt.

    Raises `KursverktoyError` when two answers to one cell are chosen.
    """
    open_ = [f for f in fletting.forslag if f.utfall in KAN_VELGES]
    taken = [f for f in open_ if (f.valgt if choices is None else choices.get(f.id, False))]
    cells = [f.celle for f in taken]
    for each in taken:
        if cells.count(each.celle) > 1:
            where = " ".join((each.ark, *each.nøkkel, each.overskrift))
            raise KursverktoyError(
                f"Det er valgt flere svar for {where}. Velg {JA} på høyst ett av dem."
            )
    return tuple(taken)
