"""Proposals of several copies put together: each cell once, and a row as one answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.schema import columns
from kursverktoy.sharing.forslag import KAN_VELGES, Forslag, Utfall
from kursverktoy.sharing.grunner import FLERE_SVAR, SAMMEN

Row = tuple[str, tuple[str, ...]]


def joined(bok: Kursbok, forslag: Iterable[Forslag]) -> list[Forslag]:
    """Return the proposals in the order of the workbook, those that say the same only once.

    Different answers to one cell are a conflict. So is all else that a copy proposes for a row
    in conflict: half of the one answer and half of the other would be nobody's.
    """
    first: dict[str, Forslag] = {}
    for each in sorted(forslag, key=_safest):
        first.setdefault(each.id, each)
    open_, closed = list[Forslag](), list[Forslag]()
    for each in first.values():
        (open_ if each.utfall in KAN_VELGES else closed).append(each)
    places = _places(bok)
    return sorted((*closed, *_coherent(_with_rivals(open_))), key=lambda f: _order(places, f))


def _with_rivals(forslag: Iterable[Forslag]) -> list[Forslag]:
    answers: dict[object, list[Forslag]] = defaultdict(list)
    for each in forslag:
        answers[each.celle].append(each)
    found = []
    for several in answers.values():
        if len(several) > 1:
            found += [
                replace(each, utfall=Utfall.KONFLIKT, grunn=FLERE_SVAR, valgt=False)
                for each in several
            ]
        else:
            found += several
    return found


def _coherent(forslag: Iterable[Forslag]) -> list[Forslag]:
    rows: dict[object, list[Forslag]] = defaultdict(list)
    for each in forslag:
        rows[each.ark, each.nøkkel or each.rad_id].append(each)
    found = []
    for row in rows.values():
        conflicts = [each for each in row if each.utfall is Utfall.KONFLIKT]
        chosen = all(each.valgt for each in conflicts)
        for each in row:
            if conflicts and each.utfall is Utfall.ENDRING:
                together = f"{SAMMEN} {each.grunn}".strip()
                valgt = chosen and each.valgt
                found.append(replace(each, utfall=Utfall.KONFLIKT, grunn=together, valgt=valgt))
            else:
                found.append(replace(each, valgt=each.valgt and chosen))
    return found


def _safest(forslag: Forslag) -> tuple[object, ...]:
    """Return what sorts equal answers so that the one with the fewest doubts is first."""
    return forslag.utfall is Utfall.KONFLIKT, not forslag.valgt, *_origin(forslag)


def _origin(forslag: Forslag) -> tuple[str, int, str, str]:
    return forslag.fil, forslag.rad, forslag.rad_id, forslag.felt


Places = tuple[dict[str, int], dict[Row, int]]


def _places(bok: Kursbok) -> Places:
    sheets = {name: number for number, name in enumerate(ARK_ETTER_NAVN)}
    rows = {
        (name, tuple(str(getattr(rad, felt)) for felt in ark.nøkkel)): number
        for name, ark in ARK_ETTER_NAVN.items()
        for number, rad in enumerate(bok.rader(ark))
    }
    return sheets, rows


def _order(places: Places, forslag: Forslag) -> tuple[object, ...]:
    sheets, rows = places
    ark = ARK_ETTER_NAVN.get(forslag.ark)
    felter = [*columns(ark)] if ark else []
    felt = felter.index(forslag.felt) if forslag.felt in felter else len(felter)
    last = len(rows)
    return (
        sheets.get(forslag.ark, last),
        rows.get((forslag.ark, forslag.nøkkel), last),
        forslag.nøkkel,
        felt if forslag.felt else -1,
        forslag.partner,
        *_origin(forslag),
        forslag.id,
    )
