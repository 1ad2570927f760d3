"""What the linter found, as lines for a terminal and as rows for a program."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kursverktoy.course.funn import Alvor, tally
from kursverktoy.documents.linter.malfunn import Malfunn

_MARKS = {Alvor.FEIL: "✗", Alvor.ADVARSEL: "!", Alvor.TIPS: "·"}
_ALL = "Malene samlet:"
_INDENT = " " * 13
NØKLER = (
    *("kode", "alvor", "mal", "sted", "tekst", "tag", "ledd", "melding", "forslag"),
    *("del", "avsnitt"),
)
"""The keys of every row, in order."""


def lines(maler: Sequence[str], funn: Sequence[Malfunn]) -> Iterator[str]:
    """Yield the page: how many templates are fine, then each of the others with its findings."""
    fine = len(set(maler) - {each.mal for each in funn})
    if fine:
        yield f"{fine} {'mal' if fine == 1 else 'maler'} uten funn."
        yield ""
    for mal, found in groupby(funn, key=lambda each: each.mal):
        together = list(found)
        yield f"{mal}: {tally(each.alvor for each in together)}" if mal else _ALL
        for each in together:
            yield from _one(each)
        yield ""


def _one(funn: Malfunn) -> Iterator[str]:
    head = f"  {_MARKS[funn.alvor]} {funn.alvor:<8}"
    body = [funn.sted, *_shown(funn), f"{funn.melding} ({funn.kode})"]
    first, *rest = filter(None, body)
    yield f"{head} {first}"
    yield from (f"{_INDENT}{line}" for line in rest)


def _shown(funn: Malfunn) -> Iterator[str]:
    """Yield the text around a tag, and a line that points at the piece that is wrong."""
    yield funn.tekst
    at = funn.tekst.find(funn.tag) if funn.tag else -1
    if at >= 0:
        inner = funn.tag.find(funn.ledd) if funn.ledd else -1
        width = len(funn.ledd) if inner >= 0 else len(funn.tag)
        yield " " * (at + max(inner, 0)) + "^" * width


def rows(funn: Iterable[Malfunn]) -> Iterator[Mapping[str, object]]:
    """Yield one mapping for each finding, with the keys `NØKLER`.

    `del` is the part of the file and `avsnitt` the number of the paragraph in it, from 0; both
    None where the finding is about the whole template.
    """
    for each in funn:
        place = each.place
        where = (place.part, place.paragraph) if place else (None, None)
        told = (getattr(each, key) for key in NØKLER[: -len(where)])
        yield dict(zip(NØKLER, (*told, *where), strict=True))
