"""Whatever a text says, it is found in a workbook of a partner that may not see it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kursverktoy.course.cells import legal
from kursverktoy.sharing.leak import Vokter
from kursverktoy.sharing.opened import texts_of
from kursverktoy.sharing.packing import frist
from kursverktoy.sharing.recipient import Mottaker
from sharing.courses import cells, changed, course, example, made, signed

TEXTS = st.text(
    st.one_of(
        st.sampled_from("<>&\"'_x0041;\n =+@{}æøåÆ٣"),
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=40,
)
DATA = signed(example())
NOTHING = texts_of(made(course({"kurs": {}, "partnere": DATA["partnere"]})[0], "P06", 0))


@settings(max_examples=60)
@given(TEXTS)
def test_a_text_of_one_partners_participant_is_found_by_the_guard_of_another(text):
    said = f"zqx{text}zqx"
    bok, _ = course(changed(DATA, "planer", "tilpasning", said, kandidat_id="K03"))
    file = made(bok, "P06", 2)
    shown = bok.plan_for("K03").tilpasning
    assert legal(shown) in [cell for row in cells(file, "Deltakere") for cell in row]
    guard = Vokter(bok, NOTHING, frist(bok))
    assert guard.leaks(file, Mottaker(bok, bok.partner("P06"), 2)) == []
    for other in ("P07", "P04"):
        found = guard.leaks(file, Mottaker(bok, bok.partner(other), 1))
        assert ("K03", "tilpasning") in {(s.kandidat_id, s.field.name) for s in found}
