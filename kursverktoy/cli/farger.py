"""Colours, where the terminal shows them."""

import os
import sys

BOLD, RED, YELLOW, CYAN = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[36m"
_PLAIN = "\x1b[0m"


def coloured() -> bool:
    """Return whether stdout is a terminal that understands colours."""
    # The console of older Windows prints the codes as they are; Windows Terminal tells of itself.
    return sys.stdout.isatty() and (sys.platform != "win32" or "WT_SESSION" in os.environ)


def styled(text: str, *styles: str) -> str:
    """Return `text` in the given styles where stdout shows them, else as it is."""
    return f"{''.join(styles)}{text}{_PLAIN}" if coloured() else text
