"""From files to a changed workbook and back: preview, choice, receipt, undo."""

import json
import stat
import subprocess
import sys
from datetime import date

import openpyxl
import pytest

from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.delivery import save_delivery
from kursverktoy.sharing.preview import ID, TA_INN, VALG
from kursverktoy.sharing.receipts import receipts_of
from kursverktoy.verbs.merging import angre, bruk, flett
from kursverktoy.verbs.workbook import les
from kursverktoy.workbook.files import open_book
from kursverktoy.workbook.names import deliveries_beside
from sharing.delivered import DAY, EXAMPLE
from workbook.rich import parts_of

PLANMÅL, BEHOV, BEHOV_TABLE = (
    "xl/worksheets/sheet13.xml", "xl/worksheets/sheet3.xml", "xl/tables/table1.xml",
)  # fmt: skip


@pytest.fixture
def book(tmp_path, copy):
    """Return the path of a workbook with the delivery of `copy` beside it."""
    path = tmp_path / "Kurs.xlsx"
    path.write_bytes(EXAMPLE.read_bytes())
    save_delivery(path, copy.delivery)
    return path


@pytest.fixture
def returned(tmp_path):
    """Return a function that puts copies in files."""

    def put(*copies):
        paths = [tmp_path / f"retur{number}.xlsx" for number in range(len(copies))]
        for path, copy in zip(paths, copies, strict=True):
            path.write_bytes(copy.data())
        return paths

    return put


def edited(copy):
    copy.put("Vurdering", ("K03", "L04"), "status", "Oppnådd")
    copy.put("Vurdering", ("K03", "L04"), "status_dato", date(2026, 11, 20))
    copy.put("Innspill", (1,), "funn", "=Trenger kokker")
    return copy


