"""The pieces of the engine: breaks, packages, prepared templates, and their place on the disk."""

import os
import stat
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st

from documents.word import DAY, TEMPLATES, template
from kursverktoy.documents.engine import cache
from kursverktoy.documents.engine.archive import Shelf, entry, in_order, lasting_entry
from kursverktoy.documents.engine.breaks import has_breaks, with_breaks
from kursverktoy.documents.engine.prepared import Prepared
from kursverktoy.documents.engine.preparing import prepare
from kursverktoy.documents.environment import Environment

D5 = TEMPLATES / "D5_kursbevis_nb.docx"
PIECES = st.sampled_from(
    [
        *("<w:p>", '<w:p w:x="1">', "<w:p/>", '<w:p w:x="1"/>', "</w:p>", "<w:r>", "<w:r/>"),
        *("</w:r>", "<w:t>", '<w:t xml:space="preserve">', "</w:t>", "<w:rPr><w:b/></w:rPr>"),
        *("<w:pict>", "<w:pPr><w:jc/></w:pPr>", "a", "\n", "\t", "\a", "\f", " "),
    ]
)
WHOLE = st.tuples(PIECES, PIECES, PIECES).map(
    lambda of: (
        "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}{}{}</w:t></w:r></w:p>".format(
            *of
        )
    )
)


@given(st.lists(st.one_of(PIECES, WHOLE), max_size=20).map("".join))
def test_breaks_are_written_as_docxtpl_writes_them(text):
    assert with_breaks(text) == DocxTemplate(None).resolve_listing(text)
    assert has_breaks(text) or with_breaks(text) == text


def test_a_package_is_a_zip_file_that_everybody_reads():
    static = {"[Content_Types].xml": b"<Types/>", "å/b.xml": b"b" * 99_999, "tom": b""}
    own = {"word/document.xml": os.urandom(70_000), "æ.xml": "ø".encode()}
    shelf = Shelf([lasting_entry(*each) for each in static.items()])
    made = shelf.package([entry(*each) for each in own.items()])
    with ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == static | own
        assert archive.namelist() == [*static, *own]
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {i.external_attr >> 16 for i in archive.infolist()} == {0o600}
        assert {i.create_system for i in archive.infolist()} == {0}
    assert made == shelf.package([entry(*each) for each in own.items()])


def test_the_content_types_come_first():
    names = ["word/document.xml", "_rels/.rels", "[Content_Types].xml", "a"]
    assert in_order(names) == ["[Content_Types].xml", "_rels/.rels", "a", "word/document.xml"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The place on the disk for prepared templates, empty."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    assert cache.folder().is_relative_to(tmp_path)
    return cache.folder()


def prepared():
    return prepare(D5.read_bytes(), Environment("nb").lex)


def test_a_prepared_template_is_the_same_from_bytes():
    assert Prepared.from_bytes(prepared().to_bytes()) == prepared()


def test_a_template_is_remembered_by_its_content(folder):
    data, made = D5.read_bytes(), prepared()
    assert cache.recall(data) is None
    cache.remember(data, made)
    assert cache.recall(data) == made
    assert cache.recall(data + b"x") is None
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def a_bit_flipped(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut_short(file):
    file.write_bytes(file.read_bytes()[:-1])


def emptied(file):
    file.write_bytes(b"")


def open_to_others(file):
    file.chmod(0o644)


def in_a_shared_folder(file):
    file.parent.chmod(0o770)


def a_link(file):
    elsewhere = file.rename(file.with_suffix(".other"))
    file.symlink_to(elsewhere)


def behind_a_linked_folder(file):
    elsewhere = file.parent.rename(file.parent.with_suffix(".other"))
    file.parent.symlink_to(elsewhere)


def a_folder(file):
    file.unlink()
    file.mkdir(mode=0o700)


@pytest.mark.parametrize(
    "harm",
    [
        *(a_bit_flipped, cut_short, emptied, open_to_others, in_a_shared_folder, a_link),
        *(behind_a_linked_folder, a_folder),
    ],
)
def test_a_doubtful_file_is_not_used(harm, folder):
    if sys.platform == "win32" and harm in (open_to_others, in_a_shared_folder):
        pytest.skip("Windows has no such modes")
    data = D5.read_bytes()
    cache.remember(data, prepared())
    (file,) = folder.iterdir()
    harm(file)
    assert cache.recall(data) is None


def test_nothing_is_kept_where_others_can_write(folder):
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    cache.remember(D5.read_bytes(), prepared())
    assert list(folder.iterdir()) == []


def test_a_disk_that_takes_nothing_does_no_harm(folder, tmp_path):
    folder.parent.parent.mkdir(parents=True)
    folder.parent.write_text("a file where the folder should be")
    assert len(template(tmp_path, "{{ v }}").render({"v": 1}, title="", day=DAY, målform="nb"))
    assert cache.recall(D5.read_bytes()) is None


@pytest.mark.usefixtures("folder")
def test_another_version_of_a_tool_makes_its_own(monkeypatch):
    data = D5.read_bytes()
    cache.remember(data, prepared())
    real = list(cache._tools())
    assert [line.split()[0] for line in real][:2] == ["__init__.py", "__init__.py"]
    monkeypatch.setattr(cache, "_tools", lambda: [*real[:-1], "finish.py 1 1\n"])
    assert cache.recall(data) is None


def test_the_disk_does_not_fill(folder, monkeypatch):
    monkeypatch.setattr(cache, "MOST", 3)
    made = prepared()
    for number in range(5):
        cache.remember(bytes([number]), made)
        os.utime(max(folder.iterdir(), key=os.path.getctime), (number, number))
    assert len(list(folder.iterdir())) == 3
    assert cache.recall(b"\4") == made


FILL = """
import sys
from datetime import date
from pathlib import Path
from kursverktoy.documents.template import open_template
data = open_template(Path(sys.argv[1])).render(
    {"v": "verdi"}, title="T", day=date(2026, 11, 23), målform="nb"
)
print(sorted({"docx", "docxtpl", "lxml"} & sys.modules.keys()))
sys.stdout.flush()
sys.stdout.buffer.write(data)
"""


@pytest.mark.usefixtures("folder")
def test_a_remembered_template_is_filled_without_docxtpl_and_the_same(tmp_path):
    template(tmp_path, "{{ v }}", header=["{{ v }}"])
    command = [sys.executable, "-X", "utf8", "-c", FILL, str(tmp_path / "mal.docx")]
    first, second = (subprocess.run(command, capture_output=True, check=True) for _ in range(2))
    loaded, _, document = second.stdout.partition(b"\n")
    assert loaded == b"[]"
    assert document == first.stdout.partition(b"\n")[2]
    assert docx.Document(BytesIO(document)).paragraphs[0].text == "verdi"
