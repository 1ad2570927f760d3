"""From what a report prints, no count of one to four people can be worked out, nor narrowed down.

Proven by trying: of all tables there could be, those that are printed alike are one to a reader.
A small count that is printed as such must be able to be one, two, three and four among them. The
readers here know the rules by which numbers are hidden, so how much is hidden, and why, tells them
nothing either.
"""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.documents.contexts.disclosure import (
    Band,
    Halves,
    alone,
    halves,
    is_few,
    narrowed,
    parts,
)

FEW, MANY = Band.FEW, Band.MANY
ALL_FEW = {1, 2, 3, 4}


def alike(tables, published):
    """Return what is printed, each with the tables that are printed so."""
    found = defaultdict(list)
    for table in tables:
        found[published(table)].append(table)
    return found


def narrowed_down(found):
    """Yield what is printed and a place in it, where a small count can't be all it says."""
    for printed, tables in found.items():
        for shown, counts in zip(cells(printed), zip(*tables, strict=True), strict=False):
            if shown is FEW and set(counts) != ALL_FEW:
                yield printed, set(counts)


def given_away(found):
    """Yield the small counts that all tables which are printed alike have in common."""
    for printed, tables in found.items():
        for counts in zip(*tables, strict=True):
            if len(set(counts)) == 1 and is_few(counts[0]):
                yield printed, counts[0]


def cells(printed):
    """Return what is printed, cell by cell; nothing for a table that is left out."""
    if isinstance(printed, Halves):
        return [each for row in (*printed.rows, printed.sums) for each in row]
    return printed or ()


def splits(total, into):
    """Yield every way to split a total."""
    if into == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in splits(total - first, into - 1))


@pytest.mark.parametrize(("total", "into"), [*product(range(10, 17), (2, 3, 4)), (11, 5), (12, 5)])
def test_no_split_of_a_total_narrows_a_small_part_down(total, into):
    found = alike(splits(total, into), parts)
    assert list(narrowed_down(found)) == []
    assert list(given_away(found)) == []
    assert {FEW, MANY} <= {each for printed in found for each in cells(printed)}


def test_twenty_in_five_gives_nothing_away_but_that_they_are_alike():
    # Five of four is the one table left out that could be no other.
    found = alike(splits(20, 5), parts)
    assert list(narrowed_down(found)) == []
    assert list(given_away(found)) == [(None, 4)] * 5


def tables_of(totals):
    """Yield every table with these row totals, and its sums, as one row of counts."""
    for way in product(*(range(total + 1) for total in totals)):
        rows = [(first, total - first) for first, total in zip(way, totals, strict=True)]
        yield tuple(n for row in (*rows, tuple(map(sum, zip(*rows, strict=True)))) for n in row)


def published_halves(table):
    return halves(list(zip(table[:-2:2], table[1:-2:2], strict=True)))


@pytest.mark.parametrize(
    "totals",
    [(5, 5), (9, 9), (10, 12), (5, 5, 5), (5, 9, 10), (9, 9, 9), (10, 11, 12), (0, 9, 10)],
)
def test_no_table_of_halves_narrows_a_small_half_down(totals):
    found = alike(tables_of(totals), published_halves)
    assert list(narrowed_down(found)) == []
    assert list(given_away(found)) == []


@given(st.lists(st.integers(5, 14), min_size=2, max_size=3))
def test_nor_does_any_other_such_table(totals):
    found = alike(tables_of(totals), published_halves)
    assert list(narrowed_down(found)) == []


