"""The parts of a mail-merge template that are repeated, as programs beside Word mark them."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from kursverktoy.documents.linter.page import TC, TR, Element, P, T
from kursverktoy.documents.mailmerge.fields import Field, remove, replace, run_of, tokens_of
from kursverktoy.documents.mailmerge.names import Match, StandsError
from kursverktoy.documents.shapes import Many, Row, Several, Shape
from kursverktoy.documents.word import W

_START = re.compile(r"(?i)(?:Table(?:Start)?|Range|RangeStart|BeginGroup|GroupStart):(.+)")
_END = re.compile(r"(?i)(?:TableEnd|RangeEnd|EndGroup|GroupEnd):(.+)")
_EITHER = re.compile(r"(?i)(?:(?:Table|Range):)?(.+?):(Start|End)")
_GROUPED_BY = "_etter_"
"""As in `mål_etter_kategori`: what stands before the rows of a group is the kategori."""
UNPAIRED = (
    "Merket mangler den andre enden, eller står ikke i ett avsnitt. Sett inn {%tr for … %} og "
    "{%tr endfor %} i egne tabellrader, eller {%p for … %} og {%p endfor %} i egne avsnitt."
)
_CONTENT = {f"{W}{name}" for name in ("drawing", "pict", "object", "fldChar", "tab", "br", "sym")}


@dataclass(slots=True)
class Region:
    """What stands between two marks, and is repeated."""

    label: str
    start: Field
    end: Field | None = None
    items: "list[Field | Region]" = field(default_factory=list)

    def marks(self) -> tuple[Field, Field]:
        """Return where it begins and ends; raises `StandsError` when it does not do both."""
        if self.end is None or not (self.start.whole and self.end.whole):
            raise StandsError(UNPAIRED)
        return self.start, self.end


def mark_of(this: Field) -> tuple[str, bool] | None:
    """Return the name in a mark and whether it begins a region; None for other fields."""
    if this.kind != "MERGEFIELD":
        return None
    name = next((token.text or "" for token in tokens_of(this.code)[1:2]), "")
    if either := _EITHER.fullmatch(name):
        return either[1], either[2].lower() == "start"
    for pattern, begins in ((_START, True), (_END, False)):
        if found := pattern.fullmatch(name):
            return found[1], begins
    return None


def nested(fields: Iterable[Field]) -> "tuple[list[Field | Region], list[Field]]":
    """Return the fields with those of a region inside it, and the marks that have no partner."""
    outermost: list[Field | Region] = []
    alone: list[Field] = []
    stack: list[Region] = []
    for each in fields:
        items = stack[-1].items if stack else outermost
        match mark_of(each):
            case None:
                items.append(each)
            case (label, True):
                stack.append(Region(label, each))
                items.append(stack[-1])
            case (label, _) if any(region.label == label for region in stack):
                while stack[-1].label != label:
                    stack.pop()
                stack.pop().end = each
            case _:
                alone.append(each)
                items.append(each)
    return outermost, alone


@dataclass(frozen=True, slots=True)
class Loop:
    """How a list is gone through: one `for` in another, and what each gives."""

    heads: tuple[str, ...]
    variables: tuple[tuple[str, Shape], ...]


def loop_over(found: Match, depth: int) -> Loop:
    """Return the loops that reach each single thing of a list; `depth` loops are around it."""
    suffix = str(depth + 1) if depth else ""
    _, grouped, what = found.expression.rpartition(_GROUPED_BY)
    group = what if grouped else "tekst"
    heads: list[str] = []
    variables: list[tuple[str, Shape]] = []
    expression, shape = found.expression, found.shape
    while isinstance(shape, Many):
        parts = shape.item.items if isinstance(shape.item, Several) else (shape.item,)
        names = [f"{_called(part, group)}{suffix}" for part in parts]
        heads.append(f"for {', '.join(names)} in {expression}")
        variables += zip(names, parts, strict=True)
        expression, shape = names[-1], parts[-1]
    return Loop(tuple(heads), tuple(variables))


def _called(shape: Shape, group: str) -> str:
    match shape:
        case Row():
            return "rad"
        case Many():
            return "rader"
        case _:
            return group


@dataclass(frozen=True, slots=True)
class Around:
    """What is repeated when what two marks stand around is: text, paragraphs or table rows."""

    level: str
    """As docxtpl has it: p, tr, or empty for text within a paragraph."""
    first: Element
    last: Element

    def tag(self, words: str) -> str:
        """Return a tag of this level."""
        return f"{{%{self.level} {words} %}}"


def around(start: Field, end: Field) -> Around:
    """Return the least that can be repeated and holds all between two marks."""
    above_end = list(end.first.iterancestors())
    common = next(each for each in start.first.iterancestors() if each in above_end)
    if common.tag == P or next(common.iterancestors(P), None) is not None:
        return Around("", start.first, end.first)
    if common.tag == TR:
        return Around("tr", common, common)
    first, last = (_child(common, mark.first) for mark in (start, end))
    return Around("tr" if first.tag == TR else "p", first, last)


def put_loop(start: Field, end: Field, heads: Sequence[str]) -> None:
    """Put the loops in the place of the two marks."""
    place = around(start, end)
    if not place.level:
        replace(start, "".join(map(place.tag, heads)))
        replace(end, place.tag("endfor") * len(heads))
        return
    holder = next(place.first.iterancestors())
    for head in heads:
        place.first.addprevious(_alone(place.first, place.tag(head), place.level))
    for _ in heads:
        place.last.addnext(_alone(place.last, place.tag("endfor"), place.level))
    for mark in (start, end):
        _take_out(mark, with_paragraph=place.level == "p")
    if holder.tag == TC and holder[-1].tag == P:
        holder.append(holder.makeelement(P))  # a cell must keep one whatever the list holds


def _take_out(mark: Field, *, with_paragraph: bool) -> None:
    paragraph = mark.paragraph
    replace(mark, "")
    if with_paragraph and _is_empty(paragraph):
        remove(paragraph)


def _child(parent: Element, element: Element) -> Element:
    """Return the child of `parent` that `element` is in."""
    return next(each for each in element.iterancestors() if each.getparent() is parent)


def _alone(beside: Element, tag: str, level: str) -> Element:
    """Return a paragraph, or a row like the one beside it, with nothing but a tag in it."""
    paragraph = beside.makeelement(P)
    paragraph.append(run_of(tag, None, beside))
    if level == "p":
        return paragraph
    row = deepcopy(beside)
    row.tail = None
    for number, cell in enumerate(row.iterchildren(TC)):
        for child in list(cell):
            if child.tag != f"{W}tcPr":
                cell.remove(child)
        cell.append(paragraph if number == 0 else cell.makeelement(P))
    return row


def _is_empty(paragraph: Element) -> bool:
    """Whether a paragraph has nothing to show."""
    texts = "".join(each.text or "" for each in paragraph.iter(T))
    return not texts.strip() and not any(each.tag in _CONTENT for each in paragraph.iter())
