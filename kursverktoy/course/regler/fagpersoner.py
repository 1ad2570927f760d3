"""The rules of the sheet «Fagpersoner»."""

from collections.abc import Iterator

from kursverktoy.course.ark.fagpersoner import Fagperson
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import Fagrolle
from kursverktoy.course.schema import Treff

_TILBYDERENS = (
    "erfaring_målgruppe",
    "erfaring_kartlegging",
    "kunnskap_arbeidsmarked",
    "nettverk_bransje",
)
_BRANSJEFAGLIGE = frozenset({Fagrolle.BRANSJEFAGLIG_ANSVARLIG, Fagrolle.FAGLÆRER})


@regel(
    "FAG-01",
    "Fagpersoner",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Ingen har «{hva}». Den som tilbyr kurset, bør ha det. Finn en person eller en partner.",
)
def uten_kompetanse(bok: Kursbok) -> Iterator[Treff]:
    """The guidance asks four things of whoever offers a course to this group."""
    for felt in _TILBYDERENS:
        someone = any(getattr(person, felt) for person in bok.fagpersoner)
        if bok.lesbar(Fagperson, felt) and not someone:
            yield Fagperson().treff(felt, hva=bok.overskrift(Fagperson, felt))


@regel(
    "FAG-02",
    "Fagpersoner",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "{navn}: skriv bransjeerfaring og når kunnskapen sist ble oppdatert. Den bransjefaglige bør ha "
    "begge deler.",
)
def uten_bransjekunnskap(bok: Kursbok) -> Iterator[Treff]:
    """Who teaches the trade should know it from work, and as it is today."""
    siden = bok.dato.year - bok.lister.terskler.bransje_oppdatert_innen
    for person in bok.fagpersoner:
        if person.rolle not in _BRANSJEFAGLIGE:
            continue
        if not person.bransjeerfaring_år and person.kjent("bransjeerfaring_år"):
            yield person.treff("bransjeerfaring_år")
        elif (person.bransje_oppdatert_år or 0) < siden:
            yield person.treff("bransje_oppdatert_år")


@regel(
    "FAG-03",
    "Fagpersoner",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Kurset mangler norsklærer. En norsklærer skal ha ansvar for norskopplæringen hele veien.",
)
def uten_norsklærer(bok: Kursbok) -> Iterator[Treff]:
    """A teacher of Norwegian follows the training all the way, also at work."""
    return _uten_rolle(bok, Fagrolle.NORSKLÆRER)


def _uten_rolle(bok: Kursbok, rolle: Fagrolle) -> Iterator[Treff]:
    someone = any(person.rolle == rolle for person in bok.fagpersoner)
    if bok.lesbar(Fagperson, "rolle") and not someone:
        yield Fagperson().treff("rolle", id=rolle)


@regel(
    "FAG-04",
    "Fagpersoner",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Sjekk om {navn} har 30 studiepoeng i norsk som andrespråk eller oppfyller unntak.",
)
def få_studiepoeng(bok: Kursbok) -> Iterator[Treff]:
    """The guidance says a teacher of Norwegian «with relevant competence»."""
    minst = bok.lister.terskler.norsk_studiepoeng_minst
    for person in bok.fagpersoner:
        if person.rolle == Fagrolle.NORSKLÆRER and (person.norsk_studiepoeng or 0) < minst:
            yield person.treff("norsk_studiepoeng")


@regel(
    "FAG-05",
    "Fagpersoner",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Kurset mangler en bransjefaglig ansvarlig. Velg en person med bransjeerfaring.",
)
def uten_bransjefaglig(bok: Kursbok) -> Iterator[Treff]:
    """Someone must answer for what the course says about the trade."""
    return _uten_rolle(bok, Fagrolle.BRANSJEFAGLIG_ANSVARLIG)
