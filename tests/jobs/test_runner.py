"""A worker process seen from the program: what comes back, and how it ends."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from transcribe_desk.jobs.protocol import read_frame, write_frame
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.study.errors import CancelledError, DeskError, RecordingError, WorkerError

ODD = [sys.executable, "-P", str(Path(__file__).with_name("odd_worker.py"))]


class Kept:
    """Keeps what a worker sends."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.payload = bytearray()

    def __call__(self, message: dict[str, Any], payload: bytes) -> None:
        """Keep one message and its bytes."""
        self.messages.append(message)
        self.payload += payload

    @property
    def kinds(self) -> list[str]:
        """Give the kinds of the messages in order."""
        return [message["type"] for message in self.messages]


def run_odd(phase: str, source: bytes | None = None, **job: Any) -> Kept:
    kept = Kept()
    run_worker(phase, job, kept, io.BytesIO(source) if source is not None else None, command=ODD)
    return kept


def failure(phase: str, **job: Any) -> DeskError:
    with pytest.raises(DeskError) as caught:
        run_odd(phase, **job)
    return caught.value


def test_a_job_goes_in_and_messages_come_out() -> None:
    kept = run_odd("echo", say="“Grüße”, 你好", times=2000)
    assert kept.messages[0] == {"type": "echo", "said": "“Grüße”, 你好", "network": "refused"}
    assert bytes(kept.payload) == bytes(range(256)) * 2000


def test_the_worker_reads_the_source_through_the_pipe() -> None:
    source = os.urandom(3_000_017)
    assert bytes(run_odd("copy", source, block=65_536).payload) == source


def test_the_worker_reads_any_place_of_the_source() -> None:
    source = os.urandom(6_000_000)
    places = [(0, 10), (5_999_990, 20), (1_000_000, 4_500_000), (7_000_000, 5), (3, 3)]
    kept = run_odd("pick", source, places=places)
    assert bytes(kept.payload) == b"".join(source[offset : offset + size] for offset, size in places)
    assert kept.messages[-1] == {"type": "size", "size": len(source)}


def test_an_interview_of_sound_takes_well_under_two_seconds() -> None:
    count = 660  # of 250,000 bytes: 86 minutes of 16 kHz, 16 bit
    seen = 0

    def count_bytes(message: dict[str, Any], payload: bytes) -> None:
        nonlocal seen
        seen += len(payload)

    started = time.monotonic()
    run_worker("flood", {"block": 250_000, "count": count}, count_bytes, command=ODD)
    assert seen == 165_000_000
    assert time.monotonic() - started < 2


def test_what_libraries_print_is_not_taken_for_messages() -> None:
    kept = run_odd("noisy")
    assert kept.messages == [{"type": "before"}, {"type": "after", "read": 0}]


def test_progress_is_thinned() -> None:
    assert 2 <= len(run_odd("progress").messages) <= 5


def test_an_error_for_a_person_arrives_as_it_was_raised() -> None:
    error = failure("reports")
    assert type(error) is RecordingError
    assert str(error) == "tape.mp3: is empty. Copy it again."


def test_an_unexpected_error_tells_its_kind_and_place_but_no_words_of_an_interview() -> None:
    error = failure("unexpected")
    assert type(error) is WorkerError
    assert "unexpected" in error.thing
    assert "ValueError, odd_worker.py line" in error.cause
    assert "Margaret" not in str(error)
    assert error.__cause__ is None


def test_running_out_of_memory_has_its_own_remedy() -> None:
    assert "Close other programs" in failure("out_of_memory").remedy


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("name", "words"), [("SIGKILL", "from outside"), ("SIGSEGV", "SIGSEGV"), ("SIGABRT", "SIGABRT")]
)
def test_a_worker_that_dies_is_an_error_and_what_it_sent_is_kept(name: str, words: str) -> None:
    kept = Kept()
    with pytest.raises(WorkerError) as caught:
        run_worker("crash", {"signal": name}, kept, command=ODD)
    assert kept.kinds == ["segment"]
    assert "crash" in caught.value.thing
    assert words in caught.value.cause
    assert caught.value.remedy
    assert "Margaret" not in str(caught.value)


def test_a_worker_that_ends_without_a_word_is_an_error() -> None:
    assert "exit code 3" in failure("quits").cause


