"""What came back from partners, as a person reads it in a terminal: each thing said once."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kursverktoy.cli.farger import BOLD, RED, YELLOW, styled
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler.deling import PASSER_IKKE
from kursverktoy.sharing.forslag import KAN_VELGES, Forslag, Utfall
from kursverktoy.sharing.receipts import Kvittering
from kursverktoy.sharing.showing import ny_rad, vist
from kursverktoy.verbs.merging import Flettet

_HEADINGS = {
    Utfall.ENDRING: "Endringer",
    Utfall.NY_RAD: "Nye rader",
    Utfall.KONFLIKT: "Konflikter, som du velger i selv",
    Utfall.MERKNAD: "Kommentarer, som ikke har noen plass i boka",
    Utfall.AVVIST: "Ikke tatt inn",
}


def lines(resultat: Flettet, bok: Path, preview: Path | None, *, applied: bool) -> Iterator[str]:
    """Yield what would change in the workbook, or what has, and what is left."""
    fletting = resultat.fletting
    if applied:
        yield from _applied(resultat, bok)
        left = [f for f in fletting.forslag if f not in resultat.tatt_inn]
    else:
        left = [*fletting.forslag]
        if not any(f.utfall in KAN_VELGES for f in left):
            yield "Ingenting å ta inn."
    for utfall, heading in _HEADINGS.items():
        if alike := [f for f in left if f.utfall is utfall]:
            colour = (RED,) if utfall is Utfall.AVVIST else ()
            title = f"{heading}, ikke valgt" if applied and utfall in KAN_VELGES else heading
            yield styled(f"{title}: {len(alike)}", BOLD, *colour)
            yield from (_line(resultat.bok, f) for f in alike)
    yield from _turned_away(resultat)
    if fletting.alt_inne:
        yield f"{fletting.alt_inne} sto slik i boka fra før."
    if fletting.avgjort:
        yield f"{fletting.avgjort} har du sagt nei til før."
    yield from fletting.merknader
    if not applied:
        yield from _what_next(resultat, preview)


def _applied(resultat: Flettet, bok: Path) -> Iterator[str]:
    count = len(resultat.tatt_inn)
    if not count:
        yield f"Ingenting er tatt inn i {bok.name}."
    else:
        yield styled(
            f"{count} {'endring' if count == 1 else 'endringer'} tatt inn i {bok.name}", BOLD
        )
        numbers = {new.forslag.id: new.nøkkel for new in resultat.nye}
        for forslag in resultat.tatt_inn:
            number = numbers.get(forslag.id)
            yield f"{_line(resultat.bok, forslag)}{f'  → {number}' if number else ''}"
        if resultat.kvittering:
            folder = resultat.kvittering.parent
            yield f"Boka slik den var, og kvitteringen, ligger i {folder}."
        yield "Angre med «kursverktoy flett BOK --angre» så lenge boka ikke er endret."
    if resultat.nye_siden_sist:
        yield f"{resultat.nye_siden_sist} sto ikke i forhåndsvisningen. Se på dem, og kjør på nytt."
    if resultat.borte_siden_sist:
        yield f"{resultat.borte_siden_sist} valg i forhåndsvisningen gjelder ikke lenger."


def _line(bok: Kursbok, forslag: Forslag) -> str:
    where = " ".join(filter(None, (forslag.ark, *forslag.nøkkel, forslag.overskrift)))
    who = f"({forslag.partner or 'ukjent'}: {forslag.fil}, rad {forslag.rad})"
    mark = " " if forslag.utfall not in KAN_VELGES else "✓" if forslag.valgt else "?"
    reason = styled(f" {forslag.grunn}", YELLOW) if forslag.grunn else ""
    return f"  {mark} {where}: {_values(bok, forslag)} {who}{reason}"


def _values(bok: Kursbok, forslag: Forslag) -> str:
    deres = vist(forslag, forslag.deres) or ny_rad(bok, forslag).replace("\n", "; ")
    if forslag.utfall is Utfall.KONFLIKT:
        base, vår = vist(forslag, forslag.base), vist(forslag, forslag.vår)
        return f"delt «{base}», nå «{vår}», partneren «{deres}»"
    if forslag.utfall is Utfall.ENDRING:
        return f"«{vist(forslag, forslag.vår)}» → «{deres}»"
    return f"«{deres}»"


def _turned_away(resultat: Flettet) -> Iterator[str]:
    counts = Counter(f.partner for f in resultat.fletting.av(Utfall.AVVIST))
    for partner, antall in sorted(counts.items()):
        known = resultat.bok.partner(partner)
        name = f"{partner} {known.partnernavn}" if known else partner or "en ukjent partner"
        told = PASSER_IKKE.melding.format(antall=antall, partner=name)
        yield styled(f"{told} ({PASSER_IKKE.kode})", YELLOW)


def _what_next(resultat: Flettet, preview: Path | None) -> Iterator[str]:
    if preview:
        name = preview.name
        yield f"Laget {name}. Velg Ja eller Nei der, og ta det inn med --bruk {name}."
    elif any(f.utfall in KAN_VELGES for f in resultat.fletting.forslag):
        yield "Ta inn det som er merket ✓ med --bruk, eller velg selv i en forhåndsvisning: --ut."


def as_json(resultat: Flettet) -> str:
    """Return the proposals as JSON, with what was taken in."""
    taken = {f.id for f in resultat.tatt_inn}
    numbers = {new.forslag.id: new.nøkkel for new in resultat.nye}
    keys = (
        "id", "utfall", "partner", "fil", "rad", "rad_id", "ark", "nøkkel", "felt", "overskrift",
        "base", "vår", "deres", "verdier", "valgt", "grunn",
    )  # fmt: skip
    fletting = resultat.fletting
    data = {
        "forslag": [
            {key: getattr(f, key) for key in keys}
            | {"tatt_inn": f.id in taken, "ny_nøkkel": numbers.get(f.id)}
            for f in fletting.forslag
        ],
        "alt_inne": fletting.alt_inne,
        "avgjort": fletting.avgjort,
        "merknader": fletting.merknader,
        "kvittering": str(resultat.kvittering) if resultat.kvittering else None,
        "nye_siden_sist": resultat.nye_siden_sist,
        "borte_siden_sist": resultat.borte_siden_sist,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def undone(kvittering: Kvittering, bok: Path) -> Iterator[str]:
    """Yield what was undone."""
    count = len(kvittering.endret) + len(kvittering.nye)
    yield f"{bok.name} er satt tilbake slik den var før flettingen {kvittering.tid[:16]}."
    yield f"{count} {'endring' if count == 1 else 'endringer'} er tatt ut igjen."
