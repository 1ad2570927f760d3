"""The verbs that make files, typed: what they make, what they tell, and the exit code."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import load_workbook

from kursverktoy import verbs
from kursverktoy.course.funn import Vurdering
from kursverktoy.workbook.builder import build

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
DAY = ("--dato", "2026-11-23")
K03 = "KJ-2026-H_kursbevis_K03_2026-11-23.docx"
COMMAND = [sys.executable, "-m", "kursverktoy"]


def run(folder, *arguments):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def example():
    return json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))


def test_a_certificate_is_written_once_and_then_left_alone(tmp_path):
    command = ("skriv", EXAMPLE, "bevis", "--id", "K03", "--ut", "ut", *DAY)
    first = run(tmp_path, *command)
    assert (first.returncode, first.stderr) == (0, "")
    assert [path.name for path in (tmp_path / "ut").glob("*.docx")] == [K03]
    assert K03 in first.stdout
    again = run(tmp_path, *command)
    assert again.returncode == 0
    assert "1 var der fra før, og er som de skal." in again.stdout
    assert [path.name for path in (tmp_path / "ut").glob("*.docx")] == [K03]


def test_what_stops_a_document_is_told_and_the_others_are_written(tmp_path):
    data = example()
    data["planmål"][0]["status"] = "Nesten"
    (tmp_path / "kurs.json").write_text(json.dumps(data), "utf-8")
    run(tmp_path, "ny", "bok.xlsx", "--fra", "kurs.json", *DAY)
    done = run(tmp_path, "skriv", "bok.xlsx", "bevis", "--id", "K01", "--id", "K03", "--ut", "ut",
               *DAY)  # fmt: skip
    assert done.returncode == 1
    assert [path.name for path in (tmp_path / "ut").glob("*.docx")] == [K03]
    assert "Stanset: 1\n  bevis K01\n      Planmål!" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_who_watches_sees_how_far_the_documents_have_come(tmp_path):
    shown, terminal = os.openpty()
    command = [*COMMAND, "skriv", str(EXAMPLE), "bevis", "--id", "K03", "--ut", "ut", *DAY]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=terminal) as done:
        os.close(terminal)
        seen = b""
        while b"100%" not in seen:
            seen += os.read(shown, 1000)
        assert K03 in done.communicate()[0].decode()
    os.close(shown)
    assert "Skriver" in seen.decode()
    assert done.returncode == 0


def test_a_repaired_workbook_tells_what_did_not_come_along(tmp_path):
    whole = run(tmp_path, "reparer", EXAMPLE, "--ut", "frisk.xlsx", *DAY)
    assert (whole.returncode, whole.stdout) == (
        0, "Laget frisk.xlsx med innholdet fra eksempel.xlsx, som er urørt.\nAlt ble med.\n",
    )  # fmt: skip
    book = load_workbook(EXAMPLE)
    book.create_sheet("Budsjett").append(["kr"])
    book.save(tmp_path / "bok.xlsx")
    some = run(tmp_path, "reparer", "bok.xlsx", "--ut", "ny.xlsx", *DAY)
    assert some.stdout.endswith("Dette ble ikke med:\n  – Arket «Budsjett»\n")


def test_a_summary_is_a_page_data_and_a_workbook(tmp_path):
    page = run(tmp_path, "oppsummer", EXAMPLE, "--ut", "tall.xlsx", *DAY)
    assert (page.returncode, page.stderr) == (0, "")
    assert "114 av 160" in page.stdout
    assert "\x1b[" not in page.stdout
    assert len(load_workbook(tmp_path / "tall.xlsx").worksheets) > 1
    data = json.loads(run(tmp_path, "oppsummer", EXAMPLE, "--format", "json", *DAY).stdout)
    assert data["måloppnåelse"]["samlet"]["oppnådd"] == 114


def acknowledged(folder, **changed):
    """Save the example with a reason beside the finding of PAR-08, and its partner `changed`."""
    sjekket = verbs.sjekk(EXAMPLE, date(2026, 11, 23))
    (funn,) = (f for f in sjekket.funn if f.kode == "PAR-08")
    seen = Vurdering(funn.kode, funn.id, funn.felt, "Avtalen er muntlig", funn.avtrykk)
    partnere = tuple(
        replace(p, **changed) if p.partner_id == funn.id else p for p in sjekket.bok.partnere
    )
    path = folder / "bok.xlsx"
    path.write_bytes(build(replace(sjekket.bok, partnere=partnere, vurderinger=(seen,))))
    return path


def test_a_finding_that_is_acknowledged_is_told_apart_and_not_counted(tmp_path):
    path = acknowledged(tmp_path)
    page = run(tmp_path, "sjekk", path, *DAY, "--rapport", "funn.html")
    assert "0 feil, 9 advarsler og 7 tips" in page.stdout
    open_, seen = page.stdout.split("\nVurdert\n")
    assert "PAR-08" not in open_
    assert seen.startswith("    Partnere!J13  Huset Frivilligkafé Fjellvik (fiktiv) har oppgaver")
    assert seen.endswith("(PAR-08: Avtalen er muntlig)\n")
    assert "Vurdert: Avtalen er muntlig" in (tmp_path / "funn.html").read_text("utf-8")
    data = json.loads(run(tmp_path, "sjekk", path, *DAY, "--format", "json").stdout)
    assert [f["kode"] for f in data].count("PAR-08") == 0


def test_an_acknowledgement_holds_until_the_row_changes(tmp_path):
    path = acknowledged(tmp_path, kontaktperson="Ny Person")
    page = run(tmp_path, "sjekk", path, *DAY)
    assert "0 feil, 10 advarsler og 7 tips" in page.stdout
    assert "Vurdert" not in page.stdout


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (None, "Filen «kurs.json» finnes ikke eller kan ikke åpnes."),
        ("{", "«kurs.json» er ikke en JSON-fil."),
        ("[" * 100_000, "«kurs.json» er ikke en JSON-fil."),
    ],
    ids=["missing", "cut short", "deep"],
)
def test_a_course_that_can_not_be_read_makes_no_workbook(said, told, tmp_path):
    if said:
        (tmp_path / "kurs.json").write_text(said, "utf-8")
    done = run(tmp_path, "ny", "bok.xlsx", "--fra", "kurs.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "bok.xlsx").exists()


def test_what_is_shipped_is_built_again_only_where_it_differs(tmp_path):
    for folder in ("workbooks", "templates"):
        copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "workbooks" / "REFERANSE.md").unlink()
    assert run(tmp_path, "bygg").stdout == f"Laget {Path('workbooks/REFERANSE.md')}\n"
    assert run(tmp_path, "bygg").stdout == "Alt er som det skal.\n"
