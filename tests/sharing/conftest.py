"""What the tests of sharing may ask for."""

import pytest

from kursverktoy.sharing.leveranser import Leveranser
from kursverktoy.sharing.merge import flett
from kursverktoy.sharing.returned import read_returned
from sharing.delivered import deliver, example


@pytest.fixture(scope="session")
def bok():
    """Return the example course."""
    return example()


@pytest.fixture
def copy(bok):
    """Return a fresh copy for P06."""
    return deliver(bok)


@pytest.fixture
def merged(tmp_path):
    """Return a function that sends copies through files and merges them."""

    def merge(bok, *copies, hinder=lambda _rad, _felt: "", historie=None, known=()):
        returned = []
        deliveries = Leveranser([copy.delivery for copy in copies] + list(known))
        for number, copy in enumerate(copies):
            path = tmp_path / f"kopi{number}.xlsx"
            path.write_bytes(copy.data())
            returned.append(read_returned(path, deliveries))
        return flett(bok, deliveries, returned, hinder, historie)

    return merge
