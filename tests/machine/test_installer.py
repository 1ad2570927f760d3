"""The add-in and its settings come onto a machine whole, are updated, and leave it as it was."""

import hashlib
import re

import pytest

from kursverktoy import verbs
from kursverktoy.errors import KursverktoyError
from kursverktoy.machine.changes import Change, carry_out
from kursverktoy.machine.machine import Hive, System
from machine.madeup import MadeUp, files, put


def fingerprint(data):
    return hashlib.sha256(data).hexdigest()


def told(result):
    return [(steg.hva, str(steg.hendelse), steg.merknader) for steg in result.steg]


def as_vba_reads(path, encoding):
    """Return what `Input #` reads: two quoted values on a line, in the machine's code page."""
    text = path.read_bytes().decode(encoding)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    return dict(re.fullmatch(r'"([^"]*)","([^"]*)"', line).groups() for line in lines)


def test_on_windows_excel_gets_the_add_in_and_is_told_where_python_is(windows, addin):
    result = verbs.installer(tillegg=addin, machine=windows)
    python = windows.home / "venv" / "Scripts" / "python.exe"
    roaming = windows.home / "AppData" / "Roaming"
    at = roaming / "Microsoft" / "Excel" / "XLSTART" / "kursverktoy.xlam"
    assert at.read_bytes() == addin.read_bytes()
    assert as_vba_reads(windows.home / ".kursverktoy" / "kursverktoy.conf", "cp1252") == {
        "INTERPRETER_WIN": str(python),
        "KURSVERKTOY TILLEGG": fingerprint(addin.read_bytes()),
        "USE UDF SERVER": "False",
    }
    assert told(result) == [
        ("Tillegget", "lagt inn", ()),
        ("Innstillingene", "lagt inn", (f"Python er {python}",)),
    ]
    assert [steg.fil for steg in result.steg] == [at, windows.settings]
    assert result.neste == (
        "Åpne Excel. Da er fanen Kursverktøy på båndet.",
        "Er ikke fanen der, eller virker ikke knappene? Skriv «kursverktoy diagnose».",
    )


def test_on_macos_they_lie_where_excel_for_mac_looks(macos, addin):
    verbs.installer(tillegg=addin, machine=macos)
    group = macos.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
    at = group / "User Content.localized" / "Startup.localized" / "Excel" / "kursverktoy.xlam"
    assert at.read_bytes() == addin.read_bytes()
    data = macos.home / "Library" / "Containers" / "com.microsoft.Excel" / "Data"
    settings = as_vba_reads(data / "kursverktoy.conf", "ascii")
    assert settings["INTERPRETER_MAC"] == str(macos.python)
    assert "INTERPRETER_WIN" not in settings


def test_on_macos_the_script_that_is_missing_is_told_of(macos, addin):
    macos.script.unlink()
    first = verbs.installer(tillegg=addin, machine=macos).neste[0]
    assert first == (
        "Skriv «xlwings runpython install» i Terminal, én gang. Uten det får ikke Excel lov til å "
        "starte Python."
    )


def test_on_linux_one_sentence_says_what_works(tmp_path, addin):
    linux = MadeUp(tmp_path, System.OTHER)
    before = files(tmp_path)
    for remove in (False, True):
        with pytest.raises(KursverktoyError, match=r"^Excel finnes ikke for Linux.*LibreOffice.$"):
            verbs.installer(fjern=remove, tillegg=addin, machine=linux)
    assert files(tmp_path) == before


def test_done_again_it_changes_nothing_and_says_so(windows, addin):
    verbs.installer(tillegg=addin, machine=windows)
    before = {path: path.stat().st_mtime_ns for path in windows.home.rglob("*")}
    result = verbs.installer(tillegg=addin, machine=windows)
    assert told(result) == [
        ("Tillegget", "riktig fra før", ()),
        ("Innstillingene", "riktig fra før", ()),
    ]
    assert {path: path.stat().st_mtime_ns for path in windows.home.rglob("*")} == before


def test_an_older_add_in_of_ours_is_updated(windows, addin, tmp_path):
    old = put(tmp_path / "gammelt" / "kursverktoy.xlam", b"PK versjon 1")
    verbs.installer(tillegg=old, machine=windows)
    result = verbs.installer(tillegg=addin, machine=windows)
    assert told(result) == [("Tillegget", "oppdatert", ()), ("Innstillingene", "oppdatert", ())]
    assert windows.addin.read_bytes() == addin.read_bytes()


