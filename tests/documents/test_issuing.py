"""A certificate that has been issued is never altered: new numbers, duplicates, and what stops."""

import pytest

from documents.again import (
    BEVIS,
    DUPLICATE,
    K03,
    NEXT,
    USUAL,
    at,
    changed,
    files,
    k03,
    one,
    retitled,
)
from documents.word import example, row, text_of
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.register import listing
from kursverktoy.documents.register.entry import Tilstand
from kursverktoy.documents.register.register import opened, read_register
from kursverktoy.documents.result import Utfall
from kursverktoy.errors import KursverktoyError
from kursverktoy.workbook.saving import digest

LATER = "2026-11-24"


def certificate(folder, data=None, **options):
    return one(at(folder, data, kinds=BEVIS, ids=["K03"], **options))


def test_a_change_leaves_an_issued_certificate_as_it_is(tmp_path):
    certificate(tmp_path)
    before = files(tmp_path)
    data = changed("kandidater", "etternavn", "Fjelltest", kandidat_id="K03")
    again = certificate(tmp_path, data, day=NEXT)
    assert (again.utfall, again.fil.name) == (Utfall.FRYST, K03)
    assert again.grunn == (
        "Kursbevis nr. KJ-2026-H-03 er utstedt 20.11.2026 og endres ikke. Siden da: «Navnet» er "
        "endret. Skal beviset rettes, så skriv et nytt nummer under «Bevisnummer» på arket "
        "Avslutning. Det nye beviset sier at det erstatter dette."
    )
    assert files(tmp_path) == before
    assert certificate(tmp_path, day=NEXT).utfall is Utfall.UENDRET  # put back


def test_another_template_leaves_an_issued_certificate_as_it_is(tmp_path):
    certificate(tmp_path / "ut")
    maler = retitled(tmp_path, "D5_kursbevis_nb.docx", "Diplom")
    again = certificate(tmp_path / "ut", maler=maler, day=NEXT)
    assert again.utfall is Utfall.FRYST
    assert [str(each) for each in again.årsak] == ["Malen D5_kursbevis_nb.docx er endret"]


def test_an_error_that_comes_later_makes_no_draft_of_what_is_issued(tmp_path):
    certificate(tmp_path)
    before = files(tmp_path)
    # An error about the participant's plan in a column that certificates show.
    again = certificate(tmp_path, changed("planer", "startdato", "2027-01-11", kandidat_id="K03"))
    assert again.utfall is Utfall.FRYST
    assert files(tmp_path) == before


def test_a_certificate_that_has_left_the_folder_is_not_made_again(tmp_path):
    certificate(tmp_path)
    (tmp_path / K03).unlink()
    again = certificate(tmp_path, day=NEXT)
    assert again.utfall is Utfall.FRYST
    assert again.merknad == (
        "Kursbevis nr. KJ-2026-H-03 er utstedt 20.11.2026 og endres ikke. "
        f"Filen «{K03}» ligger ikke lenger i mappen. Trengs et nytt eksemplar, så lag et duplikat."
    )
    assert list(tmp_path.glob("*.docx")) == []


def test_a_certificate_signed_in_word_is_left_alone(tmp_path):
    certificate(tmp_path)
    (tmp_path / K03).write_bytes(b"signert")
    again = certificate(tmp_path, day=NEXT)
    assert again.utfall is Utfall.ENDRET
    assert again.merknad == (
        "Kursbevis nr. KJ-2026-H-03 er utstedt 20.11.2026 og endres ikke. "
        f"Filen «{K03}» er endret etter at beviset ble utstedt. Den får ligge, og det lages ingen "
        "PDF av den. Er den ikke endret med vilje, så hent den utstedte filen fra arkivet. "
        "Trengs et nytt eksemplar, så lag et duplikat."
    )
    assert again.funn == ()
    assert not again.kan_bli_pdf
    # It is told also when the course is another now.
    later = certificate(tmp_path, k03(sertifikater="Truckførerbevis"), day=NEXT)
    assert later.utfall is Utfall.ENDRET
    assert "er endret etter at beviset ble utstedt" in later.merknad
    assert "«Sertifikater» er endret på K03" in later.merknad


