"""Words that are looked for in a text: whole, and also with the s of the genitive."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
SHORTEST = 4
"""Shorter values, such as «Ja» and «Bo», are everywhere by chance, and are not looked for."""


class Sought:
    """Values to be found in texts, any number of them in one pass."""

    def __init__(self, values: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for value in sorted(set(values), key=lambda each: (-len(each), each)):  # the longest first
            if word := _WORD.search(value):
                self._by_word.setdefault(word[0], []).append(value[word.start() :])

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where values stand in `text`, as start and end, without overlap."""
        done = 0
        for word in _WORD.finditer(text):
            if word.start() >= done and (end := self._end(text, word)):
                done = end
                yield word.start(), end

    def in_(self, text: str) -> bool:
        """Whether any of the values is in `text`."""
        return next(self.spans(text), None) is not None

    def found(self, text: str) -> frozenset[str]:
        """Return the values that are in `text`, as they stand there."""
        return frozenset(text[start:end] for start, end in self.spans(text))

    def replaced(self, text: str, by: str) -> str:
        """Return `text` with `by` for each of the values in it."""
        pieces, done = [], 0
        for start, end in self.spans(text):
            pieces += [text[done:start], by]
            done = end
        return "".join((*pieces, text[done:]))

    def _end(self, text: str, word: re.Match[str]) -> int:
        """Return where a value that begins with `word` ends; 0 when none does."""
        start = word.start()
        first = (word[0], word[0].removesuffix("s"))
        for value in (v for each in dict.fromkeys(first) for v in self._by_word.get(each, ())):
            end = start + len(value)
            if text.startswith(value, start) and (end := _whole(text, end)):
                return end
        return 0


def _whole(text: str, end: int) -> int:
    """Return where the word ends, with the s of a genitive; 0 when it goes on otherwise."""
    if text[end : end + 1] == "s" and not _is_letter(text[end + 1 : end + 2]):
        return end + 1
    return 0 if _is_letter(text[end : end + 1]) and _is_letter(text[end - 1]) else end


def _is_letter(text: str) -> bool:
    return bool(_WORD.match(text))
