"""Keep this process, and on Linux everything it starts, off the network; called first thing in ``main``."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType

from transcribe_desk.security import seccomp

OFFLINE_VARIABLES = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}

_AF_UNIX = 1  # on every system that has it; asking the socket module would import it here
_FAMILY_OF_GIVEN_HANDLE = -1
_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
_ADDRESSED = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}


class Enforcement(StrEnum):
    """Who keeps a process off the network."""

    KERNEL = "kernel"
    PROCESS = "in-process only"


@dataclass(frozen=True, slots=True)
class ArmedGuard:
    """What the guard enforces in this process; ``why_not_kernel`` is empty when the kernel does."""

    enforcement: Enforcement
    why_not_kernel: str = ""

    @property
    def summary(self) -> str:
        """Give one sentence for the status strip."""
        if self.enforcement is Enforcement.KERNEL:
            return "No network: the system's kernel refuses it to this program and everything it starts."
        return (
            "No network: this program's own Python code is refused it; native libraries and other programs are not, as "
            f"{self.why_not_kernel}."
        )


_armed: ArmedGuard | None = None


def arm() -> ArmedGuard:
    """Refuse the network from now on and say what enforces it; a second call changes nothing.

    Local sockets (AF_UNIX) and socket pairs go on working. It cannot be undone.
    """
    global _armed
    if _armed is None:
        os.environ.update(OFFLINE_VARIABLES)
        why_not_kernel = seccomp.install()
        sys.addaudithook(_refuse_network)
        _armed = ArmedGuard(Enforcement.PROCESS if why_not_kernel else Enforcement.KERNEL, why_not_kernel)
    return _armed


def by_kernel() -> bool:
    """Tell whether the kernel refuses the network to this process and everything it starts."""
    return _armed is not None and _armed.enforcement is Enforcement.KERNEL


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Raise PermissionError when Python code is about to use the network; the hook of ``sys.addaudithook``."""
    if not event.startswith("socket."):
        return
    if event in _LOOK_UPS:
        refused = True
    elif event == "socket.__new__":
        # A socket made from a handle that is open already comes with -1; its use is looked at below.
        refused = arguments[1] not in (_AF_UNIX, _FAMILY_OF_GIVEN_HANDLE)
    else:
        refused = event in _ADDRESSED and getattr(arguments[0], "family", None) != _AF_UNIX
    if refused and not _within_socket_pair(sys._getframe(1)):
        raise PermissionError(errno.EACCES, "Transcribe Desk uses no network")


def _within_socket_pair(frame: FrameType | None) -> bool:
    """Tell whether the standard library is joining two ends of one pair over loopback, as it does on Windows."""
    if hasattr(sys.modules.get("_socket"), "socketpair"):
        return False
    while frame is not None and frame.f_globals.get("__name__") == "socket":
        if frame.f_code.co_name in ("socketpair", "_fallback_socketpair"):
            return True
        frame = frame.f_back
    return False
