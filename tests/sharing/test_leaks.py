"""What a partner may not see is in no byte of its workbook, and what would leak is stopped.

The expectations are written out here, by hand and apart from the code: which columns open at which
level, and that people are only those of the partner.
"""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from kursverktoy.course.lists import Partnertype
from kursverktoy.sharing.leak import Vokter
from kursverktoy.sharing.opened import hiding_in, texts_of
from kursverktoy.sharing.packing import Pakker, frist
from kursverktoy.sharing.recipient import Mottaker
from sharing.courses import (
    as_type,
    changed,
    course,
    everything_in,
    example,
    generated,
    made,
    pakk,
    signed,
)

PLANTED = ("Bør ikke løfte tungt alene", "Ønsker ikke å smake på alle råvarer", "Henter barn")
NEVER = {
    "kandidater": ("fødselsdato", "telefon", "epost", "beslutning_begrunnelse",
                   "alternativt_tilbud"),
    "fortrolig": ("helse_og_tilrettelegging", "arbeidstid_og_rammer",
                  "kulturelle_religiøse_hensyn", "opplyst_av", "grunnlag"),
    "planer": ("eget_mål",),
    "planmål": ("utgått_grunn",),
}  # fmt: skip
FROM_THREE = {"kandidater": ("etternavn",), "kartlegging": ("helhetsvurdering",)}
FROM_TWO = {
    "kartlegging": ("avtalt_tilrettelegging",),
    "planer": ("tilpasning",),
    "praksis": ("arbeidstid", "arbeidssted", "arbeidsoppgaver", "verneutstyr"),
}
FROM_ONE = {"kandidater": ("fornavn",)}
OPENS = ((1, FROM_ONE), (2, FROM_TWO), (3, FROM_THREE))
PLACED = {
    "P06": {"K03", "K06", "K07", "K11"},
    "P07": {"K01", "K05", "K09", "K10"},
    "P08": {"K04", "K12"},
}


def values(data, groups, people=None):
    """Return the texts in some columns, of everyone or of `people`."""
    return {
        row[field]
        for sheet, fields in groups.items()
        for row in data[sheet]
        for field in fields
        if row[field] and (people is None or row["kandidat_id"] in people)
    }


def forbidden(data, nivå, people):
    """Return what a partner at a level with these people may not see, and nothing it may."""
    secret, open_ = values(data, NEVER), set()
    for level, group in OPENS:
        if nivå < level:
            secret |= values(data, group)
        else:
            own = values(data, group, people)
            secret |= values(data, group) - own
            open_ |= own
    public = everything_public(data)
    return {v for v in secret - open_ if len(v) >= 4 and v.casefold() not in public}


def everything_public(data):
    sheets = ("partnere", "fagpersoner", "ansvar", "læringsmål", "moduler")
    rows = [data["kurs"], *(row for sheet in sheets for row in data[sheet])]
    return "\n".join(str(value) for row in rows for value in row.values()).casefold()


def people_in(said):
    return set(re.findall(r"\bK\d\d(?![\d$-])\b(?![\"$])", re.sub(r' r="[A-Z]+\d+"', "", said)))


@pytest.mark.parametrize("nivå", range(4))
@pytest.mark.parametrize("kind", Partnertype)
def test_no_type_of_partner_sees_more_than_its_level_at_any_level(kind, nivå):
    data = as_type(example(), "P06", kind)
    bok, _ = course(data)
    mottaker = Mottaker(bok, bok.partner("P06"), nivå)
    said = everything_in(made(bok, "P06", nivå))
    wrong = [v for v in forbidden(data, nivå, mottaker.personer) if v in said]
    assert wrong == []
    assert people_in(said) <= mottaker.personer
    assert not any(planted in said for planted in PLANTED)


@pytest.mark.parametrize("seed", range(3))
def test_no_secret_of_a_generated_course_reaches_a_partner(seed):
    data = generated(seed)
    bok, funn = course(data)
    packer = Pakker(bok, funn)
    for partner in bok.partnere[1:]:
        for nivå in range(4):
            mottaker = Mottaker(bok, partner, nivå)
            file = made(bok, partner.id, nivå)
            said = everything_in(file)
            wrong = [v for v in forbidden(data, nivå, mottaker.personer) if v in said]
            assert wrong == [], f"{partner.id} at {nivå}"
            assert list(packer._faults(file, mottaker)) == []


