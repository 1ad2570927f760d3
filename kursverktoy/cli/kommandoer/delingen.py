"""The verbs about what goes to partners and what comes back, typed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kursverktoy import verbs
from kursverktoy.cli import pakket, visning
from kursverktoy.cli.kommandoer.felles import BOK, DATO, FORMAT
from kursverktoy.cli.norsk import Argument, en_av, kommando
from kursverktoy.errors import KursverktoyError


@kommando(
    BOK,
    Argument("--partner", "Bare til denne partneren, for eksempel P07. Kan gjentas.", "NR",
             many=True),
    Argument("--ut", "Mappen filene legges i.", "MAPPE", Path, required=True),
    Argument("--nivaa", "Lag filene for et lavere nivå enn Deling på arket Partnere.", "0-3",
             en_av("0", "1", "2", "3")),
    Argument("--passord", "Sett passord også på filer uten personer."),
    Argument("--uten-passord", "Ikke sett passord. Da må filene sendes i en sikker kanal."),
    Argument("--vis", "Vis hva som ville blitt laget. Ingenting blir skrevet."),
    DATO,
)  # fmt: skip
def pakk(
    bok: Path, partner: Sequence[str], ut: Path, nivaa: str | None, dato: date,
    *, passord: bool, uten_passord: bool, vis: bool,
) -> int:  # fmt: skip
    """Lag en fil til hver partner med bare det partneren kan se, og en e-postkladd."""
    from kursverktoy.sharing.packing import Valg  # noqa: PLC0415

    if passord and uten_passord:
        raise KursverktoyError("Velg enten --passord eller --uten-passord.")
    locked = {(True, False): True, (False, True): False}.get((passord, uten_passord))
    made = verbs.pakk(
        bok, ut, dato, partnere=partner, vis=vis,
        valg=Valg(nivå=int(nivaa) if nivaa else None, passord=locked),
        progress=visning.progress("Pakker"),
    )  # fmt: skip
    print("\n".join(pakket.lines(made, ut, vis=vis)))
    pakket.remind(bok, dato)
    return 1 if any(each.stoppet for each in made) else 0


@kommando(
    BOK,
    Argument("--slettet", "Partneren har bekreftet at den har slettet denne leveransen. Kan "
             "gjentas.", "D-…", many=True),
    DATO,
)  # fmt: skip
def delinger(bok: Path, slettet: Sequence[str], dato: date) -> None:
    """Se hva som er delt med partnere, og hva som skulle vært slettet."""
    print("\n".join(pakket.deliveries(verbs.delinger(bok, slettet, dato), dato)))


@kommando(
    BOK,
    Argument("retur", "Kopiene partnerne har sendt tilbake.", "RETUR.xlsx", Path, many=True),
    Argument("--passord", "Passordet til kopiene. Kan gjentas.", "PASSORD", many=True),
    Argument("--vis", "Vis hva som ville blitt endret, som er det vanlige. Boka blir ikke rørt."),
    Argument("--ut", "Skriv også forhåndsvisningen, til å velge i.", "VALG.xlsx", Path),
    Argument("--bruk", "Ta inn det som er valgt i forhåndsvisningen; uten den alt som er trygt. "
             "Skriv kopiene foran.", "VALG.xlsx", Path, alone=""),
    Argument("--angre", "Sett boka tilbake slik den var før siste fletting."),
    FORMAT,
    DATO,
)  # fmt: skip
def flett(
    bok: Path, retur: Sequence[Path], passord: Sequence[str], ut: Path | None, bruk: Path | None,
    format: str, dato: date, *, vis: bool, angre: bool,
) -> int:  # fmt: skip
    """Ta inn det partnerne har skrevet i kopiene de har fått."""
    from kursverktoy.cli import flettet  # noqa: PLC0415
    from kursverktoy.verbs import merging  # noqa: PLC0415

    if sum((vis or ut is not None, bruk is not None, angre)) > 1:
        raise KursverktoyError("Velg én av --vis (eller --ut), --bruk og --angre.")
    if angre:
        print("\n".join(flettet.undone(merging.angre(bok), bok)))
        return 0
    if bruk is None:
        resultat = merging.flett(bok, retur, dato, passord=passord, ut=ut)
    else:
        valg = None if bruk == Path() else bruk
        resultat = merging.bruk(bok, retur, dato, passord=passord, valg=valg)
    if format == "json":
        print(flettet.as_json(resultat))
    else:
        print("\n".join(flettet.lines(resultat, bok, ut, applied=bruk is not None)))
    return 1 if resultat.står_igjen else 0
