"""What can stop, or must be told of, when something is shared with a partner.

These have no check of their own; `kursverktoy.sharing` reports them as it packs and takes back.
None of them can be acknowledged away.
"""

from kursverktoy.course.funn import Alvor, told

_del = told("DEL", "deling")

FORTROLIG = _del(
    1,
    Alvor.FEIL,
    "Filen ble stoppet: den inneholder opplysninger fra Fortrolig. Ingenting er delt.",
    "What never leaves the municipality must not leave it by a fault of ours either.",
)
OVER_NIVÅET = _del(
    2,
    Alvor.FEIL,
    "{partner} har Deling {nivå}. Filen krever {krav}. Velg en annen fil, eller endre Deling.",
    "The level is what the municipality has decided that this partner needs.",
)
ANDRES_DELTAKERE = _del(
    3,
    Alvor.FEIL,
    "Filen til {partner} inneholder deltakere som ikke er hos dem. Filen er stoppet.",
    "That someone takes part in the course is confidential, and a list of all is no one's need.",
)
UTEN_PASSORD = _del(
    4,
    Alvor.ADVARSEL,
    "Filen har personopplysninger, men ikke passord. Sett passord, eller send den i en sikker "
    "kanal.",
    "A file on its way by e-mail is read by whoever comes upon it.",
)
SKJULTE_DATA = _del(
    5,
    Alvor.FEIL,
    "Filen inneholder skjulte data ({hva}). Den er stoppet.",
    "What the coordinator can't see, she can't know that she shares.",
)
RETT_FØRST = _del(
    6,
    Alvor.FEIL,
    "Rett først: {regel}. Så kan dere dele med {partner}.",
    "Without an agreement and a promise to keep quiet nobody is told anything.",
)
PASSER_IKKE = _del(
    7,
    Alvor.ADVARSEL,
    "{antall} endringer fra {partner} passer ikke og er ikke tatt inn. Se listen.",
    "What a partner wrote where it has no place must be seen by someone, not lost in silence.",
)
