import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.course.lists import Målstatus
from kursverktoy.summary.maaltall import Måltall, måloppnåelse
from kursverktoy.summary.tekst import prosent_av

DELTAKERE = """
K01 | 17 | 13 | 3 | 1 | 0 |  90
K03 | 16 | 12 | 4 | 0 | 0 |  92
K04 | 16 |  3 | 8 | 5 | 1 |  63
K05 | 17 | 12 | 5 | 0 | 0 |  90
K06 | 16 | 12 | 4 | 0 | 0 |  92
K07 | 16 | 16 | 0 | 0 | 0 | 100
K09 | 15 | 13 | 2 | 0 | 0 |  96
K10 | 17 | 17 | 0 | 0 | 0 | 100
K11 | 14 |  8 | 5 | 1 | 0 |  83
K12 | 16 |  8 | 7 | 1 | 0 |  81
"""
KATEGORIER = """
Yrkes-/bransjekunnskap    | 29 | 24 |  5 | 0 | 83
Yrkes-/bransjeferdigheter | 46 | 34 |  9 | 3 | 74
Arbeidslivskunnskap       | 10 |  7 |  3 | 0 | 70
Arbeidslivsferdigheter    | 20 | 15 |  5 | 0 | 75
Norskferdigheter          | 38 | 21 | 14 | 3 | 55
Grunnleggende ferdigheter | 17 | 13 |  2 | 2 | 76
"""
MÅL = """
L01 | Hygiene    | 10 | 10 | 0 | 0 | 100
L02 | Trygg mat  | 10 |  9 | 1 | 0 |  90
L03 | Allergener |  9 |  5 | 4 | 0 |  56
L04 | Varemottak | 10 |  6 | 4 | 0 |  60
L05 | Utstyr     | 10 | 10 | 0 | 0 | 100
L06 | Matlaging  | 10 |  6 | 2 | 2 |  60
L07 | Ergonomi   | 10 |  8 | 2 | 0 |  80
L08 | Servering  |  6 |  4 | 1 | 1 |  67
L09 | Arbeidsliv | 10 |  7 | 3 | 0 |  70
L10 | Presis     | 10 |  8 | 2 | 0 |  80
L11 | Samarbeid  | 10 |  7 | 3 | 0 |  70
L12 | Lytte      | 10 |  8 | 2 | 0 |  80
L13 | Snakke     | 10 |  7 | 3 | 0 |  70
L14 | Lese       |  9 |  3 | 5 | 1 |  33
L15 | Skrive     |  9 |  3 | 4 | 2 |  33
L16 | Digitalt   | 10 |  8 | 1 | 1 |  80
L17 | Regne      |  7 |  5 | 1 | 1 |  71
"""
INNHOLD = """
Yrket                           | 8 | 75 | 58 | 14 | 3 | 77
Norsk                           | 4 | 38 | 21 | 14 | 3 | 55
Arbeidsliv                      | 3 | 30 | 22 |  8 | 0 | 73
Digitale ferdigheter            | 1 | 10 |  8 |  1 | 1 | 80
Andre grunnleggende ferdigheter | 1 |  7 |  5 |  1 | 1 | 71
"""


def expected(page):
    rows = [[cell.strip() for cell in line.split("|")] for line in page.strip().splitlines()]
    return [[int(cell) if cell.isdecimal() else cell for cell in row] for row in rows]


def counts(tall):
    return [tall.aktive, tall.oppnådd, tall.delvis, tall.ikke_nådd]


def test_each_participant(oversikt):
    shown = [
        [d.kandidat_id, *counts(d.tall), d.tall.utgått, d.progresjon_prosent]
        for d in oversikt.måloppnåelse.deltakere
    ]
    assert shown == expected(DELTAKERE)


def test_each_category(oversikt):
    shown = [
        [k.navn, *counts(k.tall), k.tall.oppnådd_prosent] for k in oversikt.måloppnåelse.kategorier
    ]
    assert shown == expected(KATEGORIER)


def test_each_goal(oversikt):
    shown = [
        [m.mål_id, m.navn, *counts(m.tall), m.tall.oppnådd_prosent]
        for m in oversikt.måloppnåelse.mål
    ]
    assert shown == expected(MÅL)


def test_the_five_areas_of_content(oversikt):
    shown = [
        [i.navn, i.antall_mål, *counts(i.tall), i.tall.oppnådd_prosent]
        for i in oversikt.måloppnåelse.innhold
    ]
    assert shown == expected(INNHOLD)


def test_the_course(oversikt):
    assert oversikt.måloppnåelse.samlet == Måltall(160, 114, 38, 8, 8, 1, 71)
    assert oversikt.måloppnåelse.ikke_talt == 0


def test_the_share_reached_by_each_participant(oversikt):
    shares = [d.tall.oppnådd_prosent for d in oversikt.måloppnåelse.deltakere]
    assert shares == [76, 75, 19, 71, 75, 100, 87, 100, 57, 50]


@pytest.mark.parametrize(
    ("antall", "av", "percent"),
    [(5, 8, 63), (1, 8, 13), (1, 200, 1), (1, 201, 0), (0, 3, 0), (2, 3, 67), (3, 3, 100)],
)
def test_half_a_per_cent_is_rounded_up(antall, av, percent):
    assert prosent_av(antall, av) == percent


def test_nothing_has_no_share():
    assert prosent_av(0, 0) is None


