"""A worker starts before its job is whole, asks for the rest, and is gone when nobody wants it any more."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO, cast

import pytest

from tests.jobs.listening import workers
from tests.jobs.test_runner import ODD, Kept
from transcribe_desk.jobs.ahead import WorkerAhead
from transcribe_desk.study.errors import CancelledError, ModelError, RecordingError


@pytest.fixture(autouse=True)
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe_desk.jobs.runner.worker_command", lambda: ODD)


def start(phase: str, cancel: threading.Event | None = None, sound: bytes = b"", **job: Any) -> WorkerAhead:
    source = cast("BinaryIO", io.BytesIO(sound))
    return WorkerAhead(phase, lambda: job, cancel or threading.Event(), source)


def until(happened: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


def test_the_rest_of_a_job_is_given_piece_by_piece_and_nothing_sent_before_is_lost() -> None:
    ahead = start("asks", sound=b"first", begin="early")
    ahead.give({"word": "one", "last": False})
    until(lambda: bool(workers()))
    ahead.give({"word": "two", "last": True}, cast("BinaryIO", io.BytesIO(b"another source")))
    kept = Kept()
    ahead.finish(kept)
    assert [(each["type"], each["said"]) for each in kept.messages] == [
        ("begun", "early"),
        ("holds", "first"),
        ("part", "one"),
        ("holds", "first"),
        ("part", "two"),
        ("holds", "another source"),
    ]
    assert not workers()


def test_a_cancel_ends_it_though_nobody_waits_for_it() -> None:
    cancel = threading.Event()
    ahead = start("asks", cancel, begin="early")
    until(lambda: bool(workers()))
    cancel.set()
    until(lambda: not workers(), seconds=1.0)
    with pytest.raises(CancelledError):
        ahead.finish(Kept())


@pytest.mark.parametrize("phase", ["asks", "busy"])
def test_one_that_is_not_needed_ends_at_once(phase: str) -> None:
    ahead = start(phase, begin="early")
    until(lambda: bool(workers()))
    ahead.end()
    assert not workers()


def test_what_goes_wrong_is_raised_where_the_phase_is_done() -> None:
    failed = start("reports")
    until(lambda: not failed._thread.is_alive())
    with pytest.raises(RecordingError, match="tape"):
        failed.finish(Kept())

    def missing() -> dict[str, Any]:
        raise ModelError("Model x", "It is not installed.", "Install it.")

    with pytest.raises(ModelError):
        WorkerAhead("asks", missing, threading.Event()).finish(Kept())

    def refuse(_message: dict[str, Any], _payload: bytes) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        start("asks", begin="early").finish(refuse)
    assert not workers()
