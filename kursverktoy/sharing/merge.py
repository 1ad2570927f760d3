"""The three-way merge: what was delivered, what the workbook says now, and what came back.

Pure: it looks at values and proposes; nothing is written. The same copies give the same
proposals in whatever order they come, and copies that are taken in already give none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kursverktoy.course.cells import UnreadableError, text
from kursverktoy.course.kursbok import ARK_ETTER_NAVN, Kursbok
from kursverktoy.sharing.celler import Celler, Hinder, vist
from kursverktoy.sharing.delivery import DeliveredRow, Delivery, Verdi, check_row_id
from kursverktoy.sharing.forslag import Fletting, Forslag, Utfall
from kursverktoy.sharing.grunner import (
    ANNET_KURS,
    DOBBEL,
    ENDRET_NUMMER,
    FEIL_RAD,
    IKKE_KONTROLLERT,
    UKJENT_RAD,
    UTEN_NUMMER,
)
from kursverktoy.sharing.joining import joined
from kursverktoy.sharing.leveranser import Leveranser
from kursverktoy.sharing.returned import Returned, ReturnedRow
from kursverktoy.sharing.verdier import (
    Verdier,
    lik,
    vår_verdi,
)

FRA_PARTNER = "Innspill i delt arbeidsbok"
"""What a new need says that it came from."""


@dataclass(frozen=True, kw_only=True)
class Historie:
    """What has been decided when copies were taken in before."""

    avgjort: frozenset[str] = frozenset()
    """The ids of proposals that were said no to."""
    tatt: Mapping[str, tuple[tuple[str, ...], Verdier]] = field(default_factory=dict)
    """Row id → the key that a new row got, and the values it came with."""


def flett(
    bok: Kursbok,
    leveranser: Leveranser,
    returer: Iterable[Returned],
    hinder: Hinder,
    historie: Historie | None = None,
) -> Fletting:
    """Return what the copies propose, in the order of the workbook."""
    fletter = _Fletter(bok, leveranser, hinder, historie or Historie())
    forslag, merknader = list[Forslag](), list[str]()
    for retur in sorted(returer, key=lambda each: each.fil):
        forslag += fletter.kopi(retur)
        merknader += [f"{retur.fil}: {each}" for each in fletter.merknader(retur)]
    known = (historie or Historie()).avgjort
    samlet = joined(bok, forslag)
    return Fletting(
        forslag=tuple(f for f in samlet if f.id not in known),
        alt_inne=fletter.alt_inne,
        avgjort=sum(f.id in known for f in samlet),
        merknader=tuple(merknader),
    )


class _Fletter:
    """One merge under way."""

    def __init__(
        self, bok: Kursbok, leveranser: Leveranser, hinder: Hinder, historie: Historie
    ) -> None:
        self._bok, self._historie = bok, historie
        self._celler = Celler(bok, leveranser, hinder)
        self._rader, self._leveranser = leveranser.rader, leveranser.alle
        self._kilder = leveranser.kilder

    @property
    def alt_inne(self) -> int:
        """How many changed cells and rows the workbook says already."""
        return len(self._celler.alt_inne)

    def kopi(self, retur: Returned) -> Iterator[Forslag]:
        """Yield what one copy proposes."""
        kjente: dict[str, list[ReturnedRow]] = defaultdict(list)
        for rad in retur.rader:
            rad_id = rad.rad_id or self._på_nøkkel(retur, rad)
            if rad_id in self._rader:
                kjente[rad_id].append(rad)
            elif rad.rad_id:
                why = UKJENT_RAD if check_row_id(rad_id) else ENDRET_NUMMER
                yield self._avvist_rad(retur, rad, why)
            elif (åpen := self._åpen_rad(retur, rad.fane)) is not None:
                yield from self._ny_rad(retur, rad, *åpen)
            else:
                yield self._avvist_rad(retur, rad, UTEN_NUMMER)
        for rad_id, rader in kjente.items():
            leveranse, base = self._rader[rad_id]
            if len({self._skrevet(base, rad) for rad in rader}) > 1:
                yield from (self._avvist_rad(retur, rad, DOBBEL, base) for rad in rader)
            else:
                yield from self._kjent_rad(retur, rader[0], leveranse, base)

    def merknader(self, retur: Returned) -> Iterator[str]:
        """Yield what there is to say of one copy as a whole."""
        yield from retur.merknader
        leveranse = self._leveranser.get(retur.leveranse)
        if leveranse and retur.rader:
            der = {rad.rad_id for rad in retur.rader}
            borte = sum(
                rad.rad_id not in der and bool(rad.nøkkel) and rad.ark not in retur.uten_nummer
                for rad in leveranse.rader
            )
            if borte:
                yield f"{borte} av radene som ble delt, mangler i kopien. De er urørt i boka."

    def _på_nøkkel(self, retur: Returned, rad: ReturnedRow) -> str:
        """Return the id of a row whose sheet has lost the column, by what identifies it."""
        leveranse = self._leveranser.get(retur.leveranse)
        if leveranse is None or rad.fane not in retur.uten_nummer:
            return ""
        like = [
            base.rad_id
            for base in leveranse.rader
            if base.ark == rad.fane and base.nøkkel and not self._feil_rad(base, rad)
        ]
        return like[0] if len(like) == 1 else ""

    def _åpen_rad(self, retur: Returned, fane: str) -> tuple[Delivery, DeliveredRow] | None:
        """Return a row of a tab that is open for new ones."""
        leveranse = self._leveranser.get(retur.leveranse)
        åpne = (r for r in (leveranse.rader if leveranse else ()) if r.ark == fane)
        return next(((leveranse, r) for r in åpne if leveranse and not r.nøkkel), None)

    def _skrevet(self, base: DeliveredRow, rad: ReturnedRow) -> tuple[str, ...]:
        """Return what stands in a row, to compare two with the same id."""
        return tuple(text(rad.celler.get(felt)) for felt in base.verdier)

    def _kjent_rad(
        self, retur: Returned, rad: ReturnedRow, leveranse: Delivery, base: DeliveredRow
    ) -> Iterator[Forslag]:
        if leveranse.kurs_id != (self._bok.kurs.kurs_id or ""):
            yield self._avvist_rad(retur, rad, ANNET_KURS, base)
            return
        tatt = self._historie.tatt.get(base.rad_id)
        if tatt and not base.nøkkel and self._celler.våre(base.kilde, tatt[0]):
            # It became a row of the workbook before, and its values then are what to compare with.
            then = {felt: tatt[1].get(felt) for felt in base.verdier}
            base = replace(base, nøkkel=tatt[0], verdier=then)
            self._celler.alt_inne.add((base.kilde, base.rad_id))
        if not base.nøkkel:
            yield from self._ny_rad(retur, rad, leveranse, base)
            return
        if why := self._feil_rad(base, rad):
            felter = base.verdier.keys() & rad.celler.keys()
            if any(self._celler.er_endret(base, rad, felt) for felt in felter):
                yield self._avvist_rad(retur, rad, why, base)
            return
        for felt in base.verdier:
            if felt in rad.celler and self._celler.er_endret(base, rad, felt):
                yield from self._celler.celle(retur, rad, base, felt)

    def _feil_rad(self, base: DeliveredRow, rad: ReturnedRow) -> str:
        """Return why a row is not the one its id says; "" when it is."""
        own = [felt for felt in ARK_ETTER_NAVN[base.kilde].nøkkel if felt in base.verdier]
        locked = [f for f in base.verdier if f not in base.redigerbar]
        for felt in [f for f in own if f in locked] or locked:
            name = self._celler.overskrift(base.kilde, felt)
            if felt not in rad.celler:
                return IKKE_KONTROLLERT.format(f"«{name}»")
            if self._celler.er_endret(base, rad, felt):
                return FEIL_RAD.format(f"«{name}»")
        return ""

    def _ny_rad(
        self, retur: Returned, rad: ReturnedRow, leveranse: Delivery, base: DeliveredRow
    ) -> Iterator[Forslag]:
        """Yield the new row that a partner has filled in, and the cells of it that can't come."""
        verdier: dict[str, Verdi] = {}
        start = self._celler.start(retur, rad, replace(base, rad_id=rad.rad_id, nøkkel=()), "")
        for felt, raw in rad.celler.items():
            if felt in base.redigerbar and text(raw):
                try:
                    verdier[felt] = self._celler.tatt_imot(base, rad, felt)
                except UnreadableError as error:
                    cell = self._celler.start(retur, rad, base, felt)
                    yield replace(cell, grunn=str(error))
        if not verdier:
            return
        grunner = dict.fromkeys(self._celler.forbehold(base, f, v) for f, v in verdier.items())
        grunn = " ".join(filter(None, grunner))
        verdier |= {"partner_id": leveranse.partner_id, "kilde": FRA_PARTNER}
        if self._finnes(base.kilde, verdier):
            self._celler.alt_inne.add((base.kilde, rad.rad_id))
            return
        yield replace(start, utfall=Utfall.NY_RAD, verdier=verdier, grunn=grunn, valgt=not grunn)

    def _finnes(self, kilde: str, verdier: Verdier) -> bool:
        """Whether the workbook has a row that says all this."""
        return any(
            all(lik(vår_verdi(rad, felt), verdi) for felt, verdi in verdier.items())
            for rad in self._bok.rader(ARK_ETTER_NAVN[kilde])
        )

    def _avvist_rad(
        self, retur: Returned, rad: ReturnedRow, grunn: str, base: DeliveredRow | None = None
    ) -> Forslag:
        """Return that a whole row is turned away, with the beginning of what it says."""
        base = base or DeliveredRow(
            rad_id=rad.rad_id, ark=rad.fane, kilde=self._kilder.get(rad.fane, rad.fane), nøkkel=(),
            verdier={}, redigerbar=(),
        )  # fmt: skip
        start = self._celler.start(retur, rad, base, "")
        return replace(start, deres=vist(rad.celler.values()), grunn=grunn)
