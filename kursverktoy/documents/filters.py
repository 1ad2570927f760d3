"""How values are written in a document: dates, numbers, lists, and what stands for nothing.

The docstrings of the filters are Norwegian because they are printed: `templates/README.md`
shows them to the people who edit templates in Word.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import Undefined, pass_environment
from jinja2.sandbox import SandboxedEnvironment

from kursverktoy.documents import language

DASH = "–"
LINE = "_" * 24
NO_BREAK = "\u00a0"
_DATES = {"lang": "d. MMMM y", "kort": "dd.MM.y"}
FORMS = tuple(_DATES)
"""What `dato` may have in parentheses."""
_DATES_EN = {"lang": "d MMMM y", "kort": "d MMM y"}
_ORGNR_DIGITS = 9


@pass_environment
def dato(environment: SandboxedEnvironment, value: date | Undefined, form: str = "lang") -> object:
    """Dato: «1. juni 2027». Med «kort» i parentes: «01.06.2027»."""
    if isinstance(value, Undefined):
        return value
    return _date(value, form, _språk(environment))


@pass_environment
def tall(environment: SandboxedEnvironment, value: float | Undefined, desimaler: int = 0) -> object:
    """Tall: «1 234». Med antall desimaler i parentes, her 2: «1 234,50»."""
    if isinstance(value, Undefined):
        return value
    return _number(value, desimaler, _språk(environment))


@pass_environment
def kr(environment: SandboxedEnvironment, value: float | Undefined) -> object:
    """Kroner: «18 000 kr»; øre bare når beløpet har øre."""
    if isinstance(value, Undefined):
        return value
    amount = tall(environment, value, 0 if value == int(value) else 2)
    in_english = _språk(environment) == "en"
    return f"NOK{NO_BREAK}{amount}" if in_english else f"{amount}{NO_BREAK}kr"


def orgnr(value: str | Undefined) -> object:
    """Organisasjonsnummer i grupper: «700 100 014»."""
    if isinstance(value, Undefined):
        return value
    digits = "".join(value.split())
    if len(digits) != _ORGNR_DIGITS:
        return value
    return NO_BREAK.join((digits[:3], digits[3:6], digits[6:]))


@pass_environment
def og(environment: SandboxedEnvironment, values: Iterable[object]) -> object:
    """En liste som tekst: «A, B og C»."""
    if isinstance(values, Undefined):
        return values
    return language.joined([str(value) for value in values], _språk(environment))


@pass_environment
def på_språk(environment: SandboxedEnvironment, value: object) -> object:
    """Et listevalg eller et trinn på en skala, på språket i dokumentet."""
    språk = _språk(environment)
    match value:
        case str():
            return language.translated(value, språk)
        case tuple() | list():
            return tuple(på_språk(environment, each) for each in value)
        case _:
            return value


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
    each.__name__: each
    for each in (dato, tall, kr, orgnr, og, på_språk, setning, liten, strek, linje)
}
"""The filters of our own, by the name a template uses."""


def written(value: object, språk: str = "nb") -> str:
    """Return a value that was printed without a filter, as text in a language."""
    match value:
        case bool():
            return language.translated("Ja" if value else "Nei", språk)
        case date():
            return _date(value, "lang", språk)
        case float():
            return f"{value:.10g}".replace(".", "." if språk == "en" else ",")
        case tuple() | list():
            return language.joined([written(each, språk) for each in value], språk)
        case _:
            return str(value)


@lru_cache(1024)  # the days of a course come again in every document, and Babel takes its time
def _date(value: date, form: str, språk: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  slow to load; not every document needs it

    pattern = (_DATES_EN if språk == "en" else _DATES)[form]
    return str(format_date(value, pattern, locale=_locale(språk)))


@lru_cache(1024)
def _number(value: float, decimals: int, språk: str) -> str:
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415  as above

    from babel.numbers import format_decimal  # noqa: PLC0415

    # Half up, as Excel shows it; Babel alone would round 2,5 to 2.
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(exact, pattern, locale=_locale(språk)))


def _nothing(value: object) -> bool:
    return isinstance(value, Undefined) or value in (None, "", ())


def _språk(environment: SandboxedEnvironment) -> str:
    return str(environment.globals["målform"])


def _locale(språk: str) -> str:
    return language.TAGS[språk].replace("-", "_")
