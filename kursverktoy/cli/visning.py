"""Findings as a person reads them in a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import click

from kursverktoy.course.funn import Alvor, Funn
from kursverktoy.course.kursbok import Kursbok

_COLOURS = {Alvor.FEIL: "red", Alvor.ADVARSEL: "yellow", Alvor.TIPS: "cyan"}
_MARKS = {Alvor.FEIL: "✗", Alvor.ADVARSEL: "!", Alvor.TIPS: "·"}
_FEW = 3
"""So many findings of one kind on a sheet are shown one by one; more become one line."""


def tell(funn: Sequence[Funn]) -> str:
    """Return how many findings of each severity there are: «1 feil, 9 advarsler, 7 tips»."""
    counts = [sum(f.alvor is alvor for f in funn) for alvor in Alvor]
    words = ("feil", "advarsel" if counts[1] == 1 else "advarsler", "tips")
    return ", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True))


def findings(bok: Kursbok, funn: Sequence[Funn]) -> Iterator[str]:
    """Yield the lines of the page: a heading, then each sheet with its findings."""
    open_ = [f for f in funn if f.vurdert is None]
    navn = bok.kurs.kursnavn or "Kurset har ikke fått navn ennå"
    yield click.style(f"{navn} – sjekket per {bok.dato:%d.%m.%Y}", bold=True)
    yield tell(open_) if open_ else "Ingen funn. Alt stemmer."
    for ark, group in groupby(open_, key=lambda f: f.ark):
        yield ""
        yield click.style(ark, bold=True)
        yield from _sheet(list(group))
    seen = [f for f in funn if f.vurdert is not None]
    if seen:
        yield ""
        yield click.style("Vurdert", bold=True)
        yield from (
            f"    {f.ark}!{f.celle or '–'}  {f.melding} ({f.kode}: {f.vurdert})" for f in seen
        )


def _sheet(funn: Sequence[Funn]) -> Iterator[str]:
    kinds: dict[tuple[str, str | None], list[Funn]] = {}
    for each in funn:
        kinds.setdefault((each.kode, each.felt), []).append(each)
    for alike in kinds.values():
        shown = alike if len(alike) <= _FEW else alike[:1]
        yield from map(_line, shown)
        if len(shown) < len(alike):
            rest = alike[len(shown) :]
            yield f"      … og det samme {len(rest)} steder til: {_places(rest)}"


def _line(funn: Funn) -> str:
    mark = click.style(f"{_MARKS[funn.alvor]} {funn.alvor:<8}", fg=_COLOURS[funn.alvor])
    hint = f" Forslag: «{funn.forslag}»." if funn.forslag else ""
    return f"  {mark} {funn.celle or '–':<6} {funn.melding}{hint} ({funn.kode})"


def _places(funn: Iterable[Funn]) -> str:
    places = [f.celle or f.id or "–" for f in funn]
    return ", ".join(places[:12]) + (" …" if len(places) > 12 else "")  # noqa: PLR2004  one line


def as_json(funn: Iterable[Funn]) -> str:
    """Return the open findings as JSON, one object each, in workbook order.

    Those the coordinator has acknowledged are left out, as they ask for nothing.
    """
    import json  # noqa: PLC0415  not needed for a page of text

    keys = ("kode", "alvor", "ark", "celle", "rad", "id", "felt", "melding", "forslag")
    data = [{key: getattr(f, key) for key in keys} for f in funn if f.vurdert is None]
    return json.dumps(data, ensure_ascii=False, indent=1)
