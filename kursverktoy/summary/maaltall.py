"""Goal attainment: for each participant, goal and category, and for the course (domene.md §4.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten

import pandas as pd

from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import GrunnleggendeFerdighet, Kategori, Målstatus
from kursverktoy.summary.tekst import ordnet, prosent_av

UTEN_KATEGORI = "Uten kategori"
_UTFALL: Mapping[str, str] = {
    Målstatus.OPPNÅDD: "oppnådd",
    Målstatus.DELVIS_OPPNÅDD: "delvis",
    Målstatus.I_GANG: "i_gang",
    Målstatus.UTGÅTT: "utgått",
}
_IKKE_STARTET = "ikke_startet"
"""«Ikke startet», and whatever else a status may say: only these four words are progress."""
_YRKET, _NORSK, _ARBEIDSLIV = "Yrket", "Norsk", "Arbeidsliv"
_DIGITALT, _ANDRE = "Digitale ferdigheter", "Andre grunnleggende ferdigheter"
INNHOLD = (_YRKET, _NORSK, _ARBEIDSLIV, _DIGITALT, _ANDRE)
"""The five areas of content of the guidance; they follow from the category of a goal."""
_INNHOLD: Mapping[str, str] = {
    Kategori.YRKES_BRANSJEKUNNSKAP: _YRKET,
    Kategori.YRKES_BRANSJEFERDIGHETER: _YRKET,
    Kategori.NORSKFERDIGHETER: _NORSK,
    Kategori.ARBEIDSLIVSKUNNSKAP: _ARBEIDSLIV,
    Kategori.ARBEIDSLIVSFERDIGHETER: _ARBEIDSLIV,
}


@dataclass(frozen=True, slots=True)
class Måltall:
    """How many goals are where. The counts of `aktive` are oppnådd + delvis + ikke_nådd."""

    aktive: int
    oppnådd: int
    delvis: int
    ikke_nådd: int
    i_gang: int
    """Of those not reached, the ones that are begun."""
    utgått: int
    """Goals taken out of a plan; not among the active ones."""
    oppnådd_prosent: int | None
    """Of the active ones, never weighted; None when there are none."""

    @property
    def trinn(self) -> int:
        """How many of the three steps of each active goal are taken, in all."""
        return 3 * self.oppnådd + 2 * self.delvis + self.i_gang


@dataclass(frozen=True, slots=True)
class Deltakermål:
    """The goals of one participant: someone with a row on Planer."""

    kandidat_id: str
    navn: str
    tall: Måltall
    progresjon_prosent: int | None
    """How far the participant is on the way; for follow-up, never on a certificate."""


@dataclass(frozen=True, slots=True)
class Målresultat:
    """One goal, over all participants who have it in their plan."""

    mål_id: str
    navn: str
    """The short name; the goal itself where it has none."""
    kategori: str
    tall: Måltall

    @property
    def kort(self) -> str:
        """The name as a table has room for it."""
        return shorten(self.navn, 32, placeholder=" …")


@dataclass(frozen=True, slots=True)
class Gruppert:
    """The goals of a category or an area of content, over all participants."""

    navn: str
    antall_mål: int
    """How many goals of the course belong here."""
    tall: Måltall


@dataclass(frozen=True, slots=True)
class Måloppnåelse:
    """Goal attainment, seen four ways. The sums of each are `samlet`."""

    deltakere: tuple[Deltakermål, ...]
    mål: tuple[Målresultat, ...]
    kategorier: tuple[Gruppert, ...]
    """The six categories always, then others the coordinator has added."""
    innhold: tuple[Gruppert, ...]
    """The five areas of content; goals in other categories are in none of them."""
    samlet: Måltall
    ikke_talt: int
    """Rows on Planmål that name a plan or a goal the workbook doesn't have."""


def måloppnåelse(bok: Kursbok) -> Måloppnåelse:
    """Return goal attainment in the course."""
    frame = _frame(bok)
    return Måloppnåelse(
        deltakere=_deltakere(bok, frame),
        mål=_mål(bok, frame),
        kategorier=_grupper(frame, "kategori", _kategorier(bok), map(_kategori, bok.læringsmål)),
        innhold=_grupper(frame, "innhold", INNHOLD, map(_innhold, bok.læringsmål)),
        samlet=_måltall(_plain(frame["utfall"].value_counts())),
        ikke_talt=len(bok.planmål) - len(frame),
    )


