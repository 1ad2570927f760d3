"""The rules of the sheet «Moduler»."""

from collections.abc import Iterator, Mapping, Sequence

from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Arena, Modell, Modultype
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Treff

_DEL_I_MODELL: Mapping[str, Modultype] = {
    Modell.FELLES_SPESIALISERT: Modultype.SPESIALISERT,
    Modell.FELLES_TILPASSET: Modultype.TILPASSET,
}


@regel(
    "MOD-01",
    "Moduler",
    Alvor.FEIL,
    Fase.PLANLEGGING,
    "Modul {nr} viser til {mål}, som ikke finnes på arket Læringsmål. Rett nummeret.",
)
def ukjent_mål(bok: Kursbok) -> Iterator[Treff]:
    """The course plan prints the goals of every module."""
    kjente = {m.mål_id for m in bok.læringsmål if m.mål_id}
    if bok.lesbar(Læringsmål, "mål_id"):
        for modul in bok.moduler:
            for mål in modul.mål_id:
                if mål not in kjente:
                    yield modul.treff("mål_id", mål=mål, forslag=nearest(mål, kjente))


@regel(
    "MOD-02",
    "Moduler",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Ingen del av kurset er på en arbeidsplass. Legg inn praksis eller jobb, eller praksisnær "
    "opplæring.",
)
def uten_arbeidsplass(bok: Kursbok) -> Iterator[Treff]:
    """The guidance puts weight on training close to work, at best at a workplace."""
    if bok.lesbar(Modul, "arena") and not any(_på(Arena.ARBEIDSPLASS, m) for m in bok.moduler):
        yield Modul().treff("arena")


def _på(arena: Arena, modul: Modul) -> bool:
    return modul.arena in (arena, Arena.BEGGE)


@regel(
    "MOD-03",
    "Moduler",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Ingen norsklærer er med i uke {uke}. Norsken skal følges opp hele veien.",
)
def uke_uten_norsklærer(bok: Kursbok) -> Iterator[Treff]:
    """Norwegian is followed up by a teacher all the way, not only in the Norwegian lessons."""
    uker = _kursuker(bok)
    readable = all(bok.lesbar(Modul, felt) for felt in ("norsklærer_med", "fra_uke", "til_uke"))
    # A module that can't be placed may be the very one that covers the gap.
    if not readable or any(_feil_uke(modul, uker) for modul in bok.moduler):
        return
    med_norsk = {
        place for modul in bok.moduler if modul.norsklærer_med for place in _plass(modul, uker)
    }
    alene = [place for place in range(len(uker)) if place not in med_norsk]
    if alene:
        perioder = _perioder(alene, uker)
        yield Modul().treff("norsklærer_med", id=f"uke {', '.join(perioder)}", uke=perioder)


def _kursuker(bok: Kursbok) -> list[int]:
    """Return the week numbers of the course, in order; they start over at New Year."""
    return [uke for _, uke in bok.kursuker()]


def _plass(modul: Modul, uker: Sequence[int]) -> range:
    """Return which of `uker` a module fills; none when its weeks are not weeks of the course."""
    if modul.fra_uke not in uker:
        return range(0)
    fra = uker.index(modul.fra_uke)
    if modul.til_uke not in uker[fra:]:
        return range(0)
    return range(fra, uker.index(modul.til_uke, fra) + 1)


def _feil_uke(modul: Modul, uker: Sequence[int]) -> str | None:
    """Return the column of the week that is impossible, if one is; empty ones are not."""
    if not uker:  # KUR-01 tells that the course has no dates
        return None
    for felt in ("fra_uke", "til_uke"):
        if (uke := getattr(modul, felt)) and uke not in uker:
            return felt
    return "til_uke" if modul.fra_uke and modul.til_uke and not _plass(modul, uker) else None


def _perioder(places: Sequence[int], uker: Sequence[int]) -> list[str]:
    """Return weeks in the course's order as text: «34–36», «40»."""
    starts = [p for p in places if p - 1 not in places]
    ends = [p for p in places if p + 1 not in places]
    return [
        f"{uker[fra]}–{uker[til]}" if til > fra else str(uker[fra])
        for fra, til in zip(starts, ends, strict=True)
    ]


@regel(
    "MOD-04",
    "Moduler",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Modellen er «{modell}», men ingen modul er {type}. Endre modell eller modul.",
)
def modell_uten_modul(bok: Kursbok) -> Iterator[Treff]:
    """The model is a promise of parts that differ; the modules are where it is kept."""
    modell = bok.kurs.modell or ""
    type = _DEL_I_MODELL.get(modell)
    if type and bok.lesbar(Modul, "type") and all(m.type != type for m in bok.moduler):
        yield Modul().treff("type", modell=modell, type=type.lower())


@regel(
    "MOD-05",
    "Moduler",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "{nr} skal læres på {arena}, men står bare i {type}. Legg det også inn der det mangler.",
)
def mål_på_én_arena(bok: Kursbok) -> Iterator[Treff]:
    """What is learnt in class and used at work is learnt better."""
    if not bok.lesbar(Modul, "mål_id"):
        return
    moduler: dict[str, list[Modul]] = {}
    for modul in bok.moduler:
        for mål_id in modul.mål_id:
            moduler.setdefault(mål_id, []).append(modul)
    for m in bok.læringsmål:
        hos = moduler.get(m.mål_id or "", ())  # a goal in no module is LM-12
        i_kurs = any(_på(Arena.KURS, modul) for modul in hos)
        i_arbeid = any(_på(Arena.ARBEIDSPLASS, modul) for modul in hos)
        if not all(modul.arena for modul in hos) or i_kurs == i_arbeid:
            continue
        if m.arena == Arena.BEGGE:
            bare = "moduler på kurset" if i_kurs else "moduler på arbeidsplassen"
            yield m.treff("arena", arena="kurs og arbeidsplass", type=bare)
        elif m.arena == Arena.ARBEIDSPLASS and not i_arbeid:
            yield m.treff("arena", arena="arbeidsplass", type="moduler på kurset")


@regel(
    "MOD-06",
    "Moduler",
    Alvor.FEIL,
    Fase.PLANLEGGING,
    "Sjekk timer og uker for modul {nr}.",
)
def umulige_timer_eller_uker(bok: Kursbok) -> Iterator[Treff]:
    """Hours and weeks are added up in the course plan and on the certificate."""
    uker = _kursuker(bok)
    for modul in bok.moduler:
        if modul.timer is not None and modul.timer <= 0:
            yield modul.treff("timer")
        elif felt := _feil_uke(modul, uker):
            yield modul.treff(felt)


@regel(
    "MOD-07",
    "Moduler",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Velg hvem som er ansvarlig for modul {nr}.",
)
def uten_ansvarlig(bok: Kursbok) -> Iterator[Treff]:
    """Someone plans the lessons, and someone is asked when they don't take place."""
    for modul in bok.moduler:
        if modul.mangler("ansvarlig_person_id"):
            yield modul.treff("ansvarlig_person_id")
