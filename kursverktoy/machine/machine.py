"""What the rest of this room may know about a machine; tests make one up."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

Value = str | int | bytes
"""What a registry value can hold, of what we ask for."""
NO_VALUES: Mapping[str, Value] = {}


class System(StrEnum):
    """The operating system, as far as Excel is concerned."""

    WINDOWS = "Windows"
    MACOS = "macOS"
    OTHER = "Linux"


class Hive(StrEnum):
    """The parts of the Windows registry."""

    CLASSES = "HKEY_CLASSES_ROOT"
    MACHINE = "HKEY_LOCAL_MACHINE"
    USER = "HKEY_CURRENT_USER"


class Machine(Protocol):
    """A machine that is only looked at; what is put on it are files."""

    @property
    def system(self) -> System:
        """The operating system."""
        ...

    @property
    def home(self) -> Path:
        """The user's own folder."""
        ...

    @property
    def applications(self) -> Path:
        """The folder of programs, on macOS."""
        ...

    @property
    def python(self) -> Path:
        """The interpreter that runs now, by its full path."""
        ...

    @property
    def python_base(self) -> Path:
        """The folder of the Python that a virtual environment was made from; else its own."""
        ...

    @property
    def python_version(self) -> tuple[int, int, int]:
        """Such as (3, 12, 4)."""
        ...

    @property
    def packages(self) -> Path:
        """The folder kursverktoy is installed in."""
        ...

    @property
    def user_packages(self) -> Path:
        """The folder that `pip install --user` installs in."""
        ...

    @property
    def encoding(self) -> str:
        """How Excel's VBA reads a text file here, as a codec of Python."""
        ...

    def variable(self, name: str) -> str:
        """Return an environment variable; empty when it is not set."""
        ...

    def version(self, package: str) -> str:
        """Return the version of an installed package; empty when it is not installed."""
        ...

    def pinned(self, package: str) -> str:
        """Return the one version of a package that kursverktoy goes with; empty when any does."""
        ...

    def values(self, hive: Hive, key: str) -> Mapping[str, Value]:
        """Return the values of a registry key by their names in lower case; none without a key."""
        ...

    def keys(self, hive: Hive, key: str) -> Sequence[str]:
        """Return the names of the keys under a registry key."""
        ...

    def is_running(self, program: str) -> bool:
        """Return whether a program runs, by the name of its process."""
        ...

    def stream(self, path: Path, name: str) -> str:
        """Return the text of a file's stream, where the disk has such; empty when it has none."""
        ...
