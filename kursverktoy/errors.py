"""Trouble that is not about the course: one Norwegian sentence that ends in a remedy."""


class KursverktoyError(Exception):
    """What the coordinator is told when a verb could not run at all.

    `str(error)` is one or two Norwegian sentences: what is wrong, with which file, and what
    to do. Each face catches this class in one place and exits with code 2.
    """
