"""Templates of Word's own mail merge: every field becomes a tag, or stands and is told."""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from documents.word import TEMPLATES, parts, text_of, write
from kursverktoy.course.funn import Alvor
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.linter.lint import lint
from kursverktoy.documents.mailmerge.conversion import Feltutfall, converted
from kursverktoy.documents.mailmerge.fields import fields_of, tokens_of
from kursverktoy.errors import KursverktoyError

OMGJORT, STÅR, FJERNET = Feltutfall
D1, D3, D5 = KINDS["avtaler"], KINDS["planer"], KINDS["bevis"]
BOLD = "<w:b/>"
TAGS = "Sett inn tagger for det som skal stå, slik templates/README.md viser."
NOT_HERE = (
    "«Fødselsdato» på arket Kandidater skal ikke stå i dokumentet samarbeidsavtale. Ta feltet bort."
)
INSERT = "Sett inn en tag fra templates/README.md i stedet."


def run(inner, look=""):
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>"


def char(which):
    return run(f'<w:fldChar w:fldCharType="{which}"/>')


def text(words, look=""):
    return run(f'<w:t xml:space="preserve">{escape(words)}</w:t>', look)


def field(*code, result="«gammelt»", look="", every=4):
    """Return a field as Word writes it, its code split over runs of a few letters."""
    inner = ""
    for piece in code:
        if piece.startswith("<w:r>"):
            inner += piece
        else:
            for at in range(0, len(piece), every):
                letters = escape(piece[at : at + every])
                inner += run(f'<w:instrText xml:space="preserve">{letters}</w:instrText>')
    return char("begin") + inner + char("separate") + text(result, look) + char("end")


def merge(name):
    return field(f" MERGEFIELD {name} ")


def paragraph(xml):
    return f"<w:p>{xml}</w:p>"


def template(*blocks, header=""):
    """Return a document with these blocks: paragraphs, tables, or what stands in a paragraph."""
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        xml = block if block.startswith(("<w:p>", "<w:tbl>")) else paragraph(block)
        (element,) = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
        body.insert(len(body) - 1, element)
    if header:
        holder = document.sections[0].header.paragraphs[0]._p
        holder.extend(parse_xml(f"<w:p {nsdecls('w')}>{header}</w:p>"))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def change(data, kind=D5):
    return converted("brev.docx", data, kind)


def lines(result):
    """Return the paragraphs and, with bars, the table rows of the template that was made."""
    return [
        block.text
        if hasattr(block, "text")
        else [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        for block in docx.Document(BytesIO(result.mal)).iter_inner_content()
    ]


def tag_of(code, kind=D5):
    """Return what a single field becomes, and what is said about it."""
    result = change(template(code if code.startswith("<w:r>") else field(code)), kind)
    first = result.felt[0]
    assert first.utfall is OMGJORT, first.merknad
    assert lines(result) == [first.tag]
    return first.tag, first.merknad


def stands(code, kind=D5):
    """Return why a field is left as it was."""
    data = template(code if code.startswith("<w:r>") else field(code))
    result = change(data, kind)
    assert {each.utfall for each in result.felt} == {STÅR}
    assert parts(result.mal) == parts(data)
    return result.felt[0].merknad


@pytest.mark.parametrize(
    ("name", "kind", "expression"),
    [
        ("navn", D5, "navn"),
        ("Navn", D5, "navn"),
        ("kursnavn", D5, "kurs.kursnavn"),
        ("Kursnavn", D5, "kurs.kursnavn"),
        ("Navn_på_kurset", D5, "kurs.kursnavn"),
        ("Navn_paa_kurset", D5, "kurs.kursnavn"),
        ('"Navn på kurset"', D5, "kurs.kursnavn"),
        ("Kurskode", D3, "kurs.kurs_id"),
        ("Organisasjonsnummer", D1, "partner.orgnr"),
        ("E_post", D1, "partner.epost"),
        ("Epost", D1, "partner.epost"),
        ("Koordinator_epost", D1, "koordinator.epost"),
        ("Kurseier_telefon", D1, "kurs.eier.telefon"),
        ("partner.orgnr", D1, "partner.orgnr"),
        ("Kurssted", D5, "kurs.sted"),
        ("Koordinator", D1, "koordinator.navn"),
        ("formal", D1, "formål | og"),
        ("Startdato", D5, "kurs.startdato | dato"),
    ],
)
def test_a_field_is_known_by_heading_or_name(name, kind, expression):
    assert tag_of(f" MERGEFIELD {name} ", kind)[0] == f"{{{{ {expression} }}}}"


def test_what_else_a_name_may_mean_is_told():
    assert tag_of(" MERGEFIELD Organisasjonsnummer ", D1) == (
        "{{ partner.orgnr }}",
        "Det kan også bety «eier.orgnr». Se etter at verdien er den riktige.",
    )
    assert tag_of(" MERGEFIELD Partner_orgnr ", D1) == ("{{ partner.orgnr }}", "")


def test_a_slip_of_the_pen_is_understood_and_told():
    assert tag_of(" MERGEFIELD Organisasjonsnumer ", D1) == (
        "{{ partner.orgnr }}",
        "Navnet er ikke helt likt. Se etter at verdien er den riktige.",
    )


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        (
            "Sjefen",
            D5,
            "Ingen verdi i D5 heter «Sjefen». " + INSERT,
        ),
        (
            "Kontakt",
            D1,
            "Ingen verdi i D1 heter «Kontakt». Mente du «partner.kontaktperson»? " + INSERT,
        ),
        (
            "Fødselsdato",
            D1,
            NOT_HERE,
        ),
        (
            "Fodselsdato",
            D1,
            NOT_HERE,
        ),
        (
            "Arbeidsoppgaver",
            D5,
            "«Arbeidsoppgaver» på arket Praksis finnes her bare i lister og rader. " + TAGS,
        ),
        (
            "praksis",
            D5,
            "«praksis» er en liste eller en hel rad. " + TAGS,
        ),
    ],
)
def test_a_field_nobody_knows_stands_with_a_remedy(name, kind, why):
    assert stands(f" MERGEFIELD {name} ", kind) == why


