"""What can be proven about every document a template gives, whatever the values.

The tags of a part are replaced by marks, and what is left is read as XML. Since values are
escaped, a document can only differ from that by the blocks it leaves out or repeats. Where the
marks show that this can't break anything, or move docxtpl to repair anything, the document
need not be read again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError
from lxml import etree

from kursverktoy.documents.engine.prepared import BODY, PAGE
from kursverktoy.documents.word import W

_CELL, _PARAGRAPH, _ROW, _TABLE = (f"{W}{name}" for name in ("tc", "p", "tr", "tbl"))
_LOOK, _GRID, _COLUMN = (f"{W}{name}" for name in ("tcPr", "tblGrid", "gridCol"))
_WITHIN_PARAGRAPHS = {f"{W}{name}" for name in ("r", "t", "hyperlink", "smartTag", "fldSimple")}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VALUE = "\ue000"
_STARTS = frozenset({"for", "if", "with"})
_MIDDLES = frozenset({"else", "elif"})
_ENDS = frozenset(f"end{word}" for word in _STARTS)
_NO_MARKS = ("<!", "<?", _VALUE)
"""What is not plain XML, or would be taken for a mark."""
Token = tuple[int, str, str]


@dataclass(slots=True)
class Proof:
    """What is known of one part; the fields are as in `prepared.Part`."""

    tree: str = ""
    inspect: str = ""
    bare_cells: set[str] = field(default_factory=set)
    bare_tables: set[str] = field(default_factory=set)

    def unproven(self, why: str) -> None:
        """Note that nothing is known: the part must be looked through, and may be repaired."""
        self.tree, self.inspect = self.tree or why, self.inspect or why


class _UnknownTagError(Exception):
    """A tag that can write anything."""


def prove(kind: str, xml: str, lex: Callable[[str], Iterable[Token]]) -> Proof:
    """Return what is proven of the part `xml`; `lex` is Jinja's, of the environment it runs in."""
    proof = Proof()
    if any(each in xml for each in _NO_MARKS):
        proof.unproven("it is not plain XML")
        return proof
    try:
        root = etree.fromstring("".join(_marked(lex(xml))).encode())
    except TemplateSyntaxError:
        return proof  # Jinja tells of it when it compiles the part
    except _UnknownTagError as error:
        proof.unproven(f"«{error}» can write anything")
        return proof
    except etree.XMLSyntaxError as error:
        proof.unproven(f"without its tags it is not XML: {error.msg}")
        return proof
    _prove_blocks(root, proof)
    _prove_cells(root, proof)
    if kind == BODY:
        _prove_tables(root, proof)
        _prove_drawings(root, proof)
    if kind == PAGE:
        _prove_no_blanks(root, proof)
    return proof


