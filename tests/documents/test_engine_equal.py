"""What the engine makes of every tag of docxtpl is what docxtpl makes of it, part by part.

Two differences are docxtpl's faults, and are shown as such at the end.
"""

from datetime import date
from io import BytesIO

import docx
import pytest
from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from documents.corpus import (
    STRING,
    TREE,
    WHOLE,
    Case,
    added,
    both,
    comments,
    conditional_cell,
    footnotes,
    header,
    in_table,
    inline,
    link,
    loaded_subdocument,
    merged,
    one_header_twice,
    picture,
    replaces,
    runs,
    said,
    saved,
    smart,
    subdocument,
    table,
    text_box,
    with_picture,
    xml,
)
from documents.peer import differences, docxtpls, engine, ours
from documents.word import DAY
from kursverktoy.documents.engine import by_docxtpl

RICH = RichText("bold & <red>", bold=True, color="ff0000")
RICH.add(" line\nnext\ttab", italic=True)
CASES = [
    Case("plain text", said("no tags at all")),
    Case(
        "escapes",
        said("[{{ v }}]"),
        {"v": "A & B <AS> \"d\" 'e' ]]> 👩‍🍳🇳🇴 مرحبا \u202eEvil\u202c \u2028 \u00a0"},
    ),
    Case("kinds of values", said("{{ a }} {{ b }} {{ c }} {{ d }} {{ e }}[{{ gone }}]"),
         {"a": 3, "b": None, "c": 2.5, "d": date(2027, 6, 1), "e": True}),
    Case("values that look like tags", said("{{ a }} {{ b }} {{ c }}"),
         {"a": "{{ 7*7 }}", "b": "{% if %}", "c": "{_{ x }_} {_% y %_} }}"}),
    Case("written braces", said("{_{ x }_} {_% y %_} {{ a }}"), {"a": "z"}),
    Case("a condition in a line",
         said("a{% if a %}b{% elif b %}c{% else %}d{% endif %}"), {"b": 1}),
    Case("a condition over runs", runs("a{% if a %}b", "c", "d{% endif %}e", look="b"), {"a": 0}),
    Case("paragraphs", said("{%p if a %}", "yes {{ a }}", "{%p else %}", "no", "{%p endif %}"),
         {"a": "x"}),
    Case("a loop of paragraphs",
         said("{%p for x in many %}", "{{ loop.index }} {{ x }}{% if not loop.last %},{% endif %}",
              "{%p else %}", "none", "{%p endfor %}"), {"many": ["a & b", "c", ""]}),
    Case("nothing to loop over", said("{%p for x in many %}", "{{ x }}", "{%p endfor %}"),
         {"many": []}),
    Case("nested loops", said("{%p for g in many %}", "{%p for x in g %}", "{{ x }}",
                              "{%p endfor %}", "{%p endfor %}"), {"many": ["ab", "c"]}),
    Case("a recursive loop",
         said("{% for x in tree recursive %}({{ x.n }}{{ loop(x.c) }}){% endfor %}"),
         {"tree": [{"n": 1, "c": [{"n": 2, "c": []}]}, {"n": 3, "c": []}]}, TREE),
    Case("set and with", said("{% set x = a ~ '<&>' %}{% with y = x %}{{ y }}{% endwith %}{{ x }}"),
         {"a": "é"}),
    Case("a set block", said("{% set x %}<{{ a }}>{% endset %}{{ x }}{{ x|upper }}"), {"a": "<&>"},
         TREE),
    Case("a macro", said("{% macro m(y) %}[{{ y }}]{% endmacro %}{{ m(a) }}{{ m('<') }}"),
         {"a": "&"}, TREE),
    Case("a call block",
         said("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ a }}{% endcall %}"),
         {"a": "&"}, TREE),
    Case("a filter block", said("{% filter upper %}a{{ a }}{% endfilter %}"), {"a": "b"}, TREE),
    Case("raw", said("{% raw %}{{ a }} {% b %}{% endraw %}")),
    Case("comments of Jinja", said("a{# not {{ this }} #}b", "{#p gone #}", "c")),
    Case("a comment row", table(["a", "b"], ["{#tr gone #}", ""], ["c", "d"])),
    Case("blanks taken out",
         said("a  {%- if a %}  b  {% endif -%}  c", "d {{- a -}} e"), {"a": "x"}),
    Case("blanks taken out over paragraphs",
         said("a {%- if a %}", "b", "{% endif -%} c"), {"a": 1}, TREE),
    Case("tags split by Word",
         runs("{", "{ a", " | up", "per }", "}", " {% i", "f a %}b{% endif %}"), {"a": "x"}),
    Case("smart quotes", smart, {"a": "x", "b": {"c": "y"}}),
    Case("less and more", said("{% if a > 1 and a < 3 %}two{% endif %}{{ a >= 2 }}"), {"a": 2}),
    Case("lines, tabs and pages", said("x {{ a }} y", "{{ b }}"),
         {"a": "1\n2\t3\a4\f5", "b": "6\n\n7"}),
    Case("lines in runs that have looks", runs("a {{ a }}", "b {{ a }}", look="b"),
         {"a": "1\n2\t3\a4\f5"}),
    Case("lines in a paragraph with a style", lambda d: d.add_paragraph("{{ a }}", "List Bullet"),
         {"a": "1\a2\f3\n4"}),
    Case("lines from constants", said("{{ 'a\\nb\\tc' }}")),
    Case("control characters", said("[{{ a }}]"), {"a": "a\u007fb\u0085c"}),
    Case("listing", said("{{ a }}"), {"a": Listing("1 & 2\n3\a4\t5\f6")}, TREE),
    Case("rich text", said("a {{r rich }} b", "{{ rich }}"), {"rich": RICH}, TREE),
    Case("a rich paragraph", said("{{p rich }}", "after"), {"rich": RichTextParagraph(RICH)}, TREE),
    Case("a run that goes", runs("a", "{%r if a %}", "b", "{%r endif %}", "c"), {"a": 0}),
    Case("markup", said("{{ a|safe }}{{ b }}"), {"a": "a &amp; b", "b": Markup("c &lt; d")}, TREE),
    Case("broken markup", said("{{ a|safe }}", "after"), {"a": "<w:b>x</w:t>y"}, TREE),
    Case("markup of rows", table(["a", "b"], ["{{tr rows }}", ""]),
         {"rows": Markup("<w:tr><w:tc><w:p/></w:tc></w:tr>")}, TREE),
    Case("rows", table(["a", "b"], ["{%tr for x in many %}", ""], ["{{ x }}", "{{ loop.index }}"],
                       ["{%tr endfor %}", ""]), {"many": ["x & y", "z"]}),
    Case("rows under headings",
         table(["{%tr for g, xs in many %}", ""], ["{{ g }}", ""], ["{%tr for x in xs %}", ""],
               ["{{ x }}", "b"], ["{%tr endfor %}", ""], ["{%tr endfor %}", ""]),
         {"many": [("g", "xy"), ("h", "")]}),
    Case("a table without rows", table(["{%tr if a %}", ""], ["x", "y"], ["{%tr endif %}", ""]), {},
         TREE),
    Case("a table with a row after all",
         table(["{%tr if a %}", ""], ["x", "y"], ["{%tr endif %}", ""]), {"a": 1}),
    Case("columns", table(["{%tc for x in many %}", "{{ x }}", "{%tc endfor %}"]),
         {"many": list("abcde")}, TREE),
    Case("fewer columns", table(["{%tc if a %}", "x", "{%tc endif %}", "y"], ["1", "2", "3", "4"]),
         {"a": 0}, TREE),
    Case("a column span", table(["{% colspan n %}{{ a }}", "b", "c"], ["1", "2", "3"]),
         {"n": 2, "a": "x"}, TREE),
    Case("a colour of a cell", table(["{% cellbg c %}{{ a }}", "b"]), {"c": "ff0000", "a": "x"}),
    Case("merged down", table(["{%tr for x in many %}", ""], ["{% vm %}same", "{{ x }}"],
                              ["{%tr endfor %}", ""]), {"many": "abc"}, TREE),
    Case("merged across", table(["{%tc for x in many %}", "{% hm %}wide", "{%tc endfor %}"]),
         {"many": "abc"}, TREE),
    Case("merged cells", table(["a {{ a }}", ""], ["b", "c"], within=merged), {"a": "x"}),
    Case("a table in a table", in_table, {"a": "x", "many": ["y", "z"]}, TREE),
    Case("a cell without paragraphs", conditional_cell, {"few": []}),
    Case("a picture again and again", with_picture, {"many": "abc"}),
    Case("a text box", xml(text_box("{{ a }}")), {"a": "1\n2\t3"}),
    Case("breaks that docxtpl drops", xml(text_box("{{ a }}")), {"a": "1\a2\f3"}, TREE),
    Case("an empty paragraph before breaks",
         xml('<w:p w:rsidR="1"/>', "<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>"), {"a": "1\n2\a3"}),
    Case("a tag in an attribute",
         xml('<w:p><w:pPr><w:jc w:val="{{ a }}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'),
         {"a": "right\" 'x"}),
    Case("static line ends", xml("<w:p><w:r><w:t>a\nb\tc {{ a }}</w:t></w:r></w:p>"), {"a": "x"}),
    Case("XML comments",
         xml("<w:p><!-- {{ a }} --><w:r><w:t>x</w:t></w:r></w:p>"), {"a": "x"}, TREE),
    Case("headers and footers",
         both(header("{{ a }}", "{%p if b %}", "{{ b }}", "{%p endif %}"), said("{{ a }}")),
         {"a": "x & y", "b": "1\n2"}),
    Case("headers of three sections", header("{% for x in many %}{{ x }}{% endfor %}", sections=3),
         {"many": "ab"}),
    Case("a header without tags", header("still")),
    Case("a table in a header",
         lambda d: d.sections[0].header.add_table(1, 1, 9999).cell(0, 0).add_paragraph("{{ a }}"),
         {"a": "x"}),
    Case("markup in a header", header("{{ a }}{{r a }}"), {"a": RICH}, TREE),
    Case("blanks between elements of a header", header("{{p a }}"), {"a": ""}, TREE),
    Case("footnotes", said("x"), {"a": "b & c\nd"}, change=footnotes("{{ a }}")),
    Case("comments of Word", said("{{ a }}"), {"a": "x"}, change=comments("{{ a }}")),
    Case("properties", lambda d: setattr(d.core_properties, "title", "{{ a }}"), {"a": "x"}),
    Case("a picture", said("a {{ p }} b"), {}, WHOLE, inline),
    Case("pictures", said("{% for x in 'abc' %}{{ p }}{% endfor %}"), {}, WHOLE, inline),
    Case("a picture in a header", header("{{ p }}"), {}, WHOLE, inline),
    Case("a subdocument", said("{{p sub }}", "after"), {}, WHOLE, subdocument),
    Case("a subdocument of a file", said("{{p sub }}", "after"), {}, WHOLE, loaded_subdocument),
    Case("a link", said("a {{r r }}"), {}, WHOLE, link),
    Case("another picture",
         both(lambda d: d.add_picture(picture()), said("{{ a }}")), {"a": "x"}, WHOLE,
         replaces("replace_media", picture, lambda: picture((0, 0, 200)))),
    Case("another picture by name",
         both(lambda d: d.add_picture(picture()), said("{{ a }}")), {"a": "x"}, WHOLE,
         replaces("replace_pic", "image.png", lambda: picture((0, 0, 200)))),
]  # fmt: skip


