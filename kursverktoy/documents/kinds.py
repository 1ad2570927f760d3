"""The kinds of documents, as data: whom each is made for, what stops it, what it is called."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Rad
from kursverktoy.documents import whom
from kursverktoy.documents.contexts.agreement import Fellesavtale, Samarbeidsavtale
from kursverktoy.documents.contexts.candidate_sheet import Kandidatark
from kursverktoy.documents.contexts.certificate import Kursbevis
from kursverktoy.documents.contexts.context import Context
from kursverktoy.documents.contexts.course_plan import Kursplan
from kursverktoy.documents.contexts.information import Informasjonsark
from kursverktoy.documents.contexts.plan import Opplæringsplan
from kursverktoy.documents.contexts.practice_agreement import Praksisavtale
from kursverktoy.documents.contexts.report import InternRapport, Kursrapport
from kursverktoy.documents.contexts.report_external import EksternRapport
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
    noun: tuple[str, str] = ("dokument", "dokumenter")
    """What one and what several of them are called in a sentence."""
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
    issued: bool = False
    """Whether it is issued under a number, and then never altered (see `issuing`)."""

    def __reduce__(self) -> tuple[Callable[[str], "Kind"], tuple[str]]:
        """Travel to another process as a word: every process has all the kinds."""
        return _of_key, (self.key,)

    @property
    def key(self) -> str:
        """The word that asks for this kind in this edition alone."""
        return f"{self.command}-{self.utgave}" if self.utgave else self.command

    @property
    def sight(self) -> str:
        """The code by which the schema says what it may show: D6b-intern sees what D6b sees."""
        return f"{self.code}-{self.utgave}" if self.utgave else self.code

    @property
    def called(self) -> str:
        """What one of them is called in a sentence: «avtale», «rapport ekstern»."""
        return f"{self.noun[0]} {self.utgave}".rstrip()

    def title(self, språk: str) -> str:
        """Return what the document is called in a language."""
        return self.titles.get(språk) or self.titles["nb"]

    def template_name(self, språk: str) -> str:
        """Return the file name of the template in a language: nb, nn or en."""
        return "_".join(filter(None, (self.code, self.name, self.utgave, f"{språk}.docx")))

    def label(self, bok: Kursbok, rad: Rad, *marks: str) -> str:
        """Return `KJ-2026-H_kursbevis_K03`: no name of a person, ASCII only.

        `marks` set apart what would else have one name, such as a duplicate.
        """
        number = self.number(bok, rad)
        pieces = (
            safe_name(bok.kurs.kurs_id or "kurs", ""),
            self.name,
            self.utgave,
            *marks,
            number and safe_name(number, ""),
        )
        return "_".join(filter(None, pieces))


# What the editions of a document have in common.
_AVTALE = Kind(
    code="D1",
    command="avtaler",
    name="samarbeidsavtale",
    titles={"nb": "Samarbeidsavtale", "nn": "Samarbeidsavtale"},
    noun=("avtale", "avtaler"),
    context=Samarbeidsavtale,
    sheet="Partnere",
    rows=whom.partnere,
    blockers=frozenset({"KUR-01", "PAR-01", "PAR-02"}),
)
_INFOARK = Kind(
    code="D6a",
    command="infoark",
    name="infoark",
    titles={
        "nb": "Informasjon om kurset",
        "nn": "Informasjon om kurset",
        "en": "Course information",
    },
    noun=("informasjonsark", "informasjonsark"),
    context=Informasjonsark,
    sheet="Kurs",
    rows=whom.kurset,
    number=whom.uten_nummer,
    blockers=frozenset({"KUR-01", "KUR-02"}),
)
_KANDIDATARK = Kind(
    code="D6b",
    command="kandidatark",
    name="kandidatark",
    titles={"nb": "Kandidatark", "nn": "Kandidatark"},
    noun=("kandidatark", "kandidatark"),
    context=Kandidatark,
    sheet="Kartlegging",
    rows=whom.kartlegginger,
    blockers=frozenset({"KUR-01", "KAN-01", "KAR-04"}),
)
_RAPPORT = Kind(
    code="D7",
    command="rapport",
    name="kursrapport",
    titles={"nb": "Kursrapport", "nn": "Kursrapport"},
    noun=("rapport", "rapporter"),
    context=Kursrapport,
    sheet="Kurs",
    rows=whom.kurset,
    number=whom.uten_nummer,
    blockers=frozenset({"KUR-01", "KUR-02"}),
)

KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        _AVTALE,
        replace(
            _AVTALE,
            utgave="felles",
            context=Fellesavtale,
            sheet="Kurs",
            rows=whom.fellesavtalen,
            number=whom.uten_nummer,
            by_default=False,
        ),
        Kind(
            code="D2",
            command="praksisavtaler",
            name="praksisavtale",
            titles={"nb": "Praksisavtale", "nn": "Praksisavtale"},
            noun=("praksisavtale", "praksisavtaler"),
            context=Praksisavtale,
            sheet="Praksis",
            rows=whom.praksis,
            without=whom.uten_praksis,
            number=whom.praksisnummer,
            blockers=frozenset({"KUR-01", "PLA-01", "PLA-02", "PRA-01", "PRA-04"}),
        ),
        Kind(
            code="D3",
            command="planer",
            name="opplaeringsplan",
            titles={"nb": "Individuell opplæringsplan", "nn": "Individuell opplæringsplan"},
            noun=("plan", "planer"),
            context=Opplæringsplan,
            sheet="Planer",
            rows=whom.planer,
            without=whom.uten_plan,
            blockers=frozenset({"KUR-01", "PLA-01", "PLA-02", "PM-01", "PM-02", "PM-03"}),
        ),
        Kind(
            code="D4",
            command="kursplan",
            name="kursplan",
            titles={"nb": "Kursplan", "nn": "Kursplan"},
            noun=("kursplan", "kursplaner"),
            context=Kursplan,
            sheet="Kurs",
            rows=whom.kurset,
            number=whom.uten_nummer,
            blockers=frozenset({"KUR-01", "KUR-02", "KUR-03", "LM-01", "MOD-01", "MOD-06"}),
        ),
        Kind(
            code="D5",
            command="bevis",
            name="kursbevis",
            titles={"nb": "Kursbevis", "nn": "Kursbevis", "en": "Course certificate"},
            noun=("bevis", "bevis"),
            context=Kursbevis,
            sheet="Avslutning",
            rows=whom.avslutninger,
            without=whom.uten_avslutning,
            blockers=frozenset({"KUR-01", "AVS-01", "AVS-02", "PLA-01", "PM-01", "PM-02", "PM-03"}),
            issued=True,
        ),
        _INFOARK,
        replace(_INFOARK, utgave="enkel"),
        replace(_KANDIDATARK, utgave="intern", without=whom.uten_kartlegging),
        replace(_KANDIDATARK, utgave="delt", rows=whom.delte_kartlegginger, by_default=False),
        replace(_RAPPORT, utgave="intern", context=InternRapport),
        replace(_RAPPORT, utgave="ekstern", context=EksternRapport),
    )
}
"""Every kind by the word that asks for it alone, in the order of the course."""


def _of_key(key: str) -> Kind:
    return KINDS[key]


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


def titled(sight: str) -> str:
    """Return the title of the document with a code, as in a sentence: «kandidatark delt»."""
    kind = next((k for k in KINDS.values() if sight in (k.sight, k.code)), None)
    if kind is None:
        return sight
    edition = kind.utgave if sight == kind.sight else ""
    return " ".join(filter(None, (kind.title("nb").lower(), edition)))


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
