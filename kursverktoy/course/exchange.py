"""The exchange format: a course as JSON, in the shape of `workbooks/eksempelkurs.json`.

Empty cells are "" (text, lists, dates, references, yes/no) or null (numbers). What could not
be read is kept as the text of the cell, so that nothing is lost on the way. «lister» has what
the coordinator has changed on the sheet Lister, «vurderinger» what she has acknowledged on
Funn; each is there only when there is something to tell. Other keys are the sender's own.
"""

from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import date
from itertools import zip_longest
from typing import Any

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.course.terskler import Lister, Terskler, thresholds
from kursverktoy.errors import KursverktoyError

VERSION = 1
"""The version of the format; a file without one is read as version 1."""
_VURDERING = ("kode", "gjelder", "felt", "sett_og_vurdert", "avtrykk")
"""The columns of Funn an acknowledgement is made of, in the order of `Vurdering`."""


def to_data(bok: Kursbok) -> dict[str, Any]:
    """Return the course as plain data for JSON: `kurs` as an object, each sheet as a list."""
    data: dict[str, Any] = {"versjon": VERSION}
    for ark in ARK:
        rows = [_row(rad) for rad in bok.rader(ark)]
        data[ark.navn_i_bok] = rows[0] if ark is Kurs else rows
    if lister := _lister(bok.lister):
        data["lister"] = lister
    if bok.vurderinger:
        data["vurderinger"] = [dict(zip(_VURDERING, astuple(v), strict=True))
                               for v in bok.vurderinger]  # fmt: skip
    return data


def _row(rad: Rad) -> dict[str, Any]:
    return {
        # What a formula would say follows from the rest; its text is no value.
        name: (not field.column.formula and rad.unreadable.get(name))
        or plain(getattr(rad, name), field)
        for name, field in columns(type(rad)).items()
    }


