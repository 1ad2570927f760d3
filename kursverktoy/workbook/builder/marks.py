"""The colours that tell what is missing or wrong, by Excel itself and with no macro."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.parsing import list_name
from kursverktoy.course.schema import Field, Rad, Required, columns
from kursverktoy.workbook.builder.draft import (
    Draft,
    answer_name,
    choices_name,
    list_range,
)
from kursverktoy.workbook.builder.fields import Kind, kind_of, long_number
from kursverktoy.workbook.finding_rows import ARK, CELLE, FUNN_NAMES, VURDERT

SLUTT_ETTER: Mapping[str, str] = {"sluttdato": "startdato", "avtale_til": "avtale_fra"}
"""A date that may not come before another on the same sheet."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A condition on a cell, and the style it is shown in."""

    formula: str
    style: str


@dataclass(frozen=True, slots=True)
class Site:
    """How a condition names the cells it needs, seen from the first row."""

    cells: Mapping[str, str]
    """Field → its cell in the first row: $F6."""
    all: Mapping[str, str]
    """Field → all its cells: $F$6:$F$217; empty on Kurs, where each field has one."""
    begun: str
    """The test that the row is in use, so that its empty cells are missing."""


def marks(ark: type[Rad], field: Field, site: Site) -> Iterator[Mark]:
    """Yield the conditions for a column, the gravest first."""
    cell = site.cells[field.name]
    if _holds_text(field) and ark is Kandidat:
        yield Mark(f"={long_number(cell)}", "danger")
    if wrong := _wrong(field, cell):
        yield Mark(f"=AND(LEN({cell})>0,{wrong})", "wrong")
    if start := site.cells.get(SLUTT_ETTER.get(field.name, "")):
        yield Mark(f"=AND(ISNUMBER({cell}),ISNUMBER({start}),{cell}<{start})", "wrong")
    if site.all and field.name == ark.nøkkel[-1]:
        yield Mark(f"=AND(LEN({cell})>0,{_repeated(ark, site)}>1)", "wrong")
    if field.column.required is Required.ALWAYS and not field.column.formula:
        yield Mark(f"=AND(LEN({cell})=0,{site.begun})", "missing")


def mark_found(
    draft: Draft, sheet: Worksheet, ark: type[Rad], place: tuple[int, int, int, int]
) -> None:
    """Draw a box around the cells in `place` that a finding on Funn is about, unless acknowledged.

    The condition reads Funn itself, so a finding that is gone takes its mark along, and nothing
    the coordinator has painted is ever touched. It comes before the colours and ends nothing.
    """
    rule = {"type": "formula", "criteria": f"={is_found(ark)}", "format": draft.style("found")}
    sheet.conditional_format(*place, rule)


def is_found(ark: type[Rad], celle: str = "ADDRESS(ROW(),COLUMN(),4)") -> str:
    """Return the test that a finding on Funn is about a cell of a sheet, and not acknowledged.

    `celle` is a formula for the address of the cell; that of the cell that asks unless given.
    """
    cell, sheet_name, seen = (FUNN_NAMES[each] for each in (CELLE, ARK, VURDERT))
    return f'COUNTIFS({sheet_name},"{ark.ark}",{cell},{celle},{seen},"")>0'


def begun(ark: type[Rad], cells: Mapping[str, str]) -> str:
    """Return the test that a row of a table is in use: something is written that is not prefilled.

    What the tool has filled beforehand counts only when the course has a name.
    """
    key, named = cells[ark.nøkkel[0]], f'{answer_name("kursnavn")}<>""'
    own = [cells[name] for name, field in columns(ark).items() if not field.column.prefilled]
    written = "&".join(own)
    prefilled = columns(ark)[ark.nøkkel[0]].column.prefilled
    return f"OR(LEN({written})>0,AND(LEN({key})>0,{named}))" if prefilled else f"LEN({written})>0"


def _holds_text(field: Field) -> bool:
    return kind_of(field) in (Kind.KEY, Kind.TEXT, Kind.LONG)


def _wrong(field: Field, cell: str) -> str:
    """Return the test that a cell that is not empty says something wrong; "" for free text."""
    tests: Mapping[Kind, Callable[[Field, str], str]] = {
        Kind.MANY: _some_unknown,
        Kind.REF: _unknown,
        Kind.LIST: _not_listed,
        Kind.SCALE: _off_scale,
        Kind.YES_NO: lambda _, at: f'AND(TRIM({at})<>"Ja",TRIM({at})<>"Nei")',
        Kind.DATE: lambda _, at: f"NOT(ISNUMBER({at}))",
        Kind.WHOLE: _out_of_range,
        Kind.NUMBER: _out_of_range,
    }
    test = tests.get(kind_of(field))
    if test:
        return test(field, cell)
    return _bad_orgnr(cell) if field.name == "orgnr" else ""


def _unknown(field: Field, cell: str) -> str:
    choices = choices_name(field.column.ref)
    key = f'LEFT({cell},FIND(" ",{cell}&" ")-1)'
    return f'COUNTIF({choices},{key})+COUNTIF({choices},{key}&" *")=0'


def _not_listed(field: Field, cell: str) -> str:
    return f"SUMPRODUCT(--({list_range(list_name(field) or '')}=TRIM({cell})))=0"


def _off_scale(_: Field, cell: str) -> str:
    first = f'ISERROR(FIND(LEFT(TRIM({cell}),1),"0123"))'
    return f"OR({first},ISNUMBER(-MID(TRIM({cell}),2,1)))"


def _out_of_range(field: Field, cell: str) -> str:
    low, high = field.column.low, field.column.high
    tests = [f"NOT(ISNUMBER({cell}))"]
    tests += [f"{cell}<{low:g}"] if low is not None else []
    tests += [f"{cell}>{high:g}"] if high is not None else []
    return f"OR({','.join(tests)})"


def _some_unknown(field: Field, cell: str) -> str:
    """Return the test that fewer values are known than the cell has parts."""
    lines = f'SUBSTITUTE(SUBSTITUTE({cell},CHAR(10),";"),"; ",";")'
    parts = f'LEN({lines})-LEN(SUBSTITUTE({lines},";",""))+1-(RIGHT({lines})=";")'
    if field.is_ref:
        choices = choices_name(field.column.ref)
        known = f'LEFT({choices},FIND(" ",{choices}&" ")-1)'
        # A label picked from the list has the name after a blank: «P06 Sentralkjøkkenet;P07».
        lines = f'SUBSTITUTE({lines}," ",";")'
    else:
        known = list_range(list_name(field) or "")
    return f'SUMPRODUCT(({known}<>"")*ISNUMBER(SEARCH(";"&{known}&";",";"&{lines}&";")))<{parts}'


def _bad_orgnr(cell: str) -> str:
    digits = f'SUBSTITUTE({cell}," ","")'
    weighed = "+".join(
        f"{w}*MID({digits},{n},1)" for n, w in enumerate((3, 2, 7, 6, 5, 4, 3, 2), 1)
    )
    return f"IFERROR(OR(LEN({digits})<>9,MOD({weighed}+MID({digits},9,1),11)<>0),1=1)"


def _repeated(ark: type[Rad], site: Site) -> str:
    """Return how many rows have the row's key; a number and its label are the same key."""
    same = "*".join(
        f'(LEFT({site.all[name]}&" ",FIND(" ",{site.all[name]}&" "))'
        f'=LEFT({site.cells[name]}&" ",FIND(" ",{site.cells[name]}&" ")))'
        for name in ark.nøkkel
    )
    return f"SUMPRODUCT(--({same}))" if len(ark.nøkkel) == 1 else f"SUMPRODUCT({same})"
