"""An e-mail draft with a delivery attached. Nothing is ever sent from here."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from kursverktoy.course.regler import skriv
from kursverktoy.sharing.recipient import Mottaker
from kursverktoy.sharing.sheets import Ramme
from kursverktoy.sharing.texts import texts

_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def draft(mottaker: Mottaker, ramme: Ramme, fil: Path, data: bytes, *, locked: bool) -> bytes:
    """Return the draft that brings a file to a partner, as the bytes of an .eml file.

    It says nothing about anyone and never the password; `locked` says that there is one. Outlook
    opens it ready to send; without an address the coordinator fills in To herself.
    """
    said = texts(mottaker.målform)
    kurs = mottaker.bok.kurs.kurs_id or ""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if address := _address(mottaker):
        message["To"] = address
    message["Subject"] = _one_line(said.subject.format(kurs=kurs))
    sentences = [said.mail.format(kurs=kurs)]
    sentences += [said.mail_locked] if locked else []
    sentences += [said.mail_delete.format(frist=skriv(ramme.frist))]
    message.set_content(f"{' '.join(sentences)}\n", cte="quoted-printable")
    main, sub = _XLSX
    message.add_attachment(data, maintype=main, subtype=sub, filename=fil.name)
    message.set_boundary(f"{ramme.id}-{len(data)}")  # the same draft for the same delivery
    return message.as_bytes()


def _address(mottaker: Mottaker) -> str:
    """Return the address of the partner's contact, where it is one address and nothing else."""
    address = _one_line(mottaker.partner.epost or "")
    strange = set(address) & set('<>,;:"()[]\\ ')
    return "" if strange or address.count("@") != 1 or not address.isascii() else address


def _one_line(text: str) -> str:
    return " ".join(text.split())
