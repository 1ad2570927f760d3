"""What a column looks like and what it takes: width, format, drop-down and help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from math import ceil
from textwrap import wrap
from typing import Any

from kursverktoy.course.parsing import list_name
from kursverktoy.course.schema import Field, Required
from kursverktoy.course.terskler import Lister
from kursverktoy.workbook.builder.draft import choices_name, list_range, scale_range

OLDEST, NEWEST = date(1920, 1, 1), date(2099, 12, 31)
"""The dates the sheets take without asking."""
LARGEST = 1_000_000_000
MOST_HELP, MOST_TITLE = 255, 32
"""The longest message and title that Excel shows at a cell."""


class Kind(Enum):
    """What the cells of a column hold, as far as looks and drop-downs go."""

    KEY = auto()
    LIST = auto()
    REF = auto()
    MANY = auto()
    SCALE = auto()
    YES_NO = auto()
    DATE = auto()
    WHOLE = auto()
    NUMBER = auto()
    LONG = auto()
    TEXT = auto()
    FORMULA = auto()


def kind_of(field: Field) -> Kind:
    """Return what the cells of a column hold."""
    column = field.column
    told = {
        Kind.FORMULA: bool(column.formula),
        Kind.MANY: field.many,
        Kind.REF: field.is_ref,
        Kind.LIST: field.choices is not None,
        Kind.SCALE: column.scale is not None,
        Kind.KEY: column.is_key,
        Kind.LONG: column.long,
    }
    of_type = {bool: Kind.YES_NO, date: Kind.DATE, int: Kind.WHOLE, float: Kind.NUMBER}
    return next((kind for kind, true in told.items() if true), of_type.get(field.type, Kind.TEXT))


_WIDTHS: Mapping[Kind, int] = {
    Kind.KEY: 10, Kind.REF: 27, Kind.MANY: 22, Kind.SCALE: 24, Kind.YES_NO: 12, Kind.DATE: 13,
    Kind.WHOLE: 12, Kind.NUMBER: 12, Kind.LONG: 44, Kind.TEXT: 24, Kind.FORMULA: 34,
}  # fmt: skip
_HEADING_LINES, _HELP_LINES = 3, 4
_SMALL = 1.2
"""How many more letters of the small help fit in a width."""


def width_of(field: Field, lister: Lister, heading: str) -> int:
    """Return the column's width in letters: room for its values, its heading and its help."""
    kind = kind_of(field)
    if kind is Kind.LIST:
        values = lister.valg[list_name(field) or ""]
        base = min(max(map(len, values), default=0) + 4, 30)
    else:
        base = _WIDTHS[kind]
    longest_word = max(map(len, heading.split()))
    width = max(base, longest_word + 4, 9)
    while lines(heading, width - 4) > _HEADING_LINES or help_lines(field, width) > _HELP_LINES:
        width += 1
    return width


def lines(said: str, width: float) -> int:
    """Return how many lines a text takes in a cell of that width."""
    if len(said) <= width and "\n" not in said:
        return 1
    return sum(max(1, len(wrap(line, max(1, int(width))))) for line in said.split("\n"))


def help_lines(field: Field, width: float) -> int:
    """Return how many lines the help above a column takes."""
    return lines(help_text(field), width * _SMALL)


def height(count: int, line: float = 15) -> int:
    """Return the height in points of a row with `count` lines."""
    return ceil(count * line + 6)


_NUMBERS: Mapping[Kind, Mapping[str, Any]] = {
    Kind.DATE: {"num_format": "dd.mm.yyyy", "align": "left"},
    Kind.WHOLE: {"num_format": "0", "align": "left"},
    # «#,##0.##» would leave a comma behind whole numbers.
    Kind.NUMBER: {"num_format": "General", "align": "left"},
    Kind.KEY: {"num_format": "@", "bold": True},
    Kind.TEXT: {"num_format": "@"},
}


def number_format(field: Field) -> Mapping[str, Any]:
    """Return how the cells of a column show their numbers and where they stand."""
    if field.column.unit == "kr":
        return {"num_format": "#,##0", "align": "left"}
    return _NUMBERS.get(kind_of(field), {})


_HOW: Mapping[Kind, str] = {
    Kind.LIST: "Velg fra listen.",
    Kind.REF: "Velg fra listen.",
    Kind.SCALE: "Velg et trinn fra 0 til 3.",
    Kind.YES_NO: "Ja eller Nei.",
    Kind.DATE: "Dato, for eksempel 17.8.2026.",
    Kind.WHOLE: "Et helt tall.",
    Kind.NUMBER: "Et tall.",
    Kind.LONG: "Skriv kort og tydelig.",
    Kind.TEXT: "Skriv en kort tekst.",
}
SEPARATED = "Flere verdier skilles med semikolon (;)."


def help_text(field: Field) -> str:
    """Return the help above a column; never empty."""
    said = field.column.help or _HOW.get(kind_of(field), "")
    if field.many and "semikolon" not in said:
        said = f"{said} {SEPARATED}".strip()
    return said


_WHEN: Mapping[Required, str] = {
    Required.ALWAYS: "Må fylles ut.",
    Required.CONDITIONAL: "Fylles ut når det trengs.",
    Required.NEVER: "Kan stå tom.",
}


