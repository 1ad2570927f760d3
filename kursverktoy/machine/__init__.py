"""The coordinator's own machine: what is put on it, and what on it can stop a click in Excel."""
