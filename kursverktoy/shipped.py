"""Where the files lie that come with the program: templates and the example course."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """Return the folder `folder` («templates», «workbooks») that came with this program.

    In an installed package it lies inside; in a clone it is where people look, at the top.
    """
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder
