"""A workbook with a password, opened with one that is known.

msoffcrypto takes the file apart in a process of its own: what a partner sends is not trusted.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from unicodedata import normalize

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.child import limit, output_of
from kursverktoy.workbook.package import damaged


def unlocked(name: str, data: bytes, passwords: Sequence[str]) -> bytes:
    """Return the workbook in the encrypted file `data`, opened with the first that fits.

    `name` is what the file is called in messages. Raises `KursverktoyError` when none fits, or
    the file has been altered since it was encrypted.
    """
    if not passwords:
        raise KursverktoyError(
            f"«{name}» er beskyttet med passord. Oppgi det med --passord, og prøv igjen."
        )
    if data.startswith(b"PK"):  # OpenDocument has a way of its own
        raise KursverktoyError(
            f"«{name}» er beskyttet med passord på en måte som ikke kan leses her. Åpne den, lagre "
            "den som Excel-arbeidsbok (.xlsx), og prøv igjen."
        )
    given = json.dumps([normalize("NFC", each) for each in passwords]).encode()
    try:
        # Through standard input: what stands on a command line can be seen by others.
        told = output_of(__name__, given + b"\n" + data)
    except subprocess.SubprocessError as error:
        raise damaged(name, "det som er beskyttet med passord, kan ikke åpnes") from error
    except OSError as error:
        raise KursverktoyError(
            f"«{name}» er beskyttet med passord, og kan ikke åpnes på denne maskinen. Fjern "
            "passordet i Excel under Fil > Info, og prøv igjen."
        ) from error
    if not told:
        raise KursverktoyError(f"Passordet til «{name}» er ikke riktig. Se etter, og prøv igjen.")
    return told


def child() -> None:
    """Read passwords and a file from standard input; write it opened, or nothing if none fits."""
    limit()
    from msoffcrypto import OfficeFile  # noqa: PLC0415  heavy, and only for the child
    from msoffcrypto.exceptions import InvalidKeyError  # noqa: PLC0415

    given, _, data = sys.stdin.buffer.read().partition(b"\n")
    for password in json.loads(given):
        file, opened = OfficeFile(BytesIO(data)), BytesIO()
        modern = file.format == "ooxml"
        try:
            file.load_key(password, **{"verify_password": True} if modern else {})
        except InvalidKeyError:
            continue
        # Without this check an altered file comes out as another one.
        file.decrypt(opened, **{"verify_integrity": True} if modern else {})
        sys.stdout.buffer.write(opened.getvalue())
        return
