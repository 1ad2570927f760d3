"""The agreement on practice: what it says for each kind of placement, and what it keeps back."""

import pytest

from documents.word import DAY, example, row, text_of, write
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.regler import sjekk
from kursverktoy.course.schema import Personvern, columns
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.result import Utfall
from kursverktoy.documents.writing import skriv
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

AVTALER = [KINDS["praksisavtaler"]]
NAV = "NAVs avtale gjelder. Dette er et vedlegg om læringsmål."
NO_CONTRACT = "Dette er ikke en arbeidsavtale. Den lager arbeidsgiveren."
NOT_EMPLOYED = "Du er deltaker i kurset, ikke ansatt. Du skal ikke erstatte en ansatt."
EMPLOYED = (
    "Du er ansatt på arbeidsplassen. Lønn, arbeidstid og oppsigelse står i arbeidsavtalen, som "
    "arbeidsgiveren lager."
)
UNKNOWN = "forklarer deg om du er ansatt, og hva som gjelder for lønn."


def placement(data, kandidat="K03"):
    return row(data, "praksis", kandidat_id=kandidat)


def agreement(folder, data, **options):
    """Write the agreement of K03 and return its text."""
    (made,) = write(folder, data, kinds=AVTALER, ids=["K03"], **options).dokumenter
    assert made.utfall is Utfall.SKREVET, made.grunn
    return text_of(made.fil.read_bytes())


@pytest.mark.parametrize(
    ("type", "title", "says"),
    [
        ("Praksis", "Praksisavtale", {NOT_EMPLOYED}),
        ("Jobbsmak", "Praksisavtale", {NOT_EMPLOYED}),
        ("Praksisnær opplæring", "Praksisavtale", {NOT_EMPLOYED}),
        ("Arbeidstrening (NAV)", "Vedlegg om læringsmål", {NAV, NOT_EMPLOYED}),
        ("Jobb med lønnstilskudd", "Vedlegg om læringsmål", {NAV, EMPLOYED}),
        ("Ordinær jobb", "Avtale om opplæring i jobb", {NO_CONTRACT, EMPLOYED}),
    ],
)
def test_the_type_decides_whose_agreement_rules_and_whether_someone_is_employed(
    type, title, says, tmp_path
):
    data = example()
    placement(data)["type"] = type
    text = agreement(tmp_path, data)
    assert f"\n{title}\n" in text
    known = {NAV, NO_CONTRACT, NOT_EMPLOYED, EMPLOYED}
    assert {sentence for sentence in known if sentence in text} == says


def test_a_type_the_coordinator_added_says_nothing_of_employment(tmp_path):
    data = example()
    placement(data)["type"] = "Hospitering"
    tables = to_tables(data) | {"Lister": [["praksistype"], ["Praksis"], ["Hospitering"]]}
    bok, lest = read(MemoryBook.of(tables), DAY)
    (made,) = skriv(bok, sjekk(bok, lest), AVTALER, ["K03"], folder=tmp_path).dokumenter
    text = text_of(made.fil.read_bytes())
    assert "\nPraksisavtale\n" in text
    assert UNKNOWN in text
    assert not {NOT_EMPLOYED, EMPLOYED} & set(text.splitlines())


def test_all_sixteen_sections_are_there_in_order(tmp_path):
    text = agreement(tmp_path, example())
    headings = [line for line in text.splitlines() if line.split(" ")[0].isdecimal()]
    assert headings == [
        "1 Partene",
        "2 Hvorfor",
        "3 Tid og sted",
        "4 Arbeidsoppgaver",
        "5 Læringsmål",
        "6 Fadder og veiledning",
        "7 Norsk på arbeidsplassen",
        "8 Oppfølging",
        "9 Avtalt tilrettelegging",
        "10 Forsikring og skade",
        "11 Arbeidstøy, verneutstyr og HMS",
        "12 Fravær",
        "13 Statusen din",
        "14 Taushetsplikt",
        "15 Hvis noe ikke fungerer",
        "16 Underskrift",
    ]


