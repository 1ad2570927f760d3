"""What the linter says about a template as a Word file: where things stand, and what is missing."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.broken import D1, broken, found, told, with_part, zipped
from documents.word import TEMPLATES, parts

RUN = "<w:r><w:t>{}</w:t></w:r>"
BODY, STYLES = "word/document.xml", "word/styles.xml"


def paragraph(*xml):
    """Return a change that appends a paragraph of XML to the body."""

    def change(document):
        made = parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{''.join(xml)}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, made)

    return change


def only(data, mal=D1):
    """Return the one thing that is said about a template."""
    (line,) = told(data, mal)
    return line


def box(text):
    return f"<w:txbxContent><w:p>{in_runs(text)}</w:p></w:txbxContent>"


def in_runs(*texts):
    return "".join(map(RUN.format, texts))


def test_a_tag_in_many_runs_is_one_tag():
    split = in_runs("{", "{ par", "tner.org", "nummer }", "}")
    (funn,) = found(broken("a", change=paragraph(in_runs("Nr "), split)))
    assert funn.melding.startswith("«partner.orgnummer» finnes ikke. Mente du «partner.orgnr»")
    assert (funn.tag, funn.ledd, funn.forslag) == (
        "{{ partner.orgnummer }}",
        "partner.orgnummer",
        "partner.orgnr",
    )
    assert (funn.sted, funn.tekst) == ("avsnitt 2", "Nr {{ partner.orgnummer }}")
    assert (funn.place.part, funn.place.paragraph) == (BODY, 1)
    assert (funn.place.start, funn.place.end) == (3, 26)


@pytest.mark.parametrize(
    ("between", "what"),
    [
        (
            "<w:hyperlink>" + in_runs("sted }}") + "</w:hyperlink>",
            "en lenke eller et annet element",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + in_runs("sted }}"),
            "et felt eller noe annet som ikke er tekst",
        ),
        ("<w:r><w:drawing/></w:r>" + in_runs("sted }}"), "et bilde"),
    ],
)
def test_a_tag_that_cannot_be_put_together_is_told(between, what):
    assert only(broken(change=paragraph(in_runs("{{ kurs."), between))) == (
        f"feil MAL-15 avsnitt 1: Taggen er delt av {what}. Slett hele taggen, og skriv den på nytt "
        "som ren tekst."
    )


@pytest.mark.parametrize(
    "between", ['<w:proofErr w:type="spellStart"/>', "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"]
)
def test_what_docxtpl_cuts_away_is_fine(between):
    xml = in_runs("{{ kurs.") + between + in_runs("sted }}")
    assert told(broken(change=paragraph(xml))) == []


def test_a_condition_out_of_a_link_is_told():
    link = "<w:hyperlink>" + in_runs("{% if utkast %}a") + "</w:hyperlink>"
    assert only(broken(change=paragraph(link, in_runs("b{% endif %}")))) == (
        "feil MAL-23 avsnitt 1: «{% if utkast %}» og «{% endif %}» står på ulike slags steder. "
        "Sett begge i hvert sitt avsnitt med «{%p», eller begge i hver sin tabellrad med «{%tr»."
    )


def test_a_picture_in_the_paragraph_of_a_tag_would_be_lost():
    xml = in_runs("{%p if utkast %}") + "<w:r><w:drawing/></w:r>"
    data = broken(change=lambda d: [paragraph(x)(d) for x in (xml, in_runs("{%p endif %}"))])
    assert only(data) == (
        "feil MAL-25 avsnitt 1: «{%p if utkast %}» må stå alene i avsnittet. Alt annet som står "
        "der, forsvinner. Flytt det."
    )


def test_the_place_is_told_in_headers_footers_boxes_and_nested_tables():
    def change(document):
        section = document.sections[0]
        section.header.add_paragraph("{{ a }}")
        section.footer.add_paragraph("{{ b }}")
        section.different_first_page_header_footer = True
        section.first_page_header.add_paragraph("{{ c }}")
        outer = document.add_table(1, 2).cell(0, 1)
        outer.add_table(2, 1).cell(1, 0).text = "{{ d }}"
        paragraph(in_runs("{{ f }}"), f"<w:r><w:pict>{box('{{ e }}')}</w:pict></w:r>")(document)

    data = broken("# Første", "a", "## Andre", change=change)
    assert [(f.sted, f.tag) for f in found(data) if f.kode == "MAL-30"] == [
        ("«Første» › «Andre», tabell 1, rad 1, kolonne 2, tabell 1, rad 2, kolonne 1", "{{ d }}"),
        ("«Første» › «Andre», avsnitt 1", "{{ f }}"),
        ("«Første» › «Andre», tekstboks", "{{ e }}"),
        ("toppteksten, avsnitt 5", "{{ a }}"),
        ("bunnteksten, avsnitt 2", "{{ b }}"),
        ("toppteksten på første side, avsnitt 1", "{{ c }}"),
    ]


def test_a_heading_is_told_as_itself_and_a_long_text_is_cut():
    before, after = "Dette er en lang tekst foran taggen som ikke får plass", "og her er like mye"
    data = broken(f"# Om {{{{ a }}}} og {'b' * 60}", f"{before} {{{{ c }}}} {after} {after}")
    assert [(f.sted, f.tekst) for f in found(data)] == [
        (f"overskriften «Om {{{{ a }}}} og {'b' * 25}…»", "Om {{ a }} og…"),
        (
            f"«Om {{{{ a }}}} og {'b' * 25}…», avsnitt 1",
            "…tekst foran taggen som ikke får plass {{ c }} og her er like mye og her er…",
        ),
    ]


def test_a_tag_that_nobody_sees_is_read_too():
    about = '<wp:docPr id="1" name="x" descr="Skiltet på {{ kurs.stde }}"/>'
    picture = f"<w:r><w:drawing>{about}</w:drawing></w:r>"
    field = '<w:r><w:instrText>HYPERLINK "{{ kurs.lenke }}"</w:instrText></w:r>'
    data = broken(change=paragraph(in_runs("a"), picture, field))
    assert [(f.kode, f.ledd, f.place.paragraph, f.place.end) for f in found(data)] == [
        ("MAL-30", "kurs.stde", 0, 0),
        ("MAL-30", "kurs.lenke", 0, 0),
    ]


def test_a_tag_in_the_properties_of_the_file_is_read_too():
    def change(document):
        document.core_properties.title = "{{ kurs.kursnavn }} {{ kurs.x"

    assert only(broken("a", change=change)) == (
        "feil MAL-10 filegenskapen «Tittel»: Taggen slutter ikke. Skriv «}}» der den skal slutte, "
        "i samme avsnitt."
    )


def test_what_word_repeats_for_old_versions_is_told_once():
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    twice = (
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="wps">{box("{{ a }}")}'
        f"</mc:Choice><mc:Fallback>{box('{{ a }}')}</mc:Fallback></mc:AlternateContent>"
    )
    data = broken(change=paragraph(f"<w:r>{twice}</w:r>"))
    assert [(f.ledd, f.place.paragraph) for f in found(data)] == [("a", 1)]


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (
            '<w:ins w:id="1" w:author="K"><w:r><w:t>x</w:t></w:r></w:ins>',
            "sporede endringer. Godta eller avvis dem alle",
        ),
        (
            '<w:del w:id="1" w:author="K"><w:r><w:delText>x</w:delText></w:r></w:del>',
            "sporede endringer. Godta eller avvis dem alle",
        ),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "kommentarer. Slett dem"),
        (
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            "fotnoter. Flytt teksten inn i avsnittene",
        ),
        (
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
            "sluttnoter. Flytt teksten inn i avsnittene",
        ),
    ],
)
def test_what_would_follow_into_every_document_is_told(xml, what):
    assert only(broken("a", change=paragraph(in_runs("b"), xml))) == (
        f"feil MAL-02 avsnitt 2: Malen har {what}, og lagre den. Slikt skal ikke følge med i "
        "dokumentene."
    )


def test_merge_fields_are_told_one_by_one():
    simple = '<w:fldSimple w:instr=" MERGEFIELD Fornavn \\* MERGEFORMAT "><w:r/></w:fldSimple>'
    codes = "".join(
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        for code in (" IF ", 'MERGEFIELD "Poststed"', "PAGE")
    )
    assert told(broken(change=paragraph(simple, codes))) == [
        f"feil MAL-04 avsnitt 1: «{name}» er et flettefelt i Word, og blir ikke fylt ut. Gjør det "
        "om til en tag med «kursverktoy maler --konverter»."
        for name in ("Fornavn", "Poststed")
    ]


def test_a_picture_whose_part_is_gone_is_told():
    blip = '<w:r><w:drawing><a:blip r:embed="rId77"/></w:drawing></w:r>'
    data = broken("a", change=paragraph(blip))
    assert only(data) == (
        "feil MAL-52 avsnitt 2: Et bilde eller en annen del mangler i filen (rId77). Sett det inn "
        "på nytt i Word."
    )
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    added = f'<Relationship Id="rId77" Type="{image}" Target="media/vaapen.png"/></Relationships>'
    lost = with_part(data, "word/_rels/document.xml.rels", "</Relationships>", added)
    assert "mangler i filen (word/media/vaapen.png)." in told(lost)[0]
    there = zipped(parts(lost) | {"word/media/vaapen.png": b"x"})
    assert told(there) == []


def test_a_style_that_is_not_there_is_told_once():
    def change(document):
        for _ in range(2):
            paragraph('<w:pPr><w:pStyle w:val="Fremmed"/></w:pPr>', in_runs("a"))(document)

    assert only(broken(change=change)) == (
        "advarsel MAL-53 avsnitt 1: Stilen «Fremmed» finnes ikke i malen, så teksten får utseendet "
        "til «Normal». Velg en annen stil."
    )


NN, EN = "D1_samarbeidsavtale_nn.docx", "D5_kursbevis_en.docx"


@pytest.mark.parametrize(
    ("mal", "text", "words"),
    [
        (D1, "Deltakeren skal ikke vente.", ""),
        (D1, "Deltakaren skal ikkje vente, og ikkje gå frå kurset.", "«ikkje», «frå»"),
        (NN, "Deltakaren skal ikkje vente.", ""),
        (NN, "Deltakeren skal ikke vente. {{ kurs.sted | default('jeg') }}", "«ikke»"),
        (D1, "You are welcome to the course, and we look forward.", "«you», «are», «the», «and»"),
        (D1, "Kurset The Job and More er gratis.", ""),
        (EN, "This is to certify that you have completed the course «Kjøkken og servering».", ""),
        (
            EN,
            "Kurset er gjennomført med godt resultat, og du får bevis.",
            "«er», «med», «og», «du»",
        ),
    ],
)
def test_the_words_are_those_of_the_language_in_the_name(mal, text, words):
    språk = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}[mal[-7:-5]]
    expected = (
        f"advarsel MAL-50 avsnitt 1: Filnavnet sier at malen er på {språk}, men i teksten står "
        f"{words}. Rett ordene, eller gi malen navn etter språket."
    )
    said = [line for line in told(broken(text, change=plain), mal) if "MAL-50" in line]
    assert said == ([expected] if words else [])


def plain(document):
    """Empty the margins, which are in bokmål."""
    for part in (document.sections[0].header, document.sections[0].footer):
        for each in part.paragraphs:
            each.text = ""


def test_what_word_takes_the_text_for_is_told():
    data = with_part(broken("a"), STYLES, 'w:val="nb-NO"', 'w:val="en-US"')
    assert only(data) == (
        "advarsel MAL-51: Språket i Word er satt til «en-US», men malen er på bokmål. Merk hele "
        "teksten, og velg Se gjennom > Språk > Angi korrekturspråk."
    )


def test_a_template_that_does_not_tell_of_a_draft_is_told():
    expected = (
        "advarsel MAL-54: Malen viser ikke at et dokument er et utkast. Sett inn «{%p if utkast "
        "%}», «UTKAST» og «{%p endif %}» i hvert sitt avsnitt i toppteksten."
    )
    assert only(broken("a", change=plain)) == expected
    assert only(broken("{{ utkast }}", change=plain)) == expected  # not on every page


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"Dette er tekst",
        zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        (TEMPLATES / D1).read_bytes()[:-300],
        with_part((TEMPLATES / D1).read_bytes(), BODY, "</w:p>", "</w:q>"),
        with_part(
            (TEMPLATES / D1).read_bytes(),
            BODY,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        with_part((TEMPLATES / D1).read_bytes(), STYLES, "?>", '?><!DOCTYPE x [<!ENTITY a "b">]>'),
        zipped({n: p for n, p in parts((TEMPLATES / D1).read_bytes()).items() if n != BODY}),
        zipped(
            {n: p for n, p in parts((TEMPLATES / D1).read_bytes()).items() if n != "_rels/.rels"}
        ),
    ],
)
def test_a_file_that_is_not_whole_is_told(data):
    assert only(data) == (
        f"feil MAL-01: «{D1}» er ikke et helt Word-dokument (.docx). Åpne den i Word, lagre den "
        "som Word-dokument, og prøv igjen."
    )


def test_an_ordinary_document_without_styles_is_no_trouble(tmp_path):
    docx.Document().save(tmp_path / "x.docx")
    content = parts((tmp_path / "x.docx").read_bytes())
    rels = content["word/_rels/document.xml.rels"].decode()
    content["word/_rels/document.xml.rels"] = rels.replace("styles.xml", "stiler.xml").encode()
    content["word/stiler.xml"] = content.pop(STYLES)
    content["[Content_Types].xml"] = (
        content["[Content_Types].xml"].decode().replace("/word/styles", "/word/stiler").encode()
    )
    assert [f.kode for f in found(zipped(content), "x.docx")] == []