def test_another_python_is_told_of(windows, addin):
    verbs.installer(tillegg=addin, machine=windows)
    new = windows.put_python(windows.home / "ny" / "Scripts")
    result = verbs.installer(tillegg=addin, machine=windows)
    assert told(result)[1] == ("Innstillingene", "oppdatert", (f"Python er {new}",))


def test_warm_is_switched_on_and_off_and_told(windows, addin):
    verbs.installer(tillegg=addin, machine=windows)
    on = verbs.installer(varm=True, tillegg=addin, machine=windows)
    assert told(on)[1][2] == ("Python holdes i gang mellom klikkene",)
    assert as_vba_reads(windows.settings, "cp1252")["USE UDF SERVER"] == "True"
    off = verbs.installer(tillegg=addin, machine=windows)
    assert told(off)[1][2] == ("Python startes på nytt mellom klikkene",)
    assert as_vba_reads(windows.settings, "cp1252")["USE UDF SERVER"] == "False"


@pytest.mark.parametrize("folder", ["venv", "venv/Scripts"])
def test_warm_takes_the_dll_beside_python_or_one_folder_up(windows, addin, folder):
    (windows.home / "venv" / "xlwings64-0.37.8.dll").unlink()
    put(windows.home / folder / "xlwings64-0.37.8.dll", b"MZ")
    verbs.installer(varm=True, tillegg=addin, machine=windows)


@pytest.mark.parametrize(
    ("dll", "office"), [("xlwings64-0.33.0.dll", "x64"), ("xlwings64-0.37.8.dll", "x86")]
)
def test_warm_needs_the_dll_of_the_same_version_for_this_excel(windows, addin, dll, office):
    (windows.home / "venv" / "xlwings64-0.37.8.dll").rename(windows.home / "venv" / dll)
    windows.set(
        Hive.MACHINE, r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform", office
    )
    bits = {"x64": "64", "x86": "32"}[office]
    before = files(windows.root)
    with pytest.raises(KursverktoyError, match=f"trenger filen xlwings{bits}-0.37.8.dll i mappen"):
        verbs.installer(varm=True, tillegg=addin, machine=windows)
    assert files(windows.root) == before


def test_warm_is_for_windows(macos, addin):
    with pytest.raises(KursverktoyError, match=r"^--varm finnes bare på Windows"):
        verbs.installer(varm=True, tillegg=addin, machine=macos)


def test_warm_is_not_for_removing(windows, addin):
    with pytest.raises(KursverktoyError, match=r"^Velg enten --varm eller --fjern"):
        verbs.installer(varm=True, fjern=True, tillegg=addin, machine=windows)


def test_a_foreign_file_of_the_same_name_is_left_alone(windows, addin):
    put(windows.addin, b"PK noen andres")
    before = files(windows.root)
    with pytest.raises(KursverktoyError, match=r"ikke lagt der av installer. Flytt eller slett"):
        verbs.installer(tillegg=addin, machine=windows)
    assert files(windows.root) == before


def test_an_add_in_copied_by_hand_is_taken_over_when_it_is_the_same(windows, addin):
    put(windows.addin, addin.read_bytes())
    assert told(verbs.installer(tillegg=addin, machine=windows))[0][1] == "riktig fra før"


def test_settings_of_others_in_the_file_stay(windows, addin):
    put(windows.settings, b'"SHOW CONSOLE","True"\r\n"use udf server","True"\r\n')
    result = verbs.installer(tillegg=addin, machine=windows)
    settings = as_vba_reads(windows.settings, "cp1252")
    assert settings["SHOW CONSOLE"] == "True"
    assert settings["USE UDF SERVER"] == "False"
    assert told(result)[1][2][1] == "Python startes på nytt mellom klikkene"
    removed = verbs.installer(fjern=True, tillegg=addin, machine=windows)
    assert windows.settings.read_bytes() == b'"SHOW CONSOLE","True"\r\n'
    assert told(removed)[1] == (
        "Innstillingene",
        "oppdatert",
        ("Innstillinger som installer ikke har skrevet, står igjen.",),
    )


@pytest.mark.parametrize("broken", [b"\x81\x8d", b'"INTERPRETER_WIN"\r\n', b'"a","b","c"\r\n'])
def test_settings_that_cant_be_read_are_not_written_over(windows, addin, broken):
    put(windows.settings, broken)
    with pytest.raises(KursverktoyError, match=r"kan ikke leses. Slett filen"):
        verbs.installer(tillegg=addin, machine=windows)
    assert windows.settings.read_bytes() == broken
    assert not windows.addin.exists()


