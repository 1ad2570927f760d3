"""The rules of the sheet «Kurs»."""

import re
from collections.abc import Iterator

from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import NorskFerdighet
from kursverktoy.course.schema import Treff

_FORMÅL = tuple(f"formål_{nummer}" for nummer in range(1, 6))
_MÅLGRUPPER = tuple(f"målgruppe_{nummer}" for nummer in range(1, 5))
_ELDRE_PARAGRAF = re.compile(r"§\s*(?:14\s*d|4\s*c)\b", re.IGNORECASE)
"""Where the guidance of 2021 found the legal basis."""


@regel(
    "KUR-01",
    "Kurs",
    Alvor.FEIL,
    Fase.ALLTID,
    "Fyll ut «{felt}» på arket Kurs. Uten det kan ingen dokumenter lages.",
)
def uten_grunnopplysninger(bok: Kursbok) -> Iterator[Treff]:
    """Every document says which course it is, whose it is, and from when to when it runs."""
    for felt in bok.kurs.mangler(
        "kursnavn", "startdato", "sluttdato", "eier_partner_id", "koordinator_person_id"
    ):
        yield bok.kurs.treff(felt)


@regel(
    "KUR-02",
    "Kurs",
    Alvor.FEIL,
    Fase.ALLTID,
    "Sluttdatoen er før startdatoen. Rett en av datoene.",
)
def slutt_før_start(bok: Kursbok) -> Iterator[Treff]:
    """Plans, placements and certificates are all measured against the period of the course."""
    start, slutt = bok.kurs.startdato, bok.kurs.sluttdato
    if start and slutt and slutt < start:
        yield bok.kurs.treff("sluttdato")


@regel("KUR-03", "Kurs", Alvor.FEIL, Fase.PLANLEGGING, "Velg minst ett formål for kurset.")
def uten_formål(bok: Kursbok) -> Iterator[Treff]:
    """The purpose decides the target group, the content, the methods and the partners."""
    if bok.kurs.kjent(*_FORMÅL) and not _valgt(bok.kurs, _FORMÅL):
        yield bok.kurs.treff("formål_1")


def _valgt(kurs: Kurs, felter: tuple[str, ...]) -> list[str]:
    return [felt for felt in felter if getattr(kurs, felt)]


@regel(
    "KUR-04",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Velg minst én målgruppe. Den styrer modell, innhold og metoder.",
)
def uten_målgruppe(bok: Kursbok) -> Iterator[Treff]:
    """The guidance ties the target group to the choice of model, content and methods."""
    if bok.kurs.kjent(*_MÅLGRUPPER) and not _valgt(bok.kurs, _MÅLGRUPPER):
        yield bok.kurs.treff("målgruppe_1")


@regel(
    "KUR-05",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Skriv en kort tekst i «{felt}». Den brukes i kursplanen og informasjonsarket.",
)
def uten_beskrivelse(bok: Kursbok) -> Iterator[Treff]:
    """Partners and candidates need the same full picture of what the course is."""
    for felt in bok.kurs.mangler(
        "formål_begrunnelse",
        "målgruppe_beskrivelse",
        "modell",
        "modell_begrunnelse",
        "metoder",
        "krav_for_å_delta",
        "hvorfor_nytt_kurs",
    ):
        yield bok.kurs.treff(felt)


@regel(
    "KUR-06",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Målgruppe og formål henger ikke sammen: {hva}. Juster en av dem.",
)
def formål_og_målgruppe(bok: Kursbok) -> Iterator[Treff]:
    """The guidance wants the target group defined in close connection with the purpose."""
    kurs = bok.kurs
    formål, målgrupper = _valgt(kurs, _FORMÅL), _valgt(kurs, _MÅLGRUPPER)
    # That nothing at all is chosen is told by KUR-03 and KUR-04.
    if not formål or not målgrupper or not kurs.kjent(*_FORMÅL, *_MÅLGRUPPER):
        return
    mot_fag = [felt for felt in formål if felt in ("formål_3", "formål_4")]
    if kurs.målgruppe_4 and not mot_fag:
        yield kurs.treff("målgruppe_4", hva="målgruppe 4 er valgt, men verken formål 3 eller 4")
    elif mot_fag and not (kurs.målgruppe_2 or kurs.målgruppe_4):
        valgt = " og ".join(felt[-1] for felt in mot_fag)
        yield kurs.treff(mot_fag[0], hva=f"formål {valgt} er valgt, men verken målgruppe 2 eller 4")


