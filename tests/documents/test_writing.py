"""Documents are made for the right rows, stopped by the right findings, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from shutil import copytree
from zipfile import ZipFile

import docx
import pytest

from documents import word
from documents.again import changed
from documents.word import DAY, ROOT, TEMPLATES, course, example, row, text_of
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.funn import Alvor
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.register.entry import Tilstand
from kursverktoy.documents.register.listing import documents_of
from kursverktoy.documents.result import Utfall
from kursverktoy.documents.writing import skriv
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

P06 = "KJ-2026-H_samarbeidsavtale_P06_2026-11-23.docx"
K03 = "KJ-2026-H_kursbevis_K03_2026-11-23.docx"
BEVIS = [KINDS["bevis"]]
THREE = [KINDS["avtaler"], KINDS["planer"], KINDS["bevis"]]
"""Kinds enough to show what holds for all of them."""


def write(folder, data=None, *, kinds=THREE, **options):
    """Write documents of these kinds about the example course, or about `data`."""
    return word.write(folder, data, kinds=kinds, **options)


def told(result):
    """Return kind, id, outcome and codes of each document."""
    return [
        (d.type, d.id, str(d.utfall), " ".join(f.kode for f in d.funn)) for d in result.dokumenter
    ]


def written_text(folder, data=None, **options):
    """Write one document and return its text."""
    return text_of(one(write(folder, data, **options)).fil.read_bytes())


def one(result):
    (document,) = result.dokumenter
    return document


def test_all_rows_unless_some_are_named(tmp_path):
    assert len(write(tmp_path / "alt").dokumenter) == 27
    assert told(write(tmp_path / "noe", ids=["p06", "K03"])) == [
        ("D1", "P06", "skrevet", ""),
        ("D3", "K03", "skrevet", ""),
        ("D5", "K03", "skrevet", ""),
    ]
    assert told(write(tmp_path / "bevis", kinds=BEVIS, ids=["K04"])) == [
        ("D5", "K04", "skrevet", "")
    ]


def test_the_owner_and_those_not_in_question_get_no_agreement(tmp_path):
    data = example()
    row(data, "partnere", partner_id="P07")["status"] = "Ikke aktuell"
    got = [d.id for d in write(tmp_path, data, kinds=[KINDS["avtaler"]]).dokumenter]
    assert got == ["P02", "P03", "P04", "P05", "P06", "P08"]


def test_only_participants_get_plans_and_certificates(tmp_path):
    data = example()
    row(data, "kandidater", kandidat_id="K03")["status"] = "Takket nei"
    assert "K03" not in [d.id for d in write(tmp_path, data).dokumenter]


def test_progress_is_told_after_each_document(tmp_path):
    seen = []
    write(tmp_path, ids=["K03", "P06"], progress=lambda *step: seen.append(step))
    assert [(done, of, d.type) for done, of, d in seen] == [
        (1, 3, "D1"),
        (2, 3, "D3"),
        (3, 3, "D5"),
    ]


@pytest.mark.parametrize(
    ("sheet", "wanted", "change", "stopped"),
    [
        ("partnere", {"partner_id": "P06"}, {"partnertype": ""}, [("D1", "P06", "PAR-01")]),
        ("partnere", {"partner_id": "P06"}, {"orgnr": "123456789"}, [("D1", "P06", "PAR-02")]),
        ("avslutning", {"kandidat_id": "K03"}, {"bevis_dato": ""}, [("D5", "K03", "AVS-02")]),
        (
            "planmål",
            {"kandidat_id": "K03", "mål_id": "L01"},
            {"status": ""},
            [("D3", "K03", "PM-03"), ("D5", "K03", "PM-03")],
        ),
        (
            "planmål",
            {"kandidat_id": "K03", "mål_id": "L01"},
            {"mål_id": "L99"},
            [("D3", "K03", "PM-01"), ("D5", "K03", "PM-01")],
        ),
        (
            "planmål",
            {"kandidat_id": "K03", "mål_id": "L01"},
            {"mål_id": "L02"},
            [("D3", "K03", "PM-02"), ("D5", "K03", "PM-02")],
        ),
    ],
)
def test_an_error_stops_only_the_documents_it_is_about(sheet, wanted, change, stopped, tmp_path):
    data = example()
    row(data, sheet, **wanted).update(change)
    result = write(tmp_path, data, ids=["P06", "P07", "K03", "K05"])
    got = [(d.type, d.id, f.kode) for d in result.med(Utfall.STANSET) for f in d.funn]
    assert got == stopped
    assert len(result.med(Utfall.SKREVET)) == 6 - len(stopped)
    assert len(list(tmp_path.glob("*.docx"))) == 6 - len(stopped)
    for document in result.med(Utfall.STANSET):
        assert all(f.celle and f.alvor is Alvor.FEIL for f in document.funn)
        assert document.grunn == " ".join(f.melding for f in document.funn)
        assert not document.fil.exists()


def test_an_error_about_the_course_stops_everything(tmp_path):
    data = example()
    data["kurs"]["kursnavn"] = ""
    result = write(tmp_path, data)
    assert {(d.utfall, d.funn[0].kode) for d in result.dokumenter} == {(Utfall.STANSET, "KUR-01")}
    assert list(tmp_path.iterdir()) == []


def test_a_participant_without_a_row_is_told(tmp_path):
    data = example()
    data["planer"] = [p for p in data["planer"] if p["kandidat_id"] != "K03"]
    data["avslutning"] = [a for a in data["avslutning"] if a["kandidat_id"] != "K05"]
    result = write(tmp_path, data, kinds=[KINDS["planer"], KINDS["bevis"]])
    stopped = [(d.type, d.id, d.funn[0].kode) for d in result.med(Utfall.STANSET)]
    assert not result.alt_laget
    assert stopped == [("D3", "K03", "PLA-01"), ("D5", "K03", "PLA-01"), ("D5", "K05", "AVS-01")]


def test_asking_for_someone_without_a_row_is_answered(tmp_path):
    data = example()
    data["kurs"]["sluttdato"] = "2027-06-18"
    row(data, "planer", kandidat_id="K05")["sluttdato"] = "2027-06-18"
    data["avslutning"] = [a for a in data["avslutning"] if a["kandidat_id"] != "K05"]
    document = one(write(tmp_path, data, kinds=BEVIS, ids=["K05"]))
    assert document.utfall is Utfall.STANSET
    assert document.grunn == "K05 mangler en rad på arket Avslutning. Fyll den ut."


def test_a_missing_value_stops_the_document_and_names_every_cell(tmp_path):
    data = example()
    row(data, "kandidater", kandidat_id="K03")["etternavn"] = ""
    row(data, "praksis", kandidat_id="K03")["sluttdato"] = ""
    document = one(write(tmp_path, data, kinds=BEVIS, ids=["K03"]))
    assert document.utfall is Utfall.STANSET
    assert [(f.kode, f.ark, f.id, f.felt, f.celle is not None) for f in document.funn] == [
        ("DOK-01", "Kandidater", "K03", "etternavn", True),
        ("DOK-01", "Praksis", "PR01", "sluttdato", True),
    ]
    assert document.funn[0].melding == (
        "Dokumentet ble ikke laget. «Etternavn» mangler. Fyll det ut på arket Kandidater."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "id", "sheet", "field"),
    [
        ("bevis", "K03", "avslutning", "bevis_utsteder_partner_id"),
        ("avtaler", "P06", "kurs", "eier_partner_id"),
        ("planer", "K03", "kurs", "koordinator_person_id"),
    ],
)
def test_a_reference_to_nothing_leaves_no_hole(kind, id, sheet, field, tmp_path):
    data = example()
    holder = data["kurs"] if sheet == "kurs" else row(data, sheet, kandidat_id=id)
    holder[field] = "P99"
    document = one(write(tmp_path, data, kinds=[KINDS[kind]], ids=[id]))
    assert document.utfall is Utfall.STANSET
    assert [(f.kode, f.felt) for f in document.funn] == [("DOK-01", field)]


def test_a_cell_that_can_not_be_read_is_told_as_what_it_is(tmp_path):
    data = example()
    row(data, "planer", kandidat_id="K03")["startdato"] = "høsten"
    document = one(write(tmp_path, data, kinds=BEVIS, ids=["K03"]))
    assert document.utfall is Utfall.STANSET
    assert [(f.kode, f.ark, f.felt) for f in document.funn] == [("LES-04", "Planer", "startdato")]


def test_errors_that_do_not_stop_make_drafts_where_they_show(tmp_path):
    data = example()
    data["kurs"]["slettedato"] = "2026-10-01"  # KUR-10; agreements and plans print the date
    result = write(tmp_path, data)
    drafts = {d.type: d.funn for d in result.dokumenter if d.funn}
    assert set(drafts) == {"D1", "D3"}
    (draft,) = drafts["D3"]
    assert (draft.kode, draft.alvor, draft.ark) == ("DOK-02", Alvor.ADVARSEL, "Planer")
    assert draft.melding == "Dokumentet er laget som UTKAST fordi 1 feil gjenstår."
    for document in result.dokumenter:
        marked = "\nUTKAST – skal ikke underskrives." in text_of(document.fil.read_bytes())
        assert marked is (document.type in drafts)


def test_a_whole_sheet_that_is_gone_makes_drafts_of_what_draws_on_it(tmp_path):
    tables = {k: v for k, v in to_tables(example()).items() if k != "Ansvar"}
    bok, lest = read(MemoryBook.of(tables), DAY)
    result = skriv(bok, lest, THREE, ["P06", "K03"], folder=tmp_path)
    assert told(result) == [
        ("D1", "P06", "skrevet", "DOK-02"),
        ("D3", "K03", "skrevet", ""),
        ("D5", "K03", "skrevet", ""),
    ]


def test_the_participant_chooses_whether_partly_reached_goals_are_shown(tmp_path):
    with_, without = (
        written_text(tmp_path / str(vis), kinds=BEVIS, ids=["K04"], choices=Choices(vis))
        for vis in (True, False)
    )
    assert with_.count("Delvis oppnådd") == 8
    assert without.count("Delvis oppnådd") == 0
    assert with_.count("| Oppnådd") == without.count("| Oppnådd") == 3


def test_a_certificate_without_a_single_goal_has_no_annex(tmp_path):
    data = example()
    for pm in data["planmål"]:
        if pm["kandidat_id"] == "K03":
            pm["status"] = "I gang"
    text = written_text(tmp_path, data, kinds=BEVIS, ids=["K03"])
    assert "Meron Skogtest" in text
    assert "vedlegg" not in text.casefold()


def test_the_same_course_again_changes_nothing(tmp_path):
    write(tmp_path)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    again = write(tmp_path)
    assert {d.utfall for d in again.dokumenter} == {Utfall.UENDRET}
    assert again.alt_laget
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    assert after == before


def test_a_file_edited_by_hand_is_never_touched(tmp_path):
    write(tmp_path, ids=["P06"])
    (tmp_path / P06).write_bytes(b"skrevet om for hand")
    kept = one(write(tmp_path, ids=["P06"]))
    assert (kept.utfall, kept.fil.name, kept.grunn) == (
        Utfall.UENDRET,
        P06,
        "Filen er endret for hånd og får ligge. Arbeidsboka er som da den ble skrevet.",
    )
    data = changed("partnere", "orgnr", "974760673", partner_id="P06")
    document = one(write(tmp_path, data, ids=["P06"]))
    assert document.utfall is Utfall.SKREVET
    assert document.fil.name == P06.replace(".docx", "_v2.docx")
    (funn,) = document.funn
    assert (funn.kode, funn.id) == ("DOK-03", "P06")
    assert funn.melding == f"«{P06}» er endret siden sist. Den nye lagres med nytt navn."
    assert (tmp_path / P06).read_bytes() == b"skrevet om for hand"
    # Made again, the new version is there already.
    assert told(write(tmp_path, data, ids=["P06"])) == [("D1", "P06", "uendret", "")]
    document.fil.write_bytes(b"den ogsaa")
    assert one(write(tmp_path, ids=["P06"])).fil.name == P06.replace(".docx", "_v3.docx")
    assert [(r.fil, r.tilstand) for r in documents_of(tmp_path).rader] == [
        (P06, Tilstand.ENDRET),
        (P06.replace(".docx", "_v2.docx"), Tilstand.ENDRET),
        (P06.replace(".docx", "_v3.docx"), Tilstand.UENDRET),
    ]
    assert len(list(tmp_path.glob("*.docx"))) == 3


def test_a_failed_save_costs_only_its_own_document(tmp_path):
    (tmp_path / ("~$" + P06[2:])).write_bytes(bytes([4]) + b"Kari")  # Word has it open
    result = write(tmp_path, ids=["P06", "K03"])
    assert [d.utfall for d in result.dokumenter] == [
        Utfall.MISLYKKET,
        Utfall.SKREVET,
        Utfall.SKREVET,
    ]
    assert result.dokumenter[0].grunn.startswith(f"«{P06}» er åpen i Word hos Kari. Lukk den der")


def test_a_folder_in_the_way_costs_only_its_own_document(tmp_path):
    (tmp_path / P06).mkdir()
    failed = write(tmp_path, ids=["P06", "K03"]).med(Utfall.MISLYKKET)
    assert [d.id for d in failed] == ["P06"]
    assert failed[0].merknad.startswith(f"«{P06}» ligger i mappen og kan ikke leses.")


def test_the_folder_is_made_for_its_owner_alone(tmp_path):
    folder = tmp_path / "kurs" / "dokumenter"
    write(folder, ids=["P06"])
    assert (folder / P06).exists()
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "ut").write_text("en fil")
    with pytest.raises(KursverktoyError, match=r"lages: det ligger en fil med det navnet"):
        write(tmp_path / "ut", ids=["P06"])


@pytest.mark.parametrize("id", ["K99", "P01", "K02", "Meron"])
def test_an_id_that_gets_no_document_is_told_before_anything_is_written(id, tmp_path):
    with pytest.raises(KursverktoyError, match=f"^Det er ingen dokumenter å lage for {id}. "):
        write(tmp_path / "ut", ids=["P06", id])
    assert not (tmp_path / "ut").exists()


def test_colliding_names_are_found_before_anything_is_written(tmp_path):
    data = example()
    row(data, "partnere", partner_id="P06")["partner_id"] = "P-7"
    row(data, "partnere", partner_id="P07")["partner_id"] = "p/7"
    with pytest.raises(KursverktoyError, match=r"^P-7 og p/7 ville fått samme filnavn"):
        write(tmp_path / "ut", data)
    assert not (tmp_path / "ut").exists()


def test_a_path_too_long_for_windows_is_found_before_anything_is_written(tmp_path):
    deep = tmp_path / ("m" * 100) / ("n" * 100)
    with pytest.raises(KursverktoyError, match=r"og Windows tar 240\. Velg en mappe"):
        write(deep)
    assert not deep.parent.exists()


def test_file_names_are_ascii_whatever_the_course_code_holds(tmp_path):
    data = example()
    data["kurs"]["kurs_id"] = "KJØKKEN/../2026 «H»"
    document = one(write(tmp_path, data, kinds=BEVIS, ids=["K03"]))
    assert document.fil.name == "KJOKKEN-2026-H_kursbevis_K03_2026-11-23.docx"
    assert document.fil.parent == tmp_path


def test_no_file_name_has_the_name_of_a_person(tmp_path):
    names = " ".join(d.fil.name for d in write(tmp_path).dokumenter)
    assert names.isascii()
    assert not any(
        k["fornavn"] in names or k["etternavn"] in names for k in example()["kandidater"]
    )


def own_templates(tmp_path):
    return copytree(TEMPLATES, tmp_path / "maler")


def test_the_coordinators_own_templates_are_used(tmp_path):
    maler = own_templates(tmp_path)
    document = docx.Document(maler / "D5_kursbevis_nb.docx")
    document.paragraphs[0].text = "Diplom"
    document.save(maler / "D5_kursbevis_nb.docx")
    text = written_text(tmp_path / "ut", kinds=BEVIS, ids=["K03"], maler=maler)
    assert "\nDiplom\n" in text


def test_where_she_has_no_template_of_her_own_ours_is_used_and_it_is_told(tmp_path):
    maler = tmp_path / "mine maler"
    maler.mkdir()
    document = docx.Document(TEMPLATES / "D5_kursbevis_nb.docx")
    document.paragraphs[0].text = "Diplom"
    document.save(maler / "D5_kursbevis_nb.docx")
    (maler / "Avtale.docx").write_bytes(b"et annet dokument")
    (maler / "~$Avtale.docx").write_bytes(b"at det er aapent")
    result = write(tmp_path / "ut", ids=["P06", "K03"], maler=maler)
    assert {d.utfall for d in result.dokumenter} == {Utfall.SKREVET}
    assert "\nDiplom\n" in text_of(result.dokumenter[-1].fil.read_bytes())
    assert result.merknader == (
        "Mappen «mine maler» har ingen mal for avtale og plan. Den innebygde er brukt.",
        "«Avtale.docx» er ikke navnet på en mal, og er ikke brukt.",
    )


def test_a_folder_without_templates_is_told_before_anything_is_written(tmp_path):
    for folder in ("finnes ikke", "."):
        with pytest.raises(KursverktoyError, match=r"^Det er ingen maler i mappen «"):
            write(tmp_path / "ut", maler=tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


def test_a_template_that_can_not_be_opened_costs_only_its_own_kind(tmp_path):
    maler = own_templates(tmp_path)
    (maler / "D5_kursbevis_nb.docx").write_bytes(b"ikke Word")
    result = write(tmp_path / "ut", ids=["P06", "K03", "K04"], maler=maler)
    assert [(d.type, d.id, d.utfall) for d in result.dokumenter] == [
        ("D1", "P06", Utfall.SKREVET),
        ("D3", "K03", Utfall.SKREVET),
        ("D3", "K04", Utfall.SKREVET),
        ("D5", "K03", Utfall.MISLYKKET),
        ("D5", "K04", Utfall.MISLYKKET),
    ]
    assert result.dokumenter[-1].merknad.startswith(
        "Malen «D5_kursbevis_nb.docx» er ikke et helt Word-dokument (.docx). "
    )


def test_documents_of_those_who_are_gone_are_told(tmp_path):
    write(tmp_path)
    data = example()
    data["partnere"] = [p for p in data["partnere"] if p["partner_id"] != "P07"]
    row(data, "kandidater", kandidat_id="K03")["status"] = "Trukket seg"
    told = (
        "Arbeidsboka har ikke lenger noen rad for "
        "«KJ-2026-H_samarbeidsavtale_P07_2026-11-23.docx» og "
        "«KJ-2026-H_opplaeringsplan_K03_2026-11-23.docx». "
        "Slett det som ikke trengs; det kan holde personopplysninger."
    )
    assert write(tmp_path, data).merknader == (told,)
    assert write(tmp_path, data, ids=["P06"]).merknader == ()
    for name in ("samarbeidsavtale_P07", "opplaeringsplan_K03"):
        (tmp_path / f"KJ-2026-H_{name}_2026-11-23.docx").unlink()
    assert write(tmp_path, data).merknader == ()
    assert (tmp_path / K03).exists()  # what has been issued is kept


def test_a_template_that_can_not_be_filled_costs_only_its_own_kind(tmp_path):
    maler = own_templates(tmp_path)
    document = docx.Document(maler / "D5_kursbevis_nb.docx")
    document.add_paragraph("{{ deltaker.sluttmål }}")
    document.save(maler / "D5_kursbevis_nb.docx")
    result = write(tmp_path / "ut", ids=["K03"], maler=maler)
    assert [(d.type, d.utfall) for d in result.dokumenter] == [
        ("D3", Utfall.SKREVET),
        ("D5", Utfall.MISLYKKET),
    ]
    assert result.dokumenter[1].grunn == (
        "Malen «D5_kursbevis_nb.docx» kan ikke brukes: «deltaker.sluttmål» («Sluttmål» på arket "
        "Kandidater) skal ikke stå i dokumentet kursbevis. Åpne den i Word og rett den. "
        "Kjør «kursverktoy maler» for å se hvor."
    )


def test_a_partner_who_writes_nynorsk_gets_the_template_there_is_and_it_is_told(tmp_path):
    data = example()
    row(data, "partnere", partner_id="P06")["målform"] = "nn"
    maler = own_templates(tmp_path)
    (maler / "D1_samarbeidsavtale_nn.docx").unlink()
    result = write(tmp_path / "a", data, ids=["P06"], maler=maler)
    assert docx.Document(one(result).fil).core_properties.language == "nn-NO"
    assert result.merknader == (
        "Mappen «maler» har ingen mal for avtale på nynorsk. Den innebygde er brukt.",
    )
    result = write(
        tmp_path / "b", kinds=[KINDS["planer"]], ids=["K03"], choices=Choices(språk="en")
    )
    assert one(result).merknad == "Det finnes ingen mal på engelsk. Dokumentet er på bokmål."


def test_long_and_hostile_texts_arrive_in_real_documents(tmp_path):
    data = example()
    hostile = "{{ 7*7 }} {_{ A & B <AS> =1+1 \u202e🍳"
    row(data, "partnere", partner_id="P06")["partnernavn"] = hostile
    row(data, "planer", kandidat_id="K03")["eget_mål"] = "ord " * 8_000
    row(data, "kandidater", kandidat_id="K03")["fornavn"] = hostile
    documents = {
        d.type: d.fil.read_bytes() for d in write(tmp_path, data, ids=["P06", "K03"]).dokumenter
    }
    assert f"og {hostile} (partneren)" in text_of(documents["D1"])
    assert ("ord " * 8_000).strip() in text_of(documents["D3"])
    assert f"\n{hostile} Skogtest\n" in text_of(documents["D5"])


WRITER = """
import sys
from pathlib import Path
from documents.test_writing import BEVIS
from documents.word import write
for number in range(1000):
    write(Path(sys.argv[1]) / str(number), kinds=BEVIS)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system can't kill")
