"""The rules of the sheet «Partnere»."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    ARBEIDSGIVERE,
    OFFENTLIGE,
    Område,
    Partnerstatus,
    Partnertype,
    Personvernrolle,
)
from kursverktoy.course.schema import Treff

_SENTRALE: Mapping[str, frozenset[Partnertype]] = {
    "arbeidsgiver": ARBEIDSGIVERE,
    "NAV": frozenset({Partnertype.NAV}),
    "fylkeskommunen": frozenset({Partnertype.FYLKESKOMMUNEN}),
}
_HAR_AVTALE = frozenset({Partnerstatus.AVTALE_TIL_SIGNERING, Partnerstatus.AVTALE_INNGÅTT})
_HØYST_TO = ARBEIDSGIVERE | {Partnertype.NÆRINGSFORENINGER, Partnertype.FRIVILLIGE_ORGANISASJONER}
"""Partners that are never shown an assessment of a person."""
_EPOST = re.compile(r"[^@\s,;]+@[^@\s,;.]+(?:\.[^@\s,;.]+)+")
_VEKTER = (3, 2, 7, 6, 5, 4, 3, 2)


@regel("PAR-01", "Partnere", Alvor.FEIL, Fase.ALLTID, "Fyll ut «{felt}» for {nr}.")
def uten_navn_eller_type(bok: Kursbok) -> Iterator[Treff]:
    """The type decides what a partner may be told, and the name stands in the agreement."""
    for p in bok.partnere:
        for felt in p.mangler("partnernavn", "partnertype"):
            yield p.treff(felt)


@regel(
    "PAR-02",
    "Partnere",
    Alvor.FEIL,
    Fase.ALLTID,
    "Organisasjonsnummeret {orgnr} er ikke gyldig. Sjekk det på brreg.no.",
)
def ugyldig_orgnr(bok: Kursbok) -> Iterator[Treff]:
    """An agreement with a wrong number is an agreement with someone else."""
    for p in bok.partnere:
        if p.orgnr and not gyldig_orgnr(p.orgnr):
            yield p.treff("orgnr", orgnr=p.orgnr)


def gyldig_orgnr(orgnr: str) -> bool:
    """Whether `orgnr` is nine digits, blanks apart, of which the last is the check digit."""
    siffer = "".join(orgnr.split())
    if not re.fullmatch("[0-9]{9}", siffer):
        return False
    rest = sum(vekt * int(s) for vekt, s in zip(_VEKTER, siffer, strict=False)) % 11
    return (11 - rest) % 11 == int(siffer[-1])


@regel(
    "PAR-03",
    "Partnere",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "{partner} mangler {felt}. Det trengs i avtalen.",
)
def ufullstendig_avtale(bok: Kursbok) -> Iterator[Treff]:
    """An agreement says who, where to write, who signs, and for how long."""
    for p in bok.partnere:
        empty = p.mangler(
            "orgnr", "kontaktperson", "epost", "signerer_navn", "avtale_fra", "avtale_til"
        )
        if empty and p.status in _HAR_AVTALE:
            felt = [f"«{bok.overskrift(Partner, felt)}»" for felt in empty]
            yield p.treff(empty[0], partner=p, felt=felt)


@regel(
    "PAR-04",
    "Partnere",
    Alvor.FEIL,
    Fase.ALLTID,
    "E-postadressen til {partner} ser feil ut. Rett den.",
)
def ugyldig_epost(bok: Kursbok) -> Iterator[Treff]:
    """What is sent to a wrong address is lost, or read by a stranger."""
    for p in bok.partnere:
        if p.epost and not _EPOST.fullmatch(p.epost):
            yield p.treff("epost", partner=p)


@regel(
    "PAR-05",
    "Partnere",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Kurset mangler en sentral partner: {hvem}. Ta kontakt, eller skriv i Behov hvorfor ikke.",
)
def uten_sentral_partner(bok: Kursbok) -> Iterator[Treff]:
    """Employers, NAV, the county and the provider of Norwegian are those no course can miss."""
    mangler = []
    if bok.lesbar(Partner, "partnertype") and bok.lesbar(Partner, "status"):
        aktive = {p.partnertype for p in bok.partnere if p.er_aktuell}
        mangler = [hvem for hvem, typer in _SENTRALE.items() if not aktive & typer]
    if bok.lesbar(Ansvar, "område") and bok.lesbar(Ansvar, "ansvarlig_partner_id"):
        norsk = [a.ansvarlig_partner_id for a in bok.ansvar if a.område == Område.A02]
        mangler += [] if any(norsk) else ["tilbyder av norskopplæring"]
    for hvem in mangler:
        yield Partner().treff("partnertype", id=hvem, hvem=hvem)


@regel(
    "PAR-06",
    "Partnere",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Kurset skal gi delkompetanse eller forberede til fagopplæring. Inngå avtale med "
    "fylkeskommunen.",
)
def uten_avtale_med_fylkeskommunen(bok: Kursbok) -> Iterator[Treff]:
    """Vocational training is the county's, so what the course gives must count there."""
    if not (bok.kurs.formål_3 or bok.kurs.formål_4):
        return
    if not (bok.lesbar(Partner, "partnertype") and bok.lesbar(Partner, "status")):
        return
    fylke = [p for p in bok.partnere if p.partnertype == Partnertype.FYLKESKOMMUNEN]
    if all(p.status != Partnerstatus.AVTALE_INNGÅTT for p in fylke):
        yield fylke[0].treff("status") if fylke else Partner().treff("partnertype")