def test_a_name_that_may_mean_two_things_stands():
    assert stands(" MERGEFIELD Programrådgiver ", D3) == (
        "Det kan bety «deltaker.programrådgiver.navn» eller «plan.programrådgiver.navn». "
        "Skriv den du mener, i {{ }}."
    )


def test_numbers_in_a_name_are_no_slip_of_the_pen():
    assert "Ingen verdi" in stands(" MERGEFIELD Formål_9 ", D1)


@pytest.mark.parametrize(
    ("switches", "tag"),
    [
        ("kursnavn \\* Upper", "{{ kurs.kursnavn | upper }}"),
        ("kursnavn \\*lower \\* MERGEFORMAT", "{{ kurs.kursnavn | lower }}"),
        ("kursnavn \\* FirstCap", "{{ (kurs.kursnavn[:1] | upper) ~ kurs.kursnavn[1:] }}"),
        ("kursnavn \\* MERGEFORMAT", "{{ kurs.kursnavn }}"),
        ('kurs.startdato \\@ "d. MMMM yyyy"', "{{ kurs.startdato | dato }}"),
        ('kurs.startdato \\@ "dd.MM.yyyy"', '{{ kurs.startdato | dato("kort") }}'),
        ('timer_planlagt \\# "# ##0,00"', "{{ timer_planlagt | tall(2) }}"),
        ('timer_planlagt \\# "#,##0"', "{{ timer_planlagt | tall }}"),
        ('timer_planlagt \\# "#,##0.0"', "{{ timer_planlagt | tall(1) }}"),
        ("timer_planlagt \\# 0", "{{ timer_planlagt | tall }}"),
        ("timer_planlagt \\# \"0,0 'timer'\"", "{{ timer_planlagt | tall(1) }} timer"),
        (
            'kursnavn \\b "Kurs: " \\f "."',
            "{% if kurs.kursnavn %}Kurs: {{ kurs.kursnavn }}.{% endif %}",
        ),
        (
            'timer_planlagt \\f " t"',
            "{% if timer_planlagt is defined %}{{ timer_planlagt }} t{% endif %}",
        ),
    ],
)
def test_switches_become_filters(switches, tag):
    assert tag_of(f" MERGEFIELD {switches} ") == (tag, "")


