"""The queue: what a job does is seen, it can be cancelled and tried again, and a failure names its remedy."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.screenshots import job_events
from tests.ui.settling import wait_for_screen
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.queue.screen import QueueScreen
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.widgets.notice import EmptyState
from transcribe_desk.vault.transcripts import Plan


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
    assert screen.header.facts.text() == "1 running · 1 waiting · 1 done · 1 failed · 1 cancelled · 15 min left for all"


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


def test_the_whole_queue_is_paused_and_goes_on(
    screen: QueueScreen, window: MainWindow, session: Session, ids: list[int], qtbot: QtBot
) -> None:
    paused_queue(session, ids[3:6], qtbot)
    assert [screen.row(each).chip.text() for each in ids[3:6]] == ["Paused"] * 3
    assert "goes on from its last finished step" in screen.paused.text()
    assert window.strip.jobs.text() == "Queue paused: 3 waiting"
    assert screen.pause_button.text() == "Go on"
    screen.pause_button.click()
    qtbot.waitUntil(lambda: all(session.jobs[each].state is JobState.FAILED for each in ids[3:6]), timeout=20_000)
    assert not screen.paused.text()
    assert not screen.pause_button.isVisible()  # nothing is left to pause


def test_jobs_are_put_in_another_order(screen: QueueScreen, session: Session, ids: list[int], qtbot: QtBot) -> None:
    first, second, third = ids[3:6]
    paused_queue(session, ids[3:6], qtbot)
    assert not screen.row(first).up_button.isEnabled()
    assert not screen.row(third).down_button.isEnabled()
    screen.row(first).down_button.click()
    qtbot.waitUntil(lambda: screen.shown_order() == [second, first, third])
    assert [event.interview_id for event in session.desk.queue.events()] == screen.shown_order()


def test_the_keyboard_moves_along_the_rows_and_moves_jobs(
    screen: QueueScreen, window: MainWindow, session: Session, ids: list[int], qtbot: QtBot
) -> None:
    first, second, third = ids[3:6]
    paused_queue(session, ids[3:6], qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.row(first).setFocus()
    for each in (first, second):
        QTest.keyClick(screen.row(each), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.row(third)
    for _ in range(2):  # faster than the queue may answer
        QTest.keyClick(screen.row(third), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.shown_order() == [third, first, second])
    assert QApplication.focusWidget() is screen.row(third)
    screen.row(third).down_button.setFocus()
    QTest.keyClick(screen.row(third).down_button, Qt.Key.Key_Tab)  # Tab follows the new order
    assert QApplication.focusWidget() is screen.row(first)
    screen.row(third).cancel_button.setFocus()
    QTest.keyClick(screen.row(third).cancel_button, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.shown_order() == [first, third, second])
    QTest.keyClick(screen.row(third), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: screen.row(third).chip.text() == "Cancelled")


def test_a_cancelled_job_goes_on_at_its_place(
    screen: QueueScreen, session: Session, ids: list[int], qtbot: QtBot
) -> None:
    first, second, third = ids[3:6]
    paused_queue(session, ids[3:6], qtbot)
    row = screen.row(second)
    row.cancel_button.click()
    qtbot.waitUntil(row.retry_button.isVisible)
    assert (row.chip.text(), row.retry_button.text()) == ("Cancelled", "Go on")
    row.retry_button.click()
    qtbot.waitUntil(lambda: row.chip.text() == "Paused" and not busy(session))
    assert screen.shown_order() == [first, second, third]
    row.cancel_button.click()
    qtbot.waitUntil(row.retry_button.isVisible)
    screen.row(third).up_button.click()  # past the cancelled one, to the next that is not over
    qtbot.waitUntil(lambda: screen.shown_order() == [third, first, second])


def test_what_the_machine_found_out_is_shown(
    screen: QueueScreen, session: Session, ids: list[int], qtbot: QtBot
) -> None:
    plan = Plan("whisper-base", "faster-whisper", 5, None, None, finished=True, language_found="de",
                language_probability=0.97, speakers_found=3, speakers_confidence=0.81)  # fmt: skip
    transcripts = session.desk.vault.transcripts
    transcripts.save_plan(ids[2], plan)
    session.take_event(JobEvent(ids[2], JobState.DONE, Phase.FLAG))
    qtbot.waitUntil(lambda: screen.row(ids[2]).found.text() == "Language: German (97 % sure) · Speakers: 3 (81 % sure)")
    transcripts.save_plan(ids[2], dataclasses.replace(plan, speakers_found=2, speakers_confidence=1.0, by_channel=True))
    session.refresh()
    qtbot.waitUntil(lambda: "Speakers: 2, each on a channel of their own" in screen.row(ids[2]).found.text())
    session.take_event(JobEvent(ids[3], JobState.RUNNING, notice="The processor does the work instead."))
    assert screen.row(ids[3]).found.text() == "The processor does the work instead."


def test_the_text_so_far_can_be_opened(
    screen: QueueScreen, window: MainWindow, session: Session, ids: list[int]
) -> None:
    session.take_event(JobEvent(ids[3], JobState.RUNNING, Phase.DECODE, 1, 2))
    assert not screen.row(ids[3]).open_button.isVisible()
    session.take_event(JobEvent(ids[3], JobState.RUNNING, Phase.TRANSCRIBE, 1, 2))
    assert screen.row(ids[3]).open_button.text() == "Read so far"
    QTest.keyClick(screen.row(ids[3]), Qt.Key.Key_Return)
    wait_for_screen(window, "transcript")
    assert session.selected_id == ids[3]


def test_an_empty_queue_leads_to_the_recordings(screen: QueueScreen, window: MainWindow) -> None:
    screen.findChild(EmptyState).findChild(QPushButton).click()  # type: ignore[union-attr]
    study = window.screens["study"]
    wait_for_screen(window, "study")
    assert study.start_panel.isVisible()  # type: ignore[attr-defined]


def paused_queue(session: Session, ids: list[int], qtbot: QtBot) -> None:
    """Put interviews into the paused queue, where they wait."""
    session.pause(paused=True)
    qtbot.waitUntil(lambda: session.paused)
    session.enqueue(ids)
    qtbot.waitUntil(lambda: all(each in session.jobs for each in ids))
    qtbot.waitUntil(lambda: not busy(session))


def busy(session: Session) -> bool:
    """Tell whether the session is at work in the background."""
    return any(each.busy for each in session.findChildren(Dispatcher))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (5, "less than a minute left"), (366, "6 min left"), (7200, "2.0 h left")],
)
def test_time_left_in_words(seconds: float | None, words: str) -> None:
    assert wording.time_left(seconds) == words


def test_a_sleep_is_told_while_there_is_work(
    screen: QueueScreen, session: Session, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen._watch, "slept", lambda: 2520.0)
    screen.look_for_sleep()
    assert screen.asleep.text() == ""  # nothing waited for it
    session.take_event(JobEvent(ids[3], JobState.RUNNING, Phase.TRANSCRIBE, 1, 2))
    screen.look_for_sleep()
    assert "asleep from" in screen.asleep.text()
    assert "lid open" in screen.asleep.text()
    assert screen.shown_order() == [ids[3]]
