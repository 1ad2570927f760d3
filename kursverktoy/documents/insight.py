"""All that a workbook holds about one person, for that person: every column, with its heading.

What the person may see is everything about them, also what no one else may. About others it says
nothing but who on the staff and which partner a row names; what is written in free text is shown
as it stands, and where it may name others, that is told to whoever hands it over.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kursverktoy.course.ark.kandidater import Kandidat
from kursverktoy.course.ark.planer import Plan
from kursverktoy.course.kursbok import ARK, ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.persons import names_of, values_of
from kursverktoy.course.regler import skriv
from kursverktoy.course.schema import Field, Rad, columns
from kursverktoy.course.sought import Sought
from kursverktoy.documents.language import translated
from kursverktoy.documents.pages import Page, Part, Table
from kursverktoy.documents.register.listing import Registerrad
from kursverktoy.errors import KursverktoyError
from kursverktoy.summary.helhet import kandidatbilder

EMPTY = "–"
MOST_ACROSS = 7
"""So many columns have room beside each other; rows of a wider sheet get a table each."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "tittel": "Opplysninger om deg",
        "topp": "Innsyn – gjelder bare den som dokumentet er om",
        "hva": "Her står alt arbeidsboka for kurset har om deg. «–» betyr at ingenting er skrevet.",
        "rett": "Er noe feil, kan du be oss rette det. Du kan også be oss slette opplysninger, og "
        "du kan klage til Datatilsynet.",
        "hvorfor": "Hvorfor vi har opplysningene",
        "ikke": "Dette har vi ikke skrevet noe om",
        "regnet": "Det programmet har regnet ut",
        "samlet": "Samlet bilde",
        "vurdert": "Det vi har vurdert om opplysningene",
        "delt": "Hvem som har fått opplysninger",
        "ikke delt": "Vi har ikke delt opplysninger om deg med kursverktøy.",
        "deling": "Dato|Hvem|Hva",
        "dokumenter": "Dokumenter som er laget om deg",
        "ingen": "Ingen dokumenter om deg er laget med kursverktøy.",
        "dokument": "Dokument|Skrevet|Nummer",
    },
    "nn": {
        "tittel": "Opplysningar om deg",
        "topp": "Innsyn – gjeld berre den som dokumentet er om",
        "hva": "Her står alt arbeidsboka for kurset har om deg. «–» tyder at ingenting er skrive.",
        "rett": "Er noko feil, kan du be oss rette det. Du kan òg be oss slette opplysningar, og "
        "du kan klage til Datatilsynet.",
        "hvorfor": "Kvifor vi har opplysningane",
        "ikke": "Dette har vi ikkje skrive noko om",
        "regnet": "Det programmet har rekna ut",
        "samlet": "Samla bilete",
        "vurdert": "Det vi har vurdert om opplysningane",
        "delt": "Kven som har fått opplysningar",
        "ikke delt": "Vi har ikkje delt opplysningar om deg med kursverktøy.",
        "deling": "Dato|Kven|Kva",
        "dokumenter": "Dokument som er laga om deg",
        "ingen": "Ingen dokument om deg er laga med kursverktøy.",
        "dokument": "Dokument|Skrive|Nummer",
    },
}
_ABOUT_COURSE = (
    "kursnavn", "behandlingsansvarlig", "personvernombud", "lovgrunnlag_tekst", "slettedato",
)  # fmt: skip
_THREE = (0.18, 0.32, 0.50)


class Gitt(NamedTuple):
    """What a partner has been given about the person."""

    dato: date
    partner_id: str
    felt: tuple[tuple[str, str], ...]
    """Sheet and column of each value."""


class Innsyn(NamedTuple):
    """What is held about one person, as a document, and what to look at before it is given."""

    side: Page
    rader: int
    ark: int
    merknader: tuple[str, ...]