@regel(
    "PAR-07",
    "Partnere",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Avtalen med {partner} går ut {dato}, før oppgavene er ferdige. Forleng avtalen.",
)
def avtalen_går_ut(bok: Kursbok) -> Iterator[Treff]:
    """A task without an agreement behind it is a favour, and favours end."""
    etteroppf: dict[str, date] = {}
    for a in bok.avslutning:
        if (id := a.etteroppf_ansvarlig_partner_id) and (til := a.etteroppf_til_dato):
            etteroppf[id] = max(til, etteroppf.get(id, til))
    for p in bok.partnere:
        ferdig = (bok.kurs.sluttdato, etteroppf.get(p.partner_id or ""), p.avtale_fra)
        til = p.avtale_til
        if til and p.er_aktuell and any(d and til < d for d in ferdig):
            yield p.treff("avtale_til", partner=p, dato=til)


@regel(
    "PAR-08",
    "Partnere",
    Alvor.ADVARSEL,
    Fase.ALLTID,
    "{partner} har oppgaver eller får opplysninger, men avtalen er ikke inngått. Lag "
    "samarbeidsavtale og få den signert.",
)
def uten_avtale(bok: Kursbok) -> Iterator[Treff]:
    """The guidance asks for written agreements that say who does what."""
    ansvarlige = {a.ansvarlig_partner_id for a in bok.ansvar if a.er_aktuell}
    for p in bok.partnere:
        id = p.partner_id
        involved = bool(id) and (id in ansvarlige or bool(bok.praksis_hos(id)))
        if p.status != Partnerstatus.AVTALE_INNGÅTT and (involved or p.deling_nivå):
            yield p.treff("status", partner=p)


@regel(
    "PAR-09",
    "Partnere",
    Alvor.FEIL,
    Fase.ALLTID,
    "{partner} skal få personopplysninger. Få taushetserklæringen signert, eller sett Deling til "
    "0.",
)
def uten_taushetserklæring(bok: Kursbok) -> Iterator[Treff]:
    """Public bodies are bound by law; everyone else must promise to keep quiet."""
    for p in bok.partnere:
        if p.deling_nivå and _privat(p) and p.mangler("taushetserklæring_dato"):
            yield p.treff("taushetserklæring_dato", partner=p)


def _privat(partner: Partner) -> bool:
    """Whether a partner is known not to be public."""
    return bool(partner.partnertype) and partner.partnertype not in OFFENTLIGE


@regel(
    "PAR-10",
    "Partnere",
    Alvor.FEIL,
    Fase.ALLTID,
    "{partner} er databehandler. Inngå databehandleravtale, eller sett Deling til 0.",
)
def uten_databehandleravtale(bok: Kursbok) -> Iterator[Treff]:
    """GDPR article 28: whoever handles data for the municipality does so under a contract."""
    for p in bok.partnere:
        databehandler = p.personvernrolle == Personvernrolle.DATABEHANDLER
        if p.deling_nivå and databehandler and p.mangler("databehandleravtale_dato"):
            yield p.treff("databehandleravtale_dato", partner=p)


@regel(
    "PAR-11",
    "Partnere",
    Alvor.FEIL,
    Fase.ALLTID,
    "{partner} kan ikke ha Deling {nivå}. Sett den til {maks} eller lavere.",
)
def deler_for_mye(bok: Kursbok) -> Iterator[Treff]:
    """A partner is shown what its task needs, and nothing beyond that."""
    for p in bok.partnere:
        maks = høyeste_deling(p)
        if p.deling_nivå is not None and p.deling_nivå > maks:
            yield p.treff("deling_nivå", partner=p, nivå=p.deling_nivå, maks=maks)


def høyeste_deling(partner: Partner) -> int:
    """Return the highest level a partner may have: 0 no persons … 3 assessments too."""
    if partner.personvernrolle == Personvernrolle.FÅR_IKKE_PERSONOPPLYSNINGER:
        return 0
    under_contract = not partner.mangler("databehandleravtale_dato")
    if partner.partnertype in _HØYST_TO or (_privat(partner) and not under_contract):
        return 2
    return 3


@regel(
    "PAR-12",
    "Partnere",
    Alvor.TIPS,
    Fase.AVSLUTNING,
    "Skriv hvor lenge dere har samarbeidet med {partner}. Samarbeid over tid gir arbeidsgiveren "
    "erfaring.",
)
def uten_samarbeidsår(bok: Kursbok) -> Iterator[Treff]:
    """Employers who stay learn to handle what is usual; it is worth knowing who they are."""
    for p in bok.partnere:
        if p.partnertype in ARBEIDSGIVERE and p.mangler("samarbeid_siden"):
            yield p.treff("samarbeid_siden", partner=p)
