"""The verb flett: returned copies taken into the workbook, after she has seen what would change."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.applying import NyRad, Plass, changes, nye_rader
from kursverktoy.sharing.delivery import deliveries_of
from kursverktoy.sharing.forslag import KAN_VELGES, Fletting, Forslag, Utfall
from kursverktoy.sharing.leveranser import Leveranser
from kursverktoy.sharing.merge import flett as merged
from kursverktoy.sharing.preview import as_workbook, choices_in, picked
from kursverktoy.sharing.receipts import (
    Endret,
    Kvittering,
    Ny,
    forget,
    historie,
    keep,
    mark_undone,
    receipts_of,
    undo,
)
from kursverktoy.sharing.returned import read_returned
from kursverktoy.verbs.targets import refuse_same, refuse_unless
from kursverktoy.workbook.files import FileBook, open_book
from kursverktoy.workbook.names import deliveries_beside
from kursverktoy.workbook.patch import patch
from kursverktoy.workbook.reader import read
from kursverktoy.workbook.saving import digest, save


class Flettet(NamedTuple):
    """What came back, and what of it is in the workbook now."""

    bok: Kursbok
    """The course as it was before."""
    fletting: Fletting
    tatt_inn: tuple[Forslag, ...] = ()
    nye: tuple[NyRad, ...] = ()
    kvittering: Path | None = None
    """Where the receipt is; None when nothing was changed."""
    nye_siden_sist: int = 0
    """Proposals that were not in the preview."""
    borte_siden_sist: int = 0
    """Choices in the preview whose proposal is no longer there."""

    @property
    def står_igjen(self) -> bool:
        """Whether something that came back is not taken in, and should be looked at."""
        left = self.fletting.av(Utfall.KONFLIKT, Utfall.AVVIST)
        return any(forslag not in self.tatt_inn for forslag in left)


def flett(
    bok: Path,
    returer: Sequence[Path],
    dato: date,
    *,
    passord: Sequence[str] = (),
    ut: Path | None = None,
) -> Flettet:
    """Return what `returer` propose for the workbook `bok`; nothing is changed.

    `ut` is where to write the preview to choose in. Raises `KursverktoyError` when a file can't
    be opened, or nothing has been delivered from the workbook.
    """
    lest = _Lest(bok, returer, dato, passord)
    if ut is not None:
        refuse_unless(".xlsx", ut)
        for path in (bok, *returer):
            refuse_same(path, ut)
        save(ut, as_workbook(lest.bok, lest.fletting))
    return Flettet(lest.bok, lest.fletting)


def bruk(
    bok: Path,
    returer: Sequence[Path],
    dato: date,
    *,
    passord: Sequence[str] = (),
    valg: Path | None = None,
) -> Flettet:
    """Take into the workbook what is chosen in the preview `valg`; without it, all without doubt.

    The workbook as it was, and a receipt, are kept beside it. Raises `KursverktoyError`, with
    the workbook as it was, when anything fails.
    """
    lest = _Lest(bok, returer, dato, passord)
    choices = choices_in(valg) if valg else None
    valgte = picked(lest.fletting, choices)
    nye = nye_rader(lest.bok, valgte)
    data = lest.file.data
    if valgte:
        wanted = changes(lest.bok, lest.plass, valgte, nye)
        data = patch(bok, data, wanted).data
    avslått = tuple(sorted(id for id, yes in (choices or {}).items() if not yes))
    kvittering = _kvittering(lest.file, data, valgte, nye, avslått)
    path = keep(bok, lest.file.data, kvittering) if valgte or avslått else None
    if valgte:
        try:
            save(bok, data, expect=lest.file.sha256)
        except KursverktoyError:
            forget(bok, kvittering)
            raise
    offered = {f.id for f in lest.fletting.av(*KAN_VELGES)}
    return Flettet(
        lest.bok,
        lest.fletting,
        valgte,
        tuple(nye),
        path if valgte else None,
        nye_siden_sist=0 if choices is None else len(offered - choices.keys()),
        borte_siden_sist=0 if choices is None else len(choices.keys() - offered),
    )


def angre(bok: Path) -> Kvittering:
    """Put the workbook back as it was before the last merge, byte for byte; return its receipt.

    Raises `KursverktoyError` when there is nothing to undo, or the workbook has changed since.
    """
    now = open_book(bok).sha256
    kvittering, before = undo(bok, now, receipts_of(bok))
    if digest(before) != kvittering.før:
        raise KursverktoyError(
            f"Boka som ble tatt vare på før flettingen, er endret siden. Den ligger i mappen "
            f"«{deliveries_beside(bok).name}»; se på den før du bruker den."
        )
    save(bok, before, expect=now)
    mark_undone(bok, kvittering)
    return kvittering


class _Lest:
    """A workbook and returned copies, read and compared."""

    def __init__(
        self, bok: Path, returer: Sequence[Path], dato: date, passord: Sequence[str]
    ) -> None:
        leveranser = Leveranser(deliveries_of(bok))
        if not leveranser.alle:
            folder = deliveries_beside(bok).name
            raise KursverktoyError(
                f"Det er ikke kjent hva som er delt fra «{bok.name}». Mappen «{folder}» skal ligge "
                "ved siden av boka. Hent den fram, og prøv igjen."
            )
        if not returer:
            raise KursverktoyError("Oppgi minst én fil som er kommet tilbake fra en partner.")
        self.file = open_book(bok)
        self.bok, _ = read(self.file, dato)
        self.plass = Plass(self.bok, self.file.sheets)
        kopier = [read_returned(path, leveranser, passord) for path in returer]
        history = historie(receipts_of(bok))
        self.fletting = merged(self.bok, leveranser, kopier, self.plass.hinder, history)


def _kvittering(
    file: FileBook,
    data: bytes,
    valgte: Sequence[Forslag],
    nye: Sequence[NyRad],
    avslått: tuple[str, ...],
) -> Kvittering:
    return Kvittering(
        tid=datetime.now(UTC).astimezone().replace(tzinfo=None).isoformat(timespec="milliseconds"),
        bok=file.path.name,
        før=file.sha256,
        etter=digest(data),
        endret=tuple(
            Endret(ark=f.ark, nøkkel=f.nøkkel, felt=f.felt, før=f.vår, etter=f.deres,
                   partner=f.partner, fil=f.fil)
            for f in valgte
            if f.nøkkel
        ),
        nye=tuple(
            Ny(ark=new.forslag.ark, nøkkel=(new.nøkkel,), rad_id=new.forslag.rad_id,
               verdier=new.forslag.verdier, partner=new.forslag.partner, fil=new.forslag.fil)
            for new in nye
        ),
        avslått=avslått,
    )  # fmt: skip
