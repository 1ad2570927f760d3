"""The languages of the documents: every closed word has its word, and nothing else changes."""

import re
from datetime import date

import pytest

from documents.test_golden import DELTAKERE, PARTNERE
from documents.word import course, example, fill, parts, row, template, text_of, write
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.lists import LISTER, OMRÅDER
from kursverktoy.course.schema import columns
from kursverktoy.course.vurdering import Samlet
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.environment import Environment
from kursverktoy.documents.kinds import KINDS, SPRÅK
from kursverktoy.documents.language import TAGS, joined, translated
from kursverktoy.documents.words import WORDS

CODE = re.compile(r"[A-C]\d|M\d|A\d\d|nb|nn")
"""What is written alike in every language: levels, target groups, areas, written standards."""


def closed_words():
    enums = {member.value for each in (*LISTER.values(), Samlet) for member in each}
    scales = {s for ark in ARK for f in columns(ark).values() for s in f.column.scale or ()}
    areas = {text for område, parts in OMRÅDER.values() for text in (område, *parts)}
    return {word for word in enums | scales | areas | {"Ja", "Nei"} if not CODE.fullmatch(word)}


def test_every_closed_word_has_its_words_and_no_word_is_left_over():
    words = closed_words()
    assert len(words) == 196
    assert set(WORDS) == words


def test_a_word_is_translated_as_it_is_written():
    for nb, both in WORDS.items():
        for word in both:
            assert word.strip() == word, nb
            assert word[:1].isupper() == nb[:1].isupper(), nb


@pytest.mark.parametrize(
    ("word", "nn", "en"),
    [
        ("Oppnådd", "Oppnådd", "Achieved"),
        ("Ikke startet", "Ikkje starta", "Not started"),
        ("Norskferdigheter", "Norskferdigheiter", "Norwegian language skills"),
        ("Jobb med lønnstilskudd", "Jobb med lønstilskot", "Job with wage subsidy"),
        ("Kursbevis", "Kursbevis", "Course certificate"),
        ("Klarer noe med hjelp", "Klarer noko med hjelp", "Manages some with help"),
        ("Ja", "Ja", "Yes"),
        ("A2", "A2", "A2"),
        ("Fagbrev på jobb", "Fagbrev på jobb", "Fagbrev på jobb"),
    ],
)
def test_a_word_in_three_languages(word, nn, en):
    assert [translated(word, språk) for språk in SPRÅK] == [word, nn, en]


def test_lists_are_joined_in_the_language():
    assert joined([], "nb") == ""
    assert joined(["A"], "en") == "A"
    assert joined(["A", "B"], "nn") == "A og B"
    assert joined(["A", "B", "C"], "en") == "A, B and C"


PRINTED = {
    "{{ dag }}": ("1. juni 2027", "1. juni 2027", "1 June 2027"),
    "{{ dag | dato }}": ("1. juni 2027", "1. juni 2027", "1 June 2027"),
    '{{ dag | dato("kort") }}': ("01.06.2027", "01.06.2027", "1 Jun 2027"),
    "{{ 1234.5 | tall(2) }}": ("1 234,50", "1 234,50", "1,234.50"),
    "{{ timer }}": ("22,5", "22,5", "22.5"),
    "{{ 18000 | kr }}": ("18 000 kr", "18 000 kr", "NOK 18,000"),
    "{{ ja }} og {{ nei }}": ("Ja og Nei", "Ja og Nei", "Yes og No"),
    "{{ liste }}": ("A, B og C", "A, B og C", "A, B and C"),
    "{{ liste | og }}": ("A, B og C", "A, B og C", "A, B and C"),
    "{{ 'Lese' | på_språk }}": ("Lese", "Lese", "Reading"),
    "{{ 'Skriftlig' | på_språk | liten }}": ("skriftlig", "skriftleg", "writing"),
    "{{ valg | på_språk | og }}": ("Lærer og NAV", "Lærar og NAV", "Teacher and NAV"),
    "{{ 'Noe eget' | på_språk }}": ("Noe eget", "Noe eget", "Noe eget"),
    "{{ 3 | på_språk }}": ("3", "3", "3"),
}


