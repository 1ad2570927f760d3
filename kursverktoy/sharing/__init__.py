"""What may leave the municipality, and what comes back."""
