"""Writing documents of the example course on a day, again and again in one folder."""

from datetime import timedelta
from shutil import copytree

import docx

from documents.word import DAY, TEMPLATES, example, row
from kursverktoy.course.exchange import to_tables
from kursverktoy.course.regler import sjekk
from kursverktoy.documents.contexts.context import Choices
from kursverktoy.documents.kinds import KINDS
from kursverktoy.documents.writing import skriv
from kursverktoy.workbook.book import MemoryBook
from kursverktoy.workbook.reader import read

NEXT = DAY + timedelta(days=1)
USUAL = [KINDS[key] for key in ("avtaler", "planer", "bevis")]
BEVIS = [KINDS["bevis"]]
P07 = "KJ-2026-H_samarbeidsavtale_P07_2026-11-23.docx"
K03 = "KJ-2026-H_kursbevis_K03_2026-11-23.docx"
DUPLICATE = Choices(duplikat=True)


def at(folder, data=None, day=DAY, **options):
    """Write agreements, plans and certificates on a day."""
    bok, lest = read(MemoryBook.of(to_tables(data or example())), day)
    kinds = options.pop("kinds", USUAL)
    return skriv(bok, sjekk(bok, lest, alt=True), kinds, folder=folder, **options)


def one(result):
    (document,) = result.dokumenter
    return document


def reasons(result):
    return [str(group) for group in result.årsaker]


def changed(sheet, field, value, **wanted):
    """Return the example course with one cell changed."""
    data = example()
    row(data, sheet, **wanted)[field] = value
    return data


def retitled(folder, name, text):
    """Return a folder with our templates, in one of which the first paragraph says `text`."""
    maler = copytree(TEMPLATES, folder / "maler")
    template = docx.Document(maler / name)
    template.paragraphs[0].text = text
    template.save(maler / name)
    return maler


def files(folder):
    """Return the bytes and times of everything in a folder."""
    return {
        path.relative_to(folder): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def k03(**values):
    """Return the example course with values changed where K03 ends the course."""
    data = example()
    row(data, "avslutning", kandidat_id="K03").update(values)
    return data
