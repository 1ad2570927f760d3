"""The verbs about sharing: pakk, delinger."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.cells import key
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.errors import KursverktoyError
from kursverktoy.verbs.targets import make_folder
from kursverktoy.verbs.workbook import sjekk
from kursverktoy.workbook.names import deliveries_beside, safe_name
from kursverktoy.workbook.saving import save

if TYPE_CHECKING:
    from kursverktoy.sharing.delivery import Delivery
    from kursverktoy.sharing.packing import Pakke, Valg

Packed = Callable[[int, int, object], None]
"""Called as each partner is done: how many are, of how many, and what became of it."""


def pakk(  # noqa: PLR0913  what a coordinator can choose
    path: Path,
    folder: Path,
    dato: date,
    *,
    partnere: Sequence[str] = (),
    valg: "Valg | None" = None,
    vis: bool = False,
    progress: Packed | None = None,
) -> "list[Pakke]":
    """Make a workbook and an e-mail draft for each partner in `folder`; with `vis` only tell.

    `partnere` are the numbers of some; all that have a level unless named. Nothing is sent, and
    one that is stopped costs only itself.
    """
    from kursverktoy.sharing.delivery import deliveries_of  # noqa: PLC0415
    from kursverktoy.sharing.packing import Pakker  # noqa: PLC0415
    from kursverktoy.sharing.packing import Valg as Usual  # noqa: PLC0415

    sjekket = sjekk(path, dato, alt=True)
    chosen = _chosen(sjekket.bok, partnere)
    taken = {rad.rad_id for each in deliveries_of(path) for rad in each.rader}
    packer = Pakker(sjekket.bok, sjekket.funn, taken)
    now = datetime.combine(dato, datetime.now().time())  # noqa: DTZ005  her own clock
    made = []
    for number, partner in enumerate(chosen, start=1):
        pakke = packer.pakke(partner, valg or Usual(), now)
        made.append(pakke if vis or pakke.stoppet else _put(pakke.låst(), path, folder))
        if progress:
            progress(number, len(chosen), made[-1])
    return made


def _chosen(bok: Kursbok, ids: Sequence[str]) -> list[Partner]:
    from kursverktoy.sharing.recipient import mottakere  # noqa: PLC0415

    can = list(mottakere(bok))
    wanted = {key(id) for id in ids}
    chosen = [p for p in can if not wanted or key(p.id) in wanted]
    unknown = [id for id in ids if key(id) not in {key(p.id) for p in can}]
    if unknown:
        raise KursverktoyError(
            f"Det kan ikke lages fil til {', '.join(unknown)}. Skriv numre på partnere som er "
            "aktuelle, ikke eier kurset, og har en verdi under «Deling» på arket Partnere."
        )
    if not chosen:
        raise KursverktoyError(
            "Ingen partnere har en verdi under «Deling» på arket Partnere. Fyll den ut, og prøv "
            "igjen."
        )
    return chosen


def _put(pakke: "Pakke", path: Path, folder: Path) -> "Pakke":
    """Return what became of a workbook when it was put in its folder, with its e-mail draft."""
    from kursverktoy.sharing.delivery import forget_delivery, save_delivery  # noqa: PLC0415
    from kursverktoy.sharing.mail import draft  # noqa: PLC0415

    assert pakke.levering is not None  # noqa: S101  it was not stopped
    assert pakke.ramme is not None  # noqa: S101
    try:
        make_folder(folder)
        fil = _free(folder, pakke.levering)
        levering = replace(pakke.levering, fil=fil.name)
        save_delivery(path, levering)  # a file that can't be known again must not leave
    except KursverktoyError as error:
        return replace(pakke, feil=str(error))
    done = replace(pakke, levering=levering, fil=fil)
    try:
        save(fil, pakke.data, overwrite=False)
    except KursverktoyError as error:
        forget_delivery(path, levering.id)
        return replace(pakke, feil=str(error))
    if pakke.må_sendes_sikkert:
        return done
    mail = draft(pakke.mottaker, pakke.ramme, fil, pakke.data, locked=levering.passord)
    try:
        save(fil.with_suffix(".eml"), mail, overwrite=False)
    except KursverktoyError as error:
        return replace(done, merknad=str(error))
    return replace(done, epost=fil.with_suffix(".eml"))


def _free(folder: Path, levering: "Delivery") -> Path:
    """Return a name that is not taken: never over what may have been sent."""
    kurs, partner = safe_name(levering.kurs_id or "kurs", ""), safe_name(levering.partner_id, "")
    label, number = f"{kurs}_deling_{partner}_{levering.laget[:10]}", 1
    path = folder / f"{label}.xlsx"
    while path.exists() or path.with_suffix(".eml").exists():
        number += 1
        path = folder / f"{label}_v{number}.xlsx"
    return path


def delinger(path: Path, slettet: Sequence[str] = (), dato: date | None = None) -> "list[Delivery]":
    """Return what has been shared from a workbook, oldest first.

    `slettet` are deliveries that the partner has confirmed on `dato` that it has deleted.
    """
    from kursverktoy.sharing.delivery import confirm_deleted, deliveries_of  # noqa: PLC0415

    for id in slettet:
        confirm_deleted(path, id, dato or date.today())  # noqa: DTZ011  her own day
    return deliveries_of(path)


def forfalt(path: Path, dato: date) -> "list[Delivery]":
    """Return what partners should have deleted by now; quick where nothing was ever shared."""
    if not deliveries_beside(path).is_dir():
        return []
    from kursverktoy.sharing.delivery import deliveries_of  # noqa: PLC0415
    from kursverktoy.sharing.log import overdue  # noqa: PLC0415

    return overdue(deliveries_of(path), dato)
