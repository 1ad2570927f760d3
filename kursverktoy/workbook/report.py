"""The findings outside the course workbook: as a page to read and as a workbook to work through.

A report names people only as the course does to the coordinator («K05 Yonas F.»).
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from kursverktoy.course.cells import legal
from kursverktoy.course.funn import Funn, counted
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.workbook.builder.findings_sheet import workbook_of

_STYLE = """
:root { color-scheme: light; --ink: #1f2933; --soft: #52606d; --line: #d9e2ec; }
body { font: 16px/1.5 Calibri, Carlito, sans-serif; color: var(--ink); margin: 2rem auto;
       max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.sum { color: var(--soft); } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem;
         border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
td:nth-child(1) { width: 6rem; } td:nth-child(2) { width: 5rem; white-space: nowrap; }
td:nth-child(4) { width: 5rem; color: var(--soft); }
.feil { color: #a61b1b; font-weight: 600; } .advarsel { color: #8a5a00; font-weight: 600; }
.tips { color: #0b5c7a; } .hint { color: var(--soft); }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""


def as_workbook(bok: Kursbok, funn: Sequence[Funn], source: Path) -> bytes:
    """Return the findings as an .xlsx with the columns of the sheet Funn.

    Each row links to its cell in `source`; a reason under «Sett og vurdert» may be copied to
    the same sheet of the course workbook.
    """
    return workbook_of(bok, funn, source.name)


def as_html(bok: Kursbok, funn: Sequence[Funn], source: Path) -> bytes:
    """Return the findings as one page without scripts or outside resources, in UTF-8."""
    return "\n".join(_page(bok, funn, source)).encode()


def _page(bok: Kursbok, funn: Sequence[Funn], source: Path) -> Iterator[str]:
    navn = _text(bok.kurs.kursnavn or source.stem)
    open_, seen = ([f for f in funn if (f.vurdert is None) is each] for each in (True, False))
    yield f'<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Funn: {navn}</title>'
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{navn}</h1>"
    yield f'<p class="sum">Sjekket per {bok.dato:%d.%m.%Y}: {counted(open_)}.</p>'
    if not open_:
        yield "<p>Ingen funn. Alt stemmer.</p>"
    for ark, group in groupby(open_, key=lambda f: f.ark):
        yield from _table(ark, group, source)
    if seen:
        yield from _table("Vurdert", seen, source)
    yield "</body></html>"


def _table(heading: str, funn: Iterable[Funn], source: Path) -> Iterator[str]:
    yield f"<h2>{_text(heading)}</h2><table><thead><tr><th>Alvor</th><th>Celle</th>"
    yield "<th>Hva du kan gjøre</th><th>Kode</th></tr></thead><tbody>"
    yield from (_row(f, source) for f in funn)
    yield "</tbody></table>"


def _row(funn: Funn, source: Path) -> str:
    link = "–"
    if funn.celle:
        place = quote(f"'{funn.ark}'!{funn.celle}")
        target = f"{quote(source.name)}#{place}"
        shown = f"{funn.ark}!{funn.celle}" if funn.vurdert is not None else funn.celle
        link = f'<a href="{target}">{_text(shown)}</a>'
    hint = f' <span class="hint">Forslag: «{_text(funn.forslag)}».</span>' if funn.forslag else ""
    seen = f' <span class="hint">Vurdert: {_text(funn.vurdert)}</span>' if funn.vurdert else ""
    return (
        f'<tr><td class="{funn.alvor.value}">{funn.alvor.value.capitalize()}</td><td>{link}</td>'
        f"<td>{_text(funn.melding)}{hint}{seen}</td><td>{funn.kode}</td></tr>"
    )


def _text(written: str) -> str:
    return escape(legal(written))
