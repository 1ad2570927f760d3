"""The machine we run on."""

import importlib.metadata
import locale
import os
import re
import site
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kursverktoy.machine.machine import NO_VALUES, Hive, System, Value

_SYSTEMS = {"win32": System.WINDOWS, "darwin": System.MACOS}
_PATIENCE = 10
"""Seconds a program that lists processes may take."""


class ThisMachine:
    """The real one. On Windows and macOS no test of ours has run it."""

    @property
    def system(self) -> System:
        """The operating system."""
        return _SYSTEMS.get(sys.platform, System.OTHER)

    @property
    def home(self) -> Path:
        """The user's own folder."""
        return Path.home()

    @property
    def applications(self) -> Path:
        """The folder of programs, on macOS."""
        return Path("/Applications")

    @property
    def python(self) -> Path:
        """The interpreter by its full path; python.exe also where pythonw.exe runs."""
        # Never resolved: the python of a virtual environment may be a link to another one.
        path = Path(sys.executable).absolute()
        return path.with_name("python.exe") if path.name.lower() == "pythonw.exe" else path

    @property
    def python_base(self) -> Path:
        """The folder of the Python that a virtual environment was made from; else its own."""
        return Path(sys.base_prefix)

    @property
    def python_version(self) -> tuple[int, int, int]:
        """Such as (3, 12, 4)."""
        return sys.version_info[:3]

    @property
    def packages(self) -> Path:
        """The folder kursverktoy is installed in."""
        return Path(__file__).parents[2]

    @property
    def user_packages(self) -> Path:
        """The folder that `pip install --user` installs in."""
        return Path(site.getusersitepackages())

    @property
    def encoding(self) -> str:
        """The ANSI code page on Windows; what VBA on macOS reads besides ASCII nobody tells."""
        return locale.getencoding() if sys.platform == "win32" else "ascii"

    def variable(self, name: str) -> str:
        """Return an environment variable; empty when it is not set."""
        return os.environ.get(name, "")

    def version(self, package: str) -> str:
        """Return the version of an installed package; empty when it is not installed."""
        try:
            return importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            return ""

    def pinned(self, package: str) -> str:
        """Return the one version of a package that kursverktoy goes with; empty when any does."""
        try:
            wanted = importlib.metadata.requires("kursverktoy") or []
        except importlib.metadata.PackageNotFoundError:
            return ""
        exact = re.compile(rf"{re.escape(package)}\s*==\s*([\w.]+)")
        return next((found[1] for each in wanted if (found := exact.match(each))), "")

    def values(self, hive: Hive, key: str) -> Mapping[str, Value]:
        """Return the values of a registry key by their names in lower case; none without a key."""
        if sys.platform != "win32":
            return NO_VALUES
        import winreg  # noqa: PLC0415  only on Windows

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY  # the one Office writes to

        found: dict[str, Value] = {}
        # A key that is missing or may not be read, and the end of the list, are all OSError.
        with suppress(OSError), winreg.OpenKey(getattr(winreg, hive), key, 0, access) as opened:
            for index in range(winreg.QueryInfoKey(opened)[1]):
                name, value, _ = winreg.EnumValue(opened, index)
                if isinstance(value, str | int | bytes):
                    found[name.lower()] = value
        return found

    def keys(self, hive: Hive, key: str) -> Sequence[str]:
        """Return the names of the keys under a registry key."""
        if sys.platform != "win32":
            return ()
        import winreg  # noqa: PLC0415  only on Windows

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY  # the one Office writes to

        with suppress(OSError), winreg.OpenKey(getattr(winreg, hive), key, 0, access) as opened:
            return [winreg.EnumKey(opened, n) for n in range(winreg.QueryInfoKey(opened)[0])]
        return ()

    def is_running(self, program: str) -> bool:
        """Return whether a program runs, by the name of its process; False where nobody knows."""
        command = _LISTS.get(sys.platform)
        if command is None:
            return False
        asked = [os.path.expandvars(part).format(program) for part in command]
        try:
            told = subprocess.run(  # noqa: S603  the system's own, by its full path
                asked, capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return program.encode() in told.stdout if sys.platform == "win32" else not told.returncode

    def stream(self, path: Path, name: str) -> str:
        """Return the text of a file's stream, where the disk has such; empty when it has none."""
        if sys.platform != "win32":
            return ""
        try:
            return Path(f"{path}:{name}").read_text(encoding="ascii", errors="replace")
        except OSError:
            return ""


_LISTS = {
    "win32": (
        r"%SystemRoot%\System32\tasklist.exe",
        *("/FI", "IMAGENAME eq {}", "/FO", "CSV", "/NH"),
    ),
    "darwin": ("/usr/bin/pgrep", "-x", "{}"),
}
