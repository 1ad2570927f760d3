"""Looking through a finished part: what docxtpl lets stand, or repairs in silence, stops here."""

import pyexpat
import re

from kursverktoy.documents.faults import LooseTagError, TemplateFaultError
from kursverktoy.documents.word import MARKUP

_TAGS = re.compile(r"\{[{%#]|[}%#]\}")
_UNBALANCED = (
    "en «{% if %}» eller «{% for %}» begynner og slutter ikke på samme slags sted. Sett dem i "
    "hvert sitt avsnitt med «{%p», eller i hver sin tabellrad med «{%tr»"
)


def inspect(xml: str) -> None:
    """Raise `TemplateFaultError` unless `xml` is whole: tags, elements and table cells."""
    refuse_tags(xml)
    refuse_broken(xml)


def refuse_tags(xml: str) -> None:
    """Raise `LooseTagError` when a reader of the document would see a tag."""
    text = MARKUP.sub("", xml)
    # What cells hold has no braces here: the environment wrote them as character references.
    if _TAGS.search(text):  # where it stands is told from the template: here are values
        raise LooseTagError("en tag er ikke hel")


def refuse_broken(xml: str) -> None:
    """Raise `TemplateFaultError` for what is not XML, or a cell without paragraphs."""
    path = [""]
    fed: list[bool] = []

    def start(name: str, _: object) -> None:
        if name == "w:tc":
            fed.append(False)
        elif name == "w:p" and path[-1] == "w:tc":
            fed[-1] = True
        path.append(name)

    def end(name: str) -> None:
        path.pop()
        if name == "w:tc" and not fed.pop():  # Word calls such a file damaged
            raise TemplateFaultError("en tabellcelle blir stående uten avsnitt")

    parser = pyexpat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(xml.encode(), True)
    except pyexpat.ExpatError as error:
        raise TemplateFaultError(_UNBALANCED) from error
