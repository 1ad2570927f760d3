"""What an expression in a tag is: followed from the placeholders, column by column."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.runtime import LoopContext

from kursverktoy.course.parsing import nearest
from kursverktoy.course.schema import Rad
from kursverktoy.documents.kinds import Kind, titled
from kursverktoy.documents.linter import calls, operators, regler
from kursverktoy.documents.linter.doubts import is_doubtful
from kursverktoy.documents.linter.malfunn import Malregel
from kursverktoy.documents.linter.syntax import ENVIRONMENT
from kursverktoy.documents.linter.tags import Hit, Tag
from kursverktoy.documents.linter.wording import (
    described,
    example,
    in_rows,
    near_column,
    said,
    with_heading,
)
from kursverktoy.documents.shapes import (
    ANYTHING,
    NUMBER,
    TEXT,
    TRUTH,
    Many,
    Row,
    Several,
    Shape,
    Slag,
    Value,
    attributes,
    shapes,
    sheets_of,
)

if TYPE_CHECKING:
    from kursverktoy.documents.linter.blocks import Block

_INTERNAL = (*DEFAULT_NAMESPACE, "self", "super")
_LOOP = [name for name in dir(LoopContext) if not name.startswith("_")]
_PYTHON: Mapping[Slag, object] = {
    Slag.TEKST: "",
    Slag.TALL: 0.0,
    Slag.DATO: date.min,
    Slag.JA_NEI: False,
}
"""A value of each kind, to ask what it can do."""
LOOK_UP = "Se hva malen kan hente, i templates/README.md."


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro, with the names known where it stands."""

    head: nodes.Macro
    block: "Block"
    names: "Names"


@dataclass(frozen=True, slots=True)
class Loop:
    """The `loop` of a `for`, whose rows are `item`."""

    item: Shape


Names = ChainMap[str, Shape | Macro | Loop]


