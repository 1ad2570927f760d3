"""docxtpl's own result for a template, and what is different in ours."""

from collections.abc import Mapping
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import escape

from documents.word import DAY, parts
from kursverktoy.documents.engine.preparing import prepare
from kursverktoy.documents.engine.rendering import Engine
from kursverktoy.documents.engine.sandbox import Sandbox
from kursverktoy.documents.finish import clean

LANGUAGE = "nb-NO"
OWN = "docProps/core.xml"
"""The part that is ours by design, and so is not compared."""


class Plain(Sandbox):
    """Values as docxtpl itself writes them: markup stays markup, None is «None»."""

    def __init__(self):
        super().__init__(self.shown)

    def shown(self, value):
        if hasattr(value, "__html__"):
            self.markup = True
            return str(value.__html__())
        return str(escape(value))


def engine(data, environment=None, *, strict=False):
    """Return the engine for a template as bytes."""
    environment = environment or Plain()
    return Engine(data, prepare(data, environment.lex), environment, LANGUAGE, strict=strict)


def ours(filled_by, values, by=None):
    """Return the parts of our document."""
    return parts(filled_by.fill(values, title="", day=DAY, by=by))


def docxtpls(data, values, by=None, environment=None, language=LANGUAGE):
    """Return the parts of docxtpl's document, cleaned of the template's traces."""
    template = DocxTemplate(BytesIO(data))
    more = by(template) if by else {}
    template.render({**values, **more}, environment or SandboxedEnvironment(autoescape=True))
    clean(template.docx, language)
    written = BytesIO()
    template.save(written)
    return parts(written.getvalue())


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the names of the parts that are not the same to an XML reader."""
    names = (one.keys() | other.keys()) - {OWN}
    return sorted(
        name for name in names if meaning(name, one.get(name)) != meaning(name, other.get(name))
    )


def meaning(name, content):
    """Return a part as canonical XML; lists of parts, whose order means nothing, sorted."""
    if content is None or not name.endswith((".xml", ".rels")):
        return content
    root = etree.fromstring(content)
    if name.endswith(".rels") or name == "[Content_Types].xml":
        return sorted(etree.tostring(each, method="c14n") for each in root)
    return etree.tostring(root, method="c14n")
