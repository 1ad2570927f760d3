"""The lists of the course itself: partners, tasks, goals and modules."""

from enum import StrEnum


class Målformvalg(StrEnum):
    """The two written standards of Norwegian."""

    NB = "nb"
    NN = "nn"


class Målgruppe(StrEnum):
    """The target groups of the guidance; their texts are the headings on Kurs."""

    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4 = "M4"


class Bransje(StrEnum):
    """NAV's ten trades for labour-market training."""

    INGENIØR_OG_IKT_FAG = "Ingeniør- og IKT-fag"
    HELSE_PLEIE_OG_OMSORG = "Helse, pleie og omsorg"
    BARNE_OG_UNGDOMSARBEID = "Barne- og ungdomsarbeid"
    KONTORARBEID = "Kontorarbeid"
    BUTIKK_OG_SALGSARBEID = "Butikk- og salgsarbeid"
    BYGG_OG_ANLEGG = "Bygg og anlegg"
    INDUSTRIARBEID = "Industriarbeid"
    REISELIV_SERVERING_OG_TRANSPORT = "Reiseliv, servering og transport"
    SERVICEYRKER_OG_ANNET_ARBEID = "Serviceyrker og annet arbeid"
    ANDRE_BRANSJER = "Andre bransjer"


class Partnertype(StrEnum):
    """What kind of actor a partner is; the twelve types of the guidance."""

    INTRODUKSJONSENHETEN = "Enheten med ansvar for introduksjonsprogrammet"
    NAV = "NAV"
    VOKSENOPPLÆRINGEN = "Voksenopplæringen"
    FYLKESKOMMUNEN = "Fylkeskommunen"
    NABOKOMMUNER = "Nabokommuner (interkommunalt samarbeid)"
    TILTAKSARRANGØRER = "Private eller ideelle tiltaksarrangører"
    OPPLÆRINGSKONTOR = "Opplæringskontor"
    NÆRINGSFORENINGER = "Næringsforeninger"
    SOSIALE_ENTREPRENØRER = "Sosiale entreprenører"
    KOMMUNEN_SOM_ARBEIDSGIVER = "Kommunen som arbeidsgiver"
    PRIVATE_ARBEIDSGIVERE = "Private arbeidsgivere"
    FRIVILLIGE_ORGANISASJONER = "Frivillige organisasjoner"


class Partnerstatus(StrEnum):
    """How far the cooperation has come."""

    AKTUELL = "Aktuell"
    FORESPURT = "Forespurt"
    AVTALE_TIL_SIGNERING = "Avtale til signering"
    AVTALE_INNGÅTT = "Avtale inngått"
    IKKE_AKTUELL = "Ikke aktuell"


class Personvernrolle(StrEnum):
    """What the partner is under the GDPR."""

    BEHANDLINGSANSVARLIG = "Behandlingsansvarlig"
    DATABEHANDLER = "Databehandler"
    FÅR_IKKE_PERSONOPPLYSNINGER = "Får ikke personopplysninger"


class Fagrolle(StrEnum):
    """What a member of staff does in the course."""

    KOORDINATOR = "Koordinator"
    PROGRAMRÅDGIVER = "Programrådgiver"
    NORSKLÆRER = "Norsklærer"
    BRANSJEFAGLIG_ANSVARLIG = "Bransjefaglig ansvarlig"
    FAGLÆRER = "Faglærer"
    FADDER = "Fadder"
    MENTOR = "Mentor"
    NAV_KONTAKT = "NAV-kontakt"
    KARRIEREVEILEDER = "Karriereveileder"
    KONTAKT_HOS_ARBEIDSGIVER = "Kontakt hos arbeidsgiver"
    ANNET = "Annet"


