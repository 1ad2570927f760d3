"""The verbs about the coordinator's machine: installer, diagnose."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kursverktoy.errors import KursverktoyError
from kursverktoy.shipped import shipped
from kursverktoy.verbs.documents import maler
from kursverktoy.verbs.workbook import les

if TYPE_CHECKING:
    from kursverktoy.machine.check import Kontroll
    from kursverktoy.machine.installing import Installert
    from kursverktoy.machine.machine import Machine


def installer(
    *,
    varm: bool = False,
    fjern: bool = False,
    tillegg: Path | None = None,
    machine: "Machine | None" = None,
) -> "Installert":
    """Put the add-in in Excel and tell it where Python is; with `fjern` take it away again.

    With `varm` Excel keeps Python running between clicks. `tillegg` is another add-in than the
    one we ship, and `machine` another machine than this. Raises `KursverktoyError` with
    everything as it was.
    """
    from kursverktoy.machine.installing import install, remove  # noqa: PLC0415
    from kursverktoy.machine.this import ThisMachine  # noqa: PLC0415

    machine = machine or ThisMachine()
    data = _addin(tillegg)
    if fjern:
        if varm:
            raise KursverktoyError("Velg enten --varm eller --fjern, ikke begge.")
        return remove(machine, data)
    return install(machine, data, warm=varm)


class Diagnose(NamedTuple):
    """All that was looked at on a machine, and how it is."""

    kontroller: "tuple[Kontroll, ...]"

    @property
    def stopper(self) -> bool:
        """Whether anything keeps a click in Excel from working."""
        from kursverktoy.machine.check import Tilstand  # noqa: PLC0415

        return any(each.tilstand is Tilstand.FEIL for each in self.kontroller)


def diagnose(
    bok: Path | None = None,
    *,
    tillegg: Path | None = None,
    machine: "Machine | None" = None,
) -> Diagnose:
    """Look at all that can keep a click in Excel from working, and at the workbook `bok`.

    Nothing is changed. `tillegg` and `machine` are as in `installer`.
    """
    from kursverktoy.machine.check import Case  # noqa: PLC0415
    from kursverktoy.machine.diagnosing import diagnosed  # noqa: PLC0415
    from kursverktoy.machine.this import ThisMachine  # noqa: PLC0415

    case = Case(machine or ThisMachine(), _addin(tillegg), bok)
    return Diagnose((*diagnosed(case), *_what_we_use(), *_reading(bok)))


def _addin(path: Path | None) -> bytes | None:
    """Return the add-in at `path`, or the one we ship; None when there is none."""
    path = path or shipped("workbooks") / "kursverktoy.xlam"
    return path.read_bytes() if path.is_file() else None


def _what_we_use() -> "Iterator[Kontroll]":
    """Yield how the programs and templates are that documents are made with."""
    from kursverktoy.documents.pdf.programs import installed  # noqa: PLC0415
    from kursverktoy.machine.check import Kontroll, Tilstand  # noqa: PLC0415

    names = " og ".join(converter.name for converter in installed())
    if names:
        yield Kontroll("PDF", Tilstand.OK, f"PDF kan lages med {names}.")
    else:
        yield Kontroll(
            "PDF",
            Tilstand.ADVARSEL,
            "PDF kan ikke lages: verken Word eller LibreOffice er funnet.",
            "Installer LibreOffice om du trenger PDF. Word-dokumentene blir laget uansett.",
        )
    sjekket = maler()
    if sjekket.har_feil:
        yield Kontroll(
            "Maler",
            Tilstand.FEIL,
            "En av malene som følger med, er skadet.",
            "Skriv «kursverktoy maler» for å se hva, og installer kursverktoy på nytt.",
        )
    else:
        yield Kontroll("Maler", Tilstand.OK, f"{len(sjekket.filer)} maler uten feil.")


def _reading(bok: Path | None) -> "Iterator[Kontroll]":
    from kursverktoy.machine.check import Kontroll, Tilstand  # noqa: PLC0415
    from kursverktoy.machine.of_book import is_address  # noqa: PLC0415

    if bok is None or is_address(bok):
        return
    try:
        les(bok, date.today())  # noqa: DTZ011  the coordinator's own day
    except KursverktoyError as error:
        yield Kontroll("Boka", Tilstand.FEIL, str(error))
    else:
        yield Kontroll("Boka", Tilstand.OK, f"«{bok.name}» kan leses.")
