import json

from kursverktoy.summary.exchange import as_json, to_data


def keys(value, path=""):
    """Yield the path of every key, once for the items of a list."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield f"{path}{name}"
            yield from keys(each, f"{path}{name}.")
    elif isinstance(value, list) and value:
        yield from keys(value[0], path)


def test_the_keys_are_stable(oversikt, golden):
    golden("summary/noekler.txt", "\n".join(keys(to_data(oversikt))) + "\n")


def test_what_goes_out_comes_back(oversikt):
    text = as_json(oversikt)
    assert text.endswith("}\n")
    assert json.loads(text) == to_data(oversikt)
    assert "måloppnåelse" in text  # letters, not escapes


def test_figures_dates_and_the_unknown(oversikt, tom):
    data = json.loads(as_json(oversikt))
    assert data["versjon"] == 1
    assert data["dato"] == "2026-11-23"
    assert data["måloppnåelse"]["samlet"] == {
        "aktive": 160,
        "oppnådd": 114,
        "delvis": 38,
        "ikke_nådd": 8,
        "i_gang": 8,
        "utgått": 1,
        "oppnådd_prosent": 71,
    }
    assert data["måloppnåelse"]["deltakere"][2]["progresjon_prosent"] == 63
    assert data["kandidater"][13]["grunnlag"] is None
    empty = json.loads(as_json(tom))
    assert empty["kurs_id"] is None
    assert empty["kandidater"] == []
    assert empty["måloppnåelse"]["samlet"]["oppnådd_prosent"] is None


def test_no_one_is_named_in_full(oversikt, data):
    text = as_json(oversikt)
    assert [k["etternavn"] for k in data["kandidater"] if k["etternavn"] in text] == []
