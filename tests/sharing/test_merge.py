"""The three-way merge on copies that nobody has mangled."""

from datetime import date

from sharing.delivered import example

STATUS, DATO = "status", "status_dato"


def test_an_untouched_copy_proposes_nothing(bok, copy, merged):
    found = merged(bok, copy)
    assert found.forslag == ()
    assert (found.alt_inne, found.merknader) == (0, ())


def test_a_change(bok, copy, merged):
    copy.put("Vurdering", ("K03", "L04"), STATUS, "Oppnådd")
    (one,) = merged(bok, copy).forslag
    assert (one.utfall, one.ark, one.nøkkel, one.felt) == (
        "endring", "Planmål", ("K03", "L04"), "status",
    )  # fmt: skip
    assert (one.base, one.vår, one.deres) == ("Delvis oppnådd", "Delvis oppnådd", "Oppnådd")
    assert (one.partner, one.valgt, one.grunn) == ("P06", True, "")


def changed(key, felt, value, sheet="planmål"):
    def change(data):
        for row in data[sheet]:
            if tuple(row[k] for k in ("kandidat_id", "mål_id")) == key:
                row[felt] = value

    return change


def test_what_the_workbook_says_already_is_counted_only(copy, merged):
    copy.put("Vurdering", ("K03", "L04"), STATUS, "Oppnådd")
    found = merged(example(changed(("K03", "L04"), STATUS, "Oppnådd")), copy)
    assert (found.forslag, found.alt_inne) == ((), 1)


def test_both_have_changed_it(copy, merged):
    copy.put("Vurdering", ("K03", "L04"), STATUS, "Oppnådd")
    (one,) = merged(example(changed(("K03", "L04"), STATUS, "I gang")), copy).forslag
    assert (one.utfall, one.base, one.vår, one.deres) == (
        "konflikt", "Delvis oppnådd", "I gang", "Oppnådd",
    )  # fmt: skip
    assert not one.valgt
    assert one.grunn == "Boka er endret siden den ble delt."


def test_the_newer_date_is_what_is_proposed(copy, merged):
    copy.put("Vurdering", ("K03", "L04"), STATUS, "Oppnådd")
    copy.put("Vurdering", ("K03", "L04"), DATO, date(2026, 11, 20))
    ours = example(changed(("K03", "L04"), STATUS, "I gang"))
    assert [(f.utfall, f.valgt) for f in merged(ours, copy).forslag] == [("konflikt", True)] * 2

    def newer(data):
        changed(("K03", "L04"), STATUS, "I gang")(data)
        changed(("K03", "L04"), DATO, "2026-11-21")(data)

    found = merged(example(newer), copy).forslag
    assert [(f.utfall, f.valgt) for f in found] == [("konflikt", False)] * 2
