"""Looking through many templates at once, and trying them on a course."""

import pytest

from documents.broken import D1, broken, told
from documents.word import TEMPLATES, course, example, row
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.linter.columns import unused
from kursverktoy.documents.linter.maler import maler
from kursverktoy.documents.linter.telling import NØKLER, lines, rows
from kursverktoy.errors import KursverktoyError

ORGNR = (
    "«partner.orgnummer» finnes ikke. Mente du «partner.orgnr» («Organisasjonsnummer» på arket "
    "Partnere)?"
)


def placed(folder, name=D1, *body):
    """Write a broken template, and return where it is."""
    path = folder / name
    path.write_bytes(broken(*body))
    return path


def test_without_names_all_templates_of_a_folder_are_looked_through(tmp_path):
    placed(tmp_path, D1, "{{ a. }}")
    placed(tmp_path, "D3_opplaeringsplan_nb.docx", "a")
    (tmp_path / "~$_samarbeidsavtale_nb.docx").write_bytes(b"Word har den oppe")
    (tmp_path / "README.md").write_text("Malene")
    found = maler(folder=tmp_path)
    assert found.maler == (D1, "D3_opplaeringsplan_nb.docx")
    assert [(f.mal, f.kode) for f in found.funn if f.kode != "MAL-55"] == [(D1, "MAL-18")]
    assert found.har_feil


def test_the_shipped_templates_are_looked_through_when_nothing_is_named():
    found = maler()
    assert found.maler == tuple(sorted(path.name for path in TEMPLATES.glob("*.docx")))
    assert not found.har_feil
    assert found.funn == ()


def test_a_folder_without_templates_and_a_template_that_is_not_there_are_told(tmp_path):
    with pytest.raises(KursverktoyError, match=r"^Det er ingen maler \(\.docx\) i mappen"):
        maler(folder=tmp_path)
    with pytest.raises(KursverktoyError, match=r"^Malen «D1\.docx» finnes ikke\."):
        maler([tmp_path / "D1.docx"])


def test_one_that_can_not_be_read_costs_no_other(tmp_path):
    found = maler([tmp_path / "D3_opplaeringsplan_nb.docx", placed(tmp_path, D1, "{{ a. }}")])
    assert [(f"{f.alvor} {f.kode}", f.mal) for f in found.funn] == [
        ("feil MAL-05", "D3_opplaeringsplan_nb.docx"),
        ("feil MAL-18", D1),
    ]
    assert found.funn[0].melding.startswith("Malen «D3_opplaeringsplan_nb.docx» finnes ikke.")


@pytest.mark.parametrize(
    ("name", "meant", "kode"),
    [
        ("D1_samarbeidsavtale.docx", "Mente du «D1_samarbeidsavtale_nb.docx»?", "MAL-30"),
        ("D1 vår egen.docx", "", "MAL-30"),
        ("brev.docx", "", None),
    ],
)
def test_a_name_of_no_document_is_told_and_the_likely_document_checked(name, meant, kode, tmp_path):
    first, *rest = maler([placed(tmp_path, name, "{{ partner.orgnummer }}")]).funn
    assert f"{first.alvor} {first.kode}" == "feil MAL-03"
    assert first.melding.startswith(
        f"Filnavnet «{name}» hører ikke til noe dokument, så malen blir aldri brukt. {meant}"
    )
    assert "  " not in first.melding
    assert first.melding.count(".docx") == (2 if meant else 6)
    assert [f.kode for f in rest] == ([kode] if kode else [])


OURS = frozenset({("Partnere", "personvernrolle"), ("Kurs", "startdato"), ("Partnere", "status")})


def test_required_columns_that_our_templates_show_and_hers_do_not_are_a_hint():
    (hint,) = unused([(KINDS["avtaler"], frozenset({("Partnere", "partnernavn")}))], lambda _: OURS)
    assert (f"{hint.alvor} {hint.kode}", hint.mal) == ("tips MAL-55", "")
    assert hint.melding == (  # the code behind the placeholders reads «Startdato»
        "Disse kolonnene må fylles ut, og våre egne maler for samarbeidsavtale viser dem, men "
        "ingen av malene her gjør det: «Personvernrolle» på arket Partnere."
    )


def test_what_our_own_templates_do_not_show_is_no_hint():
    assert list(unused([(KINDS["avtaler"], frozenset())], lambda _: frozenset())) == []


