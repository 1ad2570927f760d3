"""The ribbon: what Excel would pass over in silence, and what a coordinator sees."""

import io
import re
import zipfile

import pytest
from lxml import etree

from kursverktoy.addin.package import add_in
from kursverktoy.documents.kinds import KINDS

NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
PARTS = {"tab", "group", "button", "menu"}


@pytest.fixture(scope="module")
def package(xlam):
    with zipfile.ZipFile(io.BytesIO(xlam.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def parts(package):
    """Return every tab, group, button and menu."""
    root = etree.fromstring(package["customUI/customUI14.xml"])
    return [each for each in root.iter() if each.tag.removeprefix(NAMESPACE) in PARTS]


def test_the_package_points_at_the_ribbon(package):
    links = etree.fromstring(package["_rels/.rels"])
    (ribbon,) = (link for link in links if link.get("Target") == "customUI/customUI14.xml")
    kind = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    assert ribbon.get("Type") == kind
    assert len({link.get("Id") for link in links}) == len(links) == 4
    assert b'Extension="xml" ContentType="application/xml"' in package["[Content_Types].xml"]


def test_every_part_has_a_name_of_its_own(parts):
    names = [each.get("id") for each in parts]
    assert len(names) == len(set(names)) == 28
    assert all(re.fullmatch(r"[a-z][a-z-]*", name) for name in names)


def test_every_click_runs_a_procedure_that_is_there(package, xlam):
    called = re.findall(
        r'on(?:Action|Load)="(\w+)\.(\w+)"', package["customUI/customUI14.xml"].decode()
    )
    assert len(called) == 11 + len(KINDS) - 1
    for module, name in called:
        there = rf"^Public Sub {name}\(ByVal control As IRibbonControl\)\r$"
        assert re.search(there, xlam.sources[module], re.MULTILINE), name


def test_every_button_says_what_it_does(parts):
    for each in parts:
        kind, label = each.tag.removeprefix(NAMESPACE), each.get("label")
        assert label
        if kind in {"button", "menu"} and not each.get("id").startswith("dokument-"):
            assert each.get("imageMso")
            assert 10 < len(each.get("screentip")) < 80, label
            assert each.get("supertip").endswith("."), label
            assert len(each.get("supertip")) < 300, label


def test_the_tab_as_the_coordinator_reads_it(parts):
    assert [each.get("label") for each in parts] == [
        "Kursverktøy",
        "Kurset", "Sjekk", "Oppsummer", "Nytt kurs",
        "Dokumenter", "Skriv alle", "Velg dokument",
        "Samarbeidsavtale", "Samarbeidsavtale (felles)", "Praksisavtale",
        "Individuell opplæringsplan", "Kursplan", "Kursbevis",
        "Informasjon om kurset", "Informasjon om kurset (enkel)",
        "Kandidatark (intern)", "Kandidatark (delt)",
        "Kursrapport (intern)", "Kursrapport (ekstern)",
        "For valgte rader", "Skriv med PDF", "Velg mappe",
        "Opplæringsplaner", "Ny plan", "Nye planmål",
        "Hjelp", "Hjelp",
    ]  # fmt: skip


def test_the_menu_has_every_document_under_the_word_that_asks_for_it(parts):
    assert [each.get("tag") for each in parts if each.get("tag")] == list(KINDS)


def test_only_a_workbook_with_macros_becomes_an_add_in(xlam, package):
    ribbon = package["customUI/customUI14.xml"]
    with pytest.raises(ValueError, match="of a workbook with macros"):
        add_in(xlam.data, ribbon)


def test_a_ribbon_for_an_older_office_is_refused(xlsm):
    old = b'<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"/>'
    with pytest.raises(ValueError, match="another Office"):
        add_in(xlsm.data, old)
