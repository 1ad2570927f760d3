"""The rules of the sheet «Ansvar»."""

from collections.abc import Iterator

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.cells import key
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import OMRÅDER, Område, Oppgavestatus
from kursverktoy.course.schema import Treff

_FRIVILLIG = frozenset({Område.A11})
_EGNE_REGLER = frozenset({Område.A05, Område.A08})
"""Each part of these is a question of its own (ANS-04, ANS-05)."""
_IKKE_FERDIG = frozenset({Oppgavestatus.IKKE_STARTET, Oppgavestatus.PÅGÅR})


@regel(
    "ANS-01",
    "Ansvar",
    Alvor.FEIL,
    Fase.PLANLEGGING,
    "Området {område} er fjernet. Legg raden inn igjen, eller sett Status til «Ikke aktuelt».",
)
def område_fjernet(bok: Kursbok) -> Iterator[Treff]:
    """Each of the ten questions of the guidance is answered, if only by «not relevant»."""
    if bok.lesbar(Ansvar, "område"):
        brukt = {a.område for a in bok.ansvar}
        for område, (tekst, _) in OMRÅDER.items():
            if område not in brukt | _FRIVILLIG:
                yield Ansvar().treff("område", id=område, område=f"{område} {tekst}")


@regel(
    "ANS-02",
    "Ansvar",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Velg hvem som er ansvarlig for «{hva}».",
)
def uten_ansvarlig(bok: Kursbok) -> Iterator[Treff]:
    """A task that is everybody's is nobody's."""
    for a in _ubesvarte(bok):
        if a.område not in _EGNE_REGLER and a.kjent("område"):
            yield a.treff("ansvarlig_partner_id", hva=_gjelder(a))


def _ubesvarte(bok: Kursbok) -> Iterator[Ansvar]:
    """Yield the tasks that matter and have nobody."""
    return (a for a in bok.ansvar if _aktuell(a) and a.mangler("ansvarlig_partner_id"))


def _aktuell(ansvar: Ansvar) -> bool:
    return ansvar.er_aktuell and ansvar.kjent("status")


def _gjelder(ansvar: Ansvar) -> str:
    """Return what a task is about: «Rekruttere konkrete arbeidsgivere: Opplæring»."""
    known = next((tekst for område, (tekst, _) in OMRÅDER.items() if område == ansvar.område), "")
    tekst = ansvar.område_tekst or known
    return ": ".join(filter(None, (tekst, ansvar.delområde))) or str(ansvar)


@regel(
    "ANS-03",
    "Ansvar",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Skriv på hvilken måte norskopplæringen skal gis.",
)
def uten_norskopplegg(bok: Kursbok) -> Iterator[Treff]:
    """The guidance asks not only who teaches Norwegian, but in what way."""
    for a in bok.ansvar:
        if a.område == Område.A02 and _aktuell(a) and a.mangler("beskrivelse"):
            yield a.treff("beskrivelse")


@regel(
    "ANS-04",
    "Ansvar",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Hvem betaler for {del}? Velg ansvarlig, eller sett Status til «Ikke aktuelt».",
)
def uten_betaler(bok: Kursbok) -> Iterator[Treff]:
    """Costs that nobody has taken on stop a course half-way."""
    for a in _ubesvarte(bok):
        if a.område == Område.A05:
            yield Treff(a, "ansvarlig_partner_id", {"del": a.delområde or _gjelder(a)})
    deler = {key(a.delområde) for a in bok.ansvar if a.område == Område.A05}
    # That the whole area is gone is told by ANS-01.
    if deler and bok.lesbar(Ansvar, "område") and bok.lesbar(Ansvar, "delområde"):
        for del_ in OMRÅDER[Område.A05][1]:
            if key(del_) not in deler:
                yield Treff(Ansvar(), "delområde", {"del": del_}, id=del_)


@regel(
    "ANS-05",
    "Ansvar",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Hvem forsikrer deltakerne under «{del}»? Avklar skriftlig før den delen starter.",
)
def uten_forsikring(bok: Kursbok) -> Iterator[Treff]:
    """An accident on a day nobody has insured falls on the participant."""
    for a in _ubesvarte(bok):
        if a.område == Område.A08:
            yield Treff(a, "ansvarlig_partner_id", {"del": a.delområde or _gjelder(a)})


@regel(
    "ANS-06",
    "Ansvar",
    Alvor.TIPS,
    Fase.ALLTID,
    "Fristen {frist} er passert for {nr}. Sett ny frist eller Status til «Ferdig».",
)
def frist_passert(bok: Kursbok) -> Iterator[Treff]:
    """A deadline nobody looks at again is no deadline."""
    for a in bok.ansvar:
        if a.frist and a.frist < bok.dato and a.status in _IKKE_FERDIG:
            yield a.treff("frist", frist=a.frist)
