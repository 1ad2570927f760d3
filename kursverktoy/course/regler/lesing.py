"""What the reader can find: a workbook that says something the course can't take in.

These have no check of their own; `kursverktoy.workbook.reader` reports them as it reads.
"""

from kursverktoy.course.funn import Alvor, told

_les = told("LES", "alle")

ARK_MANGLER = _les(
    1,
    Alvor.FEIL,
    "Arket «{ark}» finnes ikke. Hent det fra en tidligere kopi, eller lag en ny bok med "
    "«kursverktoy reparer».",
    "Without the sheet nothing on it can be checked or printed.",
)
KOLONNE_MANGLER = _les(
    2,
    Alvor.FEIL,
    "Kolonnen «{felt}» finnes ikke på arket. Sett inn overskriften igjen.",
    "A lost heading would make every answer below it disappear in silence.",
)
LEST_SOM = _les(
    3,
    Alvor.TIPS,
    "«{tekst}» er lest som «{felt}». Rett navnet, så er det ingen tvil.",
    "A typing error should cost a hint, not a column.",
)
ULESELIG = _les(
    4,
    Alvor.FEIL,
    "Her står «{verdi}», men i «{felt}» skal det stå {forventet}. Rett cellen.",
    "What can't be read must be said, never guessed.",
)
FEILCELLE = _les(
    5,
    Alvor.FEIL,
    "Cellen viser feilen {verdi}. Skriv verdien på nytt.",
    "An error cell is not an empty cell.",
)
IKKE_BEREGNET = _les(
    6,
    Alvor.FEIL,
    "Cellen har en formel som ikke er regnet ut. Åpne arbeidsboka i Excel, lagre den, og prøv "
    "igjen.",
    "A formula without a stored result has no value to read.",
)
UTEN_NØKKEL = _les(
    7,
    Alvor.FEIL,
    "Rad {rad} mangler «{felt}». Fyll det ut, ellers kan ikke raden brukes.",
    "Other sheets and documents can only refer to a row that has a number.",
)
UTENFOR = _les(
    8,
    Alvor.ADVARSEL,
    "Rad {rad} har innhold, men ikke i noen av arkets kolonner. Flytt det, eller slett det.",
    "Every row that is not blank ends up in the course or in a finding.",
)
TO_LIKE = _les(
    9,
    Alvor.ADVARSEL,
    "Overskriften «{felt}» står også i {celle}. Bare den første kolonnen er lest. Slett den andre.",
    "Two columns with one heading may say different things.",
)
SLÅTT_SAMMEN = _les(
    10,
    Alvor.ADVARSEL,
    "Cellene {område} er slått sammen. Opphev det, ellers leses bare den første cellen.",
    "Merged cells hide which rows a value is meant for.",
)
SKJULT = _les(
    11,
    Alvor.TIPS,
    "Skjulte eller filtrerte rader på arket: {antall}. De er lest som alle andre.",
    "What can't be seen still counts.",
)
UTENFOR_GRENSER = _les(
    12,
    Alvor.ADVARSEL,
    "«{felt}» er {verdi}. Det skal være {grenser}. Sjekk tallet.",
    "A number outside its range is nearly always a slip.",
)
FOR_LANG = _les(
    13,
    Alvor.TIPS,
    "«{felt}» har {antall} tegn. Hold den på høyst {grense}, så får den plass.",
    "Long names break tables and file names.",
)
RARE_TEGN = _les(
    14,
    Alvor.ADVARSEL,
    "Cellen har {hva}. Skriv teksten på nytt.",
    "Control characters and over-long texts come from damaged copies and can't be printed.",
)
EKSTRA_KOLONNE = _les(
    15,
    Alvor.TIPS,
    "Kolonnen «{felt}» er ikke en del av arket, og blir ikke lest.",
    "The coordinator should know which of her own columns the tool does not use.",
)
