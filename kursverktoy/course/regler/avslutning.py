"""The rules of the sheet «Avslutning»."""

from collections.abc import Iterator

from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    DELTAKER,
    I_JOBB,
    Bevistype,
    Etteroppf,
    Fullført,
    Partnertype,
    Realkompetanse,
)
from kursverktoy.course.schema import Treff

_GIR_KOMPETANSEBEVIS = frozenset({Partnertype.FYLKESKOMMUNEN, Partnertype.VOKSENOPPLÆRINGEN})
_SVART = frozenset({Etteroppf.JA, Etteroppf.NEI})


@regel(
    "AVS-01",
    "Avslutning",
    Alvor.FEIL,
    Fase.AVSLUTNING,
    "{navn} mangler avslutning. Alle deltakere skal få dokumentasjon.",
)
def uten_avslutning(bok: Kursbok) -> Iterator[Treff]:
    """Everybody who took part, also those who broke off, gets it in writing."""
    if not bok.lesbar(Avslutning, "kandidat_id"):
        return
    for plan in bok.planer:
        kandidat = bok.kandidat(plan.kandidat_id)
        took_part = kandidat and kandidat.status in DELTAKER
        ended = plan.sluttdato and plan.sluttdato < bok.dato
        if took_part and ended and not bok.avslutning_for(plan.kandidat_id):
            yield plan.treff("sluttdato")


@regel("AVS-02", "Avslutning", Alvor.FEIL, Fase.AVSLUTNING, "Beviset til {navn} mangler {felt}.")
def ufullstendig_bevis(bok: Kursbok) -> Iterator[Treff]:
    """A certificate that lacks something is worth little to the one who shows it."""
    numbers = set()
    for a in bok.avslutning:
        for felt in a.mangler(
            "timer_gjennomført", "bevistype", "bevis_utsteder_partner_id", "bevis_dato", "bevis_nr"
        ):
            yield a.treff(felt)
        if a.bevis_nr in numbers:
            yield a.treff("bevis_nr", felt="et bevisnummer som ingen andre har")
        if a.bevis_nr:
            numbers.add(a.bevis_nr)
        kandidat = bok.kandidat(a.kandidat_id)
        if kandidat and kandidat.fødselsdato is None:
            yield kandidat.treff("fødselsdato")


@regel(
    "AVS-03",
    "Avslutning",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "«Kompetansebevis» gis vanligvis av skole eller fylkeskommune etter opplæringsloven. Velg "
    "«Kursbevis», eller avklar med fylkeskommunen.",
)
def kompetansebevis_fra_andre(bok: Kursbok) -> Iterator[Treff]:
    """The word has a meaning in law, and a paper that claims too much helps nobody."""
    for a in bok.avslutning:
        utsteder = bok.partner(a.bevis_utsteder_partner_id)
        type = utsteder and utsteder.partnertype
        if a.bevistype == Bevistype.KOMPETANSEBEVIS and type and type not in _GIR_KOMPETANSEBEVIS:
            yield a.treff("bevistype")


@regel(
    "AVS-04",
    "Avslutning",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "{navn} er i jobb. Tilby etteroppfølging, og skriv svaret.",
)
def i_jobb_uten_etteroppfølging(bok: Kursbok) -> Iterator[Treff]:
    """The first months decide whether a job lasts."""
    for a in bok.avslutning:
        if a.resultat in I_JOBB and a.etteroppf_tilbudt not in _SVART:
            yield a.treff("etteroppf_tilbudt")


@regel(
    "AVS-05",
    "Avslutning",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "Hvem følger opp {navn} i jobben, og hvor lenge? Velg ansvarlig og dato.",
)
def etteroppfølging_uten_ansvarlig(bok: Kursbok) -> Iterator[Treff]:
    """An offer without a name and an end is forgotten when the course is over."""
    for a in bok.avslutning:
        if a.etteroppf_tilbudt == Etteroppf.JA:
            for felt in a.mangler("etteroppf_ansvarlig_partner_id", "etteroppf_til_dato")[:1]:
                yield a.treff(felt)


@regel(
    "AVS-06",
    "Avslutning",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "{navn} har flere timer ({timer}) enn kurset ({maks}). Sjekk tallet.",
)
def flere_timer_enn_kurset(bok: Kursbok) -> Iterator[Treff]:
    """The hours are printed on the certificate."""
    if not all(modul.type and modul.timer is not None for modul in bok.moduler):
        return
    for a in bok.avslutning:
        plan = bok.plan_for(a.kandidat_id)
        if plan is None or a.timer_gjennomført is None:
            continue
        maks = sum(modul.timer or 0 for modul in bok.løp(plan.spesialisering))
        known = bok.modul(plan.spesialisering) or plan.mangler("spesialisering")
        if bok.moduler and known and a.timer_gjennomført > maks:
            yield a.treff("timer_gjennomført", timer=a.timer_gjennomført, maks=maks)


@regel(
    "AVS-07",
    "Avslutning",
    Alvor.TIPS,
    Fase.AVSLUTNING,
    "{navn} har fullført, men sertifikat er ikke ført opp. Fikk deltakeren det?",
)
def uten_sertifikat(bok: Kursbok) -> Iterator[Treff]:
    """Where certification is what the course is for, its absence is the exception."""
    lovet = bok.kurs.sertifiseringer or ""
    # «Ingen nødvendige» is an answer too (KUR-07).
    if not bok.kurs.formål_2 or not lovet or lovet.casefold().startswith("ingen"):
        return
    for a in bok.avslutning:
        if a.fullført == Fullført.FULLFØRT and not a.sertifikater:
            yield a.treff("sertifikater")


@regel(
    "AVS-08",
    "Avslutning",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "Status for {navn} er ulik på Kandidater og Avslutning. Rett en av dem.",
)
def ulik_status(bok: Kursbok) -> Iterator[Treff]:
    """The certificate and the report must tell the same story."""
    for a in bok.avslutning:
        kandidat = bok.kandidat(a.kandidat_id)
        status = kandidat and kandidat.status
        # That someone with a plan is no participant at all is told by PLA-09.
        if a.fullført and status in DELTAKER and status != a.fullført:
            yield a.treff("fullført")


@regel(
    "AVS-09",
    "Avslutning",
    Alvor.TIPS,
    Fase.AVSLUTNING,
    "Realkompetansevurdering gjøres av fylkeskommunen. Legg den inn som partner.",
)
def realkompetanse_uten_fylkeskommune(bok: Kursbok) -> Iterator[Treff]:
    """Only the county can validate prior learning, so it should know of those who want it."""
    typer = {partner.partnertype for partner in bok.partnere}
    if Partnertype.FYLKESKOMMUNEN in typer or not bok.lesbar(Partner, "partnertype"):
        return
    for a in bok.avslutning:
        if a.realkompetansevurdering not in (None, Realkompetanse.IKKE_AKTUELT):
            yield a.treff("realkompetansevurdering")
            return