def test_a_kill_at_any_moment_leaves_no_half_document(tmp_path):
    whole = {
        d.fil.name: d.fil.read_bytes() for d in write(tmp_path / "fasit", kinds=BEVIS).dokumenter
    }
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    for number, wanted in enumerate((1, 4, 9, 12)):
        folder = tmp_path / f"drept-{number}"
        command = [sys.executable, "-c", WRITER, str(folder)]
        with subprocess.Popen(command, env=environment) as process:
            deadline = time.monotonic() + 60
            while len(list(folder.rglob("KJ-*.docx"))) < wanted and time.monotonic() < deadline:
                time.sleep(0.002 * number)
            process.kill()
        left = list(folder.rglob("KJ-*.docx"))
        assert len(left) >= wanted
        assert all(path.read_bytes() == whole[path.name] for path in left)
        again = write(folder / "0", kinds=BEVIS)
        assert {d.utfall for d in again.dokumenter} <= {Utfall.SKREVET, Utfall.UENDRET}
        assert not list(folder.rglob("*_v2*"))


def test_a_document_opens_as_a_zip_with_every_part_whole(tmp_path):
    for document in write(tmp_path, ids=["P06", "K03"]).dokumenter:
        with ZipFile(document.fil) as archive:
            assert archive.testzip() is None


def test_the_result_gives_each_finding_once(tmp_path):
    data = example()
    data["kurs"]["kursnavn"] = ""
    result = write(tmp_path, data)
    assert len(result.funn) == 1
    assert course(data)[0].kurs.kursnavn is None
