"""A template gets what it may have, and data arrive as they are."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.word import DAY, course, fill, parts, template
from kursverktoy.documents.kinds import titled
from kursverktoy.documents.template import open_template
from kursverktoy.documents.views import Cell, Sight
from kursverktoy.errors import KursverktoyError

HOSTILE = [
    "{{ 7*7 }}", "{_{ 7*7 }_}", "{% for x in y %}", "{# note #}", "}}", "%}", "{_% x %_}",
    "=1+1", "A & B <AS>", "a < b > c \"d\" 'e'", "&amp; &#95; &lt;", "<w:t>x</w:t>", "]]><!--",
    "\u202eEvil\u202c", "مرحبا بالعالم", "👩‍🍳🇳🇴", "x" * 32_767, "blåbær",
    "e\u0301", "_{_", "{", "}", "{{r x }}",
]  # fmt: skip
ILLEGAL = ["a\x00b", "a\x07b", "a\x0bb", "a\x0cb", "a\ufffeb", "a\ud800b"]
EXPLOITS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ verdi | attr('__class__') }}",
    "{{ verdi['__class__'] }}",
    "{{ verdi.__class__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__ }}",
    "{{ verdi.format.__self__.__class__ }}",
    "{{ '{0.__class__}'.format(verdi) }}",
    "{{ [].append.__self__.__class__ }}",
    "{% set x = liste.append(1) %}{{ x }}",
    "{{ verdi | safe }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{% for x in range(1000000) %}{{ x }}{% endfor %}",
    "{{ rad._rad }}",
    "{{ rad._sight.bok }}",
    "{{ rad.read }}",
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda v: ascii(v[:20]))
def test_a_value_arrives_as_it_is(value, tmp_path):
    opened = template(tmp_path, "[{{ verdi }}]", "{% for x in liste %}{{ x }};{% endfor %}")
    assert fill(opened, verdi=value, liste=(value, "b")) == [f"[{value}]", f"{value};b;"]


@pytest.mark.parametrize("value", ILLEGAL, ids=ascii)
def test_a_character_that_xml_forbids_is_replaced_and_nothing_else_is_lost(value, tmp_path):
    assert fill(template(tmp_path, "[{{ verdi }}]"), verdi=value) == ["[a\ufffdb]"]


@pytest.mark.parametrize("value", ["{{ 7*7 }}", "a & b < c", "a_b"])
def test_a_value_goes_unharmed_through_a_block(value, tmp_path):
    block = "{% set x %}<{{ v }}>{% endset %}{{ x ~ v }}"
    macro = "{% macro m(y) %}[{{ y }}]{% endmacro %}{{ m(v) }}"
    assert fill(template(tmp_path, block + macro), v=value) == [f"<{value}>{value}[{value}]"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_break_in_a_cell_is_a_line_break(end, tmp_path):
    assert fill(template(tmp_path, "{{ verdi }}"), verdi=f"a{end}b") == ["a\nb"]


def test_any_text_arrives_in_header_footer_and_body(tmp_path):
    opened = template(tmp_path, "{{ v }}", header=["{{ v }}"], footer=["{{ v }}"])

    @given(
        st.text(alphabet=st.sampled_from("{}%#_<>&\"'a \u00a0Å\\👩rp-"), min_size=1, max_size=12)
    )
    def arrives(value):
        data = opened.render({"v": value}, title="", day=DAY, målform="nb")
        document = docx.Document(BytesIO(data))
        section = document.sections[0]
        for part in (document, section.header, section.footer):
            assert part.paragraphs[-1].text == value

    arrives()


@pytest.mark.parametrize("exploit", EXPLOITS)
@pytest.mark.parametrize("place", ["body", "header", "footer", "title"])
def test_a_template_can_do_no_harm(exploit, place, tmp_path):
    bok, _ = course()
    rad = Sight(bok, "D1").show(bok.partnere[0])
    text = {
        "header": {"header": [exploit]},
        "footer": {"footer": [exploit]},
        "title": {"title": exploit},
    }
    opened = template(tmp_path, *([exploit] if place == "body" else ["x"]), **text.get(place, {}))
    liste = []
    with pytest.raises(
        KursverktoyError, match=r"^Malen «mal.docx» kan ikke brukes: .*rett den\. Kjør"
    ):
        fill(opened, verdi="abc", liste=liste, rad=rad)
    assert liste == []


def test_the_same_input_gives_the_same_bytes(tmp_path):
    opened = template(tmp_path, "{{ verdi }}")
    one, other = (opened.render({"verdi": "a"}, title="T", day=DAY, målform="nb") for _ in range(2))
    assert one == other
    with ZipFile(BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_history_of_a_template_does_not_follow(tmp_path):
    document = docx.Document()
    document.add_paragraph("x")
    about = document.core_properties
    about.author = about.last_modified_by = about.keywords = about.comments = "Kari Hemmelig"
    about.title, about.revision = "MAL for Ola Hemmelig", 47
    document.save(tmp_path / "mal.docx")
    data = open_template(tmp_path / "mal.docx").render({}, title="T", day=DAY, målform="nn")
    content = parts(data)
    assert not any(b"Hemmelig" in part for part in content.values())
    assert not any("thumbnail" in name or "customXml" in name for name in content)
    assert b"nn-NO" in content["docProps/core.xml"]


@pytest.mark.parametrize(
    ("value", "tag", "shown"),
    [
        (date(2027, 6, 1), "{{ v }}", "1. juni 2027"),
        (date(2027, 6, 1), "{{ v | dato }}", "1. juni 2027"),
        (date(2027, 6, 1), '{{ v | dato("kort") }}', "01.06.2027"),
        (1234.5, "{{ v | tall(2) }}", "1\u00a0234,50"),
        (2.5, "{{ v | tall }}", "3"),
        (274.0, "{{ v | tall }}", "274"),
        (18000.0, "{{ v | kr }}", "18\u00a0000\u00a0kr"),
        (1234.5, "{{ v | kr }}", "1\u00a0234,50\u00a0kr"),
        (10.5, "{{ v }}", "10,5"),
        (2019, "{{ v }}", "2019"),
        (True, "{{ v }}", "Ja"),
        (False, "{{ v }}", "Nei"),
        ("700100014", "{{ v | orgnr }}", "700\u00a0100\u00a0014"),
        ("70010", "{{ v | orgnr }}", "70010"),
        (("A", "B", "C"), "{{ v | og }}", "A, B og C"),
        (("A", "B"), "{{ v }}", "A og B"),
        ("kan lage mat", "{{ v | setning }}", "Kan lage mat."),
        ("Kan lage mat.", "{{ v | setning }}", "Kan lage mat."),
        ("Reisepenger", "{{ v | liten }}", "reisepenger"),
        ("x", "{{ v | strek }}", "x"),
        ("", "{{ v | strek }}", "–"),
        ("", "{{ v | linje }}", "_" * 24),
    ],
)
def test_values_are_written_as_norwegians_write_them(value, tag, shown, tmp_path):
    assert fill(template(tmp_path, tag), v=value) == [shown]


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        (["{{ nvan }}"], "«nvan» finnes ikke i dette dokumentet. Mente du «navn»?"),
        (["{{ xyz }}"], "«xyz» finnes ikke i dette dokumentet."),
        (["{{ navn.fornavn }}"], "«navn.fornavn» finnes ikke i dette dokumentet."),
        (["{{ navn | stor }}"], "«stor» er ikke et filter eller en test."),
        (["{{ navn"], "en tag er skrevet feil ved «{{ navn»."),
        (["Hei", "{% if navn %}", "ja"], "en tag er skrevet feil ved «"),
        (["{{ navn + 1 }}"], "uttrykket «{{ navn + 1 }}» kan ikke regnes ut: det blander"),
        (["{{ 1 / 0 }}"], "uttrykket «{{ 1 / 0 }}» kan ikke regnes ut: det deler på null."),
        (["{ { navn }}"], "en tag er ikke hel ved «{ { navn }}»."),
        (
            ["{% raw %}{{ x }}{% endraw %}"],
            "en tag er ikke hel ved «{% raw %}{{ x }}{% endraw %}».",
        ),
    ],
)
def test_a_broken_template_is_told_in_a_sentence(paragraphs, says, tmp_path):
    opened = template(tmp_path, *paragraphs)
    with pytest.raises(KursverktoyError) as told:
        fill(opened, navn="x")
    assert str(told.value).startswith(f"Malen «mal.docx» kan ikke brukes: {says}")
    assert str(told.value).endswith(
        "Åpne den i Word og rett den. Kjør «kursverktoy maler» for å se hvor."
    )


@pytest.mark.parametrize("place", ["header", "footer"])
@pytest.mark.parametrize("text", ["{ { navn }}", "Hei {% raw %}{{ x }}{% endraw %}"])
def test_so_is_a_broken_tag_on_every_page(place, text, tmp_path):
    with pytest.raises(KursverktoyError, match="en tag er ikke hel ved"):
        fill(template(tmp_path, "x", **{place: [text]}), navn="x")


def test_a_condition_that_breaks_the_page_is_told(tmp_path):
    document = docx.Document()
    document.add_paragraph("{% if navn %}a")
    document.add_table(1, 1).cell(0, 0).text = "b{% endif %}"
    document.save(tmp_path / "mal.docx")
    with pytest.raises(KursverktoyError, match="begynner og slutter ikke på samme slags sted"):
        fill(open_template(tmp_path / "mal.docx"), navn="")


def test_a_cell_without_a_paragraph_is_told(tmp_path):
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if navn %}"
    cell.add_paragraph("a")
    cell.add_paragraph("{%p endif %}")
    document.save(tmp_path / "mal.docx")
    with pytest.raises(KursverktoyError, match="en tabellcelle blir stående uten avsnitt"):
        fill(open_template(tmp_path / "mal.docx"), navn="")


@pytest.mark.parametrize("content", [b"", b"PK", b"Dette er tekst", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_not_word_is_refused(content, tmp_path):
    path = tmp_path / "D1.docx"
    path.write_bytes(content)
    with pytest.raises(KursverktoyError, match=r"^Malen «D1\.docx» er ikke et helt Word-dokument"):
        open_template(path)


def test_a_workbook_is_no_template(tmp_path):
    path = tmp_path / "D1.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(KursverktoyError, match=r"^Malen «D1\.docx» er ikke et helt Word-dokument"):
        open_template(path)


def test_a_missing_template_is_told(tmp_path):
    with pytest.raises(KursverktoyError, match=r"^Malen «D1\.docx» finnes ikke i mappen .*Kopier"):
        open_template(tmp_path / "D1.docx")


def in_body(xml):
    """Return a change that puts `xml` first in the paragraph of a template."""

    def change(path):
        content = parts(path.read_bytes())
        body = content["word/document.xml"].decode()
        content["word/document.xml"] = body.replace("<w:r>", f"{xml}<w:r>", 1).encode()
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in content.items():
                archive.writestr(name, data)

    return change


@pytest.mark.parametrize("old", ["</w:body>", "<w:body>", "<w:r>", "w:document"])
def test_a_template_of_broken_xml_is_refused(old, tmp_path):
    def change(path):
        content = parts(path.read_bytes())
        body = content["word/document.xml"].decode()
        content["word/document.xml"] = body.replace(old, "<", 1).encode()
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in content.items():
                archive.writestr(name, data)

    with pytest.raises(KursverktoyError, match="er ikke et helt Word-dokument"):
        fill(template(tmp_path, "x", change=change))


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ('<w:del w:id="1" w:author="Kari"><w:r><w:delText>x</w:delText></w:r></w:del>', "sporede"),
        ('<w:ins w:id="1" w:author="Kari"><w:r><w:t>x</w:t></w:r></w:ins>', "sporede endringer"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "kommentarer"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "fotnoter"),
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', "sluttnoter"),
    ],
)
def test_what_would_follow_into_every_document_is_refused(xml, what, tmp_path):
    with pytest.raises(KursverktoyError, match=rf"^Malen «mal.docx» har {what}.*lagre den"):
        template(tmp_path, "x", change=in_body(xml))


def test_a_template_with_definitions_of_its_own_is_refused(tmp_path):
    def change(path):
        content = parts(path.read_bytes())
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in content.items():
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if name == "word/styles.xml" else b""
                archive.writestr(name, re.sub(rb"(\?>)", rb"\1" + bomb, data, count=1))

    with pytest.raises(KursverktoyError, match="ikke et helt Word-dokument"):
        template(tmp_path, "x", change=change)


def view(document="D1", sheet="partnere", number=0):
    bok, _ = course()
    sight = Sight(bok, document)
    return sight, sight.show(getattr(bok, sheet)[number])


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ p.partnernavn }}", "Huset Frivilligkafé Fjellvik (fiktiv)"),
        ("{{ p.avtale_fra | strek }}", "–"),
        ("{{ p.avtale_fra | dato | linje }}", "_" * 24),
        ('{{ p.avtale_fra | default("ikke avtalt") }}', "ikke avtalt"),
        ("{% if p.avtale_fra %}ja{% else %}nei{% endif %}", "nei"),
        ("{{ p.målform | strek }}", "nb"),
        ("{{ p.deling_nivå }}", "Deltakerliste"),
    ],
)
def test_a_row_shows_its_columns(tag, shown, tmp_path):
    sight, p = view(number=7)
    assert fill(template(tmp_path, tag), p=p) == [shown]
    assert sight.missing == []


def test_a_reference_leads_to_the_row_it_names(tmp_path):
    _, ansvar = view(sheet="ansvar")
    tags = ("{{ a.ansvarlig.partnernavn }}", '{{ a.medvirkende | map(attribute="orgnr") | og }}')
    assert fill(template(tmp_path, *tags), a=ansvar) == [
        "Opplæringskontoret Mat og Service Fjellvik SA (fiktiv)",
        "700150526 og 700160629",
    ]


def test_printing_an_empty_cell_that_must_be_filled_is_noted_once(tmp_path):
    sight, p = view(number=7)
    fill(template(tmp_path, "{{ p.avtale_fra }} {{ p.avtale_fra | dato }} {{ p.avtale_til }}"), p=p)
    assert sight.missing == [Cell(p._rad, "avtale_fra"), Cell(p._rad, "avtale_til")]


def test_a_chain_through_an_empty_reference_is_noted_at_its_beginning(tmp_path):
    sight, a = view(sheet="ansvar", number=14)
    assert fill(template(tmp_path, "[{{ a.ansvarlig.partnernavn }}]"), a=a) == ["[]"]
    assert sight.missing == [Cell(a._rad, "ansvarlig_partner_id")]


def test_printing_an_empty_cell_that_may_be_empty_prints_nothing(tmp_path):
    sight, a = view(sheet="ansvar", number=4)
    assert fill(template(tmp_path, "[{{ a.medvirkende }}]"), a=a) == ["[]"]
    assert sight.missing == []


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        (
            "{{ p.partnernavnn }}",
            "«p.partnernavnn» finnes ikke på arket Partnere. Mente du «partner",
        ),
        (
            "{{ p.status }}",
            "«p.status» («Status» på arket Partnere) skal ikke stå i dokumentet samarbeidsavtale.",
        ),
        ("{{ p }}", "en hel rad fra arket Partnere kan ikke skrives ut, i «{{ p }}». Velg en"),
        (
            "{{ p.avtale_fra + 1 }}",
            "«{{ p.avtale_fra + 1 }}» regner med en celle som kan være tom («Avtalen gjelder",
        ),
    ],
)
def test_what_a_row_may_not_show_stops_the_template(tag, says, tmp_path):
    _, p = view(number=7)
    with pytest.raises(KursverktoyError) as told:
        fill(template(tmp_path, tag), p=p)
    assert str(told.value).startswith(f"Malen «mal.docx» kan ikke brukes: {says}")


@pytest.mark.parametrize("field", ["beslutning_begrunnelse", "hovedgrunn", "alternativt_tilbud"])
@pytest.mark.parametrize("document", ["D1", "D2", "D3", "D4", "D5", "D6a", "D6b-delt", "D7"])
def test_why_someone_got_no_place_can_be_in_no_document_but_one(field, document, tmp_path):
    _, k = view(document, "kandidater", 1)
    with pytest.raises(KursverktoyError, match=f"skal ikke stå i dokumentet {titled(document)}"):
        fill(template(tmp_path, f"{{{{ k.{field} }}}}"), k=k)