def _lister(lister: Lister) -> dict[str, Any]:
    """Return what differs from the lists and thresholds of a fresh workbook."""
    fresh = Lister()
    told: dict[str, Any] = {
        "terskler": _changed(asdict(lister.terskler), asdict(fresh.terskler)),
        "valg": {name: [*map(str, values)]
                 for name, values in _changed(lister.valg, fresh.valg).items()},
        "ord": {str(kind): [*words] for kind, words in _changed(lister.ord, fresh.ord).items()},
        "skjulte_tips": sorted(lister.skjulte_tips),
        "bruk_fortrolig": "" if lister.bruk_fortrolig else "Nei",
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _changed(now: Mapping[Any, Any], before: Mapping[Any, Any]) -> dict[Any, Any]:
    return {name: value for name, value in now.items() if value != before[name]}


def plain(value: object, field: Field) -> str | int | float | None:
    """Return a value as the format writes it; an empty one is "", or None for a number."""
    if value is None:
        return None if field.type in (int, float) else ""
    match value:
        case bool():
            return "Ja" if value else "Nei"
        case int() | float():
            return int(value) if value == int(value) else value
        case date():
            return value.isoformat()
        case tuple():
            return ";".join(map(str, value))
        case _:
            return str(value)


def to_tables(data: object) -> Mapping[str, list[list[Any]]]:
    """Return exchange data as the tables of a workbook: sheet name → rows, field names first.

    Raises `KursverktoyError` when `data` is not in the format or is of a newer version; what
    the values mean is for the reader to judge.
    """
    if not isinstance(data, dict) or not isinstance(data.get("kurs"), dict):
        raise KursverktoyError(
            "Filen er ikke et kurs i utvekslingsformatet: «kurs» mangler. Bruk en fil laget med "
            "«kursverktoy les BOK --json»."
        )
    version = data.get("versjon", VERSION)
    if not isinstance(version, int | float) or version > VERSION:
        raise KursverktoyError(
            f"Filen har versjon «{version}» av utvekslingsformatet, og denne versjonen leser "
            f"{VERSION}. Oppdater kursverktøy, og prøv igjen."
        )
    _refuse_misspelt(data)
    tables = {ark.ark: _table(ark, data.get(ark.navn_i_bok, [])) for ark in ARK}
    return tables | _settings(data.get("lister", {})) | _acknowledged(data.get("vurderinger", []))


def _refuse_misspelt(data: Mapping[str, Any]) -> None:
    """Refuse a key that is nearly the name of a sheet: its rows would be lost in silence."""
    wanted = [ark.navn_i_bok for ark in ARK] + ["lister", "vurderinger", "versjon"]
    missing = [name for name in wanted if name not in data]
    for name in data.keys() - set(wanted):
        if meant := nearest(name, missing):
            raise KursverktoyError(
                f"Filen har «{name}», som ikke finnes. Mente du «{meant}»? Rett navnet, og prøv "
                "igjen."
            )


def _settings(given: Any) -> dict[str, list[list[Any]]]:
    """Return the sheet Lister: settings in the first two columns, then a column for each list."""
    if not given:
        return {}
    try:
        one = [*given.get("terskler", {}).items(), ("bruk_fortrolig", given.get("bruk_fortrolig"))]
        many = {**given.get("valg", {})}
        many |= {f"ord om {kind}": words for kind, words in given.get("ord", {}).items()}
        many |= {"skjulte_tips": given.get("skjulte_tips", [])}
        lists = [[name, *map(str.strip, values)] for name, values in many.items()]
        cells = [value if isinstance(value, str | int | float) else None for _, value in one]
    except (AttributeError, TypeError, ValueError):
        raise KursverktoyError(
            "«lister» i filen har ikke riktig form. Ta den bort, eller bruk en fil laget med "
            "«kursverktoy les BOK --json»."
        ) from None
    named = [name for name, _ in one]
    return {"Lister": [list(row) for row in zip_longest(named, cells, *lists)]}


def _acknowledged(given: Any) -> dict[str, list[list[Any]]]:
    """Return the sheet Funn with its acknowledgements."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise KursverktoyError(
            "«vurderinger» i filen skal være en liste med rader. Rett filen, og prøv igjen."
        )
    if not given:
        return {}
    said = [[str(each.get(name) or "") for name in _VURDERING] for each in given]
    return {"Funn": [[*_VURDERING], *said]}


def _table(ark: type[Rad], given: object) -> list[list[Any]]:
    rows = [given] if isinstance(given, dict) else given
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KursverktoyError(
            f"«{ark.navn_i_bok}» i filen skal være en liste med rader. Rett filen, og prøv igjen."
        )
    unknown = sorted({name for row in rows for name in row} - columns(ark).keys())
    if unknown:
        raise KursverktoyError(
            f"«{ark.navn_i_bok}» i filen har feltet «{unknown[0]}», som ikke finnes. Rett navnet, "
            "og prøv igjen."
        )
    for row in rows:
        for name, value in row.items():
            if value is not None and not isinstance(value, str | int | float):
                raise KursverktoyError(
                    f"«{name}» i «{ark.navn_i_bok}» skal være tekst eller tall. Rett filen."
                )
    if ark is Kurs:
        first = rows[0] if rows else {}
        return [["felt", "Svar"], *([name, first.get(name)] for name in columns(ark))]
    return [list(columns(ark)), *([row.get(name) for name in columns(ark)] for row in rows)]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the format, made from the declaration."""
    properties: dict[str, Any] = {"versjon": {"const": VERSION}}
    for ark in ARK:
        row = {
            "type": "object",
            "description": ark.formål,
            "additionalProperties": False,
            "properties": {name: _schema_of(field) for name, field in columns(ark).items()},
        }
        properties[ark.navn_i_bok] = row if ark is Kurs else {"type": "array", "items": row}
    properties |= _schema_of_settings()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Et kurs i kursverktøy",
        "type": "object",
        "required": ["kurs"],
        "properties": properties,
    }


def _schema_of_settings() -> dict[str, Any]:
    words = {"type": "array", "items": {"type": "string"}}
    default = asdict(Terskler())
    numbers = {
        name: {"title": t.header, "description": t.help, "type": "number", "default": default[name]}
        for name, t in thresholds().items()
    }
    lister = {
        "terskler": {"type": "object", "additionalProperties": False, "properties": numbers},
        "valg": {"type": "object", "additionalProperties": words},
        "ord": {"type": "object", "additionalProperties": words},
        "skjulte_tips": words,
        "bruk_fortrolig": {"enum": ["Ja", "Nei", ""]},
    }
    said = {name: {"type": "string"} for name in _VURDERING}
    return {
        "lister": {
            "type": "object",
            "description": "Det som er endret på arket Lister. Det som mangler, er som i en ny "
            "bok.",
            "additionalProperties": False,
            "properties": lister,
        },
        "vurderinger": {
            "type": "array",
            "description": "Funn som er sett og vurdert, slik de står på arket Funn.",
            "items": {"type": "object", "additionalProperties": False, "properties": said},
        },
    }


def _schema_of(field: Field) -> dict[str, Any]:
    described = {"title": field.heading(), "description": field.column.help}
    if field.type in (int, float):
        return described | {"type": ["number" if field.type is float else "integer", "null"]}
    if field.type is bool:
        return described | {"enum": ["Ja", "Nei", ""]}
    if field.type is date:
        return described | {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}
    if field.choices and not field.many:
        return described | {"type": "string", "examples": list(field.choices)}
    return described | {"type": "string"}
