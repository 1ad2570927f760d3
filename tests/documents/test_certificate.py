"""The certificate: in three languages, as a duplicate, in place of another, and grown long."""

import re
from io import BytesIO

import docx
import pytest

from documents.test_leaks import MOST_REVEALING
from documents.word import blocks, course, example, parts, row, text_of, write
from kursverktoy.documents.contexts.certificate import Kursbevis
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.templates import Templates
from kursverktoy.documents.views import Sight
from kursverktoy.shipped import shipped

BEVIS = [KINDS["bevis"]]


def certificate(folder, data=None, id="K03", **options):
    """Write one certificate and return it as bytes."""
    (made,) = write(folder, data, kinds=BEVIS, ids=[id], **options).dokumenter
    assert made.merknad == "", made.grunn
    return made.fil.read_bytes()


def rendered(språk="nb", data=None, **chosen):
    """Return the certificate of K03, made with choices that the register else decides over."""
    bok, _ = course(data)
    context = Kursbevis(bok, bok.avslutning_for("K03"), Choices(**chosen), språk=språk)
    template = Templates(shipped("templates")).get(KINDS["bevis"], språk).template
    sight = Sight(bok, "D5")
    values = sight.shown(context.values())
    made = template.render(values, title="Bevis", day=bok.dato, målform=språk)
    assert sight.missing == []
    return made


def lines(data):
    """Return the lines of the body."""
    return list(blocks(docx.Document(BytesIO(data))))


def test_the_first_page_in_english(tmp_path):
    found = lines(certificate(tmp_path, choices=Choices(språk="en")))
    assert found[:5] == [
        "Course certificate",
        "Meron Skogtest",
        "born 30 November 1999",
        "has completed",
        "Bransjekurs kjøkken og kantine",
    ]
    text = "\n".join(found).replace("\u00a0", " ")
    for line in (
        "Period | 17 August 2026 – 20 November 2026",
        "Duration | 268 hours",
        "Content | Oppstart og arbeidsliv (28 hours) / Trygg mat og hygiene (36 hours) / ",
        "20 November 2026, 10.5 hours a week. Tasks: varemottak, forberedelse, oppvask, renhold",
        "Certificates | Kurs i trygg mat",
        (
            "Berit Lauvtest / Enhetsleder / Fjellvik kommune / Organisation number 700 100 014 | "
            " | Certificate number / KJ-2026-H-03"
        ),
        "Annex to course certificate KJ-2026-H-03 for Meron Skogtest.",
        "Vocational knowledge",
        "Norwegian language skills  This is not a result from the Norwegian language test.",
        (
            "The goals are based on competence aims in the Norwegian curriculum KOS02-01. The "
            "course certificate is not a diploma and gives no grades."
        ),
    ):
        assert line in text


def test_the_first_page_in_nynorsk(tmp_path):
    found = lines(certificate(tmp_path, choices=Choices(språk="nn")))
    assert found[:4] == ["Kursbevis", "Meron Skogtest", "fødd 30. november 1999", "har fullført"]
    text = "\n".join(found).replace("\u00a0", " ")
    for line in (
        "Omfang | 268 timar",
        "10,5 timar i veka. Oppgåver: varemottak, forberedelse, oppvask, renhold",
        "Norskferdigheiter  Dette er ikkje eit resultat frå norskprøva.",
        (
            "Måla byggjer på kompetansemål i læreplanen KOS02-01. Kursbeviset er ikkje eit "
            "vitnemål og gir ikkje karakter."
        ),
    ):
        assert line in text


@pytest.mark.parametrize(
    ("språk", "says"),
    [("nb", "har deltatt på"), ("nn", "har delteke på"), ("en", "has taken part in")],
)
def test_one_who_stopped_early_has_taken_part_and_no_hours_of_modules_are_told(
    språk, says, tmp_path
):
    text = text_of(certificate(tmp_path, id="K04", choices=Choices(språk=språk)))
    assert f"\n{says}\n" in text
    assert not any(word in text for word in ("har fullført", "has completed", "(28"))


@pytest.mark.parametrize(
    ("bevistype", "title", "is_no_diploma"),
    [
        ("Kursbevis", "Course certificate", "The course certificate is not a diploma"),
        ("Kompetansebevis", "Certificate of competence", "The document is not a diploma"),
        ("Deltakerbekreftelse", "Confirmation of participation", "The document is not a diploma"),
    ],
)
def test_the_type_is_told_in_english(bevistype, title, is_no_diploma, tmp_path):
    data = example()
    row(data, "avslutning", kandidat_id="K03")["bevistype"] = bevistype
    text = text_of(certificate(tmp_path, data, choices=Choices(språk="en")))
    assert f"\n{title}\n" in text
    assert f"Annex to {title[0].lower()}{title[1:]} KJ-2026-H-03" in text
    assert is_no_diploma in text


@pytest.mark.parametrize(
    ("språk", "mark", "annex"),
    [
        ("nb", "Duplikat, 23. november 2026", "Vedlegg til kursbevis KJ-2026-H-03 for"),
        ("nn", "Duplikat, 23. november 2026", "Vedlegg til kursbevis KJ-2026-H-03 for"),
        ("en", "Duplicate, 23 November 2026", "Annex to course certificate KJ-2026-H-03 for"),
    ],
)
def test_a_duplicate_says_so_on_the_certificate_and_on_its_annex(språk, mark, annex):
    found = lines(rendered(språk, duplikat=True))
    assert found[1] == mark
    assert f"{annex} Meron Skogtest. {mark}." in found
    assert not any(mark.partition(",")[0] in line for line in lines(rendered(språk)))


