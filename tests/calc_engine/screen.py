"""A screen that nobody sees, a mouse on it, and pictures of it."""

import os
import struct
import subprocess
from pathlib import Path

from PIL import Image

WIDE, HIGH = 1600, 1000
_WIDTH, _HEIGHT, _BYTES_PER_LINE, _COLOURS = 4, 5, 12, 19
"""Where the header of an X window dump says them, and how many colours follow it."""
_HEADER = struct.Struct(">25I")
_SIZE_OF_COLOUR = 12


class Screen:
    """An X server in memory; `display` is its name."""

    def __init__(self, xvfb, xdotool, folder):
        self.xdotool, self.picture_file = xdotool, Path(folder, "Xvfb_screen0")
        read, write = os.pipe()
        self.process = subprocess.Popen(
            [xvfb, "-displayfd", str(write), "-screen", "0", f"{WIDE}x{HIGH}x24",
             "-fbdir", str(folder), "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read, encoding="ascii") as told:
            self.display = f":{told.readline().strip()}"

    def click(self, x, y):
        """Move the mouse to a place and press its left button."""
        subprocess.run(
            [self.xdotool, "mousemove", str(x), str(y), "sleep", "0.2", "click", "1"],
            env=os.environ | {"DISPLAY": self.display},
            check=True,
        )

    def picture(self):
        """Return what the screen shows."""
        dump = self.picture_file.read_bytes()
        head = _HEADER.unpack_from(dump)
        pixels = dump[head[0] + head[_COLOURS] * _SIZE_OF_COLOUR :]
        size = head[_WIDTH], head[_HEIGHT]
        return Image.frombytes("RGB", size, pixels, "raw", "BGRX", head[_BYTES_PER_LINE])

    def close(self):
        self.process.terminate()
        self.process.wait()
