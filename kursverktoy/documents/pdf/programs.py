"""The programs that turn Word documents into PDF: LibreOffice, and Word itself.

A program is a command line for a fresh process, so that one that hangs or crashes can be ended
and takes nothing with it; `pdf_run` does that, the same for all of them.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

_MACOS = "darwin"


class Converter(Protocol):
    """A program that makes PDF of Word documents."""

    @property
    def name(self) -> str:
        """What the coordinator calls it."""
        ...

    @property
    def at_once(self) -> int:
        """How many of it may run at the same time."""
        ...

    @property
    def room(self) -> Path | None:
        """The folder its temporary files must lie in; None for the system's own."""
        ...

    def command(self, room: Path, sources: Sequence[Path]) -> list[str]:
        """Prepare the folder `room`, and return the command that makes the PDFs.

        For each of `sources`, one after the other, it writes a PDF of the same stem to the
        folder `out` in `room`.
        """
        ...


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice without a window, in a profile that is thrown away."""

    program: Path

    @property
    def name(self) -> str:
        """What the coordinator calls it."""
        return "LibreOffice"

    @property
    def at_once(self) -> int:
        """Two, where there are two processors: 200 documents in 12 seconds instead of 22."""
        return min(2, os.cpu_count() or 1)

    @property
    def room(self) -> Path | None:
        """Anywhere will do."""
        return None

    def command(self, room: Path, sources: Sequence[Path]) -> list[str]:
        """Write the profile, and return the command."""
        profile = room / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        return [
            str(self.program),
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            # Without a named filter anything is taken for a text and printed.
            "--infilter=MS Word 2007 XML",
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(room / "out")),
            *map(str, sources),
        ]


@dataclass(frozen=True, slots=True)
class Word:
    """Word, where it is installed: by COM on Windows, by Apple events on macOS.

    Not run by any test: no machine of ours has Word. Where it fails, LibreOffice takes over. A
    Word that had to be given up may stay in the background until it is ended by hand, as it is
    no child of the process that asked it.
    """

    platform: str

    @property
    def name(self) -> str:
        """What the coordinator calls it."""
        return "Word"

    @property
    def at_once(self) -> int:
        """One: all who ask it share it."""
        return 1

    @property
    def room(self) -> Path | None:
        """On macOS the one folder where Word opens files without asking the user each time."""
        shared = Path.home() / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return shared if self.platform == _MACOS and shared.is_dir() else None

    def command(self, room: Path, sources: Sequence[Path]) -> list[str]:
        """Return the command; there is nothing to prepare."""
        ask = (
            ["osascript", "-l", "JavaScript", "-e", _TO_WORD_ON_MACOS]
            if self.platform == _MACOS
            else [sys.executable, "-P", "-c", _TO_WORD_ON_WINDOWS]
        )
        return [*ask, str(room / "out"), *map(str, sources)]


def installed() -> tuple[Converter, ...]:
    """Return the programs on this machine that can make PDF, the one to try first first."""
    word = (Word(sys.platform),) if _has_word() else ()
    office = next((LibreOffice(path) for path in _offices() if path.is_file()), None)
    return (*word, office) if office else word


def _has_word() -> bool:
    if sys.platform == "darwin":
        return Path("/Applications/Microsoft Word.app").is_dir()
    if sys.platform != "win32" or not find_spec("win32com"):  # which comes with xlwings
        return False
    import winreg  # noqa: PLC0415  only on Windows

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True


def _offices() -> Iterator[Path]:
    """Yield where LibreOffice may be."""
    for variable in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder, "LibreOffice", "program", "soffice.exe")
    for name in ("soffice", "libreoffice"):
        # Windows looks in the current folder first, where anything may have been put.
        if (found := shutil.which(name)) and Path(found).is_absolute():
            yield Path(found)
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        yield applications / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    yield Path("/usr/lib/libreoffice/program/soffice")
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _setting(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
    )


_PROFILE = "".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n',
        # Screen readers need the tags, and LibreOffice leaves them out by default.
        _setting("Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
        # A template may have come by e-mail: nothing in it runs, and nothing is fetched.
        _setting("Common/Security/Scripting", "DisableMacrosExecution", "true"),
        _setting("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        _setting("Writer/Content/Update", "Link", "0"),
        _setting("Java/VirtualMachine", "Enable", "false"),
        "</oor:items>\n",
    )
)

_TO_WORD_ON_WINDOWS = """\
import sys
from pathlib import Path
import pywintypes
from win32com.client import DispatchEx
word = DispatchEx("Word.Application")
try:
    word.DisplayAlerts = 0
    word.AutomationSecurity = 3  # no macros
    for source in map(Path, sys.argv[2:]):
        try:
            document = word.Documents.Open(
                str(source), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False
            )
            target = Path(sys.argv[1], source.stem + ".pdf")
            document.ExportAsFixedFormat(str(target), 17, DocStructureTags=True)  # 17 is PDF
            document.Close(0)
        except pywintypes.com_error:
            continue
finally:
    word.Quit(0)
"""
_TO_WORD_ON_MACOS = """\
function run(args) {
  const word = Application("Microsoft Word");
  for (const source of args.slice(1)) {
    const stem = source.split("/").pop().replace(/\\.docx$/, "");
    try {
      word.open(Path(source));
      const document = word.activeDocument;
      document.saveAs({fileName: args[0] + "/" + stem + ".pdf", fileFormat: "format PDF"});
      document.close({saving: "no"});
    } catch (error) { continue; }
  }
}
"""