def _marked(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the text of a part with a mark for each tag."""
    words: list[str] = []
    for _, kind, text in tokens:
        match kind:
            case "data":
                yield text
            case "variable_end":
                yield _VALUE
            case "block_begin":
                words = []
            case "name" | "operator":
                words.append(text)
            case "block_end":
                yield _mark(words)


def _mark(words: list[str]) -> str:
    word = words[0] if words else ""
    if word in _STARTS | _MIDDLES | _ENDS:
        return f"<?{word}?>"
    if word == "set" and "=" in words:
        return ""
    raise _UnknownTagError(word)


def _is_mark(node: etree._Element) -> bool:
    return not isinstance(node.tag, str)  # there are no comments here


def _step(node: etree._Element) -> int:
    """Return by how many blocks what follows `node` lies deeper."""
    word = getattr(node, "target", "")  # elements have none
    return (word in _STARTS) - (word in _ENDS)


def _prove_blocks(root: etree._Element, proof: Proof) -> None:
    """Show that each block begins and ends in one place: it can go or be repeated."""
    begun: list[tuple[etree._Element | None, list[str]]] = []
    for mark in filter(_is_mark, root.iter()):
        step, place = _step(mark), _place(mark)
        if step > 0:
            begun.append(place)
        elif not begun or begun[-1] != place:
            proof.unproven("a block does not begin and end in one place")
            return
        elif step < 0:
            begun.pop()


def _place(mark: etree._Element) -> tuple[etree._Element | None, list[str]]:
    """Return the element a mark is in, or for one in a run its paragraph and the way down.

    What lies between two marks in runs of a paragraph closes and opens elements of the same
    names: without it, the first run goes on as the last.
    """
    way: list[str] = []
    for each in mark.iterancestors():
        if each.tag == _PARAGRAPH:
            return each, way
        if each.tag not in _WITHIN_PARAGRAPHS:
            break
        way.append(each.tag)
    return mark.getparent(), []


def _prove_cells(root: etree._Element, proof: Proof) -> None:
    """Show that each cell has a paragraph in every document, or find what tells that it has not."""
    for cell in root.iter(_CELL):
        if _certain(cell, _PARAGRAPH):
            continue
        bare = _text_when_bare(cell)
        if bare:
            proof.bare_cells.add(bare)
        else:
            proof.inspect = proof.inspect or "a table cell may be left without paragraphs"


def _certain(element: etree._Element, tag: str) -> bool:
    """Whether `element` has a child `tag` outside all blocks."""
    depth = 0
    for child in element:
        depth += _step(child)
        if child.tag == tag and depth == 0:
            return True
    return False


def _text_when_bare(cell: etree._Element) -> str:
    """Return the text that a document has exactly when `cell` is left without paragraphs."""
    look = next(iter(cell), None)
    if look is None or look.tag != _LOOK or _has_own_text(cell):
        return ""
    if any(each.tag != _PARAGRAPH for each in look.itersiblings() if not _is_mark(each)):
        return ""
    return "</w:tcPr></w:tc>" if len(look) else "<w:tcPr/></w:tc>"


def _has_own_text(element: etree._Element) -> bool:
    return bool(element.text) or any(child.tail for child in element)


def _prove_tables(root: etree._Element, proof: Proof) -> None:
    """Show that `fix_tables` leaves each table alone: rows fill its grid, and none is longer."""
    for table in root.iter(_TABLE):
        grid = table.find(_GRID)
        if grid is None or any(map(_is_mark, grid)):
            proof.tree = proof.tree or "a table without a fixed grid"
            continue
        columns = len(grid.findall(_COLUMN))
        if any(_is_mark(each) for row in table.iter(_ROW) for each in row):
            proof.tree = proof.tree or "a tag between the cells of a row"
        elif not all(0 <= _cells(row) <= columns for row in table.iter(_ROW)):
            proof.tree = proof.tree or "a row is not known to be as long as the grid at most"
        elif not _has_certain_row(table, columns):
            _prove_bare_table(table, columns, proof)


def _cells(row: etree._Element) -> int:
    """Return the number of cells; -1 when it can't be known how many columns they fill."""
    cells = row.findall(_CELL)
    return len(cells) if all(_span(cell) for cell in cells) else -1


def _span(cell: etree._Element) -> int:
    """Return how many columns a cell fills; 0 when a tag decides it."""
    span = cell.find(f"{_LOOK}/{W}gridSpan")
    if span is None:
        return 1
    value = span.get(f"{W}val", "")
    return int(value) if value.isdecimal() else 0


def _fills(row: etree._Element, columns: int) -> bool:
    return sum(map(_span, row.findall(_CELL))) >= columns


def _has_certain_row(table: etree._Element, columns: int) -> bool:
    """Whether a row that fills the grid is there whenever the table is."""
    depth = 0
    for node in table.iter():
        depth += _step(node)
        if node.tag == _ROW and depth == 0 and _fills(node, columns):
            return True
    return False


def _prove_bare_table(table: etree._Element, columns: int, proof: Proof) -> None:
    """Show that any one row fills the grid, and find what tells that there is none."""
    grid = table.find(_GRID)
    assert grid is not None  # noqa: S101  the caller has looked
    rows = [node for node in grid.itersiblings() if not _is_mark(node)]
    plain = columns and not _has_own_text(table) and {row.tag for row in rows} == {_ROW}
    if plain and all(_fills(row, columns) for row in rows):
        proof.bare_tables.add("</w:tblGrid></w:tbl>")
    else:
        proof.tree = proof.tree or "no row is certain to fill the grid"


def _prove_drawings(root: etree._Element, proof: Proof) -> None:
    """Show that drawings can be numbered in the text."""
    for drawing in root.iter(_DRAWING):
        if drawing.prefix != "wp" or drawing.get("id") is None:
            proof.tree = proof.tree or "a drawing is not written as usual"


def _prove_no_blanks(root: etree._Element, proof: Proof) -> None:
    """Show that there is nothing between elements, where python-docx would take blanks out."""
    for element in root.iter():
        if not all(map(_is_mark, element)) and _has_own_text(element):
            proof.tree = proof.tree or "text between elements"
