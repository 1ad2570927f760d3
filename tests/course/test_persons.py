"""A course without people: what is taken out of it, what stays, and what must be found nowhere."""

import json
from dataclasses import replace
from datetime import date

import pytest

from documents.word import course, example, row
from kursverktoy.course.ark.fortrolig import Fortrolig
from kursverktoy.course.cleaning import NAVN, houses
from kursverktoy.course.exchange import to_data
from kursverktoy.course.funn import Vurdering
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.persons import values_of, without_people, without_rows
from kursverktoy.course.schema import columns

PEOPLE = {
    "Fagpersoner", "Kandidater", "Kartlegging", "Fortrolig", "Planer", "Planmål", "Praksis",
    "Oppfølging", "Avslutning",
}  # fmt: skip


def bok(change=lambda _: None):
    data = example()
    change(data)
    return course(data)[0]


def test_the_declaration_says_which_sheets_and_columns_are_about_people():
    assert {ark.ark for ark in ARK if ark.er_om_personer()} == PEOPLE
    elsewhere = {
        f"{ark.ark}.{name}"
        for ark in ARK
        for name, field in columns(ark).items()
        if field.is_personal and not ark.er_om_personer()
    }
    assert elsewhere == {
        "Kurs.koordinator_person_id", "Kurs.personvernombud", "Moduler.ansvarlig_person_id",
        "Partnere.kontaktperson", "Partnere.epost", "Partnere.telefon",
        "Partnere.signerer_navn", "Partnere.signerer_tittel",
    }  # fmt: skip


def test_every_column_that_leads_to_a_person_is_about_people():
    for ark in ARK:
        for name, field in columns(ark).items():
            if field.column.ref and any(a.ark == field.column.ref and a.er_om_personer()
                                        for a in ARK):  # fmt: skip
                assert field.is_personal, f"{ark.ark}.{name}"
            if field.column.email:
                assert field.column.identifies, f"{ark.ark}.{name}"


def test_people_are_gone_and_the_course_is_there():
    before = bok()
    after = without_people(before).bok
    assert [len(after.rader(ark)) for ark in ARK] == [1, 11, 8, 0, 17, 17, 8, *[0] * 8]
    assert after.kurs.kursnavn == "Bransjekurs kjøkken og kantine"
    assert after.partnere[0].partnernavn == before.partnere[0].partnernavn
    assert after.partnere[0].avtale_dato == before.partnere[0].avtale_dato
    assert after.partnere[0].kontaktperson is None
    assert after.moduler[0].ansvarlig_person_id is None
    left = values_of(after)
    assert (left.names, left.texts, left.days) == (frozenset(), frozenset(), frozenset())


def test_a_name_in_the_words_of_the_course_is_replaced_and_told():
    def named(data):
        row(data, "behov", behov_id="B03")["funn"] = "Yonas og Kari Furutest mener det samme."
        row(data, "læringsmål", mål_id="L02")["tekst"] = "kan det Furutests deltakere kan"

    uten = without_people(bok(named))
    assert uten.bok.behov[2].funn == f"{NAVN} og {NAVN} mener det samme."
    assert uten.bok.læringsmål[1].tekst == f"kan det {NAVN} deltakere kan"
    assert list(map(str, uten.endret)) == [
        "«Hva fant dere ut?» på arket Behov, B03",
        "«Læringsmål» på arket Læringsmål, L02",
    ]


def test_a_name_in_the_name_of_an_organisation_stays_there():
    def named(data):
        row(data, "partnere", partner_id="P07")["partnernavn"] = "Furutest Kantiner AS"

    uten = without_people(bok(named))
    assert uten.bok.partner("P07").partnernavn == "Furutest Kantiner AS"
    assert "Furutest Kantiner AS" in houses(uten.bok)
    assert "Furutest" in uten.borte.names
    assert list(map(str, uten.står)) == ["«Navn» på arket Partnere, P07"]


def test_a_name_in_any_text_of_the_declaration_is_replaced():
    """Every column where something can be written, found by the declaration, not by a list."""
    planted = []

    def everywhere(data):
        row(data, "kandidater", kandidat_id="K05")["etternavn"] = "Zyxandertest"
        for ark in ARK:
            rows = [data["kurs"]] if ark.ark == "Kurs" else data[ark.navn_i_bok]
            for name, field in columns(ark).items():
                plain = field.type is str and not (field.is_ref or field.column.is_key)
                if plain and not (field.is_personal or field.many or field.column.house):
                    rows[0][name] = f"Sett av Zyxandertest {ark.ark}"
                    planted.append((ark.ark, name))

    uten = without_people(bok(everywhere))
    assert len(planted) > 25
    assert "Zyxandertest" in uten.borte.names
    assert "Zyxandertest" not in json.dumps(to_data(uten.bok), ensure_ascii=False)


