"""PDF of the documents: a real LibreOffice, and a program that hangs and crashes when told to."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from kursverktoy.documents.pdf import pdf_of
from kursverktoy.documents.pdf import programs as pdf_programs
from kursverktoy.documents.pdf.batch import MISSING, is_current, to_pdf
from kursverktoy.documents.pdf.programs import LibreOffice, Word, installed
from kursverktoy.documents.pdf.run import _batches
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import digest

ROOT = Path(__file__).parents[2]
PATIENCE = 1.5
BY_HAND = "Åpne Word-dokumentet, og lagre det som PDF derfra."
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
STAND_IN = """\
#!{python}
import os, pathlib, re, subprocess, sys, time, zipfile
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
sources = sys.argv[sys.argv.index("--outdir") + 2:]
log = pathlib.Path(__file__).with_name("log")
with log.open("a") as told:
    told.write(f"{{len(sources)}} {{oct(out.parent.parent.stat().st_mode)[-3:]}} {{out.parent}}\\n")
for source in map(pathlib.Path, sources):
    with zipfile.ZipFile(source) as word:
        text = re.sub("<[^>]*>", "", word.read("word/document.xml").decode())
    lock = source.with_name(f".~lock.{{source.name}}#")
    if lock.exists():
        continue
    lock.touch()
    once = log.with_name("hang en gang")
    if "HENG" in text or "{mode}" == "aldri" or ("EN GANG" in text and not once.exists()):
        once.touch()
        forever = ["-c", "import time; time.sleep(1000)", str(log)]
        child = subprocess.Popen([sys.executable, *forever])
        (out / f"{{source.stem}}.pdf").write_bytes(b"%PDF-1.4 halv")
        time.sleep(1000)
    if "KRASJ" in text:
        os.abort()
    if "HOPP" in text or "{mode}" == "ingenting":
        continue
    (out / f"{{source.stem}}.pdf").write_bytes(b"%PDF-1.4\\n" + text.encode() + b"\\n%%EOF\\n")
    lock.unlink()
