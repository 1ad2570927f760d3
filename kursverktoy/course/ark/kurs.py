"""The sheet «Kurs»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import AvsluttesMed, Bransje, Cefr, Modell, Målformvalg
from kursverktoy.course.schema import Column, Rad, Required, ansatt, sheet


@sheet
class Kurs(Rad):
    """The course as a whole: one answer for each question."""

    ark: ClassVar = "Kurs"
    navn_i_bok: ClassVar = "kurs"
    tittel: ClassVar = "Kurset"
    formål: ClassVar = "Alt om kurset som helhet. Svar i kolonnen «Svar»."
    nøkkel: ClassVar = ("kurs_id",)
    steg: ClassVar = 2

    kurs_id: Annotated[
        str | None,
        Column(
            "Kurskode",
            help="A–Z, 0–9 og bindestrek, for eksempel KJ-2026-H. Brukes i filnavn og bevisnummer.",
            is_key=True,
            documents="alle",
            anew=True,
        ),
    ] = None
    kursnavn: Annotated[
        str | None,
        Column(
            "Navn på kurset",
            nn="Namn på kurset",
            help="Slik det skal stå på avtaler og kursbevis.",
            max_length=80,
            documents="alle",
            house=True,
        ),
    ] = None
    bransje: Annotated[
        Bransje | str | None,
        Column("Bransje", help="Bransjen kurset retter seg mot.", documents="D4 D6a D7"),
    ] = None
    yrke: Annotated[
        str | None,
        Column(
            "Yrke",
            help="Yrket deltakerne forberedes til.",
            required=Required.NEVER,
            documents="D4 D5 D6a",
        ),
    ] = None
    eier_partner_id: Annotated[
        str | None,
        Column(
            "Kurseier",
            nn="Kurseigar",
            help="Partneren som eier kurset. Legg den først inn på arket Partnere.",
            ref="Partnere",
            documents="D1 D2 D3 D4 D5 D6a D6b D7",
        ),
    ] = None
    koordinator_person_id: Annotated[
        str | None,
        ansatt(
            "Koordinator",
            help="Personen som holder i kurset. Legg den først inn på arket Fagpersoner.",
            ref="Fagpersoner",
            documents="D1 D2 D3 D4 D5 D6a D6b D7",
        ),
    ] = None
    målform: Annotated[
        Målformvalg | str | None,
        Column(
            "Målform",
            help="nb (bokmål) eller nn (nynorsk). Styrer språket i dokumentene.",
            documents="alle",
        ),
    ] = None
    startdato: Annotated[
        date | None, Column("Startdato", help="Første kursdag.", documents="alle", anew=True)
    ] = None
    sluttdato: Annotated[
        date | None, Column("Sluttdato", help="Siste kursdag.", documents="alle", anew=True)
    ] = None
    definert_dato: Annotated[
        date | None,
        Column(
            "Dato da formål og målgruppe ble bestemt",
            nn="Dato då formål og målgruppe vart bestemt",
            help="Behovene skal være undersøkt før denne datoen.",
            required=Required.NEVER,
            documents="D7",
            anew=True,
        ),
    ] = None
    sted: Annotated[
        str | None,
        Column(
            "Kurssted",
            nn="Kursstad",
            help="Hvor undervisningen foregår.",
            documents="D1 D4 D5 D6a",
            house=True,
        ),
    ] = None
    antall_plasser: Annotated[
        int | None,
        Column(
            "Antall plasser",
            nn="Talet på plassar",
            help="Mellom 1 og 60.",
            low=1,
            high=60,
            documents="D1 D4 D6a D7",
        ),
    ] = None
    formål_1: Annotated[
        bool | None,
        Column(
            "Formål 1: forsmak på et yrke eller en bransje",
            nn="Formål 1: forsmak på eit yrke eller ein bransje",
            documents="D1 D4 D6a D7",
        ),
    ] = None
    formål_2: Annotated[
        bool | None,
        Column(
            "Formål 2: opplæring og sertifisering for å få ordinært arbeid",
            documents="D1 D4 D6a D7",
        ),
    ] = None
    formål_3: Annotated[
        bool | None,
        Column(
            "Formål 3: forberede formell fag- og yrkesopplæring",
            nn="Formål 3: førebu formell fag- og yrkesopplæring",
            documents="D1 D4 D6a D7",
        ),
    ] = None
    formål_4: Annotated[
        bool | None, Column("Formål 4: gi delkompetanse", documents="D1 D4 D6a D7")
    ] = None
    formål_5: Annotated[
        bool | None,
        Column(
            "Formål 5: innføring i bransjespråk, arbeidslivskunnskap og -kultur",
            documents="D1 D4 D6a D7",
        ),
    ] = None
    formål_begrunnelse: Annotated[
        str | None,
        Column(
            "Hvorfor dette formålet?",
            nn="Kvifor dette formålet?",
            help="Bygg på det dere fant ut på arket Behov.",
            long=True,
            documents="D1 D4 D7",
        ),
    ] = None
    målgruppe_1: Annotated[
        bool | None,
        Column(
            "Målgruppe 1: ikke lengre opplæringsløp",
            nn="Målgruppe 1: ikkje lengre opplæringsløp",
            documents="D4 D6a",
        ),
    ] = None
    målgruppe_2: Annotated[
        bool | None,
        Column(
            "Målgruppe 2: yrkesutdanning eller erfaring fra hjemlandet",
            nn="Målgruppe 2: yrkesutdanning eller erfaring frå heimlandet",
            documents="D4 D6a",
        ),
    ] = None
    målgruppe_3: Annotated[
        bool | None,
        Column(
            "Målgruppe 3: ønsker ufaglært arbeid, mangler erfaring",
            nn="Målgruppe 3: ønskjer ufaglært arbeid, manglar erfaring",
            documents="D4 D6a",
        ),
    ] = None
    målgruppe_4: Annotated[
        bool | None,
        Column("Målgruppe 4: vil ta fag- og yrkesopplæring på sikt", documents="D4 D6a"),
    ] = None
    målgruppe_beskrivelse: Annotated[
        str | None,
        Column(
            "Beskriv målgruppen",
            nn="Skildre målgruppa",
            help="Hvem passer kurset for?",
            long=True,
            documents="D1 D4 D6a",
        ),
    ] = None
    modell: Annotated[
        Modell | str | None,
        Column(
            "Kursmodell",
            help="Felles for alle, eller med spesialiserte eller tilpassede deler.",
            documents="D1 D4 D7",
        ),
    ] = None
    modell_begrunnelse: Annotated[
        str | None,
        Column(
            "Hvorfor denne modellen?",
            nn="Kvifor denne modellen?",
            help="Deltakernes behov, arbeidsgivernes behov, hvem som tilbyr kurset, og bransjen.",
            long=True,
            documents="D4 D7",
        ),
    ] = None
    kombinert_med: Annotated[
        str | None,
        Column(
            "Kombineres med eksisterende tilbud",
            nn="Blir kombinert med eksisterande tilbod",
            help="Et tilbud kurset er en del av, hvis det finnes.",
            required=Required.NEVER,
            documents="D4",
        ),
    ] = None
    metoder: Annotated[
        str | None,
        Column(
            "Metoder",
            nn="Metodar",
            help="Hvordan teori og arbeidsplass henger sammen.",
            long=True,
            documents="D4",
        ),
    ] = None
    ønsket_start_lytte: Annotated[
        Cefr | str | None,
        Column(
            "Ønsket startnivå: lytte",
            nn="Ønskt startnivå: lytte",
            help="Veiledende. Nivået stenger ingen ute.",
            documents="D4 D6a",
        ),
    ] = None
    ønsket_start_lese: Annotated[
        Cefr | str | None,
        Column(
            "Ønsket startnivå: lese",
            nn="Ønskt startnivå: lese",
            help="Veiledende. Nivået stenger ingen ute.",
            documents="D4 D6a",
        ),
    ] = None
    ønsket_start_muntlig: Annotated[
        Cefr | str | None,
        Column(
            "Ønsket startnivå: muntlig",
            nn="Ønskt startnivå: munnleg",
            help="Veiledende. Nivået stenger ingen ute.",
            documents="D4 D6a",
        ),
    ] = None
    ønsket_start_skriftlig: Annotated[
        Cefr | str | None,
        Column(
            "Ønsket startnivå: skriftlig",
            nn="Ønskt startnivå: skriftleg",
            help="Veiledende. Nivået stenger ingen ute.",
            documents="D4 D6a",
        ),
    ] = None
    krav_for_å_delta: Annotated[
        str | None,
        Column(
            "Hva kreves for å delta?",
            nn="Kva må til for å delta?",
            help="Det deltakeren må klare eller godta, for eksempel oppmøtetid.",
            long=True,
            documents="D6a",
        ),
    ] = None
    læreplan: Annotated[
        str | None,
        Column(
            "Læreplan for fag- og yrkesopplæring",
            help="Kode fra udir.no, for eksempel KOS02-01. Trengs ved formål 3 og 4.",
            required=Required.CONDITIONAL,
            documents="D4 D5",
        ),
    ] = None
    sertifiseringer: Annotated[
        str | None,
        Column(
            "Sertifiseringer",
            nn="Sertifiseringar",
            help="Trengs ved formål 2. «Ingen nødvendige» er et svar.",
            required=Required.CONDITIONAL,
            documents="D4 D5 D6a",
        ),
    ] = None
    avsluttes_med: Annotated[
        AvsluttesMed | str | None,
        Column(
            "Kurset avsluttes med",
            nn="Kurset blir avslutta med",
            help="Prøve, eksamen eller realkompetansevurdering.",
            documents="D4 D6a",
        ),
    ] = None
    hvorfor_nytt_kurs: Annotated[
        str | None,
        Column(
            "Hvorfor nytt kurs?",
            nn="Kvifor nytt kurs?",
            help="Hva finnes fra før, og kan det tilpasses?",
            long=True,
            documents="D7",
            anew=True,
        ),
    ] = None
    lovgrunnlag_tekst: Annotated[
        str | None,
        Column(
            "Lovgrunnlag (tekst i dokumentene)",
            nn="Lovgrunnlag (tekst i dokumenta)",
            help="Teksten som står i dokumentene. Sjekk hjemmelen på lovdata.no.",
            documents="D1 D3",
        ),
    ] = None
    møter_og_rapportering: Annotated[
        str | None,
        Column(
            "Møter og rapportering mellom partene",
            nn="Møte og rapportering mellom partane",
            help="Når partene møtes, og hva som rapporteres. Kommer med i samarbeidsavtalen.",
            long=True,
            documents="D1",
        ),
    ] = None
    behandlingsansvarlig: Annotated[
        str | None,
        Column(
            "Behandlingsansvarlig",
            nn="Behandlingsansvarleg",
            help="Vanligvis kommunen.",
            documents="alle",
            house=True,
        ),
    ] = None
    personvernombud: Annotated[
        str | None,
        ansatt(
            "Personvernombud", help="E-post eller telefon.", documents="D1 D3 D6b", identifies=True
        ),
    ] = None
    slettedato: Annotated[
        date | None,
        Column(
            "Slett arbeidsboka senest",
            nn="Slett arbeidsboka seinast",
            help="Etter kursslutt og etter siste etteroppfølging.",
            documents="D1 D3",
            anew=True,
        ),
    ] = None
    informasjonsark_sendt_dato: Annotated[
        date | None,
        Column(
            "Kursinformasjon sendt til alle partnere",
            nn="Kursinformasjon sendt til alle partnarar",
            help="Før den første kartleggingen.",
            required=Required.CONDITIONAL,
            documents="D7",
            anew=True,
        ),
    ] = None
