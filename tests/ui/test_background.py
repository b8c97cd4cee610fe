"""Calls away from the window's thread: what they give comes back in order, and nothing of a screen is left to them."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from transcribe_desk.study.errors import InputError
from transcribe_desk.ui.background import Dispatcher

ROOT = Path(__file__).parents[2]


class _Held:
    """Something of a screen's that a call holds; notes the thread in which it ends."""

    def __init__(self, ends: list[str]) -> None:
        self._ends = ends

    def give(self) -> _Held:
        time.sleep(0.0005)
        return self

    def fail(self) -> _Held:
        raise InputError("table.csv", "It is empty.", "Fill it.")

    def __del__(self) -> None:
        self._ends.append(threading.current_thread().name)


def test_a_failure_in_the_background_is_brought_back(qtbot: QtBot) -> None:
    dispatcher = Dispatcher()
    told: list[object] = []

    def known() -> None:
        raise InputError("table.csv", "It is empty.", "Fill it.")

    def unknown() -> None:
        raise ValueError("the text of somebody's interview")

    dispatcher.start(known, lambda _none: None, told.append)
    dispatcher.start(unknown, lambda _none: None, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    messages = " ".join(str(error) for error in told)
    assert "table.csv" in messages
    assert "ValueError" in messages
    assert "somebody" not in messages
    assert not dispatcher.busy


def test_ordered_calls_keep_their_order(qtbot: QtBot) -> None:
    dispatcher = Dispatcher(ordered=True)
    done: list[object] = []

    def after_a_while(number: int) -> int:
        time.sleep(0.002 if number % 3 else 0)
        return number

    for number in range(30):
        dispatcher.start(lambda n=number: after_a_while(n), done.append, done.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 30)
    assert done == list(range(30))


def test_a_reading_that_waits_for_another_begins_no_more_after_a_stop(qtbot: QtBot) -> None:
    dispatcher = Dispatcher()
    go_on = threading.Event()
    done: list[object] = []

    def read_again(first: object) -> None:
        done.append(first)
        dispatcher.start(lambda: "again", done.append, done.append)

    dispatcher.start_latest(lambda: go_on.wait(10), read_again, done.append)
    dispatcher.start_latest(lambda: "the one that waits", done.append, done.append)
    dispatcher.stop()
    go_on.set()
    dispatcher.settle()
    qtbot.waitUntil(lambda: not dispatcher.busy)
    assert done == [True]


@pytest.mark.parametrize("work", [_Held.give, _Held.fail])
def test_what_a_call_holds_ends_in_the_windows_thread(qtbot: QtBot, work: Callable[[_Held], _Held]) -> None:
    dispatcher = Dispatcher(ordered=True)
    ends: list[str] = []

    def start(held: _Held) -> None:
        dispatcher.start(lambda: work(held), lambda _held: None, lambda _error: None)

    for _ in range(200):
        start(_Held(ends))
    qtbot.waitUntil(lambda: not dispatcher.busy)
    gc.collect()
    assert ends == ["MainThread"] * 200


def test_what_comes_of_a_call_after_its_screen_is_gone_is_heard_by_nobody(qtbot: QtBot) -> None:
    screen = QObject()
    dispatcher = Dispatcher(screen, ordered=True)
    go_on = threading.Event()
    ends: list[str] = []
    told: list[object] = []

    def start(held: _Held) -> None:
        def work(report: Callable[[int, int], None]) -> _Held:
            go_on.wait(10)
            report(1, 2)
            return held

        dispatcher.start_reporting(work, told.append, told.append, lambda *so_far: told.append(so_far))

    start(_Held(ends))
    shiboken6.delete(screen)
    go_on.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["MainThread"]
    assert told == []


def test_screens_that_end_while_their_calls_do_break_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.ui.background_stress", "2000"],
        cwd=ROOT,
        env=os.environ | {"MALLOC_PERTURB_": "165"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.stdout == "alive\n", ran.stderr
