"""What every test may ask for, and the one thing none may do: reach the network."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"
OFFICES = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
]
REQUIRED = os.environ.get("KURSVERKTOY_LIBREOFFICE") == "required" or (
    os.environ.get("CI") == "true" and sys.platform == "linux"
)
"""Whether a missing LibreOffice fails the tests that need it, or skips them and says so."""
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
</item>
</oor:items>
"""
ALWAYS, NEVER = 0, 1

# Busy workers are slow, and a suite should say the same thing twice.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; then read them"
    )


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Refuse every connection, datagram and look-up; sockets within the machine are free."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _within(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _no_look_up)
        yield


def _within(real):
    def call(self, *args):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"no test may use the network: {args[-1]}")
        return real(self, *args)

    return call


def _no_look_up(host, *_args, **_kwargs):
    raise AssertionError(f"no test may use the network: {host}")


@pytest.fixture
def golden(request):
    """Compare a text with the file of that name under tests/golden/."""

    def compare(name, text):
        page = GOLDEN / name
        if request.config.getoption("--update-golden"):
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8", newline="\n")
        assert page.exists(), f"{page} is missing: run pytest --update-golden and read it"
        assert text == page.read_text(encoding="utf-8")

    return compare


def program(name, *places):
    """Return where a program is; else fail where it is required, and skip elsewhere."""
    found = [place for place in (shutil.which(name), *places) if place and Path(place).exists()]
    if found:
        return found[0]
    reason = f"{name} is not installed; make test installs it where apt-get may be used"
    return pytest.fail(reason) if REQUIRED else pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice():
    """Return the path of LibreOffice."""
    return program("soffice", *OFFICES)


@pytest.fixture(scope="session")
def pdf_text():
    """Return a function from a PDF file to its text, laid out as on the page."""
    pdftotext = program("pdftotext")

    def text(path):
        command = [pdftotext, "-layout", "-enc", "UTF-8", path, "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    return text


@pytest.fixture(scope="session")
def convert(convert_all):
    """Return a function that has LibreOffice save a copy of a file as "pdf", "xlsx", ….

    It recalculates every formula on the way, unless told not to.
    """

    def converted(path, kind, *, recalc=True):
        (result,) = convert_all([path], kind, recalc=recalc)
        return result

    return converted


@pytest.fixture(scope="session")
def convert_all(soffice, tmp_path_factory):
    """Return what `convert` does, for several files of different names in one start.

    The profile is this worker's own, so that workers, and the LibreOffice of whoever runs the
    tests, don't meet.
    """
    profiles = {}

    def converted(paths, kind, *, recalc=True):
        if recalc not in profiles:
            profiles[recalc] = _profile(tmp_path_factory.mktemp("profile"), recalc=recalc)
        folder = tmp_path_factory.mktemp("converted")
        (folder / "from").mkdir()
        sources = [str(shutil.copy(path, folder / "from")) for path in paths]
        told = _run(
            *(soffice, "--headless", "--norestore"),
            *(f"-env:UserInstallation={profiles[recalc]}", "--convert-to", kind),
            *("--outdir", str(folder), *sources),
        )
        results = [folder / f"{Path(path).stem}.{kind.partition(':')[0]}" for path in paths]
        for result in results:
            assert result.exists(), f"LibreOffice made no {result.name}: {told}"
        return results

    return converted


def _profile(folder, *, recalc):
    """Make a profile that recalculates workbooks on load always, or never; return its address."""
    (folder / "user").mkdir()
    registry = RECALCULATE.format(mode=ALWAYS if recalc else NEVER)
    (folder / "user" / "registrymodifications.xcu").write_text(registry, encoding="utf-8")
    return folder.as_uri()


def _run(*command, seconds=180):
    """Run a program that starts others; if it takes too long, end them all."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, **pipes, start_new_session=True) as process:
        try:
            return process.communicate(timeout=seconds)[0].decode(errors="replace")
        finally:
            if process.poll() is None:
                if os.name == "posix":
                    os.killpg(process.pid, signal.SIGKILL)
                process.kill()
