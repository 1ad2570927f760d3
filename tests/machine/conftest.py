"""Machines with and without Excel, and an add-in to install on them."""

import pytest

from kursverktoy.machine.machine import System
from machine.madeup import MadeUp


@pytest.fixture
def windows(tmp_path):
    return MadeUp(tmp_path)


@pytest.fixture
def macos(tmp_path):
    return MadeUp(tmp_path, System.MACOS)


@pytest.fixture
def addin(tmp_path_factory):
    """Return the file that stands for the add-in we ship."""
    path = tmp_path_factory.mktemp("pakken") / "kursverktoy.xlam"
    path.write_bytes(b"PK tillegget, versjon 2")
    return path
