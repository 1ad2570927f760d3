"""A file is saved whole or not at all, whatever fails and whenever the process is killed."""

import contextlib
import errno
import io
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook import saving
from kursverktoy.workbook.saving import digest, save

OLD = b"det gamle " * 500
NEW = b"det nye som skal inn " * 500
POSIX = os.name == "posix"
CALLS = [
    *((os, name) for name in ("access", "chmod", "close", "fsync", "link", "lstat", "open")),
    *((os, name) for name in ("readlink", "rename", "replace", "scandir", "stat", "unlink")),
    (os, "write"),
    (io, "open"),
]
ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EBUSY, errno.EMFILE]
WAYS = {
    "over": {"overwrite": True},
    "new": {"overwrite": False},
    "expected": {"overwrite": True, "expect": digest(OLD)},
}


class Faults:
    """While entered, counts this thread's calls of the system and strikes at the nth."""

    def __init__(self, nth, strike, *, after=False):
        self.nth, self.strike, self.after = nth, strike, after
        self.seen = []
        self.real = {}
        self.thread = threading.get_ident()

    def __enter__(self):
        for module, name in CALLS:
            self.real[module, name] = getattr(module, name)
            setattr(module, name, self.counted(name, self.real[module, name]))
        return self

    def __exit__(self, *_):
        for (module, name), call in self.real.items():
            setattr(module, name, call)

    def counted(self, name, real):
        def call(*args, **kwargs):
            if threading.get_ident() != self.thread:
                return real(*args, **kwargs)
            self.seen.append(name)
            struck = len(self.seen) == self.nth
            late = self.after or name == "close"  # a failing close closes all the same
            if struck and not late:
                self.strike()
            if name == "write":
                args = (args[0], args[1][:3000])  # the system may take less than it is given
            try:
                return real(*args, **kwargs)
            finally:
                if struck and late:
                    self.strike()

        return call

    @property
    def hit(self):
        return self.seen[self.nth - 1] if len(self.seen) >= self.nth else None


def raising(number):
    def strike():
        raise OSError(number, os.strerror(number))

    return strike


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def prepared(folder, way):
    """Return the target of a save, with its old file unless the way is to make a new one."""
    saving._sweep.cache_clear()
    path = folder / "Kurs.xlsx"
    path.unlink(missing_ok=True)
    if WAYS[way]["overwrite"]:
        path.write_bytes(OLD)
        path.chmod(0o640)
    return path


