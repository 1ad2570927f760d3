"""What the builder refuses, and what it puts right: all that Excel is known to stumble over."""

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream
from pyopenvba.vba import decompress

from kursverktoy.addin.cfb import compound_file
from kursverktoy.addin.module import Kind, Module
from kursverktoy.addin.packing import compress
from kursverktoy.addin.project import vba_project

BOOK = [Module("ThisWorkbook", kind=Kind.WORKBOOK), Module("Ark1", kind=Kind.WORKSHEET)]
CLASS = 'VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Name = "Ord"\n'


def sub(name, body=""):
    return f"Public Sub {name}()\n{body}\nEnd Sub\n"


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ([*BOOK, Module("A" * 32)], "can't be a name"),
        ([*BOOK, Module("_A")], "can't be a name"),
        ([*BOOK, Module("Bånd")], "can't be a name"),
        ([*BOOK, Module("ark1")], "the same name"),
        ([*BOOK, Module("prosjekt")], "the same name"),
        ([*BOOK, Module("A", "' pil →")], "'→' is not in code page 1252"),
        ([*BOOK, Module("A", "'" + "x" * 1023)], "A line 2: longer than 1023"),
        ([*BOOK, Module("A", "x = 1" + " + _\n1" * 25)], "A line 26: one line too many"),
        ([*BOOK, Module("A", sub("Måned"))], "'Måned' is not ASCII"),
        (BOOK[1:], "one for each sheet"),
        (BOOK[:1], "one for each sheet"),
        ([*BOOK, Module("Bok2", kind=Kind.WORKBOOK)], "one for each sheet"),
    ],
)
def test_what_excel_would_refuse_or_change_is_refused(modules, told):
    with pytest.raises(ValueError, match=told):
        vba_project("Prosjekt", modules)


@pytest.mark.parametrize("name", ["Prosjekt 1", "Båt", ""])
def test_a_project_has_a_name_that_vba_can_say(name):
    with pytest.raises(ValueError, match="can't be a name"):
        vba_project(name, BOOK)


def test_the_longest_that_excel_takes_is_taken():
    text = "'" + "x" * 1022 + "\nx = 1" + " + _\n1" * 24
    assert vba_project("Prosjekt", [*BOOK, Module("A" * 31, text)])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_windows_and_the_last_one_too(end):
    text = f"Option Explicit{end}' å{end}{end}{end}"
    expected = b'Attribute VB_Name = "A"\r\nOption Explicit\r\n\' \xe5\r\n'
    assert Module("A", text).source() == expected


def test_a_class_gets_its_base_and_loses_the_head_of_its_file():
    body = "Option Explicit\nPublic Property Get Item()\nAttribute Item.VB_UserMemId = 0\n"
    exported = f"{CLASS}Attribute VB_Exposed = True\n{body}End Property\n"
    assert Module("Ord", exported, Kind.CLASS).source().decode("cp1252").split("\r\n") == [
        'Attribute VB_Name = "Ord"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
        "Option Explicit",
        "Public Property Get Item()",
        "Attribute Item.VB_UserMemId = 0",
        "End Property",
        "",
    ]


@given(st.lists(st.sampled_from([b"Dim ", b"End Sub\r\n", b"\xe6", b"x", b" " * 40]), max_size=900))
def test_two_others_decompress_what_is_compressed(pieces):
    text = b"".join(pieces)
    assert bytes(decompress_stream(bytearray(compress(text)))) == text
    assert decompress(compress(text)) == text


@pytest.mark.parametrize("length", [1, 2, 3, 4095, 4096, 4097, 8191, 8192, 8193, 20000])
def test_the_edges_of_a_chunk(length):
    text = (b"Public Sub A%d()\r\n" * 2000 % tuple(range(2000)))[:length]
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


def test_a_chunk_is_never_stored_as_it_is():
    noise = bytes((i * i * 7919 + i * 104729 >> 5) % 251 for i in range(4096))
    with pytest.raises(ValueError, match="do not compress"):
        compress(noise)


def test_the_lengths_in_the_directory_count_bytes():
    project = vba_project("Prosjekt", [*BOOK, Module("Knapper", sub("Sjekk"))])
    with olefile.OleFileIO(io.BytesIO(project)) as compound:
        records = bytes(decompress_stream(bytearray(compound.openstream("VBA/dir").read())))
        listed = compound.openstream("PROJECT").read().decode("cp1252").split("\r\n")
    name = b"\x19\0\x07\0\0\0Knapper" + b"\x47\0\x0e\0\0\0" + "Knapper".encode("utf-16-le")
    assert name in records
    assert listed[1:4] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Ark1/&H00000000",
        "Module=Knapper",
    ]


@pytest.mark.parametrize("sheets", [1, 2, 3, 4, 5, 31, 64, 65, 99, 126, 127, 255])
def test_any_number_of_sheets_gives_a_sound_container(sheets):
    modules = [Module(f"Ark{n}", kind=Kind.WORKSHEET) for n in range(sheets)]
    project = vba_project("Prosjekt", [BOOK[0], *modules])
    with olefile.OleFileIO(io.BytesIO(project), raise_defects=olefile.DEFECT_UNSURE) as compound:
        assert len(compound.listdir()) == sheets + 5
        (storage,) = (each for each in compound.root.kids if each.name == "VBA")
        names = [each.name for each in storage.kids]
        in_order(compound, storage.sid_child)
        assert black_height(compound, storage.sid_child) >= 1
    assert len(names) == sheets + 3


def in_order(compound, top):
    """Check that a name is found by going left to what sorts before, right to what sorts after."""

    def walk(number):
        if number == olefile.NOSTREAM:
            return []
        entry = compound.direntries[number]
        name = (len(entry.name), entry.name.upper())
        return [*walk(entry.sid_left), name, *walk(entry.sid_right)]

    keys = walk(top)
    assert keys == sorted(keys)


def black_height(compound, number):
    """Check the colours of a red-black tree, and return how many black entries a way down has."""
    if number == olefile.NOSTREAM:
        return 1
    entry = compound.direntries[number]
    left, right = (black_height(compound, each) for each in (entry.sid_left, entry.sid_right))
    assert left == right
    for child in (entry.sid_left, entry.sid_right):
        if entry.color == 0 and child != olefile.NOSTREAM:
            assert compound.direntries[child].color == 1
    return left + entry.color


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000, 6_900_000])
def test_streams_of_any_size_come_back(size):
    data = bytes(range(251)) * (size // 251 + 1)
    written = compound_file({"Lager": {"strøm": data[:size]}, "Liten": b"x"})
    with olefile.OleFileIO(io.BytesIO(written), raise_defects=olefile.DEFECT_UNSURE) as compound:
        assert compound.openstream("Lager/strøm").read() == data[:size]
        assert compound.openstream("Liten").read() == b"x"


@pytest.mark.parametrize(
    "tree",
    [{"a" * 32: b""}, {"a/b": b""}, {"Ark": b"", "ARK": b""}, {"stor": bytes(7_200_000)}],
    ids=["long", "slash", "case", "size"],
)
def test_what_a_compound_file_cannot_hold_is_refused(tree):
    with pytest.raises(ValueError, match="compound file"):
        compound_file(tree)


def test_equal_input_gives_equal_bytes():
    assert vba_project("Prosjekt", BOOK) == vba_project("Prosjekt", list(BOOK))