def test_the_unit_of_the_introduction_programme_goes_by_the_municipality(tmp_path):
    data = example()
    assert placement(data)["forsikring_partner_id"] == data["kurs"]["eier_partner_id"] == "P01"
    text = agreement(tmp_path, data)
    assert "Kurstilbyder | Fjellvik kommune / Kontakt: Kari Furutest" in text
    assert "Fjellvik kommune har ansvaret for at du er forsikret på arbeidsplassen." in text
    assert "Fjellvik kommune har ansvaret for oppfølgingen på arbeidsplassen." in text
    assert "for kurstilbyderen, Fjellvik kommune" in text
    placement(data)["forsikring_partner_id"] = "P02"
    text = agreement(tmp_path / "nav", data)
    assert "NAV Fjellvik (fiktiv) har ansvaret for at du er forsikret" in text


def test_only_goals_of_the_plan_that_are_learnt_at_the_workplace_are_listed(tmp_path):
    data = example()
    row(data, "planmål", kandidat_id="K03", mål_id="L04")["status"] = "Utgått"
    lines = agreement(tmp_path, data).splitlines()
    first = lines.index("Deltakeren … | Hvor") + 1
    assert lines[first : lines.index("6 Fadder og veiledning") - 1] == [
        "kan bruke, rengjøre og montere vanlig kjøkkenutstyr på en trygg måte | Her og i kurset",
        "kan lage enkle varme og kalde retter etter oppskrift | Her og i kurset",
        "kan løfte og stå riktig og bruke riktig verneutstyr | Her og i kurset",
        "møter presis, sier fra ved fravær og følger arbeidsplanen | Her",
        "samarbeider med kolleger og bruker tilbakemeldinger | Her",
        "forstår muntlige beskjeder om arbeidsoppgaver | Her og i kurset",
        "kan gi korte beskjeder og spørre når noe er uklart | Her og i kurset",
        "kan lese enkle oppskrifter, etiketter og oppslag | Her og i kurset",
        "kan føre temperatur og avvik på nettbrett | Her",
    ]


def test_what_is_agreed_on_is_written_by_hand_and_signed(tmp_path):
    data = example()
    row(data, "kartlegging", kandidat_id="K03")["avtalt_tilrettelegging"] = "egen pause kl. 12"
    data["fortrolig"][0]["kandidat_id"] = "K03"
    lines = agreement(tmp_path, data).splitlines()
    first = lines.index("9 Avtalt tilrettelegging") + 1
    assert lines[first + 1 : first + 3] == [
        "Dette gjør arbeidsplassen | ",
        "Jeg vil at arbeidsplassen skal vite dette | Underskrift fra deltakeren",
    ]
    assert "Egen pause" not in "".join(lines)
    assert "Bør ikke løfte" not in "".join(lines)


def test_a_workplace_without_a_mentor_gets_a_line_to_write_on(tmp_path):
    data = example()
    placement(data).update(fadder_person_id="", norsklærerbesøk_antall="", verneutstyr="")
    text = agreement(tmp_path, data)
    assert f"Fadderen er {'_' * 24}." in text
    assert "Si fra både til arbeidsplassen og til Kari Furutest." in text
    assert "Norsklæreren er Mona Seljetest, f03@fjellvik.example.\n" in text
    assert "Arbeidsplassen sier hva du trenger av arbeidstøy og verneutstyr." in text


def test_several_placements_of_one_participant_are_told_apart(tmp_path):
    data = example()
    data["praksis"].append(placement(data) | {"praksis_id": "PR11", "partner_id": "P07"})
    made = write(tmp_path, data, kinds=AVTALER, ids=["K03", "K05"]).dokumenter
    assert [(d.id, d.fil.name) for d in made] == [
        ("K03-PR01", "KJ-2026-H_praksisavtale_K03-PR01_2026-11-23.docx"),
        ("K03-PR11", "KJ-2026-H_praksisavtale_K03-PR11_2026-11-23.docx"),
        ("K05", "KJ-2026-H_praksisavtale_K05_2026-11-23.docx"),
    ]
    (one,) = write(tmp_path, data, kinds=AVTALER, ids=["pr11"]).dokumenter
    assert one.id == "K03-PR11"


