"""Why something a partner has written is not simply taken in, in the words she reads."""

from kursverktoy.workbook.patching.cells import LONGEST

ANNET_KURS = "Raden er fra et annet kurs."
DOBBEL = "Raden står flere ganger med ulikt innhold."
ENDRET_NUMMER = "Nummeret i kolonnen «Rad» er endret, så raden kan ikke kjennes igjen."
FEIL_RAD = "Raden hører ikke til nummeret den har: {} er en annen enn da den ble delt."
FINNES_IKKE = "Raden finnes ikke lenger i boka."
FØDSELSNUMMER = (
    "Det ser ut til å være et fødselsnummer eller DUF-nummer. Arbeidsboka trenger det ikke."
)
FLERE_LIKE = "Boka har flere rader med denne nøkkelen."
FLERE_SVAR = "Flere kopier har ulike svar. Velg ett av dem."
FOR_LANG = f"Teksten er lengre enn {LONGEST} tegn, som er det en celle kan ha."
IKKE_KONTROLLERT = "Kolonnen for {} mangler, så det kan ikke kontrolleres hvilken rad dette er."
IKKE_ÅPEN = "Partneren kan ikke endre denne kolonnen."
NYERE_HOS_OSS = "Boka er endret siden den ble delt."
NYERE_HOS_DEM = "Boka er endret siden den ble delt, men svaret fra partneren har nyere dato."
SAMMEN = "Hører sammen med en konflikt i samme rad."
SENSITIVT = "Teksten kan inneholde opplysninger om {}. Skriv bare det som er avtalt."
TOM_CELLE = "Partneren har tømt cellen."
UKJENT = "Står ikke i listen."
UKJENT_RAD = "Raden er ikke fra noe som er delt fra denne boka."
ULESELIG = "Kan ikke leses. Det skal være {}."
UTEN_NUMMER = "En ny rad på dette arket hører ikke til noe i boka."