def test_a_copy_of_our_templates_has_no_hint_and_one_with_a_tag_less_has(tmp_path):
    for path in TEMPLATES.glob("D1_*.docx"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert maler(folder=tmp_path).funn == ()
    for path in tmp_path.iterdir():
        path.write_bytes(broken("a", mal=path.name))
    (hint,) = maler(folder=tmp_path).funn
    assert hint.kode == "MAL-55"
    assert list(lines(["a", "b"], [hint]))[:3] == ["2 maler uten funn.", "", "Malene samlet:"]


def test_nothing_is_said_of_columns_while_a_template_has_faults(tmp_path):
    placed(tmp_path, D1, "{{ a. }}")
    assert [f.kode for f in maler(folder=tmp_path).funn] == ["MAL-18"]


def test_the_page_shows_where_and_points(tmp_path):
    names = [
        placed(
            tmp_path, "D1_samarbeidsavtale_nb.docx", "# 1 Parter", "Nr {{ partner.orgnummer }}."
        ),
        placed(tmp_path, "D3_opplaeringsplan_nb.docx", "a"),
    ]
    found = maler(names)
    assert list(lines(found.maler, found.funn)) == [
        "1 mal uten funn.",
        "",
        "D1_samarbeidsavtale_nb.docx: 1 feil, 0 advarsler og 0 tips",
        "  ✗ feil     «1 Parter», avsnitt 1",
        "             Nr {{ partner.orgnummer }}.",
        "                   ^^^^^^^^^^^^^^^^^",
        f"             {ORGNR} (MAL-30)",
        "",
    ]


def test_the_rows_have_the_same_keys_always(tmp_path):
    body = ["{{ partner.orgnummer }}"]
    (tmp_path / "D1.docx").write_bytes(b"x")
    found = maler([placed(tmp_path, D1, *body), tmp_path / "D1.docx"])
    all_rows = list(rows(found.funn))
    assert {tuple(each) for each in all_rows} == {NØKLER}
    assert all_rows[0] == {
        "kode": "MAL-30",
        "alvor": "feil",
        "mal": D1,
        "sted": "avsnitt 1",
        "tekst": "{{ partner.orgnummer }}",
        "tag": "{{ partner.orgnummer }}",
        "ledd": "partner.orgnummer",
        "melding": ORGNR,
        "forslag": "partner.orgnr",
        "del": "word/document.xml",
        "avsnitt": 0,
    }
    assert [(r["kode"], r["del"], r["avsnitt"]) for r in all_rows[1:]] == [
        ("MAL-03", None, None),
        ("MAL-01", None, None),
    ]


def tried(folder, *body, data=None, name=D1):
    """Return what a template says about the rows of the example course."""
    bok, _ = course(data)
    found = maler([placed(folder, name, *body)], bok=bok).funn
    return [f"{f.alvor} {f.kode}: {f.melding}" for f in found]


def test_the_rows_that_a_template_fails_for_are_told_by_cause(tmp_path):
    body = "{{ 10 / (partner.praksisplasser | default(0)) }}"
    (line,) = tried(tmp_path, body)
    assert line.startswith("feil MAL-60: Dokumentet kan ikke lages for P0")
    assert line.endswith(
        f" Uttrykket «{body}» kan ikke regnes ut: det deler på null. Rett det i malen."
    )


def test_the_empty_cells_that_stop_documents_are_told(tmp_path):
    data = example()
    for number in ("P03", "P06"):
        row(data, "partnere", partner_id=number)["epost"] = None
    (line,) = tried(tmp_path, "{{ partner.epost }}{{ partner.telefon }}", data=data)
    assert line == (
        "advarsel MAL-61: «E-post» på arket Partnere er tom for P03 og P06, og må fylles ut før "
        "dokumentet kan lages."
    )


def test_a_template_with_errors_is_not_tried(tmp_path):
    assert [line[:11] for line in tried(tmp_path, "{{ partner.orgnummer }}")] == ["feil MAL-30"]


def test_our_templates_can_be_filled_for_every_row_of_the_example():
    bok, _ = course()
    assert [f.melding for f in maler(bok=bok).funn if f.kode == "MAL-60"] == []


DEEP = 2000


@pytest.mark.parametrize(
    "tag",
    [
        f"{{{{ {'(' * DEEP}1{')' * DEEP} }}}}",
        f"{{{{ {' + '.join(['1'] * DEEP)} }}}}",
        f"{{{{ kurs{'.sted' * DEEP} }}}}",
        "{% if utkast %}" * DEEP + "{% endif %}" * DEEP,
    ],
)
def test_what_lies_too_deep_is_told_and_not_followed(tag):
    (line,) = told(broken(tag))
    assert line == (
        "feil MAL-18 avsnitt 1: Taggen kan ikke leses: parenteser, betingelser eller løkker ligger "
        "for dypt inni hverandre."
    )
