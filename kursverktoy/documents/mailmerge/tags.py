"""What a merge field says, as a tag of our templates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from kursverktoy.documents.mailmerge.conditions import (
    BY_HAND,
    OPPOSITE,
    TAG,
    TURNED,
    compared,
    never_held,
)
from kursverktoy.documents.mailmerge.fields import Field, Token, tokens_of
from kursverktoy.documents.mailmerge.names import Match, Names, StandsError
from kursverktoy.documents.mailmerge.switches import written
from kursverktoy.documents.shapes import Slag, Value

_OPERATOR = re.compile(r"(<>|<=|>=|=|<|>)")
_NAMELESS = "Feltet har ikke noe navn. Sett inn en tag fra templates/README.md i stedet."
_OTHERWISE = "Flettefelt inne i et slikt felt kan ikke bli tagger. Skriv det med tekst og tagger."
_REASONS: Mapping[str, str] = {
    "NEXT": "Hvert dokument er for én rad. Ta feltet bort, eller gjenta en rad i en tabell "
    "med {%tr for … %}.",
    "SKIPIF": "Hvem det skrives for, velges i arbeidsboka. Ta feltet bort.",
    "MERGESEQ": "Dokumentene har ikke noe løpenummer. Ta feltet bort.",
    "ADDRESSBLOCK": "Word setter adressen sammen av egne felt. Skriv den med tagger, linje for "
    "linje.",
    "GREETINGLINE": "Word setter hilsenen sammen av egne felt. Skriv den med tekst og tagger.",
    "FILLIN": "Programmet spør ikke om noe mens det skriver. Skriv teksten i malen, eller hent "
    "en verdi fra arbeidsboka.",
    "SET": "Malene våre har ingen bokmerker å huske verdier i. Skriv verdien der den skal stå.",
    "DATABASE": "Alt hentes fra arbeidsboka. Bruk en liste derfra med {%tr for … %}.",
    "MERGEBARCODE": "Strekkoder kan ikke lages. Ta feltet bort.",
}
_ALIKE = {"NEXTIF": "NEXT", "MERGEREC": "MERGESEQ", "ASK": "FILLIN"}
MERGING = {"MERGEFIELD", "IF", "DATE", *_REASONS, *_ALIKE}
"""The fields that mail merge is made of, and the date of today, which would change with time."""


@dataclass(slots=True)
class Writer:
    """Writes one field as a tag, and gathers what there is to say about it."""

    names: Names
    remarks: list[str] = field(default_factory=list)

    def tag(self, this: Field) -> str:
        """Return what stands in the template instead of a field; raises `StandsError`."""
        if this.kind == "IF":
            return self._choice(this)
        tokens = tokens_of(this.code)[1:]
        if this.kind == "DATE":
            found, switches = Match("dato", Value(Slag.DATO)), tokens
        elif this.kind == "MERGEFIELD":
            found, switches = self._value(tokens), tokens[1:]
        else:
            raise StandsError(_REASONS.get(_ALIKE.get(this.kind, this.kind), _OTHERWISE))
        said = written(found.expression, found.shape, switches)
        self.remarks += said.remarks
        return said.tag

    def _value(self, tokens: list[Token]) -> Match:
        """Return what the field whose name comes first in `tokens` shows."""
        name = tokens[0].text if tokens else ""
        if not name:
            raise StandsError(_NAMELESS)
        found = self.names.value(name)
        if found.remark:
            self.remarks.append(found.remark)
        return found

    def _choice(self, this: Field) -> str:
        tokens = [part for token in tokens_of(this.code)[1:] for part in _apart(token)]
        if len(tokens) < 4 or tokens[1].text not in OPPOSITE:  # noqa: PLR2004  a = b "yes"
            raise StandsError(f"Betingelsen kan ikke leses. {BY_HAND}")
        left, operator, right, *texts = tokens
        sign = str(operator.text)
        if left.text is not None and right.text is None:
            left, sign, right = right, TURNED.get(sign, sign), left
        texts = list(takewhile(lambda each: not each.is_switch, texts))
        yes, no = (self._text(texts[n]) if n < len(texts) else "" for n in (0, 1))
        if no and not yes:
            yes, no, sign = no, "", OPPOSITE[sign]
        otherwise = f"{{% else %}}{no}" if no else ""
        return f"{{% if {self._condition(left, sign, right)} %}}{yes}{otherwise}{{% endif %}}"

    def _text(self, token: Token) -> str:
        """Return one of the texts of an IF, with the fields within it as tags."""
        if any(isinstance(piece, str) and TAG.search(piece) for piece in token.pieces):
            raise StandsError(f"Teksten har krøllparenteser. {BY_HAND}")
        return "".join(self.tag(p) if isinstance(p, Field) else p for p in token.pieces)

    def _condition(self, left: Token, sign: str, right: Token) -> str:
        one = self._operand(left)
        if right.text is None:
            return compared(one, sign, self._operand(right))
        if remark := never_held(one, right.text):
            self.remarks.append(remark)
        return compared(one, sign, right.text)

    def _operand(self, token: Token) -> Match:
        if len(token.pieces) != 1 or not token.fields or token.fields[0].kind != "MERGEFIELD":
            raise StandsError(f"Betingelsen er ikke om ett flettefelt. {BY_HAND}")
        return self._value(tokens_of(token.fields[0].code)[1:])


def _apart(token: Token) -> Iterator[Token]:
    """Yield a word of an IF with an operator in it, if there is one, as a word of its own."""
    if token.quoted or token.text is None:
        yield token
    else:
        parts = _OPERATOR.split(token.text)
        yield from (Token((part,), quoted=False) for part in parts if part)
