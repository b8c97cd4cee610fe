"""Keep the computer from going to sleep by itself while long work runs."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence

_PATIENCE = 0.5
_WINDOWS_CONTINUOUS = 0x80000000  # SetThreadExecutionState: ES_CONTINUOUS
_WINDOWS_SYSTEM_REQUIRED = 0x00000001  # ES_SYSTEM_REQUIRED
# What a helper needs to find the session's own message bus, which is a local socket; nothing else goes to it.
_PASSED_ON = ("PATH", "LANG", "XDG_RUNTIME_DIR", "DBUS_SYSTEM_BUS_ADDRESS")


class Awake:
    """Asks the system to stay awake between ``hold`` and ``release``; any thread may call them.

    Where the system offers no way, or refuses, nothing happens. Should the program be killed, the system takes the
    request back by itself: the helper on Linux and macOS sees the end of this process.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._helper: subprocess.Popen[bytes] | None = None
        self._over: threading.Event | None = None

    def hold(self) -> None:
        """Keep the computer awake from now on; asking again changes nothing."""
        with self._lock:
            if sys.platform == "win32":
                if self._over is None:
                    self._over = threading.Event()
                    threading.Thread(target=_hold_windows, args=(self._over,), name="awake", daemon=True).start()
            elif self._helper is None:
                self._helper = _start(_command())

    def release(self) -> None:
        """Let the computer sleep again; harmless when it was not held."""
        with self._lock:
            helper, self._helper = self._helper, None
            over, self._over = self._over, None
        if over is not None:
            over.set()
        if helper is not None:
            _end(helper)


def _command() -> Sequence[str]:
    """Give the helper that holds the computer awake until its standard input ends or it is ended."""
    if sys.platform == "darwin":
        return ("caffeinate", "-i", "-w", str(os.getpid()))
    return (
        "systemd-inhibit",
        "--what=idle:sleep",
        "--mode=block",
        "--who=Transcribe Desk",
        "--why=Interviews are being transcribed",
        "cat",  # ends with the pipe to this process, however this process ends
    )


def _start(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            process_group=0,  # Ctrl-C in a terminal reaches the program alone
        )
    except OSError:
        return None


def _end(helper: subprocess.Popen[bytes]) -> None:
    assert helper.stdin is not None
    with contextlib.suppress(OSError):
        helper.stdin.close()
    helper.terminate()
    try:
        helper.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def _hold_windows(over: threading.Event) -> None:
    """Hold from a thread of its own: Windows ties the request to the thread that made it."""
    if sys.platform == "win32":
        import ctypes

        state = ctypes.windll.kernel32.SetThreadExecutionState
        state(_WINDOWS_CONTINUOUS | _WINDOWS_SYSTEM_REQUIRED)
        over.wait()
        state(_WINDOWS_CONTINUOUS)
