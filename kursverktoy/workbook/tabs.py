"""What the sheets are called that the coordinator does not fill in herself."""

START, FUNN, SAMMENDRAG, DELINGER, LISTER, VEILEDNING = (
    "Start", "Funn", "Sammendrag", "Delinger", "Lister", "Veiledning",
)  # fmt: skip
WRITTEN = frozenset({START, SAMMENDRAG, DELINGER, VEILEDNING})
"""The sheets that nothing of the course is read from."""
