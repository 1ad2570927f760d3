"""The overall view of one candidate: what speaks for, what support is needed (domene.md §4.1).

No score and no rank: the result is one of four sentences, and a person decides. Health, hours,
religion and age never enter; digital and basic skills show needs and never change the result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.lists import Cefr, NorskFerdighet, Realistisk
from kursverktoy.course.schema import columns
from kursverktoy.course.terskler import Terskler

SKALAER = tuple(n for n, f in columns(Kartlegging).items() if f.column.scale)
"""The seven factors with a 0-3 scale."""
NORSK: Mapping[NorskFerdighet, str] = {f: f"norsk_{f.value.lower()}" for f in NorskFerdighet}
"""The four skills in Norwegian, with their column on Kartlegging."""
PUNKTER = (*SKALAER, *NORSK.values(), "norsk_progresjon_realistisk", "rammer_avklart")
"""The thirteen points that make an assessment complete."""
TRINN: Mapping[str, int] = {nivå: trinn for trinn, nivå in enumerate(Cefr)}
"""Levels in Norwegian as steps: «Under A1» is 0."""


class Grunnlag(StrEnum):
    """Whether interest together with experience or drive is clear."""

    TYDELIG = "Tydelig"
    UAVKLART = "Uavklart"


class Språk(StrEnum):
    """Norwegian against the wished start level, and what the teacher says of progress."""

    PÅ_NIVÅ = "På nivå"
    REALISTISK = "Under, realistisk"
    UAVKLART = "Under, uavklart"
    IKKE_NÅ = "Under, ikke realistisk nå"


class Samlet(StrEnum):
    """The overall view; the order is no ranking."""

    GODT = "Godt grunnlag"
    SPRÅKSTØTTE = "Godt grunnlag med språkstøtte"
    DRØFTES = "Drøftes i inntaksmøtet"
    MANGLER = "Mangler kartlegging"


@dataclass(frozen=True, slots=True)
class Helhet:
    """How one candidate looks as a whole; the first three are None while points are missing."""

    erfaring: int | None
    """The best of three roads: prior knowledge, work, education."""
    grunnlag: Grunnlag | None
    språk: Språk | None
    samlet: Samlet
    mangler: tuple[str, ...]
    """The points of `PUNKTER` not filled yet."""
    under: Mapping[NorskFerdighet, int]
    """Skill → steps below the wished start level, where below."""
    styrker: tuple[str, ...]
    """Columns with a clear or strong step, in sheet order."""
    støtte: tuple[str, ...]
    """Columns of the support the participant will need: Norwegian below level, low skills."""

    @property
    def kartleggingsgrad(self) -> int:
        """How many of the thirteen points are filled."""
        return len(PUNKTER) - len(self.mangler)


def under_ønsket(kurs: Kurs, kartlegging: Kartlegging) -> Mapping[NorskFerdighet, int]:
    """Return the skills in which someone is below the wished start level, and by how much."""
    gaps = {}
    for ferdighet, felt in NORSK.items():
        ønsket = TRINN.get(getattr(kurs, f"ønsket_start_{ferdighet.value.lower()}") or "")
        nivå = TRINN.get(getattr(kartlegging, felt) or "")
        if ønsket is not None and nivå is not None and nivå < ønsket:
            gaps[ferdighet] = ønsket - nivå
    return gaps


def vurder(kurs: Kurs, kartlegging: Kartlegging | None, terskler: Terskler) -> Helhet:
    """Return the overall view of the candidate that `kartlegging` is about."""
    k = kartlegging or Kartlegging()
    under = under_ønsket(kurs, k)
    mangler = tuple(p for p in PUNKTER if getattr(k, p) is None)
    svake = [s for s in ("digitale", "grunnleggende") if _step(k, s, 9) <= terskler.støtte_høyst]
    styrker = tuple(s for s in SKALAER if _step(k, s, 0) >= 2)  # noqa: PLR2004  «tydelig»
    støtte = (*(NORSK[f] for f in under), *svake)
    if mangler:
        return Helhet(None, None, None, Samlet.MANGLER, mangler, under, styrker, støtte)
    erfaring = max(
        _step(k, s, 0) for s in ("forkunnskaper", "arbeidserfaring", "utdanning_sertifikat")
    )
    grunnlag = _grunnlag(k, erfaring, terskler)
    språk = _språk(k, under)
    return Helhet(erfaring, grunnlag, språk, _samlet(grunnlag, språk), (), under, styrker, støtte)


def _step(kartlegging: Kartlegging, skala: str, empty: int) -> int:
    value: int | None = getattr(kartlegging, skala)
    return empty if value is None else value


def _grunnlag(k: Kartlegging, erfaring: int, terskler: Terskler) -> Grunnlag:
    interessert = _step(k, "interesse", 0) >= terskler.interesse_minst
    erfaren = erfaring >= terskler.erfaring_minst
    drevet = _step(k, "drivkrefter", 0) >= terskler.drivkrefter_minst
    return Grunnlag.TYDELIG if interessert and (erfaren or drevet) else Grunnlag.UAVKLART


def _språk(k: Kartlegging, under: Mapping[NorskFerdighet, int]) -> Språk:
    if not under:
        return Språk.PÅ_NIVÅ
    match k.norsk_progresjon_realistisk:
        case Realistisk.JA | Realistisk.JA_MED_STØTTE:
            return Språk.REALISTISK
        case Realistisk.NEI:
            return Språk.IKKE_NÅ
        case _:
            return Språk.UAVKLART


def _samlet(grunnlag: Grunnlag, språk: Språk) -> Samlet:
    if grunnlag is Grunnlag.TYDELIG and språk is Språk.PÅ_NIVÅ:
        return Samlet.GODT
    if grunnlag is Grunnlag.TYDELIG and språk is Språk.REALISTISK:
        return Samlet.SPRÅKSTØTTE
    return Samlet.DRØFTES
