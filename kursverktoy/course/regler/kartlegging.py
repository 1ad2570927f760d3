"""The rules of the sheet «Kartlegging»."""

from collections.abc import Iterator

from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.fritekst import fritekst, pattern_of
from kursverktoy.course.funn import Alvor, Fase, Regel, declare, regel
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.lists import BESLUTTET, Fagrolle, NorskKilde
from kursverktoy.course.schema import Treff
from kursverktoy.course.vurdering import PUNKTER

_HELE_RADEN = "en rad på arket Kartlegging"


@regel(
    "KAR-01",
    "Kartlegging",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "{navn} er ikke ferdig kartlagt ({grad} av 13). Fyll ut {mangler}.",
)
def ikke_ferdig_kartlagt(bok: Kursbok) -> Iterator[Treff]:
    """The whole picture needs all thirteen points; half a picture is how people get overlooked."""
    complete = bok.lesbar(Kartlegging, "kandidat_id")
    for k in bok.under_vurdering:
        kartlegging = bok.kartlegging_av(k.kandidat_id)
        if kartlegging:
            empty = kartlegging.mangler(*PUNKTER)
            if empty:
                headings = [f"«{bok.overskrift(Kartlegging, felt)}»" for felt in empty]
                grad = len(PUNKTER) - len(empty)
                yield kartlegging.treff(empty[0], grad=grad, mangler=headings)
        elif complete and k.kandidat_id:
            yield k.treff("kandidat_id", grad=0, mangler=_HELE_RADEN)


declare(
    Regel(
        "KAR-02",
        "Kartlegging",
        Alvor.FEIL,
        Fase.INNTAK,
        "Verdien «{verdi}» er ikke gyldig i {felt} for {nr}. Velg fra listen.",
        "A level or step that is not on its scale would count as none at all.",
    )
)


@regel(
    "KAR-03",
    "Kartlegging",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "En norsklærer skal vurdere om progresjonen er realistisk for {navn}. Velg norsklærer.",
)
def ikke_vurdert_av_norsklærer(bok: Kursbok) -> Iterator[Treff]:
    """The answer outranks the levels, so it must come from someone who can give it."""
    for kartlegging in bok.kartlegging:
        if kartlegging.norsk_progresjon_realistisk:
            hvem = kartlegging.norsk_vurdert_av_person_id
            person = bok.person(hvem)
            wrong = person and person.rolle != Fagrolle.NORSKLÆRER and person.kjent("rolle")
            if not hvem or wrong:
                yield kartlegging.treff("norsk_vurdert_av_person_id")


@regel(
    "KAR-04",
    "Kartlegging",
    Alvor.FEIL,
    Fase.INNTAK,
    "Skriv helhetsvurderingen for {navn} før dere bestemmer.",
)
def uten_helhetsvurdering(bok: Kursbok) -> Iterator[Treff]:
    """The guidance asks for an overall assessment of each candidate before anyone decides."""
    complete = bok.lesbar(Kartlegging, "kandidat_id")
    for k in bok.kandidater:
        if k.status in BESLUTTET:
            kartlegging = bok.kartlegging_av(k.kandidat_id)
            if kartlegging and kartlegging.helhetsvurdering is None:
                yield kartlegging.treff("helhetsvurdering")
            elif not kartlegging and complete and k.kandidat_id:
                yield k.treff("status")


@regel(
    "KAR-05",
    "Kartlegging",
    Alvor.TIPS,
    Fase.INNTAK,
    "Bare én har kartlagt {navn}. Supplerende kartlegging bør skje i samarbeid.",
)
def kartlagt_av_én(bok: Kursbok) -> Iterator[Treff]:
    """Two people see more than one, and one person's impression weighs less."""
    for kartlegging in bok.kartlegging:
        if len(kartlegging.kartlagt_av_person_id) == 1:
            yield kartlegging.treff("kartlagt_av_person_id")


@regel(
    "KAR-06",
    "Kartlegging",
    Alvor.ADVARSEL,
    Fase.ALLTID,
    "Teksten i {celle} kan inneholde {type}. Flytt den til Fortrolig, eller skriv bare hva som "
    "er avtalt.",
)
def sensitive_ord(bok: Kursbok) -> Iterator[Treff]:
    """Health, faith and the like belong on the one sheet that is never shared, if anywhere."""
    words = bok.lister.ord
    any_of_them = pattern_of(each for ord in words.values() for each in ord)
    for ark in ARK:
        felter = fritekst(ark) if ark is not Fortrolig else ()
        for rad in bok.rader(ark) if felter else ():
            for felt in felter:
                folded = (getattr(rad, felt) or "").casefold()
                if any_of_them.search(folded):
                    typer = [type for type, ord in words.items() if pattern_of(ord).search(folded)]
                    yield rad.treff(felt, type=[f"opplysninger om {typer[0]}", *typer[1:]])


@regel(
    "KAR-07",
    "Kartlegging",
    Alvor.TIPS,
    Fase.INNTAK,
    "Avklar helse, tid og andre rammer med {navn}. Spør bare om det som gjelder arbeidsoppgavene.",
)
def rammer_ikke_avklart(bok: Kursbok) -> Iterator[Treff]:
    """What could stop someone should be talked over before it does."""
    for kartlegging in bok.kartlegging:
        kandidat = bok.kandidat(kartlegging.kandidat_id)
        if kandidat and kandidat.status in BESLUTTET and kartlegging.rammer_avklart is False:
            yield kartlegging.treff("rammer_avklart")


@regel(
    "KAR-08",
    "Kartlegging",
    Alvor.TIPS,
    Fase.INNTAK,
    "Norsknivået til {navn} er bare egenvurdert. Be norsklæreren bekrefte det.",
)
def bare_egenvurdert(bok: Kursbok) -> Iterator[Treff]:
    """People judge their own Norwegian too high or too low; a teacher hears the difference."""
    for kartlegging in bok.kartlegging:
        if kartlegging.norsk_kilde == NorskKilde.EGENVURDERING:
            yield kartlegging.treff("norsk_kilde")
