"""Only what changed is written, the reason is told, and what lies there is treated with care."""

from shutil import copytree

import docx
import pytest

from documents.again import BEVIS, K03, NEXT, P07, at, changed, files, one, reasons, retitled
from documents.word import DAY, TEMPLATES, example, row, text_of
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.register.register import NAME, opened, read_register
from kursverktoy.documents.result import Utfall
from kursverktoy.workbook.saving import digest


def test_another_day_is_no_change(tmp_path):
    at(tmp_path)
    before = files(tmp_path)
    again = at(tmp_path, day=NEXT)
    assert {d.utfall for d in again.dokumenter} == {Utfall.UENDRET}
    assert {d.fil.name for d in again.dokumenter} == {p.name for p in tmp_path.glob("*.docx")}
    assert all(d.fil.name.endswith("_2026-11-23.docx") for d in again.dokumenter)
    assert (again.årsaker, files(tmp_path)) == ((), before)


def test_the_first_time_everything_is_new(tmp_path):
    assert reasons(at(tmp_path)) == ["Ny: 7 avtaler, 10 planer og 10 bevis"]


def test_a_cell_changes_what_shows_it_and_nothing_else(tmp_path):
    at(tmp_path)
    result = at(tmp_path, changed("partnere", "orgnr", "974760673", partner_id="P07"))
    assert [(d.type, d.id) for d in result.med(Utfall.SKREVET)] == [("D1", "P07")]
    assert reasons(result) == ["«Organisasjonsnummer» er endret på P07: 1 avtale"]
    assert "974 760 673" in text_of((tmp_path / P07).read_bytes()).replace("\u00a0", " ")


def test_a_reason_that_many_share_is_told_once(tmp_path):
    at(tmp_path)
    data = changed("fagpersoner", "epost", "ny@skogvik.example", person_id="F01")
    for goal in data["planmål"]:
        if goal["kandidat_id"] in ("K04", "K06") and goal["status"] == "Delvis oppnådd":
            goal["status"] = "Oppnådd"
    row(data, "partnere", partner_id="P07")["orgnr"] = "974760673"
    result = at(tmp_path, data)
    assert reasons(result) == [
        "«E-post» er endret på F01: 7 avtaler og 10 planer",
        "«Organisasjonsnummer» er endret på P07: 1 avtale",
        "«Status» er endret på flere rader på Planmål: 2 planer",
    ]
    frozen = result.med(Utfall.FRYST)
    assert [(d.type, d.id) for d in frozen] == [("D5", "K04"), ("D5", "K06")]
    assert str(frozen[0].årsak[0]) == "«Status» er endret på 8 rader på Planmål"


def test_a_value_worked_out_of_cells_is_told_by_what_it_is(tmp_path):
    at(tmp_path, ids=["P06"])
    data = changed("partnere", "deling_nivå", 1, partner_id="P06")
    (told,) = reasons(at(tmp_path, data, ids=["P06"]))
    assert told.startswith("«")
    assert told.endswith("» er endret: 1 avtale")


def test_rows_that_come_and_go_are_told(tmp_path):
    at(tmp_path, kinds=[KINDS["planer"]], ids=["K03"])
    data = example()
    goals = [g for g in data["planmål"] if g["kandidat_id"] == "K03"]
    data["planmål"].remove(goals[0])
    gone = f"K03 {goals[0]['mål_id']} er tatt bort: 1 plan"
    assert reasons(at(tmp_path, data, kinds=[KINDS["planer"]], ids=["K03"])) == [gone]
    come = gone.replace("tatt bort", "kommet til")
    assert reasons(at(tmp_path, kinds=[KINDS["planer"]], ids=["K03"])) == [come]


def test_the_order_of_rows_counts(tmp_path):
    at(tmp_path, kinds=[KINDS["planer"]], ids=["K03"])
    data = example()
    data["læringsmål"].reverse()
    result = at(tmp_path, data, kinds=[KINDS["planer"]], ids=["K03"])
    assert [d.utfall for d in result.dokumenter] == [Utfall.SKREVET]


def test_what_no_document_shows_changes_nothing(tmp_path):
    at(tmp_path)
    data = changed("avslutning", "stillingsprosent", 55, kandidat_id="K03")
    assert {d.utfall for d in at(tmp_path, data).dokumenter} == {Utfall.UENDRET}


