"""What is said over every screen is there until somebody has read it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from transcribe_desk.study.errors import DiskError
from transcribe_desk.ui.errors.panel import ErrorPanel
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ErrorPanel:
    made = ErrorPanel(theme)
    qtbot.addWidget(made)
    return made


def test_what_is_said_last_is_read_first_and_then_what_it_covers(panel: ErrorPanel) -> None:
    panel.say("accent", "The sound was deleted.")
    panel.say_error(DiskError("Study", "The disk is full.", "Make room."))
    assert panel.text() == "Study The disk is full. Make room."
    panel.notice.put_away()
    assert panel.text() == "The sound was deleted."
    panel.notice.put_away()
    assert panel.text() == ""


def test_what_is_said_again_is_read_once(panel: ErrorPanel) -> None:
    for words in ("Full.", "Unknown.", "Full."):
        panel.say("warning", words)
    read = []
    while panel.text():
        read.append(panel.text())
        panel.notice.put_away()
    assert read == ["Full.", "Unknown."]


def test_nothing_of_one_study_is_said_over_the_next(panel: ErrorPanel) -> None:
    panel.say("accent", "Of the first.")
    panel.say("accent", "Of the first, too.")
    panel.clear()
    panel.say("accent", "Of the second.")
    panel.notice.put_away()
    assert panel.text() == ""
