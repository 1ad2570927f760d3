"""A picture in a document: its bytes, how large it is, and what it says to those who can't see."""

from io import BytesIO

import docx
from docx.oxml.ns import qn

from documents.word import DAY, parts, template
from kursverktoy.documents.contexts.charts import stacked_bars
from kursverktoy.documents.pictures import Picture

PNG = stacked_bars(["Norsk"], [("Oppnådd", [3])])
ALT = "Søyler: 3 «oppnådd» & <ingen> 'ikke' \"nådd\" {{ ikke en tag }}"


def filled(folder, *paragraphs, **values):
    opened = template(folder, *paragraphs)
    return opened.render(values, title="Prøve", day=DAY, målform="nb")


def drawings(data):
    return list(docx.Document(BytesIO(data)).element.body.iter(qn("wp:inline")))


def test_the_picture_is_in_the_document_byte_for_byte(tmp_path):
    data = filled(tmp_path, "Før", "{{ diagram }}", "Etter", diagram=Picture(PNG, ALT, 120))
    assert [p for name, p in parts(data).items() if name.startswith("word/media/")] == [PNG]
    texts = [p.text for p in docx.Document(BytesIO(data)).paragraphs]
    assert texts == ["Før", "", "Etter"]


def test_it_is_as_wide_as_it_should_be_and_keeps_its_proportions(tmp_path):
    data = filled(tmp_path, "{{ diagram }}", diagram=Picture(PNG, ALT, 120))
    (shape,) = docx.Document(BytesIO(data)).inline_shapes
    assert round(shape.width.mm) == 120
    width, height = (int.from_bytes(PNG[at : at + 4], "big") for at in (16, 20))
    assert abs(shape.height / shape.width - height / width) < 0.01


def test_it_says_what_it_shows(tmp_path):
    (drawing,) = drawings(filled(tmp_path, "{{ diagram }}", diagram=Picture(PNG, ALT, 120)))
    about = drawing.find(qn("wp:docPr"))
    assert about.get("descr") == ALT
    assert about.get("name").startswith("Bilde")


def test_each_of_two_pictures_has_its_own_number(tmp_path):
    picture = Picture(PNG, "Den ene", 50), Picture(PNG, "Den andre", 60)
    found = drawings(filled(tmp_path, "{{ en }}", "{{ to }}", en=picture[0], to=picture[1]))
    abouts = [drawing.find(qn("wp:docPr")) for drawing in found]
    assert [about.get("descr") for about in abouts] == ["Den ene", "Den andre"]
    assert len({about.get("id") for about in abouts}) == 2


def test_a_picture_can_be_left_out(tmp_path):
    paragraphs = ("{%p if diagram %}", "{{ diagram }}", "{%p endif %}", "Tekst")
    shown = filled(tmp_path, *paragraphs, diagram=Picture(PNG, ALT, 120))
    assert len(drawings(shown)) == 1
    hidden = filled(tmp_path, *paragraphs, diagram="")
    assert not any(name.startswith("word/media/") for name in parts(hidden))
    assert [p.text for p in docx.Document(BytesIO(hidden)).paragraphs] == ["Tekst"]


def test_the_same_picture_gives_the_same_document(tmp_path):
    first, second = (
        filled(tmp_path, "{{ diagram }}", diagram=Picture(PNG, ALT, 120)) for _ in range(2)
    )
    assert first == second
