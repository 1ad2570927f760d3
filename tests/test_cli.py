"""The verbs typed, as real processes: what is printed, what is written, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
DAY = ("--dato", "2026-11-23")
KEYS = ["kode", "alvor", "ark", "celle", "rad", "id", "felt", "melding", "forslag"]
EXPECTED = [
    ("X-05", "tips", "B10"),
    ("PAR-08", "advarsel", "P08"),
    ("PRA-08", "tips", "P08"),
    ("ANS-05", "advarsel", "A08-3"),
    ("ANS-06", "tips", "A08-3"),
    ("ANS-06", "tips", "A09-1"),
    ("KAN-05", "tips", "K14"),
    ("X-02", "tips", "lese"),
    ("X-02", "tips", "skriftlig"),
    ("KAR-01", "advarsel", "K14"),
    ("PM-06", "advarsel", "K01"),
    ("PM-06", "advarsel", "K04"),
    ("PM-06", "advarsel", "K11"),
    ("PM-06", "advarsel", "K12"),
    ("OPP-02", "advarsel", "K12"),
    ("OPP-01", "advarsel", "K06"),
    ("AVS-04", "advarsel", "K09"),
]


def run(*arguments, cwd=None, env=None):
    return subprocess.run(
        [sys.executable, "-m", "kursverktoy", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, **(env or {})},
    )


def test_the_example_course_has_exactly_the_findings_of_the_domain():
    done = run("sjekk", EXAMPLE, *DAY, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert all(list(f) == KEYS for f in found)
    assert sorted((f["kode"], f["alvor"], f["id"]) for f in found) == sorted(EXPECTED)
    order = ["Behov", "Partnere", "Ansvar", "Kandidater", "Kartlegging", "Planmål", "Praksis",
             "Oppfølging", "Avslutning"]  # fmt: skip
    assert list(dict.fromkeys(f["ark"] for f in found)) == order


def test_findings_for_people_are_grouped_and_plain():
    done = run("sjekk", EXAMPLE, *DAY)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b[" not in done.stdout
    assert "0 feil, 10 advarsler og 7 tips" in done.stdout
    assert "… og det samme 3 steder til: K04 C" in done.stdout
    assert done.stdout.count("PM-06") == 1
    assert "K14 Rahel S." in done.stdout
    assert "Sundtest" not in done.stdout


def test_an_error_in_the_course_gives_exit_code_one(tmp_path):
    data = {
        "kurs": {
            "kurs_id": "X-1",
            "kursnavn": "Kurs",
            "startdato": "2026-02-02",
            "sluttdato": "2026-01-01",
        }
    }
    (tmp_path / "kurs.json").write_text(json.dumps(data), "utf-8")
    assert run("ny", "bok.xlsx", "--fra", "kurs.json", *DAY, cwd=tmp_path).returncode == 0
    done = run("sjekk", "bok.xlsx", *DAY, cwd=tmp_path)
    assert done.returncode == 1
    assert "Sluttdatoen er før startdatoen. Rett en av datoene. (KUR-02)" in done.stdout


def test_a_new_workbook_is_quiet_and_never_overwritten(tmp_path):
    made = run("ny", "bok.xlsx", cwd=tmp_path)
    assert made.stdout == "Laget bok.xlsx. Åpne den i Excel, og begynn på arket Start.\n"
    before = (tmp_path / "bok.xlsx").read_bytes()
    done = run("sjekk", "bok.xlsx", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout) == []
    again = run("ny", "bok.xlsx", cwd=tmp_path)
    assert again.returncode == 2
    assert "bok.xlsx" in again.stderr
    assert (tmp_path / "bok.xlsx").read_bytes() == before


def test_everything_comes_back_out_of_a_workbook(tmp_path):
    done = run("les", EXAMPLE, "--json", *DAY)
    original = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    assert json.loads(done.stdout) == {k: v for k, v in original.items() if k != "merknad"}
    run("les", EXAMPLE, "--ut", "ut.json", *DAY, cwd=tmp_path)
    assert (tmp_path / "ut.json").read_text("utf-8") == done.stdout


def test_reports_are_written_beside_the_findings(tmp_path):
    done = run("sjekk", EXAMPLE, *DAY, "--rapport", "f.html", "--rapport", "f.xlsx", cwd=tmp_path)
    assert done.returncode == 0
    page = (tmp_path / "f.html").read_text("utf-8")
    assert "Huset Frivilligkafé Fjellvik (fiktiv) har oppgaver" in page
    assert 'href="eksempel.xlsx#%27Partnere%27%21' in page
    assert (tmp_path / "f.xlsx").read_bytes()[:2] == b"PK"
    refused = run("sjekk", EXAMPLE, *DAY, "--rapport", "f.pdf", cwd=tmp_path)
    assert (refused.returncode, refused.stderr) == (
        2,
        "Rapporten «f.pdf» må slutte på .xlsx eller .html. Gi den et annet navn.\n",
    )


def test_a_report_can_not_replace_the_workbook(tmp_path):
    book = tmp_path / "bok.xlsx"
    book.write_bytes(EXAMPLE.read_bytes())
    done = run("sjekk", book, *DAY, "--rapport", tmp_path / "." / "bok.xlsx")
    assert done.returncode == 2
    assert "blir aldri overskrevet" in done.stderr
    assert book.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sjek", "x"], "Kommandoen «sjek» finnes ikke. Mente du «sjekk»?"),
        (["sjekk"], "«BOK.xlsx» mangler."),
        (["sjekk", "x", "--dto", "1"], "Valget «--dto» finnes ikke. Mente du «--dato»?"),
        (["sjekk", "x", "--dato", "i går"], "skriv datoen som ÅÅÅÅ-MM-DD eller DD.MM.ÅÅÅÅ"),
        (["sjekk", "x", "--format", "xml"], "velg en av tekst, json."),
        (["skriv", "x"], "«--ut» mangler."),
        (["skriv", EXAMPLE, "attester", "--ut", "x"], "«attester» er ikke et dokument."),
        (["sjekk", "finnes-ikke.xlsx"], "Filen «finnes-ikke.xlsx» finnes ikke."),
        (["sjekk", "pyproject.toml"], "pyproject.toml"),
        (["ny", "bok.xls"], "må slutte på .xlsx"),
        (["reparer", EXAMPLE, "--ut", EXAMPLE], "blir aldri overskrevet"),
        (["oppsummer", EXAMPLE, "--ut", "x.pdf"], "må slutte på .xlsx"),
        (["les", EXAMPLE, "--ut", EXAMPLE], "må slutte på .json"),
        (["demo", "--ut", "pyproject.toml/demo"], "kan ikke lages"),
    ],
)
def test_what_can_not_run_says_why_in_norwegian(arguments, sentence):
    done = run(*arguments, cwd=ROOT)
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_help_is_norwegian():
    done = run("--hjelp")
    assert done.returncode == 0
    assert "Bruk: kursverktoy" in done.stdout
    assert "Finn alt som mangler eller er galt i kurset." in done.stdout
    assert "bygg" not in done.stdout
    one = run("skriv", "--hjelp").stdout
    assert "Skriv avtaler, planer, kursbevis og de andre dokumentene i Word." in one
    assert "[må med]" in one
    assert not {"Usage:", "Options:", "[required]", "COMMAND", "OPTIONS"} & set(
        (one + done.stdout).split()
    )


def test_the_quick_way_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['kursverktoy', 'sjekk', sys.argv[1]];"
        "from kursverktoy.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'docxtpl', 'docx', 'lxml',"
        " 'jinja2', 'babel', 'xlwings', 'python_calamine', 'json', 'difflib',"
        " 'kursverktoy.verbs.closing', 'kursverktoy.verbs.insight', 'kursverktoy.verbs.merging',"
        " 'kursverktoy.cli.avsluttet'} & set(sys.modules)),"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLE)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        # Measuring coverage imports json itself.
        env={name: value for name, value in os.environ.items() if "COVERAGE" not in name},
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe to head is a POSIX matter")
def test_a_reader_that_stops_early_is_no_trouble():
    done = subprocess.run(
        f'"{sys.executable}" -m kursverktoy les "{EXAMPLE}" | head -c 10',
        shell=True, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout == '{\n "versjon'[:10]
    assert done.stderr == ""


def test_the_demonstration_runs_every_verb_and_never_writes_over_itself(tmp_path):
    first = run("demo", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    made = {p.name for p in (tmp_path / "demo").iterdir()}
    assert made == {
        "KJ-2026-H_kursbok.xlsx",
        "KJ-2026-H_funn.html",
        "KJ-2026-H_sammendrag.xlsx",
        "dokumenter",
    }
    documents = sorted(p.name for p in (tmp_path / "demo" / "dokumenter").glob("*.docx"))
    # D1 and D2, D3 and D5 for ten participants, D4, D6a twice, D6b for all candidates, D7 twice.
    assert len(documents) == 7 + 10 + 10 + 10 + 1 + 2 + 14 + 2
    assert documents[0] == "KJ-2026-H_infoark_2026-11-23.docx"
    assert "114 av 160 oppnådd (71 %)" in first.stdout
    run("demo", cwd=tmp_path)
    assert (tmp_path / "demo-2").is_dir()