def test_a_participant_whose_goals_are_all_taken_out_has_no_share(data, lest):
    for row in data["planmål"]:
        if row["kandidat_id"] == "K04":
            row["status"] = "Utgått"
    fatima = måloppnåelse(lest(data)).deltakere[2]
    assert fatima.navn == "K04 Fatima E."
    assert fatima.tall == Måltall(0, 0, 0, 0, 0, 17, None)
    assert fatima.progresjon_prosent is None


def test_a_participant_without_goals_is_listed(data, lest):
    data["planmål"] = [row for row in data["planmål"] if row["kandidat_id"] != "K12"]
    sabrina = måloppnåelse(lest(data)).deltakere[-1]
    assert sabrina.kandidat_id == "K12"
    assert sabrina.tall == Måltall(0, 0, 0, 0, 0, 0, None)


def test_someone_with_a_plan_is_listed_whatever_the_status_says(data, lest):
    data["kandidater"][0]["status"] = "Tilbud"
    first = måloppnåelse(lest(data)).deltakere[0]
    assert first.kandidat_id == "K01"
    assert first.tall.aktive == 17


def test_a_plan_for_someone_who_is_no_candidate_is_shown_by_its_number(data, lest):
    data["planer"].append({"kandidat_id": "K99"})
    assert måloppnåelse(lest(data)).deltakere[-1].navn == "K99"


def test_rows_that_name_what_is_not_there_are_counted_apart(data, lest):
    data["planmål"][0]["mål_id"] = "L99"
    data["planmål"][1]["kandidat_id"] = "K99"
    data["planmål"][2]["mål_id"] = ""
    found = måloppnåelse(lest(data))
    assert found.ikke_talt == 3
    assert found.samlet.aktive == 157


@pytest.mark.parametrize("status", ["", "Nesten", "Ikke startet"])
def test_what_is_not_said_to_be_reached_is_not_reached(data, lest, status):
    samir = [row for row in data["planmål"] if row["kandidat_id"] == "K01"]
    assert [row["status"] for row in samir[:2]] == ["Oppnådd", "Oppnådd"]
    samir[0]["status"] = status
    samir[1]["status"] = "Ikke startet"
    first = måloppnåelse(lest(data)).deltakere[0]
    assert counts(first.tall) == [17, 11, 3, 3]
    assert first.progresjon_prosent == 78  # (11·3 + 3·2 + 1) of 51


def test_a_status_the_coordinator_has_added_counts_as_not_reached(data, lest):
    data["planmål"][0]["status"] = "Nesten oppnådd"
    lists = [["Målstatus"], *([value] for value in [*Målstatus, "Nesten oppnådd"])]
    changed = lest(data, Lister=lists)
    assert changed.planmål[0].status == "Nesten oppnådd"
    assert counts(måloppnåelse(changed).deltakere[0].tall) == [17, 12, 3, 2]


def test_goals_in_a_category_of_the_coordinators_own_come_last(data, lest):
    data["læringsmål"][0]["kategori"] = "Førerkort"
    data["læringsmål"][1]["kategori"] = ""
    kategorier = [*(row["kategori"] for row in data["læringsmål"][2:]), "Førerkort"]
    lists = [["Kategori"], *([value] for value in dict.fromkeys(kategorier))]
    found = måloppnåelse(lest(data, Lister=lists))
    last = [(k.navn, k.antall_mål, k.tall.aktive) for k in found.kategorier[6:]]
    assert last == [("Førerkort", 1, 10), ("Uten kategori", 1, 10)]
    assert sum(i.tall.aktive for i in found.innhold) == 140


def test_goals_come_by_number_as_people_count(data, lest):
    for number in ("L2", "L10", "L1"):
        data["læringsmål"].append(
            {"mål_id": number, "tekst": "kan si fra om avvik og feil på kjølerommet"}
        )
    found = måloppnåelse(lest(data)).mål
    assert [m.mål_id for m in found[:4]] == ["L01", "L1", "L02", "L2"]
    assert found[1].navn == "kan si fra om avvik og feil på kjølerommet"
    assert found[1].kort == "kan si fra om avvik og feil på …"


STATUSES = st.sampled_from([*Målstatus, "", "Nesten", "#REF!", "oppnådd "])
ROWS = st.lists(
    st.tuples(st.integers(1, 15), st.integers(1, 19), STATUSES), max_size=60
)  # K15, L18 and L19 are not in the course


@given(rows=ROWS)
def test_the_counts_add_up(lest, rows):
    data = _course([(f"K{k:02}", f"L{m:02}", status) for k, m, status in rows])
    found = måloppnåelse(lest(data))
    known = [row for row in rows if row[0] <= 14 and row[1] <= 17]
    assert found.ikke_talt == len(rows) - len(known)
    assert found.samlet.utgått == sum(status == "Utgått" for _, _, status in known)
    assert found.samlet.aktive + found.samlet.utgått == len(known)
    for group in (found.deltakere, found.mål, found.kategorier, found.innhold):
        for each in group:
            t = each.tall
            assert t.aktive == t.oppnådd + t.delvis + t.ikke_nådd
        for name in ("aktive", "oppnådd", "delvis", "ikke_nådd", "utgått"):
            total = sum(getattr(each.tall, name) for each in group)
            assert total == getattr(found.samlet, name)


def _course(planmål):
    kategorier = ["Yrkes-/bransjekunnskap", "Norskferdigheter", "Arbeidslivskunnskap"]
    return {
        "kurs": {},
        "planer": [{"kandidat_id": f"K{n:02}"} for n in range(1, 15)],
        "læringsmål": [{"mål_id": f"L{n:02}", "kategori": kategorier[n % 3]} for n in range(1, 18)],
        "planmål": [{"kandidat_id": k, "mål_id": m, "status": status} for k, m, status in planmål],
    }
