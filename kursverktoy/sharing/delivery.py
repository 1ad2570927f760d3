"""A delivery: which values went to which partner, so that what comes back can be compared.

The sender keeps it beside the workbook, as no mark inside a workbook survives every program it
may be opened in. The file holds personal data: only its owner may read it.
"""

import contextlib
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.names import deliveries_beside
from kursverktoy.workbook.saving import save

VERSION = 1
KOMMENTAR = "kommentar"
"""The field of a delivered row that is the partner's own remark; no column of the workbook."""

Verdi = str | int | float | None
"""A value as the exchange format writes it (dates ISO, yes/no Ja/Nei); None for an empty cell."""

_LETTERS = "BCDFGHJKLMNPRSTVWXZ"
"""Consonants make no words, and no program takes them for a number or a date. They are 19, a
prime, so that a check letter finds every wrong letter and every two that changed places."""
_ROW_LENGTH = 6
_DELIVERY_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredRow:
    """One row of a delivered workbook, as it was when it left."""

    rad_id: str
    ark: str
    """The tab of the delivered workbook, always its name in bokmål: Ansvar, Vurdering …"""
    kilde: str
    """The sheet of the main workbook it was made from; where a new row goes, for Innspill."""
    nøkkel: tuple[str, ...]
    """The key of its row there; empty for a row that is open for something new."""
    verdier: Mapping[str, Verdi]
    """Field → value, of every column shown, in their order after «Rad». A field is one of `kilde`,
    or `KOMMENTAR`, or one of another sheet as «Praksis.startdato» (on Deltakere alone)."""
    redigerbar: tuple[str, ...]
    """The fields that the partner may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One workbook made for one partner."""

    id: str
    kurs_id: str
    partner_id: str
    nivå: int
    laget: str
    """ISO date and time."""
    frist: str
    """ISO date: when the partner must have deleted it."""
    fil: str
    sha256: str
    """The fingerprint of the workbook before it was encrypted."""
    passord: bool
    """Whether it left encrypted; the password itself is kept nowhere."""
    rader: tuple[DeliveredRow, ...]
    overskrifter: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Tab → field → its heading there."""
    slettet: str = ""
    """ISO date: when the partner confirmed that it is deleted."""


def column_of(kilde: str, felt: str) -> tuple[str, str]:
    """Return the sheet and the column of a delivered field, as `DeliveredRow.verdier` names it."""
    ark, dot, name = felt.rpartition(".")
    return (ark, name) if dot else (kilde, felt)


def save_delivery(bok: Path, delivery: Delivery) -> Path:
    """Keep a delivery beside the workbook and return where; raises `KursverktoyError`."""
    folder = deliveries_beside(bok)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise KursverktoyError(
            f"Mappen «{folder.name}» for det som er delt, kan ikke lages. "
            "Legg boka i en mappe du kan skrive i, og prøv igjen."
        ) from error
    path = folder / f"{delivery.id}.json"
    data = {"versjon": VERSION} | _plain(delivery) | {"rader": [*map(_plain, delivery.rader)]}
    save(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    with contextlib.suppress(OSError):  # a disk without modes; else the folder is closed already
        path.chmod(0o600)
    return path


def deliveries_of(bok: Path) -> list[Delivery]:
    """Return what has been delivered from a workbook, oldest first.

    Raises `KursverktoyError` for a file that can't be read: what was shared must not be forgotten
    in silence.
    """
    paths = sorted(deliveries_beside(bok).glob("D-*.json"))
    return sorted(map(_read, paths), key=lambda each: (each.laget, each.partner_id))


def forget_delivery(bok: Path, delivery_id: str) -> None:
    """Remove what is kept of a delivery that never came about."""
    (deliveries_beside(bok) / f"{delivery_id}.json").unlink(missing_ok=True)


def confirm_deleted(bok: Path, delivery_id: str, day: date) -> None:
    """Note that the partner has deleted a delivery."""
    for delivery in deliveries_of(bok):
        if delivery.id == delivery_id:
            save_delivery(bok, replace(delivery, slettet=day.isoformat()))
            return
    raise KursverktoyError(
        f"Leveransen «{delivery_id}» finnes ikke. Se etter på Les meg i boka som ble delt."
    )


def new_row_ids(n: int, taken: Collection[str] = ()) -> list[str]:
    """Return `n` different row ids, none of them in `taken`."""
    found: dict[str, None] = {}
    while len(found) < n:
        letters = _random(_ROW_LENGTH)
        row_id = letters + _check_letter(letters)
        if row_id not in taken:
            found[row_id] = None
    return list(found)


def new_delivery_id() -> str:
    """Return a new name for a delivery, such as D-BKTRWNLZ."""
    return f"D-{_random(_DELIVERY_LENGTH)}"


def check_row_id(text: str) -> bool:
    """Whether `text` is a row id that nobody has altered."""
    letters, check = text[:-1], text[-1:]
    whole = len(letters) == _ROW_LENGTH and set(text) <= set(_LETTERS)
    return whole and _check_letter(letters) == check


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _check_letter(letters: str) -> str:
    weighed = (place * _LETTERS.index(letter) for place, letter in enumerate(letters, 1))
    return _LETTERS[sum(weighed) % len(_LETTERS)]


def _plain(record: DeliveredRow | Delivery) -> dict[str, Any]:
    """Return the fields of a record; `asdict` would copy each value of thousands."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _read(path: Path) -> Delivery:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        version = data.pop("versjon")
        if version != VERSION:
            raise KursverktoyError(
                f"«{path.name}» er laget av en annen versjon av kursverktøy. Oppdater kursverktøy, "
                "og prøv igjen."
            )
        rows = tuple(map(_row, data.pop("rader")))
        return Delivery(**data, rader=rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KursverktoyError(
            f"«{path}» kan ikke leses, så det som ble delt, er ikke kjent. Hent filen fram igjen "
            "fra en sikkerhetskopi."
        ) from error


def _row(data: dict[str, Any]) -> DeliveredRow:
    return DeliveredRow(
        **data | {"nøkkel": tuple(data["nøkkel"]), "redigerbar": tuple(data["redigerbar"])}
    )
