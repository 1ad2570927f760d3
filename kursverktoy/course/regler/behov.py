"""The rules of the sheet «Behov»."""

from collections.abc import Iterable, Iterator

from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import INNSPILL, Behovstype
from kursverktoy.course.schema import Treff

_UNDERSØKES = (
    Behovstype.FYLKESKOMMUNENS_PLAN,
    Behovstype.EKSISTERENDE_TILBUD,
    Behovstype.NAV_TILBUD,
    Behovstype.BEHOV_I_DELTAKERGRUPPEN,
)
_ARBEIDSMARKED = (Behovstype.KOMMUNENS_KUNNSKAP, Behovstype.NAVS_KUNNSKAP)
_I_ET_INNSPILL = (
    "krav_lytte",
    "krav_lese",
    "krav_muntlig",
    "krav_skriftlig",
    "krav_kunnskap_ferdighet",
    "rekruttering_vektlegger",
)


def _uten_rad(bok: Kursbok, typer: Iterable[Behovstype]) -> Iterator[Treff]:
    brukt = {b.type for b in bok.behov}
    if bok.lesbar(Behov, "type"):
        for type in typer:
            if type not in brukt:
                yield Behov().treff("type", id=type, type=type)


@regel("BEH-01", "Behov", Alvor.ADVARSEL, Fase.PLANLEGGING, "Legg inn en rad for «{type}».")
def ikke_undersøkt(bok: Kursbok) -> Iterator[Treff]:
    """A new course begins with what exists, what the market needs and what the group needs."""
    yield from _uten_rad(bok, _UNDERSØKES)
    marked = list(_uten_rad(bok, _ARBEIDSMARKED))
    if len(marked) == len(_ARBEIDSMARKED):
        yield Behov().treff(
            "type", id="Arbeidsmarkedet", type="Kommunens eller NAVs kunnskap om arbeidsmarkedet"
        )


@regel(
    "BEH-02",
    "Behov",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Har noen prøvd dette før? Legg gjerne inn «{type}».",
)
def uten_erfaringer(bok: Kursbok) -> Iterator[Treff]:
    """What others have learnt need not be learnt again."""
    yield from _uten_rad(bok, (Behovstype.ERFARING_FRA_ANDRE, Behovstype.TIDLIGERE_KURS))


@regel(
    "BEH-03",
    "Behov",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Hent «{type}». Både bransjen og konkrete arbeidsgivere bør høres.",
)
def uten_innspill(bok: Kursbok) -> Iterator[Treff]:
    """Only the trade and the employers know what the work asks of a newcomer."""
    yield from _uten_rad(
        bok, (Behovstype.INNSPILL_FRA_BRANSJE, Behovstype.INNSPILL_FRA_ARBEIDSGIVER)
    )


@regel(
    "BEH-04",
    "Behov",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Innspillet i {nr} mangler {felt}. Spør arbeidsgiveren.",
)
def ufullstendig_innspill(bok: Kursbok) -> Iterator[Treff]:
    """Levels, skills and what counts when people are hired are the three things to ask about."""
    for b in bok.behov:
        if b.type in INNSPILL and (empty := b.mangler(*_I_ET_INNSPILL)):
            yield b.treff(empty[0], felt=[f"«{bok.overskrift(Behov, felt)}»" for felt in empty])


@regel(
    "BEH-05",
    "Behov",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "{nr} kom inn etter at formål og målgruppe ble bestemt. Sjekk om formålet fortsatt passer.",
)
def kom_for_sent(bok: Kursbok) -> Iterator[Treff]:
    """The needs come first; purpose and target group are defined from them."""
    bestemt = bok.kurs.definert_dato
    for b in bok.behov:
        if bestemt and b.dato and b.dato > bestemt:
            yield b.treff("dato")


@regel(
    "BEH-06",
    "Behov",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Skriv hva funnet i {nr} betyr for kurset.",
)
def uten_konsekvens(bok: Kursbok) -> Iterator[Treff]:
    """What was found out counts only when it changes something."""
    for b in bok.behov:
        if b.mangler("konsekvens"):
            yield b.treff("konsekvens")
