"""What the sheets are called that the coordinator does not fill in herself."""

START, FUNN, SAMMENDRAG, DELINGER, LISTER, VEILEDNING, VALG = (
    "Start", "Funn", "Sammendrag", "Delinger", "Lister", "Veiledning", "Valg",
)  # fmt: skip
WRITTEN = frozenset({START, SAMMENDRAG, DELINGER, VEILEDNING, VALG})
"""The sheets that nothing of the course is read from."""
