"""The rules that look across sheets."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.cells import key
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok, Tallcelle
from kursverktoy.course.lists import INNSPILL, NorskFerdighet
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Rad, Treff, columns
from kursverktoy.course.vurdering import TRINN

_ELEVEN_DIGITS = re.compile(r"(?<!\d)(\d\d)(\d\d)\d\d ?\d{5}(?!\d)", re.ASCII)
_DUF = re.compile(r"(?<!\d)(?:19|20)\d{10}(?!\d)", re.ASCII)
_FORSLAG_HØYST = 50
"""A sheet pasted from elsewhere may have thousands of unknown numbers; finding the nearest of
each would take minutes, and help nobody."""


@regel(
    "KAN-02",
    "alle",
    Alvor.FEIL,
    Fase.ALLTID,
    "Cellen {celle} ser ut til å inneholde et fødselsnummer eller DUF-nummer. Slett det. "
    "Arbeidsboka trenger det ikke.",
)
def identitetsnummer(bok: Kursbok) -> Iterator[Tallcelle]:
    """The number opens every register there is on a person, and the course needs none of them."""
    return (celle for celle in bok.tallceller if uten_nummer(celle.tekst) != celle.tekst)


def uten_nummer(tekst: str) -> str:
    """Return `tekst` with every number that has the form of an identity number hidden."""
    return _DUF.sub("•••", _ELEVEN_DIGITS.sub(_hidden, tekst))


def _hidden(found: re.Match[str]) -> str:
    """Return what to write for eleven digits: dots when they begin with a date of birth.

    No check digit is tested: a mistyped number is as revealing, and the check changes in 2032.
    A D-number adds 40 to the day, a synthetic number 40 or 80 to the month.
    """
    dag, måned = int(found[1]), int(found[2])
    try:
        # A leap year: the century is not in the number.
        date(2000, måned % 40, dag - 40 if dag > 40 else dag)  # noqa: PLR2004
    except ValueError:
        return found[0]
    return "•••"


@regel("X-03", "alle", Alvor.FEIL, Fase.ALLTID, "{id} i {celle} finnes ikke. Velg fra listen.")
def ukjent_eller_dobbelt_nummer(bok: Kursbok) -> Iterator[Treff]:
    """Rows are tied together by their numbers; a number must lead to one row, and only one."""
    forslag = _Forslag(bok)
    for ark in ARK:
        yield from _doble(bok, ark)
        for felt, ref in _referanser(ark).items():
            if not bok.lesbar(ref, ref.nøkkel[0]):
                continue
            for rad in bok.rader(ark):
                value = getattr(rad, felt)
                for nøkkel in value if isinstance(value, tuple) else (value,):
                    if nøkkel and not bok.slå_opp(ref, nøkkel):
                        yield Treff(rad, felt, {"id": nøkkel}, forslag=forslag.til(ref, nøkkel))


def _referanser(ark: type[Rad]) -> Mapping[str, type[Rad]]:
    """Return the columns whose references are told here, with the sheet each refers to."""
    return {
        name: ARK_ETTER_NAVN[field.column.ref]
        for name, field in columns(ark).items()
        if field.is_ref and field.column.unknown == "X-03"
    }


def _doble(bok: Kursbok, ark: type[Rad]) -> Iterator[Treff]:
    if len(ark.nøkkel) > 1:  # PM-02 tells of goals that stand twice
        return
    seen = set()
    for rad in bok.rader(ark):
        if rad.id and key(rad.id) in seen:
            yield Treff(
                rad,
                ark.nøkkel[0],
                {"id": rad.id},
                melding="{id} står på mer enn én rad. Rett nummeret, eller slett den ene raden.",
            )
        seen.add(key(rad.id))


class _Forslag:
    """Finds the row someone may have meant, remembering what was asked before."""

    def __init__(self, bok: Kursbok) -> None:
        self._bok = bok
        self._funnet: dict[tuple[str, str], str | None] = {}

    def til(self, ark: type[Rad], nøkkel: str) -> str | None:
        """Return the number of the row whose number or name is spelt most like `nøkkel`."""
        spurt = (ark.ark, nøkkel)
        if spurt not in self._funnet:
            if len(self._funnet) >= _FORSLAG_HØYST:
                return None
            rader = [rad for rad in self._bok.rader(ark) if rad.id]
            navn = {str(rad): rad.id for rad in rader}
            close = nearest(nøkkel, (str(rad.id) for rad in rader)) or nearest(nøkkel, navn)
            self._funnet[spurt] = navn.get(close, close) if close else None
        return self._funnet[spurt]


@regel(
    "X-05",
    "Læringsmål",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "{kilde} ønsker {ferdighet} {krav}, men målet er {mål}. Er målet høyt nok?",
)
def mål_under_kravet(bok: Kursbok) -> Iterator[Treff]:
    """What employers ask for in Norwegian is what the goals should lead to."""
    if not (bok.lesbar(Læringsmål, "norsk_ferdighet") and bok.lesbar(Læringsmål, "norsk_nivå")):
        return
    for ferdighet in NorskFerdighet:
        målene = (m.norsk_nivå or "" for m in bok.læringsmål if m.norsk_ferdighet == ferdighet)
        nivåer = [nivå for nivå in målene if nivå in TRINN]
        if not nivåer:  # LM-08 and LM-09 tell of skills without a level or a goal
            continue
        høyest, navn = max(nivåer, key=TRINN.__getitem__), ferdighet.lower()
        for b in bok.behov:
            krav = getattr(b, f"krav_{navn}")
            if b.type in INNSPILL and TRINN.get(krav, 0) > TRINN[høyest]:
                yield b.treff(
                    f"krav_{navn}", kilde=_kilde(bok, b), ferdighet=navn, krav=krav, mål=høyest
                )


def _kilde(bok: Kursbok, behov: Behov) -> str:
    return str(bok.partner(behov.partner_id) or behov.kilde or behov)


@regel(
    "X-06",
    "Partnere",
    Alvor.TIPS,
    Fase.INNTAK,
    "Det er {plasser} praksisplasser til {antall} deltakere. Finn flere.",
)
def få_praksisplasser(bok: Kursbok) -> Iterator[Treff]:
    """A participant without a workplace misses the most important part of the course."""
    if bok.lesbar(Partner, "praksisplasser"):
        aktuelle = [p for p in bok.partnere if p.er_aktuell]
        plasser = sum(p.praksisplasser or 0 for p in aktuelle)
        if plasser < len(bok.med_plass):
            yield Partner().treff("praksisplasser", plasser=plasser, antall=len(bok.med_plass))
