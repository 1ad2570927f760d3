"""D4, the course plan: complete, in the order of the guidance, and about nobody but staff."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from documents.word import course, example, row, text_of, write
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.contexts.course_plan import Kursplan
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.result import Utfall

KIND = (KINDS["kursplan"],)
SECTIONS = [
    "1 Formål",
    "2 Målgruppe",
    "3 Behovet i bransjen",
    "4 Modell",
    "5 Læringsutbytte",
    "6 Kobling til læreplan",
    "7 Moduler og ukeplan",
    "8 Opplæring på kurset og på arbeidsplassen",
    "9 Metoder og tilpasning",
    "10 Oppfølging",
    "11 Vurdering og dokumentasjon",
    "12 Hvem gjør hva",
    "13 Lærere og kompetanse",
]


def plan(data=None):
    bok = course(data)[0]
    return Kursplan(bok, bok.kurs)


def with_modules(moduler, **kurs):
    bok = Kursbok(dato=date(2026, 11, 23), kurs=Kurs(**kurs), moduler=tuple(moduler))
    return Kursplan(bok, bok.kurs)


def made(folder, data=None, **options):
    (d,) = write(folder, data, kinds=KIND, **options).dokumenter
    return d


def text(folder, data=None, **options):
    return text_of(made(folder, data, **options).fil.read_bytes())


def test_it_has_the_thirteen_sections_as_real_headings(tmp_path):
    document = docx.Document(BytesIO(made(tmp_path).fil.read_bytes()))
    found = [p.text for p in document.paragraphs if p.style.style_id == "Heading1"]
    assert found == SECTIONS


def test_each_employer_says_what_level_each_skill_needs(tmp_path):
    lines = text(tmp_path).splitlines()
    at = lines.index("Hvem | Lytte | Lese | Muntlig | Skriftlig")
    assert lines[at + 1 : at + 5] == [
        "Fjellvik kommune, Sentralkjøkkenet (fiktiv) | A2 | A2 | A2 | A1",
        "Blåklokka Kantiner AS (fiktiv) | A2 | A2 | B1 | A1",
        "Opplæringskontoret Mat og Service Fjellvik SA (fiktiv) | A2 | A2 | A2 | A2",
        "Høyeste læringsmål i kurset | A2 | A2 | A2 | A2",
    ]


def test_input_without_a_partner_is_told_by_its_source(tmp_path):
    data = example()
    row(data, "behov", behov_id="B09")["partner_id"] = ""
    assert "Intervju kjøkkensjef | A2 | A2 | A2 | A1" in text(tmp_path, data)


def test_knowledge_comes_before_skills():
    p = plan()
    assert [k for k, _ in p.kunnskaper] == ["Yrkes-/bransjekunnskap", "Arbeidslivskunnskap"]
    assert [k for k, _ in p.ferdigheter] == [
        "Yrkes-/bransjeferdigheter",
        "Arbeidslivsferdigheter",
        "Norskferdigheter",
        "Grunnleggende ferdigheter",
    ]
    goals = [m.id for groups in (p.kunnskaper, p.ferdigheter) for _, mål in groups for m in mål]
    assert sorted(goals) == sorted(m["mål_id"] for m in example()["læringsmål"])


def test_a_category_of_the_coordinators_own_is_a_skill():
    bok = course()[0]
    own = Læringsmål(mål_id="L18", tekst="viser respekt", kategori="Yrkesetikk")
    p = Kursplan(replace(bok, læringsmål=(own, *bok.læringsmål)), bok.kurs)
    assert p.ferdigheter[-1] == ("Yrkesetikk", (own,))
    assert len(p.kunnskaper) == 2


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("KOS02-01", "https://www.udir.no/lk20/kos02-01"),
        ("HEA02-04", "https://www.udir.no/lk20/hea02-04"),
        ("HEA2-03", "https://www.udir.no"),  # older than LK20
        ("Kokkefaget", "https://www.udir.no"),
    ],
)
def test_a_curriculum_has_its_address_when_there_is_one(code, address):
    data = example()
    data["kurs"]["læreplan"] = code
    assert plan(data).læreplaner[0] == (code, address)


def test_it_says_where_each_goal_is_from_and_who_agreed_to_it(tmp_path):
    said = text(tmp_path)
    assert (
        "L14 | kan lese enkle oppskrifter, etiketter og oppslag (lese, A2) | Begge steder" in said
    )
    assert "\nL16 | kan føre temperatur og avvik på nettbrett | Arbeidsplass | Alle | Arbei" in said
    assert (
        "Læringsmålene er avklart med Fjellvik kommune, Sentralkjøkkenet (fiktiv) og Blåklokka "
        "Kantiner AS (fiktiv)." in said
    )


def test_every_curriculum_is_told_once():
    data = example()
    row(data, "læringsmål", mål_id="L12")["læreplan_kode"] = "NOR07-02"
    assert [kode for kode, _ in plan(data).læreplaner] == ["KOS02-01", "NOR07-02"]


def test_a_participant_has_the_hours_of_one_path():
    assert plan().timer_per_løp == (
        ("Storkjøkken i praksis", 280),
        ("Kantine og servering i praksis", 280),
    )
    data = example()
    data["moduler"] = [m for m in data["moduler"] if m["type"] != "Spesialisert"]
    assert plan(data).timer_per_løp == (("", 196),)


def test_the_week_plan_has_every_week_once_and_like_weeks_together():
    found = plan().ukeplan
    assert [uker for uker, *_ in found] == [
        *("34", "35", "36", "37", "38–39", "40–41", "42–44", "45–46", "47"),
    ]
    assert found[0][1:3] == (date(2026, 8, 17), date(2026, 8, 21))
    assert found[4] == (
        "38–39",
        date(2026, 9, 14),
        date(2026, 9, 25),
        (
            *("Trygg mat og hygiene", "Kjøkkennorsk (nivådelt)", "Praktisk kjøkken"),
            "Digitale verktøy og regning på kjøkkenet",
        ),
        (),
    )
    assert found[-1][4] == ("Storkjøkken i praksis", "Kantine og servering i praksis")


def test_weeks_go_on_into_a_new_year_and_empty_ones_are_there():
    p = with_modules(
        [
            Modul(modul_id="M1", navn="Før jul", arena="Begge", fra_uke=50, til_uke=51),
            Modul(modul_id="M2", navn="Etter jul", arena="Kurs", fra_uke=1, til_uke=2),
        ],
        startdato=date(2026, 12, 9),
        sluttdato=date(2027, 1, 14),
    )
    assert p.ukeplan == (
        ("50–51", date(2026, 12, 9), date(2026, 12, 18), ("Før jul",), ("Før jul",)),
        ("52–53", date(2026, 12, 21), date(2027, 1, 1), (), ()),
        ("1–2", date(2027, 1, 4), date(2027, 1, 14), ("Etter jul",), ()),
    )


def test_without_dates_or_modules_there_is_no_week_plan():
    assert with_modules([Modul(modul_id="M1", fra_uke=3, til_uke=4)]).ukeplan == ()


def test_what_nobody_answers_for_stands_out(tmp_path):
    assert "Forsikringsansvar: reise og ekskursjon | IKKE AVKLART" in text(tmp_path)


def test_competence_is_told_in_words(tmp_path):
    said = text(tmp_path)
    assert (
        "Per Hegg-Test | Bransjefaglig ansvarlig | Opplæringskontoret Mat og Service Fjellvik SA "
        "(fiktiv) | 14 års bransjeerfaring, oppdatert i 2025. Kokk, fagbrev. Prøvenemnd." in said
    )
    assert "60 studiepoeng i norsk som andrespråk." in said


def test_no_candidate_is_in_it(tmp_path):
    said = text(tmp_path)
    for k in example()["kandidater"]:
        assert k["etternavn"] not in said
        assert not re.search(rf"\b{k['kandidat_id']}\b", said)


def test_no_placeholder_leads_to_a_sheet_about_people():
    reached = {type(rad).ark for rad in plan().rows()}
    assert reached == {
        *("Kurs", "Behov", "Partnere", "Fagpersoner", "Ansvar", "Læringsmål", "Moduler"),
    }


@pytest.mark.parametrize(
    ("sheet", "wanted", "change", "code"),
    [
        ("læringsmål", {"mål_id": "L03"}, {"kategori": ""}, "LM-01"),
        ("moduler", {"modul_id": "M2"}, {"til_uke": 50}, "MOD-06"),
        ("moduler", {"modul_id": "M2"}, {"mål_id": "L01;L99"}, "MOD-01"),
    ],
)
def test_a_plan_that_would_leave_something_out_is_not_written(
    sheet, wanted, change, code, tmp_path
):
    data = example()
    row(data, sheet, **wanted).update(change)
    d = made(tmp_path, data)
    assert d.utfall is Utfall.STANSET
    assert [f.kode for f in d.funn] == [code]


def test_a_course_without_input_modules_or_goals_says_so(tmp_path):
    data = example()
    data.update(behov=[], moduler=[], læringsmål=[], planmål=[], planer=[], avslutning=[])
    data.update(praksis=[], oppfølging=[])
    said = text(tmp_path, data)
    assert "Innspill fra bransjen og fra arbeidsgivere er ikke hentet inn ennå." in said
    assert "Modulene er ikke bestemt ennå." in said
    assert "Læringsmålene er ikke knyttet til kompetansemål i en læreplan." in said


def test_in_nynorsk_every_word_of_ours_is(tmp_path):
    said = text(tmp_path, choices=Choices(språk="nn"))
    for sheet in ("kurs", "behov", "partnere", "ansvar", "læringsmål", "moduler", "fagpersoner"):
        rows = example()[sheet]
        for each in rows if isinstance(rows, list) else [rows]:
            for value in each.values():
                if isinstance(value, str) and len(value) > 3:
                    said = said.replace(value, "").replace(f"{value[:1].lower()}{value[1:]}", "")
    bokmål = (
        r"\b(ikke|hva|hvem|hvor|hvorfor|noen|deltakere\w*|fra|bare|uke\w*|læreren|oppgave\w*)\b"
    )
    assert re.findall(bokmål, said, re.IGNORECASE) == []
    assert "Kunnskapar" in said
    assert "13 Lærarar og kompetanse" in said
