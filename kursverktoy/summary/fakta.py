"""The figures of the course as lines: a label, and what there is to say."""

from collections.abc import Sequence

from kursverktoy.summary.kurstall import Antall, Kurstall
from kursverktoy.summary.maaltall import Måltall
from kursverktoy.summary.oversikt import Oversikt
from kursverktoy.summary.tekst import UKJENT, av, flertall, liten, prosent, rekke, tall


def kursfakta(oversikt: Oversikt) -> list[tuple[str, str]]:
    """Return the figures of the course; persons are counted, only goals are in per cent."""
    t = oversikt.kurstall
    med_ansvarlig = flertall(t.ansvar, "oppgave", "oppgaver")
    return [
        ("Deltakere", f"{av(t.deltakere, t.plasser)}{' plasser' if t.plasser else ''}"),
        ("Utfall", f"{t.fullført} fullført · {t.avbrutt} avbrutt"),
        ("Timer i snitt", _timer(t)),
        ("Mål", _målfakta(oversikt.måloppnåelse.samlet)),
        ("Etteroppfølging", f"tilbudt {av(t.etteroppfølging_tilbudt, t.i_jobb)} i jobb"),
        ("Ansvar", f"{t.ansvar_med_ansvarlig} av {med_ansvarlig} har en ansvarlig partner"),
        ("Praksis", f"{flertall(t.praksis, 'deltaker', 'deltakere')} · {t.praksisplasser} plasser"),
        ("Samtaler", f"{t.samtaler} · alle fire parter var med i {t.samtaler_alle_fire}"),
    ]


def fordelinger(t: Kurstall) -> list[tuple[str, Sequence[Antall]]]:
    """Return how the persons are spread: a label, and how many have each value."""
    return [
        ("Resultat", t.resultater),
        ("Kandidater", t.kandidatstatus),
        ("Målgrupper", t.målgrupper),
    ]


def _timer(t: Kurstall) -> str:
    """Return the hours completed of those planned: «256,8 av 280»."""
    if t.timer_snitt is None:
        return UKJENT
    planned = f" av {tall(t.timer_planlagt)}" if t.timer_planlagt else ""
    return f"{tall(t.timer_snitt)}{planned}"


def _målfakta(mål: Måltall) -> str:
    """Return goal attainment in one line."""
    if not mål.aktive + mål.utgått:
        return UKJENT
    return rekke(
        [
            f"{av(mål.oppnådd, mål.aktive)} oppnådd ({prosent(mål.oppnådd_prosent)})",
            f"{mål.delvis} delvis",
            f"{mål.ikke_nådd} ikke nådd",
            f"{mål.utgått} utgått",
        ]
    )


def antall_tekst(counted: Sequence[Antall]) -> str:
    """Return counts side by side: «ordinær jobb: 3 · annet: 1»."""
    return rekke(f"{liten(each.navn)}: {each.antall}" for each in counted) or UKJENT