def test_a_template_changes_what_is_made_of_it(tmp_path):
    at(tmp_path / "ut")
    maler = retitled(tmp_path, "D1_samarbeidsavtale_nb.docx", "Avtale")
    result = at(tmp_path / "ut", maler=maler, day=NEXT)
    assert reasons(result) == ["Malen D1_samarbeidsavtale_nb.docx er endret: 7 avtaler"]
    assert len(result.med(Utfall.UENDRET)) == 20


def test_a_template_that_names_less_is_touched_by_less(tmp_path):
    maler = copytree(TEMPLATES, tmp_path / "maler")
    template = docx.Document()
    template.add_paragraph("{{ partner.partnernavn }}")
    template.save(maler / "D1_samarbeidsavtale_nb.docx")
    kinds = [KINDS["avtaler"]]
    at(tmp_path / "ut", maler=maler, kinds=kinds)
    data = example()
    data["ansvar"].pop()
    again = at(tmp_path / "ut", data, maler=maler, kinds=kinds)
    assert {d.utfall for d in again.dokumenter} == {Utfall.UENDRET}


def test_that_a_draft_is_no_longer_one_is_told(tmp_path):
    data = example()
    data["kurs"]["slettedato"] = "2026-10-01"
    at(tmp_path, data)
    assert reasons(at(tmp_path)) == [
        "UTKAST er borte: 7 avtaler og 10 planer",
        "«Slett arbeidsboka senest» er endret på Kurs: 7 avtaler og 10 planer",
    ]


def test_a_choice_is_told(tmp_path):
    at(tmp_path, kinds=[KINDS["bevis"]], ids=["K04"])
    again = one(at(tmp_path, kinds=BEVIS, ids=["K04"], choices=Choices(vis_delvis=False)))
    assert again.utfall is Utfall.FRYST
    assert str(again.årsak[0]) == "Valget om delvis oppnådde mål er et annet"


def test_a_file_that_is_gone_is_written_again(tmp_path):
    at(tmp_path)
    (tmp_path / P07).unlink()
    result = at(tmp_path, day=NEXT)
    assert reasons(result) == ["Filen er borte fra mappen: 1 avtale"]
    assert result.med(Utfall.SKREVET)[0].fil.name == P07.replace("-23", "-24")


def test_another_language_is_a_document_of_its_own(tmp_path):
    at(tmp_path, kinds=BEVIS, ids=["K03"])
    english = one(at(tmp_path, kinds=BEVIS, ids=["K03"], choices=Choices(språk="en")))
    assert english.utfall is Utfall.SKREVET
    assert english.fil.name == "KJ-2026-H_kursbevis_en_K03_2026-11-23.docx"
    unasked = one(at(tmp_path, kinds=BEVIS, ids=["K03"], choices=Choices(språk="nb")))
    assert (unasked.utfall, unasked.fil.name) == (Utfall.UENDRET, K03)


def columns_of(data):
    """Return sheet and column of every cell that is filled somewhere."""
    sheets = {name: rows for name, rows in data.items() if isinstance(rows, list | dict)}
    return [
        (name, field)
        for name, rows in sheets.items()
        for field in dict.fromkeys(
            f for r in (rows if isinstance(rows, list) else [rows]) for f in r
        )
    ]


def another(rows, field, value):
    """Return a value the column could have had: that of another row, or a longer one."""
    found = [r[field] for r in rows if r.get(field) not in (None, "", value)]
    return found[0] if found else f"{value} x".strip() if isinstance(value, str) else value + 1


