"""How a sheet and its columns are declared.

A sheet is a frozen dataclass whose fields are annotated with a `Column`. That one declaration
gives the builder its heading, drop-down, format and help; the reader its parser; the rules
their cells; the reference its tables; the templates their placeholders; sharing its privacy.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, FrozenInstanceError, dataclass, field, fields
from enum import StrEnum
from functools import partial
from types import MappingProxyType, UnionType
from typing import (
    ClassVar,
    NamedTuple,
    NoReturn,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

R = TypeVar("R")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Required(StrEnum):
    """When a column must be filled; the word is the one the reference page prints."""

    ALWAYS = "alltid"
    CONDITIONAL = "når en regel sier det"
    NEVER = "valgfri"


class Personvern(StrEnum):
    """What kind of information a column holds (domene.md §2, privacy classes)."""

    ÅPEN = "åpen"
    """Not about a participant."""
    FORTROLIG = "fortrolig"
    """About a candidate; that someone is a candidate is itself protected."""
    SÆRLIG = "særlig"
    """A special category under GDPR art. 9."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the coordinator sees it. Only the heading must be given."""

    header: str
    _: KW_ONLY
    nn: str = ""
    """The heading in nynorsk, where it differs."""
    help: str = ""
    required: Required = Required.ALWAYS
    is_key: bool = False
    """The row's own number; unique on the sheet unless the sheet says otherwise."""
    ref: str = ""
    """The sheet whose key this column holds."""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    max_length: int = 0
    """The longest sensible text; longer is a hint, never a refusal."""
    long: bool = False
    """A text that may need several lines."""
    email: bool = False
    prefilled: bool = False
    """Filled by the tool in a fresh workbook; does not alone make a row begun."""
    formula: str = ""
    """The table formula that fills the column; its cells are locked."""
    personvern: Personvern = Personvern.ÅPEN
    staff: bool = False
    """About someone who works with the course: who they are, how to reach them, what they can."""
    identifies: bool = False
    """It names someone or says how to reach them, and gives them away wherever it stands."""
    house: bool = False
    """It names an organisation, a place or a course; a surname can be a part of it, and stays."""
    anew: bool = False
    """Of this course alone: the next one begins with it empty."""
    level: int | None = 0
    """The lowest partner level (0-3) that may see it; None: it never leaves the municipality."""
    initial_below: int = 0
    """Partners below this level see only the first letter."""
    partner_edits: bool = False
    """A partner may fill it in, in the workbook it is given."""
    documents: str = ""
    """The documents that may show it, as codes: «D1 D4»; «alle» for every document."""
    unreadable: str = "LES-04"
    """The code of the finding when the cell can't be read as this column."""
    unknown: str = "X-03"
    """The code of the finding when `ref` names nothing."""
    scale: tuple[str, str, str, str] | None = None
    """What the steps 0-3 mean."""


fortrolig = partial(Column, personvern=Personvern.FORTROLIG, level=None)
"""A column about a candidate; it leaves the municipality only if a level is given."""
særlig = partial(Column, personvern=Personvern.SÆRLIG, level=None)
"""A column with a special category; it never leaves the municipality."""
ansatt = partial(Column, staff=True, anew=True)
"""A column about someone who works with the course, and may not work with the next."""


EnumClass = type[StrEnum]


class Field(NamedTuple):
    """A column together with the attribute it fills and the type it holds."""

    name: str
    type: type
    """str, int, float, date or an enum of a list."""
    many: bool
    """The attribute is a tuple; the cell holds values with «;» between."""
    column: Column

    @property
    def choices(self) -> EnumClass | None:
        """The list the cell chooses from, as its enum; None for other columns."""
        return self.type if issubclass(self.type, StrEnum) else None

    @property
    def is_ref(self) -> bool:
        """Whether the cell names a row on another sheet."""
        return bool(self.column.ref)

    @property
    def is_personal(self) -> bool:
        """Whether it tells something about a person, in the course or working with it."""
        return self.column.personvern is not Personvern.ÅPEN or self.column.staff

    def heading(self, målform: str | None = "nb") -> str:
        """Return the heading in the course's written standard."""
        return (self.column.nn if målform == "nn" else "") or self.column.header

    def may_show(self, document: str) -> bool:
        """Whether `document` may show this column.

        A code such as D5, or one edition of a document: D6b-intern may show what D6b may, and
        more.
        """
        allowed = self.column.documents.split()
        return any(code in allowed for code in ("alle", document, document.partition("-")[0]))