def python(*arguments):
    """Run Python on its own, with the package this test has imported."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(saving.__file__).parents[2])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def content(path):
    return path.read_bytes() if path.exists() else None


def leftovers(folder):
    return [entry for entry in folder.iterdir() if saving._TEMPORARY.fullmatch(entry.name)]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(saving, "PAUSES", (0, 0))
    saving._sweep.cache_clear()


@pytest.fixture
def path(tmp_path):
    return prepared(tmp_path, "over")


def test_the_file_is_replaced_and_keeps_its_mode(path):
    save(path, NEW)
    assert path.read_bytes() == NEW
    assert [entry.name for entry in path.parent.iterdir()] == ["Kurs.xlsx"]
    if POSIX:
        assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_every_new_file_has(tmp_path):
    save(tmp_path / "ny.docx", NEW, overwrite=False)
    (tmp_path / "vanlig").touch()
    assert (tmp_path / "ny.docx").read_bytes() == NEW
    assert (tmp_path / "ny.docx").stat().st_mode == (tmp_path / "vanlig").stat().st_mode


@pytest.mark.skipif(not POSIX, reason="Windows syncs no folders and has no modes")
def test_the_bytes_are_on_disk_before_the_name_and_for_the_owner_only(path, monkeypatch):
    modes, real = [], os.fsync

    def fsync(handle):
        modes.append(oct(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with Faults(0, None) as calls:
        save(path, NEW)
    order = [name for name in calls.seen if name in ("write", "fsync", "replace")]
    assert [name for name in order if name != "write"] == ["fsync", "replace", "fsync"]
    assert order.count("write") == order.index("fsync") > 1
    assert modes[0] == "0o100600"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_an_error_in_any_call_leaves_the_old_file_or_the_new(tmp_path, way, number):
    with contextlib.suppress(KursverktoyError):
        save(prepared(tmp_path, way), NEW, **WAYS[way])  # first, so that nothing is imported later
    for nth in range(1, 200):
        path = prepared(tmp_path, way)
        before = content(path)
        faults = Faults(nth, raising(number))
        told = None
        with faults:
            try:
                save(path, NEW, **WAYS[way])
            except KursverktoyError as error:
                told = str(error)
        where = f"{way} {errno.errorcode[number]} in call {nth}, {faults.hit}"
        assert content(path) in (before, NEW), where
        if told is None:
            assert content(path) == NEW, where
        else:
            assert told.startswith("«Kurs.xlsx» "), where
            assert told.endswith("."), where
        assert faults.hit == "unlink" or not leftovers(tmp_path), where
        for entry in leftovers(tmp_path):
            entry.unlink()
        if faults.hit is None:
            break
    assert 15 < nth < 100


@pytest.mark.skipif(not POSIX, reason="no SIGKILL on Windows")
def test_a_kill_at_any_call_leaves_the_old_file_or_the_new(tmp_path):
    sweep = python(__file__, tmp_path)
    assert sweep.returncode == 0, sweep.stdout + sweep.stderr
    assert int(sweep.stdout) >= 100


def kill_everywhere(folder):
    """Kill a child before and after each call of each way to save; return how many died."""
    with contextlib.suppress(KursverktoyError):
        save(prepared(folder, "over"), NEW)
    return sum(
        nth - 1
        for way in WAYS
        for after in (False, True)
        for nth in [next(nth for nth in range(1, 200) if not dies(folder, way, nth, after=after))]
    )


def dies(folder, way, nth, *, after):
    path = prepared(folder, way)
    before = content(path)
    child = os.fork()
    if child == 0:
        with Faults(nth, killed, after=after):
            save(path, NEW, **WAYS[way])
        os._exit(0)
    died = os.waitpid(child, 0)[1] == signal.SIGKILL
    where = f"{way}, killed {'after' if after else 'before'} call {nth}"
    assert content(path) in ((before, NEW) if died else (NEW,)), where
    for entry in leftovers(folder):
        assert died, where
        assert entry.stat().st_mode & 0o777 in (0o600, 0o640, 0o666 & ~saving._UMASK), where
        os.utime(entry, (0, 0))
    save(path, NEW)
    assert not leftovers(folder), where
    return died


@pytest.mark.skipif(not POSIX, reason="Windows limits no file sizes")
def test_a_file_size_limit_leaves_the_old_file(path):
    limited = (
        "import resource, sys, pathlib\n"
        "from kursverktoy.errors import KursverktoyError\n"
        "from kursverktoy.workbook.saving import save\n"
        "limit = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, limit[1]))\n"
        "try:\n"
        "    save(pathlib.Path(sys.argv[1]), bytes(10_000))\n"
        "except KursverktoyError as error:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, limit)\n"
        "    sys.exit(str(error))\n"
    )
    assert python("-c", limited, path).stderr == (
        "«Kurs.xlsx» ble ikke lagret: disken tar ikke imot så store filer. Velg en annen mappe.\n"
    )
    assert path.read_bytes() == OLD
    assert not leftovers(path.parent)


def test_what_a_kill_left_behind_goes_at_the_next_save_but_not_a_save_under_way(path):
    old, fresh, other = (
        path.with_name(name)
        for name in (".kursverktoy-0123abcd.tmp", ".kursverktoy-4567cdef.tmp", "andre.tmp")
    )
    for entry in (old, fresh, other):
        entry.write_bytes(b"personopplysninger")
    for entry in (old, other):
        os.utime(entry, (time.time() - 4000,) * 2)
    save(path, NEW)
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()


def test_a_file_held_for_a_moment_is_waited_for(path, monkeypatch):
    real, attempts = Path.replace, []

    def held(self, target):
        attempts.append(target)
        if len(attempts) < 3:
            raise PermissionError(errno.EACCES, "held", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    save(path, NEW)
    assert path.read_bytes() == NEW
    assert len(attempts) == 3


def test_a_file_held_for_good_is_told(path, monkeypatch):
    def held(self, _target):
        raise PermissionError(errno.EACCES, "held", str(self))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(KursverktoyError, match=r"et annet program holder den.*Lukk filen overalt"):
        save(path, NEW)
    assert path.read_bytes() == OLD
    assert not leftovers(path.parent)


def test_bytes_that_do_not_come_back_are_not_trusted(path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(len(data))))
    with pytest.raises(KursverktoyError, match="ga ikke tilbake det som ble skrevet"):
        save(path, NEW)
    assert path.read_bytes() == OLD


def test_an_existing_file_is_not_overwritten_unless_asked(path):
    with pytest.raises(KursverktoyError, match="filen finnes fra før"):
        save(path, NEW, overwrite=False)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_of_many_who_make_the_same_file_one_wins(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", lambda *_: raising(errno.EPERM)())

    def attempt(number):
        try:
            save(tmp_path / "Avtale.docx", bytes([number]) * 5000, overwrite=False)
        except KursverktoyError:
            return None
        return number

    with ThreadPoolExecutor(8) as pool:
        winners = [number for number in pool.map(attempt, range(24)) if number is not None]
    assert len(winners) == 1
    assert (tmp_path / "Avtale.docx").read_bytes() == bytes(winners) * 5000
    assert not leftovers(tmp_path)


@pytest.mark.skipif(not POSIX, reason="Windows renames without hard links")
def test_a_reserved_name_is_given_back_when_the_rename_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "hardlink_to", lambda *_: raising(errno.EPERM)())
    monkeypatch.setattr(Path, "replace", lambda *_: raising(errno.EIO)())
    with pytest.raises(KursverktoyError, match="feil EIO"):
        save(tmp_path / "Avtale.docx", NEW, overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_changed_by_others_since_it_was_read_is_left_alone(path):
    with pytest.raises(KursverktoyError, match="endret av noen andre"):
        save(path, NEW, expect=digest(b"det vi leste"))
    assert path.read_bytes() == OLD
    path.unlink()
    with pytest.raises(KursverktoyError, match="flyttet eller slettet"):
        save(path, NEW, expect=digest(OLD))
    assert not path.exists()


def excel_file(who):
    narrow, wide = who.encode("cp1252", "replace"), who.encode("utf-16-le")
    return (
        bytes([len(narrow)])
        + narrow.ljust(54)
        + len(who).to_bytes(2, "little")
        + wide.ljust(108, b"\0")
    )


def word_file(who):
    narrow, wide = who.encode("cp1252", "replace"), who.encode("utf-16-le")
    return bytes([len(narrow)]) + narrow.ljust(53) + bytes([len(who), 0]) + wide.ljust(106, b"\0")


@pytest.mark.parametrize(
    ("name", "lock", "raw", "told"),
    [
        ("Kurs.xlsx", "~$Kurs.xlsx", excel_file("Kari Ødegård"), "Excel hos Kari Ødegård."),
        ("Kurs.xlsx", "~$Kurs.xlsx", excel_file("Łukasz"), "Excel hos Łukasz."),
        ("Kurs.xlsx", "~$Kurs.xlsx", b"\x04Kari", "Excel hos Kari."),
        ("Kurs.xlsx", "~$Kurs.xlsx", b"\x09\x01\x02\x00", "Excel."),
        ("Kurs.xlsx", "~$Kurs.xlsx", b"", "Excel."),
        ("Plan.docx", "~$Plan.docx", word_file("Ola"), "Word hos Ola."),
        ("Avtaler.docx", "~$vtaler.docx", word_file("Ola"), "Word hos Ola."),
        ("Sluttrapport.docx", "~$uttrapport.docx", word_file("Łukasz"), "Word hos Łukasz."),
        (
            "Kurs.xlsx",
            ".~lock.Kurs.xlsx#",
            "Åse Vik,ase,pc7,01.06.2027 09:00,file:///profil;".encode(),
            "LibreOffice hos Åse Vik.",
        ),
        ("Kurs.xlsx", ".~lock.Kurs.xlsx#", b",ase,pc7,,;", "LibreOffice hos ase."),
        ("Kurs.xlsx", ".~lock.Kurs.xlsx#", b"", "LibreOffice."),
    ],
)
def test_a_file_open_in_a_program_is_left_alone_and_told_by_whom(tmp_path, name, lock, raw, told):
    path = tmp_path / name
    path.write_bytes(OLD)
    (tmp_path / lock).write_bytes(raw)
    with pytest.raises(KursverktoyError) as error:
        save(path, NEW)
    assert f"«{name}» er åpen i {told} Lukk den der" in str(error.value)
    assert str(error.value).endswith(f"slette den skjulte filen «{lock}».")
    assert path.read_bytes() == OLD


def test_an_owner_file_nobody_may_read_still_counts(path, monkeypatch):
    real = Path.read_bytes

    def read_bytes(self):
        if self.name.startswith("~$"):
            raise PermissionError(errno.EACCES, "held", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(KursverktoyError, match=r"er åpen i Excel\. Lukk den"):
        save(path, NEW)


def test_the_owner_file_of_another_workbook_is_no_hindrance(tmp_path):
    (tmp_path / "~$Kurs.xlsx").write_bytes(excel_file("Kari"))
    save(tmp_path / "24Kurs.xlsx", NEW)
    assert (tmp_path / "24Kurs.xlsx").read_bytes() == NEW


def test_a_read_only_file_is_left_alone(path):
    path.chmod(0o444)
    with pytest.raises(KursverktoyError, match="er skrivebeskyttet"):
        save(path, NEW)
    assert path.read_bytes() == OLD
    path.chmod(0o644)


def test_a_folder_is_no_file_and_a_missing_folder_is_told(tmp_path):
    with pytest.raises(KursverktoyError, match="er en mappe"):
        save(tmp_path, NEW)
    with pytest.raises(KursverktoyError, match=r"mappen .*borte finnes ikke\. Lag den"):
        save(tmp_path / "borte" / "Kurs.xlsx", NEW)


@pytest.mark.skipif(not POSIX, reason="pipes have no names in folders on Windows")
def test_only_plain_files_are_replaced(tmp_path):
    os.mkfifo(tmp_path / "Kurs.xlsx")
    with pytest.raises(KursverktoyError, match="ikke en vanlig fil"):
        save(tmp_path / "Kurs.xlsx", NEW)


@pytest.mark.skipif(not POSIX, reason="links need rights on Windows")
def test_a_symbolic_link_is_followed_and_kept(path, tmp_path):
    (tmp_path / "annet").mkdir()
    link = tmp_path / "annet" / "Snarvei.xlsx"
    link.symlink_to(path)
    save(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_windows_refuses_a_path_that_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "WINDOWS", True)
    path = tmp_path / f"{'a' * 230}.xlsx"
    with pytest.raises(KursverktoyError, match=r"hele stien er \d+ tegn, og Windows tar 240"):
        save(path, NEW)
    assert not path.exists()


@pytest.mark.skipif(not POSIX, reason="the system's own rename is tested on Windows itself")
def test_windows_saves_without_hard_links_and_folder_sync(path, monkeypatch):
    monkeypatch.setattr(saving, "WINDOWS", True)
    save(path, NEW)
    save(path.with_name("ny.docx"), NEW, overwrite=False)
    assert path.read_bytes() == path.with_name("ny.docx").read_bytes() == NEW


@pytest.mark.skipif(not POSIX, reason="Windows syncs no folders")
@pytest.mark.parametrize(("number", "told"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced_is_told_only_if_the_disk_failed(
    path, monkeypatch, number, told
):
    real = os.fsync

    def fsync(handle):
        return raising(number)() if stat.S_ISDIR(os.fstat(handle).st_mode) else real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    expected = pytest.raises(KursverktoyError, match="er lagret, men disken bekreftet det ikke")
    with expected if told else contextlib.nullcontext():
        save(path, NEW)
    assert path.read_bytes() == NEW


if __name__ == "__main__":
    sys.stdout.write(str(kill_everywhere(Path(sys.argv[1]))))


def test_a_file_is_moved_and_never_over_another(tmp_path):
    (tmp_path / "gammel.docx").write_bytes(b"gammel")
    (tmp_path / "mappe").mkdir()
    saving.move(tmp_path / "gammel.docx", tmp_path / "mappe" / "gammel.docx")
    assert [p.name for p in tmp_path.iterdir()] == ["mappe"]
    (tmp_path / "ny.docx").write_bytes(b"ny")
    with pytest.raises(KursverktoyError, match=r"^«ny\.docx» ble ikke flyttet: filen finnes fra"):
        saving.move(tmp_path / "ny.docx", tmp_path / "mappe" / "gammel.docx")
    assert (tmp_path / "ny.docx").read_bytes() == b"ny"
    assert (tmp_path / "mappe" / "gammel.docx").read_bytes() == b"gammel"