def message(field: Field, heading: str) -> Mapping[str, str]:
    """Return the help that Excel shows when the cell is chosen."""
    how = "" if field.column.help == "" else _HOW.get(kind_of(field), "")
    if kind_of(field) in (Kind.LONG, Kind.TEXT, Kind.MANY):
        how = ""
    when = "" if field.column.formula else _WHEN[field.column.required]
    said = " ".join(filter(None, (help_text(field), how, when)))
    title = heading if len(heading) <= MOST_TITLE else f"{heading[: MOST_TITLE - 1]}…"
    return {"input_title": title, "input_message": said[:MOST_HELP]}


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column, as a formula for the first of them writes them."""

    first: str
    """The first cell, relative: F6."""
    all: str
    """All of them, absolute: $F$6:$F$217."""


def validation(field: Field, heading: str, cells: Cells, *, person: bool) -> dict[str, Any]:
    """Return the data validation of a column: drop-down or limits, message, and what it refuses.

    `person` columns refuse what looks like a national identity number.
    """
    return {
        **_accepts(field, cells, person=person),
        **message(field, heading),
        "ignore_blank": True,
    }


_LISTED = "Velg en verdi fra listen. Egne verdier legger du først inn på arket Lister."
_NUMBERED = "Dette står ikke i listen. Har du skrevet bare nummeret, er det i orden: velg Ja."


def _accepts(field: Field, cells: Cells, *, person: bool) -> dict[str, Any]:
    kind = kind_of(field)
    simple: Mapping[Kind, Callable[[], dict[str, Any]]] = {
        Kind.FORMULA: lambda: _refuse("custom", "Cellen fylles ut av en formel.", value="=1=0"),
        Kind.MANY: lambda: {"validate": "list", "source": source(field), "show_error": False},
        Kind.REF: lambda: _ask("list", _NUMBERED, source=source(field)),
        Kind.DATE: _dates,
        Kind.WHOLE: lambda: _refuse("integer", _limits_said(field), **_limits(field)),
        Kind.NUMBER: lambda: _refuse("decimal", _limits_said(field), **_limits(field)),
    }
    if kind in simple:
        return simple[kind]()
    if kind in (Kind.LIST, Kind.SCALE, Kind.YES_NO):
        return _refuse("list", _LISTED, source=source(field))
    return _text(field, cells, person=person)


def _dates() -> dict[str, Any]:
    limits = {"criteria": "between", "minimum": OLDEST, "maximum": NEWEST}
    return _refuse("date", "Skriv en dato, for eksempel 17.8.2026.", **limits)


def _text(field: Field, cells: Cells, *, person: bool) -> dict[str, Any]:
    cell, column = cells.first, field.column
    if column.is_key:
        unique = f"=COUNTIF({cells.all},{cell})=1"
        return _refuse("custom", "Nummeret er brukt fra før. Velg et nytt.", value=unique)
    if person and not column.email:
        said = "Dette ser ut som et fødselsnummer eller DUF-nummer. Det skal ikke stå her."
        return _refuse("custom", said, value=f"=NOT({long_number(cell)})")
    if column.email:
        said = "En e-postadresse har én krøllalfa (@). Er dette riktig?"
        return _ask("custom", said, value=f'=ISNUMBER(FIND("@",{cell}))')
    if field.name == "orgnr":
        digits = f'SUBSTITUTE({cell}," ","")'
        said = "Et organisasjonsnummer har ni siffer. Er dette riktig?"
        return _ask("custom", said, value=f"=AND(LEN({digits})=9,ISNUMBER(-{digits}))")
    if column.max_length:
        said = f"Hold teksten på høyst {column.max_length} tegn, så får den plass. Beholde den?"
        return _ask("length", said, criteria="<=", value=column.max_length)
    return {"validate": "any"}


def long_number(cell: str) -> str:
    """Return the test that a cell has eleven digits in a row, or six, a blank and five."""
    row = "ROW($1:$400)"
    together = (
        f'SUMPRODUCT((LEN(MID({cell},{row},11))=11)*ISNUMBER(-("1"&MID({cell},{row},11)&"1")))'
    )
    apart = (
        f'SUMPRODUCT((MID({cell},ROW($7:$406),1)=" ")*(LEN(MID({cell},{row},12))=12)'
        f'*ISNUMBER(-("1"&SUBSTITUTE(MID({cell},{row},12)," ","",1)&"1")))'
    )
    return f"{together}+{apart}>0"


def source(field: Field) -> str | list[str]:
    """Return where the drop-down of a column takes its values from."""
    if field.is_ref:
        return f"={choices_name(field.column.ref)}"
    if name := list_name(field):
        return f"={list_range(name)}"
    return f"={scale_range(field.name)}" if field.column.scale else ["Ja", "Nei"]


def _limits(field: Field) -> dict[str, Any]:
    low, high = field.column.low, field.column.high
    return {
        "criteria": "between",
        "minimum": 0 if low is None else low,
        "maximum": LARGEST if high is None else high,
    }


def _limits_said(field: Field) -> str:
    low, high = field.column.low or 0, field.column.high
    what = "et helt tall" if kind_of(field) is Kind.WHOLE else "et tall"
    limits = f", minst {low:g}" if high is None else f" fra {low:g} til {high:g}"
    return f"Skriv {what}{limits.replace('.', ',')}."


def _refuse(validate: str, said: str, **rest: Any) -> dict[str, Any]:
    return {"validate": validate, "error_title": "Se en gang til", "error_message": said, **rest}


def _ask(validate: str, said: str, **rest: Any) -> dict[str, Any]:
    return _refuse(validate, said, **rest) | {"error_type": "warning"}
