"""What a template can be told of."""

from typing import NamedTuple

from jinja2 import TemplateError, UndefinedError


class TemplateFaultError(Exception):
    """A template asks for what it can't have.

    The text is a Norwegian sentence without its end, `hint` another that says what to do, if there
    is one; neither holds anything of the course.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


class LooseTagError(TemplateFaultError):
    """A reader of the document would see a tag."""


class Asked(NamedTuple):
    """What was asked of a row, and why it gets no answer."""

    name: str
    """The name; a template may have looked it up, so that it may be what a cell holds."""
    ark: str
    heading: str = ""
    """The heading of the column, where there is one that the document may not show."""
    document: str = ""
    """The code of that document, such as D6b-delt."""
    close: str = ""
    """The name probably meant."""


class AskedTooMuchError(TemplateFaultError):
    """A template asks a row for what the row has not, or the document may not show."""

    def __init__(self, asked: Asked) -> None:
        super().__init__("den spør en rad om noe den ikke får")
        self.asked = asked


class EmptyCellError(UndefinedError):
    """A template computes with an empty cell."""


MEANINGLESS = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    AssertionError,  # Babel's, for `{{ kurs.sted | dato }}`
)
"""What an expression in a template can raise when it does something meaningless."""
FAILURES = (TemplateFaultError, TemplateError, RuntimeError, *MEANINGLESS)
"""All that filling a template can raise; the text of those that are not ours may hold values."""
