"""Every rule of the course, and what happens when they are run.

The modules below hold one small function for each rule; importing them fills the catalogue.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from zlib import crc32

from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.funn import KATALOG, Alvor, Fase, Funn, Regel
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok, Tallcelle
from kursverktoy.course.regler import (  # noqa: F401  they enter themselves in the catalogue
    ansvar,
    avslutning,
    behov,
    deling,
    dokumenter,
    fagpersoner,
    fortrolig,
    gruppe,
    kandidater,
    kartlegging,
    kurs,
    laeringsmaal,
    lesing,
    moduler,
    oppfoelging,
    partnere,
    planer,
    planmaal,
    praksis,
    struktur,
    tvers,
)
from kursverktoy.course.schema import Rad, Treff, columns

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""«K05 Yonas F.» may end a sentence."""
_LENGST = 200
"""So many letters of a name or a number are enough to know it by."""
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
    vurdert = (_med_vurdering(f, bok) for f in synlige)
    return sorted(map(_uten_nummer, vurdert) if bok.tallceller else vurdert, key=workbook_order)


def _uten_nummer(funn: Funn) -> Funn:
    """Return `funn` without any identity number that its words repeat from a cell."""
    return replace(
        funn,
        melding=tvers.uten_nummer(funn.melding),
        id=funn.id and tvers.uten_nummer(funn.id),
        forslag=funn.forslag and tvers.uten_nummer(funn.forslag),
    )


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
    if alt or regel.ark not in ARK_ETTER_NAVN:
        return True
    if regel.fase is Fase.PLANLEGGING:
        return bok.påbegynt(ARK_ETTER_NAVN[regel.ark])
    return not bok.tom  # a new workbook is quiet


def _hits(regel: Regel, bok: Kursbok) -> Iterator[Funn]:
    assert regel.sjekk is not None  # noqa: S101  `_runs` saw to it
    for treff in regel.sjekk(bok):
        if isinstance(treff, Tallcelle):
            yield _funn_i_celle(regel, treff)
        # One message per cause: the reader has already told that this cell can't be read.
        elif treff.felt not in treff.rad.unreadable:
            yield funn_av(regel, treff, bok)


def _funn_i_celle(regel: Regel, celle: Tallcelle) -> Funn:
    adresse = f"{column_letters(celle.kolonne)}{celle.rad}"
    return Funn(
        kode=regel.kode,
        alvor=regel.alvor,
        ark=celle.ark,
        celle=adresse,
        rad=celle.rad,
        id=None,
        felt=None,
        melding=regel.melding.format(celle=adresse),
        kolonne=celle.kolonne,
    )


def funn_av(regel: Regel, treff: Treff, bok: Kursbok) -> Funn:
    """Return the finding for a hit: the message with its words, and the cell on its sheet."""
    ark = type(treff.rad)
    sted = bok.plassering.get(ark.ark)
    rad = (sted.rader.get(treff.felt) if sted else None) or treff.rad.rad or None
    kolonne = (sted.kolonner.get(treff.felt) if sted else None) or 0
    celle = f"{column_letters(kolonne)}{rad}" if rad and kolonne else None
    id = treff.id or treff.rad.id
    words = _words(treff, bok) | {"celle": celle or f"{ark.ark}, rad {rad}"} | dict(treff.ord)
    melding = treff.melding or regel.melding
    melding = melding.format_map({name: skriv(_kort(value)) for name, value in words.items()})
    return Funn(
        kode=regel.kode,
        alvor=regel.alvor,
        ark=ark.ark,
        celle=celle,
        rad=rad,
        id=skriv(_kort(id)) if id else None,
        felt=treff.felt,
        melding=_TWO_STOPS.sub(".", melding),
        forslag=skriv(_kort(treff.forslag)) if treff.forslag else None,
        kolonne=kolonne,
        avtrykk=_avtrykk(treff.rad),
    )


def _words(treff: Treff, bok: Kursbok) -> dict[str, object]:
    """Return the words every message may use: how a row, its candidate and a column are called."""
    rad = treff.rad
    om = bok.kandidat(getattr(rad, "kandidat_id", None)) or rad
    nr: object = om if rad.id == om.id else rad  # a candidate's only row is called like the person
    if isinstance(rad, Planmål) and (mål := bok.mål(rad.mål_id)):
        nr = f"{rad.kandidat_id} {mål}"
    words = {"nr": nr, "id": nr, "navn": om}
    if treff.felt in columns(type(rad)):
        words["felt"] = bok.overskrift(type(rad), treff.felt)
    return words


def _kort(word: object) -> object:
    """Return `word` with each text short enough for a sentence; a cell has room for a book."""
    if isinstance(word, tuple | list):
        return [_kort(each) for each in word]
    if isinstance(word, str | Rad) and len(str(word)) > _LENGST:
        return f"{str(word)[: _LENGST - 1]}…"
    return word


def _avtrykk(rad: Rad) -> str:
    """Return a fingerprint of what has been typed in a row; formulas only follow from it."""
    typed = [name for name, field in columns(type(rad)).items() if not field.column.formula]
    unreadable = [(name, rad.unreadable[name]) for name in typed if name in rad.unreadable]
    values = [getattr(rad, name) for name in typed]
    return f"{crc32(repr((values, unreadable)).encode()):08x}"


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