@regel(
    "KUR-07",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Formålet er opplæring og sertifisering. Skriv hvilke sertifiseringer deltakerne får, eller "
    "«Ingen nødvendige».",
)
def uten_sertifiseringer(bok: Kursbok) -> Iterator[Treff]:
    """Whoever is to get ordinary work needs the certificates the trade asks for."""
    if bok.kurs.formål_2 and bok.kurs.mangler("sertifiseringer"):
        yield bok.kurs.treff("sertifiseringer")


@regel(
    "KUR-08",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Velg ønsket startnivå for {ferdighet}. Nivået er veiledende og stenger ingen ute.",
)
def uten_startnivå(bok: Kursbok) -> Iterator[Treff]:
    """Without a wished level nobody can see which support a candidate will need."""
    for ferdighet in map(str.lower, NorskFerdighet):
        for felt in bok.kurs.mangler(f"ønsket_start_{ferdighet}"):
            yield bok.kurs.treff(felt, ferdighet=ferdighet)


@regel(
    "KUR-09",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Skriv koden til læreplanen, for eksempel KOS02-01. Kurset skal forberede til fag- og "
    "yrkesopplæring.",
)
def uten_læreplan(bok: Kursbok) -> Iterator[Treff]:
    """Partial competence, and a way into vocational training, are measured by a curriculum."""
    if (bok.kurs.formål_3 or bok.kurs.formål_4) and bok.kurs.mangler("læreplan"):
        yield bok.kurs.treff("læreplan")


@regel(
    "KUR-10",
    "Kurs",
    Alvor.FEIL,
    Fase.PLANLEGGING,
    "Sett en slettedato etter {dato}. Da skal arbeidsboka og alle delte bøker slettes.",
)
def slettedato_for_tidlig(bok: Kursbok) -> Iterator[Treff]:
    """Personal data is kept as long as the course needs it, and no longer."""
    slutt, slettes = bok.kurs.sluttdato, bok.kurs.slettedato
    if slutt is None:  # KUR-01 tells
        return
    etteroppf = max((a.etteroppf_til_dato or slutt for a in bok.avslutning), default=slutt)
    if slettes is None or slettes <= slutt or slettes < etteroppf:
        yield bok.kurs.treff("slettedato", dato=max(slutt, etteroppf))


@regel(
    "KUR-11",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.AVSLUTNING,
    "Slettedatoen er passert. Arkiver dokumentene i saks- og arkivsystemet og slett arbeidsboka.",
)
def skulle_vært_slettet(bok: Kursbok) -> Iterator[Treff]:
    """What must be archived is archived first; the workbook is no archive."""
    if bok.kurs.slettedato and bok.kurs.slettedato < bok.dato:
        yield bok.kurs.treff("slettedato")


@regel(
    "KUR-12",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.INNTAK,
    "Send informasjonsarket til alle partnere før kartleggingen starter. Alle må ha riktig "
    "informasjon om formål, målgruppe og innhold.",
)
def informasjon_for_sent(bok: Kursbok) -> Iterator[Treff]:
    """Only those who know the course can guide candidates to it."""
    sendt = bok.kurs.informasjonsark_sendt_dato
    kartlagt = [k.kartlagt_dato for k in bok.kartlegging if k.kartlagt_dato]
    if sendt is None or (kartlagt and sendt > min(kartlagt)):
        yield bok.kurs.treff("informasjonsark_sendt_dato")


@regel(
    "KUR-13",
    "Kurs",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Fyll ut «{felt}». Deltakerne skal vite hvem de kan spørre om personvern.",
)
def uten_personvernkontakt(bok: Kursbok) -> Iterator[Treff]:
    """Whoever is registered has a right to know by whom, and where to ask."""
    for felt in bok.kurs.mangler("behandlingsansvarlig", "personvernombud"):
        yield bok.kurs.treff(felt)


@regel(
    "KUR-14",
    "Kurs",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Teksten viser til en eldre paragraf. Integreringsloven er endret. Sjekk hjemmelen på "
    "lovdata.no.",
)
def eldre_paragraf(bok: Kursbok) -> Iterator[Treff]:
    """The guidance is from 2021 and its sections have moved; the text is printed in agreements."""
    if _ELDRE_PARAGRAF.search(bok.kurs.lovgrunnlag_tekst or ""):
        yield bok.kurs.treff("lovgrunnlag_tekst")


@regel(
    "KUR-15",
    "Kurs",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Skriv når partene møtes og hva som rapporteres. Det kommer med i samarbeidsavtalen.",
)
def uten_møteplan(bok: Kursbok) -> Iterator[Treff]:
    """Partners who have agreed when to meet hear of trouble in time."""
    if bok.kurs.mangler("møter_og_rapportering"):
        yield bok.kurs.treff("møter_og_rapportering")
