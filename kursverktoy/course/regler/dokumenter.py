"""What can go wrong when a document is made.

These have no check of their own; `kursverktoy.documents.writing` reports them as it writes.
"""

from kursverktoy.course.funn import Alvor, told

_dok = told("DOK", "dokument")

FELT_MANGLER = _dok(
    1,
    Alvor.FEIL,
    "Dokumentet ble ikke laget. {felt} mangler. Fyll det ut på {ark}.",
    "A letter with a hole where a name or a date should be must never reach anyone.",
)
UTKAST = _dok(
    2,
    Alvor.ADVARSEL,
    "Dokumentet er laget som UTKAST fordi {antall} feil gjenstår.",
    "What is wrong in the workbook is wrong in the document; nobody should sign it by mistake.",
)
ENDRET = _dok(
    3,
    Alvor.ADVARSEL,
    "«{fil}» er endret siden sist. Den nye lagres med nytt navn.",
    "What the coordinator has written into a document by hand must not be lost.",
)
