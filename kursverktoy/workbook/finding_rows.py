"""What the sheet Funn says, row by row: in a new workbook, in a report and live in Excel."""

from collections.abc import Iterator, Mapping, Sequence

from kursverktoy.course.funn import Funn, Vurdering, counted
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.workbook.lister import FINDING_HEADINGS

KODE, GJELDER, FELT, VURDERT, AVTRYKK = FINDING_HEADINGS
ALVOR, ARK, CELLE, MELDING, FORSLAG = "Alvor", "Ark", "Celle", "Melding", "Forslag"
HEADINGS = (KODE, ALVOR, ARK, CELLE, GJELDER, MELDING, FORSLAG, VURDERT, FELT, AVTRYKK)
"""The columns of the sheet, in their order."""
FUNN_TABLE = "tbl_funn"
FUNN_NAMES = {ARK: "funn_ark", CELLE: "funn_celle", VURDERT: "funn_vurdert"}
"""The columns that the marks on other sheets look in, and what a formula calls them."""
NO_CELL = "arket"
"""Stands where a finding is about a sheet as a whole."""
TOLD = (2, 2)
"""Row and column of the sentence at the top."""
_ACKNOWLEDGED = "Vurdert"
_GONE = "Vurdert tidligere. Saken er ikke åpen nå."
Row = Mapping[str, str | None]
"""A row: its headings and their texts."""


def rows_of(funn: Sequence[Funn], vurderinger: Sequence[Vurdering]) -> Iterator[Row]:
    """Yield the rows: what is found, then the acknowledgements of what is not found now."""
    yield from map(_found, funn)
    told = {(f.kode, f.id or "", f.felt or "") for f in funn}
    yield from (_gone(v) for v in vurderinger if (v.kode, v.id, v.felt) not in told)


def told(bok: Kursbok, funn: Sequence[Funn]) -> str:
    """Return the sentence at the top: the day, and how many of each there are."""
    day = f"Per {bok.dato:%d.%m.%Y}"
    if not funn:
        return f"{day}: ingen funn. Alt stemmer."
    return (
        f"{day}: {counted(funn)}. Rett cellen, eller skriv under «{VURDERT}» hvorfor den kan stå."
    )


def link_formula(row: Row) -> str | None:
    """Return the formula that shows a finding's cell and leads to it; None without a cell.

    A formula and not a link of the cell: a link would stay behind when the row is written anew.
    """
    if row.get(ARK) not in ARK_ETTER_NAVN:
        return None
    there = f"#'{row[ARK]}'!{place_of(row)}"
    return f'=HYPERLINK("{there}","{row[CELLE]}")'


def place_of(row: Row) -> str:
    """Return the A1 address a row leads to, the top of its sheet where it is about no cell."""
    celle = row.get(CELLE)
    return "A1" if celle in (None, NO_CELL) else celle


def _found(funn: Funn) -> Row:
    return {
        KODE: funn.kode,
        ALVOR: funn.alvor.capitalize(),
        ARK: funn.ark,
        CELLE: (funn.celle or NO_CELL) if funn.ark in ARK_ETTER_NAVN else None,
        GJELDER: funn.id,
        MELDING: funn.melding,
        FORSLAG: funn.forslag,
        VURDERT: funn.vurdert,
        FELT: funn.felt,
        AVTRYKK: funn.avtrykk,
    }


def _gone(vurdering: Vurdering) -> Row:
    return {
        KODE: vurdering.kode,
        ALVOR: _ACKNOWLEDGED,
        GJELDER: vurdering.id,
        MELDING: _GONE,
        VURDERT: vurdering.grunn,
        FELT: vurdering.felt,
        AVTRYKK: vurdering.avtrykk,
    }
