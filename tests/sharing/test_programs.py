"""Copies that real programs have saved, and copies with passwords."""

import io
from datetime import date
from unicodedata import normalize

import msoffcrypto
import openpyxl
import pandas as pd
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.leveranser import Leveranser
from kursverktoy.sharing.merge import flett
from kursverktoy.sharing.returned import read_returned
from sharing.delivered import HEADER
from sharing.mangled import FORMULA
from sharing.test_corpus import line

XLSX = "xlsx:Calc MS Excel 2007 XML"
EDITED = [
    "endring A09-1 status: Ferdig",
    "endring K03 L04 status: Oppnådd",
    "endring K03 L04 status_dato: 2026-11-20",
    "merknad K03 L04 kommentar: =1+1",
    "ny rad: funn=Kokker & «renhold», kilde=Innspill i delt arbeidsbok",
]


@pytest.fixture
def edited(copy):
    copy.put("Vurdering", ("K03", "L04"), "status", "Oppnådd")
    copy.put("Vurdering", ("K03", "L04"), "status_dato", date(2026, 11, 20))
    copy.put("Vurdering", ("K03", "L04"), "kommentar", "=1+1")
    copy.put("Ansvar", ("A09-1",), "status", "Ferdig")
    copy.put("Innspill", (0,), "funn", "Kokker & «renhold»")
    return copy


def proposed(bok, copy, path, passwords=()):
    found = read_returned(path, Leveranser([copy.delivery]), passwords)
    fletting = flett(bok, Leveranser([copy.delivery]), [found], lambda _rad, _felt: "")
    return sorted(map(line, fletting.forslag)), fletting.merknader


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", [XLSX, "ods", "xls"])
def test_saved_by_libreoffice(kind, bok, edited, convert, tmp_path):
    path = tmp_path / "KJ_P06.xlsx"
    path.write_bytes(edited.data())
    found, told = proposed(bok, edited, convert(path, kind))
    assert found == EDITED
    assert [each.partition(": ")[2] for each in told] == (
        ["Filen er i det gamle formatet .xls, som ikke viser hva som er formler."]
        if kind == "xls" else []
    )  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.parametrize("kinds", [(XLSX, "ods", XLSX), ("ods", "xls"), ("xls", XLSX)])
def test_saved_again_and_again_and_nothing_was_changed(kinds, bok, copy, convert, tmp_path):
    path = tmp_path / "KJ_P06.xlsx"
    path.write_bytes(copy.data())
    for kind in kinds:
        path = convert(path, kind)
    assert proposed(bok, copy, path)[0] == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", [XLSX, "ods"])
def test_a_formula_is_known_after_libreoffice(kind, bok, copy, convert, tmp_path):
    row, at = copy.at("Vurdering", "K03", "L04"), copy.column("Vurdering", "status")
    copy.formulas["Vurdering", row, at] = '=IF(TRUE,"Oppnådd","")'
    path = tmp_path / "KJ_P06.xlsx"
    path.write_bytes(copy.data())
    assert proposed(bok, copy, convert(path, kind))[0] == [
        f"avvist K03 L04 status: Oppnådd ({FORMULA})"
    ]


def test_saved_by_openpyxl(bok, edited, tmp_path):
    path = tmp_path / "KJ_P06.xlsx"
    openpyxl.load_workbook(io.BytesIO(edited.data())).save(path)
    assert proposed(bok, edited, path)[0] == EDITED


def test_saved_by_pandas_as_bare_tables(bok, edited, tmp_path):
    path = tmp_path / "KJ_P06.xlsx"
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        for tab, rows in edited.tabs.items():
            if tab != "Les meg":
                heads, *body = rows[HEADER - 1 :]
                pd.DataFrame(body, columns=heads).to_excel(writer, sheet_name=tab, index=False)
    found = proposed(bok, edited, path)[0]
    assert [each for each in found if "kommentar" not in each] == [EDITED[0], EDITED[1], EDITED[2],
                                                                   EDITED[4]]  # fmt: skip


# --- passwords -----------------------------------------------------------------------------------

PASSWORD = "blåbær-Åse-17"  # noqa: S105  of a test


@pytest.fixture
def locked(edited, tmp_path):
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(edited.data())).encrypt(PASSWORD, stream)
    path = tmp_path / "KJ_P06.xlsx"
    path.write_bytes(stream.getvalue())
    return path


@pytest.mark.parametrize(
    "passwords", [[PASSWORD], ["feil", PASSWORD], [normalize("NFD", PASSWORD)]]
)
def test_a_copy_with_a_password(passwords, bok, edited, locked):
    assert msoffcrypto.OfficeFile(io.BytesIO(locked.read_bytes())).is_encrypted()
    assert proposed(bok, edited, locked, passwords) == (EDITED, ())


@pytest.mark.parametrize(
    ("passwords", "message"),
    [
        ([], "«KJ_P06.xlsx» er beskyttet med passord. Oppgi det med --passord"),
        (["feil", "galt"], "Passordet til «KJ_P06.xlsx» er ikke riktig"),
    ],
)
def test_a_copy_that_stays_closed(passwords, message, copy, locked):
    with pytest.raises(KursverktoyError, match=message):
        read_returned(locked, Leveranser([copy.delivery]), passwords)


def test_an_altered_copy_with_a_password_is_refused(copy, locked):
    data = bytearray(locked.read_bytes())
    for at in range(6000, 6400):
        data[at] ^= 0x55
    locked.write_bytes(data)
    with pytest.raises(KursverktoyError, match=r"«KJ_P06\.xlsx» er skadet"):
        read_returned(locked, Leveranser([copy.delivery]), [PASSWORD])


def test_a_file_that_only_looks_like_one_with_a_password_is_refused(copy, tmp_path):
    path = tmp_path / "KJ_P06.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(KursverktoyError, match="ikke en arbeidsbok, eller den er ikke hel"):
        read_returned(path, Leveranser([copy.delivery]), [PASSWORD])