# All 235 columns were tried once, with every kind of document, and none failed.
@pytest.mark.parametrize(("sheet", "field"), columns_of(example())[7::19])
def test_what_is_left_alone_is_what_would_have_been_written(sheet, field, tmp_path):
    at(tmp_path / "ut")
    data = example()
    rows = data[sheet] if isinstance(data[sheet], list) else [data[sheet]]
    changed_row = rows[len(rows) // 2]
    changed_row[field] = another(rows, field, changed_row.get(field, ""))
    result = at(tmp_path / "ut", data)
    at(tmp_path / "fersk", data)
    for document in result.med(Utfall.UENDRET):
        fresh = tmp_path / "fersk" / document.fil.name
        assert document.fil.read_bytes() == fresh.read_bytes()


def test_the_tools_own_version_gives_way_on_the_same_day(tmp_path):
    at(tmp_path)
    names = set(files(tmp_path))
    at(tmp_path, changed("partnere", "orgnr", "974760673", partner_id="P07"))
    assert set(files(tmp_path)) == names


def test_an_outdated_version_is_put_aside(tmp_path):
    at(tmp_path)
    old = (tmp_path / P07).read_bytes()
    data = changed("partnere", "orgnr", "974760673", partner_id="P07")
    result = at(tmp_path, data, day=NEXT)
    assert result.merknader == ("1 tidligere utgave er flyttet til mappen «tidligere».",)
    assert (tmp_path / "tidligere" / P07).read_bytes() == old
    assert not (tmp_path / P07).exists()
    assert (tmp_path / P07.replace("-23", "-24")).exists()
    # The same name again finds its place taken.
    at(tmp_path, day=DAY)
    at(tmp_path, data, day=NEXT)
    assert (tmp_path / "tidligere" / P07).read_bytes() == old
    assert sorted(p.name for p in (tmp_path / "tidligere").iterdir()) == [
        P07,
        P07.replace(".docx", "_v2.docx"),
        P07.replace("-23", "-24"),
    ]


def test_an_outdated_version_edited_by_hand_stays(tmp_path):
    at(tmp_path)
    (tmp_path / P07).write_bytes(b"signert")
    data = changed("partnere", "orgnr", "974760673", partner_id="P07")
    result = at(tmp_path, data, day=NEXT)
    written = result.med(Utfall.SKREVET)[0]
    assert written.fil.name == P07.replace("-23", "-24")
    assert [f.melding for f in written.funn] == [
        f"«{P07}» er endret siden sist. Den nye lagres med nytt navn."
    ]
    assert reasons(result) == [
        "Filen er endret for hånd: 1 avtale",
        "«Organisasjonsnummer» er endret på P07: 1 avtale",
    ]
    assert (tmp_path / P07).read_bytes() == b"signert"
    assert not (tmp_path / "tidligere").exists()


def test_a_file_nobody_knows_stays(tmp_path):
    (tmp_path / P07).write_bytes(b"fra et annet sted")
    written = one(at(tmp_path, ids=["P07"]))
    assert written.fil.name == P07.replace(".docx", "_v2.docx")
    assert [f.kode for f in written.funn] == ["DOK-03"]
    # Its next version takes its place, and the stranger still stays.
    data = changed("partnere", "orgnr", "974760673", partner_id="P07")
    assert one(at(tmp_path, data, ids=["P07"])).fil.name == written.fil.name
    assert (tmp_path / P07).read_bytes() == b"fra et annet sted"


def test_documents_made_before_there_was_a_register_are_known_again(tmp_path):
    at(tmp_path)
    (tmp_path / NAME).unlink()
    assert {d.utfall for d in at(tmp_path).dokumenter} == {Utfall.UENDRET}
    assert {d.utfall for d in at(tmp_path, day=NEXT).dokumenter} == {Utfall.UENDRET}


def test_an_outdated_version_that_is_open_is_told(tmp_path):
    at(tmp_path, ids=["P07"])
    (tmp_path / ("~$" + P07[2:])).write_bytes(bytes([4]) + b"Kari")
    data = changed("partnere", "orgnr", "974760673", partner_id="P07")
    result = at(tmp_path, data, day=NEXT, ids=["P07"])
    assert result.merknader == (
        (
            f"«{P07}» er en tidligere utgave og kunne ikke flyttes til mappen «tidligere». "
            "Lukk den, og flytt den selv."
        ),
    )
    assert (tmp_path / P07).exists()


def test_the_pdf_goes_with_its_document(tmp_path):
    document = one(at(tmp_path, ids=["P07"])).fil
    pdf = document.with_suffix(".pdf")
    pdf.write_bytes(b"%PDF")
    with opened(tmp_path) as register:
        assert register.pdfs() == {}
        register.keep_pdfs({document: digest(pdf.read_bytes())})
    assert read_register(tmp_path).pdfs() == {pdf: digest(pdf.read_bytes())}
    data = changed("partnere", "orgnr", "974760673", partner_id="P07")
    at(tmp_path, data, day=NEXT, ids=["P07"])
    assert sorted(p.suffix for p in (tmp_path / "tidligere").iterdir()) == [".docx", ".pdf"]
