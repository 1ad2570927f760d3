"""Every document of the example course, in every language, is docxtpl's own, part by part."""

import pytest

from documents.peer import differences, docxtpls
from documents.word import TEMPLATES, parts, write
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.engine.by_docxtpl import Placed
from kursverktoy.documents.engine.preparing import prepare
from kursverktoy.documents.environment import Environment
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.language import TAGS
from kursverktoy.documents.pictures import Picture
from kursverktoy.documents.template import Template

NAMES = sorted(path.name for path in TEMPLATES.glob("*.docx"))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Write the course in each language, and return what each template was given and gave."""
    calls = []
    render = Template.render

    def spy(self, values, **about):
        calls.append((self, values, about, render(self, values, **about)))
        return calls[-1][-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", spy)
        for språk in TAGS:
            kinds = [k for k in KINDS.values() if (TEMPLATES / k.template_name(språk)).exists()]
            folder = tmp_path_factory.mktemp(språk)
            write(folder, kinds=kinds, choices=Choices(språk=språk))
    return calls


@pytest.mark.parametrize("name", NAMES)
def test_a_document_of_ours_is_docxtpls(name, rendered):
    asked = [call for call in rendered if call[0].name == name]
    assert asked
    for template, values, about, data in asked:
        pictures = {n: value for n, value in values.items() if type(value) is Picture}
        expected = docxtpls(
            template.data,
            values,
            lambda docx, found=pictures: {n: Placed(docx, each) for n, each in found.items()},
            environment=Environment(about["målform"]),
            language=TAGS[about["målform"]],
        )
        assert differences(parts(data), expected) == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_proven_of_our_own_templates(name):
    prepared = prepare((TEMPLATES / name).read_bytes(), Environment("nb").lex)
    assert prepared.by_docxtpl == ""
    assert [(part.tree, part.inspect) for part in prepared.parts] == [("", "")] * 3
