"""The rules of the sheet «Læringsmål»."""

import re
from collections.abc import Iterator, Mapping

from kursverktoy.course.ark.laeringsmaal import Læringsmål
from kursverktoy.course.ark.moduler import Modul
from kursverktoy.course.funn import Alvor, Fase, regel
from kursverktoy.course.kursbok import Kursbok
from kursverktoy.course.lists import (
    GrunnleggendeFerdighet,
    Kategori,
    Målkilde,
    NorskFerdighet,
)
from kursverktoy.course.schema import Treff, columns

_LÆREPLAN = re.compile(r"[A-ZÆØÅ]{3}[0-9]{2}-[0-9]{2}")
_KOMPETANSEMÅL = re.compile(r"KM[0-9]{1,5}")
_LENGST = columns(Læringsmål)["tekst"].column.max_length
_FRA_ARBEIDSLIVET = frozenset({Målkilde.BRANSJE, Målkilde.ARBEIDSGIVER})
_KREVER: Mapping[str, tuple[str, ...]] = {
    Kategori.NORSKFERDIGHETER: ("norsk_ferdighet", "norsk_nivå"),
    Kategori.GRUNNLEGGENDE_FERDIGHETER: ("grunnleggende_ferdighet",),
}
"""What a goal must say besides its category."""


@regel("LM-01", "Læringsmål", Alvor.FEIL, Fase.PLANLEGGING, "Fyll ut «{felt}» for {nr}.")
def uten_tekst_eller_kategori(bok: Kursbok) -> Iterator[Treff]:
    """A goal is a sentence in one of six categories; plans and certificates print both."""
    for m in bok.læringsmål:
        for felt in m.mangler("kategori", "tekst"):
            yield m.treff(felt)


@regel(
    "LM-02",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Kurset har ingen læringsmål i kategorien «{kategori}». Legg inn minst ett.",
)
def tom_kategori(bok: Kursbok) -> Iterator[Treff]:
    """The plan of a course describes knowledge and skills of all six kinds."""
    brukt = {m.kategori for m in bok.læringsmål}
    if bok.lesbar(Læringsmål, "kategori"):
        for kategori in Kategori:
            if kategori not in brukt:
                yield Læringsmål().treff("kategori", id=kategori, kategori=kategori)


@regel(
    "LM-03",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Innholdsområdet «{hva}» er ikke dekket av noe læringsmål. Vurder hva bransjen trenger.",
)
def uten_grunnleggende_ferdigheter(bok: Kursbok) -> Iterator[Treff]:
    """Digital skills, and the other basic skills, are each a part of the content of a course."""
    brukt = {m.grunnleggende_ferdighet for m in bok.læringsmål} - {None}
    digitale = GrunnleggendeFerdighet.DIGITALE_FERDIGHETER
    if bok.lesbar(Læringsmål, "grunnleggende_ferdighet"):
        if digitale not in brukt:
            yield _uten(digitale)
        if not brukt - {digitale}:
            yield _uten("Andre grunnleggende ferdigheter")


def _uten(hva: str) -> Treff:
    return Læringsmål().treff("grunnleggende_ferdighet", id=hva, hva=hva)


@regel(
    "LM-04",
    "Læringsmål",
    Alvor.FEIL,
    Fase.PLANLEGGING,
    "Læreplankoden {kode} har feil form. Riktig form er for eksempel KOS02-01.",
)
def feil_læreplankode(bok: Kursbok) -> Iterator[Treff]:
    """A code that leads nowhere is worth nothing to a school that reads the certificate."""
    for m in bok.læringsmål:
        if m.læreplan_kode and not _LÆREPLAN.fullmatch(m.læreplan_kode):
            yield _feil_form(m, "læreplan_kode", m.læreplan_kode, _LÆREPLAN)


def _feil_form(mål: Læringsmål, felt: str, kode: str, form: re.Pattern[str]) -> Treff:
    rettet = "".join(kode.split()).upper()
    return mål.treff(felt, kode=kode, forslag=rettet if form.fullmatch(rettet) else None)


@regel(
    "LM-05",
    "Læringsmål",
    Alvor.FEIL,
    Fase.PLANLEGGING,
    "Kompetansemålkoden {kode} har feil form. Riktig form er KM og et tall, for eksempel KM4505.",
)
def feil_kompetansemålkode(bok: Kursbok) -> Iterator[Treff]:
    """The code lets a school find the very goal the participant has worked with."""
    for m in bok.læringsmål:
        for kode in m.kompetansemål_kode:
            if not _KOMPETANSEMÅL.fullmatch(kode):
                yield _feil_form(m, "kompetansemål_kode", kode, _KOMPETANSEMÅL)


