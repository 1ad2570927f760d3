"""The verbs about this machine and the tool itself, typed."""

from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy import verbs
from kursverktoy.cli import maskin, visning
from kursverktoy.cli.kommandoer.felles import FORMAT
from kursverktoy.cli.norsk import Argument, kommando

if TYPE_CHECKING:
    from kursverktoy.machine.check import Kontroll


@kommando(
    Argument("--varm", "Hold Python i gang mellom klikkene (bare Windows). Da går de fortere."),
    Argument("--fjern", "Ta bort det installer har lagt inn, og ingenting annet."),
)
def installer(*, varm: bool, fjern: bool) -> None:
    """Legg fanen Kursverktøy inn i Excel, eller oppdater den."""
    print("\n".join(maskin.installed(verbs.installer(varm=varm, fjern=fjern))))


@kommando(
    Argument("bok", "Se på denne arbeidsboka også.", "BOK.xlsx", Path),
    Argument("--excel", "Prøv knappene i Excel også, på eksempelkurset."),
    FORMAT,
)
def diagnose(bok: Path | None, format: str, *, excel: bool) -> int:
    """Finn ut hvorfor knappene i Excel ikke virker, og hva du kan gjøre."""
    prøvd: tuple[Kontroll, ...] = ()
    if excel:
        from kursverktoy.contract import prøv  # noqa: PLC0415  xlwings

        prøvd = prøv()
    found = verbs.Diagnose((*verbs.diagnose(bok).kontroller, *prøvd))
    print("\n".join(maskin.diagnosed(found, format)))
    return 1 if found.stopper else 0


@kommando(Argument("--ut", "Mappen alt legges i (ellers «demo»).", "MAPPE", Path, "demo"))
def demo(ut: Path) -> None:
    """Prøv et oppdiktet kurs, og få en omvisning."""
    print("\n".join(visning.tour(verbs.demo(ut))))


@kommando(
    Argument("--rot", "Mappen med klonen av kursverktoy.", "MAPPE", Path, "."), hidden=True
)  # fmt: skip
def bygg(rot: Path) -> None:
    """Bygg arbeidsbøkene og referansene som følger med, på nytt."""
    changed = verbs.bygg(rot)
    print("\n".join(f"Laget {path}" for path in changed) or "Alt er som det skal.")
