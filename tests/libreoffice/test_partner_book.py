"""A partner's workbook opens in LibreOffice, with and without a password."""

import subprocess

import openpyxl
import pytest

from kursverktoy.sharing.encryption import encrypted
from sharing.courses import course, example, made, signed


@pytest.fixture(scope="module")
def workbook():
    return made(course(signed(example()))[0], "P06", 2)


def test_libreoffice_opens_it_and_shows_the_same(workbook, convert, tmp_path):
    path = tmp_path / "KJ-2026-H_deling_P06.xlsx"
    path.write_bytes(workbook)
    ours, theirs = (openpyxl.load_workbook(each) for each in (path, convert(path, "xlsx")))
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                assert theirs[sheet.title][cell.coordinate].value == cell.value


def test_it_prints_with_what_the_partner_needs_and_marked_as_confidential(
    workbook, convert, pdf_text, tmp_path
):
    path = tmp_path / "P06.xlsx"
    path.write_bytes(workbook)
    said = pdf_text(convert(path, "pdf"))
    assert "Leveranse: D-BCDFGHJK" in said
    assert "Taushetsplikt" in said
    assert "K03 Meron S." in said


DOCTYPE = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
LIBRARY_OF = 'xmlns:library="http://openoffice.org/2000/library"'
MACRO = f"""<?xml version="1.0" encoding="UTF-8"?>
{DOCTYPE.format("script:module", "module")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Laast"
 script:language="StarBasic">
Sub Copy(source, password, goal)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden" : how(0).Value = True
  how(1).Name = "Password" : how(1).Value = password
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
  If Not IsNull(book) Then
    Dim kind(0) As New com.sun.star.beans.PropertyValue
    kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
    book.storeToURL(goal, kind())
    book.close(True)
  End If
  StarDesktop.terminate()
End Sub
</script:module>
"""
LIBRARY = f"""<?xml version="1.0" encoding="UTF-8"?>
{DOCTYPE.format("library:library", "library")}
<library:library {LIBRARY_OF} library:name="Standard" library:readonly="false"
 library:passwordprotected="false">{{}}</library:library>
"""
LIBRARIES = f"""<?xml version="1.0" encoding="UTF-8"?>
{DOCTYPE.format("library:libraries", "libraries")}
<library:libraries {LIBRARY_OF} xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/{{}}.xlb/"
 xlink:type="simple" library:link="false"/></library:libraries>
"""


@pytest.fixture
def profile(soffice, tmp_path):
    """Return a profile with our macro; its first start would have written over it."""
    start(soffice, tmp_path / "profile", "--terminate_after_init")
    basic = tmp_path / "profile" / "user" / "basic"
    (basic / "Standard" / "Laast.xba").write_text(MACRO, "utf-8")
    for kind, holds in (("script", '<library:element library:name="Laast"/>'), ("dialog", "")):
        (basic / "Standard" / f"{kind}.xlb").write_text(LIBRARY.format(holds), "utf-8")
        (basic / f"{kind}.xlc").write_text(LIBRARIES.format(kind), "utf-8")
    return tmp_path / "profile"


def start(soffice, profile, *arguments):
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, *arguments], capture_output=True, check=False, timeout=120)


def test_libreoffice_opens_a_locked_one_with_its_password_alone(
    workbook, soffice, profile, tmp_path
):
    path, copy = tmp_path / "laast.xlsx", tmp_path / "kopi.xlsx"
    path.write_bytes(encrypted(workbook, "tamo-rike-lupo-pesa-nifu"))
    start(soffice, profile, "--convert-to", "csv", "--outdir", str(tmp_path), str(path))
    assert not (tmp_path / "laast.csv").exists(), "nobody gave the password"
    places = (path.as_uri(), "tamo-rike-lupo-pesa-nifu", copy.as_uri())
    asked = ",".join(f'"{each}"' for each in places)
    start(soffice, profile, f"macro:///Standard.Laast.Copy({asked})")
    assert openpyxl.load_workbook(copy)["Deltakere"]["C6"].value == "Meron"