def test_a_new_number_issues_anew_and_says_what_it_replaces(tmp_path):
    certificate(tmp_path)
    first = (tmp_path / K03).read_bytes()
    data = k03(bevis_nr="KJ-2026-H-03B", sertifikater="Truckførerbevis")
    new = certificate(tmp_path, data)
    assert (new.utfall, new.funn) == (Utfall.SKREVET, ())
    assert new.fil.name == K03.replace(".docx", "_v2.docx")
    assert "Erstatter kursbevis nr. KJ-2026-H-03 av 20. november 2026." in text_of(
        new.fil.read_bytes()
    )
    assert (tmp_path / K03).read_bytes() == first
    assert certificate(tmp_path, data, day=NEXT).utfall is Utfall.UENDRET
    assert [(e.nummer, e.erstatter, e.fil) for e in read_register(tmp_path).entries()] == [
        ("KJ-2026-H-03", "", K03),
        ("KJ-2026-H-03B", "KJ-2026-H-03", new.fil.name),
    ]
    # Another change is another certificate, which replaces the second.
    data = k03(bevis_nr="KJ-2026-H-03C")
    assert "nr. KJ-2026-H-03B av" in text_of(certificate(tmp_path, data, day=NEXT).fil.read_bytes())


def test_a_number_that_has_been_replaced_does_not_come_back(tmp_path):
    certificate(tmp_path)
    certificate(tmp_path, k03(bevis_nr="KJ-2026-H-03B"))
    back = certificate(tmp_path, day=NEXT)
    assert back.utfall is Utfall.STANSET
    assert back.grunn == (
        "Kursbevis nr. KJ-2026-H-03 er erstattet av nr. KJ-2026-H-03B. Skriv KJ-2026-H-03B eller "
        "et nytt nummer under «Bevisnummer» på arket Avslutning."
    )


def test_a_translation_replaces_what_its_original_replaces(tmp_path):
    certificate(tmp_path)
    data = k03(bevis_nr="KJ-2026-H-03B")
    certificate(tmp_path, data)
    english = certificate(tmp_path, data, choices=Choices(språk="en"))
    assert english.utfall is Utfall.SKREVET
    assert "KJ-2026-H-03 of 20 November 2026" in text_of(english.fil.read_bytes())


@pytest.mark.parametrize(
    ("data", "choices", "why"),
    [
        (k03(timer_gjennomført=240), Choices(språk="en"), "«Timer gjennomført» er endret på K03"),
        (
            changed("kandidater", "fornavn", "Maron", kandidat_id="K03"),
            Choices(språk="nn"),
            "«Navnet» er endret",
        ),
        (
            example(),
            Choices(vis_delvis=False, språk="en"),
            ("Valget om delvis oppnådde mål er et annet; «Målene» er endret"),
        ),
    ],
)
def test_one_number_says_one_thing_in_all_languages(data, choices, why, tmp_path):
    first = example()
    for each in (first, data):
        goal = next(pm for pm in each["planmål"] if pm["kandidat_id"] == "K03")
        goal["status"] = "Delvis oppnådd"
    certificate(tmp_path, first)
    before = files(tmp_path)
    stopped = certificate(tmp_path, data, choices=choices)
    assert stopped.utfall is Utfall.STANSET
    assert stopped.merknad == (
        "Kursbevis nr. KJ-2026-H-03 er utstedt 20.11.2026 på et annet språk, og to bevis med "
        f"samme nummer må si det samme. Siden da: {why}. Sett det tilbake, eller skriv et nytt "
        "nummer under «Bevisnummer» på arket Avslutning."
    )
    assert files(tmp_path) == before
    unchanged = certificate(tmp_path, first, choices=Choices(språk=choices.språk), day=NEXT)
    assert unchanged.utfall is Utfall.SKREVET


