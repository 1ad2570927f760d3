"""The house rules: what is in the repository, and how large its rooms may grow."""

import ast
import re
import shutil
import socket
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kursverktoy").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 330, 45
LONGEST_DECLARATION = 400
"""A sheet is read column by column; to split the longest would only hide half of it."""
REGISTRIES = re.compile(
    r"pypi\.org/simple|pythonhosted|artifactory|registry\.npmjs|index-url|find-links|trusted-host"
)
MACHINE = re.compile(r"(?<![\w.-])/(?:root|tmp|work|home/\w+)/")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def texts():
    """Return the text of every file that git has or would take, by name."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("git or its clone is missing")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    return {name: text_of(ROOT / name) for name in names}


def text_of(path):
    """Return what a file says; of a Word or Excel file, what its parts say."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_no_file_names_a_package_registry(texts):
    found = {name for name, text in texts.items() if REGISTRIES.search(text)}
    assert found <= {"tests/test_house.py"}


def test_no_file_names_a_place_on_one_machine(texts):
    found = [name for name, text in texts.items() if MACHINE.search(text)]
    assert [name for name in found if not name.startswith("tests/")] == []


def test_every_dependency_has_one_exact_version():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    pinned = {plain(line) for line in lines}
    assert len(pinned) == len(lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"]]
    assert {plain(line) for line in wanted} <= pinned


def plain(requirement):
    """Return the name in a requirement, as package indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def test_readme_tells_how_to_see_it_and_how_to_test_it():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_ci_runs_what_everybody_runs():
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in run
    assert "make test" in run


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_says_what_it_is_and_stays_small(module):
    lines = module.read_text(encoding="utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    docstring, length = ast.get_docstring(tree), len(lines)
    assert docstring
    assert length <= (LONGEST_DECLARATION if module.parent.name == "ark" else LONGEST_MODULE)
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_test_reaches_the_network():
    with pytest.raises(AssertionError, match="no test may use the network"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    for family in (socket.AF_INET, socket.AF_INET6):
        with socket.socket(family, socket.SOCK_DGRAM) as datagrams:
            with pytest.raises(AssertionError, match="no test may use the network"):
                datagrams.connect(("::1", 9))
            with pytest.raises(AssertionError, match="no test may use the network"):
                datagrams.sendto(b"hei", ("::1", 9))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets within the machine")
def test_sockets_within_the_machine_are_free():
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"hei")
        assert other.recv(3) == b"hei"


@pytest.mark.libreoffice
def test_libreoffice_converts_and_its_pages_can_be_read(convert, pdf_text, tmp_path):
    (tmp_path / "brev.txt").write_text("Blåbærsyltetøy", encoding="utf-8-sig")
    assert "Blåbærsyltetøy" in pdf_text(convert(tmp_path / "brev.txt", "pdf"))
