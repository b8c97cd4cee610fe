"""Help in the window: the manual beside an open study and without one, and a tour that makes its own study."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.settling import wait_for_screen
from transcribe_desk import paths
from transcribe_desk.jobs import sample
from transcribe_desk.jobs.queue import JobQueue
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.ui.help.manual import ManualScreen
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.theme import Theme


def test_the_manual_opens_beside_an_open_study(window: MainWindow) -> None:
    window.rail.buttons["help"].click()
    manual = window.stack.currentWidget()
    assert isinstance(manual, ManualScreen)
    assert not manual.back_button.isVisible()
    window.rail.buttons["study"].click()
    assert window.stack.currentWidget() is window.screens["study"]


def test_from_home_the_manual_leads_back(qtbot: QtBot, theme: Theme, guard: ArmedGuard) -> None:
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.show()
    window.home.help_button.click()
    manual = window.stack.currentWidget()
    assert isinstance(manual, ManualScreen)
    manual.back_button.click()
    assert window.stack.currentWidget() is window.home
    window.close()


@pytest.mark.timeout(120)
def test_the_tour_makes_the_sample_study_and_has_it_transcribed(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Sample interview.tdstudy"
    asked: list[int] = []
    monkeypatch.setattr(paths, "sample_study", lambda: folder)
    # What follows is the queue's own test: here nothing needs to be recognised.
    monkeypatch.setattr(JobQueue, "add", lambda _queue, interview_id, _settings: asked.append(interview_id))
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.show()
    window.show_help()
    window.start_tour()
    qtbot.waitUntil(lambda: window.session is not None, timeout=60_000)
    session = window.session
    assert session is not None
    assert [row.interview.study_id for row in session.overview.rows] == ["01-hospital"]
    assert asked == [session.overview.rows[0].interview.id]
    wait_for_screen(window, "study")
    window.close()
    with sample.open_sample(folder) as again:
        assert len(again.rows()) == 1
