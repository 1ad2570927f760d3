"""PDF beside the Word documents, by LibreOffice or Word."""
