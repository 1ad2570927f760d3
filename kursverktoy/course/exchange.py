"""The exchange format: a course as JSON, in the shape of `workbooks/eksempelkurs.json`.

Empty cells are "" (text, lists, dates, references, yes/no) or null (numbers). What could not
be read is kept as the text of the cell, so that nothing is lost on the way.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.errors import KursverktoyError

VERSION = 1
"""The version of the format; a file without one is read as version 1."""


def to_data(bok: Kursbok) -> dict[str, Any]:
    """Return the course as plain data for JSON: `kurs` as an object, each sheet as a list."""
    data: dict[str, Any] = {"versjon": VERSION}
    for ark in ARK:
        rows = [_row(rad) for rad in bok.rader(ark)]
        data[ark.navn_i_bok] = rows[0] if ark is Kurs else rows
    return data


def _row(rad: Rad) -> dict[str, Any]:
    return {
        name: rad.unreadable.get(name) or _plain(getattr(rad, name), field)
        for name, field in columns(type(rad)).items()
    }


def _plain(value: object, field: Field) -> object:
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
            "Fila er ikke et kurs i utvekslingsformatet: «kurs» mangler. Bruk en fil laget med "
            "«kursverktoy les BOK --json»."
        )
    version = data.get("versjon", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise KursverktoyError(
            f"Fila har versjon {version} av utvekslingsformatet, og denne versjonen leser "
            f"{VERSION}. Oppdater kursverktøy, og prøv igjen."
        )
    return {ark.ark: _table(ark, data.get(ark.navn_i_bok, [])) for ark in ARK}


def _table(ark: type[Rad], given: object) -> list[list[Any]]:
    rows = [given] if isinstance(given, dict) else given
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise KursverktoyError(
            f"«{ark.navn_i_bok}» i fila skal være en liste med rader. Rett fila, og prøv igjen."
        )
    unknown = sorted({name for row in rows for name in row} - columns(ark).keys())
    if unknown:
        raise KursverktoyError(
            f"«{ark.navn_i_bok}» i fila har feltet «{unknown[0]}», som ikke finnes. Rett navnet, "
            "og prøv igjen."
        )
    for row in rows:
        for name, value in row.items():
            if value is not None and not isinstance(value, str | int | float):
                raise KursverktoyError(
                    f"«{name}» i «{ark.navn_i_bok}» skal være tekst eller tall. Rett fila."
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
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Et kurs i kursverktøy",
        "type": "object",
        "required": ["kurs"],
        "properties": properties,
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
