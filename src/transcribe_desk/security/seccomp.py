"""Ask the Linux kernel to refuse network sockets to this process and everything it starts, for good."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_FILTER_FLAG_TSYNC = 1  # all threads of this process, those of libraries too

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES

# Offsets in struct seccomp_data (linux/seccomp.h), little-endian.
_AT_CALL, _AT_ARCH, _AT_FIRST_ARGUMENT = 0, 4, 16
_X32_BIT = 0x40000000  # also above every call number of any architecture

_AF_UNIX = 1
_AF_INET = 2
_SOCK_DGRAM = 2


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers that a machine type gives to system calls (asm/unistd.h) and to itself (linux/audit.h)."""

    arch: int
    socket: int
    seccomp: int
    io_uring_setup: int = 425


_MACHINES = {
    "x86_64": _Calls(arch=0xC000003E, socket=41, seccomp=317),
    "aarch64": _Calls(arch=0xC00000B7, socket=198, seccomp=277),
}


class _Program(ctypes.Structure):
    """``struct sock_fprog`` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def install() -> str:
    """Install the filter and give an empty string, or the reason why the kernel does not enforce it here.

    Every ``socket()`` other than AF_UNIX, every io_uring and every system call of a foreign (32-bit or x32) kind fails
    with EACCES from then on. Needs no privilege and cannot be undone.
    """
    if sys.platform != "linux":
        return "this operating system offers no such filter"
    calls = _MACHINES.get(os.uname().machine)
    if calls is None or sys.maxsize < 2**32:
        return f"no filter is known for {os.uname().machine} processors"
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    instructions = _instructions(calls)
    program = _Program(len(instructions) // 8, instructions)
    zero = ctypes.c_ulong(0)  # the kernel looks at the whole of the unused arguments
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero):
        return f"the kernel refused: {os.strerror(ctypes.get_errno())}"
    if libc.syscall(
        ctypes.c_long(calls.seccomp),
        ctypes.c_ulong(_SET_MODE_FILTER),
        ctypes.c_ulong(_FILTER_FLAG_TSYNC),
        ctypes.byref(program),
    ):
        return f"the kernel refused: {os.strerror(ctypes.get_errno())}"
    return "" if _socket_refused(libc) else "the kernel took the filter and does not keep to it"


def _socket_refused(libc: ctypes.CDLL) -> bool:
    """Tell whether the C library is refused a network socket; none is left open, nothing is sent."""
    handle = libc.socket(_AF_INET, _SOCK_DGRAM, 0)
    if handle >= 0:
        os.close(handle)
        return False
    return ctypes.get_errno() == errno.EACCES


def _instructions(calls: _Calls) -> bytes:
    """Give the filter as ``struct sock_filter`` records: code, jump if true, jump if false, operand."""
    program = (
        (_LOAD, 0, 0, _AT_ARCH),
        (_IF_EQUAL, 0, 7, calls.arch),  # else refuse
        (_LOAD, 0, 0, _AT_CALL),
        (_IF_AT_LEAST, 5, 0, _X32_BIT),  # refuse
        (_IF_EQUAL, 4, 0, calls.io_uring_setup),  # refuse
        (_IF_EQUAL, 0, 2, calls.socket),  # else allow
        (_LOAD, 0, 0, _AT_FIRST_ARGUMENT),  # an int: the kernel ignores the upper half
        (_IF_EQUAL, 0, 1, _AF_UNIX),  # else refuse
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in program)
