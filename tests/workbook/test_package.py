"""What a file is is seen from its bytes, and a damaged or hostile one is refused with a reason."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.package import Package
from workbook.corpus import PLAIN_CELLS, REFUSED, SHEET, packed, plain, with_parts

MEGABYTES, SECONDS = 300, 3
MEASURED = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.files import open_book
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]) << 20,) * 2)
try:
    open_book(Path(sys.argv[2]))
except KursverktoyError as error:
    print(str(error))
"""


@pytest.fixture
def told(tmp_path):
    """Return a function from bytes to the sentence they are refused with."""

    def sentence(data, name="Kurs.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(KursverktoyError) as error:
            open_book(path)
        return str(error.value)

    return sentence


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_with_a_reason_and_a_remedy(kind, told):
    make, words = REFUSED[kind]
    sentence = told(make())
    assert words in sentence
    assert "«Kurs.xlsx»" in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") >= 1, "what to do is missing"


def test_the_whole_sentence(told):
    assert told(REFUSED["wrong checksum"][0]()) == (
        "Filen «Kurs.xlsx» er skadet: en del av innholdet er endret siden den ble lagret. Hent "
        "fram en tidligere versjon, eller åpne den i Excel og lagre den på nytt."
    )
    assert told(REFUSED["encrypted"][0]()) == (
        "Filen «Kurs.xlsx» er beskyttet med passord. Åpne den i Excel, fjern passordet under "
        "Fil > Info, og prøv igjen."
    )


@pytest.mark.parametrize("name", ["Kurs.xls", "Kurs.ods", "Kurs.csv", "Kurs"])
def test_the_name_does_not_matter(name, tmp_path):
    (tmp_path / name).write_bytes(packed(plain()))
    assert open_book(tmp_path / name).sheets["Ark1"].rows[1][1] == PLAIN_CELLS["A1"]


def test_macros_are_fine_in_a_file_that_says_so(tmp_path):
    path = tmp_path / "Kurs.XLSM"
    path.write_bytes(with_parts(**{"xl/vbaProject.bin": "x"}))
    assert list(open_book(path).sheets) == ["Ark1"]


def test_the_mark_of_an_open_workbook(told):
    assert "Velg «Kurs.xlsx»" in told(b"\x05Ola N".ljust(165), "~$Kurs.xlsx")


def test_no_such_file(tmp_path):
    with pytest.raises(KursverktoyError, match=r"«Kurs.xlsx» finnes ikke"):
        open_book(tmp_path / "Kurs.xlsx")


def test_a_name_no_file_can_have(tmp_path):
    with pytest.raises(KursverktoyError, match="finnes ikke"):
        open_book(tmp_path / "a\0b.xlsx")


def test_a_folder(tmp_path):
    with pytest.raises(KursverktoyError, match="er en mappe"):
        open_book(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_something_that_is_no_file():
    with pytest.raises(KursverktoyError, match="ikke en arbeidsbok"):
        open_book(Path("/dev/null"))


def test_a_part_is_found_whatever_its_letter_case():
    package = Package("Kurs.xlsx", packed(plain()))
    assert package.read(SHEET.upper()) == plain()[SHEET].encode()


def test_a_flipped_bit_is_found_or_changes_nothing(tmp_path):
    data = packed(plain() | {"xl/media/image1.png": random.Random(1).randbytes(2000)})
    path = tmp_path / "Kurs.xlsx"
    path.write_bytes(data)
    whole = open_book(path).sheets
    chance = random.Random(20)
    refused = 0
    for _ in range(200):
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        try:
            assert open_book(path).sheets == whole
        except KursverktoyError:
            refused += 1
    assert refused > 100


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is Linux's")
@pytest.mark.parametrize(
    "kind",
    [
        *("bomb in the strings", "bomb in a part nobody reads", "bomb that declares too little"),
        *("billion laughs", "data out to the last cell", "row 99999999", "nested a thousand deep"),
    ],
)
def test_a_bomb_takes_little_time_and_memory(kind, tmp_path):
    make, words = REFUSED[kind]
    (tmp_path / "Kurs.xlsx").write_bytes(make())
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", MEASURED, root, str(tmp_path / "Kurs.xlsx"), str(MEGABYTES)]
    begun = time.monotonic()
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert words in done.stdout.decode()
    assert time.monotonic() - begun < SECONDS