def test_two_tables_that_share_a_total_narrow_nothing_down_together():
    """Ten people by two questions: all pairs of answers, as both tables are printed."""
    found = alike(
        (one + other for one in splits(10, 4) for other in splits(10, 3)),
        lambda both: (*(parts(both[:4]) or (None,) * 4), *(parts(both[4:]) or (None,) * 3)),
    )
    assert list(narrowed_down(found)) == []
    assert any(printed.count(FEW) == 5 for printed in found)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4),
    st.tuples(st.integers(0, 16), st.integers(0, 5)),
)
def test_what_counts_can_be_is_what_trying_all_of_them_finds(pairs, total):
    within = [(low, low + more) for low, more in pairs]
    least, most = total[0], sum(total)
    ways = [
        way
        for way in product(*(range(low, high + 1) for low, high in within))
        if least <= sum(way) <= most
    ]
    if ways:
        found = [(min(each), max(each)) for each in zip(*ways, strict=True)]
        assert narrowed(within, (least, most)) == found
        assert all(
            set(each) == set(range(low, high + 1))
            for each, (low, high) in zip(zip(*ways, strict=True), found, strict=True)
        )


@given(st.lists(st.integers(0, 60), min_size=1, max_size=9))
def test_what_is_printed_is_true_and_never_one_to_four(counts):
    for count, shown in zip(counts, parts(counts) or (), strict=False):
        if isinstance(shown, Band):
            assert count >= 5 if shown is MANY else 1 <= count <= 4
        else:
            assert shown == count
            assert not is_few(shown)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6))
def test_a_table_of_halves_is_true_too(rows):
    table = halves(rows)
    if table is None:
        return
    sums = tuple(map(sum, zip(*rows, strict=True)))
    for counts, shown in zip([*rows, sums], [*table.rows, table.sums], strict=True):
        for count, each in zip(counts, shown, strict=True):
            if isinstance(each, Band):
                assert count >= 5 if each is MANY else 1 <= count <= 4
            else:
                assert each == count
                assert not is_few(each)
    assert table.exact == (not any(isinstance(each, Band) for row in table.rows for each in row))


def test_numbers_stand_when_none_is_small():
    assert parts((12, 0, 5)) == (12, 0, 5)


def test_one_small_part_hides_the_others():
    assert parts((9, 1)) == (MANY, FEW)
    assert parts((20, 12, 0, 3)) == (MANY, MANY, 0, FEW)


def test_a_table_about_fewer_than_ten_is_left_out():
    assert parts((5, 0)) is None
    assert parts((9, 0)) is None
    assert parts((10, 0)) == (10, 0)


def test_parts_that_a_total_narrows_down_are_left_out():
    assert parts((5, 5, 1, 1)) is None  # with bands for all of them, 12 leaves nothing to choose
    assert parts((6, 5, 2)) is None  # 13 with two of at least five: the third is at most three
    assert parts((4, 4, 4)) is None
    assert parts((3, 4, 4)) is None  # three of at most four that are 11: none is one or two
    assert parts((2, 4, 1, 3)) == (FEW, FEW, FEW, FEW)


def test_a_number_that_stands_in_no_sum_hides_only_itself():
    assert [alone(n) for n in (0, 1, 4, 5, 38)] == [0, FEW, FEW, 5, 38]


def test_rows_without_small_numbers_do_not_narrow_down_those_with_them():
    # With the exact rows printed, 46 - 5 - 12 - 5 - 17 would leave three or four for each.
    table = halves([(24, 5), (34, 12), (7, 3), (15, 5), (21, 17), (13, 4)])
    assert table.rows == (
        *((MANY, MANY), (MANY, MANY), (MANY, FEW)),
        *((MANY, MANY), (MANY, MANY), (MANY, FEW)),
    )
    assert table.sums == (114, 46)
    assert not table.exact


def test_a_row_total_can_narrow_down_too():
    assert halves([(5, 3), (20, 30)]) is None  # of eight, five or more leave at most three
    assert halves([(6, 3), (20, 30)]).rows == ((MANY, FEW), (MANY, MANY))


def test_a_small_sum_is_hidden_as_a_whole():
    assert halves([(20, 2), (30, 0)]).sums == (MANY, FEW)
    assert halves([(20, 2), (30, 1)]) is None  # two rows of at least one: the sum is no one


def test_numbers_stand_in_halves_when_none_is_small():
    assert halves([(24, 5), (34, 12), (7, 0)]).exact


def test_a_table_with_a_row_about_few_is_left_out():
    assert halves([(20, 5), (3, 0)]) is None