def changed(before, after):
    old, new = parts_of(before), parts_of(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


def test_a_preview_changes_nothing(book, copy, returned):
    before = book.read_bytes()
    found = flett(book, returned(edited(copy)), DAY)
    assert [f.utfall for f in found.fletting.forslag] == ["ny rad", "endring", "endring"]
    assert (found.tatt_inn, found.kvittering, found.står_igjen) == ((), None, False)
    assert book.read_bytes() == before
    assert receipts_of(book) == []


def test_what_is_safe_is_taken_in_and_nothing_else_changes(book, copy, returned):
    before = book.read_bytes()
    done = bruk(book, returned(edited(copy)), DAY)
    assert len(done.tatt_inn) == 3
    assert changed(before, book.read_bytes()) == {PLANMÅL, BEHOV}
    kurs = les(book, DAY).bok
    goal = next(p for p in kurs.planmål if p.id == "K03 L04")
    assert (goal.status, goal.status_dato) == ("Oppnådd", date(2026, 11, 20))
    need = kurs.behov[-1]
    assert (need.id, need.funn, need.partner_id) == ("B12", "=Trenger kokker", "P06")
    assert need.kilde == "Innspill i delt arbeidsbok"
    cells = open_book(book).sheets["Behov"].rows[need.rad]
    assert cells[3] == "P06 Fjellvik kommune, Sentralkjøkkenet (fiktiv)"


def test_a_second_time_there_is_nothing_to_take_in(book, copy, returned):
    paths = returned(edited(copy))
    bruk(book, paths, DAY)
    after = book.read_bytes()
    again = bruk(book, paths, DAY)
    assert (again.fletting.forslag, again.fletting.alt_inne, again.tatt_inn) == ((), 3, ())
    assert book.read_bytes() == after
    assert len(receipts_of(book)) == 1


def test_a_need_that_was_rewritten_here_is_not_taken_in_anew(book, copy, returned):
    paths = returned(edited(copy))
    bruk(book, paths, DAY)
    sheet = openpyxl.load_workbook(book)
    row = next(r for r in sheet["Behov"].iter_rows(min_row=6) if r[0].value == "B12")
    row[5].value = "Trenger tre kokker"
    sheet.save(book)
    assert flett(book, paths, DAY).fletting.forslag == ()


def test_a_need_that_the_partner_rewrites_is_a_change_of_its_row(book, copy, returned):
    bruk(book, returned(edited(copy)), DAY)
    copy.put("Innspill", (1,), "funn", "Trenger to kokker")
    (one,) = flett(book, returned(copy), DAY).fletting.forslag
    assert (one.utfall, one.nøkkel, one.felt) == ("endring", ("B12",), "funn")
    assert (one.vår, one.deres) == ("=Trenger kokker", "Trenger to kokker")


def test_undo_gives_the_exact_bytes_back(book, copy, returned):
    before = book.read_bytes()
    bruk(book, returned(edited(copy)), DAY)
    copy.put("Vurdering", ("K06", "L04"), "status", "Oppnådd")
    middle = book.read_bytes()
    bruk(book, returned(copy), DAY)
    assert len(angre(book).endret) == 1
    assert book.read_bytes() == middle
    angre(book)
    assert book.read_bytes() == before
    with pytest.raises(KursverktoyError, match="ingenting å angre"):
        angre(book)


def test_what_was_undone_can_be_taken_in_again(book, copy, returned):
    paths = returned(edited(copy))
    bruk(book, paths, DAY)
    after = book.read_bytes()
    angre(book)
    assert len(bruk(book, paths, DAY).tatt_inn) == 3
    assert book.read_bytes() == after


def test_undo_is_refused_when_the_workbook_has_changed(book, copy, returned):
    bruk(book, returned(edited(copy)), DAY)
    workbook = openpyxl.load_workbook(book)
    workbook.save(book)
    after = book.read_bytes()
    with pytest.raises(KursverktoyError, match="er endret etter flettingen"):
        angre(book)
    assert book.read_bytes() == after


def test_a_merge_the_power_went_for_is_nothing_to_undo(book, copy, returned):
    before = book.read_bytes()
    bruk(book, returned(edited(copy)), DAY)
    book.write_bytes(before)
    with pytest.raises(KursverktoyError, match="ingenting å angre"):
        angre(book)


def test_an_altered_backup_is_not_put_back(book, copy, returned):
    bruk(book, returned(edited(copy)), DAY)
    (kept,) = (deliveries_beside(book) / "flettet").glob("*.xlsx")
    kept.write_bytes(kept.read_bytes() + b" ")
    with pytest.raises(KursverktoyError, match="er endret siden"):
        angre(book)


def test_a_workbook_that_is_open_is_left_alone_and_nothing_is_remembered(book, copy, returned):
    before, paths = book.read_bytes(), returned(edited(copy))
    owner = book.with_name(f"~${book.name}")
    owner.write_bytes(b"\x04Kari" + bytes(160))
    with pytest.raises(KursverktoyError, match="er åpen i Excel"):
        bruk(book, paths, DAY)
    assert book.read_bytes() == before
    assert receipts_of(book) == []
    owner.unlink()
    assert len(bruk(book, paths, DAY).tatt_inn) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_receipt_says_old_and_new_and_is_the_owners_alone(book, copy, returned):
    path = bruk(book, returned(edited(copy)), DAY).kvittering
    told = json.loads(path.read_text(encoding="utf-8"))
    assert [(e["felt"], e["før"], e["etter"], e["partner"]) for e in told["endret"]] == [
        ("status", "Delvis oppnådd", "Oppnådd", "P06"),
        ("status_dato", "2026-11-18", "2026-11-20", "P06"),
    ]
    assert told["nye"][0]["nøkkel"] == ["B12"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def by_openpyxl(book, _convert):
    openpyxl.load_workbook(book).save(book)


def by_libreoffice(book, convert):
    book.write_bytes(convert(book, "xlsx:Calc MS Excel 2007 XML").read_bytes())


@pytest.mark.libreoffice
@pytest.mark.parametrize("save", [by_openpyxl, by_libreoffice])
def test_a_workbook_that_another_program_has_saved(save, book, copy, returned, convert):
    save(book, convert)
    before = book.read_bytes()
    done = bruk(book, returned(edited(copy)), DAY)
    assert len(done.tatt_inn) == 3
    sheets = {name for name in changed(before, book.read_bytes()) if "worksheets" in name}
    assert sheets == {PLANMÅL, BEHOV}
    assert flett(book, returned(copy), DAY).fletting.forslag == ()
    assert les(book, DAY).bok.behov[-1].funn == "=Trenger kokker"


# --- choosing ------------------------------------------------------------------------------------


def choose(path, answers):
    """Answer in a preview as in Excel: `answers` gives Ja, Nei or nothing by column."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[VALG]
    headings = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        said = sheet.cell(row, headings["Kolonne"]).value
        sheet.cell(row, headings[TA_INN]).value = answers(said, row)
    workbook.save(path)


def test_only_what_is_chosen_is_taken_in(book, copy, returned, tmp_path):
    paths, preview = returned(edited(copy)), tmp_path / "valg.xlsx"
    flett(book, paths, DAY, ut=preview)
    choose(preview, lambda column, _: "Ja" if column == "Status" else "nei ")
    done = bruk(book, paths, DAY, valg=preview)
    assert [f.felt for f in done.tatt_inn] == ["status"]
    again = flett(book, paths, DAY)
    assert (again.fletting.forslag, again.fletting.avgjort) == ((), 2)
    angre(book)
    assert len(flett(book, paths, DAY).fletting.forslag) == 3


def test_the_preview_shows_what_would_happen(book, copy, returned, tmp_path):
    preview = tmp_path / "valg.xlsx"
    flett(book, returned(edited(copy)), DAY, ut=preview)
    rows = open_book(preview).sheets[VALG].rows
    assert [rows[5][c] for c in range(1, 10)] == [
        "Ja", "Endring", "Planmål", "K03 L04", "Dato", "18.11.2026", "18.11.2026", "20.11.2026",
        "P06",
    ]  # fmt: skip
    assert "Hva fant dere ut?: =Trenger kokker" in rows[3][8]


def test_a_conflict_can_be_chosen(book, copy, returned, tmp_path):
    other = tmp_path / "annen.xlsx"
    copy.put("Vurdering", ("K03", "L04"), "status", "I gang")
    (one,) = returned(copy)
    copy.put("Vurdering", ("K03", "L04"), "status", "Oppnådd")
    other.write_bytes(copy.data())
    preview = tmp_path / "valg.xlsx"
    found = flett(book, [one, other], DAY, ut=preview)
    assert [(f.utfall, f.valgt) for f in found.fletting.forslag] == [("konflikt", False)] * 2
    assert bruk(book, [one, other], DAY).tatt_inn == ()
    choose(preview, lambda *_: "Ja")
    with pytest.raises(KursverktoyError, match="flere svar for Planmål K03 L04 Status"):
        bruk(book, [one, other], DAY, valg=preview)
    choose(preview, lambda _, row: "Ja" if row == 4 else None)
    (taken,) = bruk(book, [one, other], DAY, valg=preview).tatt_inn
    assert taken.deres in {"I gang", "Oppnådd"}


def test_a_preview_that_is_no_longer_true_is_told(book, copy, returned, tmp_path):
    preview = tmp_path / "valg.xlsx"
    flett(book, returned(edited(copy)), DAY, ut=preview)
    copy.put("Vurdering", ("K03", "L04"), "status", "I gang")
    done = bruk(book, returned(copy), DAY, valg=preview)
    assert (done.nye_siden_sist, done.borte_siden_sist) == (1, 1)
    assert {f.felt for f in done.tatt_inn} == {"", "status_dato"}


@pytest.mark.parametrize("answer", ["Kanskje", "Ja, takk", 1])
def test_an_answer_that_is_none_is_refused(book, copy, returned, tmp_path, answer):
    paths, preview = returned(edited(copy)), tmp_path / "valg.xlsx"
    flett(book, paths, DAY, ut=preview)
    choose(preview, lambda *_: answer)
    with pytest.raises(KursverktoyError, match=r"Rad 3 på arket «Velg» .* velg Ja eller Nei"):
        bruk(book, paths, DAY, valg=preview)


def test_a_file_that_is_no_preview_is_refused(book, copy, returned):
    (path,) = returned(edited(copy))
    with pytest.raises(KursverktoyError, match="er ikke en forhåndsvisning"):
        bruk(book, [path], DAY, valg=path)


# --- what can't be done --------------------------------------------------------------------------


def test_a_workbook_nothing_was_delivered_from(tmp_path, copy, returned):
    book = tmp_path / "Annet.xlsx"
    book.write_bytes(EXAMPLE.read_bytes())
    with pytest.raises(KursverktoyError, match=r"Mappen «Annet.delinger» skal ligge ved siden av"):
        flett(book, returned(copy), DAY)


def test_no_copies(book):
    with pytest.raises(KursverktoyError, match="minst én fil"):
        flett(book, [], DAY)


def test_the_workbook_itself_is_no_preview(book, copy, returned):
    with pytest.raises(KursverktoyError, match="blir aldri overskrevet"):
        flett(book, returned(copy), DAY, ut=book)


def test_a_workbook_of_another_kind_is_refused(book, copy, returned):
    data = book.read_bytes()
    other = book.with_suffix(".xlsm")
    other.write_bytes(data)
    assert len(bruk(other, returned(edited(copy)), DAY).tatt_inn) == 3


# --- typed ---------------------------------------------------------------------------------------


def typed(*words):
    code = "import sys; from kursverktoy.cli import main; sys.argv[1:1] = ['flett']; main()"
    command = [sys.executable, "-c", code, *map(str, words), "--dato", "2026-11-23"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_typed(book, copy, returned, tmp_path):
    copy.put("Vurdering", ("K03", "L10"), "status", "Kjempebra")
    paths = returned(edited(copy))
    shown = typed(book, *paths, "--vis")
    assert shown.returncode == 1
    assert "✓ Planmål K03 L04 Status: «Delvis oppnådd» → «Oppnådd» (P06: retur0.xlsx, rad 6)" in (
        shown.stdout
    )
    assert "1 endringer fra P06 Fjellvik kommune, Sentralkjøkkenet (fiktiv) passer ikke" in (
        shown.stdout
    )
    told = json.loads(typed(book, *paths, "--format", "json").stdout)
    assert [f["utfall"] for f in told["forslag"]] == ["ny rad", "endring", "endring", "avvist"]
    assert "Laget valg.xlsx." in typed(book, *paths, "--ut", tmp_path / "valg.xlsx").stdout
    done = typed(book, *paths, "--bruk", tmp_path / "valg.xlsx")
    assert "3 endringer tatt inn i Kurs.xlsx" in done.stdout
    assert "→ B12" in done.stdout
    undone = typed(book, "--angre")
    assert "3 endringer er tatt ut igjen." in undone.stdout
    assert undone.returncode == 0
    assert "3 endringer tatt inn" in typed(book, *paths, "--bruk").stdout
    assert typed(book, "--angre", "--bruk").stderr.startswith("Velg én av")


def test_ids_stay_grey_and_last(book, copy, returned, tmp_path):
    preview = tmp_path / "valg.xlsx"
    flett(book, returned(edited(copy)), DAY, ut=preview)
    heads = open_book(preview).sheets[VALG].rows[2]
    assert heads[max(heads)] == ID
