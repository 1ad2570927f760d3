from datetime import date

from kursverktoy.course.lists import Område
from kursverktoy.summary.partnerbilde import (
    Oppgave,
    Partnerbilde,
    ansvarsområder,
    partnerbilder,
)


def test_a_partner(oversikt):
    assert oversikt.partnere[6] == Partnerbilde(
        partner_id="P07",
        navn="Blåklokka Kantiner AS (fiktiv)",
        type="Private arbeidsgivere",
        status="Avtale inngått",
        avtale_fra=date(2026, 6, 15),
        avtale_til=date(2026, 12, 31),
        deling=2,
        ansvarlig_for=0,
        medvirker_i=4,
        praksisplasser=4,
        i_praksis=4,
        samtaler=4,
    )


def test_every_partner_with_placements_and_conversations(oversikt):
    shown = {p.partner_id: (p.praksisplasser, p.i_praksis, p.samtaler) for p in oversikt.partnere}
    nobody = (0, 0, 0)
    assert shown == {
        **dict.fromkeys(("P01", "P02", "P03", "P04", "P05"), nobody),
        "P06": (4, 4, 4),
        "P07": (4, 4, 4),
        "P08": (2, 2, 1),
    }


def test_what_each_partner_answers_for_and_helps_with(oversikt):
    shown = {p.partner_id: (p.ansvarlig_for, p.medvirker_i) for p in oversikt.partnere}
    assert shown == {
        "P01": (9, 2),
        "P02": (3, 2),
        "P03": (3, 2),
        "P04": (0, 1),
        "P05": (1, 2),
        "P06": (0, 4),
        "P07": (0, 4),
        "P08": (0, 2),
    }


def test_two_placements_of_one_participant_are_one(data, lest):
    first = data["praksis"][0]
    data["praksis"].append({**first, "praksis_id": "PR99"})
    assert partnerbilder(lest(data))[5].i_praksis == 4


def test_a_conversation_belongs_to_the_placement_begun_last(data, lest):
    first = data["praksis"][0]
    assert (first["kandidat_id"], first["partner_id"]) == ("K03", "P06")
    data["praksis"].append(
        {**first, "praksis_id": "PR99", "partner_id": "P08", "startdato": "2026-11-01"}
    )
    data["oppfølging"] = [
        {"oppfølging_id": f"O{day}", "kandidat_id": "K03", "deltok": "Arbeidsgiver", "dato": day}
        for day in ("2026-09-01", "2026-10-01", "2026-11-01", "")
    ]
    talks = {p.partner_id: p.samtaler for p in partnerbilder(lest(data)) if p.samtaler}
    assert talks == {"P06": 2, "P08": 2}


def test_the_hole_in_the_example(oversikt):
    holes = [(o.område, hull) for o in oversikt.ansvar for hull in o.hull]
    assert holes == [
        (
            "A08",
            Oppgave(
                ansvar_id="A08-3",
                navn="Reise og ekskursjon",
                ansvarlig=None,
                status="Ikke startet",
                frist=date(2026, 8, 10),
                mangler_ansvarlig=True,
            ),
        )
    ]


def test_the_ten_areas_are_there_even_without_rows(tom):
    assert [o.område for o in tom.ansvar] == [f"A{n:02}" for n in range(1, 11)]
    assert {o.oppgaver for o in tom.ansvar} == {()}
    assert tom.ansvar[7].tekst == "Forsikringsansvar"


def test_areas_beyond_the_ten_come_last(data, lest):
    data["ansvar"][0]["område"] = "A11"
    data["ansvar"][1]["område"] = ""
    data["ansvar"][2]["område"] = "A12"
    lists = [["Område"], *([value] for value in [*Område, "A12"])]
    found = ansvarsområder(lest(data, Lister=lists))
    last = [(o.område, o.tekst, len(o.oppgaver)) for o in found[10:]]
    assert last == [
        ("A11", "Personvern og sletting", 1),
        (None, "Uten område", 1),
        ("A12", "A12", 1),
    ]


def test_a_partner_that_is_not_in_the_workbook_is_shown_by_its_number(data, lest):
    data["ansvar"][0]["ansvarlig_partner_id"] = "P99"
    first = ansvarsområder(lest(data))[0].oppgaver[0]
    assert (first.ansvarlig, first.mangler_ansvarlig) == ("P99", False)
