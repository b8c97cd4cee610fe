"""Start Qt under the guard: a window needs local sockets and shared memory, never the network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

WINDOW = """
from transcribe_desk.security import no_network
guard = no_network.arm()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["test"])
label = QLabel("Study")
label.show()
QTimer.singleShot(50, lambda: app.exit(0 if label.grab().width() > 0 else 1))
code = app.exec()
print(app.platformName(), guard.enforcement.value, code)
"""

CONNECT = """
from transcribe_desk.security import no_network
no_network.arm()
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket
app = QCoreApplication(["test"])
link = QTcpSocket()
link.connectToHost("127.0.0.1", int(sys.argv[1]))
print(link.waitForConnected(2000), link.error() == QAbstractSocket.SocketError.SocketAccessError, link.errorString())
"""


def _run(code: str, platform: str, *arguments: str, display: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": platform, "DISPLAY": display}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _shown_on(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.stdout.endswith(" 0\n"), ran.stdout + ran.stderr
    return ran.stdout.split()[0]


@pytest.fixture
def display() -> Iterator[str]:
    """Give the name of a display of its own, or skip where no X server is installed."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def test_a_window_without_a_screen_starts_under_the_guard() -> None:
    ran = _run(WINDOW, "offscreen")
    assert _shown_on(ran) == "offscreen"


def test_a_real_window_starts_under_the_guard(display: str) -> None:
    ran = _run(WINDOW, "xcb", display=display)
    if "Could not load the Qt platform plugin" in ran.stderr and "no Qt platform plugin could be" in ran.stderr:
        missing = [line for line in ran.stderr.splitlines() if "libxcb" in line or "xcb-cursor" in line]
        pytest.skip(f"Qt's libraries for X are not installed: {missing[:1]}")
    assert _shown_on(ran) == "xcb"


def test_qt_itself_cannot_connect() -> None:
    if "kernel" not in _run(WINDOW, "offscreen").stdout:
        pytest.skip("only the kernel can refuse native libraries, and it does not here")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ran = _run(CONNECT, "offscreen", str(server.getsockname()[1]))
        assert ran.stdout.startswith("False"), ran.stdout + ran.stderr
        with pytest.raises(TimeoutError):
            server.accept()
        control = _run(CONNECT.replace("no_network.arm()", ""), "offscreen", str(server.getsockname()[1]))
        assert control.stdout.startswith("True"), control.stdout + control.stderr
