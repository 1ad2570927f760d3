"""The door for a workbook that is a file: from a path to sheets of raw cells."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NoReturn

from kursverktoy.course.cells import legal
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import Sheet
from kursverktoy.workbook.package import MAX_FILE, Package, damaged, protected, unsafe
from kursverktoy.workbook.saving import digest
from kursverktoy.workbook.xlsx import read_sheets

_MACROS_ALLOWED = {".xlsm", ".xltm", ".xlam", ".xlsb"}
Foreign = Literal["xls", "xlsb", "ods"]


@dataclass(frozen=True, slots=True)
class FileBook:
    """A workbook as it was in a file when it was opened; it does not follow the file."""

    path: Path
    data: bytes = field(repr=False)
    """The bytes that were read."""
    sheets: Mapping[str, Sheet] = field(repr=False)
    """Every worksheet by the name on its tab."""

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes that were read, in hexadecimal."""
        return digest(self.data)


def open_book(path: Path, *, own: Collection[str] = ()) -> FileBook:
    """Return the workbook in the file at `path`.

    The sheets in `own` are those the tool itself writes and never takes anything from: they
    come without cells, unless something in them could be an identity number. Excel workbooks
    of any age and OpenDocument spreadsheets are understood, by what they hold and not by their
    name. Raises `KursverktoyError` for everything else, and for a workbook that is damaged,
    hostile, encrypted or has macros its name does not admit.
    """
    return book_of(path, _bytes_of(path, legal(path.name)), own=own)


def book_of(path: Path, data: bytes, *, own: Collection[str] = ()) -> FileBook:
    """Return the workbook in `data`, as `open_book` does; `path` only gives it its name."""
    return FileBook(path, data, _sheets(legal(path.name), data, own))


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise KursverktoyError(f"«{name}» er en mappe. Velg arbeidsboka som ligger i den.")
        if path.exists() and not path.is_file():
            raise _no_workbook(name, "ikke en arbeidsbok")
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except (FileNotFoundError, ValueError) as error:
        raise KursverktoyError(
            f"Filen «{name}» finnes ikke. Se etter at navnet og mappen er riktig."
        ) from error
    except PermissionError as error:
        raise KursverktoyError(
            f"Filen «{name}» kan ikke åpnes: den er låst av et annet program, eller du har ikke "
            "tilgang. Lukk den der den er åpen, eller be om tilgang, og prøv igjen."
        ) from error
    except OSError as error:
        raise KursverktoyError(
            f"Filen «{name}» kan ikke leses akkurat nå. Se etter at disken eller nettverket er "
            "tilkoblet og at filen er lastet ned, og prøv igjen."
        ) from error
    if not data:
        raise damaged(name, "den er tom, kanskje fordi en nedlasting eller synkronisering stoppet")
    if len(data) > MAX_FILE:
        raise KursverktoyError(
            f"Filen «{name}» er større enn {MAX_FILE >> 20} MB. Fjern bilder og ark som ikke "
            "hører til kurset, lagre, og prøv igjen."
        )
    return data


def _sheets(name: str, data: bytes, own: Collection[str]) -> dict[str, Sheet]:
    if data.startswith(b"PK\3\4"):
        package = Package(name, data)
        kind, part = _kind_of_package(package)
        if kind == "xlsx":
            sheets = read_sheets(package, part, own)
            package.prove_the_rest()
            return sheets
        package.prove_the_rest()
    elif data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        kind = _kind_of_compound(name, data)
    else:
        _refuse(name, data)
    # Loaded only here: it needs a child process, which few ever need.
    from kursverktoy.workbook.foreign import read_foreign  # noqa: PLC0415

    return read_foreign(name, data, kind)


def _kind_of_package(package: Package) -> tuple[Foreign | Literal["xlsx"], str]:
    """Return what kind of workbook `package` is, and its main part."""
    name = package.name
    if "mimetype" in package.parts:
        if b"opendocument.spreadsheet" not in package.read("mimetype")[:80]:
            raise _no_workbook(name, "et dokument, men ikke et regneark")
        if "[content_types].xml" in package.parts:
            raise unsafe(name, _TWO_IN_ONE)
        return "ods", ""
    if any(part.endswith(".iwa") for part in package.parts):
        raise KursverktoyError(
            f"Filen «{name}» er laget i Numbers, Pages eller Keynote. Velg Arkiv > Eksporter til > "
            "Excel i Numbers, og bruk filen du får."
        )
    if "[content_types].xml" not in package.parts:
        raise KursverktoyError(
            f"Filen «{name}» er en zip-fil. Pakk den ut, og velg arbeidsboka som ligger i den."
        )
    return _kind_of_office(package)


