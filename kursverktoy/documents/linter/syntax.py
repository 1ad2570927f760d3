"""One tag by itself, as Jinja reads it, or what is wrong with it in Norwegian."""

import re
from functools import cache

from jinja2 import TemplateSyntaxError, nodes

from kursverktoy.course.parsing import nearest
from kursverktoy.documents.environment import Environment
from kursverktoy.documents.linter import regler
from kursverktoy.documents.linter.tags import Hit, Tag

ENVIRONMENT = Environment("nb")
"""Where templates run; which language it writes does not matter here."""
MIDDLES = {"elif": ("if",), "else": ("if", "for")}
BLOCKS = ("if", "for", "macro", "call", "filter", "set", "with", "block", "autoescape")
ENDS = {f"end{keyword}": keyword for keyword in BLOCKS}
_KEYWORDS = (*BLOCKS, *ENDS, *MIDDLES)
DOCXTPL = ("colspan", "cellbg", "vm", "hm")
"""What docxtpl understands before Jinja reads the template."""
_REFUSED = ("include", "import", "from", "extends", "raw")
"""What reaches other files, or leaves tags standing in the document."""
_SILENT = {"vm", "hm", "endraw"}
_NORWEGIAN = {
    "hvis": "if",
    "dersom": "if",
    "ellers": "else",
    "slutt": "endif",
    "sett": "set",
    "og": "and",
    "eller": "or",
    "ikke": "not",
    "er": "is",
    "i": "in",
}
"""What people write instead of Jinja's own words."""
TOO_DEEP = "parenteser, betingelser eller løkker ligger for dypt inni hverandre"


def is_opener(tag: Tag) -> bool:
    """Whether a tag begins something that another tag ends."""
    if tag.keyword == "set":
        return "=" not in tag.body
    return tag.keyword in BLOCKS


def parsed(tag: Tag) -> nodes.Node | Hit | None:
    """Return the tag as Jinja's tree, what is wrong with it, or None where there is no more to it.

    A block has its head and an empty body.
    """
    word = tag.keyword
    if not tag.readable or tag.opening == "{#" or word in _SILENT:
        return None
    if tag.opening == "{%":
        if word in MIDDLES or word in ENDS:
            return _middle_or_end(tag)
        if word in _REFUSED:
            return Hit(regler.IKKE_LOV, tag.span, ledd=word)
        if word not in (*BLOCKS, *DOCXTPL):
            return _unknown(tag)
    return _read(tag, _source(tag))


def _read(tag: Tag, source: str) -> nodes.Node | Hit:
    try:
        return _tree(source)
    except TemplateSyntaxError as error:
        return _explained(tag, str(error.message))
    except RecursionError:
        return Hit(regler.SKRIVEFEIL, tag.span, {"hva": TOO_DEEP})


def _middle_or_end(tag: Tag) -> nodes.Node | Hit | None:
    rest = tag.body.strip("- \u00a0").removeprefix(tag.keyword).strip()
    if tag.keyword == "elif":
        return _read(tag, f"{{% if {rest} %}}{{% endif %}}")
    if rest.startswith("if ") and tag.keyword == "else":
        return Hit(
            regler.SKRIVEFEIL, tag.span, {"hva": "skriv «elif» for «else if»"}, "else if", "elif"
        )
    if rest and tag.keyword != "endblock":
        what = f"etter «{tag.keyword}» skal det ikke stå mer"
        return Hit(regler.SKRIVEFEIL, tag.span, {"hva": what}, rest)
    return None


def as_filled(tag: Tag) -> str:
    """Return a tag as Jinja fills it, with what it says on a new line: it tells where by lines."""
    if tag.opening == "{#" or tag.keyword in {"vm", "hm"}:
        return "\n"
    return _one(tag, " ".join(tag.body.splitlines()), "\n")


def _source(tag: Tag) -> str:
    end = f"{{% end{tag.keyword} %}}" if tag.opening == "{%" and is_opener(tag) else ""
    return _one(tag, tag.body) + end


def _one(tag: Tag, body: str, start: str = " ") -> str:
    body = body.strip("-")
    if tag.keyword in {"colspan", "cellbg"}:
        body = body.strip().removeprefix(tag.keyword)
    elif tag.opening == "{%":
        return f"{{%{start}{body} %}}"
    return f"{{{{{start}{body} }}}}"


@cache
def _tree(source: str) -> nodes.Node:
    """Return the one thing a source holds; the same tags come again in every template."""
    return ENVIRONMENT.parse(source).body[0]


def meant(tag: Tag) -> str:
    """Return the keyword of a tag, also where it is misspelt; empty for `{{ … }}`."""
    if tag.opening != "{%" or tag.keyword in (*_KEYWORDS, *DOCXTPL, *_REFUSED, *_SILENT):
        return tag.keyword
    word = "".join(tag.body.split()).strip("-")
    return (
        _NORWEGIAN.get(tag.keyword)
        or nearest(word, ENDS)
        or nearest(tag.keyword, _KEYWORDS)
        or tag.keyword
    )


def _unknown(tag: Tag) -> Hit:
    word, close = tag.keyword or tag.body.strip()[:20], meant(tag)
    found = close if close in _KEYWORDS else None
    hint = f"Mente du «{found}»?" if found else "Bruk if, for eller set."
    return Hit(regler.UKJENT_KOMMANDO, tag.span, {"råd": hint}, word, found)


_WORD = re.compile("(?:got|unexpected|char) '(.*?)'(?: at \\d+)?")


def _explained(tag: Tag, said: str) -> Hit:
    """Return Jinja's own complaint as a Norwegian sentence."""
    if any(mark in tag.raw for mark in "“”‘’"):
        mark = next(mark for mark in tag.raw if mark in "“”‘’")
        return Hit(regler.ANFØRSELSTEGN, tag.span, ledd=mark, forslag='"')
    got = _WORD.search(said)
    word = got[1] if got else ""
    better = _NORWEGIAN.get(word)
    what = f"skriv «{better}» for «{word}»" if better else _reason(said)
    shown = word if word in tag.raw else ""
    return Hit(regler.SKRIVEFEIL, tag.span, {"hva": what}, shown, better)


_REASONS = (
    (re.compile(", expected '(.)'"), "«{0}» mangler"),
    (re.compile("^expected name|(?:got|[Uu]nexpected) 'end of"), "det mangler noe før den slutter"),
    (re.compile("unexpected char ['\"]['\"]['\"]"), "et anførselstegn mangler"),
    (re.compile("'='$"), "skriv «==» for å sammenligne"),
    (re.compile("expected token 'in'"), "en løkke skrives «for x in liste»"),
    (re.compile("^can't assign"), "det kan ikke få en verdi"),
    (re.compile("(?:got|unexpected|char) '(.*?)'"), "«{0}» passer ikke der det står"),
)
"""What Jinja says, and what we say; the first that fits."""


def _reason(said: str) -> str:
    for pattern, sentence in _REASONS:
        if found := pattern.search(said):
            return sentence.format(*found.groups())
    return "den er satt sammen feil"
