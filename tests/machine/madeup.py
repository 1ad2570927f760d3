"""A made-up machine: a profile folder in a temporary folder, a registry, processes, streams."""

from dataclasses import dataclass, field
from pathlib import Path

from kursverktoy.machine.machine import Hive, System

INSTALLED = {"kursverktoy": "0.1.0", "xlwings": "0.37.8", "pywin32": "308", "appscript": "1.3"}
TRUSTED = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
BY_IT = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


@dataclass
class MadeUp:
    """A machine with nothing on it but Python, xlwings and Excel."""

    root: Path
    system: System = System.WINDOWS
    user: str = "kari"
    encoding: str = "cp1252"
    python_version: tuple[int, int, int] = (3, 12, 4)
    versions: dict = field(default_factory=lambda: dict(INSTALLED))
    pins: dict = field(default_factory=lambda: {"xlwings": "0.37.8"})
    variables: dict = field(default_factory=dict)
    registry: dict = field(default_factory=dict)
    running: set = field(default_factory=set)
    streams: dict = field(default_factory=dict)
    packages: Path = Path("packages")
    user_packages: Path = Path("user packages")

    def __post_init__(self):
        self.home = self.root / "Users" / self.user
        self.home.mkdir(parents=True)
        self.applications = self.root / "Applications"
        self.python = self.put_python(self.home / "venv" / "Scripts")
        self.python_base = self.root / "Python312"
        if self.system is System.WINDOWS:
            roaming = self.home / "AppData" / "Roaming"
            self.variables |= {"APPDATA": str(roaming), "USERPROFILE": str(self.home)}
            self.set(Hive.CLASSES, r"Excel.Application\CLSID", "", "{00024500-…}")
            self.start = roaming / "Microsoft" / "Excel" / "XLSTART"
            self.settings = self.home / ".kursverktoy" / "kursverktoy.conf"
            put(self.home / "venv" / "xlwings64-0.37.8.dll", b"MZ")
        else:
            self.encoding = "ascii"
            (self.applications / "Microsoft Excel.app").mkdir(parents=True)
            library = self.home / "Library"
            group = library / "Group Containers" / "UBF8T346G9.Office"
            self.start = group / "User Content.localized" / "Startup.localized" / "Excel"
            data = library / "Containers" / "com.microsoft.Excel" / "Data"
            self.settings = data / "kursverktoy.conf"
            scripts = library / "Application Scripts" / "com.microsoft.Excel"
            self.script = put(scripts / "xlwings-0.37.8.applescript", b"on VbaHandler")
        self.addin = self.start / "kursverktoy.xlam"

    def put_python(self, folder):
        """Put an interpreter in a folder, let it be the one that runs, and return its path."""
        self.python = put(folder / "python.exe", b"MZ")
        return self.python

    def set(self, hive, key, name, value):
        """Write a value to the registry; its names are compared without regard to case."""
        self.registry.setdefault((hive, key.lower()), {})[name.lower()] = value

    def variable(self, name):
        return self.variables.get(name, "")

    def version(self, package):
        return self.versions.get(package, "")

    def pinned(self, package):
        return self.pins.get(package, "")

    def values(self, hive, key):
        return self.registry.get((hive, key.lower()), {})

    def keys(self, hive, key):
        above = key.lower() + "\\"
        under = [k for h, k in self.registry if h == hive and k.startswith(above)]
        return sorted({each.removeprefix(above).partition("\\")[0] for each in under})

    def is_running(self, program):
        return program in self.running

    def stream(self, path, name):
        return self.streams.get((path, name), "")


def put(path, data):
    """Write a file and the folders it needs, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def files(root):
    """Return every file under a folder with its bytes, and every folder with None."""
    return {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")}