def _kind_of_office(package: Package) -> tuple[Foreign | Literal["xlsx"], str]:
    name, types = package.name, package.content_types()
    roots = [one for one in package.relationships("").values() if one.kind == "officeDocument"]
    if len(roots) != 1 or roots[0].external:
        raise damaged(name, "den mangler selve arbeidsboka")
    part = roots[0].target
    ending = part.rpartition(".")[2].lower()
    main = types.get(f"/{part.lower()}", types.get(f"*.{ending}", "")).lower()
    if "wordprocessingml" in main or "ms-word" in main:
        raise _no_workbook(name, "et Word-dokument")
    if "presentationml" in main or "ms-powerpoint" in main:
        raise _no_workbook(name, "en presentasjon")
    if not ("spreadsheetml" in main or "ms-excel" in main):
        raise _no_workbook(name, "ikke en arbeidsbok")
    _refuse_hidden_macros(package, types)
    if "binary" not in main:
        return "xlsx", part
    if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}.intersection(package.parts):
        raise unsafe(name, _TWO_IN_ONE)
    return "xlsb", part


_TWO_IN_ONE = "den kan leses både som én slags arbeidsbok og som en annen"
"""Calamine would choose the ordinary Excel workbook, and nobody would have checked its cells."""


def _refuse_hidden_macros(package: Package, types: Mapping[str, str]) -> None:
    has_macros = any(part.endswith("vbaproject.bin") for part in package.parts) or any(
        "vbaproject" in kind.lower() for part, kind in types.items() if part.startswith("/")
    )
    if has_macros and Path(package.name).suffix.lower() not in _MACROS_ALLOWED:
        raise unsafe(package.name, "den har makroer, men navnet slutter ikke på .xlsm")


def _no_workbook(name: str, what: str) -> KursverktoyError:
    return KursverktoyError(f"Filen «{name}» er {what}. Velg Excel-arbeidsboka i stedet.")


_COMPOUND_ENTRIES = ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document")
_ENTRY_SIZE = 128


def _kind_of_compound(name: str, data: bytes) -> Foreign:
    """Return "xls" for an old workbook; what lies first in the directory decides."""
    found = {entry: _place_in_directory(data, entry) for entry in _COMPOUND_ENTRIES}
    first = min(found, key=lambda entry: found[entry])
    if found[first] == len(data):
        raise _no_workbook(name, "ikke en arbeidsbok, eller den er ikke hel")
    if first == "EncryptedPackage":
        raise protected(name)
    if first == "WordDocument":
        raise _no_workbook(name, "et Word-dokument")
    if first == "PowerPoint Document":
        raise _no_workbook(name, "en presentasjon")
    return "xls"


def _place_in_directory(data: bytes, entry: str) -> int:
    """Return where the directory has `entry`, or the end; entries begin at each 128 bytes."""
    key = f"{entry}\0".encode("utf-16-le")
    at = data.find(key)
    while at % _ENTRY_SIZE and at >= 0:
        at = data.find(key, at + 1)
    return at if at >= 0 else len(data)


def _refuse(name: str, data: bytes) -> NoReturn:
    """Say what a file is that is no workbook at all."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.startswith("~$"):
        raise KursverktoyError(
            f"Filen «{name}» er bare et merke Excel legger igjen mens arbeidsboka er åpen. "
            f"Velg «{name.removeprefix('~$')}» i stedet."
        )
    if start.startswith(b"<"):
        raise KursverktoyError(
            f"Filen «{name}» er en nettside eller XML-fil, ikke en arbeidsbok. Åpne den i Excel, "
            "og lagre den som Excel-arbeidsbok (.xlsx)."
        )
    if start.startswith(b"%PDF"):
        raise _no_workbook(name, "en PDF")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise damaged(name, "innholdet er ikke en arbeidsbok")
    raise KursverktoyError(
        f"Filen «{name}» er en tekstfil (for eksempel CSV), ikke en arbeidsbok. Åpne den i Excel, "
        "og lagre den som Excel-arbeidsbok (.xlsx)."
    )
