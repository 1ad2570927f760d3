"""Whether a template is in the language its name says: its words, and what Word believes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from kursverktoy.documents.kinds import SPRÅK
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.page import VAL, Passage, Span, Word
from kursverktoy.documents.linter.tags import Hit
from kursverktoy.documents.word import W

_WORDS: Mapping[str, frozenset[str]] = {
    "nb": frozenset(
        (
            *("ikke", "jeg", "hva", "hvem", "hvor", "hvordan", "hvilke", "hvilken", "hvilket"),
            *("hver", "hvert", "noen", "noe", "fra", "mye", "bare", "være", "gjøre", "selv"),
            *("uke", "uker", "uken", "ukene", "en", "et"),
        )
    ),
    "nn": frozenset(
        (
            *("ikkje", "eg", "kva", "kven", "korleis", "kvar", "kvart", "nokon", "noko", "nokre"),
            *("frå", "mykje", "berre", "vere", "gjere", "sjølv", "dei"),
            *("veke", "veker", "veka", "vekene", "ein", "eit"),
        )
    ),
    "en": frozenset(
        (
            *("the", "and", "of", "you", "your", "with", "this", "is", "are", "will", "from"),
            *("have", "not"),
        )
    ),
}
"""Common words that one language has and its neighbours have not."""
_SHARED = frozenset(("og", "er", "som", "til", "med", "av", "det", "du", "på", "å", "skal"))
"""Common words of bokmål and nynorsk alike."""
_NORWEGIAN = {
    "nb": _WORDS["nn"],
    "nn": _WORDS["nb"],
    "en": _WORDS["nb"] | _WORDS["nn"] | _SHARED,
}
"""The Norwegian words that do not belong in a language."""
_FEW = 3
"""So many English words are a text, fewer may be a name."""
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_WORD = re.compile(r"[^\W\d_]+")
_CODES = {"nb": ("nb", "no"), "nn": ("nn",), "en": ("en",)}


def languages(word: Word, språk: str) -> Iterator[Hit]:
    """Yield a hit for words of another language, and one for what Word takes it for."""
    if not språk:
        return
    found = [each for page in word.pages for passage in page.passages for each in _words(passage)]
    if foreign := _foreign(Counter(each for _, _, each in found), språk):
        passage, start, first = next(each for each in found if each[2] in foreign)
        shown = ", ".join(f"«{each}»" for each, _ in foreign.most_common(4))
        words: dict[str, object] = {"språk": SPRÅK[språk], "ord": shown}
        yield Hit(regler.FEIL_SPRÅK, Span(passage, start, start + len(first)), words, first)
    marked = None if word.styles is None else next(word.styles.iter(f"{W}lang"), None)
    code = "" if marked is None else marked.get(VAL, "")
    if code and not code.lower().startswith(_CODES[språk]):
        yield Hit(regler.SPRÅKMERKE, words={"språk": SPRÅK[språk]}, ledd=code)


def _words(passage: Passage) -> Iterator[tuple[Passage, int, str]]:
    """Yield the words a reader sees, in lower case, each with its place."""
    text = _TAG.sub(lambda tag: " " * len(tag[0]), passage.text)
    for found in _WORD.finditer(text):
        yield passage, found.start(), found[0].lower()


def _foreign(counted: Counter[str], språk: str) -> Counter[str]:
    """Return the words of another language, with how often they come."""
    norwegian, english = (
        Counter({word: n for word, n in counted.items() if word in known})
        for known in (_NORWEGIAN[språk], _WORDS["en"])
    )
    if språk == "en":  # it may name a Norwegian law, or quote a goal
        return norwegian if norwegian.total() > english.total() else Counter()
    return norwegian + english if english.total() >= _FEW else norwegian
