"""The information sheet: the same for all, on one page, in three languages and in simple words."""

import re

import pytest

from documents.word import example, row, text_of, write
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import named
from kursverktoy.documents.result import Utfall

EDITIONS = ["infoark", "infoark_enkel"]
LANGUAGES = ["nb", "nn", "en"]
GUIDE = {
    "nb": "Nivået er veiledende. Interesse og erfaring teller like mye.",
    "nn": "Nivået er rettleiande. Interesse og erfaring tel like mykje.",
    "en": "The level is a guide only. Interest and experience count just as much.",
}


def sheets(folder, data=None, språk="nb"):
    """Write the sheet in both editions and return them as text by edition."""
    choices = Choices(språk=språk)
    made = write(folder, data, kinds=named(["infoark"]), choices=choices).dokumenter
    assert [d.utfall for d in made] == [Utfall.SKREVET] * 2, [d.grunn for d in made]
    texts = [text_of(d.fil.read_bytes()).replace("\u00a0", " ") for d in made]
    return dict(zip(EDITIONS, texts, strict=True))


def test_what_it_says(tmp_path):
    text = sheets(tmp_path)["infoark"]
    for line in (
        "Bransjekurs kjøkken og kantine\nInformasjon om kurset\nHvem kurset er for\n",
        (
            "vil ta fag- og yrkesopplæring på sikt\nHva kurset gir\nKurset skal gi deg\n"
            "opplæring og sertifisering, så du kan få ordinært arbeid\n"
            "et godt grunnlag for fag- og yrkesopplæring\n"
            "innføring i bransjespråk og norsk arbeidsliv\nKurset kort\n"
        ),
        "Innhold | Oppstart og arbeidsliv, Trygg mat og hygiene, ",
        "Når | 17. august 2026 – 20. november 2026\nHvor | Fjellvik læringssenter\nPlasser | 12\n",
        "Kurset avsluttes med | ingen prøve\n",
        "Ønsket norsknivå ved start: lytte A2, lese A1, muntlig A2 og skriftlig A1. " + GUIDE["nb"],
        "Koordinator | Kari Furutest, f01@fjellvik.example\n",
        "\nVersjon av 23. november 2026. Alle partnere og kandidater får den samme ",
    ):
        assert line in text


def test_the_simple_edition_is_short_sentences_to_the_reader(tmp_path):
    text = sheets(tmp_path)["infoark_enkel"]
    assert (
        "Hva er kurset?\n"
        "Kurset er for deg som vil jobbe som kjøkken- og kantinemedarbeider.\n"
        "Du får opplæring, så du kan få en jobb.\n"
        "Du kan ta mer opplæring etterpå.\n"
        "Du lærer norsk som du trenger på jobb.\n"
        "Når og hvor?\n"
        "Kurset begynner 17. august 2026.\n"
    ) in text
    sentences = re.split(r"[.?]\s|\n|\|", text.partition("side:")[2])
    assert max(len(sentence.split()) for sentence in sentences) <= 14
    assert not any(word in text for word in ("bransje", "delkompetanse", "avsluttes"))


@pytest.mark.parametrize("språk", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_level_is_only_a_guide(edition, språk, tmp_path):
    assert GUIDE[språk] in sheets(tmp_path, språk=språk)[edition]


@pytest.mark.parametrize("edition", EDITIONS)
def test_english_says_the_closed_words_in_english(edition, tmp_path):
    text = sheets(tmp_path, språk="en")[edition]
    assert "Information sheet" in text
    assert "17 August 2026" in text
    assert "Kari Furutest" in text
    if edition == "infoark":
        assert "Industry | Tourism, catering and transport\n" in text
        assert "The course ends with | no test\n" in text
        assert "Oppstart og arbeidsliv, Trygg mat og hygiene" in text
        assert "kjøkkenet and Avslutning og jobbsøking" in text


def test_what_the_course_has_not_is_left_out(tmp_path):
    data = example()
    data["kurs"] |= {"yrke": "", "sertifiseringer": "", "målgruppe_2": "Nei", "formål_2": "Nei"}
    data["kurs"] |= {"formål_3": "Nei", "formål_5": "Nei", "formål_1": "Ja"}
    row(data, "fagpersoner", person_id="F01")["epost"] = ""
    full, simple = sheets(tmp_path, data).values()
    assert "Yrke" not in full
    assert "Sertifikater" not in full + simple
    assert "har yrkesutdanning" not in full
    assert "Koordinator | Kari Furutest\n" in full
    assert "Kurset skal gi deg\nen forsmak på et yrke eller en bransje\nKurset kort" in full
    assert "Kurset er for deg som vil lære om arbeid i en bransje: reiseliv" in simple
    assert "Du får prøve et yrke.\nNår og hvor?" in simple


@pytest.mark.parametrize("felt", ["krav_for_å_delta", "målgruppe_beskrivelse", "avsluttes_med"])
def test_an_empty_answer_stops_the_sheet_and_is_told(felt, tmp_path):
    data = example()
    data["kurs"][felt] = ""
    stopped = write(tmp_path, data, kinds=named(["infoark"])).med(Utfall.STANSET)
    found = [(d.type, [f.felt for f in d.funn]) for d in stopped]
    editions = 2 if felt == "krav_for_å_delta" else 1
    assert found == [("D6a", [felt])] * editions


def test_a_course_without_days_has_no_sheet(tmp_path):
    data = example()
    data["kurs"]["startdato"] = "2026-12-24"
    made = write(tmp_path, data, kinds=named(["infoark"])).dokumenter
    assert [(d.utfall, d.funn[0].kode) for d in made] == [(Utfall.STANSET, "KUR-02")] * 2


@pytest.mark.parametrize("språk", LANGUAGES)
def test_it_names_the_coordinator_and_nobody_else(språk, tmp_path):
    data = example()
    people = [
        *(k["etternavn"] for k in data["kandidater"]),
        *(f["navn"] for f in data["fagpersoner"] if f["person_id"] != "F01"),
        *(p["kontaktperson"] for p in data["partnere"] if p["partner_id"] != "P01"),
        *(p["signerer_navn"] for p in data["partnere"]),
    ]
    assert len(people) > 30
    text = "".join(sheets(tmp_path, språk=språk).values())
    assert [name for name in people if name in text] == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("språk", LANGUAGES)
def test_it_is_one_page(språk, tmp_path, convert_all, pdf_text):
    data = example()
    data["kurs"] |= {f"målgruppe_{n}": "Ja" for n in range(1, 5)}
    data["kurs"] |= {f"formål_{n}": "Ja" for n in range(1, 6)}
    sheets(tmp_path, data, språk)
    for pdf in convert_all(sorted(tmp_path.glob("*.docx")), "pdf"):
        assert pdf_text(pdf).count("\f") == 1