@pytest.mark.parametrize("lost", ["deleted", "emptied", "cut"])
def test_a_lost_register_issues_no_number_again(lost, tmp_path):
    certificate(tmp_path)
    register = tmp_path / "dokumentregister.jsonl"
    match lost:
        case "deleted":
            register.unlink()
        case "emptied":
            register.write_bytes(b"")
        case "cut":
            register.write_bytes(register.read_bytes().split(b"\n")[0])
    issued = (tmp_path / K03).read_bytes()
    data = k03(timer_gjennomført=240)
    stopped = certificate(tmp_path, data, day=NEXT)
    assert stopped.utfall is Utfall.STANSET
    assert stopped.merknad == (
        f"«{K03}» ligger i mappen, og dokumentregisteret kjenner den ikke. Er beviset delt ut, så "
        "hent «dokumentregister.jsonl» tilbake fra en sikkerhetskopi. Er det ikke delt ut, så "
        "flytt filen til en annen mappe, og prøv igjen."
    )
    for choices in (Choices(språk="en"), DUPLICATE):
        assert certificate(tmp_path, data, choices=choices).utfall is Utfall.STANSET
    # A new number would not say that it replaces the first, and a PDF alone tells as much.
    (tmp_path / K03).rename((tmp_path / K03).with_suffix(".pdf"))
    data = k03(bevis_nr="KJ-2026-H-03B")
    assert certificate(tmp_path, data, day=NEXT).utfall is Utfall.STANSET
    assert [p.read_bytes() for p in tmp_path.glob("*K03*")] == [issued]
    # What she knows was never handed out, she moves.
    (tmp_path / K03).with_suffix(".pdf").unlink()
    if lost != "deleted":
        stopped = certificate(tmp_path, data, day=NEXT)
        assert stopped.merknad == (
            "Dokumentregisteret er skadet, og det som er borte, kan ha vært et bevis til K03. Hent "
            "«dokumentregister.jsonl» tilbake fra en sikkerhetskopi. Er du sikker på at det ikke "
            "er delt ut noe bevis, så slett «dokumentregister_skadet.jsonl», og prøv igjen."
        )
        (tmp_path / "dokumentregister_skadet.jsonl").unlink()
    assert certificate(tmp_path, data, day=NEXT).utfall is Utfall.SKREVET


@pytest.mark.parametrize("name", ["KJ-2026-H_kursbevis_K03_2026-11-23 - Kopi.docx", "Bevis 1.docx"])
def test_a_certificate_is_known_whatever_its_file_is_called(name, tmp_path):
    certificate(tmp_path)
    (tmp_path / "dokumentregister.jsonl").unlink()
    (tmp_path / K03).rename(tmp_path / name)
    for data in (k03(timer_gjennomført=240), k03(bevis_nr="KJ-2026-H-03B")):
        assert certificate(tmp_path, data, day=NEXT).utfall is Utfall.STANSET
    data = k03()
    data["kurs"]["kurs_id"] = "KJ-2027-V"  # the number is the same
    assert certificate(tmp_path, data, day=NEXT).utfall is Utfall.STANSET
    other = one(at(tmp_path, kinds=BEVIS, ids=["K04"], day=NEXT))
    assert other.utfall is Utfall.SKREVET


def test_an_altered_pdf_of_a_certificate_is_told(tmp_path):
    certificate(tmp_path)
    pdf = (tmp_path / K03).with_suffix(".pdf")
    pdf.write_bytes(b"%PDF")
    with opened(tmp_path) as register:
        register.keep_pdfs({tmp_path / K03: digest(b"%PDF")})
    assert certificate(tmp_path).utfall is Utfall.UENDRET
    pdf.write_bytes(b"%PDF signert")
    again = certificate(tmp_path)
    assert (again.utfall, again.merknad) == (
        Utfall.ENDRET,
        "PDF-en ved siden av beviset er endret etter at den ble laget.",
    )
    (row,) = listing.documents_of(tmp_path).rader
    assert (row.tilstand, row.pdf_endret) == (Tilstand.UENDRET, True)


