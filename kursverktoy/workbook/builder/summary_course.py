"""The formulas of Sammendrag about the course: figures, goals, responsibilities, partners."""

from collections.abc import Iterator

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.lists import (
    DELTAKER,
    I_JOBB,
    OMRÅDER,
    Etteroppf,
    Fullført,
    Kandidatstatus,
    Kategori,
    Modultype,
    Målstatus,
    Oppgavestatus,
    Resultat,
)
from kursverktoy.course.schema import Rad
from kursverktoy.workbook.builder.draft import Draft, answer_name
from kursverktoy.workbook.builder.summary_areas import Area
from kursverktoy.workbook.builder.summary_people import NONE, if_any, number_of

_ACTIVE, _REACHED, _PARTLY, _NOT, _DROPPED, _SHARE, _LAST = range(2, 9)
"""The places of the counts in the parts about goals and participants."""


def mål(draft: Draft, area: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a learning goal."""
    for number, row in enumerate(range(area.first, area.last + 1), start=1):
        key = f"$A{row}"

        def at(felt: str, number: int = number) -> str:
            return f"INDEX({draft.column(Læringsmål, felt)},{number})"

        name = f'IF({at("kortnavn")}="",{at("tekst")},{at("kortnavn")})&""'
        yield [
            number_of(at("mål_id")),
            if_any(key, name),
            *_counts(draft, "mål_id", row),
            if_any(key, f'{at("kategori")}&""'),
        ]


def deltakere(draft: Draft, area: Area, people: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a participant: those with a row on Planer."""
    plans = draft.column(Plan, "kandidat_id")
    for number, row in enumerate(range(area.first, area.last + 1), start=1):
        key = f"$A{row}"
        name = f'IFERROR(INDEX({people.whole(1)},MATCH({key},{people.whole(0)},0)),"")'
        begun = _count(draft, "kandidat_id", key, Målstatus.I_GANG)
        steps = f"(3*$D{row}+2*$E{row}+{begun})/(3*$C{row})"
        yield [
            number_of(f"INDEX({plans},{number})"),
            if_any(key, name),
            *_counts(draft, "kandidat_id", row),
            if_any(key, f'IF($C{row}=0,"{NONE}",{steps})'),
        ]


def _counts(draft: Draft, felt: str, row: int) -> list[str]:
    """Return how many goals of a row count, are reached, partly, not, dropped; and the share."""
    key = f"$A{row}"
    counted = (f"<>{Målstatus.UTGÅTT}", Målstatus.OPPNÅDD, Målstatus.DELVIS_OPPNÅDD)
    return [
        *(if_any(key, _count(draft, felt, key, status)) for status in counted),
        if_any(key, f"$C{row}-$D{row}-$E{row}"),
        if_any(key, _count(draft, felt, key, Målstatus.UTGÅTT)),
        if_any(key, _share(f"$D{row}", f"$C{row}")),
    ]


def _count(draft: Draft, felt: str, key: str, status: str) -> str:
    # The number stands alone, or has the name after it: «K05 Yonas Fjelltest».
    there, statuses = draft.column(Planmål, felt), draft.column(Planmål, "status")
    return f'SUMPRODUCT(COUNTIFS({there},{key}&{{""," *"}},{statuses},"{status}"))'


def kategorier(area: Area, goals: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a category, and the sum of all goals."""
    for row, kategori in enumerate(Kategori, start=area.first):
        sums = (
            f"=SUMIFS({goals.whole(place)},{goals.whole(_LAST)},$A{row})"
            for place in (_ACTIVE, _REACHED, _PARTLY, _NOT, _DROPPED)
        )
        yield [kategori, *sums, f"={_share(f'$D{row}', f'$C{row}')}"]
    # Goals in a category of the coordinator's own, or in none, have no row but are in the sum.
    sums = (f"=SUM({goals.whole(place)})" for place in (_ACTIVE, _REACHED, _PARTLY, _NOT, _DROPPED))
    yield ["Sum", *sums, f"={_share(f'$D{area.last}', f'$C{area.last}')}"]


def kurs(draft: Draft, total: int) -> Iterator[list[str]]:
    """Yield the formulas of the course figures; `total` is the row with the sum of the goals."""
    status, done = draft.column(Kandidat, "status"), draft.column(Avslutning, "fullført")
    people, hours = _filled(draft, Kandidat), draft.column(Avslutning, "timer_gjennomført")
    closed, seats = _filled(draft, Avslutning), answer_name("antall_plasser")
    result, offered = (draft.column(Avslutning, felt) for felt in ("resultat", "etteroppf_tilbudt"))
    jobs = "{" + ",".join(f'"{r}"' for r in Resultat if r in I_JOBB) + "}"
    taking_part = "{" + ",".join(f'"{s}"' for s in Kandidatstatus if s in DELTAKER) + "}"
    in_work = f"SUMPRODUCT(COUNTIFS({result},{jobs}))"
    yield ["Kandidater vurdert", f"={people}", "", ""]
    yield ["Deltakere, av plasser", f"=SUMPRODUCT(COUNTIFS({status},{taking_part}))",
           f'=IF({seats}="","",{seats})', ""]  # fmt: skip
    for felt in Fullført:
        yield [felt, f'=COUNTIF({done},"{felt}")', f"={closed}", ""]
    yield ["Timer i snitt, av kurstimer", f'=IFERROR(AVERAGE({hours}),"{NONE}")',
           _course_hours(draft), ""]  # fmt: skip
    yield ["Mål i planene (aktive)", f"=$C${total}", "", ""]
    for label, letter in (("Oppnådd", "D"), ("Delvis oppnådd", "E"), ("Ikke nådd", "F")):
        count, active = f"${letter}${total}", f"$C${total}"
        yield [f"Mål: {label.lower()}", f"={count}", f"={active}", f"={_share(count, active)}"]
    yield ["Mål: utgått", f"=$G${total}", "", ""]
    asked = f'SUMPRODUCT(COUNTIFS({result},{jobs},{offered},"{Etteroppf.JA}"))'
    yield ["Etteroppfølging tilbudt, av dem i jobb", f"={asked}", f"={in_work}", ""]
    key, responsible, progress = (
        draft.column(Ansvar, felt) for felt in ("ansvar_id", "ansvarlig_partner_id", "status")
    )
    relevant = f'{progress},"<>{Oppgavestatus.IKKE_AKTUELT}"'
    yield ["Oppgaver med ansvarlig partner", f'=COUNTIFS({responsible},"?*",{relevant})',
           f'=COUNTIFS({key},"?*",{relevant})', ""]  # fmt: skip
    for outcome in Resultat:
        yield [f"Resultat: {outcome}", f'=COUNTIF({result},"{outcome}")', f"={closed}", ""]


def _course_hours(draft: Draft) -> str:
    """Return the formula for the hours of one participant: all modules, one specialisation."""
    hours, kinds = draft.column(Modul, "timer"), draft.column(Modul, "type")
    special = Modultype.SPESIALISERT
    longest = f'MAX(IF(({kinds}="{special}")*ISNUMBER({hours}),{hours},0))'
    return f'{{=SUMIFS({hours},{kinds},"<>{special}")+{longest}}}'


def ansvar(draft: Draft, area: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about an area of responsibility."""
    område, hvem, status, key = (
        draft.column(Ansvar, felt)
        for felt in ("område", "ansvarlig_partner_id", "status", "ansvar_id")
    )
    skipped = Oppgavestatus.IKKE_AKTUELT
    for row, (each, (gjelder, _)) in enumerate(OMRÅDER.items(), start=area.first):
        hole = f'({område}=$A{row})*({hvem}="")*({status}<>"{skipped}")'
        yield [
            each,
            gjelder,
            f"=COUNTIF({område},$A{row})",
            f'=COUNTIFS({område},$A{row},{hvem},"",{status},"<>{skipped}")',
            f'=COUNTIFS({område},$A{row},{status},"{Oppgavestatus.FERDIG}")',
            f'{{=IFERROR(INDEX({key},MATCH(1,{hole},0))&"","")}}',
        ]


def partnere(draft: Draft, area: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a partner."""
    responsible = draft.column(Ansvar, "ansvarlig_partner_id")
    helping = draft.column(Ansvar, "medvirkende_partner_id")
    parts = f'";"&SUBSTITUTE({helping}," ",";")&";"'
    for number, row in enumerate(range(area.first, area.last + 1), start=1):
        key, (nr, navn, status) = f"$A{row}", (
            f"INDEX({draft.column(Partner, felt)},{number})"
            for felt in ("partner_id", "partnernavn", "status")
        )  # fmt: skip
        yield [
            number_of(nr),
            if_any(key, f'{navn}&""'),
            if_any(key, f'SUMPRODUCT(COUNTIFS({responsible},{key}&{{""," *"}}))'),
            if_any(key, f'SUMPRODUCT(--ISNUMBER(SEARCH(";"&{key}&";",{parts})))'),
            if_any(key, f'{status}&""'),
        ]


def _filled(draft: Draft, ark: type[Rad]) -> str:
    return f'COUNTIF({draft.column(ark, ark.nøkkel[0])},"?*")'


def _share(part: str, whole: str) -> str:
    return f'IF({whole}=0,"{NONE}",{part}/{whole})'
