"""Run one phase of one job in a process of its own: no key, no network, no plaintext on disk, gone with its parent."""

from __future__ import annotations

import importlib
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, NoReturn

from transcribe_desk.jobs.protocol import Channel, Message, error_to_message, read_frame, write_frame
from transcribe_desk.study.errors import DeskError, WorkerError

Phase = Callable[[Message, Channel], None]

PHASES = frozenset({"decode", "transcribe", "speakers", "flag", "bleep", "playback", "scan"})
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NAME = 15
_SIGKILL = 9
# A worker that is started ahead takes what processor time the one before it leaves.
_PATIENCE = 10


def load_phase(name: str) -> Phase:
    """Import one of the known phases, with all it needs, and give its ``run``; raises WorkerError for another name."""
    if name not in PHASES:
        raise WorkerError("A worker process", "It was asked for a step it does not know.", "Install the program again.")
    phase: Phase = importlib.import_module(f"transcribe_desk.jobs.phases.{name}").run
    return phase


def serve(load: Callable[[str], Phase] = load_phase) -> NoReturn:
    """Read one job from standard input, run its phase, report on standard output, and end the process.

    The network is shut before the phase is imported. Ends by ``os._exit``: native libraries that crash while they are
    unloaded cannot spoil a finished job.
    """
    incoming, outgoing = _take_pipes()
    _tie_to_parent()
    first = read_frame(incoming)
    if first is None:
        os._exit(1)
    job = first[0]
    _show_phase(str(job.get("phase")))
    if job.get("patient") and sys.platform != "win32":
        os.nice(_PATIENCE)
    answers: SimpleQueue[tuple[Message, bytes]] = SimpleQueue()
    threading.Thread(target=_receive, args=(incoming, answers), name="receive", daemon=True).start()
    try:
        last = _run(job, Channel(outgoing, int(job.get("source_size", 0)), answers), load)
        write_frame(outgoing, last)
    except OSError:  # the program is gone, and nobody is left to tell
        os._exit(1)
    os._exit(0 if last["type"] == "done" else 1)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the two pipes for frames alone: what a library prints goes to standard error, what it reads is empty."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return incoming, outgoing


def _tie_to_parent() -> None:
    """Ask Linux to end this process with its parent, even inside native code, and never to dump its memory to disk.

    Elsewhere the end of standard input, seen by the receiving thread, ends the process.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _show_phase(name: str) -> None:
    """Name this process after its phase, as Linux shows it in the list of processes."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)


def _receive(incoming: IO[bytes], answers: SimpleQueue[tuple[Message, bytes]]) -> None:
    """Hand on what the program answers until it is gone, then end this process whatever it is doing."""
    try:
        while (frame := read_frame(incoming)) is not None:
            answers.put(frame)
    finally:
        os._exit(1)


def _run(job: Message, channel: Channel, load: Callable[[str], Phase]) -> Message:
    """Run the phase and give the last message: done, or the error in words a person can act on."""
    name = str(job.get("phase"))
    try:
        from transcribe_desk.security import no_network

        no_network.arm()
        load(name)(job, channel)
    except DeskError as error:
        return error_to_message(error)
    except BrokenPipeError:
        raise
    except MemoryError:
        return error_to_message(
            WorkerError(
                f"The step “{name}”", "It ran out of memory.", "Close other programs, then start the interview again."
            )
        )
    except BaseException as error:
        # The message of an unknown error may hold words of an interview: only its kind and place go out.
        return error_to_message(
            WorkerError(
                f"The step “{name}”",
                f"It stopped on an error of the program ({_kind_and_place(error)}).",
                "Start the interview again; what is finished is kept. Report the error if it comes back.",
            )
        )
    return {"type": "done"}


def _kind_and_place(error: BaseException) -> str:
    """Name an error's class and the line of ours or a library's that raised it, nothing of its message."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


if __name__ == "__main__":
    serve()
