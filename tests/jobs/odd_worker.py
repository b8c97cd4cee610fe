"""A worker whose phases misbehave on purpose; started by test_runner.py through the real ``serve``."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
import sys
import threading
import time

from transcribe_desk.jobs.protocol import Channel, Message
from transcribe_desk.jobs.worker import Phase, serve
from transcribe_desk.study.errors import RecordingError


def echo(job: Message, channel: Channel) -> None:
    """Send back what the job says and whether there is a network, then a payload."""
    try:
        socket.socket(socket.AF_INET).close()
        network = "open"
    except OSError:
        network = "refused"
    channel.send({"type": "echo", "said": job["say"], "network": network})
    channel.send({"type": "bytes"}, bytes(range(256)) * job.get("times", 1))


def environment(job: Message, channel: Channel) -> None:
    """Send the names of the environment."""
    channel.send({"type": "environment", "names": sorted(os.environ)})


def copy(job: Message, channel: Channel) -> None:
    """Send the source back in blocks of the size asked for."""
    while block := channel.source.read(job["block"]):
        channel.send({"type": "sound"}, block)


def pick(job: Message, channel: Channel) -> None:
    """Send the places of the source that the job lists, then its size."""
    for offset, size in job["places"]:
        channel.source.seek(offset)
        channel.send({"type": "sound"}, channel.source.read(size) or b"")
    channel.send({"type": "size", "size": channel.source.seek(0, os.SEEK_END)})


def asks(job: Message, channel: Channel) -> None:
    """Say what the job has, then each part of the rest as it comes, and what the source holds each time."""
    channel.send({"type": "begun", "said": job["begin"]})
    last = False
    while True:
        channel.source.seek(0)
        channel.send({"type": "holds", "said": (channel.source.read() or b"").decode()})
        if last:
            return
        part = channel.ask()
        channel.send({"type": "part", "said": part["word"]})
        last = part["last"]


def flood(job: Message, channel: Channel) -> None:
    """Send as many bytes as the job wants, a block at a time."""
    block = bytes(job["block"])
    for _ in range(job["count"]):
        channel.send({"type": "sound"}, block)


def noisy(job: Message, channel: Channel) -> None:
    """Print by every way a library has, between two messages."""
    channel.send({"type": "before"})
    print("{}", flush=True)
    os.write(1, b'{"type": "forged"}\n')
    os.write(2, b"x" * 1_000_000)
    libc = ctypes.CDLL(None)
    libc.printf(b"{}\n")
    libc.fflush(None)
    channel.send({"type": "after", "read": len(sys.stdin.read())})


def reports(job: Message, channel: Channel) -> None:
    """Fail with an error meant for a person."""
    raise RecordingError("tape.mp3", "is empty.", "Copy it again.")


def unexpected(job: Message, channel: Channel) -> None:
    """Fail with an error whose message holds words of an interview."""
    raise ValueError("my mother Margaret lives in Leeds")


def out_of_memory(job: Message, channel: Channel) -> None:
    """Ask for more memory than there is."""
    raise MemoryError


def crash(job: Message, channel: Channel) -> None:
    """Die the way native code dies, after one message."""
    channel.send({"type": "segment"})
    os.write(2, b"my mother Margaret lives in Leeds\n")
    os.kill(os.getpid(), getattr(signal, job["signal"]))
    time.sleep(60)


def quits(job: Message, channel: Channel) -> None:
    """End without a word."""
    os._exit(3)


def babbles(job: Message, channel: Channel) -> None:
    """Send a line that is no message."""
    channel._out.write(b"not json\n")
    channel._out.flush()
    time.sleep(60)


def busy(job: Message, channel: Channel) -> None:
    """Hold the interpreter's lock in native code for ever."""
    channel.send({"type": "pid", "pid": os.getpid()})
    re.match(r"(a+)+$", "a" * 64 + "b")


def asleep(job: Message, channel: Channel) -> None:
    """Wait for ever with nothing to do."""
    channel.send({"type": "pid", "pid": os.getpid()})
    threading.Event().wait()


def waiting(job: Message, channel: Channel) -> None:
    """Wait for an answer of the source."""
    channel.send({"type": "pid", "pid": os.getpid()})
    channel.source.read(1)


def progress(job: Message, channel: Channel) -> None:
    """Report progress far more often than anybody wants to see it."""
    for done in range(1001):
        channel.progress(done, 1000)


def load(name: str) -> Phase:
    """Give a phase of this file."""
    phase: Phase = globals()[name]
    return phase


if __name__ == "__main__":
    serve(load)
