"""Where each part of the sheet Sammendrag stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Cefr, Kategori, NorskFerdighet, Område, Resultat
from kursverktoy.course.vurdering import NORSK, SKALAER
from kursverktoy.workbook.builder.draft import capacity

TOP_ROW = 4
"""The row of the first title, as Excel counts."""
_FEWEST_PARTNERS = 18
FIXED_FIGURES = 12
"""How many course figures stand above the results."""
TOP, TITLE, HEADER, ROW, EMPTY = 71, 30, 36, 18, 15
"""How many points high the first rows of the sheet are, and the rows of each part."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of Sammendrag: title, headings and rows, counted as Excel does."""

    title: str
    note: str
    headings: tuple[str, ...]
    columns: tuple[int, ...]
    """The column of each heading, counted from 1."""
    header: int
    first: int
    last: int
    filled: int
    """How many of the rows say something; the others wait for what the coordinator adds."""

    @property
    def tall(self) -> int:
        """How many points high the part is, with the empty row after it."""
        return TITLE + HEADER + ROW * (self.last - self.first + 1) + EMPTY

    @property
    def spread(self) -> int:
        """How many columns the last heading takes: its texts may be longer than a number."""
        return {"Kategori": 3, "Status": 2}.get(self.headings[-1], 1)

    @property
    def wide(self) -> bool:
        """Whether the first text takes two columns."""
        return self.columns[1] > len("AB")

    def letter(self, number: int) -> str:
        """Return the letters of the n-th column of the part, counted from 0."""
        return str(xl_col_to_name(self.columns[number] - 1))

    def whole(self, number: int) -> str:
        """Return the n-th column of the part as an absolute range."""
        letter = self.letter(number)
        return f"${letter}${self.first}:${letter}${self.last}"


_COUNTS = ("Aktive", "Oppnådd", "Delvis", "Ikke nådd", "Utgått", "Oppnådd %")
FACTORS = tuple(name.partition("_")[0].capitalize() for name in SKALAER)
"""Short names of the seven scales."""

_PARTS: Mapping[str, tuple[str, bool, tuple[str, ...]]] = {
    "kurs": ("Kurset i tall", True, ("Hva", "Antall", "Av", "Andel")),
    "kategorier": ("Måloppnåelse for hver kategori", True, ("Kategori", *_COUNTS)),
    "norsk": ("Norsk for dem som har plass", True,
              ("Ferdighet", *Cefr, "Lavest", "Høyest", "Sprik (trinn)")),
    "faktorer": ("Kartleggingen side om side", True, ("Forhold", "Har plass", "Ikke plass nå")),
    "mål": ("Måloppnåelse for hvert mål", False, ("Nr", "Mål", *_COUNTS, "Kategori")),
    "deltakere": ("Måloppnåelse for hver deltaker", False,
                  ("Nr", "Navn", *_COUNTS, "Progresjon")),
    "kandidater": ("Kandidatene vurdert helhetlig", False,
                   ("Nr", "Navn", *FACTORS, *NorskFerdighet, "Realistisk?", "Rammer avklart",
                    "Kartlagt", "Grunnlag", "Språk", "Samlet", "Status", "Rad")),
    "partnere": ("Partnerne", False, ("Nr", "Navn", "Ansvarlig for", "Medvirker i", "Status")),
    "ansvar": ("Ansvar for hvert område", False,
               ("Nr", "Område", "Oppgaver", "Uten ansvarlig", "Ferdig", "Første hull")),
}  # fmt: skip
"""Key → title, whether the first text takes two columns, and headings."""
_NOTES: Mapping[str, str] = {
    "kurs": "Antall personer vises som tall. Prosent brukes bare om mål.",
    "kategorier": "Ikke nådd er ikke startet og i gang.",
    "norsk": "Antall personer på hvert nivå ved kartleggingen.",
    "faktorer": "Midterste verdi (median). Norsk i trinn fra 0, Under A1. Et tall avgjør aldri.",
    "ansvar": "Oppgaver som ikke er aktuelle, teller ikke som hull.",
    "deltakere": "Til oppfølging underveis. Progresjon står aldri på et kursbevis.",
    "kandidater": "Ingen poengsum og ingen rangering. Svak norsk avgjør ikke alene. "
    "Et menneske bestemmer og skriver hvorfor.",
}


def areas(bok: Kursbok) -> Mapping[str, Area]:
    """Return where each part of Sammendrag stands in the workbook built from `bok`, by its key."""
    return dict(_placed(bok))


def _placed(bok: Kursbok) -> Iterator[tuple[str, Area]]:
    rows = {
        "kurs": FIXED_FIGURES + len(Resultat),
        "kategorier": len(Kategori) + 1,
        "norsk": len(NorskFerdighet),
        "faktorer": len(SKALAER) + len(NORSK),
        "mål": capacity(len(bok.læringsmål)),
        "deltakere": capacity(len(bok.planer)),
        "kandidater": capacity(len(bok.kandidater)),
        "partnere": capacity(len(bok.partnere), _FEWEST_PARTNERS),
        "ansvar": len(Område),
    }
    filled = {
        "mål": len(bok.læringsmål),
        "deltakere": len(bok.planer),
        "kandidater": len(bok.kandidater),
        "partnere": len(bok.partnere),
    }
    top = TOP_ROW
    for key, (title, wide, headings) in _PARTS.items():
        skipped = 1 if wide else 0
        places = (1, *range(2 + skipped, 1 + skipped + len(headings)))
        first = top + 2
        note, last = _NOTES.get(key, ""), first + rows[key] - 1
        says = filled.get(key, rows[key])
        yield key, Area(title, note, headings, places, top + 1, first, last, says)
        top = first + rows[key] + 1


def page_breaks(parts: Iterable[Area], page: float) -> list[int]:
    """Return the rows that a page of `page` points ends after, so that no page is empty.

    A part that has no room on what is left of a page begins a new one, unless nothing but rows
    that wait would be left on the page.
    """
    breaks: list[int] = []
    used, says = float(TOP), False
    for area in parts:
        if says and used + area.tall - EMPTY > page:
            breaks.append(area.header - 2)
            used = 0
        ends = used + TITLE + HEADER + ROW * area.filled
        used, says = used + area.tall, True
        while used > page:
            used, ends = used - page, ends - page
            says = ends > 0
    return breaks