@dataclass
class Reader:
    """Reads the expressions of one template, and remembers what it found wrong and used."""

    kind: Kind | None
    """None where it is not known which document the template is for: then any name will do."""
    hits: list[Hit] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    """The columns asked for: sheet and name."""
    asked: set[str] = field(default_factory=set)
    """The placeholders asked for."""
    calls: list[tuple[Macro, tuple[Shape, ...]]] = field(default_factory=list)
    """The macros called and not gone through yet, each with what it is given."""
    gone: set[str] = field(default_factory=set)
    """The names of loops that are over."""
    doubtful: bool = False
    """Whether there was something that only filling it can clear up."""
    names: Names = field(init=False)
    tag: Tag | None = None

    def __post_init__(self) -> None:
        known = dict(shapes(self.kind.context)) if self.kind else {}
        self.names = ChainMap({}, dict(known))

    @property
    def document(self) -> str:
        """The code by which the schema says what may be shown."""
        return self.kind.sight if self.kind else ""

    def tell(self, regel: Malregel, ledd: str, better: str | None = None, **words: object) -> Shape:
        """Remember a hit in the current tag; returns what silences all that follows from it.

        `better` is what to write instead of `ledd`.
        """
        if self.tag:
            self.hits.append(Hit(regel, self.tag.span, words, ledd, better))
        return ANYTHING

    def shape(self, node: nodes.Node) -> Shape:
        """Return what an expression gives, and tell of what is wrong in it."""
        self.doubtful = self.doubtful or is_doubtful(node)
        return _BY_KIND.get(type(node), operators.result)(self, node)

    def printed(self, node: nodes.Node, shape: Shape) -> None:
        """Tell of what can't be text: a row, or a list of rows."""
        sheet = next(sheets_of(shape), None)
        if sheet is None:
            return
        written = said(node)
        match shape:
            case Row():
                while isinstance(node, nodes.Filter) and node.node is not None:
                    node = node.node
                column = f"{said(node)}.{example(sheet, self.document)}"
                råd = f"Velg en kolonne, for eksempel «{column}»."
            case Several(items):
                names = ", ".join("abcdef"[: len(items)])
                råd = f"Skriv «for {names} in …» i løkken, og velg en av dem."
            case _:
                råd = f"Gå gjennom den med «{{%tr for x in {written} %}}» eller «{{%p for … %}}»."
        self.tell(regler.HEL_RAD, written, hva=described(shape), råd=råd)

    def path(self, of: Shape, written: str) -> Shape:
        """Return what a dotted path gives from `of`, as in `map(attribute="partner.orgnr")`."""
        node: nodes.Expr = nodes.Name("", "load")
        outer, self.names = self.names, self.names.new_child({"": of})
        for name in written.split("."):
            node = nodes.Getattr(node, name, "load")
        found = self.shape(node)
        self.names = outer
        return found

    def macro(self, name: str) -> Macro | None:
        """Return the macro called `name`, if there is one here."""
        found = self.names.get(name)
        return found if isinstance(found, Macro) else None

    def name(self, node: nodes.Name) -> Shape:
        """Return what a name is where it stands."""
        found = self.names.get(node.name)
        if found is None:
            return self._other_name(node.name)
        if isinstance(found, Macro | Loop):
            return ANYTHING
        self.asked.add(node.name)
        return found

    def _other_name(self, name: str) -> Shape:
        if name in ENVIRONMENT.globals:
            return TEXT if name == "målform" else ANYTHING
        if name in _INTERNAL or name.startswith("_"):
            return self.tell(regler.IKKE_LOV, name)
        if self.kind is None:
            return ANYTHING
        where = f" i dokumentet {titled(self.document)}"
        if other := next(self._elsewhere(name), None):
            return self._unknown(name, *other, where)
        if name in self.gone:
            råd = f"«{name}» er bare et navn inne i løkken. Flytt taggen dit."
            return self._unknown(name, None, "", where, råd=råd)
        close = nearest(name, [*self.names, *ENVIRONMENT.globals])
        return self._unknown(name, close, f"«{close}»" if close else "", where)

    def _unknown(
        self, written: str, better: str | None, meant: str, where: str = "", *, råd: str = LOOK_UP
    ) -> Shape:
        råd = f"Mente du {meant}?" if meant else råd
        return self.tell(regler.UKJENT_NAVN, written, better, hvor=where, råd=råd)

    def attribute(self, node: nodes.Getattr) -> Shape:
        """Return what `owner.name` gives."""
        return self._of(node, node.node, node.attr)

    def _of(self, node: nodes.Node, owner: nodes.Node, name: str) -> Shape:
        written = said(node)
        if isinstance(owner, nodes.Name) and isinstance(loop := self.names.get(owner.name), Loop):
            return self._of_loop(written, loop, name)
        of = self.shape(owner)
        if name.startswith("_"):
            return self.tell(regler.IKKE_LOV, written)
        match of:
            case Row(sheet):
                return self._column(written, sheet, name)
            case Several((first, second)) if name in {"grouper", "list"}:  # `groupby` gives them
                return first if name == "grouper" else second
            case Value() | Many() | Several():
                self._of_value(written, owner, of, name)
        return ANYTHING

    def _of_value(
        self, written: str, owner: nodes.Node, of: Value | Many | Several, name: str
    ) -> None:
        """Tell of what a value has not, or may not do; `kurs.startdato.year` is fine."""
        plain = _PYTHON[of.slag] if isinstance(of, Value) else ()
        if hasattr(plain, name):
            if not ENVIRONMENT.is_safe_attribute(plain, name, getattr(plain, name)):
                self.tell(regler.IKKE_LOV, written)
        elif isinstance(of, Many) and isinstance(of.item, Row):
            self.tell(regler.ER_LISTE, said(owner), hva=described(of), felt=name)
        else:
            råd = f"«{said(owner)}» er {described(of)}, og har ingen kolonner."
            self._not_here(written, name, råd)

    def _of_loop(self, written: str, loop: Loop, name: str) -> Shape:
        if name in _LOOP:
            kinds: Mapping[str, Shape] = {"first": TRUTH, "last": TRUTH, "cycle": ANYTHING}
            kinds = {**kinds, "previtem": loop.item, "nextitem": loop.item, "changed": ANYTHING}
            return kinds.get(name, NUMBER)
        close = nearest(name, _LOOP)
        return self._unknown(written, close and f"loop.{close}", f"«loop.{close}»" if close else "")

    def _column(self, written: str, sheet: type[Rad], name: str) -> Shape:
        found = attributes(sheet).get(name)
        if found and found.field.may_show(self.document):
            self.used.add((sheet.ark, found.field.name))
            return found.shape
        if found and self.kind:
            return self.tell(
                regler.SKAL_IKKE_VISES,
                written,
                overskrift=found.field.heading(),
                ark=sheet.ark,
                dokument=titled(self.document),
            )
        if close := near_column(name, sheet, self.document):
            better = f"{written.removesuffix(name)}{close}"
            meant = [with_heading(better, sheet, attributes(sheet)[close].field)]
            meant += [other for _, other in self._elsewhere(name)]
            return self._unknown(written, better, " eller ".join(meant[:2]))
        råd = f"Arket {sheet.ark} har ingen slik kolonne. {LOOK_UP}"
        return self._not_here(written, name, råd)

    def _not_here(self, written: str, name: str, råd: str) -> Shape:
        better, meant = next(self._elsewhere(name), (None, ""))
        return self._unknown(written, better, meant, råd=råd)

    def _elsewhere(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the rows that have a column called `name`: what to write, and where it stands."""
        rows = ((row, of.sheet) for row, of in self.names.items() if isinstance(of, Row))
        return in_rows(name, rows, self.document)

    def item(self, node: nodes.Getitem) -> Shape:
        """Return what `owner[…]` gives; with a text in the brackets it is an attribute."""
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._of(node, node.node, node.arg.value)
        of = self.shape(node.node)
        self.shape(node.arg)
        match of, node.arg:
            case ((Many() | Value()), nodes.Slice()):
                return of
            case Several(items), nodes.Const(value=int(number)) if number < len(items):
                return items[number]
            case Many(item), _:
                return item
            case _:
                return ANYTHING


def _constant(_reader: Reader, node: nodes.Const) -> Shape:
    match node.value:
        case bool():
            return TRUTH
        case int() | float():
            return NUMBER
        case str():
            return TEXT
        case _:
            return ANYTHING


_BY_KIND: Mapping[type[nodes.Node], Callable[[Reader, Any], Shape]] = {
    nodes.Name: Reader.name,
    nodes.Getattr: Reader.attribute,
    nodes.Getitem: Reader.item,
    nodes.Const: _constant,
    nodes.Filter: calls.filtered,
    nodes.Test: calls.tested,
    nodes.Call: calls.called,
}
"""What reads an expression, by its kind; all others are operators."""
