"""The catalogue: every rule a template can break, what is said, and why the rule exists.

Codes go by the tens: the file, the tag, the block, the name, the document, the workbook.
"""

from kursverktoy.course.funn import Alvor
from kursverktoy.documents.linter.malfunn import declare

FEIL, ADVARSEL, TIPS = Alvor.FEIL, Alvor.ADVARSEL, Alvor.TIPS

IKKE_WORD = declare(
    "MAL-01",
    FEIL,
    "«{mal}» er ikke et helt Word-dokument (.docx). Åpne den i Word, lagre den som "
    "Word-dokument, og prøv igjen.",
    "What Word has not written whole can't become a document.",
)
FØLGER_MED = declare(
    "MAL-02",
    FEIL,
    "Malen har {hva}, og lagre den. Slikt skal ikke følge med i dokumentene.",
    "Remarks and deleted text about one case would reach everyone who gets a document.",
)
UKJENT_FILNAVN = declare(
    "MAL-03",
    FEIL,
    "Filnavnet «{mal}» hører ikke til noe dokument, så malen blir aldri brukt. {råd}",
    "The name alone says what a template is for and which language it is in.",
)
FLETTEFELT = declare(
    "MAL-04",
    FEIL,
    "«{ledd}» er et flettefelt i Word, og blir ikke fylt ut. Gjør det om til en tag med "
    "«kursverktoy maler --konverter».",
    "Templates of Word's own mail merge are brought along; their fields would stand unfilled.",
)
IKKE_LEST = declare(
    "MAL-05",
    FEIL,
    "{grunn}",
    "One that is open elsewhere, or gone, is no reason to leave the others unread.",
)

TAG_UTEN_SLUTT = declare(
    "MAL-10",
    FEIL,
    "Taggen slutter ikke. Skriv «{slutt}» der den skal slutte, i samme avsnitt.",
    "All that follows an open tag is taken for a part of it.",
)
SLUTT_UTEN_TAG = declare(
    "MAL-11",
    FEIL,
    "«{ledd}» står uten at noen tag begynner foran. Skriv «{begynnelse}» der taggen skal "
    "begynne, eller ta det bort.",
    "A document with loose braces in it is never written.",
)
SKILLETEGN = declare(
    "MAL-12",
    FEIL,
    "Det står «{ledd}» der det skal stå «{forslag}». Skriv det uten mellomrom, og likt i begge "
    "ender av taggen.",
    "Word likes to put a space between two braces; then the tag is ordinary text.",
)
ANFØRSELSTEGN = declare(
    "MAL-13",
    FEIL,
    "Anførselstegnet {ledd} virker ikke i en tag. Skriv rette anførselstegn: angre "
    "(Ctrl+Z) rett etter at Word har gjort dem om.",
    "Word turns straight quotation marks into «» while one types.",
)
USYNLIG_TEGN = declare(
    "MAL-14",
    FEIL,
    "I taggen står et tegn som ikke skal være der ({ledd}). Skriv taggen på nytt, med vanlige "
    "mellomrom.",
    "It comes along when text is pasted from a web page, and can't be seen.",
)
DELT_TAG = declare(
    "MAL-15",
    FEIL,
    "Taggen er delt av {hva}. Slett hele taggen, og skriv den på nytt som ren tekst.",
    "The pieces can't be put together without breaking the document.",
)
ENKLE_KLAMMER = declare(
    "MAL-16",
    ADVARSEL,
    "«{ledd}» blir stående som vanlig tekst. Skulle det vært «{forslag}»?",
    "One pair of braces is how other programs mark a field; here nothing would be filled in.",
)
OG_TEGN = declare(
    "MAL-17",
    ADVARSEL,
    "«&» i en tag blir til «&amp;» i dokumentet. Skriv «og».",
    "Word's file escapes it once before the tag is read, and once after.",
)
SKRIVEFEIL = declare(
    "MAL-18",
    FEIL,
    "Taggen kan ikke leses: {hva}.",
    "Nothing can be filled in when one tag can't be read.",
)
UKJENT_KOMMANDO = declare(
    "MAL-19",
    FEIL,
    "«{ledd}» er ikke noe en mal kan gjøre. {råd}",
    "A misspelt «if» stops every document made from the template.",
)

