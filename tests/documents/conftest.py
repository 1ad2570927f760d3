"""The documents of the example course, written once for all who look at them."""

import pytest

from documents.word import write


@pytest.fixture(scope="session")
def documents(tmp_path_factory):
    """Return every document of the example course by its file name, as bytes."""
    made = write(tmp_path_factory.mktemp("ut")).dokumenter
    return {d.fil.name: d.fil.read_bytes() for d in made}
