"""The course at a glance, as a page in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from kursverktoy.course.lists import Cefr
from kursverktoy.course.regler import skriv
from kursverktoy.summary.fakta import antall_tekst, fordelinger, kursfakta
from kursverktoy.summary.gruppe import Gruppe
from kursverktoy.summary.helhet import Kandidatbilde
from kursverktoy.summary.maaltall import Deltakermål, Måloppnåelse, Måltall
from kursverktoy.summary.oversikt import Oversikt
from kursverktoy.summary.partnerbilde import Ansvarsområde, Partnerbilde
from kursverktoy.summary.table import Column, paragraph, printable, table
from kursverktoy.summary.tekst import UKJENT, av, flertall, periode, prosent, rekke

_BOLD, _DIM, _YELLOW, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"
_MARGIN = "  "
_NARROWEST = 80
"""The tables don't fit in less."""
_BAR, _SHORT_BAR = 20, 8
_WIDE = 96
"""From here there is room for the long bar."""
_REACHED, _PARTLY, _LEFT = "█▓░"
_MÅLTALL = tuple(
    Column(heading, right=True) for heading in ("Aktive", "Oppnådd", "Delvis", "Ikke nådd", "Andel")
)


def as_text(oversikt: Oversikt, width: int = 100, *, color: bool = False) -> str:
    """Return the page in lines of at most `width` (never less than 80), in plain or styled text.

    Persons are counted; only goals are in per cent.
    """
    page = _Page(max(width, _NARROWEST), color=color)
    page.write(oversikt)
    return "\n".join(page.lines) + "\n"


def bar(t: Måltall, size: int) -> str:
    """Return a bar of the active goals: reached, partly reached, and not reached."""
    if not t.aktive:
        return ""
    first, second = (
        (2 * size * n + t.aktive) // (2 * t.aktive) for n in (t.oppnådd, t.oppnådd + t.delvis)
    )
    return _REACHED * first + _PARTLY * (second - first) + _LEFT * (size - second)