def test_a_user_with_norwegian_letters_is_written_in_the_code_page_of_windows(tmp_path, addin):
    machine = MadeUp(tmp_path, user="Åse Bø")
    verbs.installer(tillegg=addin, machine=machine)
    assert "Åse Bø".encode("cp1252") in machine.settings.read_bytes()
    assert as_vba_reads(machine.settings, "cp1252")["INTERPRETER_WIN"] == str(machine.python)


def test_a_user_whose_name_vba_cant_read_is_told_so(tmp_path, addin):
    machine = MadeUp(tmp_path, user="Łukasz")
    before = files(tmp_path)
    with pytest.raises(KursverktoyError, match=r"^Brukermappen din har tegnet «Ł» i navnet"):
        verbs.installer(tillegg=addin, machine=machine)
    assert files(tmp_path) == before


@pytest.mark.parametrize(("folder", "wrong"), [("Łódź", "Ł"), ('"a"', '"'), ("α", "α")])
def test_a_python_whose_path_vba_cant_read_is_refused(windows, addin, folder, wrong):
    windows.put_python(windows.root / folder)
    before = files(windows.root)
    with pytest.raises(KursverktoyError, match=f"^Excel kan ikke lese tegnet «{wrong}» i «.*»"):
        verbs.installer(tillegg=addin, machine=windows)
    assert files(windows.root) == before


@pytest.mark.parametrize("sign", [";", "=", "%"])
def test_a_python_in_a_folder_that_xlwings_may_misunderstand_is_told_of(windows, addin, sign):
    windows.put_python(windows.root / f"a{sign}b")
    first = verbs.installer(tillegg=addin, machine=windows).neste[0]
    assert first.startswith(f"Stien til Python har tegnet «{sign}», som xlwings kan misforstå.")


@pytest.mark.parametrize("variable", ["APPDATA", "USERPROFILE"])
def test_a_windows_that_does_not_say_where_the_profile_is(windows, addin, variable):
    del windows.variables[variable]
    with pytest.raises(KursverktoyError, match=rf"\({variable} mangler\). Logg ut og inn igjen"):
        verbs.installer(tillegg=addin, machine=windows)


@pytest.mark.parametrize("where", ["python", "python_base"])
def test_python_from_microsoft_store_is_refused(windows, addin, where):
    store = windows.root / "Program Files" / "WindowsApps" / "PythonSoftwareFoundation.Python"
    setattr(windows, where, store)
    with pytest.raises(KursverktoyError, match=r"fra Microsoft Store.*python.org"):
        verbs.installer(tillegg=addin, machine=windows)
    assert not windows.addin.exists()


def test_a_package_without_the_add_in_says_so(windows, tmp_path):
    with pytest.raises(KursverktoyError, match=r"^kursverktoy.xlam følger ikke med"):
        verbs.installer(tillegg=tmp_path / "finnes ikke", machine=windows)


def test_an_excel_that_is_open_is_told_to_be_started_again(windows, addin):
    windows.running.add("EXCEL.EXE")
    first = verbs.installer(tillegg=addin, machine=windows).neste[0]
    assert first.startswith("Lukk alle Excel-vinduer, og åpne Excel igjen.")


def test_no_excel_is_told_of(windows, addin):
    windows.registry.clear()
    assert verbs.installer(tillegg=addin, machine=windows).neste[0].startswith("Jeg finner ikke")


# All or nothing


def hold(path):
    """Let Excel hold a file, as its owner file says."""
    put(path.with_name(f"~${path.name}"), b"\x04Kari")


@pytest.mark.parametrize("running", [True, False])
def test_an_add_in_that_excel_holds_changes_nothing(windows, addin, running):
    old = put(windows.root / "gammelt" / "kursverktoy.xlam", b"PK versjon 1")
    verbs.installer(tillegg=old, machine=windows)
    hold(windows.addin)
    windows.running |= {"EXCEL.EXE"} if running else set()
    before = files(windows.root)
    said = "^Excel er åpent. Lukk alle" if running else "^«kursverktoy.xlam» er åpen i Excel hos"
    with pytest.raises(KursverktoyError, match=f"{said}.*Ingenting er endret.$"):
        verbs.installer(tillegg=addin, machine=windows)
    assert files(windows.root) == before


def test_settings_that_are_held_bring_the_old_add_in_back(windows, addin):
    old = put(windows.root / "gammelt" / "kursverktoy.xlam", b"PK versjon 1")
    verbs.installer(tillegg=old, machine=windows)
    hold(windows.settings)
    before = files(windows.root)
    for remove in (False, True):
        with pytest.raises(KursverktoyError, match="Ingenting er endret"):
            verbs.installer(fjern=remove, tillegg=addin, machine=windows)
        assert files(windows.root) == before