class Behovstype(StrEnum):
    """What was looked into before the course was designed."""

    FYLKESKOMMUNENS_PLAN = "Fylkeskommunens plan"
    EKSISTERENDE_TILBUD = "Eksisterende tilbud"
    NAV_TILBUD = "AMO-kurs eller annet NAV-tilbud"
    ERFARING_FRA_ANDRE = "Erfaring fra andre"
    TIDLIGERE_KURS = "Tidligere kurs"
    KOMMUNENS_KUNNSKAP = "Kommunens kunnskap om arbeidsmarkedet"
    NAVS_KUNNSKAP = "NAVs kunnskap om arbeidsmarkedet"
    BEHOV_I_DELTAKERGRUPPEN = "Behov i deltakergruppen"
    INNSPILL_FRA_BRANSJE = "Innspill fra bransje"
    INNSPILL_FRA_ARBEIDSGIVER = "Innspill fra arbeidsgiver"
    ANNET = "Annet"


class Område(StrEnum):
    """The questions of the guidance: who does what."""

    A01 = "A01"
    A02 = "A02"
    A03 = "A03"
    A04 = "A04"
    A05 = "A05"
    A06 = "A06"
    A07 = "A07"
    A08 = "A08"
    A09 = "A09"
    A10 = "A10"
    A11 = "A11"


class Oppgavestatus(StrEnum):
    """How far a task has come."""

    IKKE_STARTET = "Ikke startet"
    PÅGÅR = "Pågår"
    FERDIG = "Ferdig"
    IKKE_AKTUELT = "Ikke aktuelt"


class Kategori(StrEnum):
    """The six categories of learning goals."""

    YRKES_BRANSJEKUNNSKAP = "Yrkes-/bransjekunnskap"
    YRKES_BRANSJEFERDIGHETER = "Yrkes-/bransjeferdigheter"
    ARBEIDSLIVSKUNNSKAP = "Arbeidslivskunnskap"
    ARBEIDSLIVSFERDIGHETER = "Arbeidslivsferdigheter"
    NORSKFERDIGHETER = "Norskferdigheter"
    GRUNNLEGGENDE_FERDIGHETER = "Grunnleggende ferdigheter"


class GrunnleggendeFerdighet(StrEnum):
    """The basic skills."""

    DIGITALE_FERDIGHETER = "Digitale ferdigheter"
    LESING = "Lesing"
    SKRIVING = "Skriving"
    REGNING = "Regning"
    MUNTLIGE_FERDIGHETER = "Muntlige ferdigheter"


class NorskFerdighet(StrEnum):
    """The four skills in Norwegian."""

    LYTTE = "Lytte"
    LESE = "Lese"
    MUNTLIG = "Muntlig"
    SKRIFTLIG = "Skriftlig"


class Cefr(StrEnum):
    """Levels in Norwegian, lowest first; «Under A1» is before the CEFR scale begins."""

    UNDER_A1 = "Under A1"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"


class Målkilde(StrEnum):
    """Where a learning goal comes from."""

    LÆREPLAN = "Læreplan"
    LÆREPLAN_I_NORSK = "Læreplan i norsk"
    BRANSJE = "Bransje"
    ARBEIDSGIVER = "Arbeidsgiver"
    LÆRER = "Lærer"
    DELTAKER = "Deltaker"


class Arena(StrEnum):
    """Where something is learnt."""

    KURS = "Kurs"
    ARBEIDSPLASS = "Arbeidsplass"
    BEGGE = "Begge"


class Modell(StrEnum):
    """How the course is put together."""

    FELLES_FOR_ALLE = "Felles for alle"
    FELLES_SPESIALISERT = "Felles + spesialisert"
    FELLES_TILPASSET = "Felles + tilpasset"
    DEL_AV_EKSISTERENDE_TILBUD = "Del av eksisterende tilbud"


class Modultype(StrEnum):
    """Whom a module is for."""

    FELLES = "Felles"
    SPESIALISERT = "Spesialisert"
    TILPASSET = "Tilpasset"


class AvsluttesMed(StrEnum):
    """What the course ends with."""

    INGEN_PRØVE = "Ingen prøve"
    PRØVE = "Prøve"
    EKSAMEN = "Eksamen"
    REALKOMPETANSEVURDERING = "Realkompetansevurdering"
    PRØVE_OG_REALKOMPETANSEVURDERING = "Prøve og realkompetansevurdering"
