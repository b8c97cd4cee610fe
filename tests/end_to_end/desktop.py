"""Drive the real window on a screen of its own, with keys and mouse only, as a person does.

Xvfb is the screen, xdotool the hands; what the screen shows is read from Xvfb's own memory. Both come with the test
set-up; where they are missing the tests that need them are skipped.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

Picture = npt.NDArray[np.uint8]
WIDTH, HEIGHT = 1440, 900
_POLL_S = 0.05
_THE_WINDOW = ("search", "--onlyvisible", "--name", "Transcribe Desk")


class Desktop:
    """A screen, and at most one window of the program on it."""

    def __init__(self, display: str, memory: Path, environment: Mapping[str, str]) -> None:
        self._memory = memory
        self._environment = {**os.environ, **environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._program: subprocess.Popen[bytes] | None = None
        self.keystrokes = 0

    # The program

    def start(self, *arguments: object) -> None:
        """Open the window and wait until it stands still."""
        command = [sys.executable, "-m", "transcribe_desk", "window", *map(str, arguments)]
        self._program = subprocess.Popen(command, env=self._environment, stdin=subprocess.DEVNULL)
        self.wait_for_title("Transcribe Desk")
        self._hands(*_THE_WINDOW, "windowmove", "0", "0", "windowfocus", "--sync")  # no window manager does it here
        self.settle()

    def kill(self) -> None:
        """End the program as a power cut would."""
        assert self._program is not None
        self._program.send_signal(signal.SIGKILL)
        self._program.wait(10)
        self._program = None

    def close(self) -> int:
        """Close the window by its key and give the program's exit code."""
        assert self._program is not None
        self.press("ctrl+q")
        code = self._program.wait(30)
        self._program = None
        return code

    @property
    def running(self) -> bool:
        """Tell whether the program still runs."""
        return self._program is not None and self._program.poll() is None

    # Hands

    def press(self, *keys: str, times: int = 1) -> None:
        """Press keys one after the other, each a key of xdotool such as ``ctrl+Return``."""
        for key in keys * times:
            self._hands("key", "--clearmodifiers", key)
            self.keystrokes += 1

    def type(self, text: str) -> None:
        """Type a text."""
        self._hands("type", "--delay", "15", text)
        self.keystrokes += len(text)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen, in pixels."""
        self._hands("mousemove", str(x), str(y), "click", "1")

    # Eyes

    def title(self) -> str:
        """Give the title of the window, nothing while there is none."""
        found = subprocess.run(
            ["xdotool", *_THE_WINDOW, "getwindowname"],
            env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return found.stdout.strip()

    def wait_for_title(self, words: str, seconds: float = 40) -> None:
        """Wait until the title of the window holds these words."""
        self.wait(lambda: words in self.title(), f"the title “{words}”", seconds)

    def wait(self, happened: Callable[[], bool], what: str, seconds: float = 40) -> None:
        """Wait until something has happened, or fail naming it."""
        deadline = time.monotonic() + seconds
        while not happened():
            assert self.running, f"the program ended while waiting for {what}"
            assert time.monotonic() < deadline, f"{what} did not come in {seconds} s"
            time.sleep(_POLL_S)

    def settle(self, still_s: float = 0.6, seconds: float = 20) -> None:
        """Wait until the screen has not changed for a while; a blinking cursor apart."""
        deadline = time.monotonic() + seconds
        before, since = self.look(), time.monotonic()
        while time.monotonic() - since < still_s and time.monotonic() < deadline:
            time.sleep(_POLL_S)
            now = self.look()
            if np.count_nonzero(np.any(now != before, axis=2)) > 60:  # a text cursor is some 2 × 25 pixels
                before, since = now, time.monotonic()

    def look(self) -> Picture:
        """Give what the screen shows, as rows of red, green and blue."""
        raw = self._memory.read_bytes()
        header, colours = struct.unpack(">I", raw[:4])[0], struct.unpack(">I", raw[76:80])[0]
        stride = struct.unpack(">I", raw[48:52])[0]
        start = header + 12 * colours
        rows = np.frombuffer(raw, np.uint8, stride * HEIGHT, start).reshape(HEIGHT, stride)
        pixels = rows[:, : WIDTH * 4].reshape(HEIGHT, WIDTH, 4)
        return np.ascontiguousarray(pixels[:, :, 2::-1])

    def picture(self, path: Path) -> None:
        """Save what the screen shows, for a person to look at."""
        import av

        path.parent.mkdir(parents=True, exist_ok=True)
        with av.open(str(path), "w", format="image2") as target:
            stream = target.add_stream("png", rate=1)
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "rgb24"
            target.mux(stream.encode(av.VideoFrame.from_ndarray(self.look(), format="rgb24")))
            target.mux(stream.encode(None))

    def _hands(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, capture_output=True, timeout=60)


@contextlib.contextmanager
def screen(folder: Path, environment: Mapping[str, str]) -> Iterator[Desktop]:
    """Give a screen for the time of the block; whatever still runs on it is ended with it."""
    for name in ("Xvfb", "xdotool"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
    memory = folder / "screen"
    memory.mkdir(parents=True)
    read, write = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", str(memory), "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        desktop = Desktop(f":{number}", memory / "Xvfb_screen0", environment)
        yield desktop
        if desktop.running:
            desktop.kill()
    finally:
        server.terminate()
        server.wait(10)
