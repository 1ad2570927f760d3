"""One module of a VBA project, from its text in the repository to what Office stores."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

CODE_PAGE, ENCODING = 1252, "cp1252"
"""What text in a VBA project is written in; a character outside it can't be there."""
LONGEST_NAME, LONGEST_LINE, MOST_CONTINUED = 31, 1023, 24
"""What the editor of Office takes: characters in a name and in a line, lines after « _»."""
_NAME = re.compile(rf"[A-Za-z][A-Za-z0-9_]{{0,{LONGEST_NAME - 1}}}")
_ATTRIBUTE = re.compile(r"Attribute VB_(\w+) = (.*)")
_PROCEDURE = re.compile(r"\s*(?:Public |Private |Friend )?(?:Static )?(?:Sub|Function) (\w+)")
_FLAGS = (
    "GlobalNameSpace", "Creatable", "PredeclaredId", "Exposed", "TemplateDerived", "Customizable",
)  # fmt: skip


class _Traits(NamedTuple):
    """What sets a kind of module apart."""

    word: str
    """What the project's list calls it."""
    record: int
    """Which record of the directory marks it ([MS-OVBA] 2.3.4.2.3.2.8)."""
    base: str = ""
    """The class it is an instance of; without it Excel can't compile the module."""
    flags: str = ""
    """T or F for each of `_FLAGS`."""


class Kind(Enum):
    """What a module belongs to."""

    WORKBOOK = _Traits("Document", 0x22, "0{00020819-0000-0000-C000-000000000046}", "FFTTFT")
    WORKSHEET = _Traits("Document", 0x22, "0{00020820-0000-0000-C000-000000000046}", "FFTTFT")
    CLASS = _Traits("Class", 0x22, "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}", "FFFFFF")
    STANDARD = _Traits("Module", 0x21)


class Module(NamedTuple):
    """A module as an exported file has it; line ends and header may be of any kind."""

    name: str
    text: str = ""
    kind: Kind = Kind.STANDARD

    def source(self) -> bytes:
        """Return what Office stores: our header, the text, CRLF, code page 1252.

        Raises `ValueError` for what Excel would refuse or change without a word.
        """
        check_name(self.name)
        given, body = self._split()
        lines = [*self._header(given), *body]
        for number, line in enumerate(lines, start=1):
            self._check_line(number, line)
        self._check_continued(lines)
        try:
            return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)
        except UnicodeEncodeError as error:
            wrong = error.object[error.start]
            raise ValueError(f"{self.name}: {wrong!r} is not in code page {CODE_PAGE}") from None

    def _split(self) -> tuple[dict[str, str], list[str]]:
        """Return the attributes at the top, and the lines the editor shows.

        Attributes inside procedures say which of them is the default member, and stay.
        """
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
        if lines[0].startswith("VERSION "):
            lines = lines[lines.index("END") + 1 :]
        given = {}
        while lines and (found := _ATTRIBUTE.fullmatch(lines[0])):
            given[found[1]] = found[2]
            lines = lines[1:]
        return given, [] if lines == [""] else lines

    def _header(self, given: dict[str, str]) -> list[str]:
        traits = self.kind.value
        named = [f'Name = "{self.name}"']
        if traits.base:
            named.append(f'Base = "{traits.base}"')
            usual = (str(flag == "T") for flag in traits.flags)
            pairs = zip(_FLAGS, usual, strict=True)
            named += [f"{flag} = {given.get(flag, value)}" for flag, value in pairs]
        return [f"Attribute VB_{each}" for each in named]

    def _check_line(self, number: int, line: str) -> None:
        if len(line) > LONGEST_LINE:
            raise ValueError(f"{self.name} line {number}: longer than {LONGEST_LINE} characters")
        procedure = _PROCEDURE.match(line)
        if procedure and not procedure[1].isascii():
            # The name of a macro stands in XML where Excel expects its own code page.
            raise ValueError(f"{self.name} line {number}: {procedure[1]!r} is not ASCII")

    def _check_continued(self, lines: Sequence[str]) -> None:
        continued = 0
        for number, line in enumerate(lines, start=1):
            continued = continued + 1 if line.endswith(" _") else 0
            if continued > MOST_CONTINUED:
                raise ValueError(f"{self.name} line {number}: one line too many is continued")


def check_name(name: str) -> None:
    """Raise `ValueError` for what can't be the name of a module or a project."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} can't be a name in VBA")
