"""The tags of a page in order, each with the names that are known where it stands."""

import re
from dataclasses import dataclass, field

from jinja2 import nodes

from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.blocks import Block, Leaf, Tree
from kursverktoy.documents.linter.calls import iterated
from kursverktoy.documents.linter.reader import Loop, Macro, Reader
from kursverktoy.documents.linter.tags import Tag
from kursverktoy.documents.linter.wording import described, said
from kursverktoy.documents.shapes import ANYTHING, TEXT, Many, Other, Several, Shape

_BINDS = re.compile(r"-?\s*(?:for|set)\s+(.*?)(?:\bin\b|=|$)", re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass
class Walk:
    """Goes through the pages of a template, with `reader` at every expression."""

    reader: Reader
    _macros: list[Macro] = field(default_factory=list)
    _done: set[tuple[int, tuple[Shape, ...]]] = field(default_factory=set)
    """The macros gone through, each with the shapes it was given."""

    def page(self, tree: Tree) -> None:
        """Go through the tags of a page; what is named there is not known on the next."""
        outer = self.reader.names
        self.reader.names = outer.new_child()
        self._all(tree)
        self._calls()
        for macro in self._macros:
            if all(block != id(macro.block) for block, _ in self._done):
                self._inside(macro, (ANYTHING,) * len(macro.head.args))
        self._macros.clear()
        self.reader.names = outer

    def _calls(self) -> None:
        """Go through the macros that were called, once for every combination of shapes."""
        while self.reader.calls:
            macro, given = self.reader.calls.pop()
            if (id(macro.block), given) not in self._done:
                self._inside(macro, given)

    def _inside(self, macro: Macro, given: tuple[Shape, ...]) -> None:
        self._done.add((id(macro.block), given))
        outer = self.reader.names
        arguments = {each.name: shape for each, shape in zip(macro.head.args, given, strict=True)}
        special = dict.fromkeys(("varargs", "kwargs", "caller"), ANYTHING)
        self.reader.names = macro.names.new_child({**special, **arguments})
        self._all(macro.block.branches[0].inside)
        self.reader.names = outer
        self._calls()

    def _all(self, tree: Tree) -> None:
        for each in tree:
            if isinstance(each, Leaf):
                self._leaf(each)
            else:
                self._block(each)

    def _leaf(self, leaf: Leaf) -> None:
        reader, reader.tag = self.reader, leaf.tag
        match leaf.node:
            case nodes.Output():
                for each in leaf.node.nodes:
                    self._output(leaf.tag, each)
            case nodes.Assign():
                self._bind(leaf.node.target, reader.shape(leaf.node.node))
            case None:
                self._bind_unread(leaf.tag)
            case other:
                for child in other.iter_child_nodes():
                    reader.shape(child)

    def _output(self, tag: Tag, node: nodes.Node) -> None:
        reader = self.reader
        shape = reader.shape(node)
        if tag.opening == "{{" and tag.level and not isinstance(shape, Other):
            words = {"nivå": tag.level, "hva": described(shape)}
            better = f"{{{{ {said(node)} }}}}"
            reader.tell(regler.FERDIG_INNHOLD, said(node), better, **words)
            return
        reader.printed(node, shape)

    def _block(self, block: Block) -> None:
        first = block.branches[0]
        self.reader.tag = first.tag
        match first.node:
            case nodes.For():
                self._loop(block, first.node)
            case nodes.Macro():
                macro = Macro(first.node, block, self.reader.names)
                self.reader.names[first.node.name] = macro
                self._macros.append(macro)
                for each in first.node.defaults:
                    self.reader.shape(each)
            case nodes.AssignBlock():
                self._all(first.inside)
                self._bind(first.node.target, TEXT)
            case nodes.With():
                values = [self.reader.shape(each) for each in first.node.values]
                self._scoped(block, list(zip(first.node.targets, values, strict=True)))
            case nodes.CallBlock():
                self.reader.shape(first.node.call)
                self._scoped(block, [(each, ANYTHING) for each in first.node.args])
            case None if block.keyword not in {"if", "block", "autoescape", "filter"}:
                outer = self.reader.names
                self.reader.names = outer.new_child()
                self._bind_unread(first.tag)
                self._branches(block)
                self.reader.names = outer
            case _:
                self._branches(block)

    def _branches(self, block: Block) -> None:
        """Go through the parts of a block that begin with a condition or with nothing."""
        for branch in block.branches:
            self.reader.tag = branch.tag
            match branch.node:
                case nodes.If():
                    self.reader.shape(branch.node.test)
                case nodes.FilterBlock():
                    self.reader.shape(branch.node.filter)
            self._all(branch.inside)

    def _scoped(self, block: Block, bound: list[tuple[nodes.Node, Shape]]) -> None:
        outer = self.reader.names
        self.reader.names = outer.new_child()
        for target, shape in bound:
            self._bind(target, shape)
        self._all(block.branches[0].inside)
        self.reader.names = outer

    def _loop(self, block: Block, head: nodes.For) -> None:
        outer = self.reader.names
        self.reader.doubtful = self.reader.doubtful or head.recursive
        found = self.reader.shape(head.iter)
        item = iterated(found)
        if item is None:
            lists = (name for name, each in outer.items() if isinstance(each, Many))
            hint = f"Lister er for eksempel «{next(lists, 'range(3)')}»."
            item = self.reader.tell(
                regler.IKKE_LISTE, said(head.iter), hva=described(found), råd=hint
            )
        self.reader.names = outer.new_child({"loop": Loop(item)})
        self._bind(head.target, item)
        if head.test is not None:
            self.reader.shape(head.test)
        self._all(block.branches[0].inside)
        self.reader.gone.update(self.reader.names.maps[0])
        self.reader.names = outer
        for branch in block.branches[1:]:
            self._all(branch.inside)

    def _bind(self, target: nodes.Node, shape: Shape) -> None:
        match target:
            case nodes.Name():
                self.reader.names[target.name] = shape
            case nodes.Tuple():
                for each, part in zip(target.items, self._parts(target, shape), strict=True):
                    self._bind(each, part)
            case nodes.NSRef():
                self.reader.shape(nodes.Name(target.name, "load"))

    def _parts(self, target: nodes.Tuple, shape: Shape) -> list[Shape]:
        """Return what each of several names gets."""
        count = len(target.items)
        match shape:
            case Several(items) if len(items) == count:
                return list(items)
            case Many(item):
                return [item] * count
            case Other():
                pass
            case _:
                names = ", ".join(said(each) for each in target.items)
                wanted = len(shape.items) if isinstance(shape, Several) else 1
                hint = (
                    "Skriv ett navn." if wanted == 1 else f"Skriv {wanted} navn med komma mellom."
                )
                self.reader.tell(
                    regler.FEIL_ANTALL_NAVN, names, hva=described(shape), antall=count, råd=hint
                )
        return [ANYTHING] * count

    def _bind_unread(self, tag: Tag) -> None:
        """Let the names that a broken tag would have made be anything."""
        if found := _BINDS.match(tag.body):
            self.reader.names.update(dict.fromkeys(_WORD.findall(found[1]), ANYTHING))
        if tag.keyword == "for":
            self.reader.names["loop"] = Loop(ANYTHING)
