"""The documents of the example course, written once for all who look at them."""

import pytest

from documents.word import write
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import KINDS
from kursverktoy.shipped import shipped


@pytest.fixture(scope="session")
def documents(tmp_path_factory):
    """Return every document of the example course by its file name, as bytes."""
    made = write(tmp_path_factory.mktemp("ut")).dokumenter
    return {d.fil.name: d.fil.read_bytes() for d in made}


@pytest.fixture(scope="session")
def foreign(tmp_path_factory):
    """Return every document of the example course in nynorsk and in English, by file name."""
    folder, templates = tmp_path_factory.mktemp("språk"), shipped("templates")
    found = {}
    for språk in ("nn", "en"):
        kinds = [k for k in KINDS.values() if (templates / k.template_name(språk)).exists()]
        made = write(folder, kinds=kinds, choices=Choices(språk=språk)).dokumenter
        found |= {d.fil.name: d.fil.read_bytes() for d in made}
    return found
