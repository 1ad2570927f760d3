"""The rules of the sheet «Kandidater»."""

from collections.abc import Iterator
from datetime import date

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    BESLUTTET,
    IKKE_PLASS,
    Hovedgrunn,
    Målgruppe,
    Realistisk,
)
from kursverktoy.course.schema import Treff
from kursverktoy.course.vurdering import Grunnlag, vurder

_VALGT = {målgruppe: f"målgruppe_{målgruppe.value[1:]}" for målgruppe in Målgruppe}
"""Target group → the question on Kurs that chooses it."""


@regel("KAN-01", "Kandidater", Alvor.FEIL, Fase.INNTAK, "Fyll ut navn for {nr}.")
def uten_navn(bok: Kursbok) -> Iterator[Treff]:
    """Every document for a person begins with the name."""
    for k in bok.kandidater:
        for felt in k.mangler("fornavn", "etternavn")[:1]:
            yield k.treff(felt)


@regel(
    "KAN-03",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "Kandidat {nr} er ikke i en av kursets målgrupper. Sjekk målgruppen.",
)
def utenfor_målgruppene(bok: Kursbok) -> Iterator[Treff]:
    """The target group decides what the course is like, so a candidate outside it may not fit."""
    chosen = {målgruppe for målgruppe, felt in _VALGT.items() if getattr(bok.kurs, felt)}
    # That no group at all is chosen is told once, on Kurs (KUR-04).
    known = bool(chosen) and bok.kurs.kjent(*_VALGT.values())
    for k in bok.kandidater:
        if not k.målgruppe or (known and k.målgruppe not in chosen):
            yield k.treff("målgruppe")


@regel(
    "KAN-04",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "{navn} mangler dato for kompetansekartlegging. Kartleggingen skal bygge på den.",
)
def uten_kompetansekartlegging(bok: Kursbok) -> Iterator[Treff]:
    """The guidance builds the assessment on what the municipality has already mapped."""
    for k in bok.under_vurdering:
        if k.kompetansekartlegging_dato is None:
            yield k.treff("kompetansekartlegging_dato")


@regel(
    "KAN-05",
    "Kandidater",
    Alvor.TIPS,
    Fase.INNTAK,
    "Har {navn} fått karriereveiledning? Skriv datoen.",
)
def uten_karriereveiledning(bok: Kursbok) -> Iterator[Treff]:
    """A candidate who knows the alternatives chooses the course, and stays in it."""
    for k in bok.under_vurdering:
        if k.karriereveiledning_dato is None:
            yield k.treff("karriereveiledning_dato")


@regel(
    "KAN-06",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "{navn} må få informasjon om kurset og hva som kreves, før kartleggingen. Skriv datoen.",
)
def for_sent_informert(bok: Kursbok) -> Iterator[Treff]:
    """Interest can only be assessed when the candidate knows what the course asks for."""
    for k in bok.kandidater:
        kartlegging = bok.kartlegging_av(k.kandidat_id)
        kartlagt = kartlegging and kartlegging.kartlagt_dato
        if k.informert_dato is None or (kartlagt and k.informert_dato > kartlagt):
            yield k.treff("informert_dato")


@regel(
    "KAN-07",
    "Kandidater",
    Alvor.FEIL,
    Fase.INNTAK,
    "Skriv begrunnelse og dato for beslutningen om {navn}. Et menneske skal ta beslutningen.",
)
def uten_begrunnelse(bok: Kursbok) -> Iterator[Treff]:
    """A decision about a person needs a reason and a day, and nobody but a person may make it."""
    for k in bok.kandidater:
        if k.status in BESLUTTET:
            for felt in k.mangler("beslutning_dato", "beslutning_begrunnelse")[:1]:
                yield k.treff(felt)


@regel(
    "KAN-08",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "{navn} får nei på grunn av norsk, men {hvorfor}. Vurder på nytt: Kan ekstra norskstøtte "
    "gjøre kurset mulig?",
)
def nei_på_grunn_av_norsk(bok: Kursbok) -> Iterator[Treff]:
    """Weak Norwegian alone must not exclude anyone; the teacher's answer outranks the level."""
    for k in bok.kandidater:
        if k.status in IKKE_PLASS and k.hovedgrunn == Hovedgrunn.PROGRESJONEN:
            hvorfor = _taler_for(bok, bok.kartlegging_av(k.kandidat_id) or Kartlegging())
            if hvorfor:
                yield k.treff("hovedgrunn", hvorfor=hvorfor)


def _taler_for(bok: Kursbok, kartlegging: Kartlegging) -> list[str]:
    """Return what speaks against a no on the ground of Norwegian."""
    svar = kartlegging.norsk_progresjon_realistisk
    reasons = []
    if svar:
        if svar != Realistisk.NEI:
            reasons.append(f"norsklæreren har svart «{svar}»")
    elif kartlegging.kjent("norsk_progresjon_realistisk"):
        reasons.append("norsklæreren har ikke svart")
    if vurder(bok.kurs, kartlegging, bok.lister.terskler).grunnlag is Grunnlag.TYDELIG:
        reasons.append("grunnlaget er tydelig")
    return reasons


@regel(
    "KAN-09",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "Hva får {navn} i stedet? Fyll ut hovedgrunn og neste steg.",
)
def uten_neste_steg(bok: Kursbok) -> Iterator[Treff]:
    """A no is only half a decision: the candidate should leave with a next step."""
    for k in bok.kandidater:
        if k.status in IKKE_PLASS:
            for felt in k.mangler("hovedgrunn", "alternativt_tilbud")[:1]:
                yield k.treff(felt)


@regel(
    "KAN-10",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "Det er flere deltakere enn plasser. Øk antall plasser eller bruk venteliste.",
)
def flere_enn_plasser(bok: Kursbok) -> Iterator[Treff]:
    """An offer that can't be kept is worse than a place on the waiting list."""
    plasser = bok.kurs.antall_plasser
    if plasser is not None and len(bok.med_plass) > plasser:
        yield bok.kurs.treff("antall_plasser")


@regel(
    "KAN-11",
    "Kandidater",
    Alvor.ADVARSEL,
    Fase.GJENNOMFØRING,
    "Kurset står ikke i integreringsplanen til {navn}. Ta det opp med programrådgiver.",
)
def ikke_i_integreringsplanen(bok: Kursbok) -> Iterator[Treff]:
    """A participant in the introduction programme takes the course as part of that plan."""
    for k in bok.deltakere:
        if k.integreringsplan_dato is None:
            yield k.treff("integreringsplan_dato")


@regel("KAN-12", "Kandidater", Alvor.ADVARSEL, Fase.INNTAK, "Sjekk fødselsdatoen til {navn}.")
def usannsynlig_alder(bok: Kursbok) -> Iterator[Treff]:
    """A slip in the date of birth would be printed on the certificate."""
    terskler = bok.lister.terskler
    for k in bok.kandidater:
        if k.fødselsdato:
            alder = _hele_år(k.fødselsdato, bok.dato)
            if not terskler.alder_minst <= alder <= terskler.alder_høyst:
                yield k.treff("fødselsdato")


def _hele_år(fra: date, til: date) -> int:
    return til.year - fra.year - ((til.month, til.day) < (fra.month, fra.day))
