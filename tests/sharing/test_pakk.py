"""Packing, typed: what lies there afterwards, what is told, and what is remembered."""

import email
import json
import os
import stat
import subprocess
import sys
from datetime import date
from email import policy
from pathlib import Path

import pytest

from kursverktoy import verbs
from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.delivery import check_row_id, deliveries_of
from kursverktoy.sharing.encryption import decrypted, encrypted, new_password
from kursverktoy.sharing.log import log_rows
from kursverktoy.sharing.packing import Valg
from kursverktoy.workbook.builder import build
from kursverktoy.workbook.saving import digest
from sharing.courses import DAY, EXAMPLE, cells, changed, course, example, pakk, signed

P06 = "KJ-2026-H_deling_P06_2026-11-24"


@pytest.fixture
def bok(tmp_path):
    path = tmp_path / "kurs.xlsx"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def packed(bok, *partnere, **valg):
    return verbs.pakk(bok, bok.parent / "ut", DAY, partnere=partnere, valg=Valg(**valg))


def names(bok):
    return sorted(path.name for path in (bok.parent / "ut").iterdir())


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "kursverktoy", *map(str, arguments)],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_every_partner_with_an_agreement_gets_its_file_and_its_draft(bok):
    made = packed(bok)
    assert {p.mottaker.partner.id: p.stoppet for p in made} == {
        "P02": False, "P03": False, "P04": False, "P05": False, "P06": False, "P07": False,
        "P08": True,
    }  # fmt: skip
    assert names(bok) == [
        f"KJ-2026-H_deling_P0{n}_2026-11-24.{kind}" for n in range(2, 8) for kind in ("eml", "xlsx")
    ]


def test_a_file_opens_with_its_password_alone_and_is_the_one_that_was_tested(bok):
    [pakke] = packed(bok, "p06")
    raw = pakke.fil.read_bytes()
    assert b"Meron" not in raw
    inside = decrypted(raw, pakke.passord)
    assert digest(inside) == pakke.levering.sha256
    assert cells(inside, "Les meg")[-1] == [f"Leveranse: {pakke.levering.id}"]
    with pytest.raises(KursverktoyError, match="Passordet er feil"):
        decrypted(raw, "tamo-rike-lupo-pesa-nifu")


def test_the_password_is_kept_nowhere(bok):
    [pakke] = packed(bok, "P06")
    everything = [path.read_bytes() for path in bok.parent.rglob("*") if path.is_file()]
    assert len(everything) == 4
    assert not any(pakke.passord.encode() in each for each in everything)
    assert pakke.passord not in repr(pakke)


def test_passwords_can_be_read_out_and_differ():
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(word.isascii() and word.islower() and len(word) == 4
               for each in made for word in each.split("-"))  # fmt: skip
    assert {each.count("-") for each in made} == {4}


def test_a_damaged_file_never_opens_as_something_else():
    data, password = b"PK\3\4" + bytes(range(256)) * 40, "tamo"
    with pytest.raises(KursverktoyError):
        decrypted(b"not a workbook", password)
    file = bytearray(encrypted(EXAMPLE.read_bytes(), password))
    file[len(file) // 2] ^= 1
    with pytest.raises(KursverktoyError, match="skadet"):
        decrypted(bytes(file), password)
    with pytest.raises(KursverktoyError):
        decrypted(data, password)


def test_a_delivery_is_remembered_beside_the_workbook_for_its_owner_alone(bok):
    [pakke] = packed(bok, "P06")
    [kept] = deliveries_of(bok)
    assert kept == pakke.levering
    assert (kept.partner_id, kept.nivå, kept.frist, kept.passord) == ("P06", 2, "2026-12-20", True)
    assert kept.fil == f"{P06}.xlsx"
    assert len({rad.rad_id for rad in kept.rader}) == len(kept.rader)
    assert all(check_row_id(rad.rad_id) for rad in kept.rader)
    if os.name == "posix":
        folder = bok.with_name("kurs.delinger")
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]
        assert modes == [0o700, 0o600]


def test_the_log_names_nobody(bok):
    packed(bok, "P06")
    [row] = log_rows(deliveries_of(bok))
    assert row | {"Tid": None, "Kontrollsum": None} == {
        "Tid": None, "Fil": f"{P06}.xlsx", "Mottaker": "P06", "Nivå": 2, "Antall personer": 4,
        "Kontrollsum": None, "Slettes innen": date(2026, 12, 20),
    }  # fmt: skip


