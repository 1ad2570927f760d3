"""What a template can be told of."""

from jinja2 import UndefinedError


class TemplateFaultError(Exception):
    """A template asks for what it can't have; the text is a Norwegian sentence without its end."""


class EmptyCellError(UndefinedError):
    """A template computes with an empty cell."""