def insight(
    bok: Kursbok,
    id_: str,
    given: Sequence[Gitt] = (),
    documents: Sequence[Registerrad] | None = None,
) -> Innsyn:
    """Return all that is held about the candidate with the number `id_`.

    `documents` is what a folder's register knows; None where no folder was named. Raises
    `KursverktoyError` when nobody has that number, or two have.
    """
    person = the_one(bok, id_)
    rows = {
        ark: tuple(rad for rad in bok.rader(ark) if getattr(rad, "kandidat_id", None) == person.id)
        for ark in ARK
    }
    held = {ark: found for ark, found in rows.items() if found}
    språk = bok.målform if bok.målform in _WORDS else "nb"
    words = _WORDS[språk]
    page = Page(
        title=words["tittel"],
        subtitle=f"{person.fullt_navn or person.id} ({person.id}) · {bok.kurs.kursnavn or ''}",
        top=words["topp"],
        parts=[
            _why(bok, words),
            *(_sheet(bok, ark, found, språk) for ark, found in held.items()),
            *_worked_out(bok, person, words),
            *_acknowledged(bok, held, words),
            *_empty_sheets(held, words),
            _shared(bok, given, words),
            *([] if documents is None else [_documents(person, documents, words)]),
        ],
        dato=bok.dato,
        språk=språk,
    )
    count = sum(map(len, held.values()))
    return Innsyn(page, count, len(held), tuple(_remarks(bok, person, held, documents)))


def the_one(bok: Kursbok, id_: str) -> Kandidat:
    """Return the candidate with a number; raises `KursverktoyError` unless it is one person's."""
    found = [k for k in bok.kandidater if (k.id or "").casefold() == id_.strip().casefold()]
    if not found:
        raise KursverktoyError(
            f"Ingen på arket Kandidater har nummeret «{id_}». Se etter nummeret der, for eksempel "
            "K05."
        )
    if len(found) > 1:
        raise KursverktoyError(
            f"Flere på arket Kandidater har nummeret «{id_}», så jeg vet ikke hvem opplysningene "
            "er om. Gi dem hvert sitt nummer først."
        )
    return found[0]


def _why(bok: Kursbok, words: Mapping[str, str]) -> Part:
    kurs = bok.kurs
    fields = columns(type(kurs))
    answers = [
        (fields[name].heading(bok.målform), _said(bok, kurs, fields[name], bok.målform))
        for name in _ABOUT_COURSE
    ]
    return Part(words["hvorfor"], (words["hva"], words["rett"]), (Table(answers),))