@pytest.mark.parametrize(
    ("switches", "tag", "remark"),
    [
        (
            "kursnavn \\* Caps",
            "{{ kurs.kursnavn | title }}",
            "Ord med store bokstaver får små: «NAV» blir «Nav».",
        ),
        (
            'kurs.startdato \\@ "yyyy-MM-dd"',
            "{{ kurs.startdato | dato }}",
            "Datoen blir skrevet «1. juni 2027», og ikke som «yyyy-MM-dd».",
        ),
        (
            'kursnavn \\@ "dd.MM.yyyy"',
            "{{ kurs.kursnavn }}",
            "Datoformatet «dd.MM.yyyy» er tatt bort, for verdien er ingen dato.",
        ),
        (
            "kursnavn \\# 0",
            "{{ kurs.kursnavn }}",
            "Tallformatet «0» er tatt bort, for verdien er ikke et tall.",
        ),
        (
            'timer_planlagt \\# "0;-0"',
            "{{ timer_planlagt | tall }}",
            "Formatet for negative tall er tatt bort.",
        ),
        (
            "kursnavn \\* Roman",
            "{{ kurs.kursnavn }}",
            "Formatet «Roman» er tatt bort: malene våre har ikke noe slikt.",
        ),
    ],
)
def test_what_is_not_quite_the_same_is_told(switches, tag, remark):
    assert tag_of(f" MERGEFIELD {switches} ") == (tag, remark)


def test_the_date_of_today_becomes_the_date_of_the_document():
    assert tag_of(' DATE \\@ "d. MMMM yyyy" ') == ("{{ dato | dato }}", "")


@pytest.mark.parametrize(
    ("name", "kind", "rest", "tag"),
    [
        (
            "Fullført",
            D5,
            '= "Fullført" "fullførte" "deltok"',
            '{% if avslutning.fullført == "Fullført" %}fullførte{% else %}deltok{% endif %}',
        ),
        ("kursnavn", D5, '<> "" "navn"', "{% if kurs.kursnavn %}navn{% endif %}"),
        ("kursnavn", D5, '= "" "" "navn"', "{% if kurs.kursnavn %}navn{% endif %}"),
        ("kursnavn", D5, '= "" "tomt"', "{% if not kurs.kursnavn %}tomt{% endif %}"),
        ("kursnavn", D5, '="A" "a"', '{% if kurs.kursnavn == "A" %}a{% endif %}'),
        ("kursnavn", D5, "= A a b", '{% if kurs.kursnavn == "A" %}a{% else %}b{% endif %}'),
        (
            "kursnavn",
            D5,
            '= "A" "a" \\* MERGEFORMAT',
            '{% if kurs.kursnavn == "A" %}a{% endif %}',
        ),
        ("kursnavn", D5, '= "\\"A\\"" "a"', "{% if kurs.kursnavn == '\"A\"' %}a{% endif %}"),
        ("kursnavn", D5, "= “A” “a” “b”", '{% if kurs.kursnavn == "A" %}a{% else %}b{% endif %}'),
        (
            "timer_planlagt",
            D5,
            '> "1 000,5" "m"',
            "{% if (timer_planlagt | default(0)) > 1000.5 %}m{% endif %}",
        ),
        ("timer_planlagt", D5, '= 5 "m"', "{% if timer_planlagt == 5 %}m{% endif %}"),
        ("timer_planlagt", D5, '= "" "m"', "{% if timer_planlagt is undefined %}m{% endif %}"),
        ("får_opplysninger", D1, '= "Ja" "x"', "{% if får_opplysninger %}x{% endif %}"),
        ("får_opplysninger", D1, '<> "Ja" "x"', "{% if not får_opplysninger %}x{% endif %}"),
        ("får_opplysninger", D1, '= "nei" "x"', "{% if not får_opplysninger %}x{% endif %}"),
    ],
)  # fmt: skip
def test_an_if_becomes_a_condition(name, kind, rest, tag):
    assert tag_of(field(" IF ", merge(name), f" {rest} "), kind)[0] == tag


def test_a_literal_may_stand_first():
    code = field(' IF "A" = ', merge("kursnavn"), ' "ja" ')
    assert tag_of(code)[0] == '{% if kurs.kursnavn == "A" %}ja{% endif %}'
    code = field(" IF 5 < ", merge("timer_planlagt"), ' "ja" ')
    assert tag_of(code)[0] == "{% if (timer_planlagt | default(0)) > 5 %}ja{% endif %}"


