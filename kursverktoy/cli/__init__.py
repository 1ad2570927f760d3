"""The command line: from what is typed to an exit code."""

import gc
import os
import sys

from kursverktoy.errors import KursverktoyError

ABOUT = "Sjekker, oppsummerer og dokumenterer et kort bransjekurs som bor i en Excel-arbeidsbok."
COULD_NOT_RUN = 2


def main() -> None:
    """Run the command line: exit 0 fine, 1 the course has errors, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows is not UTF-8 by itself, and JSON must be.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code = _run()
    except KursverktoyError as error:
        code = _could_not_run(str(error))
    except KeyboardInterrupt:
        # The terminal has written «^C» where the line was.
        code = _could_not_run("\nAvbrutt. Ingen fil er halvveis skrevet.")
    except BrokenPipeError:
        _forget_stdout()  # the reader has seen enough
        code = 0
    except OSError as error:
        if error.filename is not None:
            raise
        _forget_stdout()  # what is printed had nowhere to go
        code = _could_not_run("Det som skulle vises, kan ikke skrives. Se at disken har plass.")
    sys.exit(code)


def _run() -> int:
    # Nearly all that is made for a verb is in use until it ends, so that looking through it for
    # what is not, at every seven hundredth object, is a twentieth of a *sjekk* for nothing.
    gc.set_threshold(100_000)
    from kursverktoy.cli import kommandoer, norsk  # noqa: F401, PLC0415  Ctrl-C works at once

    code = norsk.run(sys.argv[1:], ABOUT)
    sys.stdout.flush()
    return code or 0


def _forget_stdout() -> None:
    """Keep Python from complaining about stdout when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _could_not_run(message: str) -> int:
    print(message, file=sys.stderr)
    return COULD_NOT_RUN
