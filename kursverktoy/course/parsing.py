"""What one cell means as one column of the course."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from kursverktoy.course.cells import PARSERS, Raw, UnreadableError, key, text
from kursverktoy.course.lists import LISTER
from kursverktoy.course.schema import Field

Parser = Callable[[Raw], object]
"""From a cell that is not empty to its value; raises `UnreadableError`."""

_LIST_NAMES: Mapping[type[StrEnum], str] = {kind: name for name, kind in LISTER.items()}
_YES = frozenset({"ja", "j", "x", "true", "sann", "sant"})
_NO = frozenset({"nei", "n", "false", "usann"})
_STEP = re.compile(r"([0-9])(\s*[–—-].*|\s*)")
_MARK = re.compile(r"[^\s,;:–—]+")


def list_name(field: Field) -> str | None:
    """Return the name on Lister of the list a column chooses from."""
    return _LIST_NAMES.get(field.choices) if field.choices else None


def parser(
    field: Field, valg: Mapping[str, tuple[str, ...]], keys: Mapping[str, Mapping[str, str]]
) -> Parser:
    """Return how to read a cell of `field`.

    `valg` is what the lists on Lister offer; `keys` has, for each sheet, its row keys by
    `cells.key`, so that «p07 Blåklokka Kantiner AS» is read as P07.
    """
    one = _single(field, valg, keys)
    return _remembering(_many(one) if field.many else one)


def _remembering(parse: Parser) -> Parser:
    """Return `parse` with a memory: a course repeats the same few values in every column."""
    known: dict[str, object] = {}

    def read(raw: Raw) -> object:
        if not isinstance(raw, str):
            return parse(raw)
        if raw not in known:
            known[raw] = parse(raw)
        return known[raw]

    return read


def _single(
    field: Field, valg: Mapping[str, tuple[str, ...]], keys: Mapping[str, Mapping[str, str]]
) -> Parser:
    if name := list_name(field):
        return _choice(valg[name])
    if field.is_ref:
        return _reference(keys.get(field.column.ref, {}))
    if field.column.scale:
        return _scale(field.column.scale)
    if field.type is bool:
        return _yes_no
    if field.type is str and not field.column.long:
        return text
    return PARSERS[field.type]


def _many(one: Parser) -> Parser:
    def read(raw: Raw) -> tuple[object, ...]:
        written = raw.replace("\n", ";") if isinstance(raw, str) else text(raw)
        parts = [part for part in map(str.strip, written.split(";")) if part]
        if len(parts) == 1 and "," in parts[0]:
            try:
                return _unique(map(one, filter(None, map(str.strip, parts[0].split(",")))))
            except UnreadableError:
                pass  # a comma inside one value, as in a list value or a partner's name
        return _unique(map(one, parts))

    return read


def _unique(values: Iterable[object]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(values))


def _choice(offered: tuple[str, ...]) -> Parser:
    by_key = {key(value): value for value in offered}

    def read(raw: Raw) -> str:
        found = by_key.get(key(raw))
        if found is None:
            raise UnreadableError("en verdi fra listen")
        return found

    return read


def _reference(known: Mapping[str, str]) -> Parser:
    def read(raw: Raw) -> str:
        written = text(raw)
        if found := known.get(written.casefold()):
            return found
        mark = _MARK.match(written)
        if mark is None:
            return written
        # An unknown number is kept as it is: X-03 tells, and nothing is lost.
        return known.get(mark[0].casefold()) or (mark[0] if _looks_like_key(mark[0]) else written)

    return read


def _looks_like_key(mark: str) -> bool:
    return mark[:1].isalpha() and any(map(str.isdigit, mark))


def _scale(anchors: tuple[str, ...]) -> Parser:
    by_key = {key(anchor): step for step, anchor in enumerate(anchors)}

    def read(raw: Raw) -> int:
        written = text(raw)
        if (found := _STEP.fullmatch(written)) and int(found[1]) < len(anchors):
            return int(found[1])
        if key(written) in by_key:
            return by_key[key(written)]
        raise UnreadableError("et tall fra 0 til 3")

    return read


def _yes_no(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    written = key(raw)
    if written in _YES:
        return True
    if written in _NO:
        return False
    raise UnreadableError("Ja eller Nei")


def nearest(written: str, offered: Iterable[str]) -> str | None:
    """Return the one of `offered` that is spelt most like `written`, if any is close."""
    from difflib import get_close_matches  # noqa: PLC0415  only needed when something is wrong

    by_key = {key(value): value for value in offered}
    close = get_close_matches(key(written), by_key, n=1, cutoff=0.6)
    return by_key[close[0]] if close else None
