"""PDF beside the Word documents, by LibreOffice or Word."""

from pathlib import Path


def pdf_of(document: Path) -> Path:
    """Return where the PDF of a document lies: beside it."""
    return document.with_suffix(".pdf")
