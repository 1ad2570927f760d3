"""The rules that see the candidates as a group."""

from collections.abc import Iterator
from datetime import timedelta

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import IKKE_PLASS
from kursverktoy.course.schema import Treff
from kursverktoy.course.vurdering import NORSK, TRINN, under_ønsket


@regel(
    "X-01",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "Alle som ikke fikk plass, har norsk under ønsket nivå. Gå gjennom helhetsvurderingene en gang "
    "til. Svak norsk alene skal ikke avgjøre.",
)
def bare_svak_norsk_utenfor(bok: Kursbok) -> Iterator[Treff]:
    """Each no may be well founded, and the pattern still say that Norwegian alone decided."""
    utenfor = [k for k in bok.kandidater if k.status in IKKE_PLASS]
    kartlagt = [bok.kartlegging_av(k.kandidat_id) or Kartlegging() for k in utenfor]
    if len(utenfor) > 1 and all(under_ønsket(bok.kurs, each) for each in kartlagt):
        yield utenfor[0].treff("status", id="ikke plass")


@regel(
    "X-02",
    "Kartlegging",
    Alvor.TIPS,
    Fase.INNTAK,
    "{ferdighet} spriker {steg} trinn i gruppen. Tilpass deler av opplæringen, eller del gruppen.",
)
def norsk_spriker(bok: Kursbok) -> Iterator[Treff]:
    """One lesson can't fit readers who are three levels apart."""
    gruppe = [k for k in map(bok.kartlegging_av, (k.kandidat_id for k in bok.med_plass)) if k]
    for ferdighet, felt in NORSK.items():
        levels = [(TRINN[nivå], k) for k in gruppe if (nivå := getattr(k, felt)) in TRINN]
        if levels:
            lavest, rad = min(levels, key=lambda each: each[0])
            steg = max(trinn for trinn, _ in levels) - lavest
            if steg >= bok.lister.terskler.norsk_sprik:
                navn = ferdighet.value.lower()
                yield rad.treff(felt, id=navn, ferdighet=navn, steg=steg)


@regel(
    "X-04",
    "Kandidater",
    Alvor.TIPS,
    Fase.INNTAK,
    "Bare {antall} av {plasser} plasser er fylt. Spør NAV eller nabokommunen om å fylle gruppen "
    "sammen.",
)
def få_deltakere(bok: Kursbok) -> Iterator[Treff]:
    """A small group is costly, and a month is enough to fill it with a neighbour."""
    terskler = bok.lister.terskler
    start, plasser, antall = bok.kurs.startdato, bok.kurs.antall_plasser, len(bok.med_plass)
    if not start or not plasser:
        return
    soon = start - timedelta(weeks=terskler.uker_før_start) <= bok.dato <= start
    if soon and antall * 100 < terskler.fyllingsgrad * plasser:
        yield bok.kurs.treff("antall_plasser", antall=antall, plasser=plasser)
