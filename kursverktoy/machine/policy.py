"""What decides whether Excel runs macros: the Trust Center, and what IT has laid over it."""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum, StrEnum
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from kursverktoy.machine.machine import Hive, Machine, Value

_OFFICE = r"Microsoft\Office\16.0"
_BY_IT = (
    (Hive.MACHINE, rf"Software\Policies\{_OFFICE}"),
    (Hive.USER, rf"Software\Policies\{_OFFICE}"),
    (Hive.USER, r"Software\Policies\Microsoft\Cloud\Office\16.0"),
)
_OWN = (Hive.USER, rf"Software\{_OFFICE}")
_LOCATIONS = r"Excel\Security\Trusted Locations"
_START_FOLDER = r"%APPDATA%\Microsoft\Excel\XLSTART"
_ASR_RULES = (
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
_ASR_BY_INTUNE = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"


class Rule(StrEnum):
    """What Defender can keep macros from, by the number of its rule."""

    STARTS_PROGRAMS = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
    CALLS_WINDOWS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"


class Answer(StrEnum):
    """What Defender does by a rule; it does nothing by the others."""

    BLOCKS = "1"
    ASKS = "6"


class Macros(IntEnum):
    """What Excel does with macros it does not trust (VBAWarnings); it asks unless told."""

    RUN = 1
    ASK = 2
    ONLY_SIGNED = 3
    NEVER = 4


class Setting(NamedTuple):
    """A number in the Trust Center."""

    value: int
    by_it: bool
    """Whether IT has set it, so that the coordinator can't."""


def setting(machine: Machine, key: str, name: str) -> Setting | None:
    """Return what a setting of Office is, IT's first; None when nobody has chosen."""
    for hive, root in (*_BY_IT, _OWN):
        value = machine.values(hive, rf"{root}\{key}").get(name.lower())
        if isinstance(value, int):
            return Setting(value, (hive, root) != _OWN)
    return None


def is_on(machine: Machine, key: str, name: str) -> bool:
    """Return whether a setting of Office that is off by default has been switched on."""
    found = setting(machine, key, name)
    return found is not None and found.value == 1


def macros_need(machine: Machine, *levels: Macros) -> Setting | None:
    """Return the setting of macros in general when it is one of `levels`."""
    found = setting(machine, r"Excel\Security", "VBAWarnings")
    return found if found and found.value in levels else None


def trusts(machine: Machine, folder: Path) -> bool:
    """Return whether Excel runs all macros of a file in `folder`, whatever else is set."""
    if is_on(machine, _LOCATIONS, "AllLocationsDisabled"):
        return False
    network = is_on(machine, _LOCATIONS, "AllowNetworkLocations")
    where = PureWindowsPath(folder)
    return any(
        where == location or (with_subfolders and location in where.parents)
        for location, with_subfolders in _locations(machine)
        if network or not location.drive.startswith("\\\\")
    )


def _locations(machine: Machine) -> Iterator[tuple[PureWindowsPath, bool]]:
    own = setting(machine, r"Common\Security\Trusted Locations", "Allow User Locations")
    roots = _BY_IT if own and own.value == 0 else (*_BY_IT, _OWN)
    for hive, root in roots:
        keys = machine.keys(hive, rf"{root}\{_LOCATIONS}")
        for key in keys:
            values = machine.values(hive, rf"{root}\{_LOCATIONS}\{key}")
            if path := _text(values, "path"):
                yield PureWindowsPath(_expanded(machine, path)), values.get("allowsubfolders") == 1
        if not keys and (hive, root) == _OWN:  # Excel writes its list when it first starts
            yield PureWindowsPath(_expanded(machine, _START_FOLDER)), True


def _text(values: Mapping[str, Value], name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""


def _expanded(machine: Machine, path: str) -> str:
    return re.sub(r"%([^%]+)%", lambda m: machine.variable(m[1]) or m[0], path)


def defender(machine: Machine, rule: Rule) -> str:
    """Return what is set for a rule of Defender; see `Answer`. Empty when nothing is."""
    for key in _ASR_RULES:
        for name, value in machine.values(Hive.MACHINE, key).items():
            if name == rule:
                return str(value)
    listed = _text(machine.values(Hive.MACHINE, _ASR_BY_INTUNE), "asrrules").lower()
    return dict(each.partition("=")[::2] for each in listed.split("|")).get(rule, "")


def disabled_by_excel(machine: Machine, name: str) -> bool:
    """Return whether Excel has put a file on its list of those that made it crash."""
    hive, root = _OWN
    items = machine.values(hive, rf"{root}\Excel\Resiliency\DisabledItems")
    return any(
        name.lower() in value.decode("utf-16-le", "ignore").lower()
        for value in items.values()
        if isinstance(value, bytes)
    )


def synchronised(machine: Machine) -> Iterator[PureWindowsPath]:
    """Yield the folders that OneDrive keeps in the cloud, those of SharePoint too."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if found := machine.variable(variable):
            yield PureWindowsPath(found)
    providers = r"Software\SyncEngines\Providers\OneDrive"
    for key in machine.keys(Hive.USER, providers):
        if found := _text(machine.values(Hive.USER, rf"{providers}\{key}"), "mountpoint"):
            yield PureWindowsPath(found)