class Treff(NamedTuple):
    """Where a rule hit, and the words that fill the braces of its message."""

    rad: "Rad"
    felt: str
    ord: Mapping[str, object]
    id: str | None = None
    """What the finding is about, when that is not the row itself."""
    forslag: str | None = None
    melding: str | None = None
    """The sentence to say, where one code covers two mistakes."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def sheet(cls: type[R]) -> type[R]:
    """Make `cls` the declaration of a sheet: a frozen dataclass that only takes names.

    The methods that make it so are those of `Rad`. Generating them for each of fifteen classes
    of up to 42 fields would cost every *sjekk* a tenth of its time.
    """
    return dataclass(kw_only=True, init=False, repr=False, eq=False)(cls)


@sheet
class Rad:
    """A row of a sheet, and where in the workbook it came from.

    An attribute is None (or an empty tuple) when the cell is empty and also when it can't be
    read; `unreadable` tells the two apart.
    """

    ark: ClassVar[str]
    """The name on the tab."""
    navn_i_bok: ClassVar[str]
    """The attribute of `Kursbok` and the key in the exchange format."""
    tittel: ClassVar[str]
    formål: ClassVar[str]
    """What the sheet is for, in one sentence the coordinator reads at its top."""
    nøkkel: ClassVar[tuple[str, ...]]
    steg: ClassVar[int]
    """The first of the ten steps on Start that uses the sheet; gives the tab its colour."""

    rad: int = 0
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Field → what the cell says, for the cells that could not be read."""

    def __init__(self, **values: object) -> None:
        """Keep what is given; all else is empty. Raises `TypeError` for what is no field."""
        unknown = values.keys() - type(self).__dataclass_fields__.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self.__dict__["unreadable"] = _NOTHING
        self.__dict__.update(values)

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __repr__(self) -> str:
        # Rows end up in tracebacks and test logs; names of people should not.
        return f"<{type(self).__name__} {self.id or self.rad}>"

    def __str__(self) -> str:
        return self.id or f"rad {self.rad}"

    @classmethod
    def utledet(cls, _values: Mapping[str, object]) -> Mapping[str, object]:
        """Return what the formula columns of a row say, worked out from its other values."""
        return {}

    @classmethod
    def er_om_personer(cls) -> bool:
        """Whether each row of the sheet is about a person."""
        return any(columns(cls)[name].is_personal for name in cls.nøkkel)

    @property
    def id(self) -> str | None:
        """The row's key as text, with a blank between the parts; None when a part is empty."""
        parts = [getattr(self, name) for name in self.nøkkel]
        return " ".join(map(str, parts)) if all(parts) else None

    def mangler(self, *felter: str) -> list[str]:
        """Return those of `felter` that are empty; a cell that can't be read is not empty."""
        return [
            felt
            for felt in felter
            if getattr(self, felt) in (None, "", ()) and felt not in self.unreadable
        ]

    def kjent(self, *felter: str) -> bool:
        """Whether every one of `felter` could be read (an empty cell can)."""
        return not any(felt in self.unreadable for felt in felter)

    def treff(
        self, felt: str, /, *, id: str | None = None, forslag: str | None = None, **ord: object
    ) -> Treff:
        """Return that a rule hits the cell `felt` of this row."""
        return Treff(self, felt, ord, id, forslag)


_DECLARED: dict[type[Rad], Mapping[str, Field]] = {}


def columns(sheet: type[Rad]) -> Mapping[str, Field]:
    """Return the declared columns of `sheet` by attribute name, in sheet order."""
    found = _DECLARED.get(sheet)
    if found is None:
        hints = get_type_hints(sheet, include_extras=True)
        declared = (_field(each.name, hints[each.name]) for each in fields(sheet))
        found = _DECLARED[sheet] = {field.name: field for field in declared if field}
    return found


def _field(name: str, hint: object) -> Field | None:
    column = next((note for note in get_args(hint)[1:] if isinstance(note, Column)), None)
    if column is None:
        return None
    value = get_args(hint)[0]
    many = get_origin(value) is tuple
    return Field(name, _first(get_args(value)[0] if many else value), many, column)


def _first(hint: type) -> type:
    # «Status | str | None»: the first member is what the cell means; str is for what the
    # coordinator added to the list.
    return get_args(hint)[0] if get_origin(hint) is UnionType else hint
