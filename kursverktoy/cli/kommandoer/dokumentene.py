"""The verbs about documents and their templates, typed."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kursverktoy import verbs
from kursverktoy.cli import COULD_NOT_RUN, skrevet, visning
from kursverktoy.cli.kommandoer.felles import BOK, DATO, FORMAT
from kursverktoy.cli.norsk import Argument, en_av, kommando
from kursverktoy.errors import KursverktoyError


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
