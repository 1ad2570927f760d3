"""What the verbs return, as a person reads it in a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kursverktoy.cli.farger import BOLD, CYAN, RED, YELLOW, coloured, styled
from kursverktoy.course.funn import Alvor, Funn, counted
from kursverktoy.course.kursbok import Kursbok

if TYPE_CHECKING:
    from kursverktoy.documents.linter.maler import Malsjekk
    from kursverktoy.documents.mailmerge.conversion import Omgjøring
    from kursverktoy.documents.register.listing import Registerrad
    from kursverktoy.summary.oversikt import Oversikt
    from kursverktoy.verbs import Demo
    from kursverktoy.verbs.documents import Kommentert

_COLOURS = {Alvor.FEIL: RED, Alvor.ADVARSEL: YELLOW, Alvor.TIPS: CYAN}
_MARKS = {Alvor.FEIL: "✗", Alvor.ADVARSEL: "!", Alvor.TIPS: "·"}
_FEW = 3
"""So many findings of one kind on a sheet are shown one by one; more become one line."""
_BAR = 36


def findings(bok: Kursbok, funn: Sequence[Funn]) -> Iterator[str]:
    """Yield the lines of the page: a heading, then each sheet with its findings."""
    open_ = [f for f in funn if f.vurdert is None]
    navn = bok.kurs.kursnavn or "Kurset har ikke fått navn ennå"
    yield styled(f"{navn} – sjekket per {bok.dato:%d.%m.%Y}", BOLD)
    yield counted(open_) if open_ else "Ingen funn. Alt stemmer."
    for ark, group in groupby(open_, key=lambda f: f.ark):
        yield ""
        yield styled(ark, BOLD)
        yield from _sheet(list(group))
    seen = [f for f in funn if f.vurdert is not None]
    if seen:
        yield ""
        yield styled("Vurdert", BOLD)
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
    mark = styled(f"{_MARKS[funn.alvor]} {funn.alvor:<8}", _COLOURS[funn.alvor])
    hint = f" Forslag: «{funn.forslag}»." if funn.forslag else ""
    return f"  {mark} {funn.celle or '–':<6} {funn.melding}{hint} ({funn.kode})"


def _places(funn: Iterable[Funn]) -> str:
    places = [" ".join(filter(None, (f.id, f.celle))) or "–" for f in funn]
    return ", ".join(places[:12]) + (" …" if len(places) > 12 else "")  # noqa: PLR2004  one line


def as_json(funn: Iterable[Funn]) -> str:
    """Return the open findings as JSON, one object each, in workbook order.

    Those the coordinator has acknowledged are left out, as they ask for nothing.
    """
    keys = ("kode", "alvor", "ark", "celle", "rad", "id", "felt", "melding", "forslag")
    data = [{key: getattr(f, key) for key in keys} for f in funn if f.vurdert is None]
    return _json(data)


def summary(oversikt: "Oversikt", form: str) -> str:
    """Return the figures as JSON or as a page that fits the terminal."""
    if form == "json":
        from kursverktoy.summary.exchange import as_json as summary_json  # noqa: PLC0415

        return summary_json(oversikt)
    from shutil import get_terminal_size  # noqa: PLC0415

    from kursverktoy.summary.terminal import as_text  # noqa: PLC0415

    return as_text(oversikt, get_terminal_size().columns, color=coloured())


def progress(label: str) -> "Callable[[int, int, object], None] | None":
    """Return what shows a bar while files are made; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def step(done: int, of: int, _made: object) -> None:
        bar = "#" * (_BAR * done // of)
        end = "\n" if done == of else ""
        print(f"\r{label}  [{bar:-<{_BAR}}] {100 * done // of:3}%", end=end, file=sys.stderr,
              flush=True)  # fmt: skip

    return step


def register(rows: "Sequence[Registerrad]", form: str) -> str:
    """Return the documents of a register as JSON or as a table."""
    from kursverktoy.documents.register.listing import as_data, as_lines  # noqa: PLC0415

    return _json(as_data(rows)) if form == "json" else "\n".join(as_lines(rows))


def templates(sjekket: "Malsjekk", form: str) -> str:
    """Return what was found in templates as JSON, one object each, or as a page."""
    from kursverktoy.documents.linter.telling import lines, rows  # noqa: PLC0415

    if form == "json":
        return _json(list(rows(sjekket.funn)))
    return "\n".join(lines(sjekket.maler, sjekket.funn))


def commented(kommentert: "Kommentert") -> Iterator[str]:
    """Yield which copies were made, and why some were not."""
    yield from (f"Laget {copy}" for copy in kommentert.kopier)
    yield from kommentert.trøbbel


def conversion(result: "Omgjøring", target: Path) -> Iterator[str]:
    """Yield what became of each field of a mail-merge template."""
    yield styled(f"Laget {target.name} av {len(result.felt)} flettefelt", BOLD)
    for each in result.felt:
        became = f" → {each.tag}" if each.tag else ""
        yield f"  {each.utfall}: {each.felt}{became}" + (f"  ({each.sted})" if each.sted else "")
        if each.merknad:
            yield f"      {each.merknad}"


def _json(data: object) -> str:
    import json  # noqa: PLC0415  not needed for a page of text

    return json.dumps(data, ensure_ascii=False, indent=1)


def tour(demo: "Demo") -> Iterator[str]:
    """Yield a short tour of what the demonstration made."""
    bok, funn = demo.sjekket.bok, demo.sjekket.funn
    yield styled("Kursverktøy: en omvisning", BOLD)
    yield f"Alt ligger i mappen {demo.bok.parent}. Personer og partnere er oppdiktet."
    yield ""
    yield f"1. ny         {demo.bok.name}"
    yield f"              {bok.kurs.kursnavn}: {len(bok.kandidater)} kandidater,"
    yield f"              {len(bok.partnere)} partnere, {len(bok.læringsmål)} læringsmål."
    yield "              Åpne den i Excel eller LibreOffice, og begynn på arket Start."
    yield f"2. sjekk      {counted(funn)} (se også {demo.rapport.name})"
    yield from (f"              · {f.ark}!{f.celle or '–'} {f.melding}" for f in funn[:3])
    yield f"              … og {len(funn) - 3} til."
    yield f"3. oppsummer  {demo.sammendrag.name}"
    yield from (f"              {line}" for line in _key_figures(demo.oversikt))
    made = [d.fil.name for d in demo.skrevet.dokumenter if d.fil.exists()]
    yield f"4. skriv      {len(made)} Word-dokumenter i {demo.dokumenter.name}/, for eksempel"
    yield from (f"              {name}" for name in made[:: max(1, len(made) // 3)][:4])
    yield ""
    yield "Prøv selv:"
    program = Path(sys.argv[0])
    typed = program if program.stem == "kursverktoy" else "python -m kursverktoy"
    yield f"  {typed} sjekk {demo.bok} --dato {bok.dato}"
    yield f"  {typed} oppsummer {demo.bok} --dato {bok.dato}"


def _key_figures(oversikt: "Oversikt") -> Iterator[str]:
    from kursverktoy.summary.fakta import kursfakta  # noqa: PLC0415

    yield from (f"{name}: {value}" for name, value in kursfakta(oversikt)[:4])
