"""The sheet «Kartlegging»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.lists import Cefr, NorskKilde, Realistisk
from kursverktoy.course.schema import Rad, Required, fortrolig, sheet


@sheet
class Kartlegging(Rad):
    """The nine factors of one candidate."""

    ark: ClassVar = "Kartlegging"
    navn_i_bok: ClassVar = "kartlegging"
    tittel: ClassVar = "Kartlegging av kandidater"
    formål: ClassVar = "Én rad for hver kandidat: de ni forholdene som vurderes samlet."
    nøkkel: ClassVar = ("kandidat_id",)
    steg: ClassVar = 6

    kandidat_id: Annotated[
        str | None,
        fortrolig(
            "Kandidat",
            help="Én rad for hver kandidat.",
            is_key=True,
            ref="Kandidater",
            level=1,
            documents="D6b",
        ),
    ] = None
    kartlagt_dato: Annotated[date | None, fortrolig("Kartlagt", level=3, documents="D6b")] = None
    kartlagt_av_person_id: Annotated[
        tuple[str, ...],
        fortrolig(
            "Kartlagt av",
            help="Helst to personer, skilt med semikolon.",
            ref="Fagpersoner",
            level=3,
            documents="D6b",
        ),
    ] = ()
    interesse: Annotated[
        int | None,
        fortrolig(
            "Interesse",
            help="0 ingen interesse nå … 3 svært stor, har selv tatt initiativ.",
            low=0,
            high=3,
            level=3,
            documents="D6b",
            unreadable="KAR-02",
            scale=(
                "Ingen interesse nå",
                "Litt, usikker",
                "Tydelig interesse",
                "Svært stor, har selv tatt initiativ",
            ),
        ),
    ] = None
    forkunnskaper: Annotated[
        int | None,
        fortrolig(
            "Forkunnskaper",
            nn="Forkunnskapar",
            help="0 ingen … 3 kjenner faget godt.",
            low=0,
            high=3,
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
            scale=(
                "Ingen",
                "Kjenner noen oppgaver og ord",
                "Kjenner de vanligste oppgavene",
                "Kjenner faget godt",
            ),
        ),
    ] = None
    arbeidserfaring: Annotated[
        int | None,
        fortrolig(
            "Arbeidserfaring (formell og uformell)",
            help="0 ingen … 3 over tre år.",
            low=0,
            high=3,
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
            scale=("Ingen", "Under ett år", "Ett til tre år", "Over tre år"),
        ),
    ] = None
    utdanning_sertifikat: Annotated[
        int | None,
        fortrolig(
            "Utdanning og sertifikater",
            nn="Utdanning og sertifikat",
            help="0 ingen … 3 fagutdanning eller alle nødvendige sertifikater.",
            low=0,
            high=3,
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
            scale=(
                "Ingen",
                "Kort kurs eller ett sertifikat",
                "Deler av fagutdanning",
                "Fagutdanning eller alle nødvendige sertifikater",
            ),
        ),
    ] = None
    norsk_lytte: Annotated[
        Cefr | str | None,
        fortrolig("Norsk: lytte", level=3, documents="D3 D6b", unreadable="KAR-02"),
    ] = None
    norsk_lese: Annotated[
        Cefr | str | None,
        fortrolig("Norsk: lese", level=3, documents="D3 D6b", unreadable="KAR-02"),
    ] = None
    norsk_muntlig: Annotated[
        Cefr | str | None,
        fortrolig(
            "Norsk: muntlig",
            nn="Norsk: munnleg",
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
        ),
    ] = None
    norsk_skriftlig: Annotated[
        Cefr | str | None,
        fortrolig(
            "Norsk: skriftlig",
            nn="Norsk: skriftleg",
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
        ),
    ] = None
    norsk_kilde: Annotated[
        NorskKilde | str | None,
        fortrolig(
            "Hvor kommer nivået fra?",
            nn="Kvar kjem nivået frå?",
            help="Helst ikke bare egenvurdering.",
            level=3,
            documents="D6b",
        ),
    ] = None
    norsk_progresjon_realistisk: Annotated[
        Realistisk | str | None,
        fortrolig(
            "Er progresjonen realistisk?",
            help="Norsklæreren svarer.",
            level=3,
            documents="D6b",
            unreadable="KAR-02",
        ),
    ] = None
    norsk_vurdert_av_person_id: Annotated[
        str | None,
        fortrolig(
            "Norsklærer som vurderte",
            nn="Norsklærar som vurderte",
            help="En person med rollen Norsklærer.",
            ref="Fagpersoner",
            level=3,
            documents="D6b",
        ),
    ] = None
    digitale: Annotated[
        int | None,
        fortrolig(
            "Digitale ferdigheter",
            nn="Digitale ferdigheiter",
            help="0 må lære fra start … 3 klarer alt jobben krever.",
            low=0,
            high=3,
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
            scale=(
                "Må lære fra start",
                "Klarer noe med hjelp",
                "Klarer det meste jobben krever",
                "Klarer alt jobben krever",
            ),
        ),
    ] = None
    grunnleggende: Annotated[
        int | None,
        fortrolig(
            "Kommunikasjon og grunnleggende ferdigheter",
            nn="Kommunikasjon og grunnleggjande ferdigheiter",
            help="0 må lære fra start … 3 klarer alt jobben krever.",
            low=0,
            high=3,
            level=3,
            documents="D3 D6b",
            unreadable="KAR-02",
            scale=(
                "Må lære fra start",
                "Klarer noe med hjelp",
                "Klarer det meste jobben krever",
                "Klarer alt jobben krever",
            ),
        ),
    ] = None
    drivkrefter: Annotated[
        int | None,
        fortrolig(
            "Andre drivkrefter",
            help="0 ingen kjente … 3 svært sterke.",
            low=0,
            high=3,
            level=3,
            documents="D6b",
            unreadable="KAR-02",
            scale=("Ingen kjente", "Noen", "Tydelige", "Svært sterke"),
        ),
    ] = None
    rammer_avklart: Annotated[
        bool | None,
        fortrolig(
            "Er helse, tid og andre rammer avklart?",
            help="Ja eller Nei. Ikke skriv hva som kom fram.",
            level=3,
            documents="D6b",
        ),
    ] = None
    avtalt_tilrettelegging: Annotated[
        str | None,
        fortrolig(
            "Avtalt tilrettelegging",
            help="Hva arbeidsplassen gjør, aldri hvorfor. Deles bare med deltakerens ja.",
            required=Required.NEVER,
            long=True,
            level=2,
            documents="D3 D6b-intern",
        ),
    ] = None
    helhetsvurdering: Annotated[
        str | None,
        fortrolig(
            "Helhetsvurdering",
            nn="Heilskapsvurdering",
            help="Skrives før dere bestemmer.",
            required=Required.CONDITIONAL,
            long=True,
            level=3,
            documents="D6b-intern",
        ),
    ] = None
