"""What is shipped is what the code makes."""

import json
import re
import zipfile
from pathlib import Path

import jsonschema
import pytest

from kursverktoy import verbs

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    root = tmp_path_factory.mktemp("rot")
    (root / "workbooks").mkdir()
    (root / "templates").mkdir()
    return verbs.bygg(root)


def test_every_shipped_file_is_current(rebuilt):
    assert sorted(path.name for path in rebuilt) == [
        "README.md", "REFERANSE.md", "eksempel.xlsx", "kursverktoy.xlam", "kursverktoy.xlsm",
        "tom.xlsx", "utveksling.schema.json",
    ]  # fmt: skip
    for path in rebuilt:
        shipped = ROOT / path.parent.name / path.name
        assert content(shipped) == content(path), f"{shipped.name}: run make workbooks"


def content(path):
    """Return the bytes of a file; of a workbook those of each part, as zlibs pack differently."""
    if not path.suffix.startswith(".xl"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return [(name, book.read(name)) for name in book.namelist()]


def test_nothing_is_written_when_nothing_changed(rebuilt):
    assert verbs.bygg(rebuilt[0].parents[1]) == []


def test_the_example_follows_its_own_schema():
    schema = json.loads((ROOT / "workbooks/utveksling.schema.json").read_text("utf-8"))
    data = json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))
    jsonschema.validate(data, schema)


@pytest.mark.parametrize(
    "name", ["tom.xlsx", "eksempel.xlsx", "kursverktoy.xlsm", "kursverktoy.xlam"]
)
def test_the_workbooks_name_no_maker_and_no_machine(name):
    with zipfile.ZipFile(ROOT / "workbooks" / name) as book:
        core = book.read("docProps/core.xml").decode()
        everything = b"".join(book.read(part) for part in book.namelist())
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)<", core) == ["kursverktøy"] * 2
    assert not re.search(rb"/(?:root|home|tmp)/|C:\\\\", everything)
