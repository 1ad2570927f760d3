"""The example course with as many candidates as wanted, for measuring."""

from copy import deepcopy

PERSONAL = ("kandidater", "kartlegging", "planer", "planmål", "praksis", "oppfølging", "avslutning")
OWN_KEYS = ("praksis_id", "oppfølging_id", "bevis_nr")


def scaled(data, candidates):
    """Return exchange data with `candidates` candidates, each a copy of one in `data`."""
    large = deepcopy(data)
    large["kurs"]["antall_plasser"] = 60
    large["fortrolig"] = []
    originals = [row["kandidat_id"] for row in data["kandidater"]]
    for sheet in PERSONAL:
        by_person = {}
        for row in data[sheet]:
            by_person.setdefault(row["kandidat_id"], []).append(row)
        large[sheet] = [
            copy(row, number)
            for number in range(1, candidates + 1)
            for row in by_person.get(originals[(number - 1) % len(originals)], [])
        ]
    return large


def copy(row, number):
    own = {key: f"{row[key]}-{number}" for key in OWN_KEYS if row.get(key)}
    return row | own | {"kandidat_id": f"K{number:04}"}
