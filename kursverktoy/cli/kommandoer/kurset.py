"""The verbs about the workbook of a course, typed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kursverktoy import verbs
from kursverktoy.cli import pakket, visning
from kursverktoy.cli.kommandoer.felles import BOK, DATO, FORMAT
from kursverktoy.cli.norsk import Argument, kommando
from kursverktoy.course.funn import counted


@kommando(
    BOK,
    Argument("--fra", "Fyll boka fra et kurs i utvekslingsformatet.", "DATA.json", Path),
    Argument("--etter", "Bygg videre på forrige kurs, uten personer.", "GAMMEL.xlsx", Path),
    DATO,
)
def ny(bok: Path, fra: Path | None, etter: Path | None, dato: date) -> None:
    """Lag en ny arbeidsbok for ett kurs."""
    if etter is not None:
        from kursverktoy.cli import avsluttet  # noqa: PLC0415
        from kursverktoy.verbs import closing  # noqa: PLC0415

        print("\n".join(avsluttet.begun(closing.etter(bok, etter, dato, fra), bok)))
        return
    sjekket = verbs.ny(bok, dato, fra)
    print(f"Laget {bok.name}. Åpne den i Excel, og begynn på arket Start.")
    if fra:
        print(f"Kurset har {counted(sjekket.funn)}. Se arket Funn.")


@kommando(
    BOK,
    Argument("--json", "I utvekslingsformatet, som er det vanlige."),
    Argument("--ut", "Skriv til en fil i stedet for skjermen.", "DATA.json", Path),
    DATO,
)
def les(bok: Path, ut: Path | None, dato: date, *, json: bool) -> None:  # noqa: ARG001  the only format
    """Les kurset ut av en arbeidsbok."""
    if ut is None:
        print(verbs.les_json(bok, dato), end="")
    else:
        verbs.les_til(bok, ut, dato)


@kommando(
    BOK,
    DATO,
    Argument("--alt", "Kontroller alt, også ark som ikke er påbegynt."),
    Argument("--struktur", "Sjekk også nedtrekkslister, tabeller, formater og låser."),
    FORMAT,
    Argument("--rapport", "Skriv også funnene til FIL.xlsx eller FIL.html.", "FIL", Path,
             many=True),
)  # fmt: skip
def sjekk(
    bok: Path, dato: date, format: str, rapport: Sequence[Path], *, alt: bool, struktur: bool
) -> int:
    """Finn alt som mangler eller er galt i kurset."""
    sjekket = verbs.sjekk(bok, dato, alt=alt, struktur=struktur)
    for target in rapport:
        verbs.rapport(sjekket, bok, target)
    if format == "json":
        print(visning.as_json(sjekket.funn))
    else:
        print("\n".join(visning.findings(sjekket.bok, sjekket.funn)))
        pakket.remind(bok, dato)
    return 1 if sjekket.har_feil else 0


@kommando(
    BOK,
    Argument("--ut", "Den nye arbeidsboka.", "NY.xlsx", Path, required=True),
    Argument("--tilbakestill", "Sett lister og terskler tilbake til utgangspunktet."),
    DATO,
)
def reparer(bok: Path, ut: Path, dato: date, *, tilbakestill: bool) -> None:
    """Lag en frisk arbeidsbok med samme innhold."""
    reparert = verbs.reparer(bok, ut, dato, tilbakestill=tilbakestill)
    print(f"Laget {ut.name} med innholdet fra {bok.name}, som er urørt.")
    if reparert.ikke_med:
        print("Dette ble ikke med:")
        print("\n".join(f"  – {sentence}" for sentence in reparert.ikke_med))
    else:
        print("Alt ble med.")


@kommando(
    BOK,
    DATO,
    FORMAT,
    Argument("--ut", "Skriv også sammendraget som arbeidsbok, med diagrammer.", "FIL.xlsx", Path),
)
def oppsummer(bok: Path, dato: date, format: str, ut: Path | None) -> None:
    """Se kandidatene som helhet, måloppnåelsen og kurset i tall."""
    oversikt = verbs.oppsummer(bok, dato)
    if ut is not None:
        verbs.sammendrag(oversikt, bok, ut)
    print(visning.summary(oversikt, format), end="")
