from kursverktoy.course.lists import Cefr
from kursverktoy.summary.gruppe import Faktor, Norskspredning, gruppe


def test_norwegian_among_those_with_a_place(oversikt):
    assert oversikt.gruppe.har_plass == 10
    assert oversikt.gruppe.norsk == (
        Norskspredning("Lytte", "A1", "B1", 2, False, (0, 3, 5, 2, 0, 0)),
        Norskspredning("Lese", "Under A1", "B1", 3, True, (1, 3, 5, 1, 0, 0)),
        Norskspredning("Muntlig", "A1", "B1", 2, False, (0, 1, 7, 2, 0, 0)),
        Norskspredning("Skriftlig", "Under A1", "B1", 3, True, (2, 4, 3, 1, 0, 0)),
    )


def test_the_median_of_each_factor_for_those_with_a_place_and_those_without(oversikt):
    shown = [
        (f.navn, f.som_ord(f.har_plass), f.som_ord(f.ikke_plass)) for f in oversikt.gruppe.faktorer
    ]
    assert shown == [
        ("Interesse", "3", "1"),
        ("Forkunnskaper", "2", "0"),
        ("Arbeidserfaring (formell og uformell)", "2", "0"),
        ("Utdanning og sertifikater", "0,5", "0"),
        ("Digitale ferdigheter", "2", "2"),
        ("Kommunikasjon og grunnleggende ferdigheter", "2", "2"),
        ("Andre drivkrefter", "2,5", "1"),
        ("Norsk: lytte", "A2", "A2"),
        ("Norsk: lese", "A2", "A2"),
        ("Norsk: muntlig", "A2", "A2"),
        ("Norsk: skriftlig", "A1", "A2"),
    ]
    assert (oversikt.gruppe.har_plass, oversikt.gruppe.ikke_plass) == (10, 3)


def test_a_median_between_two_levels_names_both():
    factor = Faktor("Norsk: lese", norsk=True, har_plass=1.5, ikke_plass=None)
    assert factor.som_ord(factor.har_plass) == "A1–A2"
    assert factor.som_ord(factor.ikke_plass) == "–"
    assert factor.som_ord(0.0) == "Under A1"
    assert factor.som_ord(5.0) == "C1"


def test_one_who_declined_is_in_neither_group(data, lest):
    data["kandidater"][0]["status"] = "Takket nei"
    changed = gruppe(lest(data))
    assert (changed.har_plass, changed.ikke_plass) == (9, 3)


def test_one_with_an_offer_has_a_place(data, lest):
    data["kandidater"][1]["status"] = "Tilbud"
    changed = gruppe(lest(data))
    assert (changed.har_plass, changed.ikke_plass) == (11, 2)


def test_the_threshold_on_lister_decides_what_is_a_wide_spread(data, lest):
    two = lest(data, Lister=[["Sprik i norsk (trinn)", 2]])
    assert [s.stort_sprik for s in gruppe(two).norsk] == [True, True, True, True]


def test_a_level_of_the_coordinators_own_is_left_out_of_the_order(data, lest):
    data["kartlegging"][0]["norsk_lytte"] = "A2+"
    lists = [["Cefr"], *([level] for level in [*Cefr, "A2+"])]
    changed = lest(data, Lister=lists)
    assert changed.kartlegging[0].norsk_lytte == "A2+"
    assert gruppe(changed).norsk[0].antall == (0, 2, 5, 2, 0, 0)


def test_nobody(tom):
    assert tom.gruppe.har_plass == 0
    assert {(s.lavest, s.høyest, s.sprik) for s in tom.gruppe.norsk} == {(None, None, None)}
    assert {(f.har_plass, f.ikke_plass) for f in tom.gruppe.faktorer} == {(None, None)}