def _frame(bok: Kursbok) -> pd.DataFrame:
    """Return one row for each goal in each plan."""
    rows = [
        (pm.kandidat_id, pm.mål_id, _kategori(mål), _innhold(mål), _utfall(pm.status))
        for pm in bok.planmål
        if bok.plan_for(pm.kandidat_id) and (mål := bok.mål(pm.mål_id))
    ]
    columns = ["kandidat_id", "mål_id", "kategori", "innhold", "utfall"]
    return pd.DataFrame(rows, columns=columns, dtype="string")


def _utfall(status: str | None) -> str:
    return _UTFALL.get(status or "", _IKKE_STARTET)


def _kategori(mål: Læringsmål) -> str:
    return str(mål.kategori or UTEN_KATEGORI)


def _innhold(mål: Læringsmål) -> str:
    if mål.kategori == Kategori.GRUNNLEGGENDE_FERDIGHETER:
        digitalt = mål.grunnleggende_ferdighet == GrunnleggendeFerdighet.DIGITALE_FERDIGHETER
        return _DIGITALT if digitalt else _ANDRE
    return _INNHOLD.get(mål.kategori or "", "")


def _kategorier(bok: Kursbok) -> list[str]:
    six = [kategori.value for kategori in Kategori]
    return list(dict.fromkeys([*six, *map(_kategori, bok.læringsmål)]))


def _deltakere(bok: Kursbok, frame: pd.DataFrame) -> tuple[Deltakermål, ...]:
    counts = _counts(frame, "kandidat_id")
    planned = sorted({plan.kandidat_id for plan in bok.planer if plan.kandidat_id}, key=ordnet)
    return tuple(_deltaker(bok, each, counts.get(each, {})) for each in planned)


def _deltaker(bok: Kursbok, kandidat_id: str, counts: Mapping[str, int]) -> Deltakermål:
    tall = _måltall(counts)
    navn = str(bok.kandidat(kandidat_id) or kandidat_id)
    return Deltakermål(kandidat_id, navn, tall, prosent_av(tall.trinn, 3 * tall.aktive))


def _mål(bok: Kursbok, frame: pd.DataFrame) -> tuple[Målresultat, ...]:
    counts = _counts(frame, "mål_id")
    listed = {mål.mål_id: mål for mål in reversed(bok.læringsmål)}
    return tuple(
        Målresultat(
            id, mål.kortnavn or mål.tekst or "", _kategori(mål), _måltall(counts.get(id, {}))
        )
        for id, mål in sorted(listed.items(), key=lambda pair: ordnet(pair[0]))
        if id
    )


def _grupper(
    frame: pd.DataFrame, by: str, names: Iterable[str], belonging: Iterable[str]
) -> tuple[Gruppert, ...]:
    counts, goals = _counts(frame, by), list(belonging)
    return tuple(Gruppert(n, goals.count(n), _måltall(counts.get(n, {}))) for n in names)


def _counts(frame: pd.DataFrame, by: str) -> dict[str, dict[str, int]]:
    """Return, for each value in the column `by`, how many rows have each outcome."""
    table = pd.crosstab(frame[by], frame["utfall"])
    return {str(name): _plain(row) for name, row in table.iterrows()}


def _plain(counts: "pd.Series[int]") -> dict[str, int]:
    return {str(utfall): int(count) for utfall, count in counts.items()}


def _måltall(counts: Mapping[str, int]) -> Måltall:
    oppnådd, delvis, i_gang = (counts.get(each, 0) for each in ("oppnådd", "delvis", "i_gang"))
    ikke_nådd = i_gang + counts.get(_IKKE_STARTET, 0)
    aktive = oppnådd + delvis + ikke_nådd
    return Måltall(
        aktive=aktive,
        oppnådd=oppnådd,
        delvis=delvis,
        ikke_nådd=ikke_nådd,
        i_gang=i_gang,
        utgått=counts.get("utgått", 0),
        oppnådd_prosent=prosent_av(oppnådd, aktive),
    )
