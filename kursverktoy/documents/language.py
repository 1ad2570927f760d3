"""The languages of the documents: bokmål, nynorsk and English.

What a course holds is in the coordinator's own words and stays so. What the program has put there
itself, such as the values of drop-downs, comes in the language of the document.
"""

from collections.abc import Mapping, Sequence

from kursverktoy.documents.words import WORDS

TAGS: Mapping[str, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""What a document says of its language, to spelling checks and to screen readers."""
_PLACE = {"nn": 0, "en": 1}
"""Where a pair of `WORDS` has the word."""
_AND = {"nb": "og", "nn": "og", "en": "and"}


def translated(text: str, språk: str) -> str:
    """Return a value of a closed list in a language; what is not known stays as it is."""
    place = _PLACE.get(språk)
    return WORDS[text][place] if place is not None and text in WORDS else str(text)


def joined(texts: Sequence[str], språk: str) -> str:
    """Return texts as one: «A, B og C»."""
    *before, last = texts or ("",)
    return f" {_AND[språk]} ".join(filter(None, (", ".join(before), last)))
