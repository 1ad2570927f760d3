"""What was found and done on the machine, as a person reads it in a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kursverktoy.cli.farger import BOLD, RED, YELLOW, styled

if TYPE_CHECKING:
    from kursverktoy.machine.installing import Installert
    from kursverktoy.verbs import Diagnose

_MARKS = {"ok": ("✓", ()), "advarsel": ("!", (YELLOW,)), "feil": ("✗", (RED,))}


def installed(resultat: "Installert") -> Iterator[str]:
    """Yield what was done, where, and what to do next."""
    for steg in resultat.steg:
        yield f"{styled(f'{steg.hva} {steg.hendelse}', BOLD)}: {steg.fil}"
        yield from (f"    {each}" for each in steg.merknader)
    if resultat.steg and resultat.neste:
        yield ""
    yield from resultat.neste


def diagnosed(resultat: "Diagnose", form: str) -> Iterator[str]:
    """Yield how each check came out as JSON, or as lines with what to do."""
    if form == "json":
        import json  # noqa: PLC0415  not needed for lines

        data = [each._asdict() for each in resultat.kontroller]
        yield json.dumps(data, ensure_ascii=False, indent=1)
        return
    width = max(len(each.navn) for each in resultat.kontroller)
    for each in resultat.kontroller:
        mark, colour = _MARKS[each.tilstand]
        yield f"  {styled(mark, *colour)} {each.navn:{width}}  {each.hva}"
        if each.råd:
            yield f"    {'':{width}}  {each.råd}"
    yield ""
    yield _tally(each.tilstand for each in resultat.kontroller)


def _tally(outcomes: Iterable[str]) -> str:
    """Return how many mistakes and warnings there are, and what the mistakes mean."""
    count = Counter(outcomes)
    warnings = "advarsel" if count["advarsel"] == 1 else "advarsler"
    said = f"{count['feil']} feil og {count['advarsel']} {warnings}."
    return f"{said} Knappene i Excel virker ikke før feilene er rettet." if count["feil"] else said
