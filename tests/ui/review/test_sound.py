"""The review plays the place that is decided on: a second before it, to a second after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_review, made_sound, made_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.player.engine import Player
from transcribe_desk.ui.screens.review.screen import ReviewScreen

AROUND_MS = 1_000


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with made_study.filled(folder, _heard) as opened:
        yield opened


def _heard(desk: Desk) -> None:
    made_review.fill(desk)
    made_sound.give_sound(desk, "01-hospital")
    desk.playback.prepare(desk.interview("01-hospital").id)


@pytest.fixture
def player() -> Iterator[Player]:
    made = Player.instance()
    if not made.available():
        pytest.skip("Qt's multimedia parts are not here")
    made.unload()
    made.set_speed(1.0)
    made.set_auto_rewind(0)
    yield made
    made.unload()


def test_space_plays_the_mention_with_a_second_around_it(window: MainWindow, player: Player, qtbot: QtBot) -> None:
    screen = window.screens["review"]
    assert isinstance(screen, ReviewScreen)
    window.show_screen("review")
    qtbot.waitUntil(lambda: screen.deciding.entities.model.rowCount() > 0 and not screen.review.busy)
    QTest.keyClick(screen.deciding.entities.list, Qt.Key.Key_Space)
    qtbot.waitUntil(player.playing, timeout=20_000)

    state, mention = screen.review.state, screen.review.mention
    assert state is not None
    assert mention is not None
    words = state.transcript.turn(mention.turn_id).words_between(mention.start, mention.end)
    first, last = words[0].start_ms - AROUND_MS, words[-1].end_ms + AROUND_MS
    assert first - 100 <= player.position() <= last
    qtbot.waitUntil(lambda: not player.playing(), timeout=10_000)
    assert last - 100 <= player.position() <= last + 400, "it stops by itself"
    assert not screen.deciding.sound_notice.isVisible()


def test_where_there_is_no_sound_it_says_so_and_nothing_plays(window: MainWindow, player: Player, qtbot: QtBot) -> None:
    screen = window.screens["review"]
    assert isinstance(screen, ReviewScreen)
    assert window.session is not None
    window.session.select(window.session.desk.interview("02-community").id)
    window.show_screen("review")
    qtbot.waitUntil(lambda: screen.deciding.entities.model.rowCount() > 0 and not screen.review.busy)
    QTest.keyClick(screen.deciding.entities.list, Qt.Key.Key_Space)
    qtbot.waitUntil(screen.deciding.sound_notice.isVisible)
    assert "deleted" in screen.deciding.sound_notice.text()
    assert not player.playing()
