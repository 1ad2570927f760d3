"""Every rule of the course, and what happens when they are run.

The modules below hold one small function for each rule; importing them fills the catalogue.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from zlib import crc32

from kursverktoy.course.funn import KATALOG, Alvor, Fase, Funn, Regel
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.regler import (  # noqa: F401  they enter themselves in the catalogue
    lesing,
)
from kursverktoy.course.schema import Rad, Treff, columns

_ARK_NR = {ark.ark: nummer for nummer, ark in enumerate(ARK)}


def sjekk(bok: Kursbok, lest: Iterable[Funn] = (), *, alt: bool = False) -> list[Funn]:
    """Return everything to look at in `bok`, in workbook order.

    `lest` are the findings of the reader. With `alt` the rules that wait for a sheet to be
    begun run too («Kontroller alt»). Hints the coordinator has hidden are left out.
    """
    hits = [
        funn
        for regel in KATALOG.values()
        if _runs(regel, bok, alt=alt)
        for funn in _hits(regel, bok)
    ]
    skjult = bok.lister.skjulte_tips
    synlige = (f for f in (*lest, *hits) if f.alvor is not Alvor.TIPS or f.kode not in skjult)
    return sorted((_med_vurdering(f, bok) for f in synlige), key=workbook_order)


def workbook_order(funn: Funn) -> tuple[int, int, int, str, str]:
    """Return what sorts findings as the coordinator meets them: sheet, row, column, code."""
    return (
        _ARK_NR.get(funn.ark, len(_ARK_NR)),
        funn.rad or 0,
        funn.kolonne,
        funn.kode,
        funn.melding,
    )


def _runs(regel: Regel, bok: Kursbok, *, alt: bool) -> bool:
    if regel.sjekk is None or regel.fase not in bok.faser:
        return False
    if regel.fase is not Fase.PLANLEGGING or alt:
        return True
    return bok.påbegynt(ARK_ETTER_NAVN[regel.ark])


def _hits(regel: Regel, bok: Kursbok) -> Iterator[Funn]:
    assert regel.sjekk is not None  # noqa: S101  `_runs` saw to it
    for treff in regel.sjekk(bok):
        # One message per cause: the reader has already told that this cell can't be read.
        if treff.felt not in treff.rad.unreadable:
            yield funn_av(regel, treff, bok)


def funn_av(regel: Regel, treff: Treff, bok: Kursbok) -> Funn:
    """Return the finding for a hit: the message with its words, and the cell on its sheet."""
    ark = type(treff.rad)
    sted = bok.plassering.get(ark.ark)
    rad = (sted.rader.get(treff.felt) if sted else None) or treff.rad.rad or None
    kolonne = (sted.kolonner.get(treff.felt) if sted else None) or 0
    ord = {"nr": treff.rad, "id": treff.rad, "navn": treff.rad} | dict(treff.ord)
    if "felt" not in ord and treff.felt in columns(ark):
        ord["felt"] = bok.overskrift(ark, treff.felt)
    return Funn(
        kode=regel.kode,
        alvor=regel.alvor,
        ark=ark.ark,
        celle=f"{column_letters(kolonne)}{rad}" if rad and kolonne else None,
        rad=rad,
        id=treff.id or treff.rad.id,
        felt=treff.felt,
        melding=regel.melding.format_map({name: skriv(value) for name, value in ord.items()}),
        forslag=treff.forslag,
        kolonne=kolonne,
        avtrykk=_avtrykk(treff.rad),
    )


def _avtrykk(rad: Rad) -> str:
    values = [getattr(rad, name) for name in columns(type(rad))]
    return f"{crc32(repr((values, sorted(rad.unreadable.items()))).encode()):08x}"


def _med_vurdering(funn: Funn, bok: Kursbok) -> Funn:
    if funn.alvor is Alvor.FEIL:
        return funn
    for v in bok.vurderinger:
        same = (v.kode, v.id, v.felt or funn.felt) == (funn.kode, funn.id or "", funn.felt)
        if same and v.avtrykk == funn.avtrykk:
            return replace(funn, vurdert=v.grunn)
    return funn


def skriv(value: object) -> str:
    """Return `value` as a message or a page prints it: «17.08.2026», «10,5», «A, B og C»."""
    match value:
        case None:
            return "–"
        case bool():
            return "Ja" if value else "Nei"
        case float():
            return f"{value:g}".replace(".", ",")
        case date():
            return f"{value:%d.%m.%Y}"
        case tuple() | list():
            words = [skriv(each) for each in value]
            return " og ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
        case _:
            return str(value)


def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
