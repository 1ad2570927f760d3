"""The switches of a merge field: capitals, dates, numbers, and texts that come and go with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kursverktoy.documents.mailmerge.fields import Token
from kursverktoy.documents.mailmerge.names import StandsError
from kursverktoy.documents.shapes import Many, Shape, Slag, Value

_CORE = re.compile(r"[#0](?:[#0\s.,]*[#0])?")
"""The part of a number format that is about the digits."""
_DECIMALS = re.compile(r"[.,]([#0]+)$")
_THOUSANDS = "##0"
_DATES = {"d. mmmm yyyy": "dato", "dd.mm.yyyy": 'dato("kort")'}
_KEPT_ANYWAY = {"mergeformat", "charformat"}


@dataclass(frozen=True, slots=True)
class Said:
    """A value as an expression, and the text that stands around it."""

    expression: str
    shape: Shape
    before: str = ""
    after: str = ""
    only_if: str = ""
    """The expression that must be true for anything to stand there."""
    remarks: tuple[str, ...] = ()

    @property
    def slag(self) -> Slag | None:
        """What kind of single value it is, if it is one."""
        return self.shape.slag if isinstance(self.shape, Value) else None

    @property
    def tag(self) -> str:
        """The value as it stands in a template."""
        shown = f"{self.before}{{{{ {self.expression} }}}}{self.after}"
        return f"{{% if {self.only_if} %}}{shown}{{% endif %}}" if self.only_if else shown

    def through(self, filter: str, *remarks: str) -> "Said":
        """Return the value through a filter."""
        expression = f"{self.expression} | {filter}"
        return replace(self, expression=expression, remarks=(*self.remarks, *remarks))

    def remark(self, text: str) -> "Said":
        """Return the same with something to say about it."""
        return replace(self, remarks=(*self.remarks, text))


def written(expression: str, shape: Shape, switches: Sequence[Token]) -> Said:
    """Return a value with the switches of its field; raises `StandsError`."""
    said = Said(expression, shape)
    for switch, given in _switches(switches):
        said = _SWITCHES.get(switch, _unknown)(said, given)
    if said.slag is Slag.DATO and " | dato" not in said.expression:
        return said.through("dato")
    return said.through("og") if isinstance(shape, Many) else said


def _switches(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Return each switch with what is given to it."""
    found: list[tuple[str, str]] = []
    for token in tokens:
        text = token.text
        if text is None:
            raise StandsError("Formatet er selv et felt. Sett inn en tag i stedet.")
        if token.is_switch:
            found.append((text[:2].lower(), text[2:]))
        elif found:
            switch, given = found[-1]
            found[-1] = (switch, f"{given} {text}" if given else text)
    return found


def _capitals(said: Said, given: str) -> Said:
    how = given.strip().lower()
    if how in _KEPT_ANYWAY:
        return said
    if how == "firstcap":
        whole = f"({said.expression})" if " " in said.expression else said.expression
        return replace(said, expression=f"({whole}[:1] | upper) ~ {whole}[1:]")
    if how in ("upper", "lower"):
        return said.through(how)
    if how == "caps":
        return said.through("title", "Ord med store bokstaver får små: «NAV» blir «Nav».")
    return _unknown(said, given)


def _date(said: Said, given: str) -> Said:
    if said.slag is not Slag.DATO:
        return said.remark(f"Datoformatet «{given}» er tatt bort, for verdien er ingen dato.")
    known = _DATES.get(given.lower())
    if known:
        return said.through(known)
    return said.through("dato", f"Datoen blir skrevet «1. juni 2027», og ikke som «{given}».")


def _number(said: Said, given: str) -> Said:
    positive, _, negative = given.partition(";")
    core = _CORE.search(positive)
    if said.slag is not Slag.TALL or core is None:
        return said.remark(f"Tallformatet «{given}» er tatt bort, for verdien er ikke et tall.")
    decimals = _DECIMALS.search(core[0])
    count = len(decimals[1]) if decimals and decimals[1] != _THOUSANDS else 0
    before, after = positive[: core.start()], positive[core.end() :]
    said = replace(
        said.through(f"tall({count})" if count else "tall"),
        before=said.before + before.replace("'", ""),
        after=after.replace("'", "") + said.after,
    )
    return said.remark("Formatet for negative tall er tatt bort.") if negative else said


def _before(said: Said, given: str) -> Said:
    return replace(said, before=given + said.before, only_if=_there(said))


def _after(said: Said, given: str) -> Said:
    return replace(said, after=said.after + given, only_if=_there(said))


def _there(said: Said) -> str:
    if said.only_if:
        return said.only_if
    plain = said.expression.partition(" | ")[0]
    return f"{plain} is defined" if said.slag is Slag.TALL else plain  # 0 is there too


def _unknown(said: Said, given: str) -> Said:
    return said.remark(f"Formatet «{given}» er tatt bort: malene våre har ikke noe slikt.")


_SWITCHES: Mapping[str, Callable[[Said, str], Said]] = {
    "\\*": _capitals,
    "\\@": _date,
    "\\#": _number,
    "\\b": _before,
    "\\f": _after,
}