def test_an_identity_number_is_masked_wherever_it_stands():
    def numbered(data):  # synthetic: month 03 + 80
        row(data, "behov", behov_id="B03")["funn"] = "Gjelder 04838812345."

    uten = without_people(bok(numbered))
    assert uten.bok.behov[2].funn == "Gjelder •••."
    assert [each.id for each in uten.endret] == ["B03"]


def test_what_can_not_be_read_is_about_people_too():
    def odd(data):
        row(data, "kandidater", kandidat_id="K05")["fødselsdato"] = "ukjent, trolig våren"
        row(data, "ansvar", ansvar_id="A01-1")["frist"] = "når Yonas vil"

    uten = without_people(bok(odd))
    assert "ukjent, trolig våren" in uten.borte.names
    assert [a.unreadable for a in uten.bok.ansvar if a.ansvar_id == "A01-1"] == [
        {"frist": f"når {NAVN} vil"}
    ]


def test_a_certificate_of_the_course_is_no_secret_and_a_name_is():
    def both(data):
        data["kurs"]["sertifiseringer"] = "Kurs i mathygiene"
        row(data, "avslutning", kandidat_id="K01")["sertifikater"] = "Kurs i mathygiene"
        row(data, "avslutning", kandidat_id="K03")["sertifikater"] = "Truckfører klasse 1"

    borte = without_people(bok(both)).borte
    assert "Kurs i mathygiene" not in borte.texts
    assert "Truckfører klasse 1" in borte.texts
    assert {"Yonas", "Kari", "Furutest", "Kari Furutest", "00000001"} <= borte.names


def test_a_day_of_the_course_is_no_secret_and_a_day_of_birth_is():
    before = bok()
    borte = without_people(before).borte
    assert before.kandidater[0].fødselsdato in borte.days
    assert before.kurs.startdato not in borte.days
    assert date(2026, 11, 23) not in borte.days


def test_a_day_of_birth_is_replaced_in_words_and_other_days_are_not():
    def dated(data):
        row(data, "kandidater", kandidat_id="K05")["fødselsdato"] = "1990-05-17"
        row(data, "behov", behov_id="B03")["funn"] = "Født 17.05.1990, spurt 09.06.2026."

    uten = without_people(bok(dated))
    assert uten.bok.behov[2].funn == f"Født {NAVN}, spurt 09.06.2026."
    assert {"17.05.1990", "1990-05-17"} <= uten.borte.names


def test_a_value_she_added_to_a_list_goes_with_its_name():
    before = bok()
    valg = dict(before.lister.valg) | {"arena": (*before.lister.valg["arena"], "Hos Yonas")}
    uten = without_people(replace(before, lister=replace(before.lister, valg=valg)))
    assert uten.bok.lister.valg["arena"] == before.lister.valg["arena"]
    assert list(map(str, uten.endret)) == ["«arena» på arket Lister"]


def test_rows_go_alone_and_others_keep_what_they_share():
    before = bok()
    k04 = [rad for rad in before.fortrolig if rad.kandidat_id == "K04"]
    uten = without_rows(before, frozenset(k04))
    assert [rad.kandidat_id for rad in uten.bok.fortrolig] == ["K07"]
    assert [k.id for k in uten.bok.kandidater] == [k.id for k in before.kandidater]
    assert uten.borte.names == frozenset()
    assert "Bør ikke løfte tungt alene. (Fiktivt eksempel)" in uten.borte.texts
    assert "Kandidaten selv" not in uten.borte.texts


def test_an_acknowledgement_goes_with_its_row():
    said = (
        Vurdering("FOR-03", "K04", "helse_og_tilrettelegging", "avtalt med K04", "a"),
        Vurdering("KAN-12", "K04", "fødselsdato", "stemmer", "b"),
        Vurdering("FOR-03", "K07", "helse_og_tilrettelegging", "avtalt", "c"),
    )
    before = replace(bok(), vurderinger=said)
    gone = frozenset(rad for rad in before.rader(Fortrolig) if rad.kandidat_id == "K04")
    assert [v.grunn for v in without_rows(before, gone).bok.vurderinger] == ["stemmer", "avtalt"]
    assert without_people(before).bok.vurderinger == ()


@pytest.mark.parametrize("felt", ["fornavn", "etternavn"])
def test_a_name_that_someone_else_has_too_is_not_looked_for(felt):
    def shared(data):
        row(data, "kandidater", kandidat_id="K02")[felt] = "Delestad"
        row(data, "kandidater", kandidat_id="K05")[felt] = "Delestad"

    before = bok(shared)
    gone = frozenset(rad for rad in before.kandidater if rad.kandidat_id == "K02")
    assert "Delestad" not in without_rows(before, gone).borte.names
