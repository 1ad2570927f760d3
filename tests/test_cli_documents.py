"""Documents and templates, typed: what is told, what lies there afterwards, and the exit code."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
CERTIFICATE = "KJ-2026-H_kursbevis_K03_2026-11-23"


def run(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kursverktoy", *map(str, arguments)],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def skriv(folder, *arguments, dato="2026-11-23", **environment):
    return run(folder, "skriv", EXAMPLE, *arguments, "--ut", "ut", "--dato", dato, **environment)


def names(folder):
    return sorted(path.name for path in (folder / "ut").glob("*.*") if path.suffix != ".jsonl")


def changed(folder, sheet, field, value, **wanted):
    """Make a workbook of the example course in which one cell is another."""
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    [row] = [row for row in data[sheet] if wanted.items() <= row.items()]
    row[field] = value
    (folder / "kurs.json").write_text(json.dumps(data), "utf-8")
    (folder / "bok.xlsx").unlink(missing_ok=True)
    done = run(folder, "ny", "bok.xlsx", "--fra", "kurs.json", "--dato", "2026-11-23")
    assert done.returncode == 0
    return "bok.xlsx"


def template_with(text):
    document = docx.Document(ROOT / "templates" / "D5_kursbevis_nb.docx")
    document.add_paragraph(text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_preview_tells_what_would_be_written_and_writes_nothing(tmp_path):
    done = skriv(tmp_path, "bevis", "--id", "K03", "--vis")
    assert done.returncode == 0
    assert done.stdout.startswith("1 dokument ville blitt skrevet i ut\n")
    assert f"{CERTIFICATE}.docx" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_asks_for_no_document_is_answered_with_the_nearest(tmp_path):
    done = skriv(tmp_path, "rapport-extern")
    assert done.returncode == 2
    assert done.stderr == "«rapport-extern» er ikke et dokument. Mente du «rapport-ekstern»?\n"


def test_a_certificate_can_be_in_english(tmp_path):
    done = skriv(tmp_path, "bevis", "--id", "K03", "--sprak", "en")
    assert done.returncode == 0, done.stderr
    [path] = (tmp_path / "ut").glob("*.docx")
    document = docx.Document(path)
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title.startswith("Course certificate – ")


def test_only_what_changed_is_written_and_the_reason_is_told(tmp_path):
    assert skriv(tmp_path, "avtaler").returncode == 0
    bok = changed(tmp_path, "partnere", "telefon", "90000000", partner_id="P07")
    done = run(tmp_path, "skriv", bok, "avtaler", "--ut", "ut", "--dato", "2026-11-23")
    assert done.returncode == 0
    assert done.stdout.startswith("1 dokument skrevet i ut\n")
    assert "«Telefon» er endret på P07: 1 avtale" in done.stdout
    assert "6 var der fra før, og er som de skal." in done.stdout


def test_an_issued_certificate_stays_and_can_be_had_as_a_duplicate(tmp_path):
    assert skriv(tmp_path, "bevis", "--id", "K03").returncode == 0
    issued = (tmp_path / "ut" / f"{CERTIFICATE}.docx").read_bytes()
    done = skriv(tmp_path, "--duplikat", "--id", "K03", dato="2026-12-01")
    assert done.returncode == 0, done.stdout + done.stderr
    assert names(tmp_path) == [
        f"{CERTIFICATE}.docx",
        "KJ-2026-H_kursbevis_duplikat_K03_2026-12-01.docx",
    ]
    bok = changed(tmp_path, "avslutning", "timer_gjennomført", 200, kandidat_id="K03")
    done = run(tmp_path, "skriv", bok, "bevis", "--id", "K03", "--ut", "ut", "--dato", "2026-12-01")
    assert "Utstedt, og endres ikke: 1" in done.stdout
    assert "«Timer gjennomført»" in done.stdout
    assert (tmp_path / "ut" / f"{CERTIFICATE}.docx").read_bytes() == issued


def test_the_register_tells_what_is_issued_and_what_was_edited(tmp_path):
    skriv(tmp_path, "bevis", "--id", "K03", "--id", "K04")
    edited = tmp_path / "ut" / f"{CERTIFICATE}.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    done = run(tmp_path, "register", "ut", "--ut", "register.csv")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"{CERTIFICATE}.docx  utstedt 20.11.2026, nr. KJ-2026-H-03, endret for hånd",
        "KJ-2026-H_kursbevis_K04_2026-11-23.docx  utstedt 23.10.2026, nr. KJ-2026-H-04, uendret",
    ]
    assert (tmp_path / "register.csv").read_bytes().startswith(b"\xef\xbb\xbfDokument;Utgave;")
    rows = json.loads(run(tmp_path, "register", "ut", "--format", "json").stdout)
    assert [(row["id"], row["utstedt"]) for row in rows] == [
        ("K03", "2026-11-20"),
        ("K04", "2026-10-23"),
    ]


def test_the_same_thing_is_said_once(tmp_path):
    skriv(tmp_path, "bevis")
    bok = changed(tmp_path, "moduler", "navn", "Noe annet", modul_id="M1")
    done = run(tmp_path, "skriv", bok, "bevis", "--ut", "ut", "--dato", "2026-11-23")
    lines = done.stdout.splitlines()
    assert lines[0] == "0 dokumenter skrevet i ut"
    assert done.stdout.count("«Modul» er endret") == 1
    assert done.stdout.count("Skal et bevis rettes") == 1
    assert "  bevis K01, K03, K04, K05," in done.stdout


def test_a_preview_makes_no_pdf_and_says_so(tmp_path):
    done = skriv(tmp_path, "bevis", "--id", "K03", "--vis", "--pdf")
    assert done.stdout.endswith(
        "PDF lages av dokumentene når de er skrevet, så --vis viser ingen.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_new_certificate_says_which_it_replaces(tmp_path):
    skriv(tmp_path, "bevis", "--id", "K03")
    bok = changed(tmp_path, "avslutning", "bevis_nr", "KJ-2026-H-03B", kandidat_id="K03")
    done = run(tmp_path, "skriv", bok, "bevis", "--id", "K03", "--ut", "ut", "--dato", "2026-11-23")
    assert f"  {CERTIFICATE}_v2.docx  (erstatter nr. KJ-2026-H-03)\n" in done.stdout


def test_an_altered_certificate_is_told_and_becomes_no_pdf(tmp_path):
    skriv(tmp_path, "bevis", "--id", "K03")
    edited = tmp_path / "ut" / f"{CERTIFICATE}.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    done = skriv(tmp_path, "bevis", "--id", "K03", "--pdf")
    assert "Utstedt, og filen er endret siden: 1\n  bevis K03\n" in done.stdout
    assert "som de skal" not in done.stdout
    assert names(tmp_path) == [edited.name]


def test_a_register_that_is_empty_or_damaged_is_told(tmp_path):
    skriv(tmp_path, "bevis", "--id", "K03")
    register = tmp_path / "ut" / "dokumentregister.jsonl"
    head, *_ = register.read_bytes().split(b"\n")
    register.write_bytes(head)
    done = run(tmp_path, "register", "ut")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Dokumentregisteret i mappen er skadet,")
    register.write_bytes(head.replace(b'"antall": 1', b'"antall": 0'))
    done = run(tmp_path, "register", "ut")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Ingen dokumenter er skrevet til mappen ennå.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is full is Linux's")
def test_a_disk_that_is_full_is_told_without_a_traceback(tmp_path):
    skriv(tmp_path, "bevis", "--id", "K03")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kursverktoy", "register", "ut"], cwd=tmp_path, stdout=full,
            stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        2,
        "Det som skulle vises, kan ikke skrives. Se at disken har plass.\n",
    )


def test_a_folder_without_a_register_is_told(tmp_path):
    done = run(tmp_path, "register", ".")
    assert done.returncode == 2
    assert done.stderr.startswith("Det er ikke noe dokumentregister i mappen .")


@pytest.mark.usefixtures("soffice")
def test_pdf_is_made_beside_the_documents_once(tmp_path):
    done = skriv(tmp_path, "bevis", "--id", "K03", "--pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Laget 1 PDF ved siden av." in done.stdout
    made = tmp_path / "ut" / f"{CERTIFICATE}.pdf"
    assert made.read_bytes().startswith(b"%PDF-")
    before = made.stat().st_mtime_ns
    again = skriv(tmp_path, "bevis", "--id", "K03", "--pdf")
    assert (again.returncode, made.stat().st_mtime_ns) == (0, before)


def test_the_templates_that_are_shipped_are_fine(tmp_path):
    done = run(tmp_path, "maler")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].endswith(" maler uten funn.")


def test_a_wrong_tag_is_told_and_commented_in_a_copy(tmp_path):
    mal = tmp_path / "D5_kursbevis_nb.docx"
    mal.write_bytes(template_with("Partner: {{ utsteder.partnernvan }}"))
    before = mal.read_bytes()
    done = run(tmp_path, "maler", mal, "--kommenter", "kopier", "--dato", "2026-11-23")
    assert done.returncode == 1
    assert "Mente du «partnernavn»" in done.stdout.replace("utsteder.", "")
    assert mal.read_bytes() == before
    [comment] = docx.Document(tmp_path / "kopier" / mal.name).comments
    assert "partnernvan" in comment.text
    [row] = json.loads(run(tmp_path, "maler", mal, "--format", "json").stdout)
    assert (row["alvor"], row["tag"]) == ("feil", "{{ utsteder.partnernvan }}")


def test_comments_are_never_put_into_the_templates_own_folder(tmp_path):
    mal = tmp_path / "D5_kursbevis_nb.docx"
    mal.write_bytes(template_with("{{ tull }}"))
    before = mal.read_bytes()
    done = run(tmp_path, "maler", mal, "--kommenter", ".")
    assert (done.returncode, mal.read_bytes()) == (2, before)
    assert "Velg en annen mappe" in done.stderr


def test_a_copy_that_can_not_be_made_costs_no_other(tmp_path):
    """One is damaged, one is not there, one has a copy already; the last gets its own."""
    names = [f"D{code}" for code in ("1.docx", "2.docx", "3.docx", "4.docx")]
    for name in names:
        (tmp_path / name).write_bytes(template_with("{{ tull"))
    (tmp_path / "D1.docx").write_bytes(b"x")
    (tmp_path / "D2.docx").unlink()
    (tmp_path / "kopier").mkdir()
    (tmp_path / "kopier" / "D3.docx").write_bytes(b"hers")
    done = run(tmp_path, "maler", *names, "--kommenter", "kopier")
    assert done.returncode == 2
    assert "Filen «D1.docx» er skadet:" in done.stderr
    assert "åpne den i Word og lagre den på nytt." in done.stderr
    assert "«D2.docx» finnes ikke eller kan ikke leses." in done.stderr
    assert "«D3.docx» ble ikke lagret: filen finnes fra før." in done.stderr
    assert f"Laget {Path('kopier', 'D4.docx')}" in done.stderr
    assert (tmp_path / "kopier" / "D3.docx").read_bytes() == b"hers"
    assert len(docx.Document(tmp_path / "kopier" / "D4.docx").comments) >= 1
    assert "D4.docx: " in done.stdout


@pytest.mark.parametrize("folder", ["fil", "fil/under"])
def test_a_folder_that_can_not_be_made_is_told(folder, tmp_path):
    (tmp_path / "fil").write_text("ingen mappe")
    mal = tmp_path / "D5_kursbevis_nb.docx"
    mal.write_bytes(template_with("{{ tull }}"))
    done = run(tmp_path, "maler", mal, "--kommenter", folder)
    assert done.returncode == 2
    assert done.stderr == (
        f"Mappen «{Path(folder)}» kan ikke lages. Velg en annen mappe, eller et annet navn.\n"
    )
    assert "D5_kursbevis_nb.docx: " in done.stdout


def test_the_copies_are_made_although_nobody_reads_the_findings(tmp_path):
    mal = tmp_path / "D5_kursbevis_nb.docx"
    mal.write_bytes(template_with("{{ tull }}"))
    command = [sys.executable, "-m", "kursverktoy", "maler", mal.name, "--kommenter", "kopier"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        process.stdout.close()
        _, told = process.communicate()
    assert (process.returncode, told) == (0, f"Laget {Path('kopier', mal.name)}\n")
    assert (tmp_path / "kopier" / mal.name).exists()


def test_a_mail_merge_template_is_made_over(tmp_path):
    document = docx.Document()
    field = document.add_paragraph("Til ").add_run()
    simple = docx.oxml.OxmlElement("w:fldSimple")
    simple.set(docx.oxml.ns.qn("w:instr"), " MERGEFIELD Bevisnummer ")
    field._r.addnext(simple)
    document.save(tmp_path / "flett.docx")
    target = "D5_kursbevis_nb.docx"
    done = run(tmp_path, "maler", "--konverter", "flett.docx", "--ut", target)
    assert "gjort om: MERGEFIELD Bevisnummer → {{ avslutning.bevis_nr }}" in done.stderr
    assert docx.Document(tmp_path / target).paragraphs[0].text == "Til {{ avslutning.bevis_nr }}"
    elsewhere = Path("nye", "maler", target)
    run(tmp_path, "maler", "--konverter", "flett.docx", "--ut", elsewhere)
    assert (tmp_path / elsewhere).read_bytes() == (tmp_path / target).read_bytes()
    again = run(tmp_path, "maler", "--konverter", "flett.docx", "--ut", target)
    assert again.returncode == 2
    nameless = run(tmp_path, "maler", "--konverter", "flett.docx", "--ut", "mal.docx")
    assert nameless.stderr.startswith("«mal.docx» er ikke navnet på en mal")
