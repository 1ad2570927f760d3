"""The sheet «Fortrolig»."""

from datetime import date
from typing import Annotated, ClassVar

from kursverktoy.course.schema import Rad, Required, fortrolig, sheet, særlig


@sheet
class Fortrolig(Rad):
    """What must be known about one candidate and never leaves the sheet."""

    ark: ClassVar = "Fortrolig"
    navn_i_bok: ClassVar = "fortrolig"
    tittel: ClassVar = "Fortrolig"
    formål: ClassVar = (
        "Bare når det er nødvendig. Arket deles aldri og kommer aldri med i dokumenter."
    )
    nøkkel: ClassVar = ("kandidat_id",)
    steg: ClassVar = 6

    kandidat_id: Annotated[
        str | None,
        fortrolig("Kandidat", help="Bare når det er nødvendig.", is_key=True, ref="Kandidater"),
    ] = None
    helse_og_tilrettelegging: Annotated[
        str | None,
        særlig(
            "Helse og mulig tilrettelegging",
            nn="Helse og mogleg tilrettelegging",
            help="Hva kandidaten kan og trenger, ikke diagnosen.",
            required=Required.NEVER,
            long=True,
        ),
    ] = None
    arbeidstid_og_rammer: Annotated[
        str | None,
        fortrolig(
            "Arbeidstid og rammer",
            help="For eksempel når kandidaten kan arbeide.",
            required=Required.NEVER,
            long=True,
        ),
    ] = None
    kulturelle_religiøse_hensyn: Annotated[
        str | None,
        særlig(
            "Kulturelle eller religiøse hensyn",
            nn="Kulturelle eller religiøse omsyn",
            help="Bare det som gjelder arbeidsoppgavene.",
            required=Required.NEVER,
            long=True,
        ),
    ] = None
    opplyst_av: Annotated[str | None, fortrolig("Opplyst av", help="Helst kandidaten selv.")] = None
    registrert_dato: Annotated[date | None, fortrolig("Registrert")] = None
    grunnlag: Annotated[
        str | None,
        fortrolig(
            "Hvorfor er det nødvendig?",
            nn="Kvifor er det nødvendig?",
            help="Hva opplysningen skal brukes til.",
            long=True,
        ),
    ] = None
    slettes_dato: Annotated[
        date | None,
        fortrolig(
            "Slettes senest", nn="Blir sletta seinast", help="Ikke senere enn slettedatoen på Kurs."
        ),
    ] = None