class _Page:
    """The page as it is being written, section by section."""

    def __init__(self, width: int, *, color: bool) -> None:
        self.lines: list[str] = []
        self._width, self._color = width, color

    def write(self, o: Oversikt) -> None:
        self.lines.append(self._styled(o.kursnavn or "Kurset har ikke fått navn ennå", _BOLD))
        facts = (o.kurs_id, periode(o.startdato, o.sluttdato), f"per {skriv(o.dato)}")
        self.lines.append(self._styled(rekke(facts), _DIM))
        self._heading("Kurset i tall")
        spread = [(label, antall_tekst(counted)) for label, counted in fordelinger(o.kurstall)]
        self._facts([*kursfakta(o), *spread])
        self._heading("Måloppnåelse")
        self._mål(o.måloppnåelse)
        self._heading("Kandidatene, etter nummer")
        self._kandidater(o.kandidater)
        if o.kandidater:
            self._heading("Gruppen")
            self._gruppe(o.gruppe)
        self._heading("Partnere")
        self._partnere(o.partnere)
        self._heading("Ansvar")
        self._ansvar(o.ansvar)

    def _styled(self, text: str, style: str) -> str:
        said = printable(text)
        return f"{style}{said}{_PLAIN}" if self._color and said else said

    def _heading(self, text: str) -> None:
        rule = self._styled("─" * self._width, _DIM)
        self.lines += ["", self._styled(text, _BOLD), rule]

    def _note(self, text: str, style: str = _DIM, margin: str = _MARGIN) -> None:
        lines = paragraph(text, self._width - len(margin), "")
        self.lines += [margin + self._styled(line, style) for line in lines]

    def _table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        head, *body = table(columns, list(rows), self._width - len(_MARGIN))
        self.lines.append(_MARGIN + self._styled(head, _DIM))
        self.lines += [_MARGIN + line for line in body]

    def _facts(self, facts: Sequence[tuple[str, str]]) -> None:
        longest = max(len(label) for label, _ in facts) + 3
        for label, said in facts:
            first, *rest = paragraph(said, self._width, " " * (longest + len(_MARGIN)))
            self.lines.append(_MARGIN + self._styled(label.ljust(longest), _DIM) + first.lstrip())
            self.lines += rest

    def _mål(self, m: Måloppnåelse) -> None:
        if not m.mål:
            self._note("Ingen læringsmål ennå.")
            return
        longest = max(len(each.navn) for each in (*m.kategorier, *m.innhold))
        size = _BAR if self._width >= _WIDE else _SHORT_BAR

        def goals(heading: str, rows: Iterable[Sequence[str]], *more: str) -> None:
            last = (Column(each, right=True) for each in more)
            self._table([Column(heading, at_least=longest), *_MÅLTALL, *last], rows)

        goals(
            "Kategori", ([k.navn, *_numbers(k.tall), bar(k.tall, size)] for k in m.kategorier), ""
        )
        self._note(f"{_REACHED} oppnådd  {_PARTLY} delvis  {_LEFT} ikke nådd")
        self.lines.append("")
        goals("Innhold", ([i.navn, *_numbers(i.tall)] for i in m.innhold))
        self.lines.append("")
        goals("Mål", ([f"{r.mål_id} {r.kort}", *_numbers(r.tall)] for r in m.mål))
        self.lines.append("")
        goals("Deltaker", map(_deltaker, m.deltakere), "Utgått", "Progresjon")
        if m.ikke_talt:
            rows = flertall(m.ikke_talt, "rad", "rader")
            told = f"{rows} på Planmål viser til noe som ikke finnes, og er ikke talt."
            self._note(told, _YELLOW)

    def _kandidater(self, kandidater: Sequence[Kandidatbilde]) -> None:
        if not kandidater:
            self._note("Ingen kandidater ennå.")
            return
        for k in kandidater:
            self._kandidat(k)
        self._note("Ikke automatisert avgjørelse: et menneske bestemmer og skriver hvorfor.")

    def _kandidat(self, k: Kandidatbilde) -> None:
        facts = (
            k.navn,
            k.status or "uten status",
            f"kartlagt {av(k.kartlagt, k.punkter)}",
            k.grunnlag and f"grunnlag: {k.grunnlag}",
            k.språk and f"språk: {k.språk}",
        )
        first, *rest = paragraph(rekke(facts), self._width, _MARGIN)
        navn = printable(k.navn)
        self.lines += [first.replace(navn, self._styled(navn, _BOLD), 1), *rest]
        self.lines += paragraph(k.tekst, self._width, _MARGIN * 2)
        if 0 < len(k.mangler) < k.punkter:
            self.lines += paragraph(f"Mangler: {', '.join(k.mangler)}", self._width, _MARGIN * 2)
        self.lines.append("")

    def _gruppe(self, g: Gruppe) -> None:
        self._note(f"Norsk hos {flertall(g.har_plass, 'person', 'personer')} som har plass")
        self._table(
            [
                Column("Ferdighet"),
                *(Column(nivå.value, right=True) for nivå in Cefr),
                Column("Sprik", right=True),
                Column(""),
            ],
            (
                [
                    s.ferdighet,
                    *(f"{n}" if n else "·" for n in s.antall),
                    UKJENT if s.sprik is None else f"{s.sprik} trinn",
                    "tilpass opplæringen, eller del gruppen" if s.stort_sprik else "",
                ]
                for s in g.norsk
            ),
        )
        self.lines.append("")
        self._note("Median i hvert forhold: 0–3, for norsk nivået")
        self._table(
            [
                Column("Forhold"),
                Column(f"Har plass ({g.har_plass})", right=True),
                Column(f"Ikke plass nå ({g.ikke_plass})", right=True),
            ],
            ([f.navn, f.som_ord(f.har_plass), f.som_ord(f.ikke_plass)] for f in g.faktorer),
        )

    def _partnere(self, partnere: Sequence[Partnerbilde]) -> None:
        if not partnere:
            self._note("Ingen partnere ennå.")
            return
        left = [Column(heading) for heading in ("Nr", "Navn", "Status", "Avtale til")]
        right = [Column(heading, right=True) for heading in ("Deling", "I praksis", "Samtaler")]
        self._table([*left, *right], map(_partner, partnere))

    def _ansvar(self, områder: Sequence[Ansvarsområde]) -> None:
        head, *lines = table(
            [Column("Nr"), Column("Område"), Column("Har ansvarlig", right=True)],
            [[o.område or UKJENT, o.tekst, _answered(o)] for o in områder],
            self._width - len(_MARGIN),
        )
        self.lines.append(_MARGIN + self._styled(head, _DIM))
        for område, line in zip(områder, lines, strict=True):
            self.lines.append(_MARGIN + line)
            for oppgave in område.hull:
                named = " ".join(filter(None, (oppgave.ansvar_id, oppgave.navn)))
                self._note(f"Ingen svarer for {named}.", _YELLOW, " " * 7)


def _numbers(t: Måltall) -> Iterator[str]:
    yield from (f"{n}" for n in (t.aktive, t.oppnådd, t.delvis, t.ikke_nådd))
    yield prosent(t.oppnådd_prosent)


def _deltaker(d: Deltakermål) -> list[str]:
    return [d.navn, *_numbers(d.tall), f"{d.tall.utgått}", prosent(d.progresjon_prosent)]


def _partner(p: Partnerbilde) -> list[str]:
    placed = av(p.i_praksis, p.praksisplasser) if p.i_praksis or p.praksisplasser else "·"
    known = (p.partner_id or UKJENT, p.navn, p.status or UKJENT)
    return [*known, skriv(p.avtale_til), skriv(p.deling), placed, f"{p.samtaler or '·'}"]


def _answered(område: Ansvarsområde) -> str:
    rows = len(område.oppgaver)
    return av(rows - len(område.hull), rows) if rows else "ingen rad"
