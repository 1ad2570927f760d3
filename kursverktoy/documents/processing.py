"""A page for the record of processing and the DPIA, told from the declaration and the course.

It says what the tool does and what the course's workbook holds. It is no legal assessment: the
legal text is the coordinator's own, and the data protection officer reads it before it is used.
"""

from collections.abc import Iterator
from datetime import date

from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.partnere import Partner
from kursverktoy.course.kursbok import ARK, Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import Field, Personvern, Rad, columns
from kursverktoy.documents.contexts.context import answered_yes
from kursverktoy.documents.pages import Page, Part, Table

EMPTY = "Ikke fylt ut på arket Kurs"
PURPOSE = (
    "Planlegge og gjennomføre et kort bransjekurs: velge kandidater, lage planer, følge opp "
    "deltakere og skrive avtaler og kursbevis"
)
SIKRING = (
    "Arket Fortrolig og begrunnelser for avslag er ikke med i noe som deles.",
    (
        "Filer til partnere lages av bare det partneren kan se, blir gjennomsøkt før de legges "
        "fram. Har de personopplysninger, låses de med passord eller må sendes i en sikker kanal."
    ),
    "Fødselsnummer, D-nummer og DUF-nummer har ikke noe felt, og gir et funn hvis de blir skrevet.",
    "Programmet sender ingenting, og skriver bare i mappene det får beskjed om.",
    "Kandidater får ingen poengsum. Et menneske bestemmer og skriver hvorfor.",
)
"""What the tool does for the safety of the data. Each of these the tests hold it to."""
EGEN_SIKRING = (
    "Tilgang til mappen boka ligger i, kryptering av disker og sikkerhetskopier er det kommunen "
    "som står for. Fyll ut selv."
)


def processing(bok: Kursbok) -> Page:
    """Return the page about the course of a workbook, as on its day."""
    kurs = bok.kurs
    return Page(
        title="Opplysninger til DPIA og behandlingsprotokoll",
        subtitle=f"{kurs.kursnavn or 'Kurset'} ({kurs.kurs_id or 'uten kurskode'})",
        top="Laget fra arbeidsboka. Personvernombudet må lese den før den brukes.",
        parts=[
            Part("Behandlingen", (), (Table(list(_who_and_why(bok))),)),
            Part("Personer og opplysninger", (), (_categories(),)),
            Part("Mottakere", (), (_recipients(bok),)),
            Part("Lagring og sletting", (), (Table(list(_retention(bok))),)),
            Part("Sikring", (*(f"• {each}" for each in SIKRING), EGEN_SIKRING)),
        ],
        dato=bok.dato,
        size=8.5,
        margin=15,
    )


def _who_and_why(bok: Kursbok) -> Iterator[tuple[str, str]]:
    kurs = bok.kurs
    fields = columns(Kurs)
    for name in ("behandlingsansvarlig", "personvernombud"):
        yield fields[name].heading(), getattr(kurs, name) or EMPTY
    yield "Formål", PURPOSE
    goals = answered_yes(kurs, "formål_", "nb")
    yield "Formålet med kurset", "; ".join(goals) or EMPTY
    yield "Rettslig grunnlag", kurs.lovgrunnlag_tekst or EMPTY


_RARELY = f"Bare på arket {Fortrolig.ark}, når det er nødvendig, med grunn og slettedato."


def _categories() -> Table:
    about = [ark for ark in ARK if ark is not Fagperson]
    candidates = [ark.ark for ark in about if _of(ark, Personvern.FORTROLIG)]
    special = [f.heading() for ark in about for f in _of(ark, Personvern.SÆRLIG)]
    contacts = [f.heading() for f in columns(Partner).values() if f.column.staff]
    staff = [f.heading() for f in columns(Fagperson).values() if not f.column.is_key]
    rows = [
        ("Kandidater og deltakere", "fortrolig", f"Arkene {', '.join(candidates)}"),
        ("Kandidater og deltakere", "særlig (art. 9)", f"{', '.join(special)}. {_RARELY}"),
        ("Ansatte og fagpersoner", "åpen", ", ".join(staff)),
        ("Kontakter hos partnere", "åpen", ", ".join(contacts)),
    ]  # fmt: skip
    return Table(rows, heads=("Hvem", "Klasse", "Hva"), widths=(0.2, 0.13, 0.67))


def _of(ark: type[Rad], kind: Personvern) -> list[Field]:
    return [f for f in columns(ark).values() if f.column.personvern is kind]


def _recipients(bok: Kursbok) -> Table:
    """Return who may get what: the partners of the course by type and level, none by name."""
    scale = columns(Partner)["deling_nivå"].column.scale or ()
    groups: dict[tuple[str, int], list[Partner]] = {}
    for partner in bok.partnere:
        if partner.er_aktuell:
            key = (str(partner.partnertype or "Uten type"), partner.deling_nivå or 0)
            groups.setdefault(key, []).append(partner)
    rows = [
        (kind, f"{level} – {scale[level]}" if level < len(scale) else str(level),
         "; ".join(sorted({str(p.personvernrolle or "Rolle ikke satt") for p in partners})),
         str(len(partners)))
        for (kind, level), partners in groups.items()
    ]  # fmt: skip
    heads = ("Type partner", "Høyeste deling", "Personvernrolle", "Antall")
    return Table(rows or [("Ingen", "", "", "")], heads=heads, widths=(0.4, 0.2, 0.3, 0.1))


def _retention(bok: Kursbok) -> Iterator[tuple[str, str]]:
    terskler = bok.lister.terskler
    days = [f.slettes_dato for f in bok.fortrolig if f.slettes_dato]
    last = f" Siste frist: {skriv(max(days))}." if days else ""
    yield (
        "Fortrolige opplysninger",
        (
            "Til datoen som står på raden, og aldri lenger enn boka."
            f"{last} Forslag: {int(terskler.fortrolig_måneder)} måned etter kursslutt."
        ),
    )
    yield (
        "Kandidater uten plass",
        (f"{int(terskler.uten_plass_måneder)} måneder etter beslutningen eller kursslutt."),
    )
    yield "Alle andre opplysninger om personer", _day(bok.kurs.slettedato)
    yield (
        "Arkivverdige dokumenter",
        ("Avtaler, opplæringsplaner, kursbevis og beslutninger arkiveres i sak- og arkivsystemet."),
    )
    yield "Delte filer", "Til datoen som står i filen. Koordinatoren ber om bekreftelse."


def _day(day: date | None) -> str:
    return f"Til {skriv(day)}" if day else EMPTY