def test_two_fields_may_be_compared():
    code = field(" IF ", merge("kursnavn"), " = ", merge("navn"), ' "like" ')
    assert tag_of(code)[0] == "{% if kurs.kursnavn == navn %}like{% endif %}"


def test_fields_within_the_texts_of_an_if_become_tags_too():
    inner = field(" IF ", merge("navn"), ' = "" "ingen" "', merge("navn"), '"')
    code = field(" IF ", merge("kursnavn"), ' = "A" "Hei ', inner, '!" "Ha det"')
    result = change(template(code))
    person = "{% if not navn %}ingen{% else %}{{ navn }}{% endif %}"
    assert lines(result) == [
        f'{{% if kurs.kursnavn == "A" %}}Hei {person}!{{% else %}}Ha det{{% endif %}}'
    ]
    assert [(each.felt, each.utfall) for each in result.felt[1:]] == [
        ("MERGEFIELD kursnavn", OMGJORT),
        ('IF { MERGEFIELD navn } = "" "ingen" "{ MERGEFIELD navn }"', OMGJORT),
        ("MERGEFIELD navn", OMGJORT),
        ("MERGEFIELD navn", OMGJORT),
    ]
    assert {each.merknad for each in result.felt[1:]} == {"Er med i feltet over."}


def test_a_text_that_the_list_does_not_offer_is_told():
    code = field(" IF ", merge("Fullført"), ' = "Bestått" "a" ')
    tag, remark = tag_of(code)
    assert tag == '{% if avslutning.fullført == "Bestått" %}a{% endif %}'
    assert remark.startswith("«Bestått» er ikke blant verdiene på listen: «Fullført», ")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (field(" IF ", merge("kursnavn"), ' = "A" '), "Betingelsen kan ikke leses."),
        (field(" IF ", merge("kursnavn"), ' = "A*" "a" '), "«A*» har jokertegn."),
        (field(" IF ", merge("kursnavn"), ' = "A & B" "a" '), "«A & B» har tegn som ikke kan"),
        (field(" IF ", merge("kursnavn"), ' > "A" "a" '), "«kurs.kursnavn» er en tekst"),
        (field(" IF ", merge("kursnavn"), ' = "A" "{{ x }}" '), "Teksten har krøllparenteser."),
        (
            field(" IF ", merge("kurs_startdato"), ' = "1.1.2027" "a" '),
            "«kurs.startdato» kan her bare",
        ),
        (field(" IF ", merge("timer_planlagt"), ' > "mange" "a" '), "«timer_planlagt» er et tall"),
        (field(" IF ", merge("ukjentfelt"), ' = "A" "a" '), "Ingen verdi i D5 heter «ukjentfelt»."),
        (field(" IF ", merge("kursnavn"), ' = "A" "', merge("ukjentfelt"), '"'), "Ingen verdi"),
        (field(' IF "', merge("kursnavn"), 'x" = "A" "a" '), "Betingelsen er ikke om ett"),
        (field(" NEXT "), "Hvert dokument er for én rad."),
        (field(" NEXTIF ", merge("navn"), ' = "A" '), "Hvert dokument er for én rad."),
        (field(" MERGEREC "), "Dokumentene har ikke noe løpenummer."),
        (field(' ADDRESSBLOCK \\f "x" '), "Word setter adressen sammen"),
        (field(' FILLIN "Hva?" '), "Programmet spør ikke"),
        (field(' HYPERLINK "mailto:', merge("navn"), '"'), "Flettefelt inne i et slikt felt"),
        (field(" = ", merge("timer_planlagt"), " * 2 "), "Flettefelt inne i et slikt felt"),
        (field(" MERGEFIELD "), "Feltet har ikke noe navn."),
        (field(" IF ", merge("kursnavn"), " > ", merge("navn"), ' "a" '), "To felt kan bare"),
        (field(" IF ", merge("kursnavn"), ' > "" "a" '), "Betingelsen kan ikke leses."),
        (field(" IF ", merge("får_opplysninger"), ' = "kanskje" "a" '), "Ingen verdi i D5"),
    ],
)
def test_what_has_no_tag_stands_with_its_reason(code, why):
    assert stands(code).startswith(why)


