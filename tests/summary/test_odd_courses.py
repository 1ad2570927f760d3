"""Whatever the cells say, the summary comes, as text, as JSON and as a workbook."""

import pytest

from kursverktoy.course.kursbok import ARK
from kursverktoy.course.schema import columns
from kursverktoy.summary.exchange import as_json
from kursverktoy.summary.oversikt import oppsummer
from kursverktoy.summary.terminal import as_text
from kursverktoy.summary.workbook import as_workbook

ODD = ["#REF!", "tull", -1, 10**9, "", "31.12.2199", ";;;", "K01", "Ja\n", 0.5, "\x00"]


def show(oversikt):
    assert as_text(oversikt).endswith("\n")
    assert as_json(oversikt).endswith("}\n")
    assert as_workbook(oversikt).startswith(b"PK")


@pytest.mark.parametrize("ark", ARK, ids=lambda ark: ark.ark)
def test_odd_cells_in_every_column(ark, data, lest):
    given = data[ark.navn_i_bok]
    rows = [given] if isinstance(given, dict) else given
    for shift, name in enumerate(columns(ark)):
        for n, row in enumerate(rows):
            row[name] = ODD[(n + shift) % len(ODD)]
    show(oppsummer(lest(data)))


@pytest.mark.parametrize("ark", ARK, ids=lambda ark: ark.ark)
def test_a_sheet_without_rows(ark, data, lest):
    data[ark.navn_i_bok] = {} if isinstance(data[ark.navn_i_bok], dict) else []
    show(oppsummer(lest(data)))


def test_every_row_twice(data, lest):
    for rows in data.values():
        if isinstance(rows, list):
            rows += [dict(row) for row in rows]
    doubled = oppsummer(lest(data))
    assert len(doubled.kandidater) == 28
    assert len(doubled.måloppnåelse.deltakere) == 10
    assert doubled.måloppnåelse.samlet.aktive == 320
    show(doubled)
