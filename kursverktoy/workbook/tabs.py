"""What the sheets are called that the coordinator does not fill in herself."""

START, FUNN, SAMMENDRAG, TALL, DELINGER, LISTER, VEILEDNING, VALG = (
    "Start", "Funn", "Sammendrag", "Tall", "Delinger", "Lister", "Veiledning", "Valg",
)  # fmt: skip
WRITTEN = frozenset({START, SAMMENDRAG, TALL, DELINGER, VEILEDNING, VALG})
"""The sheets that nothing of the course is read from."""
