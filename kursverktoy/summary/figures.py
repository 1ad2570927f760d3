"""The figures of the sheet Sammendrag, as Python counts them.

The sheet's own formulas say the same; these are what is shown until a spreadsheet recalculates.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from kursverktoy.course.ark.kartlegging import Kartlegging
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import OMRÅDER, Kategori, Oppgavestatus, Resultat
from kursverktoy.course.schema import Rad
from kursverktoy.course.vurdering import PUNKTER
from kursverktoy.summary.helhet import Kandidatbilde
from kursverktoy.summary.kurstall import Kurstall
from kursverktoy.summary.maaltall import Måltall
from kursverktoy.summary.oversikt import Oversikt, oppsummer
from kursverktoy.summary.tekst import UKJENT
from kursverktoy.workbook.builder import Figures

Row = list[object]
R = TypeVar("R", bound=Rad)


def figures(bok: Kursbok) -> Figures:
    """Return the figures in the shape of `builder.summary_sheet`: part → rows → values.

    Rows are those of the sheets, in their order; a row without a number is empty.
    """
    o = oppsummer(bok)
    return {
        "kurs": list(_kurs(o)),
        "kategorier": _kategorier(o),
        "norsk": [
            [s.ferdighet, *s.antall, *map(_known, (s.lavest, s.høyest, s.sprik))]
            for s in o.gruppe.norsk
        ],
        "faktorer": [
            [f.navn, _known(f.har_plass), _known(f.ikke_plass)] for f in o.gruppe.faktorer
        ],
        "mål": _rows(bok.læringsmål, _mål(bok, o)),
        "deltakere": _rows(bok.planer, _deltakere(o)),
        "kandidater": _rows(bok.kandidater, _kandidater(bok, o)),
        "partnere": _rows(bok.partnere, _partnere(bok, o)),
        "ansvar": list(_ansvar(o)),
    }


def _known(value: object) -> object:
    return UKJENT if value is None else value


def _share(part: float, whole: float) -> object:
    return part / whole if whole else UKJENT


def _rows(rows: tuple[R, ...], row_of: Callable[[str], Row]) -> list[Row]:
    return [row_of(rad.id) if rad.id else [] for rad in rows]


def _kurs(o: Oversikt) -> Iterator[Row]:
    """Yield the figures of the course; what they are called is fixed text on the sheet."""
    t, mål = o.kurstall, o.måloppnåelse.samlet
    yield from ([None, *row] for row in _persons(t))
    yield [None, mål.aktive]
    for count in (mål.oppnådd, mål.delvis, mål.ikke_nådd):
        yield [None, count, mål.aktive, _share(count, mål.aktive)]
    yield [None, mål.utgått]
    yield [None, t.etteroppfølging_tilbudt, t.i_jobb]
    yield [None, t.ansvar_med_ansvarlig, t.ansvar]
    counted = {each.navn: each.antall for each in t.resultater}
    for resultat in Resultat:
        yield [None, counted.get(resultat, 0), t.avsluttet]


def _persons(t: Kurstall) -> Iterator[Row]:
    yield [t.kandidater]
    yield [t.deltakere, t.plasser]
    yield [t.fullført, t.avsluttet]
    yield [t.avbrutt, t.avsluttet]
    yield [_known(t.timer_snitt), t.timer_planlagt]


def _counts(t: Måltall) -> Row:
    share = _share(t.oppnådd, t.aktive)
    return [t.aktive, t.oppnådd, t.delvis, t.ikke_nådd, t.utgått, share]


def _kategorier(o: Oversikt) -> list[Row]:
    six = o.måloppnåelse.kategorier[: len(Kategori)]
    return [*([k.navn, *_counts(k.tall)] for k in six), ["Sum", *_counts(o.måloppnåelse.samlet)]]


def _mål(bok: Kursbok, o: Oversikt) -> Callable[[str], Row]:
    known = {m.mål_id: m for m in o.måloppnåelse.mål}

    def row(mål_id: str) -> Row:
        m, mål = known[mål_id], bok.mål(mål_id)
        return [mål_id, m.navn, *_counts(m.tall), _cell(mål.kategori if mål else None)]

    return row


def _deltakere(o: Oversikt) -> Callable[[str], Row]:
    known = {d.kandidat_id: d for d in o.måloppnåelse.deltakere}
    names = _names(o)

    def row(kandidat_id: str) -> Row:
        tall = known[kandidat_id].tall
        progresjon = _share(tall.trinn, 3 * tall.aktive)
        return [kandidat_id, names.get(kandidat_id, ""), *_counts(tall), progresjon]

    return row


def _names(o: Oversikt) -> Mapping[str | None, str]:
    """Return the short names without the number before them."""
    return {k.kandidat_id: k.navn.removeprefix(f"{k.kandidat_id}").strip() for k in o.kandidater}


def _kandidater(bok: Kursbok, o: Oversikt) -> Callable[[str], Row]:
    known = {k.kandidat_id: k for k in reversed(o.kandidater)}
    names = _names(o)

    def row(kandidat_id: str) -> Row:
        kartlegging = bok.kartlegging_av(kandidat_id) or Kartlegging()
        points = [_cell(getattr(kartlegging, punkt)) for punkt in PUNKTER]
        return [kandidat_id, names[kandidat_id], *points, *_view(known[kandidat_id])]

    return row


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "Ja" if value else "Nei"
    return str(value) if isinstance(value, str) else value


def _view(k: Kandidatbilde) -> Row:
    return [k.kartlagt, _known(k.grunnlag), _known(k.språk), k.samlet, k.status]


def _ansvar(o: Oversikt) -> Iterator[Row]:
    known = {område.område: område for område in o.ansvar}
    for kode, (tekst, _) in OMRÅDER.items():
        område = known.get(kode)
        rows, holes = (område.oppgaver, område.hull) if område else ((), ())
        done = sum(oppgave.status == Oppgavestatus.FERDIG for oppgave in rows)
        first = holes[0].ansvar_id if holes else None
        yield [kode.value, tekst, len(rows), len(holes), done, first]


def _partnere(bok: Kursbok, o: Oversikt) -> Callable[[str], Row]:
    known = {p.partner_id: p for p in reversed(o.partnere)}

    def row(partner_id: str) -> Row:
        p, partner = known[partner_id], bok.partner(partner_id)
        navn = partner.partnernavn if partner else None
        return [partner_id, navn, p.ansvarlig_for, p.medvirker_i, p.status]

    return row
