"""A VBA project from the text of its modules, without Excel ([MS-OVBA]).

There is source text only. Every module begins at offset 0 with no cache before it, and the stream
_VBA_PROJECT says version 0xFFFF, which makes Office compile the text when the project is opened
([MS-OVBA] 2.3.4.1). Nothing is stored that could be stale.
"""

import struct
import uuid
from collections.abc import Sequence

from kursverktoy.addin.cfb import compound_file
from kursverktoy.addin.module import CODE_PAGE, ENCODING, Kind, Module, check_name
from kursverktoy.addin.packing import compress, obscure

_NO_CACHE = bytes.fromhex("cc61ffff000100")
_LANGUAGE = 0x409
_NO_COOKIE = 0xFFFF
_STDOLE = r"{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
_OFFICE = (
    r"{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files"
    r"\Microsoft Shared\OFFICE16\MSO.DLL"
)
_REFERENCES = (
    ("stdole", rf"*\G{_STDOLE}#OLE Automation"),
    ("Office", rf"*\G{_OFFICE}#Microsoft Office 16.0 Object Library"),
)
"""The libraries the project uses besides VBA and Excel; the paths are hints that Excel corrects."""


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """Return the file vbaProject.bin with `modules`; equal for equal input.

    Raises `ValueError` for what Excel would refuse or change.
    """
    _check(name, modules)
    return compound_file(
        {
            "VBA": {
                "dir": compress(_directory(name, modules)),
                "_VBA_PROJECT": _NO_CACHE,
                **{module.name: compress(module.source()) for module in modules},
            },
            "PROJECT": _properties(name, modules),
            "PROJECTwm": b"".join(map(_both_ways, modules)) + b"\0\0",
        }
    )


def _check(name: str, modules: Sequence[Module]) -> None:
    check_name(name)
    names = {name.lower(), *(module.name.lower() for module in modules)}
    if len(names) != len(modules) + 1:
        raise ValueError("two modules, or a module and the project, have the same name")
    kinds = [module.kind for module in modules]
    if kinds.count(Kind.WORKBOOK) != 1 or Kind.WORKSHEET not in kinds:
        raise ValueError("a project has a module for its workbook and one for each sheet")


def _directory(name: str, modules: Sequence[Module]) -> bytes:
    """Return the records of the stream dir, in the order they must have."""
    records = [
        _record(0x01, _u32(1)),  # 32 bits; a newer Office reads it as it likes
        _record(0x02, _u32(_LANGUAGE)),
        _record(0x14, _u32(_LANGUAGE)),
        _record(0x03, _u16(CODE_PAGE)),
        _record(0x04, name.encode(ENCODING)),
        _text(0x05, 0x40),
        _record(0x06) + _record(0x3D),
        _record(0x07, _u32(0)),
        _record(0x08, _u32(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1),  # its size field does not count the minor version
        _text(0x0C, 0x3C),
    ]
    for reference, library in _REFERENCES:
        path = library.encode(ENCODING)
        records.append(_text(0x16, 0x3E, reference))
        records.append(_record(0x0D, _u32(len(path)) + path + bytes(6)))
    records.append(_record(0x0F, _u16(len(modules))) + _record(0x13, _u16(_NO_COOKIE)))
    records += map(_module_records, modules)
    return b"".join(records) + _record(0x10)


def _module_records(module: Module) -> bytes:
    return b"".join(
        [
            _text(0x19, 0x47, module.name),
            _text(0x1A, 0x32, module.name),
            _text(0x1C, 0x48),
            _record(0x31, _u32(0)),
            _record(0x1E, _u32(0)),
            _record(0x2C, _u16(_NO_COOKIE)),
            _record(module.kind.value.record),
            _record(0x2B),
        ]
    )


def _properties(name: str, modules: Sequence[Module]) -> bytes:
    """Return the stream PROJECT: what the editor lists, and that there is no password."""
    ident = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'vba:{name}')}}}".upper()
    lines = [
        f'ID="{ident}"',
        *map(_listed, modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{obscure(bytes(4), ident)}"',
        f'DPB="{obscure(bytes(1), ident)}"',
        f'GC="{obscure(bytes([255]), ident)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def _listed(module: Module) -> str:
    word = module.kind.value.word
    return f"{word}={module.name}" + ("/&H00000000" if word == "Document" else "")


def _both_ways(module: Module) -> bytes:
    return module.name.encode(ENCODING) + b"\0" + module.name.encode("utf-16-le") + b"\0\0"


def _text(ident: int, wide: int, said: str = "") -> bytes:
    """Return a text in the code page and again in UTF-16; both sizes count bytes."""
    return _record(ident, said.encode(ENCODING)) + _record(wide, said.encode("utf-16-le"))


def _record(ident: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", ident, len(data)) + data


def _u16(number: int) -> bytes:
    return struct.pack("<H", number)


def _u32(number: int) -> bytes:
    return struct.pack("<I", number)
