"""What the sheets are called that the coordinator does not fill in herself."""

START, FUNN, SAMMENDRAG, TALL, DELINGER, LISTER, VEILEDNING, VALG = (
    "Start", "Funn", "Sammendrag", "Tall", "Delinger", "Lister", "Veiledning", "Valg",
)  # fmt: skip
OPPSETT = "kursverktoy.conf"
"""Where macros find Python; only in workbooks with macros. xlwings looks for this name."""
WRITTEN = frozenset({START, SAMMENDRAG, TALL, DELINGER, VEILEDNING, VALG, OPPSETT})
"""The sheets that nothing of the course is read from."""
