"""Each thing that can stop a click is found, and told with what to do."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kursverktoy import verbs
from kursverktoy.cli import maskin
from kursverktoy.machine.check import Case, Tilstand
from kursverktoy.machine.diagnosing import diagnosed
from kursverktoy.machine.machine import Hive
from kursverktoy.machine.policy import trusts
from kursverktoy.machine.this import ThisMachine
from machine.madeup import BY_IT, SECURITY, TRUSTED, MadeUp, put

ROOT = Path(__file__).parents[2]
OK, ADVARSEL, FEIL = Tilstand
CONFIGURATION = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
ASR = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
ASR_LOCAL = r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
INTUNE = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
CHILDREN = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
CALLS = "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"
FROM_THE_NET = "[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=about:internet\r\n"


@pytest.fixture
def ready(windows, addin):
    """Return a Windows machine where everything is as it should be."""
    verbs.installer(tillegg=addin, machine=windows)
    return windows


@pytest.fixture
def look(addin):
    """Return a function from a machine, a check and a workbook to how it came out."""

    def at(machine, navn, bok=None):
        kontroller = diagnosed(Case(machine, addin.read_bytes(), bok))
        found = [each for each in kontroller if each.navn == navn]
        assert len(found) == 1, [each.navn for each in kontroller]
        return found[0]

    return at


def trust_nothing(machine):
    machine.set(Hive.USER, TRUSTED, "AllLocationsDisabled", 1)


def test_a_machine_that_is_ready(ready, addin):
    found = verbs.diagnose(tillegg=addin, machine=ready)
    assert not found.stopper
    assert [(each.navn, each.tilstand) for each in found.kontroller if each.navn != "PDF"] == [
        ("Python", OK), ("Kursverktøy", OK), ("xlwings", OK), ("Excel", OK), ("Tillegget", OK),
        ("Innstillingene", OK), ("Makroer", OK), ("Nettmerke", OK), ("Defender", OK),
        ("Skrivetilgang", OK), ("Maler", OK),
    ]  # fmt: skip
    assert not any(each.råd for each in found.kontroller if each.tilstand is OK)


def test_a_mac_that_is_ready(macos, addin):
    verbs.installer(tillegg=addin, machine=macos)
    found = verbs.diagnose(tillegg=addin, machine=macos)
    assert not found.stopper
    assert [each.navn for each in found.kontroller if each.navn != "PDF"] == [
        "Python", "Kursverktøy", "xlwings", "Excel", "Tillegget", "Innstillingene", "Tillatelse",
        "Skrivetilgang", "Maler",
    ]  # fmt: skip


def test_what_is_not_ok_says_what_to_do(tmp_path, addin):
    empty = MadeUp(tmp_path)
    empty.versions.clear()
    empty.registry.clear()
    trust_nothing(empty)
    empty.set(Hive.MACHINE, ASR, CHILDREN, "1")
    kontroller = verbs.diagnose(tillegg=addin, machine=empty).kontroller
    wrong = [each for each in kontroller if each.tilstand is not OK and each.navn != "PDF"]
    assert [each.navn for each in wrong] == [
        "Kursverktøy", "xlwings", "Excel", "Tillegget", "Innstillingene", "Makroer", "Defender",
    ]  # fmt: skip
    assert all(each.råd.endswith(".") for each in wrong)


# Python and the packages


def test_python_from_the_store(ready, look):
    ready.python_base = ready.root / "WindowsApps"
    found = look(ready, "Python")
    assert found.tilstand is FEIL
    assert "Microsoft Store" in found.hva
    assert found.råd.startswith("Installer Python fra python.org")


@pytest.mark.parametrize(("utf8", "version"), [("1", (3, 12, 4)), ("", (3, 15, 0))])
def test_a_python_that_writes_utf8(ready, look, utf8, version):
    ready.variables["PYTHONUTF8"], ready.python_version = utf8, version
    found = look(ready, "Python")
    assert found.tilstand is ADVARSEL
    assert "æ, ø og å kan bli feil" in found.hva


def test_installed_with_user(ready, look):
    ready.user_packages = ready.packages
    found = look(ready, "Kursverktøy")
    assert (found.tilstand, found.råd) == (
        ADVARSEL, "Installer i et virtuelt miljø (python -m venv) om du vil bruke --varm.",
    )  # fmt: skip


def test_xlwings_of_another_version_than_the_add_in_is_made_for(ready, look):
    ready.versions["xlwings"] = "0.38.0"
    assert look(ready, "xlwings") == (
        "xlwings", FEIL, "xlwings er 0.38.0, men tillegget er laget for 0.37.8.",
        "Skriv «pip install xlwings==0.37.8».",
    )  # fmt: skip


def test_no_xlwings(ready, look):
    del ready.versions["xlwings"]
    assert look(ready, "xlwings").hva == "xlwings er ikke installert."


def test_what_xlwings_needs_is_missing(ready, look):
    del ready.versions["pywin32"]
    found = look(ready, "xlwings")
    assert (found.tilstand, found.hva) == (FEIL, "xlwings 0.37.8 mangler pywin32.")
    assert found.råd == "Skriv «pip install pywin32»."


def test_the_dll_is_missed_only_when_python_is_kept_running(ready, addin, look):
    dll = ready.home / "venv" / "xlwings64-0.37.8.dll"
    verbs.installer(varm=True, tillegg=addin, machine=ready)
    assert look(ready, "xlwings").hva == f"xlwings 0.37.8, og {dll}"
    dll.unlink()
    assert look(ready, "xlwings").tilstand is FEIL
    verbs.installer(tillegg=addin, machine=ready)
    assert look(ready, "xlwings").tilstand is OK


def test_a_32_bit_excel_needs_the_other_dll(ready, addin, look):
    verbs.installer(varm=True, tillegg=addin, machine=ready)
    ready.set(Hive.MACHINE, CONFIGURATION, "Platform", "x86")
    assert "xlwings32-0.37.8.dll ligger ikke sammen med Python" in look(ready, "xlwings").hva


# The add-in and its settings


def test_no_add_in(ready, look):
    ready.addin.unlink()
    found = look(ready, "Tillegget")
    assert (found.tilstand, found.råd) == (FEIL, "Skriv «kursverktoy installer».")


def test_an_add_in_of_another_version(ready, look):
    ready.addin.write_bytes(b"PK versjon 1")
    found = look(ready, "Tillegget")
    assert found.tilstand is ADVARSEL
    assert found.hva.startswith("Tillegget er fra en annen versjon: ")


def test_an_add_in_that_excel_has_disabled(ready, look):
    key = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
    ready.set(Hive.USER, key, "A1B2", b"\x01\x00" + r"c:\…\KURSVERKTOY.XLAM".encode("utf-16-le"))
    found = look(ready, "Tillegget")
    assert found.tilstand is FEIL
    assert "Deaktiverte elementer" in found.råd


def test_a_package_without_the_add_in(ready):
    gone = verbs.diagnose(tillegg=ready.root / "borte", machine=ready)
    assert gone.stopper
    assert any("følger ikke med i denne pakken" in each.hva for each in gone.kontroller)


def test_no_settings(ready, look):
    ready.settings.unlink()
    assert look(ready, "Innstillingene").tilstand is FEIL
    assert "Excel vet ikke hvor Python er" in look(ready, "Innstillingene").hva


def test_settings_that_cant_be_read(ready, look):
    ready.settings.write_bytes(b'"INTERPRETER_WIN"')
    assert look(ready, "Innstillingene").tilstand is FEIL
    assert "kan ikke leses. Slett filen" in look(ready, "Innstillingene").hva


def test_a_python_that_is_gone(ready, look):
    ready.python.unlink()
    found = look(ready, "Innstillingene")
    assert (found.tilstand, found.hva) == (
        FEIL,
        f"Excel skal starte «{ready.python}», og det finnes ikke.",
    )


def test_another_python_than_this(ready, look):
    old, new = ready.python, ready.put_python(ready.home / "ny")
    assert new != old
    found = look(ready, "Innstillingene")
    assert found.tilstand is ADVARSEL
    assert found.hva.endswith(str(old))


def test_windows_does_not_tell_large_letters_from_small(ready, look):
    other = ready.python.with_name("PYTHON.EXE")
    put(other, b"MZ")
    ready.python = other
    assert look(ready, "Innstillingene").tilstand is OK


def test_a_python_in_a_folder_that_may_be_misunderstood(ready, addin, look):
    ready.put_python(ready.home / "a;b")
    verbs.installer(tillegg=addin, machine=ready)
    found = look(ready, "Innstillingene")
    assert (found.tilstand, "«;»" in found.hva) == (ADVARSEL, True)


def test_a_profile_windows_does_not_tell_of(ready, look):
    del ready.variables["APPDATA"]
    assert look(ready, "Tillegget").hva.startswith("Windows sier ikke hvor brukerprofilen")


def test_a_mac_whose_excel_may_not_start_python(macos, look):
    macos.script.unlink()
    found = look(macos, "Tillatelse")
    assert (found.tilstand, found.råd) == (FEIL, "Skriv «xlwings runpython install» i Terminal.")


# What Excel, Windows and Defender refuse


@pytest.mark.parametrize(
    ("refusal", "hva"),
    [
        ((r"Software\Policies\Microsoft\Office\16.0\Common", "vbaoff"), "Makroer er slått av"),
        ((BY_IT, "disablealladdins"), "Excel starter ingen tillegg"),
        ((BY_IT, "requireaddinsig"), "Excel starter bare tillegg som er signert"),
    ],
)
@pytest.mark.parametrize("hive", [Hive.USER, Hive.MACHINE])
def test_it_has_refused_macros_or_add_ins(ready, look, hive, refusal, hva):
    ready.set(hive, *refusal, 1)
    found = look(ready, "Makroer")
    assert found.tilstand is FEIL
    assert found.hva.startswith(hva)
    assert found.råd == "Det er IT som har bestemt det. Spør om tillegget kan få lov."


def test_she_has_refused_add_ins_herself(ready, look):
    ready.set(Hive.USER, SECURITY, "DisableAllAddins", 1)
    assert look(ready, "Makroer").råd.endswith("Klareringssenter > Innstillinger > Tillegg.")


@pytest.mark.parametrize(
    ("warnings", "tilstand"), [(1, OK), (2, ADVARSEL), (3, FEIL), (4, FEIL), (None, ADVARSEL)]
)
def test_a_start_folder_that_is_not_trusted(ready, look, warnings, tilstand):
    trust_nothing(ready)
    if warnings:
        ready.set(Hive.USER, SECURITY, "VBAWarnings", warnings)
    assert look(ready, "Makroer").tilstand is tilstand


def test_what_it_says_goes_before_what_she_says(ready, look):
    trust_nothing(ready)
    ready.set(Hive.USER, SECURITY, "VBAWarnings", 1)
    ready.set(Hive.USER, BY_IT, "vbawarnings", 4)
    found = look(ready, "Makroer")
    assert (found.tilstand, found.råd[:13]) == (FEIL, "Det er IT som")


def test_a_trusted_start_folder_runs_whatever_macros_in_general_may(ready, look):
    ready.set(Hive.USER, BY_IT, "vbawarnings", 4)
    assert look(ready, "Makroer").tilstand is OK


@pytest.mark.parametrize(
    ("path", "subfolders", "trusted"),
    [
        (r"%APPDATA%/Microsoft/Excel/XLSTART", 0, True),
        (r"%APPDATA%/MICROSOFT/excel/xlstart", 0, True),
        (r"%APPDATA%/Microsoft", 1, True),
        (r"%APPDATA%/Microsoft", 0, False),
    ],
)
def test_trusted_locations_are_read(ready, look, path, subfolders, trusted):
    ready.set(Hive.USER, rf"{TRUSTED}\Location1", "Path", path)
    ready.set(Hive.USER, rf"{TRUSTED}\Location1", "AllowSubfolders", subfolders)
    assert look(ready, "Makroer").tilstand is (OK if trusted else ADVARSEL)


def test_it_may_leave_only_its_own_trusted_locations(ready, look):
    common = r"Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations"
    ready.set(Hive.USER, common, "allow user locations", 0)
    assert look(ready, "Makroer").tilstand is ADVARSEL
    ready.set(Hive.USER, rf"{BY_IT}\Trusted Locations\Location3", "path", str(ready.start))
    assert look(ready, "Makroer").tilstand is OK


@pytest.mark.parametrize(("allowed", "trusted"), [(1, True), (0, False), (None, False)])
def test_a_folder_on_the_network_is_trusted_only_when_that_is_allowed(ready, allowed, trusted):
    share = r"\\kommune\kurs"
    ready.set(Hive.USER, rf"{TRUSTED}\Location1", "Path", share)
    if allowed is not None:
        ready.set(Hive.USER, TRUSTED, "AllowNetworkLocations", allowed)
    assert trusts(ready, share) is trusted


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (ASR, CHILDREN, "1"),
        (ASR_LOCAL, CHILDREN, 1),
        (INTUNE, "ASRRules", f"56a863a9-875e-4185-98a7-b882c64b5ce5=1|{CHILDREN}=1"),
    ],
)
def test_defender_that_keeps_excel_from_starting_python(ready, look, key, name, value):
    ready.set(Hive.MACHINE, key, name, value)
    found = look(ready, "Defender")
    assert found.tilstand is FEIL
    assert "da kan ikke Excel starte Python" in found.hva
    assert CHILDREN.lower() in found.råd


@pytest.mark.parametrize(("value", "tilstand"), [("0", OK), ("2", OK), ("5", OK), ("6", ADVARSEL)])
def test_defender_that_only_watches_or_asks(ready, look, value, tilstand):
    ready.set(Hive.MACHINE, ASR, CHILDREN, value)
    assert look(ready, "Defender").tilstand is tilstand


def test_defender_that_stops_calls_to_windows(ready, look):
    ready.set(Hive.MACHINE, ASR, CHILDREN, "6")
    ready.set(Hive.MACHINE, ASR, CALLS, "1")
    assert "Windows' egne funksjoner" in look(ready, "Defender").hva


# A workbook


@pytest.fixture
def bok(ready):
    """Return a course workbook in a folder of its own."""
    path = ready.home / "Kurs" / "KJ-2027-V.xlsx"
    path.parent.mkdir()
    shutil.copy(ROOT / "workbooks" / "eksempel.xlsx", path)
    return path


def test_a_workbook_that_is_fine(ready, addin, bok):
    kontroller = verbs.diagnose(bok, tillegg=addin, machine=ready).kontroller
    assert [(k.tilstand, k.hva) for k in kontroller if k.navn.startswith("Bok")] == [
        (OK, f"Boka ligger i {bok.parent}"),
        (OK, "«KJ-2027-V.xlsx» kan leses."),
    ]


@pytest.mark.parametrize("name", ["finnes ikke.xlsx", "liste.xlsx"])
def test_a_workbook_that_is_not_there_or_not_ours(ready, addin, name):
    put(ready.home / "liste.xlsx", b"PK")
    found = verbs.diagnose(ready.home / name, tillegg=addin, machine=ready)
    (boka,) = [each for each in found.kontroller if each.navn == "Boka"]
    assert boka.tilstand is FEIL
    assert f"«{name}»" in boka.hva
    assert found.stopper


def test_a_marked_workbook_is_opened_in_protected_view(ready, look, bok):
    ready.streams[bok, "Zone.Identifier"] = FROM_THE_NET
    found = look(ready, "Nettmerke", bok)
    assert found.tilstand is ADVARSEL
    assert "«KJ-2027-V.xlsx» er merket" in found.hva
    assert "Aktiver redigering" in found.råd
    assert "Opphev blokkering" in found.råd


@pytest.mark.parametrize(("policy", "tilstand"), [(None, FEIL), (1, FEIL), (0, ADVARSEL)])
def test_a_marked_workbook_with_macros_is_blocked(ready, look, bok, policy, tilstand):
    path = bok.rename(bok.with_suffix(".xlsm"))
    ready.streams[path, "Zone.Identifier"] = FROM_THE_NET
    if policy is not None:
        ready.set(Hive.USER, BY_IT, "blockcontentexecutionfrominternet", policy)
    assert look(ready, "Nettmerke", path).tilstand is tilstand


def test_a_mark_from_the_own_network_is_none(ready, look, bok):
    ready.streams[bok, "Zone.Identifier"] = "[ZoneTransfer]\r\nZoneId=1\r\n"
    assert look(ready, "Nettmerke", bok).tilstand is OK


def test_a_mark_on_the_add_in_counts_where_its_folder_is_not_trusted(ready, look):
    ready.streams[ready.addin, "Zone.Identifier"] = FROM_THE_NET
    assert look(ready, "Nettmerke").tilstand is OK
    trust_nothing(ready)
    assert look(ready, "Nettmerke").tilstand is FEIL


@pytest.mark.parametrize(("warnings", "tilstand"), [(None, OK), (2, OK), (3, FEIL), (4, FEIL)])
def test_buttons_in_a_workbook_need_macros(ready, look, bok, warnings, tilstand):
    path = bok.rename(bok.with_suffix(".xlsm"))
    if warnings:
        ready.set(Hive.USER, SECURITY, "VBAWarnings", warnings)
    assert look(ready, "Bokas makroer", path).tilstand is tilstand
    ready.set(Hive.USER, rf"{TRUSTED}\Location5", "Path", str(path.parent))
    assert look(ready, "Bokas makroer", path).tilstand is OK


@pytest.mark.parametrize("told_by", ["OneDrive", "OneDriveCommercial", "SharePoint"])
def test_a_workbook_in_the_cloud_is_fine_and_told(ready, look, bok, told_by):
    if told_by == "SharePoint":
        key = r"Software\SyncEngines\Providers\OneDrive\0d5e"
        ready.set(Hive.USER, key, "MountPoint", str(bok.parent).upper())
    else:
        ready.variables[told_by] = str(bok.parent)
    found = look(ready, "Bokas plass", bok)
    assert (found.tilstand, found.hva) == (
        OK, "Boka ligger i OneDrive eller SharePoint, og det går fint.",
    )  # fmt: skip


def test_a_workbook_that_is_an_address(ready, addin):
    address = Path("https://kommune.sharepoint.com/sites/kurs/KJ-2027-V.xlsx")
    found = verbs.diagnose(address, tillegg=addin, machine=ready)
    assert [k.tilstand for k in found.kontroller if k.navn.startswith("Bok")] == [FEIL]


@pytest.mark.parametrize(("name", "tilstand"), [("KJ=2027.xlsx", FEIL), ("KJ;2027.xlsx", ADVARSEL)])
def test_a_name_that_xlwings_misunderstands(ready, look, bok, name, tilstand):
    assert look(ready, "Bokas plass", bok.rename(bok.with_name(name))).tilstand is tilstand


def test_a_start_folder_that_cant_be_written_in(ready, look):
    readonly = Path("/proc/self")
    if not readonly.is_dir():
        pytest.skip("only Linux has a folder nobody can write in")
    ready.variables["APPDATA"] = str(readonly)
    found = look(ready, "Skrivetilgang")
    assert (found.tilstand, found.hva) == (FEIL, "Det kan ikke skrives i /proc/self.")


# As it is told


def test_what_was_done_is_told_with_where_and_what_next(windows, addin):
    lines = list(maskin.installed(verbs.installer(tillegg=addin, machine=windows)))
    assert lines == [
        f"Tillegget lagt inn: {windows.addin}",
        f"Innstillingene lagt inn: {windows.settings}",
        f"    Python er {windows.python}",
        "",
        "Åpne Excel. Da er fanen Kursverktøy på båndet.",
        "Er ikke fanen der, eller virker ikke knappene? Skriv «kursverktoy diagnose».",
    ]


def test_what_is_wrong_is_told_with_what_to_do(ready, addin):
    ready.addin.unlink()
    lines = list(maskin.diagnosed(verbs.diagnose(tillegg=addin, machine=ready), "tekst"))
    at = lines.index(
        f"  ✗ Tillegget       Tillegget er ikke installert: {ready.addin} finnes ikke."
    )
    assert lines[at + 1] == "                    Skriv «kursverktoy installer»."
    assert lines[-1].startswith("1 feil og ")
    assert lines[-1].endswith("Knappene i Excel virker ikke før feilene er rettet.")


# The machine itself


def test_this_machine_knows_its_python_and_packages():
    machine = ThisMachine()
    assert machine.python == Path(sys.executable).absolute()
    assert machine.python_version == sys.version_info[:3]
    assert (machine.packages / "kursverktoy" / "__init__.py").is_file()
    assert machine.version("pytest") == pytest.__version__
    assert machine.version("finnes-ikke") == ""
    assert machine.pinned("finnes-ikke") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a registry")
def test_where_there_is_no_registry_nothing_is_set():
    machine = ThisMachine()
    assert machine.values(Hive.USER, "Software") == {}
    assert list(machine.keys(Hive.USER, "Software")) == []
    assert machine.stream(Path(__file__), "Zone.Identifier") == ""


# As it is typed


def typed(*words, home):
    command = [sys.executable, "-m", "kursverktoy", *map(str, words)]
    there = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=there, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="this is what Linux says")
def test_on_linux_the_commands_say_what_works(tmp_path):
    installer = typed("installer", home=tmp_path)
    assert (installer.returncode, installer.stdout) == (2, "")
    assert installer.stderr == (
        "Excel finnes ikke for Linux, så her er det ingenting å installere. Kommandoene ny, sjekk, "
        "oppsummer, skriv og de andre virker som de skal, og boka kan åpnes i LibreOffice.\n"
    )
    assert list(tmp_path.iterdir()) == []
    looked = typed("diagnose", "--format", "json", home=tmp_path)
    assert looked.returncode == 0
    found = {each["navn"]: each for each in json.loads(looked.stdout)}
    assert found["Excel"]["tilstand"] == "advarsel"
    assert found["Maler"]["tilstand"] == "ok"
    assert {tuple(each) for each in found.values()} == {("navn", "tilstand", "hva", "råd")}


def test_a_workbook_that_stops_gives_exit_code_1(tmp_path):
    path = put(tmp_path / "liste.xlsx", b"PK")
    looked = typed("diagnose", path, home=tmp_path)
    assert looked.returncode == 1
    assert "  ✗ Boka  " in looked.stdout
    assert "Knappene i Excel virker ikke før feilene er rettet." in looked.stdout
