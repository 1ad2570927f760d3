"""A template that would run for ever, or fill the memory, is told of within seconds."""

import time

import pytest

from documents.word import fill, template
from kursverktoy.errors import KursverktoyError

SECONDS = 5
"""Most take a few milliseconds; a busy machine may be slow."""


def nested(tag, end, depth):
    return f"{tag} {'x' if depth == 1 else nested(tag, end, depth - 1)} {end}"


def loops(depth, text=""):
    head = "".join(f"{{% for x{n} in range(1000) %}}" for n in range(depth))
    return f"{head}{text}{'{% endfor %}' * depth}"


ENDLESS = "den blir aldri ferdig"
LONG = "en tekst eller en liste som er altfor lang"
LARGE = "med så store tall eller tekster"
DEEP = "ligger for dypt inni hverandre"
ITSELF = "kaller seg selv uten ende"
SAFE = "ikke får lov til"
TREE = (
    "{% for x in range(9) recursive %}{% if loop.depth < 9 %}{{ loop(range(9)) }}{% endif %}"
    "{% endfor %}"
)
TWICE = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"
DOUBLED = "{% set a = [1, 1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}"


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        (loops(3), ENDLESS),
        (loops(4, "{{ v }}"), ENDLESS),
        (loops(2, "lorem ipsum " * 20), ENDLESS),
        ("{% set x %}" + loops(3, "abc") + "{% endset %}{{ x | length }}", ENDLESS),
        ("{% for x in range(1000) recursive %}{{ loop(range(1000)) }}{% endfor %}", ITSELF),
        (TREE, ENDLESS),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", ITSELF),
        (TWICE, ENDLESS),
        ("{% set a = 'abc' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}", LONG),
        ("{% set a = 'abc' %}" + "{% set a = a + a %}" * 40 + "{{ a }}", LONG),
        ("{% set a = [1] %}" + "{% set a = a + a %}" * 40 + "{{ a }}", LONG),
        (DOUBLED, LONG),
        ("{{ 'a' * 1000000000 }}", "vanlige tall"),
        ("{{ '%1000000000d' % 1 }}", "vanlige tall"),
        ("{{ 'a'.center(1000000000) }}", SAFE),
        ("{{ '{:>1000000000}'.format(1) }}", SAFE),
        ("{{ v.ljust(1000000000) }}", SAFE),
        ("{{ [1] | batch(1000000000, 'x') | list | length }}", LARGE),
        ("{{ [1] | slice(1000000000) | list | length }}", LARGE),
        ("{{ 1.5 | round(1000000000, 'floor') }}", LARGE),
        ("{{ 1.5 | tall(1000000000) }}", "kan ikke regnes ut"),
        ("{% set a = v | replace('a', 'b' ~ v) %}" + "{{ a }}", LARGE),
        (nested("{% for x in v %}", "{% endfor %}", 60), DEEP),
        (nested("{% if v %}", "{% endif %}", 200), DEEP),
        ("{{ " + "(" * 400 + "1" + ")" * 400 + " }}", DEEP),
        ("{{ " + "-" * 5000 + "1 }}", DEEP),
    ],
)
def test_an_endless_template_is_stopped(tag, says, tmp_path):
    opened = template(tmp_path, tag)
    started = time.monotonic()
    with pytest.raises(KursverktoyError, match=f"^Malen «mal.docx» kan ikke brukes: .*{says}"):
        fill(opened, v="a" * 2000)
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("place", ["header", "footer"])
def test_so_is_one_in_a_header_or_footer(place, tmp_path):
    with pytest.raises(KursverktoyError, match=ENDLESS):
        fill(template(tmp_path, "x", **{place: [loops(3)]}))


def test_a_long_document_is_no_endless_one(tmp_path):
    opened = template(tmp_path, "{%p for x in many %}", "{{ x }} {{ x }}", "{%p endfor %}")
    many = [f"Deltaker {number}" for number in range(5000)]
    lines = fill(opened, many=many)
    assert len(lines) == 5000
    assert lines[-1] == "Deltaker 4999 Deltaker 4999"


def test_each_document_has_a_purse_of_its_own(tmp_path):
    opened = template(tmp_path, "{%p for x in many %}", "{{ x }}" * 20, "{%p endfor %}")
    for _ in range(12):
        assert len(fill(opened, many=["abc"] * 1000)) == 1000
