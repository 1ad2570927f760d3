"""What the merge promises, whatever is edited on both sides and done to the copies.

The oracle knows which cells each side changed, and nothing of how the merge finds out.
"""

import copy as copies
import json
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kursverktoy.course.exchange import to_data, to_tables
from kursverktoy.sharing.forslag import KAN_VELGES, Utfall
from kursverktoy.sharing.leveranser import Leveranser
from kursverktoy.sharing.merge import flett
from kursverktoy.sharing.returned import returned
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read
from sharing.delivered import DAY, GOALS, HEADER, deliver, example

V = "Vurdering"
BOK = example()
BASE = deliver(BOK)
OTHER = deliver(BOK, "P05", start=5000)
KEYS = [(k, goal) for k in ("K03", "K06") for goal in GOALS]
FIELDS = ("status", "status_dato", "vurdert_av_person_id")
DELIVERED = {
    (row.nøkkel, felt): row.verdier[felt]
    for row in BASE.delivery.rader if row.ark == V for felt in FIELDS
}  # fmt: skip
VALUES = {
    "status": ("Ikke startet", "I gang", "Delvis oppnådd", "Oppnådd"),
    "status_dato": ("2026-11-18", "2026-11-19", "2026-11-20"),
    "vurdert_av_person_id": ("F03", "F04", "F06"),
}
EDITS = st.fixed_dictionaries(
    {}, optional={(key, felt): st.sampled_from(VALUES[felt]) for key in KEYS for felt in FIELDS}
)


@st.composite
def damage(draw):
    """Return what is done to a copy that leaves each row with what it says."""
    return {
        "order": draw(st.permutations(range(len(KEYS)))),
        "columns": draw(st.permutations(range(7))),
        "deleted": draw(st.sets(st.sampled_from(KEYS), max_size=3)),
        "retyped": draw(st.booleans()),
        "spelt": draw(st.booleans()),
        "inserted": draw(st.integers(0, 3)),
    }


def written(copy, edits):
    """Return a copy with edits typed in it."""
    copy = copies.deepcopy(copy)
    for (key, felt), value in edits.items():
        typed = date.fromisoformat(value) if felt == "status_dato" else value
        copy.put(V, key, felt, typed)
    return copy


def damaged(copy, how):
    body = copy.tabs[V][HEADER:]
    heads = [*copy.tabs[V][HEADER - 1]]
    gone = {copy.id_of(V, *key) for key in how["deleted"]}
    body = [body[at] for at in how["order"] if body[at][0] not in gone]
    if how["retyped"]:
        body = [[f"{c:%d.%m.%Y}" if isinstance(c, date) else c for c in row] for row in body]
    if how["spelt"]:
        heads = [f" {head.upper()}: " for head in heads]
        body = [[f"{c} " if isinstance(c, str) else c for c in row] for row in body]
    table = [[row[at] for at in how["columns"]] for row in (heads, *body)]
    copy.tabs[V] = [[], ["Vurdering"]] * how["inserted"] + table
    return copy


@cache
def with_ours(edits):
    """Return the workbook with edits made in it."""
    return example(lambda data: apply(data, dict(edits)))


def apply(data, edits):
    for row in data["planmål"]:
        for felt in FIELDS:
            key = (row["kandidat_id"], row["mål_id"])
            row[felt] = edits.get((key, felt), row[felt])


def book_with(bok, chosen):
    """Return the workbook with chosen proposals taken in, without any file."""
    data = json.loads(json.dumps(to_data(bok)))
    edits = {(f.nøkkel, f.felt): f.deres or "" for f in chosen if f.nøkkel}
    apply(data, edits)
    for new in (f for f in chosen if not f.nøkkel):
        row = dict.fromkeys(data["behov"][0], "") | dict(new.verdier)
        data["behov"].append(row | {"behov_id": f"B{len(data['behov']) + 1}"})
    return read(MemoryBook.of(to_tables(data)), DAY)[0]


def merge(bok, *named):
    """Merge copies, each a pair of a name and a copy."""
    deliveries = Leveranser([BASE.delivery, OTHER.delivery])
    found = [returned(name, MemoryBook.of(c.tabs).sheets, deliveries) for name, c in named]
    return flett(bok, deliveries, found, lambda _rad, _felt: "")


def cell(forslag):
    return forslag.nøkkel, forslag.felt


def open_of(fletting):
    return [f for f in fletting.forslag if f.utfall in KAN_VELGES]


@settings(max_examples=100)
@given(EDITS, EDITS, damage())
def test_each_edit_is_proposed_or_known_and_nothing_else_is(theirs, ours, how):
    bok = with_ours(tuple(ours.items()))
    found = merge(bok, ("a.xlsx", damaged(written(BASE, theirs), how)))
    now = DELIVERED | ours
    real = {
        place: value for place, value in theirs.items()
        if value != DELIVERED[place] and place[0] not in how["deleted"]
    }  # fmt: skip
    expected = {place: value for place, value in real.items() if value != now[place]}
    proposed = {cell(f): f.deres for f in open_of(found)}
    assert proposed == expected
    assert found.alt_inne == len(real) - len(expected)
    assert len(found.forslag) == len(expected)
    for forslag in found.forslag:
        assert (forslag.base, forslag.vår) == (DELIVERED[cell(forslag)], now[cell(forslag)])
        conflict = now[cell(forslag)] != DELIVERED[cell(forslag)]
        assert not (conflict and forslag.utfall is Utfall.ENDRING)


