"""The next course begins with what was learnt, and without what was of the last one alone."""

from datetime import date

from documents.word import course
from kursverktoy.course.following import following
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.persons import contents, values_of

DAY = date(2027, 1, 4)


def test_the_course_goes_on_without_days_agreements_and_people():
    neste = following(course()[0], DAY)
    bok = neste.uten.bok
    assert bok.dato == DAY
    assert (bok.kurs.kurs_id, bok.kurs.startdato, bok.kurs.slettedato) == (None, None, None)
    assert bok.kurs.kursnavn == "Bransjekurs kjøkken og kantine"
    assert {p.status for p in bok.partnere} == {None}
    assert {p.avtale_dato for p in bok.partnere} == {None}
    assert {a.status.value for a in bok.ansvar} == {"Ikke startet"}
    assert {a.frist for a in bok.ansvar} == {None}
    assert all(a.ansvarlig_partner_id for a in bok.ansvar if a.ansvar_id == "A01-1")
    assert {m.fra_uke for m in bok.moduler} == {None}
    assert [m.timer for m in bok.moduler] == [m.timer for m in course()[0].moduler]
    assert bok.behov[0].dato == course()[0].behov[0].dato
    assert values_of(bok).names == frozenset()
    assert [ark.ark for ark in ARK if ark.er_om_personer() and bok.rader(ark)] == []


def test_what_is_new_is_told_sheet_by_sheet():
    neste = following(course()[0], DAY)
    assert contents(neste.uten.bok) == (
        "Kurs: 32 svar", "Behov: 11 rader", "Partnere: 8 rader", "Ansvar: 17 rader",
        "Læringsmål: 17 rader", "Moduler: 8 rader",
    )  # fmt: skip
    assert neste.nytt[0].startswith("Kurs: Kurskode, Koordinator, Startdato, Sluttdato")
    assert "Ansvar: Frist, Status, Beløp (kr)" in neste.nytt
    assert "Moduler: Fra uke, Til uke, Ansvarlig" in neste.nytt
    assert "Fortrolig: alt" in neste.nytt
