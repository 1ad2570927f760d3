"""Run by LibreOffice's own Python: what it finds in workbooks with macros, told as JSON.

The arguments are the path of soffice, a profile, and the files; a file may be followed by the
macros to run, each with a «!» before it.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = "kursverktoy-" + Path(sys.argv[2]).name
SECONDS = 60
CELLS = ("D1", "D2", "D3")
"""Where a macro may leave what the test wants to know, on the last sheet."""


def main(soffice, profile, *arguments):
    command = [
        soffice, "--headless", "--norestore", "--nologo",
        f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={PIPE};urp;",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=sys.stderr) as office:
        desktop = connected()
        try:
            found = [looked_at(desktop, *file) for file in grouped(arguments)]
        finally:
            desktop.terminate()
            office.wait(SECONDS)
    json.dump(found, sys.stdout)


def grouped(arguments):
    files = []
    for argument in arguments:
        if argument.startswith("!"):
            files[-1].append(argument[1:])
        else:
            files.append([argument])
    return files


def connected():
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    there = f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext"
    for _ in range(SECONDS * 4):
        try:
            context = resolver.resolve(there)
        except NoConnectException:
            time.sleep(0.25)
        else:
            manager = context.ServiceManager
            return manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice does not answer")


def looked_at(desktop, path, *macros):
    # LibreOffice does not know an add-in by the end of its name.
    how = {"Hidden": True, "MacroExecutionMode": 4, "FilterName": "Calc MS Excel 2007 VBA XML"}
    options = tuple(PropertyValue(name, 0, value, 0) for name, value in how.items())
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, options)
    scripts = document.getScriptProvider()
    for macro in macros:
        address = f"vnd.sun.star.script:Kursverktoy.{macro}?language=Basic&location=document"
        scripts.getScript(address).invoke((), (), ())
    sheets = document.Sheets
    last = sheets[sheets.Count - 1]
    found = {
        "modules": modules(document.BasicLibraries),
        "sheets": {sheets[n].Name: sheets[n].CodeName for n in range(sheets.Count)},
        "buttons": buttons(sheets[0].DrawPage.Forms),
        "cells": [last.getCellRangeByName(cell).String for cell in CELLS],
    }
    document.close(True)
    return found


def modules(libraries):
    found = {}
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        each = libraries.getByName(library)
        for name in each.ElementNames:
            found[name] = [each.getModuleInfo(name).ModuleType, each.getByName(name)]
    return found


def buttons(forms):
    found = {}
    for form in (forms[n] for n in range(forms.Count)):
        for number in range(form.Count):
            events = form.getScriptEvents(number)
            found[form[number].Label] = [event.ScriptCode for event in events]
    return found


main(*sys.argv[1:])
