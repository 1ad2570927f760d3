"""The verbs as they are typed, in the order of a coordinator's day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kursverktoy import verbs
from kursverktoy.cli import visning
from kursverktoy.cli.norsk import TODAY, Argument, dag, en_av, kommando
from kursverktoy.course.funn import counted

BOK = Argument("bok", "Arbeidsboka til kurset.", "BOK.xlsx", Path, required=True)
DATO = Argument("--dato", "Dagen det sjekkes for (ellers i dag).", "DATO", dag, TODAY)
FORMAT = Argument("--format", "Tekst eller JSON.", "tekst|json", en_av("tekst", "json"), "tekst")


@kommando(
    BOK,
    Argument("--fra", "Fyll boka fra et kurs i utvekslingsformatet.", "DATA.json", Path),
    DATO,
)
def ny(bok: Path, fra: Path | None, dato: date) -> None:
    """Lag en ny arbeidsbok for ett kurs."""
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


@kommando(
    BOK,
    Argument("hva", "Det som skal skrives; alt når ingenting nevnes.", "avtaler|planer|bevis",
             many=True),
    Argument("--id", "Bare for denne partneren eller deltakeren, for eksempel P07 eller K05. "
             "Kan gjentas.", "NR", many=True),
    Argument("--ut", "Mappa dokumentene skrives til.", "MAPPE", Path, required=True),
    Argument("--maler", "Egne maler i stedet for de innebygde.", "MAPPE", Path),
    Argument("--uten-delvis", "Kursbevis viser bare mål som er oppnådd."),
    DATO,
)  # fmt: skip
def skriv(
    bok: Path, hva: Sequence[str], id: Sequence[str], ut: Path, maler: Path | None, dato: date,
    *, uten_delvis: bool,
) -> int:  # fmt: skip
    """Skriv avtaler, planer og kursbevis i Word."""
    resultat = verbs.skriv(
        bok, ut, dato, hva=hva, ids=id, maler=maler, vis_delvis=not uten_delvis,
        progress=visning.progress("Skriver"),
    )  # fmt: skip
    print("\n".join(visning.written(resultat, ut)))
    return 0 if resultat.alt_laget else 1


@kommando(Argument("--ut", "Mappa alt legges i (ellers «demo»).", "MAPPE", Path, "demo"))
def demo(ut: Path) -> None:
    """Prøv alt på et oppdiktet kurs, og få en omvisning."""
    print("\n".join(visning.tour(verbs.demo(ut))))


@kommando(
    Argument("--rot", "Mappa med klonen av kursverktoy.", "MAPPE", Path, "."), hidden=True
)  # fmt: skip
def bygg(rot: Path) -> None:
    """Bygg arbeidsbøkene og referansene som følger med, på nytt."""
    changed = verbs.bygg(rot)
    print("\n".join(f"Laget {path}" for path in changed) or "Alt er som det skal.")
