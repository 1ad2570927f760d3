"""Section 9 of D7: what IMDi's guidance asks of a course, and whether the workbook shows it done.

The main lines of the guidance, in its own order; those it says «må» about are all here. Nothing
is judged anew: a line is done when the rules that look after it have begun to run and find
nothing. `tests/sporbarhet.md` has all 136 lines, with everything that covers each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kursverktoy.course import regler  # noqa: F401  it fills the catalogue
from kursverktoy.course.funn import KATALOG, Fase
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Behovstype
from kursverktoy.course.schema import Treff

DONE, NOT_DONE = "✓", "–"


@dataclass(frozen=True, slots=True)
class Punkt:
    """One line of the checklist."""

    nb: str
    nn: str
    krav: tuple[str, ...]
    """What must hold: a rule, such as KAN-07; a rule about one column, or one kind of thing,
    «KUR-05 metoder»; or a column on Kurs that is filled, «Kurs.lovgrunnlag_tekst»."""
    må: bool = False
    """Whether the guidance says «må»; all else is «bør»."""

    def tekst(self, språk: str) -> str:
        """Return the line in a language."""
        return self.nn if språk == "nn" else self.nb

    def holds(self, bok: Kursbok) -> bool:
        """Whether the workbook shows it done."""
        return all(_holds(bok, krav) for krav in self.krav)


SJEKKLISTE: Mapping[tuple[str, str], tuple[Punkt, ...]] = {
    ("A Nøkkelinformasjon", "A Nøkkelinformasjon"): (
        Punkt("Lovgrunnlaget er oppgitt",
              "Lovgrunnlaget er oppgitt",
              ("Kurs.lovgrunnlag_tekst", "KUR-14")),
        Punkt("Det er vurdert for hver enkelt om kurset passer",
              "Det er vurdert for kvar einskild om kurset passar",
              ("KAN-07",)),
        Punkt("Kurset står i integreringsplanen til deltakerne",
              "Kurset står i integreringsplanen til deltakarane",
              ("KAN-11",)),
    ),
    ("B Formål", "B Formål"): (
        Punkt("Formålet er valgt og begrunnet",
              "Formålet er valt og grunngitt",
              ("KUR-03", "KUR-05 formål_begrunnelse")),
    ),
    ("C Målgrupper", "C Målgrupper"): (
        Punkt("Målgruppen er valgt og beskrevet, og henger sammen med formålet",
              "Målgruppa er vald og skildra, og heng saman med formålet",
              ("KUR-04", "KUR-05 målgruppe_beskrivelse", "KUR-06")),
    ),
    ("D Tilbud og erfaringer som finnes", "D Tilbod og erfaringar som finst"): (
        Punkt("Tilbud som finnes, er kartlagt, også hos NAV",
              "Tilbod som finst, er kartlagde, også hos NAV",
              (f"BEH-01 {Behovstype.EKSISTERENDE_TILBUD}", f"BEH-01 {Behovstype.NAV_TILBUD}")),
        Punkt("Erfaringer fra andre og fra tidligere kurs er hentet inn",
              "Erfaringar frå andre og frå tidlegare kurs er henta inn",
              ("BEH-02",)),
        Punkt("Det er begrunnet hvorfor et nytt kurs trengs",
              "Det er grunngitt kvifor eit nytt kurs trengst",
              ("KUR-05 hvorfor_nytt_kurs",)),
    ),
    ("E Behov i arbeidsmarkedet og målgruppen", "E Behov i arbeidsmarknaden og målgruppa"): (
        Punkt("Fylkeskommunens plan, arbeidsmarkedet og deltakergruppen er undersøkt",
              "Planen til fylkeskommunen, arbeidsmarknaden og deltakargruppa er undersøkte",
              ("BEH-01",)),
        Punkt("Bransjen og arbeidsgivere har sagt hva de trenger",
              "Bransjen og arbeidsgivarar har sagt kva dei treng",
              ("BEH-03", "BEH-04")),
        Punkt("Behovene var undersøkt før formål og målgruppe ble bestemt",
              "Behova var undersøkte før formål og målgruppe vart bestemte",
              ("Kurs.definert_dato", "BEH-05")),
    ),
    ("F Samarbeidspartnere", "F Samarbeidspartnarar"): (
        Punkt("Arbeidsgiver, NAV, fylkeskommunen og norskopplæringen er med",
              "Arbeidsgivar, NAV, fylkeskommunen og norskopplæringa er med",
              ("PAR-05",)),
        Punkt("Hver oppgave har en ansvarlig",
              "Kvar oppgåve har ein ansvarleg",
              ("ANS-01", "ANS-02", "ANS-03")),
        Punkt("Det er avklart hvem som finansierer hva",
              "Det er avklart kven som finansierer kva",
              ("ANS-01", "ANS-04")),
        Punkt("Det er avklart hvem som har forsikringsansvaret",
              "Det er avklart kven som har forsikringsansvaret",
              ("ANS-01", "ANS-05")),
    ),
    ("G Samarbeidsavtaler", "G Samarbeidsavtalar"): (
        Punkt("Partnerne som har oppgaver i kurset, har skriftlige avtaler",
              "Partnarane som har oppgåver i kurset, har skriftlege avtalar",
              ("PAR-03", "PAR-05", "PAR-08")),
    ),
    ("H Informasjon og kartlegging", "H Informasjon og kartlegging"): (
        Punkt("Alle partnerne har riktig informasjon om formål, målgruppe og innhold",
              "Alle partnarane har rett informasjon om formål, målgruppe og innhald",
              ("KUR-12",), må=True),
        Punkt("Kandidatene fikk vite hva som kreves, før kartleggingen",
              "Kandidatane fekk vite kva som krevst, før kartlegginga",
              ("KUR-05 krav_for_å_delta", "KAN-06")),
        Punkt("Kandidatene er kartlagt, og kartleggingen bygger på det som var gjort før",
              "Kandidatane er kartlagde, og kartlegginga byggjer på det som var gjort før",
              ("KAR-01", "KAN-04")),
        Punkt("En norsklærer har vurdert om progresjonen er realistisk",
              "Ein norsklærar har vurdert om progresjonen er realistisk",
              ("KAR-01", "KAR-03")),
        Punkt("Deltakerne er valgt etter en helhetsvurdering, ikke etter norsknivå alene",
              "Deltakarane er valde etter ei heilskapsvurdering, ikkje etter norsknivå åleine",
              ("KAR-04", "KAN-08", "X-01")),
        Punkt("Avtalene gjør at eksterne leverandører kan få opplysningene de trenger",
              "Avtalane gjer at eksterne leverandørar kan få opplysningane dei treng",
              ("PAR-05", "PAR-09", "PAR-10"), må=True),
        Punkt("Personvern og sletting er avklart",
              "Personvern og sletting er avklart",
              ("KUR-10", "KUR-13", "FOR-01", "PAR-11")),
    ),
    ("I Innhold og metoder", "I Innhald og metodar"): (
        Punkt("Innhold og metoder følger formålet og passer til deltakerne",
              "Innhald og metodar følgjer formålet og passar til deltakarane",
              ("KUR-05 metoder", "LM-12", "PLA-07"), må=True),
        Punkt("Digitale og andre grunnleggende ferdigheter er med, ut fra bransjens behov",
              "Digitale og andre grunnleggjande ferdigheiter er med, ut frå behova i bransjen",
              ("LM-03", "LM-13")),
        Punkt("Opplæringen er praktisk, og deltakerne har praksis eller jobb",
              "Opplæringa er praktisk, og deltakarane har praksis eller jobb",
              ("MOD-02", "PRA-02")),
        Punkt("Norsklæreren er med hele veien",
              "Norsklæraren er med heile vegen",
              ("MOD-02", "MOD-03")),
        Punkt("Deltakerne har fadder eller mentor på arbeidsplassen",
              "Deltakarane har fadder eller mentor på arbeidsplassen",
              ("PRA-02", "PRA-03")),
    ),
    ("J Modell", "J Modell"): (
        Punkt("Modellen er valgt og begrunnet, og modulene følger den",
              "Modellen er vald og grunngitt, og modulane følgjer han",
              ("KUR-05 modell", "KUR-05 modell_begrunnelse", "MOD-04")),
    ),
    ("K Kursplan og læringsutbytte", "K Kursplan og læringsutbyte"): (
        Punkt("Det er læringsmål i alle seks kategoriene, og hvert mål er med i en modul",
              "Det er læringsmål i alle seks kategoriane, og kvart mål er med i ein modul",
              ("LM-02", "LM-12")),
        Punkt("Læringsmålene er avklart med partnere",
              "Læringsmåla er avklarte med partnarar",
              ("LM-02", "LM-10")),
        Punkt("Læringsmålene er knyttet til læreplaner når kurset skal føre mot fagopplæring",
              "Læringsmåla er knytte til læreplanar når kurset skal føre mot fagopplæring",
              ("KUR-09", "LM-02", "LM-04", "LM-05", "LM-06", "LM-07")),
    ),
    ("L Oppfølging og opplæringsplan", "L Oppfølging og opplæringsplan"): (
        Punkt("Opplæringen er tilpasset den enkelte",
              "Opplæringa er tilpassa den einskilde",
              ("PLA-01", "PLA-07"), må=True),
        Punkt("Opplæringsplanene følger læringsmålene i kurset",
              "Opplæringsplanane følgjer læringsmåla i kurset",
              ("PLA-03", "PLA-04", "PM-01"), må=True),
        Punkt("Alle deltakerne har en skriftlig plan med læringsmål, signert i tide",
              "Alle deltakarane har ein skriftleg plan med læringsmål, signert i tide",
              ("PLA-01", "PLA-02", "PLA-05")),
        Punkt("Samtalene er holdt så ofte som avtalt",
              "Samtalane er haldne så ofte som avtalt",
              ("OPP-01",)),
        Punkt("Programrådgiver, lærer, deltaker og arbeidsgiver har møttes",
              "Programrådgivar, lærar, deltakar og arbeidsgivar har møtst",
              ("OPP-02",)),
    ),
    ("M Dokumentasjon", "M Dokumentasjon"): (
        Punkt("Alle deltakerne har fått dokumentasjon",
              "Alle deltakarane har fått dokumentasjon",
              ("AVS-01", "AVS-02"), må=True),
        Punkt("Dokumentasjonen bygger på målene i opplæringsplanene, og alle mål er vurdert",
              "Dokumentasjonen byggjer på måla i opplæringsplanane, og alle mål er vurderte",
              ("PM-04", "PM-06")),
    ),
    ("N Etteroppfølging", "N Etteroppfølging"): (
        Punkt("De som er i jobb, er spurt om de vil ha etteroppfølging",
              "Dei som er i jobb, er spurde om dei vil ha etteroppfølging",
              ("AVS-01", "AVS-04")),
        Punkt("Det er avklart hvem som har ansvaret for etteroppfølgingen",
              "Det er avklart kven som har ansvaret for etteroppfølginga",
              ("AVS-01", "AVS-05"), må=True),
    ),
    ("O Kompetanse hos den som tilbyr kurset", "O Kompetanse hos den som tilbyr kurset"): (
        Punkt("Noen kjenner målgruppen, kartlegging, arbeidsmarkedet og bransjen",
              "Nokon kjenner målgruppa, kartlegging, arbeidsmarknaden og bransjen",
              ("FAG-01",)),
        Punkt("De bransjefaglige har oppdatert bransjeerfaring",
              "Dei bransjefaglege har oppdatert bransjeerfaring",
              ("FAG-02", "FAG-05")),
        Punkt("En norsklærer med relevant kompetanse har ansvar for norskopplæringen",
              "Ein norsklærar med relevant kompetanse har ansvar for norskopplæringa",
              ("FAG-03", "FAG-04")),
    ),
}  # fmt: skip
"""The lines by area, whose name is told in bokmål and in nynorsk."""


def checklist(bok: Kursbok, språk: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield each area with its lines: the mark, and the text; «må» is told in the text."""
    for (nb, nn), punkter in SJEKKLISTE.items():
        lines = tuple(
            (
                DONE if punkt.holds(bok) else NOT_DONE,
                f"{punkt.tekst(språk)}{' (må)' if punkt.må else ''}",
            )
            for punkt in punkter
        )
        yield (nn if språk == "nn" else nb), lines


def _holds(bok: Kursbok, krav: str) -> bool:
    if krav.startswith("Kurs."):
        return not bok.kurs.mangler(krav.removeprefix("Kurs."))
    kode, _, about = krav.partition(" ")
    regel = KATALOG[kode]
    if regel.sjekk is None or not _has_begun(bok, regel.fase):
        return False
    hits = (treff for treff in regel.sjekk(bok) if isinstance(treff, Treff))
    return not any(about in ("", treff.felt, treff.id) for treff in hits)


def _has_begun(bok: Kursbok, fase: Fase) -> bool:
    """Whether a phase has opened, and there is someone for its rules to look at."""
    if fase is Fase.INNTAK:
        return bool(bok.under_vurdering)
    return fase in bok.faser and (fase in _OM_KURSET or bool(bok.deltakere))


_OM_KURSET = (Fase.ALLTID, Fase.PLANLEGGING)
"""The phases whose rules are about the course and not about people."""
