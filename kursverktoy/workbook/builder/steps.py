"""The ten steps of a course, in the order of the guidance, and how far each has come.

When a step is begun and what is open in it are told once here; Start shows it by formulas.
"""

from dataclasses import dataclass
from enum import StrEnum

from kursverktoy.course.ark.ansvar import Ansvar
from kursverktoy.course.ark.avslutning import Avslutning
from kursverktoy.course.ark.behov import Behov
from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.ark.oppfoelging import Oppfølging
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.ark.planmaal import Planmål
from kursverktoy.course.ark.praksis import Praksis
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import DELTAKER, I_JOBB, Behovstype, Kandidatstatus, Oppgavestatus
from kursverktoy.course.lists import Partnerstatus as Pstatus
from kursverktoy.course.schema import Rad
from kursverktoy.workbook.builder.draft import Draft, answer_name
from kursverktoy.workbook.builder.open_things import Dato, Ingen, Tom, Ubesvart, UtenRad, Åpen


class Tilstand(StrEnum):
    """How far a step has come."""

    IKKE_BEGYNT = "Ikke begynt"
    I_GANG = "I gang"
    FERDIG = "Ferdig"


@dataclass(frozen=True, slots=True)
class Steg:
    """One of the ten steps."""

    tittel: str
    ark: tuple[type[Rad], ...]
    begynt: tuple[tuple[type[Rad], str], ...]
    """The columns that show that the step has begun: one filled cell is enough."""
    åpne: tuple[Åpen, ...]
    """What may be open, in the order the coordinator should take it."""

    def åpent(self, bok: Kursbok) -> str:
        """Return the sentence about the first open thing; empty when nothing is open."""
        return next(filter(None, (each.first(bok) for each in self.åpne)), "")

    def tilstand(self, bok: Kursbok) -> Tilstand:
        """Return how far the step has come."""
        begun = any(
            rad.id and not rad.mangler(felt) if ark is not Kurs else not rad.mangler(felt)
            for ark, felt in self.begynt
            for rad in bok.rader(ark)
        )
        if not begun:
            return Tilstand.IKKE_BEGYNT
        return Tilstand.I_GANG if self.åpent(bok) else Tilstand.FERDIG

    def åpent_formel(self, draft: Draft) -> str:
        """Return the array formula that gives what `åpent` gives."""
        formula = '""'
        for each in reversed(self.åpne):
            formula = each.formula(draft, formula)
        return f"={formula}"

    def tilstand_formel(self, draft: Draft, open_cell: str) -> str:
        """Return the formula that gives the state, where `open_cell` has the first open thing."""
        tests = ",".join(_filled(draft, ark, felt) for ark, felt in self.begynt)
        states = f'IF({open_cell}="","{Tilstand.FERDIG}","{Tilstand.I_GANG}")'
        return f'=IF(OR({tests}),{states},"{Tilstand.IKKE_BEGYNT}")'


def _filled(draft: Draft, ark: type[Rad], felt: str) -> str:
    if ark is Kurs:
        return f'{answer_name(felt)}<>""'
    key, column = draft.column(ark, ark.nøkkel[0]), draft.column(ark, felt)
    return f'SUMPRODUCT(({key}<>"")*({column}<>""))>0'


_BEHOV_FØRST = (
    Behovstype.FYLKESKOMMUNENS_PLAN,
    Behovstype.EKSISTERENDE_TILBUD,
    Behovstype.NAV_TILBUD,
    Behovstype.BEHOV_I_DELTAKERGRUPPEN,
    Behovstype.INNSPILL_FRA_BRANSJE,
    Behovstype.INNSPILL_FRA_ARBEIDSGIVER,
)
_OPPGAVER = ("status", tuple(s for s in Oppgavestatus if s is not Oppgavestatus.IKKE_AKTUELT))
_UAVKLART = (Kandidatstatus.FORESLÅTT, Kandidatstatus.UNDER_KARTLEGGING)
_DELTAR = ("status", tuple(s for s in Kandidatstatus if s in DELTAKER))
_JOBB = ("resultat", tuple(sorted(I_JOBB)))

