"""The kinds of documents, as data: whom each is made for, what stops it, what it is called."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Partnerstatus
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Rad
from kursverktoy.documents.agreement import Samarbeidsavtale
from kursverktoy.documents.certificate import Kursbevis
from kursverktoy.documents.context import Context
from kursverktoy.documents.plan import Opplæringsplan
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.names import safe_name

SPRÅK: Mapping[str, str] = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
"""The languages a template may be in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document, in one edition; each is made by the same few steps."""

    code: str
    """As in `Column.documents`."""
    utgave: str = ""
    """The edition, such as intern or delt, where the same document is made for several readers."""
    command: str
    """The word that asks for all of them, in every edition that is made by default."""
    name: str
    """As it stands in file names, of documents and of templates."""
    titles: Mapping[str, str]
    """The title by language; nb always."""
    context: type[Context]
    sheet: str
    """The sheet with the rows that documents are made for."""
    rows: Callable[[Kursbok], tuple[Rad, ...]]
    without: Callable[[Kursbok], tuple[Rad, ...]] = lambda _: ()
    """The people who should have such a row and have none."""
    number: Callable[[Kursbok, Rad], str] = lambda _, rad: rad.id or ""
    """What tells the documents of a kind apart; empty where a course has but one."""
    blockers: frozenset[str]
    """Codes of findings that stop the document when they are about its rows."""
    by_default: bool = True
    """Whether it is made without being named."""

    @property
    def key(self) -> str:
        """The word that asks for this kind in this edition alone."""
        return f"{self.command}-{self.utgave}" if self.utgave else self.command

    @property
    def sight(self) -> str:
        """The code by which the schema says what it may show: D6b-intern sees what D6b sees."""
        return f"{self.code}-{self.utgave}" if self.utgave else self.code

    def title(self, språk: str) -> str:
        """Return what the document is called in a language."""
        return self.titles.get(språk) or self.titles["nb"]

    def template_name(self, språk: str) -> str:
        """Return the file name of the template in a language: nb, nn or en."""
        return "_".join(filter(None, (self.code, self.name, self.utgave, f"{språk}.docx")))

    def file_name(self, bok: Kursbok, rad: Rad) -> str:
        """Return `KJ-2026-H_kursbevis_K03_2026-11-20.docx`: no name of a person, ASCII only."""
        number = self.number(bok, rad)
        pieces = (
            safe_name(bok.kurs.kurs_id or "kurs", ""),
            self.name,
            self.utgave,
            number and safe_name(number, ""),
            bok.dato.isoformat(),
        )
        return f"{'_'.join(filter(None, pieces))}.docx"


def _partnere(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(
        p
        for p in bok.partnere
        if p.id and p.status != Partnerstatus.IKKE_AKTUELL and p.id != bok.kurs.eier_partner_id
    )


def _planer(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(p for p in map(bok.plan_for, _deltakere(bok)) if p)


def _avslutninger(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(a for a in map(bok.avslutning_for, _deltakere(bok)) if a)


def _uten_plan(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(k for k in bok.deltakere if not bok.plan_for(k.id))


def _uten_avslutning(bok: Kursbok) -> tuple[Rad, ...]:
    return tuple(k for k in bok.deltakere if not bok.avslutning_for(k.id))


def _deltakere(bok: Kursbok) -> list[str]:
    return [k.id for k in bok.deltakere if k.id]


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            code="D1",
            command="avtaler",
            name="samarbeidsavtale",
            titles={"nb": "Samarbeidsavtale", "nn": "Samarbeidsavtale"},
            context=Samarbeidsavtale,
            sheet="Partnere",
            rows=_partnere,
            blockers=frozenset({"KUR-01", "PAR-01", "PAR-02"}),
        ),
        Kind(
            code="D3",
            command="planer",
            name="opplaeringsplan",
            titles={"nb": "Individuell opplæringsplan", "nn": "Individuell opplæringsplan"},
            context=Opplæringsplan,
            sheet="Planer",
            rows=_planer,
            without=_uten_plan,
            blockers=frozenset({"KUR-01", "PLA-01", "PLA-02", "PM-01", "PM-02", "PM-03"}),
        ),
        Kind(
            code="D5",
            command="bevis",
            name="kursbevis",
            titles={"nb": "Kursbevis", "nn": "Kursbevis", "en": "Course certificate"},
            context=Kursbevis,
            sheet="Avslutning",
            rows=_avslutninger,
            without=_uten_avslutning,
            blockers=frozenset({"KUR-01", "AVS-01", "AVS-02", "PLA-01", "PM-01", "PM-02", "PM-03"}),
        ),
    )
}
"""Every kind by the word that asks for it alone, in the order of the course."""


def named(words: Collection[str]) -> list[Kind]:
    """Return the kinds that `words` ask for, as commands or keys; without words, the usual ones.

    Raises `KursverktoyError` for a word that asks for nothing.
    """
    known = {word for kind in KINDS.values() for word in (kind.command, kind.key)}
    for word in words:
        if word not in known:
            close = nearest(word, known)
            hint = f"Mente du «{close}»?" if close else f"Velg blant {', '.join(KINDS)}."
            raise KursverktoyError(f"«{word}» er ikke et dokument. {hint}")
    return [
        kind
        for kind in KINDS.values()
        if kind.key in words or (kind.by_default and (not words or kind.command in words))
    ]


def by_template_name(name: str) -> tuple[Kind, str] | None:
    """Return the kind and the language a template is for, by its file name."""
    return next(
        (
            (kind, språk)
            for kind in KINDS.values()
            for språk in SPRÅK
            if kind.template_name(språk) == name
        ),
        None,
    )
