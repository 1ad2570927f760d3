"""The verbs about the end of a course, and about what is held of people, typed."""

from datetime import date
from pathlib import Path

from kursverktoy.cli.kommandoer.felles import BOK, DATO
from kursverktoy.cli.norsk import Argument, kommando
from kursverktoy.errors import KursverktoyError


@kommando(
    BOK,
    Argument("--ut", "Lag en kopi uten personer.", "ANONYM.xlsx", Path),
    Argument("--slett", "Slett det som er forfalt, fra boka selv. Vises først."),
    Argument("--ja", "Slett virkelig (med --slett)."),
    DATO,
)
def avslutt(bok: Path, ut: Path | None, dato: date, *, slett: bool, ja: bool) -> None:
    """Se hva som skal slettes, lag en kopi uten personer, og slett."""
    from kursverktoy.cli import avsluttet  # noqa: PLC0415
    from kursverktoy.verbs import closing  # noqa: PLC0415

    if ja and not slett:
        raise KursverktoyError("--ja gjelder sletting. Skriv --slett --ja for å slette.")
    if ut is not None:
        print("\n".join(avsluttet.copied(closing.anonymiser(bok, ut, dato), ut)))
    if slett:
        print("\n".join(avsluttet.deleted(closing.slett(bok, dato, ja=ja), bok)))
    if ut is None and not slett:
        print("\n".join(avsluttet.due(closing.avslutt(bok, dato))))


@kommando(
    BOK,
    Argument("--id", "Nummeret til kandidaten eller deltakeren.", "K05", required=True),
    Argument("--ut", "Word-dokumentet.", "FIL.docx", Path, required=True),
    Argument("--dokumenter", "Mappen dokumentene er skrevet til.", "MAPPE", Path),
    DATO,
)
def innsyn(bok: Path, id: str, ut: Path, dokumenter: Path | None, dato: date) -> None:
    """Skriv alt boka har om én person, til personen selv."""
    from kursverktoy.cli import avsluttet  # noqa: PLC0415
    from kursverktoy.verbs import insight  # noqa: PLC0415

    print("\n".join(avsluttet.insight(insight.innsyn(bok, id, ut, dato, dokumenter), ut)))


@kommando(BOK, Argument("--ut", "Word-dokumentet.", "FIL.docx", Path, required=True), DATO)
def protokoll(bok: Path, ut: Path, dato: date) -> None:
    """Skriv én side til behandlingsprotokoll og DPIA."""
    from kursverktoy.verbs import insight  # noqa: PLC0415

    insight.protokoll(bok, ut, dato)
    print(f"Laget {ut.name}. La personvernombudet lese den før dere bruker den.")