STEG: tuple[Steg, ...] = (
    Steg(
        "Undersøk behov og tilbud",
        (Behov, Partner),
        ((Behov, "behov_id"), (Partner, "partner_id")),
        (
            Ingen(Behov, "Skriv det første dere har undersøkt, på Behov"),
            *(Ingen(Behov, f"Undersøk: {t}", ("type", (t,))) for t in _BEHOV_FØRST),
            Tom(Behov, "Skriv hva {} betyr for kurset", "konsekvens"),
            Ingen(Partner, "Legg inn den første partneren"),
        ),
    ),
    Steg(
        "Bestem formål, målgruppe og modell",
        (Kurs,),
        ((Kurs, "kursnavn"),),
        (Ubesvart("kursnavn", "Gi kurset et navn på Kurs"), Ubesvart()),
    ),
    Steg(
        "Fordel ansvar og inngå avtaler",
        (Partner, Fagperson, Ansvar),
        ((Ansvar, "ansvarlig_partner_id"), (Fagperson, "person_id")),
        (
            Tom(Ansvar, "Velg ansvarlig for {}", "ansvarlig_partner_id", _OPPGAVER),
            Ingen(Fagperson, "Legg inn den første fagpersonen"),
            Ingen(Partner, "Inngå den første avtalen", ("status", (Pstatus.AVTALE_INNGÅTT,))),
            Tom(Partner, "Få avtalen med {} signert",
                bare=("status", (Pstatus.AVTALE_TIL_SIGNERING,))),
        ),
    ),
    Steg(
        "Lag læringsmål og kursplan sammen",
        (Læringsmål, Modul),
        ((Læringsmål, "mål_id"), (Modul, "modul_id")),
        (
            Ingen(Læringsmål, "Skriv det første læringsmålet"),
            Tom(Læringsmål, "Velg ansvarlig for {}", "ansvarlig_partner_id"),
            Tom(Læringsmål, "Avklar {} med en partner", "avklart_med_partner_id"),
            Ingen(Modul, "Legg inn den første modulen"),
            Tom(Modul, "Velg læringsmål for {}", "mål_id"),
        ),
    ),
    Steg(
        "Informer alle",
        (Kurs, Kandidat),
        ((Kurs, "informasjonsark_sendt_dato"),),
        (
            Ubesvart("informasjonsark_sendt_dato", "Send kursinformasjon, og skriv datoen på Kurs"),
            Tom(Kandidat, "Informer {} om kurset", "informert_dato"),
        ),
    ),
    Steg(
        "Kartlegg og bestem",
        (Kandidat, Kartlegging, Fortrolig),
        ((Kandidat, "kandidat_id"),),
        (
            Ingen(Kandidat, "Legg inn den første kandidaten"),
            UtenRad(Kandidat, "Kartlegg {}", Kartlegging, bare=("status", _UAVKLART)),
            Tom(Kandidat, "Fullfør kartleggingen og bestem for {}", bare=("status", _UAVKLART)),
            Tom(Kandidat, "Velg status for {}", "status"),
        ),
    ),
    Steg(
        "Lag planer og praksisavtaler",
        (Plan, Planmål, Praksis),
        ((Plan, "kandidat_id"),),
        (
            Ingen(Plan, "Lag den første planen"),
            UtenRad(Kandidat, "Lag plan for {}", Plan, bare=_DELTAR),
            UtenRad(Plan, "Velg læringsmål for {} på Planmål", Planmål),
            Tom(Plan, "Få planen for {} signert", "signert_dato"),
            Tom(Praksis, "Få avtalen for {} signert", "avtale_signert_dato"),
        ),
    ),
    Steg(
        "Følg opp",
        (Oppfølging, Planmål),
        ((Oppfølging, "oppfølging_id"),),
        (
            Ingen(Oppfølging, "Skriv den første samtalen på Oppfølging"),
            UtenRad(Plan, "Ha den første samtalen med {}", Oppfølging),
            Tom(Oppfølging, "Er det som er avtalt i {}, utført?", "utført", fylt="frist"),
        ),
    ),
    Steg(
        "Avslutt og dokumenter",
        (Avslutning,),
        ((Avslutning, "kandidat_id"),),
        (
            Ingen(Avslutning, "Legg inn den første deltakeren på Avslutning"),
            UtenRad(Plan, "Fyll ut avslutningen for {}", Avslutning),
            Tom(Avslutning, "Velg resultat for {}", "resultat"),
            Tom(Avslutning, "Lag bevis for {}", "bevis_dato"),
        ),
    ),
    Steg(
        "Etteroppfølging, så slett",
        (Oppfølging, Avslutning),
        ((Avslutning, "etteroppf_tilbudt"),),
        (
            Ingen(Avslutning, "Kommer når deltakerne er ferdige"),
            Tom(Avslutning, "Tilby etteroppfølging til {}", "etteroppf_tilbudt", _JOBB),
            Ubesvart("slettedato", "Skriv slettedatoen på Kurs"),
            Dato("slettedato", "Slett personopplysningene senest {}"),
        ),
    ),
)  # fmt: skip
