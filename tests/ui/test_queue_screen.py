"""The queue: what a job does is seen, it can be cancelled and tried again, and a failure names its remedy."""

from __future__ import annotations

import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.screenshots import job_events
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.ui import wording
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.queue import QueueScreen
from transcribe_desk.ui.session import Session


@pytest.fixture
def screen(window: MainWindow) -> QueueScreen:
    found = window.screens["queue"]
    assert isinstance(found, QueueScreen)
    window.show_screen("queue")
    return found


@pytest.fixture
def ids(session: Session) -> list[int]:
    return [row.interview.id for row in session.overview.rows]


def test_every_state_of_a_job_is_shown(screen: QueueScreen, session: Session, ids: list[int], qtbot: QtBot) -> None:
    for event in job_events(ids):
        session.take_event(event)
    running = screen.row(ids[3])
    qtbot.waitUntil(running.cancel_button.isVisible)
    assert running.chip.text() == "Running"
    assert running.facts.text() == "60 %  8.4 ×  6 min left"
    assert not running.retry_button.isVisible()
    failed = screen.row(ids[5])
    assert "memory may have run out" in failed.notice.text()
    assert "try again" in failed.notice.text()
    assert failed.retry_button.isVisible()
    assert screen.header.facts.text() == "1 running · 1 waiting · 1 done · 1 failed · 1 cancelled"


def test_progress_moves(screen: QueueScreen, session: Session, ids: list[int]) -> None:
    event = JobEvent(ids[3], JobState.RUNNING, Phase.TRANSCRIBE, 10, 100)
    session.take_event(event)
    session.take_event(dataclasses.replace(event, done_ms=90))
    assert screen.row(ids[3]).bar.value() == 900
    session.take_event(dataclasses.replace(event, state=JobState.DONE, phase=Phase.FLAG, done_ms=100))
    assert screen.row(ids[3]).chip.text() == "Done"


def test_a_job_without_its_recording_fails_and_can_be_tried_again(
    screen: QueueScreen, session: Session, ids: list[int], qtbot: QtBot
) -> None:
    session.enqueue([ids[3]])  # the made study keeps no sound: the real queue must say so
    qtbot.waitUntil(lambda: ids[3] in session.jobs and session.jobs[ids[3]].state is JobState.FAILED, timeout=20_000)
    row = screen.row(ids[3])
    assert row.notice.text()
    row.retry_button.click()
    qtbot.waitUntil(lambda: session.jobs[ids[3]].state is not JobState.FAILED or row.retry_button.isEnabled())
    assert session.desk.queue.wait(20)


def test_a_waiting_job_is_cancelled(screen: QueueScreen, session: Session, ids: list[int], qtbot: QtBot) -> None:
    session.take_event(JobEvent(ids[4], JobState.WAITING))
    screen.row(ids[4]).cancel_button.click()  # the queue does not know it: that, too, is said and not swallowed
    qtbot.waitUntil(lambda: "not in it" in screen.row(ids[4]).notice.text())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (5, "less than a minute left"), (366, "6 min left"), (7200, "2.0 h left")],
)
def test_time_left_in_words(seconds: float | None, words: str) -> None:
    assert wording.time_left(seconds) == words
