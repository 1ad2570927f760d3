"""`templates/README.md`: what a template may hold, made from the schema and the contexts."""

from collections.abc import Iterator
from inspect import getdoc

from kursverktoy.course.schema import Rad, Required, columns
from kursverktoy.documents.contexts.context import placeholders
from kursverktoy.documents.filters import FILTERS
from kursverktoy.documents.kinds import KINDS, Kind
from kursverktoy.documents.shapes import in_words, reached, shapes
from kursverktoy.documents.views import references

_INTRO = """\
# Malene

Hvert dokument lages av en Word-mal i denne mappen. Teksten i malen er deres: endre ordlyden,
sett inn kommunens logo, bytt skrift og farger. Alt som står mellom `{{` og `}}` eller `{%` og
`%}`, er tagger, og fylles ut fra arbeidsboka.

Siden er laget av programmet, fra de samme kildene som malene blir fylt ut fra.

## Slik endrer du en mal

1. Kopier malen til en egen mappe, og åpne kopien i Word. Behold filnavnet.
2. Endre teksten. En tag må stå i ett stykke: skriv den på nytt heller enn å rette et tegn i den.
3. Lagre som vanlig Word-dokument (.docx), uten sporede endringer, kommentarer og fotnoter. De
   ville ha fulgt med i alle dokumentene.
4. Skriv dokumentene med `kursverktoy skriv --maler MAPPA` og se gjennom ett av dem.

| Tag | Hva den gjør |
|---|---|
| `{{ kurs.kursnavn }}` | setter inn en verdi |
| `{{ partner.telefon \\| strek }}` | setter inn verdien, eller «–» når cellen er tom |
| `{%p if praksis %}` … `{%p else %}` … `{%p endif %}` | avsnitt som bare er med noen ganger |
| `{%tr for p in praksis %}` … `{%tr endfor %}` | tabellrader som gjentas |
| `{%p for kategori, mål in mål_etter_kategori %}` | par: en overskrift og radene under den |
| `{{ plan.norsklærer.navn }}` | følger en henvisning til en annen rad |

En tag med `{%p` står alene i sitt eget avsnitt, og en med `{%tr` alene i sin egen tabellrad.

**Tomme celler.** En verdi som må være fylt ut, stopper dokumentet når cellen er tom, og funnet
DOK-01 sier hvilken celle. Skal dokumentet lages likevel, bruk `strek`, `linje` eller
`default("tekst")`, eller sett avsnittet inn i en `if`. En valgfri celle skriver ingenting.

**UTKAST.** Når feil gjenstår i det dokumentet bygger på, er `utkast` sann. Da skal «UTKAST» stå
på hver side. Malene har det i toppteksten.

**Språk.** Navnet på malen slutter med språket: nb, nn eller en. Finnes den ikke på språket som er
ønsket, brukes bokmål. Det som er valgt fra en liste, står på bokmål i arbeidsboka. I malene på
nynorsk og engelsk skrives det med `på_språk`, for eksempel `{{ m.status | på_språk }}`.

## Det som aldri skal stå der

Malen får bare se kolonnene som hører til dokumentet. Ber den om noe annet, blir dokumentet ikke
laget. Dette kommer aldri med i noe dokument på denne siden:

- noe fra arket Fortrolig
- hvorfor et mål er tatt ut av en plan
- tallene fra kartleggingen og progresjon i prosent
- hvorfor noen ikke fikk plass, og hva de fikk i stedet, utenom det interne kandidatarket
- helhetsvurderingen, utenom kandidatarket
- i praksisavtalen: fødselsdato, introduksjonsprogram, egne mål og hvor langt noen er kommet
- på kursbeviset: introduksjonsprogram, helse, fravær, at noen sluttet, og mål som ikke er nådd

Skriv heller ikke slikt inn i malen selv. Bruk `utstedernavn` på kursbeviset, og `kurstilbyder` og
`forsikrer` i praksisavtalen, ikke navnet på partneren: et navn som «Flyktningtjenesten» forteller
hvorfor deltakeren var der.
"""


def reference() -> str:
    """Return the page as Markdown."""
    return "\n".join([_INTRO, *_filters(), *(line for k in KINDS.values() for line in _kind(k))])


def _filters() -> Iterator[str]:
    yield "## Filtre\n"
    yield "Filtre skrives etter en strek: `{{ kurs.startdato | dato }}`. Uten filter blir en dato"
    yield "skrevet «17. august 2026», et tall med komma, Ja/Nei og trinn på en skala som ord.\n"
    yield from _table("Filter", "Hva det gjør")
    for name, each in FILTERS.items():
        yield f"| `{name}` | {_told(each)} |"
    yield "\nFra Jinja er blant annet `default`, `length`, `map`, `sort`, `sum` og `join` med.\n"


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {kind.code} {kind.title('nb')}{f' ({kind.utgave})' if kind.utgave else ''}\n"
    yield f"Malen heter `{kind.template_name('nb')}`. Den lages for rader på arket {kind.sheet}.\n"
    yield from _table("Navn", "Hva", "Innhold")
    found = shapes(kind.context)
    for name, each in placeholders(kind.context).items():
        yield f"| `{name}` | {in_words(found[name])} | {_told(each)} |"
    for sheet in reached(kind.sight, found.values()):
        yield f"\n### Rader fra {sheet.ark} i {kind.code}\n"
        yield from _table("Felt", "Overskrift", "Tom celle stopper")
        yield from _fields(sheet, kind.sight)
    yield ""


def _told(each: object) -> str:
    """Return a docstring as one paragraph: a table has no room for two."""
    return " ".join((getdoc(each) or "").split())


def _fields(sheet: type[Rad], document: str) -> Iterator[str]:
    rows = {each.name: name for name, each in references(sheet).items()}
    for name, each in columns(sheet).items():
        if each.may_show(document):
            stops = "nei" if each.column.required is Required.NEVER else "ja"
            what = each.column.header
            if name in rows:
                what += f" (rad fra {each.column.ref})"
            yield f"| `{rows.get(name, name)}` | {what} | {stops} |"


def _table(*headings: str) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
