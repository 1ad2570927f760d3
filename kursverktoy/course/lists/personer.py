"""The lists about candidates and participants."""

from enum import StrEnum


class Kandidatstatus(StrEnum):
    """Where a candidate stands; only a person changes it."""

    FORESLÅTT = "Foreslått"
    UNDER_KARTLEGGING = "Under kartlegging"
    TILBUD = "Tilbud"
    TAKKET_NEI = "Takket nei"
    VENTELISTE = "Venteliste"
    IKKE_TILBUD = "Ikke tilbud"
    DELTAKER = "Deltaker"
    FULLFØRT = "Fullført"
    AVBRUTT = "Avbrutt"


class Hovedgrunn(StrEnum):
    """Why a candidate gets no place now."""

    ANNET_LØP = "Ønsker eller passer bedre i annet løp"
    FULLT = "Kurset er fullt eller passer bedre senere"
    UTENFOR_MÅLGRUPPEN = "Utenfor målgruppen"
    TID_ELLER_STED = "Tid eller sted passer ikke"
    PROGRESJONEN = "Progresjonen er ikke realistisk i kurstiden"
    ANNET = "Annet"


class Lovgrunnlag(StrEnum):
    """The legal basis of a participation."""

    INTEGRERINGSLOVEN = "Integreringsloven"
    KAPITTEL_6A = "Integreringsloven kapittel 6A"
    INTRODUKSJONSLOVEN = "Introduksjonsloven"
    NAV_TILTAK = "NAV-tiltak"
    ANNET = "Annet"


class Sluttmål(StrEnum):
    """The final goal in the integration plan."""

    ARBEID = "Arbeid"
    GRUNNSKOLE = "Grunnskole"
    VIDEREGÅENDE_OPPLÆRING = "Videregående opplæring"
    HØYERE_UTDANNING = "Høyere utdanning"
    ANNET = "Annet"


class Realistisk(StrEnum):
    """The answer of the teacher of Norwegian on progress."""

    JA = "Ja"
    JA_MED_STØTTE = "Ja, med støtte"
    USIKKERT = "Usikkert"
    NEI = "Nei"


class NorskKilde(StrEnum):
    """Where a level in Norwegian comes from."""

    NORSKPRØVE = "Norskprøve"
    LÆRERVURDERING = "Lærervurdering"
    KARTLEGGINGSPRØVE = "Kartleggingsprøve"
    EGENVURDERING = "Egenvurdering"


class Målstatus(StrEnum):
    """How far a participant has come with a goal."""

    IKKE_STARTET = "Ikke startet"
    I_GANG = "I gang"
    DELVIS_OPPNÅDD = "Delvis oppnådd"
    OPPNÅDD = "Oppnådd"
    UTGÅTT = "Utgått"


class Praksistype(StrEnum):
    """What kind of placement it is."""

    PRAKSIS = "Praksis"
    JOBBSMAK = "Jobbsmak"
    ARBEIDSTRENING = "Arbeidstrening (NAV)"
    PRAKSISNÆR_OPPLÆRING = "Praksisnær opplæring"
    JOBB_MED_LØNNSTILSKUDD = "Jobb med lønnstilskudd"
    ORDINÆR_JOBB = "Ordinær jobb"


class Oppfølgingstype(StrEnum):
    """What kind of conversation it was."""

    PROGRESJONSSAMTALE = "Progresjonssamtale"
    TREKANTSAMTALE = "Trekantsamtale på arbeidsplassen"
    NORSKLÆRERBESØK = "Norsklærerbesøk"
    ARBEIDSGIVEROPPFØLGING = "Arbeidsgiveroppfølging"
    ETTEROPPFØLGING = "Etteroppfølging"
    ANNET = "Annet"


class Deltok(StrEnum):
    """Who took part in a conversation."""

    PROGRAMRÅDGIVER = "Programrådgiver"
    LÆRER = "Lærer"
    DELTAKER = "Deltaker"
    ARBEIDSGIVER = "Arbeidsgiver"
    FADDER = "Fadder"
    NAV = "NAV"


class Fullført(StrEnum):
    """Whether a participant completed the course."""

    FULLFØRT = "Fullført"
    AVBRUTT = "Avbrutt"


class Bevistype(StrEnum):
    """What the participant gets as documentation."""

    KURSBEVIS = "Kursbevis"
    KOMPETANSEBEVIS = "Kompetansebevis"
    SERTIFIKAT = "Sertifikat"
    DELTAKERBEKREFTELSE = "Deltakerbekreftelse"


class Resultat(StrEnum):
    """What a participant went on to."""

    ORDINÆR_JOBB = "Ordinær jobb"
    JOBB_MED_LØNNSTILSKUDD = "Jobb med lønnstilskudd"
    LÆRLING = "Lærling eller praksisbrevkandidat"
    VIDEREGÅENDE_OPPLÆRING = "Videregående opplæring"
    ANNEN_OPPLÆRING = "Annen opplæring"
    NAV_TILTAK = "NAV-tiltak"
    FORTSATT_INTRODUKSJONSPROGRAM = "Fortsatt introduksjonsprogram"
    IKKE_AVKLART = "Ikke avklart"
    ANNET = "Annet"


class Realkompetanse(StrEnum):
    """Whether prior learning is to be validated."""

    IKKE_AKTUELT = "Ikke aktuelt"
    ANBEFALES = "Anbefales"
    SØKES = "Søkes"
    GJENNOMFØRT = "Gjennomført"


class Etteroppf(StrEnum):
    """Whether after-follow-up was offered."""

    JA = "Ja"
    NEI = "Nei"
    IKKE_AKTUELT = "Ikke aktuelt"