def test_the_main_workbook_is_only_read(bok):
    packed(bok)
    assert bok.read_bytes() == EXAMPLE.read_bytes()


def test_a_second_file_never_replaces_the_first(bok):
    for _ in range(3):
        packed(bok, "P06")
    assert names(bok) == [
        f"{P06}{v}.{kind}" for v in ("", "_v2", "_v3") for kind in ("eml", "xlsx")
    ]
    ids = [rad.rad_id for each in deliveries_of(bok) for rad in each.rader]
    assert len(set(ids)) == len(ids)


def test_the_draft_has_the_recipient_the_file_and_nothing_about_anyone(bok):
    [pakke] = packed(bok, "P06")
    message = email.message_from_bytes(pakke.epost.read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["To"]) == ("1", "p06@fjellvik.example")
    assert message["Subject"] == "Fil for kurset KJ-2026-H"
    assert message.get_body().get_content().replace("\r\n", "\n") == (
        "Hei!\n\nHer er filen for kurset KJ-2026-H. Passordet kommer på SMS eller telefon. "
        "Slett filen innen 20.12.2026.\n"
    )
    [attached] = message.iter_attachments()
    assert attached.get_filename() == f"{P06}.xlsx"
    assert attached.get_content() == pakke.fil.read_bytes()


STRANGE = ["", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "kari",
           "<a@b.example>"]  # fmt: skip


@pytest.mark.parametrize("address", STRANGE)
def test_a_draft_is_addressed_to_one_address_or_to_none(tmp_path, address):
    data = changed(signed(example()), "partnere", "epost", address, partner_id="P06")
    path = tmp_path / "kurs.xlsx"
    path.write_bytes(build(course(data)[0]))
    [pakke] = packed(path, "P06")
    message = email.message_from_bytes(pakke.epost.read_bytes(), policy=policy.default)
    assert (message["To"], message["Bcc"]) == (None, None)


def test_a_file_about_people_without_a_password_is_told_and_gets_no_draft(bok):
    [pakke] = packed(bok, "P07", passord=False)
    assert [f.kode for f in pakke.funn] == ["DEL-04"]
    assert (pakke.stoppet, pakke.epost, pakke.passord) == (False, None, "")
    assert names(bok) == ["KJ-2026-H_deling_P07_2026-11-24.xlsx"]
    assert pakke.levering.passord is False


def test_a_file_without_people_needs_no_password_but_may_have_one(bok):
    [open_] = packed(bok, "P07", nivå=0)
    assert (open_.passord, open_.funn, bool(open_.epost)) == ("", (), True)
    assert digest(open_.fil.read_bytes()) == open_.levering.sha256
    [locked] = packed(bok, "P07", nivå=0, passord=True)
    assert decrypted(locked.fil.read_bytes(), locked.passord)


def test_a_level_above_the_partners_own_is_refused(bok):
    [pakke] = packed(bok, "P07", nivå=3)
    [said] = [f.melding for f in pakke.funn]
    assert said == (
        "Blåklokka Kantiner AS (fiktiv) har Deling 2. Filen krever 3. Velg en annen fil, eller "
        "endre Deling."
    )
    assert not (bok.parent / "ut").exists()


@pytest.mark.parametrize(
    ("kode", "changes"),
    [
        ("PAR-08", {"status": "Forespurt"}),
        ("PAR-09", {"taushetserklæring_dato": ""}),
        ("PAR-10", {"personvernrolle": "Databehandler", "databehandleravtale_dato": ""}),
        ("PAR-11", {"deling_nivå": 3}),
        ("PAR-11", {"personvernrolle": "Får ikke personopplysninger"}),
    ],
)
def test_what_must_be_in_place_first_stops_the_file_also_when_it_is_acknowledged(kode, changes):
    data = signed(example())
    for field, value in changes.items():
        changed(data, "partnere", field, value, partner_id="P07")
    data["vurderinger"] = [
        {"kode": kode, "gjelder": "P07", "felt": "", "sett_og_vurdert": "ok", "avtrykk": ""}
    ]
    for level in (0, 1):
        pakke = pakk(data, "P07", nivå=level)
        assert [f.kode for f in pakke.funn] == ["DEL-06", kode]
        assert pakke.funn[0].melding == (
            f"Rett først: {kode}. Så kan dere dele med Blåklokka Kantiner AS (fiktiv)."
        )