ALDRI_AVSLUTTET = declare(
    "MAL-20",
    FEIL,
    "«{ledd}» blir aldri avsluttet. Sett inn «{forslag}» der den skal slutte.",
    "Where a condition ends decides what it hides.",
)
ALDRI_BEGYNT = declare(
    "MAL-21",
    FEIL,
    "«{ledd}» hører til noe som ikke er begynt, eller som er avsluttet før. Ta taggen bort, "
    "eller sett inn begynnelsen.",
    "One end too many is most often the rest of something that was deleted.",
)
FEIL_SLUTT = declare(
    "MAL-22",
    FEIL,
    "«{ledd}» står her, men det er «{åpen}» som er begynt sist. Avslutt i motsatt rekkefølge: "
    "skriv «{forslag}» her.",
    "Blocks lie inside each other, never across.",
)
ULIKE_STEDER = declare(
    "MAL-23",
    FEIL,
    "«{åpen}» og «{ledd}» står på ulike slags steder. Sett begge i hvert sitt avsnitt med «{{%p», "
    "eller begge i hver sin tabellrad med «{{%tr».",
    "What lies between them would be half a paragraph or half a table.",
)
TOMME_AVSNITT = declare(
    "MAL-24",
    ADVARSEL,
    "«{åpen}» begynner i ett avsnitt, og «{ledd}» står i et annet. Det gir tomme linjer. Sett "
    "begge i hvert sitt avsnitt med «{{%p».",
    "The lines of the tags themselves stay behind as empty paragraphs.",
)
IKKE_ALENE = declare(
    "MAL-25",
    FEIL,
    "«{ledd}» må stå alene i {hva}. Alt annet som står der, forsvinner. Flytt det.",
    "docxtpl replaces the whole paragraph, row or cell with the tag.",
)
UTENFOR_TABELL = declare(
    "MAL-26",
    FEIL,
    "«{ledd}» virker bare i en tabell. Bruk «{{%p» i et avsnitt.",
    "Outside a table there is no row or cell to repeat.",
)
TOM_CELLE = declare(
    "MAL-27",
    FEIL,
    "Cellen har ikke noe avsnitt når taggene er borte. Sett inn et tomt avsnitt i cellen.",
    "Word calls a file damaged when a cell has no paragraph.",
)

