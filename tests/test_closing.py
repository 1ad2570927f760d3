"""avslutt and ny --etter with real files: what is told, made and deleted, and what is left."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from kursverktoy import verbs
from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.delivery import Delivery, confirm_deleted, save_delivery
from kursverktoy.verbs import closing
from kursverktoy.workbook.builder import build

ROOT = Path(__file__).parent.parent
DAY, LATER, LAST = date(2026, 11, 23), date(2026, 12, 21), date(2027, 8, 31)
SHORTEST = 4


@pytest.fixture
def bok(tmp_path):
    """Return a copy of the example workbook."""
    return Path(shutil.copy(ROOT / "workbooks" / "eksempel.xlsx", tmp_path / "kurs.xlsx"))


def data():
    return json.loads((ROOT / "workbooks/eksempelkurs.json").read_text("utf-8"))


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "kursverktoy", *map(str, arguments)],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def everything_in(path):
    """Return the bytes of all parts of a package, and the names of the parts."""
    with ZipFile(BytesIO(Path(path).read_bytes())) as package:
        return b"\n".join(n.encode() + package.read(n) for n in package.namelist())


def people():
    """Return what the example tells of people in their own words: names, contacts, remarks."""
    course = data()
    private = {
        *(k[f] for k in course["kandidater"] for f in ("fornavn", "etternavn", "telefon", "epost",
                                                       "beslutning_begrunnelse")),
        *(f[n] for f in course["fagpersoner"] for n in ("navn", "epost", "kompetanse_merknad")),
        *(p[f] for p in course["partnere"] for f in ("kontaktperson", "epost", "telefon",
                                                     "signerer_navn")),
        *(k["helhetsvurdering"] for k in course["kartlegging"]),
        *(f[n] for f in course["fortrolig"] for n in ("helse_og_tilrettelegging", "grunnlag")),
        *(p["eget_mål"] for p in course["planer"]),
        *(a["bevis_nr"] for a in course["avslutning"]),
        course["kurs"]["personvernombud"],
    }  # fmt: skip
    found = {value for value in private if value and len(value) >= SHORTEST}
    assert len(found) > 100
    return found


def holds_nobody(path):
    parts = everything_in(path).decode("utf-8", "ignore")
    return [value for value in people() if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", parts)]


def test_the_test_itself_finds_people(bok):
    assert len(holds_nobody(bok)) == len(people())


def test_what_is_due_is_told_with_what_to_do_first_and_what_is_left(bok):
    rydding = closing.avslutt(bok, LATER)
    due = [(f.hva, f.id) for f in rydding.frister if f.er_forfalt(LATER)]
    assert due == [
        ("Kandidat uten plass", "K02"), ("Kandidat uten plass", "K13"),
        ("Fortrolige opplysninger", "K04"), ("Fortrolige opplysninger", "K07"),
    ]  # fmt: skip
    assert "samarbeidsavtale (D1), praksisavtale (D2)" in rydding.først[0]
    assert any("SharePoint" in each for each in rydding.igjen)
    assert any("Sendte elementer" in each for each in rydding.igjen)
    assert rydding.delt == ()


def delivery(**changed):
    values = {
        "id": "D-BCDFGHJK", "kurs_id": "KJ-2026-H", "partner_id": "P06", "nivå": 2,
        "laget": "2026-09-01T10:00:00", "frist": "2026-12-20", "fil": "KJ-2026-H_P06.xlsx",
        "sha256": "0" * 64, "passord": True, "rader": (),
    }  # fmt: skip
    return Delivery(**values | changed)


def test_a_shared_file_is_told_until_it_is_confirmed_deleted(bok):
    save_delivery(bok, delivery())
    rydding = closing.avslutt(bok, LATER)
    assert rydding.delt == (("KJ-2026-H_P06.xlsx", "P06", date(2026, 12, 20)),)
    assert rydding.igjen[0] == (
        "Mappen kurs.delinger: det som er delt, og boka slik den var før hver fletting."
    )
    confirm_deleted(bok, "D-BCDFGHJK", LATER)
    assert closing.avslutt(bok, LATER).delt == ()


def test_the_log_on_the_sheet_delinger_counts_too(bok):
    row = {"Fil": "gammel.xlsx", "Mottaker": "P07", "Slettes innen": date(2026, 10, 1)}
    bok.write_bytes(build(verbs.les(bok, DAY).bok, delinger=[row]))
    assert closing.avslutt(bok, LATER).delt == (("gammel.xlsx", "P07", date(2026, 10, 1)),)


def test_an_anonymous_copy_holds_the_course_and_nobody(bok, tmp_path):
    before = bok.read_bytes()
    copy = closing.anonymiser(bok, tmp_path / "anonym.xlsx", LATER)
    assert bok.read_bytes() == before
    assert holds_nobody(tmp_path / "anonym.xlsx") == []
    assert copy.beholdt == (
        "Kurs: 39 svar", "Behov: 11 rader", "Partnere: 8 rader", "Ansvar: 17 rader",
        "Læringsmål: 17 rader", "Moduler: 8 rader",
    )  # fmt: skip
    again = verbs.les(tmp_path / "anonym.xlsx", LATER).bok
    assert again.læringsmål[0].tekst == data()["læringsmål"][0]["tekst"]
    assert (again.kandidater, again.fagpersoner, again.fortrolig) == ((), (), ())


def test_the_figures_of_an_anonymous_copy_point_at_nobody(bok, tmp_path):
    closing.anonymiser(bok, tmp_path / "anonym.xlsx", LATER)
    sheet = load_workbook(tmp_path / "anonym.xlsx")["Tall"]
    told = {row[1]: row[2] for row in sheet.iter_rows(values_only=True) if row[2]}
    assert told["Deltakere"] == "10"
    assert told["Opptak: Fikk ikke tilbud eller står på venteliste"] == "færre enn 5"
    assert told["Gjennomføring: Fullførte kurset"] == "5 eller flere"
    assert told["Mål som er oppnådd"] == "114"
    assert not {value for value in told.values() if value in {"1", "2", "3", "4"}}


def test_a_name_that_can_not_be_taken_out_stops_the_copy(tmp_path):
    course = data()
    course["kurs"]["kurs_id"] = "Furutest-2026"  # a key is not anyone's to change
    (tmp_path / "kurs.json").write_text(json.dumps(course), "utf-8")
    verbs.ny(tmp_path / "navn.xlsx", DAY, tmp_path / "kurs.json")
    with pytest.raises(KursverktoyError, match="opplysninger om personer"):
        closing.anonymiser(tmp_path / "navn.xlsx", tmp_path / "anonym.xlsx", LATER)
    assert not (tmp_path / "anonym.xlsx").exists()


def test_nothing_is_deleted_before_yes_is_said(bok):
    before = bok.read_bytes()
    told = closing.slett(bok, LATER)
    assert (told.noe, told.skrevet, told.alle) == (True, False, False)
    assert told.rader == (("Kandidater", 2), ("Kartlegging", 2), ("Fortrolig", 2))
    assert bok.read_bytes() == before
    assert not told.logg.exists()


def test_what_is_due_is_deleted_and_nothing_else(bok):
    before = verbs.les(bok, LATER).bok
    told = closing.slett(bok, LATER, ja=True)
    assert told.skrevet
    after = verbs.les(bok, LATER).bok
    assert after.fortrolig == ()
    assert {k.id for k in before.kandidater} - {k.id for k in after.kandidater} == {"K02", "K13"}
    assert len(after.planmål) == len(before.planmål)
    assert len(after.fagpersoner) == len(before.fagpersoner)
    parts = everything_in(bok).decode("utf-8", "ignore")
    gone = [row for row in data()["kandidater"] if row["kandidat_id"] in ("K02", "K13")]
    assert not [row for row in gone if row["etternavn"] in parts or row["fornavn"] in parts]
    assert "Bør ikke løfte tungt" not in parts


def test_the_log_tells_what_was_done_and_names_nobody(bok):
    closing.slett(bok, LATER, ja=True)
    closing.slett(bok, LAST, ja=True)
    lines = (bok.parent / "kurs.slettet.txt").read_text("utf-8").splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d\d:\d\d  Slettet fra arbeidsboka: Kandidater 2, "
        r"Kartlegging 2, Fortrolig 2\.", lines[0],
    )  # fmt: skip
    assert "Oppfølging 38" in lines[1]
    assert lines[1].endswith("Ansatte og kontaktpersoner er tatt ut.")
    text = "\n".join(lines)
    assert not [value for value in people() if value in text]
    assert not re.search(r"K\d\d", text)


def test_at_the_end_the_workbook_itself_holds_nobody(bok):
    closing.slett(bok, LATER, ja=True)
    told = closing.slett(bok, LAST, ja=True)
    assert told.alle
    assert holds_nobody(bok) == []
    sheet = load_workbook(bok)["Tall"]
    figures = {row[1]: row[2] for row in sheet.iter_rows(values_only=True) if row[2]}
    # Counted before the first were deleted; now there would be none.
    assert figures["Opptak: Fikk ikke tilbud eller står på venteliste"] == "færre enn 5"
    assert figures["Deltakere"] == "10"
    assert not closing.slett(bok, LAST, ja=True).noe


def test_what_has_been_deleted_is_not_in_what_is_repaired(bok, tmp_path):
    closing.slett(bok, LAST, ja=True)
    assert verbs.reparer(bok, tmp_path / "ny.xlsx", LAST).ikke_med == ()
    assert "Tall" in load_workbook(tmp_path / "ny.xlsx").sheetnames


def test_what_else_is_lost_is_told_before(bok):
    workbook = load_workbook(bok)
    workbook.create_sheet("Notater")["A1"] = "Yonas liker fisk"
    workbook.save(bok)
    told = closing.slett(bok, LATER)
    assert "Arket «Notater»" in told.ikke_med
    closing.slett(bok, LATER, ja=True)
    assert b"liker fisk" not in everything_in(bok)


def test_nothing_due_writes_nothing(bok):
    before = bok.read_bytes()
    told = closing.slett(bok, date(2026, 9, 1), ja=True)
    assert (told.noe, told.skrevet) == (False, False)
    assert bok.read_bytes() == before
    assert not told.logg.exists()


def test_a_locked_workbook_is_left_as_it_was(bok):
    (bok.parent / "~$kurs.xlsx").write_bytes(b"\x03Eli")
    before = bok.read_bytes()
    with pytest.raises(KursverktoyError, match="åpen i Excel"):
        closing.slett(bok, LATER, ja=True)
    assert bok.read_bytes() == before
    assert not (bok.parent / "kurs.slettet.txt").exists()


def test_a_log_that_can_not_be_written_is_told_with_what_was_done(bok):
    (bok.parent / "kurs.slettet.txt").mkdir()
    with pytest.raises(KursverktoyError, match=r"er slettet, men .*Kandidater 2"):
        closing.slett(bok, LATER, ja=True)
    assert verbs.les(bok, LATER).bok.fortrolig == ()


@pytest.mark.parametrize("name", ["kurs.xlsm", "kurs.ods"])
def test_only_a_plain_workbook_can_be_deleted_from(bok, name):
    other = bok.rename(bok.with_name(name))
    with pytest.raises(KursverktoyError, match=r"bare slettes fra en \.xlsx-fil"):
        closing.slett(other, LATER, ja=True)


def test_the_next_course_begins_with_what_was_learnt_and_nobody(bok, tmp_path):
    next_ = closing.etter(tmp_path / "neste.xlsx", bok, date(2027, 1, 4))
    assert holds_nobody(tmp_path / "neste.xlsx") == []
    again = verbs.les(tmp_path / "neste.xlsx", date(2027, 1, 4)).bok
    learnt = again.behov[-1]
    assert (learnt.behov_id, learnt.type) == ("B12", "Tidligere kurs")
    assert learnt.kilde == "Tall uten personer fra KJ-2026-H"
    assert learnt.funn.startswith("Deltakere: 10. Fullførte kurset: 5 eller flere.")
    assert again.kurs.startdato is None
    assert "Behov: 12 rader" in next_.med
    assert next_.sjekket.bok.kandidater == ()


def test_a_workbook_is_never_overwritten(bok, tmp_path):
    with pytest.raises(KursverktoyError, match="finnes fra før"):
        closing.etter(bok, bok, DAY)
    with pytest.raises(KursverktoyError, match="arbeidsboka selv"):
        closing.anonymiser(bok, bok, DAY)
    (tmp_path / "anonym.xlsx").write_bytes(b"mine")
    with pytest.raises(KursverktoyError, match="finnes fra før"):
        closing.anonymiser(bok, tmp_path / "anonym.xlsx", DAY)


def test_the_verbs_are_typed(bok, tmp_path):
    due = run(tmp_path, "avslutt", bok, "--dato", LATER)
    assert (due.returncode, due.stderr) == (0, "")
    assert "forfalt  20.12.2026   K04" in due.stdout
    assert "Dette kan ikke kursverktøy slette. Slett det selv:" in due.stdout
    copied = run(tmp_path, "avslutt", bok, "--ut", "anonym.xlsx", "--dato", LATER)
    assert copied.stdout.startswith("Laget anonym.xlsx uten opplysninger om personer.")
    asked = run(tmp_path, "avslutt", bok, "--slett", "--dato", LATER)
    assert "Ingenting er gjort ennå" in asked.stdout
    assert "Skriv --slett --ja for å slette." in asked.stdout
    done = run(tmp_path, "avslutt", bok, "--slett", "--ja", "--dato", LATER)
    assert done.stdout.startswith("Slettet fra kurs.xlsx, som er skrevet på nytt:")
    alone = run(tmp_path, "avslutt", bok, "--ja")
    assert (alone.returncode, "--slett --ja" in alone.stderr) == (2, True)
    next_ = run(tmp_path, "ny", "neste.xlsx", "--etter", bok, "--dato", LATER)
    assert "Fylles ut på nytt:" in next_.stdout
    both = run(tmp_path, "ny", "x.xlsx", "--etter", bok, "--fra", "kurs.json")
    assert both.returncode == 2
    assert "Velg enten --etter eller --fra." in both.stderr
    for shown in (due, copied, asked, done, next_):
        assert not [value for value in people() if value in shown.stdout]
