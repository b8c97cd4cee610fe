"""Try, from a guarded process, every way out that the isolation self-test knows; loopback addresses only."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator

from transcribe_desk.security import no_network

LOOPBACK = "127.0.0.1"
SECONDS = 3.0
_IO_URING_SETUP = 425  # the same number on every machine type
_REFUSALS = (errno.EACCES, errno.EPERM)

REFUSED, REACHED, OTHER = "refused", "reached", "other"
Attempt = tuple[str, str]


def main(arguments: list[str]) -> int:
    """Run the attempts and print them as one JSON object: ``[--bare] TCP_PORT UDP_PORT``.

    ``--bare`` leaves the guard off and makes the two plain Python attempts only: the control, and the child of a
    guarded process.
    """
    bare = arguments[:1] == ["--bare"]
    tcp_port, udp_port = (int(port) for port in arguments[bare:])
    result: dict[str, object] = {}
    if not bare:
        guard = no_network.arm()
        result["guard"] = [guard.enforcement.value, guard.why_not_kernel]
    attempts = _plain_attempts if bare else _all_attempts
    result["attempts"] = {name: _outcome(attempt) for name, attempt in attempts(tcp_port, udp_port)}
    print(json.dumps(result))
    return 0


def command(*arguments: str) -> list[str]:
    """Give the command that runs this module in a process of its own, in a checkout or in a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--isolation-probe", *arguments]
    return [sys.executable, "-m", "transcribe_desk.security.probe", *arguments]


def _plain_attempts(tcp_port: int, udp_port: int) -> Iterator[tuple[str, Callable[[], Attempt]]]:
    yield "tcp", lambda: _python_tcp(tcp_port)
    yield "udp", lambda: _python_udp(udp_port)


def _all_attempts(tcp_port: int, udp_port: int) -> Iterator[tuple[str, Callable[[], Attempt]]]:
    yield from _plain_attempts(tcp_port, udp_port)
    yield "look-up", _python_look_up
    if os.name == "posix":
        yield "native tcp", lambda: _native(socket.SOCK_STREAM, tcp_port)
        yield "native udp", lambda: _native(socket.SOCK_DGRAM, udp_port)
        yield "native look-up", _native_look_up
    if sys.platform == "linux":
        yield "io_uring", _io_uring
    yield "child", lambda: _child(tcp_port, udp_port)
    yield "local sockets", _local_pair


def _outcome(attempt: Callable[[], Attempt]) -> Attempt:
    try:
        return attempt()
    except OSError as error:
        return _from_errno(error.errno or 0)


def _from_errno(number: int) -> Attempt:
    return (REFUSED if number in _REFUSALS else OTHER), os.strerror(number)


def _python_tcp(port: int) -> Attempt:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.settimeout(SECONDS)
        connection.connect((LOOPBACK, port))
    return REACHED, "a connection was made"


def _python_udp(port: int) -> Attempt:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.sendto(b"isolation self-test", (LOOPBACK, port))
    return REACHED, "a datagram was sent"


def _python_look_up() -> Attempt:
    socket.getaddrinfo("localhost", 80)
    return REACHED, "a name was looked up"


def _native(kind: int, port: int) -> Attempt:
    """Do through the C library, past Python's own checks, what native libraries would do."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.socket(int(socket.AF_INET), int(kind), 0)
    if handle < 0:
        return _from_errno(ctypes.get_errno())
    try:
        family = int(socket.AF_INET)
        start = struct.pack("=BB", 16, family) if sys.platform == "darwin" else struct.pack("=H", family)
        address = start + struct.pack("!H", port) + socket.inet_aton(LOOPBACK) + bytes(8)
        if libc.connect(handle, address, len(address)) or libc.send(handle, b"x", 1, 0) < 0:
            return _from_errno(ctypes.get_errno())
    finally:
        os.close(handle)
    return REACHED, "a connection was made through the C library"


def _native_look_up() -> Attempt:
    """Look a reserved name up (RFC 6761) through the C library, only where its sockets are refused already."""
    shut, why = _native(socket.SOCK_DGRAM, 9)
    if shut != REFUSED:
        return REACHED, "not tried, as the C library may open network sockets"
    libc = ctypes.CDLL(None, use_errno=True)
    answer = ctypes.c_void_p()
    failed = libc.getaddrinfo(b"transcribe-desk.invalid", None, None, ctypes.byref(answer))
    return (REFUSED, f"no answer; its sockets: {why}") if failed else (REACHED, "a name was looked up")


def _io_uring() -> Attempt:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    made = libc.syscall(ctypes.c_long(_IO_URING_SETUP), ctypes.c_ulong(0), ctypes.c_ulong(0))
    if made >= 0:
        os.close(made)
        return REACHED, "a ring was made"
    number = ctypes.get_errno()
    # Kernels without io_uring, or with it switched off, leave no way out either.
    return (REFUSED if number in (errno.ENOSYS, *_REFUSALS) else REACHED), os.strerror(number)


def _child(tcp_port: int, udp_port: int) -> Attempt:
    ran = subprocess.run(
        command("--bare", str(tcp_port), str(udp_port)), capture_output=True, timeout=10 * SECONDS, check=False
    )
    if ran.returncode:
        return OTHER, f"the child process ended with {ran.returncode}"
    attempts = list(json.loads(ran.stdout)["attempts"].values())
    if all(outcome == REFUSED for outcome, _ in attempts):
        return REFUSED, attempts[0][1]
    return next((outcome, detail) for outcome, detail in attempts if outcome != REFUSED)


def _local_pair() -> Attempt:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        return (REACHED, "they work") if other.recv(1) == b"x" else (OTHER, "nothing arrived")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
