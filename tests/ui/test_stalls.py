"""The detector of stalls finds a deliberate one, says where it was, and keeps still otherwise."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import stalls


def test_a_deliberate_stall_is_found_with_its_place(qtbot: QtBot) -> None:
    worked: list[bool] = []
    with stalls.watched() as found:
        QTimer.singleShot(0, lambda: worked.append(_keep_busy()))
        qtbot.waitUntil(lambda: bool(worked), timeout=20_000)
    assert any(stall.cpu_ms > 60 and "_keep_busy" in str(stall) for stall in found.stalls), found.report()
    assert found.longest_ms > 60


def test_waiting_for_something_else_is_a_stall_by_the_clock_only() -> None:
    with stalls.watched() as found:
        QTimer.singleShot(0, lambda: time.sleep(0.12))
        QTest.qWait(250)
    assert max(stall.wall_ms for stall in found.stalls) > 100
    assert found.longest_ms < 60


def test_a_loop_that_answers_is_no_stall() -> None:
    with stalls.watched() as found:
        timer = QTimer()
        timer.timeout.connect(lambda: sum(range(1000)))
        timer.start(1)
        QTest.qWait(200)
    assert found.beats > 5
    assert found.longest_ms < stalls.LIMIT_MS, found.report()


def _keep_busy() -> bool:
    """Work long enough for the thread that looks to have its turn on a machine that is busy with other things too."""
    until = time.thread_time() + 0.2
    while time.thread_time() < until:
        pass
    return True