"""
"""A program with the command line of LibreOffice, whose PDF is the text of the document."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with #!")


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Give every test a temporary folder of its own, which must be empty in the end."""
    folder = tmp_path / "midlertidig"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def documents(folder, *texts):
    folder.mkdir(exist_ok=True)
    paths = [folder / f"KJ_bevis_K{number:02}.docx" for number, _ in enumerate(texts, 1)]
    for path, text in zip(paths, texts, strict=True):
        document = docx.Document()
        document.add_paragraph(text)
        document.save(path)
    return paths


@pytest.fixture
def stand_in(tmp_path):
    """Return a function that makes a program of some mood."""

    def program(mode=""):
        path = tmp_path / "program" / "soffice"
        path.parent.mkdir(exist_ok=True)
        path.write_text(STAND_IN.format(python=sys.executable, mode=mode), encoding="utf-8")
        path.chmod(0o700)
        return LibreOffice(path)

    return program


def starts(program):
    """Return how many documents each start of a stand-in was given, the probe not counted."""
    lines = program.program.with_name("log").read_text(encoding="utf-8").splitlines()
    return [int(line.split()[0]) - 1 for line in lines]


def children(program):
    """Return the processes that a stand-in has begun and that still run."""
    ps = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True)
    log = str(program.program.with_name("log"))
    return [line for line in ps.stdout.splitlines() if line.endswith(log)]


def outcomes(pdfs):
    return [str(pdf.utfall) for pdf in pdfs]


@pytest.mark.libreoffice
def test_libreoffice_makes_a_pdf_beside_each_document(soffice, pdf_text, tmp_path):
    paths = documents(tmp_path / "Blåbær & «sånt» #1", "Blåbærsyltetøy", "To", "Tre")
    told = []
    pdfs = to_pdf(
        paths,
        converters=[LibreOffice(Path(soffice))],
        progress=lambda done, of, pdf: told.append((done, of, pdf.fil.name)),
    )
    assert outcomes(pdfs) == ["skrevet"] * 3
    assert [pdf.dokument for pdf in pdfs] == paths
    assert [pdf.fil for pdf in pdfs] == [path.with_suffix(".pdf") for path in paths]
    assert [pdf_text(pdf.fil).strip() for pdf in pdfs] == ["Blåbærsyltetøy", "To", "Tre"]
    assert [pdf.avtrykk for pdf in pdfs] == [digest(pdf.fil.read_bytes()) for pdf in pdfs]
    assert told == [
        (1, 3, "KJ_bevis_K01.pdf"),
        (2, 3, "KJ_bevis_K02.pdf"),
        (3, 3, pdfs[2].fil.name),
    ]
    assert sorted(p.suffix for p in paths[0].parent.iterdir()) == [".docx"] * 3 + [".pdf"] * 3


@pytest.mark.libreoffice
def test_the_pdf_is_tagged_for_screen_readers(soffice, tmp_path):
    (pdf,) = to_pdf(documents(tmp_path, "Hei"), converters=[LibreOffice(Path(soffice))])
    assert b"/MarkInfo<</Marked true>>" in pdf.fil.read_bytes()


@pytest.mark.libreoffice
def test_what_is_not_a_word_document_becomes_no_pdf(soffice, tmp_path):
    paths = documents(tmp_path, "En", "To", "Tre", "Fire")
    paths[1].write_bytes(b"bare tekst")
    paths[2].write_bytes(paths[2].read_bytes()[:3000])
    pdfs = to_pdf(paths, converters=[LibreOffice(Path(soffice))])
    assert outcomes(pdfs) == ["skrevet", "mislykket", "mislykket", "skrevet"]
    assert pdfs[1].merknad == f"LibreOffice kan ikke lese dokumentet. {BY_HAND}"
    assert not pdfs[1].fil.exists()


@pytest.mark.libreoffice
def test_nothing_is_fetched_from_the_network(soffice, pdf_text, tmp_path):
    document = docx.Document()
    document.add_paragraph("Hei")
    document.add_picture(BytesIO(PICTURE))
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/spor.png"
        (blip,) = document.element.iter(qn("a:blip"))
        del blip.attrib[qn("r:embed")]
        blip.set(qn("r:link"), document.part.relate_to(address, RT.IMAGE, is_external=True))
        document.save(tmp_path / "spor.docx")
        (pdf,) = to_pdf([tmp_path / "spor.docx"], converters=[LibreOffice(Path(soffice))])
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):  # without our profile LibreOffice calls three times
            server.accept()
    assert pdf_text(pdf.fil).strip() == "Hei"


@pytest.mark.libreoffice
def test_many_documents_share_the_starts(soffice, tmp_path):
    paths = documents(tmp_path / "ut", *(f"nr {n}" for n in range(120)))
    began = time.monotonic()
    pdfs = to_pdf(paths, converters=[LibreOffice(Path(soffice))])
    assert outcomes(pdfs) == ["skrevet"] * 120
    # One start for each would take more than a second each.
    assert time.monotonic() - began < 60


@posix
def test_a_document_that_hangs_costs_only_itself(stand_in, tmp_path):
    program = stand_in()
    paths = documents(tmp_path / "ut", "en", "to", "HENG", "fire", "fem")
    pdfs = to_pdf(paths, converters=[program], patience=PATIENCE)
    assert outcomes(pdfs) == ["skrevet", "skrevet", "mislykket", "skrevet", "skrevet"]
    assert pdfs[2].merknad == f"LibreOffice ble ikke ferdig med dokumentet. {BY_HAND}"
    assert not pdfs[2].fil.exists()
    assert b"fem" in pdfs[4].fil.read_bytes()
    # All; those after the one that hung; that one, alone.
    assert sorted(starts(program)) == [1, 2, 5]
    assert children(program) == []


@posix
def test_a_document_the_program_only_happened_to_hang_on_is_made_after_all(stand_in, tmp_path):
    program = stand_in()
    paths = documents(tmp_path / "ut", "en", "EN GANG", "tre")
    assert outcomes(to_pdf(paths, converters=[program], patience=PATIENCE)) == ["skrevet"] * 3
    assert starts(program) == [3, 1, 1]


@posix
def test_a_document_that_crashes_costs_only_itself(stand_in, tmp_path):
    program = stand_in()
    paths = documents(tmp_path / "ut", "KRASJ", "to", "KRASJ", "fire")
    pdfs = to_pdf(paths, converters=[program], patience=20)
    assert outcomes(pdfs) == ["mislykket", "skrevet", "mislykket", "skrevet"]
    assert sorted(starts(program)) == [1, 1, 1, 3, 4]


@posix
def test_documents_a_program_leaves_out_are_tried_alone_before_they_are_given_up(
    stand_in, tmp_path
):
    program = stand_in()
    pdfs = to_pdf(
        documents(tmp_path / "ut", "HOPP", "to", "HOPP"), converters=[program], patience=20
    )
    assert outcomes(pdfs) == ["mislykket", "skrevet", "mislykket"]
    assert starts(program) == [3, 1, 1]


@posix
@pytest.mark.parametrize("mode", ["aldri", "ingenting"])
def test_a_program_that_makes_nothing_is_given_up_after_two_starts(mode, stand_in, tmp_path):
    program = stand_in(mode)
    paths = documents(tmp_path / "ut", *("tekst",) * 5)
    pdfs = to_pdf(paths, converters=[program], patience=0.5)
    assert outcomes(pdfs) == ["mislykket"] * 5
    why = "LibreOffice starter ikke på denne maskinen. "
    assert {pdf.merknad for pdf in pdfs} == {why + BY_HAND}
    assert starts(program) == [5, 5]
    assert children(program) == []


def test_a_program_that_can_not_be_started_is_told(tmp_path):
    (tmp_path / "soffice").write_text("ikke et program", encoding="utf-8")
    pdfs = to_pdf(documents(tmp_path, "en"), converters=[LibreOffice(tmp_path / "soffice")])
    assert outcomes(pdfs) == ["mislykket"]
    assert pdfs[0].merknad.startswith("LibreOffice starter ikke på denne maskinen.")


@posix
def test_what_one_program_can_not_make_the_next_one_gets(stand_in, tmp_path):
    broken = LibreOffice(tmp_path / "finnes-ikke")
    paths = documents(tmp_path / "ut", "en", "to")
    told = []
    pdfs = to_pdf(
        paths,
        converters=[broken, stand_in()],
        progress=lambda done, _, pdf: told.append((done, str(pdf.utfall))),
    )
    assert outcomes(pdfs) == ["skrevet", "skrevet"]
    assert told == [(1, "skrevet"), (2, "skrevet")]


@posix
def test_the_temporary_folder_is_closed_to_others_and_names_nobody(stand_in, tmp_path):
    program = stand_in()
    path = tmp_path / "Fatima_Haddad.docx"
    documents(tmp_path / "ut", "en")[0].rename(path)
    to_pdf([path], converters=[program])
    log = program.program.with_name("log").read_text(encoding="utf-8")
    assert log.split()[1] == "700"
    assert "Fatima" not in log


@posix
def test_ctrl_c_leaves_neither_programs_nor_files(stand_in, tmp_path, temporary):
    (path,) = documents(tmp_path / "ut", "HENG")
    program = stand_in()
    code = f"""
        import signal, tempfile
        # A job in the background of a shell starts with Ctrl-C ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        tempfile.tempdir = {str(temporary)!r}
        from pathlib import Path
        from kursverktoy.documents.pdf.batch import to_pdf
        from kursverktoy.documents.pdf.programs import LibreOffice
        to_pdf([Path({str(path)!r})], converters=[LibreOffice(Path({str(program.program)!r}))])
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        wait_for(lambda: children(program))
        process.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in process.communicate(timeout=30)[1]
    assert children(program) == []
    assert list(temporary.iterdir()) == []
    assert not pdf_of(path).exists()


