"""From what a report prints, no count of one to four people can be worked out.

Proven by trying: of all tables there could be, those that are printed alike are one to a reader.
A small count is hidden when it is not the same in all of them. The readers here know the rules
by which numbers are hidden, so what is left out, and why, tells them nothing either.
"""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursverktoy.documents.contexts.disclosure import (
    Band,
    Term,
    alone,
    any_derivable,
    halves,
    is_few,
    parts,
)

FEW, MANY = Band.FEW, Band.MANY


def given_away(tables, published):
    """Yield the small counts that all tables which are printed alike have in common."""
    alike = defaultdict(list)
    for table in tables:
        alike[published(table)].append(table)
    for printed, found in alike.items():
        for counts in zip(*found, strict=True):
            if len(set(counts)) == 1 and is_few(counts[0]):
                yield printed, counts[0]


def splits(total, into):
    """Yield every way to split a total."""
    if into == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in splits(total - first, into - 1))


@pytest.mark.parametrize(("total", "into"), [*product(range(10, 17), (2, 4)), (11, 5), (12, 5)])
def test_no_split_of_a_total_gives_a_small_part_away(total, into):
    assert list(given_away(splits(total, into), parts)) == []


@pytest.mark.parametrize("total", range(10, 17))
def test_three_parts_give_nothing_away_but_that_they_are_alike(total):
    # Twelve in three parts of four is the one table left out that could be no other.
    assert list(given_away(splits(total, 3), parts)) == ([(None, 4)] * 3 if total == 12 else [])


@pytest.mark.parametrize("total", range(10, 17))
def test_nor_does_a_split_of_which_a_part_is_known_from_elsewhere(total):
    def published(table):
        shown = parts(table, known=(0,))
        return (table[0], shown) if shown else (table[0], None)

    tables = (table for table in splits(total, 4) if not is_few(table[0]))
    found = [(shown, few) for (_, shown), few in given_away(tables, published) if shown]
    assert found == []


@given(st.lists(st.integers(5, 8), min_size=2, max_size=3))
def test_no_table_of_halves_gives_a_small_half_away(totals):
    ways = product(*(range(total + 1) for total in totals))
    tables = (
        tuple(n for first, total in zip(way, totals, strict=True) for n in (first, total - first))
        for way in ways
    )

    def published(table):
        return halves(list(zip(table[::2], table[1::2], strict=True)))

    assert list(given_away(tables, published)) == []


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


def test_parts_that_can_only_be_one_thing_are_left_out():
    assert parts((5, 5, 1, 1)) is None  # with bands for all of them, 12 leaves nothing to choose
    assert parts((4, 4, 4)) is None
    assert parts((3, 4, 4)) == (FEW, FEW, FEW)


def test_a_part_that_is_known_is_as_if_taken_from_the_total():
    assert parts((10, 0, 3, 1), known=(0,)) == (10, 0, FEW, FEW)
    assert parts((10, 0, 3, 0), known=(0,)) is None
    assert parts((10, 0, 4, 4), known=(0,)) is None


def test_a_number_that_stands_in_no_sum_hides_only_itself():
    assert [alone(n) for n in (0, 1, 4, 5, 38)] == [0, FEW, FEW, 5, 38]


def test_rows_without_small_numbers_stand_beside_rows_with_them():
    table = halves([(24, 5), (34, 12), (7, 3), (15, 5), (21, 17), (13, 4)])
    assert table.rows == ((24, 5), (34, 12), (MANY, FEW), (15, 5), (21, 17), (MANY, FEW))
    assert table.sums == (114, 46)
    assert not table.exact


def test_a_single_hidden_row_would_be_the_rest_of_the_sums():
    assert halves([(24, 5), (34, 12), (7, 3)]) is None
    assert halves([(24, 5), (34, 12), (7, 0)]).exact


def test_a_table_with_a_row_about_few_is_left_out():
    assert halves([(20, 5), (3, 0)]) is None


def test_hidden_numbers_that_fit_in_one_way_only_are_found():
    # Two rows of 5 with columns 2 and 8: (1, 4) and (1, 4) is one way of three.
    free = [
        Term("one", "few", 1, FEW),
        Term("one", "rest", 4, FEW),
        Term("other", "few", 3, FEW),
        Term("other", "rest", 2, FEW),
    ]
    assert not any_derivable(free)
    least = [Term(row, half, 1, FEW) for row in ("one", "other") for half in ("few", "rest")]
    # The columns can be crossed, one row up and the other down; with 1 everywhere none can go down.
    assert any_derivable(least)
    assert any_derivable([Term("one", "few", 3, FEW), Term("one", "rest", 5, 5)])