def _sheet(bok: Kursbok, ark: type[Rad], rows: Sequence[Rad], språk: str) -> Part:
    fields = columns(ark).values()
    headings = [f.heading(språk) for f in fields]
    said = [[_said(bok, rad, f, språk) for f in fields] for rad in rows]
    if len(rows) > 1 and len(headings) <= MOST_ACROSS:
        return Part(ark.tittel, (), (Table(said, heads=headings, widths=_widths(headings, said)),))
    names = [rad.id or f"{ark.ark} {rad.rad}" for rad in rows] if len(rows) > 1 else [""]
    tables = [
        Table(list(zip(headings, line, strict=True)), heading=name)
        for name, line in zip(names, said, strict=True)
    ]
    return Part(ark.tittel, (), tables)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the share of the page each column gets, by the longest text in it."""
    longest = [max(map(len, texts)) for texts in zip(headings, *rows, strict=True)]
    wanted = [min(max(each, 16), 40) for each in longest]
    return [each / sum(wanted) for each in wanted]


def _said(bok: Kursbok, rad: Rad, field: Field, språk: str) -> str:
    """Return a cell as its reader understands it."""
    value = getattr(rad, field.name)
    if field.name in rad.unreadable:
        return rad.unreadable[field.name]
    if value in (None, "", ()):
        return EMPTY
    many = value if isinstance(value, tuple) else (value,)
    return "\n".join(_one(bok, each, field, språk) for each in many)


def _one(bok: Kursbok, value: object, field: Field, språk: str) -> str:
    scale = field.column.scale
    if scale and isinstance(value, int) and 0 <= value < len(scale):
        return f"{value} – {translated(scale[value], språk)}"
    if field.is_ref and isinstance(value, str):
        return _named(bok, ARK_ETTER_NAVN[field.column.ref], value)
    if isinstance(value, StrEnum):
        return translated(value, språk)
    if field.column.unit and not isinstance(value, str):
        return f"{skriv(value)} {field.column.unit}"
    return skriv(value)


def _named(bok: Kursbok, ark: type[Rad], key: str) -> str:
    """Return a reference with what it refers to; the person knows their own number."""
    rad = bok.slå_opp(ark, key)
    if rad is None or ark in (Kandidat, Plan):
        return key
    name = getattr(rad, "tekst", None) or str(rad).removeprefix(key).strip()
    return f"{key} {name}".strip()


def _worked_out(bok: Kursbok, person: Kandidat, words: Mapping[str, str]) -> Iterator[Part]:
    views = [view for view in kandidatbilder(bok) if view.kandidat_id == person.id]
    if views:
        yield Part(words["regnet"], (), (Table([(words["samlet"], view.tekst) for view in views]),))


def _acknowledged(
    bok: Kursbok, held: Mapping[type[Rad], Sequence[Rad]], words: Mapping[str, str]
) -> Iterator[Part]:
    ids = {rad.id for rows in held.values() for rad in rows}
    said = [(f"{v.kode} {v.felt}".strip(), v.grunn) for v in bok.vurderinger if v.id in ids]
    if said:
        yield Part(words["vurdert"], (), (Table(said),))


def _empty_sheets(held: Collection[type[Rad]], words: Mapping[str, str]) -> Iterator[Part]:
    about = [ark for ark in ARK if ark.er_om_personer() and "kandidat_id" in columns(ark)]
    if empty := [ark.tittel for ark in about if ark not in held]:
        yield Part(words["ikke"], (", ".join(empty) + ".",))


def _shared(bok: Kursbok, given: Sequence[Gitt], words: Mapping[str, str]) -> Part:
    if not given:
        return Part(words["delt"], (words["ikke delt"],))
    lines = [
        (skriv(each.dato), str(bok.partner(each.partner_id) or each.partner_id),
         "\n".join(_by_sheet(bok, each.felt)))
        for each in given
    ]  # fmt: skip
    heads = words["deling"].split("|")
    return Part(words["delt"], (), (Table(lines, heads=heads, widths=_THREE),))


def _by_sheet(bok: Kursbok, felt: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield «Praksis: Fra, Til» for each sheet of which something was given."""
    sheets: dict[str, dict[str, None]] = {}
    for ark, name in felt:
        known = columns(ARK_ETTER_NAVN[ark]) if ark in ARK_ETTER_NAVN else {}
        heading = known[name].heading(bok.målform) if name in known else name.capitalize()
        sheets.setdefault(ark, {})[heading] = None
    yield from (f"{ark}: {', '.join(headings)}" for ark, headings in sheets.items())


def _documents(
    person: Kandidat, documents: Sequence[Registerrad], words: Mapping[str, str]
) -> Part:
    own = [
        (f"{row.dokument} {row.utgave}".strip(), skriv(row.utstedt or row.skrevet),
         row.nummer or EMPTY)
        for row in documents
        if row.id.partition("-")[0] == person.id
    ]  # fmt: skip
    if not own:
        return Part(words["dokumenter"], (words["ingen"],))
    heads = words["dokument"].split("|")
    return Part(words["dokumenter"], (), (Table(own, heads=heads, widths=(0.5, 0.2, 0.3)),))


def _remarks(
    bok: Kursbok,
    person: Kandidat,
    held: Mapping[type[Rad], Sequence[Rad]],
    documents: Sequence[Registerrad] | None,
) -> Iterator[str]:
    """Yield what only a person can judge before the document is handed over."""
    own = frozenset(name for rows in held.values() for rad in rows for name in names_of(rad))
    others = Sought(values_of(bok).names - own - {person.fullt_navn})
    for rad in (rad for rows in held.values() for rad in rows):
        for name, field in columns(type(rad)).items():
            value = getattr(rad, name)
            plain = isinstance(value, str) and not isinstance(value, StrEnum)
            if plain and not field.column.identifies and others.in_(value):
                where = f"«{field.heading(bok.målform)}» på arket {rad.ark}, {rad.id}"
                yield f"{where}: nevner kanskje andre."
    yield "Les all fritekst: korte navn og kallenavn kjenner ikke programmet igjen."
    yield "Se etter opplysninger andre steder: e-post, sakssystemet, papir og møtereferater."
    if documents is None:
        yield "Dokumentene er ikke med. Nevn mappen med --dokumenter, så tas oversikten med."
    yield "Se at det er rett person, og gi dokumentet på en trygg måte."
