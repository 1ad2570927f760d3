import re

import pytest

from kursverktoy.summary.maaltall import Måltall
from kursverktoy.summary.oversikt import oppsummer
from kursverktoy.summary.terminal import as_text, bar

STYLE = re.compile("\x1b\\[[0-9]+m")


def test_the_page_of_the_example(oversikt, golden):
    golden("summary/oversikt.txt", as_text(oversikt))


def test_the_page_of_an_empty_course(tom, golden):
    golden("summary/tom.txt", as_text(tom))


def test_colours_change_nothing_but_colours(oversikt):
    styled = as_text(oversikt, color=True)
    assert "\x1b[1mK01 Samir B.\x1b[0m" in styled
    assert STYLE.sub("", styled) == as_text(oversikt)


@pytest.mark.parametrize(("width", "longest"), [(40, 80), (80, 80), (100, 100), (133, 133)])
def test_the_page_keeps_to_the_width(oversikt, width, longest):
    assert max(map(len, as_text(oversikt, width).splitlines())) == longest


def test_only_goals_have_bars_and_per_cent(oversikt):
    page = as_text(oversikt)
    goals = page[page.index("Måloppnåelse") : page.index("Kandidatene, etter nummer")]
    rest = page.replace(goals, "")
    assert [line for line in rest.splitlines() if "%" in line] == [
        "  Mål               114 av 160 oppnådd (71 %) · 38 delvis · 8 ikke nådd · 1 utgått"
    ]
    with_bars = [line for line in page.splitlines() if re.search("[█▓░]{3}", line)]
    assert [line.split("  ")[1] for line in with_bars] == [
        "Yrkes-/bransjekunnskap",
        "Yrkes-/bransjeferdigheter",
        "Arbeidslivskunnskap",
        "Arbeidslivsferdigheter",
        "Norskferdigheter",
        "Grunnleggende ferdigheter",
    ]


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ((10, 10, 0, 0), "██████████"),
        ((10, 5, 3, 2), "█████▓▓▓░░"),
        ((3, 1, 1, 1), "███▓▓▓▓░░░"),
        ((200, 1, 0, 199), "░░░░░░░░░░"),
        ((0, 0, 0, 0), ""),
    ],
)
def test_a_bar_is_always_whole(counts, drawn):
    assert bar(Måltall(*counts, i_gang=0, utgått=0, oppnådd_prosent=None), 10) == drawn


def test_what_a_cell_says_can_not_steer_the_terminal(data, lest):
    data["kandidater"][0]["fornavn"] = "Sa\x1b[2J\x9bmir"
    data["partnere"][0]["partnernavn"] = "Fjell\x07vik\u202e"
    data["kurs"]["kursnavn"] = "Kjøkken\rKantine"
    page = as_text(oppsummer(lest(data)))
    assert all(line.isprintable() for line in page.splitlines())
    assert "Kjøkken Kantine" in page


def test_rows_that_are_not_counted_are_told(data, lest):
    data["planmål"][0]["mål_id"] = "L99"
    page = as_text(oppsummer(lest(data)))
    assert "1 rad på Planmål viser til noe som ikke finnes, og er ikke talt." in page


def test_a_wide_spread_is_told_as_what_to_do(oversikt):
    lines = [line for line in as_text(oversikt).splitlines() if "del gruppen" in line]
    assert [line.split()[0] for line in lines] == ["Lese", "Skriftlig"]