def test_fields_that_stand_have_those_within_them_told_too():
    result = change(template(field(" IF ", merge("navn"), ' = "A*" "', merge("kursnavn"), '"')))
    assert [each.felt for each in result.felt] == [
        'IF { MERGEFIELD navn } = "A*" "{ MERGEFIELD kursnavn }"',
        "MERGEFIELD navn",
        "MERGEFIELD kursnavn",
    ]


def test_the_formatting_of_the_first_run_is_kept():
    data = template(text("før ") + field(" MERGEFIELD navn ", look=BOLD) + text(" etter"))
    (found,) = docx.Document(BytesIO(change(data).mal)).paragraphs
    assert [(each.text, each.bold) for each in found.runs] == [
        ("før ", None), ("{{ navn }}", True), (" etter", None),
    ]  # fmt: skip


def test_a_simple_field_becomes_a_tag():
    simple = f'<w:fldSimple w:instr=" MERGEFIELD navn ">{text("«navn»", BOLD)}</w:fldSimple>'
    result = change(template(text("Hei ") + simple + text(".")))
    (found,) = docx.Document(BytesIO(result.mal)).paragraphs
    assert [(each.text, each.bold) for each in found.runs] == [
        ("Hei ", None), ("{{ navn }}", True), (".", None),
    ]  # fmt: skip


def test_a_field_in_one_run_with_other_text_becomes_a_tag():
    crowded = run(
        '<w:t xml:space="preserve">Hei </w:t><w:fldChar w:fldCharType="begin"/>'
        "<w:instrText> MERGEFIELD navn </w:instrText>"
        '<w:fldChar w:fldCharType="separate"/><w:t>«n»</w:t><w:fldChar w:fldCharType="end"/>'
        "<w:t>.</w:t>",
        BOLD,
    )
    result = change(template(crowded))
    assert lines(result) == ["Hei {{ navn }}."]
    assert all(each.bold for each in docx.Document(BytesIO(result.mal)).paragraphs[0].runs)


def test_a_field_without_a_result_becomes_a_tag():
    code = run("<w:instrText> MERGEFIELD navn </w:instrText>", BOLD)
    result = change(template(char("begin") + code + char("end")))
    (found,) = docx.Document(BytesIO(result.mal)).paragraphs
    assert [(each.text, each.bold) for each in found.runs] == [("{{ navn }}", True)]


def test_tabs_and_line_breaks_in_a_text_are_kept():
    broken = run('<w:instrText>"A" "en</w:instrText><w:br/><w:instrText>to"</w:instrText>')
    result = change(template(field(" IF ", merge("kursnavn"), " = ", broken)))
    assert lines(result) == ['{% if kurs.kursnavn == "A" %}en\nto{% endif %}']


def test_headers_are_converted_and_the_place_is_told():
    result = change(template(text("Brød"), header=merge("kursnavn")))
    (told,) = result.felt
    assert (told.sted, told.tag) == ("toppteksten, avsnitt 1", "{{ kurs.kursnavn }}")
    document = docx.Document(BytesIO(result.mal))
    assert document.sections[0].header.paragraphs[0].text == "{{ kurs.kursnavn }}"


def test_fields_of_word_itself_are_left_alone():
    page = field(" PAGE ", result="1")
    compare = field(" IF ", field(" PAGE "), ' = 1 "første" ')
    link = field(' HYPERLINK "https://example.com" ', result="lenke")
    data = template(page, compare, link)
    result = change(data)
    assert result.felt == ()
    assert parts(result.mal) == parts(data)


def test_a_merge_field_shown_by_a_link_becomes_a_tag_in_the_link():
    link = char("begin") + run('<w:instrText> HYPERLINK "https://example.com" </w:instrText>')
    result = change(template(link + char("separate") + merge("navn") + char("end")))
    assert [(each.felt, each.tag) for each in result.felt] == [("MERGEFIELD navn", "{{ navn }}")]
    assert lines(result) == ["{{ navn }}"]


def test_a_field_over_several_paragraphs_stands():
    code = run('<w:instrText> MERGEFIELD navn \\* "</w:instrText>')
    data = template(char("begin") + code, text("midt"), char("end"), merge("kursnavn"))
    result = change(data)
    assert [each.utfall for each in result.felt] == [STÅR, OMGJORT]
    assert result.felt[0].merknad.startswith("Feltet går over flere avsnitt, eller mangler slutten")
    assert lines(result)[-1] == "{{ kurs.kursnavn }}"