def test_a_national_identity_number_anywhere_stops_every_file():
    data = changed(signed(example()), "fagpersoner", "kompetanse_merknad", "01019012345",
                   person_id="F05")  # fmt: skip
    assert "KAN-02" in [f.kode for f in pakk(data, "P06").funn]


@pytest.mark.parametrize(("sheet", "id"), [("kandidater", "K03"), ("partnere", "P06")])
def test_a_number_on_two_rows_stops_the_file(sheet, id):
    data = signed(example())
    key = {"kandidater": "kandidat_id", "partnere": "partner_id"}[sheet]
    data[sheet].append(next(row for row in data[sheet] if row[key] == id) | {"telefon": "1"})
    assert f"Rett først: {id} står på to rader." in pakk(data, "P06").funn[0].melding


def test_a_sensitive_word_in_a_text_that_leaves_is_told():
    data = changed(signed(example()), "planer", "tilpasning", "Fri for ramadan", kandidat_id="K03")
    assert [(f.kode, f.id) for f in pakk(data, "P06").funn] == [("KAR-06", "K03")]
    assert pakk(data, "P07").funn == ()


@pytest.mark.parametrize("partner", ["P01", "P99"])
def test_the_owner_and_strangers_get_no_file(bok, partner):
    with pytest.raises(KursverktoyError, match=f"Det kan ikke lages fil til {partner}"):
        packed(bok, partner)


def test_one_that_can_not_be_saved_is_forgotten_and_the_others_are_made(bok):
    (bok.parent / "ut").mkdir()
    (bok.parent / "ut" / f"~${P06}.xlsx").write_bytes(b"")  # Excel has it open
    made = {p.mottaker.partner.id: p for p in packed(bok, "P06", "P07")}
    assert "er åpen i Excel" in made["P06"].feil
    assert made["P06"].stoppet
    assert [each.partner_id for each in deliveries_of(bok)] == ["P07"]


def test_the_whole_is_told_in_the_terminal(bok):
    done = run(bok.parent, "pakk", bok, "--ut", "ut", "--dato", "2026-11-24")
    assert done.returncode == 1, "one partner was stopped"
    assert "6 filer laget i ut" in done.stdout
    assert "(DEL-06)" in done.stdout
    assert "(vises bare nå)" in done.stdout
    assert done.stdout.rstrip().endswith("Ingenting er sendt.")
    shown = run(bok.parent, "pakk", bok, "--ut", "ny", "--partner", "P06", "--vis",
                "--dato", "2026-11-24")  # fmt: skip
    assert (shown.returncode, (bok.parent / "ny").exists()) == (0, False)
    assert "1 fil ville blitt laget i ny" in shown.stdout
    assert "Passord" not in shown.stdout


def test_files_that_should_have_been_deleted_are_reminded_of_until_they_are(bok):
    packed(bok, "P06")
    [levering] = deliveries_of(bok)
    said = f"  P06  {P06}.xlsx  frist 20.12.2026  ({levering.id})"

    def told(verb, dato, *more):
        return run(bok.parent, verb, bok, "--dato", dato, *more).stdout

    assert said not in told("sjekk", "2026-12-20")
    assert said in told("sjekk", "2026-12-21")
    assert said in told("pakk", "2026-12-21", "--ut", "ut", "--vis")
    assert "slettes innen 20.12.2026" in told("delinger", "2026-11-30")
    assert "skulle vært slettet" in told("delinger", "2026-12-21")
    assert "slettet 22.12.2026" in told("delinger", "2026-12-22", "--slettet", levering.id)
    assert said not in told("sjekk", "2026-12-23")
    json.loads(told("sjekk", "2026-12-23", "--format", "json"))


def test_a_delivery_that_can_not_be_read_is_told(bok):
    packed(bok, "P06")
    [path] = Path(bok.with_name("kurs.delinger")).iterdir()
    path.write_text(path.read_text("utf-8")[:100], "utf-8")
    with pytest.raises(KursverktoyError, match="sikkerhetskopi"):
        verbs.delinger(bok)
