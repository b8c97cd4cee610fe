"""Have a model fetched by “models install” in a process of its own, also for a window that has shut the network off.

On Linux the kernel refuses the network to the window and to everything it starts, for good. So where a model that
everybody needs is missing when the window starts, a second process is started before that: the *door*. It waits, holds
no key, reads nothing but the name of a model of the catalogue, and can do nothing but run ``models install`` with it,
once a person asks. It ends with the window. Where all models are there no such process is ever started.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import IO

from transcribe_desk import paths
from transcribe_desk.jobs.settings import NAME_MODELS
from transcribe_desk.study.errors import CancelledError, ModelError

NEEDED = ("whisper-base", *NAME_MODELS.values())
DOOR = "--model-door"
_POLL = 0.1
_TRY_AGAIN = "Check the internet connection, or bring the model from another computer."
Report = Callable[[str], None]

_door: subprocess.Popen[str] | None = None
_door_lock = threading.Lock()


def missing() -> tuple[str, ...]:
    """Give the models that everybody needs and that have no folder on this computer; quick, nothing is checked."""
    return tuple(name for name in NEEDED if not (paths.models_folder() / name).is_dir())


def open_door() -> None:
    """Start the door if a needed model is missing and the network is about to be shut off for everything later."""
    global _door
    if sys.platform != "linux" or not missing():
        return
    with contextlib.suppress(OSError):
        _door = subprocess.Popen(
            _command(DOOR),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            process_group=0,
        )


def possible() -> bool:
    """Tell whether a model can be fetched from this process: by the door, or because what it starts has the network."""
    return (_door is not None and _door.poll() is None) or not _network_is_shut()


def fetch(name: str, report: Report, cancel: threading.Event) -> None:
    """Fetch a model and report what is done, line by line; raises ModelError, or CancelledError once ``cancel`` is set.

    Whatever happens, nothing is half installed.
    """
    if _door is not None and _door.poll() is None:
        with _door_lock:
            _fetch_through(_door, name, report, cancel)
    elif _network_is_shut():
        remedy = f"Run “transcribe-desk models install {name}” in a terminal, or bring it on a memory stick."
        raise ModelError(f"Model {name}", "This window has shut the network off for everything it starts.", remedy)
    else:
        _install(name, report, cancel)


def _fetch_through(door: subprocess.Popen[str], name: str, report: Report, cancel: threading.Event) -> None:
    assert door.stdin is not None
    assert door.stdout is not None
    answers: SimpleQueue[str] = SimpleQueue()
    reader = threading.Thread(target=_read_until_end, args=(door.stdout, answers), name="model door", daemon=True)
    _tell(door.stdin, {"install": name})
    reader.start()
    told = False
    while True:
        if cancel.is_set() and not told:
            _tell(door.stdin, {"cancel": True})
            told = True
        try:
            line = answers.get(timeout=_POLL)
        except Empty:
            continue
        answer = json.loads(line) if line else {"end": "failed", "cause": "Its process ended."}
        if "line" in answer:
            report(answer["line"])
        elif answer["end"] == "done":
            return
        elif answer["end"] == "cancelled":
            raise _cancelled(name)
        else:
            raise ModelError(f"Model {name}", answer["cause"], _TRY_AGAIN)


def _read_until_end(stream: IO[str], answers: SimpleQueue[str]) -> None:
    """Hand on lines up to the one that ends a request, or an empty one when the door is gone."""
    while True:
        line = stream.readline()
        answers.put(line)
        if not line or "end" in json.loads(line):
            return


def _tell(stream: IO[str], message: object) -> None:
    with contextlib.suppress(OSError):
        stream.write(json.dumps(message) + "\n")
        stream.flush()


def _install(name: str, report: Report, cancel: threading.Event) -> None:
    """Run “models install” here, hand on what it prints, and end it when cancelled."""
    process = subprocess.Popen(
        _command("models", "install", name),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        process_group=None if sys.platform == "win32" else 0,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdout is not None
    lines: list[str] = []

    def read(stream: IO[str]) -> None:
        for line in stream:
            lines.append(line.strip())
            report(lines[-1])

    reader = threading.Thread(target=read, args=(process.stdout,), name="models install", daemon=True)
    reader.start()
    while process.poll() is None:
        if cancel.wait(_POLL):
            _end(process)
            raise _cancelled(name)
    reader.join(1)
    if process.returncode != 0:
        raise ModelError(f"Model {name}", _cause(lines, name, process.returncode), _TRY_AGAIN)


def _cause(lines: Sequence[str], name: str, code: int) -> str:
    """Give the cause out of the error that the installer printed last."""
    if not lines:
        return f"It ended with code {code}."
    said = lines[-1].removeprefix("transcribe-desk: ").removeprefix(f"Model {name}: ")
    return said.partition(" Check the internet connection")[0]


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with all it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _cancelled(name: str) -> CancelledError:
    return CancelledError(f"Model {name}", "It was cancelled; nothing is half installed.", "Start it again any time.")


def _network_is_shut() -> bool:
    """Tell whether what this process starts is refused the network as well."""
    from transcribe_desk.security import no_network

    return no_network.by_kernel()


def _command(*arguments: str) -> Sequence[str]:
    # -P: a folder the person happens to stand in must not lend its modules.
    program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m", "transcribe_desk")
    return (*program, *arguments)


def serve() -> int:
    """Be the door: take requests from standard input until it ends; give the exit code."""
    _tie_to_parent()
    requests: SimpleQueue[dict[str, object]] = SimpleQueue()
    cancel = threading.Event()
    threading.Thread(target=_listen, args=(requests, cancel), name="requests", daemon=True).start()
    while (request := requests.get()) and "install" in request:
        cancel.clear()
        _answer(_serve_one(str(request["install"]), cancel))
    return 0


def _serve_one(name: str, cancel: threading.Event) -> dict[str, str]:
    """Install one model of the catalogue, nothing else, and say how that ended."""
    from transcribe_desk.speech.model_store import ModelStore

    try:
        ModelStore().entry(name)
        _install(name, lambda line: _answer({"line": line}), cancel)
    except CancelledError:
        return {"end": "cancelled"}
    except ModelError as error:
        return {"end": "failed", "cause": error.cause}
    return {"end": "done"}


def _listen(requests: SimpleQueue[dict[str, object]], cancel: threading.Event) -> None:
    """Hand requests on; the end of standard input is the end of the window, and cancels what runs."""
    for line in sys.stdin:
        message = json.loads(line)
        if "cancel" in message:
            cancel.set()
        else:
            requests.put(message)
    cancel.set()
    requests.put({})


def _answer(message: object) -> None:
    _tell(sys.stdout, message)


def _tie_to_parent() -> None:
    """End with the window, and let no other program of this user look into this process."""
    import ctypes

    libc = ctypes.CDLL(None)
    libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
    libc.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
