"""protokoll: one page, told from the declaration and the course, and true."""

from datetime import date

from documents.word import ROOT, course, example, text_of
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import Personvern, columns
from kursverktoy.documents.pages import as_document
from kursverktoy.documents.processing import EMPTY, processing
from kursverktoy.verbs import insight

DAY = date(2026, 11, 23)


def lines(data=None):
    return text_of(as_document(processing(course(data)[0]))).splitlines()


def test_it_tells_who_why_and_by_what_right():
    found = lines()
    assert "Behandlingsansvarlig | Fjellvik kommune" in found
    assert "Personvernombud | personvernombud@fjellvik.example" in found
    legal = example()["kurs"]["lovgrunnlag_tekst"]
    assert f"Rettslig grunnlag | {legal}" in found


def test_the_legal_text_is_the_coordinators_own():
    data = example()
    data["kurs"]["lovgrunnlag_tekst"] = "Vår egen hjemmel"
    assert "Rettslig grunnlag | Vår egen hjemmel" in lines(data)
    data["kurs"]["lovgrunnlag_tekst"] = ""
    assert f"Rettslig grunnlag | {EMPTY}" in lines(data)


def test_every_special_category_is_named():
    told = "\n".join(lines())
    special = [f.heading() for ark in ARK for f in columns(ark).values()
               if f.column.personvern is Personvern.SÆRLIG]  # fmt: skip
    assert len(special) == 2
    assert [heading for heading in special if heading not in told] == []


def test_recipients_are_told_by_type_and_level_and_never_by_name():
    found = lines()
    assert "NAV | 3 – Kartlegging | Behandlingsansvarlig | 1" in found
    assert "Private arbeidsgivere | 2 – Plan og mål | Behandlingsansvarlig | 1" in found
    told = "\n".join(found)
    for partner in example()["partnere"]:
        assert not partner["kontaktperson"] or partner["kontaktperson"] not in told
    for person in (*example()["kandidater"], *example()["fagpersoner"]):
        assert (person.get("etternavn") or person.get("navn")) not in told


def test_the_days_of_deletion_are_told():
    found = lines()
    assert "Alle andre opplysninger om personer | Til 31.08.2027" in found
    assert "Kandidater uten plass | 3 måneder etter beslutningen eller kursslutt." in found
    assert any("Siste frist: 20.12.2026." in line for line in found)


def test_it_is_one_page(convert, pdf_text, tmp_path):
    path = tmp_path / "protokoll.docx"
    insight.protokoll(ROOT / "workbooks" / "eksempel.xlsx", path, DAY)
    assert "Side 1 av 1" in pdf_text(convert(path, "pdf"))


def test_an_empty_course_has_its_page_too(tmp_path):
    insight.protokoll(ROOT / "workbooks" / "tom.xlsx", tmp_path / "protokoll.docx", DAY)
    found = text_of((tmp_path / "protokoll.docx").read_bytes()).splitlines()
    assert f"Behandlingsansvarlig | {EMPTY}" in found
