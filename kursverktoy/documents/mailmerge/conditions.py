"""The comparison of an IF, in the language of our templates."""

import re
from collections.abc import Callable, Mapping

from kursverktoy.documents.mailmerge.names import Match, StandsError
from kursverktoy.documents.shapes import Shape, Slag, Value

OPPOSITE: Mapping[str, str] = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""The operators of Word, each with the one that is true when it is not."""
TURNED: Mapping[str, str] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""What an operator becomes when its two sides change places; the others stay."""
BY_HAND = "Skriv den som {% if … %} for hånd."
TAG = re.compile(r"\{[{%#]|[}%#]\}")
_JINJA = {"=": "==", "<>": "!="}
_YES = {"ja", "j", "yes", "true", "sann", "1", "x"}
_NO = {"nei", "n", "no", "false", "usann", "0"}


def compared(one: Match, sign: str, other: Match | str) -> str:
    """Return what is true when Word would find the comparison true; raises `StandsError`."""
    if isinstance(other, Match):
        if sign not in _JINJA:
            raise StandsError(f"To felt kan bare sammenlignes som like eller ulike. {BY_HAND}")
        return f"{one.expression} {_JINJA[sign]} {other.expression}"
    literal = other.strip()
    if not literal:
        return _emptiness(one, sign)
    slag = _slag(one.shape)
    compare = _COMPARISONS.get(slag) if slag else None
    if compare is None:
        raise StandsError(f"«{one.expression}» kan her bare sammenlignes med tom. {BY_HAND}")
    return compare(one.expression, sign, literal)


def never_held(one: Match, literal: str) -> str:
    """Return a remark on a text that is not on the list its column chooses from; else nothing."""
    column = one.shape.field if isinstance(one.shape, Value) else None
    if column is None or not column.choices or not literal.strip():
        return ""
    offered = [str(value) for value in column.choices]
    if literal.strip() in offered:
        return ""
    values = ", ".join(f"«{value}»" for value in offered)
    return f"«{literal.strip()}» er ikke blant verdiene på listen: {values}."


def _slag(shape: Shape) -> Slag | None:
    return shape.slag if isinstance(shape, Value) else None


def _emptiness(one: Match, sign: str) -> str:
    if sign not in _JINJA:
        raise StandsError(f"Betingelsen kan ikke leses. {BY_HAND}")
    if _slag(one.shape) is Slag.TALL:  # 0 is not empty
        return f"{one.expression} is {'undefined' if sign == '=' else 'defined'}"
    return f"not {one.expression}" if sign == "=" else one.expression


def _as_text(expression: str, sign: str, literal: str) -> str:
    if sign not in _JINJA:
        raise StandsError(f"«{expression}» er en tekst, og verken større eller mindre. {BY_HAND}")
    if set(literal) & set("*?"):
        raise StandsError(f"«{literal}» har jokertegn. {BY_HAND}")
    # docxtpl leaves «&amp;» as it is within a tag, so that the texts would never be equal.
    if "&" in literal or TAG.search(literal) or {'"', "'"} <= set(literal):
        raise StandsError(f"«{literal}» har tegn som ikke kan stå i en tag. {BY_HAND}")
    quote = "'" if '"' in literal else '"'
    escaped = literal.replace("\\", "\\\\")
    return f"{expression} {_JINJA[sign]} {quote}{escaped}{quote}"


def _as_number(expression: str, sign: str, literal: str) -> str:
    try:
        number = float("".join(literal.split()).replace(",", "."))
    except ValueError:
        raise StandsError(
            f"«{expression}» er et tall, og det er ikke «{literal}». {BY_HAND}"
        ) from None
    if sign in _JINJA:
        return f"{expression} {_JINJA[sign]} {number:.10g}"
    return f"({expression} | default(0)) {sign} {number:.10g}"


def _as_yes_or_no(expression: str, sign: str, literal: str) -> str:
    word = literal.casefold()
    if sign not in _JINJA or word not in _YES | _NO:
        raise StandsError(f"«{expression}» er enten Ja eller Nei. {BY_HAND}")
    return expression if (word in _YES) is (sign == "=") else f"not {expression}"


_COMPARISONS: Mapping[Slag, Callable[[str, str, str], str]] = {
    Slag.TEKST: _as_text,
    Slag.TALL: _as_number,
    Slag.JA_NEI: _as_yes_or_no,
}
