"""Every mangled copy of the corpus goes through a real file and comes to what is written down."""

import pytest

from kursverktoy.sharing.forslag import Utfall
from sharing.mangled import CASES


def line(forslag):
    doubt = "?" if forslag.utfall in {Utfall.ENDRING, Utfall.NY_RAD} and not forslag.valgt else ""
    reason = f" ({forslag.grunn})" if forslag.grunn else ""
    if forslag.utfall is Utfall.NY_RAD:
        said = ", ".join(f"{felt}={verdi}" for felt, verdi in forslag.verdier.items()
                         if felt != "partner_id")  # fmt: skip
        return f"ny rad{doubt}: {said}{reason}"
    where = f"{' '.join(forslag.nøkkel) or '-'} {forslag.felt or '-'}"
    return f"{forslag.utfall}{doubt} {where}: {forslag.deres}{reason}"


@pytest.mark.parametrize("name", CASES)
def test_a_mangled_copy(name, bok, copy, merged):
    mangle, expected, told = CASES[name]
    mangle(copy)
    found = merged(bok, copy)
    assert sorted(map(line, found.forslag)) == expected
    assert len(found.merknader) == len(told), found.merknader
    for said, fragment in zip(found.merknader, told, strict=True):
        assert said.startswith("kopi0.xlsx: ")
        assert fragment in said


def test_the_corpus_is_large():
    assert len(CASES) >= 60
