"""Whether what a field shows is formatted in one way: a tag has one formatting only."""

from kursverktoy.documents.linter.page import Element, T
from kursverktoy.documents.mailmerge.fields import CHAR, CODE, LOOK, RUN, Field
from kursverktoy.documents.word import W

_UNSEEN = {f"{W}{name}" for name in ("lang", "noProof", "webHidden")}
"""What Word says of a run that no reader sees."""


def is_mixed(this: Field) -> bool:
    """Whether the texts of a whole field, in its code or in its result, differ in formatting."""
    if this.first is this.last:
        return len({_look(look) for look in this.looks}) > 1
    sides: tuple[set[str], set[str]] = (set(), set())
    depth, after, inside = 0, False, False
    for run in this.paragraph.iter(RUN):
        inside = inside or run is this.first
        mark = run.find(CHAR)
        kind = mark.get(f"{W}fldCharType") if mark is not None else None
        if inside:
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            after = after or (kind == "separate" and depth == 1)
            if any((each.text or "").strip() for each in run.iterchildren(CODE, T)):
                sides[after].add(_look(run.find(LOOK)))
        if run is this.last:
            break
    return any(len(side) > 1 for side in sides)


def _look(look: Element | None) -> str:
    """Return what a reader can see of a run's formatting, to be compared."""
    seen = (each for each in (look if look is not None else ()) if each.tag not in _UNSEEN)
    return "".join(sorted(f"{each.tag}{sorted(each.attrib.items())}" for each in seen))
