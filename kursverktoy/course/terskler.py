"""What the coordinator may adjust on the sheet Lister: thresholds, words to watch for, lists.

Every number here is a proposal, not a requirement of any source; that is why each is shown
and can be changed (domene.md §0.2, item 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Annotated, NamedTuple, get_args, get_type_hints

from kursverktoy.course.lists import LISTER


class Terskel(NamedTuple):
    """How a threshold is shown on Lister: its name, and what it decides."""

    header: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terskler:
    """The numbers the rules and the assessment use, with the defaults of a fresh workbook."""

    interesse_minst: Annotated[
        int, Terskel("Interesse, minst", "Trinn (0–3) som gir tydelig grunnlag.")
    ] = 2
    erfaring_minst: Annotated[
        int,
        Terskel("Erfaring, minst", "Beste av forkunnskaper, arbeidserfaring og utdanning (0–3)."),
    ] = 2
    drivkrefter_minst: Annotated[
        int, Terskel("Drivkrefter, minst", "Trinn (0–3) som kan veie opp for lite erfaring.")
    ] = 2
    støtte_høyst: Annotated[
        int, Terskel("Støttebehov, høyst", "Digitalt og grunnleggende: trinn som gir støtte.")
    ] = 1
    norsk_sprik: Annotated[
        int, Terskel("Sprik i norsk (trinn)", "Fra dette tallet foreslås tilpasning (X-02).")
    ] = 3
    fyllingsgrad: Annotated[
        int, Terskel("Fyllingsgrad (%)", "Under dette tallet foreslås hjelp fra NAV (X-04).")
    ] = 60
    uker_før_start: Annotated[
        int, Terskel("Uker før start", "Når X-04 begynner å se på fyllingsgraden.")
    ] = 4
    signert_innen: Annotated[
        int, Terskel("Plan signert innen (dager)", "Dager etter planens start (PLA-05).")
    ] = 14
    samtale_alle_innen: Annotated[
        int,
        Terskel("Samtale med alle fire innen (dager)", "Dager etter praksisstart (OPP-02)."),
    ] = 28
    bransje_oppdatert_innen: Annotated[
        int, Terskel("Bransjekunnskap høyst (år)", "Hvor gammel kunnskapen kan være (FAG-02).")
    ] = 5
    norsk_studiepoeng_minst: Annotated[
        int, Terskel("Studiepoeng i norsk, minst", "For norsklærere (FAG-04).")
    ] = 30
    alder_minst: Annotated[int, Terskel("Alder, minst", "Yngre gir en advarsel (KAN-12).")] = 16
    alder_høyst: Annotated[int, Terskel("Alder, høyst", "Eldre gir en advarsel (KAN-12).")] = 75
    timer_per_uke_høyst: Annotated[
        float, Terskel("Timer per uke, høyst", "For praksis og jobb (PRA-09).")
    ] = 37.5
    uten_plass_måneder: Annotated[
        int,
        Terskel(
            "Uten plass slettes etter (måneder)", "Etter beslutningen eller kursslutt (avslutt)."
        ),
    ] = 3
    fortrolig_måneder: Annotated[
        int,
        Terskel(
            "Fortrolig slettes etter (måneder)", "Forslag til frist etter kursslutt (avslutt)."
        ),
    ] = 1


@cache
def thresholds() -> Mapping[str, Terskel]:
    """Return how each threshold is shown, by attribute name, in sheet order."""
    hints = get_type_hints(Terskler, include_extras=True)
    return {f.name: get_args(hints[f.name])[1] for f in fields(Terskler)}


HELSEORD = (
    "sykdom*", "sykemeld*", "kronisk*", "medisiner", "medisinen", "legen", "legetime*", "lege",
    "psykolog*", "psykisk*", "psykiatr*", "gravid*", "funksjonshem*", "handikap*", "rullestol*",
    "allergi", "allergisk", "ryggproblem*", "vond rygg", "smerter", "operasjon*", "operert",
    "innlagt", "sykehus*", "rehabiliter*", "rusmis*", "avhengighet*",
)  # fmt: skip
RELIGIONSORD = (
    "religion*", "religiøs*", "muslim*", "islam*", "kristen*", "jøde*", "jødisk*", "hindu*",
    "buddhis*", "moské*", "moske*", "kirke", "kirken", "bønn*", "ramadan*", "halal*", "svinekjøtt",
    "hijab*", "hodeplagg*", "hodeskaut*",
)  # fmt: skip
ANDRE_ORD = (
    "flyktning*", "asyl*", "oppholdstillatelse*", "vold", "voldsutsatt*", "overgrep*",
    "barnevern*", "kriminell*", "fengsel*", "politiet", "politisk*", "fagforening*", "homofil*",
    "lesbisk*", "skilsmisse*", "gjeldsproblem*", "sosialhjelp*",
)  # fmt: skip
DIAGNOSEORD = (
    "diagnose*", "depresjon*", "deprimert*", "angst*", "ptsd", "traume*", "traumatiser*",
    "epilepsi*", "diabetes*", "astma*", "kreft", "kreften", "migrene*", "adhd", "schizofren*",
    "bipolar*", "leddgikt*", "fibromyalgi*", "prolaps*", "hepatitt*", "hiv", "tuberkulose*",
)  # fmt: skip


class Ordliste(StrEnum):
    """The lists of words to watch for, by what such a word may reveal (KAR-06, FOR-03)."""

    HELSE = "helse"
    RELIGION = "religion"
    ANNET = "andre sensitive forhold"
    DIAGNOSE = "diagnose"


_ORD: Mapping[Ordliste, tuple[str, ...]] = {
    Ordliste.HELSE: HELSEORD,
    Ordliste.RELIGION: RELIGIONSORD,
    Ordliste.ANNET: ANDRE_ORD,
    Ordliste.DIAGNOSE: DIAGNOSEORD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lister:
    """Everything on the sheet Lister, as the coordinator left it."""

    valg: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {name: tuple(kind) for name, kind in LISTER.items()}
    )
    """List name → the values it offers; members of the list's enum where they are known."""
    terskler: Terskler = field(default_factory=Terskler)
    ord: Mapping[Ordliste, tuple[str, ...]] = field(default_factory=lambda: _ORD)
    """Words in lower case; «sykdom*» is every word that begins so."""
    skjulte_tips: frozenset[str] = frozenset()
    """Codes of hints the coordinator has hidden for good."""
    bruk_fortrolig: bool = True
    """False: the sheet Fortrolig is not in use (domene.md §8, item 6)."""