UKJENT_NAVN = declare(
    "MAL-30",
    FEIL,
    "«{ledd}» finnes ikke{hvor}. {råd}",
    "A misspelt name would stop the document, or leave a hole in it.",
)
SKAL_IKKE_VISES = declare(
    "MAL-31",
    FEIL,
    "«{ledd}» («{overskrift}» på arket {ark}) skal ikke stå i dokumentet {dokument}. Ta "
    "taggen bort.",
    "Whoever reads the document may not know this about someone.",
)
HEL_RAD = declare(
    "MAL-32",
    FEIL,
    "«{ledd}» er {hva}, og kan ikke skrives ut som tekst. {råd}",
    "A row is many cells; only one of them at a time is text.",
)
IKKE_LISTE = declare(
    "MAL-33",
    FEIL,
    "«{ledd}» er ikke en liste, men {hva}. {råd}",
    "Only a list can be gone through.",
)
ER_LISTE = declare(
    "MAL-34",
    FEIL,
    "«{ledd}» er {hva}, så «{felt}» må hentes fra én om gangen. Skriv «for x in {ledd}» "
    "foran, og «x.{felt}» inni.",
    "A list has no columns of its own.",
)
FEIL_ANTALL_NAVN = declare(
    "MAL-35",
    FEIL,
    "Løkken har {antall} navn («{ledd}»), men får {hva} hver gang. {råd}",
    "Unpacking must fit what is unpacked.",
)
UKJENT_FILTER = declare(
    "MAL-36",
    FEIL,
    "«{ledd}» er ikke {hva}. {råd}",
    "A misspelt filter stops every document made from the template.",
)
FEIL_ARGUMENTER = declare(
    "MAL-37",
    FEIL,
    "«{ledd}» får feil antall eller feil navn på det som står i parentesen. {råd}",
    "It fails in every document.",
)
PASSER_IKKE = declare(
    "MAL-38",
    FEIL,
    "«{filter}» passer ikke her: «{ledd}» er {hva}, og filteret tar {tar}.",
    "It fails as soon as the cell is filled.",
)
IKKE_LOV = declare(
    "MAL-39",
    FEIL,
    "«{ledd}» er ikke lov i en mal. Ta taggen bort.",
    "Templates come by e-mail; they may not reach the program, files or other rows.",
)
REGNER_FEIL = declare(
    "MAL-40",
    FEIL,
    "«{ledd}» er {hva}, og kan ikke brukes med «{tegn}»{mot}.",
    "It fails as soon as the cell is filled.",
)
FERDIG_INNHOLD = declare(
    "MAL-41",
    FEIL,
    "«{{{{{nivå}» er for innhold som er formatert på forhånd, men «{ledd}» er {hva}. Skriv "
    "«{forslag}».",
    "Plain text outside a paragraph makes a file that Word calls damaged.",
)
ALDRI_LIK = declare(
    "MAL-42",
    ADVARSEL,
    "«{ledd}» er ikke blant verdiene i «{overskrift}» på arket {ark}, så det blir aldri likt. "
    "{råd}",
    "A misspelt value of a list makes a condition that is never true.",
)
STOPPER = declare(
    "MAL-43",
    FEIL,
    "{grunn}",
    "Whatever the workbook holds, no document can be made from the template.",
)

FEIL_SPRÅK = declare(
    "MAL-50",
    ADVARSEL,
    "Filnavnet sier at malen er på {språk}, men i teksten står {ord}. Rett ordene, eller gi "
    "malen navn etter språket.",
    "The partner or the participant has chosen the language.",
)
SPRÅKMERKE = declare(
    "MAL-51",
    ADVARSEL,
    "Språket i Word er satt til «{ledd}», men malen er på {språk}. Merk hele teksten, og velg "
    "Se gjennom > Språk > Angi korrekturspråk.",
    "Screen readers pronounce the text in the language it is marked with.",
)
BILDE_MANGLER = declare(
    "MAL-52",
    FEIL,
    "Et bilde eller en annen del mangler i filen ({ledd}). Sett det inn på nytt i Word.",
    "Word shows a red cross where the coat of arms should be.",
)
STIL_MANGLER = declare(
    "MAL-53",
    ADVARSEL,
    "Stilen «{ledd}» finnes ikke i malen, så teksten får utseendet til «Normal». Velg en annen "
    "stil.",
    "It happens when text is pasted from another document.",
)
UTEN_UTKAST = declare(
    "MAL-54",
    ADVARSEL,
    "Malen viser ikke at et dokument er et utkast. Sett inn «{{%p if utkast %}}», «UTKAST» og "
    "«{{%p endif %}}» i hvert sitt avsnitt i toppteksten.",
    "A document made while errors remain must not be signed by mistake.",
)
UBRUKTE_KOLONNER = declare(
    "MAL-55",
    TIPS,
    "Disse kolonnene må fylles ut, og våre egne maler for {dokument} viser dem, men ingen av "
    "malene her gjør det: {kolonner}.",
    "What nobody reads any more need not be asked for.",
)

MISLYKKES = declare(
    "MAL-60",
    FEIL,
    "Dokumentet kan ikke lages for {rader}. {grunn} Rett det i malen.",
    "The row would get no document.",
)
TOMME_CELLER = declare(
    "MAL-61",
    ADVARSEL,
    "{overskrift} på arket {ark} er tom for {rader}, og må fylles ut før dokumentet kan lages.",
    "The row would get no document.",
)