def wait_for(condition):
    for _ in range(300):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it never happened")


@posix
def test_what_a_killed_run_left_is_removed_by_a_later_one(stand_in, tmp_path, temporary):
    old, new, other = (temporary / name for name in ("kursverktoy-pdf-a", "kursverktoy-pdf-b", "x"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "1.docx").touch()
    for folder in (old, other):
        os.utime(folder, (1, 1))
    to_pdf(documents(tmp_path / "ut", "en"), converters=[stand_in()])
    assert sorted(temporary.iterdir()) == [new, other]
    for folder in (new, other):
        shutil.rmtree(folder)


@posix
def test_a_pdf_that_lies_there_is_not_written_over(stand_in, tmp_path):
    paths = documents(tmp_path / "ut", "en", "to")
    pdf_of(paths[0]).write_bytes(b"signert")
    pdfs = to_pdf(paths, converters=[stand_in()])
    assert outcomes(pdfs) == ["mislykket", "skrevet"]
    assert pdfs[0].merknad == (
        "«KJ_bevis_K01.pdf» ligger i mappen fra før og kan være signert eller sendt. "
        "Flytt den, og prøv igjen."
    )
    assert pdfs[0].fil.read_bytes() == b"signert"


@posix
def test_a_pdf_known_to_be_ours_is_replaced(stand_in, tmp_path):
    paths = documents(tmp_path / "ut", "en", "to")
    first = to_pdf(paths, converters=[stand_in()])
    known = {pdf.fil: pdf.avtrykk for pdf in first}
    documents(tmp_path / "ut", "ny", "ny")
    first[1].fil.write_bytes(b"signert")
    again = to_pdf(paths, known=known, converters=[stand_in()])
    assert outcomes(again) == ["skrevet", "mislykket"]
    assert b"ny" in first[0].fil.read_bytes()
    assert first[1].fil.read_bytes() == b"signert"


@posix
def test_a_document_that_is_gone_costs_only_itself(stand_in, tmp_path):
    paths = documents(tmp_path / "ut", "en", "to")
    paths[0].unlink()
    pdfs = to_pdf(paths, converters=[stand_in()])
    assert outcomes(pdfs) == ["mislykket", "skrevet"]
    assert pdfs[0].merknad == "Dokumentet kan ikke leses. Lukk det, og prøv igjen."


@posix
def test_a_document_asked_for_twice_is_made_once(stand_in, tmp_path):
    (path,) = documents(tmp_path / "ut", "en")
    pdfs = to_pdf([path, path], converters=[stand_in()])
    assert outcomes(pdfs) == ["skrevet", "skrevet"]


def test_without_a_program_there_is_one_sentence_and_the_document_stands(tmp_path):
    (path,) = documents(tmp_path / "ut", "en")
    before = path.read_bytes()
    with pytest.raises(KursverktoyError) as caught:
        to_pdf([path], converters=[])
    assert str(caught.value) == MISSING
    assert path.read_bytes() == before
    assert not pdf_of(path).exists()


def test_a_pdf_is_current_until_its_document_changes(tmp_path):
    (path,) = documents(tmp_path / "ut", "en")
    assert not is_current(path)
    pdf_of(path).write_bytes(b"%PDF-")
    assert is_current(path)
    later = pdf_of(path).stat().st_mtime + 1
    os.utime(path, (later, later))
    assert not is_current(path)
    path.unlink()
    assert not is_current(path)


@pytest.mark.parametrize(
    ("count", "at_once", "sizes"),
    [
        (0, 2, []),
        (1, 2, [1]),
        (19, 2, [19]),
        (20, 2, [10, 10]),
        (20, 1, [20]),
        (100, 1, [100]),
        (101, 1, [51, 50]),
        (324, 2, [81, 81, 81, 81]),
        (500, 1, [100] * 5),
    ],
)
def test_batches_are_even_and_never_too_large(count, at_once, sizes):
    batches = _batches(range(1, count + 1), at_once)
    assert [len(batch) for batch in batches] == sizes
    assert [number for batch in batches for number in batch] == list(range(1, count + 1))


@posix
def test_libreoffice_is_found_where_it_lies(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_programs.shutil, "which", lambda _: None)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    assert installed()[-1] == LibreOffice(program)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for what Linux lacks")
def test_a_program_in_the_current_folder_is_never_run(tmp_path, monkeypatch):
    trap = tmp_path / "soffice"
    trap.write_text("#!/bin/sh\n", encoding="utf-8")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert all(program.program != Path("soffice") for program in installed())
    assert all(program.program.is_absolute() for program in installed())


def test_word_is_asked_by_scripts_that_take_the_files_one_by_one(tmp_path):
    """No machine of ours has Word: this shows only that the scripts can be read."""
    sources = [tmp_path / "1.docx", tmp_path / "2.docx"]
    windows = Word("win32").command(tmp_path, sources)
    assert windows[:3] == [sys.executable, "-P", "-c"]
    compile(windows[3], "word", "exec")
    assert windows[4:] == [str(tmp_path / "out"), *map(str, sources)]
    macos = Word("darwin").command(tmp_path, sources)
    assert macos[:4] == ["osascript", "-l", "JavaScript", "-e"]
    assert macos[5:] == windows[4:]
