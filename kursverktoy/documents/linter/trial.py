"""Which rows of a course a template fails for: each is filled for real, and nothing is kept."""

from collections.abc import Iterable, Iterator

from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import Rad
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import Kind
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.malfunn import Malfunn, malfunn
from kursverktoy.documents.telling import sentence
from kursverktoy.documents.template import Template, UnusableTemplateError
from kursverktoy.documents.views import Sight

_MOST = 8
"""So many rows are named; of more, the first ones and how many there are."""


def trial(bok: Kursbok, template: Template, kind: Kind, språk: str) -> Iterator[Malfunn]:
    """Yield what stops documents of the rows in `bok`: one for each cause, with its rows."""
    failed: dict[str, list[Rad]] = {}
    empty: dict[tuple[type[Rad], str], dict[Rad, None]] = {}
    for rad in kind.rows(bok):
        sight = Sight(bok, kind.sight)
        context = kind.context(bok, rad, Choices(), språk=språk)
        try:
            template.render(
                sight.shown(context.values()), title=kind.title(språk), day=bok.dato, målform=språk
            )
        except UnusableTemplateError as error:
            failed.setdefault(error.why, []).append(rad)
        for cell in sight.missing:
            empty.setdefault((type(cell.rad), cell.felt), {})[cell.rad] = None
    for reason, rows in failed.items():
        words: dict[str, object] = {"rader": _named(rows), "grunn": sentence(reason)}
        yield malfunn(regler.MISLYKKES, template.name, words=words)
    for (sheet, felt), cells in empty.items():
        where = {"overskrift": f"«{bok.overskrift(sheet, felt)}»", "ark": sheet.ark}
        words = {**where, "rader": _named(cells)}
        yield malfunn(regler.TOMME_CELLER, template.name, words=words)


def _named(rows: Iterable[Rad]) -> str:
    names = [rad.id or f"rad {rad.rad}" for rad in rows]  # never the name of a person
    more = len(names) - _MOST
    return f"{', '.join(names[:_MOST])} og {more} til" if more > 0 else skriv(names)
