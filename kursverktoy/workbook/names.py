"""File names that Windows, macOS, SharePoint and every mail program take as they are."""

import unicodedata
from pathlib import Path

LONGEST = 100
"""Characters in a name, so that the whole path has room within Windows' 260."""

_NAMELESS = "uten-navn"
_RESERVED = {
    *("AUX", "CON", "NUL", "PRN"),
    *(f"COM{digit}" for digit in range(10)),
    *(f"LPT{digit}" for digit in range(10)),
}
_LETTERS = dict(zip("ðđħıłŋøŧ", "ddhilnot", strict=True))
_LETTERS |= {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
"""Letters Unicode does not take apart; all others, å too, lose their accents."""
_UNSEEN = {"Mn", "Me", "Cf"}
"""Accents and formatting characters: nothing stands in their place."""


def safe_name(label: str, suffix: str) -> str:
    """Return `label` as a file name of ASCII letters, digits and hyphens, with `suffix`.

    Never empty, never a path, never a name Windows keeps for itself. Two labels may give the
    same name: compare with `name_key` before anything is written.
    """
    letters = "".join(map(_ascii, unicodedata.normalize("NFC", label)))
    stem = "-".join(part for part in letters.split("-") if part)
    stem = stem[: LONGEST - len(suffix)].rstrip("-") or _NAMELESS
    return f"fil-{stem}{suffix}" if stem.upper() in _RESERVED else f"{stem}{suffix}"


def deliveries_beside(bok: Path) -> Path:
    """Return the folder with what has been shared from a workbook, whether it is there or not."""
    return bok.with_name(f"{bok.stem}.delinger")


def name_key(name: str) -> str:
    """Return what two names have in common when some file system takes them for the same."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFC", folded)


def _ascii(char: str) -> str:
    """Return the ASCII letters and digits `char` stands for; a hyphen for anything else."""
    plain = _LETTERS.get(char.lower())
    if plain:
        return plain.capitalize() if char.isupper() else plain
    parts = (part for part in unicodedata.normalize("NFKD", char) if not _unseen(part))
    return "".join(part if part.isascii() and part.isalnum() else "-" for part in parts)


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN
