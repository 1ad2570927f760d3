"""What is said of a template that fails: in Norwegian, with its own tag, and never with a value."""

import re

import pytest

from documents.word import course, fill, template
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.linter.trial import trial
from kursverktoy.documents.template import UnusableTemplateError
from kursverktoy.documents.views import Sight

SURNAME, GOAL = "Hemmeligsen", "Bli trygg nok til å flytte"
VALUES = {
    "etternavn": SURNAME,
    "mål": GOAL,
    "liste": (SURNAME, GOAL),
    "tabell": {"a": SURNAME},
    "tall": 12345.0,
}
LEAKS = [
    "{{ rad[etternavn] }}",
    "{{ {}[etternavn] }}",
    "{{ tabell[mål] }}",
    "{{ rad[mål] }}",
    "{{ etternavn.finnes_ikke }}",
    "{{ etternavn[mål] }}",
    "{{ liste | map(attribute=etternavn) | list }}",
    "{{ liste | map(etternavn) | list }}",
    "{{ liste | select(etternavn) | list }}",
    "{{ (rad,) | map(attribute=etternavn) | list }}",
    "{{ (rad,) | sort(attribute=mål) }}",
    "{{ (rad,) | groupby(etternavn) }}",
    "{{ (rad,) | sum(attribute=etternavn) }}",
    "{{ etternavn | dato }}",
    "{{ etternavn | dato(mål) }}",
    "{{ rad.avtale_til | dato(etternavn) }}",
    "{{ etternavn | tall }}",
    "{{ etternavn | kr }}",
    "{{ tall | tall(etternavn) }}",
    "{{ tall | round(method=etternavn) }}",
    "{{ etternavn + 1 }}",
    "{{ -etternavn }}",
    "{{ etternavn * mål }}",
    "{{ etternavn < tall }}",
    "{{ etternavn() }}",
    "{{ etternavn.index(mål) }}",
    "{{ tabell.pop(etternavn) }}",
    "{{ etternavn.format(mål) }}",
    "{{ etternavn % mål }}",
    "{{ rad.avtale_til.strftime(etternavn) }}",
    "{{ rad.avtale_til.strptime(etternavn, mål) }}",
    "{{ rad.avtale_til.fromisoformat(etternavn) }}",
    "{{ rad.avtale_til.replace(year=etternavn) }}",
    "{% for a, b in liste %}{{ a }}{% endfor %}",
    "{% for a in tall %}{{ a }}{% endfor %}",
    "{% include etternavn %}",
    "{% extends etternavn %}",
    "{% import etternavn as x %}",
    "{% from etternavn import x %}",
    "{% macro m(a) %}{{ rad[a] }}{% endmacro %}{{ m(etternavn) }}",
    "{% macro m(a) %}{% endmacro %}{{ m(a=1, b=etternavn) }}",
    "{% set n = etternavn %}{{ rad[n] }}",
    "{% if utkast %}{{ a | finnes_ikke }}{% endif %}{{ {}[mål] }}",
    "{{ range(etternavn) }}",
    "{{ etternavn | attr(mål) }}",
    "{{ [] | first }}",
    "{{ liste | slice(etternavn) | list }}",
    "{{ loop.cycle() }}",
    "{{ {etternavn: 1}[mål] }}",
    "{{ {}.get(etternavn).x }}",
    "{{ etternavn | default(x.y) }}{{ x.y }}",
    "{% for x in liste %}{{ loop(mål) }}{% endfor %}",
    "{{ etternavn | unique | first | tall }}",
    "{{ etternavn is divisibleby(mål) }}",
    "{{ etternavn is sameas }}",
]
LOOSE = [
    "{{ etternavn }} {% raw %}{{ x }}{% endraw %} {{ mål }}",
    "{{ etternavn }} }} {{ mål }}",
    "{% if etternavn %}{{ '{' }}{% endif %}{ {{ mål }} } } }}",
]
SECRET = re.compile(f"(?i){SURNAME}|trygg nok|flytte|12.?345")
ENGLISH = re.compile(
    r"(?i)\b(no|the|not|object|unsupported|operand|division|specified|is|found|invalid|literal|"
    r"must|argument|attribute|type|errno|none|nonetype|str|int|unexpected|keyword|unpack)\b|\(\)"
)
QUOTED = re.compile("«[^«»]*»")


def said(tmp_path, *tags, **more):
    """Return what is said of a template of some paragraphs."""
    bok, _ = course()
    rad = Sight(bok, "D1").show(bok.partnere[0])
    with pytest.raises(UnusableTemplateError) as told:
        fill(template(tmp_path, *tags, **more), rad=rad, **VALUES)
    return str(told.value)


@pytest.mark.parametrize("tag", LEAKS)
@pytest.mark.parametrize("place", ["body", "header", "title"])
def test_no_value_is_ever_in_a_message_and_no_english(tag, place, tmp_path):
    if place == "body":
        told = said(tmp_path, "Hei", tag)
    elif place == "header":
        told = said(tmp_path, "Hei", header=[tag])
    else:
        told = said(tmp_path, "Hei", title=tag)
    assert_nothing_is_given_away(told)


@pytest.mark.parametrize("tag", LOOSE)
@pytest.mark.parametrize("place", ["body", "header"])
def test_nor_when_a_tag_is_left_over(tag, place, tmp_path):
    told = said(tmp_path, tag) if place == "body" else said(tmp_path, header=[tag])
    assert "en tag er ikke hel ved «" in told
    assert_nothing_is_given_away(told)


def assert_nothing_is_given_away(told):
    assert not SECRET.search(told), told
    assert not ENGLISH.search(QUOTED.sub("", told)), told
    assert told.startswith("Malen «mal.docx» kan ikke brukes: ")


CANNOT = "kan ikke regnes ut"
MIXED = "det blander verdier som ikke passer sammen, for eksempel en tekst og et tall"
FILTER = "et filter eller en test får noe annet enn det tar"


@pytest.mark.parametrize(
    ("tags", "what"),
    [
        (["{{ rad[etternavn] }}"], "«{{ rad[etternavn] }}» slår opp et navn som ikke finnes på"),
        (["{{ {}[etternavn] }}"], "«{{ {}[etternavn] }}» slår opp et navn som ikke finnes"),
        (["{{ etternavn }} {{ nvan }} {{ mål }}"], "«nvan» finnes ikke i dette dokumentet"),
        (["{{ etternavn.x }}"], "«etternavn.x» finnes ikke i dette dokumentet"),
        (["{{ [] | first }}"], "«{{ [] | first }}» gir ingenting som kan brukes"),
        (
            ["{{ mål }}{{ etternavn + 1 }}{{ mål }}"],
            f"uttrykket «{{{{ etternavn + 1 }}}}» {CANNOT}: {MIXED}",
        ),
        (["{{ 1 / 0 }}"], f"uttrykket «{{{{ 1 / 0 }}}}» {CANNOT}: det deler på null"),
        (
            ["{{ etternavn | dato }}"],
            f"uttrykket «{{{{ etternavn | dato }}}}» {CANNOT}: {FILTER}",
        ),
        (
            ["{{ [1, 2].index(3) }}"],
            f"uttrykket «{{{{ [1, 2].index(3) }}}}» {CANNOT}: en verdi kan ikke brukes slik",
        ),
        (["{% include 'x' %}"], "«include» er ikke lov i en mal: alt må stå i malen selv"),
        (["{% if etternavn %}{{ mål | stor }}{% endif %}"], "«stor» er ikke et filter eller en"),
        (
            ["{{ (10 ** 9) * 100000000000 }}"],
            "«*» kan bare brukes med vanlige tall, i «{{ (10 ** 9) * 100000000000 }}»",
        ),
        (["{{ range(9999) }}"], "«range» kan gi høyst 1000 tall, i «{{ range(9999) }}»"),
        (["{{ etternavn }}", "Hei { { mål }} du"], "en tag er ikke hel ved «Hei { { mål }} du»"),
        (
            ["{% for x in tall %}{{ x }}{% endfor %}"],
            f"taggen «{{% for x in tall %}}» {CANNOT}: det blander verdier som ikke passer sammen",
        ),
        (["{{ rad.status }}"], "«rad.status» («Status» på arket Partnere) skal ikke stå i "),
        (["{{ rad['status'] }}"], "«status» («Status» på arket Partnere) skal ikke stå i "),
        (["{{ rad.avtale_fraa }}"], "«rad.avtale_fraa» finnes ikke på arket Partnere. Mente du"),
        (["{{ rad }}"], "en hel rad fra arket Partnere kan ikke skrives ut, i «{{ rad }}». Velg"),
    ],
)
def test_the_tag_is_named_and_what_is_wrong_with_it(tags, what, tmp_path):
    told = said(tmp_path, *tags)
    assert told.startswith(f"Malen «mal.docx» kan ikke brukes: {what}"), told
    assert told.endswith("Åpne den i Word og rett den. Kjør «kursverktoy maler» for å se hvor.")


def test_the_document_is_called_by_its_title(tmp_path):
    bok, _ = course()
    for document, title in (("D6b-delt", "kandidatark delt"), ("D5", "kursbevis")):
        kandidat = Sight(bok, document).show(bok.kandidater[1])
        with pytest.raises(UnusableTemplateError) as told:
            fill(template(tmp_path, "{{ kandidat.hovedgrunn }}"), kandidat=kandidat)
        assert told.value.why == (
            "«kandidat.hovedgrunn» («Hovedgrunn (ved nei)» på arket Kandidater) skal ikke stå i "
            f"dokumentet {title}"
        )


def test_the_trial_on_a_course_names_rows_and_the_tag_alone(tmp_path):
    bok, _ = course()
    kind = KINDS["bevis"]
    opened = template(tmp_path, "{{ deltaker[deltaker.etternavn] }}")
    (funn,) = trial(bok, opened, kind, "nb")
    assert funn.melding.endswith(
        ". «{{ deltaker[deltaker.etternavn] }}» slår opp et navn som ikke finnes på arket "
        "Kandidater. Rett det i malen."
    )
    assert not any(k.etternavn in funn.melding for k in bok.kandidater if k.etternavn)
