"""A process of its own, with limits, for libraries that read what strangers have made.

A damaged file can make such a library abort or ask for all the memory there is, and neither can
be caught.
"""

import subprocess
import sys
from pathlib import Path

SECONDS = 60
MEMORY = 2 << 30
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); import {0} as it; it.child()"


def output_of(module: str, data: bytes, *arguments: str) -> bytes:
    """Return what the function `child` of `module` writes when it is given `data`.

    It finds `arguments` from `sys.argv[2]` on. Raises `subprocess.TimeoutExpired`,
    `subprocess.CalledProcessError` or `OSError`.
    """
    # -I keeps the current folder, the user's own packages and the environment out of the child;
    # the folder this package lies in comes last, for when it is run without being installed.
    program, place = _PROGRAM.format(module), str(Path(__file__).parents[2])
    done = subprocess.run(  # noqa: S603  our own interpreter and program
        [sys.executable, "-I", "-c", program, place, *arguments],
        input=data,
        capture_output=True,
        timeout=SECONDS,
        check=True,
        creationflags=_NO_WINDOW,
    )
    return done.stdout


def limit() -> None:
    """Limit this process, where the system can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if sys.platform == "linux":  # macOS refuses this limit
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
