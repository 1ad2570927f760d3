"""The verbs as they are typed, in the order of a coordinator's day."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kursverktoy import verbs
from kursverktoy.cli import COULD_NOT_RUN, avsluttet, maskin, pakket, skrevet, visning
from kursverktoy.cli.norsk import TODAY, Argument, dag, en_av, kommando
from kursverktoy.course.funn import counted
from kursverktoy.errors import KursverktoyError

BOK = Argument("bok", "Arbeidsboka til kurset.", "BOK.xlsx", Path, required=True)
DATO = Argument("--dato", "Dagen det sjekkes for (ellers i dag).", "DATO", dag, TODAY)
FORMAT = Argument("--format", "Tekst eller JSON.", "tekst|json", en_av("tekst", "json"), "tekst")


@kommando(
    BOK,
    Argument("--fra", "Fyll boka fra et kurs i utvekslingsformatet.", "DATA.json", Path),
    Argument("--etter", "Bygg videre på forrige kurs, uten personer.", "GAMMEL.xlsx", Path),
    DATO,
)
def ny(bok: Path, fra: Path | None, etter: Path | None, dato: date) -> None:
    """Lag en ny arbeidsbok for ett kurs."""
    if etter is not None:
        print("\n".join(avsluttet.begun(verbs.etter(bok, etter, dato, fra), bok)))
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
        _remind(bok, dato)
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
    _remind(bok, dato)
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


def _remind(bok: Path, dato: date) -> None:
    try:
        due = verbs.forfalt(bok, dato)
    except KursverktoyError as error:
        print(f"\n{error}")  # what was asked for has been done
        return
    if due:
        print("\n".join(("", *pakket.overdue(due))))


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


@kommando(Argument("bok", "Se på denne arbeidsboka også.", "BOK.xlsx", Path), FORMAT)
def diagnose(bok: Path | None, format: str) -> int:
    """Finn ut hvorfor knappene i Excel ikke virker, og hva du kan gjøre."""
    found = verbs.diagnose(bok)
    print("\n".join(maskin.diagnosed(found, format)))
    return 1 if found.stopper else 0


@kommando(
    BOK,
    Argument("--ut", "Lag en kopi uten personer.", "ANONYM.xlsx", Path),
    Argument("--slett", "Slett det som er forfalt, fra boka selv. Vises først."),
    Argument("--ja", "Slett virkelig (med --slett)."),
    DATO,
)
def avslutt(bok: Path, ut: Path | None, dato: date, *, slett: bool, ja: bool) -> None:
    """Se hva som skal slettes, lag en kopi uten personer, og slett."""
    if ja and not slett:
        raise KursverktoyError("--ja gjelder sletting. Skriv --slett --ja for å slette.")
    if ut is not None:
        print("\n".join(avsluttet.copied(verbs.anonymiser(bok, ut, dato), ut)))
    if slett:
        print("\n".join(avsluttet.deleted(verbs.slett(bok, dato, ja=ja), bok)))
    if ut is None and not slett:
        print("\n".join(avsluttet.due(verbs.avslutt(bok, dato))))


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


@kommando(
    BOK,
    Argument("--id", "Nummeret til kandidaten eller deltakeren.", "K05", required=True),
    Argument("--ut", "Word-dokumentet.", "FIL.docx", Path, required=True),
    Argument("--dokumenter", "Mappen dokumentene er skrevet til.", "MAPPE", Path),
    DATO,
)
def innsyn(bok: Path, id: str, ut: Path, dokumenter: Path | None, dato: date) -> None:
    """Skriv alt boka har om én person, til personen selv."""
    print("\n".join(avsluttet.insight(verbs.innsyn(bok, id, ut, dato, dokumenter), ut)))


@kommando(BOK, Argument("--ut", "Word-dokumentet.", "FIL.docx", Path, required=True), DATO)
def protokoll(bok: Path, ut: Path, dato: date) -> None:
    """Skriv én side til behandlingsprotokoll og DPIA."""
    verbs.protokoll(bok, ut, dato)
    print(f"Laget {ut.name}. La personvernombudet lese den før dere bruker den.")


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
