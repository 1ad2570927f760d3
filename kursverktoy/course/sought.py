"""Words that are looked for in a text: whole, and also with the s of the genitive."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
SHORTEST = 4
"""Shorter values, such as «Ja» and «Bo», are everywhere by chance, and are not looked for."""


class Sought:
    """Values to be found in texts, any number of them in one pass."""

    def __init__(self, values: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        for value in sorted(set(values), key=lambda each: (-len(each), each)):  # the longest first
            if word := _WORD.search(value):
                self._by_word.setdefault(word[0], []).append((value[word.start() :], value))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where values stand in `text`, as start and end, the longest and no overlap."""
        done = 0
        for start, end, _ in self._all(text):
            if start >= done:
                done = end
                yield start, end

    def in_(self, text: str) -> bool:
        """Whether any of the values is in `text`."""
        return next(self._all(text), None) is not None

    def those_in(self, text: str) -> frozenset[str]:
        """Return all the values that are in `text`, also those that are a part of others."""
        return frozenset(value for _, _, value in self._all(text))

    def replaced(self, text: str, by: str) -> str:
        """Return `text` with `by` for each of the values in it."""
        pieces, done = [], 0
        for start, end in self.spans(text):
            pieces += [text[done:start], by]
            done = end
        return "".join((*pieces, text[done:]))

    def _all(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and value of everything found, at each place the longest first."""
        for word in _WORD.finditer(text):
            start = word.start()
            for first in dict.fromkeys((word[0], word[0].removesuffix("s"))):
                for needle, value in self._by_word.get(first, ()):
                    stands = text.startswith(needle, start)
                    if stands and (end := _whole(text, start + len(needle))):
                        yield start, end, value


def _whole(text: str, end: int) -> int:
    """Return where the word ends, with the s of a genitive; 0 when it goes on otherwise."""
    if text[end : end + 1] == "s" and not _is_letter(text[end + 1 : end + 2]):
        return end + 1
    return 0 if _is_letter(text[end : end + 1]) and _is_letter(text[end - 1]) else end


def _is_letter(text: str) -> bool:
    return bool(_WORD.match(text))
