"""The register survives kills, damage and haste, tells beforehand, and holds no one's secrets."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from shutil import copytree

import pytest

from documents.again import BEVIS, DUPLICATE, K03, NEXT, P07, at, changed, files, k03, one
from documents.word import DAY, ROOT, example, row
from kursverktoy.documents.register import listing
from kursverktoy.documents.register.entry import Tilstand
from kursverktoy.documents.register.lock import alone_in
from kursverktoy.documents.register.register import NAME, opened, read_register
from kursverktoy.documents.result import Utfall
from kursverktoy.errors import KursverktoyError

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
KILL = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system can't kill")


def revised():
    """Return the example course with a cell changed that every document shows, and K03 anew."""
    data = k03(bevis_nr="KJ-2026-H-03B")
    data["kurs"]["kursnavn"] = "Kjøkkenkurset"
    return data


def lines(folder):
    return (folder / NAME).read_bytes().split(b"\n")


# What would be written


def test_a_look_beforehand_writes_nothing_and_is_what_happens(tmp_path):
    """Most outcomes at once: new, changed, edited, unknown, gone, frozen, stopped, unchanged."""
    at(tmp_path / "ut", ids=["P02", "P03", "P04", "P05", "P07", "K01", "K03", "K04"])
    (tmp_path / "ut" / P07).write_bytes(b"endret")
    (tmp_path / "ut" / P07.replace("P07", "P05")).unlink()
    (tmp_path / "ut" / P07.replace("P07", "P06").replace("-23", "-24")).write_bytes(b"ukjent")
    data = k03(bevis_nr="KJ-2026-H-03B")
    row(data, "avslutning", kandidat_id="K05")["bevis_nr"] = "KJ-2026-H-01"
    row(data, "avslutning", kandidat_id="K04")["sertifikater"] = "Truckførerbevis"
    row(data, "kandidater", kandidat_id="K06")["etternavn"] = ""
    row(data, "partnere", partner_id="P02")["orgnr"] = "974760673"
    before = files(tmp_path)
    seen = []
    look = at(tmp_path / "ut", data, day=NEXT, vis=True, progress=lambda *a: seen.append(a[0]))
    assert files(tmp_path) == before
    assert seen == list(range(1, 28))
    done = at(tmp_path / "ut", data, day=NEXT)
    assert (look.dokumenter, look.årsaker) == (done.dokumenter, done.årsaker)
    assert (look.bare_vist, done.bare_vist) == (True, False)
    outcomes = {utfall: len(done.med(utfall)) for utfall in Utfall}
    assert outcomes == {
        Utfall.SKREVET: 16,
        Utfall.UENDRET: 7,
        Utfall.FRYST: 1,
        Utfall.ENDRET: 0,
        Utfall.STANSET: 3,
        Utfall.MISLYKKET: 0,
    }
    assert all(d.årsak for d in done.med(Utfall.SKREVET))


def test_a_look_makes_no_folder(tmp_path):
    look = at(tmp_path / "ut", vis=True)
    assert {d.utfall for d in look.dokumenter} == {Utfall.SKREVET}
    assert not (tmp_path / "ut").exists()


# Kills


WRITER = """
import sys
from pathlib import Path
from documents.again import NEXT, at
from documents.test_register_file import revised
from documents.word import DAY
at(Path(sys.argv[1]), revised(), day=DAY if sys.argv[2] == "same" else NEXT)
"""


@KILL
@pytest.mark.parametrize("day", ["same", "next"])
def test_a_kill_at_any_moment_is_made_good_by_the_next_run(day, tmp_path):
    at(tmp_path / "før")
    old = {p.name: p.read_bytes() for p in (tmp_path / "før").glob("*.docx")}
    when = DAY if day == "same" else NEXT
    at(copytree(tmp_path / "før", tmp_path / "fasit"), revised(), day=when)
    whole = {p.name: p.read_bytes() for p in (tmp_path / "fasit").rglob("*.docx")}
    for wanted in (1, 2, 7, 13, 18):  # of the 18 to write
        folder = copytree(tmp_path / "før", tmp_path / f"drept-{wanted}")
        command = [sys.executable, "-c", WRITER, str(folder), day]
        with subprocess.Popen(command, env=ENVIRONMENT) as process:
            while len(lines(folder)) < 1 + len(old) + wanted and process.poll() is None:
                time.sleep(0.0005)
            process.kill()
        for document in folder.glob("*.docx"):
            known = {old.get(document.name), whole.get(document.name)}
            assert document.read_bytes() in known
        result = at(folder, revised(), day=when)
        assert {d.utfall for d in result.dokumenter} <= {
            Utfall.SKREVET,
            Utfall.UENDRET,
            Utfall.FRYST,
        }
        assert {p.name: p.read_bytes() for p in folder.rglob("*.docx")} == whole
        again = at(folder, revised(), day=when)
        assert not again.med(Utfall.SKREVET)
        assert len(again.med(Utfall.FRYST)) == 9  # the course has another name, all but K03's


def test_what_was_put_down_and_never_saved_is_as_if_it_had_not_been(tmp_path):
    at(tmp_path, kinds=BEVIS, ids=["K04"])
    entry = one_entry(tmp_path)
    unsaved = entry.__class__(
        **{name: getattr(entry, name) for name in ("kurs", "type", "skrevet", "utstedt")},
        dokument="KJ-2026-H_kursbevis_K03",
        id="K03",
        fil=K03,
        avtrykk="0" * 64,
        nummer="KJ-2026-H-03",
    )
    origin = entry.origin()
    (tmp_path / NAME).write_bytes(
        (tmp_path / NAME).read_bytes()
        + b"\n"
        + unsaved.written(origin.making, origin.grunnlag).linje.encode()
    )
    assert [e.id for e in read_register(tmp_path).entries()] == ["K04"]
    issued = one(at(tmp_path, kinds=BEVIS, ids=["K03"]))
    assert (issued.utfall, issued.fil.name) == (Utfall.SKREVET, K03)
    assert [e.id for e in read_register(tmp_path).entries()] == ["K04", "K03"]


def one_entry(folder):
    (entry,) = read_register(folder).entries()
    return entry


FULL = """
import json, resource, signal, sys
from pathlib import Path
from documents.again import at
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
result = at(Path(sys.argv[1]))
print(json.dumps([[d.utfall for d in result.dokumenter], result.merknader,
                  result.dokumenter[-1].merknad]))
