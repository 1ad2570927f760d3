"""The course at a glance, as a workbook with charts, to print or to take to a meeting."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from kursverktoy.course.lists import Cefr
from kursverktoy.course.regler import skriv
from kursverktoy.summary.charts import Layer, stacked_bars
from kursverktoy.summary.fakta import fordelinger, kursfakta
from kursverktoy.summary.helhet import Kandidatbilde
from kursverktoy.summary.maaltall import Måltall
from kursverktoy.summary.oversikt import Oversikt
from kursverktoy.summary.pages import Attention, Page, Part, Value
from kursverktoy.summary.partnerbilde import Ansvarsområde, Oppgave, Partnerbilde
from kursverktoy.summary.tekst import UKJENT, av, periode, rekke
from kursverktoy.workbook.builder.style import Style

KANDIDATER = "Kandidater"
MÅLOPPNÅELSE = "Måloppnåelse"
PARTNERE = "Partnere og ansvar"
KURSTALL = "Kurstall"
FORTROLIG = "Fortrolig – taushetsplikt"
IKKE_AUTOMATISERT = "Ikke automatisert avgjørelse"
_MÅL_HEADINGS = ("Aktive", "Oppnådd", "Delvis", "Ikke nådd", "Utgått", "Oppnådd %")
_MÅL_NUMBERS = dict.fromkeys(range(1, 6), "0") | {6: "0 %", 7: "0 %"}
_UTFALL = (
    Layer("Oppnådd", 2, "#2F6F7E"),
    Layer("Delvis", 3, "#93BEC7"),
    Layer("Ikke nådd", 4, "#DCE4EA"),
)
_LIGHT_TO_DARK = ("#E8EDF1", "#CFE0E4", "#A9CBD2", "#78AAB6", "#47818F", "#245765")
_NIVÅER = tuple(
    Layer(nivå.value, column, colour)
    for column, (nivå, colour) in enumerate(zip(Cefr, _LIGHT_TO_DARK, strict=True), start=1)
)


def as_workbook(oversikt: Oversikt) -> bytes:
    """Return the .xlsx; the same course on the same day gives the same bytes."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    style = Style(book)
    book.set_properties(
        {
            "title": f"Oppsummering {oversikt.kurs_id or ''}".strip(),
            "created": datetime.combine(oversikt.dato, time()),
        }
    )
    for write in (_kandidater, _måloppnåelse, _partnere, _kurstall):
        write(book, style, oversikt)
    book.close()
    return target.getvalue()


def _subtitle(o: Oversikt) -> str:
    return rekke((o.kursnavn, o.kurs_id, f"per {skriv(o.dato)}"))


def _with_persons(page: Page, o: Oversikt) -> None:
    page.sheet.set_header(f"&L&10{FORTROLIG}&R&10&A")
    page.sheet.set_footer(f"&L&9{IKKE_AUTOMATISERT}&C&9{_code(o)}&R&9Side &P av &N")


def _without_persons(page: Page, o: Oversikt) -> None:
    page.sheet.set_header("&R&10&A")
    page.sheet.set_footer(f"&C&9{_code(o)}&R&9Side &P av &N")


def _code(o: Oversikt) -> str:
    # An ampersand begins a command in headers and footers.
    return (o.kurs_id or "").replace("&", "&&")[:80]


def _kandidater(book: Workbook, style: Style, o: Oversikt) -> None:
    page = Page(book, style, KANDIDATER, (18, 18, 54, 42, 16, 12, 12, 20, 31))
    _with_persons(page, o)
    page.title(KANDIDATER, _subtitle(o), f"{FORTROLIG}. {IKKE_AUTOMATISERT}. Etter nummer.")
    headings = (
        "Kandidat", "Status", "Styrker", "Trenger støtte på", "Norsklærer", "Kartlagt",
        "Grunnlag", "Språk", "Samlet",
    )  # fmt: skip
    page.sheet.repeat_rows(page.row)
    page.sheet.freeze_panes(page.row + 1, 1)
    page.table(headings, [_kandidat(k) for k in o.kandidater])
    for k in o.kandidater:
        if 0 < len(k.mangler) < k.punkter:
            page.fact(k.navn, f"Mangler: {', '.join(k.mangler)}")


def _kandidat(k: Kandidatbilde) -> list[Value]:
    told = [k.navn, k.status, ", ".join(k.styrker), ", ".join(k.støtte), k.norsklærer]
    view = [av(k.kartlagt, k.punkter), k.grunnlag, k.språk, k.samlet]
    return [each or UKJENT for each in (*told, *view)]