@pytest.fixture
def ways(monkeypatch):
    """Tell which ways documents go."""
    gone = []
    repaired, whole = by_docxtpl.repaired, by_docxtpl.Whole.contents
    monkeypatch.setattr(
        by_docxtpl, "repaired", lambda *given: gone.append(TREE) or repaired(*given)
    )
    monkeypatch.setattr(
        by_docxtpl.Whole, "contents", lambda *given: gone.append(WHOLE) or whole(*given)
    )
    return lambda: {*gone} or {STRING}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_is_docxtpls(case, ways):
    template = case.template()
    filled_by = engine(template)
    expected = docxtpls(template, case.values, case.by)
    # Twice by one engine: nothing of a document is left to the next.
    for _ in range(2):
        assert differences(ours(filled_by, case.values, case.by), expected) == []
    assert ways() == {case.way}


@pytest.mark.parametrize("make", ["replace_embedded", "replace_zipname"])
def test_a_workbook_in_a_document_is_replaced_as_docxtpl_does(make, tmp_path, ways):
    name = "word/embeddings/book.xlsx"
    template = added(name, "old", kind="package", content_type="application/octet-stream")(
        Case("", said("{{ a }}")).template()
    )
    new = saved(tmp_path, "new.xlsx", b"new")
    old = saved(tmp_path, "old.xlsx", b"old") if make == "replace_embedded" else name
    by = replaces(make, str(old), str(new))
    mine = ours(engine(template), {"a": "x"}, by)
    assert mine[name] == b"new"
    assert differences(mine, docxtpls(template, {"a": "x"}, by)) == []
    assert ways() == {WHOLE}