def test_a_field_without_an_end_does_not_hide_those_after_it():
    broken = char("begin") + run("<w:instrText> MERGEFIELD navn </w:instrText>")
    result = change(template(broken, merge("kursnavn"), field(" NEXT ")))
    assert [(each.felt.split()[:2], each.utfall) for each in result.felt] == [
        (["MERGEFIELD", "navn"], STÅR),
        (["MERGEFIELD", "kursnavn"], STÅR),
        (["NEXT"], STÅR),
        (["MERGEFIELD", "kursnavn"], OMGJORT),
        (["NEXT"], STÅR),
    ]


def cells(*texts):
    inner = "".join(f"<w:tc><w:tcPr/>{paragraph(each)}</w:tc>" for each in texts)
    return f"<w:tr>{inner}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def test_a_region_in_a_row_repeats_the_row():
    data = template(
        table(
            cells(text("Sted"), text("Fra")),
            cells(
                merge("TableStart:Praksis") + merge("Startdato"),
                merge("Arbeidsoppgaver") + merge("TableEnd:Praksis"),
            ),
        )
    )
    result = change(data)
    assert [(each.utfall, each.tag) for each in result.felt] == [
        (OMGJORT, "{%tr for rad in praksis %}"),
        (OMGJORT, "{{ rad.startdato | dato }}"),
        (OMGJORT, "{{ rad.arbeidsoppgaver }}"),
        (OMGJORT, "{%tr endfor %}"),
    ]
    assert lines(result) == [
        [
            "Sted | Fra",
            "{%tr for rad in praksis %} | ",
            "{{ rad.startdato | dato }} | {{ rad.arbeidsoppgaver }}",
            "{%tr endfor %} | ",
        ]
    ]


def test_a_region_around_rows_takes_them_all():
    data = template(
        table(
            cells(merge("praksis:Start")),
            cells(merge("Arbeidsoppgaver")),
            cells(merge("praksis:End")),
        )
    )
    assert lines(change(data)) == [
        [
            "{%tr for rad in praksis %}",
            "",
            "{{ rad.arbeidsoppgaver }}",
            "",
            "{%tr endfor %}",
        ]
    ]


def test_a_region_around_paragraphs_repeats_them():
    data = template(
        text("Før"),
        merge("TableStart:praksis"),
        merge("Arbeidsoppgaver"),
        merge("TableEnd:praksis"),
        text("Etter"),
    )
    assert lines(change(data)) == [
        "Før",
        "{%p for rad in praksis %}",
        "{{ rad.arbeidsoppgaver }}",
        "{%p endfor %}",
        "Etter",
    ]


def test_a_region_within_a_paragraph_repeats_the_text():
    data = template(
        merge("TableStart:praksis")
        + merge("Arbeidsoppgaver")
        + text(", ")
        + merge("TableEnd:praksis")
    )
    assert lines(change(data)) == [
        "{% for rad in praksis %}{{ rad.arbeidsoppgaver }}, {% endfor %}"
    ]


def test_a_region_in_one_cell_leaves_the_cell_a_paragraph():
    inner = "".join(
        map(paragraph, (merge("TableStart:praksis"), text("x"), merge("TableEnd:praksis")))
    )
    data = template(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>")
    (found,) = docx.Document(BytesIO(change(data).mal)).tables
    assert [each.text for each in found.cell(0, 0).paragraphs] == [
        "{%p for rad in praksis %}", "x", "{%p endfor %}", "",
    ]  # fmt: skip


def test_a_region_over_groups_becomes_a_loop_in_a_loop():
    data = template(
        merge("TableStart:Oppnådde_mål")
        + merge("tekst")
        + merge("Status")
        + merge("TableEnd:Oppnådde_mål")
    )
    (line,) = lines(change(data))
    assert line.startswith(
        "{% for tekst, rader in oppnådde_mål %}{% for rad in rader %}{{ tekst }}"
    )
    assert line.endswith("{% endfor %}{% endfor %}")


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["TableStart:praksis", "navn"], 2),
        (["TableEnd:praksis"], 1),
        (["TableStart:ukjent", "Arbeidsoppgaver", "TableEnd:ukjent"], 3),
        (["TableStart:ukjent", "TableStart:praksis", "TableEnd:praksis", "TableEnd:ukjent"], 4),
        (["TableStart:praksis", "TableStart:ukjent", "navn", "TableEnd:praksis"], 4),
    ],
)
def test_a_region_that_can_not_be_repeated_stands_with_all_in_it(names, count):
    data = template(*map(merge, names))
    result = change(data)
    assert len(result.felt) == count
    told = {each.felt: each for each in result.felt}
    repeated = names[0] == "TableStart:praksis" and names[-1] == "TableEnd:praksis"
    assert told[f"MERGEFIELD {names[-1]}"].utfall is (OMGJORT if repeated else STÅR)


