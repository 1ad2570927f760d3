"""D7, the course report: the figures of the owner's edition, and what the other one withholds."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import product

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

import kursverktoy.course.regler  # noqa: F401  fills the catalogue
from documents.word import course, example, text_of, write
from kursverktoy.course.ark.kurs import Kurs
from kursverktoy.course.funn import KATALOG
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Behovstype, Resultat
from kursverktoy.course.schema import columns
from kursverktoy.documents.contexts.checklist import SJEKKLISTE, checklist
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.contexts.report import InternRapport
from kursverktoy.documents.contexts.report_external import EksternRapport
from kursverktoy.documents.kinds import KINDS

REPORTS = (KINDS["rapport-intern"], KINDS["rapport-ekstern"])
COUNTS = [n for n, each in vars(EksternRapport).items() if isinstance(each, property)]
COUNTS = [name for name in COUNTS if not name.startswith("_") and name != "diagram"]


def report(edition, data=None, day=None, språk="nb"):
    bok = course(data)[0]
    return edition(replace(bok, dato=day or bok.dato), bok.kurs, språk=språk)


def made(folder, data=None, **options):
    """Return the text of both editions."""
    done = write(folder, data, kinds=REPORTS, **options).dokumenter
    return [text_of(d.fil.read_bytes()) for d in done]


# The owner's edition


def test_the_figures_are_those_of_the_summary():
    r = report(InternRapport)
    assert (r.deltakere, r.kandidater, r.i_praksis) == (10, 14, 10)
    assert r.opptak == (
        ("Fikk plass og deltok", "10"),
        ("Fikk tilbud, men deltok ikke", "0"),
        ("Fikk ikke tilbud eller står på venteliste", "3"),
        ("Ikke avgjort", "1"),
    )
    assert [n for _, n in r.gjennomføring] == ["9", "1", "0"]
    assert [n for _, n in r.målgrupper] == ["2", "4", "3", "1"]
    assert (r.timer_snitt, r.timer_planlagt) == (256.8, 280)
    assert (r.samtaler, r.samtaler_alle_fire) == (38, 9)
    assert (r.mål_aktive, r.mål_oppnådd, r.mål_oppnådd_prosent) == (160, 114, 71)
    assert (r.mål_delvis, r.mål_ikke_nådd, r.mål_utgått) == (38, 8, 1)
    assert r.kategorier[4] == ("Norskferdigheter", 38, 21, 14, 3)
    assert r.mål[0] == (
        "Yrkes-/bransjekunnskap",
        (("Hygiene", 10, 10, 0, 0), ("Trygg mat", 10, 9, 1, 0), ("Allergener", 9, 5, 4, 0)),
    )
    assert r.resultater == (
        ("Ordinær jobb", "3"),
        ("Jobb med lønnstilskudd", "1"),
        ("Videregående opplæring", "2"),
        ("Fortsatt introduksjonsprogram", "3"),
        ("Annet", "1"),
    )
    assert (r.i_jobb, r.etteroppfølging_tilbudt) == (4, 3)


def test_the_chart_says_in_words_what_it_shows(tmp_path):
    (d, _) = write(tmp_path, kinds=REPORTS).dokumenter
    (drawing,) = docx.Document(BytesIO(d.fil.read_bytes())).element.body.iter(qn("wp:docPr"))
    assert "Norskferdigheter: 21 oppnådd, 14 delvis oppnådd, 3 ikke nådd." in drawing.get("descr")


def test_persons_are_counted_and_only_goals_are_in_per_cent(tmp_path):
    intern, ekstern = made(tmp_path)
    for text in (intern, ekstern):
        assert re.findall(r"[\d,]+\s*%", text) == ["71\xa0%"]


@pytest.mark.parametrize("edition", [InternRapport, EksternRapport])
def test_a_course_with_next_to_nothing_in_it_has_a_report(edition):
    bok = Kursbok(dato=date(2026, 8, 1), kurs=Kurs(kursnavn="Kurs"))
    values = edition(bok, bok.kurs).values()
    assert values["foreløpig"] is True
    assert values["diagram"] is None
    assert values["resultater"] == ()


def test_before_the_end_it_says_that_it_is_preliminary(tmp_path):
    r = report(InternRapport, day=date(2026, 10, 1))
    assert r.foreløpig
    assert not report(InternRapport).foreløpig
    data = example()
    data["avslutning"].pop()
    for text in made(tmp_path, data):
        assert "Foreløpig rapport." in text
    for text in made(tmp_path / "hele"):
        assert "Foreløpig" not in text


def test_why_someone_got_no_place_is_in_neither_edition(tmp_path):
    for text in made(tmp_path):
        for k in example()["kandidater"]:
            for felt in ("hovedgrunn", "beslutning_begrunnelse", "alternativt_tilbud"):
                assert len(k[felt]) < 8 or k[felt] not in text


def test_there_is_room_to_write_what_was_learnt(tmp_path):
    (d, _) = write(tmp_path, kinds=REPORTS).dokumenter
    document = docx.Document(BytesIO(d.fil.read_bytes()))
    blank = [t for t in document.tables if len(t.columns) == 1 and len(t.rows) == 3]
    assert len(blank) == 4
    assert {cell.text for table in blank for row in table.rows for cell in row.cells} == {""}


@pytest.mark.parametrize("edition", [0, 1])
def test_in_nynorsk_every_word_of_ours_is(edition, tmp_path):
    text = made(tmp_path, choices=Choices(språk="nn"))[edition]
    ours = text
    for sheet in ("kurs", "behov", "partnere"):  # what the coordinator has written is hers
        rows = example()[sheet]
        for row in rows if isinstance(rows, list) else [rows]:
            for value in row.values():
                ours = (
                    ours.replace(value, "") if isinstance(value, str) and len(value) > 3 else ours
                )
    bokmål = r"\b(ikke|hva|hvem|hvor|hvorfor|noen|deltakere\w*|fra|bare|eller flere|måloppnåelse)\b"
    assert re.findall(bokmål, ours, re.IGNORECASE) == []


# The edition for others


def numbers(value):
    """Yield the numbers in what is printed, without those in names."""
    if isinstance(value, tuple):
        for each in value:
            yield from numbers(each[1:] if isinstance(each, tuple) else each)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value
    elif isinstance(value, str) and value.isdecimal():
        yield int(value)


def few_in(r):
    return {
        name: found
        for name in COUNTS
        if (found := [n for n in numbers(getattr(r, name)) if 0 < n < 5])
    }


def test_the_example_course_withholds_what_is_small():
    r = report(EksternRapport)
    assert few_in(r) == {}
    assert [n for _, n in r.gjennomføring] == ["5 eller flere", "færre enn 5"]
    assert [n for _, n in r.opptak] == ["10", "0", "færre enn 5", "færre enn 5"]
    assert {n for _, n in r.resultater} == {"færre enn 5"}
    assert r.kategorier[2] == ("Arbeidslivskunnskap", 10, "5 eller flere", "færre enn 5")
    assert r.kategorier[0] == ("Yrkes-/bransjekunnskap", 29, "5 eller flere", "5 eller flere")
    assert r.kandidater is None  # 14 - 10 would leave four for two hidden numbers
    assert (r.mål_oppnådd, r.mål_resten, r.mål_oppnådd_prosent) == ("114", "46", 71)
    assert r.diagram is None
    assert r.timer_snitt == 257


STATUSES = ["Oppnådd", "Delvis oppnådd", "Ikke startet", "Utgått"]


@st.composite
def courses(draw):
    """Return the example course with other participants, results and goals reached."""
    data = example()
    there = draw(st.integers(0, 10))
    ids = [row["kandidat_id"] for row in data["planer"]][:there]
    for k in data["kandidater"]:
        other = draw(st.sampled_from(["Tilbud", "Takket nei", "Venteliste", "Ikke tilbud", ""]))
        k["status"] = "Fullført" if k["kandidat_id"] in ids else other
        k["målgruppe"] = draw(st.sampled_from(["M1", "M2", "M3", "M4", ""]))
    for sheet in ("planer", "planmål", "praksis", "oppfølging", "avslutning"):
        data[sheet] = [row for row in data[sheet] if row["kandidat_id"] in ids]
    data["praksis"] = data["praksis"][: draw(st.integers(0, 10))]
    data["oppfølging"] = data["oppfølging"][: draw(st.integers(0, 38))]
    for row in data["avslutning"]:
        row["fullført"] = draw(st.sampled_from(["Fullført", "Avbrutt"]))
        row["resultat"] = draw(st.sampled_from(list(Resultat)))
    weights = draw(st.permutations(STATUSES))
    for n, row in enumerate(data["planmål"]):
        row["status"] = weights[(n * n) % draw(st.sampled_from([1, 2, 4]))]
    return data


@given(courses())
def test_no_count_from_one_to_four_is_printed_for_any_course(data):
    r = report(EksternRapport, data)
    assert few_in(r) == {}
    if r.deltakere == "færre enn 5":
        assert (r.målgrupper, r.gjennomføring, r.resultater) == ((), (), ())


def test_no_two_courses_are_told_apart_by_a_small_number():
    """Of ten participants, so many left early, and so many got a job: 121 courses."""
    alike = defaultdict(list)
    bok = course()[0]
    for left, job in product(range(11), range(11)):
        rows = tuple(
            altered(
                row,
                fullført="Avbrutt" if n < left else "Fullført",
                resultat="Ordinær jobb" if n < job else "Annet",
                etteroppf_tilbudt="Ja",
            )
            for n, row in enumerate(bok.avslutning)
        )
        r = EksternRapport(replace(bok, avslutning=rows), bok.kurs)
        printed = tuple((name, getattr(r, name)) for name in (*COUNTS, "sjekkliste"))
        alike[printed].append((left, 10 - left, job, 10 - job))
    for found in alike.values():
        for counts in zip(*found, strict=True):
            assert len(set(counts)) > 1 or not 0 < counts[0] < 5
    assert len(alike) > 4  # what is not small is told


def test_how_many_got_no_place_is_not_narrowed_down():
    """Besides ten participants, so many had an offer, and so many had none: 64 courses."""
    bok = course()[0]
    there = tuple(k for k in bok.kandidater if bok.plan_for(k.id))
    alike = defaultdict(list)
    for offered, none in product(range(8), range(8)):
        others = ["Takket nei"] * offered + ["Ikke tilbud"] * none
        more = tuple(
            altered(there[0], kandidat_id=f"X{n}", status=status) for n, status in enumerate(others)
        )
        r = EksternRapport(replace(bok, kandidater=there + more), bok.kurs)
        alike[r.opptak, r.kandidater].append((offered, none))
    for (opptak, _), found in alike.items():
        for (_, said), counts in zip(opptak[1:], zip(*found, strict=True), strict=False):
            assert said != "færre enn 5" or set(counts) == {1, 2, 3, 4}
            assert said == "færre enn 5" or {said} == set(map(str, counts))
    assert len(alike) == 25  # no one, few, or five, six, seven; of each


def altered(row, **values):
    return type(row)(**{**vars(row), **values})


def test_a_larger_course_is_told_in_numbers_and_has_its_chart():
    bok = course()[0]
    many = {"planer": 6, "planmål": 6, "kandidater": 6, "avslutning": 6}
    rows = {
        sheet: tuple(
            altered(row, kandidat_id=f"{row.kandidat_id}-{n}", status="Fullført")
            if sheet == "kandidater"
            else altered(row, kandidat_id=f"{row.kandidat_id}-{n}")
            for row in getattr(bok, sheet)
            for n in range(times)
        )
        for sheet, times in many.items()
    }
    r = EksternRapport(replace(bok, **rows), bok.kurs)
    assert r.deltakere == "84"
    assert [n for _, n in r.målgrupper] == [
        str(n) for n in sorted_counts(k.målgruppe for k in rows["kandidater"])
    ]
    assert r.kategorier[2] == ("Arbeidslivskunnskap", 60, "42", "18")
    assert "Arbeidslivskunnskap: 42 oppnådd, 18 delvis eller ikke nådd." in r.diagram.alt


def sorted_counts(values):
    counted = Counter(values)
    return [counted[key] for key in sorted(counted)]


def test_results_wait_until_all_have_one(tmp_path):
    data = example()
    data["avslutning"].pop()
    r = report(EksternRapport, data)
    assert not r.resultatene_er_klare
    assert (r.gjennomføring, r.resultater, r.timer_snitt) == ((), (), None)
    _, ekstern = made(tmp_path, data)
    assert ekstern.count("Resultatene kommer når kurset er slutt") == 2


def test_a_total_is_told_when_nothing_in_it_is_hidden():
    data = example()
    for k in data["kandidater"]:
        k["status"] = "Fullført" if k["status"] in ("Fullført", "Avbrutt") else "Takket nei"
    r = report(EksternRapport, data)
    assert ([n for _, n in r.opptak], r.kandidater) == (["10", "færre enn 5", "0", "0"], None)
    for k in data["kandidater"]:
        k["status"] = "Fullført"
    r = report(EksternRapport, data)
    assert ([n for _, n in r.opptak], r.kandidater) == (["14", "0", "0", "0"], "14")


def test_what_was_found_of_needs_is_not_in_it(tmp_path):
    intern, ekstern = made(tmp_path)
    assert "17 deltakere" in intern
    for b in example()["behov"]:
        assert b["funn"] in intern
        assert b["funn"] not in ekstern
        assert b["kilde"] in ekstern


def test_single_goals_are_not_in_it(tmp_path):
    _, ekstern = made(tmp_path)
    assert "Tall for hvert enkelt mål er ikke med" in ekstern
    assert not any(f"\n{m['kortnavn']} |" in ekstern for m in example()["læringsmål"])


# The checklist


def test_the_checklist_has_all_areas_and_the_seven_musts():
    assert [nb[0] for nb, _ in SJEKKLISTE] == list("ABCDEFGHIJKLMNO")
    assert sum(punkt.må for punkter in SJEKKLISTE.values() for punkt in punkter) == 7


def test_every_line_rests_on_rules_and_columns_that_exist():
    words = {str(type) for type in Behovstype} | set(columns(Kurs))
    for punkter in SJEKKLISTE.values():
        for krav in (krav for punkt in punkter for krav in punkt.krav):
            kode, _, about = krav.partition(" ")
            if kode.startswith("Kurs."):
                assert kode.removeprefix("Kurs.") in columns(Kurs)
            else:
                assert KATALOG[kode].sjekk is not None
                assert about == "" or about in words


def test_what_is_not_begun_is_not_done():
    bok = Kursbok(dato=date(2026, 8, 1))
    done = [text for _, lines in checklist(bok, "nb") for mark, text in lines if mark == "✓"]
    assert done == []


def test_what_is_mended_is_ticked():
    data = example()
    marks = marks_of(data)
    text = "Det er avklart hvem som har forsikringsansvaret"
    assert marks[text] == "–"
    for row in data["ansvar"]:
        row["ansvarlig_partner_id"] = row["ansvarlig_partner_id"] or "P01"
    marks = marks_of(data)
    assert marks[text] == "✓"


def marks_of(data):
    areas = checklist(course(data)[0], "nb")
    return {text: mark for _, lines in areas for mark, text in lines}


def test_each_line_is_in_nynorsk_too():
    for (_, område), punkter in SJEKKLISTE.items():
        for text in (område, *(punkt.tekst("nn") for punkt in punkter)):
            assert not re.search(r"\b(ikke|hva|hvem|fra|deltakerne|læringsmålene)\b", text)