@regel(
    "LM-06",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "{nr} har kompetansemål, men ikke læreplankode. Skriv hvilken læreplan målet er fra.",
)
def kompetansemål_uten_læreplan(bok: Kursbok) -> Iterator[Treff]:
    """A competence aim is a line of a curriculum, and curricula change."""
    for m in bok.læringsmål:
        if m.kompetansemål_kode and m.mangler("læreplan_kode"):
            yield m.treff("læreplan_kode")


@regel(
    "LM-07",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "Kurset forbereder til fagopplæring, men ingen læringsmål er knyttet til kompetansemål. Finn "
    "mål på udir.no.",
)
def uten_kompetansemål(bok: Kursbok) -> Iterator[Treff]:
    """Who wants formal competence later should start on goals that count there."""
    if not (bok.kurs.formål_3 or bok.kurs.formål_4):
        return
    linked = any(m.kompetansemål_kode for m in bok.læringsmål)
    if bok.lesbar(Læringsmål, "kompetansemål_kode") and not linked:
        yield Læringsmål().treff("kompetansemål_kode")


@regel(
    "LM-08",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "{nr} mangler {felt}. Velg fra listen.",
)
def uten_ferdighet_eller_nivå(bok: Kursbok) -> Iterator[Treff]:
    """A goal in Norwegian is a skill and a level; a basic skill has a name."""
    for m in bok.læringsmål:
        if empty := m.mangler(*_KREVER.get(m.kategori or "", ())):
            felt = [f"«{bok.overskrift(Læringsmål, felt)}»" for felt in empty]
            yield m.treff(empty[0], felt=felt)


@regel(
    "LM-09",
    "Læringsmål",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Ingen norskmål gjelder {ferdighet}. Trenger jobben denne ferdigheten?",
)
def norskferdighet_uten_mål(bok: Kursbok) -> Iterator[Treff]:
    """To listen, to read, to speak and to write are four things, and a job may need them all."""
    brukt = {m.norsk_ferdighet for m in bok.læringsmål}
    if bok.lesbar(Læringsmål, "norsk_ferdighet"):
        for ferdighet in NorskFerdighet:
            if ferdighet not in brukt:
                navn = ferdighet.lower()
                yield Læringsmål().treff("norsk_ferdighet", id=navn, ferdighet=navn)


@regel(
    "LM-10",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "{nr} er ikke avklart med noen partner. Læringsmålene skal lages sammen med partnerne.",
)
def uavklart_mål(bok: Kursbok) -> Iterator[Treff]:
    """The goals are defined together with the partners; candidates are assessed against them."""
    for m in bok.læringsmål:
        if m.mangler("avklart_med_partner_id"):
            yield m.treff("avklart_med_partner_id")


@regel(
    "LM-11",
    "Læringsmål",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Læringsmålet {nr} er langt. Del det i to, så blir det lettere å vurdere.",
)
def langt_mål(bok: Kursbok) -> Iterator[Treff]:
    """A participant can reach one half of a long goal and not the other."""
    for m in bok.læringsmål:
        if len(m.tekst or "") > _LENGST:
            yield m.treff("tekst")


@regel(
    "LM-12",
    "Læringsmål",
    Alvor.ADVARSEL,
    Fase.PLANLEGGING,
    "{nr} står ikke i noen modul. Legg det inn på arket Moduler.",
)
def mål_uten_modul(bok: Kursbok) -> Iterator[Treff]:
    """A goal that no part of the course teaches will not be reached."""
    brukt = {mål_id for modul in bok.moduler for mål_id in modul.mål_id}
    # Goals are written before modules: until the first module there is nothing to say.
    if bok.påbegynt(Modul) and bok.lesbar(Modul, "mål_id"):
        for m in bok.læringsmål:
            if m.mål_id and m.mål_id not in brukt:
                yield m.treff("mål_id")


@regel(
    "LM-13",
    "Læringsmål",
    Alvor.TIPS,
    Fase.PLANLEGGING,
    "Ingen læringsmål kommer fra bransjen eller arbeidsgiverne. Sjekk innspillene på Behov.",
)
def uten_mål_fra_arbeidslivet(bok: Kursbok) -> Iterator[Treff]:
    """The plan puts weight on the competence the trade itself asks for."""
    someone = any(m.kilde in _FRA_ARBEIDSLIVET for m in bok.læringsmål)
    if bok.lesbar(Læringsmål, "kilde") and not someone:
        yield Læringsmål().treff("kilde")