def test_the_link_to_the_data_source_is_taken_out():
    data = with_source(template(merge("navn")))
    result = change(data)
    assert result.felt[-1].utfall is FJERNET
    assert result.felt[-1].felt == "koblingen til datakilden"
    found = parts(result.mal)
    assert b"mailMerge" not in found["word/settings.xml"]
    assert not any(b"Deltakerliste" in each for each in found.values())
    assert "word/recipientData.xml" not in found
    assert b"recipientData" not in found["[Content_Types].xml"]
    docx.Document(BytesIO(result.mal))


def with_source(data):
    """Return a template that is linked to somebody's list of participants."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = (
        f'<w:mailMerge xmlns:r="{relations}"><w:mainDocumentType w:val="formLetters"/>'
        "<w:query w:val='Deltakerliste$'/><w:dataSource r:id='rId1'/>"
        "<w:odso><w:recipientData r:id='rId2'/></w:odso></w:mailMerge>"
    ).encode()
    rels = (
        f'<Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{relations}/mailMergeSource" TargetMode="External" '
        'Target="file:///C:/Deltakerliste.xlsx"/>'
        f'<Relationship Id="rId2" Type="{relations}/recipientData" '
        'Target="recipientData.xml"/></Relationships>'
    )
    kind = b'<Override PartName="/word/recipientData.xml" ContentType="application/x"/></Types>'
    written = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/settings.xml":
                content = content.replace(b"</w:settings>", link + b"</w:settings>")
            if name == "[Content_Types].xml":
                content = content.replace(b"</Types>", kind)
            target.writestr(name, content)
        target.writestr("word/_rels/settings.xml.rels", rels)
        target.writestr("word/recipientData.xml", "<Deltakerliste/>")
    return written.getvalue()


def formatted(look):
    """Return an IF of which one text is formatted by itself."""
    code = (" IF ", merge("Fullført"), ' = "Fullført" "har ')
    inner = "".join(
        piece if piece.startswith("<w:r>") else run(f"<w:instrText>{escape(piece)}</w:instrText>")
        for piece in code
    )
    inner += run('<w:instrText xml:space="preserve">fullført</w:instrText>', look)
    inner += run('<w:instrText>" "har deltatt"</w:instrText>')
    return char("begin") + inner + char("separate") + text("gammelt") + char("end")


def test_formatting_that_differs_within_a_condition_is_told():
    (told,) = change(template(formatted(BOLD))).felt[:1]
    assert told.utfall is OMGJORT
    assert told.merknad == (
        "Deler av feltet var formatert hver for seg. Nå er alt formatert likt. Se over det i Word."
    )
    for alike in ("", '<w:noProof/><w:lang w:val="nb-NO"/>'):
        assert change(template(formatted(alike))).felt[0].merknad == ""


@pytest.mark.parametrize(
    "typed", ["{ IF kjønn = 1 “han” “hun” }", "{IF {MERGEFIELD x} = 1 a}", "{ mergefield Navn }"]
)
def test_a_field_that_is_only_typed_is_told(typed):
    data = template(text(f"Hei {typed} du"))
    (told,) = change(data).felt
    assert (told.utfall, told.felt, told.sted) == (STÅR, typed, "avsnitt 1")
    assert told.merknad == (
        "Dette er skrevet som vanlig tekst, og er ikke noe felt. Ta det bort, og skriv en tag i "
        "stedet."
    )
    assert parts(change(data).mal) == parts(data)


def test_tags_and_braces_are_no_typed_fields():
    assert change(template(text("{% if utkast %}a{% endif %} {{ if }} { navn } {if}x"))).felt == ()


LETTER = (
    merge("Navn"),
    field(" MERGEFIELD Kursnavn \\* FirstCap "),
    field(' MERGEFIELD Kurs_startdato \\@ "dd.MM.yyyy" '),
    field(" MERGEFIELD timer_planlagt \\# 0,00 "),
    field(" IF ", merge("timer_planlagt"), ' >= 100 "langt" "kort" '),
    field(" IF ", merge("timer_planlagt"), ' = "" "ukjent" "kjent" '),
    field(" IF ", merge("Fullført"), ' = "Fullført" "har fullført" "har deltatt på" '),
    field(' MERGEFIELD timer_planlagt \\b "Timer: " '),
    table(
        cells(text("Oppgaver"), text("Timer")),
        cells(
            merge("TableStart:Praksis") + merge("Arbeidsoppgaver"),
            text("x") + merge("TableEnd:Praksis"),
        ),
    ),
    merge("TableStart:Oppnådde_mål"),
    merge("tekst"),
    merge("TableEnd:Oppnådde_mål"),
)


def test_a_template_that_was_made_over_is_without_faults_and_can_be_filled(tmp_path):
    result = change(template(*LETTER))
    assert {each.utfall for each in result.felt} == {OMGJORT}
    name = "D5_kursbevis_nb.docx"
    assert [f.melding for f in lint(name, result.mal, D5, "nb").funn if f.alvor is Alvor.FEIL] == []
    (tmp_path / "maler").mkdir()
    (tmp_path / "maler" / name).write_bytes(result.mal)
    made = write(tmp_path / "ut", kinds=[D5], ids=["K01"], maler=tmp_path / "maler").dokumenter
    assert [str(each.utfall) for each in made] == ["skrevet"], made[0].grunn
    body = text_of(made[0].fil.read_bytes()).split("side:\n")[1].splitlines()
    assert body[:12] == [
        "Samir Bekktest",
        "Bransjekurs kjøkken og kantine",
        "17.08.2026",
        "280,00",
        "langt",
        "kjent",
        "har fullført",
        "Timer: 280",
        "Oppgaver | Timer",
        "Forberedelse, servering, rydding, renhold | x",
        "Yrkes-/bransjekunnskap",
        "Yrkes-/bransjekunnskap",
    ]


def test_a_template_of_ours_is_left_as_it_is():
    data = (TEMPLATES / "D5_kursbevis_nb.docx").read_bytes()
    result = change(data)
    assert result.felt == ()
    assert parts(result.mal) == parts(data)


def test_equal_input_gives_equal_bytes():
    data = template(merge("navn"))
    assert change(data).mal == change(data).mal


@pytest.mark.parametrize("data", [b"", b"tekst"])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(KursverktoyError):
        change(data)


def test_tracked_changes_are_refused():
    with pytest.raises(KursverktoyError, match="sporede endringer"):
        change(template(f'<w:ins w:id="1" w:author="x">{merge("navn")}</w:ins>'))


def test_the_text_of_a_code_is_read_as_word_reads_it():
    root = parse_xml(
        f"<w:p {nsdecls('w')}>"
        + field(' IF "en \\"to\\" \\\\ tre" <> “fire” "', merge("navn"), '" ab"c"')
        + "</w:p>"
    )
    (found,) = fields_of(root)
    tokens = tokens_of(found.code)
    assert [(each.text, each.quoted) for each in tokens] == [
        ("IF", False), ('en "to" \\ tre', True), ("<>", False), ("fire", True), (None, True),
        ("ab", False), ("c", True),
    ]  # fmt: skip


_CODES = st.lists(
    st.sampled_from(
        [" IF ", " MERGEFIELD ", "navn", " = ", '"', "\\", "\\* Upper", "{{", " NEXT ", "x:Start"]
    )
    | st.just(merge("navn"))
    | st.just(char("begin"))
    | st.just(char("end")),
    max_size=6,
).map(lambda pieces: field(*pieces))


@given(st.lists(_CODES, max_size=4))
def test_any_fields_give_a_whole_document_and_nothing_is_dropped(codes):
    result = change(template(*codes))
    document = docx.Document(BytesIO(result.mal))
    left = [
        each for each in document.element.body.iter(qn("w:instrText")) if "MERGEFIELD" in each.text
    ]
    assert bool(left) <= bool(result.med(STÅR))
    assert all(each.merknad for each in result.med(STÅR))
    assert all(each.tag or each.merknad for each in result.med(OMGJORT))
