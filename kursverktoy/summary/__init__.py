"""The figures of a course."""
