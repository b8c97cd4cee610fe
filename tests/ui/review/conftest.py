"""Give the review a study with everything it meets, and the screen at its first decision or its second read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import made_review, made_study
from tests.ui.review.by_hand import settle
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.session import Session


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with made_study.filled(folder, made_review.fill) as opened:
        for _ in range(2):  # three hospitals: the tag of a quote tells nobody
            made_study.add_interview(opened, "hospital", None, None, 60_000)
        yield opened


@pytest.fixture
def interview_id(session: Session) -> int:
    return session.desk.interview("01-hospital").id


@pytest.fixture
def screen(window: MainWindow, session: Session, interview_id: int, qtbot: QtBot) -> ReviewScreen:
    found = window.screens["review"]
    assert isinstance(found, ReviewScreen)
    session.select(interview_id)
    window.show_screen("review")
    qtbot.waitUntil(lambda: found.deciding.entities.model.rowCount() > 0)
    settle(found, qtbot)
    return found


@pytest.fixture
def decided(screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot) -> ReviewScreen:
    """Give the screen in the second read, with everything accepted but “will”."""
    for mention in session.desk.mentions():
        stays = mention.reason == "a first name that is also a word"
        session.desk.decide([mention.id], Decision.REJECTED_HERE if stays else Decision.ACCEPTED, "AB")
    screen.reload()
    settle(screen, qtbot)
    screen.show_mode(Mode.READ)
    qtbot.waitUntil(lambda: screen.reading.rendered() is not None)
    settle(screen, qtbot)
    return screen
