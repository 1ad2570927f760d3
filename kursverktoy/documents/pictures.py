"""A picture as a document gets it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a template puts in its place as `{{ diagram }}`, in the text of the page."""

    png: bytes
    alt: str
    """What it says, for those who don't see it."""
    width_mm: float
    """Its height follows."""
