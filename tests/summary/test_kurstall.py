import pytest

from kursverktoy.course.lists import Resultat
from kursverktoy.summary.fakta import fordelinger, kursfakta
from kursverktoy.summary.kurstall import Antall, kurstall
from kursverktoy.summary.oversikt import oppsummer


def test_the_course_figures(oversikt):
    t = oversikt.kurstall
    assert (t.deltakere, t.plasser) == (10, 12)
    assert (t.avsluttet, t.fullført, t.avbrutt) == (10, 9, 1)
    assert (t.timer_snitt, t.timer_planlagt) == (pytest.approx(256.8), 280)
    assert t.resultater == (
        Antall("Ordinær jobb", 3),
        Antall("Jobb med lønnstilskudd", 1),
        Antall("Videregående opplæring", 2),
        Antall("Fortsatt introduksjonsprogram", 3),
        Antall("Annet", 1),
    )
    assert (t.etteroppfølging_tilbudt, t.i_jobb) == (3, 4)
    assert (t.ansvar_med_ansvarlig, t.ansvar) == (16, 17)


def test_what_the_final_report_counts(oversikt):
    t = oversikt.kurstall
    assert t.kandidater == 14
    assert t.kandidatstatus == (
        Antall("Under kartlegging", 1),
        Antall("Venteliste", 1),
        Antall("Ikke tilbud", 2),
        Antall("Fullført", 9),
        Antall("Avbrutt", 1),
    )
    assert t.målgrupper == (
        Antall("M1 ikke lengre opplæringsløp", 2),
        Antall("M2 yrkesutdanning eller erfaring fra hjemlandet", 4),
        Antall("M3 ønsker ufaglært arbeid, mangler erfaring", 3),
        Antall("M4 vil ta fag- og yrkesopplæring på sikt", 1),
    )
    assert (t.praksis, t.praksisplasser) == (10, 10)
    assert (t.samtaler, t.samtaler_alle_fire) == (38, 9)


def test_the_figures_as_the_guidance_says_them(oversikt):
    assert dict(kursfakta(oversikt)) == {
        "Deltakere": "10 av 12 plasser",
        "Utfall": "9 fullført · 1 avbrutt",
        "Timer i snitt": "256,8 av 280",
        "Mål": "114 av 160 oppnådd (71 %) · 38 delvis · 8 ikke nådd · 1 utgått",
        "Etteroppfølging": "tilbudt 3 av 4 i jobb",
        "Ansvar": "16 av 17 oppgaver har en ansvarlig partner",
        "Praksis": "10 deltakere · 10 plasser",
        "Samtaler": "38 · alle fire parter var med i 9",
    }


def test_persons_are_never_in_per_cent(oversikt):
    lines = dict(kursfakta(oversikt))
    del lines["Mål"]
    assert not [said for said in lines.values() if "%" in said]


def test_a_task_that_is_not_relevant_needs_nobody(data, lest):
    hole = next(row for row in data["ansvar"] if row["ansvar_id"] == "A08-3")
    hole["status"] = "Ikke aktuelt"
    t = kurstall(lest(data))
    assert (t.ansvar_med_ansvarlig, t.ansvar) == (16, 16)


def test_a_partner_that_is_out_of_the_question_has_no_places(data, lest):
    data["partnere"][6]["status"] = "Ikke aktuell"  # four places
    assert kurstall(lest(data)).praksisplasser == 6


def test_hours_nobody_has_written_are_not_zero(data, lest):
    data["avslutning"][0]["timer_gjennomført"] = None  # 274
    data["avslutning"][1]["timer_gjennomført"] = "mange"  # 268
    assert kurstall(lest(data)).timer_snitt == pytest.approx((2568 - 274 - 268) / 8)


def test_planned_hours_are_those_of_all_and_the_longest_specialisation(data, lest):
    modules = {row["modul_id"]: row for row in data["moduler"]}
    modules["M5B"]["timer"] = 94.5
    assert kurstall(lest(data)).timer_planlagt == 196 + 94.5
    modules["M5B"]["type"] = modules["M5A"]["type"] = "Felles"
    assert kurstall(lest(data)).timer_planlagt == 196 + 84 + 94.5


def test_results_of_the_coordinators_own_and_none_at_all(data, lest):
    data["avslutning"][0]["resultat"] = "Eget firma"
    data["avslutning"][1]["resultat"] = ""
    lists = [["Resultat"], *([value] for value in [*Resultat, "Eget firma"])]
    changed = kurstall(lest(data, Lister=lists))
    assert changed.resultater[-2:] == (Antall("Eget firma", 1), Antall("Ikke fylt ut", 1))
    assert changed.i_jobb == 3
    assert sum(each.antall for each in changed.resultater) == 10


def test_an_empty_course_says_that_it_knows_nothing(tom):
    assert dict(kursfakta(tom)) == {
        "Deltakere": "0",
        "Utfall": "0 fullført · 0 avbrutt",
        "Timer i snitt": "–",
        "Mål": "–",
        "Etteroppfølging": "tilbudt 0 av 0 i jobb",
        "Ansvar": "0 av 0 oppgaver har en ansvarlig partner",
        "Praksis": "0 deltakere · 0 plasser",
        "Samtaler": "0 · alle fire parter var med i 0",
    }
    assert [counted for _, counted in fordelinger(tom.kurstall)] == [(), (), ()]


def test_a_course_before_it_has_begun(data, lest):
    for sheet in ("planer", "planmål", "praksis", "oppfølging", "avslutning"):
        data[sheet] = []
    for row in data["kandidater"]:
        row["status"] = "Foreslått"
    lines = dict(kursfakta(oppsummer(lest(data))))
    assert lines["Deltakere"] == "0 av 12 plasser"
    assert lines["Timer i snitt"] == "–"
