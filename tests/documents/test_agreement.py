"""The cooperation agreement with all partners in one: who is in it, and what each is told."""

import docx

from documents.word import TEMPLATES, course, example, row, text_of, write
from kursverktoy.documents.contexts.agreement import DELING, Fellesavtale
from kursverktoy.documents.kinds import KINDS, named
from kursverktoy.documents.result import Utfall

FELLES = KINDS["avtaler-felles"]


def agreement(folder, data=None, **options):
    """Write the agreement with all partners and return its text."""
    (made,) = write(folder, data, kinds=[FELLES], **options).dokumenter
    assert made.utfall is Utfall.SKREVET, made.grunn
    return text_of(made.fil.read_bytes())


def test_it_is_made_when_it_is_named_and_only_then():
    assert FELLES not in named([])
    assert named(["avtaler"]) == [KINDS["avtaler"]]
    assert named(["avtaler-felles"]) == [FELLES]


def test_its_parties_are_the_owner_and_those_the_owner_makes_agreements_with():
    data = example()
    row(data, "partnere", partner_id="P05")["status"] = "Ikke aktuell"
    bok = course(data)[0]
    context = Fellesavtale(bok, bok.kurs)
    assert [p.id for p in context.partnere] == ["P02", "P03", "P04", "P06", "P07", "P08"]
    assert [p.id for p in context.parter] == ["P01", *(p.id for p in context.partnere)]
    assert [p.id for p in context.praksissteder] == ["P06", "P07", "P08"]


def test_each_partner_reads_what_every_partner_is_told(tmp_path):
    text = agreement(tmp_path)
    for p in example()["partnere"][1:]:
        (line,) = (
            line
            for line in text.splitlines()
            if DELING["nb"][p["deling_nivå"]] in line and line.startswith(f"{p['partnernavn']} | ")
        )
        assert p["personvernrolle"] in line


def test_each_party_has_a_place_of_its_own_to_sign(tmp_path):
    lines = agreement(tmp_path).splitlines()
    for p in example()["partnere"]:
        at = max(n for n, line in enumerate(lines) if line == p["partnernavn"])
        assert lines[at + 1 : at + 3] == [
            f"Navn | {p['signerer_navn']} | Tittel | {p['signerer_tittel']}",
            "Sted og dato |  | Underskrift | ",
        ]


def test_the_place_to_sign_never_splits():
    for språk in ("nb", "nn"):
        *lines, last = docx.Document(TEMPLATES / FELLES.template_name(språk)).tables[-1].rows
        for line in (*lines, last):
            assert line._tr.trPr.find("{*}cantSplit") is not None
        for line in lines:
            assert all(p.paragraph_format.keep_with_next for c in line.cells for p in c.paragraphs)


def test_it_is_in_the_language_of_the_course(tmp_path):
    data = example()
    row(data, "partnere", partner_id="P06")["målform"] = "nn"
    assert "13 Underskrift\nAlle partene får hvert sitt" in agreement(tmp_path / "a", data)
    data["kurs"]["målform"] = "nn"
    assert "13 Underskrift\nAlle partane får kvart sitt" in agreement(tmp_path / "b", data)


def test_an_error_about_one_partner_stops_it(tmp_path):
    data = example()
    row(data, "partnere", partner_id="P06")["partnertype"] = ""
    (made,) = write(tmp_path, data, kinds=[FELLES]).dokumenter
    assert made.utfall is Utfall.STANSET


def test_a_course_without_partners_has_none(tmp_path):
    data = example()
    data["partnere"] = data["partnere"][:1]
    assert write(tmp_path, data, kinds=[FELLES]).dokumenter == ()
