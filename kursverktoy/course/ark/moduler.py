"""The sheet «Moduler»."""

from typing import Annotated, ClassVar

from kursverktoy.course.lists import Arena, Modultype
from kursverktoy.course.schema import Column, Rad, ansatt, sheet


@sheet
class Modul(Rad):
    """A part of the course: where, when and who."""

    ark: ClassVar = "Moduler"
    navn_i_bok: ClassVar = "moduler"
    tittel: ClassVar = "Moduler"
    formål: ClassVar = "Delene av kurset: felles, spesialiserte og tilpassede."
    nøkkel: ClassVar = ("modul_id",)
    steg: ClassVar = 4

    modul_id: Annotated[str | None, Column("Nr", help="M1, M2 …", is_key=True, documents="D4")] = (
        None
    )
    navn: Annotated[str | None, Column("Modul", documents="D3 D4 D5 D6a")] = None
    type: Annotated[Modultype | str | None, Column("Type", documents="D4")] = None
    arena: Annotated[Arena | str | None, Column("Arena", documents="D4")] = None
    timer: Annotated[
        float | None,
        Column("Timer", nn="Timar", help="Mer enn 0.", unit="timer", documents="D4 D5"),
    ] = None
    fra_uke: Annotated[
        int | None,
        Column(
            "Fra uke",
            nn="Frå veke",
            help="Ukenummer i kursperioden.",
            low=1,
            high=53,
            documents="D4",
            anew=True,
        ),
    ] = None
    til_uke: Annotated[
        int | None,
        Column(
            "Til uke",
            nn="Til veke",
            help="Ukenummer i kursperioden.",
            low=1,
            high=53,
            documents="D4",
            anew=True,
        ),
    ] = None
    ansvarlig_person_id: Annotated[
        str | None, ansatt("Ansvarlig", nn="Ansvarleg", ref="Fagpersoner", documents="D4")
    ] = None
    norsklærer_med: Annotated[
        bool | None, Column("Er norsklærer med?", nn="Er norsklærar med?", documents="D4")
    ] = None
    mål_id: Annotated[
        tuple[str, ...],
        Column(
            "Læringsmål",
            help="Flere mål skilles med semikolon: L01;L02",
            ref="Læringsmål",
            documents="D4",
            unknown="MOD-01",
        ),
    ] = ()

    def __str__(self) -> str:
        return " ".join(filter(None, (self.modul_id, self.navn))) or f"rad {self.rad}"
