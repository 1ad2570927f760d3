"""A row as a template holds it; what it may see of the row is decided in `views`."""

from typing import Any


class RowView:
    """A row as a template sees it: `partner.orgnr`, `praksis.partner.partnernavn`."""

    __slots__ = ("_rad", "_read", "_sight")

    def __init__(self, rad: Any, sight: Any) -> None:
        self._rad, self._sight = rad, sight
        self._read: dict[str, object] = {}

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return read(self, name)

    def __str__(self) -> str:
        raise self._sight.no_text(self._rad)


def read(row: RowView, name: str) -> object:
    """Return what `name` is on a row: a template asks for most of it more than once."""
    found = row._read  # noqa: SLF001  the same module
    if name not in found:
        found[name] = row._sight.read(row._rad, name)  # noqa: SLF001
    return found[name]
