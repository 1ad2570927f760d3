"""What has been taken in, and the workbook as it was before: kept beside it, for undoing.

A receipt says old and new of each cell. Both hold personal data: only their owner may read them.
"""

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.delivery import Verdi
from kursverktoy.sharing.merge import Historie
from kursverktoy.workbook.names import deliveries_beside
from kursverktoy.workbook.saving import save

_FOLDER = "flettet"
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Endret:
    """A cell that was changed."""

    ark: str
    nøkkel: tuple[str, ...]
    felt: str
    før: Verdi
    etter: Verdi
    partner: str
    fil: str


@dataclass(frozen=True, kw_only=True)
class Ny:
    """A row that was added."""

    ark: str
    nøkkel: tuple[str, ...]
    rad_id: str
    verdier: Mapping[str, Verdi]
    partner: str
    fil: str


@dataclass(frozen=True, kw_only=True)
class Kvittering:
    """What became of one merge."""

    tid: str
    """ISO date and time."""
    bok: str
    før: str
    """The fingerprint of the workbook before."""
    etter: str
    """The fingerprint of the workbook after."""
    endret: tuple[Endret, ...] = ()
    nye: tuple[Ny, ...] = ()
    avslått: tuple[str, ...] = ()
    """The ids of the proposals the coordinator said no to."""
    angret: bool = False

    @property
    def navn(self) -> str:
        """What its files are called, without their endings."""
        return f"{self.tid.replace(':', '-')}_{self.etter[:8]}"


def keep(bok: Path, before: bytes, kvittering: Kvittering) -> Path:
    """Keep the workbook as it was, and then the receipt; return where the receipt is."""
    folder = deliveries_beside(bok) / _FOLDER
    try:
        for each in (folder.parent, folder):
            each.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise KursverktoyError(
            f"Mappen «{folder.name}» kan ikke lages, så ingenting er tatt inn. "
            "Legg boka i en mappe du kan skrive i, og prøv igjen."
        ) from error
    if kvittering.før != kvittering.etter:
        _save(folder / f"{kvittering.navn}{bok.suffix}", before)
    return _write(folder, kvittering)


def forget(bok: Path, kvittering: Kvittering) -> None:
    """Remove what `keep` kept, of a merge that never came about."""
    for suffix in (".json", bok.suffix):
        path = deliveries_beside(bok) / _FOLDER / f"{kvittering.navn}{suffix}"
        path.unlink(missing_ok=True)


def _write(folder: Path, kvittering: Kvittering) -> Path:
    path = folder / f"{kvittering.navn}.json"
    data = {"versjon": VERSION} | asdict(kvittering)
    _save(path, json.dumps(data, ensure_ascii=False, indent=1).encode())
    return path


def _save(path: Path, data: bytes) -> None:
    save(path, data)
    with contextlib.suppress(OSError):  # a disk without modes; else the folder is closed already
        path.chmod(0o600)


def receipts_of(bok: Path) -> list[Kvittering]:
    """Return every receipt of a workbook, oldest first; raises `KursverktoyError` for a bad one."""
    return [_read(path) for path in sorted((deliveries_beside(bok) / _FOLDER).glob("*.json"))]


def historie(kvitteringer: Sequence[Kvittering]) -> Historie:
    """Return what has been decided, but for what was undone."""
    in_force = [k for k in kvitteringer if not k.angret]
    return Historie(
        avgjort=frozenset(id for k in in_force for id in k.avslått),
        tatt={ny.rad_id: (ny.nøkkel, ny.verdier) for k in in_force for ny in k.nye if ny.rad_id},
    )


def undo(bok: Path, now: str, kvitteringer: Sequence[Kvittering]) -> tuple[Kvittering, bytes]:
    """Return the last merge of the workbook with the fingerprint `now`, and the bytes before it.

    Raises `KursverktoyError` when there is none, or something has been changed since.
    """
    done = [k for k in kvitteringer if k.før != k.etter and not k.angret]
    # One whose workbook was never written, as the power went, is as one that is not there.
    last = next((k for k in reversed(done) if k.etter == now), None)
    if last is None and any(k.før == now for k in done[-1:]):
        done = []
    if not done:
        raise KursverktoyError(
            f"Det er ingenting å angre i «{bok.name}»: ingenting er flettet inn."
        )
    if last is None:
        raise KursverktoyError(
            f"«{bok.name}» er endret etter flettingen {done[-1].tid.replace('T', ' kl. ')}, så den "
            "kan ikke angres uten at noe går tapt. Boka fra før ligger i mappen "
            f"«{deliveries_beside(bok).name}/{_FOLDER}»."
        )
    path = deliveries_beside(bok) / _FOLDER / f"{last.navn}{bok.suffix}"
    try:
        return last, path.read_bytes()
    except OSError as error:
        raise KursverktoyError(
            f"Boka fra før flettingen («{path.name}») er borte, så den kan ikke angres."
        ) from error


def mark_undone(bok: Path, kvittering: Kvittering) -> None:
    """Note that a merge has been undone."""
    _write(deliveries_beside(bok) / _FOLDER, replace(kvittering, angret=True))


def _read(path: Path) -> Kvittering:
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        if data.pop("versjon") != VERSION:
            raise KursverktoyError(
                f"«{path.name}» er laget av en annen versjon av kursverktøy. Oppdater kursverktøy, "
                "og prøv igjen."
            )
        endret = tuple(Endret(**each | {"nøkkel": tuple(each["nøkkel"])})
                       for each in data.pop("endret"))  # fmt: skip
        nye = tuple(Ny(**each | {"nøkkel": tuple(each["nøkkel"])}) for each in data.pop("nye"))
        avslått = tuple(data.pop("avslått"))
        return Kvittering(endret=endret, nye=nye, avslått=avslått, **data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KursverktoyError(
            f"Kvitteringen «{path}» kan ikke leses. Flytt den bort, og prøv igjen."
        ) from error
