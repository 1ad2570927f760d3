"""Looking through Word templates: everything that is wrong in them, at once."""
