"""The formulas of Sammendrag about candidates: the overall view, Norwegian and medians."""

from collections.abc import Iterable, Iterator, Mapping

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.lists import FÅR_PLASS, IKKE_PLASS, Kandidatstatus, Realistisk
from kursverktoy.course.parsing import list_name
from kursverktoy.course.schema import columns
from kursverktoy.course.vurdering import NORSK, PUNKTER, SKALAER, Grunnlag, Samlet, Språk
from kursverktoy.workbook.builder.draft import Draft, answer_name, list_range, threshold_name
from kursverktoy.workbook.builder.lists_sheet import LEVELS
from kursverktoy.workbook.builder.summary_areas import Area

NONE = "–"
"""What stands where there is nothing to count."""
_FACTORS = (*SKALAER, *NORSK.values(), "norsk_progresjon_realistisk", "rammer_avklart")
_AT: Mapping[str, int] = {name: 2 + number for number, name in enumerate(_FACTORS)}
"""Column on Kartlegging → its place among the columns of the part."""
_DONE = 2 + len(_FACTORS)
_GROUNDS, _LANGUAGE, _OVERALL, STATUS, _ROW = range(_DONE + 1, _DONE + 6)
_EXPERIENCE = ("forkunnskaper", "arbeidserfaring", "utdanning_sertifikat")


