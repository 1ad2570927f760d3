"""What the sheets are called that the coordinator does not fill in herself."""

START, FUNN, SAMMENDRAG, DELINGER, LISTER, VEILEDNING, VALG = (
    "Start", "Funn", "Sammendrag", "Delinger", "Lister", "Veiledning", "Valg",
)  # fmt: skip
OPPSETT = "kursverktoy.conf"
"""Where macros find Python; only in workbooks with macros. xlwings looks for this name."""
WRITTEN = frozenset({START, SAMMENDRAG, DELINGER, VEILEDNING, VALG, OPPSETT})
"""The sheets that nothing of the course is read from."""
