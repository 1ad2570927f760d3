"""The candidate sheet: words and no score, and two editions of which one keeps the reasons."""

import docx
import pytest

from documents.word import TEMPLATES, example, parts, row, text_of, write
from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import columns
from kursverktoy.documents.kinds import KINDS, named
from kursverktoy.documents.result import Utfall

INTERN, DELT = KINDS["kandidatark-intern"], KINDS["kandidatark-delt"]
REASONS = {
    "hovedgrunn": "Utenfor målgruppen",
    "beslutning_begrunnelse": "Begrunnelsen som ingen andre får",
    "alternativt_tilbud": "Tilbudet som ingen andre får",
}


def sheet(folder, data, id, kind=INTERN, **options):
    """Write one candidate sheet and return its text."""
    (made,) = write(folder, data, kinds=[kind], ids=[id], **options).dokumenter
    assert made.utfall is Utfall.SKREVET, made.grunn
    return text_of(made.fil.read_bytes())


def lines_of(text, *labels):
    """Return the table rows that begin with these labels, by label."""
    rows = dict(line.split(" | ", 1) for line in text.splitlines() if " | " in line)
    return {label: rows[label] for label in labels}


def test_the_words_are_those_of_the_assessment(tmp_path):
    text = sheet(tmp_path, example(), "K01")
    assert lines_of(
        text,
        *("Interesse", "Forkunnskaper", "Arbeidserfaring", "Utdanning og sertifikater", "Norsk"),
        *("Digitale ferdigheter", "Kommunikasjon og grunnleggende ferdigheter"),
        *("Andre drivkrefter", "Helse, tid og andre rammer"),
        *("Styrker", "Trenger støtte på", "Norsklærer", "Samlet", "Målgruppe", "Beslutning"),
    ) == {
        "Interesse": "Svært stor, har selv tatt initiativ",
        "Forkunnskaper": "Kjenner faget godt",
        "Arbeidserfaring": "Over tre år",
        "Utdanning og sertifikater": "Deler av fagutdanning",
        "Norsk": "Lytte A1, lese A1, muntlig A1, skriftlig Under A1. Kilde:\u00a0Lærervurdering",
        "Digitale ferdigheter": "Klarer noe med hjelp",
        "Kommunikasjon og grunnleggende ferdigheter": "Klarer det meste jobben krever",
        "Andre drivkrefter": "Svært sterke",
        "Helse, tid og andre rammer": "Avklart",
        "Styrker": "interesse, forkunnskaper, arbeidserfaring (formell og uformell), utdanning og "
        "sertifikater, kommunikasjon og grunnleggende ferdigheter og andre drivkrefter",
        "Trenger støtte på": "norsk (lytte, muntlig og skriftlig) og digitale ferdigheter",
        "Norsklærer": "Ja, med støtte (Mona Seljetest)",
        "Samlet": "Godt grunnlag med språkstøtte",
        "Målgruppe": "Yrkesutdanning eller erfaring fra hjemlandet",
        "Beslutning": "Tilbud, 18. juni 2026",
    }


@pytest.mark.parametrize(
    ("id", "samlet", "beslutning"),
    [
        ("K02", "Drøftes i inntaksmøtet", "Ikke tilbud, 18. juni 2026"),
        ("K04", "Godt grunnlag", "Tilbud, 18. juni 2026"),  # that she stopped is not said
        ("K08", "Drøftes i inntaksmøtet", "Venteliste, 18. juni 2026"),
        ("K14", "Mangler kartlegging", "Ikke bestemt ennå"),
    ],
)
def test_the_view_and_the_decision_are_two_things(id, samlet, beslutning, tmp_path):
    found = lines_of(sheet(tmp_path, example(), id), "Samlet", "Beslutning")
    assert found == {"Samlet": samlet, "Beslutning": beslutning}


