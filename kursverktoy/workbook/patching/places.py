"""Cells and ranges by their addresses, and the tags of a part as bytes."""

import re
from typing import NamedTuple

from kursverktoy.course.regler import column_letters

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_ATTRIBUTE = re.compile(rb"""\s+([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_LETTERS = 26


class Area(NamedTuple):
    """A rectangle of cells, by its 1-based edges, all of them within it."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        begin, end = address(self.top, self.left), address(self.bottom, self.right)
        return begin if begin == end else f"{begin}:{end}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: "Area") -> bool:
        """Whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def address(row: int, column: int) -> str:
    """Return the A1 address of a cell."""
    return f"{column_letters(column)}{row}"


def area_of(written: str) -> Area | None:
    """Return the range in an A1 reference; None for what is not one (whole rows and columns)."""
    begin, _, end = written.partition(":")
    first, last = _ADDRESS.fullmatch(begin), _ADDRESS.fullmatch(end or begin)
    if not first or not last:
        return None
    left, right = column_number(first[1]), column_number(last[1])
    return Area(int(first[2]), left, int(last[2]), right)


def column_number(letters: str) -> int:
    """Return the 1-based number of a column: A → 1, AB → 28."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def tag_end(xml: bytes, begin: int) -> int:
    """Return where the tag that begins at `begin` ends."""
    found = _TAG.match(xml, begin)
    assert found  # noqa: S101  the XML parser has just been there
    return found.end()


def is_empty_tag(xml: bytes, end: int) -> bool:
    """Whether the tag that ends at `end` is an element of its own, such as «<c/>»."""
    return xml[end - 2 : end] == b"/>"


def element_end(xml: bytes, begin: int, at: int) -> int:
    """Return where the element that begins at `begin` ends.

    `at` is where expat says that it ends: at its end tag, or behind an empty tag.
    """
    head_end = tag_end(xml, begin)
    return head_end if is_empty_tag(xml, head_end) else xml.index(b">", at) + 1


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag with an attribute, whose value needs no escaping, set or replaced."""
    written = f' {name}="{value}"'.encode()
    attributes = [one[0] for one in _ATTRIBUTE.finditer(tag)]
    places = [one.span() for one in _ATTRIBUTE.finditer(tag) if one[1] == name.encode()]
    if places:
        begin, end = places[0]
        return tag[:begin] + written + tag[end:]
    at = tag.rindex(attributes[-1]) + len(attributes[-1]) if attributes else _name_end(tag)
    return tag[:at] + written + tag[at:]


def without_attribute(tag: bytes, name: str) -> bytes:
    """Return a start tag without an attribute."""
    return _ATTRIBUTE.sub(lambda one: b"" if one[1] == name.encode() else one[0], tag)


def _name_end(tag: bytes) -> int:
    return len(re.split(rb"[\s/>]", tag, maxsplit=1)[0])
