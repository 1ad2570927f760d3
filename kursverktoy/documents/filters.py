"""How values are written in a document: dates, numbers, lists, and what stands for nothing.

The docstrings of the filters are Norwegian because they are printed: `templates/README.md`
shows them to the people who edit templates in Word.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Undefined, pass_environment
from jinja2.sandbox import SandboxedEnvironment

from kursverktoy.course.regler import skriv

DASH = "–"
LINE = "_" * 24
NO_BREAK = "\u00a0"
_DATES = {"lang": "d. MMMM y", "kort": "dd.MM.y"}
_ORGNR_DIGITS = 9


@pass_environment
def dato(environment: SandboxedEnvironment, value: date | Undefined, form: str = "lang") -> object:
    """Dato: «1. juni 2027». Med «kort» i parentes: «01.06.2027»."""
    if isinstance(value, Undefined):
        return value
    return format_date(value, _DATES[form], locale=_locale(environment))


@pass_environment
def tall(environment: SandboxedEnvironment, value: float | Undefined, desimaler: int = 0) -> object:
    """Tall: «1 234». Med antall desimaler i parentes, her 2: «1 234,50»."""
    if isinstance(value, Undefined):
        return value
    # Half up, as Excel shows it; Babel alone would round 2,5 to 2.
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-desimaler), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * desimaler if desimaler else "")
    return format_decimal(exact, pattern, locale=_locale(environment))


@pass_environment
def kr(environment: SandboxedEnvironment, value: float | Undefined) -> object:
    """Kroner: «18 000 kr»; øre bare når beløpet har øre."""
    if isinstance(value, Undefined):
        return value
    return f"{tall(environment, value, 0 if value == int(value) else 2)}{NO_BREAK}kr"


def orgnr(value: str | Undefined) -> object:
    """Organisasjonsnummer i grupper: «700 100 014»."""
    if isinstance(value, Undefined):
        return value
    digits = "".join(value.split())
    if len(digits) != _ORGNR_DIGITS:
        return value
    return NO_BREAK.join((digits[:3], digits[3:6], digits[6:]))


def og(values: Iterable[object]) -> object:
    """En liste som tekst: «A, B og C»."""
    return values if isinstance(values, Undefined) else skriv([str(value) for value in values])


def setning(value: str | Undefined) -> object:
    """Teksten med stor forbokstav og punktum til slutt."""
    if isinstance(value, Undefined):
        return value
    return value[:1].upper() + value[1:] + ("" if value[-1:] in (*".!?:", "") else ".")


def liten(value: str | Undefined) -> object:
    """Teksten med liten forbokstav, til bruk inne i en setning."""
    return value if isinstance(value, Undefined) else value[:1].lower() + value[1:]


def strek(value: object) -> object:
    """«–» når cellen er tom. Da blir dokumentet laget likevel."""
    return DASH if _nothing(value) else value


def linje(value: object) -> object:
    """En linje å skrive på for hånd når cellen er tom. Da blir dokumentet laget likevel."""
    return LINE if _nothing(value) else value


FILTERS: Mapping[str, Callable[..., Any]] = {
    each.__name__: each for each in (dato, tall, kr, orgnr, og, setning, liten, strek, linje)
}
"""The filters of our own, by the name a template uses."""


def written(value: object) -> str:
    """Return a value that was printed without a filter, as Norwegian text."""
    match value:
        case bool():
            return "Ja" if value else "Nei"
        case date():
            return str(format_date(value, _DATES["lang"], locale="nb"))
        case float():
            return f"{value:.10g}".replace(".", ",")
        case tuple() | list():
            return skriv([written(each) for each in value])
        case _:
            return str(value)


def _nothing(value: object) -> bool:
    return isinstance(value, Undefined) or value in (None, "", ())


def _locale(environment: SandboxedEnvironment) -> str:
    return str(environment.globals["målform"])