def test_a_duplicate_of_what_was_issued_before_is_no_edited_file(tmp_path):
    certificate(tmp_path)
    certificate(tmp_path, choices=DUPLICATE)
    data = k03(bevis_nr="KJ-2026-H-03B")
    certificate(tmp_path, data)
    duplicate = certificate(tmp_path, data, choices=DUPLICATE)
    assert (duplicate.utfall, duplicate.funn) == (Utfall.SKREVET, ())


def test_the_same_person_under_another_number_is_told(tmp_path):
    certificate(tmp_path)
    data = example()
    old, new = (row(data, "kandidater", kandidat_id=id) for id in ("K03", "K04"))
    for field in ("fornavn", "etternavn", "fødselsdato"):
        new[field] = old[field]
    second = one(at(tmp_path, data, kinds=BEVIS, ids=["K04"]))
    assert second.utfall is Utfall.SKREVET
    assert second.merknad == (
        "Den samme personen har kursbevis nr. KJ-2026-H-03 fra før, under et annet nummer."
    )


def test_a_duplicate_in_a_language_that_is_not_issued_says_so(tmp_path):
    certificate(tmp_path)
    stopped = certificate(tmp_path, choices=Choices(språk="en", duplikat=True))
    assert stopped.merknad == (
        "Kursbevis nr. KJ-2026-H-03 er utstedt på et annet språk. Lag duplikatet på det språket, "
        "eller skriv beviset på dette språket først."
    )


def test_a_draft_and_the_certificates_of_others_are_in_nobodys_way(tmp_path):
    draft = changed("planer", "startdato", "2027-01-11", kandidat_id="K03")
    certificate(tmp_path, draft)
    (tmp_path / K03.replace("K03", "K033")).write_bytes(b"en annens")
    (tmp_path / "dokumentregister.jsonl").unlink()
    assert certificate(tmp_path, day=NEXT).utfall is Utfall.SKREVET


def test_a_number_of_a_participant_does_not_go_to_another_person(tmp_path):
    certificate(tmp_path)
    data = k03(bevis_nr="KJ-2026-H-03B")
    row(data, "kandidater", kandidat_id="K03").update(
        fornavn="Oddny", etternavn="Vannprøve", fødselsdato="1990-05-06"
    )
    stopped = certificate(tmp_path, data, day=NEXT)
    assert stopped.utfall is Utfall.STANSET
    assert stopped.merknad == (
        "K03 har et annet navn og en annen fødselsdato enn den som fikk kursbevis nr. "
        "KJ-2026-H-03. Er det en annen person, så gi vedkommende et eget nummer på arket "
        "Kandidater. Ellers: rett navnet eller datoen tilbake."
    )
    # The same name spelt anew, or another day of birth, is the same person.
    for change in ({"etternavn": "Skogstest"}, {"fødselsdato": "1990-05-06"}):
        folder = tmp_path / next(iter(change))
        certificate(folder)
        data = k03(bevis_nr="KJ-2026-H-03B")
        row(data, "kandidater", kandidat_id="K03").update(change)
        new = certificate(folder, data, day=NEXT)
        assert (new.utfall, new.merknad) == (
            Utfall.SKREVET,
            (
                "Navnet eller fødselsdatoen er en annen enn på beviset dette erstatter. "
                "Se etter at det er samme person."
            ),
        )


