"""A LibreOffice of one's own, in a profile that is thrown away, and the way to it."""

import importlib
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

SETTINGS = {
    # Formulas are given as in Excel's object model.
    "Office.Calc/Formula/Syntax": {
        "Grammar": 1,
        "EnglishFunctionName": "true",
        "SeparatorArg": ",",
        "SeparatorArrayCol": ",",
        "SeparatorArrayRow": ";",
    },
    # Nothing comes in front of the window.
    "Office.Common/Misc": {"FirstRun": "false", "ShowTipOfTheDay": "false"},
}
RECALCULATE = "Office.Calc/Formula/Load"
ALWAYS, NEVER = 0, 1
ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
BRIDGES = (Path("/usr/lib/python3/dist-packages"), Path("/usr/lib/libreoffice/program"))
SVP = {"SAL_USE_VCLPLUGIN": "svp"}
"""Draws in memory, and needs no display."""
SECONDS = 60


def uno_in(folder):
    """Let `import uno` find LibreOffice's own bridge from any Python of the same version.

    Only its two modules are linked: the folder they lie in would hide what a venv has. Returns
    what is wrong, or "".
    """
    found = [
        b / name for name in ("uno.py", "unohelper.py") for b in BRIDGES if (b / name).exists()
    ]
    if not found:
        return "python3-uno is not installed; make test installs it where apt-get may be used"
    for path in found:
        link = folder / path.name
        if not link.exists():
            link.symlink_to(path)
    sys.path.append(str(folder))
    try:
        importlib.import_module("uno")
    except ImportError as error:
        return f"LibreOffice's bridge is made for another Python than this: {error}"
    return ""


class Office:
    """A LibreOffice that was started here; `desktop` is the way to its documents.

    `address` is where it listens, and `bridge` the folder that lets a Python speak with it.
    Formulas are worked out when a file is opened, unless `recalc` is false. With the name of an X
    `display` it has windows there.
    """

    def __init__(self, soffice, profile, bridge, *, recalc=True, display=None):
        self.bridge = bridge
        registry = Path(profile, "user", "registrymodifications.xcu")
        registry.parent.mkdir(parents=True)
        mode = {"OOXMLRecalcMode": ALWAYS if recalc else NEVER}
        items = "".join(
            ITEM.format(path=path, name=name, value=value)
            for path, settings in (SETTINGS | {RECALCULATE: mode}).items()
            for name, value in settings.items()
        )
        registry.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
            encoding="utf-8",
        )
        pipe = f"kursverktoy{uuid.uuid4().hex[:12]}"
        self.address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
        shown = [] if display else ["--headless"]
        drawn = {"SAL_USE_VCLPLUGIN": "gen", "DISPLAY": display} if display else SVP
        foreign = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
        self.process = subprocess.Popen(
            [soffice, *shown, "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation={Path(profile).as_uri()}",
             f"--accept={self.address.removeprefix('uno:')}"],
            env={k: v for k, v in os.environ.items() if k not in foreign}
            | drawn,
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.desktop = desktop_at(self.address, self.process)

    def close(self):
        """End it, and all it has started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(SECONDS)


def desktop_at(address, process=None):
    """Return the desktop of the LibreOffice that listens at `address`, once it does."""
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + SECONDS
    while True:
        try:
            there = resolver.resolve(address)
            break
        except NoConnectException:
            if time.monotonic() > end or (process and process.poll() is not None):
                raise
            time.sleep(0.02)
    return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
