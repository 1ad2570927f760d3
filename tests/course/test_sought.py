"""Words in a text: whole, with the s of a genitive, and no others."""

import pytest

from kursverktoy.course.sought import Sought

NAMES = Sought(["Rose", "Rose Lind", "rose.lind@test.example", "00 00 00 01", "+47 11 22"])


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Møte med Rose", "Møte med […]"),
        ("Roses plan", "[…] plan"),
        ("Rose Lind, og Rose.", "[…], og […]."),
        ("Rose Linds mål", "[…] mål"),
        ("Roseanne og Primrose", "Roseanne og Primrose"),
        ("rose på bordet", "rose på bordet"),
        ("Skriv til rose.lind@test.example i dag", "Skriv til […] i dag"),
        ("Ring 00 00 00 01", "Ring […]"),
        ("Ring 00 00 00 012", "Ring 00 00 00 012"),
        ("«Rose»", "«[…]»"),
        ("avtale_Rose_2.docx", "avtale_[…]_2.docx"),
        ("Rose\nLind", "[…]\nLind"),
        ("", ""),
    ],
)
def test_a_value_is_found_as_a_whole_word(text, replaced):
    assert NAMES.replaced(text, "[…]") == replaced
    assert NAMES.in_(text) is (text != replaced)


def test_what_begins_with_a_sign_is_found_from_its_first_letter():
    assert NAMES.those_in("Ring +47 11 22 nå") == {"+47 11 22"}


def test_a_value_within_another_is_found_too():
    assert NAMES.those_in("Rose Lind") == {"Rose", "Rose Lind"}
    assert list(NAMES.spans("Rose Lind")) == [(0, 9)]