def test_a_certificate_that_replaces_one_of_nobody_known_says_so(tmp_path):
    certificate(tmp_path)
    register = tmp_path / "dokumentregister.jsonl"
    _, *lines = register.read_bytes().split(b"\n")
    register.write_bytes(b"\n".join([b"?", *lines]))
    data = k03(bevis_nr="KJ-2026-H-03B")
    assert certificate(tmp_path, data, day=NEXT).utfall is Utfall.STANSET
    (tmp_path / "dokumentregister_skadet.jsonl").unlink()  # she has looked into it
    new = certificate(tmp_path, data, day=NEXT)
    assert (new.utfall, new.merknad) == (
        Utfall.SKREVET,
        (
            "Registeret har vært skadet og vet ikke lenger hvem som fikk beviset dette erstatter. "
            "Se etter at det er samme person."
        ),
    )


def test_a_duplicate_is_not_made_with_another_template(tmp_path):
    certificate(tmp_path / "ut")
    before = files(tmp_path / "ut")
    maler = retitled(tmp_path, "D5_kursbevis_nb.docx", "Diplom")
    stopped = certificate(tmp_path / "ut", maler=maler, choices=DUPLICATE)
    assert stopped.utfall is Utfall.STANSET
    assert stopped.merknad == (
        "Duplikatet ble ikke laget, for det ville blitt annerledes enn kursbevis nr. "
        "KJ-2026-H-03: Malen D5_kursbevis_nb.docx er endret. Bruk malen beviset ble laget med, "
        f"eller skriv ut «{K03}» på nytt og merk utskriften «Duplikat»."
    )
    assert files(tmp_path / "ut") == before


def test_one_number_on_two_participants_stops_both(tmp_path):
    data = example()
    row(data, "avslutning", kandidat_id="K05")["bevis_nr"] = "kj-2026-h-03 "
    result = at(tmp_path, data, kinds=BEVIS, ids=["K03", "K05"])
    assert [(d.id, d.utfall) for d in result.dokumenter] == [
        ("K03", Utfall.STANSET),
        ("K05", Utfall.STANSET),
    ]
    assert result.dokumenter[0].grunn == (
        "Bevisnummer KJ-2026-H-03 står på både K03 og K05. "
        "Gi hver sitt nummer under «Bevisnummer» på arket Avslutning."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_number_issued_to_someone_else_stops_and_the_first_stands(tmp_path):
    certificate(tmp_path)
    data = k03(bevis_nr="KJ-2026-H-03B")
    row(data, "avslutning", kandidat_id="K05")["bevis_nr"] = "KJ-2026-H-03"
    stopped = one(at(tmp_path, data, kinds=BEVIS, ids=["K05"]))
    assert stopped.utfall is Utfall.STANSET
    assert stopped.grunn == (
        "Bevisnummer KJ-2026-H-03 er utstedt til K03 fra før. "
        "Gi K05 et annet nummer under «Bevisnummer» på arket Avslutning."
    )
    row(data, "avslutning", kandidat_id="K03")["bevis_nr"] = "KJ-2026-H-03"
    assert certificate(tmp_path, data).utfall is Utfall.UENDRET


def test_a_draft_is_not_issued_and_gives_way_to_the_certificate(tmp_path):
    data = changed("planer", "startdato", "2027-01-11", kandidat_id="K03")
    draft = certificate(tmp_path, data)
    assert [f.kode for f in draft.funn] == ["DOK-02"]
    assert [e.utstedt for e in read_register(tmp_path).entries()] == [""]
    issued = certificate(tmp_path)
    assert (issued.utfall, issued.fil.name) == (Utfall.SKREVET, K03)
    assert str(issued.årsak[0]) == "UTKAST er borte"
    assert [e.utstedt for e in read_register(tmp_path).entries()] == ["2026-11-20"]
    assert len(list(tmp_path.glob("*.docx"))) == 1


def test_a_duplicate_has_the_same_number_and_says_what_it_is(tmp_path):
    certificate(tmp_path)
    original = (tmp_path / K03).read_bytes()
    duplicate = certificate(tmp_path, day=NEXT, choices=DUPLICATE)
    assert duplicate.utfall is Utfall.SKREVET
    assert duplicate.fil.name == f"KJ-2026-H_kursbevis_duplikat_K03_{LATER}.docx"
    text = text_of(duplicate.fil.read_bytes())
    assert "Duplikat, 24. november 2026" in text
    assert "KJ-2026-H-03" in text
    assert (tmp_path / K03).read_bytes() == original
    assert certificate(tmp_path, day=NEXT, choices=DUPLICATE).utfall is Utfall.UENDRET
    assert certificate(tmp_path, day=NEXT).utfall is Utfall.UENDRET
    assert [(e.nummer, e.duplikat) for e in read_register(tmp_path).entries()] == [
        ("KJ-2026-H-03", False),
        ("KJ-2026-H-03", True),
    ]


def test_a_duplicate_can_be_had_when_the_original_has_been_sent_away(tmp_path):
    certificate(tmp_path)
    (tmp_path / K03).unlink()
    assert certificate(tmp_path, day=NEXT, choices=DUPLICATE).utfall is Utfall.SKREVET


def test_a_duplicate_of_a_certificate_that_replaced_another_says_so_too(tmp_path):
    certificate(tmp_path)
    data = k03(bevis_nr="KJ-2026-H-03B")
    certificate(tmp_path, data)
    text = text_of(certificate(tmp_path, data, day=NEXT, choices=DUPLICATE).fil.read_bytes())
    assert "Erstatter kursbevis nr. KJ-2026-H-03 av" in text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            {"sertifikater": "Truckførerbevis"},
            (
                "Duplikatet ble ikke laget. Siden kursbevis nr. KJ-2026-H-03 ble utstedt "
                "20.11.2026: «Sertifikater» er endret på K03. Sett det tilbake, eller skriv et "
                "nytt nummer under «Bevisnummer» på arket Avslutning og skriv beviset på nytt."
            ),
        ),
        (
            {"bevis_nr": "KJ-2026-H-03B"},
            (
                "Duplikatet ble ikke laget. K03 har kursbevis nr. KJ-2026-H-03, og under "
                "«Bevisnummer» på arket Avslutning står KJ-2026-H-03B. Skriv KJ-2026-H-03 der, "
                "eller skriv beviset på nytt med det nye nummeret."
            ),
        ),
    ],
)
def test_there_is_no_duplicate_of_what_has_changed(change, why, tmp_path):
    certificate(tmp_path)
    before = files(tmp_path)
    stopped = certificate(tmp_path, k03(**change), choices=DUPLICATE)
    assert (stopped.utfall, stopped.grunn) == (Utfall.STANSET, why)
    assert files(tmp_path) == before


