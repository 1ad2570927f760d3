"""One cell of a returned copy, compared with what was delivered and what the workbook says."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kursverktoy.course.cells import Raw, UnreadableError, text
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.course.regler.tvers import uten_nummer
from kursverktoy.course.schema import Rad, columns
from kursverktoy.sharing.delivery import KOMMENTAR, DeliveredRow, Verdi
from kursverktoy.sharing.forslag import Forslag, Utfall
from kursverktoy.sharing.grunner import (
    FINNES_IKKE,
    FLERE_LIKE,
    FOR_LANG,
    FØDSELSNUMMER,
    IKKE_ÅPEN,
    NYERE_HOS_DEM,
    NYERE_HOS_OSS,
    SENSITIVT,
    TOM_CELLE,
    UKJENT,
    ULESELIG,
)
from kursverktoy.sharing.leveranser import Leveranser
from kursverktoy.sharing.returned import Returned, ReturnedRow
from kursverktoy.sharing.verdier import Leser, felt_av, har_nummer, lik, vår_verdi
from kursverktoy.workbook.patching.cells import LONGEST

Hinder = Callable[[Rad, str], str]
"""Why a cell of a row of the workbook can't be written, one sentence; "" when it can."""
_KORT = 80


class Celler:
    """Judges cells of returned copies of `leveranser`, against the workbook `bok`."""

    def __init__(self, bok: Kursbok, leveranser: Leveranser, hinder: Hinder) -> None:
        self._leveranser = leveranser
        self.alt_inne: set[object] = set()
        """What has been changed, and the workbook says already."""
        self._bok, self._hinder, self._leser = bok, hinder, Leser(bok)
        self._våre: dict[str, dict[tuple[str, ...], list[Rad]]] = {}

    def er_endret(self, base: DeliveredRow, rad: ReturnedRow, felt: str) -> bool:
        """Whether a cell says something else than what was delivered."""
        raw, delt = rad.celler.get(felt), base.verdier[felt]
        if raw == delt or (isinstance(delt, str) and lik(text(raw), delt)):
            return False
        try:
            return not lik(self._leser.verdi(base.kilde, felt, raw), delt)
        except UnreadableError:
            return True

    def celle(
        self, retur: Returned, rad: ReturnedRow, base: DeliveredRow, felt: str
    ) -> Iterator[Forslag]:
        """Yield what becomes of a cell the partner has changed."""
        start = self.start(retur, rad, base, felt)
        try:
            deres = self.tatt_imot(base, rad, felt)
        except UnreadableError as error:
            yield replace(start, grunn=str(error))
            return
        if felt == KOMMENTAR:
            grunn = self.forbehold(base, felt, deres)
            yield replace(start, utfall=Utfall.MERKNAD, deres=deres, grunn=grunn)
            return
        våre = self.våre(base.kilde, base.nøkkel)
        if why := self._i_veien(våre, felt):
            yield replace(start, deres=deres, grunn=why)
            return
        vår = vår_verdi(våre[0], felt)
        funnet = replace(start, vår=vår, deres=deres)
        if lik(vår, deres):
            self.alt_inne.add(funnet.celle)
        elif lik(vår, base.verdier[felt]):
            grunn = self.forbehold(base, felt, deres)
            yield replace(funnet, utfall=Utfall.ENDRING, grunn=grunn, valgt=not grunn)
        else:
            nyere = self._er_nyere(base, rad, våre[0])
            grunn = NYERE_HOS_DEM if nyere else NYERE_HOS_OSS
            forbehold = self.forbehold(base, felt, deres)
            yield replace(
                funnet, utfall=Utfall.KONFLIKT, grunn=f"{grunn} {forbehold}".strip(),
                valgt=nyere and not forbehold,
            )  # fmt: skip

    def _i_veien(self, våre: Sequence[Rad], felt: str) -> str:
        if len(våre) != 1:
            return FLERE_LIKE if våre else FINNES_IKKE
        return self._hinder(våre[0], felt)

    def tatt_imot(self, base: DeliveredRow, rad: ReturnedRow, felt: str) -> Verdi:
        """Return what a changed cell says; raises `UnreadableError` with why it is turned away."""
        raw = rad.celler.get(felt)
        if felt not in base.redigerbar:
            raise UnreadableError(IKKE_ÅPEN)
        if why := rad.usikre.get(felt):
            raise UnreadableError(f"{why[0].upper()}{why[1:]}.")
        if har_nummer(raw):
            raise UnreadableError(FØDSELSNUMMER)
        if isinstance(raw, str) and len(raw) > LONGEST:
            raise UnreadableError(FOR_LANG)
        try:
            return self._leser.verdi(base.kilde, felt, raw)
        except UnreadableError as error:
            raise UnreadableError(ULESELIG.format(str(error) or "noe annet")) from None

    def forbehold(self, base: DeliveredRow, felt: str, deres: Verdi) -> str:
        """Return why the coordinator should look at a value first; "" when she need not."""
        if deres is None:
            return TOM_CELLE
        declared = felt_av(base.kilde, felt)
        if self._leser.er_ukjent(base.kilde, felt, deres):
            return UKJENT
        fri = declared is None or (declared.type is str and not declared.is_ref)
        if fri and (kind := self._leser.sensitivt(deres)):
            return SENSITIVT.format(kind)
        return ""

    def _er_nyere(self, base: DeliveredRow, rad: ReturnedRow, vår: Rad) -> bool:
        """Whether the partner's row has a later date than ours."""
        declared = columns(type(vår))
        for felt in base.redigerbar:
            if felt in declared and declared[felt].type is date and felt in rad.celler:
                try:
                    deres = self._leser.verdi(base.kilde, felt, rad.celler[felt])
                except UnreadableError:
                    return False
                return str(deres or "") > str(vår_verdi(vår, felt) or "")
        return False

    def våre(self, kilde: str, nøkkel: tuple[str, ...]) -> list[Rad]:
        """Return the rows of the workbook with a key; one, unless something is wrong."""
        if kilde not in self._våre:
            found: dict[tuple[str, ...], list[Rad]] = defaultdict(list)
            for rad in self._bok.rader(ARK_ETTER_NAVN[kilde]):
                found[tuple(str(getattr(rad, felt)) for felt in rad.nøkkel)].append(rad)
            self._våre[kilde] = found
        return self._våre[kilde].get(nøkkel, [])

    def overskrift(self, kilde: str, felt: str) -> str:
        """Return the heading of a delivered field in the workbook."""
        declared = felt_av(kilde, felt)
        return declared.heading(self._bok.målform) if declared else felt.capitalize()

    def start(self, retur: Returned, rad: ReturnedRow, base: DeliveredRow, felt: str) -> Forslag:
        """Return a proposal that is turned away until something better is known of it."""
        leveranse = self._leveranser.alle.get(retur.leveranse)
        own = self._leveranser.rader.get(base.rad_id)
        return Forslag(
            utfall=Utfall.AVVIST,
            partner=own[0].partner_id if own else leveranse.partner_id if leveranse else "",
            fil=retur.fil,
            rad=rad.rad,
            rad_id=base.rad_id,
            ark=base.kilde,
            nøkkel=base.nøkkel,
            felt=felt,
            overskrift=self.overskrift(base.kilde, felt) if felt else "",
            base=base.verdier.get(felt),
            deres=vist([rad.celler.get(felt)]) or None,
        )


def vist(raw: Iterable[Raw]) -> str:
    """Return the beginning of what cells say, without what looks like an identity number."""
    said = ("•••" if har_nummer(each) else uten_nummer(text(each)) for each in raw)
    whole = " · ".join(filter(None, said))
    return whole if len(whole) <= _KORT else f"{whole[: _KORT - 1]}…"
