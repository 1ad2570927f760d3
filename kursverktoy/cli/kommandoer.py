"""The verbs as they are typed, in the order of a coordinator's day."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy import verbs
from kursverktoy.cli import COULD_NOT_RUN, maskin, skrevet, visning
from kursverktoy.cli.norsk import TODAY, Argument, dag, en_av, kommando
from kursverktoy.course.funn import counted
from kursverktoy.errors import KursverktoyError

if TYPE_CHECKING:
    from kursverktoy.machine.check import Kontroll

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
    Argument("hva", "Det som skal skrives; alt når ingenting nevnes. Ordene: avtaler, "
             "praksisavtaler, planer, kursplan, bevis, infoark, kandidatark, rapport; eller én "
             "utgave, som rapport-ekstern.", "HVA", many=True),
    Argument("--id", "Bare for denne partneren eller deltakeren, for eksempel P07 eller K05. "
             "Kan gjentas.", "NR", many=True),
    Argument("--ut", "Mappen dokumentene skrives til.", "MAPPE", Path, required=True),
    Argument("--vis", "Vis hva som ville blitt skrevet, og hvorfor. Ingenting blir skrevet."),
    Argument("--pdf", "Lag også PDF, med Word eller LibreOffice."),
    Argument("--sprak", "Språket; ellers partnerens eller kursets.", "nb|nn|en",
             en_av("nb", "nn", "en")),
    Argument("--maler", "Egne maler i stedet for de innebygde.", "MAPPE", Path),
    Argument("--uten-delvis", "Kursbevis viser bare mål som er oppnådd."),
    Argument("--duplikat", "Duplikat av kursbeviset som er utstedt; nevn hvem med --id."),
    DATO,
)  # fmt: skip
def skriv(
    bok: Path, hva: Sequence[str], id: Sequence[str], ut: Path, maler: Path | None, dato: date,
    sprak: str | None, *, vis: bool, pdf: bool, uten_delvis: bool, duplikat: bool,
) -> int:  # fmt: skip
    """Skriv avtaler, planer, kursbevis og de andre dokumentene i Word."""
    from kursverktoy.documents.contexts.context import Choices  # noqa: PLC0415

    resultat = verbs.skriv(
        bok, ut, dato, hva=hva, ids=id, maler=maler, vis=vis,
        choices=Choices(vis_delvis=not uten_delvis, språk=sprak, duplikat=duplikat),
        progress=visning.progress("Skriver"),
    )  # fmt: skip
    if pdf and not vis:
        resultat = verbs.pdf(resultat, ut, visning.progress("Lager PDF"))
    print("\n".join(skrevet.lines(resultat, ut)))
    if pdf and vis:
        print("PDF lages av dokumentene når de er skrevet, så --vis viser ingen.")
    return 0 if resultat.alt_laget else 1


@kommando(
    Argument("mappe", "Mappen dokumentene er skrevet til.", "MAPPE", Path, required=True),
    FORMAT,
    Argument("--ut", "Skriv registeret til en fil som Excel åpner.", "FIL.csv", Path),
)
def register(mappe: Path, format: str, ut: Path | None) -> int:
    """Se hva som er skrevet og utstedt, og om filene er som da de ble skrevet."""
    liste = verbs.register(mappe, ut)
    if liste.rader or format == "json":
        print(visning.register(liste.rader, format))
    if liste.merknad:
        print(liste.merknad, file=sys.stderr)
    return 1 if liste.skadet else 0


@kommando(
    Argument("mal", "Malene som skal sjekkes; alle når ingen nevnes.", "MAL.docx", Path, many=True),
    Argument("--maler", "Mappen med malene (ellers de innebygde).", "MAPPE", Path),
    Argument("--bok", "Prøv malene på denne arbeidsboka også.", "BOK.xlsx", Path),
    Argument("--kommenter", "Legg kopier med Word-kommentarer ved feilene her.", "MAPPE", Path),
    Argument("--konverter", "Gjør en flettemal fra Word om til en av våre.", "INN.docx", Path),
    Argument("--ut", "Den nye malen (med --konverter). Navnet sier hvilket dokument.", "UT.docx",
             Path),
    FORMAT,
    DATO,
)  # fmt: skip
def maler(
    mal: Sequence[Path], maler: Path | None, bok: Path | None, kommenter: Path | None,
    konverter: Path | None, ut: Path | None, format: str, dato: date,
) -> int:  # fmt: skip
    """Sjekk Word-malene mot arbeidsboka: tagger, felt, personvern og språk."""
    if konverter is not None:
        mal = [_converted(konverter, ut)]
    sjekket = verbs.maler(mal, folder=maler, bok=bok, dato=dato)
    # Before anything is shown: whoever reads it may stop at any line.
    kommentert = verbs.kommenter(sjekket, kommenter, dato) if kommenter else None
    for line in visning.commented(kommentert) if kommentert else ():
        print(line, file=sys.stderr)
    print(visning.templates(sjekket, format))
    if kommentert and kommentert.trøbbel:
        return COULD_NOT_RUN
    return 1 if sjekket.har_feil else 0


def _converted(source: Path, target: Path | None) -> Path:
    if target is None:
        raise KursverktoyError(
            "Si også hva den nye malen skal hete, for eksempel --ut D5_kursbevis_nb.docx."
        )
    print("\n".join(visning.conversion(verbs.konverter(source, target), target)), file=sys.stderr)
    return target


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
    """Prøv alt på et oppdiktet kurs, og få en omvisning."""
    print("\n".join(visning.tour(verbs.demo(ut))))


@kommando(
    Argument("--rot", "Mappen med klonen av kursverktoy.", "MAPPE", Path, "."), hidden=True
)  # fmt: skip
def bygg(rot: Path) -> None:
    """Bygg arbeidsbøkene og referansene som følger med, på nytt."""
    changed = verbs.bygg(rot)
    print("\n".join(f"Laget {path}" for path in changed) or "Alt er som det skal.")
