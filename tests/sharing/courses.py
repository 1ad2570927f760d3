"""Courses to share from, and what lies in a workbook that was made of one."""

import json
import random
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from kursverktoy.course.exchange import to_tables
from kursverktoy.course.lists import Partnertype
from kursverktoy.course.regler import sjekk
from kursverktoy.sharing.extract import utsnitt
from kursverktoy.sharing.packing import Pakker, Valg
from kursverktoy.sharing.recipient import Mottaker
from kursverktoy.sharing.sheets import Ramme, contents
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.builder.partner_book import partner_book
from kursverktoy.workbook.files import book_of
from kursverktoy.workbook.reader import read

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "workbooks" / "eksempel.xlsx"
DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, 30)  # noqa: DTZ001  the coordinator's own clock
RAMME = Ramme("D-BCDFGHJK", date(2026, 12, 20))
SECRETS = ("kandidater", "kartlegging", "fortrolig", "planer", "planmål", "praksis", "oppfølging")


def example():
    """Return the example course as exchange data."""
    return json.loads((ROOT / "workbooks" / "eksempelkurs.json").read_text("utf-8"))


def course(data):
    """Return the course in exchange data, and what the rules find in it."""
    bok, lest = read(MemoryBook.of(to_tables(data)), DAY)
    return bok, sjekk(bok, lest, alt=True)


def packer(data):
    return Pakker(*course(data))


def pakk(data, partner, **valg):
    """Return what becomes of one partner's workbook."""
    made = packer(data)
    return made.pakke(made.bok.partner(partner), Valg(**valg), NOW)


def made(bok, partner, nivå):
    """Return a workbook as it is made, before anything is tested."""
    mottaker = Mottaker(bok, bok.partner(partner), nivå)
    return partner_book(contents(mottaker, utsnitt(mottaker), RAMME).book)


def changed(data, sheet, field, value, **wanted):
    """Return the data with one cell another."""
    [row] = [row for row in data[sheet] if wanted.items() <= row.items()]
    row[field] = value
    return data


def signed(data):
    """Return the data with every agreement in place, so that nothing stops any partner."""
    for partner in data["partnere"]:
        partner |= {
            "status": "Avtale inngått",
            "avtale_dato": "2026-06-10",
            "taushetserklæring_dato": "2026-06-10",
            "databehandleravtale_dato": "2026-06-10",
            "personvernrolle": "Behandlingsansvarlig",
        }
    return data


def as_type(data, partner, kind):
    """Return the data in which a partner is of another type."""
    return changed(signed(data), "partnere", "partnertype", str(kind), partner_id=partner)


def everything_in(data):
    """Return all text in a workbook, also in parts that nobody sees."""
    with ZipFile(BytesIO(data)) as file:
        return b"\n".join(file.read(name) for name in file.namelist()).decode("utf-8")


def cells(data, ark):
    """Return the rows of a sheet as they stand, each a list of its cells."""
    rows = book_of(Path("partner.xlsx"), data).sheets[ark].rows
    return [list(row.values()) for row in rows.values()]


def generated(seed, partners=12, people=14):
    """Return exchange data with a partner of every type, and a secret in every cell about people.

    Each secret is a word of its own, so that a test can tell whose it is and what it was.
    """
    rnd, data = random.Random(seed), signed(example())
    kinds = list(Partnertype)
    mal = data["partnere"][0]
    data["partnere"] = [
        mal | {
            "partner_id": f"P{n + 1:02}", "partnernavn": f"Partner nummer {n + 1}",
            "partnertype": str(kinds[n % len(kinds)]), "deling_nivå": 0 if n == 0 else 2,
            "målform": rnd.choice(["nb", "nn", ""]),
        }
        for n in range(partners)
    ]  # fmt: skip
    originals = [row["kandidat_id"] for row in data["kandidater"]]
    for sheet in (*SECRETS, "avslutning"):
        by_person = {}
        for row in data[sheet]:
            by_person.setdefault(row["kandidat_id"], []).append(row)
        data[sheet] = [
            _secret(rnd, sheet, row, f"K{n + 1:02}", partners)
            for n in range(people)
            for row in by_person.get(originals[n % len(originals)], [])
        ]
    return data


_FREE = {
    "kandidater": ("fornavn", "etternavn", "telefon", "beslutning_begrunnelse",
                   "alternativt_tilbud"),
    "kartlegging": ("avtalt_tilrettelegging", "helhetsvurdering"),
    "fortrolig": ("helse_og_tilrettelegging", "arbeidstid_og_rammer",
                  "kulturelle_religiøse_hensyn", "opplyst_av", "grunnlag"),
    "planer": ("eget_mål", "tilpasning"),
    "planmål": ("utgått_grunn",),
    "praksis": ("arbeidstid", "arbeidssted", "arbeidsoppgaver", "verneutstyr"),
}  # fmt: skip


def _secret(rnd, sheet, row, person, partners):
    own = {"kandidat_id": person}
    for field in _FREE.get(sheet, ()):
        own[field] = f"{_word(rnd)} {_word(rnd)}"
    if sheet == "kandidater":
        own["fødselsdato"] = f"19{rnd.randrange(70, 99)}-0{rnd.randrange(1, 9)}-1{rnd.randrange(9)}"
        own["epost"] = f"{person.lower()}@hemmelig.example"
        own["rekruttert_av_partner_id"] = f"P{rnd.randrange(1, partners + 1):02}"
    if sheet == "praksis":
        own["partner_id"] = f"P{rnd.randrange(2, partners + 1):02}"
        own["praksis_id"] = f"{row['praksis_id']}-{person}"
        own["avtale_signert_dato"] = rnd.choice(["", row["avtale_signert_dato"]])
    return row | own


def _word(rnd):
    letters = (rnd.choice("bdfgklmnprstvæøå") + rnd.choice("aeiouy") for _ in range(4))
    return "".join(letters).capitalize()