def _måloppnåelse(book: Workbook, style: Style, o: Oversikt) -> None:
    m = o.måloppnåelse
    page = Page(book, style, MÅLOPPNÅELSE, (35, *[11] * 5, 13, 13, 3, *[10] * 8))
    _with_persons(page, o)
    page.title(MÅLOPPNÅELSE, _subtitle(o))
    total = ["Sum", *_counts(m.samlet)]
    top = page.row
    page.section("Per kategori")
    kategorier = _counted(page, "Kategori", [(k.navn, k.tall) for k in m.kategorier], total)
    page.section("Innholdet i kurset")
    _counted(page, "Område", [(i.navn, i.tall) for i in m.innhold])
    if m.samlet.aktive:
        stacked_bars(page, kategorier, "Måloppnåelse per kategori", _UTFALL, row=top)
    page.new_page()
    top = page.row
    page.section("Per mål")
    mål = _counted(page, "Mål", [(f"{r.mål_id} {r.kort}", r.tall) for r in m.mål], total)
    if m.samlet.aktive:
        stacked_bars(page, mål, "Måloppnåelse per mål", _UTFALL, row=top)
    page.new_page()
    page.section("Per deltaker")
    page.table(
        ("Deltaker", *_MÅL_HEADINGS, "Progresjon"),
        [[d.navn, *_counts(d.tall), _share(d.progresjon_prosent)] for d in m.deltakere],
        numbers=_MÅL_NUMBERS,
        total=total,
    )
    page.note(f"{FORTROLIG}. Etter nummer; deltakerne sammenlignes ikke.")
    page.note("Progresjon er til oppfølging underveis og står aldri på kursbeviset.")


def _counted(
    page: Page,
    heading: str,
    rows: Sequence[tuple[str, Måltall]],
    total: Sequence[Value] | None = None,
) -> Part:
    return page.table(
        (heading, *_MÅL_HEADINGS),
        [[navn, *_counts(t)] for navn, t in rows],
        numbers=_MÅL_NUMBERS,
        total=total,
    )


def _counts(t: Måltall) -> list[Value]:
    share = _share(t.oppnådd_prosent)
    return [t.aktive, t.oppnådd, t.delvis, t.ikke_nådd, t.utgått, share]


def _share(percent: int | None) -> Value:
    return UKJENT if percent is None else percent / 100


def _partnere(book: Workbook, style: Style, o: Oversikt) -> None:
    page = Page(book, style, PARTNERE, (9, 53, 47, 46, 17, 13, 12, 13, 10, 11, 11))
    _without_persons(page, o)
    page.title(PARTNERE, _subtitle(o))
    page.section("Partnere")
    headings = (
        "Nr", "Navn", "Type", "Avtale", "Status", "Deling", "Svarer for", "Medvirker i",
        "Plasser", "I praksis", "Samtaler",
    )  # fmt: skip
    numbers = {5: "0"} | dict.fromkeys(range(6, 11), "0;;·")
    page.table(headings, [_partner(p) for p in o.partnere], numbers=numbers)
    page.section("Ansvar")
    t = o.kurstall
    page.note(f"{av(t.ansvar_med_ansvarlig, t.ansvar)} oppgaver har en ansvarlig partner.")
    page.table(
        ("Nr", "Område", "Del", "Ansvarlig", "Status", "Frist"),
        [row for område in o.ansvar for row in _område(område)],
    )


def _partner(p: Partnerbilde) -> list[Value]:
    avtale = periode(p.avtale_fra, p.avtale_til) or UKJENT
    about = [p.partner_id, p.navn, p.type, avtale, p.status, p.deling]
    return [*about, p.ansvarlig_for, p.medvirker_i, p.praksisplasser, p.i_praksis, p.samtaler]


def _område(område: Ansvarsområde) -> list[list[Value | Attention]]:
    if not område.oppgaver:
        return [[område.område, område.tekst, Attention("Ingen rad"), None, None, None]]
    return [_oppgave(område, oppgave) for oppgave in område.oppgaver]


def _oppgave(område: Ansvarsområde, oppgave: Oppgave) -> list[Value | Attention]:
    hole = Attention("Mangler ansvarlig") if oppgave.mangler_ansvarlig else None
    ansvarlig = hole or oppgave.ansvarlig or UKJENT
    frist = skriv(oppgave.frist)
    return [oppgave.ansvar_id, område.tekst, oppgave.navn, ansvarlig, oppgave.status, frist]


def _kurstall(book: Workbook, style: Style, o: Oversikt) -> None:
    page = Page(book, style, KURSTALL, (48, *[12] * 7, 3, *[10] * 8))
    _without_persons(page, o)
    page.title(KURSTALL, _subtitle(o))
    for label, said in kursfakta(o):
        page.fact(label, said)
    page.row += 1
    top = page.row
    page.section(f"Norsk hos dem som har plass ({o.gruppe.har_plass})")
    nivåer = page.table(
        ("Ferdighet", *(nivå.value for nivå in Cefr), "Sprik"),
        [[s.ferdighet, *s.antall, UKJENT if s.sprik is None else s.sprik] for s in o.gruppe.norsk],
        numbers=dict.fromkeys(range(1, 8), "0;;·"),
    )
    if any(n for s in o.gruppe.norsk for n in s.antall):
        stacked_bars(page, nivåer, "Norsknivå i gruppen", _NIVÅER, row=top)
    for heading, counted in fordelinger(o.kurstall):
        rows: list[list[Value]] = [[each.navn, each.antall] for each in counted]
        page.table((heading, "Antall"), rows, numbers={1: "0"})
    page.new_page()
    page.section("Median i hvert forhold: trinn 0–3, for norsk nivået")
    page.table(
        (
            "Forhold",
            f"Har plass ({o.gruppe.har_plass})",
            f"Ikke plass nå ({o.gruppe.ikke_plass})",
        ),
        [[f.navn, f.som_ord(f.har_plass), f.som_ord(f.ikke_plass)] for f in o.gruppe.faktorer],
        numbers={1: "", 2: ""},
    )
