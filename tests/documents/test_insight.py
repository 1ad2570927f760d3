"""innsyn: all that is held about one person, every column, and nothing about others."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from documents.word import ROOT, course, example, parts, row, text_of
from kursverktoy import verbs
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import columns
from kursverktoy.documents.insight import insight
from kursverktoy.documents.pages import as_document
from kursverktoy.errors import KursverktoyError
from kursverktoy.sharing.delivery import DeliveredRow, Delivery, save_delivery
from kursverktoy.verbs import insight as journey

DAY = date(2026, 11, 23)


@pytest.fixture
def bok(tmp_path):
    """Return a copy of the example workbook."""
    return Path(shutil.copy(ROOT / "workbooks" / "eksempel.xlsx", tmp_path / "kurs.xlsx"))


def text(data=None, id_="K04", **rest):
    return text_of(as_document(insight(course(data)[0], id_, **rest).side))


def lines(data=None, id_="K04", **rest):
    return text(data, id_, **rest).splitlines()


def test_every_column_about_the_person_is_there_with_its_heading():
    told = text()
    for ark in ARK:
        if "kandidat_id" in columns(ark):
            for field in columns(ark).values():
                assert field.heading() in told, f"{ark.ark}.{field.name}"


def test_every_value_of_every_sheet_is_there_also_the_confidential():
    told = text()
    for ark in ARK:
        for each in example()[ark.navn_i_bok] if ark.ark != "Kurs" else []:
            if each.get("kandidat_id") == "K04":
                values = [v for v in each.values() if isinstance(v, str) and v and ";" not in v]
                days = [".".join(reversed(v.split("-"))) for v in values
                        if re.fullmatch(r"\d{4}-\d\d-\d\d", v)]  # fmt: skip
                words = [v for v in values if not re.fullmatch(r"\d{4}-\d\d-\d\d", v)]
                assert [v for v in (*days, *words) if v not in told] == []
    assert "Bør ikke løfte tungt alene. (Fiktivt eksempel)" in told
    assert "Begrunnelse | Erfaring fra kantine, ønsker rask jobb." in told


def test_no_other_participant_is_there():
    told = text()
    for each in example()["kandidater"]:
        if each["kandidat_id"] != "K04":
            assert each["etternavn"] not in told
            assert f"{each['kandidat_id']} " not in told


def test_values_are_told_in_words():
    found = lines()
    assert "Interesse | 2 – Tydelig interesse" in found
    assert "Kartlagt av | F01 Kari Furutest / F03 Mona Seljetest" in found
    assert "Timer per uke | 10,5 timer" in found
    assert "Er forsikring avklart? | Ja" in found
    assert "Telefon | –" in found
    assert any(
        line.startswith("K04 | L01 kan forklare hvorfor personlig hygiene") for line in found
    )


def test_what_can_not_be_read_is_told_as_it_stands():
    data = example()
    row(data, "kandidater", kandidat_id="K04")["fødselsdato"] = "cirka 1985"
    assert "Fødselsdato | cirka 1985" in lines(data)


def test_what_is_worked_out_is_told():
    found = lines()
    assert "Det programmet har regnet ut" in found
    assert any(line.startswith("Samlet bilde | Styrker: interesse") for line in found)


def test_a_sheet_with_nothing_is_told():
    assert (
        "Fortrolig"
        in lines(id_="K01")[lines(id_="K01").index("Dette har vi ikke skrevet noe om") + 1]
    )


def test_in_nynorsk():
    data = example()
    data["kurs"]["målform"] = "nn"
    found = lines(data)
    assert "tittel: Opplysningar om deg" in found
    assert "Fornamn | Fatima" in found
    document = as_document(insight(course(data)[0], "K04").side)
    assert b'w:val="nn-NO"' in parts(document)["word/styles.xml"]


def test_others_in_free_text_are_remarked_and_the_text_stands():
    data = example()
    row(data, "oppfølging", oppfølging_id="O009")["tema"] = "Samarbeid med Yonas"
    found = insight(course(data)[0], "K04")
    assert found.merknader[0] == "«Tema» på arket Oppfølging, O009: nevner kanskje andre."
    assert "Samarbeid med Yonas" in text(data)
    assert not any("nevner" in each for each in insight(course()[0], "K04").merknader)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("K99", "Ingen på arket Kandidater har nummeret «K99»"), ("", "nummeret «»"),
     ("K05", "Flere på arket Kandidater har nummeret «K05»")],
)  # fmt: skip
def test_a_number_must_be_one_persons(number, sentence):
    data = example()
    row(data, "kandidater", kandidat_id="K06")["kandidat_id"] = "K05"
    with pytest.raises(KursverktoyError, match=re.escape(sentence)):
        insight(course(data)[0], number)


def test_who_was_given_what_is_told(bok, tmp_path):
    shown = DeliveredRow(
        rad_id="BCDFGHJ", ark="Deltakere", kilde="Kandidater", nøkkel=("K04",),
        verdier={"fornavn": "Fatima", "status": "Deltaker"}, redigerbar=(),
    )  # fmt: skip
    other = DeliveredRow(
        rad_id="BCDFGHK", ark="Vurdering", kilde="Planmål", nøkkel=("K05", "L01"),
        verdier={"status": "Oppnådd"}, redigerbar=(),
    )  # fmt: skip
    placed = DeliveredRow(
        rad_id="BCDFGHL", ark="Deltakere", kilde="Praksis", nøkkel=("PR09",),
        verdier={"startdato": "2026-09-28"}, redigerbar=(),
    )  # fmt: skip
    for name, rows in (("D-BCDFGHJK", (shown, other, placed)), ("D-CCDFGHJK", (other,))):
        save_delivery(bok, Delivery(
            id=name, kurs_id="KJ-2026-H", partner_id="P06", nivå=1, laget="2026-09-01T10:00:00",
            frist="2026-12-20", fil="f.xlsx", sha256="0", passord=False, rader=rows,
        ))  # fmt: skip
    journey.innsyn(bok, "k04", tmp_path / "innsyn.docx", DAY)
    found = text_of((tmp_path / "innsyn.docx").read_bytes()).splitlines()
    at = found.index("Dato | Hvem | Hva")
    assert found[at + 1].startswith("01.09.2026 | ")
    assert found[at + 1].endswith(" | Kandidater: Fornavn, Status / Praksis: Fra")
    assert [line for line in found if line.startswith("01.09.2026 | ")] == [found[at + 1]]


def test_the_documents_of_the_person_are_told(bok, tmp_path):
    verbs.skriv(bok, tmp_path / "ut", DAY, hva=["bevis", "praksisavtaler"], ids=["K03", "K05"])
    journey.innsyn(bok, "K03", tmp_path / "innsyn.docx", DAY, tmp_path / "ut")
    found = text_of((tmp_path / "innsyn.docx").read_bytes()).splitlines()
    at = found.index("Dokument | Skrevet | Nummer")
    assert [line for line in found[at + 1 :] if line] == [
        "Kursbevis | 20.11.2026 | KJ-2026-H-03", "Praksisavtale | 23.11.2026 | –",
    ]  # fmt: skip


def test_the_document_says_nothing_of_who_made_it_and_is_the_same_twice():
    page = insight(course()[0], "K04").side
    document = as_document(page)
    assert document == as_document(page)
    core = parts(document)["docProps/core.xml"].decode()
    assert "<dc:creator/>" in core
    assert "python-docx" not in b"".join(parts(document).values()).decode("utf-8", "ignore")


def test_an_existing_file_is_never_overwritten(bok, tmp_path):
    (tmp_path / "innsyn.docx").write_bytes(b"mine")
    with pytest.raises(KursverktoyError, match="finnes fra før"):
        journey.innsyn(bok, "K04", tmp_path / "innsyn.docx", DAY)
    with pytest.raises(KursverktoyError, match=r"må slutte på \.docx"):
        journey.innsyn(bok, "K04", tmp_path / "innsyn.pdf", DAY)


def test_libreoffice_shows_it(convert, pdf_text, tmp_path):
    path = tmp_path / "innsyn.docx"
    path.write_bytes(as_document(insight(course()[0], "K04").side))
    shown = pdf_text(convert(path, "pdf"))
    assert "Opplysninger om deg" in shown
    assert "Bør ikke løfte tungt alene" in shown
    assert "Side 1 av" in shown