def test_a_header_used_twice_is_written_once(ways):
    filled_by = engine(one_header_twice(Case("", header("{{ a }}")).template()))
    with pytest.warns(UserWarning, match="Duplicate name"):  # docxtpl writes it twice
        made = ours(filled_by, {"a": "x"})
    assert made["word/header1.xml"].count(b"0 x") == 1
    assert ways() == {WHOLE}


def test_docxtpl_fills_what_it_put_in_the_footnotes_itself():
    """With two sections docxtpl fills the footnotes twice: what a cell holds runs as a tag."""
    two = both(said("x"), lambda document: document.add_section())
    template = Case("", two, change=footnotes("{{ a }}")).template()
    values = {"a": "{{ 7*7 }}"}
    notes = "word/footnotes.xml"
    assert b">49</w:t>" in docxtpls(template, values)[notes]
    assert b">{{ 7*7 }}</w:t>" in ours(engine(template), values)[notes]


def test_docxtpl_escapes_a_property_twice():
    """We fill the properties only to find faults, and write our own."""
    template = Case("", lambda d: setattr(d.core_properties, "title", "{{ a }}")).template()
    assert b"a &amp;amp; b" in docxtpls(template, {"a": "a & b"})["docProps/core.xml"]
    filled = engine(template).fill({"a": "a & b"}, title="c & d", day=DAY)
    assert docx.Document(BytesIO(filled)).core_properties.title == "c & d"