def test_there_is_no_duplicate_of_what_has_not_been_issued(tmp_path):
    stopped = certificate(tmp_path, choices=DUPLICATE)
    assert stopped.utfall is Utfall.STANSET
    assert stopped.grunn == (
        "Kursbeviset til K03 er ikke utstedt fra denne mappen. Skriv beviset først."
    )


def test_there_is_no_duplicate_while_an_error_stands(tmp_path):
    certificate(tmp_path)
    data = changed("planer", "startdato", "2027-01-11", kandidat_id="K03")
    stopped = certificate(tmp_path, data, choices=DUPLICATE)
    assert stopped.utfall is Utfall.STANSET
    assert stopped.funn


def test_only_certificates_have_duplicates_and_someone_is_named(tmp_path):
    with pytest.raises(KursverktoyError, match=r"^Bare kursbevis kan lages som duplikat\."):
        at(tmp_path, kinds=[KINDS["avtaler"]], ids=["P07"], choices=DUPLICATE)
    with pytest.raises(KursverktoyError, match=r"^Et duplikat lages for én om gangen\."):
        at(tmp_path, choices=DUPLICATE)
    at(tmp_path, ids=["K03"])
    result = at(tmp_path, ids=["K03"], choices=DUPLICATE, kinds=USUAL)
    assert [(d.type, d.utfall) for d in result.dokumenter] == [("D5", Utfall.SKREVET)]