def test_everything_that_is_secret_in_a_generated_course_is_looked_for_at_all():
    data = generated(1)
    looked_for = forbidden(data, 0, set())
    assert len(looked_for) > 150
    assert values(data, {"fortrolig": NEVER["fortrolig"]}) <= looked_for


@pytest.mark.parametrize("partner", PLACED)
def test_a_workplace_is_told_of_nobody_but_those_who_are_placed_there(partner):
    data = signed(example())
    bok, _ = course(data)
    for nivå in (1, 2):
        assert people_in(everything_in(made(bok, partner, nivå))) == PLACED[partner]
    assert people_in(everything_in(made(bok, partner, 0))) == set()


def vokter(data):
    bok, _ = course(data)
    return bok, Vokter(bok, texts_of(made(course(_nobody(data))[0], "P06", 0)), frist(bok))


def _nobody(data):
    return {key: value for key, value in data.items() if key in {"kurs", "partnere"}}


def planted(file, part, old, new, encoding="utf-8"):
    """Return the file with something put into one of its parts, or with one part more."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(out, "w") as target:
        names = source.namelist()
        for name in names:
            raw = source.read(name)
            if name == part:
                assert old.encode() in raw
                raw = raw.replace(old.encode(), new.encode(encoding), 1)
            target.writestr(name, raw)
        if part not in names:
            target.writestr(part, new.encode(encoding))
    return out.getvalue()


KITCHEN = "Fjellvik kommune, Sentralkjøkkenet (fiktiv)"
CORE, STRINGS, SHEET = "docProps/core.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet3.xml"
HIDDEN = "Ønsker ikke å smake på alle råvarer"
PLACES = {
    "a cell": (STRINGS, "</sst>", f"<si><t>{HIDDEN}</t></si></sst>"),
    "inside a longer text": (STRINGS, "</sst>", f"<si><t>Merk: {HIDDEN.lower()}!</t></si></sst>"),
    "the title": (CORE, "<dc:title>", f"<dc:title>{HIDDEN} "),
    "a comment in XML": (CORE, "<dc:title>", f"<!-- {HIDDEN} --><dc:title>"),
    "a drop-down": (SHEET, "<pageMargins", f'<x formula1="&quot;{HIDDEN},Ja&quot;"/><pageMargins'),
    "the name of a sheet": ("xl/workbook.xml", 'name="Ansvar"', f'name="{HIDDEN}"'),
    "the foot of a page": (SHEET, "<oddFooter>", f"<oddFooter>{HIDDEN}"),
    "a number format": ("xl/styles.xml", "<fonts", f'<numFmt formatCode="{HIDDEN}"/><fonts'),
    "the properties": ("docProps/app.xml", "</Properties>", f"<a>{HIDDEN}</a></Properties>"),
    "another part": ("xl/comments1.xml", "", f"<t>{HIDDEN}</t>"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_is_found_wherever_it_is_planted(place):
    bok, guard = vokter(signed(example()))
    file = made(bok, "P06", 2)
    mottaker = Mottaker(bok, bok.partner("P06"), 2)
    assert guard.leaks(file, mottaker) == []
    [found] = guard.leaks(planted(file, *PLACES[place]), mottaker)
    assert (found.ark.ark, found.field.name) == ("Fortrolig", "kulturelle_religiøse_hensyn")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_secret_in_utf_16_is_found(encoding):
    bok, guard = vokter(signed(example()))
    file = planted(made(bok, "P06", 2), "xl/printerSettings/a.bin", "", f"x{HIDDEN}", encoding)
    [found] = guard.leaks(file, Mottaker(bok, bok.partner("P06"), 2))
    assert found.ark.ark == "Fortrolig"


@pytest.mark.parametrize(
    ("text", "felt"),
    [("Lyngtest", "etternavn"), ("Skogtest", "etternavn"), ("K02 i lista", "kandidat_id")],
)
def test_names_and_numbers_of_people_are_found(text, felt):
    bok, guard = vokter(signed(example()))
    file = planted(made(bok, "P06", 2), STRINGS, "</sst>", f"<si><t>{text}</t></si></sst>")
    [found] = guard.leaks(file, Mottaker(bok, bok.partner("P06"), 2))
    assert found.field.name == felt


def test_a_birthday_is_found_as_the_number_it_is_in_a_cell():
    data = changed(signed(example()), "kandidater", "fødselsdato", "1991-03-17", kandidat_id="K03")
    bok, guard = vokter(data)
    file = planted(
        made(bok, "P06", 2), SHEET, "</sheetData>",
        '<row r="99"><c r="A99"><v>33314</v></c></row></sheetData>',
    )  # fmt: skip
    [found] = guard.leaks(file, Mottaker(bok, bok.partner("P06"), 2))
    assert found.field.name == "fødselsdato"


def test_a_name_that_is_part_of_what_anyone_may_read_is_no_leak():
    data = changed(signed(example()), "kandidater", "etternavn", "Fjellvik", kandidat_id="K02")
    bok, guard = vokter(changed(data, "kandidater", "fornavn", "Slik", kandidat_id="K02"))
    file, mottaker = made(bok, "P06", 2), Mottaker(bok, bok.partner("P06"), 2)
    assert guard.leaks(file, mottaker) == []
    alone = planted(file, STRINGS, "</sst>", "<si><t>Slik er det</t></si></sst>")
    assert [sted.kandidat_id for sted in guard.leaks(alone, mottaker)] == ["K02"]


@pytest.mark.parametrize(
    ("what", "part", "old", "new"),
    [
        ("skjulte ark", "xl/workbook.xml", 'sheetId="3"', 'sheetId="3" state="veryHidden"'),
        ("definerte navn", "xl/workbook.xml", "<definedNames>",
         '<definedNames><definedName name="alt">Ansvar!$A$1</definedName>'),
        ("forfatter", CORE, "<dc:creator>", "<dc:creator>Kari"),
        ("forfatter", CORE, "<cp:lastModifiedBy>", "<cp:lastModifiedBy>Kari"),
        ("skjulte rader eller kolonner", SHEET, '<row r="1"', '<row hidden="1" r="1"'),
        ("formler", SHEET, "</sheetData>",
         '<row r="99"><c r="A99"><f>1+1</f><v>2</v></c></row></sheetData>'),
        ("eksterne lenker", SHEET, "<pageMargins", '<hyperlink ref="A1"/><pageMargins'),
        ("ukjente deler", "xl/vbaProject.bin", "", "x"),
        ("ukjente deler", "customXml/item1.xml", "", "<a/>"),
    ],
)  # fmt: skip
def test_what_hides_in_a_workbook_is_told(what, part, old, new):
    bok, _ = course(signed(example()))
    file = made(bok, "P06", 2)
    assert hiding_in(file) == []
    assert hiding_in(planted(file, part, old, new)) == [what]


def stopped(data, part, old, new):
    """Return what is told when a fault of ours would put something into a workbook."""
    bok, funn = course(data)
    file = planted(made(bok, "P06", 2), part, old, new)
    mottaker = Mottaker(bok, bok.partner("P06"), 2)
    return [f"{f.kode}: {f.melding}" for f in Pakker(bok, funn)._faults(file, mottaker)]


def cell(text):
    return STRINGS, "</sst>", f"<si><t>{text}</t></si></sst>"


def test_each_leak_stops_the_file_with_its_own_sentence_and_never_says_the_value():
    data = signed(example())
    told = [
        stopped(data, *cell(HIDDEN)),
        stopped(data, *cell("Sabrina")),
        stopped(data, *cell("Skogtest")),
        stopped(data, CORE, "<dc:creator>", "<dc:creator>Kari"),
    ]
    assert [found for found, *more in told if not more] == [
        "DEL-01: Filen ble stoppet: den inneholder opplysninger fra Fortrolig. Ingenting er delt.",
        f"DEL-03: Filen til {KITCHEN} inneholder deltakere som ikke er hos dem. Filen er stoppet.",
        f"DEL-02: {KITCHEN} har Deling 2. Filen krever 3. Velg en annen fil, eller endre Deling.",
        "DEL-05: Filen inneholder skjulte data (forfatter). Den er stoppet.",
    ]


def test_a_text_that_tells_of_someone_else_stops_the_file_at_its_cell():
    data = signed(example())
    for said in ("sammen med Sabrina N.", "som K12", "hjelper Sabrina Nestest på fredager"):
        changed(data, "planer", "tilpasning", said, kandidat_id="K03")
        pakke = pakk(data, "P06")
        assert [(f.kode, f.ark, f.id, f.felt) for f in pakke.funn] == [
            ("DEL-03", "Planer", "K03", "tilpasning")
        ]
        assert (pakke.stoppet, pakke.data, pakke.levering) == (True, b"", None)


def test_a_text_about_the_partners_own_participants_stops_nothing():
    data = signed(example())
    for said in ("sammen med Natalia M.", "som K06", "Sabrina", "K99 finnes ikke"):
        changed(data, "planer", "tilpasning", said, kandidat_id="K03")
        assert not pakk(data, "P06").stoppet, said
