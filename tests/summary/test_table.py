from kursverktoy.summary.table import Column, clipped, paragraph, table


def test_numbers_stand_to_the_right():
    columns = [Column("Mål"), Column("Aktive", right=True)]
    assert table(columns, [["L01 Hygiene", "10"], ["L02", "9"]], 40) == [
        "Mål          Aktive",
        "L01 Hygiene      10",
        "L02               9",
    ]


def test_the_widest_text_gives_way():
    columns = [Column("Navn"), Column("Kort"), Column("Antall", right=True)]
    rows = [["Opplæringskontoret i Fjellvik", "kort tekst", "1"]]
    assert table(columns, rows, 40) == [
        "Navn                  Kort        Antall",
        "Opplæringskontoret…   kort tekst       1",
    ]


def test_text_is_never_cut_to_nothing():
    columns = [Column("Navn"), Column("Antall", right=True)]
    assert table(columns, [["Opplæringskontoret", "1"]], 5) == [
        "Navn      Antall",
        "Opplæri…       1",
    ]


def test_a_table_of_no_rows_is_its_heading():
    assert table([Column("Navn", at_least=9), Column("Antall", right=True)], [], 40) == [
        "Navn       Antall"
    ]


def test_a_text_is_cut_only_when_it_is_too_long():
    assert [clipped("Kantine", size) for size in (7, 6, 1)] == ["Kantine", "Kanti…", "…"]


def test_a_paragraph_is_indented_throughout():
    assert paragraph("Ingen svarer for\tA08-3.", 16, "   ") == ["   Ingen svarer", "   for A08-3."]