@pytest.mark.parametrize("tag", PRINTED)
def test_what_is_printed_follows_the_language_of_the_document(tag):
    values = {
        "dag": date(2027, 6, 1),
        "timer": 22.5,
        "ja": True,
        "nei": False,
        "liste": ("A", "B", "C"),
        "valg": ("Lærer", "NAV"),
    }
    made = [Environment(språk).from_string(tag).render(values) for språk in SPRÅK]
    assert tuple(text.replace("\u00a0", " ") for text in made) == PRINTED[tag]


def test_an_empty_value_stays_empty_also_in_another_language(tmp_path):
    opened = template(tmp_path, "«{{ tom | på_språk | strek }}»")
    assert fill(opened, tom=None) == ["«–»"]


def test_no_closed_word_stands_untranslated(foreign):
    """A cell that is such a word, in bokmål only, came past `på_språk`."""
    assert len([name for name in foreign if "_nn_" in name]) > len(DELTAKERE) + len(PARTNERE)
    for name, document in foreign.items():
        språk = "en" if "_en_" in name else "nn"
        wrong = {word for word in WORDS if translated(word, språk) != word} - own_words()
        lines = text_of(document).splitlines()
        cells = {cell.strip(" .,") for line in lines for cell in re.split(r"[|/:]", line)}
        assert cells & wrong == set(), name


def own_words():
    """Return what is written by hand in the example course, and so stays as it is."""
    rows = (r for rows in example().values() if isinstance(rows, list) for r in rows)
    return {str(r[field]) for r in rows for field in ("delområde", "tema") if field in r}


def test_the_language_is_told_to_screen_readers(tmp_path):
    bevis = KINDS["bevis"]
    for språk, tag in TAGS.items():
        choices = Choices(språk=språk)
        (made,) = write(tmp_path, kinds=[bevis], ids=["K03"], choices=choices).dokumenter
        found = parts(made.fil.read_bytes())
        assert f"<dc:language>{tag}<".encode() in found["docProps/core.xml"]
        assert f'w:val="{tag}"'.encode() in found["word/styles.xml"]


def test_the_course_and_the_partner_choose_the_language(tmp_path):
    data = example()
    data["kurs"]["målform"] = "nn"
    row(data, "partnere", partner_id="P06")["målform"] = "nb"
    row(data, "partnere", partner_id="P07")["målform"] = ""
    made = write(tmp_path, data, kinds=[KINDS["avtaler"]], ids=["P06", "P07"]).dokumenter
    p06, p07 = (text_of(d.fil.read_bytes()) for d in made)
    assert "11 Taushetsplikt og personvern" in p06
    assert "11 Teieplikt og personvern" in p07
    assert "Får ei deltakarliste" not in p06
    assert "IKKJE AVKLART" in p07


def test_sharing_is_told_in_the_language_of_the_agreement():
    bok, _ = course()
    partner = next(p for p in bok.partnere if p.id == "P06")
    context = KINDS["avtaler"].context
    nb, nn, en = (context(bok, partner, språk=s).deling_i_ord for s in SPRÅK)
    assert nb.startswith("Partneren får en deltakerliste. For deltakerne som er hos partneren")
    assert nn.startswith("Partnaren får ei deltakarliste. For deltakarane som er hos partnaren")
    assert en == nb  # there is no agreement in English


def test_the_purposes_are_told_in_the_language_of_the_agreement():
    bok, _ = course()
    context = KINDS["avtaler"].context
    assert context(bok, bok.partnere[1], språk="nn").formål == (
        "Opplæring og sertifisering for å få ordinært arbeid",
        "Førebu formell fag- og yrkesopplæring",
        "Innføring i bransjespråk, arbeidslivskunnskap og -kultur",
    )


def test_strengths_are_told_in_the_language_of_the_plan():
    bok, _ = course()
    plan = bok.plan_for("K03")
    context = KINDS["planer"].context
    assert context(bok, plan, språk="nn").styrker == (
        "Kommunikasjon og grunnleggjande ferdigheiter: klarer det meste jobben krev",
    )
