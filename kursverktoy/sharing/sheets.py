"""The sheets of a delivered workbook (domene.md §6.3), from the extract of one partner."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.exchange import plain
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.parsing import list_name
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import Column, Field, Rad, Required, columns
from kursverktoy.sharing.delivery import KOMMENTAR, DeliveredRow, Verdi, new_row_ids
from kursverktoy.sharing.recipient import Mottaker
from kursverktoy.sharing.texts import Texts, texts
from kursverktoy.workbook.builder.fields import kind_of
from kursverktoy.workbook.builder.partner_book import (
    PartnerBook,
    PartnerColumn,
    PartnerFacts,
    PartnerRow,
    PartnerSheet,
    PartnerText,
)
from kursverktoy.workbook.labels import shown
from kursverktoy.workbook.lister import list_heading
from kursverktoy.workbook.tabs import LISTER

LES_MEG, OM_KURSET = "Les meg", "Om kurset"
_INPUTS = 12
"""How many open rows Innspill has."""
Rows = Mapping[type[Rad], Rad]


class _Sheet(NamedTuple):
    """What a sheet with rows is made of."""

    ark: str
    kilde: type[Rad]
    more: tuple[type[Rad], ...] = ()
    """Other sheets whose columns stand beside those of `kilde`."""
    comment: bool = False
    only_edited: bool = False


_SHEETS = (
    _Sheet("Ansvar", Ansvar, comment=True),
    _Sheet("Læringsmål", Læringsmål, comment=True),
    _Sheet("Deltakere", Kandidat, (Praksis, Plan, Kartlegging)),
    _Sheet("Vurdering", Planmål, comment=True),
    _Sheet("Innspill", Behov, only_edited=True),
)


class Ramme(NamedTuple):
    """What belongs to one delivery alone."""

    id: str
    frist: date


class Innhold(NamedTuple):
    """What stands in a workbook, and its rows and headings as they leave."""

    book: PartnerBook
    rader: tuple[DeliveredRow, ...]
    overskrifter: Mapping[str, Mapping[str, str]]


def contents(
    mottaker: Mottaker, bok: Kursbok, ramme: Ramme, taken: Collection[str] = ()
) -> Innhold:
    """Return what stands in the workbook for a partner.

    `bok` is the extract; row ids differ from those `taken`.
    """
    said = texts(mottaker.målform)
    planned = [(sheet, list(_rows(sheet, bok))) for sheet in _SHEETS]
    planned = [(sheet, rows) for sheet, rows in planned if rows]
    ids = iter(new_row_ids(sum(len(rows) for _, rows in planned), taken))
    sheets: list[PartnerSheet] = []
    delivered: list[DeliveredRow] = []
    headings: dict[str, Mapping[str, str]] = {}
    for sheet, rows in planned:
        fields = list(_columns(sheet, mottaker, said))
        named = [PartnerRow(next(ids), row) for row in rows]
        sheets.append(_partner_sheet(sheet, fields, named, said))
        delivered += [_delivered(sheet, fields, row) for row in named]
        headings[sheet.ark] = {each.felt: each.column.heading for each in fields}
    book = PartnerBook(
        id=ramme.id,
        bok=bok,
        read_me=_read_me(mottaker, bok, ramme, said),
        facts=_facts(mottaker, bok, said),
        sheets=sheets,
        lists=dict(_lists(sheets, bok)),
        lists_purpose=said.sheets[LISTER].purpose,
    )
    return Innhold(book, tuple(delivered), headings)


def _rows(sheet: _Sheet, bok: Kursbok) -> Iterator[Rows]:
    if sheet.kilde is Behov:
        yield from ({} for _ in range(_INPUTS))
    elif sheet.kilde is Kandidat:
        for kandidat in bok.kandidater:
            yield from _person(bok, kandidat)
    else:
        yield from ({sheet.kilde: rad} for rad in bok.rader(sheet.kilde))


def _person(bok: Kursbok, kandidat: Kandidat) -> Iterator[Rows]:
    """Yield what is known of a person, once for each placement."""
    own = (kandidat, bok.plan_for(kandidat.id), bok.kartlegging_av(kandidat.id))
    known: dict[type[Rad], Rad] = {type(rad): rad for rad in own if rad}
    for plass in bok.praksis_for(kandidat.id):
        yield known | {Praksis: plass}
    if not bok.praksis_for(kandidat.id):
        yield known


class _Shown(NamedTuple):
    """A column of a sheet, and what it is called in a delivery."""

    felt: str
    column: PartnerColumn


def _columns(sheet: _Sheet, mottaker: Mottaker, said: Texts) -> Iterator[_Shown]:
    målform = mottaker.målform
    sources = (sheet.kilde, *sheet.more)
    headings = [f.heading(målform) for ark in sources for f in columns(ark).values()]
    for ark in sources:
        for name, field in columns(ark).items():
            if not mottaker.åpner(ark, field) or not _belongs(sheet, ark, field):
                continue
            heading = field.heading(målform)
            if ark is not sheet.kilde and headings.count(heading) > 1:
                heading = f"{ark.ark}: {heading}"
            felt = name if ark is sheet.kilde else f"{ark.ark}.{name}"
            hint = said.hints[kind_of(field)] if field.column.partner_edits else ""
            yield _Shown(felt, PartnerColumn(heading, field, ark, hint, _listed(field)))
    if sheet.comment:
        own = Column(said.comment, long=True, required=Required.NEVER)
        remark = Field(KOMMENTAR, str, many=False, column=own)
        yield _Shown(KOMMENTAR, PartnerColumn(said.comment, remark, None, said.comment_hint))


def _belongs(sheet: _Sheet, ark: type[Rad], field: Field) -> bool:
    """Whether a column stands on the sheet: of another sheet's, not what says whose row it is."""
    if ark is sheet.kilde:
        return field.column.partner_edits or not sheet.only_edited
    return not field.column.is_key and field.name not in {"kandidat_id", "partner_id"}


