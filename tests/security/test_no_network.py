"""Refuse every way to the network to a guarded process, and leave everything else alone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import types
from collections.abc import Callable, Iterator

import pytest

from transcribe_desk.security import no_network
from transcribe_desk.security.no_network import ArmedGuard, Enforcement

RunGuarded = Callable[[str], str]

REFUSED = """
import errno
def refused(attempt):
    try:
        attempt()
    except PermissionError as error:
        return error.errno == errno.EACCES
    return False
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Give a listening socket on this computer; a connection to it succeeds without the guard."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def test_the_guard_says_what_it_enforces_and_can_be_armed_twice(run_guarded: RunGuarded) -> None:
    output = run_guarded(
        """
        assert no_network.arm() is guard
        print(guard.enforcement.value, "|", guard.summary)
        """
    )
    if sys.platform == "linux" and os.uname().machine in ("x86_64", "aarch64"):
        assert output == (
            "kernel | No network: the system's kernel refuses it to this program and everything it starts.\n"
        )
    else:
        assert re.match(r"in-process only \| No network: this program's own Python code .* not, as .+\.", output)


def test_a_refusal_by_the_kernel_itself_is_told_with_its_reason() -> None:
    guard = ArmedGuard(Enforcement.PROCESS, "the kernel refused: Invalid argument")
    assert guard.summary.endswith("are not, as the kernel refused: Invalid argument.")


def test_arming_is_quick_and_loads_little(run_guarded: RunGuarded) -> None:
    code = """
import time
from transcribe_desk.security import no_network
start = time.perf_counter()
no_network.arm()
print((time.perf_counter() - start) * 1000)
"""
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(3)]
    milliseconds = min(float(ran.stdout) for ran in runs)
    assert milliseconds < 5
    loaded = run_guarded("import sys; print(*sys.modules)").split()
    assert not {"socket", "ssl", "asyncio", "subprocess", "numpy", "sqlcipher3", "PySide6"} & set(loaded)


