"""What making a document starts from and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kursverktoy.course.funn import Funn
from kursverktoy.documents.contexts.context import Context
from kursverktoy.documents.jobs import Job
from kursverktoy.documents.register.basis import Basis
from kursverktoy.documents.register.entry import Making, Oppføring, Tilstand
from kursverktoy.documents.result import Utfall, Årsak
from kursverktoy.documents.templates import Mal


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of a document that is to be made."""

    siste: Oppføring | None = None
    """As it was last written."""
    tilstand: Tilstand = Tilstand.BORTE
    """How its file is found."""
    utstedt: Oppføring | None = None
    """The certificate that has been issued with the number it has now."""
    utstedt_tilstand: Tilstand = Tilstand.BORTE
    utstedt_pdf_endret: bool = False
    """Whether the PDF beside the certificate is another than the tool made."""
    utstedt_ellers: Oppføring | None = None
    """The certificate that has been issued with another number."""
    original: Oppføring | None = None
    """The certificate that has been issued with its number in another language."""
    erstatter: Oppføring | None = None
    """The certificate that it will replace."""
    ellers_kjent: str = ""
    """The number of a certificate that the same person has under another participant number."""
    trouble: str = ""
    """Why its number can't be used."""


@dataclass(frozen=True, slots=True)
class Made:
    """What should become of one job."""

    utfall: Utfall
    """SKREVET when there is something to write."""
    funn: tuple[Funn, ...] = ()
    merknad: str = ""
    årsak: tuple[Årsak, ...] = ()
    fil: str = ""
    """The file that stands, where there is one."""
    document: "Document | None" = None
    """What to write."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been made, and what the register shall know of it."""

    data: bytes
    entry: Oppføring
    """Without a line: only who writes it knows the file name."""
    making: Making
    grunnlag: Basis

    def named(self, fil: str) -> Oppføring:
        """Return the entry of the document under a file name."""
        return replace(self.entry, fil=fil).written(self.making, self.grunnlag)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document about to be made."""

    job: Job
    mal: Mal
    making: Making
    context: Context

    @property
    def values(self) -> Mapping[str, object]:
        """What the template is given."""
        return self.context.values()

    def as_draft(self) -> "Paper":
        """Return the same paper with UTKAST on it."""
        making, context = replace(self.making, utkast=True), replace(self.context, draft=True)
        return replace(self, making=making, context=context)

    def as_original(self) -> "Paper":
        """Return the paper that a duplicate is a duplicate of."""
        choices = replace(self.context.choices, duplikat=False)
        return replace(self, context=replace(self.context, choices=choices))