def kandidater(draft: Draft, area: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a candidate."""
    for number, row in enumerate(range(area.first, area.last + 1), start=1):
        at = {place: f"${area.letter(place)}{row}" for place in range(len(area.columns))}
        yield [
            number_of(f"INDEX({draft.column(Kandidat, 'kandidat_id')},{number})"),
            _name(draft, at[0], number),
            *(_factor(draft, name, at[_ROW]) for name in _FACTORS),
            if_any(at[0], _filled(at)),
            if_any(at[0], f'IF({at[_DONE]}<{len(PUNKTER)},"{NONE}",{_grounds(at)})'),
            if_any(at[0], f'IF({at[_DONE]}<{len(PUNKTER)},"{NONE}",{_language(at)})'),
            if_any(at[0], _overall(at)),
            if_any(at[0], f'INDEX({draft.column(Kandidat, "status")},{number})&""'),
            "{" + if_any(at[0], _row_on_kartlegging(draft, at[0])) + "}",
        ]


def number_of(cell: str) -> str:
    """Return the formula for the number in a cell that may have a name after it."""
    return f'=IFERROR(LEFT({cell},FIND(" ",{cell}&" ")-1),"")'


def if_any(cell: str, formula: str) -> str:
    """Return the formula that leaves a row without a number empty."""
    return f'=IF({cell}="","",{formula})'


def _name(draft: Draft, key: str, number: int) -> str:
    first, last = (
        f"INDEX({draft.column(Kandidat, felt)},{number})" for felt in ("fornavn", "etternavn")
    )
    return if_any(key, f'TRIM({first}&" "&LEFT({last},1)&IF({last}="","","."))')


def _row_on_kartlegging(draft: Draft, key: str) -> str:
    there = draft.column(Kartlegging, "kandidat_id")
    return f'IFERROR(MATCH({key}&" ",LEFT({there}&" ",FIND(" ",{there}&" ")),0),"")'


def _factor(draft: Draft, name: str, row: str) -> str:
    field = columns(Kartlegging)[name]
    cell = f"TRIM(INDEX({draft.column(Kartlegging, name)},{row}))"
    if field.column.scale:
        return f'=IFERROR(MATCH(LEFT({cell},1),{{"0","1","2","3"}},0)-1,"")'
    if listed := list_name(field):
        offered = list_range(listed)
        return f'=IFERROR(INDEX({offered},MATCH({cell},{offered},0)),"")'
    return f'=IFERROR(IF(OR({cell}="Ja",{cell}="Nei"),{cell},""),"")'


def _filled(at: Mapping[int, str]) -> str:
    first, last = at[_AT[SKALAER[0]]], at[_AT[SKALAER[-1]]]
    texts = f"{at[_AT[SKALAER[-1]] + 1]}:{at[_DONE - 1]}"
    return f'COUNT({first}:{last})+COUNTIF({texts},"?*")'


def _grounds(at: Mapping[int, str]) -> str:
    def least(cell: str, felt: str) -> str:
        return f"{cell}>={threshold_name(felt)}"

    experience = f"MAX({','.join(at[_AT[name]] for name in _EXPERIENCE)})"
    driven = least(at[_AT["drivkrefter"]], "drivkrefter_minst")
    interested = least(at[_AT["interesse"]], "interesse_minst")
    clear = f"AND({interested},OR({least(experience, 'erfaring_minst')},{driven}))"
    return f'IF({clear},"{Grunnlag.TYDELIG}","{Grunnlag.UAVKLART}")'


def _language(at: Mapping[int, str]) -> str:
    gaps = "+".join(
        f"(IFERROR(MATCH({answer_name(f'ønsket_start_{ferdighet.value.lower()}')},{LEVELS},0),0)"
        f">IFERROR(MATCH({at[_AT[felt]]},{LEVELS},0),99))"
        for ferdighet, felt in NORSK.items()
    )
    says = at[_AT["norsk_progresjon_realistisk"]]
    realistic = f'OR({says}="{Realistisk.JA}",{says}="{Realistisk.JA_MED_STØTTE}")'
    below = (
        f'IF({realistic},"{Språk.REALISTISK}",'
        f'IF({says}="{Realistisk.NEI}","{Språk.IKKE_NÅ}","{Språk.UAVKLART}"))'
    )
    return f'IF({gaps}=0,"{Språk.PÅ_NIVÅ}",{below})'


def _overall(at: Mapping[int, str]) -> str:
    clear = f'{at[_GROUNDS]}="{Grunnlag.TYDELIG}"'
    return (
        f'IF({at[_DONE]}<{len(PUNKTER)},"{Samlet.MANGLER}",'
        f'IF(AND({clear},{at[_LANGUAGE]}="{Språk.PÅ_NIVÅ}"),"{Samlet.GODT}",'
        f'IF(AND({clear},{at[_LANGUAGE]}="{Språk.REALISTISK}"),"{Samlet.SPRÅKSTØTTE}",'
        f'"{Samlet.DRØFTES}")))'
    )


def norsk(area: Area, people: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a skill in Norwegian, for those with a place."""
    levels = range(1, len(area.columns) - 3)
    lowest, highest = area.letter(levels[-1] + 1), area.letter(levels[-1] + 2)
    first, last = area.letter(levels[0]), area.letter(levels[-1])
    heads = f"${first}${area.header}:${last}${area.header}"
    for row, (ferdighet, felt) in enumerate(NORSK.items(), start=area.first):
        counts = f"${first}{row}:${last}{row}"
        low = f'=IFERROR(INDEX({heads},MATCH(1,({counts}>0)*1,0)),"{NONE}")'
        high = f'=IFERROR(LOOKUP(2,1/({counts}>0),{heads}),"{NONE}")'
        low_at, high_at = (f"MATCH(${letter}{row},{heads},0)" for letter in (lowest, highest))
        spread = f'=IFERROR({high_at}-{low_at},"{NONE}")'
        yield [
            ferdighet,
            *(_people_at(area.letter(level), area.header, people, felt) for level in levels),
            f"{{{low}}}",
            f"{{{high}}}",
            spread,
        ]


def _people_at(letter: str, header: int, people: Area, felt: str) -> str:
    level, there = f"{letter}${header}", people.whole(_AT[felt])
    return f"=SUMPRODUCT(COUNTIFS({there},{level},{people.whole(STATUS)},{_any_of(FÅR_PLASS)}))"


def faktorer(people: Area) -> Iterator[list[str]]:
    """Yield the formulas of each row about a factor: medians with and without a place."""
    for name in (*SKALAER, *NORSK.values()):
        there = people.whole(_AT[name])
        steps = there if name in SKALAER else f"MATCH({there},{LEVELS},0)-1"
        yield [
            columns(Kartlegging)[name].heading(),
            *(_median(steps, people.whole(STATUS), group) for group in (FÅR_PLASS, IKKE_PLASS)),
        ]


def _median(steps: str, status: str, group: frozenset[Kandidatstatus]) -> str:
    chosen = f"ISNUMBER({steps})*ISNUMBER(MATCH({status},{_any_of(group)},0))"
    return f'{{=IFERROR(MEDIAN(IF({chosen},{steps})),"{NONE}")}}'


def _any_of(group: Iterable[str]) -> str:
    chosen = frozenset(group)
    return "{" + ",".join(f'"{status}"' for status in Kandidatstatus if status in chosen) + "}"