def test_a_start_folder_that_cant_be_made_leaves_no_trace(windows, addin):
    put(windows.home / "AppData", b"ingen mappe")
    before = files(windows.root)
    with pytest.raises(KursverktoyError, match="kan ikke l"):
        verbs.installer(tillegg=addin, machine=windows)
    assert files(windows.root) == before


def test_a_settings_folder_that_cant_be_made_takes_the_add_in_away_again(windows, addin):
    put(windows.settings.parent.with_name("opptatt"), b"")
    windows.variables["USERPROFILE"] = str(windows.home / "opptatt")
    before = files(windows.root)
    with pytest.raises(KursverktoyError, match="Ingenting er endret"):
        verbs.installer(tillegg=addin, machine=windows)
    assert files(windows.root) == before


def test_what_cant_be_put_back_is_told_of(tmp_path):
    first, held = put(tmp_path / "en", b"1"), put(tmp_path / "to.xlam", b"2")
    hold(held)
    changes = (
        Change(first, b"1", None),
        Change(first / "en", None, b""),  # where the file was, there is a folder now
        Change(held, b"2", b"3"),
    )
    with pytest.raises(KursverktoyError, match="er endret, og kunne ikke settes tilbake") as told:
        carry_out(changes)
    assert "Ingenting er endret" not in str(told.value)
    assert held.read_bytes() == b"2"


# Removing


@pytest.mark.parametrize("system", [System.WINDOWS, System.MACOS])
def test_removing_leaves_the_machine_as_it_was(tmp_path, addin, system):
    machine = MadeUp(tmp_path, system)
    machine.start.mkdir(parents=True)
    machine.settings.parent.parent.mkdir(parents=True, exist_ok=True)
    if system is System.MACOS:
        machine.settings.parent.mkdir(exist_ok=True)
    neighbour = put(machine.start / "eget.xlam", b"PK")
    before = files(tmp_path)
    verbs.installer(tillegg=addin, machine=machine)
    result = verbs.installer(fjern=True, tillegg=addin, machine=machine)
    assert told(result) == [("Tillegget", "fjernet", ()), ("Innstillingene", "fjernet", ())]
    assert files(tmp_path) == before
    assert neighbour.exists()


def test_removing_knows_an_older_add_in_by_its_receipt(windows, addin, tmp_path):
    old = put(tmp_path / "gammelt" / "kursverktoy.xlam", b"PK versjon 1")
    verbs.installer(tillegg=old, machine=windows)
    verbs.installer(fjern=True, tillegg=addin, machine=windows)
    assert not windows.addin.exists()


def test_removing_leaves_an_add_in_that_somebody_has_changed(windows, addin):
    verbs.installer(tillegg=addin, machine=windows)
    windows.addin.write_bytes(b"PK med mine egne makroer")
    put(windows.settings.with_name("notat.txt"), b"mitt")
    result = verbs.installer(fjern=True, tillegg=addin, machine=windows)
    assert told(result) == [
        (
            "Tillegget",
            "står igjen",
            ("Filen er ikke den som installer la der. Slett den selv om den skal bort.",),
        ),
        ("Innstillingene", "fjernet", ()),
    ]
    assert windows.addin.read_bytes() == b"PK med mine egne makroer"
    assert windows.settings.with_name("notat.txt").exists()


def test_settings_that_are_not_ours_are_not_touched_when_removing(windows, addin):
    put(windows.settings, b'"Show Console", "True"\n')
    result = verbs.installer(fjern=True, tillegg=addin, machine=windows)
    assert windows.settings.read_bytes() == b'"Show Console", "True"\n'
    assert told(result)[0][:2] == ("Innstillingene", "står igjen")


def test_removing_what_is_not_there_says_so(windows, addin):
    before = files(windows.root)
    result = verbs.installer(fjern=True, tillegg=addin, machine=windows)
    assert result.steg == ()
    assert result.neste == (
        "Kursverktøy var ikke installert i Excel, så det er ingenting å fjerne.",
    )
    assert files(windows.root) == before


def test_removing_while_excel_is_open_says_when_the_tab_goes(windows, addin):
    verbs.installer(tillegg=addin, machine=windows)
    windows.running.add("EXCEL.EXE")
    result = verbs.installer(fjern=True, tillegg=addin, machine=windows)
    assert result.neste == ("Fanen Kursverktøy blir borte når du har lukket alle Excel-vinduer.",)
