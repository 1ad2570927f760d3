"""The verbs typed."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kursverktoy import verbs
from kursverktoy.cli import visning
from kursverktoy.cli.norsk import Kommando, Kommandoer, sentence
from kursverktoy.course.cells import UnreadableError, day
from kursverktoy.course.funn import counted
from kursverktoy.errors import KursverktoyError

COULD_NOT_RUN = 2
F = TypeVar("F", bound=Callable[..., object])


def main() -> None:
    """Run the command line: exit 0 fine, 1 the course has errors, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows is not UTF-8 by itself, and JSON must be.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code = kursverktoy.main(prog_name="kursverktoy", standalone_mode=False)
    except KursverktoyError as error:
        code = _could_not_run(str(error))
    except click.Abort:
        code = _could_not_run("Avbrutt. Ingen fil er halvveis skrevet.")
    except click.ClickException as error:
        code = _could_not_run(sentence(error))
    except BrokenPipeError:
        # The reader has seen enough; without this Python complains when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code or 0)


def _could_not_run(message: str) -> int:
    click.echo(message, err=True)
    return COULD_NOT_RUN


class Dag(click.ParamType):  # type: ignore[type-arg]  # generic in new versions only
    """A day, in any form that a cell may have: 2026-11-23, 23.11.2026, «23. nov 2026»."""

    name = "dato"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day; anything else is told as a bad value."""
        try:
            return day(value)
        except UnreadableError:
            self.fail("ingen dato", param, ctx)


BOK = click.argument("bok", type=click.Path(path_type=Path), metavar="BOK.xlsx")
DATO = click.option(
    "--dato", type=Dag(), default=date.today, metavar="DATO",
    help="Dagen det sjekkes for (ellers i dag).",
)  # fmt: skip


def fil(name: str, metavar: str, help_: str, **more: Any) -> Callable[[F], F]:
    """Return an option that names a file or folder; `more` is what else click may know."""
    return click.option(name, type=click.Path(path_type=Path), metavar=metavar, help=help_, **more)


FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["tekst", "json"]),
    default="tekst",
    help="tekst eller json.",
)


@click.group(cls=Kommandoer)
def kursverktoy() -> None:
    """Sjekker, oppsummerer og dokumenterer et kort bransjekurs som bor i en Excel-arbeidsbok."""


@kursverktoy.command(cls=Kommando)
@BOK
@fil("--fra", "DATA.json", "Fyll boka fra et kurs i utvekslingsformatet.")
@DATO
def ny(bok: Path, fra: Path | None, dato: date) -> None:
    """Lag en ny arbeidsbok for ett kurs."""
    sjekket = verbs.ny(bok, dato, fra)
    click.echo(f"Laget {bok.name}. Åpne den i Excel, og begynn på arket Start.")
    if fra:
        click.echo(f"Kurset har {counted(sjekket.funn)}. Se arket Funn.")


@kursverktoy.command(cls=Kommando)
@BOK
@click.option("--json", "_json", is_flag=True, help="I utvekslingsformatet, som er det vanlige.")
@fil("--ut", "DATA.json", "Skriv til en fil i stedet for skjermen.")
@DATO
def les(bok: Path, ut: Path | None, dato: date, *, _json: bool) -> None:
    """Les kurset ut av en arbeidsbok."""
    if ut is None:
        click.echo(verbs.les_json(bok, dato), nl=False)
    else:
        verbs.les_til(bok, ut, dato)


@kursverktoy.command(cls=Kommando)
@BOK
@DATO
@click.option("--alt", is_flag=True, help="Kontroller alt, også ark som ikke er påbegynt.")
@click.option(
    "--struktur", is_flag=True, help="Sjekk også nedtrekkslister, tabeller, formater og låser."
)
@FORMAT
@fil("--rapport", "FIL", "Skriv også funnene til FIL.xlsx eller FIL.html.", multiple=True)
def sjekk(
    bok: Path, dato: date, form: str, rapport: tuple[Path, ...], *, alt: bool, struktur: bool
) -> int:
    """Finn alt som mangler eller er galt i kurset."""
    sjekket = verbs.sjekk(bok, dato, alt=alt, struktur=struktur)
    for target in rapport:
        verbs.rapport(sjekket, bok, target)
    if form == "json":
        click.echo(visning.as_json(sjekket.funn))
    else:
        click.echo("\n".join(visning.findings(sjekket.bok, sjekket.funn)))
    return 1 if sjekket.har_feil else 0


@kursverktoy.command(cls=Kommando)
@BOK
@fil("--ut", "NY.xlsx", "Den nye arbeidsboka.", required=True)
@click.option(
    "--tilbakestill", is_flag=True, help="Sett lister og terskler tilbake til utgangspunktet."
)
@DATO
def reparer(bok: Path, ut: Path, dato: date, *, tilbakestill: bool) -> None:
    """Lag en frisk arbeidsbok med samme innhold."""
    reparert = verbs.reparer(bok, ut, dato, tilbakestill=tilbakestill)
    click.echo(f"Laget {ut.name} med innholdet fra {bok.name}, som er urørt.")
    if reparert.ikke_med:
        click.echo("Dette ble ikke med:")
        click.echo("\n".join(f"  – {sentence}" for sentence in reparert.ikke_med))
    else:
        click.echo("Alt ble med.")


@kursverktoy.command(cls=Kommando)
@BOK
@DATO
@FORMAT
@fil("--ut", "FIL.xlsx", "Skriv også sammendraget som arbeidsbok, med diagrammer.")
def oppsummer(bok: Path, dato: date, form: str, ut: Path | None) -> None:
    """Se kandidatene som helhet, måloppnåelsen og kurset i tall."""
    oversikt = verbs.oppsummer(bok, dato)
    if ut is not None:
        verbs.sammendrag(oversikt, bok, ut)
    click.echo(visning.summary(oversikt, form), nl=False)


@kursverktoy.command(cls=Kommando)
@BOK
@click.argument("hva", nargs=-1, metavar="[avtaler|planer|bevis]...")
@click.option(
    "--id", "ids", multiple=True, metavar="NR",
    help="Bare for denne partneren eller deltakeren, for eksempel P07 eller K05. Kan gjentas.",
)  # fmt: skip
@fil("--ut", "MAPPE", "Mappa dokumentene skrives til.", required=True)
@fil("--maler", "MAPPE", "Egne maler i stedet for de innebygde.")
@click.option("--uten-delvis", is_flag=True, help="Kursbevis viser bare mål som er oppnådd.")
@DATO
def skriv(
    bok: Path, hva: tuple[str, ...], ids: tuple[str, ...], ut: Path, maler: Path | None,
    dato: date, *, uten_delvis: bool,
) -> int:  # fmt: skip
    """Skriv avtaler, planer og kursbevis i Word."""
    with visning.progress("Skriver") as progress:
        resultat = verbs.skriv(
            bok, ut, dato, hva=hva, ids=ids, maler=maler, vis_delvis=not uten_delvis,
            progress=progress,
        )  # fmt: skip
    click.echo("\n".join(visning.written(resultat, ut)))
    return 0 if resultat.alt_laget else 1


@kursverktoy.command(cls=Kommando)
@fil("--ut", "MAPPE", "Mappa alt legges i (ellers «demo»).", default=Path("demo"))
def demo(ut: Path) -> None:
    """Prøv alt på et oppdiktet kurs, og få en omvisning."""
    click.echo("\n".join(visning.tour(verbs.demo(ut))))


@kursverktoy.command(cls=Kommando, hidden=True)
@fil("--rot", "MAPPE", "Mappa med klonen av kursverktoy.", default=Path())
def bygg(rot: Path) -> None:
    """Bygg arbeidsbøkene og referansene som følger med, på nytt."""
    changed = verbs.bygg(rot)
    click.echo("\n".join(f"Laget {path}" for path in changed) or "Alt er som det skal.")
