"""What begins and ends what: the tags of a page as a tree, and where they do not fit together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.syntax import BLOCKS, ENDS, MIDDLES, is_opener, meant
from kursverktoy.documents.linter.tags import Hit, Tag


@dataclass(frozen=True, slots=True)
class Leaf:
    """A tag that stands alone, with what it says where that can be read."""

    tag: Tag
    node: nodes.Node | None
    told: bool = False
    """Whether something is said about the tag already."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a block: what follows its beginning, an «elif» or an «else»."""

    tag: Tag
    node: nodes.Node | None
    inside: "list[Leaf | Block]" = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Block:
    """A condition, a loop, or another thing with an end of its own."""

    keyword: str
    branches: list[Branch]
    end: Tag | None = None

    @property
    def tags(self) -> list[Tag]:
        """Every tag of it, in order."""
        return [*(branch.tag for branch in self.branches), *([self.end] if self.end else [])]


Tree = list[Leaf | Block]


def depth(tree: Tree) -> int:
    """Return how many blocks lie in one another where they are most."""
    ahead = [(each, 1) for each in tree if isinstance(each, Block)]
    deepest = 0
    while ahead:
        block, level = ahead.pop()
        deepest = max(deepest, level)
        inside = (each for branch in block.branches for each in branch.inside)
        ahead += [(each, level + 1) for each in inside if isinstance(each, Block)]
    return deepest


def tree_of(leaves: Sequence[Leaf]) -> tuple[Tree, list[Block], list[Hit]]:
    """Return the tags of a page as a tree, its blocks, and what does not fit together."""
    builder = _Builder(leaves)
    for number, leaf in enumerate(leaves):
        builder.take(number, leaf)
    for block in builder.open:
        builder.never_ended(block)
    return builder.tree, builder.blocks, builder.hits


class _Builder:
    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.words = [meant(leaf.tag) for leaf in leaves]
        self.openers = [
            word in BLOCKS and (word != "set" or is_opener(leaf.tag))
            for word, leaf in zip(self.words, leaves, strict=True)
        ]
        self.tree: Tree = []
        self.open: list[Block] = []
        self.blocks: list[Block] = []
        self.hits: list[Hit] = []
        self.riddles = 0
        """How many tags there were that may have begun anything."""

    def take(self, number: int, leaf: Leaf) -> None:
        word = self.words[number]
        if self.openers[number]:
            block = Block(word, [Branch(leaf.tag, leaf.node)])
            self._here().append(block)
            self.open.append(block)
            self.blocks.append(block)
        elif word in MIDDLES:
            if self.open and self.open[-1].keyword in MIDDLES[word]:
                self.open[-1].branches.append(Branch(leaf.tag, leaf.node))
            else:
                self._never_begun(leaf, word)
        elif word in ENDS:
            self._end(number, leaf)
        else:
            self.riddles += leaf.told and leaf.tag.opening == "{%"
            self._here().append(leaf)

    def _here(self) -> Tree:
        return self.open[-1].branches[-1].inside if self.open else self.tree

    def _end(self, number: int, leaf: Leaf) -> None:
        word = self.words[number]
        keyword = ENDS[word]
        top = self.open[-1] if self.open else None
        matching = next((b for b in reversed(self.open) if b.keyword == keyword), None)
        if top is None or (matching is None and self._ends_later(number, top.keyword)):
            self._never_begun(leaf, word)
        elif top is matching:
            self._close(top, leaf.tag)
        elif matching is None or self._ends_later(number, keyword):
            self._wrong_end(top, leaf.tag, word)
            self._close(top, leaf.tag)
        elif self._ends_later(number, top.keyword):  # they lie across each other
            self._wrong_end(top, leaf.tag, word)
            self._close(matching, leaf.tag)
        else:
            while self.open[-1] is not matching:
                self.never_ended(self.open.pop())
            self._close(matching, leaf.tag)

    def _close(self, block: Block, tag: Tag) -> None:
        block.end = tag
        self.open.remove(block)

    def _ends_later(self, number: int, keyword: str) -> bool:
        """Whether an end of `keyword` follows that no later beginning accounts for."""
        depth = 0
        for word, opens in zip(self.words[number + 1 :], self.openers[number + 1 :], strict=True):
            if opens and word == keyword:
                depth += 1
            elif ENDS.get(word) == keyword:
                if not depth:
                    return True
                depth -= 1
        return False

    def never_ended(self, block: Block) -> None:
        tag = block.branches[0].tag
        end = tag.raw[:2] + (f"{tag.level} " if tag.level else " ") + f"end{block.keyword} %}}"
        self.hits.append(Hit(regler.ALDRI_AVSLUTTET, tag.span, ledd=tag.raw, forslag=end))

    def _never_begun(self, leaf: Leaf, word: str) -> None:
        if self.riddles and word in ENDS:
            self.riddles -= 1
        elif not leaf.told:
            self.hits.append(Hit(regler.ALDRI_BEGYNT, leaf.tag.span, ledd=word))

    def _wrong_end(self, top: Block, tag: Tag, word: str) -> None:
        right = f"end{top.keyword}"
        words: dict[str, object] = {"åpen": top.branches[0].tag.raw}
        self.hits.append(Hit(regler.FEIL_SLUTT, tag.span, words, word, right))
