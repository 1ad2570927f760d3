"""A copy of a template in which Word itself shows what is wrong, as comments on the tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from posixpath import basename, dirname, join

from lxml import etree

from kursverktoy.course.cells import legal
from kursverktoy.documents.linter.malfunn import Malfunn
from kursverktoy.documents.linter.page import Element, P, T, Word, open_word
from kursverktoy.documents.packing import parsed, repacked, written
from kursverktoy.documents.word import W
from kursverktoy.errors import KursverktoyError

AUTHOR = "kursverktøy"
_INITIALS = "kv"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_UNRELATED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_STRICT = (
    "«{name}» er lagret som «Strict Open XML». Lagre den som vanlig Word-dokument (.docx) i Word."
)
_ID = f"{W}id"
_TYPES = "[Content_Types].xml"
_KEEP_SPACES = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_NAMESPACES = {"w": W[1:-1]}
_TEXT_BOX = f"{W}txbxContent"


@dataclass(frozen=True, slots=True)
class Note:
    """What to say about one place in a template."""

    part: str
    """The part of the package, such as word/document.xml; empty for the whole template."""
    paragraph: int
    """The number of its `w:p` in the part, from 0, in the order of the XML."""
    tag: str
    """The text to say it about; the whole paragraph when it is not there."""
    message: str
    start: int = 0
    """Where in the text of the paragraph to begin looking for `tag`."""


def commented(name: str, data: bytes, notes: Sequence[Note], day: date) -> bytes:
    """Return a copy of the template `data` with a comment of `day` for each note.

    Word takes comments in the body only: what is said about a header, a footer or a property
    of the file stands on the first paragraph, what is said about a text box on the paragraph
    that holds it, with the place in front. Every other part is as it was, byte for byte, and
    equal input gives equal bytes. Raises `KursverktoyError` when `data` is no whole document.
    """
    word = open_word(name, data)
    comments = _Comments(word)
    body = word.pages[0]
    for note in notes:
        anchor, where = _anchor(word, note)
        id = comments.add(f"{where}: {note.message}" if where else note.message, day)
        _mark(anchor, id, _outermost(anchor, _holders(anchor, note) if not where else []))
    changed = {body.part: written(body.root)} | comments.parts()
    return repacked(data, changed)


def notes_of(mal: str, funn: Iterable[Malfunn]) -> list[Note]:
    """Return the notes for what was found in the template `mal`."""
    return [_note(each) for each in funn if each.mal == mal]


def _note(funn: Malfunn) -> Note:
    if place := funn.place:
        return Note(place.part, place.paragraph, funn.tag, funn.melding, place.start)
    return Note("", 0, "", funn.melding)


def _anchor(word: Word, note: Note) -> tuple[Element, str]:
    """Return the paragraph that can hold the comment, and where the note is about if elsewhere."""
    page = next((page for page in word.pages if page.part == note.part), None)
    body = word.pages[0]
    if page is not body:
        return _first_paragraph(word), page.name.capitalize() if page else ""
    paragraph = next((p for n, p in enumerate(body.root.iter(P)) if n == note.paragraph), None)
    if paragraph is None:
        return _first_paragraph(word), ""
    boxes = list(paragraph.iterancestors(_TEXT_BOX))
    return (next(boxes[-1].iterancestors(P)), "Tekstboks") if boxes else (paragraph, "")


def _first_paragraph(word: Word) -> Element:
    body = word.pages[0]
    found = next(body.root.iter(P), None)
    if found is None:  # an empty document of python-docx has none
        content = body.root.find(f"{W}body")
        if content is None:
            raise KursverktoyError(_STRICT.format(name=word.name))
        found = content.makeelement(P)
        content.insert(0, found)
    return found


def _holders(paragraph: Element, note: Note) -> list[Element]:
    """Return the elements that hold the text of the tag, in order."""
    texts = [t for t in paragraph.iter(T) if next(t.iterancestors(P)) is paragraph]
    whole = "".join(t.text or "" for t in texts)
    at = whole.find(note.tag, max(note.start, 0))
    at = at if at >= 0 else whole.find(note.tag)
    if not note.tag or at < 0:
        return []
    found, begins = [], 0
    for holder in texts:
        ends = begins + len(holder.text or "")
        if begins < at + len(note.tag) and ends > at:
            found.append(holder)
        begins = ends
    return found


def _outermost(paragraph: Element, holders: Iterable[Element]) -> list[Element]:
    """Return the children of `paragraph` that `holders` are in; without holders, all of them."""
    wanted = [next(e for e in _upwards(h) if e.getparent() is paragraph) for h in holders]
    return wanted or [child for child in paragraph if child.tag != f"{W}pPr"]


def _upwards(element: Element) -> Iterable[Element]:
    yield element
    yield from element.iterancestors()


def _mark(paragraph: Element, id: str, children: Sequence[Element]) -> None:
    """Put the marks of a comment around some children of a paragraph."""
    start, end = (
        paragraph.makeelement(f"{W}commentRange{which}", {_ID: id}) for which in ("Start", "End")
    )
    reference = paragraph.makeelement(f"{W}r")
    reference.append(reference.makeelement(f"{W}commentReference", {_ID: id}))
    if children:
        children[0].addprevious(start)
        children[-1].addnext(end)
    else:
        paragraph.extend((start, end))
    end.addnext(reference)


class _Comments:
    """The comments of a document: those that were there, and new ones."""

    def __init__(self, word: Word) -> None:
        self._package = word.package
        self._document = word.pages[0].part
        related = self._package.relationships(self._document).values()
        self._part = next((r.target for r in related if r.kind == "comments"), "")
        self._new = not self._part
        if self._new:
            self._part = join(dirname(self._document), self._free_name())
            self._root = etree.Element(f"{W}comments", nsmap=_NAMESPACES)
        else:
            self._root = parsed(self._package.read(self._part))
        used = (each.get(_ID, "") for each in self._root.iter(f"{W}comment"))
        self._ids = count(max((int(id) for id in used if id.isdecimal()), default=-1) + 1)

    def _free_name(self) -> str:
        names = ("comments.xml", *(f"comments{n}.xml" for n in range(1, 1000)))
        folder = dirname(self._document)
        return next(n for n in names if join(folder, n).lower() not in self._package.parts)

    def add(self, text: str, day: date) -> str:
        """Add a comment and return its id."""
        id = str(next(self._ids))
        about = {
            _ID: id,
            f"{W}author": AUTHOR,
            f"{W}date": f"{day.isoformat()}T00:00:00Z",
            f"{W}initials": _INITIALS,
        }
        comment = etree.SubElement(self._root, f"{W}comment", about)
        for number, line in enumerate(legal(text).split("\n")):
            paragraph = etree.SubElement(comment, P)
            if number == 0:
                run = etree.SubElement(paragraph, f"{W}r")
                etree.SubElement(run, f"{W}annotationRef")
            run = etree.SubElement(paragraph, f"{W}r")
            etree.SubElement(run, T, _KEEP_SPACES).text = line
        return id

    def parts(self) -> dict[str, bytes]:
        """Return the parts that hold the comments and that say where they are."""
        parts = {self._part: written(self._root)}
        if self._new:
            types = parsed(self._package.read(_TYPES))
            kind = {"PartName": f"/{self._part}", "ContentType": _TYPE}
            etree.SubElement(types, f"{_space(types)}Override", kind)
            rels = join(dirname(self._document), "_rels", f"{basename(self._document)}.rels")
            related = self._related(rels)
            used = {each.get("Id") for each in related}
            id = next(id for id in (f"rId{n}" for n in count(1)) if id not in used)
            to = {"Id": id, "Type": _RELATION, "Target": basename(self._part)}
            etree.SubElement(related, f"{_space(related)}Relationship", to)
            parts |= {_TYPES: written(types), rels: written(related)}
        return parts

    def _related(self, rels: str) -> Element:
        known = rels.lower() in self._package.parts
        return parsed(self._package.read(rels) if known else _UNRELATED)


def _space(root: Element) -> str:
    """Return the namespace of an element, as it stands before a name."""
    return str(root.tag)[: str(root.tag).find("}") + 1]