def test_a_worker_that_sends_no_message_is_an_error() -> None:
    assert "no message" in failure("babbles").cause


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(WorkerError, match="could not be started"):
        run_worker("echo", {}, Kept(), command=["/nonexistent/worker"])


def test_a_step_outside_the_known_ones_is_refused() -> None:
    with pytest.raises(WorkerError, match="does not know"):
        run_worker("os", {}, Kept())


@pytest.mark.parametrize("phase", ["busy", "asleep"])
def test_cancel_ends_the_worker_within_a_second(phase: str) -> None:
    cancel = threading.Event()
    kept = Kept()
    cancelled_at = 0.0

    def cancel_soon(message: dict[str, Any], payload: bytes) -> None:
        nonlocal cancelled_at
        kept(message, payload)
        cancelled_at = time.monotonic()
        threading.Timer(0.2, cancel.set).start()

    with pytest.raises(CancelledError):
        run_worker(phase, {}, cancel_soon, cancel=cancel, command=ODD)
    assert time.monotonic() - cancelled_at < 1.2
    assert not psutil.pid_exists(kept.messages[0]["pid"])


def test_a_worker_that_gives_no_sign_of_life_is_ended_and_said_to_have_been() -> None:
    kept = Kept()
    with pytest.raises(WorkerError, match="no sign of life"):
        run_worker("asleep", {}, kept, command=ODD, patience=3.0)
    assert not psutil.pid_exists(kept.messages[0]["pid"])


def test_time_in_which_the_worker_is_not_waited_for_does_not_count() -> None:
    kept = Kept()

    def slow(message: dict[str, Any], payload: bytes) -> None:
        if message["type"] == "before":
            time.sleep(3.5)
        kept(message, payload)

    run_worker("noisy", {}, slow, command=ODD, patience=3.0)
    assert kept.kinds == ["before", "after"]


def test_cancel_before_the_start_starts_nothing() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        run_worker("echo", {}, Kept(), cancel=cancel, command=["/nonexistent/worker"])


def test_what_the_receiver_raises_comes_through_and_the_worker_is_gone() -> None:
    pids = []

    def refuse(message: dict[str, Any], payload: bytes) -> None:
        pids.append(message["pid"])
        raise BrokenPipeError("the receiver's own")

    with pytest.raises(BrokenPipeError, match="own"):
        run_worker("busy", {}, refuse, command=ODD)
    assert not psutil.pid_exists(pids[0])


def test_what_the_source_raises_comes_through() -> None:
    class Damaged(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise RecordingError("recording", "is damaged.", "Import it again.")

    with pytest.raises(RecordingError, match="is damaged"):
        run_worker("copy", {"block": 10}, Kept(), Damaged(b"sound"), command=ODD)


def test_no_passphrase_reaches_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "correct horse")
    names = run_odd("environment").messages[0]["names"]
    assert "PATH" in names
    assert not [name for name in names if "PASSPHRASE" in name]


_PARENT = """
import sys, time
from transcribe_desk.jobs.protocol import read_frame, write_frame
from transcribe_desk.jobs.runner import run_worker

class Stuck:
    def seek(self, offset, whence=0):
        return 100
    def read(self, size):
        time.sleep(600)

run_worker(sys.argv[1], {}, lambda message, payload: print(message["pid"], flush=True), Stuck(), command=sys.argv[2:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("phase", ["busy", "asleep", "waiting"])
def test_a_worker_does_not_outlive_a_killed_program(phase: str) -> None:
    program = subprocess.Popen([sys.executable, "-c", _PARENT, phase, *ODD], stdout=subprocess.PIPE)
    assert program.stdout is not None
    worker = psutil.Process(int(program.stdout.readline()))
    time.sleep(0.3)  # by now it is deep in what it does
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
    killed = time.monotonic()
    while worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() - killed > 2:
            worker.kill()
            pytest.fail("the worker went on after its program was killed")
        time.sleep(0.01)


def test_a_worker_ends_when_its_input_does() -> None:
    worker = subprocess.Popen(ODD, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdin is not None
    assert worker.stdout is not None
    write_frame(worker.stdin, {"phase": "asleep"})
    assert read_frame(worker.stdout)
    worker.stdin.close()
    assert worker.wait(2) == 1
    worker.stdout.close()
