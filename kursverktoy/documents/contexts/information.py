"""D6a, the information sheet about the course: the same for all partners and candidates.

It names the coordinator and nobody else. The docstrings of the properties are printed; see
`context`.
"""

from typing import ClassVar

from kursverktoy.course.ark.moduler import Modul
from kursverktoy.documents.contexts.context import Context


class Informasjonsark(Context):
    """The values of D6a, made for the course itself."""

    document: ClassVar = "D6a"

    @property
    def moduler(self) -> tuple[Modul, ...]:
        """Modulene i kurset, i samme rekkefølge som på arket."""
        return self.bok.moduler