@pytest.mark.parametrize(
    ("språk", "says"),
    [
        ("nb", "Erstatter kursbevis nr. KJ-2026-H-03 av 20. november 2026."),
        ("nn", "Erstattar kursbevis nr. KJ-2026-H-03 av 20. november 2026."),
        ("en", "Replaces certificate no. KJ-2026-H-03 av 20. november 2026."),
    ],
)
def test_a_certificate_says_which_one_it_replaces(språk, says):
    found = lines(rendered(språk, erstatter="KJ-2026-H-03 av 20. november 2026"))
    assert says in found
    assert says not in lines(rendered(språk))


REVEALING_NN = (
    "avbrote",
    "slutta",
    "fråvær",
    "utgått",
    "ikkje nådd",
    "tilrettelegg",
    "lønstilskot",
)
REVEALING_EN = (
    *("introduction", "refugee", "integration", "discontinued", "stopped", "absen", "well-being"),
    *("taken out", "not started", "under way", "not achieved", "progress", "health", "adapt"),
    *("legal basis", "target group", "final goal", "nav measure", "subsid", "programme adviser"),
)


def test_a_certificate_reveals_nothing_in_another_language(foreign):
    certificates = {name: made for name, made in foreign.items() if "kursbevis" in name}
    assert len(certificates) == 20
    words = (*MOST_REVEALING["kursbevis"], *REVEALING_EN, *REVEALING_NN)
    for name, made in certificates.items():
        text = text_of(made).casefold()
        for mål in example()["læringsmål"]:  # one is to tell when one can't come
            text = text.replace(mål["tekst"].casefold(), "")
        assert [word for word in words if word in text] == [], name


def test_what_the_course_has_named_is_norwegian_to_a_screen_reader(tmp_path):
    document = parts(certificate(tmp_path, choices=Choices(språk="en")))["word/document.xml"]
    runs = document.decode().split("<w:r>")
    norwegian = [run for run in runs if 'w:lang w:val="nb-NO"' in run]
    assert any("Bransjekurs kjøkken og kantine" in run for run in norwegian)
    assert any("Trygg mat og hygiene" in run for run in norwegian)
    assert not any("hours" in run for run in norwegian)


def grown():
    """Return a course in which K03 has all there can be much of."""
    data = example()
    data["kurs"]["kursnavn"] = (
        "Bransjekurs i kjøkken, kantine, storhusholdning og varemottak i regionen"
    )
    hvem = row(data, "kandidater", kandidat_id="K03")
    hvem["fornavn"] = "Alexandrina Gebremeskel-Woldegiorgis"
    hvem["etternavn"] = "Tekleberhan Haile-Mariam Skogtest"
    modul, mål = data["moduler"][0], data["læringsmål"][0]
    planmål = row(data, "planmål", kandidat_id="K03", mål_id=mål["mål_id"])
    for n in range(20):
        navn = f"Modul {n:02} om å lære noe nyttig"
        data["moduler"].append({**modul, "modul_id": f"X{n:02}", "navn": navn})
    for n in range(60):
        id, tekst = (
            f"X{n:02}",
            f"{mål['tekst']}, og forklare det for andre på arbeidsplassen, {n:02}",
        )
        data["læringsmål"].append({**mål, "mål_id": id, "tekst": tekst})
        data["planmål"].append({**planmål, "mål_id": id})
    beviset = row(data, "avslutning", kandidat_id="K03")
    beviset["sertifikater"] = "; ".join(f"Sertifikat {n} for farlig utstyr" for n in range(12))
    return data


def test_many_modules_become_one_paragraph_and_nothing_is_lost(tmp_path):
    text = "\n".join(lines(certificate(tmp_path, grown()))).replace("\u00a0", " ")
    assert "Modul 00 om å lære noe nyttig (28 timer); Modul 01 om å lære" in text
    assert "Modul 19 om å lære noe nyttig (28 timer)\n" in text
    assert all(f"på arbeidsplassen, {n:02}." in text for n in range(60))


@pytest.mark.libreoffice
@pytest.mark.parametrize("språk", ["nb", "nn", "en"])
def test_a_long_certificate_flows_and_every_page_says_whose_it_is(
    språk, tmp_path, convert_all, pdf_text
):
    path = tmp_path / "langt.docx"
    path.write_bytes(certificate(tmp_path / "ut", grown(), choices=Choices(språk=språk)))
    (pdf,) = convert_all([path], "pdf")
    pages = pdf_text(pdf).split("\f")[:-1]
    annex, column = {
        "nb": ("Læringsmål og måloppnåelse", "Resultat"),
        "nn": ("Læringsmål og måloppnåing", "Resultat"),
        "en": ("Learning goals and results", "Result"),
    }[språk]
    first = next(n for n, page in enumerate(pages) if annex in page)
    assert first <= 2
    assert all("KJ-2026-H-03" in page for page in pages)
    signed = [n for n, page in enumerate(pages) if "Berit Lauvtest" in page]
    assert signed == [first - 1]
    assert "Enhetsleder" in pages[first - 1]
    assert len(pages) > first + 2
    assert all(re.search(rf"\b{column}\b", page) for page in pages[first:])  # headings repeat