def test_what_is_not_mapped_yet_is_said_and_leaves_no_hole(tmp_path):
    text = sheet(tmp_path, example(), "K14")
    assert lines_of(text, "Arbeidserfaring", "Norsk", "Norsklærer", "Ikke kartlagt ennå") == {
        "Arbeidserfaring": "Ikke kartlagt ennå",
        "Norsk": "Lytte –, lese –, muntlig A1, skriftlig –. Kilde:\u00a0Lærervurdering",
        "Norsklærer": "har ikke svart",
        "Ikke kartlagt ennå": "Arbeidserfaring (formell og uformell) · Utdanning og sertifikater · "
        "Digitale ferdigheter · Kommunikasjon og grunnleggende ferdigheter · Norsk: lytte · Norsk: "
        "lese · Norsk: skriftlig · Er progresjonen realistisk? · Er helse, tid og andre rammer "
        "avklart?",
    }
    assert "Ikke skrevet ennå. Den skal skrives før noen bestemmer." in text
    assert "| \n" not in text


def test_the_words_are_in_the_language_of_the_course(tmp_path):
    data = example()
    data["kurs"]["målform"] = "nn"
    found = lines_of(
        sheet(tmp_path, data, "K01"),
        *("Interesse", "Norsk", "Treng støtte på", "Samla", "Målgruppe", "Avgjerd"),
    )
    assert found == {
        "Interesse": "Svært stor, har sjølv teke initiativ",
        "Norsk": "Lytte A1, lese A1, munnleg A1, skriftleg Under A1. Kjelde:\u00a0Lærarvurdering",
        "Treng støtte på": "norsk (lytte, munnleg og skriftleg) og digitale ferdigheiter",
        "Samla": "Godt grunnlag med språkstøtte",
        "Målgruppe": "Yrkesutdanning eller erfaring frå heimlandet",
        "Avgjerd": "Tilbod, 18. juni 2026",
    }


def refused(data):
    row(data, "kandidater", kandidat_id="K05").update(REASONS)
    return data


def test_the_reasons_stand_in_the_internal_edition_alone(tmp_path):
    data = refused(example())
    intern = sheet(tmp_path, data, "K05")
    assert all(f" | {reason}\n" in intern for reason in REASONS.values())
    (made,) = write(tmp_path, data, kinds=[DELT], ids=["K05"]).dokumenter
    everything = b"".join(parts(made.fil.read_bytes()).values()).decode("utf-8", "ignore")
    assert not any(reason in everything for reason in REASONS.values())
    assert not any(label in everything for label in ("Hovedgrunn", "Begrunnelse", "Får i stedet"))


@pytest.mark.parametrize("field", REASONS)
@pytest.mark.parametrize("kind", [INTERN, DELT], ids=["intern", "delt"])
def test_no_template_of_the_shared_edition_can_ask_for_a_reason(kind, field, tmp_path):
    maler = tmp_path / "maler"
    maler.mkdir()
    document = docx.Document(TEMPLATES / kind.template_name("nb"))
    document.add_paragraph(f"Spurt etter: {{{{ kandidat.{field} }}}}")
    document.save(maler / kind.template_name("nb"))
    (made,) = write(
        tmp_path / "ut", refused(example()), kinds=[kind], ids=["K05"], maler=maler
    ).dokumenter
    if kind is INTERN:
        assert f"Spurt etter: {REASONS[field]}" in text_of(made.fil.read_bytes())
    else:
        assert made.utfall is Utfall.MISLYKKET
        assert "skal ikke stå i dokumentet kandidatark delt" in made.merknad


def test_the_shared_edition_is_never_of_those_who_got_no_place(tmp_path):
    data = example()
    row(data, "kandidater", kandidat_id="K14")["status"] = "Takket nei"
    delt = [d.id for d in write(tmp_path, data, kinds=[DELT]).dokumenter]
    assert delt == ["K01", "K03", "K04", "K05", "K06", "K07", "K09", "K10", "K11", "K12"]
    intern = [d.id for d in write(tmp_path, data, kinds=[INTERN]).dokumenter]
    assert intern == [f"K{number:02}" for number in range(1, 15)]


