"""Values that the rules treat alike, and what the areas of responsibility ask."""

from collections.abc import Mapping

from kursverktoy.course.lists.opplegg import (
    Behovstype,
    Område,
    Partnertype,
)
from kursverktoy.course.lists.personer import (
    Deltok,
    Kandidatstatus,
    Resultat,
)

OFFENTLIGE = frozenset(
    {
        Partnertype.INTRODUKSJONSENHETEN,
        Partnertype.NAV,
        Partnertype.VOKSENOPPLÆRINGEN,
        Partnertype.FYLKESKOMMUNEN,
        Partnertype.NABOKOMMUNER,
        Partnertype.KOMMUNEN_SOM_ARBEIDSGIVER,
    }
)
"""Partners bound by the duty of confidentiality without a signed declaration."""
ARBEIDSGIVERE = frozenset(
    {Partnertype.KOMMUNEN_SOM_ARBEIDSGIVER, Partnertype.PRIVATE_ARBEIDSGIVERE}
)
DELTAKER = frozenset({Kandidatstatus.DELTAKER, Kandidatstatus.FULLFØRT, Kandidatstatus.AVBRUTT})
"""The DELTAKER group of the rules: candidates who take part or took part."""
FÅR_PLASS = DELTAKER | {Kandidatstatus.TILBUD}
IKKE_PLASS = frozenset({Kandidatstatus.IKKE_TILBUD, Kandidatstatus.VENTELISTE})
BESLUTTET = FÅR_PLASS | IKKE_PLASS
"""Statuses that only a reasoned decision gives."""
INNSPILL = frozenset({Behovstype.INNSPILL_FRA_BRANSJE, Behovstype.INNSPILL_FRA_ARBEIDSGIVER})
ALLE_FIRE = frozenset({Deltok.PROGRAMRÅDGIVER, Deltok.LÆRER, Deltok.DELTAKER, Deltok.ARBEIDSGIVER})
"""Those who should work on the progress together."""
I_JOBB = frozenset({Resultat.ORDINÆR_JOBB, Resultat.JOBB_MED_LØNNSTILSKUDD})
OMRÅDER: Mapping[Område, tuple[str, tuple[str, ...]]] = {
    Område.A01: ("Tilby bransje-/yrkesfaglig innhold", ()),
    Område.A02: ("Tilby norskfaglig innhold, og på hvilken måte", ()),
    Område.A03: ("Rekruttere konkrete arbeidsgivere", ("Opplæring", "Formidling til arbeid")),
    Område.A04: ("Kartlegge kandidater", ()),
    Område.A05: (
        "Finansiere de ulike delene",
        (
            "Læremidler",
            "Nødvendig utstyr",
            "Kurs og sertifikat",
            "Faddergodtgjørelse",
            "Reisepenger",
        ),
    ),
    Område.A06: ("Oppgaver i oppstarten", ()),
    Område.A07: ("Avtaler mellom deltaker, kurstilbyder og arbeidsgiver", ()),
    Område.A08: (
        "Forsikringsansvar",
        ("Undervisning", "Opplæring på arbeidsplassen", "Reise og ekskursjon"),
    ),
    Område.A09: ("Oppfølging av deltaker og arbeidsgiver på arbeidsstedet", ()),
    Område.A10: ("Etteroppfølging", ()),
    Område.A11: ("Personvern og sletting", ()),
}
"""What each area asks, and the parts a fresh workbook prefills."""
