"""What can be lost from the workbook itself, most often by pasting over it.

These have no check of their own; `kursverktoy.workbook.structure` reports them when asked.
"""

from kursverktoy.course.funn import Alvor, told

_str = told("STR", "alle")

NEDTREKK = _str(
    1,
    Alvor.ADVARSEL,
    "Kontrollen av «{felt}» er borte i rad {rader}. Lag en frisk bok med «kursverktoy reparer».",
    "Pasting destroys drop-downs and other validation without a word.",
)
TABELL = _str(
    2,
    Alvor.ADVARSEL,
    "Tabellen på arket {hva}. Lag en frisk bok med «kursverktoy reparer».",
    "Formulas, sorting and new rows follow the table.",
)
FORMAT = _str(
    3,
    Alvor.TIPS,
    "«{felt}» vises ikke som dato i rad {rader}. Velg datoformat, eller kjør «kursverktoy "
    "reparer».",
    "A date without its format is read by people as a number.",
)
LÅS = _str(
    4,
    Alvor.TIPS,
    "Arket «{hva}» er ikke lenger låst. Formlene kan bli skrevet over.",
    "The lock guards formulas; it is help, not security.",
)
NAVN = _str(
    5,
    Alvor.ADVARSEL,
    "Listen «{hva}» som nedtrekkslistene bruker, er borte. Lag en frisk bok med «kursverktoy "
    "reparer».",
    "Every drop-down asks a name on Lister for its values.",
)
FARGER = _str(
    6,
    Alvor.TIPS,
    "{antall} av {alle} fargeregler på arket er borte. Mangler og feil vises ikke lenger som "
    "farge.",
    "The colours say what is missing in a copy without macros.",
)
ARK = _str(
    7,
    Alvor.ADVARSEL,
    "Arket «{hva}» finnes ikke. Lag en frisk bok med «kursverktoy reparer».",
    "Start, Funn, Sammendrag and Lister are what the other sheets lean on.",
)
FORMEL = _str(
    8,
    Alvor.TIPS,
    "Formelen i «{felt}» er skrevet over i rad {rader}. Lag en frisk bok med «kursverktoy "
    "reparer».",
    "A formula that became a value no longer follows what it was made of.",
)
