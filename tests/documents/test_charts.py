"""A chart is the same wherever it is drawn, and can be read by all."""

from io import BytesIO
from itertools import pairwise

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from kursverktoy.documents.contexts.charts import _LOOKS, stacked_bars

NAMES = ["Norskferdigheter", "Grunnleggende ferdigheter"]
PARTS = [("Oppnådd", [21, 13]), ("Delvis oppnådd", [14, 2]), ("Ikke nådd", [3, 2])]


def test_the_same_counts_give_the_same_bytes_whatever_the_machine_is_set_to():
    first = stacked_bars(NAMES, PARTS)
    with mpl.rc_context({"font.size": 30, "figure.facecolor": "red", "axes.grid": True}):
        assert stacked_bars(NAMES, PARTS) == first


def test_the_file_tells_nothing_of_who_made_it():
    png = stacked_bars(NAMES, PARTS)
    assert png.startswith(b"\x89PNG")
    assert not any(chunk in png for chunk in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf"))


def test_the_parts_differ_also_on_grey_paper():
    greys = [Image.new("RGB", (1, 1), look.fill).convert("L").getpixel((0, 0)) for look in _LOOKS]
    assert all(lighter - darker >= 60 for darker, lighter in pairwise(greys))
    assert len({look.hatch for look in _LOOKS}) == len(_LOOKS)


def test_numbers_can_be_read_on_their_ground():
    for look in _LOOKS:
        assert contrast(look.fill, look.ink) >= 4.5  # what WCAG asks of small text


def contrast(one, other):
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_bar_of_twice_as_many_is_twice_as_long():
    image = Image.open(BytesIO(stacked_bars(NAMES, [("Oppnådd", [30, 15])]))).convert("RGB")
    filled = (np.asarray(image) == np.array([0x1F, 0x3A, 0x5F])).all(axis=2)
    bars = [np.ptp(np.flatnonzero(line)) for line in filled if line.sum() > 200]
    assert min(bars) / max(bars) == pytest.approx(0.5, abs=0.01)
