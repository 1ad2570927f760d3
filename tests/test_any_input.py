"""Whatever a workbook holds: an answer or one sentence, never a traceback."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kursverktoy import cli
from workbook.corpus import ACCEPTED, REFUSED

EXAMPLE = Path(__file__).parents[1] / "workbooks" / "eksempel.xlsx"
DAY = ("--dato", "2026-11-23")
LARGE = {"a million empty formatted rows", "bomb in the strings", "too large"}
"""These take seconds each; test_xlsx.py and test_package.py read them."""
ODD = ["error cells", "formulas", "a merge over everything", "stray format in the last cell"]
VERBS = [
    ("sjekk", "BOK", "--alt", "--rapport", "f.html", "--rapport", "f.xlsx"),
    ("les", "BOK", "--ut", "data.json"),
    ("oppsummer", "BOK", "--ut", "s.xlsx"),
    ("skriv", "BOK", "--ut", "dokumenter"),
    ("reparer", "BOK", "--ut", "ny.xlsx"),
]


@pytest.fixture
def type_(monkeypatch, capsys):
    """Return a function that types a command in this process: the exit code, and both streams."""

    def typed(*arguments):
        monkeypatch.setattr(sys, "argv", ["kursverktoy", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, *capsys.readouterr()

    return typed


@pytest.mark.parametrize("kind", sorted((REFUSED.keys() | ACCEPTED.keys()) - LARGE))
def test_every_workbook_of_the_corpus_gets_one_sentence(kind, type_, tmp_path):
    make, told = REFUSED.get(kind, (ACCEPTED.get(kind, (None,))[0], "ikke en kursbok"))
    path = tmp_path / "Kurs.xlsx"
    path.write_bytes(make())
    code, out, err = type_("sjekk", path, *DAY)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


@pytest.mark.parametrize("kind", ODD)
def test_every_verb_takes_an_odd_sheet_of_a_course(kind, type_, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bok.xlsx").write_bytes(course_of(ACCEPTED[kind][0]()))
    before = Path("bok.xlsx").read_bytes()
    for verb in VERBS:
        code, _, err = type_(*("bok.xlsx" if word == "BOK" else word for word in verb), *DAY)
        assert code in (0, 1), err
    code, out, err = type_("sjekk", "bok.xlsx", "--struktur", *DAY)
    assert (code == 1 and out) or (code == 2 and err.count("\n") == 1)
    assert Path("bok.xlsx").read_bytes() == before
    assert {"f.html", "f.xlsx", "data.json", "s.xlsx", "ny.xlsx"} <= {
        p.name for p in tmp_path.iterdir()
    }
    again = type_("les", "ny.xlsx", *DAY)
    assert (again[0], again[1]) == (0, Path("data.json").read_text("utf-8"))


def course_of(data):
    """Return a workbook of the corpus with its one sheet called Kandidater."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                assert b'name="Ark1"' in part
                part = part.replace(b'name="Ark1"', b'name="Kandidater"')
            new.writestr(name, part)
    return made.getvalue()


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL on Windows")
def test_a_kill_leaves_whole_documents_and_the_next_run_the_rest(tmp_path):
    command = [sys.executable, "-m", "kursverktoy", "skriv", EXAMPLE, *DAY, "--ut", tmp_path / "ut"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("ut/*.docx")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    for document in (tmp_path / "ut").glob("[!.]*.docx"):
        assert zipfile.ZipFile(document).testzip() is None
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    names = {p.name for p in (tmp_path / "ut").iterdir() if not p.name.startswith(".")}
    assert len([n for n in names if n.endswith(".docx")]) == 56
