"""Whatever the cells say, the summary comes, as text, as JSON and as a workbook."""

import pytest

from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import columns
from kursverktoy.summary.exchange import as_json
from kursverktoy.summary.figures import figures
from kursverktoy.summary.oversikt import oppsummer
from kursverktoy.summary.terminal import as_text
from kursverktoy.summary.workbook import as_workbook
from kursverktoy.workbook.builder import build

ODD = ["#REF!", "tull", -1, 10**9, "", "31.12.2199", ";;;", "K01", "Ja\n", 0.5, "\x00"]


def show(bok):
    """Return the summary, after showing it in every way there is."""
    oversikt = oppsummer(bok)
    assert as_text(oversikt).endswith("\n")
    assert as_json(oversikt).endswith("}\n")
    assert as_workbook(oversikt).startswith(b"PK")
    assert build(bok, (), figures(bok)).startswith(b"PK")
    return oversikt


@pytest.mark.parametrize("ark", ARK, ids=lambda ark: ark.ark)
def test_odd_cells_in_every_column(ark, data, lest):
    given = data[ark.navn_i_bok]
    rows = [given] if isinstance(given, dict) else given
    for shift, name in enumerate(columns(ark)):
        for n, row in enumerate(rows):
            row[name] = ODD[(n + shift) % len(ODD)]
    show(lest(data))


@pytest.mark.parametrize("ark", ARK, ids=lambda ark: ark.ark)
def test_a_sheet_without_rows(ark, data, lest):
    data[ark.navn_i_bok] = {} if isinstance(data[ark.navn_i_bok], dict) else []
    show(lest(data))


def test_every_row_twice(data, lest):
    for rows in data.values():
        if isinstance(rows, list):
            rows += [dict(row) for row in rows]
    doubled = show(lest(data))
    assert len(doubled.kandidater) == 28
    assert len(doubled.måloppnåelse.deltakere) == 10
    assert doubled.måloppnåelse.samlet.aktive == 320
