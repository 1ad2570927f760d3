"""Whatever a person is called, the file name is one every system takes."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.workbook.names import LONGEST, name_key, safe_name

EXAMPLES = {
    "Åse Bjørnæs": "Ase-Bjornaes",
    "A\u030ase Bjørnæs": "Ase-Bjornaes",
    "ÆRLIG ØRE": "AeRLIG-ORE",
    "Áŋŋel Ødegård-Łukasz": "Annel-Odegard-Lukasz",
    "Nguyễn Thị Đào": "Nguyen-Thi-Dao",
    "Süleyman Çelik Işık": "Suleyman-Celik-Isik",
    "Ærø Straße": "Aero-Strasse",
    "Renhold og service, vår 2027": "Renhold-og-service-var-2027",
    "avtale_001": "avtale-001",
    "Anne/Bjørn": "Anne-Bjorn",
    "O'Brien": "O-Brien",
    "../../etc/passwd": "etc-passwd",
    "C:\\Windows\\x": "C-Windows-x",
    "~$Anne": "Anne",
    "-rf": "rf",
    "=cmd": "cmd",
    "Anne. . .": "Anne",
    ".skjult": "skjult",
    "An\u200bne": "Anne",
    "fdp\u202excod.exe": "fdpxcod-exe",
    "a\x00b\nc": "a-b-c",
    "½ dag": "1-2-dag",
    "ﬁn": "fin",
    "a\ud800b": "a-b",
    "con": "fil-con",
    "COM¹": "fil-COM1",
    "LPT1 ": "fil-LPT1",
    "CON.txt": "CON-txt",
    "_vti_": "vti",
    "": "uten-navn",
    "...": "uten-navn",
    "محمد": "uten-navn",
    "👩‍👩‍👧": "uten-navn",
}
RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
RESERVED |= {f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"}
NASTY = [*'aA.. /\\:*?"<>|\t\n\0CONULPRT1ÅåØæ~$-=#%&_', "\u0301", "\u202e", "\u200b", "👩"]
NASTY += ["\ufeff", "A\u030a", "COM1", "NUL", "..", "\ud83d"]


def taken_everywhere(name):
    """Say whether Windows, macOS and SharePoint all take the name, by their own rules."""
    stem = name.partition(".")[0]
    return (
        stem.upper() not in RESERVED
        and name.isascii()
        and name.isprintable()
        and not set(name) & set("<>:\"/\\|?*#%&{}~$'`;= ")
        and "_vti_" not in name
        and name[0] not in ".-"
        and name[-1] not in ". "
        and ".." not in name
        and len(name) <= 128
    )


@pytest.mark.parametrize(("label", "stem"), EXAMPLES.items())
def test_a_label_becomes_a_name_a_person_recognises(label, stem):
    assert safe_name(label, ".docx") == f"{stem}.docx"


def test_twenty_thousand_hostile_labels_give_names_every_system_takes():
    random_ = random.Random(3)
    labels = [
        *("".join(random_.choices(NASTY, k=random_.randint(0, 14))) for _ in range(16_000)),
        *("".join(_code_points(random_)) for _ in range(4_000)),
    ]
    refused = [label for label in labels if not taken_everywhere(safe_name(label, ".docx"))]
    assert len(labels) == 20_000
    assert refused == []


def _code_points(random_):
    for _ in range(random_.randint(0, 300)):
        yield chr(random_.randrange(random_.choice([0x20, 0x300, 0x10000, 0x110000])))


@given(st.text(), st.sampled_from(["", ".docx", ".xlsx", ".pdf"]))
def test_a_safe_name_is_its_own_safe_name_and_fits(label, suffix):
    name = safe_name(label, suffix)
    assert taken_everywhere(name)
    assert len(name) <= LONGEST
    assert safe_name(name.removesuffix(suffix), suffix) == name


@given(st.text())
def test_composed_and_decomposed_text_give_one_name(label):
    composed = unicodedata.normalize("NFC", label)
    decomposed = unicodedata.normalize("NFD", label)
    assert safe_name(composed, "") == safe_name(decomposed, "")


def test_a_long_label_is_cut_but_keeps_its_suffix():
    assert safe_name("Å" * 400, ".docx") == "A" * (LONGEST - 5) + ".docx"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anne.docx", "ANNE.DOCX"), ("Åse.docx", "A\u030ase.docx"), ("ﬁn.docx", "FIN.docx")],
)
def test_names_a_file_system_confuses_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_different_names_have_different_keys():
    assert name_key("Anne.docx") != name_key("Anna.docx")