def test_python_code_makes_no_socket_looks_up_no_name_and_reaches_nobody(
    run_guarded: RunGuarded, listener: socket.socket
) -> None:
    output = run_guarded(
        REFUSED
        + f"""
import socket, urllib.request, _socket
address = {listener.getsockname()!r}
print([refused(attempt) for attempt in (
    lambda: socket.socket(),
    lambda: _socket.socket(),
    lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    lambda: socket.create_connection(address),
    lambda: socket.create_server(("127.0.0.1", 0)),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.gethostbyname("localhost"),
    lambda: socket.gethostbyname_ex("localhost"),
    lambda: socket.gethostbyaddr("127.0.0.1"),
    lambda: socket.getnameinfo(("127.0.0.1", 80), 0),
)])
try:
    urllib.request.build_opener(urllib.request.ProxyHandler({{}})).open("http://127.0.0.1:%d/" % address[1])
except OSError as error:
    print(type(error.reason).__name__)
"""
    )
    assert output.splitlines() == [str([True] * 10), "PermissionError"]
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_socket_handed_over_open_is_of_no_use(listener: socket.socket) -> None:
    code = f"""
{REFUSED}
import socket, sys
handle = int(sys.argv[1])
from transcribe_desk.security import no_network
no_network.arm()
inherited = socket.socket(fileno=handle)
assert inherited.family == socket.AF_INET
address = {listener.getsockname()!r}
print([refused(attempt) for attempt in (
    lambda: inherited.connect(address),
    lambda: inherited.connect_ex(address),
    lambda: inherited.bind(("127.0.0.1", 0)),
    lambda: inherited.sendto(b"x", address),
    lambda: inherited.sendmsg([b"x"], [], 0, address),
)])
"""
    with socket.socket() as unconnected:
        if os.name == "nt":
            pytest.skip("handles are inherited in another way on Windows")
        ran = subprocess.run(
            [sys.executable, "-c", code, str(unconnected.fileno())],
            pass_fds=[unconnected.fileno()],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (ran.stdout.strip(), ran.stderr) == (str([True] * 5), "")


def test_sockets_within_the_computer_go_on_working(run_guarded: RunGuarded) -> None:
    output = run_guarded(
        """
        import asyncio, multiprocessing, socket, subprocess, sys, tempfile
        from pathlib import Path

        one, other = socket.socketpair()
        one.sendall(b"pair")
        print(other.recv(4).decode())
        one.sendmsg([b"message"])
        print(other.recv(7).decode())

        if hasattr(socket, "AF_UNIX"):
            with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
                server.bind(str(Path(folder, "s")))
                server.listen()
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect(str(Path(folder, "s")))
                    server.accept()[0].sendall(b"local")
                    print(client.recv(5).decode())
        else:
            print("local")

        one, other = multiprocessing.Pipe()
        one.send("pipe")
        print(other.recv())
        print(asyncio.run(asyncio.sleep(0, "loop")))
        print(subprocess.run([sys.executable, "-c", "print('child')"], capture_output=True, text=True).stdout.strip())
        """
    )
    assert output.split() == ["pair", "message", "local", "pipe", "loop", "child"]


def test_models_are_told_to_stay_offline(run_guarded: RunGuarded) -> None:
    output = run_guarded(
        """
        import os
        names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")
        print([os.environ.get(name) for name in names])
        """
    )
    assert output == "['1', '1', '1', '1']\n"


NATIVE = """
import ctypes, errno, os, socket
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
def failure(handle):
    if handle >= 0:
        os.close(handle)
        return None
    return errno.errorcode[ctypes.get_errno()]
"""


def test_native_code_is_refused_by_the_kernel(run_guarded_by_kernel: RunGuarded) -> None:
    output = run_guarded_by_kernel(
        NATIVE
        + """
kinds = (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK)
print([failure(libc.socket(int(family), int(socket.SOCK_DGRAM), 0)) for family in kinds])
print(failure(libc.socket(int(socket.AF_UNIX), int(socket.SOCK_STREAM), 0)))
print(failure(libc.syscall(ctypes.c_long(425), ctypes.c_ulong(1), ctypes.c_ulong(0))))
"""
    )
    assert output.splitlines() == [str(["EACCES"] * 5), "None", "EACCES"]


def test_a_family_hidden_behind_upper_bits_is_still_refused(run_guarded_by_kernel: RunGuarded) -> None:
    output = run_guarded_by_kernel(
        NATIVE
        + """
number = {"x86_64": 41, "aarch64": 198}[os.uname().machine]
for family in (2, 2 | 1 << 32, 2 | 0xFFFFFFFF << 32, 1 | 1 << 32):
    made = libc.syscall(ctypes.c_long(number), ctypes.c_ulong(family), ctypes.c_ulong(2), ctypes.c_ulong(0))
    print(failure(made))
"""
    )
    # The kernel takes the lower half only: the last one is a local socket.
    assert output.split() == ["EACCES", "EACCES", "EACCES", "None"]


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="about x86-64 Linux")
def test_calls_of_the_x32_and_32_bit_kinds_are_refused(run_guarded_by_kernel: RunGuarded) -> None:
    output = run_guarded_by_kernel(
        NATIVE
        + """
import sys
x32 = 0x40000000
for number in (x32 + 41, x32 + 39):
    made = libc.syscall(ctypes.c_long(number), ctypes.c_ulong(2), ctypes.c_ulong(2), ctypes.c_ulong(0))
    print(failure(made))

# push rbx; mov eax, 359 (socket of i386); mov ebx, 2; mov ecx, 2; xor edx, edx; int 0x80; pop rbx; ret
import mmap
code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(bytes.fromhex("53 b867010000 bb02000000 b902000000 31d2 cd80 5b c3"))
call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
sys.stdout.flush()
if os.fork() == 0:
    os._exit(-call())
status = os.wait()[1]
print(errno.errorcode[os.WEXITSTATUS(status)] if os.WIFEXITED(status) else "no such calls")
"""
    )
    # A kernel without 32-bit calls ends the program that tries one.
    assert output.splitlines() in (["EACCES", "EACCES", "EACCES"], ["EACCES", "EACCES", "no such calls"])


def test_threads_that_ran_before_and_programs_started_after_are_guarded_too(
    run_guarded_by_kernel: RunGuarded,
) -> None:
    code = """
import ctypes, subprocess, sys, threading
libc = ctypes.CDLL(None, use_errno=True)
go, answers = threading.Event(), []
def early():
    go.wait()
    answers.append(libc.socket(2, 1, 0))
thread = threading.Thread(target=early)
thread.start()
from transcribe_desk.security import no_network
no_network.arm()
go.set()
thread.join()
print(answers)
child = "import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0))"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout.strip())
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["[-1]", "-1"]


def test_a_socket_pair_made_over_loopback_is_let_through_only_inside_the_standard_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows joins the ends of a pair over loopback; here the same is done by hand."""

    def socketpair(refuse: Callable[[str, tuple[object, ...]], None]) -> None:
        refuse("socket.__new__", (None, 2, 1, 0))

    monkeypatch.setitem(sys.modules, "_socket", threading)  # a module without socketpair
    within_library = types.FunctionType(socketpair.__code__, {"__name__": "socket"})
    within_library(no_network._refuse_network)
    with pytest.raises(PermissionError):
        socketpair(no_network._refuse_network)