def test_the_shared_edition_must_be_asked_for():
    assert DELT not in named([])
    assert named(["kandidatark"]) == [INTERN]
    assert named(["kandidatark-delt"]) == [DELT]


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (INTERN, "Intern utgave. Bare for dem i kommunen som vurderer kandidater til kurset."),
        (DELT, "Delt utgave for norsklærer, offentlig partner eller ekstern kurstilbyder med"),
    ],
    ids=["intern", "delt"],
)
def test_each_edition_says_whom_it_is_for_before_anything_else(kind, says, tmp_path):
    text = sheet(tmp_path, example(), "K03", kind)
    title = text.splitlines().index("Kandidatark")
    assert text.splitlines()[title + 2].startswith(says)
    assert ("Skal aldri gis til arbeidsgivere" in text) is (kind is DELT)
    assert "\tFortrolig – taushetsplikt\n" in text
    assert "Ikke automatisert avgjørelse\tSide" in text


def test_a_decision_without_an_assessment_stops_the_sheet(tmp_path):
    data = example()
    row(data, "kartlegging", kandidat_id="K03")["helhetsvurdering"] = ""
    data["kartlegging"] = [k for k in data["kartlegging"] if k["kandidat_id"] != "K05"]
    result = write(tmp_path, data, kinds=[INTERN, DELT])
    stopped = [(d.id, [f.kode for f in d.funn]) for d in result.med(Utfall.STANSET)]
    assert stopped == [("K03", ["KAR-04"]), ("K05", ["KAR-04"]), ("K03", ["KAR-04"])]


def test_a_candidate_nobody_has_mapped_is_told_when_asked_for(tmp_path):
    data = example()
    data["kartlegging"] = [k for k in data["kartlegging"] if k["kandidat_id"] != "K14"]
    (missing,) = write(tmp_path, data, kinds=[INTERN], ids=["K14"]).dokumenter
    assert missing.grunn == "K14 mangler en rad på arket Kartlegging. Fyll den ut."
    assert "K14" not in [d.id for d in write(tmp_path, data, kinds=[INTERN]).dokumenter]


def test_how_it_was_weighed_and_what_is_agreed_on_stay_in_the_municipality(tmp_path):
    data = example()
    row(data, "kartlegging", kandidat_id="K03").update(
        helhetsvurdering="Vurderingen som ingen andre får",
        avtalt_tilrettelegging="Avtalen som ingen andre får",
    )
    intern, delt = (sheet(tmp_path / k.utgave, data, "K03", k) for k in (INTERN, DELT))
    for text in ("Vurderingen som ingen andre får", "Avtalen som ingen andre får"):
        assert text in intern
        assert text not in delt


def test_a_level_that_is_not_on_its_scale_makes_a_draft(tmp_path):
    data = example()
    row(data, "kartlegging", kandidat_id="K03")["interesse"] = 7
    text = sheet(tmp_path, data, "K03")
    assert "UTKAST – rett feilene i arbeidsboka først." in text
    assert lines_of(text, "Interesse") == {"Interesse": "Ikke kartlagt ennå"}


KEPT = {
    *(f"kandidater.{field}" for field in REASONS),
    *("kartlegging.helhetsvurdering", "kartlegging.avtalt_tilrettelegging"),
}
"""Columns for those who decide: why, how it was weighed, and what has been agreed on with a yes."""


def test_the_two_editions_differ_by_what_is_kept_and_nothing_else():
    intern, delt = (
        {
            f"{ark.navn_i_bok}.{name}"
            for ark in ARK
            for name, field in columns(ark).items()
            if field.may_show(kind.sight)
        }
        for kind in (INTERN, DELT)
    )
    assert intern - delt == KEPT
    assert delt <= intern
    assert not any(shown.startswith("fortrolig.") for shown in intern)
