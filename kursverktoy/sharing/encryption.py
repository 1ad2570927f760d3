"""Excel's own «encrypt with password», and passwords that can be read out over the telephone.

The password is handed to whoever asked for it once. It is kept nowhere.
"""

import secrets
from io import BytesIO

from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from kursverktoy.errors import KursverktoyError

_CONSONANTS, _VOWELS = "dfghjklmnprstv", "aeiou"
"""Small letters that sound different, and that every keyboard and code page has."""
_WORDS, _SYLLABLES = 5, 2
"""Seventy syllables, ten of them: 61 bits, and Excel makes each guess cost 100,000 hashes."""


def new_password() -> str:
    """Return a new password, such as tamo-rike-lupo-pesa-nifu."""
    return "-".join(_word() for _ in range(_WORDS))


def _word() -> str:
    return "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES))


def encrypted(data: bytes, password: str) -> bytes:
    """Return a workbook encrypted with a password, after opening it again with that password.

    Raises `KursverktoyError` when what comes out is not what went in.
    """
    locked = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, locked)
    if decrypted(locked.getvalue(), password) != data:
        raise KursverktoyError("Filen lot seg ikke kryptere. Prøv igjen.")
    return locked.getvalue()


def decrypted(data: bytes, password: str) -> bytes:
    """Return what is inside an encrypted workbook.

    Raises `KursverktoyError` when the password is wrong, or the file damaged.
    """
    opened = BytesIO()
    try:
        file = OOXMLFile(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(opened, verify_integrity=True)  # which a wrong password fails, too
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError) as error:
        raise KursverktoyError(
            "Passordet er feil, eller filen er skadet. Skriv passordet på nytt, eller hent filen "
            "igjen."
        ) from error
    return opened.getvalue()
