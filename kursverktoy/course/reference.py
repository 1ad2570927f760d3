"""The reference page: every sheet, column, list, threshold and rule, from the declaration."""

from collections.abc import Iterator
from datetime import date

from kursverktoy.course.funn import KATALOG, Alvor, Fase
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.lists import LISTER, OMRÅDER
from kursverktoy.course.parsing import list_name
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.course.terskler import Terskler, thresholds

_TYPES = {str: "tekst", int: "heltall", float: "tall", date: "dato", bool: "ja/nei"}
_COLUMN_HEADINGS = (
    "Overskrift", "Felt", "Type", "Fylles ut", "Personvern", "Deles fra", "Dokumenter", "Hjelp",
)  # fmt: skip
_PHASES = {
    Fase.ALLTID: "alltid",
    Fase.PLANLEGGING: "planlegging",
    Fase.INNTAK: "inntak",
    Fase.GJENNOMFØRING: "gjennomføring",
    Fase.AVSLUTNING: "avslutning",
}


def reference() -> str:
    """Return `workbooks/REFERANSE.md`."""
    return "\n".join((*_head(), *_sheets(), *_lists(), *_thresholds(), *_rules())) + "\n"


def _head() -> Iterator[str]:
    count = sum(len(columns(ark)) for ark in ARK)
    yield "# Referanse: ark, kolonner, lister og regler"
    yield ""
    yield (
        f"Laget av programmet fra én og samme beskrivelse ({len(ARK)} ark, {count} kolonner, "
        f"{len(KATALOG)} regler). Ikke rediger siden; kjør `make workbooks`."
    )
    yield ""
    yield (
        "**Felt** er navnet i dokumentmaler og i utvekslingsformatet. **Deles fra** er det "
        "laveste delingsnivået en partner må ha for å se kolonnen; «aldri» betyr at den ikke "
        "forlater kommunen. **Dokumenter** er de som kan vise kolonnen."
    )


def _sheets() -> Iterator[str]:
    yield from ("", "## Ark")
    for ark in ARK:
        yield from ("", f"### {ark.ark}", "", ark.formål, "")
        yield _row(*_COLUMN_HEADINGS)
        yield _row(*("---" for _ in _COLUMN_HEADINGS))
        yield from (_column(ark, field) for field in columns(ark).values())


def _column(ark: type[Rad], field: Field) -> str:
    column = field.column
    heading = field.heading()
    if column.nn:
        heading += f"<br>*{column.nn}*"
    key = " (nøkkel)" if field.name in ark.nøkkel else ""
    shared = "aldri" if column.level is None else f"nivå {column.level}"
    cells = (
        heading, f"`{field.name}`{key}", _type(field), column.required.value,
        column.personvern.value, shared, column.documents or "–", column.help or "–",
    )  # fmt: skip
    return _row(*cells)


def _type(field: Field) -> str:
    column = field.column
    if field.is_ref:
        kind = f"→ {column.ref}"
    elif name := list_name(field):
        kind = f"liste `{name}`"
    elif column.scale:
        kind = f"0–{len(column.scale) - 1}"
    elif column.email:
        kind = "e-post"
    else:
        kind = _TYPES[field.type]
    if field.many:
        kind += ", flere med «;»"
    limits = (
        skriv(column.low) if column.low is not None else "",
        skriv(column.high) if column.high is not None else "",
    )
    return kind + (f" ({'–'.join(limits)})" if any(limits) and not column.scale else "")


def _lists() -> Iterator[str]:
    yield from (
        "",
        "## Lister",
        "",
        "Egne verdier kan legges til nederst i hver liste på arket Lister.",
        "",
    )
    yield from ("| Liste | Verdier |", "|---|---|")
    yield from (_row(f"`{name}`", " · ".join(kind)) for name, kind in LISTER.items())
    yield from (
        "",
        "Områdene på arket Ansvar:",
        "",
        "| Område | Spørsmål | Deler i en ny bok |",
        "|---|---|---|",
    )
    yield from (
        _row(o.value, what, " · ".join(parts) or "–") for o, (what, parts) in OMRÅDER.items()
    )


def _thresholds() -> Iterator[str]:
    yield from (
        "",
        "## Terskler",
        "",
        "Alle tallene er forslag, og kan endres på arket Lister.",
        "",
    )
    yield from ("| Terskel | Verdi | Hva den styrer |", "|---|---|---|")
    default = Terskler()
    for name, terskel in thresholds().items():
        yield _row(terskel.header, skriv(getattr(default, name)), terskel.help)


def _rules() -> Iterator[str]:
    severities = {alvor: sum(r.alvor is alvor for r in KATALOG.values()) for alvor in Alvor}
    yield from ("", "## Regler", "")
    yield (
        f"{severities[Alvor.FEIL]} feil (stopper dokumentene de gjelder), "
        f"{severities[Alvor.ADVARSEL]} advarsler og {severities[Alvor.TIPS]} tips. Hver regel har "
        "en side med et eksempel."
    )
    yield from ("", "| Kode | Ark | Alvor | Når | Melding |", "|---|---|---|---|---|")
    for regel in KATALOG.values():
        link = f"[{regel.kode}](../tests/funn/{regel.kode}.md)"
        yield _row(link, regel.ark, regel.alvor.value, _PHASES[regel.fase], regel.melding)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
