"""A row as a template holds it; what it may see of the row is decided in `views`."""

from typing import Any


class RowView:
    """A row as a template sees it: `partner.orgnr`, `praksis.partner.partnernavn`."""

    __slots__ = ("_rad", "_sight")

    def __init__(self, rad: Any, sight: Any) -> None:
        self._rad, self._sight = rad, sight

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._sight.read(self._rad, name)

    def __str__(self) -> str:
        raise self._sight.no_text(self._rad)