@pytest.mark.parametrize(
    ("sheet", "wanted", "change", "code"),
    [
        ("praksis", {"kandidat_id": "K03"}, {"sluttdato": "2026-12-24"}, "PRA-01"),
        ("praksis", {"kandidat_id": "K03"}, {"forsikring_avklart": "Nei"}, "PRA-04"),
        ("praksis", {"kandidat_id": "K03"}, {"forsikring_partner_id": ""}, "PRA-04"),
        ("praksis", {"kandidat_id": "K03"}, {"arbeidsoppgaver": ""}, "DOK-01"),
        ("praksis", {"kandidat_id": "K03"}, {"arbeidstid": ""}, "DOK-01"),
        ("praksis", {"kandidat_id": "K03"}, {"partner_id": "P99"}, "DOK-01"),
        ("kandidater", {"kandidat_id": "K03"}, {"etternavn": ""}, "DOK-01"),
        ("planer", {"kandidat_id": "K03"}, {"kandidat_id": "K02"}, "PLA-01"),
    ],
)
def test_what_is_not_settled_stops_the_agreement(sheet, wanted, change, code, tmp_path):
    data = example()
    row(data, sheet, **wanted).update(change)
    (stopped,) = write(tmp_path, data, kinds=AVTALER, ids=["K03"]).dokumenter
    assert stopped.utfall is Utfall.STANSET
    assert {f.kode for f in stopped.funn} == {code}
    assert list(tmp_path.iterdir()) == []


def test_a_plan_without_goals_stops_the_agreement(tmp_path):
    data = example()
    data["planmål"] = [pm for pm in data["planmål"] if pm["kandidat_id"] != "K03"]
    (stopped,) = write(tmp_path, data, kinds=AVTALER, ids=["K03"]).dokumenter
    assert [f.kode for f in stopped.funn] == ["PLA-02"]


def test_a_goal_nobody_knows_makes_the_agreement_a_draft(tmp_path):
    data = example()
    row(data, "planmål", kandidat_id="K03", mål_id="L04")["mål_id"] = "L99"
    (draft,) = write(tmp_path, data, kinds=AVTALER, ids=["K03"]).dokumenter
    assert [f.kode for f in draft.funn] == ["DOK-02"]


def test_a_participant_without_a_placement_is_told_when_asked_for(tmp_path):
    data = example()
    data["praksis"] = [p for p in data["praksis"] if p["kandidat_id"] != "K03"]
    (missing,) = write(tmp_path, data, kinds=AVTALER, ids=["K03"]).dokumenter
    assert missing.grunn == "K03 mangler en rad på arket Praksis. Fyll den ut."
    assert "K03" not in [d.id for d in write(tmp_path, data, kinds=AVTALER).dokumenter]


def test_only_participants_get_an_agreement(tmp_path):
    data = example()
    row(data, "kandidater", kandidat_id="K03")["status"] = "Takket nei"
    assert "K03" not in [d.id for d in write(tmp_path, data, kinds=AVTALER).dokumenter]


def test_the_course_decides_the_language(tmp_path):
    data = example()
    data["kurs"]["målform"] = "nn"
    row(data, "partnere", partner_id="P06")["målform"] = "nb"  # that is for its own agreement
    text = agreement(tmp_path, data)
    assert "Du er deltakar i kurset, ikkje tilsett. Du skal ikkje erstatte ein tilsett." in text
    assert "\n16 Underskrift\n" in text


def test_a_workplace_can_be_told_these_things_about_a_participant_and_no_more():
    shown = {
        sheet.ark: [
            name
            for name, field in columns(sheet).items()
            if field.column.personvern is not Personvern.ÅPEN and field.may_show("D2")
        ]
        for sheet in ARK
    }
    assert {ark: names for ark, names in shown.items() if names} == {
        "Kandidater": [
            *("kandidat_id", "fornavn", "etternavn", "telefon", "epost"),
            "programrådgiver_person_id",
        ],
        "Planer": ["norsklærer_person_id", "oppfølging_hver_dag"],
        "Planmål": ["mål_id"],
        "Praksis": [
            *("kandidat_id", "partner_id", "type", "startdato", "sluttdato", "dager_per_uke"),
            *("timer_per_uke", "arbeidstid", "arbeidssted", "arbeidsoppgaver", "fadder_person_id"),
            *("forsikring_avklart", "forsikring_partner_id", "verneutstyr"),
            *("norsklærerbesøk_antall", "avtale_signert_dato"),
        ],
    }