"""


@pytest.mark.skipif(os.name != "posix", reason="the system has no limit on the size of files")
def test_a_disk_that_takes_no_more_of_the_register_costs_what_there_was_no_room_for(tmp_path):
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True)
    outcomes, remarks, last = json.loads(done.stdout)
    written = outcomes.count("skrevet")
    assert 10 < written < 27
    assert outcomes == ["skrevet"] * written + ["mislykket"] * (27 - written)
    assert last.startswith(f"Dokumentregisteret i mappen {tmp_path} kan ikke skrives, og")
    assert remarks == []
    assert len(list(tmp_path.glob("*.docx"))) == written
    again = at(tmp_path, day=NEXT)
    assert len(again.med(Utfall.UENDRET)) == written
    assert len(again.med(Utfall.SKREVET)) == 27 - written


# Two runs at once


HOLDER = """
import sys, time
from pathlib import Path
from kursverktoy.documents.register.lock import alone_in
with alone_in(Path(sys.argv[1])):
    print("holder", flush=True)
    time.sleep(60)
"""


@KILL
def test_two_runs_never_write_in_one_folder_and_a_killed_one_stands_in_nobodys_way(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline()
        with pytest.raises(KursverktoyError) as told:
            at(tmp_path, ids=["P07"])
        assert str(told.value) == (
            f"Det skrives allerede dokumenter i mappen {tmp_path}. "
            "Vent til det er ferdig, og prøv igjen."
        )
        assert list(tmp_path.glob("*.docx")) == []
        # A look writes nothing, so it needs no leave.
        assert one(at(tmp_path, ids=["P07"], vis=True)).utfall is Utfall.SKREVET
        process.kill()
        process.wait()
    assert one(at(tmp_path, ids=["P07"])).utfall is Utfall.SKREVET
    assert sorted(p.name for p in tmp_path.iterdir()) == [P07, NAME]


def test_the_lock_leaves_nothing_behind(tmp_path):
    for _ in range(2):
        with alone_in(tmp_path):
            assert len(list(tmp_path.iterdir())) == 1
        assert list(tmp_path.iterdir()) == []


# Damage


def test_one_damaged_line_costs_one_document_its_memory(tmp_path):
    at(tmp_path)
    kept = lines(tmp_path)
    number = next(n for n, line in enumerate(kept) if b"samarbeidsavtale_P07" in line)
    kept[number] = kept[number][:300]
    (tmp_path / NAME).write_bytes(b"\n".join(kept))
    damaged = (tmp_path / NAME).read_bytes()
    data = changed("kandidater", "etternavn", "Fjelltest", kandidat_id="K03")
    result = at(tmp_path, data, day=NEXT)
    assert result.merknader[0] == (
        "Dokumentregisteret i mappen var skadet. Det skadde er tatt vare på som "
        "«dokumentregister_skadet.jsonl», og det som kunne leses, er med videre."
    )
    assert (tmp_path / "dokumentregister_skadet.jsonl").read_bytes() == damaged
    assert [(d.type, d.id) for d in result.med(Utfall.SKREVET)] == [("D1", "P07"), ("D3", "K03")]
    assert [d.id for d in result.med(Utfall.FRYST)] == ["K03"]
    assert (tmp_path / P07).exists()  # nobody knows it any more, so it stays
    assert not at(tmp_path, data, day=NEXT).merknader


@pytest.mark.parametrize("first", [b"", b"[]", b"{}", b"null", b"\xff\x00", b'{"versjon": "1"}'])
def test_without_its_first_line_what_was_issued_is_still_frozen(first, tmp_path):
    at(tmp_path, kinds=BEVIS)
    (tmp_path / NAME).write_bytes(b"\n".join([first, *lines(tmp_path)[1:]]))
    result = at(tmp_path, kinds=BEVIS, day=NEXT)
    assert {d.utfall for d in result.dokumenter} == {Utfall.FRYST}
    assert {str(a) for d in result.dokumenter for a in d.årsak} == {
        "Registeret vet ikke lenger hva dokumentet var laget av"
    }
    assert len(result.merknader) == 1
    assert len(list(read_register(tmp_path).entries())) == 10


def no_entry(**wrong):
    """Return a line like an entry, with something wrong."""
    names = ("dokument", "kurs", "type", "id", "fil", "avtrykk")
    return json.dumps(dict.fromkeys(names, "x") | {"skrevet": "2026-11-23"} | wrong).encode()


@pytest.mark.parametrize(
    "line",
    [
        b"[1]",
        b'"dokument"',
        b"[" * 100_000,
        no_entry(fil="../../x.docx"),
        no_entry(skrevet="i fjor"),
        no_entry(type=1),
        no_entry(duplikat="nei"),
        no_entry(utstedt=None),
    ],
)
def test_a_line_that_is_no_entry_is_not_believed(line, tmp_path):
    at(tmp_path, ids=["P07"])
    head = json.loads(lines(tmp_path)[0]) | {"antall": 2}
    kept = [json.dumps(head).encode(), lines(tmp_path)[1], line]
    (tmp_path / NAME).write_bytes(b"\n".join(kept))
    register = read_register(tmp_path)
    assert register.damaged
    assert [e.id for e in register.entries()] == ["P07"]
    assert one(at(tmp_path, ids=["P07"])).utfall is Utfall.UENDRET


@pytest.mark.parametrize("basis", [None, [], {"avtrykk": 1}, {"verdier": {}}, "x", {"felter": {}}])
def test_fingerprints_that_are_none_make_the_document_anew(basis, tmp_path):
    at(tmp_path, ids=["P07"])
    head, line = lines(tmp_path)
    known = json.loads(line)
    known["grunnlag"] = known["grunnlag"] | basis if isinstance(basis, dict) else basis
    (tmp_path / NAME).write_bytes(b"\n".join([head, json.dumps(known).encode()]))
    assert one(at(tmp_path, ids=["P07"])).utfall in (Utfall.UENDRET, Utfall.SKREVET)
    later = at(tmp_path, changed("partnere", "orgnr", "974760673", partner_id="P07"), ids=["P07"])
    assert one(later).utfall is Utfall.SKREVET


def test_a_line_cut_off_at_the_end_had_no_file_yet(tmp_path):
    at(tmp_path, ids=["P07"])
    with (tmp_path / NAME).open("ab") as register:
        register.write(b'\n{"dokument": "KJ-2026-H_kursbe')
    result = at(tmp_path, ids=["P07"])
    assert (one(result).utfall, result.merknader) == (Utfall.UENDRET, ())


def test_a_register_of_a_newer_version_is_left_alone(tmp_path):
    at(tmp_path, ids=["P07"])
    kept = lines(tmp_path)
    kept[0] = kept[0].replace(b'"versjon": 1', b'"versjon": 2')
    (tmp_path / NAME).write_bytes(b"\n".join(kept))
    before = files(tmp_path)
    with pytest.raises(KursverktoyError, match="er skrevet av en nyere utgave av kursverktoy"):
        at(tmp_path, changed("partnere", "orgnr", "974760673", partner_id="P07"), ids=["P07"])
    assert files(tmp_path) == before


def test_a_register_that_is_a_folder_is_told(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(KursverktoyError, match=rf"^«{NAME}» i mappen .* kan ikke leses\."):
        at(tmp_path, ids=["P07"])


# What it holds


def test_it_holds_no_value_of_the_course_but_numbers(tmp_path):
    at(tmp_path)
    text = (tmp_path / NAME).read_text("utf-8")
    data = example()
    people = data["kandidater"] + data["fagpersoner"] + data["partnere"] + data["kartlegging"]
    values = {str(v) for each in people for k, v in each.items() if v and not k.endswith("_id")}
    long = {value for value in values if len(value) > 4}
    assert len(long) > 150
    assert [value for value in sorted(long) if value in text] == []


def test_two_folders_can_not_be_compared(tmp_path):
    at(tmp_path / "a", ids=["K03"])
    at(tmp_path / "b", ids=["K03"])
    a, b = (
        one_line["grunnlag"] for one_line in map(json.loads, (lines(tmp_path / n)[1] for n in "ab"))
    )
    assert a["felter"] == b["felter"]
    assert a["avtrykk"] != b["avtrykk"]
    assert a["verdier"] != b["verdier"]


def test_it_grows_with_the_documents_and_not_with_the_runs(tmp_path):
    for number in range(4):
        data = changed("partnere", "kontaktperson", f"Kari {number}", partner_id="P07")
        at(tmp_path, data)
    assert len(lines(tmp_path)) == 1 + 27


def test_the_list_of_it(tmp_path):
    at(tmp_path, ids=["P07", "K03"])
    at(tmp_path, k03(bevis_nr="KJ-2026-H-03B"), kinds=BEVIS, ids=["K03"])
    at(tmp_path, k03(bevis_nr="KJ-2026-H-03B"), day=NEXT, ids=["K03"], choices=DUPLICATE)
    (tmp_path / P07).write_bytes(b"endret")
    (tmp_path / K03).unlink()
    rows = listing.documents_of(tmp_path).rader
    assert [
        (r.dokument, r.id, r.nummer, r.utstedt, r.erstatter, r.duplikat, r.skrevet, str(r.tilstand))
        for r in rows
    ] == [
        ("Kursbevis", "K03", "KJ-2026-H-03", date(2026, 11, 20), "", False, DAY, "borte"),
        (
            *("Kursbevis", "K03", "KJ-2026-H-03B", date(2026, 11, 20)),
            *("KJ-2026-H-03", False, DAY, "uendret"),
        ),
        (
            *("Kursbevis", "K03", "KJ-2026-H-03B", date(2026, 11, 20)),
            *("KJ-2026-H-03", True, NEXT, "uendret"),
        ),
        ("Individuell opplæringsplan", "K03", "", None, "", False, DAY, "uendret"),
        ("Samarbeidsavtale", "P07", "", None, "", False, DAY, "endret for hånd"),
    ]
    assert listing.as_data(rows)[0] == {
        "dokument": "Kursbevis",
        "utgave": "",
        "id": "K03",
        "språk": "nb",
        "nummer": "KJ-2026-H-03",
        "utstedt": "2026-11-20",
        "erstatter": "",
        "duplikat": False,
        "skrevet": "2026-11-23",
        "fil": K03,
        "tilstand": "borte",
        "pdf_endret": False,
    }
    assert listing.as_csv(rows).decode("utf-8").split("\r\n")[:2] == [
        (
            "\ufeffDokument;Utgave;Id;Språk;Nummer;Utstedt;Erstatter;Duplikat;Skrevet;Fil;Tilstand;"
            "PDF endret"
        ),
        f"Kursbevis;;K03;nb;KJ-2026-H-03;20.11.2026;;Nei;23.11.2026;{K03};borte;Nei",
    ]


def test_a_number_that_looks_like_a_formula_stays_text_in_excel(tmp_path):
    at(tmp_path, k03(bevis_nr="=1+1"), kinds=BEVIS, ids=["K03"])
    assert ";'=1+1;" in listing.as_csv(listing.documents_of(tmp_path).rader).decode()


def test_a_folder_without_a_register_is_told(tmp_path):
    with pytest.raises(KursverktoyError, match=r"^Det er ikke noe dokumentregister i mappen "):
        listing.documents_of(tmp_path)


def test_a_list_of_a_running_folder_is_what_has_come_about(tmp_path):
    at(tmp_path, ids=["P07"])
    with opened(tmp_path) as register:
        register.begin(register.current("KJ-2026-H_samarbeidsavtale_P07"))
        assert [r.tilstand for r in listing.documents_of(tmp_path).rader] == [Tilstand.UENDRET]