def _listed(field: Field) -> str:
    if name := list_name(field):
        return list_heading(name)
    return field.column.ref


def _lists(sheets: Sequence[PartnerSheet], bok: Kursbok) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lists that open cells choose from, each once or more."""
    for column in (c for sheet in sheets for c in sheet.columns if c.editable):
        if name := list_name(column.field):
            yield column.listed, [*map(str, bok.lister.valg[name])]
        elif column.listed == Fagperson.ark:
            yield column.listed, [shown(rad) for rad in bok.fagpersoner if rad.id]


def _partner_sheet(
    sheet: _Sheet, fields: Sequence[_Shown], rows: Sequence[PartnerRow], said: Texts
) -> PartnerSheet:
    told = said.sheets[sheet.ark]
    about_people = any(c.column.ark in {Kandidat, Planmål} for c in fields)
    return PartnerSheet(
        name=sheet.ark,
        title=told.title,
        purpose=told.purpose,
        columns=[each.column for each in fields],
        rows=rows,
        step=sheet.kilde.steg,
        marking=said.duty if about_people else "",
    )


def _delivered(sheet: _Sheet, fields: Sequence[_Shown], row: PartnerRow) -> DeliveredRow:
    rad = row.rows.get(sheet.kilde)
    return DeliveredRow(
        rad_id=row.id,
        ark=sheet.ark,
        kilde=sheet.kilde.ark,
        nøkkel=tuple(getattr(rad, name) for name in sheet.kilde.nøkkel) if rad else (),
        verdier={each.felt: _value(row, each.column) for each in fields},
        redigerbar=tuple(each.felt for each in fields if each.column.editable),
    )


def _value(row: PartnerRow, column: PartnerColumn) -> Verdi:
    rad = row.rows.get(column.ark) if column.ark else None
    value = plain(getattr(rad, column.field.name), column.field) if rad else None
    return None if value == "" else value


def _facts(mottaker: Mottaker, bok: Kursbok, said: Texts) -> PartnerFacts:
    told = said.sheets[OM_KURSET]
    about: tuple[tuple[str, Rad], ...] = (
        (said.course, bok.kurs),
        (said.agreement, bok.partnere[0]),
    )
    return PartnerFacts(
        name=OM_KURSET,
        title=told.title,
        purpose=told.purpose,
        sections=[(title, rad, _filled(rad, mottaker.målform)) for title, rad in about],
    )


def _filled(rad: Rad, målform: str) -> list[tuple[str, Field]]:
    empty = rad.mangler(*columns(type(rad)))
    return [
        (field.heading(målform), field)
        for name, field in columns(type(rad)).items()
        if name not in empty
    ]


def _read_me(mottaker: Mottaker, bok: Kursbok, ramme: Ramme, said: Texts) -> PartnerText:
    told, kurs = said.sheets[LES_MEG], bok.kurs
    partner, koordinator = bok.partnere[0], bok.koordinator
    contact = (koordinator.navn, koordinator.epost) if koordinator else (str(bok.eier or ""),)
    sections = [
        (said.what, [said.what_for.format(partner=partner, kurs=kurs.kursnavn or kurs)]),
        (said.fill_in_title, said.fill_in),
        (said.privacy_title, said.privacy if mottaker.personer else ()),
        (
            said.contact_title,
            [
                said.contact.format(kontakt=", ".join(filter(None, contact))),
                said.delete.format(frist=skriv(ramme.frist)),
                said.delivery.format(id=ramme.id),
            ],
        ),
    ]
    filled = [(heading, said_there) for heading, said_there in sections if said_there]
    return PartnerText(LES_MEG, told.title, told.purpose, filled)