@settings(max_examples=40)
@given(EDITS, EDITS, damage())
def test_a_second_merge_has_nothing_more_to_take_in(theirs, ours, how):
    bok = with_ours(tuple(ours.items()))
    copy = damaged(written(BASE, theirs), how)
    first = merge(bok, ("a.xlsx", copy))
    chosen = [f for f in first.forslag if f.valgt]
    again = merge(book_with(bok, chosen), ("a.xlsx", copy))
    assert [f for f in again.forslag if f.utfall is Utfall.ENDRING] == []
    assert {cell(f) for f in again.forslag} == {cell(f) for f in first.forslag if not f.valgt}
    everything = merge(book_with(bok, open_of(first)), ("a.xlsx", copy))
    assert everything.forslag == ()


NEEDS = st.dictionaries(st.integers(0, 3), st.sampled_from(["Kokker", "Renhold", "Oppvask"]))


def with_needs(copy, needs):
    for number, said in needs.items():
        copy.put("Innspill", (number,), "funn", said)
    return copy


@settings(max_examples=40)
@given(st.lists(st.tuples(EDITS, NEEDS), min_size=2, max_size=4), st.randoms())
def test_the_order_of_the_copies_does_not_matter(several, random):
    named = [
        (f"{number}.xlsx", with_needs(written((BASE, OTHER)[number % 2], edits), needs))
        for number, (edits, needs) in enumerate(several)
    ]
    once = merge(BOK, *named)
    random.shuffle(named)
    assert merge(BOK, *named) == once


def said(bok):
    """Return the course without the numbers of its needs, which follow the order taken in."""
    data = to_data(bok)
    needs = [{k: v for k, v in row.items() if k != "behov_id"} for row in data["behov"]]
    return data["planmål"], sorted(map(str, needs))


@settings(max_examples=40)
@given(EDITS, EDITS, NEEDS, NEEDS)
def test_copies_without_conflict_may_come_in_any_order(one, other, needs, more):
    agreed = one | other
    first = ("a.xlsx", with_needs(written(BASE, {k: agreed[k] for k in one}), needs))
    second = ("b.xlsx", with_needs(written(OTHER, {k: agreed[k] for k in other}), more))

    def taken(bok, *named):
        return book_with(bok, open_of(merge(bok, *named)))

    together = taken(BOK, first, second)
    assert said(taken(taken(BOK, first), second)) == said(together)
    assert said(taken(taken(BOK, second), first)) == said(together)


@settings(max_examples=40)
@given(EDITS, EDITS)
def test_two_answers_to_one_cell_are_never_chosen_for_her(one, other):
    both = {k for k in one.keys() & other.keys()
            if len({one[k], other[k], DELIVERED[k]}) == 3}  # fmt: skip
    found = merge(BOK, ("a.xlsx", written(BASE, one)), ("b.xlsx", written(OTHER, other)))
    for forslag in open_of(found):
        if cell(forslag) in both:
            assert (forslag.utfall, forslag.valgt) == (Utfall.KONFLIKT, False)
    answers = {(cell(f), f.deres) for f in open_of(found)}
    wanted = {(k, v) for edits in (one, other) for k, v in edits.items() if v != DELIVERED[k]}
    assert answers == wanted


@st.composite
def broken_ids(draw):
    """Return row ids for the rows of a copy: swapped, repeated, altered, taken away."""
    ids = [BASE.id_of(V, *key) for key in KEYS]
    drawn = draw(st.lists(st.sampled_from([*ids, "", "ABC", "BBBBBBB", None]),
                          min_size=len(ids), max_size=len(ids)))  # fmt: skip
    kept = draw(st.lists(st.booleans(), min_size=len(ids), max_size=len(ids)))
    return [own if keep else new for own, new, keep in zip(ids, drawn, kept, strict=True)]


@settings(max_examples=80)
@given(EDITS, broken_ids())
def test_whatever_happens_to_the_ids_nothing_goes_to_the_wrong_row(theirs, ids):
    copy = written(BASE, theirs)
    for row, id_ in zip(copy.tabs[V][HEADER:], ids, strict=True):
        row[0] = id_
    found = merge(BOK, ("a.xlsx", copy))
    for forslag in open_of(found):
        assert theirs[cell(forslag)] == forslag.deres
    told = {f.rad for f in found.forslag if f.utfall is Utfall.AVVIST and not f.felt}
    proposed = {cell(f) for f in open_of(found)}
    for (key, felt), value in theirs.items():
        row = HEADER + KEYS.index(key) + 1
        if value != DELIVERED[key, felt]:
            assert (key, felt) in proposed or row in told
